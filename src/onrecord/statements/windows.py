"""Windows: runs of words short enough for the encoder, overlapping so that no statement is seen only in part."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from onrecord.pieces import Pieces
from onrecord.statements.marks import quote_states
from onrecord.statements.words import Words, shapes

LONGEST = 330  # pieces; it was trained on windows of up to 250, and on 250 to 400 the scores are the same
OVERLAP = 80  # pieces; 99 % of the statements of PolNeAR reach less far on either side of their cue
_WORD = 24  # pieces of one word; what no dictionary holds is cut there
_MARK = 5  # how the marks of the encoder's own are written, as `shapes` has it
Numbers = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Window:
    """One run of words as the encoder's input: a row of length T for its pieces, one of length W for its words."""

    start: int  # place of its first word
    end: int
    pieces: Numbers  # T
    shapes: Numbers  # T
    quotes: Numbers  # T
    firsts: Numbers  # W: where each word's first piece stands


def cut_windows(words: Words, pieces: Pieces, breaks: Sequence[int]) -> Iterator[Window]:
    """Yield the windows of a text; `breaks` are the places of words that open a sentence, ascending, 0 among them."""
    spelled = words.all()
    cut = [numbers[:_WORD] for numbers in pieces.of(spelled)]
    turns = [
        at > 0 and paragraph != words.paragraphs[at - 1] for at, paragraph in enumerate(words.paragraphs)
    ]  # a paragraph's end is a piece of its own
    sums = [0]
    for numbers, turn in zip(cut, turns, strict=True):
        sums.append(sums[-1] + len(numbers) + turn)
    written, quoted = shapes(spelled), quote_states(words)
    for start, end in _runs(sums, breaks):
        rows: list[tuple[int, int, int]] = [(pieces.open, _MARK, 0)]
        firsts = []
        for at in range(start, end):
            if turns[at] and at > start:
                rows.append((pieces.close, _MARK, 0))
            firsts.append(len(rows))
            rows.extend((number, written[at], quoted[at]) for number in cut[at])
        rows.append((pieces.close, _MARK, 0))
        columns = np.array(rows, np.int64).T
        yield Window(start, end, columns[0], columns[1], columns[2], np.array(firsts, np.int64))


def _runs(sums: Sequence[int], breaks: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield runs of places, cut where sentences begin when they can be."""
    count, start = len(sums) - 1, 0
    while start < count:
        end = max(bisect_right(sums, sums[start] + LONGEST) - 1, start + 1)
        if end < count:
            opening = breaks[bisect_right(breaks, end) - 1]
            if sums[opening] - sums[start] > LONGEST // 2:
                end = opening
        yield start, end
        if end >= count:
            return
        back = bisect_left(sums, sums[end] - OVERLAP)
        at = bisect_left(breaks, back)
        start = max(start + 1, min(breaks[at] if at < len(breaks) else end, end))
