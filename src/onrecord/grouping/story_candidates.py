"""Which pairs of articles are worth comparing: those that share rare terms, the nearer in time the sooner."""

from __future__ import annotations

import numpy as np

from onrecord.grouping.story_columns import Columns, Reals, Whole, sums_by

_TERMS = 32  # of an article, its most telling ones
_AHEAD = 8  # articles that hold the same term, from each to those that come next, and to those before
_KEPT = 12  # candidates of an article
_HALVES = 60.0  # days after which a shared term counts half
_ROWS = 2000  # articles at once: bounds the memory


def find_candidates(columns: Columns) -> tuple[Whole, Whole]:
    """Return pairs of places, the lower first, in order and without repeats: about eight an article."""
    size = len(columns)
    rows, terms = _postings(columns)
    strength = columns.rarity[terms] ** 2
    by_row = np.argsort(rows, kind="stable")
    first = np.searchsorted(rows[by_row], np.arange(size + 1))
    keys = [np.zeros(0, np.int64)]
    for start in range(0, size, _ROWS):
        here = by_row[first[start] : first[min(start + _ROWS, size)]]
        own, others = _neighbours(here, terms)
        one, other = _strongest(columns, rows[own] * size + rows[others], strength[own])
        keys.append(np.minimum(one, other) * size + np.maximum(one, other))
    a, b = np.divmod(np.unique(np.concatenate(keys)), max(size, 1))
    return a, b


def _postings(columns: Columns) -> tuple[Whole, Whole]:
    """Return the rows and the terms of the most telling entries of each row, by term and then by time."""
    worth = columns.rarity[columns.term] * (1 + columns.weight)
    rows = np.repeat(np.arange(len(columns)), np.diff(columns.first))
    order = np.lexsort((columns.term, -worth, rows))
    place = np.arange(len(order)) - columns.first[rows[order]]
    kept = order[place < _TERMS]
    kept = kept[np.lexsort((rows[kept], columns.term[kept]))]
    return rows[kept], columns.term[kept]


def _neighbours(here: Whole, terms: Whole) -> tuple[Whole, Whole]:
    """Return each of some postings with those of the same term that lie next to it in time."""
    own, others = [np.zeros(0, np.int64)], [np.zeros(0, np.int64)]
    for step in (*range(-_AHEAD, 0), *range(1, _AHEAD + 1)):
        beside = here + step
        inside = np.flatnonzero((beside >= 0) & (beside < len(terms)))
        inside = inside[terms[here[inside]] == terms[beside[inside]]]
        own.append(here[inside])
        others.append(beside[inside])
    return np.concatenate(own), np.concatenate(others)


def _strongest(columns: Columns, keys: Whole, strength: Reals) -> tuple[Whole, Whole]:
    """Return for each article the others that share the most with it. A key is an article's place and another's."""
    keys, at = np.unique(keys, return_inverse=True)
    one, other = np.divmod(keys, max(len(columns), 1))
    apart = np.nan_to_num(np.abs(columns.time[one] - columns.time[other]), nan=0.0)
    total = sums_by(at.reshape(-1), strength, len(keys)) * 0.5 ** (apart / _HALVES)
    order = np.lexsort((keys, -total, one))
    ranked = one[order]
    opens = np.flatnonzero(np.diff(ranked, prepend=-1))
    place = np.arange(len(order)) - np.repeat(opens, np.diff(opens, append=len(order)))
    kept = order[place < _KEPT]
    return one[kept], other[kept]
