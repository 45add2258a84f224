from __future__ import annotations

import time

import pytest
from selectolax.lexbor import LexborHTMLParser

from onrecord.model import RawMetadata
from onrecord.page.tree import read_tree


def raw_of(html: str) -> RawMetadata:
    return read_tree(LexborHTMLParser(html), max_blocks=1000)[2]


@pytest.mark.parametrize(
    "name", ["author", "post_author_name", "blog__authorname", "article__author__info", "byline", "entry-author"]
)
def test_what_calls_itself_author_is_noted(name: str) -> None:
    assert [text for _, text in raw_of(f'<div class="{name}">Ada Example</div>').bylines] == ["Ada Example"]


@pytest.mark.parametrize("name", ["coauthored", "authenticated", "highwriter"])
def test_a_word_that_only_looks_alike_is_not(name: str) -> None:
    assert raw_of(f'<div class="x-{name}">Ada Example</div>').bylines == ()


@pytest.mark.parametrize(
    ("inner", "text"),
    [
        pytest.param("<div>Written by</div><div>Ada Example</div>", "Written by Ada Example", id="blocks"),
        pytest.param("Ada Example<br>Reporter", "Ada Example Reporter", id="line break"),
        pytest.param("<p>Ada Example</p>Reporter", "Ada Example Reporter", id="behind a block"),
        pytest.param("Ada <b>Ex</b>ample", "Ada Example", id="inline"),
        pytest.param("  Ada\n Example ", "Ada Example", id="white space"),
    ],
)
def test_blocks_and_line_breaks_part_the_words_of_a_byline(inner: str, text: str) -> None:
    assert raw_of(f'<div class="byline">{inner}</div>').bylines == (("byline", text),)


def test_the_title_is_no_text_of_the_page() -> None:
    tree = LexborHTMLParser("<title>Harbour\nvote</title><p>Tide</p>")
    _, blocks, raw = read_tree(tree, max_blocks=1000)
    assert (raw.title, blocks.text) == ("Harbour vote", ("Tide",))


@pytest.mark.timeout(10)
def test_a_byline_that_holds_the_page_is_cut() -> None:
    html = '<div class="author">' * 50 + "<p>Ada Example</p>" * 20_000
    assert all(len(text) <= 300 for _, text in raw_of(html).bylines)


@pytest.mark.parametrize(
    "tag",
    ["<span itemprop=author>", "<time>", "<font size=5>", "<div class=author>"],
    ids=["itemprop", "time", "font", "byline"],
)
def test_ten_thousand_noted_elements_inside_each_other_take_little_time(tag: str) -> None:
    tree = LexborHTMLParser(f"{tag}word " * 10_000)
    started = time.process_time()
    _, blocks, _ = read_tree(tree, max_blocks=1000)
    assert time.process_time() - started < 1
    assert " ".join(blocks.text).count("word") == 10_000
