from __future__ import annotations

import pytest

from onrecord.grouping.families import find_families
from onrecord.grouping.relations import relation_of
from onrecord.grouping.text_sketch import sketch_text
from onrecord.model import Article, Family
from tests.unit.grouping.texts import article, prose


def families_of(*articles: Article) -> tuple[Family, ...]:
    sketches = [sketch_text(number, it) for number, it in enumerate(articles)]
    return find_families(sketches, articles.__getitem__, {}).families


def test_captures_of_one_page_are_versions_in_order_of_capture() -> None:
    text, more = prose(1), prose(2, 8)
    (family,) = families_of(
        article(f"{text} {more}", "https://www.a.example/1?utm_source=x", captured="2026-03-03T09:00:00Z"),
        article(text, "http://a.example/1", captured="2026-03-02T09:00:00Z"),
        article(text, "https://a.example/1/amp", captured="2026-03-02T11:00:00Z"),
    )
    assert family.kind == "versions"
    assert family.reason == "the first capture of this page, 2026-03-02T09:00:00Z"
    assert [(it.article, it.relation) for it in family.members] == [(1, "original"), (2, "same"), (0, "extended")]


def test_two_pages_of_one_outlet_are_no_versions() -> None:
    assert families_of(article(prose(1), "https://a.example/1"), article(prose(2), "https://a.example/2")) == ()


def test_a_front_page_is_no_page_with_versions() -> None:
    assert families_of(article(prose(1), "https://a.example/"), article(prose(2), "https://a.example/")) == ()


@pytest.mark.parametrize(
    ("of_original", "of_copy", "relation"),
    [
        pytest.param(1.0, 1.0, "same", id="all of both"),
        pytest.param(0.98, 0.97, "same", id="a dateline differs"),
        pytest.param(0.93, 1.0, "cut", id="a little was left out"),
        pytest.param(0.5, 0.95, "cut", id="half was left out"),
        pytest.param(1.0, 0.93, "extended", id="a little was added"),
        pytest.param(0.95, 0.5, "extended", id="as much was added"),
        pytest.param(0.92, 0.93, "edited", id="words changed on both sides"),
        pytest.param(0.6, 0.7, "edited", id="much changed on both sides"),
        pytest.param(0.95, 0.1, "excerpt", id="a brief within a long text"),
        pytest.param(0.1, 0.2, "excerpt", id="some sentences"),
    ],
)
def test_a_relation_goes_by_how_much_of_each_stands_in_the_other(
    of_original: float, of_copy: float, relation: str
) -> None:
    assert relation_of(of_original, of_copy) == relation
