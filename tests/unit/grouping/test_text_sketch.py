from __future__ import annotations

import pytest

from onrecord.grouping.text_sketch import TextSketch, sketch_text
from onrecord.grouping.text_words import words_of
from tests.unit.grouping.texts import article, prose


@pytest.mark.parametrize("text", ["", "Storm", prose(1), "港口关闭了三天。" * 9, "a\ud800b c"])
def test_a_sketch_comes_back_from_its_bytes(text: str) -> None:
    sketch = sketch_text(7, article(text, "https://www.a.example/x?utm_source=y", "2026-03-02", "2026-03-03"))
    assert TextSketch.from_bytes(sketch.to_bytes()) == sketch


@pytest.mark.parametrize("data", [b"", b"none", b"\xff" * 40])
def test_bytes_that_are_no_sketch_are_refused(data: bytes) -> None:
    with pytest.raises(ValueError, match="sketch"):
        TextSketch.from_bytes(data)


def test_a_sketch_is_a_small_part_of_its_text() -> None:
    text = prose(1, 60)
    assert len(sketch_text(1, article(text)).to_bytes()) < len(text)


def test_words_are_letters_and_digits_and_ideographs_alone() -> None:
    text = "Don’t pay 3,000 naïve 港口 men"
    words = words_of(text)
    told = [text[start:end] for start, end in zip(words.start, words.end, strict=True)]
    assert told == ["Don", "t", "pay", "3", "000", "naïve", "港", "口", "men"]


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ('He said "we stay" here', ["we", "stay"]),
        ("He said “we stay” here", ["we", "stay"]),
        ("Er sagte „wir bleiben“ dort", ["wir", "bleiben"]),
        ("“left open\nbut not here", ["left", "open"]),
    ],
)
def test_words_in_quotation_marks_are_known(text: str, quoted: list[str]) -> None:
    words = words_of(text)
    spans = zip(words.start, words.end, words.quoted, strict=True)
    assert [text[start:end] for start, end, inside in spans if inside] == quoted
