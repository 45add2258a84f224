"""Mark articles with a larger tagger, for a smaller one: python -m training.statement_teach STATE.pt ENCODER OUT TEXTS…

TEXTS are files of a JSON object a line with "text" (and "doc_id" or "id"), gzipped or not; English news of any kind.
Articles of 80 to 1,500 words are taken, each opening once, at most --most from each file, drawn with a seed. OUT has
the form that training.statement_tagger reads with --more. Statements whose cue the teacher doubts are left unmarked.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import torch
from transformers import AutoModel

from training.statement_data import read_rows
from training.statement_model import Tagger
from training.statement_tagger import as_rows, read_pieces

_SURE = 0.5


def texts(path: Path, most: int, draw: random.Random) -> Iterator[dict[str, Any]]:
    """Yield articles of one file, in drawn order."""
    rows = read_rows(path)
    draw.shuffle(rows)
    seen: set[str] = set()
    for row in rows:
        text = row.get("text") or ""
        words = text.split()
        is_english = sum(word in ("the", "of", "and", "to", "in", "a") for word in words) > len(words) / 10
        if not (80 <= len(words) <= 1500 and is_english and row.get("page_type", "article") == "article"):
            continue
        if text[:120] in seen or len(seen) >= most:
            continue
        seen.add(text[:120])
        yield {"doc_id": str(row.get("doc_id") or row.get("id")), "text": text, "statements": []}


def main(arguments: Sequence[str] | None = None) -> None:
    """Read, mark, write."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("state", type=Path)
    options.add_argument("encoder", type=Path)
    options.add_argument("out", type=Path)
    options.add_argument("texts", type=Path, nargs="+")
    options.add_argument("--most", type=int, default=800)
    options.add_argument("--seed", type=int, default=1)
    chosen = options.parse_args(arguments)
    draw = random.Random(chosen.seed)
    pieces = read_pieces(chosen.encoder)
    model = Tagger(AutoModel.from_pretrained(chosen.encoder, add_pooling_layer=False))
    model.load_state_dict(torch.load(chosen.state, weights_only=True))
    model.eval()
    began, count = time.monotonic(), 0
    with chosen.out.open("w", encoding="utf-8") as file, torch.autocast("cpu", dtype=torch.bfloat16):
        for path in chosen.texts:
            for row in texts(path, chosen.most, draw):
                (marked,) = as_rows([row], model, pieces)
                sure = [s for s in marked["statements"] if s["chance"] >= _SURE and s["content"]]
                file.write(json.dumps({**row, "statements": sure}) + "\n")
                count += 1
                if count % 100 == 0:
                    print(f"{count} {time.monotonic() - began:.0f} s", file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
