"""Dates of the calendar: "Jan. 3, 2026", "3 January", "in February", "Q3 2025", "the 1990s", "Christmas Day"."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime

from onrecord.statements.times_calendar import (
    counted_day,
    day_of,
    easter,
    iso_day,
    iso_month,
    iso_year,
    shifted,
    year_of,
)
from onrecord.statements.times_scene import Now, Point, Scene
from onrecord.statements.times_words import form_of, time_words

_LAST_YEAR, _LAST_CENTURY = 2199, 22
# A date without a year that lies this many days ahead is of this year, though the verb is in the past: articles are
# updated after their date, and zones differ.
_SLACK_DAYS = 2
_SOON_DAYS = 31  # a date without a year and a telling verb is the coming one up to here
_ORDER = {
    "first": 1,
    "1st": 1,
    "second": 2,
    "2nd": 2,
    "third": 3,
    "3rd": 3,
    "fourth": 4,
    "4th": 4,
    "final": 4,
    "last": 4,
}


def nine_eleven(found: re.Match[str], scene: Scene) -> Point | None:
    """Return the day of the attacks that are called by their date."""
    return Point("2001-09-11")


def iso(found: re.Match[str], scene: Scene) -> Point | None:
    """Return an ISO date as it stands."""
    value = found[0].replace(" ", "T").replace("Z", "+00:00").replace(",", ".")
    try:
        datetime.fromisoformat(value)
    except ValueError:
        return None
    return Point(value)


def numeric(found: re.Match[str], scene: Scene) -> Point | None:
    """Return the day of "13/01/2026"; of "03/01/2026" only where the text shows which is the month."""
    a, b, year = int(found["a"]), int(found["b"]), int(found["y"])
    if len(found["y"]) == 2:
        if scene.now is None or found["sep"] == ".":
            return None
        year += 2000 if 2000 + year <= scene.now.year + 1 else 1900
    day_first = a > 12 or (b <= 12 and (a == b or scene.day_first))
    if not day_first and b <= 12 and scene.day_first is None:
        return None
    return _point(iso_day(year, b, a) if day_first else iso_day(year, a, b)) if year >= 1000 else None


def shows_day_first(text: str) -> bool | None:
    """Return whether a text's numeric dates begin with the day; None where none of them shows it."""
    orders = {
        int(found["a"]) > 12
        for found in form_of("numeric").finditer(text)
        if (int(found["a"]) > 12) != (int(found["b"]) > 12)
    }
    return orders.pop() if len(orders) == 1 else None


def month_day(found: re.Match[str], scene: Scene) -> Point | None:
    """Return the day, or the days from first to last, of "Jan. 3" and "3 January", with or without a year."""
    words, parts = time_words(), found.groupdict()
    month = words.month(found["m"])
    day = day_number(parts.get("d") or parts.get("o") or parts.get("e") or "")
    if event := _event(month, day, found, scene):
        return event
    year = _year_said(parts, scene)
    if year is None and not (parts["y"] or parts["ry"]):
        weekday = words.weekday(parts["wd"]) if parts["wd"] else None
        year = year_near(scene, lambda y: iso_day(y, month, day), weekday)
    if year is None:
        return None
    value = iso_day(year, month, day)
    until = iso_day(year, month, day_number(parts["d2"])) if parts["d2"] else None
    if value is None or (parts["d2"] and (until is None or until <= value)):
        return None
    return _anchored(value, until, scene, absolute=bool(parts["y"]))


def _event(month: int, day: int, found: re.Match[str], scene: Scene) -> Point | None:
    """Return the day of "the Sept. 11 attacks", which names its year by what follows."""
    if found["y"] or found["ry"]:
        return None
    after = re.match(r"(?:,? (?:U\.?S\.? )?|, )([A-Za-z]+)(?: ([A-Za-z]+))?", scene.text[scene.end : scene.end + 40])
    for of_month, of_day, value, names in time_words().events:
        if (of_month, of_day) == (month, day) and after and names.intersection(after.groups()):
            return Point(value) if scene.now is None or value[:4] <= f"{scene.now.year}" else None
    return None


def day_number(word: str) -> int:
    """Return the day of the month of "3", "3rd" or "third"; 0 for anything else."""
    digits = re.match(r"\d+", word)
    return int(digits[0]) if digits else time_words().ordinals.get(word.lower(), 0)


def _year_said(parts: dict[str, str | None], scene: Scene) -> int | None:
    """Return the year that an expression names: "2025", "last year", "that year"."""
    if said := parts.get("y"):
        return int(said) if 1000 <= int(said) <= _LAST_YEAR else None
    words = parts.get("ry") or ""
    if words.startswith(("that", "the ")):
        base = year_of(scene.last.value) if scene.last else None
        step = 1 if "following" in words else -1 if "previous" in words else 0
        return base + step if base else None
    step = {"last": -1, "this": 0, "next": 1}.get(words[:4], 0)
    return scene.now.year + step if words and scene.now else None


def year_near(scene: Scene, day_in: Callable[[int], str | None], weekday: int | None = None) -> int | None:
    """Return the year in which a day without one lies: the nearest past one, or ahead where the clause says so.

    Args:
        scene: the expression; without a reference of month precision there is no year.
        day_in: gives the ISO day in a year.
        weekday: the day of the week that the text names beside it, which settles the year where one near fits.
    """
    now = scene.now
    if now is None or now.month is None:
        return None
    days = {year: day for year in range(now.year - 8, now.year + 9) if (day := day_of(day_in(year) or ""))}
    if weekday is not None and (today := now.day):
        fitting = [y for y, day in days.items() if day.weekday() == weekday and abs(y - now.year) <= 1]
        if fitting:
            return min(fitting, key=lambda y: abs((days[y] - today).days))
    ahead = [year for year, day in days.items() if not _is_past(day, now)]
    past = [year for year, day in days.items() if _is_past(day, now) or _is_same(day, now)]
    if not past or not ahead:
        return None
    coming = 0 if now.day is None else (days[ahead[0]] - now.day).days
    lean = scene.lean()
    if lean == "future" or (now.day and (coming <= _SLACK_DAYS or (lean is None and coming <= _SOON_DAYS))):
        return ahead[0]
    return past[-1]


def _is_past(day: date, now: Now) -> bool:
    return day < now.day if now.day else (day.year, day.month) < (now.year, now.month or 0)


def _is_same(day: date, now: Now) -> bool:
    return day == now.day if now.day else (day.year, day.month) == (now.year, now.month)


def feast(found: re.Match[str], scene: Scene) -> Point | None:
    """Return the day of "Christmas Day", "Thanksgiving 2024", "next Easter"."""
    name = _feast_name(found["f"])
    if found["y"]:
        return _point(_feast_in(name, int(found["y"]))) if 1583 <= int(found["y"]) <= _LAST_YEAR else None
    now, rel = scene.now, (found["rel"] or "").lower()
    if rel and now and now.day:
        days = [day for y in range(now.year - 1, now.year + 2) if (day := day_of(_feast_in(name, y) or ""))]
        before, after = [d for d in days if d < now.day], [d for d in days if d >= now.day]
        chosen = (
            before[-1:] if rel in {"last", "this past"} or (rel == "this" and scene.lean() == "past") else after[:1]
        )
        return scene.relative(chosen[0].isoformat()) if chosen else None
    year = year_near(scene, lambda y: _feast_in(name, y))
    return scene.relative(_feast_in(name, year)) if year else None


def iso_of(year: int, month: int, day: int) -> str | None:
    """Return the ISO day, or the ISO month where the day is 0."""
    return iso_day(year, month, day) if day else iso_month(year, month)


def _feast_name(said: str) -> str:
    plain = said.replace("'", "").replace("’", "")
    words = time_words()
    for names in (words.fixed, words.easter, words.counted):
        for name in names:
            if name.replace("’", "") == plain:
                return name
    return said


def _feast_in(name: str, year: int) -> str | None:
    words = time_words()
    if name in words.fixed:
        return iso_day(year, *words.fixed[name])
    if not 1583 <= year < 9999:
        return None
    if name in words.easter:
        day = shifted(easter(year), words.easter[name])
    else:
        month, weekday, which = words.counted[name]
        day = counted_day(year, month, weekday, which)
    return day.isoformat() if day else None


def month(found: re.Match[str], scene: Scene) -> Point | None:
    """Return the month of "February 2022", "last March", "in May"; without a year the nearest past one."""
    number, rel = time_words().month(found["m"] or found["s"]), (found["rel"] or "").lower()
    if found["y"] or found["ry"]:
        year = _year_said(found.groupdict(), scene)
        return _anchored(iso_month(year, number), None, scene, absolute=bool(found["y"])) if year else None
    now = scene.now
    if now is None or now.month is None:
        return None
    if rel == "this":
        return scene.relative(iso_month(now.year, number))
    if rel in {"next", "this coming"} or (not rel and scene.lean() == "future"):
        ahead = number > now.month or (number == now.month and not rel)
        return scene.relative(iso_month(now.year if ahead else now.year + 1, number))
    past = number < now.month or (number == now.month and not rel)
    return scene.relative(iso_month(now.year if past else now.year - 1, number))


def year(found: re.Match[str], scene: Scene) -> Point | None:
    """Return a year as it stands."""
    return Point(found["y"]) if 1000 <= int(found["y"]) <= _LAST_YEAR else None


def year_range(found: re.Match[str], scene: Scene) -> Point | None:
    """Return the years of "2019–2021" and "2021-22"."""
    a, b = int(found["a"]), int(found["b"])
    if len(found["b"]) == 2:
        b += a - a % 100
        if b == a - a % 100 and a % 100 == 99:
            b += 100
    return Point(str(a), str(b)) if a < b <= _LAST_YEAR else None


def quarter(found: re.Match[str], scene: Scene) -> Point | None:
    """Return the first and last month of "Q3 2025", "the first half of last year"."""
    year = _year_said(found.groupdict(), scene)
    order = int(found["q"] or found["q2"] or found["h"] or _ORDER.get(found["o"] or "", 0))
    unit = found["u"] or ("half" if found["h"] else "quarter")
    months = 6 if unit in {"half", "six months"} else 3
    if found["o"] in {"final", "last"}:
        order = 12 // months
    if year is None or not 1 <= order <= 12 // months:
        return None
    first = iso_month(year, months * (order - 1) + 1)
    return _anchored(first, iso_month(year, months * order), scene, absolute=bool(found["y"]))


def fiscal(found: re.Match[str], scene: Scene) -> Point | None:
    """Return the year, or the two, of "fiscal 2024": which months they are depends on who counts."""
    first, second = found["y"], found["y2"]
    if not 1000 <= int(first) <= _LAST_YEAR:
        return None
    return Point(first, first[: 4 - len(second)] + second if second else None)


def season(found: re.Match[str], scene: Scene) -> Point | None:
    """Return the months of "spring 2021", "the summer of last year"; a winter of one year alone is that year."""
    name = (found["s"]).lower()
    year = _year_said(found.groupdict(), scene)
    if year is None:
        return None
    if name == "winter" and not found["y2"]:
        return _anchored(iso_year(year), None, scene, absolute=bool(found["y"]))
    first, last = season_in(name, year)
    return _anchored(first, last, scene, absolute=bool(found["y"]))


def season_in(name: str, year: int) -> tuple[str | None, str | None]:
    """Return the first and last month of the season that begins in a year."""
    begin, end = time_words().seasons[name]
    return iso_month(year, begin), iso_month(year, end if end > begin else end + 12)


def decade(found: re.Match[str], scene: Scene) -> Point | None:
    """Return the first and last year of "the 1990s"; "the 1800s" are a hundred years."""
    first = int(found["y"] + found["t"] + "0")
    return Point(str(first), str(first + (99 if found["t"] == "0" and first < 2000 else 9)))


def short_decade(found: re.Match[str], scene: Scene) -> Point | None:
    """Return the years of "the ’90s": of the last century from the thirties on; the two before are in doubt."""
    tens = int(found["t"])
    return Point(f"19{tens}0", f"19{tens}9") if tens >= 3 else None


def century(found: re.Match[str], scene: Scene) -> Point | None:
    """Return the first and last year of "the 19th century": 1801 and 1900."""
    number = int(found["n"]) if found["n"] else time_words().ordinals[found["o"].lower()]
    return Point(f"{100 * number - 99:04}", f"{100 * number:04}") if 1 <= number <= _LAST_CENTURY else None


def centuries(found: re.Match[str], scene: Scene) -> Point | None:
    """Return the first and last year of "the late 18th and early 19th centuries"."""
    first, last = int(found["n"]), int(found["n2"])
    return Point(f"{100 * first - 99:04}", f"{100 * last:04}") if 1 <= first < last <= _LAST_CENTURY else None


def _anchored(value: str | None, until: str | None, scene: Scene, *, absolute: bool) -> Point | None:
    return _point(value, until) if absolute else scene.relative(value, until)


def _point(value: str | None, until: str | None = None) -> Point | None:
    return Point(value, until) if value else None
