from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.model import Span
from onrecord.statements.nesting import Said, find_nested
from onrecord.statements.words import find_words

_DATA = tomllib.loads(Path(__file__).with_name("nested.toml").read_text("utf-8"))
_MARKS = str.maketrans("", "", "[]<>{}")


def _read(marked: str) -> tuple[str, Said, list[tuple[str, str, str]]]:
    """Return the text, the outer statement and the inner ones of "source >cue> [source] <cue> {content}."."""
    source, cue, said = marked.split(">", 2)
    said = said.removesuffix(".").strip()
    text = f"{source}{cue} {said.translate(_MARKS)}."
    content = Span(len(source) + len(cue) + 1, len(text) - 1)
    outer = (Span(0, len(source) - 1), Span(len(source), len(source) + len(cue)), (content,))
    inner = []
    if "<" in said:
        inner = [(said[said.index("[") + 1 : said.index("]")], said[said.index("<") + 1 : said.index(">")],
                  said[said.index("{") + 1 : said.index("}")])]  # fmt: skip
    return text, outer, inner


@pytest.mark.parametrize("marked", _DATA["made_with"] + _DATA["kept"])
def test_a_statement_in_what_is_said_is_found_to_the_word(marked: str) -> None:
    text, outer, inner = _read(marked)
    found = find_nested(find_words(text), [outer])
    spelled = [
        (one.source.of(text) if one.source else "", one.cue.of(text), *(s.of(text) for s in one.content))
        for one in found
    ]
    assert spelled == inner


def test_a_cue_that_is_known_already_is_not_found_again() -> None:
    text, outer, _ = _read("Lorne News >reported> that [Kest] <denied> {striking the depot}.")
    cue = text.index("denied")
    known: Said = (None, Span(cue, cue + 6), (Span(cue + 7, len(text) - 1),))
    assert find_nested(find_words(text), [outer, known]) == ()


_PIECES = "that the minister Oran said denied has , . ’ “ ” — ' it was claims".split()


@given(
    st.lists(st.sampled_from([*_PIECES, "\n", ""]), max_size=40).map(" ".join), st.integers(0, 50), st.integers(0, 200)
)
def test_any_text_can_be_read(text: str, start: int, size: int) -> None:
    for inner in find_nested(find_words(text), [(None, None, (Span(start, start + size),))]):
        assert all(span.of(text).strip() == span.of(text) != "" for span in (inner.cue, *inner.content))
