"""A build under load: real pages, repeated with changes, as one WARC file; how fast, and in how much memory."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
import time
import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import msgspec

from benchmarks.machine import say
from benchmarks.sets import Gold, PageSet

_SAMPLE_S = 0.25
_STEPS = 10  # of the run, for which the peak is shown by itself
_SPARE = 1.3  # disk: the WARC file and the record, and some more


class BuildRun(msgspec.Struct, frozen=True):
    """How one `onrecord build` went."""

    captures: int
    articles: int
    workers: int
    warc_mib: float
    record_mib: float
    record_bytes_per_article: int
    seconds: float
    pages_per_s: float
    cpu_ms_per_page: float  # of all its processes: reading, extracting, storing
    pages_per_s_if_alone: float  # what that CPU time allows with a core for each worker
    peak_mib: float  # resident memory of all its processes, what they share counted in each
    peak_mib_shared_once: float  # the same with what they share counted once; 0 where that can not be known
    steps: list[tuple[int, float]]  # (captures stored, peak MiB since the step before)


def write_warc(path: Path, sets: Sequence[PageSet], captures: int, *, usual_bytes: int = 1 << 62) -> None:
    """Write so many captures of the sets' articles, each different from all others, as a .warc.gz.

    Nine captures in ten are of pages with at most `usual_bytes`, the tenth is of any page.

    Raises:
        OSError: the disk has too little room.
    """
    bodies = [(row, pages.page(row.id)) for pages in sets for row in pages.articles]
    usual = [pair for pair in bodies if len(pair[1]) <= usual_bytes]
    _demand_room(path.parent, bodies, captures)
    with path.open("wb") as file:
        for number in range(captures):
            row, body = bodies[number // 10 % len(bodies)] if number % 10 == 9 else usual[number % len(usual)]
            file.write(_member(_record(row, _changed(body, number, build=number // len(usual)), number)))


def _demand_room(folder: Path, bodies: Sequence[tuple[Gold, bytes]], captures: int) -> None:
    sample = bodies[:: max(1, len(bodies) // 50)]
    packed = sum(len(_member(body)) for _, body in sample) / len(sample)
    text = sum(len(row.text.encode()) for row, _ in bodies) / len(bodies)
    need = int(captures * (packed + 4 * text) * _SPARE)  # a record holds a text, its index and its metadata
    free = shutil.disk_usage(folder).free
    if free < need:
        raise OSError(f"{folder}: {captures:,} captures need about {need >> 20:,} MiB, {free >> 20:,} are free")


def _changed(body: bytes, number: int, *, build: int) -> bytes:
    """Return a page with one sentence more at the end of the paragraph in its middle, and other names of its classes.

    The names change whenever all pages have had their turn: else what an extractor remembers of names would stop
    growing after the first turn, which it does not on so many pages of different sites.
    """
    middle = body.find(b"</p>", len(body) // 2)
    at = middle if middle >= 0 else max(body.rfind(b"</p>"), 0)
    copied = body[:at] + b" This is copy number %d of %d words." % (number, number % 97) + body[at:]
    return copied.replace(b'class="', b'class="b%d ' % build) if build else copied


def _record(row: Gold, body: bytes, number: int) -> bytes:
    http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: %d\r\n\r\n" % len(body)
    url = f"{row.url}{'&' if '?' in (row.url or '') else '?'}copy={number}"
    head = (
        f"WARC/1.1\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-{number:012x}>\r\n"
        f"WARC-Target-URI: {url}\r\nWARC-Date: 2026-01-04T00:00:00Z\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(http) + len(body)}\r\n\r\n"
    )
    return head.encode() + http + body + b"\r\n\r\n"


def _member(record: bytes) -> bytes:
    packer = zlib.compressobj(1, wbits=31)
    return packer.compress(record) + packer.flush()


def run_build(warc: Path, record: Path, *, captures: int, workers: int = 2) -> BuildRun:
    """Build a record from `warc` and return how it went; memory is sampled where the system has /proc.

    Raises:
        subprocess.CalledProcessError: the build failed.
    """
    command = [sys.executable, "-m", "onrecord", "build", str(warc), "-o", str(record), "--workers", str(workers), "-q"]
    start, cpu = time.monotonic(), _children_cpu_s()
    process = subprocess.Popen(command)
    seen = list(_watch(process, record))
    seconds, cpu = time.monotonic() - start, _children_cpu_s() - cpu
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    stored, articles = _counts(record)
    record_bytes = sum(path.stat().st_size for path in record.parent.glob(record.name + "*"))
    return BuildRun(
        captures=stored,
        articles=articles,
        workers=workers,
        warc_mib=round(warc.stat().st_size / 2**20, 1),
        record_mib=round(record_bytes / 2**20, 1),
        record_bytes_per_article=record_bytes // max(1, articles),
        seconds=round(seconds, 1),
        pages_per_s=round(stored / seconds, 1),
        cpu_ms_per_page=round(cpu / stored * 1e3, 2),
        pages_per_s_if_alone=round(stored / cpu * workers, 1),
        peak_mib=max((memory.resident for _, memory in seen), default=0.0),
        peak_mib_shared_once=max((memory.proportional for _, memory in seen), default=0.0),
        steps=_in_steps([(stored, memory.resident) for stored, memory in seen], captures),
    )


class _Memory(NamedTuple):
    """MiB of a process and all below it."""

    resident: float = 0.0
    proportional: float = 0.0  # a page that n processes share counts 1/n in each

    def __add__(self, other: object) -> _Memory:
        assert isinstance(other, _Memory)
        return _Memory(round(self.resident + other.resident, 1), round(self.proportional + other.proportional, 1))


def _watch(process: subprocess.Popen[bytes], record: Path) -> Iterator[tuple[int, _Memory]]:
    """Yield captures stored and memory until the process has ended."""
    told = time.monotonic()
    while process.poll() is None:
        time.sleep(_SAMPLE_S)
        stored, memory = _stored(record), _tree_memory(process.pid)
        if memory.resident:
            yield stored, memory
        if time.monotonic() - told > 30:
            told = time.monotonic()
            say(f"  {stored:,} captures stored, {memory.resident:,.0f} MiB")


def _tree_memory(pid: int) -> _Memory:
    """Return the memory of a process and all below it; zeros where that can not be known."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except OSError:
        return _Memory()
    kib = {line.partition(":")[0]: int(line.split()[1]) for line in lines if line.endswith(" kB")}
    own = _Memory(kib.get("Rss", 0) / 1024, kib.get("Pss", 0) / 1024)
    return sum((_tree_memory(int(child)) for child in children), own)


def _stored(record: Path) -> int:
    """Return how many captures stand in a record that is being written; 0 before it is made."""
    try:
        with sqlite3.connect(f"file:{record}?mode=ro", uri=True, timeout=0.1) as connection:
            found = connection.execute("SELECT max(rowid) FROM capture").fetchone()[0]
        connection.close()
    except sqlite3.Error:
        return 0
    return int(found or 0)


def _counts(record: Path) -> tuple[int, int]:
    connection = sqlite3.connect(f"file:{record}?mode=ro", uri=True)
    captures = int(connection.execute("SELECT count(*) FROM capture").fetchone()[0])
    articles = int(connection.execute("SELECT count(*) FROM article").fetchone()[0])
    connection.close()
    return captures, articles


def _in_steps(samples: Sequence[tuple[int, float]], captures: int) -> list[tuple[int, float]]:
    step = max(1, captures // _STEPS)
    peaks: dict[int, float] = {}
    for stored, mib in samples:
        end = min(captures, (stored // step + 1) * step)
        peaks[end] = max(peaks.get(end, 0.0), mib)
    return sorted(peaks.items())


def _children_cpu_s() -> float:
    times = os.times()
    return times.children_user + times.children_system
