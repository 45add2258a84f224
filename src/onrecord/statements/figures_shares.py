"""Shares that are written as fractions: "two-thirds", "half of", "one in five". They are given in percent."""

from __future__ import annotations

from dataclasses import replace

from onrecord.statements.figures_counts import counted, find_noun
from onrecord.statements.figures_lexicon import Lexicon
from onrecord.statements.figures_units import Quantity, unit_at
from onrecord.statements.numerals import Numeral, Tokens, read_numeral

_ROUND = frozenset((2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 20, 25, 30, 40, 50, 100, 1000, 10_000, 100_000, 1_000_000))
_WHOLES = frozenset("the of all its his her their our my your these those that this as".split())
_NOT_HALF = frozenset(
    "first second other better latter former back front top bottom second-half each one my and".split()
)
_BY = frozenset(
    "by nearly almost about roughly around over than least to some up down approximately just under only".split()
)


def read_share(tokens: Tokens, at: int, words: Lexicon) -> tuple[Numeral, Quantity] | None:
    """Return the share that is written from a token on, as a number and what it is of; None where none is."""
    if tokens.word(at) == "half":
        return _half(tokens, at, words)
    if tokens.word(at) in ("a", "one", "three") or tokens.word(at) in words.small:
        found = _fraction(tokens, at, words)
        if found is not None:
            return found
    return _one_in(tokens, at, words)


def _share(first: int, last: int, value: float) -> tuple[Numeral, Quantity]:
    return Numeral(first, last, value, spelled=True), Quantity("percent", first, last)


def _half(tokens: Tokens, at: int, words: Lexicon) -> tuple[Numeral, Quantity] | None:
    """Return "half of voters" as 50 percent, "half a mile" as 0.5 miles."""
    before, behind = tokens.word(at - 1), tokens.word(at + 1)
    if tokens.joined(at) or tokens.hyphen(at + 1) or before in _NOT_HALF:
        return None
    if behind in ("a", "an"):
        if tokens.word(at + 2) in ("percent", "percentage"):
            points = "percent" if tokens.word(at + 2) == "percent" else "percentage points"
            behind_unit = at + 3 + (tokens.word(at + 2) == "percentage")
            return Numeral(at, at + 2, 0.5, spelled=True), Quantity(points, at, behind_unit)
        unit, last = unit_at(tokens, at + 2, words)
        return (Numeral(at, at + 2, 0.5, spelled=True), Quantity(unit, at, last)) if unit else None
    if behind in _WHOLES or before in ("than", "over", "nearly", "almost", "about", "roughly", "by", "around", "least"):
        return _share(at, at + 1, 50.0)
    return None


def _fraction(tokens: Tokens, at: int, words: Lexicon) -> tuple[Numeral, Quantity] | None:
    """Return "two-thirds", "a third of", "one quarter of"; "a third man" is an ordinal."""
    hyphen = tokens.hyphen(at + 1)
    name = at + 2 if hyphen else at + 1
    low = tokens.word(name)
    parts = words.fractions.get(low)
    if parts is None or tokens.breaks(name) or parts == 2:
        return None
    above = 1 if tokens.word(at) == "a" else words.small[tokens.word(at)]
    if not 0 < above < parts or (above > 1) != low.endswith("s"):
        return None
    behind = tokens.word(name + 1)
    if behind == "of" and tokens.word(name + 2) in ("a", "an"):
        factor = words.scales.get(tokens.word(name + 3))
        if factor is not None:  # "a quarter of a million homes"
            numeral = Numeral(at, name + 4, factor * above / parts, spelled=True, scale=float(factor))
            return numeral, counted(tokens, numeral, words) or Quantity(None, at, name + 4, counted=True)
        unit, last = unit_at(tokens, name + 3, words)
        if unit is not None:
            return Numeral(at, name + 3, above / parts, spelled=True), Quantity(unit, at, last)
    sure = behind in ("of", "more", "fewer", "less") or (hyphen and above > 1) or low == "thirds"
    if sure or (tokens.word(at - 1) in _BY and not behind[:1].isalpha()) or (hyphen and parts < 11):
        return _share(at, name + 1, 100 * above / parts)
    return None


def _one_in(tokens: Tokens, at: int, words: Lexicon) -> tuple[Numeral, Quantity] | None:
    """Return "one in five", "nine out of 10", "1 in 4"."""
    above = read_numeral(tokens, at, words)
    if above is None or above.scale > 1 or above.value % 1 or not 0 < above.value < 100:
        return None
    behind = above.last
    if tokens.word(behind) == "out" and tokens.word(behind + 1) == "of":
        behind += 2
    elif tokens.word(behind) == "in":
        behind += 1
    else:
        return None
    if tokens.word(behind) == "every":
        behind += 1
    below = read_numeral(tokens, behind, words)
    if below is None or below.value not in _ROUND or not above.value < below.value or tokens.breaks(behind):
        return None
    if unit_at(tokens, below.last, words)[0] is not None or tokens.hyphen(below.last):
        return None
    if tokens.word(below.last) in words.names_after or tokens.word(at - 1) in words.befell_before:
        return None
    numeral, quantity = _share(at, below.last, 100 * above.value / below.value)
    noun, _ = find_noun(tokens, below.last, words)
    return numeral, quantity if noun is None else replace(quantity, about=tokens.of(noun))
