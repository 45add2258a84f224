"""Which blocks of a page stand in its gold text."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import LCSseq

_WORD = re.compile(r"\w+")
_SHORT = 8  # words: such blocks must be a line of the gold text


def shares_in_gold(texts: Sequence[str], gold: str) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
    """Return for each block the share of its words that stand in the gold text at its place, and how many it has.

    Words count that belong to a run of three shared words (or to a short block that is a line of the gold text) and
    lie on the longest common subsequence of page and gold text: what a page gives twice counts once.
    """
    wanted = _words(gold)
    blocks = [_words(text) for text in texts]
    flat = [word for block in blocks for word in block]
    owner = np.repeat(np.arange(len(blocks)), [len(block) for block in blocks])
    runs = set(zip(wanted, wanted[1:], wanted[2:], strict=False))
    lines = {" ".join(_words(line)) for line in gold.split("\n")}
    held = np.zeros(len(flat), bool)
    for at in range(len(flat) - 2):
        if owner[at] == owner[at + 2] and tuple(flat[at : at + 3]) in runs:
            held[at : at + 3] = True
    starts = np.searchsorted(owner, np.arange(len(blocks)))
    for start, block in zip(starts, blocks, strict=True):
        if 0 < len(block) <= _SHORT and " ".join(block) in lines:
            held[start : start + len(block)] = True
    ids = {word: n for n, word in enumerate({*wanted, *flat})}
    rows = np.flatnonzero(held)
    hit = np.zeros(len(flat), bool)
    for step in LCSseq.opcodes([ids[flat[row]] for row in rows], [ids[word] for word in wanted]):
        if step.tag == "equal":
            hit[rows[step.src_start : step.src_end]] = True
    sizes = np.array([len(block) for block in blocks])
    return np.bincount(owner[hit], minlength=len(blocks)) / np.maximum(1, sizes), sizes


def _words(text: str) -> list[str]:
    return [word.lower() for word in _WORD.findall(text)]
