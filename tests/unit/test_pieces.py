from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.pieces import Pieces

VOCABULARY = [
    "[PAD]",
    "[UNK]",
    "[CLS]",
    "[SEP]",
    "den",
    "##ied",
    "denied",
    "kyiv",
    "##s",
    "'",
    "s",
    "-",
    "held",
    "é",
    "e",
]


def spelled(word: str) -> list[str]:
    (numbers,) = Pieces(VOCABULARY).of([word])
    return [VOCABULARY[number] for number in numbers]


@pytest.mark.parametrize(
    ("word", "pieces"),
    [
        pytest.param("denied", ["denied"], id="whole before parts"),
        pytest.param("DENs", ["den", "##s"], id="longest first, in lower case"),
        pytest.param("Kyiv-held", ["kyiv", "-", "held"], id="cut at marks"),
        pytest.param("'s", ["'", "s"], id="an ending"),
        pytest.param("É", ["e"], id="without accents"),
        pytest.param("xyz", ["[UNK]"], id="unknown"),
        pytest.param("denxyz", ["[UNK]"], id="unknown in part"),
        pytest.param("\u200b", ["[UNK]"], id="nothing to see"),
        pytest.param("s" * 300, ["[UNK]"], id="too long"),
    ],
)
def test_a_word_is_cut_as_bert_cuts_it(word: str, pieces: list[str]) -> None:
    assert spelled(word) == pieces


@given(st.lists(st.text(min_size=1)))
def test_any_word_has_a_piece(words: list[str]) -> None:
    assert all(Pieces(VOCABULARY).of(words)[at] for at in range(len(words)))
