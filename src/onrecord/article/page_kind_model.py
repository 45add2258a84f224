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

SHA256 = "e88c0fd54a5bc74b3418a8237c3f9a6e0f4fbd7ba91f62ae763822e94f3fd288"


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
    """Gradient-boosted trees over the signals of a page; tree n adds to class n modulo the number of classes.

    All nodes of all trees are asked at once: a signal above a node's threshold rules out the leaves to its left, and
    the first leaf that is left over is the tree's (Lucchese et al., QuickScorer, SIGIR 2015).
    """

    kinds: tuple[str, ...]  # the first is "article"
    feature: NDArray[np.intp]  # trees × nodes
    threshold: NDArray[np.float32]  # trees × nodes; infinite for nodes that a tree does not have
    others: NDArray[np.uint16]  # trees × nodes: a bit for each leaf that is not to the node's left
    leaf: NDArray[np.float32]  # trees × leaves, from left to right

    def kinds_of(self, signals: NDArray[np.float32]) -> NDArray[np.float32]:
        """Return the probability of each kind of page."""
        import numpy as np

        above = signals[self.feature] > self.threshold
        left = np.bitwise_and.reduce(np.where(above, self.others, np.uint16(0xFFFF)), axis=1)
        first = np.frexp((left & -left).astype(np.float32))[1] - 1  # the number of the lowest bit
        scores = self.leaf[np.arange(len(first)), first].reshape(-1, len(self.kinds)).sum(axis=0)
        chances: NDArray[np.float32] = _softmax(scores[None, :])[0]
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
        kinds = tuple(held["kinds"].tolist())
        page = PageModel(kinds, held["feature"].astype(np.intp), held["threshold"], held["others"], held["leaf"])
    return text, page
