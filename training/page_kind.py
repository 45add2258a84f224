"""Train the page-kind model: `PYTHONPATH=src:. python -m training.page_kind ../shared/data/pages/wcxb OUT.npz`.

Needs lightgbm 4.7 and scikit-learn 1.9 beside what onrecord needs, one core, and some five minutes. Seeded: the same
pages give the same trees. Prints how many pages of hosts that a fold was not trained on are taken wrongly, kind by
kind, then what is kept aside (forms, phrases, languages). The SHA-256 it prints goes into page_kind_model.py.
"""

from __future__ import annotations

import hashlib
import pickle
import sys
from pathlib import Path

import lightgbm as lgb
import numpy as np

from onrecord.article.page_kind_model import PageModel
from training import page_kind_data as data
from training.page_kind_text import train_text

WEB = ("listing", "product", "forum", "service", "documentation")  # texts, but no articles
ROUNDS = 60
SETTINGS = {
    "objective": "multiclass",
    "num_leaves": 12,
    "learning_rate": 0.12,
    "min_data_in_leaf": 12,
    "feature_fraction": 0.35,
    "bagging_fraction": 0.7,
    "bagging_freq": 1,
    "lambda_l2": 3,
    "seed": 7,
    "verbose": -1,
    "num_threads": 1,
    "deterministic": True,
    "force_row_wise": True,
}
FOLDS = 4


class Pages:
    """All samples as arrays."""

    def __init__(self, samples: list[data.Sample]) -> None:
        self.source = np.array([s.source for s in samples])
        self.label = np.array([s.label for s in samples])
        self.values = np.array([s.values for s in samples], dtype=np.float32)
        self.fold = np.array([data.fold_of(s.group or s.name, FOLDS) for s in samples])
        self.real = np.char.startswith(self.source, "wcxb")
        self.kept = np.char.find(self.source, "kept aside") >= 0
        self.kinds = ("article", *sorted(set(self.label) - {"article"}))
        self.y = np.array([self.kinds.index(label) for label in self.label])

    def weight(self) -> np.ndarray:
        """Real articles count most: losing one costs more than taking a page that is none."""
        weight = np.ones(len(self.y))
        weight[self.label == "article"] = 3
        weight[(self.source == "wcxb") & (self.label == "article")] = 6
        weight[self.real & np.isin(self.label, WEB)] = 3
        return weight


def fit(pages: Pages, rows: np.ndarray) -> lgb.Booster:
    """Return the trees trained on these rows."""
    held = lgb.Dataset(pages.values[rows], pages.y[rows], weight=pages.weight()[rows])
    return lgb.train({**SETTINGS, "num_class": len(pages.kinds)}, held, num_boost_round=ROUNDS)


def flat(booster: lgb.Booster, kinds: tuple[str, ...]) -> PageModel:
    """Return the trees as arrays."""
    trees = [info["tree_structure"] for info in booster.dump_model()["tree_info"]]
    nodes = max(SETTINGS["num_leaves"] - 1, 1)
    shape = (len(trees), nodes)
    feature, left, right = (np.zeros(shape, "i2") for _ in range(3))
    threshold, leaf = np.zeros(shape, "f4"), np.zeros((len(trees), nodes + 1), "f4")
    deepest = 1

    def walk(tree: int, node: dict, depth: int) -> int:
        nonlocal deepest
        deepest = max(deepest, depth)
        if "split_index" not in node:
            number = node.get("leaf_index", 0)
            leaf[tree, number] = node["leaf_value"]
            return -1 - number
        at = node["split_index"]
        feature[tree, at], threshold[tree, at] = node["split_feature"], node["threshold"]
        left[tree, at] = walk(tree, node["left_child"], depth + 1)
        right[tree, at] = walk(tree, node["right_child"], depth + 1)
        return at

    for number, root in enumerate(trees):
        if walk(number, root, 0) < 0:  # a single leaf
            left[number, 0] = right[number, 0] = -1
    return PageModel(kinds, feature, threshold, left, right, leaf, deepest)


def report(pages: Pages, chances: np.ndarray, rows: np.ndarray) -> None:
    """Print how many pages are taken wrongly at several thresholds, by source and label."""
    web = np.isin(np.array(pages.kinds), WEB)
    bare, texts = 1 - chances[:, 0] - chances[:, web].sum(1), chances[:, web]
    for source in sorted(set(pages.source[rows])):
        for label in sorted(set(pages.label[rows & (pages.source == source)])):
            these = rows & (pages.source == source) & (pages.label == label)
            if label == "article":
                told = f"highest no-text {np.sort(bare[these])[-4:].round(3)}, other text " + ", ".join(
                    f"{kind} {np.sort(texts[these, n])[-3:].round(2)}"
                    for n, kind in enumerate(np.array(pages.kinds)[web])
                )
            elif label in WEB:
                own = chances[these, pages.kinds.index(label)]
                told = " ".join(f">{at}: {(own > at).sum()}" for at in (0.5, 0.7, 0.8, 0.9, 0.95))
            else:
                told = "missed " + " ".join(f"at {at}: {(bare[these] < at).sum()}" for at in (0.5, 0.7, 0.8, 0.9, 0.95))
            print(f"{source:38} {label:14} {these.sum():5} {told}")


def main(folder: Path, out: Path, cache: Path | None = None) -> None:
    """Train, print, write."""
    text = train_text(folder)
    data.TEXT_MODEL[:] = [text]
    samples = [
        *data.wcxb(folder),
        *data.invented(range(24)),
        *data.invented(range(100, 108), kept=True),
        *data.transplants_kept(folder),
    ]
    if cache:
        cache.write_bytes(pickle.dumps(samples))
    pages = Pages(samples)
    chances = np.zeros((len(pages.y), len(pages.kinds)))
    ours = ~pages.kept
    for fold in range(FOLDS):
        model = fit(pages, ours & ~(pages.real & (pages.fold == fold)))
        rows = pages.real & (pages.fold == fold)
        chances[rows] = model.predict(pages.values[rows])
    final = fit(pages, ours)
    rows = pages.kept & ~pages.real
    chances[rows] = final.predict(pages.values[rows])
    report(pages, chances, pages.real | pages.kept)
    trees = flat(final, pages.kinds)
    assert np.abs(trees.kinds_of(pages.values[0]) - final.predict(pages.values[:1])[0]).max() < 1e-4
    np.savez_compressed(
        out,
        text_kinds=np.array(text.kinds), text_weights=text.weights, text_bias=text.bias, kinds=np.array(trees.kinds),
        feature=trees.feature, threshold=trees.threshold, left=trees.left, right=trees.right, leaf=trees.leaf,
        depth=np.array(trees.depth),
    )  # fmt: skip
    print(hashlib.sha256(out.read_bytes()).hexdigest(), out.stat().st_size, "bytes")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), *map(Path, sys.argv[3:4]))
