"""Texts as counts of what their words mean: the groups of page_kind.toml, in any of its languages."""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_MARKS = "\u0300-\u036f\u0900-\u0dff\u0e31-\u0e4e\u0eb1-\u0ecd"  # vowels and tones that stand on a letter
_WORD = re.compile(rf"(?:[^\W_]|[{_MARKS}])+(?:['’-][^\W_]+){{0,2}}")
_UNPARTED = re.compile("[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")  # Thai, kana, Han, Hangul
_LONGEST = 6  # characters of a stem in those scripts
_ARTICLES = ("وال", "بال", "ال", "لل", "و", "ب")  # written together with an Arabic word


@lru_cache(maxsize=1)
def _tables() -> tuple[tuple[str, ...], dict[str, int], dict[str, int]]:
    """The names of the groups, and the bits of whole words and of beginnings."""
    data = tomllib.loads(files("onrecord.article").joinpath("page_kind.toml").read_text("utf-8"))
    words: dict[str, int] = {}
    beginnings: dict[str, int] = {}
    for n, listed in enumerate(data.values()):
        for word in listed.split():
            inside = _UNPARTED.search(word) is not None
            table, key = (beginnings, word.rstrip("*")) if word.endswith("*") or inside else (words, word)
            table[key] = table.get(key, 0) | 1 << n
    return tuple(data), words, beginnings


def group_names() -> tuple[str, ...]:
    """Return the names of the groups, in the order of their columns."""
    return _tables()[0]


@lru_cache(maxsize=1 << 15)
def _bits(word: str) -> int:
    """The groups of one lower-case word."""
    _, words, beginnings = _tables()
    bits = words.get(word, 0)
    for size in range(2, min(len(word), 14) + 1):
        bits |= beginnings.get(word[:size], 0)
    if not bits and "\u0600" <= word[0] <= "\u06ff":
        stripped = next((word[len(a) :] for a in _ARTICLES if word.startswith(a) and len(word) > len(a) + 2), "")
        return _bits(stripped) if stripped else 0
    return bits


def _unparted_bits(run: str) -> list[int]:
    """The groups of a run of letters in a script that does not part words: one number a stem, or two other letters."""
    beginnings = _tables()[2]
    found: list[int] = []
    at, skipped = 0, 0
    while at < len(run):
        size = next((n for n in range(_LONGEST, 0, -1) if run[at : at + n] in beginnings), 0)
        if size:
            found.append(beginnings[run[at : at + size]])
        elif skipped % 2:
            found.append(0)
        skipped += not size
        at += size or 1
    return found


def read_bits(text: str) -> list[int]:
    """Return the groups of each word of a lower-case text as bits, 0 for most words."""
    if text.isascii() or _UNPARTED.search(text) is None:
        return list(map(_bits, _WORD.findall(text)))
    found: list[int] = []
    for word in _WORD.findall(text):
        found += _unparted_bits(word) if _UNPARTED.search(word) else [_bits(word)]
    return found


# ── a text as one row of numbers ─────────────────────────────────────────────────────────────────────────

_PAIRS = (
    *(("not", "find"), ("not", "access"), ("page", "gone"), ("find", "region"), ("error", "server")),
    *(("domain", "sale"), ("you", "please"), ("we", "sorry")),
)
_QUOTES = '“”«»„"「」'
_ENOUGH = 3  # words of a group in one text


def count_groups(texts: list[list[int]]) -> NDArray[np.float32]:
    """Return how many words of each group stand in each text, given the bits of its words."""
    import numpy as np

    names = group_names()
    sizes = [len(bits) for bits in texts]
    flat = np.array([bit for bits in texts for bit in bits] + [0], dtype=np.uint32)[:, None]
    hits = ((flat >> np.arange(len(names), dtype=np.uint32)) & 1).astype(np.float32)
    starts = np.concatenate([[0], np.cumsum(sizes)[:-1]]).astype(np.intp) if sizes else np.zeros(0, np.intp)
    counts: NDArray[np.float32] = np.add.reduceat(hits, starts, axis=0) if sizes else np.zeros((0, len(names)), "f4")
    counts[[row for row, size in enumerate(sizes) if not size]] = 0
    return counts


def text_rows(counts: NDArray[np.float32], sizes: list[int], texts: list[str], heads: int) -> NDArray[np.float32]:
    """Return one row of numbers a text, for the text model; the first `heads` are titles and headings."""
    import numpy as np

    names = group_names()
    words = np.array(sizes, dtype=np.float32)[:, None]
    some = np.minimum(counts, 1)
    pairs = [some[:, names.index(a)] * some[:, names.index(b)] for a, b in _PAIRS]
    marks = [(min(3, _count_quotes(t)) / 3, min(6, sum(map(t.count, "0123456789"))) / 6, t.count(",")) for t in texts]
    more = np.array(marks, dtype=np.float32).reshape(len(texts), 3)
    more[:, 2] /= words[:, 0] + 3
    is_head = (np.arange(len(texts)) < heads).astype(np.float32)[:, None]
    return np.hstack(
        [
            *(np.minimum(counts, _ENOUGH) / _ENOUGH, counts / (words + 3), np.stack(pairs, axis=1)),
            *(1 / (words + 1), np.log1p(words) / 5, is_head, more),
        ]
    ).astype(np.float32)


def _count_quotes(text: str) -> int:
    return text.count('"') if text.isascii() else sum(map(text.count, _QUOTES))
