"""Scores onrecord on page sets that people have marked, beside other extractors and against an earlier run.

    python -m benchmarks.quality --peers /path/to/venv/bin/python --floors benchmarks/floors.json

The page sets and their scorer lie beside this repository (--shared). Figures go to standard output, all of them with
every page's own into a JSON file. Exit code 1: a figure lies below its floor, or the page sets are not there.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

if not __package__:  # started as a file: what stands beside it is found from the root
    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import msgspec

from benchmarks.machine import Made, as_table, made_here, say
from benchmarks.predictions import Prediction, own_predictions, peer_predictions, peer_versions
from benchmarks.score import PageScore, faults, figures, page_scores, verdicts
from benchmarks.sets import OUT, SHARED, PageSet, public_sets
from benchmarks.trap_set import TrapCount, count_traps, kept_traps, trap_set

_CHANGE = 0.05  # of a page's word F1: less is a caption more or less
_SHOWN = ("shingle_f1", "word_f1", "below_half", "title", "authors_f1", "date")
_SAMPLES = {1: "all pages", 4: "every fourth page"}


class Refused(msgspec.Struct, frozen=True):
    """An article that was taken for none."""

    page: str  # "SET/ID"
    reason: str
    url: str | None


class Report(msgspec.Struct):
    """All that one run found."""

    made: Made
    sample: str
    data: dict[str, str] = {}  # set: hash of its gold and pages
    systems: dict[str, str] = {}  # name: version
    figures: dict[str, dict[str, dict[str, float]]] = {}  # system: set: figure
    verdicts: dict[str, dict[str, int]] = {}  # type of page: article, or the reason against it
    refused: list[Refused] = []
    traps: dict[str, dict[str, TrapCount]] = {}  # system: kind of trap
    battery: dict[str, dict[str, int]] = {}  # group of bad inputs: outcome
    pages: dict[str, PageScore] = {}  # "SET/ID", ours

    def own(self) -> dict[str, float]:
        """Return our figures under the names that floors.json uses: "SET.FIGURE"."""
        flat = {f"{s}.{name}": value for s, found in self.figures["onrecord"].items() for name, value in found.items()}
        counts = self.traps.get("onrecord", {}).values()
        if counts:
            flat["traps.right"] = sum(it.right for it in counts) / sum(it.pages for it in counts)
        return flat


class Earlier(msgspec.Struct, frozen=True):
    """What is compared of an earlier report."""

    made: Made
    pages: dict[str, PageScore]


def main(arguments: list[str] | None = None) -> int:
    """Run what was asked for and return the exit code."""
    options = _parser().parse_args(arguments)
    try:
        before = msgspec.json.decode(options.against.read_bytes(), type=Earlier) if options.against else None
        report = measure(options.shared, every=options.every, peers=options.peers, seeds=options.seeds)
        if options.held_out:
            add_held_out(report, options.held_out, options.shared)
    except (FileNotFoundError, msgspec.DecodeError) as error:
        say(f"Error: {error}")
        return 1
    if options.battery:
        report.battery = read_battery(options.battery)
    options.output.parent.mkdir(parents=True, exist_ok=True)
    options.output.write_bytes(msgspec.json.format(msgspec.json.encode(report), indent=1))
    print("\n\n".join(_sections(report)))
    if before:
        print("\n" + "\n".join(compare(before, report)))
    say(f"\nall figures: {options.output}")
    below = below_floor(report, options.floors) if options.floors else ()
    for line in below:
        say(f"below its floor: {line}")
    return 1 if below else 0


def _parser() -> argparse.ArgumentParser:
    it = argparse.ArgumentParser(prog="quality.py", description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    it.add_argument("--shared", type=Path, default=SHARED, help="folder of the page sets and their scorer")
    it.add_argument("--peers", type=Path, help="Python of a virtual environment with other extractors")
    it.add_argument("--against", type=Path, help="JSON of an earlier run: pages gained and lost")
    it.add_argument("--floors", type=Path, help="JSON of the least figures: exit code 1 below one")
    it.add_argument("--battery", type=Path, help="results of the bad-input battery, to be summed up")
    it.add_argument("--held-out", type=Path, help="texts of WCXB by models that saw no page of the site (training/)")
    it.add_argument("--seeds", type=int, default=10, help="of generated traps, none of them tuned on (default: 10)")
    it.add_argument("--every", type=int, choices=_SAMPLES, default=1, help="score one page of so many (default: all)")
    it.add_argument("-o", "--output", type=Path, default=OUT / "quality.json", help="JSON file of this run")
    return it


def measure(shared: Path, *, every: int = 1, peers: Path | None = None, seeds: int = 10, workers: int = 0) -> Report:
    """Return the figures of onrecord, and of the peers where their Python is named.

    Raises:
        FileNotFoundError: the page sets are not there.
    """
    report = Report(made_here(), _SAMPLES[every])
    systems = {"onrecord": report.made.onrecord} | (peer_versions(peers) if peers else {})
    report.systems = systems
    sets = public_sets(shared, every=every)
    traps = kept_traps(seeds)
    for pages in (*sets, trap_set(traps)) if traps else sets:
        report.data[pages.name] = pages.digest
        for system, version in systems.items():
            say(f"{system} on {len(pages.gold):,} pages of {pages.name}")
            if system == "onrecord":
                made = own_predictions(pages, workers=workers)
            else:
                assert peers is not None
                made = peer_predictions(pages, system, version, peers, shared / "eval" / "peers.py")
            if pages.name == "traps":
                report.traps[system] = count_traps(traps, made)
            else:
                _add(report, pages, system, made, shared / "eval" / "pages.py")
    return report


def add_held_out(report: Report, predictions: Path, shared: Path) -> None:
    """Add what onrecord reaches on WCXB where each page is read by a model that learned from other sites alone."""
    pages = next(pages for pages in public_sets(shared) if pages.name == "wcxb")
    rows = [msgspec.json.decode(line, type=Prediction) for line in predictions.read_bytes().splitlines()]
    name = "onrecord, held out by site"
    report.systems[name] = report.made.onrecord
    report.figures[name] = {pages.name: figures(pages, {row.id: row for row in rows}, shared / "eval" / "pages.py")}


def _add(report: Report, pages: PageSet, system: str, made: dict[str, Prediction], scorer: Path) -> None:
    """Add the figures of one system on one page set."""
    found = figures(pages, made, scorer)
    report.figures.setdefault(system, {})[pages.name] = found
    if system != "onrecord":
        return
    report.pages |= page_scores(pages, made, scorer)
    refused = [row for row in pages.articles if made[row.id].status != "article"]
    report.refused += [Refused(f"{pages.name}/{row.id}", made[row.id].reason or "", row.url) for row in refused]
    found["kept"] = 1 - len(refused) / len(pages.articles)
    for kind, counts in verdicts(pages, made).items():
        report.verdicts[f"{pages.name} {kind}"] = counts


def read_battery(results: Path) -> dict[str, dict[str, int]]:
    """Return how the bad inputs of each group went, from the results file of the battery."""
    table: dict[str, Counter[str]] = {}
    with results.open("rb") as file:
        for row in (msgspec.json.decode(line, type=_BatteryRow) for line in file):
            count = table.setdefault(row.group, Counter())
            count[row.verdict] += 1
            count["slow"] += row.slow
    return {group: {name: n for name, n in table[group].items() if n} for group in sorted(table)}


class _BatteryRow(msgspec.Struct, frozen=True):
    group: str
    verdict: str
    slow: bool


def _sections(report: Report) -> Iterator[str]:
    made = report.made
    yield f"onrecord {made.onrecord} at {made.commit}, {made.python}, {made.machine}, {report.sample}, {made.at}"
    yield as_table(["set", "system", *_SHOWN], _figure_rows(report))
    wrong = [(name, sum(counts.values()), _reasons(counts)) for name, counts in faults(report.pages).items()]
    yield as_table(["set", "articles below word F1 0.9", "of which"], wrong)
    kinds = [(kind, sum(n.values()), n.get("article", 0), _reasons(n)) for kind, n in report.verdicts.items()]
    yield as_table(["type of page", "pages", "taken as article", "refused as"], kinds)
    if report.refused:
        yield as_table(["article refused", "reason"], [(it.page, it.reason) for it in report.refused])
    if report.traps:
        yield as_table(["trap, kept aside", "pages", *(f"right: {name}" for name in report.traps)], _trap_rows(report))
    if report.battery:
        yield as_table(["bad inputs", "cases", "handled", "else"], _battery_rows(report))


def _figure_rows(report: Report) -> list[list[str | float | None]]:
    return [
        [name, f"{system} {report.systems[system]}", *(_shown(found[name], figure) for figure in _SHOWN)]
        for name in next(iter(report.figures.values()))
        for system, found in report.figures.items()
        if name in found
    ]


def _shown(found: dict[str, float], figure: str) -> float | None:
    """Return a figure; None for a field of which nothing at all is right: the system does not give it."""
    return None if figure in ("title", "authors_f1", "date") and not found[figure] else found[figure]


def _reasons(counts: dict[str, int]) -> str:
    return ", ".join(f"{reason} {n}" for reason, n in counts.items() if reason != "article")


def _trap_rows(report: Report) -> list[list[str | int]]:
    own = report.traps["onrecord"]
    rows: list[list[str | int]] = [
        [kind, count.pages, *(table[kind].right for table in report.traps.values())] for kind, count in own.items()
    ]
    return [*rows, ["all", *(sum(int(row[column]) for row in rows) for column in range(1, len(rows[0])))]]


def _battery_rows(report: Report) -> list[list[str | int]]:
    rows: list[list[str | int]] = []
    for group, counts in report.battery.items():
        cases = sum(n for name, n in counts.items() if name != "slow")
        other = ", ".join(f"{name} {n}" for name, n in counts.items() if name != "ok")
        rows.append([group, cases, counts.get("ok", 0), other])
    return [*rows, ["all", sum(int(row[1]) for row in rows), sum(int(row[2]) for row in rows), ""]]


def compare(before: Earlier | Report, now: Report) -> Iterator[str]:
    """Yield a line for every page gained or lost since an earlier run: its text, title, authors or date."""
    yield f"against {before.made.commit} of {before.made.at}"
    both = [page for page in now.pages if page in before.pages]
    changes = {page: tuple(_changes(before.pages[page], now.pages[page])) for page in both}
    for word, sign in (("gained", 1), ("lost", -1)):
        found = [(page, text) for page in both for change, text in changes[page] if change * sign > 0]
        yield f"{word}: {len(found)}"
        yield from (f"  {page}  {text}" for page, text in found)


def _changes(before: PageScore, now: PageScore) -> Iterator[tuple[float, str]]:
    by = now.word_f1 - before.word_f1
    if abs(by) >= _CHANGE:
        yield by, f"word F1 {before.word_f1:.3f} → {now.word_f1:.3f}" + (f" ({now.reason})" if now.reason else "")
    for name in ("title", "authors", "date"):
        was, is_ = getattr(before, name), getattr(now, name)
        if was is not None and is_ is not None and was != is_:
            yield float(is_) - float(was), f"{name} {was} → {is_}"


def below_floor(report: Report, floors: Path) -> tuple[str, ...]:
    """Return the figures that lie below their floor for this sample of the pages, in words."""
    least = msgspec.json.decode(floors.read_bytes(), type=dict[str, dict[str, float]])[report.sample]
    own = report.own()
    return tuple(
        f"{name} is {own[name]:.4f}, its floor {floor:.4f}"
        for name, floor in least.items()
        if name in own and own[name] < floor
    )


if __name__ == "__main__":
    sys.exit(main())
