"""Two articles side by side: which is the copy, and what became of the original's words in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np

from onrecord.grouping.originals import find_original
from onrecord.grouping.overlaps import Aligner, OwnWords
from onrecord.grouping.postings import post
from onrecord.grouping.relations import relation_of
from onrecord.grouping.stars import Links
from onrecord.grouping.text_sketch import sketch_text
from onrecord.grouping.word_diff import Change, word_diff
from onrecord.model import Article, Relation

_A, _B = 0, 1


@dataclass(frozen=True, slots=True)
class Comparison:
    """What two articles, `a` and `b` as they were given, have to do with each other."""

    original: Literal["a", "b"] | None  # None: neither is a copy of the other
    relation: Relation | None  # what the other one is to it
    reason: str  # why that one is taken for the original, or why neither is
    shared_words: int
    share_of_a: float  # how much of a's words stands in b, 0 to 1
    share_of_b: float
    changes: tuple[Change, ...]  # from the original to the copy; from a to b where there is none


def compare(a: Article, b: Article) -> Comparison:
    """Return which of two articles is a copy of the other, why, and what was kept, cut, added and changed.

    Which shared words are an outlet's furniture can not be told from two articles: it takes a record of more.
    """
    articles = (a, b)
    postings = post([sketch_text(_A, a), sketch_text(_B, b)])
    own = OwnWords(postings, np.zeros(len(postings.hash), dtype=np.bool_))
    links = Links(postings, Aligner(postings, articles.__getitem__, {}), own)
    shared = links.between(1, 0)  # places in time
    shares = {postings.sketches[1].number: shared.share_a, postings.sketches[0].number: shared.share_b}
    if not links.is_copy(shared):
        reason = (
            f"they share {shared.words} words, {shared.words - shared.told} of them in quotations: too few for a copy"
        )
        changes = word_diff(a.text, b.text)
        return Comparison(None, None, reason, shared.words, shares[_A], shares[_B], changes)
    original, reason = find_original(postings.sketches, {})
    copy = _B if original == _A else _A
    return Comparison(
        "a" if original == _A else "b",
        relation_of(shares[original], shares[copy]),
        reason,
        shared.words,
        shares[_A],
        shares[_B],
        word_diff(articles[original].text, articles[copy].text),
    )
