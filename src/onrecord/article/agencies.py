"""News agencies, and the places that stand before them: what datelines, credits and bylines have in common."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from onrecord.article.dates import month_numbers

_EDGES = " ,-–—.:"


@dataclass(frozen=True, slots=True)
class _Lists:
    wire: frozenset[str]
    not_a_place: frozenset[str]
    particles: frozenset[str]
    weekdays: frozenset[str]
    towns: frozenset[str]


@cache
def _lists() -> _Lists:
    told = tomllib.loads(files("onrecord.article").joinpath("agencies.toml").read_text(encoding="utf-8"))
    return _Lists(**{name: frozenset(told[name]) for name in _Lists.__slots__})


def is_agency(name: str) -> bool:
    """Return whether a name is that of a news agency or supplier of copy in agencies.toml, as it writes itself."""
    return name in _lists().wire


def is_weekday(word: str) -> bool:
    """Return whether a word is the name of a day of the week, in any of some 30 languages."""
    return word.lower() in _lists().weekdays


def is_town(words: str) -> bool:
    """Return whether a place is among the towns that news is written from; "Berlin/Kiew" and "KYIV, Ukraine" are."""
    first = re.split("[/,]", words, maxsplit=1)[0].strip().lower()
    return first in _lists().towns


def is_no_place(words: str) -> bool:
    """Return whether words in capitals are known for something else: "NATO", "BREAKING", "FILE PHOTO"."""
    return words.strip().upper() in _lists().not_a_place


def is_particle(word: str) -> bool:
    """Return whether a word is a small one inside names of places and papers: "de", "of", "am"."""
    return word.lower() in _lists().particles


def agency_of(words: str, *, sure: bool) -> str | None:
    """Return the agency in a bracket: a known one, or where the place of the bracket leaves no doubt, an acronym."""
    name = words.strip()
    parts = [part.strip() for part in re.split(r"[/,&+]", name)]
    if is_agency(name) or all(map(is_agency, parts)):
        return name
    if is_agency(parts[0]):
        return parts[0]
    acronym = name.isupper() and 2 < len(name) <= 4 and " " not in name
    return name if sure and acronym and not is_no_place(name) else None


def place_of(words: str) -> str | None:
    """Return the place in what stands before the agency or dash, without its date; None when it is no place."""
    place = without_date(words).strip(_EDGES if not words.rstrip().endswith(".") else " ,-–—:")
    parts = place.replace("/", " ").replace(",", " ").split()
    if not 0 < len(parts) <= 7 or place in _lists().not_a_place or any(char.isdigit() for char in place):
        return None
    named = [part for part in parts if not is_particle(part)]
    first = parts[0][0]
    return (
        place if named and first.isalpha() and all(not part[0].islower() or len(part) == 2 for part in named) else None
    )


def without_date(words: str) -> str:
    """Return the words without the date, the year and the day of the week that they end in."""
    parts = words.split()
    kept = len(parts)
    while kept > 1 and _is_of_date(parts[kept - 1]):
        kept -= 1
    day = any(part.strip(".,()").isdigit() and len(part.strip(".,()")) < 3 for part in parts[kept:])
    return " ".join(parts[:kept]).rstrip(" ,") if day else words


def _is_of_date(word: str) -> bool:
    bare = word.strip(".,()").lower()
    if bare.isdigit():
        return len(bare) <= 4
    return bare in month_numbers() or bare in _lists().weekdays or bare in ("de", "le", "den", "del")
