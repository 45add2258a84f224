from __future__ import annotations

import itertools

import numpy as np
import pytest

from onrecord.statements import chains
from onrecord.statements.chains import TAGS, best_chains, runs


@pytest.fixture
def weights(monkeypatch: pytest.MonkeyPatch) -> dict[str, np.ndarray]:
    draw = np.random.default_rng(1)
    held = {
        "moves": draw.normal(size=(TAGS, TAGS)).astype(np.float32),
        "first": draw.normal(size=TAGS).astype(np.float32),
    }
    monkeypatch.setattr(chains, "open_arrays", lambda _: held)
    return held


def worth(tags: tuple[int, ...], scores: np.ndarray, held: dict[str, np.ndarray]) -> float:
    steps = sum(held["moves"][a, b] for a, b in itertools.pairwise(tags))
    return float(held["first"][tags[0]] + steps + sum(scores[at, tag] for at, tag in enumerate(tags)))


def test_the_best_chain_is_the_one_that_trying_all_finds(weights: dict[str, np.ndarray]) -> None:
    draw = np.random.default_rng(2)
    scores = [draw.normal(size=(length, TAGS)).astype(np.float32) for length in (1, 3, 4)]
    for one, found in zip(scores, best_chains(scores), strict=True):
        best = max(itertools.product(range(TAGS), repeat=len(one)), key=lambda tags: worth(tags, one, weights))
        assert tuple(found) == best


def test_runs_of_one_role_are_half_open() -> None:
    assert runs(np.array([3, 4, 0, 3, 3, 4, 1]), 3) == [(0, 2), (3, 4), (4, 6)]
