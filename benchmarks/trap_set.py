"""The generated traps as a page set, from the seeds that nobody tunes on, and how they are judged."""

from __future__ import annotations

import gzip
import hashlib
import re
from collections.abc import Mapping, Sequence
from pathlib import Path

import msgspec

from benchmarks.predictions import Prediction
from benchmarks.sets import OUT, Gold, PageSet
from tests.traps.generate import KEPT_ASIDE, Trap, traps


class TrapCount(msgspec.Struct):
    """How the pages of one kind of trap went. A page is right when nothing at all is wrong with it."""

    pages: int = 0
    right: int = 0
    wrong_verdict: int = 0  # an article refused, or what is none taken for one
    lost: int = 0  # paragraphs of the article are missing
    dirty: int = 0  # what is no part of the article stands in it
    doubled: int = 0  # a paragraph stands in it more than once


def kept_traps(seeds: int) -> tuple[Trap, ...]:
    """Return the traps of the first so many seeds that are kept aside."""
    return tuple(trap for seed in KEPT_ASIDE[:seeds] for trap in traps(seed))


def trap_set(made: Sequence[Trap]) -> PageSet:
    """Return the traps as a page set, so that every extractor can be run over them; page ids are their positions."""
    digest = hashlib.sha256(msgspec.json.encode(made)).hexdigest()[:12]
    folder = OUT / "traps" / digest
    if not (folder / "gold.jsonl.gz").exists():
        (folder / "html").mkdir(parents=True, exist_ok=True)
        for number, trap in enumerate(made):
            (folder / "html" / f"{number}.html.gz").write_bytes(gzip.compress(trap.html.encode(), 1, mtime=0))
        rows = (msgspec.json.encode(_gold(number, trap)) + b"\n" for number, trap in enumerate(made))
        _write_whole(folder / "gold.jsonl.gz", gzip.compress(b"".join(rows), mtime=0))
    return PageSet("traps", folder)


def _gold(number: int, trap: Trap) -> Gold:
    kind = "article" if trap.status == "article" else "none"
    return Gold(str(number), "\n\n".join(trap.must), trap.url, kind)


def _write_whole(path: Path, data: bytes) -> None:
    part = path.with_suffix(".part")
    part.write_bytes(data)
    part.replace(path)


def count_traps(made: Sequence[Trap], predictions: Mapping[str, Prediction]) -> dict[str, TrapCount]:
    """Return how the traps of each kind went. Which page went wrong is not told: they are not to be tuned on."""
    table: dict[str, TrapCount] = {}
    for number, trap in enumerate(made):
        count = table.setdefault(trap.kind, TrapCount())
        faults = trap_faults(trap, predictions.get(str(number), Prediction(str(number))))
        count.pages += 1
        count.right += not faults
        for fault in faults:
            setattr(count, fault, getattr(count, fault) + 1)
    return table


def trap_faults(trap: Trap, made: Prediction) -> tuple[str, ...]:
    """Return what is wrong with one page, in the names of `TrapCount`."""
    is_article = made.status == "article" and bool(made.text.strip())
    if is_article != (trap.status == "article"):
        return ("wrong_verdict",)
    text = _folded(made.text)
    checks = {
        "lost": any(_folded(words) not in text for words in trap.must),
        "dirty": any(_folded(words) in text for words in trap.must_not),
        "doubled": any(text.count(_folded(words)) > 1 for words in trap.once),
    }
    return tuple(fault for fault, found in checks.items() if found)


def _folded(text: str) -> str:
    return re.sub(r"\s+", " ", text)
