"""What counts as the right speaker, a wrong name, and one left open, when speakers are measured."""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Literal

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))  # where benchmarks/ is, however pytest began

from benchmarks.speaker_labels import GoldArticle, GoldStatement, Label, StanceLabel, check_labels, read_stances
from benchmarks.speakers import Form, form_of, judge, measure, score_stances
from onrecord.model import Span, Speaker, SpeakerType, Stance

TEXT = (
    "Mayor Ada Brandt of Lowmere denied the charge. “It is untrue,” she said. Brandt's rival, Tom Vale, said that "
    "he knew better, and several experts on the harbour agreed. Lowmere insisted it had paid."
)


def spot(words: str, occurrence: int = 0) -> tuple[int, int]:
    return [found.span() for found in re.finditer(rf"\b{re.escape(words)}\b", TEXT)][occurrence]


def label(
    source: tuple[int, int],
    speaker: tuple[int, int],
    kind: SpeakerType = "person",
    *,
    cue: str = "said",
    stance: tuple[Stance, ...] = ("report",),
    resolvable: bool = True,
    pronoun: bool = False,
) -> Label:
    description = (spot("Mayor"),) if speaker == spot("Ada Brandt") else ()
    return Label("a", source, spot(cue), speaker, (), (kind,), resolvable, pronoun, description, stance)


SHE = label(spot("she"), spot("Ada Brandt"), pronoun=True)
HE = label(spot("he"), spot("Tom Vale"), pronoun=True)
EXPERTS = label(spot("several experts on the harbour"), spot("experts"), "unnamed")
PLACE = label(spot("Lowmere", 1), spot("Lowmere"), "place", cue="insisted")
UNCLEAR = label(spot("it"), spot("it"), resolvable=False, pronoun=True)

Outcome = Literal["right", "wrong", "open"]
CASES: list[tuple[str, Label, Speaker | None, Outcome]] = [
    ("full name", SHE, Speaker("Ada Brandt", "person"), "right"),
    ("title before it", SHE, Speaker("Mayor Ada Brandt", "person", aliases=("Ada Brandt",)), "right"),
    ("labelled mention", SHE, Speaker("A. Brandt", "person", mentions=(Span(*spot("Ada Brandt")),)), "right"),
    ("another person", SHE, Speaker("Tom Vale", "person"), "wrong"),
    ("two people merged", SHE, Speaker("Tom Vale", "person", aliases=("Ada Brandt",)), "wrong"),
    ("no speaker", SHE, None, "open"),
    ("own words", SHE, Speaker("she", "person"), "open"),
    ("surname alone", SHE, Speaker("Brandt", "person"), "open"),
    ("words of a group", EXPERTS, Speaker("several experts", "unnamed"), "right"),
    ("part without the head", EXPERTS, Speaker("harbour", "place"), "wrong"),
    ("nobody could tell, left open", UNCLEAR, None, "open"),
    ("nobody could tell, named", UNCLEAR, Speaker("Lowmere", "place"), "wrong"),
]


@pytest.mark.parametrize(
    ("wanted", "speaker", "outcome"), [case[1:] for case in CASES], ids=[case[0].replace(" ", "-") for case in CASES]
)
def test_a_speaker_is_right_wrong_or_open(wanted: Label, speaker: Speaker | None, outcome: Outcome) -> None:
    assert judge(wanted, speaker, TEXT, [it for it in (SHE, HE) if it is not wanted]) == outcome


FORMS: list[tuple[Label, Form]] = [
    (SHE, "pronoun"),
    (label(spot("Mayor Ada Brandt"), spot("Ada Brandt")), "full name"),
    (label(spot("Brandt", 1), spot("Ada Brandt")), "surname"),
    (EXPERTS, "common noun"),
    (PLACE, "place"),
]


@pytest.mark.parametrize(("wanted", "form"), FORMS, ids=[form.replace(" ", "-") for _, form in FORMS])
def test_the_form_of_a_source_is_told_from_its_words_and_label(wanted: Label, form: Form) -> None:
    assert form_of(wanted, TEXT) == form


def article() -> GoldArticle:
    rows = [GoldStatement((it.source,), (it.cue,) if it.cue else (), ()) for it in (PLACE, SHE)]
    return GoldArticle("a", TEXT, tuple(rows))


def test_a_finder_gets_the_sources_in_the_order_of_the_statements_and_is_scored_on_each() -> None:
    seen: list[Span | None] = []

    def find(_: str, sources: Sequence[Span | None]) -> tuple[tuple[Speaker, ...], tuple[int | None, ...]]:
        seen.extend(sources)
        return (Speaker("Ada Brandt", "person", "mayor"),), (0, None)

    report = measure(find, [PLACE, SHE], {"a": article()})
    assert seen == [Span(*SHE.source), Span(*PLACE.source)]
    counts = report.figures["all"]
    assert (counts.right, counts.wrong, counts.open, counts.type, counts.description) == (0.5, 0, 0.5, 1, 1)


def test_one_speaker_for_two_people_is_counted_as_merged() -> None:
    rows = [GoldStatement((it.source,), (it.cue,) if it.cue else (), ()) for it in (SHE, HE)]
    one = (Speaker("Ada Brandt", "person"),)
    report = measure(lambda *_: (one, (0, 0)), [SHE, HE], {"a": GoldArticle("a", TEXT, tuple(rows))})
    assert (report.merged, report.split) == (1, 0)
    assert report.figures["all"].wrong == 0.5


def test_a_label_that_is_double_or_off_its_words_or_fits_no_statement_is_told() -> None:
    start, end = spot("Ada Brandt")
    off = Label("a", SHE.source, SHE.cue, (start - 1, end), (), ("person",), True, True, (), ())
    said = [line.rpartition(": ")[2] for line in check_labels([SHE, off, HE], {"a": article()})]
    assert said == ["labelled twice", f"{(start - 1, end)} does not mark whole words", "no such statement"]


def test_a_stance_is_right_where_it_is_one_of_those_that_can_be_argued_for() -> None:
    denied = StanceLabel("a", spot("Mayor Ada Brandt"), spot("denied"), ("deny", "claim"))
    said = StanceLabel("a", spot("she"), spot("said"), ("report",))
    score = score_stances([denied, said], ["claim", "deny"])
    assert (score.statements, score.right) == (2, 0.5)
    assert score.by_stance == {"deny": (1, 1.0), "report": (1, 0.0)}
    assert score.confused == {"report → deny": 1}


def test_labels_of_stances_come_from_both_files_where_a_stance_is_labelled(tmp_path: Path) -> None:
    unlabelled = label(spot("she"), spot("Ada Brandt"), stance=())
    more = tmp_path / "stances.json"
    more.write_text('[{"doc_id": "b", "source": null, "cue": [3, 9], "stance": ["doubt", "deny"]}]', encoding="utf-8")
    assert read_stances(more, [SHE, unlabelled]) == (
        StanceLabel("a", SHE.source, spot("said"), ("report",)),
        StanceLabel("b", None, (3, 9), ("doubt", "deny")),
    )
