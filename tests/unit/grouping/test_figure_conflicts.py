from __future__ import annotations

from dataclasses import replace

import pytest

from onrecord.grouping.figure_conflicts import find_figure_conflicts
from onrecord.model import Conflict, Passage, Told
from tests.unit.grouping.told_figures import Said, article, told

EARLY, NOON, NIGHT, NEXT, LATER = (
    "2030-05-04T06:00:00+00:00",
    "2030-05-04T12:00:00+00:00",
    "2030-05-04T23:00:00+00:00",
    "2030-05-05T12:00:00+00:00",
    "2030-05-08T12:00:00+00:00",
)


def two(one: Said, other: Said, first: str = EARLY, second: str = NOON) -> tuple[Conflict, ...]:
    """Return the conflicts between two articles of one sentence each."""
    return find_figure_conflicts([told(1, article(one, published=first)), told(2, article(other, published=second))])


def dead(words: str, who: str | None, written: str, value: float) -> Said:
    return words, who, [(written, value, "people", "killed")]


MINISTRY = dead("The ministry said the blast in Ostrel killed 14 people.", "Health ministry", "14 people", 14)
UNION = dead("The blast in Ostrel killed 23 people, the union said.", "Miners' union", "23 people", 23)

CONFLICTS: dict[str, tuple[Said, Said]] = {
    "the dead": (MINISTRY, UNION),
    "the dead, fighters": (
        MINISTRY,
        ("Six combatants were eliminated, the envoy said.", "Envoy", [("Six combatants", 6, "combatants", None)]),
    ),
    "the dead, no noun": (
        MINISTRY,
        ("The toll is 22, the mayor told the Ostrel council.", "Orla Vantress", [("22", 22, None, None)]),
    ),
    "turnout": (
        ("Turnout was 61 per cent in Ostrel.", "Commission", [("61 per cent", 61, "percent", None)]),
        ("They put turnout at 74 per cent.", "Monitors", [("74 per cent", 74, "percent", None)]),
    ),
    "vehicles by two nouns": (
        ("Seven lorries set out from Ostrel.", "Charity", [("Seven lorries", 7, "lorries", None)]),
        ("There had been four trucks, he said.", "General Drozd", [("four trucks", 4, "trucks", None)]),
    ),
    "the trapped": (
        ("Seventeen miners were trapped.", "Drevan Coal", [("Seventeen miners", 17, "miners", None)]),
        ("There are 23 men trapped, she said.", "Jana Obrest", [("23 men", 23, "men", None)]),
    ),
    "the missing": (
        ("41 people are unaccounted for.", "County", [("41 people", 41, "people", "missing")]),
        ("63 people are missing, it said.", "Lantern charity", [("63 people", 63, "people", "missing")]),
    ),
    "a crowd": (
        ("A crowd of 34,000 came.", "Federation", [("34,000", 34000, "people", None)]),
        ("The crowd was 48,000 strong.", "Supporters' club", [("48,000", 48000, "people", None)]),
    ),
    "homes": (
        ("Some 310 homes were destroyed.", "County", [("310 homes", 310, "homes", "destroyed")]),
        ("480 houses can no longer be lived in.", "Village heads", [("480 houses", 480, "houses", None)]),
    ),
    "stations": (
        ("38 stations had no tally sheets.", "Commission", [("38 stations", 38, "stations", None)]),
        ("112 stations had unsigned sheets.", "Campaign", [("112 stations", 112, "stations", None)]),
    ),
    "land": (
        ("The fire burned 900 hectares.", "Forest service", [("900 hectares", 900, "hectares", None)]),
        ("The fire burned 1,400 hectares.", "Farmers' league", [("1,400 hectares", 1400, "hectares", None)]),
    ),
    "a lead": (
        ("She has a lead of 4,112 votes.", "Commission", [("4,112 votes", 4112, "votes", None)]),
        ("He is ahead by 9,300 votes.", "Campaign", [("9,300 votes", 9300, "votes", None)]),
    ),
    "a magnitude without its word": (
        ("It measured magnitude 3.9.", "Drevan Coal", [("magnitude 3.9", 3.9, "magnitude", None)]),
        ("The shock registered 2.7, it said.", "Institute", []),
    ),
    "jobs": (
        ("The works will cut 300 jobs.", "Drevan Coal", [("300 jobs", 300, "jobs", None)]),
        ("520 jobs will go, it said.", "Miners' union", [("520 jobs", 520, "jobs", None)]),
    ),
}


@pytest.mark.parametrize(("one", "other"), CONFLICTS.values(), ids=CONFLICTS)
def test_two_sources_that_count_one_thing_differently_are_a_conflict(one: Said, other: Said) -> None:
    (conflict,) = two(one, other)

    assert conflict.kind == "figure"
    assert len(conflict.sides) == 2


NONE: dict[str, tuple[Said, Said]] = {
    "one number": (MINISTRY, dead("The union said 14 people were killed.", "Miners' union", "14 people", 14)),
    "a bound that agrees": (
        MINISTRY,
        dead("At least 12 people were killed, it said.", "Miners' union", "At least 12 people", 12),
    ),
    "one source": (
        MINISTRY,
        dead("The blast killed 16 people, it said.", "Health ministry", "16 people", 16),
    ),
    "a part": (MINISTRY, dead("It killed six other people.", "Miners' union", "six other people", 6)),
    "some of them": (MINISTRY, dead("Six of the 14 dead were killed in bed.", "Miners' union", "Six", 6)),
    "another time": (MINISTRY, dead("Last year 31 people were killed.", "Miners' union", "31 people", 31)),
    "a rate": (MINISTRY, dead("It killed 31 people a year.", "Miners' union", "31 people", 31)),
    "another fate": (
        MINISTRY,
        ("The union said 23 people were hurt.", "Miners' union", [("23 people", 23, "people", "injured")]),
    ),
    "children": (
        MINISTRY,
        ("The union said five children were killed.", "Miners' union", [("five children", 5, "children", "killed")]),
    ),
    "the badly hurt": (
        ("The blast hurt 23 people.", "Health ministry", [("23 people", 23, "people", "injured")]),
        ("Nine people were seriously injured.", "Miners' union", [("Nine people", 9, "people", "injured")]),
    ),
    "a much larger number": (MINISTRY, dead("Wars killed 5,000 people.", "Orla Vantress", "5,000 people", 5000)),
    "the gunman counted": (
        dead("It left six people dead, he said.", "Piet Hallo", "six people", 6),
        dead("It left seven people dead, including the gunman.", "Orla Vantress", "seven people", 7),
    ),
    "men and women": (
        MINISTRY,
        ("Two men and a woman were killed.", "Orla Vantress", [("Two men", 2, "men", "killed")]),
    ),
    "other things": (
        ("Seven vehicles set out.", "Charity", [("Seven vehicles", 7, "vehicles", None)]),
        ("Four houses burned.", "Orla Vantress", [("Four houses", 4, "houses", None)]),
    ),
    "other land": (
        ("The fire burned 900 hectares.", "Forest service", [("900 hectares", 900, "hectares", None)]),
        ("The fire burned 2,200 acres.", "Farmers' league", [("2,200 acres", 2200, "acres", None)]),
    ),
    "a dog's number": (
        MINISTRY,
        ("A K-9 unit found the dead.", "Orla Vantress", [("9", 9, None, "dead")]),
    ),
}


@pytest.mark.parametrize(("one", "other"), NONE.values(), ids=NONE)
def test_figures_that_may_both_hold_are_no_conflict(one: Said, other: Said) -> None:
    assert two(one, other) == ()


def test_a_toll_that_rose_the_next_day_is_no_conflict() -> None:
    assert two(MINISTRY, UNION, EARLY, NEXT) == ()


def test_a_lower_toll_that_is_given_later_is_a_conflict() -> None:
    assert len(two(UNION, MINISTRY, EARLY, NEXT)) == 1


def test_a_lower_toll_that_is_repeated_after_the_higher_is_a_conflict() -> None:
    again = told(3, article(MINISTRY, published=LATER))
    rest = [told(1, article(MINISTRY, published=EARLY)), told(2, article(UNION, published=NEXT))]

    assert len(find_figure_conflicts([*rest, again])) == 1


def test_a_number_that_a_later_article_sets_against_its_own_is_no_update() -> None:
    disputed: Said = ("It called the ministry's count of the dead far too low.", None, [])
    later = article(UNION, disputed, published=NEXT)

    (conflict,) = find_figure_conflicts([told(1, article(MINISTRY, published=EARLY)), told(2, later)])

    assert conflict.confidence > 0.7


def test_a_number_that_is_said_to_have_risen_is_no_conflict() -> None:
    rose = dead("The number killed rose to 23 people, the union said.", "Miners' union", "23 people", 23)

    assert two(MINISTRY, rose, EARLY, NIGHT) == ()


def test_two_sources_in_one_article_are_a_conflict() -> None:
    (conflict,) = find_figure_conflicts([told(1, article(MINISTRY, UNION))])

    assert [side.value for side in conflict.sides] == ["14", "23"]
    assert [side.speakers for side in conflict.sides] == [("Health ministry",), ("Miners' union",)]


def test_a_bare_number_that_repeats_another_article_s_is_of_the_same_thing() -> None:
    crowd: Said = ("A crowd of 34,000 came.", "Federation", [("34,000", 34000, "people", None)])
    echo: Said = ("They say 34,000.", None, [("34,000", 34000, None, None)])
    more: Said = ("By the gate they have 48,000.", "Gatekeeper", [("48,000", 48000, None, None)])
    stories = [told(1, article(crowd)), told(2, article(echo, more, published=NOON))]

    (conflict,) = find_figure_conflicts(stories)

    assert [side.value for side in conflict.sides] == ["34,000", "48,000"]


def test_what_a_copy_took_from_its_original_is_not_read_again() -> None:
    one, copy = article(MINISTRY), article(UNION, published=NOON)
    passage = Passage(1, 0, len(one.text), 2, 0, len(copy.text))

    assert find_figure_conflicts([told(1, one), told(2, copy, 1, (passage,))]) == ()


def test_a_side_s_words_stand_where_the_number_stands() -> None:
    stories: list[Told] = [told(1, article(MINISTRY)), told(2, article(UNION, published=NOON))]

    (conflict,) = find_figure_conflicts(stories)

    texts = {one.number: one.article.text for one in stories}
    words = [texts[m.article][m.start : m.end] for side in conflict.sides for m in side.mentions]
    assert words == ["14 people", "23 people"]


def test_the_order_of_the_articles_changes_nothing() -> None:
    stories = [
        told(1, article(MINISTRY, published=EARLY)),
        told(2, article(UNION, published=NOON)),
        told(3, article(*CONFLICTS["turnout"], published=NEXT)),
    ]

    assert find_figure_conflicts(stories) == find_figure_conflicts(stories[::-1]) != ()


@pytest.mark.parametrize(
    "text",
    ["", "9" * 5000, "the toll is " * 3000, "1,2,3," * 3000, "\u202e7\x00 dead", "count of " * 4000 + "six"],
    ids=["empty", "digits", "tolls", "commas", "controls", "counts"],
)
def test_no_text_breaks_it(text: str) -> None:
    hostile: Said = (text, "Orla Vantress", [])

    assert find_figure_conflicts([told(1, article(hostile)), told(2, article(hostile))]) == ()


def test_an_article_whose_figures_were_not_looked_for_has_none() -> None:
    assert find_figure_conflicts([told(1, replace(article(MINISTRY), said=None))]) == ()
