"""Which articles belong together: average linkage over the pairs that may tell of one event."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from onrecord.grouping.story_columns import Reals, Whole

Chances = Callable[[Whole, Whole], Reals]  # of pairs of places, to tell of one event
_POSSIBLE = 0.6  # chance past which a pair may bring two articles into one story
_SURE = 0.9  # … within a part that is too large to compare each with each
_TOGETHER = 0.45  # mean chance past which two groups are one story
_BLOCK = 128  # articles that are compared each with each; bounds the work of an article
_SPOKEN_FOR = 4  # articles that stand for a group of another block
_PAIRS = 400_000  # at once: bounds the memory


def link_articles(count: int, pairs: tuple[Whole, Whole], joined: tuple[Whole, Whole], chances: Chances) -> Whole:
    """Return for each of `count` articles in order of time the place of its story's first one.

    Args:
        count: how many articles there are.
        pairs: candidates, pairs of places.
        joined: pairs that are known to belong together.
        chances: gives the chance of pairs.
    """
    found = chances(*pairs)
    parts = _parts(count, pairs, joined, found >= _POSSIBLE)
    if any(len(part) > _BLOCK for part in parts):  # chains of doubtful links; what is one story has surer ones
        large = np.zeros(count, bool)
        large[np.concatenate([part for part in parts if len(part) > _BLOCK])] = True
        parts = _parts(count, pairs, joined, np.where(large[pairs[0]], found >= _SURE, found >= _POSSIBLE))
    known = _roots(count, *joined)
    blocks = [part[at : at + _BLOCK] for part in parts for at in range(0, len(part), _BLOCK)]
    label = np.arange(count)
    for block, matrix in _compared(blocks, chances):
        label[block] = block[_linked(matrix, known[block])]
    for part in parts:
        if len(part) > _BLOCK:
            _join_blocks(part, label, known, chances)
    return label


def _parts(count: int, pairs: tuple[Whole, Whole], joined: tuple[Whole, Whole], kept: NDArray[np.bool_]) -> list[Whole]:
    """Return the sets of two or more places that the kept pairs, and those that are joined, connect."""
    return _members(
        _roots(count, np.concatenate([pairs[0][kept], joined[0]]), np.concatenate([pairs[1][kept], joined[1]]))
    )


def _roots(count: int, a: Whole, b: Whole) -> Whole:
    """Return for each place the first one that it is connected with."""
    parent = list(range(count))
    for one, other in zip(a.tolist(), b.tolist(), strict=True):
        while parent[one] != one:
            parent[one] = parent[parent[one]]
            one = parent[one]
        while parent[other] != other:
            parent[other] = parent[parent[other]]
            other = parent[other]
        parent[max(one, other)] = min(one, other)
    for place in range(count):  # a parent lies before its child
        parent[place] = parent[parent[place]]
    return np.array(parent, np.int64)


def _members(label: Whole) -> list[Whole]:
    """Return the places of each label, of those that have two or more."""
    order = np.argsort(label, kind="stable")
    parts = np.split(order, np.flatnonzero(np.diff(label[order])) + 1)
    return [part for part in parts if len(part) > 1]


def _compared(blocks: Sequence[Whole], chances: Chances) -> Iterator[tuple[Whole, Reals]]:
    """Yield each block with the chances of all its pairs, as a matrix."""
    for batch in _batches(blocks):
        corners = [np.triu_indices(len(block), 1) for block in batch]
        pairs = zip(batch, corners, strict=True)
        sides = [(block[a], block[b]) for block, (a, b) in pairs]
        found = chances(np.concatenate([a for a, _ in sides]), np.concatenate([b for _, b in sides]))
        at = 0
        for block, (a, b) in zip(batch, corners, strict=True):
            matrix = np.zeros((len(block), len(block)), np.float32)
            matrix[a, b] = matrix[b, a] = found[at : at + len(a)]
            at += len(a)
            yield block, matrix


def _batches(blocks: Iterable[Whole]) -> Iterator[list[Whole]]:
    batch: list[Whole] = []
    pairs = 0
    for block in blocks:
        batch.append(block)
        pairs += len(block) * (len(block) - 1) // 2
        if pairs > _PAIRS:
            yield batch
            batch, pairs = [], 0
    if batch:
        yield batch


def _linked(matrix: Reals, known: Whole, sizes: NDArray[np.float64] | None = None) -> Whole:
    """Return for each row the first row of its group: average linkage down to `_TOGETHER`.

    Rows whose `known` is equal are joined first; then whichever two groups have the highest mean chance, the first
    ones where several have.
    """
    count = len(matrix)
    means = matrix.astype(np.float64)
    np.fill_diagonal(means, -1)
    label = np.arange(count)
    weight = np.ones(count) if sizes is None else sizes.copy()
    _, firsts, group = np.unique(known, return_index=True, return_inverse=True)
    for row in np.flatnonzero(firsts[group.reshape(-1)] != np.arange(count)).tolist():
        _merge(means, weight, label, int(firsts[group.reshape(-1)[row]]), row)
    while True:
        at = int(means.argmax())
        one, other = divmod(at, count)
        if means[one, other] < _TOGETHER:
            return label
        _merge(means, weight, label, min(one, other), max(one, other))


def _merge(means: NDArray[np.float64], weight: NDArray[np.float64], label: Whole, one: int, other: int) -> None:
    """Put one row's group into another's, whose means become those of both."""
    total = weight[one] + weight[other]
    mean = (means[one] * weight[one] + means[other] * weight[other]) / total
    gone = (means[one] < 0) | (means[other] < 0)  # themselves, and rows that were merged before
    mean[gone] = -1
    means[one] = means[:, one] = mean
    means[other] = means[:, other] = -1
    weight[one] = total
    label[label == other] = one


def _join_blocks(part: Whole, label: Whole, known: Whole, chances: Chances) -> None:
    """Join the groups of a part of several blocks, as some of their articles speak for them."""
    groups = _groups(label[part], part)
    for at in range(0, len(groups), _BLOCK):
        some = groups[at : at + _BLOCK]
        speakers = [group[np.linspace(0, len(group) - 1, min(len(group), _SPOKEN_FOR)).astype(int)] for group in some]
        owner = np.repeat(np.arange(len(some)), [len(each) for each in speakers])
        everyone = np.concatenate(speakers)
        a, b = np.triu_indices(len(everyone), 1)
        apart = owner[a] != owner[b]
        a, b = a[apart], b[apart]
        found = chances(everyone[a], everyone[b])
        key = owner[a] * len(some) + owner[b]
        sums = np.bincount(key, weights=found, minlength=len(some) ** 2)
        counts = np.bincount(key, minlength=len(some) ** 2)
        means = (sums / np.maximum(counts, 1)).reshape(len(some), len(some)).astype(np.float32)
        together = _linked(means + means.T, _known_of(some, known), np.array([float(len(each)) for each in some]))
        for group, first in zip(some, together.tolist(), strict=True):
            label[group] = label[some[first][0]]


def _groups(label: Whole, part: Whole) -> list[Whole]:
    order = np.argsort(label, kind="stable")
    return [part[rows] for rows in np.split(order, np.flatnonzero(np.diff(label[order])) + 1)]


def _known_of(groups: Sequence[Whole], known: Whole) -> Whole:
    """Return for each group the first of those with which it is known to belong together."""
    first: dict[int, int] = {}
    return np.array(
        [min(first.setdefault(int(k), n) for k in known[group]) for n, group in enumerate(groups)], np.int64
    )
