"""The statements, times and figures of the first capture. Of its text only the words that mark a place stand here."""

from __future__ import annotations

from typing import Any

import pytest

from onrecord.model import Article
from onrecord.pipeline import read
from tests.shared.test_real_captures import DATA, SEED

pytestmark = pytest.mark.skipif(not DATA.is_dir(), reason="../shared/data is not here")

# source; cue; first and last words of the content; kind; stance; speaker
SAID = [
    ("Ukrainian officials", "confirmed", "US special", "virtually", "indirect", "confirm", "Ukrainian officials"),
    ("Ukraine", "indicated", "a follow-up", "Tuesday", "indirect", "report", "Ukraine"),
    ("Rustem Umerov", "wrote", "“National", "Kyiv,”", "direct", "report", "Rustem Umerov"),
    ("He", "confirmed", "the discussions", "begun", "indirect", "confirm", "Rustem Umerov"),
    ("Umerov", "added", "“The first", "steps,”", "direct", "report", "Rustem Umerov"),
    ("Kyiv", "stressed", "conceding", "aggression", "indirect", "claim report", "Kyiv"),
    ("Russian", "allegation", "drones", "residence", "indirect", "claim", "Russia"),
    ("Kyiv", "denied", "drones", "residence", "indirect", "deny", "Kyiv"),
    ("Moscow", "claimed", "Ukrainian drones", "celebrations", "indirect", "claim", "Moscow"),
    ("Ukraine", "maintained", "the incident", "assembly", "indirect", "claim", "Ukraine"),
    ("regional authorities", "according to", "", "child", "indirect", "report", "regional authorities"),
    ("analysis", "found", "Russia made", "invasion", "indirect", "find", "analysis"),
    ("Kyiv", "called false", "", "", "", "deny", "Kyiv"),
]
# words; value
TIMES = [
    ("on Saturday", "2026-01-03"), ("on Tuesday", "2026-01-06"), ("early Thursday", "2026-01-01"),
    ("on Friday", "2026-01-02"), ("in February 2022", "2022-02"), ("last year", "2025"),
]  # fmt: skip
# words; value; unit; bound
FIGURES = [
    ("15 nations", 15, "nations", "exact"), ("90 per cent", 90, "percent", "exact"),
    ("roughly 20 percent", 20, "percent", "about"), ("28 deaths", 28, "deaths", "exact"), ("two", 2, "people", "exact"),
]  # fmt: skip


@pytest.fixture(scope="module")
def seed() -> Article:
    article = read(SEED.read_bytes(), captured_at="2026-01-04T00:00:00Z", content_type="text/plain")
    assert isinstance(article, Article)
    return article


def rows(article: Article) -> list[dict[str, Any]]:
    assert article.said is not None
    text, said = article.text, article.said
    return [
        {
            "source": one.source.of(text) if one.source else "",
            "cue": one.cue.of(text) if one.cue else "",
            "first": one.content[0].of(text),
            "last": one.content[-1].of(text),
            "kind": one.kind,
            "stance": one.stance,
            "speaker": said.speakers[one.speaker].name if one.speaker is not None else "",
        }
        for one in said.statements
    ]


@pytest.mark.parametrize(("source", "cue", "first", "last", "kind", "stance", "speaker"), SAID)
def test_a_statement_of_the_first_capture_is_found_to_the_word(
    seed: Article, source: str, cue: str, first: str, last: str, kind: str, stance: str, speaker: str
) -> None:
    like = [row for row in rows(seed) if source in row["source"] and cue in row["cue"]]
    right = [
        row for row in like
        if row["first"].removeprefix("that ").startswith(first) and row["last"].endswith(last) and kind in row["kind"]
        and row["stance"] in stance and speaker in row["speaker"]
    ]  # fmt: skip
    assert right, f"{like} of {[(row['source'], row['cue']) for row in rows(seed)]}"


@pytest.mark.parametrize(("words", "value"), TIMES)
def test_a_time_of_the_first_capture_has_its_value(seed: Article, words: str, value: str) -> None:
    assert seed.said
    found = {(seed.text[time.start : time.end], time.value) for time in seed.said.times}
    assert (words, value) in found, found


@pytest.mark.parametrize(("words", "value", "unit", "bound"), FIGURES)
def test_a_figure_of_the_first_capture_has_its_value(
    seed: Article, words: str, value: float, unit: str, bound: str
) -> None:
    assert seed.said
    found = {(seed.text[one.start : one.end], one.value, one.unit, one.bound) for one in seed.said.figures}
    assert any(words in w and (v, u, b) == (value, unit, bound) for w, v, u, b in found), found
