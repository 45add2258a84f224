"""Conflicts put together: short words for what a side says, and conflicts on one thing joined."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from onrecord.grouping.sayings import Saying
from onrecord.grouping.wordlists import WORD, stems, words_of
from onrecord.model import Conflict, Side, SideMention

_TOPIC = 90  # characters of a topic
_COMPARED = 200  # conflicts of a story with which another is compared
_VALUE = 80
_PRONOUNS = frozenset("he she it they we i you him her them us who that this one".split())
_TIME = re.compile(r"\d{1,2}(?::\d\d)?(?:[ap]\.?m|\b)", re.IGNORECASE)  # it runs into the name behind it


def short(words: str, most: int = _TOPIC) -> str:
    """Return what is said as a topic: without "that", marks and line breaks, cut at a word."""
    plain = " ".join(words.split()).strip(' ,.;:“”"')
    plain = re.sub(r"^(?:that|of)\s+", "", plain)
    if len(plain) <= most:
        return plain
    return plain[:most].rsplit(" ", 1)[0].rstrip(' ,;:“"') + " …"


def name_of(saying: Saying) -> str:
    """Return whose statement it is, as the article names it; "" where it leaves that open or gives no name."""
    name = saying.voice.name
    words = WORD.findall(name[:200].lower())
    if (
        not words
        or (len(words) == 1 and words[0] in _PRONOUNS)
        or words_of("no_speakers") & set(words[:1] + words[-1:])
    ):
        return ""
    if (words[0].endswith("ing") and words[1:2] == ["of"]) or _TIME.match(name):
        return ""
    return short(name, _VALUE)


def side(value: str, sayings: Sequence[tuple[str, SideMention]]) -> Side:
    """Return a side from its speakers and mentions, each once."""
    speakers = tuple(dict.fromkeys(name for name, _ in sayings if name))
    return Side(short(value, _VALUE), speakers, tuple(dict.fromkeys(mention for _, mention in sayings)))


def joined(conflicts: Iterable[Conflict]) -> tuple[Conflict, ...]:
    """Return the conflicts with those on one thing made one, the surest first.

    Two are on one thing when a side of each shares a statement, or words, with a side of the other.
    """
    kept: list[Conflict] = []
    holders: dict[tuple[int, int | None, int], int] = {}
    for one in sorted(conflicts, key=lambda one: (-one.confidence, _place(one))):
        keys = [key for part in one.sides for key in map(_key, part.mentions)]
        at = next((holders[key] for key in keys if key in holders), None)
        if at is None:
            at = len(kept)
            kept.append(one)
        else:
            kept[at] = _with(kept[at], one)
        holders.update((key, at) for key in keys if key not in holders)
    return tuple(_by_topic(kept))


def _by_topic(conflicts: Sequence[Conflict]) -> list[Conflict]:
    """Return the conflicts with those made one that tell of one topic and share a speaker on each of two sides."""
    kept: list[Conflict] = []
    for one in conflicts:
        at = next((n for n, other in enumerate(kept[:_COMPARED]) if _is_one(other, one)), None)
        if at is None:
            kept.append(one)
        else:
            kept[at] = _side_by_side(kept[at], one)
    return kept


def _is_one(first: Conflict, more: Conflict) -> bool:
    if first.kind != more.kind or len(first.sides) != len(more.sides):
        return False
    if first.kind == "denial":
        a, b = stems(first.sides[0].value), stems(more.sides[0].value)
        if 2 * len(a & b) < min(len(a), len(b)) or len(a & b) < 2:
            return False
        return any(_share(x, y) for x, y in zip(first.sides, more.sides, strict=True))
    return first.topic == more.topic and all(_share(x, y) for x, y in zip(first.sides, more.sides, strict=True))


def _share(one: Side, other: Side) -> bool:
    """Return whether two sides have a speaker in common, by the words of their names."""
    a, b = (frozenset(word for name in side.speakers for word in stems(name)) for side in (one, other))
    return bool(a & b)


def _side_by_side(first: Conflict, more: Conflict) -> Conflict:
    sides = tuple(_and(one, other) for one, other in zip(first.sides, more.sides, strict=True))
    return Conflict(first.kind, first.topic, first.why, max(first.confidence, more.confidence), sides)


def _and(one: Side, more: Side) -> Side:
    speakers = tuple(dict.fromkeys(one.speakers + more.speakers))
    return Side(one.value, speakers, tuple(dict.fromkeys(one.mentions + more.mentions)))


def _key(mention: SideMention) -> tuple[int, int | None, int]:
    return mention.article, mention.statement, -1 if mention.statement is not None else mention.start


def _place(conflict: Conflict) -> tuple[tuple[int, int, int], ...]:
    return tuple((one.article, one.start, one.end) for part in conflict.sides for one in part.mentions)


def _with(first: Conflict, more: Conflict) -> Conflict:
    """Return a conflict with the sides of another on the same thing added to those that share words with them."""
    sides = list(first.sides)
    for part in more.sides:
        keys = set(map(_key, part.mentions))
        at = next((n for n, own in enumerate(sides) if keys & set(map(_key, own.mentions))), None)
        if at is None:
            at = next((n for n, own in enumerate(sides) if set(own.speakers) & set(part.speakers)), None)
        if at is None and len(more.sides) == 2:
            at = _opposite(sides, more, part)
        if at is not None:
            sides[at] = _and(sides[at], part)
    return Conflict(first.kind, first.topic, first.why, first.confidence, tuple(sides))


def _opposite(sides: Sequence[Side], more: Conflict, part: Side) -> int | None:
    """Return which side a part of a conflict of two belongs to when its other part belongs to the first's other."""
    if len(sides) != 2:
        return None
    other = more.sides[1] if part is more.sides[0] else more.sides[0]
    keys = set(map(_key, other.mentions))
    for n, own in enumerate(sides):
        if keys & set(map(_key, own.mentions)):
            return 1 - n
    return None
