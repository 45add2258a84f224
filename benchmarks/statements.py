"""Scores statements on articles that people have marked, and times them: python -m benchmarks.statements [FILE]

FILE (default ../shared/data/polnear/dev.jsonl.gz) has a JSON object a line: {"doc_id", "published", "text",
"statements"}. The scorer is ../shared/eval/statements.py, which needs numpy and scipy; name a Python that has them with
--scorer-python. With --fold N only the articles of that fold of ten are scored: the one that training held out.
"""

from __future__ import annotations

import argparse
import gzip
import json
import subprocess
import sys
import time
import zlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

if not __package__:  # started as a file: what stands beside it is found from the root
    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.machine import made_here, say
from benchmarks.sets import OUT, SHARED
from onrecord.model import Article, Metadata, Origin, Span
from onrecord.settings import StatementSettings
from onrecord.statements import find_statements

_WORDS = 750  # of the article that speed is given for


def main(arguments: Sequence[str] | None = None) -> int:
    """Predict, write the predictions down, score them; return the exit code."""
    options = _parser().parse_args(arguments)
    try:
        rows = [row for row in _rows(options.file) if options.fold is None or fold(row["doc_id"]) == options.fold]
    except OSError as error:
        say(f"Error: {error}\nName a file of marked articles, a JSON object a line.")
        return 1
    settings = StatementSettings() if options.min_chance is None else StatementSettings(min_chance=options.min_chance)
    OUT.mkdir(parents=True, exist_ok=True)
    gold, found = OUT / "statements.gold.jsonl", OUT / "statements.found.jsonl"
    gold.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    find_statements(_article(rows[0]), settings)  # so that the model is open
    words, began = 0, time.process_time()
    with found.open("w", encoding="utf-8") as file:
        for row in rows:
            words += len(row["text"].split())
            file.write(json.dumps(predict(row, settings, free=options.free)) + "\n")
    seconds = time.process_time() - began
    print(f"{len(rows)} articles, {words} words, {seconds:.1f} s CPU: {words / _WORDS / seconds:.1f} of 750 words/s")
    print(made_here())
    scorer = SHARED / "eval" / "statements.py"
    return subprocess.run([options.scorer_python, str(scorer), str(gold), str(found)], check=False).returncode


def fold(doc_id: str) -> int:
    """Return which of ten folds an article is in, as training has it."""
    return zlib.crc32(doc_id.encode()) % 10


def predict(row: dict[str, Any], settings: StatementSettings, *, free: bool) -> dict[str, Any]:
    """Return the statements of one article in the scorer's form; `free`: quotations without a cue too."""
    said = find_statements(_article(row), settings)
    statements = [
        {
            "source": _spans([one.source] if one.source else []),
            "cue": _spans([one.cue] if one.cue else []),
            "content": _spans(one.content),
            "chance": one.chance,
        }
        for one in said.statements
        if one.cue or free
    ]
    return {"doc_id": row["doc_id"], "statements": statements}


def _article(row: dict[str, Any]) -> Article:
    origin = Origin(row["doc_id"], row["doc_id"], "memory", "file")
    return Article(origin, "article", Metadata(language="en", published=row.get("published")), row["text"], ())


def _spans(spans: Sequence[Span]) -> list[list[int]]:
    return [[span.start, span.end] for span in spans]


def _rows(path: Path) -> list[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", nargs="?", type=Path, default=SHARED / "data" / "polnear" / "dev.jsonl.gz")
    parser.add_argument("--fold", type=int, help="only the articles of this fold of ten")
    parser.add_argument("--free", action="store_true", help="score quotations without a cue too")
    parser.add_argument("--min-chance", type=float, help="instead of the setting")
    parser.add_argument("--scorer-python", default=sys.executable, help="one that has numpy and scipy")
    return parser


if __name__ == "__main__":
    sys.exit(main())
