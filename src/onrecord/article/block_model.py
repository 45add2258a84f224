"""How likely each block of a page belongs to the article's text, by boosted trees."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from onrecord.article.matrix import read_matrix
from onrecord.weights import run_model

if TYPE_CHECKING:
    from onrecord.article.features import Features
    from onrecord.article.rules import Setting
    from onrecord.model import Page

MODEL = "block_roles.onnx"


def text_chances(page: Page, features: Features, setting: Setting, asked: Sequence[bool]) -> list[float]:
    """Return for each block, in order, the chance that it belongs to the article's text, 0 to 1; 0 for those not asked.

    Raises:
        ModelError: the model's file is missing, or not the one that was trained.
    """
    chances = [0.0] * len(asked)
    rows = [row for row, open_ in enumerate(asked) if open_]
    if rows:
        told = run_model(MODEL, read_matrix(page, features, setting)[rows])[:, 0].tolist()
        for row, chance in zip(rows, told, strict=True):
            chances[row] = chance
    return chances
