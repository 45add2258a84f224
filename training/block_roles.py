"""Train the block model: python training/block_roles.py ../shared/data/pages/wcxb src/onrecord/models

Needs training/requirements.txt. Writes block_roles.onnx and its line in SHA256SUMS; `--folds 5` first validates by site:
the pages of a site are all in one fold, and every page is scored by a model that never saw its site. About ten
minutes on two cores. The same seed gives the same trees on one machine.
"""

from __future__ import annotations

import argparse
import gzip
import json
import sys
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import lightgbm
import numpy as np
from numpy.typing import NDArray

from onrecord.article.features import read_features
from onrecord.article.matrix import feature_names, read_matrix
from onrecord.article.metadata import find_metadata
from onrecord.article.rules import IN_TEXT, apply_rules
from onrecord.errors import PageError
from onrecord.model import Capture, Origin, Page
from onrecord.page import parse_page
from onrecord.settings import Settings

sys.path.insert(0, str(Path(__file__).parent))
from alignment import shares_in_gold
from trees import as_onnx, store

_SETTINGS = Settings()
_IN_GOLD = 0.5  # of a block's words: it belongs to the text
_OTHER_KINDS = 0.3  # weight of the blocks of pages that are no articles
_EASY = 0.4  # of the blocks that the rules are sure to be menus and the like: enough of them
_TREES = 200
_PARAMETERS = {
    "objective": "binary", "num_leaves": 31, "learning_rate": 0.1, "min_data_in_leaf": 40, "feature_fraction": 0.4,
    "bagging_fraction": 0.8, "bagging_freq": 1, "lambda_l2": 5.0, "max_bin": 63, "verbose": -1, "seed": 1,
    "num_threads": 2, "deterministic": True, "force_row_wise": True,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Labelled:
    """One page, ready to be learned from: a row a block."""

    site: str
    matrix: NDArray[np.float32]
    wanted: NDArray[np.float64]  # 1 where the block stands in the gold text
    weight: NDArray[np.float64]


def read_pages(folder: Path) -> Iterator[Labelled]:
    """Yield the pages of a gold set that have a gold text, with the weight and label of each block."""
    chosen = np.random.default_rng(0)
    for line in gzip.open(folder / "gold.jsonl.gz", "rt", encoding="utf-8"):
        gold = json.loads(line)
        body = gzip.open(folder / "html" / f"{gold['id']}.html.gz").read()
        origin = Origin(gold["id"], gold["id"], "training", "file", url=gold["url"])
        try:
            page = parse_page(Capture(origin, body), _SETTINGS.page)
        except PageError:
            continue
        if page.blocks.text and gold["text"].strip():
            labelled = _label(page, gold["text"], gold.get("page_type", "article"), gold["url"], chosen)
            if labelled.wanted.any():
                yield labelled


def _label(page: Page, text: str, kind: str, url: str | None, chosen: np.random.Generator) -> Labelled:
    metadata = find_metadata(page, _SETTINGS.article)
    features = read_features(page)
    setting = apply_rules(page, features, metadata.title, metadata.standfirst)
    shares, words = shares_in_gold(page.blocks.text, text)
    wanted = (shares >= _IN_GOLD).astype(float)
    # a page counts by the root of its length, a block by the root of its own
    weight = np.minimum(np.sqrt(words + 1), 12.0) * np.sqrt(600 / max(60, len(text.split())))
    weight *= 1.0 if kind == "article" else _OTHER_KINDS
    unsure = np.array([role in IN_TEXT or role in ("related", "other", "caption") for role in setting.roles])
    taken = (wanted > 0) | unsure | (chosen.random(len(words)) < _EASY)
    site = (urlsplit(url or "").hostname or page.origin.id).removeprefix("www.")
    return Labelled(site, read_matrix(page, features, setting), wanted, weight * taken)


def train(pages: Sequence[Labelled]) -> lightgbm.Booster:
    """Return trees that tell the blocks of the text from the others."""
    rows = [page.weight > 0 for page in pages]
    matrix = np.concatenate([page.matrix[taken] for page, taken in zip(pages, rows, strict=True)])
    wanted = np.concatenate([page.wanted[taken] for page, taken in zip(pages, rows, strict=True)])
    weight = np.concatenate([page.weight[taken] for page, taken in zip(pages, rows, strict=True)])
    data = lightgbm.Dataset(matrix, wanted, weight=weight, feature_name=[f"f{n}" for n in range(matrix.shape[1])])
    return lightgbm.train(_PARAMETERS, data, _TREES)


def validate(pages: Sequence[Labelled], folds: int) -> None:
    """Print how often blocks of sites that were not trained on are told right, by their weight."""
    right = whole = 0.0
    for fold in range(folds):
        held = [zlib.crc32(page.site.encode()) % folds == fold for page in pages]
        booster = train([page for page, out in zip(pages, held, strict=True) if not out])
        for page in (page for page, out in zip(pages, held, strict=True) if out):
            said = np.asarray(booster.predict(page.matrix)) >= 0.5
            right += float(page.weight[said == (page.wanted > 0)].sum())
            whole += float(page.weight.sum())
        print(f"fold {fold + 1} of {folds}: {right / whole:.4f} of the blocks so far, by weight", file=sys.stderr)


def main() -> None:
    """Validate if asked to, train on all pages, and write the model."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("pages", type=Path)
    options.add_argument("models", type=Path)
    options.add_argument("--folds", type=int, default=0)
    chosen = options.parse_args()
    pages = list(read_pages(chosen.pages))
    print(f"{len(pages)} pages, {sum(len(page.wanted) for page in pages)} blocks", file=sys.stderr)
    if chosen.folds:
        validate(pages, chosen.folds)
    model = as_onnx(train(pages), len(feature_names()))
    print(store(model, chosen.models / "block_roles.onnx"))


if __name__ == "__main__":
    main()
