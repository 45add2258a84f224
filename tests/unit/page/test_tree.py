from __future__ import annotations

import pytest
from selectolax.lexbor import LexborHTMLParser

from onrecord.model import Blocks, Elements, RawMetadata
from onrecord.page.tree import read_tree


def read(html: str, max_blocks: int = 1000) -> tuple[Elements, Blocks, RawMetadata]:
    return read_tree(LexborHTMLParser(html), max_blocks=max_blocks)


def texts(html: str) -> tuple[str, ...]:
    return read(html)[1].text


@pytest.mark.parametrize(
    ("html", "blocks"),
    [
        pytest.param("<p>One <b>two</b> <i>three</i>.</p><p>Four</p>", ("One two three.", "Four"), id="inline-runs-on"),
        pytest.param("<div>a<p>b</p>c</div>", ("a", "b", "c"), id="text-around-a-block"),
        pytest.param("<p>one<br>two<br><br>three</p>", ("one\ntwo", "three"), id="breaks"),
        pytest.param("<ul><li>x<li>y</ul>", ("x", "y"), id="implied-ends"),
        pytest.param("<p> a \n  b\t</p><p>   </p>", ("a b",), id="white-space"),
        pytest.param("<pre>a\n  b</pre>", ("a\n  b",), id="pre-keeps-its-lines"),
        pytest.param("<p>x<script>y()</script><style>z</style></p><noscript>no</noscript>", ("x",), id="no-code"),
        pytest.param('<p>Read<span class="sr-only"> aloud</span> it</p>', ("Read it",), id="screen-reader-only"),
        pytest.param("<title>T</title><p>x</p>", ("x",), id="title-is-no-block"),
        pytest.param("", (), id="nothing"),
    ],
)
def test_text_becomes_one_block_for_each_block_element(html: str, blocks: tuple[str, ...]) -> None:
    assert texts(html) == blocks


def test_links_and_emphasis_are_counted_in_characters() -> None:
    _, blocks, _ = read("<p>See <a href=x>the list</a> and <b>this</b></p>")
    assert blocks.link_chars == (8,)
    assert blocks.strong_chars == (4,)
    assert blocks.links == (1,)


def test_elements_are_those_that_hold_blocks_and_their_ancestors() -> None:
    elements, blocks, _ = read("<body><div class=empty><img></div><main><p>x</p></main></body>")
    assert elements.tag == ("html", "body", "main", "p")
    assert elements.parent == (-1, 0, 1, 2)
    assert [elements.tag[e] for e in blocks.element] == ["p"]


def test_names_are_lower_case_with_camel_case_parted() -> None:
    elements, _, _ = read('<div class="ArticleBody teaser" id="mainText" role="main"><p>x</p></div>')
    assert "article body teaser main text main" in " ".join(elements.names)


@pytest.mark.parametrize(
    "attribute", ["hidden", 'aria-hidden="true"', 'style="color:red; display : none"', 'style="visibility:hidden"']
)
def test_an_element_that_markup_hides_is_marked(attribute: str) -> None:
    elements, _, _ = read(f"<div {attribute}><p>x</p></div><p>y</p>")
    assert elements.hidden[elements.tag.index("div")]
    assert sum(elements.hidden) == 1


def test_a_closed_dialog_is_hidden_and_an_open_one_is_not() -> None:
    elements, _, _ = read("<dialog><p>x</p></dialog><dialog open><p>y</p></dialog>")
    assert [h for h, tag in zip(elements.hidden, elements.tag, strict=True) if tag == "dialog"] == [True, False]


def test_past_the_limit_blocks_join_the_last_and_nothing_is_lost() -> None:
    _, blocks, _ = read("".join(f"<p>p{n}</p>" for n in range(10)), max_blocks=4)
    assert len(blocks.text) == 4
    assert " ".join(blocks.text) == " ".join(f"p{n}" for n in range(10))


def test_the_head_is_read_as_it_stands() -> None:
    _, _, raw = read(
        '<html lang="de"><head><title>T &amp; U</title><base href="/b">'
        '<meta property="OG:Title" content="t">'
        '<meta http-equiv="refresh" content="0; url=/x"><link rel="Canonical" href="/c"></head>'
        "<body><input type=PASSWORD>"
    )
    assert (raw.title, raw.language, raw.base, raw.refresh) == ("T & U", "de", "/b", "0; url=/x")
    assert ("og:title", "t") in raw.metas
    assert ("canonical", "/c", "") in raw.links
    assert raw.forms == ("password",)


def test_times_bylines_and_microdata_are_noted_where_they_stand() -> None:
    _, _, raw = read(
        '<p>x</p><div itemscope itemtype="https://schema.org/NewsArticle">'
        '<span class="post_author_name">Ada Example</span>'
        '<time class="pub" datetime="2031-05-04">4 May</time><h1 itemprop="headline">H</h1></div>'
    )
    assert [(t.value, t.text, t.block) for t in raw.times] == [("2031-05-04", "4 May", 1)]
    assert [text for _, text in raw.bylines] == ["Ada Example"]
    assert [item.headline for item in raw.items] == ["H"]


def test_a_large_font_is_a_headline_and_a_drop_cap_is_not() -> None:
    elements, blocks, _ = read(
        "<td><font size=5>Town sells its fire engine</font><br>x</td><p><font size=7>T</font>he</p>"
    )
    tags = {text: elements.tag[e] for text, e in zip(blocks.text, blocks.element, strict=True)}
    assert tags["Town sells its fire engine"] == "h2"
    assert "The" in tags
