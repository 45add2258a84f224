"""Who holds which hash: the sketches of all articles as columns, sorted by hash."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from onrecord.grouping.text_sketch import TextSketch
from onrecord.grouping.text_words import Mask, Places

_UNKNOWN_DAY = -1
_LAST = 1 << 62  # minutes: an article without a time stands behind all others


@dataclass(frozen=True, slots=True)
class Postings:
    """The hashes that two articles and more hold, a row for each holder.

    Articles go by their place in order of time. Rows are sorted by hash, then by article.
    """

    sketches: tuple[TextSketch, ...]  # in order of time
    outlet: Places  # of each article, as a number; 0 where it is unknown
    page: Places  # of each article, its address as a number; 0 where it has none
    day: Places  # of each article, from the year 1; -1 where it is unknown
    first_row: Places  # where each article's samples begin in a column of all samples; one more than articles
    hash: Places  # of each row: a number from 0, in no order that means anything
    article: Places  # of each row
    sample: Places  # of each row: its place in the column of all samples
    words: Places  # of each row: of how many words its hash is

    @property
    def hashes(self) -> int:
        """How many hashes there are."""
        return int(self.hash[-1]) + 1 if len(self.hash) else 0


def in_order(sketches: Sequence[TextSketch]) -> tuple[TextSketch, ...]:
    """Return the sketches by time, those without one last, and by number."""
    return tuple(sorted(sketches, key=_time_and_number))


def _time_and_number(sketch: TextSketch) -> tuple[int, int]:
    moment = sketch.moment
    return (moment.earliest if moment else _LAST, sketch.number)


def post(sketches: Sequence[TextSketch]) -> Postings:
    """Return the postings of a set of articles; in whatever order they come, the same."""
    ordered = in_order(sketches)
    counts = np.array([len(it.samples) // 8 for it in ordered], dtype=np.int64)
    first_row = np.concatenate([[0], np.cumsum(counts)])
    hashes = np.frombuffer(b"".join(it.samples for it in ordered), dtype="<u8")
    lengths = [it.lengths for it in ordered]
    words = np.concatenate(lengths).astype(np.int64) if lengths else np.empty(0, dtype=np.int64)
    article = np.repeat(np.arange(len(ordered)), counts)
    order = np.argsort(hashes, kind="stable")
    number, shared = _shared(hashes[order])
    rows = order[shared]
    moments = [it.moment for it in ordered]
    day = np.array([_UNKNOWN_DAY if it is None else it.day for it in moments], dtype=np.int64)
    outlet, page = _numbered([it.outlet for it in ordered]), _numbered([it.address for it in ordered])
    return Postings(ordered, outlet, page, day, first_row, number[shared], article[rows], rows, words[rows])


def _shared(ordered: NDArray[np.uint64]) -> tuple[Places, Mask]:
    """Return a number for each sorted hash, counted over those that recur, and which ones do."""
    new = np.ones(len(ordered), dtype=np.bool_)
    new[1:] = ordered[1:] != ordered[:-1]
    shared = ~new
    shared[:-1] |= ~new[1:]
    return np.cumsum(new & shared) - 1, shared


def _numbered(names: Sequence[str]) -> Places:
    """Return a number for each name, from 1 in alphabetical order; 0 for ""."""
    numbers = {name: number for number, name in enumerate(sorted(set(names) - {""}), start=1)}
    return np.array([numbers.get(name, 0) for name in names], dtype=np.int64)


def group_starts(*columns: Places) -> Places:
    """Return the first row of each run of rows that are equal in all columns."""
    size = len(columns[0])
    new = np.ones(size, dtype=np.bool_)
    if size:
        new[1:] = np.logical_or.reduce([column[1:] != column[:-1] for column in columns])
    return np.flatnonzero(new)
