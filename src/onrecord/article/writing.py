"""The kept blocks as one text, and what each of its paragraphs is."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import groupby

from onrecord.article.embeds import Quotes
from onrecord.model import Block, Page, Role

_GAP = "\n\n"
_EMPTY_LINES = re.compile(r"\n\s{0,200}\n\s{0,200}")
_LISTS = frozenset(["ul", "ol", "menu", "dl"])
_ITEMS = frozenset(["li", "dd", "dt"])
_CLIMB = 12  # elements between a block and its list or table
_LEVELS = {f"h{n}": n for n in range(1, 7)}
_HOLDERS = frozenset(["li", "dd", "td", "th"])
_NEAR = 3  # elements between a paragraph and the item or cell around it
_ITEM_CHARS = 500  # of an item or a cell; more is a section
_PARTS = {"list": _ITEMS, "table": frozenset(["tr"])}


@dataclass(frozen=True, slots=True)
class Written:
    """The text of an article."""

    text: str
    blocks: tuple[Block, ...]
    block_of: Mapping[int, int]  # row of the page → which of the blocks it stands in


def with_structure(page: Page, roles: list[Role]) -> list[Role]:
    """Return the roles with paragraphs inside list items and cells as parts of the list or table.

    Of items as long as a section of an article, or with a heading in them, the paragraphs stay what they are; of tables
    only those count that have rows already.
    """
    tags, parents, element = page.elements.tag, page.elements.parent, page.blocks.element
    inside: dict[int, list[int]] = {}
    for row, role in enumerate(roles):
        above = element[row]
        if role in ("body", "subheading", "list", "table"):
            for _ in range(_NEAR):
                if tags[above] in _HOLDERS:
                    inside.setdefault(above, []).append(row)
                    break
                above = max(0, parents[above])
    if not inside:
        return roles
    changed = list(roles)
    tables = {_table_of(page, element[row]) for row, role in enumerate(roles) if role == "table"}
    for holder, rows in inside.items():
        own: Role = "table" if tags[holder] in ("td", "th") else "list"
        chars = sum(len(page.blocks.text[row]) for row in rows)
        if any(roles[row] == "subheading" for row in rows) or chars > _ITEM_CHARS:
            continue
        if own == "list" or _table_of(page, holder) in tables:
            for row in rows:
                changed[row] = own if changed[row] == "body" else changed[row]
    return changed


def _table_of(page: Page, element: int) -> int:
    for _ in range(_CLIMB):
        if page.elements.tag[element] == "table":
            return element
        element = max(0, page.elements.parent[element])
    return -1


def write_text(
    page: Page, roles: list[Role], kept: frozenset[Role], quotes: Quotes, cuts: Mapping[int, int]
) -> Written:
    """Return the blocks whose role is in `kept` as one text, a list's item and a table's row on a line each.

    Args:
        page: the page.
        roles: of its blocks.
        kept: the roles that are in the text.
        quotes: which blocks belong to one quotation, and who said it.
        cuts: how many characters at the beginning of a block are not of the text: the time of a live blog's entry.
    """
    rows = [row for row, role in enumerate(roles) if role in kept]
    lists = _Shapes(page)
    pieces: list[str] = []
    blocks: list[Block] = []
    block_of: dict[int, int] = {}
    position = 0
    for (_, part), group in groupby(rows, key=lambda row: (roles[row], lists.part_of(roles[row], row))):
        members = list(group)
        piece = _piece(page, roles[members[0]], members, cuts)
        if not piece:
            continue
        block_of.update(dict.fromkeys(members, len(blocks)))
        end = position + len(piece)
        blocks.append(lists.block(quotes, roles[members[0]], members[0], part, (position, end)))
        pieces.append(piece)
        position = end + len(_GAP)
    return Written(_GAP.join(pieces), tuple(blocks), block_of)


def _piece(page: Page, role: Role, members: list[int], cuts: Mapping[int, int]) -> str:
    """One paragraph: the cells of a table's row on one line, the paragraphs of an item below each other."""
    texts = [page.blocks.text[row] for row in members]
    if cuts:
        texts = [text[cuts.get(row, 0) :] for row, text in zip(members, texts, strict=True)]
    if role == "table" and len(members) > 1:
        cells = groupby(zip(members, texts, strict=True), key=lambda pair: _cell_of(page, pair[0]))
        return " | ".join(" ".join(text for _, text in cell).replace("\n", " ") for _, cell in cells)
    piece = "\n".join(texts)
    return _EMPTY_LINES.sub("\n", piece) if "\n" in piece else piece


def _cell_of(page: Page, row: int) -> int:
    """The cell around a block, that holds its paragraphs together."""
    tags, parents, element = page.elements.tag, page.elements.parent, page.blocks.element[row]
    above = element
    for _ in range(_CLIMB):
        if tags[above] in ("td", "th"):
            return above
        above = max(0, parents[above])
    return -row - 1  # of none: alone


class _Shapes:
    """What the markup tells of lists, tables and headings, while the kept blocks are gone through in order."""

    def __init__(self, page: Page) -> None:
        self.tags, self.parents, self.element = page.elements.tag, page.elements.parent, page.blocks.element
        self.counts: dict[int, int] = {}  # items of each list so far
        self.numbers: dict[int, int] = {}  # of each item
        self.before = -1  # the list, table or quotation of the block before

    def part_of(self, role: Role, row: int) -> int:
        """What blocks must share to stand in one paragraph: the list item or table row around them, else the block."""
        if role not in _PARTS:
            return -row - 1
        found = self.above(self.element[row], _PARTS[role])
        return -row - 1 if found < 0 else found

    def above(self, element: int, tags: frozenset[str]) -> int:
        """The innermost element around with one of the tags, -1 where there is none near."""
        for _ in range(_CLIMB):
            if self.tags[element] in tags:
                return element
            element = self.parents[element]
            if element < 0:
                break
        return -1

    def block(self, quotes: Quotes, role: Role, row: int, part: int, span: tuple[int, int]) -> Block:
        """The block at a span of the text; its first row on the page, and the list item or table row that it is."""
        before, self.before = self.before, -1
        if role == "subheading":
            return Block(role, *span, level=_LEVELS.get(self.tags[self.element[row]], 0))
        if role == "list" and part >= 0:
            return self.item(span, part, before)
        if role == "table" and part >= 0:
            self.before = table = self.above(part, frozenset(["table"]))
            head = self.tags[self.element[row]] == "th" and table != before
            return Block(role, *span, level=int(head), opens=table != before)
        if role == "quote":
            self.before = home = quotes.home.get(row, -1)
            said = quotes.said.get(home)
            by, time = (said.by or None, said.time) if said else (None, None)
            return Block(role, *span, opens=home < 0 or home != before, by=by, time=time)
        return Block(role, *span)

    def item(self, span: tuple[int, int], part: int, before: int) -> Block:
        """A list's item, with its depth and its number."""
        chain = []
        element = part
        for _ in range(4 * _CLIMB):
            if element < 0:
                break
            if self.tags[element] in _LISTS:
                chain.append(element)
            element = self.parents[element]
        self.before = outermost = chain[-1] if chain else -1
        innermost = chain[0] if chain else -1
        number = self.number(innermost, part) if innermost >= 0 and self.tags[innermost] == "ol" else None
        return Block("list", *span, level=max(1, len(chain)), number=number, opens=outermost < 0 or outermost != before)

    def number(self, ordered: int, part: int) -> int:
        if part not in self.numbers:
            self.counts[ordered] = self.counts.get(ordered, 0) + 1
            self.numbers[part] = self.counts[ordered]
        return self.numbers[part]
