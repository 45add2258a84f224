"""What a figure was measured on: commit, machine, Python, time."""

from __future__ import annotations

import os
import platform
import subprocess
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from benchmarks.sets import ROOT
from onrecord import __version__
from onrecord.workers import usable_cores


class Made(msgspec.Struct, frozen=True):
    """How a file of figures came about."""

    commit: str  # with "+changes" where src is not as committed
    onrecord: str
    python: str
    machine: str
    cores: int
    memory_gib: float | None
    load: float | None  # runnable processes, mean of the last minute: above `cores`, wall-clock times mean little
    at: str  # UTC


def made_here() -> Made:
    """Return what is known of this commit and machine."""
    return Made(
        commit=_git("rev-parse", "--short=12", "HEAD") + ("+changes" if _git("status", "--porcelain", "src") else ""),
        onrecord=__version__,
        python=f"{platform.python_implementation()} {platform.python_version()}",
        machine=f"{platform.system()} {platform.machine()}, {_processor()}",
        cores=usable_cores(),
        memory_gib=_memory_gib(),
        load=round(os.getloadavg()[0], 2) if hasattr(os, "getloadavg") else None,
        at=datetime.now(UTC).isoformat(timespec="seconds"),
    )


def _git(*arguments: str) -> str:
    try:
        done = subprocess.run(["git", *arguments], cwd=ROOT, capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return "unknown"
    return done.stdout.strip()


def _processor() -> str:
    info = Path("/proc/cpuinfo")
    lines = info.read_text().splitlines() if info.exists() else []
    named = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(named, platform.processor() or "processor unknown")


def _memory_gib() -> float | None:
    if not hasattr(os, "sysconf") or "SC_PHYS_PAGES" not in os.sysconf_names:
        return None
    return round(os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") / 2**30, 1)


def as_table(head: Sequence[str], rows: Sequence[Sequence[str | float | int | None]]) -> str:
    """Return a Markdown table; numbers stand to the right, floats with three digits, None as a dash."""
    cells = [list(head), *([_cell(value) for value in row] for row in rows)]
    widths = [max(len(line[column]) for line in cells) for column in range(len(head))]
    right = [all(not isinstance(row[column], str) for row in rows) for column in range(len(head))]
    rule = [
        ("-" * (width + 1) + ":") if is_right else "-" * (width + 2)
        for width, is_right in zip(widths, right, strict=True)
    ]
    lines = [
        "| " + " | ".join(c.rjust(w) if r else c.ljust(w) for c, w, r in zip(line, widths, right, strict=True)) + " |"
        for line in cells
    ]
    return "\n".join([lines[0], f"|{'|'.join(rule)}|", *lines[1:]])


def _cell(value: str | float | int | None) -> str:
    if value is None:
        return "–"
    return f"{value:.3f}" if isinstance(value, float) else f"{value:,}" if isinstance(value, int) else value


def say(*words: object) -> None:
    """Tell the person at the terminal how it goes; figures go to standard output."""
    print(*words, file=sys.stderr, flush=True)
