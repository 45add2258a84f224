"""The times that stand at the entries of a live blog, read off the page."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache
from importlib.resources import files
from itertools import pairwise

from onrecord.article.dates import month_numbers, parse_moment
from onrecord.model import Metadata, Page, Role

_KEPT: frozenset[Role] = frozenset(["standfirst", "body", "subheading", "list", "quote", "table"])
_NEVER: frozenset[Role] = frozenset(
    ["navigation", "comments", "consent", "author box", "tags", "newsletter", "advertisement", "repeat", "headline"]
)
_CLOCK = re.compile(
    r"(?<![\d:.,/-])([01]?\d|2[0-4])\s?(?:[:.٫]|[hH]\s?|時|시\s?|点|uur\s?)([0-5]\d)(?:[:.][0-5]\d)?(?![\d/-]|[.,:]\d|\s?[%€$£])"
    r"(?:\s{0,2}(?:분|分))?(?:\s{0,2}([ap])\.?\s?m\b\.?)?|(?<![\d:.,/-])(1[0-2]|\d)\s?([ap])\.?m\b\.?",
    re.IGNORECASE,
)
_PM = re.compile(r"下午|午後|오후|晚上|م(?=\s|$)")
# before a time that opens a paragraph: a bracket, "Um", "Klo", …
_LEAD = re.compile(
    r"[\s\[(•·*▶►–—-]{0,4}(?:(?:kl|klo|ore|saat|um|godz|в|о)\b\.?\s?|Updated?\s|上午|下午|午前|午後|오전|오후)?",
    re.IGNORECASE,
)
_TAIL = re.compile(
    r"\s{0,2}(?:Uhr|hrs?\b|h\b|GMT|BST|UTC|CES?T|MES?Z|E[DS]?T\b|P[DS]?T\b|IST|EEST|MSK|น\.)?\s{0,2}[\])]?"
    r"\s{0,2}(?:[:：\-–—|•·.,/»>\n]\s{0,2}){0,2}"
)
_UNIT_AFTER = re.compile(
    r"\s{0,2}(?:%|€|\$|£|percent|prozent|million|billion|mio|mrd|kg|km|meter|euro|dollar|goals?\b|tore?\b)",
    re.IGNORECASE,
)
_DIGIT = re.compile(r"\d")
_EARLY = 40  # characters within which a time begins
_ALONE_CHARS = 70
_ALONE_WORDS = 10
_NAME_WORDS = 3
_NAME_AT_END = re.compile(r"\d\s{1,2}(?:[^\W\d_a-z][^\W\d_]{1,20}\s?){2,3}$")
_WORD = re.compile(r"[^\W\d_]+")
_GAP_MINUTES = 180  # a clock that goes the wrong way by less is out of order, by more another day
_SCANNED = 4000  # rows


@dataclass(frozen=True, slots=True)
class Stamp:
    """One time on the page, at or before the words that it dates."""

    row: int
    cut: int  # how many characters of its block are the time; 0 where it has a block of its own, or stands in none
    said: str  # as the page shows it
    minutes: int | None  # since midnight, by its clock
    value: str | None = None  # a machine's: <time datetime>
    dated: bool = False  # it gives the day as well

    @property
    def zoned(self) -> bool:
        """Whether the machine's value gives the offset from UTC."""
        return self.value is not None and len(self.value) > 16 and self.value[-6] in "+-"


def find_stamps(page: Page, roles: list[Role]) -> list[Stamp]:
    """Return the times that stand alike on the page, at most one a block: the largest set of those of one make."""
    kept = [row for row, role in enumerate(roles) if role in _KEPT]
    if len(kept) < 2 or page.plain:
        return []
    window = range(max(0, kept[0] - 4), min(kept[-1] + 1, kept[0] + _SCANNED))
    marks = {mark.block: mark.value for mark in reversed(page.raw.times) if mark.block in window}
    found: list[tuple[tuple[str, str, bool], Stamp]] = []
    texts = page.blocks.text
    for row in window:
        if not (row in marks or _DIGIT.search(texts[row], 0, _EARLY)) or roles[row] in _NEVER:
            continue
        if not (stamp := _stamp(page, row, marks.get(row))):
            continue
        element = page.blocks.element[row]
        found.append(((page.elements.tag[element], page.elements.names[element], stamp.cut > 0), stamp))
    if len(found) < 2:
        return []
    return _of_one_make(found)


def _of_one_make(found: list[tuple[tuple[str, str, bool], Stamp]]) -> list[Stamp]:
    """Those in elements of the same tag and names; of the same tag, where names differ from one to the next."""
    (best, count), *_ = Counter(make for make, _ in found).most_common(1)
    if count >= 0.5 * len(found) and count >= 3:
        return [stamp for make, stamp in found if make == best]
    (tag, cut), _ = Counter((make[0], make[2]) for make, _ in found).most_common(1)[0]
    return [stamp for make, stamp in found if (make[0], make[2]) == (tag, cut)]


def _stamp(page: Page, row: int, value: str | None) -> Stamp | None:
    text = page.blocks.text[row]
    head = text[:_ALONE_CHARS]
    machine = None
    if value and (moment := parse_moment(value)) and moment.precision == "minute":
        machine = moment.value
    clock = _CLOCK.search(head)
    if clock is None:
        return (
            Stamp(row, 0, "", _minutes_of(machine), machine, dated=True)
            if machine and len(text) > 0 and _shows_date(text)
            else None
        )
    if len(text) <= _ALONE_CHARS and _is_time_alone(text):
        return replace(_clocked(row, 0, text, clock), value=machine)
    lead = _LEAD.match(head)
    if lead and clock.start() == lead.end() and not _UNIT_AFTER.match(text, clock.end()):
        tail = _TAIL.match(text, clock.end())
        end = tail.end() if tail else clock.end()
        told = tail is not None and tail.group().strip() != ""
        parted = told or text[end - 1 : end] == " "
        words = text.count(" ", end) + (len(text) > end)
        if parted and words >= (1 if told else 3) and not _is_range(text, clock.end()):
            return replace(_clocked(row, end, text[:end], clock), value=machine)
    return None


def _shows_date(text: str) -> bool:
    """Whether a short block is the words of a <time>: "2 hours ago", "3 March"."""
    return len(text) <= _ALONE_CHARS and len(text.split()) <= 8 and any(char.isdigit() for char in text)


def _is_range(text: str, at: int) -> bool:
    """Whether the time is the beginning of a span: "09:00 – 10:30 Opening"."""
    return _CLOCK.match(text[at : at + 12].lstrip(" –—-")) is not None


def _clocked(row: int, cut: int, said: str, clock: re.Match[str]) -> Stamp:
    hour, minute, half = clock.group(1), clock.group(2), clock.group(3) or clock.group(5)
    hours = int(hour or clock.group(4)) % 24
    if half and hours <= 12:
        hours = hours % 12 + (12 if half.lower() == "p" else 0)
    elif hours < 12 and _PM.search(said):
        hours += 12
    moment = parse_moment(said)
    dated = moment is not None and moment.day is not None
    return Stamp(row, cut, " ".join(said.split()).strip(" :–—-|[]()•·,/»>"), 60 * hours + int(minute or 0), dated=dated)


def _is_time_alone(text: str) -> bool:
    """Whether a line is a time with or without a date, and nothing else."""
    words = [word.lower() for word in _WORD.findall(_CLOCK.sub(" ", text))]
    if len(words) > _ALONE_WORDS:
        return False
    months = month_numbers()
    strange = [word for word in words if word not in _data().beside and word not in months]
    if 1 < len(strange) <= _NAME_WORDS and len(strange) < len(words) and _NAME_AT_END.search(text):
        return True  # "2 hours ago 10:05 Ada Lind": who wrote the entry
    return len(strange) <= (1 if len(text) > 12 and len(words) > 2 else 0) and not (strange and text[-1] in ".!?")


def _minutes_of(value: str | None) -> int | None:
    return 60 * int(value[11:13]) + int(value[14:16]) if value and len(value) >= 16 else None


# ── when ─────────────────────────────────────────────────────────────────────────────────────────────────


def resolve_times(page: Page, stamps: Sequence[Stamp], metadata: Metadata) -> list[str | None]:
    """Return the time of each stamp in ISO 8601: from its machine value, its own date, or the blog's day and the clock.

    The day of a clock: that of the last entry with a date; at first, where the newest stands first, the day on which
    the page was last changed, else the day on which it was published. A clock that jumps the wrong way over more than
    three hours has passed midnight. Without any day the time is given as "T14:32".
    """
    clocks = [stamp.minutes for stamp in stamps if stamp.minutes is not None]
    steps = [b - a for a, b in pairwise(clocks)]
    newest_first = sum(step < 0 for step in steps) >= sum(step > 0 for step in steps)
    day = _first_day(metadata, newest_first=newest_first)
    headings = _day_headings(page, stamps)
    zone = _zone_of(metadata, stamps, newest_first=newest_first)
    times: list[str | None] = []
    before: int | None = None
    for stamp in stamps:
        own = stamp.value or _own_value(stamp)
        headed = headings.get(stamp.row)
        if headed:
            day, before = headed, None
        if own:
            times.append(own)
            day, before = _day(own) or day, stamp.minutes
            continue
        if stamp.minutes is None:
            times.append(None)
            continue
        if before is not None and day is not None:
            day = _next_day(day, stamp.minutes - before, newest_first=newest_first)
        times.append(_at(day, stamp, zone))
        before = stamp.minutes
    return times


def _zone_of(metadata: Metadata, stamps: Sequence[Stamp], *, newest_first: bool) -> str:
    """The offset from UTC that the clocks are in: the one of the page's own dates, where the first clock agrees.

    It agrees when the newest entry was written within the hour before the page's last change, or the oldest within the
    hour after it was published. An offset of 0 says nothing: systems write it whatever the place.
    """
    value = (metadata.modified if newest_first else metadata.published) or ""
    minutes = stamps[0].minutes if stamps else None
    if len(value) < 22 or value[-6] not in "+-" or value[-5:] == "00:00" or minutes is None:
        return ""
    apart = (_minutes_of(value) or 0) - minutes
    return value[-6:] if 0 <= (apart if newest_first else -apart) <= 60 else ""


def _first_day(metadata: Metadata, *, newest_first: bool) -> date | None:
    published, modified = _day(metadata.published), _day(metadata.modified)
    if newest_first and modified and (published is None or modified - published <= timedelta(days=1)):
        return modified
    return published or modified


def _next_day(day: date, step: int, *, newest_first: bool) -> date:
    try:
        if newest_first and step > _GAP_MINUTES:
            return day - timedelta(days=1)
        if not newest_first and step < -_GAP_MINUTES:
            return day + timedelta(days=1)
    except OverflowError:
        pass
    return day


def _day(value: str | None) -> date | None:
    try:
        return date.fromisoformat(value[:10]) if value and len(value) >= 10 else None
    except ValueError:
        return None


def _own_value(stamp: Stamp) -> str | None:
    """The whole date that a stamp itself shows."""
    if not stamp.dated:
        return None
    moment = parse_moment(stamp.said)
    if moment is None or moment.day is None:
        return None
    if moment.precision == "minute" or stamp.minutes is None:
        return moment.value
    return _at(_day(moment.day), stamp)


def _at(day: date | None, stamp: Stamp, zone: str = "") -> str | None:
    if stamp.minutes is None:
        return None
    clock = f"T{stamp.minutes // 60:02}:{stamp.minutes % 60:02}"
    if day is None:
        return clock
    suffix = stamp.said[-6:]
    zoned = parse_moment(f"{day.isoformat()} {clock[1:]} {suffix.split()[-1]}") if suffix.split() else None
    return f"{day.isoformat()}{clock}" + (
        zoned.value[16:] if zoned and zoned.zoned and len(zoned.value) == 22 else zone
    )


def _day_headings(page: Page, stamps: Sequence[Stamp]) -> dict[int, date]:
    """The stamps before which a line with nothing but a day stands, and that day."""
    found: dict[int, date] = {}
    for before, stamp in zip((None, *stamps), stamps, strict=False):
        for row in range(max(stamp.row - 4, before.row + 1 if before else 0), stamp.row):
            text = page.blocks.text[row]
            if len(text) <= 50 and len(text.split()) <= 6 and any(char.isdigit() for char in text):
                moment = parse_moment(text)
                if moment and moment.precision == "day" and _is_time_alone(text):
                    found[stamp.row] = date.fromisoformat(moment.value)
    return found


# ── names ────────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class _Data:
    words: tuple[str, ...]
    edges: frozenset[str]
    names: tuple[str, ...]
    beside: frozenset[str]


@lru_cache(maxsize=1)
def _data() -> _Data:
    data = tomllib.loads(files("onrecord.article").joinpath("live.toml").read_text("utf-8"))
    return _Data(tuple(data["words"]), frozenset(data["edges"]), tuple(data["names"]), frozenset(data["beside"]))


def is_named_live(page: Page, title: str | None) -> bool:
    """Whether the title, the address or class names of the page say that it is a live blog."""
    return any(says_live(text) for text in (title, page.raw.title) if text) or _is_named(page)


def says_live(title: str) -> bool:
    """Whether a title speaks of a live blog."""
    folded = " ".join(title.lower().split())
    bounded = " " + " ".join(_NO_WORD.split(folded)) + " "
    if any(f" {word} " in bounded if word[-1] < "\u2e80" else word in folded for word in _data().words):
        return True
    return any(part.strip(" !.") in _data().edges for part in _PARTS.split(folded))


def _is_named(page: Page) -> bool:
    path = (page.origin.url or "").partition("://")[2].partition("/")[2].lower()[:300]
    if not _data().edges.isdisjoint(re.split(r"[/?#.]", path)) or not _PATHS.isdisjoint(re.split(r"[/?#.]", path)):
        return True
    spaced = " " + " ".join(_NO_LETTER.split(path)) + " "
    if any(f" {word.replace('-', ' ')} " in spaced for word in _data().words if word.isascii()):
        return True
    joined = "\n".join(page.elements.names)
    return any(name in joined for name in _data().names)


_NO_WORD = re.compile(r"[^\w-]+")
_NO_LETTER = re.compile(r"[^a-z]+")
_PARTS = re.compile(r"\s[|–—-]\s|[:•·|+]")
_PATHS = frozenset(["live-blog", "liveblog", "ticker", "en-direct", "en-vivo", "in-diretta", "ao-vivo", "live-ticker"])
