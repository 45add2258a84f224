"""The conflicts of a story: figures that differ, claims that are denied, accounts that cannot both be so."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.grouping.accounts import accounts_of
from onrecord.grouping.denials import denials_of
from onrecord.grouping.figure_conflicts import find_figure_conflicts
from onrecord.grouping.sayings import find_sayings
from onrecord.grouping.sides import joined
from onrecord.model import Conflict, Told

_SURE_OF_FIGURES = 0.7  # of 18 that were labelled blind, the 9 counts that were less sure were all wrong


def find_conflicts(told: Sequence[Told]) -> tuple[Conflict, ...]:
    """Return what the accounts of a story differ in, the surest first. No verdicts: who is right is for people to say.

    What is found as a denial and as a competing account is one conflict. Articles count once: what a copy repeats
    adds no side. The order of the articles makes no difference.
    """
    sayings = find_sayings(told)
    said = joined([*denials_of(sayings), *accounts_of(sayings)])
    figures = [one for one in find_figure_conflicts(told) if one.confidence >= _SURE_OF_FIGURES]
    found = [*figures, *said]
    return tuple(sorted(found, key=lambda one: (-one.confidence, one.kind, one.topic)))
