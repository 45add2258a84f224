"""How a run goes, and went, in words: a live line on a terminal, now and then a plain line elsewhere, a report."""

from __future__ import annotations

import os
import shlex
import time
from collections.abc import Sequence
from pathlib import Path
from typing import TextIO

from onrecord.model import Origin
from onrecord.output import one_line
from onrecord.pipeline import Summary

_LIVE_EVERY_S = 0.1
_PLAIN_EVERY_S = 5.0
_MANY = 1000  # things to group, for which it is worth a plain line to say that it begins
_RATE_FROM_S = 2.0  # earlier a rate says more about the start of the processes than about the run


class Meter:
    """How many of the bytes of the named inputs have been read."""

    def __init__(self, inputs: Sequence[str]) -> None:
        self.total = _total_bytes(inputs)  # None where that can not be known: standard input, patterns
        self._finished = 0
        self._file = ""
        self._size = 0

    def done(self, origin: Origin) -> int:
        """Return the bytes read when this capture was the last one; a file counts when the next one has begun."""
        file = origin.uri.partition("!/")[0].partition("#")[0]
        if file != self._file:
            self._finished += self._size
            self._file, self._size = file, _size(Path(file))
        return self._finished + min(origin.offset or 0, self._size)


class Display:
    """Tells a person how a run goes. `quiet` says nothing at all."""

    def __init__(self, inputs: Sequence[str], out: TextIO, *, quiet: bool = False) -> None:
        self._meter = Meter(inputs) if not quiet else None
        self._out = out
        self._live = out.isatty() and os.environ.get("TERM") != "dumb"
        self._next = time.monotonic() + (0.0 if self._live else _PLAIN_EVERY_S)
        self._width = 0

    def show(self, summary: Summary, last: Origin | None) -> None:
        """Show how far the run is, unless that was done a moment ago."""
        if self._meter is None:
            return
        done = self._meter.done(last) if last else 0
        now = time.monotonic()
        if now < self._next:
            return
        self._next = now + (_LIVE_EVERY_S if self._live else _PLAIN_EVERY_S)
        self._write(status_line(summary, done, self._meter.total))

    def show_stage(self, what: str, done: int, total: int) -> None:
        """Show what is being grouped and how far that is, unless that was done a moment ago."""
        now = time.monotonic()
        if self._meter is None or (now < self._next and done):
            return
        self._next = now + (_LIVE_EVERY_S if self._live else _PLAIN_EVERY_S)
        if self._live or done or total >= _MANY:
            self._write(f"{what}: {done:,} of {total:,}" if done else f"{what} …")

    def clear(self) -> None:
        """Take the live line away, to make room for what follows."""
        if self._live and self._width:
            self._out.write("\r" + " " * self._width + "\r")
            self._out.flush()
            self._width = 0

    def _write(self, line: str) -> None:
        if self._live:
            line = line[: _columns() - 1]
            self._out.write("\r" + line.ljust(self._width))
            self._width = len(line)
        else:
            self._out.write(line + "\n")
        self._out.flush()


def status_line(summary: Summary, done_bytes: int, total_bytes: int | None) -> str:
    """Return how far a run is, in one line: captures, articles, rejected, rate, time left, the reasons."""
    rejected = sum(n for _, n in summary.rejected)
    parts = [counted(summary.captures, "capture"), counted(summary.articles, "article"), f"{rejected:,} rejected"]
    if summary.known:
        parts.append(f"{summary.known:,} known")
    if summary.seconds >= _RATE_FROM_S:
        parts.append(f"{summary.captures / summary.seconds:,.0f}/s")
        if total_bytes and 0 < done_bytes <= total_bytes:
            left_s = summary.seconds * (total_bytes - done_bytes) / done_bytes
            parts.append(f"{done_bytes / total_bytes:.0%}, {duration(left_s)} left")
    if rejected:  # last, as a narrow terminal cuts the line
        most = ", ".join(f"{reason} {n:,}" for reason, n in summary.rejected[:3])
        parts.append(f"{most}{', …' if len(summary.rejected) > 3 else ''}")
    return one_line(" · ".join(parts))


def report(summary: Summary, record_path: str) -> str:
    """Return how a run went, and what to do next, in a few lines."""
    captures, articles = counted(summary.captures, "capture"), counted(summary.articles, "article")
    lines = [f"{captures} in {duration(summary.seconds)}: {articles}"]
    rejected = sum(n for _, n in summary.rejected)
    if rejected:
        lines[0] += f", {rejected:,} rejected"
        lines += [f"{n:>9,}  {one_line(reason)}" for reason, n in summary.rejected]
    if summary.older:
        lines.append(f"{summary.older:,} left out: captured before the date that you gave")
    if summary.known:
        lines.append(f"{summary.known:,} known: in the record already")
    if not summary.added:
        lines.append(f"Nothing new: {record_path} is as it was.")
    if summary.stories or summary.families or summary.conflicts:
        found = (
            counted(summary.stories, "story"),
            counted(summary.families, "family"),
            counted(summary.conflicts, "conflict"),
        )
        lines.append(f"In the record: {found[0]} of several articles, {found[1]} of copies or versions, {found[2]}")
    path = shlex.quote(record_path)
    lines += ["Next:", f"  onrecord check {path}"]
    lines.append(f"  sqlite3 {path} 'SELECT published, site, title FROM article ORDER BY published'")
    lines.append(f"  datasette {path}")
    return "\n".join(lines)


def counted(n: int, thing: str) -> str:
    """Return a number with what it counts: "1 article", "1,200 articles", "3 stories"."""
    if n == 1:
        return f"{n:,} {thing}"
    return f"{n:,} {thing[:-1]}ies" if thing.endswith("y") else f"{n:,} {thing}s"


def duration(seconds: float) -> str:
    """Return a length of time for a person: "0.4 s", "12 s", "3 min 20 s", "2 h 5 min"."""
    if seconds < 10:
        return f"{seconds:.1f} s"
    minutes, rest = divmod(round(seconds), 60)
    if not minutes:
        return f"{rest} s"
    hours, minutes = divmod(minutes, 60)
    return f"{hours} h {minutes} min" if hours else f"{minutes} min {rest} s"


def _columns() -> int:
    try:
        return os.get_terminal_size(2).columns or 80
    except OSError:
        return 80


def _total_bytes(inputs: Sequence[str]) -> int | None:
    paths = [Path(name) for name in inputs]
    if not all(name != "-" and path.exists() for name, path in zip(inputs, paths, strict=True)):
        return None
    return sum(_size(file) for path in paths for file in (path.rglob("*") if path.is_dir() else (path,)))


def _size(path: Path) -> int:
    try:
        return path.stat().st_size if path.is_file() else 0
    except (OSError, ValueError):  # gone, not allowed, or no name of a file at all
        return 0
