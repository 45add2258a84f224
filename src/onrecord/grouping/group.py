"""The order of things in this layer: copies, then stories."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from onrecord.grouping.alignment import Aligned
from onrecord.grouping.event_sketch import EventSketch
from onrecord.grouping.families import find_families
from onrecord.grouping.sketch import FORM
from onrecord.grouping.stories import find_stories
from onrecord.grouping.text_sketch import TextSketch
from onrecord.model import Article, Family, Sketch, Story

Pairs = Mapping[tuple[int, int], bytes]


@dataclass(frozen=True, slots=True)
class Grouped:
    """What belongs together in a set of articles."""

    families: tuple[Family, ...]
    stories: tuple[Story, ...]  # every article is in one
    pairs: Pairs  # what pairs of articles share that were laid side by side just now
    digests: Mapping[int, str]  # of each story by its first article: another one where it has to be told anew


def group_articles(
    sketches: Iterable[tuple[int, Sketch]],
    *,
    article_of: Callable[[int], Article],
    known: Pairs,
) -> Grouped:
    """Return the families and stories of all articles. They do not depend on the order of these.

    Args:
        sketches: of all articles, with their numbers.
        article_of: gives an article by its number; asked only for those that look like copies.
        known: what earlier runs found when they laid two articles side by side.
    """
    texts, events = [], []
    for number, sketch in sketches:
        texts.append(replace(TextSketch.from_bytes(sketch.copies), number=number))
        events.append(replace(EventSketch.from_bytes(sketch.event), number=number))
    aligned = {pair: Aligned.from_bytes(passages) for pair, passages in known.items()}
    found = find_families(texts, article_of, aligned)
    stories = find_stories(events, found.families)
    digests = {story.articles[0]: digest for story, digest in _digests(stories, found.families)}
    made = {pair: aligned.to_bytes() for pair, aligned in found.aligned.items()}
    return Grouped(found.families, stories, made, digests)


def _digests(stories: Sequence[Story], families: Sequence[Family]) -> Iterator[tuple[Story, str]]:
    copies: dict[int, list[tuple[object, ...]]] = {}
    for family in families:
        for member in family.members:
            if member.article != family.original:
                fact = (family.kind, family.original, member.relation, member.share_of_copy)
                copies.setdefault(member.article, []).append(fact)
    for story in stories:
        facts = (FORM, [(number, copies.get(number, [])) for number in story.articles])
        yield story, hashlib.sha256(repr(facts).encode()).hexdigest()[:16]
