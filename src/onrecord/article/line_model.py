"""The small network that reads a plain text's lines: weights from a file, run with numpy.

Two stacks of convolutions over the lines; the second knows what the first takes for the article, and how much of it
stands before and after each line. `training/line_roles.py` makes the weights; models/line_roles.md is their card.
"""

from __future__ import annotations

import hashlib
import io
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

import numpy as np
import numpy.typing as npt

from onrecord.article.line_features import FIRST_WORDS, LineColumns

Floats = npt.NDArray[np.float32]

_FILE = "line_roles.npz"
_SHA256 = "5e01dcd4bdce65232f7083e84d91194e34a474f9963c22bfb978f04573ecc92d"
_FIRST_STEPS = (1, 2, 4, 8)  # lines between the taps of each convolution
_SECOND_STEPS = (1, 4, 16)
_MOST_WORDS = 80  # that one line counts for


@dataclass(frozen=True, slots=True)
class LineModel:
    """The weights; matrices map rows of inputs to rows of outputs."""

    vocabulary: dict[str, int]
    roles: tuple[str, ...]
    arrays: dict[str, Floats]

    def score(self, columns: LineColumns, words: npt.ArrayLike) -> tuple[Floats, Floats]:
        """Return for each line the chance that it is in the article's text, 0 to 1, and of each role.

        Args:
            columns: of the lines.
            words: how many words each has.
        """
        a = self.arrays
        mass = np.minimum(np.asarray(words, dtype=np.float32), _MOST_WORDS)
        seen = np.concatenate([columns.values, self._words(columns)], axis=1)
        h: Floats = _relu(seen @ a["enter"] + a["enter_bias"])
        for n, step in enumerate(_FIRST_STEPS):
            h = h + _convolved(h, a["first"][n], a["first_bias"][n], step)
            if n == 0:
                whole = np.concatenate([h.mean(0), h.max(0)])
                h = h + _relu(whole @ a["whole"] + a["whole_bias"])
        p = _sigmoid((h @ a["guess"] + a["guess_bias"])[:, 0])
        kept = np.cumsum(p * mass)
        total = max(float(kept[-1]), 1.0)
        size = np.full_like(p, np.log1p(total) / 8)  # of all that seems to be kept
        told = np.stack([p, kept / total, (kept - p * mass) / total, size], axis=1)
        knowing = np.concatenate([h, told], axis=1, dtype=np.float32)
        h = _relu(knowing @ a["again"] + a["again_bias"])
        for n, step in enumerate(_SECOND_STEPS):
            h = h + _convolved(h, a["second"][n], a["second_bias"][n], step)
        out = h @ a["leave"] + a["leave_bias"]
        return _sigmoid(out[:, -1]), _softmax(out[:, :-1])

    def _words(self, columns: LineColumns) -> Floats:
        """The embeddings of each line's words: their mean, the first, the second, the last."""
        table, start = self.arrays["words"], columns.start
        stop = np.append(start[1:], len(columns.word))
        counts = (stop - start)[:, None]
        flat = table[columns.word]
        place = np.arange(len(flat)) - np.repeat(start, stop - start)
        read = np.where((place < FIRST_WORDS)[:, None], flat, np.float32(0))
        mean = np.add.reduceat(read, start, axis=0) / np.minimum(counts, FIRST_WORDS).astype(np.float32)
        second = flat[np.minimum(start + 1, stop - 1)] * (counts > 1)
        return np.concatenate([mean, flat[start], second, flat[stop - 1]], axis=1)


def _relu(values: Floats) -> Floats:
    return np.maximum(values, 0.0)


def _sigmoid(values: Floats) -> Floats:
    return np.asarray(1.0 / (1.0 + np.exp(-np.clip(values, -30, 30))), dtype=np.float32)


def _softmax(values: Floats) -> Floats:
    raised = np.exp(values - values.max(axis=1, keepdims=True))
    chances: Floats = raised / raised.sum(axis=1, keepdims=True)
    return chances


def _convolved(h: Floats, weights: Floats, bias: Floats, step: int) -> Floats:
    """The lines `step` before and after each, and itself, through one layer; there is nothing beyond the ends."""
    n, width = h.shape
    beside = np.zeros((n + 2 * step, width), dtype=np.float32)
    beside[step : n + step] = h
    taps = np.concatenate([beside[:n], h, beside[2 * step :]], axis=1)
    return _relu(taps @ weights + bias)


@lru_cache(maxsize=1)
def line_model() -> LineModel:
    """Return the model of the package.

    Raises:
        ValueError: its file is not the one that this version was made with.
    """
    data = files("onrecord.models").joinpath(_FILE).read_bytes()
    if hashlib.sha256(data).hexdigest() != _SHA256:
        raise ValueError(f"{_FILE} is not the model that belongs to this version")
    return read_model(data)


def read_model(data: bytes) -> LineModel:
    """Return the model in the bytes of a file of weights."""
    with np.load(io.BytesIO(data), allow_pickle=False) as file:
        loaded = {name: file[name] for name in file.files}
    words, roles = loaded.pop("vocabulary"), loaded.pop("roles")
    arrays = {name: np.ascontiguousarray(values, dtype=np.float32) for name, values in loaded.items()}
    for name in ("first", "second"):  # layer, tap, in, out: the taps side by side
        layers, taps, width, out = arrays[name].shape
        arrays[name] = arrays[name].reshape(layers, taps * width, out)
    return LineModel({str(word): row for row, word in enumerate(words, 2)}, tuple(map(str, roles)), arrays)
