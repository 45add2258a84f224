"""What an extractor makes of a page set: onrecord in the processes of a build, peers each in a process of their own."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path

import msgspec

from benchmarks.sets import OUT, PageSet
from onrecord.capture.found import Found, judge
from onrecord.model import Article, Capture, Rejected
from onrecord.pipeline import read_article
from onrecord.settings import BuildSettings, Settings
from onrecord.workers import Work, Workers

# what ../shared/eval/peers.py can run, and the package whose version it depends on
PEERS: Mapping[str, str] = {
    "trafilatura": "trafilatura",
    "resiliparse": "resiliparse",
    "newspaper4k": "newspaper4k",
    "readability_lxml": "readability-lxml",
}


class Prediction(msgspec.Struct, frozen=True, omit_defaults=True):
    """What an extractor says of one page."""

    id: str
    text: str = ""
    title: str | None = None
    authors: list[str] | None = None
    published: str | None = None
    status: str = "article"
    reason: str | None = None
    error: str | None = None


def own_predictions(pages: PageSet, *, workers: int = 0) -> dict[str, Prediction]:
    """Return what onrecord makes of each page, by its id; `workers` as in `onrecord build`.

    It is given the bytes and the address of a page, and neither its declared charset nor its time of capture.
    """
    done: dict[str, Prediction] = {}
    with Workers(_prepare, BuildSettings(workers=workers)) as pool:
        for outcome in pool.outcomes(_captures(pages, done)):
            done[outcome.origin.id] = _prediction(outcome)
    return done


def _prepare() -> Work:
    return partial(read_article, settings=Settings())


def _captures(pages: PageSet, done: dict[str, Prediction]) -> Iterator[Capture]:
    """Yield the captures; what is rejected before it is a page goes into `done` at once, as in a build."""
    for row in pages.gold:
        found = Found(f"{pages.name}/{row.id}.html", "file", name=f"{row.id}.html", id=row.id, url=row.url)
        match judge(found, pages.page(row.id), Settings().capture):
            case Capture() as capture:
                yield capture
            case Rejected() as rejected:
                done[row.id] = _prediction(rejected)


def _prediction(outcome: Article | Rejected) -> Prediction:
    if isinstance(outcome, Rejected):
        return Prediction(outcome.origin.id, status=outcome.status, reason=outcome.reason, error=outcome.detail)
    data = outcome.metadata
    return Prediction(outcome.origin.id, outcome.text, data.title, list(data.authors), data.published)


def peer_versions(python: Path) -> dict[str, str]:
    """Return the version of each peer that is installed beside this Python."""
    code = (
        "import importlib.metadata as m, sys\n"
        "for name in sys.argv[1:]:\n"
        "    try: print(name, m.version(name))\n"
        "    except m.PackageNotFoundError: pass"
    )
    done = subprocess.run([python, "-c", code, *PEERS.values()], capture_output=True, text=True, check=True)
    versions = dict(line.split() for line in done.stdout.splitlines())
    return {peer: versions[package] for peer, package in PEERS.items() if package in versions}


def peer_predictions(pages: PageSet, peer: str, version: str, python: Path, script: Path) -> dict[str, Prediction]:
    """Return what a peer makes of each page; runs it only if this version has not seen these pages yet.

    Raises:
        subprocess.CalledProcessError: it could not be run.
    """
    path = OUT / "peers" / f"{peer}-{version}-{pages.name}-{pages.digest}.jsonl"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        part = path.with_suffix(f".{os.getpid()}.part")
        subprocess.run([python, script, peer, pages.folder, part], check=True, stderr=subprocess.DEVNULL)
        part.replace(path)
    with path.open("rb") as file:
        rows = [msgspec.json.decode(line, type=Prediction, strict=False) for line in file]
    return {row.id: row for row in rows}
