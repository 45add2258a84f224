from __future__ import annotations

from collections.abc import Callable

import pytest

from onrecord.article.features import read_features
from onrecord.article.matrix import feature_names, read_matrix
from onrecord.article.rules import Setting
from onrecord.model import Blocks, Elements, Origin, Page, RawMetadata

# <body> <main> [<div comment> [<p> <div related> [<p>]]] <h2> <p>: blocks stand in the <p> and the <h2>
TAGS = ("body", "main", "div", "p", "div", "p", "h2", "p")
PARENTS = (-1, 0, 1, 2, 2, 4, 1, 1)
NAMES = ("", "", "comments", "", "related", "", "", "")
HOLDERS = (3, 5, 6, 7)
RUNNING = "The county had wanted steel, which lasts longer and costs a third less than oak."
TEXTS = (RUNNING, "“More:”", "What comes next", RUNNING.replace("steel", "stone"))


@pytest.fixture
def numbers() -> Callable[[str], list[float]]:
    """Read one column of the matrix of a page whose container is its <main> and whose headline is its third block."""
    size, blocks = len(TAGS), len(TEXTS)
    elements = Elements(TAGS, PARENTS, NAMES, (False,) * size, ("",) * size)
    page = Page(
        Origin("a", "a", "a", "file"),
        plain=False,
        charset="utf-8",
        elements=elements,
        blocks=Blocks(TEXTS, HOLDERS, (0, 4, 0, 0), (0,) * blocks, (0, 1, 0, 0)),
        raw=RawMetadata(),
    )
    setting = Setting(["body", "related", "headline", "body"], container=1, headline=2)
    matrix = read_matrix(page, read_features(page), setting)
    return lambda name: matrix[:, feature_names().index(name)].tolist()


@pytest.mark.parametrize(
    ("name", "column"),
    [
        ("own related", [0, 0, 0, 0]),
        ("parent related", [0, 1, 0, 0]),
        ("around comments", [1, 1, 0, 0]),
        ("in <main>", [1, 1, 1, 1]),
        ("in <p>", [1, 1, 0, 1]),
        ("opening", [1, 3, 1, 1]),
        ("closing", [0, 4, 3, 0]),
        ("after headline", [-1, -1, -1, 1]),
        ("to text before", [99, 1, 2, 3]),
        ("to text after", [3, 2, 1, 99]),
        ("to heading before", [99, 99, 99, 1]),
        ("to heading after", [2, 1, 99, 99]),
        ("tag -1", [-1, 1, 1, 3]),
        ("sibling +1", [0, 0, 1, 0]),
        ("text at level 1", [0.5, 0, 1, 1]),
        ("text of parent", [0.5, 0, 0.5, 0.5]),
        ("outermost zone", [0.5, 0.5, -1, -1]),
        ("innermost zone", [0.5, 0, -1, -1]),
        ("to body", [99, 99, 99, 99]),
        ("in container", [1, 1, 1, 1]),
    ],
)
def test_a_column_holds_what_its_name_says(
    numbers: Callable[[str], list[float]], name: str, column: list[float]
) -> None:
    assert numbers(name) == pytest.approx(column)


def test_names_are_one_a_column() -> None:
    assert len(set(feature_names())) == len(feature_names())
