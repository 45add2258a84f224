from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.model import Span
from onrecord.statements.joined import find_joined
from onrecord.statements.words import find_words

_DATA = tomllib.loads(Path(__file__).with_name("joined.toml").read_text("utf-8"))
_CASES = [(case["text"], case["wants"]) for case in _DATA["made_with"] + _DATA["kept"]]


def _spelled(text: str) -> list[str]:
    found = find_joined(find_words(text), [])
    contents = [" + ".join(span.of(text) for span in one.content) for one in found]
    return [
        f"{one.source.of(text) if one.source else ''} | {one.cue.of(text)} | {content}"
        for one, content in zip(found, contents, strict=True)
    ]


@pytest.mark.parametrize(("text", "wants"), _CASES, ids=[text[:40] for text, _ in _CASES])
def test_a_word_on_a_claim_in_its_sentence_is_found_to_the_word(text: str, wants: list[str]) -> None:
    assert _spelled(text) == wants


@pytest.mark.parametrize(("text", "wants"), _CASES, ids=[text[:40] for text, _ in _CASES])
def test_the_same_is_found_in_the_middle_of_an_article(text: str, wants: list[str]) -> None:
    assert _spelled(f"It rained in Kest.\n\nNobody minded. {text} It was late.") == wants


def test_a_cue_that_is_known_already_is_not_found_again() -> None:
    text = "The bank, which denies wrongdoing, paid a fine."
    cue = Span(text.index("denies"), text.index("denies") + 6)
    assert find_joined(find_words(text), [(None, cue, (Span(cue.end + 1, cue.end + 11),))]) == ()


def test_the_statement_that_shares_the_content_is_named() -> None:
    text = "Veld says the mine was bombed - a claim Kest denies."
    said = (Span(0, 4), Span(5, 9), (Span(10, 29),))
    assert [one.outer for one in find_joined(find_words(text), [said])] == [0]


_PIECES = "that a claim the charge denied by as confirmed called false which , . — ( ) ” Oran he has".split()


@given(st.lists(st.sampled_from([*_PIECES, "\n", "'", ""]), max_size=40).map(" ".join))
def test_any_text_can_be_read(text: str) -> None:
    for inner in find_joined(find_words(text), []):
        assert all(span.of(text).strip() == span.of(text) != "" for span in (inner.cue, *inner.content))
