from __future__ import annotations

import numpy as np
import pytest

from onrecord.article.columns import Columns, as_codes, as_flags, read_columns
from onrecord.model import Blocks, Elements, Origin, Page, RawMetadata

# root > (box > (leaf, leaf), last): blocks stand in the leaves, in the box itself and in the last
PARENTS = (-1, 0, 1, 1, 0)
HOLDERS = (2, 1, 3, 4)


@pytest.fixture
def columns() -> Columns:
    size = len(PARENTS)
    elements = Elements(("div",) * size, PARENTS, ("",) * size, (False,) * size, ("",) * size)
    texts = ("Oak", "Steel and oak", "Pier.", "Quay")
    blocks = Blocks(texts, HOLDERS, (0, 13, 0, 2), (0,) * 4, (0,) * 4)
    page = Page(Origin("a", "a", "a", "file"), False, "utf-8", elements, blocks, RawMetadata())
    return read_columns(page, words=(1, 3, 1, 1), ends=(False, False, True, False))


def test_a_subtree_ends_where_the_next_element_outside_of_it_begins(columns: Columns) -> None:
    assert columns.subtree_end.tolist() == [5, 4, 3, 4, 5]


def test_a_sum_below_an_element_takes_in_its_own_blocks_and_its_descendants(columns: Columns) -> None:
    assert columns.below(np.array([1.0, 10.0, 100.0, 1000.0])).tolist() == [1111.0, 111.0, 1.0, 100.0, 1000.0]


def test_what_stands_in_a_marked_element_is_within_it(columns: Columns) -> None:
    assert columns.within(as_flags([False, True, False, False, False])).tolist() == [False, True, True, True, False]
    assert columns.within(as_flags([False, False, True, False, False])).tolist() == [False, False, True, False, False]


def test_the_link_share_is_of_a_blocks_characters(columns: Columns) -> None:
    assert columns.link_share.tolist() == [0.0, 1.0, 0.0, 0.5]


def test_a_name_without_a_code_is_nought() -> None:
    assert as_codes({"p": 1, "li": 8}, ("li", "blink", "p")).tolist() == [8, 0, 1]
