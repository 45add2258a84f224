"""When an article was published, as far as it is known: from one minute to another."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime

_FORM = re.compile(
    r"(\d{4})(?:-(\d\d)(?:-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:[.,]\d{1,9})?)?\s?(Z|[+-]\d\d:?\d\d)?)?)?)?", re.ASCII
)
_DAY = 24 * 60


@dataclass(frozen=True, slots=True)
class Moment:
    """The earliest and the latest minute that a time can mean, counted from the year 1, UTC."""

    earliest: int
    latest: int

    @property
    def day(self) -> int:
        """The day of its middle, counted from the year 1."""
        return (self.earliest + self.latest) // 2 // _DAY


def moment_of(time: str | None) -> Moment | None:
    """Return the minutes that an ISO 8601 time, or the known part of one, can mean; None where it is none."""
    found = _FORM.fullmatch((time or "")[:40].strip())
    if found is None:
        return None
    year, month, day, hour, minute, _, zone = found.groups()
    try:
        start = datetime(int(year), int(month or 1), int(day or 1), int(hour or 0), int(minute or 0), tzinfo=UTC)
    except ValueError:  # the 30th of February, the year 0
        return None
    first = int((start - datetime(1, 1, 1, tzinfo=UTC)).total_seconds()) // 60 - _shift(zone)
    length = 1 if hour else _DAY if day else 31 * _DAY if month else 366 * _DAY
    return Moment(first, first + length - 1)


def _shift(zone: str | None) -> int:
    """Return by how many minutes a zone is ahead of UTC."""
    if zone is None or zone == "Z":
        return 0
    size = int(zone[1:3]) * 60 + int(zone[-2:])
    return size if zone[0] == "+" else -size


def is_before(one: Moment | None, other: Moment | None) -> bool:
    """Return whether one moment surely lies before the other."""
    return one is not None and other is not None and one.latest < other.earliest
