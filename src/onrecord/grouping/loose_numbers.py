"""Loose numbers: those that an article writes without a noun behind them: "the toll is 22", "it registered 2.7"."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from onrecord.model import Figure, Statements

_MOST = 400
_UNITS = "one two three four five six seven eight nine ten eleven twelve".split()
_NUMBER = r"(?P<digits>\d{1,3}(?:,\d{3}){1,3}|\d{1,6}(?:\.\d{1,2})?)"
_LOOSE = re.compile(rf"(?<![\w.,:$£€%/\[(-]){_NUMBER}(?![\w:%/\])-]|[.,]\d| in (?:critical|serious|stable|hospital))")
_COUNTED = re.compile(
    r"\b(?:toll|count|number|figure|total|tally|list|dead|victims|turnout)\b[^.,;:\n]{0,25}\b(?:of|at|is|was|to) "
    rf"(?P<word>{'|'.join(_UNITS)})\b(?! [a-z])",
    re.IGNORECASE,
)
_DATE = re.compile(
    r"(?:\b(?:January|February|March|April|May|June|July|August|September|October|November|December|No\.?|Number|Block|"
    r"Gate|Room|Route|Highway|aged?|at|by|since|in|until|before|after) )$",
    re.IGNORECASE,
)
_MONTH = re.compile(r" (?:January|February|March|April|May|June|July|August|September|October|November|December)\b")
_YEAR = range(1900, 2100)


def loose_numbers(text: str, said: Statements) -> Iterator[Figure]:
    """Yield the numbers that are no figure of the statements, no date, time or age, by where they stand."""
    taken = sorted((f.start, f.end) for f in said.figures) + sorted((t.start, t.end) for t in said.times)
    taken.sort()
    found = 0
    for match in _LOOSE.finditer(text):
        value = float(match["digits"].replace(",", ""))
        if found >= _MOST or _is_date(text, match, value) or _overlaps(taken, match.start(), match.end()):
            continue
        found += 1
        yield Figure(match.start(), match.end(), value)
    for match in _COUNTED.finditer(text):
        start, end = match.span("word")
        if not _overlaps(taken, start, end):
            yield Figure(start, end, float(_UNITS.index(match["word"].lower()) + 1))


def _is_date(text: str, match: re.Match[str], value: float) -> bool:
    if value in _YEAR and "," not in match["digits"]:
        return True
    before = text[max(0, match.start() - 12) : match.start()]
    date = _DATE.search(before)
    return bool(date and not before.lower().endswith("turnout at ")) or _MONTH.match(text, match.end()) is not None


def _overlaps(taken: list[tuple[int, int]], start: int, end: int) -> bool:
    at = bisect_right(taken, (end, 0))
    return any(begin < end and start < stop for begin, stop in taken[max(0, at - 6) : at])
