"""The tagger: a small transformer that finds cues, and for each cue its source and content."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from onrecord.model import Span
from onrecord.statements.chains import CONTENT, CUE, SOURCE, best_chains, runs, tag_scores
from onrecord.statements.encoder import Reals, Seen, encode, open_pieces
from onrecord.statements.found import Found
from onrecord.statements.windows import cut_windows
from onrecord.statements.words import Words

_POSSIBLE = 0.2  # chance past which a word may belong to a cue
_BEGINS = 0.5  # … and open another one right behind it


@dataclass(frozen=True, slots=True)
class _Cue:
    """What may be a cue: the word of it that is surest, in places of the text."""

    at: int
    chance: float
    edge: int  # words to the nearer edge of its window, past which there is more text
    start: int  # of the window


def tag_statements(words: Words, sentences: Sequence[Span], min_chance: float) -> tuple[Found, ...]:
    """Return the statements that the tagger finds, in order, those of which it is surer than `min_chance`.

    Some have a cue whose content it does not see; linking gives them one or drops them.

    Raises:
        ModelError: a file of the model is missing or was changed.
    """
    if not len(words):
        return ()
    cues: list[_Cue] = []
    scores: list[Reals] = []
    for seen in encode(list(cut_windows(words, open_pieces(), _breaks(words, sentences)))):
        of_window = [cue for cue in _cues(seen, len(words)) if cue.chance >= min_chance]
        if of_window:
            start, end = seen.window.start, seen.window.end
            cues.extend(of_window)
            scores.extend(tag_scores(seen, [cue.at - start for cue in of_window], words.paragraphs[start:end]))
    found = zip(cues, best_chains(scores), strict=True)
    return _settled(words, sorted(found, key=lambda pair: -pair[0].edge))


def _breaks(words: Words, sentences: Sequence[Span]) -> list[int]:
    """Return the places of the words that open a sentence."""
    openings = [span.start for span in sentences]
    found = [0]
    for at in range(1, len(words)):
        if bisect_right(openings, words.starts[at]) != bisect_right(openings, words.starts[at - 1]):
            found.append(at)
    return found


def _cues(seen: Seen, count: int) -> Iterator[_Cue]:
    """Yield what may be cues in one window of a text of `count` words."""
    raised = np.exp(seen.cue - seen.cue.max(axis=1, keepdims=True))
    odds = raised / raised.sum(axis=1, keepdims=True)
    inside, begins = (1 - odds[:, 0]).tolist(), odds[:, 1].tolist()
    window, at = seen.window, 0
    while at < len(inside):
        last = at + 1
        if inside[at] > _POSSIBLE:
            while last < len(inside) and inside[last] > _POSSIBLE and begins[last] < _BEGINS:
                last += 1
            peak = max(range(at, last), key=inside.__getitem__)
            before = peak if window.start else count
            behind = len(inside) - 1 - peak if window.end < count else count
            yield _Cue(peak + window.start, inside[peak], min(before, behind), window.start)
        at = last


def _settled(words: Words, found: Sequence[tuple[_Cue, NDArray[np.int64]]]) -> tuple[Found, ...]:
    """Return statements of cues that were seen in one or two windows, the one farther from an edge first."""
    taken: set[int] = set()
    kept: list[tuple[int, Found]] = []
    for cue, tags in found:
        parts = {role: [(a + cue.start, b + cue.start) for a, b in runs(tags, role)] for role in (SOURCE, CONTENT, CUE)}
        own = next((run for run in parts[CUE] if run[0] <= cue.at < run[1]), (cue.at, cue.at + 1))
        if not taken.isdisjoint(range(*own)):
            continue
        taken.update(range(*own))
        source = min(parts[SOURCE], key=lambda run: _gap(run, own), default=None)
        content = tuple(_span(words, run) for run in parts[CONTENT])
        statement = Found(_span(words, source) if source else None, _span(words, own), content, cue.chance)
        kept.append((cue.at, statement))
    return tuple(statement for _, statement in sorted(kept, key=lambda pair: pair[0]))


def _gap(run: tuple[int, int], other: tuple[int, int]) -> int:
    return max(run[0] - other[1], other[0] - run[1])


def _span(words: Words, run: tuple[int, int]) -> Span:
    return Span(words.starts[run[0]], words.ends[run[1] - 1])
