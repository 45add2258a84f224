"""Shingles: five words in a row as one number, the same on every machine and in every run."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from onrecord.grouping.text_words import Hashes, Places, mixed, powers

SHINGLE = 5  # words: long enough that two texts rarely share one by chance, short enough to stand between edits
EVERY = 8  # one shingle in eight is kept, by its hash, so that two texts keep the same ones
_STEP = np.uint64(0xD6E8FEB86659FD93)  # of the words within a shingle: any odd number of random bits


def shingle_hashes(words: Hashes) -> Hashes:
    """Return the hash of every five words in a row; entry n is of the words from n on. Empty below five words."""
    count = len(words) - SHINGLE + 1
    if count <= 0:
        return np.empty(0, dtype=np.uint64)
    total = words[:count].copy()
    for nth in range(1, SHINGLE):
        total = total * _STEP + words[nth : nth + count]
    return mixed(total)


def is_sampled(shingles: Hashes) -> NDArray[np.bool_]:
    """Return which shingles are kept: one in eight, the same ones in every text."""
    kept: NDArray[np.bool_] = (shingles >> np.uint64(61)) == 0  # EVERY is 2^3: three bits
    return kept


def run_hashes(words: Hashes, first: Places, last: Places) -> Hashes:
    """Return the hash of each run of words from `first` to before `last`, as of a sentence."""
    ups, downs = powers(max(len(words), 1))
    sums = np.zeros(len(words) + 1, dtype=np.uint64)
    np.cumsum(words * ups[: len(words)], out=sums[1:])
    open_ends = np.minimum(first, max(len(words) - 1, 0))
    return mixed((sums[last] - sums[first]) * downs[open_ends] + (last - first).astype(np.uint64) * _STEP)
