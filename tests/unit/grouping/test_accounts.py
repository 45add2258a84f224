from __future__ import annotations

import time
import tomllib
from dataclasses import dataclass
from pathlib import Path

import pytest

from onrecord.grouping.accounts import accounts_of, find_accounts
from onrecord.grouping.denials import denials_of, find_denials
from onrecord.grouping.sayings import find_sayings
from onrecord.grouping.sides import joined
from onrecord.model import Article, Conflict, Metadata, Origin, Side, Told
from tests.unit.grouping.stories import copied, story

DENIAL = (
    "2031-07-08",
    "The environment group Clear Tide said the Orvex plant had dumped acid into the river Lenn.",
)
DENIED = ("2031-07-09", "Orvex denied that its plant had dumped acid into the river.\n\nIt employs 300 people.")
TWO_TARGETS = (
    "2031-01-15",
    "Sarkeva claimed that Tolmian rockets had hit a school in the village of Undry, wounding nine. "
    "Tolmia maintained that the building was an ammunition store.",
)


@dataclass(frozen=True, slots=True)
class _Case:
    name: str
    half: str
    told: tuple[tuple[str, str], ...]
    conflicts: tuple[tuple[str, str, str], ...]


def _cases() -> list[_Case]:
    raw = tomllib.loads(Path(__file__).with_name("cases_accounts.toml").read_text("utf-8"))["case"]
    return [
        _Case(
            one["name"],
            one["half"],
            tuple((day, text) for day, text in one["articles"]),
            tuple((kind, a, b) for kind, a, b in one["conflicts"]),
        )
        for one in raw
    ]


CASES = _cases()


def _found(told: tuple[Told, ...]) -> tuple[Conflict, ...]:
    sayings = find_sayings(told)
    return joined([*denials_of(sayings), *accounts_of(sayings)])


def _touches(side: Side, words: str, texts: dict[int, str]) -> bool:
    for mention in side.mentions:
        at = texts[mention.article].find(words)
        while at >= 0:
            if mention.start < at + len(words) and at < mention.end:
                return True
            at = texts[mention.article].find(words, at + 1)
    return False


def _is_it(conflict: Conflict, expected: tuple[str, str, str], texts: dict[int, str]) -> bool:
    return any(
        _touches(one, expected[1], texts) and _touches(other, expected[2], texts)
        for one in conflict.sides
        for other in conflict.sides
        if one is not other
    )


def _score(case: _Case) -> tuple[int, int, int]:
    """Return how many conflicts of a case are found, found in vain, and missed."""
    told = story(*case.told)
    texts = {one.number: one.article.text for one in told}
    left, vain = list(case.conflicts), 0
    for conflict in _found(told):
        hit = next((one for one in left if _is_it(conflict, one, texts)), None)
        if hit:
            left.remove(hit)
        else:
            vain += 1
    return len(case.conflicts) - len(left), vain, len(left)


@pytest.mark.parametrize("case", [one for one in CASES if one.half == "seen"], ids=lambda one: one.name)
def test_a_story_gives_the_conflicts_that_it_holds_and_no_other(case: _Case) -> None:
    assert _score(case) == (len(case.conflicts), 0, 0)


@pytest.mark.parametrize("half", ["held one", "held two", "held three"])
def test_stories_held_out_give_few_false_conflicts_and_most_of_the_true_ones(half: str) -> None:
    scores = [_score(case) for case in CASES if case.half == half]
    right, vain, missed = (sum(column) for column in zip(*scores, strict=True))
    assert right / (right + vain) >= 0.9
    assert right / (right + missed) >= 0.7


def test_a_claim_and_its_denial_in_two_outlets_are_one_conflict() -> None:
    (conflict,) = find_denials(story(DENIAL, DENIED))
    assert conflict.kind == "denial"
    assert [side.speakers for side in conflict.sides] == [("Clear Tide",), ("Orvex",)]


def test_what_was_hit_told_in_two_ways_is_a_competing_account() -> None:
    told = story(TWO_TARGETS)
    (conflict,) = find_accounts(told)
    words = [told[0].article.text[m.start : m.end] for side in conflict.sides for m in side.mentions]
    assert conflict.topic == "what was hit"
    assert words[1] == "that the building was an ammunition store"


def test_a_copy_adds_no_side_and_no_mention() -> None:
    told = story(DENIAL, DENIED)
    again = (*told, copied(told[0], 3, "2031-07-10"), copied(told[1], 4, "2031-07-10"))
    assert find_denials(again) == find_denials(told)


def test_the_order_in_which_articles_come_makes_no_difference() -> None:
    told = story(DENIAL, DENIED, TWO_TARGETS)
    assert _found(told[::-1]) == _found(told)


@pytest.mark.parametrize(
    "text",
    ["", "“", "denied denied denied", "He denied that.", "Not.", "said it was false " * 200, "It was not so. " * 300],
    ids=["empty", "a mark", "cues alone", "a pronoun", "one word", "a loop", "a denial again and again"],
)
def test_any_text_gives_conflicts_within_it_or_none(text: str) -> None:
    told = story(("2031-01-01", text), DENIAL)
    for conflict in _found(told):
        for side in conflict.sides:
            for mention in side.mentions:
                assert 0 <= mention.start < mention.end <= len(told[mention.article - 1].article.text)


def test_an_article_whose_statements_were_not_looked_for_has_no_side() -> None:
    bare = Article(Origin("a", "a", "made by hand", "file"), "article", Metadata(), DENIED[1], ())
    assert not _found((*story(DENIAL), Told(2, bare, 2)))


def test_a_story_of_five_hundred_articles_takes_seconds() -> None:
    told = story(DENIAL, DENIED, TWO_TARGETS)
    many = tuple(Told(n, told[n % 3].article, n) for n in range(500))
    start = time.perf_counter()
    found = _found(many)
    assert found
    assert time.perf_counter() - start < 20  # about two on a quiet core


def test_what_nobody_did_is_set_against_who_says_in_another_article_that_they_did() -> None:
    told = story(
        ("2031-05-02", "Ada Brill said an ambulance was held for an hour at a police barrier in Lenvik."),
        ("2031-05-03", "Tom Raske said that at no time was any ambulance held at a barrier in Lenvik."),
    )
    (conflict,) = find_denials(told)
    assert [side.speakers for side in conflict.sides] == [("Ada Brill",), ("Tom Raske",)]


def test_a_charge_that_a_judge_dismisses_is_an_outcome_and_no_denial() -> None:
    text = "Lenvik police filed charges of theft against Oskar Pell in May. Judge Ida Moor dismissed the charges."
    assert not find_denials(story(("2031-06-30", text)))
