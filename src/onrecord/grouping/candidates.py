"""Which pairs of articles may share text: from the hashes that both hold, in time linear in the number of holders."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from onrecord.grouping.furniture import Pairs
from onrecord.grouping.postings import Postings, group_starts
from onrecord.grouping.shingles import EVERY, SHINGLE
from onrecord.grouping.text_words import Mask, Places

_FIRST, _BEFORE = 2, 2  # holders that each later one is paired with: the first ones, and those right before it
_SAMPLES = 2  # shared shingles that make two articles worth a look, about sixteen words
_SENTENCE_WORDS = 20  # … or words in shared sentences
_OVER = 2  # earlier articles that may hold the same words; a third one tells nothing more
_NEW = 0.3  # of a pair's shared hashes that must not be covered by closer articles
_MOST = 40  # earlier articles for one: a round-up's items


def candidate_pairs(postings: Postings, furniture: Mask) -> list[tuple[int, int]]:
    """Return pairs of articles that may share text, the earlier first, by their places in the postings.

    For each article the earlier ones that share most with it, as far as each shares words that closer ones do not.
    """
    later, earlier, row = _pairs(postings, np.flatnonzero(~furniture))
    order = np.lexsort((row, earlier, later))
    later, earlier, row = later[order], earlier[order], row[order]
    starts = group_starts(later, earlier)
    ends = np.append(starts[1:], len(later))
    is_shingle = postings.words[row] == SHINGLE
    samples = _sums(is_shingle, starts)
    sentence_words = _sums(np.where(is_shingle, 0, postings.words[row]), starts)
    score = np.maximum(samples * EVERY, sentence_words)
    worth = np.flatnonzero((samples >= _SAMPLES) | (sentence_words >= _SENTENCE_WORDS))
    chosen = _closest(later[starts[worth]], score[worth], starts[worth], ends[worth], postings.hash[row])
    return [(int(earlier[at]), int(later[at])) for at in chosen]


def _pairs(postings: Postings, rows: Places) -> tuple[Places, Places, Places]:
    """Return pairs of holders of one hash: the later, the earlier, and the later one's row."""
    starts = group_starts(postings.hash[rows])
    sizes = np.diff(np.append(starts, len(rows)))
    start = np.repeat(starts, sizes)
    place = np.arange(len(rows)) - start
    parts: list[Pairs] = [np.empty((0, 2), dtype=np.int64)]
    for nth in range(_FIRST):
        held = np.flatnonzero(place > nth)
        parts.append(np.column_stack([held, start[held] + nth]))
    for back in range(1, _BEFORE + 1):
        held = np.flatnonzero(place - back >= _FIRST)
        parts.append(np.column_stack([held, held - back]))
    both = np.concatenate(parts)
    return postings.article[rows[both[:, 0]]], postings.article[rows[both[:, 1]]], rows[both[:, 0]]


def _sums(values: Places | Mask, starts: Places) -> Places:
    """Return the sum of the values from each start to the next."""
    return np.add.reduceat(values.astype(np.int64), starts) if len(starts) else np.empty(0, dtype=np.int64)


def _closest(later: Places, score: Places, starts: Places, ends: Places, hashes: Places) -> Iterator[int]:
    """Yield the first row of each pair that is kept: the closest of each article, until its words are covered."""
    order = np.lexsort((starts, -score, later))
    covered: dict[int, int] = {}
    current, kept = -1, 0
    for nth in order.tolist():
        if later[nth] != current:
            current, kept, covered = int(later[nth]), 0, {}
        shared = hashes[starts[nth] : ends[nth]].tolist()
        new = sum(covered.get(it, 0) < _OVER for it in shared)
        if kept < _MOST and new > _NEW * len(shared):
            kept += 1
            for it in shared:
                covered[it] = covered.get(it, 0) + 1
            yield int(starts[nth])
