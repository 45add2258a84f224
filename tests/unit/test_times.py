from __future__ import annotations

import pytest

from onrecord.times import is_time, may_be_since


@pytest.mark.parametrize(
    "text",
    ["2026", "2026-01", "2026-01-03", "2026-01-03T09:30", "2026-01-03T09:30:15Z",
     "2026-01-03 09:30:15.25+02:00", "2026-01-03T09:30-0500"],
)  # fmt: skip
def test_a_time_as_exact_as_it_is_known_is_one(text: str) -> None:
    assert is_time(text)


@pytest.mark.parametrize(
    "text",
    ["", "yesterday", "26-01-03", "2026-13", "2026-02-30", "2026-01-03T25:00", "03.01.2026",
     "2026-1-3", "0000", "２０２６", "2026-01-03T09:30+99"],
)  # fmt: skip
def test_what_is_no_time_is_none(text: str) -> None:
    assert not is_time(text)


@pytest.mark.parametrize(
    ("time", "since", "stays"),
    [
        ("2026-01-03", "2026-01-03", True),
        ("2026-01-02", "2026-01-03", False),
        ("2026", "2026-06", True),
        ("2026-02", "2026-02-28", True),
        ("2024-02", "2024-02-29", True),
        ("2025-12", "2026", False),
        ("2026-01-03T00:30+01:00", "2026-01-03", False),
        ("2026-01-02T23:30-01:00", "2026-01-03", True),
        ("2026-01-03T09:30", "2026-01-03T09:30:30Z", True),
        (None, "2026", True),
        ("once", "2026", True),
        ("9999-12-31T23:59:59-14:00", "2026", True),
    ],
)
def test_a_time_stays_in_if_it_can_lie_at_or_after_the_other(time: str | None, since: str, stays: bool) -> None:
    assert may_be_since(time, since) is stays
