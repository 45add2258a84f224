"""Chains: seen from one cue, every word of a window is part of its source, its content, the cue itself, or none of it.

A linear-chain conditional random field (Lafferty, McCallum & Pereira 2001); Viterbi's algorithm finds the best chain.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from onrecord.statements.encoder import Reals, Seen
from onrecord.weights import open_arrays

WEIGHTS = "statement_links.npz"
TAGS = 7  # none; source, source goes on; content, content goes on; cue, cue goes on
SOURCE, CONTENT, CUE = 1, 3, 5
_TOGETHER = 32  # cues whose scores are worked out at once: 8 MB of memory


def tag_scores(seen: Seen, anchors: Sequence[int], paragraphs: Sequence[int]) -> Reals:
    """Return the scores of all tags of a window's words (cue, word, tag), seen from the words at `anchors`.

    `paragraphs` says of each word of the window in which paragraph it stands.
    """
    held = open_arrays(WEIGHTS)
    distance, turn = held["distance_weight"], held["turn_weight"]
    reach, turns = len(distance) // 2, len(turn) // 2
    rows, places = np.asarray(paragraphs), np.arange(len(paragraphs))
    scores = np.empty((len(anchors), len(paragraphs), TAGS), np.float32)
    for begin in range(0, len(anchors), _TOGETHER):
        at = np.asarray(anchors[begin : begin + _TOGETHER])
        cue = seen.anchor[at][:, None]
        away = distance[np.clip(places[None] - at[:, None], -reach, reach) + reach]
        apart = turn[np.clip(rows[None] - rows[at][:, None], -turns, turns) + turns]
        values = seen.gate[None] * np.tanh(cue)
        values += seen.word[None]
        values += cue
        values += away
        values += apart
        np.maximum(values, 0, out=values)
        scores[begin : begin + _TOGETHER] = values @ held["tag_weight"].T + held["tag_bias"]
    return scores


def best_chains(scores: Sequence[Reals]) -> list[NDArray[np.int64]]:
    """Return the best tags of each chain, whose scores are (words, tags); chains may differ in length."""
    if not scores:
        return []
    held = open_arrays(WEIGHTS)
    moves = held["moves"].T[None]  # to, from
    lengths = np.array([len(one) for one in scores])
    longest = int(lengths.max())
    padded = np.zeros((longest, len(scores), TAGS), np.float32)
    for row, one in enumerate(scores):
        padded[: len(one), row] = one
    stay = np.broadcast_to(np.arange(TAGS), (len(scores), TAGS))
    back = np.empty((longest, len(scores), TAGS), np.int64)
    total = padded[0] + held["first"]
    for at in range(1, longest):
        steps = total[:, None, :] + moves
        live = (lengths > at)[:, None]
        back[at] = np.where(live, steps.argmax(axis=2), stay)
        total = np.where(live, steps.max(axis=2) + padded[at], total)
    tags = np.empty((longest, len(scores)), np.int64)
    tags[-1] = total.argmax(axis=1)
    rows = np.arange(len(scores))
    for at in range(longest - 1, 0, -1):
        tags[at - 1] = back[at, rows, tags[at]]
    return [tags[:length, row] for row, length in enumerate(lengths)]


def runs(tags: NDArray[np.int64], first: int) -> list[tuple[int, int]]:
    """Return the half-open runs of words that bear one role, which begins with the tag `first`."""
    found: list[tuple[int, int]] = []
    for at in np.flatnonzero((tags == first) | (tags == first + 1)).tolist():
        if tags[at] == first or not found or found[-1][1] != at:
            found.append((at, at + 1))
        else:
            found[-1] = (found[-1][0], at + 1)
    return found
