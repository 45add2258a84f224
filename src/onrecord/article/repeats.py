"""Text that a page gives twice, found at paragraph level whatever its markup."""

from __future__ import annotations

import re

_LETTERS = re.compile(r"[^\W_]+")
_MIN_CHARS = 40  # of letters and digits: shorter lines recur by themselves ("Mr Smith agreed.")
_MIN_CHARS_IN_A_RUN = 12
_MIN_COLLAPSED = 200  # letters and digits of a block that may hold several paragraphs
_MOST_COLLAPSED = 8  # the longest blocks of a page, which alone are looked into
_COVERED = 0.85  # of it by earlier paragraphs


def find_repeats(texts: tuple[str, ...]) -> tuple[int, ...]:
    """Return for each text the row of its first full copy, -1 where it says something for the first time.

    Compared by letters and digits alone, so that white space, quotation marks and markup make no difference.
    Short texts count as repeats only inside a run of them.
    """
    folded = [_fold(text) if len(text) >= _MIN_CHARS_IN_A_RUN else "" for text in texts]
    first: dict[str, int] = {}
    repeat_of = [-1] * len(texts)
    for row, key in enumerate(folded):
        if len(key) < _MIN_CHARS_IN_A_RUN:
            continue
        if (seen := first.setdefault(key, row)) != row:
            repeat_of[row] = seen
    _find_collapsed(folded, first, repeat_of)
    candidates = tuple(repeat_of)
    for row, key in enumerate(folded):
        if candidates[row] >= 0 and len(key) < _MIN_CHARS and not _in_run(candidates, row):
            repeat_of[row] = -1
    return tuple(repeat_of)


def _fold(text: str) -> str:
    return "".join(_LETTERS.findall(text.lower()))


def _in_run(repeat_of: tuple[int, ...], row: int) -> bool:
    """Whether a neighbour repeats the neighbour of this row's first copy."""
    before = row > 0 and repeat_of[row - 1] >= 0 and repeat_of[row - 1] == repeat_of[row] - 1
    after = row + 1 < len(repeat_of) and repeat_of[row + 1] >= 0 and repeat_of[row + 1] == repeat_of[row] + 1
    return before or after


def _find_collapsed(folded: list[str], first: dict[str, int], repeat_of: list[int]) -> None:
    """Mark the blocks that give several earlier paragraphs again as one: a copy whose markup was lost."""
    lengths = sorted(map(len, folded), reverse=True)
    for row, key in enumerate(folded):
        if (
            len(key) < _MIN_COLLAPSED
            or len(key) < lengths[min(_MOST_COLLAPSED, len(lengths) - 1)]
            or repeat_of[row] >= 0
        ):
            continue
        inside = [
            other for other, at in first.items() if at < row and _MIN_CHARS <= len(other) < len(key) and other in key
        ]
        if len(inside) >= 2 and sum(map(len, inside)) >= _COVERED * len(key):
            repeat_of[row] = first[inside[0]]
