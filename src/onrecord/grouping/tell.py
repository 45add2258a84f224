"""What a story holds: its timeline, and where its accounts differ."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.grouping.conflicts import find_conflicts
from onrecord.grouping.timeline import find_timeline
from onrecord.model import Conflict, Event, Told


def tell_story(told: Sequence[Told]) -> tuple[tuple[Event, ...], tuple[Conflict, ...]]:
    """Return the timeline and the conflicts of one story, from its articles in order of time."""
    return find_timeline(told), find_conflicts(told)
