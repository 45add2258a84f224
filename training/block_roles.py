"""Train the block model: python -m training.block_roles ../shared/data/pages/wcxb src/onrecord/models

Needs training/requirements.txt. Writes block_roles.onnx and its line in SHA256SUMS. With `--folds 5 --predictions FILE`
it validates instead: the pages of a site are all in one fold, and the whole pipeline reads every page with a model that
never saw its site; FILE is for a scorer. A minute on two cores, five for the folds. The same seed gives the same trees.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import sys
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest.mock import patch
from urllib.parse import urlsplit

import lightgbm
import numpy as np
from numpy.typing import NDArray

from onrecord.article import extract_article
from onrecord.article.features import read_features
from onrecord.article.matrix import feature_names, read_matrix
from onrecord.article.metadata import find_metadata
from onrecord.article.rules import IN_TEXT, apply_rules
from onrecord.errors import ArticleError, PageError
from onrecord.model import Capture, Origin
from onrecord.page import parse_page
from onrecord.settings import Settings
from training.alignment import shares_in_gold
from training.augment import Text, trap_pages, with_others
from training.trees import as_onnx, store

_SETTINGS = Settings()
_IN_GOLD = 0.5  # of a block's words: it belongs to the text
_OTHER_KINDS = 0.3  # weight of the blocks of pages that are no articles
_EASY = 0.4  # of the blocks that the rules are sure to be menus and the like: enough of them
_TREES = 250
_TRAPS = range(100, 112)  # seeds of generated pages, apart from those that tests go by
_TRAP_WEIGHT = 0.25
_HARDER = 0.5  # of the articles, once more with text of others put in
_HARDER_WEIGHT = 0.2
_PARAMETERS = {
    "objective": "binary", "num_leaves": 31, "learning_rate": 0.1, "min_data_in_leaf": 40, "feature_fraction": 0.4,
    "bagging_fraction": 0.8, "bagging_freq": 1, "lambda_l2": 5.0, "max_bin": 63, "verbose": -1, "seed": 1,
    "num_threads": 2, "deterministic": True, "force_row_wise": True,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Labelled:
    """One page, ready to be learned from: a row a block."""

    id: str
    site: str
    matrix: NDArray[np.float32]
    wanted: NDArray[np.float64]  # 1 where the block stands in the gold text
    weight: NDArray[np.float64]


def read_pages(folder: Path) -> Iterator[Labelled]:
    """Yield the pages of a gold set that have a gold text, with the weight and label of each block."""
    chosen = np.random.default_rng(0)
    for gold, body in _gold(folder):
        weight = 1.0 if gold["page_type"] == "article" else _OTHER_KINDS
        yield from _label(gold["id"], gold["url"], body, gold["text"], weight, chosen)


def read_harder_pages(folder: Path) -> Iterator[Labelled]:
    """Yield some of the articles with other text put in, and generated traps."""
    dice, chosen = random.Random(0), np.random.default_rng(1)
    golds = [(gold, body) for gold, body in _gold(folder) if gold["page_type"] == "article" and gold["text"].strip()]
    texts = [
        Text(gold["title"] or "", gold["author"] or "", tuple(p for p in gold["text"].split("\n") if len(p) > 60))
        for gold, _ in golds
    ]
    for gold, body in golds:
        others = dice.sample(texts, 9)
        if dice.random() < _HARDER and (made := with_others(body.decode("utf-8", "replace"), others, dice)):
            yield from _label(gold["id"], gold["url"], made.encode(), gold["text"], _HARDER_WEIGHT, chosen)
    for name, url, html, text in trap_pages(_TRAPS):
        yield from _label(name, url, html.encode(), text, _TRAP_WEIGHT, chosen, empty=True)


def _gold(folder: Path) -> Iterator[tuple[dict[str, Any], bytes]]:
    for line in gzip.decompress((folder / "gold.jsonl.gz").read_bytes()).splitlines():
        gold = json.loads(line)
        yield gold, gzip.decompress((folder / "html" / f"{gold['id']}.html.gz").read_bytes())


def _label(
    name: str,
    url: str | None,
    body: bytes,
    text: str,
    weight: float,
    chosen: np.random.Generator,
    *,
    empty: bool = False,
) -> Iterator[Labelled]:
    """The page as rows to learn from; nothing where it has no gold text, unless it is to have none."""
    try:
        page = parse_page(Capture(Origin(name, name, "training", "file", url=url), body), _SETTINGS.page)
    except PageError:
        return
    if not page.blocks.text or not (text.strip() or empty):
        return
    metadata = find_metadata(page, _SETTINGS.article)
    features = read_features(page)
    setting = apply_rules(page, features, metadata.title, metadata.standfirst)
    shares, words = shares_in_gold(page.blocks.text, text)
    wanted = (shares >= _IN_GOLD).astype(float)
    copies = np.array(features.repeat_of)  # what a page gives twice is the article's both times: the second goes later
    for row in np.flatnonzero(copies >= 0):
        wanted[copies[row]] = max(wanted[copies[row]], wanted[row])
    if not (wanted.any() or empty):
        return
    # a page counts by the root of its length, a block by the root of its own
    weights = np.minimum(np.sqrt(words + 1), 12.0) * np.sqrt(600 / max(60, len(text.split()))) * weight
    unsure = np.array([role in IN_TEXT or role in ("related", "other", "caption") for role in setting.roles])
    taken = ((wanted > 0) | unsure | (chosen.random(len(words)) < _EASY)) & (copies < 0)
    site = (urlsplit(url or "").hostname or name).removeprefix("www.")
    yield Labelled(name, site, read_matrix(page, features, setting), wanted, weights * taken)


def train(pages: Sequence[Labelled]) -> lightgbm.Booster:
    """Return trees that tell the blocks of the text from the others."""
    rows = [page.weight > 0 for page in pages]
    matrix = np.concatenate([page.matrix[taken] for page, taken in zip(pages, rows, strict=True)])
    wanted = np.concatenate([page.wanted[taken] for page, taken in zip(pages, rows, strict=True)])
    weight = np.concatenate([page.weight[taken] for page, taken in zip(pages, rows, strict=True)])
    data = lightgbm.Dataset(matrix, wanted, weight=weight, feature_name=[f"f{n}" for n in range(matrix.shape[1])])
    return lightgbm.train(_PARAMETERS, data, _TREES)


def validate(folder: Path, pages: Sequence[Labelled], folds: int, predictions: Path) -> None:
    """Write what the pipeline makes of each page with a model that never saw its site, a JSON object a line."""
    fold_of = {page.id: zlib.crc32(page.site.encode()) % folds for page in pages}
    boosters = [train([page for page in pages if fold_of[page.id] != fold]) for fold in range(folds)]
    with predictions.open("w", encoding="utf-8") as out:
        for gold, body in _gold(folder):
            booster = boosters[fold_of.get(gold["id"], 0)]
            capture = Capture(Origin(gold["id"], gold["id"], "training", "file", url=gold["url"]), body)
            with patch(
                "onrecord.article.block_model.run_model", lambda _, matrix, b=booster: b.predict(matrix)[:, None]
            ):
                try:
                    article = extract_article(parse_page(capture, _SETTINGS.page), _SETTINGS.article)
                except (PageError, ArticleError):
                    continue
            out.write(json.dumps({"id": gold["id"], "text": article.text}) + "\n")


def main() -> None:
    """Validate if asked to; else train on all pages, and write the model."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("pages", type=Path)
    options.add_argument("models", type=Path)
    options.add_argument("--folds", type=int, default=5)
    options.add_argument("--predictions", type=Path)
    chosen = options.parse_args()
    pages = [*read_pages(chosen.pages), *read_harder_pages(chosen.pages)]
    print(f"{len(pages)} pages, {sum(len(page.wanted) for page in pages)} blocks", file=sys.stderr)
    if chosen.predictions:
        validate(chosen.pages, pages, chosen.folds, chosen.predictions)
        return
    model = as_onnx(train(pages), len(feature_names()))
    print(store(model, chosen.models / "block_roles.onnx"))


if __name__ == "__main__":
    main()
