"""Scores stories, timelines and conflicts on the invented stories of tests/stories: python -m benchmarks.conflicts

All pages of all folders go into one record. `--only NAME` takes one folder, `--errors` lists what went wrong,
`--record FILE` scores a record that was built before, `--floors FILE` (JSON, a least figure a name) gives exit code 1
below one. Stories: BCubed over pages against their folders. A conflict that was found is right when two of its sides
overlap the quotes of two different sides of one conflict of the gold. An event that was found is right when an event of
the gold one of whose quotes it overlaps has its date; those that overlap none are not in the gold, and not counted.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from itertools import permutations
from pathlib import Path

if not __package__:  # started as a file: what stands beside it is found from the root
    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import msgspec

from benchmarks.conflict_gold import (
    FoundConflict,
    FoundEvent,
    GoldStory,
    Key,
    Place,
    Quote,
    Reading,
    as_json,
    places_of,
    read_gold,
    read_record,
)
from benchmarks.machine import as_table, made_here, say
from benchmarks.sets import ROOT

STORIES = ROOT / "tests" / "stories"
KINDS = ("figure", "denial", "account")
_HEAD = (
    "story",
    "pages",
    "conflicts right",
    "gold found",
    "no-conflicts hit",
    "dates right",
    "events found",
    "not in gold",
)


class Count(msgspec.Struct):
    """How many were right of those found, and how many of the gold were found."""

    found: int = 0
    right: int = 0
    gold: int = 0
    matched: int = 0

    @property
    def precision(self) -> float:
        """Return the share that is right of those found; 1 where none was."""
        return self.right / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        """Return the share that was found of the gold; 1 where there is none."""
        return self.matched / self.gold if self.gold else 1.0


class FolderScore(msgspec.Struct):
    """How one folder went."""

    pages: int = 0
    missing: list[str] = msgspec.field(default_factory=list)  # pages that gave no article, quotes that are not in one
    conflicts: Count = msgspec.field(default_factory=Count)
    kinds: dict[str, Count] = msgspec.field(default_factory=lambda: {kind: Count() for kind in KINDS})
    careless: int = 0  # no_conflicts that were found
    no_conflicts: int = 0
    events: Count = msgspec.field(default_factory=Count)
    not_in_gold: list[str] = msgspec.field(default_factory=list)  # events to be judged by eye
    errors: list[str] = msgspec.field(default_factory=list)


class Score(msgspec.Struct):
    """How all folders went."""

    folders: dict[str, FolderScore]
    precision: float  # BCubed, of the stories
    recall: float

    def figures(self) -> dict[str, float]:
        """Return the figures that floors are set for, by name."""
        f1 = 2 * self.precision * self.recall / max(self.precision + self.recall, 1e-9)
        named = {"stories.bcubed_precision": self.precision, "stories.bcubed_recall": self.recall}
        named["stories.bcubed_f1"] = f1
        counts = {"conflicts": self.total(lambda one: one.conflicts), "events": self.total(lambda one: one.events)}
        counts.update({f"conflicts.{kind}": self.total(partial(_of_kind, kind=kind)) for kind in KINDS})
        for name, count in counts.items():
            named[f"{name}.precision"], named[f"{name}.recall"] = count.precision, count.recall
        named["no_conflicts.kept_out"] = 1 - sum(one.careless for one in self.folders.values()) / max(
            1, sum(one.no_conflicts for one in self.folders.values())
        )
        return {name: round(value, 4) for name, value in named.items()}

    def total(self, part: Callable[[FolderScore], Count]) -> Count:
        """Return the sum of one count over the folders."""
        counts = [part(one) for one in self.folders.values()]
        names = ("found", "right", "gold", "matched")
        return Count(*(sum(getattr(count, name) for count in counts) for name in names))


def _of_kind(one: FolderScore, kind: str) -> Count:
    return one.kinds[kind]


def score(gold: Mapping[str, GoldStory], reading: Reading) -> Score:
    """Return how a record of the pages agrees with their gold."""
    precision, recall = bcubed(
        {(name, page.file): f"{name}/{page.part}" for name, story in gold.items() for page in story.page},
        {key: str(number) for number, story in enumerate(reading.stories) for key in story},
    )
    folders = {name: _score_folder(name, story, reading) for name, story in gold.items()}
    return Score(folders, precision, recall)


def bcubed(gold: Mapping[Key, str], found: Mapping[Key, str]) -> tuple[float, float]:
    """Return BCubed precision and recall (Bagga & Baldwin 1998); what was not grouped stands alone."""
    own = {key: found.get(key, f"alone {key}") for key in gold}
    if not gold:
        return 1.0, 1.0
    precision = recall = 0.0
    for key in gold:
        both = sum(gold[key] == gold[other] and own[key] == own[other] for other in gold)
        precision += both / sum(own[key] == own[other] for other in gold)
        recall += both / sum(gold[key] == gold[other] for other in gold)
    return precision / len(gold), recall / len(gold)


def _score_folder(name: str, story: GoldStory, reading: Reading) -> FolderScore:
    told = FolderScore(pages=len(story.page))
    told.missing = [page.file for page in story.page if (name, page.file) not in reading.texts]
    quotes = [q for c in story.conflict for side in c.side for q in side.quotes]
    quotes += [q for one in story.no_conflict for q in one.quotes] + [q for one in story.event for q in one.quotes]
    told.missing += sorted({f"{q.file}: {q.text}" for q in quotes if not places_of([q], name, reading.texts)})
    _score_conflicts(told, name, story, reading)
    _score_events(told, name, story, reading)
    return told


def _score_conflicts(told: FolderScore, name: str, story: GoldStory, reading: Reading) -> None:
    sides = [[places_of(side.quotes, name, reading.texts) for side in one.side] for one in story.conflict]
    told.conflicts.gold = len(sides)
    for one in story.conflict:
        told.kinds[one.kind].gold += 1
    careless = [[places_of([q], name, reading.texts) for q in one.quotes] for one in story.no_conflict]
    told.no_conflicts, hit, matched = len(careless), set(), set()
    for found in reading.conflicts:
        if not any(place.key[0] == name for side in found.sides for place in side):
            continue
        right = [number for number, one in enumerate(sides) if _opposes(found, one)]
        matched.update(right)
        for count in (told.conflicts, told.kinds.setdefault(found.kind, Count())):
            count.found += 1
            count.right += bool(right)
        wrong = [number for number, one in enumerate(careless) if not right and _opposes(found, one)]
        hit.update(wrong)
        if not right:
            why = f" [{story.no_conflict[wrong[0]].why}]" if wrong else ""
            told.errors.append(f"false conflict{why}: {_conflict_line(found, reading)}")
    told.careless = len(hit)
    for number, gold in enumerate(story.conflict):
        told.conflicts.matched += number in matched
        told.kinds[gold.kind].matched += number in matched
        if number not in matched:
            told.errors.append(f"missed {gold.kind}: {gold.topic}: " + " | ".join(_quoted(s.quotes) for s in gold.side))


def _opposes(found: FoundConflict, sides: Sequence[Sequence[Place]]) -> bool:
    """Return whether two sides of what was found overlap two different sides of the gold."""
    touching = [{n for n, side in enumerate(sides) if _overlap(mine, side)} for mine in found.sides]
    return any(a != b for one, other in permutations(touching, 2) for a in one for b in other)


def _overlap(some: Iterable[Place], others: Sequence[Place]) -> bool:
    return any(one.overlaps(other) for one in some for other in others)


def _score_events(told: FolderScore, name: str, story: GoldStory, reading: Reading) -> None:
    places = [places_of(one.quotes, name, reading.texts) for one in story.event]
    matched: set[int] = set()
    told.events.gold = len(places)
    for found in reading.events:
        if not any(place.key[0] == name for place in found.mentions):
            continue
        touched = [number for number, quotes in enumerate(places) if _overlap(found.mentions, quotes)]
        if not touched:
            told.not_in_gold.append(_event_line(found))
            continue
        right = [number for number in touched if story.event[number].date == found.date]
        matched.update(right)
        told.events.found += 1
        told.events.right += bool(right)
        if not right:
            dates = ", ".join(story.event[number].date for number in touched)
            told.errors.append(f"date, gold {dates}: {_event_line(found)}")
    told.events.matched = len(matched)
    for number, gold in enumerate(story.event):
        if number not in matched:
            told.errors.append(f"missed event of {gold.date}: {_quoted(gold.quotes)}")


def _quoted(quotes: Sequence[Quote]) -> str:
    return "; ".join(f"{quote.file}: “{quote.text}”" for quote in quotes[:3])


def _event_line(found: FoundEvent) -> str:
    return f"{found.date} by {found.by}, {found.independent} sources: {found.text}"


def _conflict_line(found: FoundConflict, reading: Reading) -> str:
    sides = []
    for value, places in zip(found.values, found.sides, strict=True):
        first = places[0]
        words = " ".join(reading.texts.get(first.key, "")[first.start : first.end].split())
        sides.append(f"{value} ({first.key[1]}: “{words[:160]}”)")
    return f"{found.kind}, {found.topic}, {found.confidence:.2f}: " + " | ".join(sides)


def as_lines(told: Score, *, errors: bool) -> list[str]:
    """Return the report."""
    rows = [_row(name, one) for name, one in told.folders.items()]
    whole = FolderScore(
        pages=sum(one.pages for one in told.folders.values()),
        conflicts=told.total(lambda one: one.conflicts),
        events=told.total(lambda one: one.events),
        careless=sum(one.careless for one in told.folders.values()),
        no_conflicts=sum(one.no_conflicts for one in told.folders.values()),
        not_in_gold=[line for one in told.folders.values() for line in one.not_in_gold],
    )
    lines = [as_table(_HEAD, [*rows, _row("all", whole)])]
    lines += [f"{name} {value:.3f}" for name, value in told.figures().items()]
    for name, one in told.folders.items() if errors else ():
        lines += ["", f"== {name}", *(f"not in an article: {line}" for line in one.missing), *one.errors]
        lines += [f"not in gold: {line}" for line in one.not_in_gold]
    return lines


def _row(name: str, one: FolderScore) -> list[str | float | int | None]:
    conflicts, events = one.conflicts, one.events
    return [
        name,
        one.pages,
        f"{conflicts.right}/{conflicts.found}",
        f"{conflicts.matched}/{conflicts.gold}",
        f"{one.careless}/{one.no_conflicts}",
        f"{events.right}/{events.found}",
        f"{events.matched}/{events.gold}",
        len(one.not_in_gold),
    ]


def main(arguments: Sequence[str] | None = None, build: Callable[[Sequence[Path], Path], None] | None = None) -> int:
    """Build a record of the pages, score it, print the report; return the exit code."""
    options = _parser().parse_args(arguments)
    try:
        gold = read_gold(options.stories, options.only)
        floors: dict[str, float] = json.loads(options.floors.read_text("utf-8")) if options.floors else {}
    except OSError as error:
        say(f"Error: {error}\nName the folder of the stories with --stories.")
        return 1
    with tempfile.TemporaryDirectory() as folder:
        record = options.record or Path(folder) / "stories.db"
        if options.record is None:
            pages = [options.stories / name / page.file for name, story in gold.items() for page in story.page]
            (build or _build)(pages, record)
        told = score(gold, read_record(record))
    print("\n".join(as_lines(told, errors=options.errors)))
    print(made_here())
    figures = told.figures()
    if options.out:
        options.out.write_text(as_json(figures), encoding="utf-8")
    below = [
        f"{name} is {figures.get(name, 0.0)}, below {least}"
        for name, least in floors.items()
        if figures.get(name, 0.0) < least
    ]
    for line in below:
        say(line)
    return 1 if below else 0


def _build(pages: Sequence[Path], record: Path) -> None:
    import onrecord

    onrecord.build(list(pages), record)


def _parser() -> argparse.ArgumentParser:
    it = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    it.add_argument("--stories", type=Path, default=STORIES, help="the folder of the stories")
    it.add_argument("--only", action="append", default=[], help="this story alone; may be given again")
    it.add_argument("--errors", action="store_true", help="list what went wrong")
    it.add_argument("--record", type=Path, help="score this record instead of building one")
    it.add_argument("--floors", type=Path, help="JSON of the least figures: exit code 1 below one")
    it.add_argument("--out", type=Path, help="write the figures here, as JSON")
    return it


if __name__ == "__main__":
    sys.exit(main())
