"""How much of its own words each of two articles shares with the other, furniture left out."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from onrecord.grouping.alignment import Aligned, Shared, align
from onrecord.grouping.postings import Postings
from onrecord.grouping.shingles import EVERY, SHINGLE
from onrecord.grouping.text_sketch import TextSketch
from onrecord.grouping.text_words import Mask, Places, Words, words_of
from onrecord.model import Article

_TEXTS = 1000  # whose words are remembered: some 8 MB at 300 words a text
_PHRASE = 10  # words: a shorter stretch of furniture within running text is a stock phrase, and part of it
_NEAR = SHINGLE + EVERY  # words from one sample of furniture to the next that leave nothing between them
_STRETCH = 2 * EVERY  # words: a shorter stretch beside furniture may be its end, where no sample happens to stand


@dataclass(frozen=True, slots=True)
class Overlap:
    """What two articles share. Words are those that are no furniture; articles go by their places in time."""

    a: int
    b: int
    words: int
    told: int  # of these, those in passages that are no quotations, or stand outside of their marks
    share_a: float  # of the words of a, 0 to 1
    share_b: float
    from_start: bool  # whether the opening of both is shared
    spans_a: tuple[tuple[int, int], ...]  # of words, half-open, furniture included
    passages: tuple[Shared, ...]  # those that are not furniture alone


class Aligner:
    """Aligns pairs of articles, each once: what an earlier run made is taken over."""

    def __init__(
        self, postings: Postings, article_of: Callable[[int], Article], known: Mapping[tuple[int, int], Aligned]
    ) -> None:
        self.made: dict[tuple[int, int], Aligned] = {}
        self._sketches = postings.sketches
        self._article_of = article_of
        self._known = known
        self._words: OrderedDict[int, Words] = OrderedDict()

    def aligned(self, a: int, b: int) -> Aligned:
        """Return what two articles, by their places in time, share; `a` is the first of it."""
        one, other = self._sketches[a].number, self._sketches[b].number
        key = (min(one, other), max(one, other))
        found = self.made.get(key) or self._known.get(key)
        if found is None:
            found = self.made[key] = align(self._words_of(key[0]), self._words_of(key[1]))
        return found if one == key[0] else _flipped(found)

    def text_of(self, article: int) -> str:
        """Return the text of an article, by its place in time."""
        return self._article_of(self._sketches[article].number).text

    def _words_of(self, number: int) -> Words:
        words = self._words.pop(number, None)
        if words is None:
            words = words_of(self._article_of(number).text)
        self._words[number] = words
        if len(self._words) > _TEXTS:
            self._words.popitem(last=False)
        return words


def _flipped(aligned: Aligned) -> Aligned:
    turned = (
        Shared(it.b_start, it.b_end, it.a_start, it.a_end, it.b_word, it.a_word, it.words, it.quoted)
        for it in aligned.passages
    )
    return Aligned(tuple(sorted(turned, key=lambda it: it.a_word)))


class OwnWords:
    """Which words of each article are its own and no furniture, by the samples that are."""

    def __init__(self, postings: Postings, furniture: Mask) -> None:
        self._postings = postings
        self._furniture = np.zeros(int(postings.first_row[-1]), dtype=np.bool_)
        self._furniture[postings.sample[furniture]] = True
        self._found: dict[int, Mask] = {}

    def of(self, article: int) -> Mask:
        """Return which words of an article, by its place in time, are its own."""
        if article not in self._found:
            first, last = self._postings.first_row[article : article + 2]
            self._found[article] = _own(self._postings.sketches[article], self._furniture[first:last])
        return self._found[article]


def _own(sketch: TextSketch, furniture: Mask) -> Mask:
    own = np.ones(sketch.words, dtype=np.bool_)
    if not furniture.any():
        return own
    place, length = sketch.first_words.astype(np.int64), sketch.lengths.astype(np.int64)
    for start, behind in _furniture_spans(place, length, furniture):
        own[start:behind] = False
    return _smoothed(own)


def _smoothed(own: Mask) -> Mask:
    """Return the words without stock phrases in running text, which are part of it, and scraps between furniture."""
    smooth = own.copy()
    for is_own, least in ((False, _PHRASE), (True, _STRETCH)):
        for start, behind in _stretches(smooth == is_own):
            if behind - start < least:
                smooth[start:behind] = not is_own
    return smooth


def _stretches(mask: Mask) -> list[tuple[int, int]]:
    """Return the runs of true values, half-open."""
    edges = np.flatnonzero(np.diff(np.concatenate([[False], mask, [False]])))
    return list(zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True))


def _furniture_spans(place: Places, length: Places, furniture: Mask) -> Iterator[tuple[int, int]]:
    """Yield words that are furniture: sampled ones, and the few between two with no other sample between them."""
    yield from zip(place[furniture].tolist(), (place + length)[furniture].tolist(), strict=True)
    shingle = np.flatnonzero(length == SHINGLE)
    order = shingle[np.argsort(place[shingle], kind="stable")]
    both = furniture[order[1:]] & furniture[order[:-1]] & (place[order[1:]] - place[order[:-1]] <= _NEAR)
    yield from zip(place[order[:-1]][both].tolist(), place[order[1:]][both].tolist(), strict=True)


_OPENING = 0.15  # of a text's words: a dateline or an intro line may stand before what is shared


def overlap(a: int, b: int, aligned: Aligned, own: OwnWords) -> Overlap:
    """Return how much two articles share beyond furniture."""
    own_a, own_b = own.of(a), own.of(b)
    words = told = 0
    kept = []
    for it in aligned.passages:
        count = _own_count(own_a[it.a_word : it.a_word + it.words] & own_b[it.b_word : it.b_word + it.words])
        if count:
            kept.append(it)
            words += count
            told += count if it.is_told else max(0, count - it.quoted)
    share_a = min(1.0, words / max(1, int(np.count_nonzero(own_a))))
    share_b = min(1.0, words / max(1, int(np.count_nonzero(own_b))))
    spans = tuple((it.a_word, it.a_word + it.words) for it in kept)
    return Overlap(a, b, words, told, share_a, share_b, _from_start(kept, own_a, own_b), spans, tuple(kept))


def _own_count(own: Mask) -> int:
    """Return how many words of a passage are own: all of one without furniture, else those of longer stretches."""
    if own.all():
        return len(own)
    sizes = [behind - start for start, behind in _stretches(own)]
    return sum(size for size in sizes if size >= _STRETCH)


def _from_start(passages: list[Shared], a: Mask, b: Mask) -> bool:
    """Return whether a passage stands in the opening of both texts."""
    most_a, most_b = (int(np.argmax(own)) + _OPENING * len(own) if len(own) else 0 for own in (a, b))
    return any(it.a_word <= most_a and it.b_word <= most_b for it in passages)
