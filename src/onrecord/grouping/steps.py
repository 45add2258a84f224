"""Days counted from another happening: "two days after the blast", "a week before the vote"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from onrecord.model import Span

_NUMBERS = ("a", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_STEP = re.compile(
    rf"\b(?:(?P<number>{'|'.join(_NUMBERS)}|\d{{1,2}}) (?P<unit>day|week)s?|the (?P<one>day)) (?P<way>after|before)\b",
    re.IGNORECASE,
)
_END = re.compile(r"[,;:()—–]")
_WEEK_DAYS = 7


@dataclass(frozen=True, slots=True)
class Step:
    """A number of days between two happenings of one sentence."""

    start: int
    end: int  # what it is counted from stands from here …
    until: int  # … to here
    days: int  # below 0 for "before"


def find_steps(text: str, sentence: Span) -> Iterator[Step]:
    """Yield the steps of a sentence in order, with the stretch that tells what each is counted from."""
    for match in _STEP.finditer(text, sentence.start, sentence.end):
        word = (match["number"] or "a").lower()
        number = int(word) if word.isdigit() else max(1, _NUMBERS.index(word))
        days = number * (_WEEK_DAYS if (match["unit"] or "day").lower() == "week" else 1)
        stop = _END.search(text, match.end(), sentence.end)
        until = stop.start() if stop else sentence.end
        yield Step(match.start(), match.end(), until, days if match["way"].lower() == "after" else -days)


def moved(day: str, days: int) -> str | None:
    """Return the day that lies `days` after an ISO day, None where that is no day."""
    try:
        return (date.fromisoformat(day) + timedelta(days=days)).isoformat()
    except (ValueError, OverflowError):
        return None
