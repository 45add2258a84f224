from __future__ import annotations

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.grouping.event_sketch import EventSketch
from onrecord.grouping.stories import find_stories
from onrecord.model import Family, FamilyMember
from tests.unit.grouping.told import ALL, FERRY_FIRE, MARCH_TALKS, MAY_TALKS, MILL_FIRE, robberies, sketch, sketches

ROUND_UP = (
    "Weekend in brief",
    "2031-04-14",
    "The ferry terminal in Port Averil burned down on Saturday; three people were hurt.\n\nSarn Rovers beat Gorsham"
    " Town 3-0 and lead the league by four points.\n\nThe orchestra of Veldran opens its season on Thursday with"
    " Brahms.\n\nTen thousand runners entered the Osmark marathon.\n\n"
    "A new bakery school takes its first pupils in Lindmar.",
)


def groups(own: list[EventSketch], families: tuple[Family, ...] = ()) -> set[tuple[int, ...]]:
    return {tuple(sorted(story.articles)) for story in find_stories(own, families)}


def copies(original: int, copy: int, *, of_original: float, of_copy: float) -> Family:
    members = (FamilyMember(original, "original", 1, 1), FamilyMember(copy, "same", of_original, of_copy))
    return Family("copies", original, "it came first", members, ())


def test_no_articles_have_no_stories() -> None:
    assert find_stories([], []) == ()


def test_each_event_is_a_story() -> None:
    assert groups(sketches(*ALL)) == {(10, 11, 12), (13, 14), (15, 16), (17, 18)}


@pytest.mark.parametrize("event", ALL, ids=["ferry fire", "mill fire", "talks in March", "talks in May"])
def test_one_event_alone_is_one_story(event: tuple[tuple[str, str, str], ...]) -> None:
    assert len(find_stories(sketches(event), [])) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [(FERRY_FIRE, MILL_FIRE), (MARCH_TALKS, MAY_TALKS), (FERRY_FIRE, MARCH_TALKS)],
    ids=["another fire in another town", "other talks at the same place", "nothing in common"],
)
def test_two_articles_on_two_events_stay_apart(
    one: tuple[tuple[str, str, str]], other: tuple[tuple[str, str, str]]
) -> None:
    assert len(groups(sketches(one[:1], other[:1]))) == 2


def test_robberies_told_in_the_same_words_are_told_apart_by_town_and_figures() -> None:
    assert groups(robberies()) == {(100 + n, 101 + n) for n in range(0, 16, 2)}


def test_what_is_one_story_does_not_depend_on_how_much_stands_beside_it() -> None:
    alone, among = groups(sketches(*ALL)), groups([*sketches(*ALL), *robberies()])
    assert alone <= among


def test_stories_do_not_depend_on_the_order_of_articles() -> None:
    own = sketches(FERRY_FIRE[:2], MARCH_TALKS)
    assert len({find_stories(order, []) for order in permutations(own)}) == 1


def test_a_story_says_when_by_how_many_outlets_and_from_how_many_sources() -> None:
    own = sketches(FERRY_FIRE)
    story = find_stories(own, [copies(10, 11, of_original=0.9, of_copy=0.9)])[0]
    assert (story.first_published, story.last_published) == ("2031-04-12", "2031-04-15")
    assert story.articles == (10, 11, 12)
    assert (story.outlets, story.independent) == (3, 2)
    assert story.title in {title for title, *_ in FERRY_FIRE}


def test_an_article_on_its_own_is_a_story_of_one() -> None:
    story = find_stories([sketch(3, *MILL_FIRE[0])], [])[0]
    assert (story.articles, story.outlets, story.independent, story.title) == ((3,), 1, 1, MILL_FIRE[0][0])


def test_a_copy_is_in_the_story_of_its_original_whatever_it_is_called() -> None:
    own = [sketch(1, *MARCH_TALKS[0]), sketch(2, "Page 14", "2031-03-09", "x")]
    assert len(groups(own)) == 2
    assert groups(own, (copies(1, 2, of_original=0.8, of_copy=0.9),)) == {(1, 2)}


def test_a_text_that_is_printed_again_half_a_year_later_is_another_story() -> None:
    own = [sketch(1, *MARCH_TALKS[0]), sketch(2, "Page 14", "2031-09-01", "x")]
    assert groups(own, (copies(1, 2, of_original=0.8, of_copy=0.9),)) == {(1,), (2,)}


def test_versions_of_one_address_are_one_story() -> None:
    own = [sketch(1, *MARCH_TALKS[0]), sketch(2, "Sarn talks: what we know", "2031-03-09", "This page was removed.")]
    members = (FamilyMember(1, "original", 1, 1), FamilyMember(2, "edited", 0.1, 0.1))
    assert groups(own, (Family("versions", 1, "one address", members, ()),)) == {(1, 2)}


def test_a_round_up_is_not_drawn_in_by_the_text_that_it_holds() -> None:
    own = [sketch(1, *MARCH_TALKS[0]), sketch(2, *ROUND_UP)]
    family = copies(1, 2, of_original=1.0, of_copy=0.1)
    assert groups(own, (family,)) == {(1,), (2,)}
    assert all(story.independent == 1 for story in find_stories(own, [family]))


def test_an_article_without_a_time_or_a_headline_has_its_story() -> None:
    own = [*sketches(FERRY_FIRE), sketch(5, "", None, FERRY_FIRE[0][2])]
    stories = find_stories(own, [])
    assert stories[0].articles == (10, 11, 12, 5)
    assert stories[0].title


def test_families_that_name_other_articles_do_no_harm() -> None:
    own = sketches(MILL_FIRE)
    assert groups(own, (copies(900, 901, of_original=1, of_copy=1), copies(10, 901, of_original=1, of_copy=1))) == {
        (10, 11)
    }


@given(st.lists(st.text(max_size=60), max_size=6))
def test_any_texts_are_each_in_one_story(texts: list[str]) -> None:
    own = [sketch(n, text[:20], None, text) for n, text in enumerate(texts)]
    assert sorted(number for story in find_stories(own, []) for number in story.articles) == list(range(len(texts)))


def test_many_articles_on_one_event_are_compared_in_blocks_and_are_one_story() -> None:
    own = [sketch(n, *FERRY_FIRE[n % 2]) for n in range(2)]
    many = [sketch_with_number(own[n % 2], n) for n in range(300)]
    assert len(find_stories(many, [])) == 1


def sketch_with_number(sketch: EventSketch, number: int) -> EventSketch:
    from dataclasses import replace

    return replace(sketch, number=number)
