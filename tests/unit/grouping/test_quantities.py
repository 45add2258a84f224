from __future__ import annotations

import math

import pytest

from onrecord.grouping.figure_classes import class_of, sets_apart
from onrecord.grouping.loose_numbers import loose_numbers
from onrecord.grouping.quantities import Around, bounds, differ, quantity, stem, words_of
from onrecord.model import Bound, Figure, Statements


def around(before: str, inside: str, after: str) -> Around:
    return Around(words_of(before), words_of(inside), words_of(after), inside, after)


@pytest.mark.parametrize(
    ("bound", "high", "inside", "expected"),
    [
        ("exact", None, "12 people", (12.0, 12.0)),
        ("at least", None, "at least 12", (12.0, math.inf)),
        ("at most", None, "up to 12", (-math.inf, 12.0)),
        ("exact", 15.0, "12 to 15", (12.0, 15.0)),
    ],
    ids=["plain", "at least", "at most", "range"],
)
def test_a_figure_allows_the_values_within_its_bounds(
    bound: Bound, high: float | None, inside: str, expected: tuple[float, float]
) -> None:
    figure = Figure(0, 1, 12.0, "people", bound, None, high)

    assert bounds(figure, around("", inside, "")) == expected


def test_about_allows_a_tenth_to_both_sides() -> None:
    assert bounds(Figure(0, 1, 100.0, "people", "about"), around("", "about 100", "")) == (90.0, 110.0)


def test_bounds_that_meet_do_not_differ() -> None:
    assert not differ((12, math.inf), (14, 14))
    assert differ((15, math.inf), (14, 14))


@pytest.mark.parametrize(
    ("figure", "words", "kind", "whom"),
    [
        (Figure(0, 1, 5, "people", about="killed"), ("", "five people", "were killed"), "killed", "anyone"),
        (Figure(0, 1, 5, "children", about="killed"), ("", "five children", "were killed"), "killed", "children"),
        (Figure(0, 1, 3, "people", about="injured"), ("", "three people", "seriously hurt"), "injured", "anyone badly"),
        (Figure(0, 1, 30, "years old", about="Orla Vantress"), ("", "30", ""), "age of orla vantress", ""),
        (Figure(0, 1, 900, "people"), ("a protest of", "900 people", "in Ostrel"), "crowd", ""),
    ],
    ids=["killed", "children", "badly", "age", "crowd"],
)
def test_a_figure_is_of_what_its_words_say(figure: Figure, words: tuple[str, str, str], kind: str, whom: str) -> None:
    found = quantity(figure, around(*words))

    assert found is not None
    assert (found.kind, found.whom) == (kind, whom)


@pytest.mark.parametrize(
    ("figure", "words", "kind"),
    [
        (Figure(0, 1, 23, "men"), ("there are", "23 men", "trapped"), "trapped"),
        (Figure(0, 1, 4, "trucks"), ("there were", "four trucks", ""), "vehicles"),
        (Figure(0, 1, 61, "percent"), ("turnout was", "61 per cent", ""), "turnout"),
        (Figure(0, 1, 61, "percent"), ("prices rose", "61 per cent", ""), None),
        (Figure(0, 1, 480, "houses"), ("", "480 houses", "can no longer be lived in"), "homes"),
        (Figure(0, 1, 480, "houses"), ("", "480 houses", "were sold"), None),
    ],
    ids=["men trapped", "trucks", "turnout", "prices", "homes", "houses sold"],
)
def test_a_class_needs_its_unit_and_its_word(figure: Figure, words: tuple[str, str, str], kind: str | None) -> None:
    found = class_of(figure, around(*words))

    assert (found.kind if found else None) == kind


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("She dismissed the figure as hearsay.", True),
        ("By our count he is ahead.", True),
        ("She dismissed the colonel.", False),
        ("The figure was given at noon.", False),
    ],
    ids=["figure dismissed", "our count", "somebody dismissed", "a figure"],
)
def test_a_sentence_sets_numbers_apart_when_it_doubts_one(sentence: str, expected: bool) -> None:
    assert sets_apart(sentence) is expected


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("There were 63 on the list.", [63]),
        ("The toll is six, she said.", [6]),
        ("It happened in 2030 on 4 May at 6.30, aged 40.", []),
        ("As read [12] and $40 and 5%.", []),
    ],
    ids=["digits", "word", "dates", "marks"],
)
def test_loose_numbers_are_those_that_are_no_date_or_mark(text: str, values: list[float]) -> None:
    assert [figure.value for figure in loose_numbers(text, Statements())] == values


def test_a_number_that_is_a_figure_already_is_not_loose() -> None:
    assert list(loose_numbers("Now 63 wait.", Statements(figures=(Figure(4, 6, 63),)))) == []


def test_forms_of_one_verb_share_a_stem() -> None:
    assert stem("marched") == stem("marches") == stem("marching")
