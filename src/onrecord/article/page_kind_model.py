"""The two models of page_kind.npz: what a text says, and what kind of page its signals are of. Plain numpy."""

from __future__ import annotations

import hashlib
import io
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

SHA256 = "38783a604f679fb4da0e9189e2d47b48d6ae529ff7affb3bc6a61dc608d1a565"


@dataclass(frozen=True, slots=True)
class TextModel:
    """Multinomial logistic regression over the groups of a text's words."""

    kinds: tuple[str, ...]  # the first is "text": no notice
    weights: NDArray[np.float32]  # one row a number of `text_rows`, one column a kind
    bias: NDArray[np.float32]

    def kinds_of(self, rows: NDArray[np.float32]) -> NDArray[np.float32]:
        """Return the probability of each kind, one row a text."""
        return _softmax(rows @ self.weights + self.bias)


@dataclass(frozen=True, slots=True)
class PageModel:
    """Gradient-boosted trees over the signals of a page; tree n adds to class n modulo the number of classes."""

    kinds: tuple[str, ...]  # the first is "article"
    feature: NDArray[np.int16]  # trees × nodes
    threshold: NDArray[np.float32]  # a signal up to it goes left
    left: NDArray[np.int16]  # a node, or a leaf as -1 - its number
    right: NDArray[np.int16]
    leaf: NDArray[np.float32]  # trees × leaves
    depth: int

    def kinds_of(self, signals: NDArray[np.float32]) -> NDArray[np.float32]:
        """Return the probability of each kind of page."""
        import numpy as np

        trees = np.arange(len(self.feature))
        node = np.zeros(len(trees), dtype=np.int16)
        for _ in range(self.depth):
            at = np.maximum(node, 0)
            goes_left = signals[self.feature[trees, at]] <= self.threshold[trees, at]
            after = np.where(goes_left, self.left[trees, at], self.right[trees, at])
            node = np.where(node < 0, node, after)
        scores = self.leaf[trees, -1 - node].reshape(-1, len(self.kinds)).sum(axis=0, dtype=np.float64)
        chances: NDArray[np.float32] = _softmax(scores[None, :].astype(np.float32))[0]
        return chances


def _softmax(scores: NDArray[np.float32]) -> NDArray[np.float32]:
    import numpy as np

    powers = np.exp(scores - scores.max(axis=1, keepdims=True, initial=-1e30))
    shares: NDArray[np.float32] = powers / powers.sum(axis=1, keepdims=True)
    return shares


@lru_cache(maxsize=1)
def load_models() -> tuple[TextModel, PageModel]:
    """Return both models. Raises ValueError where the file is not the one that this version was made with."""
    return models_of(files("onrecord").joinpath("models/page_kind.npz").read_bytes(), SHA256)


def models_of(data: bytes, digest: str) -> tuple[TextModel, PageModel]:
    """Return the models in the bytes of an .npz file, whose SHA-256 must be `digest`."""
    import numpy as np

    if hashlib.sha256(data).hexdigest() != digest:
        raise ValueError("page_kind.npz is not the file that this version of onrecord was made with: install it again")
    with np.load(io.BytesIO(data), allow_pickle=False) as held:
        text = TextModel(tuple(held["text_kinds"].tolist()), held["text_weights"], held["text_bias"])
        trees = [held[name] for name in ("feature", "threshold", "left", "right", "leaf")]
        page = PageModel(tuple(held["kinds"].tolist()), *trees, int(held["depth"]))
    return text, page
