"""The way of the data: capture → page → article → statements → record → families, stories, timelines, conflicts.

Only this file, and `regroup` for what follows the record, know the order of the layers.
"""

from __future__ import annotations

import logging
import re
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from os import PathLike
from pathlib import Path

from onrecord.errors import ArticleError, InputError, ModelError, PageError
from onrecord.model import Article, Capture, Origin, Rejected
from onrecord.record import Record
from onrecord.regroup import Stage, regroup
from onrecord.settings import Settings
from onrecord.times import may_be_since
from onrecord.workers import Workers

log = logging.getLogger(__name__)

Reader = Callable[[Capture], Article | Rejected]
_STORE_TOGETHER = 32  # outcomes in one transaction: past that the cost of a commit no longer shows
_STORE_AFTER_S = 1.0  # or so many seconds, so that little is lost when a slow run is killed
_STORE_CHARS = 4 << 20  # or so much text, so that memory stays flat
_ADDRESS = re.compile(r"0x[0-9a-fA-F]+")


@dataclass(frozen=True, slots=True)
class Summary:
    """How a run went, so far or as a whole."""

    captures: int = 0  # read
    articles: int = 0  # added to the record
    rejected: tuple[tuple[str, int], ...] = ()  # added to the record: (reason, how many), most frequent first
    known: int = 0  # in the record already
    older: int = 0  # captured before the date that was asked for
    bugs: int = 0  # of the rejected: faults of this program
    seconds: float = 0.0
    families: int = 0  # in the record as it is now; 0 while the run goes on
    stories: int = 0  # of more than one article, likewise
    conflicts: int = 0  # likewise
    untold: int = 0  # stories that were lost to faults of this program

    @property
    def added(self) -> int:
        """How many captures were added to the record, as articles or as rejections."""
        return self.articles + sum(n for _, n in self.rejected)


Progress = Callable[[Summary, Origin | None], None]  # so far; the origin of the capture that was read last


def build(
    inputs: Sequence[str | PathLike[str]],
    record_path: str | PathLike[str],
    *,
    settings: Settings | None = None,
    since: str | None = None,
    progress: Progress | None = None,
    stage: Stage | None = None,
) -> Summary:
    """Read all captures in `inputs` into the record at `record_path`, group its articles, and return how it went.

    A capture that is in the record already is left alone, so a run that was stopped goes on where it was.
    With `since`, captures of an earlier time are left out; those of unknown time are not. `progress` is told how
    the reading goes, `stage` then what is being grouped, how far, of how many.

    Raises:
        InputError: an input is not there, or there is no capture in any of them.
        ModelError: a trained model is missing or was changed; nothing is written.
        RecordError: the record can not be opened or written.
        WorkerError: no worker process comes up.
    """
    from onrecord.capture import check_inputs, read_captures
    from onrecord.weights import check_models

    settings = settings or Settings()
    names = tuple(map(str, inputs))
    check_inputs(names)
    check_models()
    with Record(record_path) as record:
        captures = _without(record.files(), read_captures(names, settings.capture))
        summary = run(captures, record, settings, since=since, progress=progress)
        summary = _grouped(record, summary, settings, stage)
    if not summary.captures:
        raise InputError(
            "there is no capture in it", where=", ".join(names), do="Name files or folders that hold pages."
        )
    return summary


def _grouped(record: Record, summary: Summary, settings: Settings, stage: Stage | None) -> Summary:
    """Group the articles of a record, and return the summary with what that came to."""
    started = time.monotonic()
    untold = regroup(record, settings, stage or (lambda *_: None))
    counts, seconds = record.groups.counts(), summary.seconds + time.monotonic() - started
    return replace(
        summary, seconds=seconds, families=counts.families, stories=counts.stories, conflicts=counts.conflicts,
        untold=untold,
    )  # fmt: skip


def _without(files: frozenset[str], captures: Iterable[Capture | Rejected]) -> Iterator[Capture | Rejected]:
    """Yield the captures but for those from `files`: a record in a folder that is read is no input of its own."""
    return (capture for capture in captures if capture.origin.uri not in files)


def run(
    captures: Iterable[Capture | Rejected],
    record: Record,
    settings: Settings,
    *,
    reader: Reader | None = None,
    since: str | None = None,
    progress: Progress | None = None,
) -> Summary:
    """Carry every capture into the record: as an article, or as a rejection. Return how it went."""
    ledger = _Ledger(record, since, progress)
    prepare = partial(_prepared, reader, settings)
    with Workers(prepare, settings.build) as workers:
        try:
            for outcome in workers.outcomes(ledger.fresh(captures)):
                ledger.take(outcome)
        finally:  # on Ctrl-C too: what is done is done
            ledger.store()
    return ledger.summary()


def _prepared(reader: Reader | None, settings: Settings) -> Reader:
    """Return what a worker does with a capture. The layers are imported here: a page's time limit is its own."""
    if reader is None:
        import onrecord.article
        import onrecord.grouping
        import onrecord.page
        import onrecord.statements  # noqa: F401
    return reader or partial(sketch_capture, settings=settings)


def read_article(capture: Capture | Rejected, settings: Settings) -> Article | Rejected:
    """Return the article in one capture, its statements not looked for, or the reason why there is none."""
    if isinstance(capture, Rejected):  # a damaged WARC record: a generator that raised could not go on
        return capture
    from onrecord.article import extract_article  # here, as the process that reads and stores never needs them
    from onrecord.page import parse_page

    try:
        return extract_article(parse_page(capture, settings.page), settings.article)
    except (PageError, ArticleError) as error:
        detail = f"{error.what} ({capture.damage})" if capture.damage else error.what
        return Rejected(capture.origin, error.status, error.reason, detail)
    except ModelError:  # no page can be read: the run stops
        raise
    except Exception as error:
        return _lost(capture.origin, error)


def read_capture(capture: Capture | Rejected, settings: Settings) -> Article | Rejected:
    """Return the article in one capture with its statements, or the reason why there is none."""
    article = read_article(capture, settings)
    if isinstance(article, Rejected):
        return article
    from onrecord.statements import find_statements

    try:
        return replace(article, said=find_statements(article, settings.statements))
    except ModelError:  # no article can be read: the run stops
        raise
    except Exception as error:
        return _lost(article.origin, error)


def sketch_capture(capture: Capture | Rejected, settings: Settings) -> Article | Rejected:
    """Return the article in one capture with its statements and its sketch, or the reason why there is none."""
    article = read_capture(capture, settings)
    if isinstance(article, Rejected):
        return article
    from onrecord.grouping import sketch_article

    try:
        return replace(article, sketch=sketch_article(article))
    except ModelError:  # no article can be read: the run stops
        raise
    except Exception as error:
        return _lost(article.origin, error)


def _lost(origin: Origin, error: Exception) -> Rejected:
    """Return the rejection of a capture on which this program failed."""
    if isinstance(error, MemoryError):
        return Rejected(origin, "error", "page.crashed", "reading the page took more memory than there is")
    log.debug("a fault on %s", origin.id, exc_info=True)
    return Rejected(origin, "error", f"bug.{type(error).__name__}", _describe(error))


def read(
    page: str | bytes,
    *,
    url: str | None = None,
    captured_at: str | None = None,
    content_type: str | None = None,
    settings: Settings | None = None,
) -> Article | Rejected:
    """Return the article in one page with its statements, or the reason why there is none.

    Args:
        page: HTML or plain text; which of them is seen by itself unless `content_type` says so.
        url: where it is from, if the page does not say so itself.
        captured_at: ISO 8601; what "yesterday" on the page is counted from.
        content_type: as a server gives it, "text/html; charset=utf-8". Text that is `str` needs no charset.
        settings: for the layers.
    """
    settings = settings or Settings()
    return read_capture(_as_capture(page, url, captured_at, content_type, settings), settings)


def read_clean(
    page: str | bytes,
    *,
    url: str | None = None,
    captured_at: str | None = None,
    content_type: str | None = None,
    settings: Settings | None = None,
) -> Article | Rejected:
    """Return the article in one page as `read` does, its statements not looked for: ten times as fast."""
    settings = settings or Settings()
    return read_article(_as_capture(page, url, captured_at, content_type, settings), settings)


def _as_capture(
    page: str | bytes, url: str | None, captured_at: str | None, content_type: str | None, settings: Settings
) -> Capture | Rejected:
    """Return a page in memory as a capture."""
    from onrecord.capture.found import Found, judge

    if isinstance(page, str):
        page = page.encode("utf-8", "replace")
        content_type = f"{(content_type or '').partition(';')[0]}; charset=utf-8"
    found = Found(url or "memory", "file", url=url, captured_at=captured_at, content_type=content_type)
    return judge(found, page, settings.capture)


def is_bug(outcome: Article | Rejected) -> bool:
    """Tell whether a capture was lost to a fault of this program rather than to one of its own."""
    return isinstance(outcome, Rejected) and outcome.reason.startswith("bug.")


def _describe(error: Exception) -> str:
    """Return the error and the innermost places, without what differs from one machine or run to the next."""
    frames = traceback.extract_tb(error.__traceback__)[-3:]
    places = " ← ".join(f"{Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in reversed(frames))
    return f"{type(error).__name__}: {_ADDRESS.sub('0x…', str(error))[:300]} ({places})"


class _Ledger:
    """What is read, what is done and what is stored, in one run."""

    def __init__(self, record: Record, since: str | None, progress: Progress | None) -> None:
        self._record = record
        self._since = since
        self._progress = progress
        self._started = self._stored = time.monotonic()
        self._captures = self._articles = self._known = self._older = self._bugs = 0
        self._rejected: Counter[str] = Counter()
        self._open: set[str] = set()  # keys of captures that are read and not yet stored
        self._pending: list[Article | Rejected] = []
        self._pending_chars = 0
        self._last: Origin | None = None

    def fresh(self, captures: Iterable[Capture | Rejected]) -> Iterator[Capture]:
        """Yield the captures that are still to be worked on; note the others."""
        for capture in captures:
            self._captures += 1
            self._last = origin = capture.origin
            if self._since and not may_be_since(origin.captured_at, self._since):
                self._older += 1
            elif origin.key in self._open or self._record.seen(origin.key):
                self._known += 1
            else:
                self._open.add(origin.key)
                if isinstance(capture, Capture):
                    yield capture
                else:
                    self.take(capture)
            self._tell()

    def take(self, outcome: Article | Rejected) -> None:
        """Note what became of a capture, and store it soon."""
        self._pending.append(outcome)
        self._pending_chars += len(outcome.text) if isinstance(outcome, Article) else len(outcome.detail)
        is_due = len(self._pending) >= _STORE_TOGETHER or self._pending_chars >= _STORE_CHARS
        if is_due or time.monotonic() - self._stored > _STORE_AFTER_S:
            self.store()
            self._tell()

    def store(self) -> None:
        """Store what is done, in one transaction."""
        if not self._pending:
            return
        self._record.store(self._pending)
        for outcome in self._pending:
            self._open.discard(outcome.origin.key)
            if isinstance(outcome, Article):
                self._articles += 1
            else:
                self._rejected[outcome.reason] += 1
                self._bugs += is_bug(outcome)
        self._pending.clear()
        self._pending_chars = 0
        self._stored = time.monotonic()

    def summary(self) -> Summary:
        """Return how the run goes so far."""
        rejected = tuple(sorted(self._rejected.items(), key=lambda item: (-item[1], item[0])))
        seconds = time.monotonic() - self._started
        return Summary(self._captures, self._articles, rejected, self._known, self._older, self._bugs, seconds)

    def _tell(self) -> None:
        if self._progress is not None:
            self._progress(self.summary(), self._last)
