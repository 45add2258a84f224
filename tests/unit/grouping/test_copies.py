from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import pytest

from onrecord.grouping.families import Found, find_families
from onrecord.grouping.text_sketch import sketch_text
from onrecord.model import Article, Family
from tests.families import KINDS, MadeSet, make_set
from tests.families.scoring import score
from tests.unit.grouping.texts import article, prose


def found_in(articles: Sequence[Article]) -> Found:
    sketches = [sketch_text(number, it) for number, it in enumerate(articles)]
    return find_families(sketches, articles.__getitem__, {})


def groups(families: Sequence[Family]) -> list[list[int]]:
    return [[it.article for it in family.members] for family in families]


@cache
def small() -> tuple[MadeSet, Found]:
    made = make_set(600)
    return made, found_in(made.articles)


def test_copies_are_found_with_their_originals_and_nothing_else() -> None:
    made, found = small()
    told = score(made, groups(found.families))
    assert told.recall >= 0.98
    assert told.precision >= 0.99


@pytest.mark.parametrize("kind", KINDS)
def test_copies_of_every_kind_are_found(kind: str) -> None:
    made, found = small()
    assert score(made, groups(found.families)).by_kind[kind] >= 0.9


@pytest.mark.slow
def test_copies_are_found_as_well_among_thousands() -> None:
    made = make_set(5000)
    told = score(made, groups(found_in(made.articles).families))
    assert told.recall >= 0.98
    assert told.precision >= 0.99


def test_families_do_not_depend_on_the_order_of_articles() -> None:
    made, found = small()
    sketches = [sketch_text(number, it) for number, it in enumerate(made.articles)]
    assert find_families(sketches[::-1], made.articles.__getitem__, {}).families == found.families


def test_articles_that_come_in_two_halves_end_in_the_same_families() -> None:
    made, found = small()
    sketches = [sketch_text(number, it) for number, it in enumerate(made.articles)]
    first = find_families(sketches[::2], made.articles.__getitem__, {})
    second = find_families(sketches, made.articles.__getitem__, first.aligned)
    assert second.families == found.families
    assert not first.aligned.keys() & second.aligned.keys()


def test_a_family_says_what_is_shared_and_why_one_is_the_original() -> None:
    text = prose(1)
    copy = f"QUAYTOWN (Norpress) - {text}"
    found = found_in(
        [
            article(copy, "https://b.example/2", "2026-03-02T09:00:00Z"),
            article(text, "https://a.example/1", "2026-03-02T08:00:00Z"),
        ]
    )
    (family,) = found.families
    assert family.original == 1
    assert family.reason == "published first, 2026-03-02T08:00:00Z"
    assert [(it.article, it.relation) for it in family.members] == [(1, "original"), (0, "same")]
    (passage,) = family.passages
    assert (text[passage.a_start : passage.a_end] + ".", copy[passage.b_start :]) == (text, text)


def test_a_round_up_does_not_make_one_family_of_what_it_took_from() -> None:
    texts = [prose(seed) for seed in range(4)]
    items = "\n\n".join(" ".join(text.split()[:60]) for text in texts)
    articles = [
        article(text, f"https://{name}.example/1", f"2026-03-0{day}")
        for text, name, day in zip([*texts, items], "abcde", (1, 1, 2, 2, 8), strict=True)
    ]
    assert groups(found_in(articles).families) == [[0, 4], [1, 4], [2, 4], [3, 4]]


def test_a_box_that_an_outlet_puts_into_its_articles_is_no_evidence() -> None:
    box = prose(100, 4)
    articles = [
        article(f"{prose(n, 6)}\n\n{box}\n\n{prose(50 + n, 5)}", f"https://a.example/{n}", "2026-03-02")
        for n in range(8)
    ]
    assert found_in(articles).families == ()


def test_a_disclaimer_that_stands_under_texts_for_weeks_is_no_evidence() -> None:
    line = prose(100, 4)
    articles = [
        article(f"{prose(n, 6)}\n\n{line}", f"https://o{n}.example/{n}", f"2026-{1 + n // 4:02}-{1 + n % 4 * 7:02}")
        for n in range(16)
    ]
    assert found_in(articles).families == ()


def test_a_notice_that_stands_in_place_of_articles_for_months_is_no_text_that_they_share() -> None:
    notice = prose(100, 4)
    articles = [article(notice, f"https://o{n % 5}.example/{n}", f"2026-{1 + n:02}-10") for n in range(8)]
    assert found_in(articles).families == ()


def test_background_that_one_outlet_repeats_months_apart_is_no_evidence() -> None:
    background = prose(100, 5)
    articles = [
        article(f"{prose(n, 3)} {background}", f"https://a.example/{n}", day)
        for n, day in enumerate(("2026-01-02", "2026-04-02"))
    ]
    assert found_in(articles).families == ()


def test_a_copy_that_took_a_box_along_is_no_copy_of_the_others_that_hold_the_box() -> None:
    text, box = prose(1), prose(100, 4)
    articles = [
        article(f"{text}\n\n{box}", "https://a.example/1", "2026-03-02T08:00:00Z"),
        article(f"{prose(2)}\n\n{box}", "https://a.example/2", "2026-03-02T09:00:00Z"),
        article(f"{text}\n\n{box}", "https://b.example/1", "2026-03-02T10:00:00Z"),
    ]
    assert groups(found_in(articles).families) == [[0, 2]]


def test_captures_of_one_page_months_apart_are_still_versions() -> None:
    text = prose(1)
    articles = [
        article(text, "https://a.example/1", captured="2026-01-02"),
        article(f"{text} {prose(2, 1)}", "https://a.example/1", captured="2026-06-02"),
    ]
    (family,) = found_in(articles).families
    assert (family.kind, family.members[1].relation) == ("versions", "extended")


def test_the_same_words_in_many_outlets_on_one_day_are_evidence() -> None:
    text = prose(1)
    articles = [article(text, f"https://o{n}.example/{n}", f"2026-03-02T{n % 24:02}:00:00Z") for n in range(24)]
    assert groups(found_in(articles).families) == [list(range(24))]


def test_a_quotation_that_two_reporters_took_down_makes_no_copy() -> None:
    said = f"“{prose(9, 3)}”"
    articles = [article(f"{prose(n)} {said} {prose(n + 10)}", f"https://o{n}.example/", "2026-03-02") for n in (1, 2)]
    assert found_in(articles).families == ()


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="empty"),
        pytest.param("Storm", id="one word"),
        pytest.param("word " * 1_000_000, id="one word a million times"),
        pytest.param("x" * 1_000_000, id="no spaces"),
        pytest.param("港口关闭了三天。" * 50_000, id="Chinese"),
        pytest.param('"' * 1_000_000, id="quotation marks"),
        pytest.param("a\ud800 b\x00 " * 1000, id="surrogates"),
    ],
)
def test_no_text_stops_the_search(text: str) -> None:
    found = found_in([article(text, "https://a.example/1"), article(text + " end", "https://b.example/1")])
    assert len(found.families) <= 1


def test_no_articles_have_no_families() -> None:
    assert found_in([]).families == ()


def test_text_without_spaces_is_found_again() -> None:
    text = "".join(chr(0x4E00 + (n * n * 7919 + n * 104729) % 20000) for n in range(300)) + "。"
    articles = [article(text, "https://a.example/1", "2026-01-01"), article(text, "https://b.example/1", "2026-01-03")]
    assert groups(found_in(articles).families) == [[0, 1]]
