"""The numbers of a page's blocks and elements as arrays: what many sums and comparisons are quick over."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import repeat
from typing import TYPE_CHECKING

import numpy as np

from onrecord.model import Page

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Flags = NDArray[np.bool_]
    Numbers = NDArray[np.float64]
    Rows = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Columns:
    """A row a block, then a row an element. Elements are in document order, so a subtree is a range of them."""

    element: Rows  # of each block
    chars: Numbers
    words: Numbers
    linked: Numbers  # characters in links
    link_share: Numbers  # 0 to 1
    ends: Flags  # it ends as a sentence does
    parent: Rows  # of each element; the root is its own
    subtree_end: Rows  # the first row past each element's descendants

    def below(self, values: Numbers) -> Numbers:
        """Return for each element the sum of a column over all blocks below it."""
        own = np.bincount(self.element, values, minlength=len(self.parent))
        sums = np.zeros(len(own) + 1)
        own.cumsum(out=sums[1:])
        return sums[self.subtree_end] - sums[:-1]

    def within(self, marked: Flags) -> Flags:
        """Return for each element whether it or one of its ancestors is marked."""
        reach = np.maximum.accumulate(np.where(marked, self.subtree_end, 0))
        return reach > np.arange(len(marked))


def read_columns(page: Page, words: Sequence[int], ends: Sequence[bool]) -> Columns:
    """Return the numbers of a page as arrays, given how many words each block has and whether it ends a sentence."""
    blocks, parents = page.blocks, page.elements.parent
    size = len(blocks.text)
    chars = np.fromiter(map(len, blocks.text), float, size)
    linked = np.fromiter(blocks.link_chars, float, size)
    parent = np.fromiter(parents, np.int64, len(parents))
    return Columns(
        element=np.fromiter(blocks.element, np.int64, size),
        chars=chars,
        words=np.fromiter(words, float, size),
        linked=linked,
        link_share=np.divide(linked, chars, out=np.zeros(size), where=chars > 0),
        ends=as_flags(ends),
        parent=np.maximum(parent, 0, out=parent),
        subtree_end=np.array(_subtree_ends(parents), np.int64),
    )


def as_flags(column: Sequence[bool]) -> Flags:
    """Return a column of truth values as an array."""
    return np.frombuffer(bytes(column), np.bool_)  # four times as fast as np.array


def as_codes(codes: dict[str, int], names: Sequence[str]) -> NDArray[np.uint8]:
    """Return the code of each name as an array, 0 where it has none; codes lie below 256."""
    return np.frombuffer(bytes(map(codes.get, names, repeat(0))), np.uint8)


def _subtree_ends(parents: Sequence[int]) -> list[int]:
    ends = list(range(1, len(parents) + 1))
    for row in range(len(parents) - 1, 0, -1):
        parent = parents[row]
        if parent >= 0 and ends[row] > ends[parent]:
            ends[parent] = ends[row]
    return ends
