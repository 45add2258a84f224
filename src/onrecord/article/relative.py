"""Dates that people write as a distance from now: "3 hours ago", "vor 2 Tagen", "yesterday, 14:05"."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from importlib.resources import files

from onrecord.article.clocks import read_clock
from onrecord.article.dates import Moment

_UNITS = {
    "minute": timedelta(minutes=1),
    "hour": timedelta(hours=1),
    "day": timedelta(days=1),
    "week": timedelta(days=7),
    "month": timedelta(days=30),
}
_MAX_COUNT = {"minute": 180, "hour": 72, "day": 60, "week": 12, "month": 11}  # beyond, pages give a date or mislead
_MAX_CHARS = 120
_WIDE = re.compile("[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7a3]$")  # written without spaces


@dataclass(frozen=True, slots=True)
class _Words:
    distance: re.Pattern[str]
    larger: re.Pattern[str]
    units: dict[str, str]
    day: re.Pattern[str]
    yesterday: frozenset[str]


def relative_moment(text: str, captured: Moment | None, *, labelled: bool = False) -> Moment | None:
    """Return the moment that a line puts so long before the capture; None when it says no such thing.

    As exact as the words are: minutes give a minute, hours and days the day, weeks and months the month or year in
    which both ends of the span lie. Without a time of capture nothing is read.

    Args:
        text: a short line.
        captured: when the page was captured.
        labelled: the line says that it gives the publication or change, so that "today" alone counts.
    """
    if captured is None or captured.precision not in ("day", "minute"):
        return None
    words, line = _words(), text[:_MAX_CHARS].lower()
    if match := words.distance.search(line):
        count = match.group("n") or match.group("m")
        unit = words.units[match.group("u") or match.group("v")]
        if larger := words.larger.search(line[: match.start()]):  # "2 days 3 hours ago"
            count, unit = larger.group(1), words.units[larger.group(2)]
        return _ago(int(count) if count.isdigit() else 1, unit, captured)
    if match := words.day.search(line):
        return _that_day(line, match, captured, labelled)
    return None


def _ago(count: int, unit: str, captured: Moment) -> Moment | None:
    if count > _MAX_COUNT[unit] or (captured.precision == "day" and unit in ("minute", "hour")):
        return None
    now = datetime.fromisoformat(captured.value)
    latest = now - count * _UNITS[unit]
    if unit == "minute":
        zone = "" if now.tzinfo is None else latest.isoformat()[-6:]
        return Moment(latest.strftime("%Y-%m-%dT%H:%M") + zone, "minute")
    if unit in ("hour", "day"):
        return Moment(latest.date().isoformat(), "day")
    earliest = latest - _UNITS[unit]
    if latest.strftime("%Y-%m") == earliest.strftime("%Y-%m"):
        return Moment(latest.strftime("%Y-%m"), "month")
    return Moment(latest.strftime("%Y"), "year") if latest.year == earliest.year else None


def _that_day(line: str, match: re.Match[str], captured: Moment, labelled: bool) -> Moment | None:
    """Return the day of "yesterday, 14:05" with its time, whose zone is unknown."""
    back = 1 if match.group() in _words().yesterday else 0
    day = datetime.fromisoformat(captured.value).date() - timedelta(days=back)
    found = read_clock(line, match.start(), match.end())
    if found is None:
        return Moment(day.isoformat(), "day") if labelled else None
    (hour, minute, _), _ = found
    if hour > 23 or minute > 59:
        return None
    return Moment(f"{day.isoformat()}T{hour:02d}:{minute:02d}", "minute")


@cache
def _words() -> _Words:
    """Return relative.toml as patterns: "vor N Stunden" | "N hours ago"; "today" and "yesterday"."""
    languages = tomllib.loads(files("onrecord.article").joinpath("relative.toml").read_text(encoding="utf-8")).values()
    units = {word: unit for language in languages for unit in _UNITS for word in language[unit]}
    yesterday = frozenset(word for language in languages for word in language.get("yesterday", ()))
    today = frozenset(word for language in languages for word in language["today"])
    before = _any(word for language in languages for word in language.get("before", ()))
    after = _any((word for language in languages for word in language.get("after", ())), ends=True)
    ones = _any(word for language in languages for word in language.get("one", ()))
    number, unit = rf"\d{{1,3}}|{ones}", _any(units, ends=True)
    distance = (
        rf"(?<!\w)(?:{before})\s(?P<n>{number})\s?(?P<u>{unit})"
        rf"|(?<![\w.,:])(?P<m>{number})\s?(?P<v>{_any(units)})\.?\s?(?:{after})"
    )
    larger = rf"(?<![\w.,:])(\d{{1,3}})\s?({_any(units)})[\s,]{{0,2}}(?:\w{{1,3}}\s)?$"
    days = rf"(?<!\w)(?:{_any(today | yesterday, ends=True)})"
    return _Words(re.compile(distance), re.compile(larger), units, re.compile(days), yesterday)


def _any(words: Iterable[str], *, ends: bool = False) -> str:
    """Return a pattern of any of these words, the longest first; with `ends`, none goes on in a longer word."""
    longest = sorted(set(words), key=lambda word: (-len(word), word))
    return "|".join(re.escape(word) + (r"(?!\w)" if ends and not _WIDE.search(word) else "") for word in longest)
