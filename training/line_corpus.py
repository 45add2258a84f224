"""Write the texts that the line model learns from and is scored on: one JSON object a text.

    python -m training.line_corpus ../shared/data/pages/wcxb build/lines/wcxb.jsonl.gz --spliced 3
    python -m training.line_corpus traps build/lines/traps.jsonl.gz

Needs rapidfuzz beside onrecord's own packages. The same seed gives the same texts.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import sys
from collections.abc import Iterator
from pathlib import Path

from onrecord.page.lines import read_lines
from tests.traps.generate import KINDS
from training.line_pages import MANNERS, GoldPage, gold_pages, row_roles, text_of
from training.line_texts import splice, trap_page


def texts_of(page: GoldPage, spliced: int, seed: str) -> Iterator[dict[str, object]]:
    """Yield the page in every manner as it is, and in some manners with furniture spliced in."""
    dice = random.Random(f"{seed} {page.id}")
    plain = [(name, page) for name in MANNERS]
    extra = [(dice.choice(list(MANNERS)), splice(page, dice)) for _ in range(spliced)]
    for number, (name, made) in enumerate([*plain, *extra]):
        lines = MANNERS[name](made, list(made.pieces), dice)
        source = text_of(lines)
        if not source.strip():
            continue
        rows = read_lines(source, max_blocks=100_000)[1].text
        roles, weights = row_roles(rows, lines)
        yield {
            "id": page.id, "host": page.host, "kind": page.kind, "manner": name, "spliced": number >= len(plain),
            "title": page.title, "rows": rows, "roles": roles, "weights": weights,
        }  # fmt: skip


def trap_texts(seeds: range, seed: str) -> Iterator[dict[str, object]]:
    """Yield every trap of the seeds in one manner each."""
    for number in seeds:
        for kind, (_, forms) in KINDS.items():
            for form in forms:
                if page := trap_page(number, kind, form):
                    made = list(texts_of(page, 0, seed))
                    yield random.Random(page.id).choice(made)


def main() -> None:
    """Read the arguments and write the texts."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("source", help="a gold set's folder, or the word traps")
    parser.add_argument("output", type=Path)
    parser.add_argument("--spliced", type=int, default=0, help="further texts a page, with furniture spliced in")
    parser.add_argument("--part", default="0/1", help="the pages of one part of several: for several processes")
    args = parser.parse_args()
    part, of = map(int, args.part.split("/"))
    args.output.parent.mkdir(parents=True, exist_ok=True)
    with gzip.open(args.output, "wt", encoding="utf-8", compresslevel=5) as file:
        if args.source == "traps":
            made: Iterator[dict[str, object]] = trap_texts(range(part, 50, of * 2), "lines")
        else:
            pages = gold_pages(Path(args.source), only=lambda id: sum(id.encode()) % of == part)
            made = (text for page in pages for text in texts_of(page, args.spliced, "lines"))
        count = 0
        for text in made:
            file.write(json.dumps(text, ensure_ascii=False) + "\n")
            count += 1
    print(count, "texts", file=sys.stderr)


if __name__ == "__main__":
    main()
