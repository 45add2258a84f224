"""The HTML5 tree as columns, in one pass over its nodes. From here on nobody touches the DOM."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from html import escape
from typing import TYPE_CHECKING

from onrecord.model import Blocks, Elements, RawMetadata
from onrecord.page.linked import read_json_ld
from onrecord.page.notes import BYLINE, NOTED, NOTED_ATTRIBUTES, NOTED_TAGS, SCOPED, Notes

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser, LexborNode

# their content is never text of the page
_SILENT = [
    "script", "style", "svg", "noscript", "template", "iframe", "frame", "object", "embed", "canvas", "math", "select",
    "datalist", "img", "picture", "source", "wbr", "track", "param", "colgroup", "audio", "video", "map", "textarea",
    "noframes", "progress", "meter",
]  # fmt: skip
_INLINE = frozenset(
    (
        "a abbr acronym b bdi bdo big blink br cite code data del dfn em font i ins kbd label mark nobr q rb "
        "rp rt ruby s samp small span strike strong sub sup time tt u var"
    ).split()
)
_PLAIN = frozenset("b big br code em i mark s small strong sub sup tt u var".split())  # whose attributes tell nothing
_STRONG = frozenset(["b", "strong", "em", "i"])
_NAMING = frozenset(
    (
        "class id role itemprop data-testid data-test data-qa data-component data-type data-name data-module "
        "data-block aria-label property rel"
    ).split()
)
_HIDING = frozenset(["hidden", "aria-hidden", "style"])
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_INVISIBLE = re.compile(r"display\s{0,3}:\s{0,3}none|visibility\s{0,3}:\s{0,3}hidden", re.I)
_SCREEN_READER = re.compile(
    r"\b(?:sr-only|visually-?hidden|screen-?reader(?:-text)?|screenreader|assistive-text|a11y-hidden)\b"
)
_AUTHOR_PARTS = ("aut", "byline", "writer", "reporter")  # of all that BYLINE finds: a quick look
_MENU_LINKS = 12  # fewer are a breadcrumb, or a page's parts
_BLOCK, _LINK, _IN_STRONG, _SILENCE, _PRE = 1, 2, 4, 8, 16


def read_tree(tree: LexborHTMLParser, *, max_blocks: int) -> tuple[Elements, Blocks, RawMetadata]:
    """Return the elements, text blocks and raw metadata of a parsed page."""
    scripts = [node.text() or "" for node in tree.css('script[type*="ld+json" i]')[:50]]
    items = read_json_ld(scripts)
    tree.strip_tags(_SILENT)
    _flatten_menus(tree)
    columns = _Columns(max_blocks)
    if tree.root is not None:
        columns.walk(tree.root)
    elements, blocks = columns.columns()
    return elements, blocks, columns.notes.raw(items)


def _flatten_menus(tree: LexborHTMLParser) -> None:
    """Make one block of each menu: a fifth of all nodes stand in <nav>, and nothing in them is told apart later."""
    for menu in tree.css("nav"):
        if len(menu.css("a")) >= _MENU_LINKS and menu.css_first("h1, p, article, time, nav") is None:
            items = menu.text(deep=True, separator="\n").split("\n")
            menu.inner_html = f"<a>{escape(' · '.join(item for text in items if (item := text.strip())))}</a>"


class _Columns:
    """The state of one pass: the open elements, the text since the last block boundary, and the columns."""

    def __init__(self, max_blocks: int) -> None:
        self.max_blocks = max_blocks
        self.notes = Notes()
        # the open elements, outermost first, as parallel lists: this loop is a third of all time spent on a page
        self.ids: list[int] = [0]
        self.open_rows: list[int] = [-1]
        self.exits: list[int] = [0]  # what leaving the element undoes: the _BLOCK, _LINK, … bits
        self.links_open = self.strong_open = self.silent_open = self.pre_open = 0
        # the block that is being collected
        self.pieces: list[str] = []
        self.link_chars = self.strong_chars = self.links = 0
        # Elements
        self.tags: list[str] = []
        self.parents: list[int] = []
        self.names: list[str] = []
        self.hidden: list[bool] = []
        self.itemprops: list[str] = []
        # Blocks
        self.rows: list[tuple[str, int, int, int, int]] = []
        self.rest: list[str] = []  # texts past max_blocks

    def walk(self, root: LexborNode) -> None:
        """Take all nodes in document order."""
        ids, exits, open_rows, pieces = self.ids, self.exits, self.open_rows, self.pieces
        text = ""
        for node in root.traverse(include_text=True):
            tag = node.tag
            if tag == "-text":
                if not pieces and node.is_empty_text_node:
                    continue
                text = node.text_content or ""
            parent = node.parent
            parent_id = 0 if parent is None else parent.mem_id
            while ids[-1] != parent_id and len(ids) > 1:
                if bits := exits.pop():
                    self.leave(bits)
                ids.pop()
                open_rows.pop()
            if tag == "-text":
                if pieces or not text.isspace():
                    self.take_text(text)
            elif tag in _PLAIN:  # by far the most inline elements: nothing to read, nothing to undo
                exits.append(self.enter_plain(tag))
                ids.append(node.mem_id)
                open_rows.append(open_rows[-1])
            elif tag is not None and tag[0] not in "-!_":
                self.enter(node, tag)
                ids.append(node.mem_id)
        while len(ids) > 1:
            self.leave(exits.pop())
            ids.pop()
            open_rows.pop()
        self.flush()

    def take_text(self, text: str) -> None:
        if self.silent_open:
            return
        pieces = self.pieces
        if self.notes.open and self.notes.take_text(text, apart=not pieces or pieces[-1] == "\x00"):
            return
        pieces.append(text)
        if self.links_open or self.strong_open:
            size = len(text.strip())
            self.link_chars += size if self.links_open else 0
            self.strong_chars += size if self.strong_open else 0

    def enter_plain(self, tag: str) -> int:
        if tag in _STRONG:
            self.strong_open += 1
            return _IN_STRONG
        if tag == "br":
            self.pieces.append("\n\x00" if self.pre_open else "\x00")
        return 0

    def enter(self, node: LexborNode, tag: str) -> None:
        attributes = node.attributes
        row = self.open_rows[-1]
        names, byline = "", False
        if attributes:
            raw = [value for key, value in attributes.items() if value and key in _NAMING]
            if raw:
                names, byline = _read_names(raw[0] if len(raw) == 1 else " ".join(raw))
        if tag == "font" and _is_heading_font(node, attributes):
            tag = "h2"
        if tag in _INLINE:
            exits = self.enter_inline(tag, names)
        else:
            exits = _BLOCK
            if self.pieces:
                self.flush()
            if tag == "pre":
                self.pre_open += 1
                exits |= _PRE
            self.tags.append(tag)
            self.parents.append(row)
            self.names.append(names)
            if attributes:
                self.hidden.append(
                    (tag == "dialog" or not _HIDING.isdisjoint(attributes)) and _is_hidden(tag, attributes)
                )
                self.itemprops.append((attributes.get("itemprop") or "").lower())
            else:
                self.hidden.append(tag == "dialog")
                self.itemprops.append("")
            row = len(self.tags) - 1
        if byline or tag in NOTED_TAGS or not NOTED_ATTRIBUTES.isdisjoint(attributes):
            above = self.names[row] if row >= 0 else ""
            exits |= self.notes.enter(tag, names, attributes, len(self.rows), above, byline)
        self.open_rows.append(row)
        self.exits.append(exits)

    def enter_inline(self, tag: str, names: str) -> int:
        if tag == "a":
            self.links_open += 1
            self.links += 1
            return _LINK
        if names and _SCREEN_READER.search(names):
            self.silent_open += 1
            return _SILENCE
        return 0

    def leave(self, exits: int) -> None:
        """Undo what entering the innermost open element did. It is still on the stack of rows."""
        if exits & _BLOCK and self.pieces:
            self.flush()
        if exits & ~_BLOCK:
            self.links_open -= bool(exits & _LINK)
            self.strong_open -= bool(exits & _IN_STRONG)
            self.silent_open -= bool(exits & _SILENCE)
            self.pre_open -= bool(exits & _PRE)
            if exits & (NOTED | SCOPED):
                self.notes.leave(exits)

    def flush(self) -> None:
        """End the block that is being collected."""
        text = "".join(self.pieces)
        self.pieces.clear()
        link_chars, strong_chars, links = self.link_chars, self.strong_chars, self.links
        self.link_chars = self.strong_chars = self.links = 0
        row = max(0, self.open_rows[-1])
        if not self.pre_open and "\x00" not in text:
            if text := " ".join(text.split()):
                size = len(text)
                self.add_row((text, row, min(size, link_chars), min(size, strong_chars), links))
            return
        paragraphs = [p for p in _paragraphs(text, pre=bool(self.pre_open)) if p]
        total = sum(map(len, paragraphs)) or 1
        for text in paragraphs:
            share = len(text) / total
            self.add_row(
                (
                    text,
                    row,
                    min(len(text), round(link_chars * share)),
                    min(len(text), round(strong_chars * share)),
                    links,
                )
            )

    def add_row(self, row: tuple[str, int, int, int, int]) -> None:
        if len(self.rows) < self.max_blocks:
            self.rows.append(row)
        else:  # the rest joins the last block: nothing is lost
            self.rest.append(row[0])

    def columns(self) -> tuple[Elements, Blocks]:
        """Return the elements that hold blocks, with their ancestors, and the blocks."""
        if self.rest:
            last = self.rows.pop()
            self.rows.append((" ".join([last[0], *self.rest]), *last[1:]))
        if not self.rows:
            return Elements(("html",), (-1,), ("",), (False,), ("",)), Blocks((), (), (), (), ())
        text, element, link_chars, strong_chars, links = zip(*self.rows, strict=True)
        held = self.holding(element)
        row_of = dict(zip(held, range(len(held)), strict=True))
        elements = Elements(
            tag=tuple([self.tags[row] for row in held]),
            parent=tuple([row_of.get(self.parents[row], -1) for row in held]),
            names=tuple([self.names[row] for row in held]),
            hidden=tuple([self.hidden[row] for row in held]),
            itemprop=tuple([self.itemprops[row] for row in held]),
        )
        return elements, Blocks(text, tuple([row_of[row] for row in element]), link_chars, strong_chars, links)

    def holding(self, element: Sequence[int]) -> list[int]:
        """The rows of the elements with a block somewhere below, in order; a third of all have none."""
        held = {0}
        for row in element:
            while row not in held:
                held.add(row)
                row = self.parents[row]
        return sorted(held)


@lru_cache(maxsize=1 << 17)
def _read_names(raw: str) -> tuple[str, bool]:
    """What an element is called, in lower case with camelCase parted; and whether that speaks of an author."""
    names = raw[:400]
    if not names.islower():
        names = _CAMEL.sub(" ", names).lower()
    return names, any(part in names for part in _AUTHOR_PARTS) and BYLINE.search(names) is not None


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
