from __future__ import annotations

import math
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.model import Span
from onrecord.statements.figures import find_figures

_WORDS = (
    "one two three a an half third thirds of the in to and or - – $ £ % , . ( ) 5 12 1,200 2016 3.5 million dozen "
    "hundred bn m people men killed were dead aged years old year-old from between at least about over No. Flight "
    "\n “ ” / : ½ ² ٣"
)
_PARTS = st.sampled_from(_WORDS.split(" "))


@given(st.lists(_PARTS, max_size=25), st.sampled_from([" ", ""]))
def test_figures_lie_in_their_text_in_order(parts: list[str], space: str) -> None:
    text = space.join(parts)
    last = 0
    for figure in find_figures(text):
        assert last <= figure.start < figure.end <= len(text)
        assert text[figure.start : figure.end].strip() == text[figure.start : figure.end]
        assert math.isfinite(figure.value)
        assert figure.high is None or math.isfinite(figure.high)
        last = figure.end


@given(st.text(max_size=80), st.lists(st.tuples(st.integers(0, 90), st.integers(0, 90)), max_size=3))
def test_no_text_and_no_spans_raise(text: str, spans: list[tuple[int, int]]) -> None:
    assert isinstance(find_figures(text, [Span(a, b) for a, b in spans]), tuple)


@pytest.mark.parametrize(
    "piece", ["two ", "one-", "1-", "1,111", "111 ", "2 people and ", "2 “", "a hundred and ", "from 1 to "]
)
def test_twice_the_text_takes_about_twice_the_time(piece: str) -> None:
    def seconds(size: int) -> float:
        text = piece * (size // len(piece))
        begun = time.process_time()
        find_figures(text)
        return time.process_time() - begun

    assert seconds(80_000) < 6 * seconds(20_000) + 0.2
