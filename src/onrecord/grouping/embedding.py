"""What a text is about, as a vector: all-MiniLM-L6-v2, untouched, with weights of 8 bits."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from onrecord.pieces import Pieces
from onrecord.weights import open_model, sound_bytes

MODEL = "text_embedding.onnx"
VOCABULARY = "statement_tagger.txt"  # BERT's own, of which both models were made
SIZE = 384
PIECES = 128  # of a text that are read, the two at its edges included
_CHARACTERS = 4000  # past these no text has the first 128 pieces of it
_WORD = re.compile(r"\S{1,400}")


def embed(texts: Sequence[str]) -> NDArray[np.float32]:
    """Return an embedding of unit length for each text, made of its first 126 word pieces: (texts, 384).

    One at a time: on one thread that is as fast as several together, and pads nothing.

    Raises:
        ModelError: the model is missing or was changed.
    """
    found = np.zeros((len(texts), SIZE), np.float32)
    session = open_model(MODEL)
    for row, text in enumerate(texts):
        inner = pieces_of(text)[: PIECES - 2]
        pieces = np.array([[open_pieces().open, *inner, open_pieces().close]], np.int64)
        found[row] = session.run(None, {"pieces": pieces, "mask": np.ones_like(pieces)})[0][0]
    return found


def pieces_of(text: str) -> list[int]:
    """Return the numbers of a text's first word pieces: all that one of the encoders may read, and some more."""
    words = _WORD.findall(text[:_CHARACTERS])[:PIECES]
    return [number for word in open_pieces().of(words) for number in word]


@lru_cache(maxsize=1)
def open_pieces() -> Pieces:
    """Return the vocabulary of the encoder.

    Raises:
        ModelError: its file is missing or was changed.
    """
    return Pieces(sound_bytes(VOCABULARY).decode("utf-8").splitlines())
