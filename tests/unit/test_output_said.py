from __future__ import annotations

import json
import re
from dataclasses import replace

import pytest

from onrecord.model import Article, Block, Entry, Figure, Role, Span, Statement, Statements
from onrecord.output import as_json, as_markdown, as_text, json_value, written
from tests.unit.record.said_examples import article, at, bridge


def said(words: str, text: str, role: Role = "body") -> Article:
    """An article with one statement, whose content is these words."""
    made = article(text, Statements((Statement("indirect", "report", (at(words, text),)),)), "aa")
    return replace(made, blocks=tuple(replace(block, role=role) for block in made.blocks))


def test_a_statement_as_json_has_the_promised_keys_and_words() -> None:
    first, _, denied = json.loads(as_json(bridge()))["statements"]
    assert list(first) == [
        "kind", "stance", "source", "cue", "content", "speaker", "times", "figures", "inside", "chance",
    ]  # fmt: skip
    assert (first["kind"], first["stance"], first["inside"], first["chance"]) == ("direct", "report", None, 0.9)
    assert first["cue"] == {"start": 43, "end": 47, "text": "said"}
    assert [it["text"] for it in first["content"]] == ["“The bridge is shut,”", "“It stays shut.”"]
    assert first["speaker"] == {"id": "s1", "name": "Ana Lind", "description": "mayor", "type": "person"}
    assert (denied["stance"], denied["inside"]) == ("deny", 1)


def test_every_span_in_json_gives_its_words_of_the_text() -> None:
    value = json.loads(as_json(bridge()))
    spans = [*value["times"], *value["figures"], *(it for speaker in value["speakers"] for it in speaker["mentions"])]
    for it in value["statements"]:
        spans += [it["source"], it["cue"], *it["content"], *it["times"], *it["figures"]]
    assert len(spans) == 17
    assert all(value["text"][it["start"] : it["end"]] == it["text"] for it in spans)


def test_times_and_figures_stand_under_the_article_and_under_each_statement_that_holds_them() -> None:
    value = json.loads(as_json(bridge()))
    figure = {
        "start": 126, "end": 145, "text": "at least 40 ferries", "value": 40, "unit": "ferries", "bound": "at least",
        "about": "ferries",
    }  # fmt: skip
    assert value["figures"] == [figure]
    assert [it["figures"] for it in value["statements"]] == [[], [figure], [figure]]
    assert value["times"] == [{"start": 51, "end": 57, "text": "Friday", "value": "2026-01-02", "anchor": "published"}]
    assert [it["times"] for it in value["statements"]] == [[], [], []]  # it tells when she said so, not what


@pytest.mark.parametrize(
    ("value", "high", "shown"),
    [(28.0, None, {"value": 28}), (1.5, 2.0, {"value": 1.5, "high": 2}), (float("inf"), None, {"value": None})],
    ids=["whole", "range", "too large"],
)
def test_a_number_in_json_is_whole_where_it_is(value: float, high: float | None, shown: dict[str, object]) -> None:
    made = article("28 came.", Statements(figures=(Figure(0, 2, value, high=high),)), "aa")
    figure = json.loads(as_json(made))["figures"][0]
    assert {name: it for name, it in figure.items() if name in ("value", "high")} == shown


@pytest.mark.parametrize(
    ("found", "note"),
    [
        (None, "statements were not looked for"),
        (Statements(), None),
        (Statements(unsupported="fr"), "language not supported yet: fr"),
    ],
    ids=["not looked for", "none there", "French"],
)
def test_json_says_why_there_may_be_no_statements(found: Statements | None, note: str | None) -> None:
    value = json_value(article("Il fait beau.", found, "aa"))
    assert value["statements"] == []
    assert value["statements_note"] == note


def test_markdown_has_a_footnote_for_each_statement_behind_its_last_words() -> None:
    assert as_markdown(bridge()).split("\n\n")[2:] == [
        "“The bridge is shut,” Ana Lind, the mayor, said on Friday. “It stays shut.”[^1]",
        "The Courier reported that Harbourton denied that at least 40 ferries would stop.[^2] [^3]",
        "[^1]: **Ana Lind** (mayor) — report, direct, “said”: “The bridge is shut,” … “It stays shut.”",
        "[^2]: **The Courier** — report, indirect, “reported”: Harbourton denied that at least 40 ferries would stop",
        "[^3]: **Harbourton** — deny, indirect, “denied”, as told by The Courier: that at least 40 ferries would stop",
    ]


def test_footnotes_of_several_articles_in_one_document_are_counted_through() -> None:
    document = "".join(written([bridge(), article("Rain.", None, "bb"), bridge()], "md"))
    assert re.findall(r"^\[\^(\d)\]:", document, re.MULTILINE) == ["1", "2", "3", "4", "5", "6"]
    assert sorted(re.findall(r"\[\^(\d)\](?!:)", document)) == ["1", "2", "3", "4", "5", "6"]


@pytest.mark.parametrize(
    ("role", "line"),
    [
        ("list", "- it rains,[^1] Orla said."),
        ("quote", "> it rains,[^1] Orla said."),
        ("caption", "*it rains,[^1] Orla said.*"),
        ("subheading", "## it rains,[^1] Orla said."),
        ("table", "| it rains,[^1] Orla said. |"),
    ],
)
def test_a_mark_stands_in_every_kind_of_block(role: Role, line: str) -> None:
    assert line in as_markdown(said("it rains", "it rains, Orla said.", role)).splitlines()


def test_a_mark_in_a_table_leaves_its_cells_apart() -> None:
    made = said("it rains", "Orla\tit rains\tand more", "table")
    assert "| Orla | it rains[^1] | and more |" in as_markdown(made)


def test_a_statement_that_ends_with_its_entrys_headline_keeps_its_mark() -> None:
    made = said("It rains", "It rains\n\nMore.", "body")
    blocks = (replace(made.blocks[0], role="subheading"), made.blocks[1])
    made = replace(made, kind="live blog", blocks=blocks, entries=(Entry(0, 15, None, "It rains"),))
    assert as_markdown(made).count("[^1]") == 2


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("it rains(javascript:alert)", r"it rains[^1]\(javascript:alert)"),
        ("it rains: more", r"it rains[^1]\: more"),
        ("it rains[x]", r"it rains[^1]\[x\]"),
        ("it rains\ufdd07\ufdd1", "it rains[^1]\ufffd7\ufffd"),
        ("[^1]it rains", r"\[\^1\]it rains[^1]"),
    ],
    ids=["link", "footnote", "reference", "a mark of its own", "written as one"],
)
def test_no_words_of_a_page_become_a_footnote_or_a_link_with_one(text: str, line: str) -> None:
    assert line in as_markdown(said("it rains", text)).splitlines()


def test_no_words_of_a_title_become_a_footnote() -> None:
    made = bridge()
    made = replace(made, metadata=replace(made.metadata, title="x\ufdd01\ufdd1"))
    assert "[^1]" not in as_markdown(made).splitlines()[0]


EVIL = "# [x](https://spy.example) <b>"


@pytest.mark.parametrize("field", ["name", "description"])
def test_no_words_of_a_speaker_become_markup(field: str) -> None:
    made = bridge()
    assert made.said is not None
    first = replace(made.said.speakers[0], **{field: EVIL})  # type: ignore[arg-type]
    text = as_markdown(replace(made, said=replace(made.said, speakers=(first, *made.said.speakers[1:]))))
    assert r"\# \[x\](https\://spy.example) \<b\>" in text
    assert "<b>" not in text


def test_a_footnote_repeats_no_more_than_the_beginning_of_a_long_statement() -> None:
    words = " ".join(f"word{n}" for n in range(100))
    note = as_markdown(said(words, words)).splitlines()[-1]
    assert note.startswith("[^1]: **no source named** — report, indirect: word0 word1")
    assert note.endswith(" …")
    assert len(note) < 140


def test_plain_text_has_no_footnotes() -> None:
    assert as_text(bridge()).endswith("[^1]") is False
    assert as_text(bridge()) == as_text(replace(bridge(), said=None))


def test_a_page_with_thousands_of_statements_has_a_footnote_for_each() -> None:
    text = "\n\n".join("so it is " * 20 for _ in range(100)).strip()
    starts = [found.start() for found in re.finditer("so it is", text)]
    statements = tuple(Statement("indirect", "report", (Span(n, n + 8),)) for n in starts)
    figures = tuple(Figure(n + 3, n + 5, 1.0) for n in starts)
    made = article(text, Statements(statements, figures=figures), "aa")
    made = replace(made, blocks=(Block("body", 0, len(text)),))
    assert len(json_value(made)["statements"]) == len(starts)  # type: ignore[arg-type]
    assert as_markdown(made).count("[^") == 2 * len(starts)
