"""Whether two articles report one event in words of their own beside what they share."""

from __future__ import annotations

import re
from collections.abc import Iterable

_NAME = re.compile(r"(?<=[a-z,;] )[A-Z][a-z’']{3,20}")  # within a sentence, so that it is no common word
_NAMES = 6  # that both use of their own accord
_SHARE = 0.5  # of the names of the one that uses fewer: an item of a round-up stands among other news
_LONGEST = 20_000  # characters of a text that are read


def is_on_one_event(a: str, b: str, in_a: Iterable[tuple[int, int]], in_b: Iterable[tuple[int, int]]) -> bool:
    """Return whether what two texts do not share names the same people and places.

    Args:
        a: one text.
        b: the other.
        in_a: the code points of `a` that they share, half-open.
        in_b: those of `b`.
    """
    first, second = _names(a, in_a), _names(b, in_b)
    common = len(first & second)
    return common >= _NAMES and common >= _SHARE * min(len(first), len(second))


def _names(text: str, shared: Iterable[tuple[int, int]]) -> set[str]:
    found: set[str] = set()
    at = 0
    for start, end in [*sorted(shared), (_LONGEST, _LONGEST)]:
        found.update(_NAME.findall(text[at : min(start, _LONGEST)]))
        at = max(at, end)
    return found
