"""Dates as machines and people write them → ISO 8601, as exact as they were given and no more."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from functools import cache
from importlib.resources import files

from onrecord.article.clocks import Clock, read_clock, read_offset
from onrecord.article.eras import with_common_years
from onrecord.model import Precision

_MAX_CHARS = 300  # of a text that is searched for a date
_YEARS = range(1600, 2101)
_SURE_CHARS = 4  # a shorter month word ("pro", "set", "out") is a word of other languages too

_NUMERIC = re.compile(r"(?<![\d.])(\d{4})(?:\s?[-/•]\s?|\.\s?)(\d{1,2})(?:\s?[-/•]\s?|\.\s?)(\d{1,2})(?!\d)")
_COMPACT = re.compile(r"(\d{4})(\d\d)(\d\d)(?:T?(\d\d)(\d\d)(\d\d)?(Z|[+-]\d{4})?)?")
_EPOCH = re.compile(r"(?:/Date\()?(\d{10})(?:\d{3})?(?:\.\d{1,9})?(?:[+-]\d{4})?(?:\)/)?")
_CJK = re.compile(r"(\d{4})\s?[年년]\s?(\d{1,2})\s?[月월]\s?(\d{1,2})\s?[日일号號]?")
_DAY_FIRST = re.compile(r"(?<![\d.])(\d{1,2})\s?([./•-])\s?(\d{1,2})\s?\2\s?(\d{4}|(?<=[./•-])\d\d)(?![\d:]|\.\d)")
_MONTH = re.compile(r"(?<!\d)(\d{4})[-/.](\d{1,2})(?!\d)")
_YEAR = re.compile(r"\d{4}")
_WORD = re.compile(r"[^\W\d_][^\s\d.,،/()|:;'’׳\-–—]{1,13}")
_LEFT_DAY = re.compile(
    r"(?<!\d)(\d{1,2})\s?(?:st|nd|rd|th|er|re|[eºª°.]|-a)?[\s,./-]{0,3}(?:(?:de|of|den|d['’])\s{0,2})?$", re.IGNORECASE
)
_LEFT_YEAR = re.compile(r"(?<!\d)(\d{4})(?:\s?m\.)?[.,\s]{0,3}$")
_RIGHT_YEAR = re.compile(
    r"[.,;،׳’']{0,2}[\s,./\-–'’]{0,3}(?:(?:de|del|of|năm)\s{1,2})?"
    r"(\d{4}(?![\d:])|20\d\d(?=\d\d?(?::\d\d|\s?[^\W\d_])))",  # "Mar 27, 20315 min read": elements without a space
    re.IGNORECASE,
)
_RIGHT_DAY = re.compile(r"[.,’']?\s{0,3}[-/]?(\d{1,2})(?:\s?(?:st|nd|rd|th))?\b[.,;]?", re.IGNORECASE)
_JAVA_YEAR = re.compile(r"\s(?:\d\d?:\d\d(?::\d\d)?)\s(?:[A-Z]{1,5}|[+-]\d{4})\s(\d{4})")
_SECOND_WORD = re.compile(r"\w{1,8}")
_SAME_AGAIN = re.compile(r"\s?[/(]\s?([^\W\d_]{2,14})(?:\s([^\W\d_]{2,8}))?\)?")  # "كانون الثاني/يناير"


@dataclass(frozen=True, slots=True)
class Moment:
    """A point in time: "2026-01-03T09:30+00:00", "2026-01-03T09:30" (zone unknown), "2026-01-03", "2026-01", "2026"."""

    value: str
    precision: Precision

    @property
    def day(self) -> str | None:
        """The calendar day as written, "2026-01-03"; None when the day is unknown."""
        return self.value[:10] if self.precision in ("day", "minute") else None

    @property
    def zoned(self) -> bool:
        """Whether the time of day and its offset are known."""
        return self.precision == "minute" and (self.value[-6] in "+-")

    def instant(self) -> datetime:
        """Return the first instant that the value can mean, in UTC; an unknown zone is read as UTC."""
        padded = {"year": "-01-01", "month": "-01"}.get(self.precision, "")
        moment = datetime.fromisoformat(self.value + padded)
        try:
            return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
        except OverflowError:  # in the first or last year that datetime knows
            return moment.replace(tzinfo=UTC)


@cache
def month_numbers() -> dict[str, int]:
    """Return the number of the month, 1 to 12, for every month word of months.toml, in lower case.

    Longer words stand there without their accents too, as capitals are written in Greek and French.
    """
    languages = tomllib.loads(files("onrecord.article").joinpath("months.toml").read_text(encoding="utf-8"))
    numbers = {word: at for months in languages.values() for at, words in enumerate(months, 1) for word in words}
    for word, number in list(numbers.items()):
        if len(word) >= _SURE_CHARS:
            numbers.setdefault(_without_accents(word), number)
    return numbers


@cache
def _english() -> frozenset[str]:
    languages = tomllib.loads(files("onrecord.article").joinpath("months.toml").read_text(encoding="utf-8"))
    return frozenset(word for words in languages["en"] for word in words)


def _without_accents(word: str) -> str:
    parts = unicodedata.normalize("NFD", word)
    return unicodedata.normalize("NFC", "".join(char for char in parts if not "\u0300" <= char <= "\u036f"))


def parse_moment(text: str, *, month_first: bool | None = None) -> Moment | None:
    """Return the first date in `text` with the time beside it; None when there is none that could be.

    Args:
        text: a machine's or a person's date, alone or in a line such as "Updated 9:30 AM EST, Sat January 3, 2026".
        month_first: how 3/4/2026 is read; None leaves it unread where both readings are possible.
    """
    text = with_common_years(text[:_MAX_CHARS].strip())
    if not any(map(str.isdigit, text)):
        return None
    return _machine(text) or _numeric(text) or _in_words(text) or _short(text, month_first) or _coarse(text)


def moment_in_url(url: str | None) -> Moment | None:
    """Return the day or month that a URL's path names: /2026/01/03/, /2026-01-03-title, /20260103/, /2026/jan/03/."""
    if not url:
        return None
    path = "/" + url[:500].partition("//")[2].partition("/")[2].partition("?")[0]
    if match := _URL_DAY.search(path):
        year, month, day = match.group(1), match.group(2), match.group(3)
        number = int(month) if month.isdigit() else month_numbers().get(month.lower(), 0)
        return _moment(int(year), number, int(day))
    if match := _URL_COMPACT.search(path):
        return _moment(int(match.group(1)), int(match.group(2)), int(match.group(3)))
    if match := _URL_MONTH.search(path):
        return _month(int(match.group(1)), int(match.group(2)))
    return None


_URL_DAY = re.compile(r"[/_-]((?:19|20)\d\d)[/_-]([01]?\d|[a-zA-Z]{3,10})[/_-]([0-3]?\d)(?=[/_.-]|$)")
_URL_COMPACT = re.compile(r"[/_-]((?:19|20)\d\d)([01]\d)([0-3]\d)(?=[/_.T-]|$)")
_URL_MONTH = re.compile(r"/((?:19|20)\d\d)[/-]([01]\d)(?=/)")


def _machine(text: str) -> Moment | None:
    if match := _EPOCH.fullmatch(text):
        return _epoch(int(match.group(1)))
    if match := _COMPACT.fullmatch(text):
        year, month, day, hour, minute, second, zone = match.groups()
        offset = (0 if zone == "Z" else read_offset(zone[:3], zone[3:])) if zone else None
        clock = (int(hour), int(minute), int(second) if second else None) if hour else None
        return _moment(int(year), int(month), int(day), clock, offset)
    return None


def _epoch(seconds: int) -> Moment | None:
    stamp = datetime.fromtimestamp(seconds, UTC)
    return Moment(stamp.isoformat(timespec="seconds"), "minute") if 1990 <= stamp.year <= 2100 else None


def _numeric(text: str) -> Moment | None:
    for pattern in (_NUMERIC,) if text.isascii() else (_NUMERIC, _CJK):
        for match in pattern.finditer(text):
            year, month, day = map(int, match.groups())
            if moment := _with_clock(text, match.start(), match.end(), year, month, day):
                return moment
    return None


def _in_words(text: str) -> Moment | None:
    """Return the date around the first month word that has a year beside it."""
    months, first_words = month_numbers(), _first_words()
    lowered = text.replace("İ", "I").lower()
    if len(lowered) != len(text):
        lowered = text
    monthly: Moment | None = None
    for match in _WORD.finditer(lowered):
        word, end = match.group(), match.end()
        number = months.get(word, 0)
        if word in first_words and (longer := _two_words(lowered, match)):
            number, end = longer
        if number:
            number, end = _settle_month(lowered, match, number, end)
            sure = len(word) >= _SURE_CHARS or word in _english() or not word.isascii()
            day, year, start, stop = _around(text, match.start(), end, leads=sure)
            if year and day and (moment := _with_clock(text, start, stop, year, number, day)):
                return moment
            monthly = monthly or (_month(year, number) if year and sure and not day else None)
    return monthly


def _settle_month(lowered: str, match: re.Match[str], number: int, end: int) -> tuple[int, int]:
    """Return the month and where its name ends, with its second name behind a stroke: "كانون الثاني/يناير"."""
    if match.group() == "listopada" and lowered[: match.start()].rstrip().endswith("."):
        return 10, end  # Croatian, which puts a point behind the day; Polish, whose November this is, does not
    if again := _SAME_AGAIN.match(lowered, end):
        names = (again.group(1), f"{again.group(1)} {again.group(2)}")
        if number in map(month_numbers().get, names):
            return number, again.end() if month_numbers().get(names[1]) else again.end(1)
    return number, end


def _two_words(text: str, match: re.Match[str]) -> tuple[int, int] | None:
    """Return the month of names such as "tháng 1" and "كانون الثاني", and where it ends."""
    second = _SECOND_WORD.match(text, match.end() + 1) if text[match.end() : match.end() + 1] == " " else None
    number = month_numbers().get(f"{match.group()} {second.group().lstrip('0')}") if second else None
    return (number, second.end()) if number and second else None


@cache
def _first_words() -> frozenset[str]:
    return frozenset(word.split()[0] for word in month_numbers() if " " in word)


def _around(text: str, start: int, end: int, *, leads: bool) -> tuple[int, int, int, int]:
    """Return day and year beside a month word, 0 where there is none, and where the whole date starts and ends.

    Args:
        text: the line.
        start: where the month word starts in it.
        end: where it ends.
        leads: it may stand before its day: "May 6, 2031".
    """
    left_at, right = max(0, start - 14), text[end : end + 40]
    left = text[left_at:start]
    before = _LEFT_DAY.search(left)
    if before and (year := _RIGHT_YEAR.match(right)):
        return int(before.group(1)), int(year.group(1)), left_at + before.start(), end + year.end()
    after = _RIGHT_DAY.match(right)
    if leads and after and (year := _RIGHT_YEAR.match(right, after.end())):
        return int(after.group(1)), int(year.group(1)), start, end + year.end()
    if leads and after and (year := _JAVA_YEAR.match(right, after.end())):
        return int(after.group(1)), int(year.group(1)), start, end + after.end()
    if after and (year := _LEFT_YEAR.search(left)):
        return int(after.group(1)), int(year.group(1)), left_at + year.start(), end + after.end()
    alone = _RIGHT_YEAR.match(right)
    return 0, int(alone.group(1)) if alone else 0, start, end + (alone.end() if alone else 0)


def _short(text: str, month_first: bool | None) -> Moment | None:
    """Return dates such as 03.01.2026 and 1/3/2026. Points put the day first everywhere but in the United States."""
    for match in _DAY_FIRST.finditer(text):
        first, mark, second, year = int(match.group(1)), match.group(2), int(match.group(3)), int(match.group(4))
        if year < 100:
            if mark == "-":
                continue
            year += 2000
        flip = _month_leads(first, second, mark, month_first)
        if flip is None:
            continue
        day, month = (second, first) if flip else (first, second)
        if moment := _with_clock(text, match.start(), match.end(), year, month, day):
            return moment
    return None


def _month_leads(first: int, second: int, mark: str, month_first: bool | None) -> bool | None:
    if first > 12 or second > 12:
        return second > 12
    return False if first == second or (mark == "." and not month_first) else month_first


def _coarse(text: str) -> Moment | None:
    if match := _MONTH.fullmatch(text):
        return _month(int(match.group(1)), int(match.group(2)))
    if _YEAR.fullmatch(text) and int(text) in _YEARS:
        return Moment(f"{int(text):04d}", "year")
    return None


def _with_clock(text: str, start: int, end: int, year: int, month: int, day: int) -> Moment | None:
    """Return the date with the time of day that stands right behind it, or else right before it."""
    if found := read_clock(text, start, end):
        clock, offset = found
        return _moment(year, month, day, clock, offset) or _moment(year, month, day)
    return _moment(year, month, day)


def _month(year: int, month: int) -> Moment | None:
    return Moment(f"{year:04d}-{month:02d}", "month") if year in _YEARS and 1 <= month <= 12 else None


def _moment(year: int, month: int, day: int, clock: Clock | None = None, offset: int | None = None) -> Moment | None:
    """Return the moment; None when the calendar has no such day. Midnight sharp is what day-only systems fill in."""
    try:
        hour, minute, second = clock or (0, 0, None)
        stamp = datetime(year, month, day, hour, minute, second or 0)
    except ValueError:
        return None
    if year not in _YEARS:
        return None
    if not (hour or minute or second):
        return Moment(stamp.date().isoformat(), "day")
    if offset is not None:
        stamp = stamp.replace(tzinfo=timezone(timedelta(minutes=offset)))
    return Moment(stamp.isoformat(timespec="minutes" if second is None else "seconds"), "minute")
