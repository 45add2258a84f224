from __future__ import annotations

import time

import pytest

from onrecord.grouping.alignment import Aligned, align
from onrecord.grouping.text_words import words_of
from tests.unit.grouping.texts import prose


def passages(a: str, b: str) -> list[tuple[str, str]]:
    found = align(words_of(a), words_of(b))
    return [(a[it.a_start : it.a_end], b[it.b_start : it.b_end]) for it in found.passages]


def test_a_passage_has_its_place_in_both_texts() -> None:
    shared = prose(1, 3).rstrip(".")
    assert passages(f"{prose(2, 2)} {shared}. {prose(3, 2)}", f"Ahead of it: {shared}!") == [(shared, shared)]


def test_case_and_marks_do_not_part_a_passage() -> None:
    shared = prose(1, 2).rstrip(".")
    assert passages(shared, shared.upper().replace(",", " –")) == [(shared, shared.upper().replace(",", " –"))]


def test_passages_are_found_in_another_order() -> None:
    one, other = prose(1, 2).rstrip("."), prose(2, 2).rstrip(".")
    assert [a for a, _ in passages(f"{one}. Then this. {other}.", f"{other}. But that. {one}.")] == [one, other]


def test_a_phrase_of_nine_words_is_no_passage() -> None:
    phrase = "it was not clear whether the ferry had sailed"
    assert passages(f"{prose(1, 2)} {phrase}", f"So {phrase} there") == []


def test_a_short_passage_counts_beside_another() -> None:
    text = prose(1, 2).split()
    edited = [*text[:12], "otherwise", *text[13:19], "elsewhere", *text[20:]]
    assert len(passages(" ".join(text), " ".join(edited))) == 3


def test_no_word_stands_in_two_passages() -> None:
    line = prose(1, 1)
    found = align(words_of(f"{line} {line} {line}"), words_of(f"{line} So. {line}")).passages
    in_b = [(it.b_start, it.b_end) for it in sorted(found, key=lambda it: it.b_start)]
    assert len(found) == 2
    assert in_b[0][1] <= in_b[1][0]


def test_words_in_quotation_marks_in_both_are_counted() -> None:
    said = prose(1, 2).rstrip(".")
    (shared,) = align(words_of(f"“{said},” said one."), words_of(f"He wrote: “{said}”.")).passages
    assert shared.quoted == shared.words
    assert not shared.is_told


def test_an_alignment_comes_back_from_its_bytes() -> None:
    found = align(words_of(prose(1)), words_of(f"{prose(1, 4)} {prose(2, 3)}"))
    assert found.passages
    assert Aligned.from_bytes(found.to_bytes()) == found


@pytest.mark.parametrize("data", [b"", b"\x07\x00\x01\x00\x00\x00", Aligned(()).to_bytes() + b"x"])
def test_bytes_of_another_form_are_refused(data: bytes) -> None:
    with pytest.raises(ValueError, match="alignment"):
        Aligned.from_bytes(data)


@pytest.mark.parametrize(("a", "b"), [("word " * 200_000, "word " * 199_999), ("a b " * 100_000, "b a c " * 60_000)])
def test_texts_that_repeat_themselves_take_no_long_time(a: str, b: str) -> None:
    began = time.process_time()
    align(words_of(a), words_of(b))
    assert time.process_time() - began < 10
