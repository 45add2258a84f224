"""Numbers as English text writes them: "1,200", "2.5 million", "twenty-eight", "a hundred and four", "two dozen"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from onrecord.statements.figures_lexicon import Lexicon

# Digits with their marks, spaces of thousands included; initials ("U.S."); words with inner apostrophes; single marks.
_TOKEN = re.compile(
    r"(?<![\d.,])\d{1,3}(?:[ \u00a0\u2009\u202f]\d{3}){1,5}(?![\d,]|\.\d)"
    r"|\d+(?:[.,]\d+)*"
    r"|(?:[A-Za-z]\.){2,6}"
    r"|[^\W\d_]+(?:['’][^\W\d_]+)*"
    r"|\S"
)
_PLAIN = re.compile(r"\d+(?:\.\d+)?\Z")
_GROUPED = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?\Z")
_SPACED = re.compile(r"\d{1,3}(?:[ \u00a0\u2009\u202f]\d{3})+\Z")
_INDIAN = re.compile(r"\d{1,2}(?:,\d{2})+,\d{3}(?:\.\d+)?\Z")
_POINTED = re.compile(r"\d{1,3}(?:\.\d{3}){2,}\Z")  # 1.250.000, as continental papers write
_MARKS = re.compile(r"[, \u00a0\u2009\u202f]")
_LONGEST = 24  # characters; what is longer is an identifier
_HALVES = {"½": 0.5, "¼": 0.25, "¾": 0.75, "⅓": 1 / 3, "⅔": 2 / 3}
_PARTS = {(str(a), str(b)): a / b for b in (2, 3, 4, 8) for a in range(1, b)}
HYPHENS = frozenset("-‐‑")


@dataclass(frozen=True, slots=True)
class Tokens:
    """The words, numbers and marks of a text in order, as columns."""

    text: str
    low: list[str]  # in lower case
    starts: list[int]
    ends: list[int]

    def joined(self, at: int) -> bool:
        """Return whether nothing stands between this token and the one before it."""
        return 0 < at < len(self.low) and self.ends[at - 1] == self.starts[at]

    def word(self, at: int) -> str:
        """Return a token in lower case; "" beyond either end."""
        return self.low[at] if 0 <= at < len(self.low) else ""

    def of(self, at: int) -> str:
        """Return a token as it is written."""
        return self.text[self.starts[at] : self.ends[at]] if 0 <= at < len(self.low) else ""

    def breaks(self, at: int) -> bool:
        """Return whether a paragraph ends right before this token."""
        return not 0 < at < len(self.low) or self.text.find("\n", self.ends[at - 1], self.starts[at]) >= 0

    def hyphen(self, at: int) -> bool:
        """Return whether this token is a hyphen inside a word."""
        return self.word(at) in HYPHENS and self.joined(at) and self.joined(at + 1)


@dataclass(frozen=True, slots=True)
class Numeral:
    """One number and the tokens that write it."""

    first: int
    last: int  # the token behind it
    value: float
    spelled: bool = False  # in words alone
    scale: float = 1.0  # the largest multiplier that was written: "5 million" 1e6


def read_tokens(text: str) -> Tokens:
    """Return the tokens of a text."""
    found = [token.span() for token in _TOKEN.finditer(text)]
    low = [text[start:end].lower() for start, end in found]
    return Tokens(text, low, [start for start, _ in found], [end for _, end in found])


def read_digits(written: str) -> float | None:
    """Return the value of digits with their marks, None where they write no number ("1.2.3", "007", an identifier)."""
    if len(written) > _LONGEST or (not written.isascii() and not _SPACED.match(written)):
        return None
    if _POINTED.match(written):
        return float(written.replace(".", ""))
    for shape in (_PLAIN, _GROUPED, _SPACED, _INDIAN):
        if shape.match(written):
            bare = _MARKS.sub("", written)
            if len(bare) > 1 and bare[0] == "0" and bare[1] != ".":
                return None
            return float(bare) if len(bare.partition(".")[0]) <= 16 else None
    return None


def read_numeral(tokens: Tokens, at: int, words: Lexicon) -> Numeral | None:
    """Return the number that begins at one token, with its multipliers; None where none does."""
    low = tokens.word(at)
    if low[:1].isdigit():
        value = read_digits(low)
        return None if value is None else _scaled(tokens, at, _with_half(tokens, at + 1, value), words)
    if low in ("a", "an") and words.scales.get(tokens.word(at + 1)) and tokens.word(at + 1) in _AFTER_A:
        return _spelled(tokens, at, at + 1, 1.0, words)
    if low == "a" and tokens.word(at + 1) == "couple" and tokens.word(at + 2) == "of":
        return Numeral(at, at + 3, 2.0, spelled=True)
    if low == "half":
        return _half(tokens, at, words)
    if low in words.small or low in words.tens:
        return _spelled(tokens, at, at, 0.0, words)
    return None


_AFTER_A = frozenset("hundred thousand lakh million crore billion trillion dozen".split())


def _with_half(tokens: Tokens, behind: int, value: float) -> tuple[int, float]:
    """Return the token behind and the value of digits with a vulgar fraction: "2½"."""
    part = _HALVES.get(tokens.word(behind))
    if part is not None and tokens.joined(behind) and value < 1000:
        return behind + 1, value + part
    if tokens.word(behind + 1) == "/" and tokens.joined(behind + 1) and tokens.joined(behind + 2) and value < 1000:
        part = _PARTS.get((tokens.word(behind), tokens.word(behind + 2)))
        if part is not None and not tokens.breaks(behind):
            return behind + 3, value + part
    return behind, value


def _scaled(tokens: Tokens, first: int, read: tuple[int, float], words: Lexicon) -> Numeral:
    """Return digits with the multipliers behind them: "2.5 million", "5bn" is left to what the number is of."""
    last, value = read
    scale = 1.0
    while True:
        behind = last + 1 if tokens.hyphen(last) else last
        factor = words.scales.get(tokens.word(behind))
        if factor is None or tokens.breaks(behind) or (scale > 1 and factor <= scale):
            return Numeral(first, last, value, scale=scale)
        value, scale, last = value * factor, max(scale, 1.0) * factor, behind + 1


def _half(tokens: Tokens, at: int, words: Lexicon) -> Numeral | None:
    """Return "half a million", "half a dozen", "a half-million" as numbers."""
    behind = at + 1
    if tokens.word(behind) in ("a", "an") or tokens.hyphen(behind):
        factor = words.scales.get(tokens.word(behind + 1))
        if factor and tokens.word(behind + 1) in _AFTER_A:
            return Numeral(at, behind + 2, 0.5 * factor, spelled=True, scale=float(factor))
    return None


def _spelled(tokens: Tokens, first: int, at: int, value: float, words: Lexicon) -> Numeral | None:
    """Return the number that a run of number words writes, as far as they fit each other.

    `value` is what has been read before the word at `at`: 1 for "a hundred".
    """
    total, current, last_scale = 0.0, value, float("inf")
    last = at
    scale = 1.0
    low = tokens.word(at)
    while True:
        if low in words.small and _takes(current, words.small[low]):
            current += words.small[low]
        elif low in words.tens and current % 100 == 0 and current % 1 == 0:
            current += words.tens[low]
        elif low == "hundred" and 0 < current < 100:
            current *= 100
            scale = max(scale, 100.0)
        elif low in words.scales and low != "hundred" and current > 0 and words.scales[low] < last_scale:
            last_scale = float(words.scales[low])
            total, current, scale = total + current * last_scale, 0.0, max(scale, last_scale)
        else:
            break
        last = at + 1
        at, halved = _step(tokens, last, current, scale, words)
        if halved:
            last, part = halved
            total += part * (last_scale if current == 0 and total else 0)
            current += 0 if current == 0 and total else part
            at = last
        low = tokens.word(at) if at >= 0 else ""
    if last == first or (last == first + 1 and value):
        return None
    return Numeral(first, last, total + current, spelled=True, scale=scale)


def _takes(current: float, small: int) -> bool:
    """Return whether "four" can follow what has been read: nothing, "twenty", "hundred"; not "nineteen"."""
    return current % 100 == 0 or (current % 1 == 0 and 0 < small < 10 and current % 100 >= 20 and current % 10 == 0)


def _step(
    tokens: Tokens, last: int, current: float, scale: float, words: Lexicon
) -> tuple[int, tuple[int, float] | None]:
    """Return the token at which a number may go on (-1: nowhere), and a half that stands there: (token behind, 0.5)."""
    if last >= len(tokens.low) or tokens.breaks(last):
        return -1, None
    behind = last
    if tokens.hyphen(behind):
        behind += 1
    if tokens.word(behind) != "and":
        return behind, None
    behind += 2 if tokens.hyphen(behind + 1) else 1
    if tokens.word(behind) == "a":
        behind += 2 if tokens.hyphen(behind + 1) else 1
        if tokens.word(behind) in ("half", "quarter"):
            return behind, (behind + 1, 0.5 if tokens.word(behind) == "half" else 0.25)
        return -1, None
    follows = tokens.word(behind)
    # "a hundred and four", but not "two hundred and three people" in two figures, which nobody can tell apart
    beyond = behind + 2 if tokens.hyphen(behind + 1) else behind + 1
    if tokens.word(beyond) == "hundred" or (scale >= 1000 and tokens.word(beyond) in words.scales):
        return -1, None
    if scale >= 100 and current % 100 == 0 and (follows in words.small or follows in words.tens):
        return behind, None
    return -1, None
