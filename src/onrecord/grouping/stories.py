"""Which articles tell of one real-world event."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from onrecord.grouping.event_sketch import EventSketch
from onrecord.grouping.event_terms import HEAD
from onrecord.grouping.story_candidates import find_candidates
from onrecord.grouping.story_columns import Columns, Whole, columns_of, sums_by
from onrecord.grouping.story_links import link_articles
from onrecord.grouping.story_pairs import PairScorer
from onrecord.model import Family, FamilyMember, Story

# A copy belongs to its original's story when most of it is that text and it has a good part of it: a round-up holds
# the whole of a text and is mostly about other things.
_OF_COPY = 0.5
_OF_ORIGINAL = 0.3
_LATER_DAYS = 30  # a text that is printed again after so long, or site furniture in its place, is no more of the event
_TITLED = 40  # articles of a story whose headlines are weighed


def find_stories(sketches: Sequence[EventSketch], families: Sequence[Family]) -> tuple[Story, ...]:
    """Return the stories of a set of articles by the time of their first one; each article is in exactly one.

    The stories depend on the set alone, not on its order: about 0.3 ms an article.

    Args:
        sketches: one an article.
        families: which of them are copies or versions of one text. Copies belong together unless they are round-ups.

    Raises:
        ModelError: the model of pairs is missing or was changed.
    """
    ordered = sorted(sketches, key=lambda sketch: (sketch.published is None, sketch.published or "", sketch.number))
    if not ordered:
        return ()
    places = {sketch.number: place for place, sketch in enumerate(ordered)}
    texts = _texts(families, places)
    columns = columns_of(ordered)
    label = link_articles(
        len(ordered),
        find_candidates(columns),
        _known_pairs(families, places, columns.time),
        PairScorer(columns).chances,
    )
    order = np.argsort(label, kind="stable")
    parts = np.split(order, np.flatnonzero(np.diff(label[order])) + 1)
    return tuple(_story(columns, ordered, part, texts) for part in parts)


def _known_pairs(families: Sequence[Family], places: dict[int, int], time: NDArray[np.float64]) -> tuple[Whole, Whole]:
    """Return the pairs of places that copies and versions make sure of, unless one is printed long after the other."""
    pairs = sorted(
        (min(places[family.original], places[member.article]), max(places[family.original], places[member.article]))
        for family in families
        if family.original in places
        for member in family.members
        if member.article in places and member.article != family.original and _is_whole(family, member)
    )
    first, second = np.array([a for a, _ in pairs], np.int64), np.array([b for _, b in pairs], np.int64)
    near = ~(np.abs(time[first] - time[second]) > _LATER_DAYS)  # where a time is unknown, the text has the say
    return first[near], second[near]


def _is_whole(family: Family, member: FamilyMember) -> bool:
    if family.kind == "versions":
        return True
    return member.share_of_copy >= _OF_COPY and member.share_of_original >= _OF_ORIGINAL


def _texts(families: Sequence[Family], places: dict[int, int]) -> list[int]:
    """Return for each place the first one of its family: what counts as one source."""
    parent = list(range(len(places)))

    def root(place: int) -> int:
        while parent[place] != place:
            place = parent[place]
        return place

    for family in families:
        known = sorted(places[member.article] for member in family.members if member.article in places)
        for place in known[1:]:
            one, other = sorted((root(known[0]), root(place)))
            parent[other] = one
    return [root(place) for place in range(len(parent))]


def _story(columns: Columns, ordered: Sequence[EventSketch], part: Whole, texts: Sequence[int]) -> Story:
    own = [ordered[place] for place in part.tolist()]
    known = [sketch.published for sketch in own if sketch.published is not None]
    outlets = {sketch.outlet or sketch.number for sketch in own}
    return Story(
        title=own[_most_central(columns, part)].headline,
        first_published=known[0] if known else None,
        last_published=known[-1] if known else None,
        articles=tuple(sketch.number for sketch in own),
        outlets=len(outlets),
        independent=len({texts[place] for place in part.tolist()}),
    )


def _most_central(columns: Columns, part: Whole) -> int:
    """Return which article's headline stands for a story: what it says, most of the others say as well."""
    if len(part) < 2:
        return 0
    some = part[:_TITLED]
    vectors = columns.vectors[some].astype(np.float32)
    vectors /= np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-6)
    near = (vectors @ vectors.sum(axis=0) - 1) / (len(some) - 1)
    return int(np.round(near + _said_by_others(columns, some), 4).argmax())


def _said_by_others(columns: Columns, some: Whole) -> NDArray[np.float64]:
    """Return how much of each headline the other articles hold, 0 to 1; −1 where there is no headline."""
    sizes = columns.first[some + 1] - columns.first[some]
    entries = np.concatenate([np.arange(columns.first[place], columns.first[place + 1]) for place in some.tolist()])
    _, kind, counts = np.unique(columns.term[entries], return_inverse=True, return_counts=True)
    others = (counts[kind.reshape(-1)] - 1) / (len(some) - 1)
    worth = np.where(columns.flags[entries] & HEAD, columns.rarity[columns.term[entries]], 0)
    rows = np.repeat(np.arange(len(some)), sizes)
    total = sums_by(rows, worth, len(some))
    return np.where(total > 0, sums_by(rows, worth * others, len(some)) / np.maximum(total, 1e-6), -1)
