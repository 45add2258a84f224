"""The HTML5 tree as columns, in one pass over its nodes. From here on nobody touches the DOM."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape
from typing import TYPE_CHECKING

from onrecord.model import Blocks, Elements, RawMetadata
from onrecord.page.linked import read_json_ld
from onrecord.page.notes import BYLINE, NOTED, NOTED_ATTRIBUTES, NOTED_TAGS, SCOPED, Notes, is_author_link

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser, LexborNode

# Their content is never text of the page. To take a kind out costs a pass over the tree, in C: the first are on most
# pages, and the others are looked for all at once.
_SILENT = ["script", "style", "svg", "noscript", "iframe", "img", "source"]
_RARE = (
    "select, picture, textarea, video, audio, object, template, canvas, math, datalist, map, colgroup, noframes, "
    "progress, meter, frame, embed, wbr, track, param"
)
_INLINES = frozenset(
    (
        "a abbr acronym b bdi bdo big blink br cite code data del dfn em font i ins kbd label mark nobr q rb "
        "rp rt ruby s samp small span strike strong sub sup time tt u var"
    ).split()
)
# elements whose attributes tell nothing, and those of them that emphasise
_PLAINEST = frozenset("b big br code em i mark s small strong sub sup tt u var".split())
_EMPHASIS = frozenset(["b", "strong", "em", "i"])
_VOIDS = frozenset(["meta", "link", "base", "input", "hr", "area", "keygen"])
_MAX_FONTS = 200  # that are looked at for a headline; each costs a look at all that stands in it
_MENUS = 'nav, [role="navigation"], header ul, footer ul'
_LIST_LINKS = 6  # of a list in a header or footer: fewer may be a byline's
_MENU_LINKS = 12  # fewer are a breadcrumb, or a page's parts
# bits of what leaving an element undoes, beside NOTED and SCOPED, and of what a tag is
_BLOCK, _LINK, _STRONG, _SILENCE, _PRE = 1, 2, 4, 8, 16
_PLAIN, _VOID, _NOTING, _INLINE = 128, 256, 512, 1024
# bits of what an attribute tells
_NAMING, _HIDING, _NOTES = 1, 2, 4


def _kind(tag: str) -> int:
    if tag in _PLAINEST:
        return _PLAIN | (_STRONG if tag in _EMPHASIS else 0)
    kind = _LINK if tag == "a" else _INLINE if tag in _INLINES else _BLOCK
    return kind | (_VOID if tag in _VOIDS else 0) | (_NOTING if tag in NOTED_TAGS else 0)


_KINDS = {tag: _kind(tag) for tag in _INLINES | _VOIDS | NOTED_TAGS}
_TOLD = dict.fromkeys(
    (
        "class id role itemprop data-testid data-test data-qa data-component data-type data-name data-module "
        "data-block aria-label property rel"
    ).split(),
    _NAMING,
)
_TOLD |= dict.fromkeys(["hidden", "aria-hidden", "style"], _HIDING)
_TOLD |= {name: _TOLD.get(name, 0) | _NOTES for name in NOTED_ATTRIBUTES}
_CAMEL = re.compile(r"[A-Z](?<=[a-z][A-Z])")
_INVISIBLE = re.compile(r"display\s{0,3}:\s{0,3}none|visibility\s{0,3}:\s{0,3}hidden", re.I)
_SCREEN_READER = re.compile(
    r"\b(?:sr-only|visually-?hidden|screen-?reader(?:-text)?|screenreader|assistive-text|a11y-hidden)\b"
)


def read_tree(tree: LexborHTMLParser, *, max_blocks: int) -> tuple[Elements, Blocks, RawMetadata]:
    """Return the elements, text blocks and raw metadata of a parsed page."""
    scripts = [node.text() or "" for node in tree.css('script[type*="ld+json" i]')[:50]]
    items = read_json_ld(scripts)
    tree.strip_tags(_SILENT)
    for node in tree.css(_RARE):
        node.decompose()
    _flatten_menus(tree)
    columns = _Columns(max_blocks)
    if tree.root is not None:
        columns.walk(tree.root)
    elements, blocks = columns.columns()
    return elements, blocks, columns.notes.raw(items)


def _flatten_menus(tree: LexborHTMLParser) -> None:
    """Make one block of each menu: a third of all nodes stand in them, and nothing there is told apart later."""
    for menu in tree.css(_MENUS):
        fewest = _MENU_LINKS if menu.tag == "nav" else _LIST_LINKS
        if len(menu.css("a")) >= fewest and menu.css_first("h1, p, article, time, nav") is None:
            items = menu.text(deep=True, separator="\n").split("\n")
            if menu.tag == "nav" or not any("©" in item for item in items):
                menu.inner_html = f"<a>{escape(' · '.join(item for text in items if (item := text.strip())))}</a>"


class _Columns:
    """The columns of a page, and the pass over its nodes that fills them."""

    def __init__(self, max_blocks: int) -> None:
        self.max_blocks = max_blocks
        self.notes = Notes()
        self.open: list[tuple[str, str, bool, str]] = []  # the block-level elements around, outermost first
        self.rows: list[int] = []  # the rows of those of them that hold a block so far: the outermost do
        self.elements: list[tuple[str, str, bool, str]] = []  # a row of Elements each, but for
        self.parents: list[int] = []
        self.blocks: list[tuple[str, int, int, int, int]] = []  # a row of Blocks each
        self.rest: list[str] = []  # texts past max_blocks

    def walk(self, root: LexborNode) -> None:
        """Take all nodes in document order.

        One long loop over local variables, since it runs for each of a page's 1,900 nodes: with a method for each step
        and the state in attributes it took a fifth longer (2.3 ms a page; now 1.9).
        """
        notes, opened, rows = self.notes, self.open, self.rows
        marks, kind_of, told_by = notes.open, _KINDS.get, _TOLD.get
        names_of: dict[str, tuple[str, bool, bool]] = {}
        # the innermost open element: its id, and what leaving it undoes; and those around it
        innermost = bits = 0
        around: list[tuple[int, int]] = []
        links_open = strong_open = silent_open = pre_open = fonts = 0
        # the block that is being collected
        pieces: list[str] = []
        link_chars = strong_chars = links = 0
        for node in root.traverse(include_text=True):
            tag = node.tag
            if tag == "-text":
                if not pieces and node.is_empty_text_node:
                    continue
                kind = 0
            else:
                if tag is None or tag[0] in "-!_":
                    continue
                kind = kind_of(tag, _BLOCK)
            parent = node.parent
            parent_id = 0 if parent is None else parent.mem_id
            while innermost != parent_id and around:
                if bits:
                    if bits & _BLOCK:
                        if pieces:
                            self.flush(pieces, link_chars, strong_chars, links, pre_open)
                            link_chars = strong_chars = links = 0
                        opened.pop()
                        if len(rows) > len(opened):
                            rows.pop()
                    if bits != _BLOCK:
                        links_open -= bits & _LINK != 0
                        strong_open -= bits & _STRONG != 0
                        silent_open -= bits & _SILENCE != 0
                        pre_open -= bits & _PRE != 0
                        if bits & (NOTED | SCOPED):
                            notes.leave(bits)
                innermost, bits = around.pop()
            if not kind:
                text = node.text_content or ""
                if silent_open or (not pieces and text.isspace()):
                    continue
                if marks and notes.take_text(text, apart=not pieces or pieces[-1] == "\x00"):
                    continue
                pieces.append(text)
                if links_open or strong_open:
                    size = len(text.strip())
                    link_chars += size if links_open else 0
                    strong_chars += size if strong_open else 0
                continue
            if kind & _PLAIN:
                if tag == "br":
                    pieces.append("\n\x00" if pre_open else "\x00")
                    continue
                around.append((innermost, bits))
                bits = kind & _STRONG
                strong_open += bits != 0
            else:
                attributes = node.attributes
                if kind & _VOID and NOTED_ATTRIBUTES.isdisjoint(attributes):
                    if pieces:
                        self.flush(pieces, link_chars, strong_chars, links, pre_open)
                        link_chars = strong_chars = links = 0
                    notes.read_head(tag, attributes)
                    continue
                told, raw = 0, ""
                for key, value in attributes.items():
                    if what := told_by(key):
                        told |= what
                        if what & _NAMING and value:
                            raw = f"{raw} {value}" if raw else value
                if (found := names_of.get(raw)) is None:
                    found = names_of[raw] = _read_names(raw)
                names, byline, silent = found
                if tag == "font" and fonts < _MAX_FONTS:
                    fonts += 1
                    if _is_heading_font(node, attributes):
                        tag, kind = "h2", _BLOCK
                around.append((innermost, bits))
                bits = kind & (_BLOCK | _LINK)
                if bits & _BLOCK:
                    if pieces:
                        self.flush(pieces, link_chars, strong_chars, links, pre_open)
                        link_chars = strong_chars = links = 0
                    if tag == "pre":
                        pre_open += 1
                        bits |= _PRE
                    hidden = (told & _HIDING != 0 or tag == "dialog") and _is_hidden(tag, attributes)
                    itemprop = (attributes.get("itemprop") or "").lower() if told & _NOTES else ""
                    opened.append((tag, names, hidden, itemprop))
                elif bits:
                    links_open += 1
                    links += 1
                    if not byline and is_author_link(attributes):
                        names, byline = f"{names} rel-author", True
                elif silent:
                    silent_open += 1
                    bits = _SILENCE
                if byline or told & _NOTES or kind & _NOTING:
                    above = opened[-1][1] if opened else ""
                    bits |= notes.enter(tag, names, attributes, len(self.blocks), above, byline)
                    if kind & _VOID:
                        notes.leave(bits)
                if kind & _VOID:  # nothing stands in it
                    opened.pop()
                    innermost, bits = around.pop()
                    continue
            innermost = node.mem_id
        if pieces:
            self.flush(pieces, link_chars, strong_chars, links, pre_open)
        while marks:
            notes.leave(NOTED)

    def flush(self, pieces: list[str], link_chars: int, strong_chars: int, links: int, pre_open: int) -> None:
        """End the block that is being collected."""
        text = "".join(pieces) if len(pieces) > 1 else pieces[0]
        pieces.clear()
        if not pre_open and "\x00" not in text:
            if text := " ".join(text.split()):
                size = len(text)
                link_chars = link_chars if link_chars < size else size
                strong_chars = strong_chars if strong_chars < size else size
                self.add_row((text, self.row(), link_chars, strong_chars, links))
            return
        paragraphs = [p for p in _paragraphs(text, pre=bool(pre_open)) if p]
        total = sum(map(len, paragraphs)) or 1
        for text in paragraphs:
            share = len(text) / total
            self.add_row(
                (
                    text,
                    self.row(),
                    min(len(text), round(link_chars * share)),
                    min(len(text), round(strong_chars * share)),
                    links,
                )
            )

    def row(self) -> int:
        """Return the row of the innermost open element, which it and those around it get at their first block.

        So the elements without a block, a third of all, make no row; the order is still the document's.
        """
        rows = self.rows
        for element in self.open[len(rows) :]:
            self.parents.append(rows[-1] if rows else -1)
            rows.append(len(self.elements))
            self.elements.append(element)
        return rows[-1]

    def add_row(self, row: tuple[str, int, int, int, int]) -> None:
        if len(self.blocks) < self.max_blocks:
            self.blocks.append(row)
        else:  # the rest joins the last block: nothing is lost
            self.rest.append(row[0])

    def columns(self) -> tuple[Elements, Blocks]:
        """Return the elements that hold blocks, with their ancestors, and the blocks."""
        if self.rest:
            last = self.blocks.pop()
            self.blocks.append((" ".join([last[0], *self.rest]), *last[1:]))
        if not self.blocks:
            return Elements(("html",), (-1,), ("",), (False,), ("",)), Blocks((), (), (), (), ())
        tag, names, hidden, itemprop = zip(*self.elements, strict=True)
        text, element, link_chars, strong_chars, links = zip(*self.blocks, strict=True)
        return (
            Elements(tag, tuple(self.parents), names, hidden, itemprop),
            Blocks(text, element, link_chars, strong_chars, links),
        )


def _read_names(raw: str) -> tuple[str, bool, bool]:
    """What an element is called, in lower case with camelCase parted; whether that speaks of an author; is not seen."""
    names = raw[:400]
    if not names.islower():
        names = _CAMEL.sub(r" \g<0>", names).lower()
    # of all that the two patterns find: a quick look
    author = "aut" in names or "byline" in names or "writer" in names or "reporter" in names
    unseen = "reader" in names or "hidden" in names or "sr-only" in names or "assistive" in names
    return (
        names,
        author and BYLINE.search(names) is not None,
        unseen and _SCREEN_READER.search(names) is not None,
    )


def _is_heading_font(node: LexborNode, attributes: dict[str, str | None]) -> bool:
    """Whether <font size=5> is a headline, as pages had them before style sheets; not a drop cap."""
    size = attributes.get("size") or ""
    return size in ("+2", "+3", "+4", "4", "5", "6", "7") and 15 <= len(node.text() or "") <= 300


def _is_hidden(tag: str, attributes: dict[str, str | None]) -> bool:
    style = attributes.get("style")
    return (
        "hidden" in attributes
        or attributes.get("aria-hidden") == "true"
        or (style is not None and _INVISIBLE.search(style) is not None)
        or (tag == "dialog" and "open" not in attributes)
    )


def _paragraphs(text: str, *, pre: bool) -> Iterator[str]:
    """The text of one block, white space folded; two <br> in a row part paragraphs, one is a line feed."""
    if pre:
        yield text.replace("\x00", "").strip("\n").rstrip()
        return
    paragraph: list[str] = []
    for line in text.split("\x00"):
        if folded := " ".join(line.split()):
            paragraph.append(folded)
        elif paragraph:
            yield "\n".join(paragraph)
            paragraph = []
    yield "\n".join(paragraph)
