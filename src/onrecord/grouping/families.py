"""Families: articles that republish one text, and the versions of one page over time."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from onrecord.grouping.alignment import Aligned
from onrecord.grouping.candidates import candidate_pairs
from onrecord.grouping.furniture import furniture_rows
from onrecord.grouping.overlaps import Aligner, OwnWords
from onrecord.grouping.postings import post
from onrecord.grouping.stars import Links, find_stars
from onrecord.grouping.text_sketch import TextSketch
from onrecord.grouping.versions import find_versions
from onrecord.model import Article, Family


@dataclass(frozen=True, slots=True)
class Found:
    """The families of a set of articles, and what was aligned to find them."""

    families: tuple[Family, ...]  # by the number of the original
    aligned: Mapping[tuple[int, int], Aligned]  # made in this run: by two numbers, the lesser first


def find_families(
    sketches: Sequence[TextSketch],
    article_of: Callable[[int], Article],
    known: Mapping[tuple[int, int], Aligned],
) -> Found:
    """Return the families of a set of articles, the same in whatever order they come.

    Args:
        sketches: one for each article, of different numbers; see `sketch_text`.
        article_of: gives the article of a number; asked only for pairs that may share text and are not yet known.
        known: alignments that an earlier run made, by two numbers, the lesser first.
    """
    postings = post(sketches)
    furniture = furniture_rows(postings)
    aligner = Aligner(postings, article_of, known)
    links = Links(postings, aligner, OwnWords(postings, furniture))
    versions = find_versions(links)
    copies = find_stars(links, candidate_pairs(postings, furniture))
    families = sorted((*versions, *copies), key=lambda it: (it.original, it.kind, [m.article for m in it.members]))
    return Found(tuple(families), aligner.made)
