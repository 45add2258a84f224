"""Which shared words are no evidence of copying: what recurs within one outlet, or over weeks, in unrelated texts.

Nothing here goes by how often a hash occurs among all: a news agency's text in two hundred outlets on one day is
evidence, a newsletter's line in three unrelated articles of one outlet is not.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from onrecord.grouping.postings import Postings, group_starts
from onrecord.grouping.text_words import Mask, Places

_LOOKED_AT = 6  # neighbours in time that are compared for one hash, evenly spread: a sample of how it recurs
_UNRELATED = 2  # of them, in one outlet: the same words in three texts that else share nothing
_UNRELATED_NOWHERE = 4  # … where the outlet is unknown: they may be three outlets
_WEEKS = 3  # from one week to another that the same words return in unrelated texts of any outlet
_MANY_WEEKS, _LONG = (
    4,
    8,
)  # so many different weeks, and so many from the first to the last: no news is copied that long
_ALIKE_IN_OUTLET = 0.15  # of the weight of the lesser text; furniture weighs little, by how often the outlet has it
_ALIKE_OVER_WEEKS = 0.3  # of the hashes of the lesser text
_ROUNDS = 2  # what the first finds makes texts unrelated that had seemed alike by their furniture alone
_CHUNK = 20_000  # pairs of articles compared at once: some 30 MB

Pairs = NDArray[np.int64]
Weights = NDArray[np.float64]


def furniture_rows(postings: Postings) -> Mask:
    """Return which rows of the postings are furniture, and no evidence of copying."""
    furniture = np.zeros(len(postings.hash), dtype=np.bool_)
    if not len(furniture):
        return furniture
    for _ in range(_ROUNDS):
        furniture |= _recurring_in_outlet(postings, furniture)
    furniture |= _recurring_over_weeks(postings, furniture)
    return furniture | _mostly_furniture(postings, furniture)


def _recurring_in_outlet(postings: Postings, furniture: Mask) -> Mask:
    """Return the rows of hashes that recur within their outlet: in texts which share little else, or for months."""
    outlet = postings.outlet[postings.article]
    order = np.lexsort((postings.article, outlet, postings.hash))
    starts = group_starts(postings.hash[order], outlet[order])
    sizes = np.diff(np.append(starts, len(order)))
    weight = np.empty(len(order))
    weight[order] = np.repeat(1.0 / sizes, sizes)
    weight[furniture] = 0.0
    group, pairs = _spread(starts, sizes, _UNRELATED + 1)
    neighbours = postings.article[order][pairs]
    alike = _weight_alike(postings, neighbours, weight, furniture)
    apart = np.bincount(group[alike < _ALIKE_IN_OUTLET], minlength=len(starts))
    looked = np.bincount(group, minlength=len(starts))
    needed = np.where(outlet[order][starts] == 0, _UNRELATED_NOWHERE, _UNRELATED)
    found = np.zeros(len(order), dtype=np.bool_)
    first, last = order[starts], order[starts + sizes - 1]
    lasting = (outlet[first] > 0) & _is_lasting(postings, first, last)
    found[order] = np.repeat(((apart >= needed) & (2 * apart >= looked)) | lasting, sizes)
    return found


def _recurring_over_weeks(postings: Postings, furniture: Mask) -> Mask:
    """Return the rows of hashes that return week after week: in texts which share little else, or for months.

    What returns for months may be all there is of a text: a page that says no more than that it is gone.
    """
    week = postings.day[postings.article] // 7
    dated = np.flatnonzero(week >= 0)
    firsts = dated[group_starts(postings.hash[dated], week[dated])]  # one holder a week; rows are in order of time
    starts = group_starts(postings.hash[firsts])
    sizes = np.diff(np.append(starts, len(firsts)))
    group, pairs = _spread(starts, sizes, _WEEKS + 1)
    weight = np.where(furniture, 0.0, 1.0)
    alike = _weight_alike(postings, postings.article[firsts][pairs], weight, furniture)
    apart = np.bincount(group[alike < _ALIKE_OVER_WEEKS], minlength=len(starts))
    looked = np.bincount(group, minlength=len(starts))
    is_stock = np.zeros(postings.hashes, dtype=np.bool_)
    lasting = (sizes >= _MANY_WEEKS) & _is_lasting(postings, firsts[starts], firsts[starts + sizes - 1])
    is_stock[postings.hash[firsts[starts]]] = ((apart >= _WEEKS) & (2 * apart >= looked)) | lasting
    return is_stock[postings.hash]


def _is_lasting(postings: Postings, first: Places, last: Places) -> Mask:
    """Return whether the first and the last holder, as rows, are of days far apart and no captures of one page."""
    one, other = postings.article[first], postings.article[last]
    apart = postings.day[other] - postings.day[one] >= 7 * _LONG
    lasting: Mask = (
        apart & (postings.day[one] >= 0) & ((postings.page[one] != postings.page[other]) | (postings.page[one] == 0))
    )
    return lasting


def _mostly_furniture(postings: Postings, furniture: Mask) -> Mask:
    """Return the rows of hashes that are furniture in half of their holders: a copy took it along."""
    total = np.bincount(postings.hash, minlength=postings.hashes)
    found = np.bincount(postings.hash[furniture], minlength=postings.hashes)
    return np.asarray((2 * found >= total)[postings.hash])


def _spread(starts: Places, sizes: Places, least: int) -> tuple[Places, Pairs]:
    """Return, for groups of `least` rows and more, some neighbouring rows: the group's number, the two rows."""
    chosen = np.flatnonzero(sizes >= least)
    step = np.arange(_LOOKED_AT)
    counts = np.minimum(sizes[chosen] - 1, _LOOKED_AT)
    offset = step[None, :] * (sizes[chosen, None] - 1) // np.maximum(counts[:, None], 1)
    inside = step[None, :] < counts[:, None]
    first = (starts[chosen, None] + offset)[inside]
    return np.repeat(chosen, counts), np.column_stack([first, first + 1])


def _weight_alike(postings: Postings, pairs: Pairs, weight: Weights, furniture: Mask) -> Weights:
    """Return how much of the weight of the lesser of two articles the other has as well, 0 to 1, a row a pair.

    What no other article holds weighs 1.
    """
    articles = len(postings.sketches)
    alone = np.diff(postings.first_row) - np.bincount(postings.article, minlength=articles)
    total = alone + np.bincount(postings.article, weights=weight, minlength=articles)
    order = np.argsort(postings.article, kind="stable")
    order = order[~furniture[order]]
    first = np.concatenate([[0], np.cumsum(np.bincount(postings.article[order], minlength=articles))])
    keys, back = np.unique(pairs[:, 0] * articles + pairs[:, 1], return_inverse=True)
    alike = np.zeros(len(keys))
    for at in range(0, len(keys), _CHUNK):
        chunk = keys[at : at + _CHUNK]
        one, other = chunk // articles, chunk % articles
        shared = _shared_weight(postings.hash, weight, order, first, one, other)
        alike[at : at + _CHUNK] = shared / np.maximum(np.minimum(total[one], total[other]), 1e-9)
    return alike[back]


def _shared_weight(
    hashes: Places, weight: Weights, order: Places, first: Places, one: Places, other: Places
) -> Weights:
    """Return the weight of the hashes that both articles of each pair hold."""
    rows, pair = _rows_of(order, first, one)
    rows_too, pair_too = _rows_of(order, first, other)
    size = int(hashes[-1]) + 1
    keys = np.concatenate([pair * size + hashes[rows], pair_too * size + hashes[rows_too]])
    weights = np.concatenate([weight[rows], weight[rows_too]])
    by_key = np.argsort(keys, kind="stable")
    twice = np.flatnonzero(keys[by_key][1:] == keys[by_key][:-1])
    lesser = np.minimum(weights[by_key[twice]], weights[by_key[twice + 1]])
    shared: Weights = np.bincount(keys[by_key[twice]] // size, weights=lesser, minlength=len(one)).astype(np.float64)
    return shared


def _rows_of(order: Places, first: Places, articles: Places) -> tuple[Places, Places]:
    """Return the rows of each article of a list, one after the other, and which entry of the list each is of."""
    counts = first[articles + 1] - first[articles]
    entry = np.repeat(np.arange(len(articles)), counts)
    within = np.arange(len(entry)) - np.repeat(np.cumsum(counts) - counts, counts)
    return order[first[articles][entry] + within], entry
