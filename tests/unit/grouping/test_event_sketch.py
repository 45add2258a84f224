from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.grouping.event_sketch import EventSketch, day_of, sketch_event
from tests.unit.grouping.told import FERRY_FIRE, article, sketch


def test_a_sketch_is_read_back_as_it_was_stored() -> None:
    own = sketch(7, *FERRY_FIRE[0])
    assert EventSketch.from_bytes(own.to_bytes()) == own
    assert 500 < len(own.to_bytes()) < 2000


def test_a_sketch_without_a_time_is_read_back_without_one() -> None:
    own = sketch(-(2**62), "", None, "")
    assert EventSketch.from_bytes(own.to_bytes()) == own


@pytest.mark.parametrize("packed", [b"", b"EVS1", b"EVS0" + bytes(60)], ids=["nothing", "cut", "another version"])
def test_other_bytes_are_no_sketch(packed: bytes) -> None:
    with pytest.raises(ValueError, match="not the bytes of an event sketch"):
        EventSketch.from_bytes(packed)


@given(st.text(max_size=300), st.text(max_size=2000))
def test_any_text_has_a_sketch_that_is_read_back(title: str, text: str) -> None:
    own = sketch_event(1, article(title, None, text))
    assert EventSketch.from_bytes(own.to_bytes()) == own


@pytest.mark.parametrize(
    "text",
    ["A b " * 300_000, "a" * 1_000_000, "1-" * 500_000, "Of " * 400_000, "\n" * 1_000_000, "\ud800 X" * 1000],
    ids=["names", "one word", "figures", "small words", "line feeds", "surrogates"],
)
def test_a_megabyte_of_anything_is_sketched_at_once(text: str) -> None:
    assert len(sketch_event(1, article("Title", "2031-01-01", text)).to_bytes()) < 2000


def test_days_are_those_of_the_event() -> None:
    own = sketch_event(
        1, article("T", "2031-04-15", "On Saturday", days=("2031-04-12", "2031-W15", "2031", "2031-04-12T02:00"))
    )
    assert len(own.days) == 5


@pytest.mark.parametrize("time", [None, "", "2031", "2031-04", "2031-02-30"])
def test_what_is_no_day_is_none(time: str | None) -> None:
    assert day_of(time) is None
