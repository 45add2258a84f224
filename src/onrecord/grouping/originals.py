"""Which article of a family the others took their text from, and what says so."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from statistics import median_low

from onrecord.grouping.moments import is_before
from onrecord.grouping.text_sketch import TextSketch

_SMALL = 0.5  # of the median number of words: what is shorter was cut, though it may have come first
_LETTERS = re.compile(r"[\W_]+")


def find_original(family: Sequence[TextSketch], closeness: Mapping[int, float]) -> tuple[int, str]:
    """Return the number of the article that the others took their text from, and why it is taken for that, in words.

    In this order: the canonical address that others give; the agency that others credit; the earliest; where times
    do not tell, the one that is closest to all others, and of these the fullest.

    Args:
        family: articles that share a text, in order of time.
        closeness: by number, how much an article shares with the others; only the order of these counts.
    """
    half = _SMALL * median_low(it.words for it in family)
    full = [it for it in family if it.words >= half]
    return (
        _by_canonical(family) or _by_credit(family) or _by_time(full, len(family)) or _by_containment(full, closeness)
    )


def _by_canonical(family: Sequence[TextSketch]) -> tuple[int, str] | None:
    """Return the one whose address most others give as their canonical one."""
    given = Counter(it.canonical for it in family if it.canonical and it.canonical != it.address)
    named = [(given[it.address], it.number) for it in family if given[it.address]]
    if not named:
        return None
    count, number = max(named, key=lambda it: (it[0], -it[1]))
    return number, f"{_articles(count)} of the family {_give(count)} its address as the canonical one"


def _by_credit(family: Sequence[TextSketch]) -> tuple[int, str] | None:
    """Return the one that stands with the agency which others credit."""
    for it in family:
        others = [other for other in family if other.outlet != it.outlet]
        count = sum(any(is_of_agency(it.outlet, name) for name in other.credits) for other in others)
        if count:
            name = next(n for other in others for n in other.credits if is_of_agency(it.outlet, n))
            return (
                it.number,
                f"it stands with the agency, {name}, that {_articles(count)} of the family {_credit(count)}",
            )
    return None


def _by_time(full: Sequence[TextSketch], size: int) -> tuple[int, str] | None:
    """Return the one that surely came before all others."""
    first, rest = full[0], full[1:]
    if not all(is_before(first.moment, other.moment) for other in rest) or not first.moment:
        return None
    which = "published" if first.published else "captured"
    time = first.published or first.captured
    credit = f"; its text is credited to {first.credits[0]}" if first.credits else ""
    among = f" of {size}" if size > 2 else ""
    return first.number, f"{which} first{among}, {time}{credit}"


def _by_containment(full: Sequence[TextSketch], closeness: Mapping[int, float]) -> tuple[int, str]:
    """Return, of those that may have come first, the one that is closest to all others."""
    may_be = [it for it in full if not any(is_before(other.moment, it.moment) for other in full)]
    best = max(may_be, key=lambda it: (round(closeness.get(it.number, 0.0), 3), it.words, -it.number))
    return best.number, "times of publication do not tell; its text holds most of what the others share"


def is_of_agency(outlet: str, agency: str) -> bool:
    """Return whether an outlet is the agency itself: "reuters.com" of "Reuters", "apnews.com" of "AP"."""
    label, name = _letters(outlet.partition(".")[0]), _letters(agency)
    return bool(name) and label in (name, name + "news", "the" + name)


def _letters(name: str) -> str:
    return _LETTERS.sub("", name).lower()


def _articles(count: int) -> str:
    return "another article" if count == 1 else f"{count} articles"


def _give(count: int) -> str:
    return "gives" if count == 1 else "give"


def _credit(count: int) -> str:
    return "credits" if count == 1 else "credit"
