"""What two texts share, word for word: passages with their places in both."""

from __future__ import annotations

import struct
from dataclasses import dataclass

import numpy as np

from onrecord.grouping.shingles import SHINGLE, shingle_hashes
from onrecord.grouping.text_words import Hashes, Mask, Places, Words

_ALONE = 10  # words of a passage that stands alone; shorter ones are phrases that any two texts may share
_NEAR = 12  # words between two passages, in both texts, that edits may lie in
_QUOTED = 0.6  # of a passage: more makes it a quotation
_FORM = 1
_HEAD = struct.Struct("<HI")
_ROW = struct.Struct("<8I")


@dataclass(frozen=True, slots=True)
class Shared:
    """A run of words that two texts share: half-open code points, and words, in each."""

    a_start: int
    a_end: int
    b_start: int
    b_end: int
    a_word: int  # place of its first word in the one text
    b_word: int  # … in the other
    words: int
    quoted: int  # how many of them stand in quotation marks in both texts

    @property
    def is_told(self) -> bool:
        """Whether it is no quotation, which two reporters may have taken down."""
        return self.quoted <= _QUOTED * self.words


@dataclass(frozen=True, slots=True)
class Aligned:
    """The passages that two texts share, by their place in the first. Depends on the two texts alone."""

    passages: tuple[Shared, ...]

    @property
    def words(self) -> int:
        """How many words they come to."""
        return sum(passage.words for passage in self.passages)

    def to_bytes(self) -> bytes:
        """Return the passages as bytes, which `from_bytes` reads back equal."""
        rows = (
            _ROW.pack(it.a_start, it.a_end, it.b_start, it.b_end, it.a_word, it.b_word, it.words, it.quoted)
            for it in self.passages
        )
        return _HEAD.pack(_FORM, len(self.passages)) + b"".join(rows)

    @classmethod
    def from_bytes(cls, data: bytes) -> Aligned:
        """Return the passages that `to_bytes` wrote.

        Raises:
            ValueError: the bytes are none, or of another form; align the texts anew.
        """
        if len(data) < _HEAD.size:
            raise ValueError("no alignment")
        form, count = _HEAD.unpack_from(data)
        if form != _FORM or len(data) != _HEAD.size + count * _ROW.size:
            raise ValueError("no alignment of this form")
        return cls(tuple(Shared(*row) for row in _ROW.iter_unpack(data[_HEAD.size :])))


def align(a: Words, b: Words) -> Aligned:
    """Return the passages that two texts share: maximal runs of the same words, none twice in either text.

    Runs of ten words and more, and of five and more where another stands beside them in both texts. They need not
    stand in the same order. Where words recur within a text, the first of one goes with the first of the other.
    """
    runs = _runs(a.hash, b.hash)
    runs = _disjoint(runs, len(a), len(b))
    runs = runs[_is_kept(runs)]
    runs = runs[np.argsort(runs[:, 0], kind="stable")]
    both = _quoted_sums(a, b, runs)
    shared = (
        Shared(
            int(a.start[i]), int(a.end[i + n - 1]), int(b.start[j]), int(b.end[j + n - 1]), i, j, n, quoted
        )
        for (i, j, n), quoted in zip(runs.tolist(), both, strict=True)
    )  # fmt: skip
    return Aligned(tuple(shared))


def _quoted_sums(a: Words, b: Words, runs: Places) -> list[int]:
    return [int(np.count_nonzero(a.quoted[i : i + n] & b.quoted[j : j + n])) for i, j, n in runs.tolist()]


def _runs(a: Hashes, b: Hashes) -> Places:
    """Return the maximal runs around shared shingles as rows: first word in a, in b, number of words."""
    if len(a) == len(b) and len(a) and np.array_equal(a, b):
        return np.array([[0, 0, len(a)]])
    in_a, in_b = _seeds(shingle_hashes(a), shingle_hashes(b))
    if not len(in_a):
        return np.empty((0, 3), dtype=np.int64)
    breaks = np.flatnonzero((np.diff(in_a) != 1) | (np.diff(in_b) != 1)) + 1
    first = np.concatenate([[0], breaks])
    last = np.concatenate([breaks, [len(in_a)]]) - 1
    runs = np.column_stack([in_a[first], in_b[first], in_a[last] - in_a[first] + SHINGLE])
    return _extended(a, b, runs)


def _seeds(a: Hashes, b: Hashes) -> tuple[Places, Places]:
    """Return where the shingles stand that both texts have; the nth of one goes with the nth of the other."""
    a_keys, b_keys = _ranked(a), _ranked(b)
    _, in_a, in_b = np.intersect1d(a_keys, b_keys, assume_unique=True, return_indices=True)
    order = np.argsort(in_a)
    return in_a[order], in_b[order]


def _ranked(hashes: Hashes) -> Hashes:
    """Return the hashes, each later occurrence of one made different by how many stand before it."""
    order = np.argsort(hashes, kind="stable")
    ordered = hashes[order]
    new = np.ones(len(hashes), dtype=np.bool_)
    new[1:] = ordered[1:] != ordered[:-1]
    place = np.arange(len(hashes))
    rank = place - np.maximum.accumulate(np.where(new, place, 0))
    keys = np.empty_like(hashes)
    keys[order] = ordered + rank.astype(np.uint64) * np.uint64(0xA24BAED4963EE407)
    return keys


def _extended(a: Hashes, b: Hashes, runs: Places) -> Places:
    """Return the runs with the equal words before and behind them that repeated shingles had kept out.

    Each grows no further than to the next run of its own text, so that the work is in the length of the texts.
    """
    ends = runs[:, 0] + runs[:, 2]
    before = runs[:, 0] - np.concatenate([[0], ends[:-1]])
    behind = np.concatenate([runs[1:, 0], [len(a)]]) - ends
    rows = []
    for (i, j, n), left, right in zip(runs.tolist(), before.tolist(), behind.tolist(), strict=True):
        back = _equal(a[:i][::-1], b[:j][::-1], left)
        ahead = _equal(a[i + n :], b[j + n :], right)
        rows.append((i - back, j - back, n + back + ahead))
    return np.array(rows)


def _equal(a: Hashes, b: Hashes, most: int) -> int:
    """Return how many of the first words are equal."""
    count = min(len(a), len(b), most)
    if count <= 0 or a[0] != b[0]:
        return 0
    differ = np.flatnonzero(a[:count] != b[:count])
    return int(differ[0]) if len(differ) else count


def _disjoint(runs: Places, a_words: int, b_words: int) -> Places:
    """Return the runs cut so that no word of either text stands in two; the longer keeps what both claim."""
    used_a, used_b = np.zeros(a_words, dtype=np.bool_), np.zeros(b_words, dtype=np.bool_)
    kept = []
    for row in np.lexsort((runs[:, 1], runs[:, 0], -runs[:, 2])).tolist():
        i, j, n = runs[row].tolist()
        ahead, count = _longest_free(used_a[i : i + n] | used_b[j : j + n])
        if count >= SHINGLE:
            i, j = i + ahead, j + ahead
            used_a[i : i + count] = True
            used_b[j : j + count] = True
            kept.append((i, j, count))
    return np.array(kept).reshape(-1, 3)


def _longest_free(used: Mask) -> tuple[int, int]:
    """Return where the longest stretch begins that is not used, and its length."""
    if not used.any():
        return 0, len(used)
    edges = np.flatnonzero(np.diff(np.concatenate([[True], used, [True]])))
    starts, ends = edges[::2], edges[1::2]
    if not len(starts):
        return 0, 0
    best = int(np.argmax(ends - starts))
    return int(starts[best]), int(ends[best] - starts[best])


def _is_kept(runs: Places) -> Mask:
    """Return which runs are no chance: long ones, and short ones with a neighbour in both texts."""
    kept: Mask = runs[:, 2] >= _ALONE
    if kept.all() or len(runs) < 2:
        return kept
    order = np.argsort(runs[:, 0], kind="stable")
    ordered = runs[order]
    gap_a = ordered[1:, 0] - ordered[:-1, 0] - ordered[:-1, 2]
    gap_b = ordered[1:, 1] - ordered[:-1, 1] - ordered[:-1, 2]
    near = (gap_a <= _NEAR) & (gap_b >= 0) & (gap_b <= _NEAR)
    kept[order[1:][near]] = True
    kept[order[:-1][near]] = True
    return kept
