"""Which lines of a plain text are the article's, given the chance of each: the model's word, and its neighbours'."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from onrecord.article.line_features import LineColumns
from onrecord.article.line_model import Floats

Mask = npt.NDArray[np.bool_]

_KEPT = 0.6  # chance of a line to be the article's, from which on it is
_BESIDE = 0.15  # … of running text next to a line that is
_CLEAN = 0.6  # share of a text's words that are kept, from which on little else can be in it
_BESIDE_IN_CLEAN = 0.05  # as _BESIDE, in such a text, for every sentence
_SHORTEST_SENTENCE = 4  # words
_BETWEEN = 0.02  # … of a short line between two paragraphs
_APART = 8  # lines in a row that are not kept: what follows them may be something else
_LIGHT = 0.3  # of the words of the heaviest part: a part with fewer needs better chances
_SURE = 0.85  # mean chance of a light part's words
_LONGEST_SUBHEADING = 14  # words
_FEWEST_WORDS = 25  # kept; a text with fewer is looked at without the model
_GAP = 20  # words that a line of something else costs the stretch it stands in
_MOST = 60  # words that one line counts for: a long notice must not outweigh an article


@dataclass(frozen=True, slots=True)
class Choice:
    """The lines that are kept, and those of them that only stand between two paragraphs: subheadings."""

    kept: Mask
    between: Mask


def choose_lines(chance: Floats, columns: LineColumns, words: Sequence[int], repeat_of: Sequence[int]) -> Choice:
    """Return the lines that are the article's text, repeats with them.

    Args:
        chance: of each line to be the article's, 0 to 1.
        columns: of the lines.
        words: how many words each has.
        repeat_of: the row of its first full copy, -1 for none.
    """
    kept = chance >= _KEPT
    size, repeats = np.asarray(words), np.asarray(repeat_of) >= 0
    said = np.array([role is None for role in columns.phrases])
    likely = columns.running & said & (chance >= _BESIDE) & ~repeats
    _spread(kept, likely, repeats)
    if size[kept & ~repeats].sum() >= _CLEAN * size[~repeats].sum():
        sentences = columns.ends & said & (size >= _SHORTEST_SENTENCE) & (chance >= _BESIDE_IN_CLEAN) & ~repeats
        _spread(kept, sentences, repeats)
    _drop_light_parts(kept, chance, np.minimum(size, _MOST), repeats)
    if size[kept & ~repeats].sum() < _FEWEST_WORDS:
        kept = kept | _heaviest_stretch(columns.running & said & ~repeats, size)
    between = _between(kept, columns.running) & said & ~kept & ~repeats & ~columns.running
    between &= (size >= 2) & (size <= _LONGEST_SUBHEADING) & (chance >= _BETWEEN)
    return Choice(kept | between, between)


def _spread(kept: Mask, likely: Mask, repeats: Mask) -> None:
    """Keep what is likely and stands next to what is kept, from line to line in both directions."""
    for rows in (range(len(kept)), range(len(kept) - 1, -1, -1)):
        near = False
        for row in rows:
            if near and likely[row]:
                kept[row] = True
            near = bool(kept[row]) or (near and bool(repeats[row]))


def _drop_light_parts(kept: Mask, chance: Floats, size: npt.NDArray[np.int64], repeats: Mask) -> None:
    """Drop parts of the text that stand apart, have few words, and are not sure: teasers with a sentence or two."""
    rows = np.flatnonzero(~repeats)
    own = np.flatnonzero(kept[rows])  # places in `rows`: repeats do not part what stands around them
    if not len(own):
        return
    parts = np.split(own, np.flatnonzero(np.diff(own) > _APART) + 1)
    masses = [int(size[rows[part]].sum()) for part in parts]
    for part, mass in zip(parts, masses, strict=True):
        found = rows[part]
        if mass < _LIGHT * max(masses) and float((chance[found] * size[found]).sum()) < _SURE * mass:
            kept[found] = False


def _between(kept: Mask, running: Mask) -> Mask:
    """The lines with a kept paragraph right before and right after them."""
    solid = np.concatenate([[False], kept & running, [False]])
    both: Mask = np.logical_and(solid[:-2], solid[2:])
    return both


def _heaviest_stretch(running: Mask, size: npt.NDArray[np.int64]) -> Mask:
    """The running text of the rows whose sum of words, less a price for lines of other kinds, is greatest (Kadane)."""
    best, total, start, chosen = 0, 0, 0, slice(0, 0)
    for row, gain in enumerate(np.where(running, np.minimum(size, _MOST), -_GAP).tolist()):
        if total <= 0:
            total, start = 0, row
        total += gain
        if total > best:
            best, chosen = total, slice(start, row + 1)
    stretch = np.zeros_like(running)
    stretch[chosen] = running[chosen]
    return stretch
