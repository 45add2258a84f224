"""Accounts: one article's figure of a quantity, and pairs of them that no single number satisfies."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.grouping.counts import Count
from onrecord.grouping.quantities import differ
from onrecord.model import Span, Told


@dataclass(frozen=True, slots=True)
class Account:
    """One count of one article of the story."""

    told: Told
    count: Count

    @property
    def published(self) -> str:
        """Return when its article was published, ISO 8601; empty where nobody says."""
        return self.told.article.metadata.published or ""

    @property
    def day(self) -> str:
        """Return the day on which its article was published."""
        return self.published[:10]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two accounts that differ, and how sure it is that they speak of one thing."""

    one: Account
    other: Account
    confidence: float
    why: str


def apart(a: Count, b: Count) -> bool:
    """Return whether no number satisfies both counts."""
    return differ((a.low, a.high), (b.low, b.high))


def same_scope(a: Count, b: Count) -> bool:
    """Return whether two counts can be of one place and time: neither names others than the other."""
    if a.places and b.places and a.places.isdisjoint(b.places):
        return False
    if a.several != b.several:
        return False
    if a.days and b.days:
        return any(x[0] <= y[1] and y[0] <= x[1] for x in a.days for y in b.days)
    return True


def is_copied(told: Told, span: Span) -> bool:
    """Return whether words of an article stand in its original too: they are that one's account."""
    return told.original != told.number and any(p.b_start <= span.start and span.end <= p.b_end for p in told.same)
