"""Times that are told from the article's date or from the date named before: "on Saturday", "two days later"."""

from __future__ import annotations

import re
from datetime import date, timedelta

from onrecord.statements.times_calendar import (
    day_of,
    iso_month,
    iso_week,
    iso_year,
    monday_of,
    month_of,
    shifted,
    year_of,
)
from onrecord.statements.times_dates import season_in
from onrecord.statements.times_scene import Point, Scene
from onrecord.statements.times_words import around, time_words

_JUST_OVER = 3  # days from Saturday: on a Monday or Tuesday "this weekend" may be the one that is over
_MOST_YEARS = 300  # "500 years ago" names no year


def rel_day(found: re.Match[str], scene: Scene) -> Point | None:
    """Return the day of "today", "last night", "the day after tomorrow"."""
    word = found["w"].lower()
    steps = {"yesterday": -1, "last": -1, "tomorrow": 1, "day before yesterday": -2, "day after tomorrow": 2}
    step = steps.get(word, steps.get(word.split()[0], 0))
    return scene.relative(_iso(shifted(scene.today, step)))


def weekday(found: re.Match[str], scene: Scene) -> Point | None:
    """Return the day of "on Saturday": the nearest past one, or the coming one where the clause lies ahead."""
    number, rel = time_words().weekday(found["wd"]), (found["rel"] or "").lower()
    if rel.startswith("the "):
        return _weekday_by_text(number, rel, scene)
    today = scene.today
    if today is None:
        return None
    if found["wk"]:
        weeks = {"last": -1, "this": 0, "next": 1}[found["wk"]]
        return scene.relative(_iso(shifted(today, number - today.weekday() + 7 * weeks)))
    back, ahead = (today.weekday() - number) % 7, (number - today.weekday()) % 7
    if rel in {"last", "this past"}:
        return scene.relative(_iso(shifted(today, -(back or 7))))
    if rel in {"next", "this coming"}:
        return scene.relative(_iso(shifted(today, ahead or 7)))
    return scene.relative(_iso(shifted(today, ahead if _goes_ahead(scene, rel, back, ahead) else -back)))


def _goes_ahead(scene: Scene, rel: str, back: int, ahead: int) -> bool:
    lean = scene.lean()
    if lean == "near":
        return ahead < back
    return lean == "future" or (rel == "this" and lean is None)


def _weekday_by_text(number: int, rel: str, scene: Scene) -> Point | None:
    base = day_of(scene.last.until or scene.last.value) if scene.last else None
    if base is None or scene.last is None:
        return None
    step = -((base.weekday() - number) % 7 or 7) if "previous" in rel else (number - base.weekday()) % 7 or 7
    return _by_text(scene, _iso(shifted(base, step)))


def ago(found: re.Match[str], scene: Scene) -> Point | None:
    """Return the day, week, month or year of "three weeks ago": as exact as its unit."""
    return _counted(scene, time_words().number(found["n"]), found["u"], -1)


def from_now(found: re.Match[str], scene: Scene) -> Point | None:
    """Return the time of "two weeks from now", "in a month's time"."""
    return _counted(scene, time_words().number(found["n"] or found["n2"]), found["u"] or found["u2"], 1)


def _counted(scene: Scene, count: int, unit: str, sign: int) -> Point | None:
    now = scene.now
    if now is None or count < 1:
        return None
    if unit in {"day", "night"}:
        return scene.relative(_iso(shifted(now.day, sign * count)))
    if unit == "week":
        return scene.relative(iso_week(shifted(now.day, 7 * sign * count)))
    if unit == "month":
        return scene.relative(iso_month(now.year, now.month + sign * count) if now.month else None)
    years = count * {"year": 1, "decade": 10}.get(unit, 0)
    return scene.relative(iso_year(now.year + sign * years)) if 0 < years <= _MOST_YEARS else None


def span(found: re.Match[str], scene: Scene) -> Point | None:
    """Return first and last day, month or year of "the past three weeks", counted from the article's date."""
    rel, unit = found["rel"], found["u"]
    plural = found[0].endswith("s")
    if unit == "weekend" and rel == "past" and not found["n"]:
        return weekend(scene, "last")
    if (
        (plural and not found["n"])
        or unit == "weekend"
        or (unit in {"hour", "day"} and not found["n"] and rel == "last")
    ):
        return None
    return stretch(scene, time_words().number(found["n"] or "one"), unit, 1 if rel in {"next", "coming"} else -1)


def stretch(scene: Scene, count: int, unit: str, sign: int) -> Point | None:
    """Return the stretch of so many units that ends (sign -1) or begins (1) with the article's date."""
    now = scene.now
    if now is None or count < 1:
        return None
    here: str | None
    if unit == "hour":
        count, unit = (count // 24, "day") if count % 24 == 0 else (0, "day")
    if unit in {"day", "week"}:
        here, there = (
            _iso(now.day),
            _iso(shifted(now.day, sign * count * (7 if unit == "week" else 1))) if count else None,
        )
    elif unit == "month":
        here = iso_month(now.year, now.month) if now.month else None
        there = iso_month(now.year, now.month + sign * count) if now.month else None
    else:
        years = count * (10 if unit == "decade" else 1)
        here, there = iso_year(now.year), iso_year(now.year + sign * years) if years <= _MOST_YEARS else None
    if here is None or there is None:
        return None
    return scene.relative(*sorted((here, there)))


def rel_unit(found: re.Match[str], scene: Scene) -> Point | None:
    """Return the week, month, quarter, season, year … of "last week", "this month", "next year"."""
    rel, unit = found["rel"].lower(), found["u"].lower()
    step = {"last": -1, "past": -1, "this past": -1, "next": 1, "this coming": 1}.get(rel, 0)
    if unit == "weekend":
        return weekend(scene, rel)
    if unit in time_words().seasons:
        return _season(scene, unit, rel)
    return of_unit(scene, unit, step)


def before_last(found: re.Match[str], scene: Scene) -> Point | None:
    """Return the time of "the week before last"."""
    unit = found["u"]
    return None if unit == "weekend" else of_unit(scene, unit, -2)


def of_unit(scene: Scene, unit: str, step: int) -> Point | None:
    """Return the unit so many steps from the one in which the article's date lies."""
    now = scene.now
    if now is None:
        return None
    if unit == "week":
        return scene.relative(iso_week(shifted(now.day, 7 * step)))
    if unit == "month":
        return scene.relative(iso_month(now.year, now.month + step) if now.month else None)
    if unit == "quarter":
        first = 3 * ((now.month - 1) // 3 + step) + 1 if now.month else 0
        return scene.relative(iso_month(now.year, first), iso_month(now.year, first + 2)) if now.month else None
    if unit == "decade":
        first = now.year - now.year % 10 + 10 * step
        return scene.relative(iso_year(first), iso_year(first + 9))
    if unit == "century":
        first = (now.year - 1) // 100 * 100 + 100 * step
        return scene.relative(iso_year(first + 1), iso_year(first + 100))
    return scene.relative(iso_year(now.year + step)) if unit == "year" else None


def weekend(scene: Scene, rel: str) -> Point | None:
    """Return Saturday and Sunday of a weekend; one that is going on counts as the past and as this one."""
    today = scene.today
    if today is None:
        return None
    since = (today.weekday() - 5) % 7  # days since the last Saturday
    on_now = since <= 1
    if rel in {"last", "past", "this past"}:
        days = -since - (7 if on_now and rel == "last" else 0)
    elif rel in {"next", "this coming"}:
        days = 7 - since
    else:
        lean = scene.lean()
        ahead = lean == "future" or (rel == "this" and lean is None and since > _JUST_OVER)
        days = 7 - since if ahead and not on_now else -since
    saturday = shifted(today, days)
    return scene.relative(_iso(saturday), _iso(shifted(saturday, 1)))


def the_weekend(found: re.Match[str], scene: Scene) -> Point | None:
    """Return the days of "over the weekend"; without a preposition any weekend may be meant."""
    return (
        weekend(scene, "the")
        if scene.prep in {"over", "at", "during", "on", "through", "throughout", "by", "before", "after"}
        else None
    )


def end_of(found: re.Match[str], scene: Scene) -> Point | None:
    """Return the unit whose end lies ahead, "by the end of the year"; of the past it may be that of any year."""
    unit = found["u"] or found["w"].split("-")[0].split("'")[0].split("’")[0]
    return of_unit(scene, unit, 0) if scene.lean() == "future" else None


def _season(scene: Scene, name: str, rel: str) -> Point | None:
    now = scene.now
    if now is None or now.month is None:
        return None
    here = iso_month(now.year, now.month) or ""
    all_of_them = [season_in(name, year) for year in range(now.year - 2, now.year + 3)]
    seasons = [(first, last) for first, last in all_of_them if first and last]
    past = [pair for pair in seasons if pair[1] < here]
    on_now = [pair for pair in seasons if pair[0] <= here <= pair[1]]
    ahead = [pair for pair in seasons if pair[0] > here]
    if rel in {"last", "past"}:
        return scene.relative(*past[-1])
    if rel == "this past":
        return scene.relative(*(on_now or past)[-1])
    if rel in {"next", "this coming"}:
        return scene.relative(*ahead[0])
    return scene.relative(*(on_now or ([past[-1]] if scene.lean() == "past" else ahead))[0])


def text_step(found: re.Match[str], scene: Scene) -> Point | None:
    """Return the time of "two days later", "a year earlier", from the date named last before it."""
    way = found["dir"]
    after = scene.text[scene.end : scene.end + 12]
    if after.startswith(" than") or (way in {"before", "after"} and not around("open_end").match(after)):
        return None
    count, unit = time_words().number(found["n"]), found["u"]
    sign = 1 if way in {"later", "after", "afterward", "afterwards"} else -1
    if scene.last is None:
        return _counted(scene, count, unit, -1) if sign < 0 and unit in {"year", "month"} and way == "earlier" else None
    return _from_text(scene, unit, sign * count) if count else None


def text_near(found: re.Match[str], scene: Scene) -> Point | None:
    """Return the time of "the next day", "the previous year", from the date named last before it."""
    way, unit = found["dir"], found["u"]
    if (
        way == "next"
        and unit not in {"day", "morning", "night", "afternoon", "evening"}
        and scene.prep in {"over", "in", "during", "through"}
    ):
        return stretch(scene, 1, unit, 1)
    return _from_text(scene, unit, 1 if way in {"next", "following"} else -1)


def text_beside(found: re.Match[str], scene: Scene) -> Point | None:
    """Return the time of "the day before", unless it is told from an event: "the day before the vote"."""
    if not around("open_end").match(scene.text[scene.end : scene.end + 12]):
        return None
    return _from_text(scene, found["u"], 1 if found["dir"] in {"after", "later"} else -1)


def text_same(found: re.Match[str], scene: Scene) -> Point | None:
    """Return the time of "the same day", "later that year"."""
    after = scene.text[scene.end : scene.end + 12]
    if not found["u2"] and (re.match(r" (?:as|the|that|[A-Z])", after) or around("compound").match(after)):
        return None
    return _from_text(scene, found["u"] or found["u2"], 0)


def _from_text(scene: Scene, unit: str, step: int) -> Point | None:
    """Return the day, week, month or year so many steps from the time named last; None where that is less exact."""
    if scene.last is None:
        return None
    base = scene.last.until if scene.last.until and step > 0 else scene.last.value
    if unit in {"day", "night", "morning", "afternoon", "evening"}:
        return _by_text(scene, _iso(shifted(day_of(base), step)))
    if unit == "week":
        return _by_text(scene, iso_week(shifted(monday_of(base), 7 * step)))
    if unit == "weekend":
        monday = monday_of(base)
        saturday = shifted(monday, 5 + 7 * step)
        return _by_text(scene, _iso(saturday), _iso(shifted(saturday, 1)))
    if unit == "month":
        month = month_of(base[:7])
        return _by_text(scene, iso_month(month[0], month[1] + step) if month else None)
    year = year_of(base)
    years = step * {"year": 1, "decade": 10}.get(unit, 0)
    if year is None or abs(years) > _MOST_YEARS or unit in {"hour", "minute"}:
        return None
    return _by_text(scene, iso_year(year + years))


def _by_text(scene: Scene, value: str | None, until: str | None = None) -> Point | None:
    return Point(value, until, scene.last.anchor) if value and scene.last else None


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def clock_value(day: str, hour: int, minute: int, *, next_day: bool = False) -> str | None:
    """Return the moment of a clock time on a day, "2026-01-03T15:00", its zone left open."""
    at = day_of(day)
    if at is None or not (0 <= hour <= 23 and 0 <= minute <= 59):
        return None
    at = at + timedelta(days=1) if next_day and at < date.max else at
    return f"{at.isoformat()}T{hour:02}:{minute:02}"
