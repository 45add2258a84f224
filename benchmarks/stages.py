"""Where the time of a page goes: CPU time of the functions that stand for a stage, without the stages in them."""

from __future__ import annotations

import importlib
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from statistics import fmean, median
from typing import ParamSpec, TypeVar
from unittest.mock import patch

import msgspec

from benchmarks.machine import say
from benchmarks.sets import PageSet

P = ParamSpec("P")
T = TypeVar("T")

# stage: (module in whose namespace it is called, name there). A test breaks when one of them is renamed.
STAGES: dict[str, tuple[tuple[str, str], ...]] = {
    "capture": (("onrecord.capture.found", "judge"),),
    "decode": (("onrecord.page", "decode"), ("onrecord.page", "as_utf8")),
    "tame": (("onrecord.page", "tame"),),
    "parse": (("selectolax.lexbor", "LexborHTMLParser"),),
    "walk": (("onrecord.page.tree", "read_tree"),),
    "JSON-LD": (("onrecord.page.tree", "read_json_ld"),),
    "features": (("onrecord.article.extract", "read_features"),),
    "roles": (("onrecord.article.extract", "find_roles"), ("onrecord.article.extract", "find_line_roles")),
    "verdict": (("onrecord.article.extract", "judge"),),
    "metadata": (("onrecord.article.extract", "find_metadata"),),
    "language": (("onrecord.article.metadata", "settle_language"),),
}
_REST = "the rest"


class StageTimes(msgspec.Struct, frozen=True):
    """CPU milliseconds a page in one stage."""

    mean_ms: float
    median_ms: float
    share: float  # of the time of all pages


class _Clock:
    """Counts CPU time for the innermost stage that runs."""

    def __init__(self) -> None:
        self.taken: dict[str, float] = {}
        self._running = [_REST]
        self._since = time.process_time()

    def turn(self) -> None:
        now = time.process_time()
        stage = self._running[-1]
        self.taken[stage] = self.taken.get(stage, 0.0) + now - self._since
        self._since = now

    def begin_page(self) -> None:
        self.taken = {}
        self._since = time.process_time()

    def timed(self, stage: str, function: Callable[P, T]) -> Callable[P, T]:
        def run(*args: P.args, **kwargs: P.kwargs) -> T:
            self.turn()
            self._running.append(stage)
            try:
                return function(*args, **kwargs)
            finally:
                self.turn()
                self._running.pop()

        return run


def stage_times(sets: Sequence[PageSet]) -> dict[str, StageTimes]:
    """Return the time of each stage on the articles of all sets, the longest first. The clock itself adds a little."""
    from onrecord.pipeline import read_clean

    jobs = [(pages, row) for pages in sets for row in pages.articles]
    say(f"stages over {len(jobs):,} pages")
    seen: dict[str, list[float]] = {stage: [] for stage in (*STAGES, _REST)}
    with _stages_on_the_clock() as clock:
        for number, (pages, row) in enumerate((*jobs[:20], *jobs)):
            body = pages.page(row.id)
            clock.begin_page()
            read_clean(body, url=row.url)
            clock.turn()
            if number >= 20:  # those before only warm up
                for stage, times in seen.items():
                    times.append(clock.taken.get(stage, 0.0) * 1e3)
    total = sum(map(sum, seen.values())) or 1.0
    found = {
        stage: StageTimes(round(fmean(times), 3), round(median(times), 3), round(sum(times) / total, 3))
        for stage, times in seen.items()
    }
    return dict(sorted(found.items(), key=lambda pair: -pair[1].mean_ms))


@contextmanager
def _stages_on_the_clock() -> Iterator[_Clock]:
    from onrecord.pipeline import read_clean

    read_clean("<p>so that all modules are there")
    clock = _Clock()
    with ExitStack() as stack:
        for stage, places in STAGES.items():
            for module_name, name in places:
                module = importlib.import_module(module_name)
                stack.enter_context(patch.object(module, name, clock.timed(stage, getattr(module, name))))
        yield clock
