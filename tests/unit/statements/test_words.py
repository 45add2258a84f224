from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.statements.words import find_words, shapes


@pytest.mark.parametrize(
    ("text", "words"),
    [
        pytest.param("Oran's plan won't hold.", ["Oran", "'s", "plan", "won't", "hold", "."], id="endings"),
        pytest.param("“He’s late”—Ms O'Dell", ["“", "He", "’s", "late", "”", "—", "Ms", "O'Dell"], id="marks"),
        pytest.param("a Sarn-held town", ["a", "Sarn-held", "town"], id="hyphen"),
        pytest.param("$1,200.50 at 3 p.m.", ["$", "1,200.50", "at", "3", "p.m", "."], id="numbers"),
        pytest.param("by boat.The crew", ["by", "boat", ".", "The", "crew"], id="a lost space"),
        pytest.param("on Oran.Com, at www.Oran.org", ["on", "Oran.Com", ",", "at", "www.Oran.org"], id="addresses"),
    ],
)
def test_words_are_what_boundaries_are_drawn_between(text: str, words: list[str]) -> None:
    assert find_words(text).all() == words


def test_a_line_break_begins_a_paragraph() -> None:
    assert find_words("One two.\n\nThree.\nFour").paragraphs == (0, 0, 0, 1, 1, 2)


def test_shapes_tell_how_a_word_is_written() -> None:
    assert shapes(["said", "Oran", "NATO", "McDell", "28", "p2p", "“", "A"]) == [0, 1, 2, 3, 4, 4, 5, 1]


@given(st.text())
def test_every_character_but_white_space_is_in_one_word(text: str) -> None:
    words = find_words(text)
    inside = {at for a, b in zip(words.starts, words.ends, strict=True) for at in range(a, b)}
    assert inside == {at for at, c in enumerate(text) if not c.isspace()}
    assert list(words.starts) == sorted(words.starts)
    assert all(a < b for a, b in zip(words.starts, words.ends, strict=True))
