"""How well found families agree with what was made."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations

from tests.families.generate import MadeSet


@dataclass(frozen=True, slots=True)
class Score:
    """Shares from 0 to 1."""

    precision: float  # of the pairs of articles that stand together in a family
    recall: float  # of the pairs of a copy and its original
    by_kind: dict[str, float]  # recall by the kind of edit
    found: int  # pairs


def score(made: MadeSet, families: Iterable[Sequence[int]]) -> Score:
    """Return how well groups of articles, by their places in the set, agree with what was made."""
    together = {pair for family in families for pair in combinations(sorted(set(family)), 2)}
    right = sum(made.is_right(*pair) for pair in together)
    total: Counter[str] = Counter(pair.kind for pair in made.pairs)
    hits: Counter[str] = Counter(
        pair.kind for pair in made.pairs if (min(pair.copy, pair.original), max(pair.copy, pair.original)) in together
    )
    by_kind = defaultdict(float, {kind: hits[kind] / count for kind, count in total.items()})
    recall = sum(hits.values()) / max(1, sum(total.values()))
    return Score(right / max(1, len(together)), recall, dict(by_kind), len(together))
