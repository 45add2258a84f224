"""The generator keeps its own promises, whatever an extractor makes of its pages."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest

from .generate import KEPT_ASIDE, KINDS, TUNING, Trap, traps
from .words import LANGUAGES, phrases

SEEDS = (TUNING[0], TUNING[-1], KEPT_ASIDE[0], KEPT_ASIDE[-1])


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self.silent = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.silent = tag in ("script", "style", "title")

    def handle_endtag(self, tag: str) -> None:
        self.silent = False
        if tag in ("div", "p", "li", "dd", "td", "section", "h1", "h2", "h3"):
            self.words.append(" ")

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self.words.append(data)


def folded(html: str) -> str:
    """Return all words of a page with white space folded."""
    parser = _Words()
    parser.feed(html)
    return re.sub(r"\s+", " ", "".join(parser.words))


@pytest.fixture(params=SEEDS, ids=str, scope="module")
def pages(request: pytest.FixtureRequest) -> tuple[Trap, ...]:
    return tuple(traps(request.param))


def test_every_kind_comes_in_at_least_four_forms(pages: tuple[Trap, ...]) -> None:
    counts = {kind: sum(page.kind == kind for page in pages) for kind in KINDS}
    assert min(counts.values()) >= 4


def test_the_same_seed_gives_the_same_pages(pages: tuple[Trap, ...]) -> None:
    seed = int(pages[0].name.split()[0])
    assert tuple(traps(seed)) == pages


def test_what_must_be_in_the_text_is_on_the_page(pages: tuple[Trap, ...]) -> None:
    seen = [page for page in pages if page.kind != "script only"]
    missing = [(page.name, words) for page in seen for words in page.must if words not in folded(page.html)]
    assert missing == []


def test_what_must_not_be_in_the_text_is_on_the_page(pages: tuple[Trap, ...]) -> None:
    missing = [(page.name, words) for page in pages for words in page.must_not if words not in folded(page.html)]
    assert missing == []


def test_no_snippet_is_both_wanted_and_unwanted(pages: tuple[Trap, ...]) -> None:
    both = [page.name for page in pages for words in page.must_not if any(words in wanted for wanted in page.must)]
    assert both == []


def test_a_body_printed_twice_stands_twice_on_the_page(pages: tuple[Trap, ...]) -> None:
    doubled = [page for page in pages if page.kind == "body twice"]
    assert all(folded(page.html).count(page.must[-1]) == 2 for page in doubled)


def test_paragraphs_of_an_article_differ(pages: tuple[Trap, ...]) -> None:
    assert all(len(set(page.must)) == len(page.must) for page in pages)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_trap_has_at_least_six_phrasings_a_language(language: str) -> None:
    words = phrases(language)
    boxes = (words.errors, words.missing, words.disclaimers, words.no_comments, words.comments, words.consents)
    others = (words.paywalls, words.newsletters, words.promos, words.credits, words.bios, words.teasers, words.legal)
    assert all(len(set(pool)) >= 6 for pool in (*boxes, *others))
