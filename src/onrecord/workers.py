"""Processes that each work on one capture at a time, so that a page that crashes or hangs costs itself only.

Every worker has a pipe of its own, which carries whole batches there and single outcomes back: so the parent always
knows which capture a worker is on. Captures are only sent to a worker that waits for them, so neither side can block
the other for good. Workers are spawned rather than forked, which is the same on every system and inherits nothing.
"""

from __future__ import annotations

import contextlib
import gc
import logging
import multiprocessing
import os
import signal
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from types import TracebackType
from typing import Any, Self

from onrecord.errors import WorkerError
from onrecord.model import Article, Capture, Rejected
from onrecord.settings import BuildSettings

log = logging.getLogger(__name__)

Outcome = Article | Rejected
Work = Callable[[Capture], Outcome]
Prepare = Callable[[], Work]  # called once in each worker


_START_S = 60.0  # to start and import; seconds even on a busy laptop
_MOST_WORKERS = 60  # Windows can not wait for more than 63 pipes at once
_MOST_FAILED_STARTS = 3  # in a row; then something is wrong with the installation, not with a capture


def usable_cores() -> int:
    """Return how many cores this process may use, at least 1."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


@dataclass(slots=True, eq=False)
class _Worker:
    process: BaseProcess
    pipe: Connection
    since: float  # when it was started, was sent its batch or gave its last outcome; seconds of a monotonic clock
    is_ready: bool = False
    batch: deque[Capture] = field(default_factory=deque)  # sent and not yet answered; it is on the first of them

    @property
    def is_idle(self) -> bool:
        return self.is_ready and not self.batch

    def deadline(self, limit_s: float) -> float:
        return self.since + (limit_s if self.is_ready else _START_S)


class Workers:
    """At most `settings.workers` processes (0: one a core) for one kind of work. A context manager: they end with it.

    `prepare` gives the work, in each worker; it has to be importable by name. The work must not raise: an exception
    ends its worker as a crash does.
    """

    def __init__(self, prepare: Prepare, settings: BuildSettings) -> None:
        self._prepare = prepare
        self._settings = settings
        self._most = min(settings.workers or usable_cores(), _MOST_WORKERS)
        self._workers: list[_Worker] = []
        self._again: deque[tuple[Capture, ...]] = deque()  # what dead workers left undone
        self._suspects: set[str] = set()  # keys of captures on which a worker died once
        self._failed_starts = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for worker in self._workers:
            worker.pipe.close()  # an idle worker ends by itself when its pipe does
            if kind is not None or worker.batch or not worker.is_ready:
                worker.process.kill()
        for worker in self._workers:
            worker.process.join(timeout=2)
            if worker.process.is_alive():
                worker.process.kill()
                worker.process.join()
        self._workers.clear()

    def outcomes(self, captures: Iterable[Capture]) -> Iterator[Outcome]:
        """Yield what became of each capture, in no order. `captures` is read on only as workers come free.

        Raises:
            WorkerError: no worker comes up.
        """
        batches = _batches(captures, count=self._settings.batch, size_bytes=self._settings.batch_bytes)
        following = next(batches, ())
        while following or self._again or any(worker.batch for worker in self._workers):
            if self._hand_out(following):
                following = next(batches, ())
            yield from self._collect()
            yield from self._stop_overdue()

    def _hand_out(self, following: tuple[Capture, ...]) -> bool:
        """Give every idle worker a batch; start one more worker if some are left. Tell whether `following` is gone."""
        is_gone = not following
        for worker in [worker for worker in self._workers if worker.is_idle]:
            if self._again:
                self._send(worker, self._again.popleft())
            elif not is_gone:
                self._send(worker, following)
                is_gone = True
        is_starting = any(not worker.is_ready for worker in self._workers)
        if (self._again or not is_gone) and not is_starting and len(self._workers) < self._most:
            self._workers.append(_start(self._prepare, self._settings.capture_s))
        return is_gone and bool(following)

    def _send(self, worker: _Worker, batch: tuple[Capture, ...]) -> None:
        worker.batch.extend(batch)
        worker.since = time.monotonic()
        with contextlib.suppress(OSError):  # it has just died; `_collect` finds its pipe closed
            worker.pipe.send(batch)

    def _collect(self) -> Iterator[Outcome]:
        """Yield the outcomes that have come; wait for the first, at most until a worker is overdue."""
        deadline = min((worker.deadline(self._settings.capture_s) for worker in self._watched()), default=0.0)
        ready = wait([worker.pipe for worker in self._watched()], timeout=max(0.0, deadline - time.monotonic()))
        for worker in [worker for worker in self._workers if worker.pipe in ready]:
            try:
                message = worker.pipe.recv_bytes()
            except (EOFError, OSError):
                yield from self._bury(worker, "page.crashed")
                continue
            worker.since = time.monotonic()
            if worker.is_ready:
                self._suspects.discard(worker.batch.popleft().origin.key)
                yield unpack_outcome(message)
            else:
                self._welcome(worker, trouble=message.decode())

    def _welcome(self, worker: _Worker, trouble: str) -> None:
        if trouble:
            raise WorkerError(f"a worker could not be prepared: {trouble}", do="Install onrecord anew.")
        worker.is_ready = True
        self._failed_starts = 0

    def _watched(self) -> list[_Worker]:
        return [worker for worker in self._workers if not worker.is_idle]

    def _stop_overdue(self) -> Iterator[Outcome]:
        now = time.monotonic()
        for worker in self._watched():
            if now > worker.deadline(self._settings.capture_s) and not worker.pipe.poll():
                worker.process.kill()
                yield from self._bury(worker, "page.timeout")

    def _bury(self, worker: _Worker, reason: str) -> Iterator[Rejected]:
        """Take a dead worker out. The capture that it was on is tried once more by itself, then rejected."""
        worker.pipe.close()
        worker.process.join()
        self._workers.remove(worker)
        if not worker.batch:
            self._count_failed_start(worker)
            return
        capture, *others = worker.batch
        log.info("a worker ended on %s: %s, exit code %s", capture.origin.id, reason, worker.process.exitcode)
        if others:
            self._again.append(tuple(others))
        if capture.origin.key in self._suspects:
            self._suspects.discard(capture.origin.key)
            yield _culprit(capture, reason, self._settings.capture_s)
        else:
            self._suspects.add(capture.origin.key)
            self._again.append((capture,))

    def _count_failed_start(self, worker: _Worker) -> None:
        if worker.is_ready:  # an idle one was ended from outside
            return
        self._failed_starts += 1
        if self._failed_starts >= _MOST_FAILED_STARTS:
            raise WorkerError(
                f"{self._failed_starts} worker processes in a row ended before they were ready",
                where=f"exit code {worker.process.exitcode}",
                do='In a script of your own, call build() below `if __name__ == "__main__":`.',
            )


def _culprit(capture: Capture, reason: str, limit_s: float) -> Rejected:
    if reason == "page.timeout":
        detail = f"reading the page took longer than {limit_s:g} seconds, twice"
    else:
        detail = "the process that read the page crashed, twice"
    return Rejected(capture.origin, "error", reason, detail)


def _batches(captures: Iterable[Capture], *, count: int, size_bytes: int) -> Iterator[tuple[Capture, ...]]:
    """Yield the captures in batches of at most `count`, and of no more than `size_bytes` unless one alone has more."""
    batch: list[Capture] = []
    held = 0
    for capture in captures:
        if batch and (len(batch) >= count or held + len(capture.body) > size_bytes):
            yield tuple(batch)
            batch, held = [], 0
        batch.append(capture)
        held += len(capture.body)
    if batch:
        yield tuple(batch)


def _start(prepare: Prepare, limit_s: float) -> _Worker:
    context = multiprocessing.get_context("spawn")
    here, there = context.Pipe()
    process = context.Process(target=_serve, args=(there, prepare, limit_s), daemon=True)
    with interrupts_held_back():
        process.start()
    there.close()
    return _Worker(process, here, since=time.monotonic())


@contextlib.contextmanager
def interrupts_held_back() -> Iterator[None]:
    """Let the processes that are started meanwhile not hear Ctrl-C: their parent tells them."""
    # Ctrl-C goes to every process of the terminal. A worker inherits this mask, so only the parent hears it.
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _serve(pipe: Connection, prepare: Prepare, limit_s: float) -> None:
    """Work on what comes through the pipe, until the other end is closed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.set_threshold(50_000, 20, 20)  # a page makes thousands of small objects and hardly a cycle
    with contextlib.suppress(EOFError, OSError):
        try:
            work = prepare()
        except Exception as error:
            pipe.send_bytes(f"{type(error).__name__}: {error}".encode("utf-8", "replace"))
            return
        pipe.send_bytes(b"")  # ready
        while True:
            for capture in pipe.recv():
                _end_by_itself_after(2 * limit_s + 10)
                pipe.send_bytes(pack_outcome(work(capture)))
            _end_by_itself_after(0)


def pack_outcome(outcome: Outcome) -> bytes:
    """Return an outcome as bytes for `unpack_outcome`. Lone surrogates, which no UTF-8 holds, become "?"."""
    import msgspec

    form = b"A" if isinstance(outcome, Article) else b"R"
    try:
        return form + msgspec.msgpack.encode(outcome)
    except UnicodeEncodeError:
        return form + msgspec.msgpack.encode(_without_surrogates(msgspec.to_builtins(outcome)))


def unpack_outcome(packed: bytes) -> Outcome:
    """Return the outcome that a worker packed."""
    outcome: Outcome = _decoder(packed[:1]).decode(memoryview(packed)[1:])
    return outcome


@lru_cache(maxsize=2)
def _decoder(form: bytes) -> Any:
    """The decoder of articles (b"A") or rejections (b"R"); frozen types take pickle three times as long."""
    import msgspec

    return msgspec.msgpack.Decoder(Article if form == b"A" else Rejected)


def _without_surrogates(value: object) -> object:
    if isinstance(value, str):
        return value.encode("utf-8", "replace").decode()
    if isinstance(value, dict):
        return {key: _without_surrogates(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [_without_surrogates(part) for part in value]
    return value


def _end_by_itself_after(seconds: float) -> None:
    # For the worker that hangs when its parent has been killed: nobody else would end it.
    if hasattr(signal, "alarm"):
        signal.alarm(int(seconds))
