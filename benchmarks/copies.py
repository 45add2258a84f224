"""Scores and times finding copies beside MinHash peers, on generated articles: python -m benchmarks.copies

The articles come from `tests.families`: forty invented outlets, copies of eleven kinds, furniture around all of them.
Every side gets the same texts and answers with pairs or families; the peers run under --peer-python, which needs
rensa and datasketch. Recall is of pairs of a copy and its original, precision of the pairs that a side puts together.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

import msgspec

if not __package__:  # started as a file: what stands beside it is found from the root
    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.machine import as_table, made_here, say
from benchmarks.sets import OUT
from onrecord.grouping.families import find_families
from onrecord.grouping.text_sketch import sketch_text
from tests.families import KINDS, MadeSet, make_set
from tests.families.scoring import Score, score

_PEERS = Path(__file__).with_name("copies_peer.py")
_BANDS = {"14x8": (14, 8), "20x5": (20, 5)}  # bands × rows: as large pipelines set it, and one that finds more


class Side(msgspec.Struct, frozen=True):
    """What one side found in one set."""

    name: str
    articles: int
    recall: float
    precision: float
    by_kind: dict[str, float]
    ms_per_article: float  # CPU


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the tables and write them as JSON; return the exit code."""
    options = _parser().parse_args(arguments)
    sides: list[Side] = []
    for size in options.sizes:
        say(f"{size:,} articles")
        made = make_set(size, options.seed)
        sides.append(own_side(made))
        if options.peer_python:
            sides += peer_sides(made, options.peer_python)
    OUT.mkdir(parents=True, exist_ok=True)
    told = {"made": made_here(), "seed": options.seed, "sides": sides}
    (OUT / "copies.json").write_bytes(msgspec.json.format(msgspec.json.encode(told), indent=1))
    print(_table(sides))
    print(_kinds(sides))
    return 0


def own_side(made: MadeSet) -> Side:
    """Return what onrecord finds: sketches, candidates, alignment and families on the clock."""
    sketch_text(0, made.articles[0])  # so that the tables are made
    began = time.process_time()
    sketches = [sketch_text(number, article) for number, article in enumerate(made.articles)]
    found = find_families(sketches, made.articles.__getitem__, {})
    seconds = time.process_time() - began
    return _side("onrecord", made, score(made, [[it.article for it in fam.members] for fam in found.families]), seconds)


def peer_sides(made: MadeSet, python: str) -> list[Side]:
    """Return what each peer finds with each setting; a process of its own for each.

    Raises:
        subprocess.CalledProcessError: a peer failed; its message stands on standard error.
    """
    sides = []
    with tempfile.TemporaryDirectory() as folder:
        texts, answer = Path(folder) / "texts.jsonl", Path(folder) / "answer.json"
        texts.write_text("".join(json.dumps(it.text) + "\n" for it in made.articles), encoding="utf-8")
        for peer in ("rensa", "datasketch"):
            for label, (bands, rows) in _BANDS.items():
                command = [python, str(_PEERS), peer, str(bands), str(rows), str(texts), str(answer)]
                subprocess.run(command, check=True)
                told = json.loads(answer.read_text(encoding="utf-8"))
                sides.append(_side(f"{peer} {label}", made, score(made, told["pairs"]), told["seconds"]))
    return sides


def _side(name: str, made: MadeSet, found: Score, seconds: float) -> Side:
    size = len(made.articles)
    return Side(name, size, found.recall, found.precision, found.by_kind, round(seconds / size * 1e3, 3))


def _table(sides: Sequence[Side]) -> str:
    """Return recall, precision, cost and how the cost of an article grew from the smallest set, a row a side."""
    least = {it.name: it.ms_per_article for it in reversed(sides)}
    head = ["side", "articles", "recall", "precision", "ms an article", "growth"]
    rows: list[list[str | float | int | None]] = [
        [it.name, it.articles, it.recall, it.precision, it.ms_per_article, it.ms_per_article / least[it.name]]
        for it in sides
    ]
    return as_table(head, rows) + "\n"


def _kinds(sides: Sequence[Side]) -> str:
    """Return recall by kind of edit on the smallest set, a column a side."""
    first = [it for it in sides if it.articles == sides[0].articles]
    return as_table(
        ["recall of", *(it.name for it in first)], [[kind, *(it.by_kind[kind] for it in first)] for kind in KINDS]
    )


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.copies", description=__doc__.partition("\n")[0])
    parser.add_argument("--sizes", type=int, nargs="+", default=[5000, 50_000], help="articles of each set")
    parser.add_argument("--seed", type=int, default=1, help="of the generator")
    parser.add_argument("--peer-python", help="a Python that has rensa and datasketch; without it, onrecord alone")
    return parser


if __name__ == "__main__":
    sys.exit(main())
