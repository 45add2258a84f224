"""Clock times: "at 3 p.m.", "between 9 and 11 p.m.", "at 02:30 GMT", joined to the day that they are of."""

from __future__ import annotations

import re

from onrecord.statements.times_relative import clock_value
from onrecord.statements.times_scene import Point


def clock_point(found: re.Match[str], day: Point, *, firm: bool) -> Point | None:
    """Return the moment, or first and last, of a clock time on a day; None where morning or evening is left open.

    Args:
        found: a match of the form "clock".
        day: the day, without an end of its own.
        firm: the words around show that "14:30" without a zone is a clock time.
    """
    first, last = _hours(found, firm=firm)
    if first is None:
        return None
    value = clock_value(day.value, *first)
    until = clock_value(day.value, *last, next_day=last < first) if last else None
    return Point(value, until, day.anchor) if value else None


def _hours(found: re.Match[str], *, firm: bool) -> tuple[tuple[int, int] | None, tuple[int, int] | None]:
    """Return hour and minute of a clock time, and of its end where it has one."""
    if found["c2"]:
        last = _half_day(found["c2"], found["h2"])
        first = _half_day(found["c"], found["h"] or found["h2"])
        if first > last and not found["h"]:  # "11 to 1 p.m."
            first = (first[0] - 12, first[1])
        return first, last
    if found["c1"]:
        return _half_day(found["c1"], found["h1"]), None
    if found["w"]:
        return ((12, 0) if found["w"].lower() == "noon" else (0, 0)), None
    if found["c4"]:
        return (int(found["c4"][:2]), int(found["c4"][2:])), None
    hour, minute = (int(part) for part in re.split("[:.]", found["c24"]))
    told = found["z24"] or (firm and (hour >= 13 or found["c24"][0] == "0"))
    return ((hour, minute) if told else None), None


def _half_day(clock: str, half: str) -> tuple[int, int]:
    hour, _, minute = clock.replace(".", ":").partition(":")
    return int(hour) % 12 + (12 if half[0] in "pP" else 0), int(minute or 0)
