"""Times that an English article names, as ISO 8601 values: absolute ones, and those told from its date."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Literal

from onrecord.model import TimeMention
from onrecord.statements import times_clock, times_dates, times_guard, times_relative
from onrecord.statements.times_calendar import day_of, shifted
from onrecord.statements.times_scene import Now, Point, Scene, read_now
from onrecord.statements.times_words import around, form_of, prefix_of, time_words

_RESOLVERS: dict[str, Callable[[re.Match[str], Scene], Point | None]] = {
    "nine_eleven": times_dates.nine_eleven,
    "iso": times_dates.iso,
    "numeric": times_dates.numeric,
    "month_day": times_dates.month_day,
    "day_month": times_dates.month_day,
    "feast": times_dates.feast,
    "month": times_dates.month,
    "year": times_dates.year,
    "year_range": times_dates.year_range,
    "quarter": times_dates.quarter,
    "fiscal": times_dates.fiscal,
    "season": times_dates.season,
    "decade": times_dates.decade,
    "short_decade": times_dates.short_decade,
    "century": times_dates.century,
    "centuries": times_dates.centuries,
    "weekday": times_relative.weekday,
    "rel_day": times_relative.rel_day,
    "ago": times_relative.ago,
    "from_now": times_relative.from_now,
    "span": times_relative.span,
    "rel_unit": times_relative.rel_unit,
    "before_last": times_relative.before_last,
    "the_weekend": times_relative.the_weekend,
    "end_of": times_relative.end_of,
    "text_step": times_relative.text_step,
    "text_near": times_relative.text_near,
    "text_beside": times_relative.text_beside,
    "text_same": times_relative.text_same,
}
_DAYS = frozenset({"month_day", "day_month", "weekday", "rel_day", "iso", "numeric", "feast", "text_same", "text_near"})
_RANGED = frozenset(
    {"month_day", "day_month", "weekday", "rel_day", "month", "year", "iso", "season", "decade", "feast"}
)
_COUNTED = frozenset({"ago", "text_step", "from_now"})
# prepositions that belong to the noun, not to the time, before a time of that form
_ON_DAYS_ONLY = frozenset(
    {"month", "year", "year_range", "season", "decade", "short_decade", "century", "centuries", "fiscal", "quarter"}
)
_NOT_IN = frozenset(
    {"weekday", "rel_day", "month_day", "day_month", "iso", "numeric", "feast", "clock", "nine_eleven", "ago"}
)
_STRETCHES = frozenset({"span", "the_weekend", "feast", "rel_unit", "decade", "text_near", "century"})
_PARAGRAPH = 1500  # characters; no paragraph of news is longer
_AT = frozenset({"clock", "feast", "the_weekend", "end_of"})
_NEARLY = frozenset({"clock", "year"})


@dataclass(frozen=True, slots=True)
class Reference:
    """The article's date, which relative times are counted from."""

    value: str  # ISO 8601, as exact as known: "2026", "2026-01", "2026-01-03", "2026-01-03T09:30:00+00:00"
    anchor: Literal["published", "captured"]  # which date of the article it is


@dataclass(frozen=True, slots=True)
class _Found:
    """One form found in the text, with its preposition."""

    form: str
    match: re.Match[str]
    start: int  # with the preposition
    prep: str  # in lower case, "" where there is none

    @property
    def end(self) -> int:
        return self.match.end()


def find_times(text: str, reference: Reference | None) -> tuple[TimeMention, ...]:
    """Return the times that an English text names, in order, none overlapping; those without a value are left out.

    Args:
        text: the article's text.
        reference: the article's date. Relative times are read as far as it is exact: none of "on Saturday" where only
            the month is known, nor of "last year" without it.
    """
    now = read_now(reference.value, reference.anchor) if reference else None
    found = list(_scan(text))
    day_first = times_dates.shows_day_first(text) if any(one.form == "numeric" for one in found) else None
    return tuple(_resolve(text, found, now, day_first))


def _scan(text: str) -> Iterator[_Found]:
    """Yield every form that looks like a time and is one by the words beside it."""
    people: frozenset[str] | None = None
    last_end = 0
    for hit in time_words().scan.finditer(text):
        form = hit.lastgroup or ""
        match = form_of(form).match(text, hit.start())
        if match is None or (form not in _RESOLVERS and form != "clock"):
            continue
        found = _with_prefix(text, form, match, last_end)
        if form == "month" and people is None:
            people = times_guard.people_called(text)
        if _is_time(text, found, people or frozenset()):
            yield found
            last_end = found.end


def _with_prefix(text: str, form: str, match: re.Match[str], floor: int) -> _Found:
    """Return a match together with the preposition that belongs to it."""
    prefix = prefix_of(text, match.start(), floor=floor)
    start = match.start()
    if prefix is None:
        return _Found(form, match, start, "")
    prep = (prefix["prep"] or "").lower()
    own = text[match.end() : match.end() + 2] not in {"'s", "’s"} and _takes(form, prep, match[0], prefix[0])
    if prep and not own:
        return _Found(form, match, prefix.end("prep") + 1, "")
    return _Found(form, match, prefix.start(), prep)


def _takes(form: str, prep: str, words: str, prefix: str) -> bool:
    """Tell whether a preposition goes with a form: "in" with months, "on" with days."""
    if prep == "on":
        return form not in _ON_DAYS_ONLY or " of" in prefix
    if prep == "in":
        return form not in _NOT_IN or " of" in prefix or "-" in prefix
    if prep in {"over", "throughout", "through"}:
        return form in _STRETCHES or prep != "over"
    if prep == "at":
        return form in _AT or " of" in prefix
    return prep not in {"about", "around", "approximately"} or form in _NEARLY or form in _COUNTED


def _is_time(text: str, found: _Found, people: frozenset[str]) -> bool:
    """Tell whether what was found means a time, by the words beside it."""
    start, end, match = found.match.start(), found.end, found.match
    if found.form == "month" and not (match["y"] or match["ry"]):
        name = match["m"] or match["s"]
        return bool(match["rel"]) or _is_bare_month(text, found, name, people)
    if found.form == "month" and match["y"]:
        return times_guard.is_dated_month(text, start, end, match["y"])
    if found.form == "weekday":
        return times_guard.is_weekday(text, start, end)
    if found.form == "year":
        return times_guard.is_year(text, start, end, prep=found.prep)
    if found.form == "year_range":
        return times_guard.is_year_range(text, start, end)
    if found.form == "rel_day":
        return times_guard.is_today(text, start, end)
    if found.form in _COUNTED:
        return not around("inexact").search(text[max(0, start - 12) : start]) and not around("inexact").search(
            text[max(0, found.start - 12) : found.start]
        )
    return found.form != "feast" or _is_feast(text, found)


def _is_bare_month(text: str, found: _Found, name: str, people: frozenset[str]) -> bool:
    at = found.match.start("m") if found.match["m"] else found.match.start("s")
    if found.match["s"]:
        return found.prep in {"in", "since", "until", "by", "during"} and not re.match(
            r" [A-Z]", text[found.end : found.end + 2]
        )
    if not times_guard.is_month(text, at, found.end, name):
        return False
    return found.prep in {"in", "since", "until", "during"} or name not in people


def _is_feast(text: str, found: _Found) -> bool:
    """Tell whether a feast's name means its day: "at Christmas", and not "Christmas dinner"."""
    if not found.prep and re.match(r" [A-Z][a-z]", text[found.end : found.end + 3]):  # "the Good Friday Agreement"
        return False
    if found.match["f"] not in time_words().bare or found.match["y"] or found.match["rel"]:
        return True
    after = text[found.end : found.end + 12]
    if re.search(
        r"\b(?:Happy|Merry|of|for|White|Father|The|the|a|[Aa]nother) \Z", text[max(0, found.start - 12) : found.start]
    ):
        return False
    return not around("feast_object").match(after)


def _resolve(text: str, found: list[_Found], now: Now | None, day_first: bool | None) -> Iterator[TimeMention]:
    """Yield what the forms come to, joining ranges, and clock times to their days."""
    last: TimeMention | None = None
    at = 0
    while at < len(found):
        one, next_one = found[at], found[at + 1] if at + 1 < len(found) else None
        last_point = Point(last.value, last.until, last.anchor) if last else None
        scene = Scene(text, one.start, one.match.start(), one.end, one.prep, now, last_point, day_first)
        mention, taken = _joined(one, next_one, scene), 2
        if mention is None:
            mention, taken = _single(one, scene, last), 1
        if mention:
            yield mention
            last = mention
        at += taken


def _single(one: _Found, scene: Scene, last: TimeMention | None) -> TimeMention | None:
    alone = one.form == "clock"
    point = _clock_of_known_day(one, scene, last) if alone else _RESOLVERS[one.form](one.match, scene)
    return _mention(one.start, one.end, point) if point else None


def _clock_of_known_day(one: _Found, scene: Scene, last: TimeMention | None) -> Point | None:
    """Return a clock time that stands alone, on the day that its paragraph named last."""
    if last is None or last.until or one.match["w"] == "midnight" or not re.match(r"\d{4}-\d\d-\d\d", last.value):
        return None
    if one.start - last.end > _PARAGRAPH or scene.text.find("\n", last.end, one.start) >= 0:
        return None
    return times_clock.clock_point(
        one.match, Point(last.value[:10], None, last.anchor), firm=one.prep != "" and ":" in one.match[0]
    )


def _joined(one: _Found, other: _Found | None, scene: Scene) -> TimeMention | None:
    """Return one mention of two neighbours that make one time: a range, or a clock time and its day."""
    if other is None or other.match.start() - one.end > 40:
        return None
    between = scene.text[one.end : other.match.start()]
    if one.form in _RANGED and other.form in _RANGED:
        return _range(one, other, between, scene)
    if one.form == "clock" and other.form in _DAYS and around("clock_then_day").fullmatch(between):
        return _clock_and_day(
            one,
            other,
            replace(scene, start=other.start, own=other.match.start(), end=other.end, prep=other.prep),
            one.start,
            other.end,
        )
    if one.form in _DAYS and other.form == "clock" and around("day_then_clock").fullmatch(between):
        return _clock_and_day(other, one, scene, one.start, other.end)
    return None


def _clock_and_day(clock: _Found, day: _Found, scene: Scene, start: int, end: int) -> TimeMention | None:
    # the verb of "at 3 p.m. on Saturday" stands before the clock time
    scene = replace(scene, start=start, own=min(clock.match.start(), scene.own))
    on = _RESOLVERS[day.form](day.match, scene)
    if on is None or on.until or len(on.value) != 10 or "W" in on.value:
        return None
    point = times_clock.clock_point(clock.match, on, firm=True)
    return _mention(start, end, point) if point else None


def _range(one: _Found, other: _Found, between: str, scene: Scene) -> TimeMention | None:
    """Return the mention of "from March to May 2024", "between 2014 and 2019", "Jan. 3–Feb. 5"."""
    link = around("range").fullmatch(between)
    if link is None or not _links(link["word"], one, other, scene):
        return None
    begin = _RESOLVERS[one.form](one.match, scene)
    close = _RESOLVERS[other.form](other.match, replace(scene, start=scene.start, end=other.end, prep=""))
    if close is None:
        return None
    begin = _before(one, begin, close, other)
    if begin is None or (begin.until and one.form in _DAYS) or begin.value[:10] >= close.value[: len(begin.value)]:
        return None
    anchor = close.anchor if begin.anchor == "text" else begin.anchor
    return _mention(one.start, other.end, Point(begin.value, close.until or close.value, anchor))


def _links(word: str, one: _Found, other: _Found, scene: Scene) -> bool:
    if word == "and":
        return one.prep == "between"
    if one.form == "weekday" and other.form == "weekday":  # "open Monday to Friday" is every week
        return one.prep == "from" or {one.match["wd"], other.match["wd"]} != {"Monday", "Friday"}
    return word not in {"-", "–", "—"} or one.form == other.form or one.form in {"month_day", "month"}


def _before(one: _Found, begin: Point | None, close: Point, other: _Found) -> Point | None:
    """Return the beginning of a range, in the year that puts it before its end where it names none itself."""
    parts = one.match.groupdict()
    if one.form not in {"month", "month_day", "day_month", "weekday"} or parts.get("y") or parts.get("ry"):
        return begin
    if one.form == "weekday":
        return _weekday_before(begin, close)
    if not re.match(r"\d{4}-\d\d", close.value):
        return begin
    months = time_words()
    month = months.month(parts["m"] or parts.get("s") or "")
    day = times_dates.day_number(parts.get("d") or parts.get("o") or parts.get("e") or "")
    for year in (int(close.value[:4]), int(close.value[:4]) - 1):
        value = times_dates.iso_of(year, month, day)
        if value and value < close.value:
            return Point(value, None, close.anchor)
    return None


def _weekday_before(begin: Point | None, close: Point) -> Point | None:
    first, last = day_of(begin.value) if begin else None, day_of(close.value)
    if first is None or last is None or begin is None:
        return None
    moved = shifted(last, -((last.weekday() - first.weekday()) % 7))
    return Point(moved.isoformat(), None, begin.anchor) if moved else None


def _mention(start: int, end: int, point: Point) -> TimeMention:
    return TimeMention(start, end, point.value, point.until, point.anchor)
