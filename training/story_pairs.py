"""Train what tells whether two articles are of one event: python -m training.story_pairs OUT SET …

A SET is RECORD=GOLD=KEY=BIT: a record built from the rows of GOLD (JSONL, gzipped), whose KEY names each row's event,
and the bit of that name's CRC-32 that puts it into the tuned half: incidents.db=incidents.jsonl.gz=incident=1. Needs
training/requirements.txt. Only events of the tuned half are learned from; the others stand beside them, as the articles
of a large record do. Each set is seen as a whole, by its tuned half, together with the others, and in many small draws,
since how rare a word is depends on the set; some articles are cut short, and some events happen again, at the same
place on another day. Writes story_pairs.onnx into OUT and its line in SHA256SUMS. Seeded; a minute.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import lightgbm
import numpy as np
from numpy.typing import NDArray

from onrecord.grouping.event_sketch import DAY, TERM, EventSketch, day_of, sketch_event
from onrecord.grouping.event_terms import HEAD, LEAD, NAME, PLACE
from onrecord.grouping.story_candidates import find_candidates
from onrecord.grouping.story_columns import Columns, columns_of
from onrecord.grouping.story_pairs import FEATURES, MODEL, PairScorer
from onrecord.record import Record
from onrecord.record.rows import article_id
from training.trees import as_onnx, store

_SEED = 20180205
_DRAWS = 240  # small sets
_AGAIN = 0.02  # of the events happen again: a like event at the same place on another day, with other particulars
# More of these never makes the chance lower, or higher: so the trees say something sensible of what they never saw.
_FALLING = ("published", "main_days")
_EITHER = ("places_least", "places_most", "one_outlet", "least_terms", "least_weight")
_PARAMETERS = {
    "objective": "binary",
    "learning_rate": 0.06,
    "num_leaves": 12,
    "min_data_in_leaf": 60,
    "feature_fraction": 0.6,
    "bagging_fraction": 0.8,
    "bagging_freq": 1,
    "lambda_l2": 10,
    "verbose": -1,
    "seed": 1,
    "num_threads": 1,
    "deterministic": True,
    "monotone_constraints": [-1 if name in _FALLING else 0 if name in _EITHER else 1 for name in FEATURES],
}
_ROUNDS = 200


@dataclass(frozen=True, slots=True)
class Labelled:
    """One article's sketch and the event that it tells of."""

    sketch: EventSketch
    event: str
    tuned: bool


def is_tuned(event: str, bit: int) -> bool:
    """Tell whether an event is of the half that is learned from, by one bit of its CRC-32.

    The lowest bit is the same for all numbers of six digits: such names are split by the next one.
    """
    return bool(zlib.crc32(event.encode()) >> bit & 1)


def read_set(record: Path, gold: Path, key: str, bit: int) -> list[Labelled]:
    """Return the articles of a record with their events."""
    with gzip.open(gold, "rt", encoding="utf-8") as lines:
        events = {row["id"]: str(row[key]) for row in map(json.loads, lines)}
    return [
        Labelled(sketch_event(article_id(article.origin.key), article), f"{key} {event}", is_tuned(event, bit))
        for article in Record.open_read_only(record).articles()
        if (event := events.get(article.origin.id))
    ]


def contexts(sets: Sequence[Sequence[Labelled]]) -> Iterator[list[Labelled]]:
    """Yield the sets that pairs are taken from."""
    draw = random.Random(_SEED)
    everything = [it for own in sets for it in own]
    for own in (*sets, everything):
        yield list(own)
        yield varied([it for it in own if it.tuned], draw)
    for _ in range(_DRAWS):
        own = draw.choice((*sets, everything))
        events = sorted({it.event for it in own if it.tuned})
        chosen = set(draw.sample(events, min(len(events), draw.choice((1, 2, 4, 8, 16, 40)))))
        yield varied([it for it in own if it.event in chosen], draw)


def varied(own: Sequence[Labelled], draw: random.Random) -> list[Labelled]:
    """Return articles, for some events with a like one at another time, and some cut short or without dates."""
    found = list(own)
    for event in sorted({it.event for it in own}):
        if draw.random() < _AGAIN:
            days, salt = draw.choice((-1, 1)) * draw.randint(1, draw.choice((10, 120))), draw.getrandbits(32)
            found += [_again(it, days, salt, draw.uniform(0.1, 0.5)) for it in own if it.event == event]
    share = draw.choice((0.0, 0.2, 0.8))
    return [_cut(it, draw) if draw.random() < share else it for it in found]


def _again(it: Labelled, days: int, salt: int, kept: float) -> Labelled:
    """Return an article as it might be of a like event `days` later, with the same actors and other particulars.

    Of places and the headline's names most stay, of other names, figures and rare words few; the dates are
    moved, the embedding is turned.
    """
    terms = np.frombuffer(it.sketch.terms, TERM).copy()
    chance = (terms["term"] * np.uint32(2654435761) ^ np.uint32(salt)) / 2**32
    places = (terms["flags"] & PLACE > 0) | ((terms["flags"] & NAME > 0) & (terms["flags"] & HEAD > 0))
    change = (terms["prior"] < 1500) & (chance > np.where(places, 0.85, kept))
    terms["term"] = np.where(change, terms["term"] ^ np.uint32(salt), terms["term"])
    moved = np.frombuffer(it.sketch.days, DAY).copy()
    moved["day"] += days
    vector = np.frombuffer(it.sketch.vector, np.int8).astype(np.float64)
    other = np.random.default_rng(salt).normal(size=len(vector))
    vector += other * np.linalg.norm(vector) / np.linalg.norm(other) * 0.9
    sketch = replace(
        it.sketch,
        number=it.sketch.number ^ (salt << 8),
        terms=np.sort(terms, order="term").tobytes(),
        days=moved.tobytes(),
        published=_later(it.sketch.published, days),
        vector=np.clip(np.rint(vector), -127, 127).astype(np.int8).tobytes(),
    )
    return Labelled(sketch, f"{it.event} again {salt}", it.tuned)


def _cut(it: Labelled, draw: random.Random) -> Labelled:
    """Return an article as a short one: its headline and opening alone, at times without dates."""
    terms = np.frombuffer(it.sketch.terms, TERM)
    kept = terms[(terms["flags"] & (HEAD | LEAD)) > 0]
    days = it.sketch.days if draw.random() < 0.5 else b""
    return replace(it, sketch=replace(it.sketch, terms=kept.tobytes(), days=days))


def _later(published: str | None, days: int) -> str | None:
    day = day_of(published)
    return None if day is None or published is None else date.fromordinal(day + days).isoformat() + published[10:]


def pairs_of(own: Sequence[Labelled]) -> tuple[NDArray[np.float32], NDArray[np.bool_], NDArray[np.float64]]:
    """Return features, labels and weights of the candidates and the true pairs of one set's tuned half."""
    ordered = sorted(own, key=lambda it: (it.sketch.published or "", it.sketch.number))
    columns = columns_of([it.sketch for it in ordered])
    events = np.unique([it.event for it in ordered], return_inverse=True)[1]
    tuned = np.array([it.tuned for it in ordered])
    a, b = _with_true_pairs(columns, events)
    a, b = a[tuned[a] & tuned[b]], b[tuned[a] & tuned[b]]
    same = events[a] == events[b]
    sizes = np.bincount(events)
    weights = np.where(same, 2 / np.sqrt(np.maximum(sizes[events[a]], 1)), 1.0)
    return PairScorer(columns).features(a, b), same, weights


def _with_true_pairs(columns: Columns, events: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the candidates, all true pairs, and as many pairs by chance as there are articles."""
    a, b = find_candidates(columns)
    size = len(columns)
    order = np.random.default_rng(_SEED).permutation(size)
    keys = [a * size + b, np.minimum(order[1:], order[:-1]) * size + np.maximum(order[1:], order[:-1])]
    order = np.argsort(events, kind="stable")
    for own in np.split(order, np.flatnonzero(np.diff(events[order])) + 1):
        one, other = np.triu_indices(len(own), 1)
        keys.append(own[one] * size + own[other])
    return np.divmod(np.unique(np.concatenate(keys)), size)


def train(sets: Sequence[Sequence[Labelled]]) -> lightgbm.Booster:
    """Return the trees."""
    seen = [pairs_of(own) for own in contexts(sets) if len(own) > 1]
    features, labels, weights = (np.concatenate(part) for part in zip(*seen, strict=True))
    return lightgbm.train(_PARAMETERS, lightgbm.Dataset(features, labels, weight=weights), _ROUNDS)


def main(arguments: Sequence[str] | None = None) -> None:
    """Read, train, write."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("out", type=Path)
    options.add_argument("sets", nargs="+", metavar="RECORD=GOLD=KEY=BIT")
    chosen = options.parse_args(arguments)
    sets = []
    for part in chosen.sets:
        record, gold, key, bit = part.split("=")
        sets.append(read_set(Path(record), Path(gold), key, int(bit)))
    booster = train(sets)
    print(store(as_onnx(booster, len(FEATURES)), chosen.out / MODEL))


if __name__ == "__main__":
    main()
