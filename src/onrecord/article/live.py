"""Live blogs: their entries in the order of the page, each with its time."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from onrecord.article.dates import parse_moment
from onrecord.article.stamps import Stamp, find_stamps, is_named_live, resolve_times
from onrecord.article.words import key
from onrecord.article.writing import Written
from onrecord.model import Entry, LinkedUpdate, Metadata, Page, Role

_KEPT: frozenset[Role] = frozenset(["standfirst", "body", "subheading", "list", "quote", "table"])
_TEXT: frozenset[Role] = frozenset(["body", "list", "quote", "table"])
_PASSED_OVER: frozenset[Role] = frozenset(["other", "related"])  # what entries are taken for, as boxes among boxes
_FEWEST_DECLARED = 2  # stamps of a page whose JSON-LD says that it is a live blog
_FEWEST_NAMED = 3  # … whose title, address or class names do
_FEWEST = 4  # … that says nothing, where the newest stands first, as in no timetable
_FEWEST_UPWARDS = 6  # … where the oldest does
_SHARE = 0.6  # of the stamps, for the layout that they share
_OWN_TEXT = 0.6  # of the kept text in the entries, where nothing says live blog
_LONG = 15.0  # words an entry on average, likewise: a timetable has fewer
_DROPPED = 0.5  # of the entries with kept text: then the others are part of the same
_HEADLINE_CHARS = 300


@dataclass(frozen=True, slots=True)
class Rows:
    """One entry: its rows on the page, half-open."""

    stamp: Stamp
    start: int
    end: int
    time: str | None = None


@dataclass(frozen=True, slots=True)
class Live:
    """A page as a live blog."""

    roles: list[Role]
    entries: tuple[Rows, ...]
    cuts: dict[int, int]  # block → how many of its first characters are the time


def find_live(page: Page, roles: list[Role], metadata: Metadata) -> Live | None:
    """Return the entries of a live blog, with roles in which times are no text; None where the page is none.

    What says so: LiveBlogPosting in JSON-LD, words of the title, the address or class names, or many entries of the
    same make one after the other, by the clock. Newest first or oldest first, they stay in the order of the page.
    """
    updates = tuple(update for item in page.raw.items for update in item.updates)
    declared = bool(updates) or any("LiveBlogPosting" in item.types for item in page.raw.items)
    stamps = find_stamps(page, roles)
    if len(stamps) < _FEWEST_DECLARED:
        return None
    named = declared or (len(stamps) >= _FEWEST_NAMED and is_named_live(page, metadata.title))
    if not named and len(stamps) < _FEWEST:
        return None
    rows = _entries(page, roles, stamps)
    if not named and not _looks_live(page, roles, rows):
        return None
    changed = _with_roles(page, roles, rows)
    filled = [entry for entry in rows if any(changed[row] in _KEPT for row in range(entry.start, entry.end))]
    if len(filled) < _FEWEST_DECLARED:
        return None
    times = resolve_times(page, [entry.stamp for entry in filled], metadata)
    timed = [
        Rows(e.stamp, e.start, e.end, _exact(page, e, updates) or time) for e, time in zip(filled, times, strict=True)
    ]
    return Live(changed, tuple(timed), {entry.stamp.row: entry.stamp.cut for entry in timed if entry.stamp.cut})


def written_entries(page: Page, live: Live, written: Written) -> tuple[Entry, ...]:
    """Return the entries with their spans in the text."""
    entries: list[Entry] = []
    for rows in live.entries:
        inside = [row for row in range(rows.start, rows.end) if row in written.block_of]
        if not inside:
            continue
        start = written.blocks[written.block_of[inside[0]]].start
        end = written.blocks[written.block_of[inside[-1]]].end
        if entries and start < entries[-1].end:  # two stamps in one item
            continue
        entries.append(Entry(start, end, rows.time, _headline(page, live, inside[:2]), rows.stamp.said or None))
    return tuple(entries)


def _headline(page: Page, live: Live, rows: Sequence[int]) -> str | None:
    """An entry's own headline: a heading among its first two blocks."""
    for row in rows:
        if live.roles[row] == "subheading":
            text = page.blocks.text[row][live.cuts.get(row, 0) :]
            return " ".join(text.split())[:_HEADLINE_CHARS] or None
    return None


def _entries(page: Page, roles: list[Role], stamps: list[Stamp]) -> list[Rows]:
    """The rows of each entry: those of the element around its stamp, else from its stamp to the next."""
    boxes = _boxes(page, [page.blocks.element[stamp.row] for stamp in stamps])
    nested = [Rows(stamp, *rows) for stamp, rows in zip(stamps, _rows_in(page, boxes), strict=True)]
    told = sum(any(roles[row] in _TEXT for row in range(e.start, e.end) if row != e.stamp.row) for e in nested)
    if told >= _SHARE * len(nested):
        return nested
    last = max((row for row, role in enumerate(roles) if role in _KEPT), default=0) + 1
    starts = _starts(roles, stamps)
    ends = [*starts[1:], max(last, stamps[-1].row + 1)]
    return [Rows(stamp, start, end) for stamp, start, end in zip(stamps, starts, ends, strict=True)]


def _starts(roles: list[Role], stamps: list[Stamp]) -> list[int]:
    """Where each entry starts: at the heading before its stamp where nearly all have one, else at the stamp."""
    heads = [s.row - 1 if s.row > 0 and roles[s.row - 1] == "subheading" else -1 for s in stamps]
    if sum(head >= 0 for head in heads) < _SHARE * len(stamps):
        return [s.row for s in stamps]
    return [head if head >= 0 else s.row for head, s in zip(heads, stamps, strict=True)]


def _boxes(page: Page, elements: Sequence[int]) -> list[tuple[int, int]]:
    """For each element the outermost one around it that holds none of the others, and the first row past that."""
    parents = page.elements.parent
    count: dict[int, int] = {}
    for element in elements:
        while element >= 0:
            count[element] = count.get(element, 0) + 1
            element = parents[element]
    boxes = []
    for element in elements:
        top = element
        while parents[top] > 0 and count[parents[top]] == 1:
            top = parents[top]
        boxes.append((top, _end_of(parents, top)))
    return boxes


def _end_of(parents: Sequence[int], element: int) -> int:
    """The first row past an element's descendants."""
    end = element + 1
    while end < len(parents) and parents[end] >= element:
        end += 1
    return end


def _rows_in(page: Page, boxes: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The blocks that stand in each of the boxes, half-open; a box is a range of elements."""
    rows = sorted((element, row) for row, element in enumerate(page.blocks.element))
    found = []
    for element, end in boxes:
        inside = [row for _, row in rows[bisect_left(rows, (element, -1)) : bisect_left(rows, (end, -1))]]
        found.append((min(inside), max(inside) + 1) if inside else (0, 0))
    return found


def _looks_live(page: Page, roles: list[Role], rows: list[Rows]) -> bool:
    """Whether entries that nothing announces are a live blog's: most of the text, by the clock, of some length."""
    texts = page.blocks.text
    inside = sum(len(texts[row]) for e in rows for row in range(e.start, e.end) if roles[row] in _TEXT)
    whole = sum(len(text) for text, role in zip(texts, roles, strict=True) if role in _TEXT)
    words = sum(texts[row].count(" ") + 1 for e in rows for row in range(e.start, e.end) if roles[row] in _TEXT)
    clocks = [e.stamp.minutes for e in rows if e.stamp.minutes is not None]
    steps = [b - a for a, b in pairwise(clocks)]
    down = sum(step < 0 for step in steps)
    up = sum(step > 0 for step in steps)
    ordered = max(down, up) >= 0.8 * max(1, len(steps)) and (down > up or len(rows) >= _FEWEST_UPWARDS)
    dated = sum(e.stamp.dated for e in rows) > 0.5 * len(rows)
    return (
        ordered and not dated and len(clocks) >= 0.8 * len(rows)
        and inside >= _OWN_TEXT * whole and words >= _LONG * len(rows)
    )  # fmt: skip


def _with_roles(page: Page, roles: list[Role], rows: list[Rows]) -> list[Role]:
    """The roles with the times out of the text, and entries in it that were passed over where most were not."""
    changed = list(roles)
    for entry in rows:
        if not entry.stamp.cut and changed[entry.stamp.row] in _KEPT:
            changed[entry.stamp.row] = "other"
    kept = [any(changed[row] in _TEXT for row in range(e.start, e.end)) for e in rows]
    if sum(kept) < _DROPPED * len(rows):
        return changed
    for entry, told in zip(rows, kept, strict=True):
        if told:
            continue
        for row in range(entry.start, entry.end):
            text = page.blocks.text[row]
            running = text.count(" ") >= 7 and page.blocks.link_chars[row] < 0.4 * len(text)
            if running and changed[row] in _PASSED_OVER and row != entry.stamp.row:
                changed[row] = "body"
    return changed


def _exact(page: Page, entry: Rows, updates: tuple[LinkedUpdate, ...]) -> str | None:
    """The time that JSON-LD gives the entry with these words, where the page itself gives less."""
    if not updates or entry.stamp.zoned:
        return None
    words = {key(page.blocks.text[row])[:60] for row in range(entry.start, min(entry.end, entry.start + 6))} - {""}
    for update in updates:
        names = {key(text[:200])[:60] for text in (update.headline, update.body) if text} - {""}
        if names & words and update.published and (moment := parse_moment(update.published)):
            return moment.value
    return None
