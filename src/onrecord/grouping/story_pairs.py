"""How likely two articles are to tell of one event, from what their sketches share and what they do not."""

from __future__ import annotations

from functools import cached_property
from math import log1p
from typing import Any

import numpy as np
from numpy.typing import NDArray

from onrecord.grouping.event_sketch import DAYS
from onrecord.grouping.event_terms import HEAD, LEAD, NAME, NUMBER, PHRASE, PLACE
from onrecord.grouping.story_columns import Columns, Reals, Whole, sums_by
from onrecord.weights import run_model

MODEL = "story_pairs.onnx"
FEATURES = (
    "embedding",  # cosine
    "terms",  # cosine of all terms, weighted by rarity
    "things",  # … of those that are no names
    "named",  # … of those that are
    "held_least",  # share of an article's weight of terms that the other holds: the lesser and the larger share
    "held_most",
    "rare",  # sum of the shared terms' rarity, damped
    "names",  # … of names and phrases
    "rarest_name",
    "phrases",
    "phrases_held",  # share of the phrases of the one that has fewer
    "numbers",  # ages and other figures, with what they count
    "numbers_held",
    "head_least",  # share of a headline's weight that stands in the other article
    "head_most",
    "heads",  # cosine of the headlines
    "leads",  # cosine of headlines and openings
    "lead_names_least",  # share of the names of the opening that the other article holds
    "lead_names_most",
    "places_least",  # share of the places of the headline and opening that the other holds
    "places_most",
    "days",  # share of the days that both name
    "main_days",  # days between the day that each names most, damped
    "published",  # days between them, damped
    "one_outlet",
    "least_terms",  # terms of the shorter one: how much there is to go by
    "least_weight",
)
Numbers = NDArray[np.floating[Any]]
# What is not known speaks neither for nor against one event: it is put between much and nothing.
_UNKNOWN = 0.15  # a share
_UNKNOWN_DAYS = 7.0
_PAIRS = 20_000  # at once: bounds the memory
_WEEKS_APART = 14.0  # days between publications
_FULL_NAMES = 0.1  # share of the phrases that the other holds as well
_KNOWN_NAME = 5.5  # the rarity of names that one article in 250 holds: of large cities
_ALIKE = 0.2  # the chance of such a pair at most
_OPENING = HEAD | LEAD
# Flags of our own: a name, a place of the headline or opening; a word that is no name; any term.
_LEAD_NAME, _LEAD_PLACE, _THING, _ANY = 64, 128, 256, 512


def _are_alike_only(features: Reals) -> NDArray[np.bool_]:
    """Return which pairs are of like events: no day in common, and little that is particular to one event.

    The same actors weeks apart without a full name in common, or one well-known place without a full name or figure.
    The sets that the trees learned from have few such events and hold long affairs as one.
    """

    def of(name: str) -> Reals:
        return features[:, FEATURES.index(name)]

    again = (of("published") > log1p(_WEEKS_APART)) & (of("phrases_held") < _FULL_NAMES)
    elsewhere = (
        (of("phrases_held") == 0) & (of("numbers_held") <= np.float32(_UNKNOWN)) & (of("rarest_name") < _KNOWN_NAME)
    )
    alike: NDArray[np.bool_] = (of("days") == 0) & (again | elsewhere)
    return alike


class PairScorer:
    """Compares the articles of a set two by two."""

    def __init__(self, columns: Columns) -> None:
        self._columns = columns
        opening = (columns.flags & _OPENING) > 0
        own = np.where(opening & ((columns.flags & NAME) > 0), _LEAD_NAME, 0)
        own |= np.where(opening & ((columns.flags & PLACE) > 0), _LEAD_PLACE, 0)
        own |= np.where(columns.flags & (NAME | PHRASE), _ANY, _ANY | _THING)
        self._flags = columns.flags | own.astype(np.uint16)
        self._worth = columns.weight * columns.rarity[columns.term]
        self._rows = np.repeat(np.arange(len(columns)), np.diff(columns.first))
        self._keys = self._rows * len(columns.rarity) + columns.term
        self._totals: dict[int, NDArray[np.float64]] = {}
        self._lengths: dict[int, NDArray[np.float64]] = {}

    def chances(self, a: Whole, b: Whole) -> Reals:
        """Return for pairs of places the chance, 0 to 1, that both tell of one event.

        Raises:
            ModelError: the model is missing or was changed.
        """
        parts = [np.zeros(0, np.float32)]
        for at in range(0, len(a), _PAIRS):
            features = self.features(a[at : at + _PAIRS], b[at : at + _PAIRS])
            chances = run_model(MODEL, features)[:, 0]
            parts.append(np.where(_are_alike_only(features), np.minimum(chances, _ALIKE), chances))
        return np.concatenate(parts)

    def features(self, a: Whole, b: Whole) -> Reals:
        """Return a row of `FEATURES` for each pair of places."""
        found: dict[str, Numbers] = {"embedding": self._cosines(a, b)}
        found |= self._of_terms(a, b) | self._of_times(a, b)
        return np.stack([found[name] for name in FEATURES], axis=1).astype(np.float32)

    def _cosines(self, a: Whole, b: Whole) -> Reals:
        one, other = (self._columns.vectors[side].astype(np.float32) for side in (a, b))
        lengths = np.sqrt(np.einsum("ij,ij->i", one, one) * np.einsum("ij,ij->i", other, other))
        cosines: Reals = np.einsum("ij,ij->i", one, other) / np.maximum(lengths, 1)
        return cosines

    def _of_terms(self, a: Whole, b: Whole) -> dict[str, Numbers]:
        shared = _Shared(a, b, *self._shared_terms(a, b))
        rare = self._columns.rarity[self._columns.term[shared.one]]
        names = np.where(self._either(shared, NAME | PHRASE), rare, 0)
        rarest = np.zeros(len(a), np.float32)
        np.maximum.at(rarest, shared.pair, names)
        least, most = self._held(shared, _ANY)
        found: dict[str, Numbers] = {
            "terms": self._cosine(shared, _ANY),
            "things": self._cosine(shared, _THING),
            "named": self._cosine(shared, NAME),
            "held_least": least,
            "held_most": most,
            "rarest_name": rarest,
        }
        found["rare"] = np.log1p(shared.sums(rare * rare / 10))
        found["names"] = np.log1p(shared.sums(names * names / 10))
        found["phrases"] = np.log1p(shared.sums(np.where(self._either(shared, PHRASE), rare, 0)))
        found["numbers"] = np.log1p(shared.sums(np.where(self._either(shared, NUMBER), rare, 0)))
        for name, flag in (("head", HEAD), ("lead_names", _LEAD_NAME), ("places", _LEAD_PLACE)):
            found[f"{name}_least"], found[f"{name}_most"] = self._held(shared, flag)
        found["phrases_held"], found["numbers_held"] = self._held(shared, PHRASE)[1], self._held(shared, NUMBER)[1]
        found["heads"], found["leads"] = self._cosine(shared, HEAD), self._cosine(shared, _OPENING)
        sizes, total = np.diff(self._columns.first), self._total(_ANY)
        found["least_terms"] = np.minimum(sizes[a], sizes[b])
        found["least_weight"] = np.minimum(total[a], total[b])
        return found

    def _shared_terms(self, a: Whole, b: Whole) -> tuple[Whole, Whole, Whole]:
        """Return for each term that both articles of a pair hold the pair and its entries in one and the other."""
        first, term = self._columns.first, self._columns.term
        counts = first[a + 1] - first[a]
        pair = np.repeat(np.arange(len(a)), counts)
        entry = np.arange(len(pair)) - np.repeat(np.cumsum(counts) - counts, counts) + first[a][pair]
        wanted = b[pair] * len(self._columns.rarity) + term[entry]
        other = np.minimum(np.searchsorted(self._keys, wanted), max(len(self._keys) - 1, 0))
        same = self._keys[other] == wanted
        return pair[same], entry[same], other[same]

    def _either(self, shared: _Shared, flag: int) -> NDArray[np.bool_]:
        """Return which shared terms bear a flag in either article."""
        either: NDArray[np.bool_] = ((self._flags[shared.one] | self._flags[shared.other]) & flag) > 0
        return either

    def _cosine(self, shared: _Shared, flag: int) -> NDArray[np.float64]:
        """Return the cosine of the two articles' terms that bear a flag."""
        both = (self._flags[shared.one] & flag > 0) & (self._flags[shared.other] & flag > 0)
        dot = shared.sums(np.where(both, self._worth[shared.one] * self._worth[shared.other], 0))
        length = self._length(flag)
        return dot / np.maximum(length[shared.a] * length[shared.b], 1e-6)

    def _held(self, shared: _Shared, flag: int) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Return the shares of each one's flagged terms that the other holds, the lesser first."""
        total = self._total(flag)
        shares = []
        for side, entries in ((shared.a, shared.one), (shared.b, shared.other)):
            flagged = self._flags[entries] & flag > 0
            shares.append(shared.sums(np.where(flagged, self._worth[entries], 0)) / np.maximum(total[side], 1e-6))
        both = np.minimum(total[shared.a], total[shared.b]) > 0
        return np.where(both, np.minimum(*shares), _UNKNOWN), np.where(both, np.maximum(*shares), _UNKNOWN)

    def _total(self, flag: int) -> NDArray[np.float64]:
        """Return the worth of each article's terms that bear a flag."""
        if flag not in self._totals:
            values = np.where((self._flags & flag > 0), self._worth, 0)
            self._totals[flag] = sums_by(self._rows, values, len(self._columns))
            self._lengths[flag] = np.sqrt(sums_by(self._rows, values * values, len(self._columns)))
        return self._totals[flag]

    def _length(self, flag: int) -> NDArray[np.float64]:
        self._total(flag)
        return self._lengths[flag]

    def _of_times(self, a: Whole, b: Whole) -> dict[str, Numbers]:
        columns = self._columns
        apart = np.abs(columns.time[a] - columns.time[b])
        between = np.abs(self._main_days[a] - self._main_days[b])
        one_outlet = (columns.outlet[a] == columns.outlet[b]) & (columns.outlet[a] >= 0)
        return {
            "days": _shared_days(columns, a, b),
            "main_days": np.log1p(np.nan_to_num(between, nan=_UNKNOWN_DAYS)),
            "published": np.log1p(np.nan_to_num(apart, nan=_UNKNOWN_DAYS)),
            "one_outlet": one_outlet.astype(np.float32),
        }

    @cached_property
    def _main_days(self) -> NDArray[np.float64]:
        """The day that each article names most; NaN where it names none."""
        columns = self._columns
        rows = np.repeat(np.arange(len(columns)), np.diff(columns.day_first))
        order = np.lexsort((columns.day, -columns.day_weight, rows))
        found = np.full(len(columns), np.nan)
        firsts = order[np.flatnonzero(np.diff(rows[order], prepend=-1))]
        found[rows[firsts]] = columns.day[firsts]
        return found


class _Shared:
    """The terms that the articles of pairs share."""

    def __init__(self, a: Whole, b: Whole, pair: Whole, one: Whole, other: Whole) -> None:
        self.a, self.b = a, b
        self.pair, self.one, self.other = pair, one, other

    def sums(self, values: Numbers) -> NDArray[np.float64]:
        """Return the sum of each pair's values."""
        return sums_by(self.pair, values, len(self.a))


def _shared_days(columns: Columns, a: Whole, b: Whole) -> Reals:
    """Return the share of the days that both name, by weight; `_UNKNOWN` where one names none."""
    found = np.zeros(len(a), np.float32)
    one_count, other_count = (np.diff(columns.day_first)[side] for side in (a, b))
    for i in range(DAYS):
        for j in range(DAYS):
            both = np.flatnonzero((one_count > i) & (other_count > j))
            one, other = columns.day_first[a[both]] + i, columns.day_first[b[both]] + j
            near = np.minimum(columns.day_weight[one], columns.day_weight[other])
            found[both] += np.where(columns.day[one] == columns.day[other], near, 0)
    return np.where((one_count > 0) & (other_count > 0), found, _UNKNOWN).astype(np.float32)
