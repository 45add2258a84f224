"""CPU time a page, of several extractors in turn on each page: all of them meet the same state of the machine."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from statistics import fmean, median
from types import TracebackType
from typing import Self

import msgspec

from benchmarks.machine import say
from benchmarks.sets import ROOT, Gold, PageSet

_WARM_UP = 30  # pages, before the clock counts: caches of patterns, lazy imports
_SIDES = ("onrecord", "trafilatura", "trafilatura_fast", "resiliparse")


class SideTimes(msgspec.Struct, frozen=True):
    """CPU milliseconds a page of one side: text and metadata, or text alone as `timed.py` says."""

    pages: int
    failed: int
    median_ms: float
    mean_ms: float
    p99_ms: float
    max_ms: float


class Race(msgspec.Struct, frozen=True):
    """All sides, and how many times as long as onrecord the others take."""

    rounds: int
    sides: dict[str, SideTimes]
    times_median: dict[str, float]
    times_mean: dict[str, float]
    slowest: list[tuple[str, float]]  # pages on which onrecord took longest: "SET/ID", CPU milliseconds


class _Side:
    """A process that times pages, one at a time."""

    def __init__(self, name: str, python: str) -> None:
        # not -m: its Python need not know of this package, and stands in its own folder as a script would
        self._process = subprocess.Popen(
            [python, str(Path(__file__).with_name("timed.py")), name],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            cwd=ROOT,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        assert self._process.stdin is not None
        self._process.stdin.close()
        self._process.wait()

    def seconds(self, path: Path, url: str) -> float | None:
        """Return the CPU seconds that one page took, None where the extractor failed on it."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps([str(path), url]) + "\n")
        self._process.stdin.flush()
        answer = self._process.stdout.readline()
        if not answer:
            raise ChildProcessError(f"the timing process ended: {self._process.args!r}")
        return None if answer.strip() == "null" else float(answer)


def race(sets: Sequence[PageSet], peers: Path | None, *, rounds: int = 2) -> Race:
    """Return the CPU time of each side on every article; with several rounds, the lesser time of each page.

    Every round starts its processes anew, so that no side finds a page in a cache of its own.
    """
    jobs = [(pages, row) for pages in sets for row in pages.articles]
    pythons = {name: sys.executable if name == "onrecord" else str(peers) for name in _SIDES}
    names = [name for name in _SIDES if name == "onrecord" or peers]
    best: dict[str, list[float | None]] = {name: [None] * len(jobs) for name in names}
    for number in range(rounds):
        say(f"race over {len(jobs):,} pages, round {number + 1} of {rounds}")
        _round(jobs, {name: pythons[name] for name in names}, best)
    sides = {name: _side_times(times) for name, times in best.items()}
    own = sides["onrecord"]
    order = sorted(zip(best["onrecord"], jobs, strict=True), key=lambda pair: -(pair[0] or 0.0))
    return Race(
        rounds,
        sides,
        {name: round(side.median_ms / own.median_ms, 2) for name, side in sides.items()},
        {name: round(side.mean_ms / own.mean_ms, 2) for name, side in sides.items()},
        [(f"{pages.name}/{row.id}", round((taken or 0.0) * 1e3, 1)) for taken, (pages, row) in order[:5]],
    )


def _round(jobs: Sequence[tuple[PageSet, Gold]], pythons: dict[str, str], best: dict[str, list[float | None]]) -> None:
    with ExitStack() as stack:
        sides = {name: stack.enter_context(_Side(name, python)) for name, python in pythons.items()}
        for pages, row in jobs[:_WARM_UP]:
            for side in sides.values():
                side.seconds(pages.page_path(row.id), row.url or "")
        names = list(sides)
        for number, (pages, row) in enumerate(jobs):
            turn = number % len(names)  # who comes first finds the caches of the processor cold
            for name in names[turn:] + names[:turn]:
                taken = sides[name].seconds(pages.page_path(row.id), row.url or "")
                before = best[name][number]
                best[name][number] = taken if before is None or taken is None else min(before, taken)


def _side_times(times: Sequence[float | None]) -> SideTimes:
    ms = sorted(taken * 1e3 for taken in times if taken is not None)
    return SideTimes(
        pages=len(ms),
        failed=len(times) - len(ms),
        median_ms=round(median(ms), 2),
        mean_ms=round(fmean(ms), 2),
        p99_ms=round(ms[int(len(ms) * 0.99)], 2),
        max_ms=round(ms[-1], 2),
    )
