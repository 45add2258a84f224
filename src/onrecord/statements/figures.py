"""Figures: the numbers that an English article states, with what they count and how they are meant.

Shares written as fractions are given in percent ("a third of voters": 33.3…); money in whole units of its currency's
ISO 4217 code; ages in "years old"; a counted noun as its plural in lower case, "people" where only what befell them is
said ("killed 12"). Votes and scores ("5-4"), ordinals, years, dates, clock times, names and vague counts ("dozens of")
are no figures.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from onrecord.model import Bound, Figure, Span
from onrecord.statements.figures_bare import bare
from onrecord.statements.figures_bounds import bound_before, bound_behind
from onrecord.statements.figures_counts import befell_before, counted, find_noun
from onrecord.statements.figures_lexicon import Lexicon, lexicon
from onrecord.statements.figures_names import follows_capital, is_score, is_year, names_something
from onrecord.statements.figures_shares import read_share
from onrecord.statements.figures_units import Quantity, currency_before, measured
from onrecord.statements.numerals import Numeral, Tokens, read_numeral, read_tokens

_RANGES = frozenset("-‐‑–")


def find_figures(text: str, taken: Sequence[Span] = ()) -> tuple[Figure, ...]:
    """Return the figures of a text, in order, none overlapping another.

    Args:
        text: an English article, paragraphs parted by line feeds.
        taken: spans of time expressions, whose numbers are no figures.
    """
    reader = _Reader(read_tokens(text), lexicon(), _numbered(taken))
    return reader.read()


def _numbered(taken: Sequence[Span]) -> set[int]:
    """Return every offset that lies in a time expression."""
    return {at for span in taken for at in range(span.start, min(span.end, span.start + 200))}


class _Reader:
    """One pass over the tokens of a text."""

    def __init__(self, tokens: Tokens, words: Lexicon, taken: set[int]) -> None:
        self._tokens = tokens
        self._words = words
        self._taken = taken
        self._found: list[tuple[Figure, int]] = []  # and where the number itself ends
        self._aged = -1  # the token behind "aged 3", whose list may go on: "aged 3, 5 and 9"
        self._befell: tuple[int, str] | None = None  # the token behind "killed two men", and what befell them

    def read(self) -> tuple[Figure, ...]:
        at, words = 0, self._words
        starts = frozenset(words.small) | frozenset(words.tens) | {"a", "half", "an"}
        low = self._tokens.low
        while at < len(low):
            at = self._read(at) if low[at] in starts or low[at][0].isdigit() else at + 1
        return _parted(self._found)

    def _read(self, at: int) -> int:
        """Take what is written at a token and return the token to go on at."""
        tokens, words = self._tokens, self._words
        share = read_share(tokens, at, words)
        if share is not None:
            numeral, quantity = share
            if not self._is_taken(numeral) and not names_something(tokens, numeral, words):
                about = quantity.about or (None if quantity.counted else self._of(quantity.last))
                self._add(numeral, replace(quantity, about=about), None)
            return max(numeral.last if quantity.counted else quantity.last, at + 1)
        numeral_or_none = read_numeral(tokens, at, words)
        if numeral_or_none is None:
            return at + 1
        numeral = _signed(tokens, numeral_or_none)
        if self._is_taken(numeral) or names_something(tokens, numeral, words):
            return self._past(numeral)
        return self._take(numeral)

    def _past(self, numeral: Numeral) -> int:
        """Return the token behind a number that is no figure, and behind all that hangs on it by hyphens."""
        at, tokens = numeral.last, self._tokens
        while at + 1 < len(tokens.low) and tokens.low[at] in "-‐‑–/:." and tokens.joined(at) and tokens.joined(at + 1):
            if not tokens.low[at + 1][0].isdigit():
                break
            at += 2
        if self._words.names.isdisjoint(tokens.low[max(0, numeral.first - 1) : numeral.first]):
            return at
        return at + 2 if tokens.word(at) == "of" and tokens.word(at + 1)[:1].isdigit() else at  # "page 3 of 14"

    def _is_taken(self, numeral: Numeral) -> bool:
        tokens = self._tokens
        return tokens.starts[numeral.first] in self._taken or tokens.ends[numeral.last - 1] - 1 in self._taken

    # ── one number, or two ───────────────────────────────────────────────────────────────────────────────

    def _take(self, numeral: Numeral) -> int:
        tokens, words = self._tokens, self._words
        quantity = self._quantity(numeral)
        behind = quantity.last if quantity and not quantity.counted else numeral.last
        second = self._second(numeral, behind, quantity)
        if second is None:
            return self._take_one(numeral, quantity)
        other, unit = second
        numeral = _scaled_alike(numeral, other, unit)
        if quantity is None or quantity.counted:
            quantity = replace(unit, first=numeral.first) if unit else None
        if quantity is None:
            alone = bare(tokens, numeral, words)
            if alone is None or alone.unit is None:
                return self._past(other)  # "52 to 48": a vote or a score
            quantity = replace(alone, last=other.last)  # "killed 10 to 12"
        if numeral.value * quantity.factor >= other.value * (unit.factor if unit else 1.0) or self._is_change(numeral):
            # "rose from 10 to 15 percent", "leads 45 to 41 percent": two figures with one unit
            self._add(numeral, replace(quantity, last=behind), None)
            return other.first if unit is None or unit.first == other.first else unit.first + 1
        whole = replace(
            quantity, last=unit.last if unit else other.last, factor=unit.factor if unit else quantity.factor
        )
        self._add(numeral, whole, other.value * whole.factor)
        return max(other.last, numeral.last)

    def _take_one(self, numeral: Numeral, quantity: Quantity | None) -> int:
        tokens, words = self._tokens, self._words
        if quantity is None:
            quantity = bare(tokens, numeral, words)
        if quantity is not None and not _NONE_OF.isdisjoint(tokens.low[max(0, numeral.first - 4) : numeral.first]):
            quantity = (
                replace(quantity, about=None) if quantity.unit != "people" else None
            )  # "none of the three was hurt"
        if quantity is None or self._is_doubtful(numeral, quantity):
            return numeral.last
        if (quantity.unit == "percent" and quantity.about is None) or (
            quantity.about is None and not quantity.counted and tokens.word(quantity.last) == "of"
        ):
            quantity = replace(quantity, about=self._of(quantity.last))
        if quantity.unit == "years old" and (quantity.last == numeral.last or self._is_aged(numeral.first)):
            listed = tokens.word(numeral.last) == "and"
            self._aged = (
                numeral.last if listed or tokens.word(numeral.first - 1) not in (",", "(") or self._aged > 0 else -1
            )
        self._add(numeral, quantity, None)
        inner = numeral.last
        return inner if quantity.counted else max(inner, min(quantity.last, len(words.stop) + inner))

    def _second(
        self, numeral: Numeral, behind: int, quantity: Quantity | None
    ) -> tuple[Numeral, Quantity | None] | None:
        """Return the second number of a range, and what it is of, where one follows."""
        tokens, words = self._tokens, self._words
        at = self._joint(numeral, behind, quantity)
        if at is None or tokens.breaks(at):
            return None
        while tokens.word(at) in words.signs or (tokens.word(at + 1) in words.signs and tokens.joined(at + 1)):
            at += 1
        other = read_numeral(tokens, at, words)
        if other is None or self._is_taken(other) or (is_year(tokens, other) and quantity is None):
            return None
        if is_score(tokens, other, words) and (quantity is None or quantity.counted):
            return other, None
        unit = self._quantity(other)
        if quantity and not quantity.counted and unit and unit.unit != quantity.unit:
            unit = None if unit.counted or unit.unit is None else unit
            if unit is not None or currency_before(tokens, numeral.first, words) is None:
                return None
        alone = quantity is not None and unit is None and not (quantity.counted or quantity.unit == "years old")
        if alone and currency_before(tokens, numeral.first, words) is None:
            return None  # "rose by 12 percent to 3,400"
        return other, unit

    def _joint(self, numeral: Numeral, behind: int, quantity: Quantity | None) -> int | None:
        """Return the token behind what joins two numbers to a range: "10-15", "10 to 15", "between 10 and 15"."""
        tokens = self._tokens
        word = tokens.word(behind)
        before = tokens.word(numeral.first - 1)
        if word == "to" and is_year(tokens, numeral) and before in _BEFORE_YEARS and before != "from":
            return None  # "2 percent in 2015 to $1.2tn"
        if word in _RANGES and tokens.joined(behind) and tokens.joined(behind + 1):
            return behind + 1
        if word == "to" and not tokens.breaks(behind):
            return behind + 1
        if word == "or" and (quantity is None or quantity.counted) and behind == numeral.last:
            other = read_numeral(tokens, behind + 1, self._words)
            return behind + 1 if other and numeral.value < other.value <= 2 * numeral.value else None
        if word == "and" and (self._word_before(numeral) == "between" or self._is_between_ages(numeral)):
            return behind + 1
        return None

    def _word_before(self, numeral: Numeral) -> str:
        """Return the word before a number, its currency's sign and its bound."""
        tokens, words = self._tokens, self._words
        money = currency_before(tokens, numeral.first, words)
        _, first = bound_before(tokens, money[1] if money else numeral.first, None, words)
        return tokens.word(first - 1)

    def _is_between_ages(self, numeral: Numeral) -> bool:
        """Return whether "between the ages of", "between ages" stands before a number."""
        low, first = self._tokens.low, numeral.first
        return first > 1 and low[first - 1] in ("of", "ages") and "between" in low[max(0, first - 4) : first]

    def _is_change(self, numeral: Numeral) -> bool:
        """Return whether "from 10 to 15" tells of a change: "rose from 10 to 15 percent"."""
        if self._word_before(numeral) != "from":
            return False
        near = self._tokens.low[max(0, numeral.first - 8) : numeral.first]
        return not self._words.changes.isdisjoint(near)

    # ── what a number is of ──────────────────────────────────────────────────────────────────────────────

    def _quantity(self, numeral: Numeral) -> Quantity | None:
        tokens, words = self._tokens, self._words
        if self._is_aged(numeral.first):
            return Quantity("years old", numeral.first, numeral.last)
        found = measured(tokens, numeral, words)
        if found is None:
            after = bound_behind(tokens, numeral.last, words)
            shifted = replace(numeral, last=after[1]) if after else numeral
            found = (measured(tokens, shifted, words) if after else None) or counted(tokens, shifted, words)
        if found is None and tokens.word(numeral.last) == "m" and not numeral.spelled and numeral.scale == 1:
            return Quantity("metres", numeral.first, numeral.last + 1)  # no noun that makes it millions
        return found

    def _is_aged(self, first: int) -> bool:
        """Return whether a list of ages goes on: "aged 3, 5 and 9"."""
        tokens = self._tokens
        if self._aged < 0 or first - self._aged not in (1, 2):
            return False
        return all(tokens.low[at] in (",", "and", "or", "to", "-") for at in range(self._aged, first))

    def _is_doubtful(self, numeral: Numeral, quantity: Quantity) -> bool:
        """Return whether a number is rather a year, a name, or "one" as a pronoun, than a figure."""
        tokens, words = self._tokens, self._words
        human = quantity.unit in words.people or quantity.about is not None
        if numeral.value == 1 and numeral.spelled and not quantity.counted:
            before = tokens.word(numeral.first - 1)
            return (
                before in ("any", "no", "every", "each", "this", "that", "at", "the")
                or quantity.unit in ("days", "seconds", "feet")
                or (quantity.unit == "minutes" and before == "for")
            )
        if tokens.word(numeral.first - 1) == "per" and quantity.counted:  # "12 deaths per 100,000 people"
            return True
        if is_year(tokens, numeral) and quantity.counted:
            bound, first = bound_before(tokens, numeral.first, None, words)
            late = quantity.last > numeral.last + 1 or tokens.word(first - 1) in _BEFORE_YEARS
            return bound == "exact" and (not human or late)
        return quantity.counted and not human and follows_capital(tokens, numeral, words)

    def _of(self, at: int) -> str | None:
        """Return the words behind "of": "of Ukraine", "of likely voters", to the first that is no noun's."""
        tokens, words = self._tokens, self._words
        if tokens.word(at) != "of" or tokens.breaks(at):
            return None
        first = at + 1
        while tokens.word(first) in ("the", "all", "its", "his", "her", "their", "these", "those", "a", "an", "our"):
            first += 1
        noun, _ = find_noun(tokens, first, words)
        if noun is not None and noun < first + 4:
            return tokens.text[tokens.starts[first] : tokens.ends[noun]]
        last = first
        while last < min(first + 4, len(tokens.low)) and not tokens.breaks(last):
            low = tokens.low[last]
            titled = low == "." and tokens.word(last - 1) in _TITLES
            if not (low[0].isalnum() or tokens.hyphen(last) or titled) or low in words.stop:
                break
            if low.endswith("ed") and last > first:
                break
            last += 1
        return tokens.text[tokens.starts[first] : tokens.ends[last - 1]] if last > first else None

    # ── what is given back ───────────────────────────────────────────────────────────────────────────────

    def _add(self, numeral: Numeral, quantity: Quantity, high: float | None) -> None:
        tokens, words = self._tokens, self._words
        first, last = min(quantity.first, numeral.first), max(quantity.last, numeral.last)
        bound, start = bound_before(tokens, first, quantity.unit, words)
        if high is not None and tokens.word(start - 1) in ("between", "from"):
            start -= 1
        about = quantity.about or self._about(start, quantity)
        after = bound_behind(tokens, numeral.last, words) or bound_behind(tokens, last, words)
        if after is not None and high is None:
            bound, last = _stronger(bound, after[0]), max(last, after[1])
        if about is not None and quantity.counted:
            self._befell = (last, about)
        value = numeral.value * quantity.factor
        begins, ends = tokens.starts[start], tokens.ends[last - 1]
        if abs(value) < 1e18 and (high is None or high < 1e18):
            figure = Figure(
                begins, ends, _round(value), _unit(quantity.unit, about), bound, about, high and _round(high)
            )
            self._found.append((figure, tokens.ends[numeral.last - 1]))

    def _about(self, start: int, quantity: Quantity) -> str | None:
        """Return what befell those who are counted: by the verb before, or as those of the figure joined to this."""
        if not quantity.counted or quantity.unit == "times":
            return None
        before = befell_before(self._tokens, start, self._words)
        if before is None and self._befell is not None and self._tokens.word(start - 1) == "and":
            behind, about = self._befell
            before = about if start - 1 == behind else None
        return before


_TITLES = frozenset(("mr", "mrs", "ms", "dr", "st"))
_NONE_OF = frozenset(("none", "neither", "nobody"))
_BEFORE_YEARS = frozenset(
    ", the in of since during last from until by before after for this next late early mid".split()
)


def _signed(tokens: Tokens, numeral: Numeral) -> Numeral:
    """Return a number with the sign before it: "minus 12", "-5", and ".45" with its point."""
    first = numeral.first
    mark = tokens.word(first - 1)
    if mark == "minus" and not tokens.breaks(first) and not tokens.word(first - 2)[:1].isdigit():
        if tokens.word(first - 2) == "or":  # "plus or minus 3 points"
            return numeral
        return replace(numeral, first=first - 1, value=-numeral.value)
    if not tokens.joined(first) or (tokens.joined(first - 1) and tokens.word(first - 2) not in ("(", "$")):
        return numeral
    if mark in ("-", "−", "–"):
        return replace(numeral, first=first - 1, value=-numeral.value)
    if mark == "." and tokens.low[first].isdigit() and len(tokens.low[first]) < 6:
        return replace(numeral, first=first - 1, value=float(f"0.{tokens.low[first]}"))
    return numeral


def _scaled_alike(numeral: Numeral, other: Numeral, unit: Quantity | None) -> Numeral:
    """Return the first number of "$5-7 million" in millions, as the second is."""
    if (
        numeral.scale > 1
        or other.scale < 100
        or numeral.value >= 1000
        or numeral.value * other.scale > other.value * 100
    ):
        return numeral
    return replace(numeral, value=numeral.value * other.scale, scale=other.scale)


def _stronger(before: Bound, behind: Bound) -> Bound:
    return before if behind == "about" and before != "exact" else behind


def _unit(unit: str | None, about: str | None) -> str | None:
    """Return people for "two others were wounded"; others can be things too."""
    return "people" if unit == "others" and about else unit


def _round(value: float) -> float:
    """Return a product without the noise of binary fractions: 2.3 million is 2300000, not 2299999.9999999995."""
    return float(f"{value:.12g}")


def _parted(found: list[tuple[Figure, int]]) -> tuple[Figure, ...]:
    """Return figures in order, each without its noun where another stands before that: "three" 19-year-old men."""
    found.sort(key=lambda one: one[0].start)
    kept: list[Figure] = []
    last = 0  # where the number of the last one ends
    for figure, number_end in found:
        if kept and figure.start < kept[-1].end:
            kept[-1] = replace(kept[-1], end=min(last, figure.start))
        kept.append(figure)
        last = number_end
    return tuple(kept)
