"""The text that another tool extracted is kept as it is; only where its paragraphs stand is ours to say."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from onrecord.capture import read_captures
from onrecord.model import Article, Rejected
from onrecord.pipeline import read_article
from onrecord.settings import CaptureSettings, Settings


def outcome(tmp_path: Path, text: str) -> Article | Rejected:
    path = tmp_path / "rows.jsonl"
    path.write_text(json.dumps({"id": "a", "text": text}), "utf-8")
    (capture,) = read_captures([path], CaptureSettings())
    return read_article(capture, Settings())


@pytest.mark.parametrize(
    ("text", "paragraphs"),
    [
        ("One.\n\nTwo.", ["One.", "Two."]),
        ("  One  \n\n\n  Two\nlines \t\n", ["One", "Two\nlines"]),
        ("Read more: subscribe now\n\nOne.", ["Read more: subscribe now", "One."]),
    ],
)
def test_a_given_text_keeps_every_character(tmp_path: Path, text: str, paragraphs: list[str]) -> None:
    article = outcome(tmp_path, text)
    assert isinstance(article, Article)
    assert article.text == text
    assert [text[block.start : block.end] for block in article.blocks] == paragraphs


def test_a_given_text_of_white_space_is_empty(tmp_path: Path) -> None:
    rejected = outcome(tmp_path, " \n ")
    assert isinstance(rejected, Rejected)
    assert rejected.status == "empty"
