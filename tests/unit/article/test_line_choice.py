from __future__ import annotations

import numpy as np
import pytest

from onrecord.article.line_choice import choose_lines
from onrecord.article.line_features import LineColumns
from onrecord.model import Role

LONG, SHORT = 40, 3  # words


def columns(words: list[int], phrases: dict[int, Role] | None = None) -> LineColumns:
    nothing = np.zeros(len(words), dtype=np.float32)
    place = np.arange(len(words))
    roles = tuple((phrases or {}).get(row) for row in place.tolist())
    return LineColumns(nothing[:, None], place, place, np.array(words) > SHORT, np.array(words) == LONG, nothing, roles)


def chosen(chances: list[float], words: list[int], **options: dict[int, Role]) -> list[int]:
    chance = np.array(chances, dtype=np.float32)
    choice = choose_lines(chance, columns(words, **options), words, [-1] * len(words))
    return np.flatnonzero(choice.kept).tolist()


@pytest.mark.parametrize(
    ("chances", "words", "rows"),
    [
        pytest.param([0.9, 0.2, 0.9], [LONG] * 3, [0, 1, 2], id="running-text-follows-its-neighbours"),
        pytest.param([0.9, 0.3, 0.2, 0.2], [LONG] * 4, [0, 1, 2, 3], id="from-line-to-line"),
        pytest.param([0.9, 0.0, 0.2], [LONG, SHORT, LONG], [0], id="not-over-a-gap"),
        pytest.param([0.9, 0.05, 0.9], [LONG, SHORT, LONG], [0, 1, 2], id="a-short-line-between-paragraphs"),
        pytest.param([0.0, 0.05, 0.9], [SHORT, SHORT, LONG], [2], id="a-short-line-above-them"),
        pytest.param([0.9] * 9 + [0.0] * 9 + [0.7], [LONG] * 9 + [SHORT] * 9 + [LONG], [*range(9)], id="teaser"),
        pytest.param(
            [0.9] * 9 + [0.0] * 9 + [0.95], [LONG] * 9 + [SHORT] * 9 + [LONG], [*range(9), 18], id="a-sure-part-stays"
        ),
        pytest.param([0.1, 0.1, 0.1, 0.0], [LONG, LONG, LONG, SHORT], [0, 1, 2], id="no-line-is-likely"),
        pytest.param([0.9] * 5 + [0.06], [LONG] * 5 + [5], [*range(6)], id="a-sentence-at-the-end-of-a-clean-text"),
        pytest.param([0.9, 0.06, 0.0], [LONG, 5, LONG], [0], id="a-sentence-at-the-end-of-another"),
    ],
)
def test_lines_are_kept_by_their_chance_and_their_neighbours(
    chances: list[float], words: list[int], rows: list[int]
) -> None:
    assert chosen(chances, words) == rows


def test_what_says_that_it_is_something_else_does_not_follow_its_neighbours() -> None:
    assert chosen([0.9, 0.2, 0.9], [LONG] * 3, phrases={1: "newsletter"}) == [0, 2]


def test_a_repeat_between_two_lines_does_not_part_them() -> None:
    chance = np.array([0.9, 0.1, 0.2], dtype=np.float32)
    choice = choose_lines(chance, columns([LONG] * 3), [LONG] * 3, [-1, 0, -1])
    assert choice.kept.tolist() == [True, False, True]
