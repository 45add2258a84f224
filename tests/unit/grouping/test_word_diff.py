from __future__ import annotations

import time

import pytest

from onrecord.grouping.text_words import words_of
from onrecord.grouping.word_diff import word_diff
from tests.unit.grouping.texts import prose


def told(a: str, b: str) -> list[tuple[str, str, str]]:
    return [(it.kind, a[it.a_start : it.a_end], b[it.b_start : it.b_end]) for it in word_diff(a, b)]


def test_kept_changed_added_and_removed_words_are_told() -> None:
    head, tail = prose(1, 2).rstrip("."), prose(2, 2).rstrip(".")
    assert told(f"{head} ferry {tail}", f"{head} old boat {tail} at last") == [
        ("kept", head, head),
        ("changed", "ferry", "old boat"),
        ("kept", tail, tail),
        ("added", "", "at last"),
    ]
    assert told(f"{head} ferry {tail}", f"{head} {tail}")[1] == ("removed", "ferry", "")


def test_texts_with_the_same_words_are_kept_as_a_whole() -> None:
    text = prose(1).rstrip(".")
    assert [it.kind for it in word_diff(text, text.upper())] == ["kept"]


@pytest.mark.parametrize(("a", "b"), [("", ""), ("", "one two"), ("one two", ""), (prose(1), prose(2))])
def test_every_word_of_both_stands_in_one_change(a: str, b: str) -> None:
    changes = word_diff(a, b)
    for text, spans in (
        (a, [(it.a_start, it.a_end) for it in changes]),
        (b, [(it.b_start, it.b_end) for it in changes]),
    ):
        words = words_of(text)
        for start, end in zip(words.start, words.end, strict=True):
            assert sum(first <= start and end <= last for first, last in spans) == 1


def test_a_passage_that_moved_is_removed_and_added() -> None:
    one, other = prose(1, 2).rstrip("."), prose(2, 5).rstrip(".")
    kinds = [it.kind for it in word_diff(f"{one}. {other}", f"{other}. {one}")]
    assert kinds == ["removed", "kept", "added"]


def test_long_texts_that_repeat_themselves_take_no_long_time() -> None:
    began = time.process_time()
    word_diff("the sea " * 20_000, "sea the boat " * 20_000)
    assert time.process_time() - began < 10
