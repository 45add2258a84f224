"""The sketches of a set as columns, with how telling each term is in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from onrecord.grouping.event_sketch import DAY, TERM, EventSketch, day_of

Reals = NDArray[np.float32]
Whole = NDArray[np.int64]
# The set's own counts are blended with what is known of English beforehand, as if this many more articles had been
# read: so a set of six articles does not take what all six share for common.
_READ_BEFORE = 5000.0
_RAREST = 1e-4  # share of articles below which rarer says no more
NO_DAY = np.nan


@dataclass(frozen=True, slots=True)
class Columns:
    """N sketches in order of time, and their E terms row by row."""

    numbers: Whole  # N
    time: NDArray[np.float64]  # N: days; NaN where unknown
    outlet: Whole  # N: equal where the outlet is; −1 where unknown
    vectors: NDArray[np.int8]  # N, 384
    first: Whole  # N + 1: where each one's terms begin
    term: Whole  # E: places in `rarity`, rising within a row
    flags: NDArray[np.uint8]  # E
    weight: Reals  # E: how much of the article it is, damped
    rarity: Reals  # a term: −ln of the share of articles that hold it
    day_first: Whole  # N + 1
    day: Whole
    day_weight: Reals

    def __len__(self) -> int:
        return len(self.numbers)


def columns_of(sketches: Sequence[EventSketch]) -> Columns:
    """Return the columns of sketches that are in order of time."""
    terms = np.frombuffer(b"".join(sketch.terms for sketch in sketches), TERM)
    days = np.frombuffer(b"".join(sketch.days for sketch in sketches), DAY)
    _, first_at, term, counts = np.unique(terms["term"], return_index=True, return_inverse=True, return_counts=True)
    prior = terms["prior"][first_at].astype(np.float64) / 1e5
    outlets = {name: n for n, name in enumerate(sorted({sketch.outlet for sketch in sketches if sketch.outlet}))}
    return Columns(
        numbers=np.array([sketch.number for sketch in sketches], np.int64),
        time=np.array([_time(sketch.published) for sketch in sketches], np.float64),
        outlet=np.array([outlets.get(sketch.outlet, -1) for sketch in sketches], np.int64),
        vectors=np.frombuffer(b"".join(sketch.vector for sketch in sketches), np.int8).reshape(len(sketches), -1),
        first=_starts([len(sketch.terms) // TERM.itemsize for sketch in sketches]),
        term=term.reshape(-1).astype(np.int64),
        flags=np.ascontiguousarray(terms["flags"]),
        weight=np.sqrt(terms["weight"].astype(np.float32) / 8),
        rarity=rarity_of(counts, prior, len(sketches)),
        day_first=_starts([len(sketch.days) // DAY.itemsize for sketch in sketches]),
        day=days["day"].astype(np.int64),
        day_weight=days["weight"].astype(np.float32) / np.float32(255),
    )


def rarity_of(counts: NDArray[np.int64], prior: NDArray[np.float64], articles: int) -> Reals:
    """Return −ln of the share of articles that hold a term, but for two that are being compared."""
    others = np.maximum(counts - 2, 0) + _READ_BEFORE * prior
    share = others / (max(articles - 2, 0) + _READ_BEFORE)
    return -np.log(np.clip(share, _RAREST, 0.9)).astype(np.float32)


def sums_by(places: Whole, values: NDArray[np.floating[Any]], count: int) -> NDArray[np.float64]:
    """Return the sum of the values of each of `count` places."""
    return np.bincount(places, weights=values, minlength=count).astype(np.float64)


def _starts(sizes: Sequence[int]) -> Whole:
    return np.concatenate(([0], np.cumsum(np.array(sizes, np.int64)))).astype(np.int64)


def _time(published: str | None) -> float:
    """Return days, with the hour as a fraction where it is known; a day alone counts as its noon."""
    day = day_of(published)
    if day is None or published is None:
        return NO_DAY
    clock = published[11:16]
    if len(clock) == 5 and clock[2] == ":" and clock.replace(":", "").isdecimal():
        return day + int(clock[:2]) / 24 + int(clock[3:]) / 1440
    return day + 0.5
