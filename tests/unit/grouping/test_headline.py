from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.grouping.headline import clean_headline


@pytest.mark.parametrize(
    ("title", "cleaned"),
    [
        ("Fire guts ferry terminal - KPAV News 5 Port Averil, Weather & Sports", "Fire guts ferry terminal"),
        ("Fire guts ferry terminal | Averil Post", "Fire guts ferry terminal"),
        ("Fire guts terminal :: averilpost.com", "Fire guts terminal"),
        ("Fire guts ferry terminal - Averil Post", "Fire guts ferry terminal"),
        ("Mayor - not the council - pays for terminal", "Mayor - not the council - pays for terminal"),
        ("Obituary | Orla Denvik", "Obituary | Orla Denvik"),
        ("Port Averil - Averil Post", "Port Averil - Averil Post"),
        ("", ""),
    ],
    ids=["station", "bar", "colons", "by its address", "dashes", "short head", "short head of an outlet", "empty"],
)
def test_a_headline_loses_the_outlet_and_nothing_else(title: str, cleaned: str) -> None:
    assert clean_headline(title, "averilpost.example") == cleaned


@given(st.text(max_size=200), st.text(max_size=20))
def test_any_title_keeps_something(title: str, outlet: str) -> None:
    assert bool(clean_headline(title, outlet)) == bool(title.split())
