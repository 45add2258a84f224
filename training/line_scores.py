"""Score the line model on texts of sites that it never saw, beside rules that need no model.

    python -m training.line_scores build/lines/wcxb.jsonl.gz --gold ../shared/data/pages/wcxb --models build/lines/model

The texts are those of `training.line_corpus`, without spliced furniture; every text is read by the model that did not
learn from its site (`fold0.npz` …), or by one and the same model (`--one all.npz`). Word F1 and 4-gram F1 as the
page benchmarks compute them, macro-averaged over texts.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import statistics
import zlib
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from onrecord.article.features import count_words
from onrecord.article.line_features import stop_share
from onrecord.article.line_model import LineModel, read_model
from onrecord.article.lines import IN_TEXT, roles_by
from onrecord.article.repeats import find_repeats

_WORD = re.compile(r"\w+")
Keeper = Callable[[dict], Sequence[str]]


def bag_f1(gold: str, text: str) -> float:
    """Return the F1 of two texts as bags of words."""
    a, b = (Counter(_WORD.findall(it.lower())) for it in (gold, text))
    both, size = sum((a & b).values()), sum(a.values()) + sum(b.values())
    return 2 * both / size if size else 1.0


def shingles(gold: str, text: str) -> tuple[float, float]:
    """Return precision and recall of the 4-grams of words."""
    grams = []
    for it in (gold, text):
        words = _WORD.findall(it)
        grams.append(Counter(tuple(words[n : n + 4]) for n in range(max(1, len(words) - 3) if words else 0)))
    both = sum((grams[0] & grams[1]).values())
    return both / max(1, sum(grams[1].values())), both / max(1, sum(grams[0].values()))


def keep_all(made: dict) -> Sequence[str]:
    """Every line."""
    return made["rows"]


def keep_sentences(made: dict) -> Sequence[str]:
    """Lines of five words and more that end as sentences do, each once: the rule of C4."""
    seen = dict.fromkeys(made["rows"])
    return [row for row in seen if len(row.split()) >= 5 and row.rstrip().endswith((".", "!", "?", '"', "”"))]


def keep_justext(made: dict) -> Sequence[str]:
    """jusText without links: good lines are long and full of stop words; short ones follow their neighbours."""
    rows = made["rows"]
    shares = stop_share(rows)
    kinds = []
    for row, share in zip(rows, shares, strict=True):
        if len(row) < 70:
            kinds.append("short")
        elif share >= 0.32:
            kinds.append("good" if len(row) > 200 else "near")
        else:
            kinds.append("near" if share >= 0.30 else "bad")
    return [row for n, row in enumerate(rows) if _is_good(kinds, n)]


def _is_good(kinds: Sequence[str], n: int) -> bool:
    if kinds[n] in ("good", "bad"):
        return kinds[n] == "good"
    before = next((kind for kind in reversed(kinds[:n]) if kind in ("good", "bad")), "bad")
    after = next((kind for kind in kinds[n + 1 :] if kind in ("good", "bad")), "bad")
    return before == after == "good" or (kinds[n] == "near" and "good" in (before, after))


def by_model(model_of: Callable[[dict], LineModel]) -> Keeper:
    """The lines that the model of a text's fold takes for the article's."""

    def keep(made: dict) -> Sequence[str]:
        rows = tuple(made["rows"])
        roles = roles_by(model_of(made), rows, [count_words(row) for row in rows], find_repeats(rows), None)
        return [row for row, role in zip(rows, roles, strict=True) if role in IN_TEXT]

    return keep


def texts(paths: Sequence[Path], kind: str, share: float) -> Iterator[dict]:
    """Yield the texts that are scored."""
    for path in paths:
        with gzip.open(path, "rt", encoding="utf-8") as file:
            for made in map(json.loads, file):
                drawn = zlib.crc32(f"{made['id']} {made['manner']}".encode()) % 1000 < 1000 * share
                if not made["spliced"] and made["kind"] == kind and drawn:
                    yield made


def main() -> None:
    """Read the arguments, score, print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpus", type=Path, nargs="+")
    parser.add_argument("--gold", type=Path, required=True)
    parser.add_argument("--models", type=Path)
    parser.add_argument("--one", type=Path)
    parser.add_argument("--folds", type=int, default=3)
    parser.add_argument("--kind", default="article")
    parser.add_argument("--share", type=float, default=1.0, help="of the texts, drawn by a hash")
    parser.add_argument("--only", type=int, nargs="*", help="these folds alone")
    parser.add_argument("--worst", type=int, default=0)
    args = parser.parse_args()
    with gzip.open(args.gold / "gold.jsonl.gz", "rt", encoding="utf-8") as file:
        gold = {row["id"]: row["text"] or "" for row in map(json.loads, file)}
    models = {path.stem: read_model(path.read_bytes()) for path in sorted((args.models or Path("-")).glob("*.npz"))}
    one = read_model(args.one.read_bytes()) if args.one else None
    fold = lambda made: zlib.crc32(made["host"].removeprefix("www.").encode()) % 1000 % args.folds  # noqa: E731
    keepers: dict[str, Keeper] = {
        "model": by_model(lambda made: one or models[f"fold{fold(made)}"]),
        "jusText": keep_justext,
        "C4": keep_sentences,
        "all": keep_all,
    }
    found: dict[tuple[str, str], list[tuple[float, float, float, str]]] = {}
    for made in texts(args.corpus, args.kind, args.share):
        if args.only is not None and fold(made) not in args.only:
            continue
        for name, keep in keepers.items():
            text = "\n".join(keep(made))
            row = (bag_f1(gold[made["id"]], text), *shingles(gold[made["id"]], text), f"{made['id']} {made['manner']}")
            found.setdefault((name, made["manner"]), []).append(row)
            found.setdefault((name, "every"), []).append(row)
    for (name, manner), rows in sorted(found.items()):
        word, precision, recall = (statistics.mean(row[n] for row in rows) for n in range(3))
        below = statistics.mean(row[0] < 0.5 for row in rows)
        f1 = 2 * precision * recall / (precision + recall)
        print(f"{name:8} {manner:10} {len(rows):5} word {word:.4f} 4-gram {f1:.4f} below half {below:.4f}")
    for row in sorted(found["model", "every"])[: args.worst]:
        print(*row)


if __name__ == "__main__":
    main()
