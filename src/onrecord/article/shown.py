"""The dates that a page shows its readers: in <time> elements and short lines, each with the label above it."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

from onrecord.article.dates import Moment, parse_moment
from onrecord.article.relative import relative_moment
from onrecord.article.words import clean
from onrecord.article.zones import zones_of
from onrecord.model import Page, TimeMark

Kind = Literal["published", "changed", "as of", "bare"]

_NEAR_BEFORE, _NEAR_AFTER = 6, 14  # blocks around the headline where a date is the article's
_MAX_LINE_CHARS = 120
_MAX_BYLINE_CHARS = 200  # of a line whose element calls itself a byline
_MAX_LABELLED_CHARS = 80  # of a line that stands far from the headline
_MAX_LABEL_CHARS = 40  # of a line that is nothing but a label
_MAX_RELATIVE_CHARS = 60
_MAX_ALONE_CHARS, _MAX_ALONE_WORDS = 40, 3  # of a line that is nothing but a date: "Tuesday, May 6, 2031"
_MAX_FEW_WORDS = 5
_MAX_ANCESTORS = 8
_OTHERS = frozenset({"nav", "aside", "footer"})
_DATE_NAME = re.compile(
    r"publi\w{0,9}[ _-]{0,2}(?:date|time)|date[ _-]{0,2}publi|(?:post|entry|article|story)[ _-]{1,2}(?:date|time)"
    r"|dateblock|(?<![\w-])date(?![\w-])"
)
_CARD = re.compile(r"\b(?:cards?|listing)\b")
_OWN = frozenset({"byline", "author box", "caption", "tags", "share bar", "rights"})  # where articles' dates stand too
_MAX_WORDS, _MAX_WORDS_PARTED = 7, 12  # of a line with a date and little else; with commas and strokes
_MAX_LINES = 3000
_MAX_MARKS = 40

_RELEASED = re.compile(r"publi|post|date|issued|creat|veröff|erschien|byline|entry|stamp|dateline", re.I)
_WORD = re.compile(r"[^\W\d_]{2,}")
_LETTERS = re.compile(r"[^\W\d_]+")
_PARTED = re.compile(r"\s[|•·⋅–—/-]\s|,")
_DIGIT = re.compile(r"\d|二〇|元年")
_DATE = re.compile(r"\d{4}|\d[./-]\s?\d|元年|二〇")  # a quick look: what every date has
_RUN_TOGETHER = re.compile(r"(?<=[\s/.]\d{4})(?=[^\W\d_]{3})")
_NAME_BEFORE = re.compile(r"(?<=[^\W\d_A-Z])(?=[A-Z][a-z])")  # "Ann TestMay 6, 2031": elements without a space
_WIDE = re.compile("[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7a3]$")  # written without spaces


@dataclass(frozen=True, slots=True)
class Dated:
    """One source's date."""

    source: str
    raw: str
    moment: Moment


@dataclass(frozen=True, slots=True)
class Shown:
    """A date that readers see, and what the page says it is."""

    kind: Kind
    row: int  # the block in which it stands, or at which its <time> does
    dated: Dated
    apart: bool = True  # it has a line of its own, and is no part of a sentence
    alone: bool = False  # the line holds little else: "Published May 6, 2031 · 3 min read"


@dataclass(frozen=True, slots=True)
class _Labels:
    kinds: dict[str, Kind]
    label: re.Pattern[str]
    first: frozenset[str]  # the first words of the labels
    wide: re.Pattern[str]  # the labels in scripts without spaces
    changed: re.Pattern[str]


def find_shown(page: Page, headline: int | None, month_first: bool | None) -> list[Shown]:
    """Return the dates shown around the headline, the likeliest first: <time> elements, lines below it, lines above.

    Args:
        page: the page with its <time> elements and lines.
        headline: the block that holds the headline; None where it is not known.
        month_first: how 3/4/2026 is read; None leaves it unread.
    """
    found = list(_marks(page, headline, month_first))
    for row in _rows_near(page, headline):
        found += _line(page, row, month_first)
    return found


def dated_rows(page: Page) -> list[int]:
    """Return the blocks anywhere on the page that can be lines with a date, after a quick look."""
    return [row for row, text in enumerate(page.blocks.text[:_MAX_LINES]) if _may_be_dated(text, _MAX_LINE_CHARS)]


def find_labelled(page: Page, rows: Sequence[int], month_first: bool | None) -> Iterator[Shown]:
    """Yield the dates of lines anywhere that say "Published", or that stand under a line that does."""
    for row in rows:
        if _is_labelled(page, row, "published"):
            yield from _line(page, row, month_first)


def find_only(page: Page, rows: Sequence[int], headline: int, month_first: bool | None) -> Shown | None:
    """Return the date of the lines far from the headline, where they name but one day: first of lines whose element
    calls itself a byline or date, then of lines that are nothing but a date.

    Lines of menus, teasers, comments and their kin do not count. Of lines that are but a date neither do those above
    the headline: mastheads bear the day of the capture.
    """
    own = frozenset(_around(page, headline))
    named = [row for row in rows if _is_byline(page, row)]
    alone = [row for row in rows if row > headline and _is_alone(page.blocks.text[row])]
    return _only_day(page, named, own, month_first) or _only_day(page, alone, own, month_first)


def find_last_change(page: Page, rows: Sequence[int], headline: int, month_first: bool | None) -> list[Shown]:
    """Return the date of the lines below the headline that say "Last updated", where they name but one day."""
    own = frozenset(_around(page, headline))
    found: list[Shown] = []
    for row in rows:
        if row > headline and _is_labelled(page, row, "changed") and not _is_of_others(page, row, own):
            found += _line(page, row, month_first)
    return found[:1] if len({shown.dated.moment.day for shown in found}) == 1 else []


def _is_labelled(page: Page, row: int, kind: Kind) -> bool:
    text = page.blocks.text[row]
    return len(text) <= _MAX_LABELLED_CHARS and _label_of(page, row, _lowered(text), first=True) == kind


def _only_day(page: Page, rows: Sequence[int], own: frozenset[int], month_first: bool | None) -> Shown | None:
    """Return the first date of some lines; None when they name several days. The article's `own` elements are given."""
    found: list[Shown] = []
    for row in rows:
        if not _is_of_others(page, row, own):
            found += (shown for shown in _line(page, row, month_first) if shown.kind != "changed")
            if len({shown.dated.moment.day for shown in found}) > 1:
                return None
    return found[0] if found else None


def _is_byline(page: Page, row: int) -> bool:
    names = page.elements.names[page.blocks.element[row]]
    return any(zone == "byline" for zone, _ in zones_of(names)) or _DATE_NAME.search(names) is not None


def _is_alone(text: str) -> bool:
    return len(text) <= _MAX_ALONE_CHARS and len(_WORD.findall(text)) <= _MAX_ALONE_WORDS


def _is_of_others(page: Page, row: int, own: frozenset[int]) -> bool:
    """Return whether a block stands in a part of the page that gives the dates of something else.

    Args:
        page: the page.
        row: the block.
        own: the elements around the headline.
    """
    elements, element = page.elements, page.blocks.element[row]
    for _ in range(_MAX_ANCESTORS):
        tag, names = elements.tag[element], elements.names[element]
        if tag in _OTHERS or (tag == "article" and element not in own) or _CARD.search(names):
            return True
        if any(zone not in _OWN for zone, _ in zones_of(names)):
            return True
        if (element := elements.parent[element]) < 0:
            break
    return False


def _around(page: Page, row: int) -> Iterator[int]:
    """Yield the elements around a block."""
    element = page.blocks.element[row] if row < len(page.blocks.element) else -1
    while element >= 0:
        yield element
        element = page.elements.parent[element]


def find_relative(page: Page, headline: int | None) -> Iterator[Shown]:
    """Yield the dates around the headline that are given as a distance from the capture: "3 hours ago"."""
    captured = parse_moment(page.origin.captured_at or "")
    if captured is None:
        return
    for row in _rows_near(page, headline):
        text = page.blocks.text[row]
        if len(text) > _MAX_RELATIVE_CHARS or not _is_date_line(text):
            continue
        kind = _kind(page, row, _lowered(text), first=True)
        if moment := relative_moment(text, captured, labelled=kind != "bare"):
            yield Shown(kind, row, Dated(f"text block {row}", text, moment))


def tells_of_change(mark: TimeMark) -> bool:
    """Return whether a mark gives the last change; one that is called both ("published updated") gives the first."""
    changed = _labels().changed
    if changed.search(mark.text[:80].lower()):
        return True
    return changed.search(mark.names) is not None and "publi" not in mark.names


def _marks(page: Page, headline: int | None, month_first: bool | None) -> Iterator[Shown]:
    """Yield the dates of <time> elements: those near the headline, else the first that is called a publication's."""
    marks = page.raw.times[:_MAX_MARKS]
    near = [mark for mark in marks if headline is not None and _is_near(mark.block, headline)]
    near.sort(key=lambda mark: (mark.block < (headline or 0), abs(mark.block - (headline or 0))))
    named = [mark for mark in marks if _RELEASED.search(mark.names) and headline is None]
    single = list(marks) if len(marks) == 1 else []
    for mark in near or named or single:
        if moment := parse_moment(clean(mark.value, limit=200), month_first=month_first):
            source = f"time {mark.names[:60]}".rstrip()
            kind: Kind = "changed" if tells_of_change(mark) else "bare"
            line = page.blocks.text[mark.block] if mark.block < len(page.blocks.text) else ""
            apart, alone = _stands_apart(mark, line), len(_WORD.findall(line)) <= _MAX_FEW_WORDS
            yield Shown(kind, mark.block, Dated(source, mark.value, moment), apart, alone)


def _stands_apart(mark: TimeMark, line: str) -> bool:
    """Return whether the line that a <time> stands in is there for it; a sentence that names a day is not."""
    return not mark.text or mark.text not in line or (len(line) <= _MAX_LINE_CHARS and _is_date_line(line))


def _rows_near(page: Page, headline: int | None) -> tuple[int, ...]:
    """The blocks around the headline: those below it downwards, then those above it upwards."""
    if headline is None:
        return ()
    below = range(max(0, headline + 1), min(len(page.blocks.text), headline + 1 + _NEAR_AFTER))
    above = range(max(0, headline - 1), max(-1, headline - _NEAR_BEFORE), -1)
    return (*below, *above)


def _is_near(block: int, headline: int) -> bool:
    return headline - _NEAR_BEFORE <= block <= headline + _NEAR_AFTER


def _line(page: Page, row: int, month_first: bool | None) -> Iterator[Shown]:
    """Yield the dates of one line, each under the label before it: "Published June 3, updated June 5"."""
    text = page.blocks.text[row]
    if not _may_be_dated(text, _MAX_BYLINE_CHARS) or (len(text) > _MAX_LINE_CHARS and not _is_byline(page, row)):
        return
    lowered = _lowered(text)
    starts = [start for start in _label_starts(lowered) if _may_lead(text, start)]
    for start, end in zip([0, *starts], [*starts, len(text)], strict=True):
        part = text[start:end]
        if not _is_date_line(part) and not _is_byline(page, row):
            continue
        if moment := _first_moment(clean(part, limit=200), month_first):
            kind = _kind(page, row, lowered[start:end], first=start == 0)
            alone = len(_WORD.findall(text)) <= _MAX_FEW_WORDS
            yield Shown(kind, row, Dated(f"text block {row}", part, moment), alone=alone)


def _label_starts(lowered: str) -> Iterator[int]:
    """Yield where labels start: words that one begins with are looked up, since most lines have none."""
    labels = _labels()
    if not lowered.isascii() and labels.wide.search(lowered):
        yield from (match.start() for match in labels.label.finditer(lowered))
        return
    end = 0
    for word in _LETTERS.finditer(lowered):
        if (
            word.start() >= end
            and word.group() in labels.first
            and (match := labels.label.match(lowered, word.start()))
        ):
            end = match.end()
            yield word.start()


def _first_moment(part: str, month_first: bool | None) -> Moment | None:
    """Return the day in a part of a line; the earlier of two that ran together, as "May 6, 2031April 4, 2031" do."""
    pieces = _RUN_TOGETHER.split(_NAME_BEFORE.sub(" ", part))
    read = (parse_moment(piece, month_first=month_first) for piece in pieces)
    return min((moment for moment in read if moment and moment.day), key=lambda moment: moment.value, default=None)


def _may_be_dated(text: str, limit: int) -> bool:
    """Return, after a quick look, whether a line can be one that gives a date."""
    return len(text) <= limit and _DATE.search(text) is not None


def _lowered(text: str) -> str:
    """A line in lower case, character for character."""
    lowered = text.replace("İ", "I").lower()
    return lowered if len(lowered) == len(text) else text


def _may_lead(text: str, at: int) -> bool:
    """Return whether a label may stand here: not in the middle of a sentence ("the film, released in 2019, …")."""
    before = text[:at].rstrip()
    return not before or not before[-1].isalpha() or len(_WORD.findall(text)) <= _MAX_WORDS_PARTED


def _kind(page: Page, row: int, lowered: str, *, first: bool) -> Kind:
    """Return what a line, or a later part of it, says of its date."""
    if label := _label_of(page, row, lowered, first=first):
        return label
    return "changed" if _labels().changed.search(lowered) else "bare"


def _label_of(page: Page, row: int, lowered: str, *, first: bool) -> Kind | None:
    """Return what the label says that a line starts with, or that stands alone on the line above."""
    labels = _labels()
    if match := labels.label.match(lowered):
        return labels.kinds[match.group()]
    above = page.blocks.text[row - 1] if first and row else ""
    if not above or len(above) > _MAX_LABEL_CHARS or not (match := labels.label.match(_lowered(above))):
        return None
    return None if above[match.end() :].strip(" :.-–|") else labels.kinds[match.group()]


def _is_date_line(part: str) -> bool:
    """Return whether a line is there to give a date: one that has a label, or little else. A sentence is not."""
    if _labels().label.match(_lowered(part)):
        return True
    words = _WORD.findall(part)
    if part.rstrip().endswith((".", "!", "?", "。")) and len(words) > 4:
        return False
    return len(words) <= (_MAX_WORDS_PARTED if _PARTED.search(part) else _MAX_WORDS)


@cache
def _labels() -> _Labels:
    """Return datelabels.toml as patterns."""
    data = tomllib.loads(files("onrecord.article").joinpath("datelabels.toml").read_text(encoding="utf-8"))
    kinds: dict[str, Kind] = {}
    for kind, key in (("changed", "changed"), ("published", "published"), ("as of", "as_of")):
        kinds |= {word: kind for words in data[key].values() for word in words}
    longest = sorted(kinds, key=lambda word: (-len(word), word))
    words = "|".join(re.escape(word) + ("" if _WIDE.search(word) else r"(?!\w)") for word in longest)
    changed = "|".join(re.escape(part) for part in data["called"]["parts"])
    first = frozenset(match.group() for word in kinds if (match := _LETTERS.search(word)))
    wide = re.compile("|".join(re.escape(word) for word in longest if _WIDE.search(word)))
    return _Labels(kinds, re.compile(rf"(?<![^\W\d])(?:{words})"), first, wide, re.compile(changed))
