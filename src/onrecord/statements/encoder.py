"""The encoder: for each word of a window, what it is likely to be and how it looks from a cue."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from onrecord.pieces import Pieces
from onrecord.statements.windows import Window
from onrecord.weights import open_model, sound_bytes

MODEL = "statement_tagger.onnx"
VOCABULARY = "statement_tagger.txt"
Reals = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Seen:
    """What the encoder makes of one window of W words."""

    window: Window
    cue: Reals  # W, 3: scores of no cue, the first word of one, a further one
    word: Reals  # W, 192: the word as seen from any cue
    anchor: Reals  # W, 192: the word as a cue
    gate: Reals  # W, 192: what of the word depends on the cue


@lru_cache(maxsize=1)
def open_pieces() -> Pieces:
    """Return the vocabulary of the encoder.

    Raises:
        ModelError: its file is missing or was changed.
    """
    return Pieces(sound_bytes(VOCABULARY).decode("utf-8").splitlines())


def encode(windows: Sequence[Window]) -> Iterator[Seen]:
    """Yield each window as the encoder sees it, in the order given.

    One at a time: on a processor that is as fast as several together, and pads nothing.

    Raises:
        ModelError: the model is missing or was changed.
    """
    session = open_model(MODEL)
    for window in windows:
        inputs = {
            "pieces": window.pieces[None],
            "mask": np.ones((1, len(window.pieces)), np.int64),
            "shapes": window.shapes[None],
            "quotes": window.quotes[None],
            "firsts": window.firsts[None],
        }
        outputs = session.run(["cue", "word", "anchor", "gate"], inputs)
        yield Seen(window, *(output[0] for output in outputs))
