"""How many of the generated traps are read right: what was reached must not be lost."""

from __future__ import annotations

from collections import Counter

import pytest

from onrecord.model import Article
from onrecord.pipeline import read_clean as read

from .generate import Trap, traps

# of the pages of each kind in seeds 0 to 2; the kinds that are read right almost always
HELD = {
    "body twice": 0.95,
    "error modal": 0.95,
    "soft 404": 0.95,
    "consent alone": 0.95,
    "consent over": 0.95,
    "consent longer": 0.9,
    "comment thread": 0.9,
    "no comments": 0.9,
    "live blog": 0.95,
    "embedded post": 0.95,
    "script only": 0.95,
    "second article": 0.95,
    "paywall": 0.95,
    "captions": 0.95,
    "author box": 0.95,
    "tag cloud": 0.95,
    "legalese": 0.9,
    "disclaimer": 0.85,  # a notice with a word of reporting is kept: a lost paragraph is a lost statement
    "long teasers": 0.75,
    "between paragraphs": 0.75,
}
IN_ALL = 0.92


def is_read_right(trap: Trap) -> bool:
    result = read(trap.html, url=trap.url)
    if not isinstance(result, Article):
        return result.status == trap.status
    text = " ".join(result.text.split())
    return (
        trap.status == "article"
        and all(snippet in text for snippet in trap.must)
        and not any(snippet in text for snippet in trap.must_not)
        and all(text.count(snippet) == 1 for snippet in trap.once)
    )


@pytest.fixture(scope="module")
def right() -> dict[str, tuple[int, int]]:
    drawn = [trap for seed in range(3) for trap in traps(seed)]
    good = Counter(trap.kind for trap in drawn if is_read_right(trap))
    return {kind: (good[kind], count) for kind, count in Counter(trap.kind for trap in drawn).items()}


@pytest.mark.parametrize("kind", HELD)
def test_a_kind_of_trap_is_read_right(right: dict[str, tuple[int, int]], kind: str) -> None:
    good, count = right[kind]
    assert good >= HELD[kind] * count, f"{good} of {count}"


def test_most_traps_are_read_right(right: dict[str, tuple[int, int]]) -> None:
    good, count = (sum(column) for column in zip(*right.values(), strict=True))
    assert good >= IN_ALL * count, f"{good} of {count}"
