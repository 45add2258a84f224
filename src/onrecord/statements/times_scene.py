"""What a time expression is read against: the article's date, the words around it, the date named last."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from onrecord.model import Anchor
from onrecord.statements.times_calendar import iso_day
from onrecord.statements.times_tense import Lean, leans

_REFERENCE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d)(?:[T ].*)?)?)?", re.ASCII)
_AHEAD_IF_UNTOLD = frozenset({"until", "till", "through", "by"})


@dataclass(frozen=True, slots=True)
class Now:
    """The day, month or year that relative times are counted from."""

    year: int
    month: int | None
    day: date | None
    anchor: Anchor


@dataclass(frozen=True, slots=True)
class Point:
    """What an expression comes to: ISO values, and what they were counted from."""

    value: str
    until: str | None = None
    anchor: Anchor = "text"


@dataclass(frozen=True, slots=True)
class Scene:
    """One expression in its surroundings."""

    text: str
    start: int  # of the expression with its preposition
    own: int  # … and without it
    end: int
    prep: str  # its preposition in lower case, or ""
    now: Now | None
    last: Point | None  # the time named last before it
    day_first: bool | None = None  # how the text writes 03/01/2026; None where it does not show

    @property
    def today(self) -> date | None:
        """Return the day that relative times are counted from, where it is known to the day."""
        return self.now.day if self.now else None

    def lean(self) -> Lean | None:
        """Return whether the clause puts the expression in the past or ahead; None where it does not tell."""
        if self.prep in {"since", "as of"}:
            return "past"
        lean = leans(self.text, self.start, self.own, self.end)
        return "future" if lean is None and self.prep in _AHEAD_IF_UNTOLD else lean

    def relative(self, value: str | None, until: str | None = None) -> Point | None:
        """Return a point that was counted from the article's date; None where there is no value."""
        if value is None or self.now is None:
            return None
        return Point(value, until, self.now.anchor)


def read_now(value: str, anchor: Anchor) -> Now | None:
    """Return the article's date as far as it is known; None where `value` is no ISO 8601 date."""
    found = _REFERENCE.fullmatch(value.strip())
    if not found:
        return None
    year, month, day = int(found[1]), int(found[2] or 0), int(found[3] or 0)
    if not iso_day(year, month or 1, day or 1) or not 1000 <= year <= 9000:  # room for a step in both directions
        return None
    return Now(year, month or None, date(year, month, day) if day else None, anchor)
