from __future__ import annotations

from collections.abc import Callable

import pytest

from onrecord.model import Article, Block
from onrecord.output import as_markdown

Extract = Callable[..., Article]
HEAD = "<title>Orley rebuilds its pier in oak - Orley Echo</title>"
H1 = "<h1>Orley rebuilds its pier in oak</h1>"


def page(body: str, inside: str) -> str:
    return f"<html lang=en><head>{HEAD}</head><body><article>{H1}{body}{inside}</article></body></html>"


def of_role(article: Article, role: str) -> list[tuple[str, Block]]:
    return [(article.text[block.start : block.end], block) for block in article.blocks if block.role == role]


def test_items_have_their_depth_and_number(extract: Extract, body: str) -> None:
    html = "<ol><li>Drive the piles<ul><li>oak first</li><li>then larch</li></ul></li><li>Lay the deck</li></ol>"
    items = of_role(extract(page(body, html)), "list")
    assert [(text, block.level, block.number) for text, block in items] == [
        ("Drive the piles", 1, 1),
        ("oak first", 2, None),
        ("then larch", 2, None),
        ("Lay the deck", 1, 2),
    ]
    assert [block.opens for _, block in items] == [True, False, False, False]


def test_the_paragraphs_of_one_item_are_one_block(extract: Extract, body: str) -> None:
    items = of_role(
        extract(
            page(body, "<ul><li><p>Oak sings in the tide.</p><p>Steel does not.</p></li><li>Larch hums.</li></ul>")
        ),
        "list",
    )
    assert [text for text, _ in items] == ["Oak sings in the tide.\nSteel does not.", "Larch hums."]


def test_two_lists_in_a_row_are_two(extract: Extract, body: str) -> None:
    items = of_role(extract(page(body, "<ul><li>Oak<li>Larch</ul><ul><li>Steel<li>Iron</ul>")), "list")
    assert [block.opens for _, block in items] == [True, False, True, False]


def test_a_row_of_a_table_is_a_line_and_the_head_is_known(extract: Extract, body: str) -> None:
    html = "<table><tr><th>Wood<th>Years</tr><tr><td><p>Oak</p><p>(old)</p><td>90</tr><tr><td>Larch<td>40</tr></table>"
    rows = of_role(extract(page(body, html)), "table")
    assert [(text, block.level, block.opens) for text, block in rows] == [
        ("Wood | Years", 1, True),
        ("Oak (old) | 90", 0, False),
        ("Larch | 40", 0, False),
    ]


def test_subheadings_have_the_level_of_their_markup(extract: Extract, body: str) -> None:
    heads = of_role(
        extract(page(f"<h2>Why oak</h2>{body}<h3>Why now</h3><p>Because the tide is low until May.</p>", "")),
        "subheading",
    )
    assert [(text, block.level) for text, block in heads] == [("Why oak", 2), ("Why now", 3)]


@pytest.mark.parametrize(
    ("html", "markdown"),
    [
        ("<ol><li>Piles<ul><li>oak</li></ul></li><li>Deck</li></ol>", "1. Piles\n   - oak\n2. Deck"),
        ("<ul><li>Oak<ol><li>first<li>second</ol></li><li>Larch</li></ul>", "- Oak\n  1. first\n  2. second\n- Larch"),
        ("<ul><li>Oak<li>Larch</ul><ul><li>Steel</ul>", "- Oak\n- Larch\n\n* Steel"),
        ("<ul><li><p>Oak sings.</p><p>Steel does not.</p></li></ul>", "- Oak sings.  \n  Steel does not."),
        (
            "<table><tr><th>Wood<th>Years</tr><tr><td>Oak<td>90</tr></table>",
            ("| Wood | Years |\n| --- | --- |\n| Oak | 90 |"),
        ),
        (
            "<blockquote><p>Oak sings.</p><footer>— Dorrit Quell</footer></blockquote>",
            "> Oak sings.\n>\n> — Dorrit Quell",
        ),
        (
            "<h3>Why *now*</h3><p>Because the tide is low until May.</p>",
            ("### Why \\*now\\*\n\nBecause the tide is low until May."),
        ),
    ],
    ids=["ordered", "nested", "two lists", "paragraphs", "table", "quotation", "heading"],
)
def test_markdown_keeps_the_structure(extract: Extract, body: str, html: str, markdown: str) -> None:
    assert markdown in as_markdown(extract(page(body, html)))
