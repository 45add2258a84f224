"""Words of a text as columns: where they stand, a hash of each, where sentences begin and what stands in quotes."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

Hashes = NDArray[np.uint64]
Places = NDArray[np.int64]
Mask = NDArray[np.bool_]

_BASE = np.uint64(0x9E3779B97F4A7C15)  # odd, so it can be divided by modulo 2^64 (the golden ratio, Knuth)
_INVERSE = np.uint64(pow(0x9E3779B97F4A7C15, -1, 1 << 64))
_KEPT_POWERS = 1 << 16  # characters whose powers are remembered, 1 MB
_PLANES = 0x20000  # code points with a row in the tables; of those beyond, the ideographs are a word each
_LINE, _STRAIGHT = ord("\n"), ord('"')
_STOPS = np.array([ord(char) for char in ".!?…。！？．।؟"], dtype=np.uint32)
_WIDE_STOPS = np.array([ord(char) for char in "。！？．।؟\n"], dtype=np.uint32)  # end a sentence without a space
_LOW_OPENER = ord("„")
_OPENERS, _CLOSERS = (np.array([ord(c) for c in marks], dtype=np.uint32) for marks in ("“„«「『", "”»」』"))


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a text in order: half-open code points and a hash of each, which case does not change."""

    start: Places
    end: Places
    hash: Hashes
    opens: Mask  # whether it begins a sentence, roughly: behind a stop or at the head of a paragraph
    quoted: Mask  # whether it stands between quotation marks

    def __len__(self) -> int:
        return len(self.start)


def words_of(text: str) -> Words:
    """Return the words of a text: runs of letters, digits and their marks; of scripts without spaces, characters.

    Apostrophes and hyphens part words, so that "don't" and "don’t" are the same two.
    """
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    kinds, folded = _tables()
    near = np.minimum(codes, _PLANES - 1)
    kind = kinds[near]
    kind[(codes >= _PLANES) & (codes < 0x40000)] = 2
    start, end = _bounds(kind)
    lower = np.where(codes < _PLANES, folded[near], codes).astype(np.uint64)
    return Words(
        start, end, _word_hashes(lower, start, end), _sentence_openers(codes, kind, start), _quoted(codes, start)
    )


def _bounds(kind: NDArray[np.uint8]) -> tuple[Places, Places]:
    """Return where words begin and end; kind 2 is a word by itself."""
    inside = kind > 0
    before = np.zeros(len(kind), dtype=kind.dtype)
    before[1:] = kind[:-1]
    opens = inside & ((before == 0) | (kind == 2) | (before == 2))
    start = np.flatnonzero(opens)
    stops = np.append(np.flatnonzero(opens | ~inside), len(kind))
    return start, stops[np.searchsorted(stops, start, side="right")]


def _sentence_openers(codes: NDArray[np.uint32], kind: NDArray[np.uint8], start: Places) -> Mask:
    """Return which words have a stop or a line's end between them and the word before."""
    behind = np.append(kind[1:], np.uint8(0)) if len(kind) else kind
    stops = (np.isin(codes, _STOPS) & (behind == 0)) | np.isin(codes, _WIDE_STOPS)
    counted = np.concatenate([[0], np.cumsum(stops)])[start]
    opens = np.ones(len(start), dtype=np.bool_)
    opens[1:] = counted[1:] > counted[:-1]
    return opens


def _quoted(codes: NDArray[np.uint32], start: Places) -> Mask:
    """Return which words stand in quotation marks; a paragraph's end closes what was left open."""
    lines = np.flatnonzero(codes == _LINE)
    paragraph = _last_before(lines, start)
    straight = np.concatenate([[0], np.cumsum(codes == _STRAIGHT)])
    odd = (straight[start] - straight[np.maximum(paragraph, 0)]) % 2 == 1
    opener, closer = np.isin(codes, _OPENERS), np.isin(codes, _CLOSERS)
    if (codes == _LOW_OPENER).any():  # „so“: what opens in English closes
        closer |= codes == ord("“")
        opener &= ~closer
    opened = _last_before(np.flatnonzero(opener), start)
    closed = np.maximum(_last_before(np.flatnonzero(closer), start), paragraph)
    return np.asarray(odd | (opened > closed))


def _last_before(marks: Places, start: Places) -> Places:
    """Return the last of the marks before each start, -1 where there is none."""
    return np.concatenate([[-1], marks])[np.searchsorted(marks, start)]


def _word_hashes(codes: Hashes, start: Places, end: Places) -> Hashes:
    """Return a hash of each word: its characters as digits of a number, from sums that all words share."""
    ups, downs = powers(len(codes))
    sums = np.zeros(len(codes) + 1, dtype=np.uint64)
    np.cumsum((codes + np.uint64(1)) * ups, out=sums[1:])
    return mixed((sums[end] - sums[start]) * downs[start] + (end - start).astype(np.uint64))


@cache
def _first_powers() -> tuple[Hashes, Hashes]:
    return _powers_to(_KEPT_POWERS)


def powers(count: int) -> tuple[Hashes, Hashes]:
    """Return the first powers of the base and of its inverse, modulo 2^64."""
    if count > _KEPT_POWERS:
        return _powers_to(count)
    ups, downs = _first_powers()
    return ups[:count], downs[:count]


def _powers_to(count: int) -> tuple[Hashes, Hashes]:
    ones = np.ones((2, count + 1), dtype=np.uint64)
    ones[0, 1:], ones[1, 1:] = _BASE, _INVERSE
    both = np.cumprod(ones, axis=1)
    return both[0, :count], both[1, :count]


def mixed(numbers: Hashes) -> Hashes:
    """Return numbers in which every bit depends on every bit: the last step of SplitMix64 (Steele et al. 2014)."""
    numbers = (numbers ^ (numbers >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    numbers = (numbers ^ (numbers >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return numbers ^ (numbers >> np.uint64(31))


@cache
def _tables() -> tuple[NDArray[np.uint8], NDArray[np.uint32]]:
    """Return, by code point, its kind (1 of a word, 2 a word by itself, 0 neither) and its lower case."""
    kinds = np.zeros(_PLANES, dtype=np.uint8)
    folded = np.arange(_PLANES, dtype=np.uint32)
    for code in range(_PLANES):
        char = chr(code)
        if char.isalnum() or (code >= 0x300 and unicodedata.category(char)[0] == "M"):
            kinds[code] = 1
            lower = char.lower()
            if len(lower) == 1:
                folded[code] = ord(lower)
    for first, last in _WITHOUT_SPACES:
        kinds[first : last + 1] = np.where(kinds[first : last + 1] > 0, 2, 0)
    return kinds, folded


# Blocks of scripts that are written without spaces between words (Unicode 15, Blocks.txt).
_WITHOUT_SPACES = (
    (0x0E00, 0x0EFF),  # Thai, Lao
    (0x1000, 0x109F),  # Myanmar
    (0x1780, 0x17FF),  # Khmer
    (0x2E80, 0x2FDF),  # radicals
    (0x3005, 0x3007),
    (0x3040, 0x30FF),  # Hiragana, Katakana
    (0x31F0, 0x31FF),
    (0x3400, 0x4DBF),  # ideographs
    (0x4E00, 0x9FFF),
    (0xF900, 0xFAFF),
    (0xFF66, 0xFF9D),  # half-width Katakana
)
