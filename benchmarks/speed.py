"""Measures what onrecord costs: CPU time a page beside trafilatura, where it goes, builds, memory, start, install.

    python -m benchmarks.speed --peers /path/to/venv/bin/python
    python -m benchmarks.speed --only memory --captures 100000

CPU time and ratios stand before wall-clock time: they mean something on a machine that does other things as well.
Exit code 1: a page took longer than --limit, or the page sets are not there.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

if not __package__:  # started as a file: what stands beside it is found from the root
    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import msgspec

from benchmarks.install import Install, Start, core_install, start_times
from benchmarks.load import BuildRun, run_build, write_warc
from benchmarks.machine import Made, as_table, made_here, say
from benchmarks.predictions import peer_versions
from benchmarks.race import Race, race
from benchmarks.sets import OUT, SHARED, public_sets
from benchmarks.stages import StageTimes, stage_times

_PARTS = ("race", "stages", "build", "memory", "start", "install")
_DEFAULT = ("race", "stages", "build", "start")


class Report(msgspec.Struct):
    """All that one run found; what was not asked for is None."""

    made: Made
    data: dict[str, str]  # set: hash of its gold and pages
    systems: dict[str, str]
    race: Race | None = None
    stages: dict[str, StageTimes] | None = None
    build: BuildRun | None = None
    memory: BuildRun | None = None
    start: Start | None = None
    install: Install | None = None


def main(arguments: list[str] | None = None) -> int:
    """Measure what was asked for and return the exit code."""
    options = _parser().parse_args(arguments)
    try:
        report = measure(options)
    except OSError as error:
        say(f"Error: {error}")
        return 1
    options.output.parent.mkdir(parents=True, exist_ok=True)
    options.output.write_bytes(msgspec.json.format(msgspec.json.encode(report), indent=1))
    print("\n\n".join(_sections(report)))
    say(f"\nall figures: {options.output}")
    slowest_ms = report.race.slowest[0][1] if report.race else 0.0
    if slowest_ms > options.limit * 1e3:
        say(f"a page took {slowest_ms / 1e3:.1f} s of CPU time, more than {options.limit:g} s")
        return 1
    return 0


def _parser() -> argparse.ArgumentParser:
    it = argparse.ArgumentParser(prog="speed.py", description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    it.add_argument("--shared", type=Path, default=SHARED, help="folder of the page sets")
    it.add_argument("--peers", type=Path, help="Python of a virtual environment with other extractors")
    it.add_argument("--only", choices=_PARTS, nargs="+", default=_DEFAULT, help=f"default: {' '.join(_DEFAULT)}")
    it.add_argument("--every", type=int, default=1, help="time one page of so many (default: all)")
    it.add_argument("--rounds", type=int, default=2, help="of the race; the lesser time counts (default: 2)")
    it.add_argument("--pages", type=int, default=4000, help="captures of the build that is timed (default: 4000)")
    it.add_argument("--captures", type=int, default=100_000, help="captures of the memory run (default: 100000)")
    it.add_argument("--workers", type=int, default=2, help="of the builds (default: 2)")
    it.add_argument("--usual-kb", type=int, default=100, help="of nine pages in ten of the memory run (default: 100)")
    it.add_argument("--limit", type=float, default=2.0, help="CPU seconds that no page may exceed (default: 2)")
    it.add_argument("-o", "--output", type=Path, default=OUT / "speed.json", help="JSON file of this run")
    return it


def measure(options: argparse.Namespace) -> Report:
    """Return what was asked for.

    Raises:
        OSError: the page sets are not there, or the disk has too little room.
    """
    sets = public_sets(options.shared, every=options.every)
    versions = {"onrecord": made_here().onrecord} | (peer_versions(options.peers) if options.peers else {})
    report = Report(made_here(), {pages.name: pages.digest for pages in sets}, versions)
    wanted = set(options.only)
    if "race" in wanted:
        report.race = race(sets, options.peers, rounds=options.rounds)
    if "stages" in wanted:
        report.stages = stage_times(sets)
    if "build" in wanted:
        report.build = _build(options, options.pages, 1 << 62)
    if "start" in wanted:
        report.start = start_times()
    if "install" in wanted:
        report.install = core_install()
    if "memory" in wanted:
        report.memory = _build(options, options.captures, options.usual_kb * 1000)
    return report


def _build(options: argparse.Namespace, captures: int, usual_bytes: int) -> BuildRun:
    with tempfile.TemporaryDirectory(prefix="onrecord-benchmark-") as folder:
        warc = Path(folder, "pages.warc.gz")
        say(f"writing {captures:,} captures")
        write_warc(warc, public_sets(options.shared), captures, usual_bytes=usual_bytes)
        say(f"building a record from them, {warc.stat().st_size >> 20:,} MiB")
        return run_build(warc, Path(folder, "record.db"), captures=captures, workers=options.workers)


def _sections(report: Report) -> Iterator[str]:
    made = report.made
    yield f"onrecord {made.onrecord} at {made.commit}, {made.python}, {made.machine}, load {made.load}, {made.at}"
    if report.race:
        yield as_table(
            ["CPU ms a page", "median", "mean", "99 %", "longest", "× median", "× mean"], _race_rows(report.race)
        )
        yield as_table(["slowest pages", "CPU ms"], report.race.slowest)
    if report.stages:
        rows = [(stage, it.mean_ms, it.median_ms, it.share) for stage, it in report.stages.items()]
        yield as_table(["stage", "mean ms", "median ms", "share"], rows)
    for name, run in (("build", report.build), ("memory", report.memory)):
        if run:
            yield _build_section(name, run)
    if report.start:
        yield as_table(["start", "ms"], list(msgspec.structs.asdict(report.start).items()))
    if report.install:
        it = report.install
        yield f"core install: {it.packages} packages, {it.mib} MiB; largest {it.largest}"


def _race_rows(found: Race) -> list[list[str | float]]:
    return [
        [name, it.median_ms, it.mean_ms, it.p99_ms, it.max_ms, found.times_median[name], found.times_mean[name]]
        for name, it in found.sides.items()
    ]


def _build_section(name: str, run: BuildRun) -> str:
    facts = [(key, value) for key, value in msgspec.structs.asdict(run).items() if key != "steps"]
    steps = as_table(["captures stored", "peak MiB"], run.steps) if name == "memory" else ""
    return "\n\n".join(filter(None, (as_table([name, ""], facts), steps)))


if __name__ == "__main__":
    sys.exit(main())
