"""Speakers that are no named persons, and by which nouns an organisation is taken up again."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache

from onrecord.model import Span, SpeakerType
from onrecord.statements.speaker_words import words

_MANY = frozenset("campaign team staff police camp crew board leadership media press".split())  # "they" when they speak


@dataclass(slots=True, eq=False)
class Other:
    """A speaker that is no named person."""

    name: str
    type: SpeakerType
    head: str
    plural: bool
    aliases: dict[str, None] = field(default_factory=dict)
    mentions: list[Span] = field(default_factory=list)
    described: list[str] = field(default_factory=list)
    gender: str = ""  # "m", "f", "" where nothing tells


def can_be_meant(found: Other, plural: bool) -> bool:
    """Return whether "they" (plural) or "it" can mean a speaker."""
    if plural:
        return found.plural or found.type == "group" or (found.type == "organisation" and found.head in _MANY)
    return found.type in ("organisation", "document", "place") and not found.plural


def is_kind_of(other: Other, head: str, *, plainly: bool = False) -> bool:
    """Return whether "the agency" or "the newspaper" can mean an organisation with a name.

    Args:
        other: the organisation.
        head: the noun.
        plainly: only where the name says so.
    """
    parts = other.name.split()
    last = parts[-1].lower()
    if last == head:
        return True
    if not other.name[0].isupper() or last in words("organisations", "nouns"):
        return False
    for kind in ("newspaper", "company", "agency", "group"):
        if head in words("kinds", f"{kind}_nouns"):
            named = set(parts) & words("kinds", f"{kind}_words")
            return bool(named) if plainly or kind == "newspaper" else bool(named) or not set(parts) & _kind_words()
    return False


@cache
def _kind_words() -> frozenset[str]:
    """Return the words in names that tell of what kind an organisation is."""
    kinds = ("newspaper", "company", "agency", "group", "other")
    return frozenset().union(*(words("kinds", f"{kind}_words") for kind in kinds))
