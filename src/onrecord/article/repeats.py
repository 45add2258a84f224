"""Text that a page gives twice, found at paragraph level whatever its markup."""

from __future__ import annotations

import re

_LETTERS = re.compile(r"[^\W_]+")
_MIN_CHARS = 40  # of letters and digits: shorter lines recur by themselves ("Mr Smith agreed.")
_MIN_CHARS_IN_A_RUN = 12


def find_repeats(texts: tuple[str, ...]) -> tuple[int, ...]:
    """Return for each text the row of its first full copy, -1 where it says something for the first time.

    Compared by letters and digits alone, so that white space, quotation marks and markup make no difference.
    Short texts count as repeats only inside a run of them.
    """
    folded = [_fold(text) for text in texts]
    first: dict[str, int] = {}
    repeat_of = [-1] * len(texts)
    for row, key in enumerate(folded):
        if len(key) < _MIN_CHARS_IN_A_RUN:
            continue
        if (seen := first.setdefault(key, row)) != row:
            repeat_of[row] = seen
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
