"""Arithmetic on dates that are known to the year, the month, the week or the day. A date out of range is None."""

from __future__ import annotations

import re
from datetime import date, timedelta

_PARTS = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d)(?!\d)|$)|$)", re.ASCII)
_WEEK = re.compile(r"(\d{4})-W(\d\d)$", re.ASCII)


def day_of(value: str) -> date | None:
    """Return the day of an ISO value that names one, with or without a time; None where it is less exact."""
    try:
        return date.fromisoformat(value[:10]) if len(value) >= 10 else None
    except ValueError:
        return None


def month_of(value: str) -> tuple[int, int] | None:
    """Return year and month of an ISO value that is exact to the month or better."""
    found = _PARTS.match(value)
    return (int(found[1]), int(found[2])) if found and found[2] else None


def year_of(value: str) -> int | None:
    """Return the year of an ISO value; of a week the one that it is counted in."""
    return int(value[:4]) if value[:4].isdecimal() and len(value) >= 4 else None


def monday_of(value: str) -> date | None:
    """Return the Monday of the week that a value names, or in which its day lies."""
    if found := _WEEK.match(value):
        try:
            return date.fromisocalendar(int(found[1]), int(found[2]), 1)
        except ValueError:
            return None
    day = day_of(value)
    return shifted(day, -day.weekday()) if day else None


def shifted(day: date | None, days: int) -> date | None:
    """Return the day so many days later; None where there is none, or the calendar ends."""
    try:
        return day + timedelta(days=days) if day else None
    except OverflowError:
        return None


def iso_day(year: int, month: int, day: int) -> str | None:
    """Return "2026-01-03"; None where the calendar has no such day."""
    try:
        return date(year, month, day).isoformat()
    except (ValueError, OverflowError):
        return None


def iso_month(year: int, month: int) -> str | None:
    """Return "2026-01"; months below 1 and above 12 run over into other years."""
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    return f"{year:04}-{month:02}" if 1 <= year <= 9999 else None


def iso_year(year: int) -> str | None:
    """Return "2026"; None outside the years 1 to 9999."""
    return f"{year:04}" if 1 <= year <= 9999 else None


def iso_week(day: date | None) -> str | None:
    """Return "2026-W01", the ISO week in which a day lies."""
    if day is None:
        return None
    year, week, _ = day.isocalendar()
    return f"{year:04}-W{week:02}"


def last_day(year: int, month: int) -> date:
    """Return the last day of a month."""
    return date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1) if year < 9999 else date(year, month, 28)


def easter(year: int) -> date:
    """Return Easter Sunday of the western churches, years 1583 to 9999.

    The anonymous Gregorian computus: J. Meeus, Astronomical Algorithms, chapter 8.
    """
    a, b, c = year % 19, year // 100, year % 100
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    i = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    m = (a + 11 * h + 22 * i) // 451
    month, day = divmod(h + i - 7 * m + 114, 31)
    return date(year, month, day + 1)


def counted_day(year: int, month: int, weekday: int, which: int) -> date | None:
    """Return the n-th Monday (0) to Sunday (6) of a month; `which` -1 is the last."""
    if which < 0:
        end = last_day(year, month)
        return shifted(end, -((end.weekday() - weekday) % 7))
    start = date(year, month, 1)
    return shifted(start, (weekday - start.weekday()) % 7 + 7 * (which - 1))
