"""The way of the data, second half: from the articles of a record to its families, stories, timelines and conflicts.

Only `pipeline` calls it. What an earlier run found is used again: sketches of articles, pairs that were laid side by
side, and all that was told of a story to which nothing has come.
"""

from __future__ import annotations

import logging
import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import partial
from pathlib import Path
from typing import TypeVar

from onrecord.errors import ModelError, WorkerError
from onrecord.model import Article, Conflict, Event, Sketch, Told
from onrecord.record import Record
from onrecord.settings import GroupingSettings, Settings
from onrecord.workers import interrupts_held_back, usable_cores

log = logging.getLogger(__name__)

Stage = Callable[[str, int, int], None]  # what is being done, how far, of how many
ToldStory = tuple[int, tuple[Event, ...], tuple[Conflict, ...]]
Outcome = TypeVar("Outcome")
_TOGETHER = 32  # articles or stories that are worked on, and stored, together
_FEW = 2 * _TOGETHER  # articles or stories for which no process is worth its start: about a second of work
_AHEAD = 4  # parts a process that are handed out before they are asked for


def regroup(record: Record, settings: Settings, stage: Stage) -> int:
    """Bring the families, stories, timelines and conflicts of a record up to its articles.

    Returns:
        The number of stories that could not be told for a fault of this program; a later run tries them again.

    Raises:
        ModelError: a trained model is missing or was changed.
        RecordError: the record can not be written.
        WorkerError: a process that works on it ends before it is done.
    """
    from onrecord.grouping import FORM

    if record.groups.is_current(FORM):
        return 0
    _sketch_missing(record, FORM, settings, stage)
    _find_groups(record, FORM, stage)
    return _tell_due(record, settings, stage)


def _sketch_missing(record: Record, form: str, settings: Settings, stage: Stage) -> None:
    """Make the sketches that no reading process has made: of articles from an older record, or added one by one."""
    missing = record.groups.unsketched(form)
    done = 0
    for sketches in _spread(_sketches, record, missing, settings):
        record.groups.keep_sketches(sketches)
        done += len(sketches)
        stage("sketching articles", done, len(missing))


def _sketches(record: Record, numbers: Sequence[int], settings: GroupingSettings) -> list[tuple[int, Sketch]]:
    from onrecord.grouping import sketch_article

    return [(number, sketch_article(_article(record, number))) for number in numbers]


def _find_groups(record: Record, form: str, stage: Stage) -> None:
    from onrecord.grouping import group_articles

    stage("finding copies and stories", 0, record.counts().articles)
    found = group_articles(record.groups.sketches(), article_of=partial(_article, record), known=record.groups.pairs())
    record.groups.keep(found.families, found.stories, pairs=found.pairs, digests=found.digests, form=form)


def _article(record: Record, number: int) -> Article:
    article = record.article(number)
    assert article is not None  # articles are never taken out of a record
    return article


def _tell_due(record: Record, settings: Settings, stage: Stage) -> int:
    due = record.groups.due()
    faults = done = 0
    for told in _spread(_tell_stories, record, due, settings):
        record.groups.keep_told([it for it in told if it is not None])
        faults += told.count(None)
        done += len(told)
        stage("telling stories", done, len(due))
    return faults


def _tell_stories(record: Record, story_ids: Sequence[int], settings: GroupingSettings) -> list[ToldStory | None]:
    """Return what is told of each story; None where this program fails on it."""
    from onrecord.grouping import tell_story

    found: list[ToldStory | None] = []
    for story_id in story_ids:
        try:
            found.append((story_id, *tell_story(_articles_of(record, story_id, settings))))
        except ModelError:  # no story can be told: the run stops
            raise
        except Exception:
            log.exception("a fault on story %s", story_id)
            found.append(None)
    return found


def _articles_of(record: Record, story_id: int, settings: GroupingSettings) -> tuple[Told, ...]:
    """Return the articles of a story, at most `max_told`: then those that are no copies go first."""
    members = record.groups.members(story_id)
    originals = record.groups.originals(members)
    if len(members) > settings.max_told:
        kept = set(sorted(members, key=lambda it: it in originals)[: settings.max_told])
        members = tuple(it for it in members if it in kept)
    told = []
    for number in members:
        original, passages = originals.get(number, (number, ()))
        told.append(Told(number, _article(record, number), original, passages))
    return tuple(told)


# ── over processes ───────────────────────────────────────────────────────────────────────────────────────

Work = Callable[[Record, Sequence[int], GroupingSettings], Outcome]


def _spread(work: Work[Outcome], record: Record, numbers: Sequence[int], settings: Settings) -> Iterator[Outcome]:
    """Yield what `work` makes of the numbers, part by part in their order, on all the processes that are allowed."""
    processes = settings.build.workers or usable_cores()
    if processes < 2 or len(numbers) <= _FEW:
        for part in _parts(numbers):
            yield work(record, part, settings.grouping)
        return
    context = multiprocessing.get_context("spawn")
    pool = ProcessPoolExecutor(processes, context, _open_here, (record.path, settings.grouping))
    try:
        yield from _in_order(pool, partial(_work_here, work), _parts(numbers), processes * _AHEAD)
    except BrokenProcessPool as error:
        raise WorkerError(
            "a process that groups articles ended before it was done",
            do="Run the same command again: it goes on. In a script of your own, call build() below"
            ' `if __name__ == "__main__":`.',
        ) from error
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _in_order(
    pool: ProcessPoolExecutor,
    work: Callable[[Sequence[int]], Outcome],
    parts: Iterator[Sequence[int]],
    ahead: int,
) -> Iterator[Outcome]:
    waiting = []
    for part in parts:
        with interrupts_held_back():  # the processes start with the first parts, and inherit this
            waiting.append(pool.submit(work, part))
        if len(waiting) >= ahead:
            yield waiting.pop(0).result()
    for future in waiting:
        yield future.result()


def _parts(numbers: Sequence[int]) -> Iterator[Sequence[int]]:
    """Yield the numbers in parts that grow: the first ones, of the largest stories, are much work by themselves."""
    at, size = 0, 1
    while at < len(numbers):
        yield numbers[at : at + size]
        at += size
        size = min(size + 1, _TOGETHER)


_HERE: list[tuple[Record, GroupingSettings]] = []  # in a process of the pool: its own view of the record


def _open_here(path: Path, settings: GroupingSettings) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    _HERE.append((Record.open_read_only(path), settings))


def _end_with_parent() -> None:
    # A process of the pool waits for work for ever when its parent has been killed: nobody else would end it.
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _work_here(work: Work[Outcome], numbers: Sequence[int]) -> Outcome:
    record, settings = _HERE[0]
    return work(record, numbers, settings)
