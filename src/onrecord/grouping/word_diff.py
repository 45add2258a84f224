"""What became of a text's words in another version of it: kept, removed, added, changed."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from onrecord.grouping.alignment import Shared, align
from onrecord.grouping.text_words import Words, words_of

ChangeKind = Literal["kept", "removed", "added", "changed"]
_FINE = 2_500  # words of one text times words of the other between two kept passages; beyond it all counts as changed
_KEPT_BETWEEN = 2  # words; a single "the" in the middle of what was rewritten is not kept, it is there again

Block = tuple[int, int, int]  # first word in a, in b, number of words


@dataclass(frozen=True, slots=True)
class Change:
    """One stretch of two texts, half-open code points of each: empty in `b` where removed, in `a` where added."""

    kind: ChangeKind
    a_start: int
    a_end: int
    b_start: int
    b_end: int


def word_diff(a_text: str, b_text: str) -> tuple[Change, ...]:
    """Return what became of the words of `a_text` in `b_text`, in order; every word of both stands in one change.

    Marks, spaces and case are no differences. A passage that moved is removed in one place and added in another.
    """
    a, b = words_of(a_text), words_of(b_text)
    blocks: list[Block] = []
    at_a = at_b = 0
    for it in [*_in_both_orders(align(a, b).passages), None]:
        to_a, to_b = (it.a_word, it.b_word) if it else (len(a), len(b))
        blocks.extend(_fine(a, b, (at_a, to_a), (at_b, to_b)))
        if it:
            blocks.append((it.a_word, it.b_word, it.words))
            at_a, at_b = it.a_word + it.words, it.b_word + it.words
    return tuple(_changes(a, b, blocks))


def _in_both_orders(passages: tuple[Shared, ...]) -> list[Shared]:
    """Return the passages, sorted by their place in a, that stand in the same order in b and hold the most words.

    The heaviest increasing chain: ends of chains are kept by their place in b, each heavier than those before it.
    """
    ends: list[int] = []  # places in b, increasing; beside each the words of its chain, which increase too
    words: list[int] = []
    last: list[int] = []
    before: list[int] = [-1] * len(passages)
    for nth, it in enumerate(passages):
        at = bisect_right(ends, it.b_word)
        weight = it.words + (words[at - 1] if at else 0)
        before[nth] = last[at - 1] if at else -1
        stop = at
        while stop < len(ends) and words[stop] <= weight:  # later in b and no heavier: of no more use
            stop += 1
        ends[at:stop], words[at:stop], last[at:stop] = [it.b_word], [weight], [nth]
    chain = []
    nth = last[-1] if last else -1
    while nth >= 0:
        chain.append(passages[nth])
        nth = before[nth]
    return chain[::-1]


def _fine(a: Words, b: Words, in_a: tuple[int, int], in_b: tuple[int, int]) -> Iterator[Block]:
    """Yield the words that are kept between two passages, as far as these are near each other."""
    first = a.hash[in_a[0] : in_a[1]].tolist()
    second = b.hash[in_b[0] : in_b[1]].tolist()
    if not first or not second or len(first) * len(second) > _FINE:
        return
    for block in SequenceMatcher(None, first, second, autojunk=False).get_matching_blocks():
        at_edge = block.a == 0 or block.a + block.size == len(first)
        if block.size >= _KEPT_BETWEEN or (block.size and at_edge):
            yield in_a[0] + block.a, in_b[0] + block.b, block.size


def _changes(a: Words, b: Words, blocks: list[Block]) -> Iterator[Change]:
    """Yield the kept blocks, those that touch as one, and what lies between them."""
    at_a = at_b = 0
    for i, j, n in [*_joined(blocks), (len(a), len(b), 0)]:
        if i > at_a or j > at_b:
            kind: ChangeKind = "added" if i == at_a else "removed" if j == at_b else "changed"
            yield Change(kind, *_span(a, at_a, i), *_span(b, at_b, j))
        if n:
            yield Change("kept", *_span(a, i, i + n), *_span(b, j, j + n))
        at_a, at_b = i + n, j + n


def _joined(blocks: list[Block]) -> list[Block]:
    joined: list[Block] = []
    for i, j, n in blocks:
        if joined and joined[-1][0] + joined[-1][2] == i and joined[-1][1] + joined[-1][2] == j:
            joined[-1] = (*joined[-1][:2], joined[-1][2] + n)
        else:
            joined.append((i, j, n))
    return joined


def _span(words: Words, first: int, behind: int) -> tuple[int, int]:
    """Return the code points of some words; of none, the place behind the word before."""
    if first < behind:
        return int(words.start[first]), int(words.end[behind - 1])
    place = int(words.end[first - 1]) if first else 0
    return place, place
