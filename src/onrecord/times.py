"""Comparing times that are only partly known, such as "2026-01" or "2026-01-03T09:30"."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

_FORM = re.compile(
    r"(\d{4})(?:-(\d\d)(?:-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:[.,]\d{1,9})?)?\s?(Z|[+-]\d\d:?\d\d)?)?)?)?", re.ASCII
)


def is_time(text: str) -> bool:
    """Tell whether `text` is an ISO 8601 date, a part of one (year, month), or a date with a time."""
    return _bounds(text) is not None


def may_be_since(time: str | None, since: str) -> bool:
    """Tell whether `time`, as far as it is known, can lie at or after the beginning of `since`."""
    begin, then = _bounds(since), _bounds(time or "")
    return begin is None or then is None or then[1] >= begin[0]


def _bounds(text: str) -> tuple[datetime, datetime] | None:
    """Return the earliest and the latest moment that `text` can mean, in UTC; a day without a zone is a UTC day."""
    found = _FORM.fullmatch(text.strip())
    if not found:
        return None
    year, month, day, hour, minute, second, zone = found.groups()
    try:
        earliest = datetime(
            int(year), int(month or 1), int(day or 1), int(hour or 0), int(minute or 0), int(second or 0), tzinfo=UTC
        )
        latest = _end_of(earliest, month, day, hour, second)
        shift = _shift(zone)
        return earliest - shift, latest - shift
    except (ValueError, OverflowError):  # the 30th of February, the year 0
        return None


def _end_of(start: datetime, month: str | None, day: str | None, hour: str | None, second: str | None) -> datetime:
    if month is None:
        return start.replace(month=12, day=31, hour=23, minute=59, second=59)
    if day is None:
        return (start.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(seconds=1)
    if hour is None:
        return start + timedelta(hours=24, seconds=-1)
    return start if second else start + timedelta(seconds=59)


def _shift(zone: str | None) -> timedelta:
    if zone is None or zone == "Z":
        return timedelta(0)
    size = timedelta(hours=int(zone[1:3]), minutes=int(zone[-2:]))
    return size if zone[0] == "+" else -size
