"""Train the page-kind model: `PYTHONPATH=src:. python -m training.page_kind ../shared/data/pages/wcxb OUT.npz`.

Needs lightgbm 4.7 and scikit-learn 1.9 beside what onrecord needs, one core, and some five minutes. Seeded: the same
pages give the same trees. Prints how many pages of hosts that a fold was not trained on are taken wrongly, kind by
kind, then what is kept aside (forms, phrases, languages). With `--everything` it trains on that too, as for the file
that is released. The SHA-256 it prints goes into page_kind_model.py.
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
        weight[self.label == "article"] = 4
        weight[(self.source == "wcxb") & (self.label == "article")] = 12
        weight[np.char.startswith(self.source, "wcxb brief") & (self.label == "article")] = 10
        weight[np.char.startswith(self.source, "composed") & (self.label != "article")] = 5
        weight[self.real & np.isin(self.label, WEB)] = 3
        return weight


def fit(pages: Pages, rows: np.ndarray) -> lgb.Booster:
    """Return the trees trained on these rows."""
    held = lgb.Dataset(pages.values[rows], pages.y[rows], weight=pages.weight()[rows])
    return lgb.train({**SETTINGS, "num_class": len(pages.kinds)}, held, num_boost_round=ROUNDS)


def rounded_down(threshold: float) -> np.float32:
    """Return the greatest number of single precision that is not above it: what lies above one lies above the other."""
    near = np.float32(threshold)
    return near if float(near) <= threshold else np.nextafter(near, np.float32(-np.inf))


def flat(booster: lgb.Booster, kinds: tuple[str, ...]) -> PageModel:
    """Return the trees as arrays, their leaves from left to right."""
    trees = [info["tree_structure"] for info in booster.dump_model()["tree_info"]]
    leaves = SETTINGS["num_leaves"]
    shape = (len(trees), leaves - 1)
    feature, threshold = np.zeros(shape, "i2"), np.full(shape, np.inf, "f4")
    others, leaf = np.full(shape, 0xFFFF, "u2"), np.zeros((len(trees), leaves), "f4")

    def walk(tree: int, node: dict, first: int) -> int:
        """Fill in a node whose leftmost leaf is `first`; return the leaf after its last one."""
        if "split_index" not in node:
            leaf[tree, first] = node["leaf_value"]
            return first + 1
        at = node["split_index"]
        feature[tree, at], threshold[tree, at] = node["split_feature"], rounded_down(node["threshold"])
        middle = walk(tree, node["left_child"], first)
        others[tree, at] = 0xFFFF & ~((1 << middle) - (1 << first))
        return walk(tree, node["right_child"], middle)

    for number, root in enumerate(trees):
        walk(number, root, 0)
    return PageModel(kinds, feature, threshold, others, leaf)


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


def collect(folder: Path, *, everything: bool) -> list[data.Sample]:
    """Return all samples, those kept aside too, made with the text model in data.TEXT_MODEL."""
    return [
        *data.wcxb(folder, everything=everything),
        *data.invented(range(16)),
        *data.mixed(range(70), everything=everything),
        *data.invented(range(100, 108), kept=True),
        *data.transplants_kept(folder),
        *data.composed(range(10, 22)),
    ]


def validate(pages: Pages, final: lgb.Booster) -> None:
    """Print what trees say of hosts that they were not trained on, and the final ones of what is kept aside."""
    chances = np.zeros((len(pages.y), len(pages.kinds)))
    for fold in range(FOLDS):
        model = fit(pages, ~pages.kept & ~(pages.real & (pages.fold == fold)))
        rows = pages.real & (pages.fold == fold)
        chances[rows] = model.predict(pages.values[rows])
    rows = pages.kept & ~pages.real
    chances[rows] = final.predict(pages.values[rows])
    report(pages, chances, pages.real | pages.kept)


def main(folder: Path, out: Path, cache: Path | None = None, *, everything: bool = False) -> None:
    """Train, print, write. With `cache`, the text model and the samples are kept there, and taken from there."""
    if cache and cache.exists():
        text, samples = pickle.loads(cache.read_bytes())
    else:
        text = train_text(folder, everything=everything)
        data.TEXT_MODEL[:] = [text]
        samples = collect(folder, everything=everything)
        if cache:
            cache.write_bytes(pickle.dumps((text, samples)))
    pages = Pages(samples)
    final = fit(pages, ~pages.kept | everything)
    trees = flat(final, pages.kinds)
    some = np.flatnonzero(pages.real)[:50]
    ours = np.array([trees.kinds_of(pages.values[row]) for row in some])
    assert np.abs(ours - final.predict(pages.values[some])).max() < 1e-4
    np.savez_compressed(
        out,
        text_kinds=np.array(text.kinds), text_weights=text.weights, text_bias=text.bias, kinds=np.array(trees.kinds),
        feature=trees.feature, threshold=trees.threshold, others=trees.others, leaf=trees.leaf,
    )  # fmt: skip
    print(hashlib.sha256(out.read_bytes()).hexdigest(), out.stat().st_size, "bytes", flush=True)
    if not everything:
        validate(pages, final)


if __name__ == "__main__":
    paths = [Path(name) for name in sys.argv[1:] if name != "--everything"]
    main(paths[0], paths[1], *paths[2:3], everything="--everything" in sys.argv)
