"""Measures how well articles are put into stories, beside two plain ways of doing it: python -m benchmarks.stories

    python -m benchmarks.stories RECORD=GOLD=KEY=BIT …      e.g. events.db=events.jsonl.gz=event=0
    python -m benchmarks.stories --scale 10000 100000 RECORD=GOLD=KEY=BIT …

GOLD is JSONL (gzipped), whose KEY names each row's event; RECORD is a record that was built from those rows; BIT is the
bit of the CRC-32 of an event's name that says whether it is of the half that the trees learned from. Without sets it
takes the two of ../shared and builds their records under out/, with statements: three minutes. BCubed (Bagga & Baldwin
1998) and pairwise precision, recall, F1 over all rows of the gold; a row that is not in the record is a story of one.
Peers: single-pass clustering in order of time with a window of days, by the cosine of TF-IDF (as in usual news
clustering, Allan et al. 1998) and by that of MiniLM embeddings; both with the threshold that is best on the tuned half.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import resource
import subprocess
import sys
import time
import zlib
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

if not __package__:  # started as a file: what stands beside it is found from the root
    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import numpy as np
from numpy.typing import NDArray

from benchmarks.machine import as_table, say
from benchmarks.sets import OUT, SHARED
from onrecord.grouping.event_sketch import DAY, TERM, EventSketch, day_of, sketch_event
from onrecord.grouping.stories import find_stories
from onrecord.grouping.story_columns import columns_of
from onrecord.record import Record
from onrecord.record.rows import article_id

Grouping = Mapping[str, int]  # a row's story
_SETS = (("incidents", "incident", 1), ("events", "event", 0))
_WINDOW = 14.0  # days: a story that no article was added to for so long is closed
_THRESHOLDS = tuple(round(0.1 + 0.05 * n, 2) for n in range(16))


@dataclass(frozen=True)
class StorySet:
    """The sketches of a record's articles, and the gold."""

    name: str
    gold: Mapping[str, str]  # a row's event
    rows: Mapping[int, str]  # an article's row
    sketches: tuple[EventSketch, ...]
    bit: int
    sketch_ms: float  # CPU time an article

    def half(self, *, tuned: bool) -> dict[str, str]:
        """Return the gold of one half."""
        wanted = int(tuned)
        return {row: event for row, event in self.gold.items() if zlib.crc32(event.encode()) >> self.bit & 1 == wanted}

    def of(self, gold: Mapping[str, str]) -> StorySet:
        """Return the set of these rows alone."""
        kept = tuple(sketch for sketch in self.sketches if self.rows[sketch.number] in gold)
        return replace(self, gold=gold, sketches=kept)


def read_set(record: Path, gold: Path, key: str, bit: int) -> StorySet:
    """Return a set with the sketches of its articles."""
    with gzip.open(gold, "rt", encoding="utf-8") as lines:
        events = {row["id"]: str(row[key]) for row in map(json.loads, lines)}
    articles = [(article_id(it.origin.key), it) for it in Record.open_read_only(record).articles()]
    begun = time.process_time()
    sketches = tuple(sketch_event(number, article) for number, article in articles)
    spent = (time.process_time() - begun) / max(1, len(articles)) * 1000
    return StorySet(gold.name.split(".")[0], events, {n: it.origin.id for n, it in articles}, sketches, bit, spent)


# ── scores ───────────────────────────────────────────────────────────────────────────────────────────────


def scores(gold: Mapping[str, str], found: Grouping) -> list[float]:
    """Return BCubed precision, recall, F1 and pairwise precision, recall, F1."""
    of = {row: str(found.get(row, f"alone {row}")) for row in gold}
    true, stories = Counter(gold.values()), Counter(of.values())
    both = Counter((gold[row], of[row]) for row in gold)
    precision = sum(both[gold[row], of[row]] / stories[of[row]] for row in gold) / len(gold)
    recall = sum(both[gold[row], of[row]] / true[gold[row]] for row in gold) / len(gold)
    shared = _pairs(both)
    pair_precision, pair_recall = shared / max(1, _pairs(stories)), shared / max(1, _pairs(true))
    parts = (precision, recall, _f1(precision, recall), pair_precision, pair_recall, _f1(pair_precision, pair_recall))
    return [round(part, 3) for part in parts]


def _pairs(counts: Counter[str] | Counter[tuple[str, str]]) -> int:
    return sum(count * (count - 1) // 2 for count in counts.values())


def _f1(precision: float, recall: float) -> float:
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


# ── ways of finding stories ──────────────────────────────────────────────────────────────────────────────


def by_onrecord(own: StorySet) -> Grouping:
    """Return the stories that onrecord finds. Families are left out: the sets' copies are no part of their gold."""
    stories = find_stories(own.sketches, ())
    return {own.rows[number]: n for n, story in enumerate(stories) for number in story.articles}


def single_pass(own: StorySet, vectors: NDArray[np.float32], threshold: float) -> Grouping:
    """Return stories made in one pass: each article goes to the nearest open story's centre, or opens one."""
    found: dict[str, int] = {}
    centres = np.zeros((len(vectors), vectors.shape[1]), np.float32)
    last = np.full(len(vectors), -np.inf)
    count = 0
    order = sorted(range(len(own.sketches)), key=lambda n: (own.sketches[n].published or "", own.sketches[n].number))
    for at in order:
        day = float(day_of(own.sketches[at].published) or 0)
        open_ = np.flatnonzero(last[:count] >= day - _WINDOW)
        near = centres[open_] @ vectors[at] / np.maximum(np.linalg.norm(centres[open_], axis=1), 1e-6)
        best = int(near.argmax()) if len(open_) else -1
        story = int(open_[best]) if best >= 0 and near[best] >= threshold else count
        count += story == count
        centres[story] += vectors[at]
        last[story] = day
        found[own.rows[own.sketches[at].number]] = story
    return found


def tf_idf(own: StorySet) -> NDArray[np.float32]:
    """Return vectors of unit length over the sketches' words, weighted by how rare they are in the set."""
    columns = columns_of(own.sketches)
    counts = np.bincount(columns.term, minlength=len(columns.rarity))
    kept = np.flatnonzero(counts > 1)
    place = np.full(len(counts), -1)
    place[kept] = np.arange(len(kept))
    rarity = np.log(len(columns) / np.maximum(counts, 1))
    rows = np.repeat(np.arange(len(columns)), np.diff(columns.first))
    inside = place[columns.term] >= 0
    vectors = np.zeros((len(columns), len(kept)), np.float32)
    vectors[rows[inside], place[columns.term[inside]]] = (columns.weight * rarity[columns.term])[inside]
    return _unit(vectors)


def embeddings(own: StorySet) -> NDArray[np.float32]:
    """Return the sketches' embeddings."""
    packed = b"".join(sketch.vector for sketch in own.sketches)
    return _unit(np.frombuffer(packed, np.int8).reshape(len(own.sketches), -1).astype(np.float32))


def _unit(vectors: NDArray[np.float32]) -> NDArray[np.float32]:
    lengths = np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-6)
    unit: NDArray[np.float32] = (vectors / lengths).astype(np.float32)
    return unit


def best_single_pass(own: StorySet, vectors: Callable[[StorySet], NDArray[np.float32]]) -> tuple[float, Grouping]:
    """Return the threshold that is best on the tuned half, and the stories of the whole set with it."""
    made, tuned = vectors(own), own.half(tuned=True)
    tried = {threshold: single_pass(own, made, threshold) for threshold in _THRESHOLDS}
    best = max(_THRESHOLDS, key=lambda threshold: scores(tuned, tried[threshold])[2])
    return best, tried[best]


# ── what is said ─────────────────────────────────────────────────────────────────────────────────────────


def compare(own: StorySet) -> list[list[str | float | int]]:
    """Return a row a way and half."""
    begun = time.process_time()
    ours = by_onrecord(own)
    spent = (time.process_time() - begun) / max(1, len(own.sketches)) * 1000
    say(f"{own.name}: {len(own.gold)} rows, {len(own.sketches)} articles; {own.sketch_ms:.1f} ms CPU an article for")
    say(
        f"  its sketch, {spent:.2f} ms for stories; {np.mean([len(s.to_bytes()) for s in own.sketches]):.0f} bytes each"
    )
    ways: list[tuple[str, Grouping]] = [("onrecord", ours)]
    for name, vectors in (("TF-IDF, single pass", tf_idf), ("MiniLM, single pass", embeddings)):
        threshold, found = best_single_pass(own, vectors)
        ways.append((f"{name} ({threshold})", found))
    parts = {"all": own.gold, "tuned half": own.half(tuned=True), "held-out half": own.half(tuned=False)}
    table: list[list[str | float | int]] = []
    for name, found in ways:
        table += [[own.name, name, part, len(gold), *scores(gold, found)] for part, gold in parts.items()]
    for part in ("tuned half", "held-out half"):
        alone = own.of(parts[part])
        table.append(
            [own.name, "onrecord", f"{part}, grouped alone", len(alone.gold), *scores(alone.gold, by_onrecord(alone))]
        )
    return table


def scaled(own: Sequence[EventSketch], count: int) -> list[EventSketch]:
    """Return `count` sketches: those given, and of like events week by week, with other particulars."""
    found: list[EventSketch] = []
    for week in range(-(-count // len(own))):
        found += [_later(sketch, week) if week else sketch for sketch in own]
    random.Random(1).shuffle(found)
    return found[:count]


def _later(sketch: EventSketch, week: int) -> EventSketch:
    salt = np.uint32(week * 2654435761 & 0xFFFFFFFF)
    terms, days = np.frombuffer(sketch.terms, TERM).copy(), np.frombuffer(sketch.days, DAY).copy()
    chance = (terms["term"] * np.uint32(2654435761) ^ salt) / 2**32
    change = (terms["prior"] < 150) | ((terms["prior"] < 1500) & (chance < 0.7))
    terms["term"] = np.where(change, terms["term"] ^ salt, terms["term"])
    days["day"] += 7 * week
    day, published = day_of(sketch.published), sketch.published
    if day is not None and published is not None:
        published = date.fromordinal(day + 7 * week).isoformat() + published[10:]
    turned = np.frombuffer(sketch.vector, np.int8) + np.random.default_rng(week).normal(0, 20, len(sketch.vector))
    return replace(
        sketch,
        number=sketch.number ^ (week << 40),
        published=published,
        terms=np.sort(terms, order="term").tobytes(),
        days=days.tobytes(),
        vector=np.clip(np.rint(turned), -127, 127).astype(np.int8).tobytes(),
    )


def measure(own: Sequence[EventSketch], count: int) -> list[str | float | int]:
    """Return what stories of so many articles cost."""
    sketches = scaled(own, count)
    begun = time.process_time()
    stories = find_stories(sketches, ())
    spent = time.process_time() - begun
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
    return [count, len(stories), round(spent, 1), round(spent / count * 1000, 3), round(peak, 2)]


def built_here() -> list[str]:
    """Return the sets of ../shared, with their records, which are built where they are missing."""
    OUT.mkdir(parents=True, exist_ok=True)
    found = []
    for name, key, bit in _SETS:
        gold, record = SHARED / "data" / "stories" / f"{name}.jsonl.gz", OUT / f"{name}.db"
        if not record.exists():
            subprocess.run([sys.executable, "-m", "onrecord", "build", str(gold), "-o", str(record)], check=True)
        found.append(f"{record}={gold}={key}={bit}")
    return found


def main(arguments: Sequence[str] | None = None) -> None:
    """Read, group, score, say."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("sets", nargs="*", metavar="RECORD=GOLD=KEY=BIT")
    options.add_argument("--scale", nargs="*", type=int, default=(), metavar="ARTICLES")
    chosen = options.parse_args(arguments)
    sets = []
    for part in chosen.sets or built_here():
        record, gold, key, bit = part.split("=")
        sets.append(read_set(Path(record), Path(gold), key, int(bit)))
    head = ["set", "way", "part", "rows", "B³ P", "B³ R", "B³ F1", "pair P", "pair R", "pair F1"]
    print(as_table(head, [row for own in sets for row in compare(own)]))
    if chosen.scale:
        everything = [sketch for own in sets for sketch in own.sketches]
        cost = [measure(everything, count) for count in chosen.scale]
        print(as_table(["articles", "stories", "CPU s", "ms an article", "peak GiB"], cost))


if __name__ == "__main__":
    main()
