"""Dates and reading times in bylines: found, so that they can be taken out."""

from __future__ import annotations

import re

from onrecord.article.dates import month_numbers

DATED = "\x1f"  # where a date stood
_DATE = re.compile(
    r"\b\d{1,4}[./-]\d{1,2}[./-]\d{1,4}\b|\b\d{1,2}[:.h]\d\d(?:\s?[ap]\.?m\b\.?|\b)(?:\s(?:Uhr|[A-Z]{2,4}))?", re.I
)
_WORD_DATE = re.compile(
    r"\b\d{1,2}(?:st|nd|rd|th|er|\.)?\s(?:de\s)?[^\W\d_]{3,12}\.?,?\s(?:de\s)?\d{4}|\b[^\W\d_]{3,12}\.?\s\d{1,2}(?:st|nd|rd|th)?,?\s\d{4}"
)
_MONTH_DAY = re.compile(r"\b[^\W\d_]{3,12}\.?\s\d{1,2}(?:st|nd|rd|th)?(?!\d)")
_READING = re.compile(  # "2 hours ago", "vor 2 Stunden", "5 min read", "800 words"
    r"\b\d{1,3}\s(?:hours?|hrs?|minutes?|mins?|days?|weeks?|months?|years?)\sago\b"
    r"|\bvor\s\d{1,3}\s(?:Stunden?|Tagen?|Minuten?)\b|\b(?:il y a|hace|há)\s\d{1,3}\s\w{3,9}"
    r"|\b\d{1,3}\s?(?:min(?:ute)?s?|Min\.?|мин)\b.{0,20}|\b\d{1,4}\s(?:words|comments?|views)\b",
    re.I,
)


def mark_dates(text: str) -> str:
    """Return the text with `DATED` in the place of every date and time of day, and without reading times."""
    return _READING.sub(" ", _DATE.sub(DATED, _strip_dates(text)))


def tells_date(text: str) -> bool:
    """Return whether a date, a month or a reading time stands in a text."""
    return _months_in(text) or _DATE.search(text) is not None or _READING.search(text) is not None


def _strip_dates(text: str) -> str:
    """Return the text with every date that has its month in words replaced by a mark."""
    if not any(char.isdigit() for char in text):
        return text
    return _MONTH_DAY.sub(_drop_date, _WORD_DATE.sub(_drop_date, text))


def _drop_date(found: re.Match[str]) -> str:
    return f" {DATED} " if _months_in(found.group()) else found.group()


def _months_in(text: str) -> bool:
    return any(word.lower() in month_numbers() for word in re.findall(r"[^\W\d_]+", text))
