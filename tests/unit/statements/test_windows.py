from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from onrecord.pieces import Pieces
from onrecord.statements.windows import LONGEST, cut_windows
from onrecord.statements.words import find_words

PIECES = Pieces(["[UNK]", "[CLS]", "[SEP]", "a", "##a", "."])


def test_a_short_text_is_one_window_with_a_mark_between_paragraphs() -> None:
    (window,) = cut_windows(find_words("a aa.\n\na"), PIECES, [0])
    assert window.pieces.tolist() == [1, 3, 3, 4, 5, 2, 3, 2]
    assert window.firsts.tolist() == [1, 2, 4, 6]


@given(st.lists(st.integers(1, 30), min_size=1, max_size=400), st.integers(1, 50))
def test_windows_cover_every_word_and_overlap(sizes: list[int], step: int) -> None:
    words = find_words(" ".join("a" * size for size in sizes))
    windows = list(cut_windows(words, PIECES, list(range(0, len(words), step))))
    assert windows[0].start == 0
    assert windows[-1].end == len(words)
    for before, after in pairwise(windows):
        assert before.start < after.start <= before.end
    assert all(len(window.pieces) <= LONGEST + 2 for window in windows)
