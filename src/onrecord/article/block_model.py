"""How likely each block of a page belongs to the article's text, by boosted trees."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.article.matrix import read_matrix
from onrecord.article.weights import run_model

if TYPE_CHECKING:
    from onrecord.article.features import Features
    from onrecord.article.rules import Setting
    from onrecord.model import Page

MODEL = "block_roles.onnx"


def text_chances(page: Page, features: Features, setting: Setting) -> list[float]:
    """Return for each block, in order, the chance that it belongs to the article's text, 0 to 1.

    Raises:
        ModelError: the model's file is missing, or not the one that was trained.
    """
    if not page.blocks.text:
        return []
    chances: list[float] = run_model(MODEL, read_matrix(page, features, setting))[:, 0].tolist()
    return chances
