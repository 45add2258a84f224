from __future__ import annotations

from importlib.resources import files

import numpy as np
import pytest

from onrecord.article import line_model as module
from onrecord.article.features import count_words
from onrecord.article.line_features import line_columns
from onrecord.article.line_model import line_model
from onrecord.article.phrases import role_by_phrase, roles_by_phrase
from onrecord.article.repeats import find_repeats

TEXT = (
    "Pier of Orley rebuilt in oak",
    "Share",
    "The assembly of Orley voted on Tuesday to rebuild the old pier in oak after four hours of debate.",
    "© 2026 The Orley Post",
    "[3]Home",
    "…",
    "木造の桟橋",
)


def scores(texts: tuple[str, ...]) -> tuple[np.ndarray, np.ndarray]:
    words = [count_words(text) for text in texts]
    model = line_model()
    return model.score(line_columns(texts, words, find_repeats(texts), model.vocabulary), words)


def test_chances_are_chances() -> None:
    kept, roles = scores(TEXT)
    assert kept.shape == (len(TEXT),)
    assert ((kept >= 0) & (kept <= 1)).all()
    assert np.allclose(roles.sum(axis=1), 1.0, atol=1e-4)


@pytest.mark.parametrize(
    "texts",
    [
        pytest.param(("x",), id="one-letter"),
        pytest.param(("\U0001f600",), id="beyond-the-basic-plane"),
        pytest.param(("\ud800 lone half",), id="lone-surrogate"),
        pytest.param(("a" * 100_000, "b"), id="one-long-word"),
        pytest.param(("[" * 5000, "](" * 5000, "* " * 5000), id="signs"),
        pytest.param(tuple("line" for _ in range(3000)), id="many-lines"),
        pytest.param(("first", "second\nand all that is past the limit\n", "©\n"), id="line-feeds-in-a-line"),
        pytest.param(("İ" * 500 + " comment", "©", "0"), id="lower-case-is-longer"),
    ],
)
def test_any_lines_have_finite_scores(texts: tuple[str, ...]) -> None:
    kept, roles = scores(texts)
    assert np.isfinite(kept).all()
    assert np.isfinite(roles).all()


def test_a_line_of_the_body_says_what_the_headline_does() -> None:
    columns = line_columns(TEXT, [count_words(text) for text in TEXT], [-1] * len(TEXT), {})
    assert columns.said_again[0] == 0.75  # all but "rebuilt"
    assert columns.said_again[1] == 0.0


def test_phrases_of_all_lines_at_once_are_those_of_each() -> None:
    texts = (*TEXT, "Comments (3)", "", "Read more: Oak and tar", "By Dorrit Quell", "12 comments", "İİ comment")
    words = [count_words(text) for text in texts]
    assert roles_by_phrase(texts, words, max_words=40) == [
        role_by_phrase(text, size) for text, size in zip(texts, words, strict=True)
    ]


def test_the_weights_are_small_and_hold_no_objects() -> None:
    path = files("onrecord.models").joinpath("line_roles.npz")
    assert len(path.read_bytes()) < 3 << 20
    assert {array.dtype.kind for array in line_model().arrays.values()} == {"f"}


def test_other_weights_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_SHA256", "0" * 64)
    line_model.cache_clear()
    with pytest.raises(ValueError, match="not the model"):
        line_model()
    line_model.cache_clear()


def test_the_card_names_the_weights_that_are_there() -> None:
    card = files("onrecord.models").joinpath("line_roles.md").read_text("utf-8")
    assert module._SHA256 in card
