"""Boxes between and below an article's paragraphs in many languages, and sentences that only sound like them."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest

from onrecord.article.boxes import MOST_WORDS, role_of_box
from onrecord.article.phrases import role_by_phrase
from onrecord.model import Article

LINES = {
    kind: tuple(section["lines"].strip().splitlines())
    for kind, section in tomllib.loads(Path(__file__).with_name("boxes.toml").read_text("utf-8")).items()
}
BOXES = [line.split(" | ", 1)[1] for kind, lines in LINES.items() if kind != "kept" for line in lines]
# Of each kind, how many may be missed: wordings that no family of words tells from a sentence.
MISSED = {
    "support": 7,
    "newsletter": 3,
    "promotion": 2,
    "related": 4,
    "disclaimer": 1,
    "rights": 1,
    "caption": 4,
    "advertisement": 1,
}
# Sentences of articles that the phrases take for a box by how they open.
TAKEN = 7


def is_box(line: str) -> bool:
    text = line.split(" | ", 1)[1]
    words = len(text.split())
    return (role_by_phrase(text, words) or role_of_box(text, words)) is not None


@pytest.mark.parametrize("kind", MISSED)
def test_boxes_are_known_in_many_languages(kind: str) -> None:
    missed = [line for line in LINES[kind] if not is_box(line)]
    assert len(missed) <= MISSED[kind], missed


def test_sentences_of_articles_stay() -> None:
    taken = [line for line in LINES["kept"] if is_box(line)]
    assert len(taken) <= TAKEN, taken


def test_no_family_of_words_takes_a_sentence_of_an_article() -> None:
    texts = [line.split(" | ", 1)[1] for line in LINES["kept"]]
    assert [text for text in texts if role_of_box(text, len(text.split()))] == []


@pytest.mark.parametrize("text", BOXES, ids=range(len(BOXES)))
def test_what_somebody_is_quoted_with_is_no_box(text: str) -> None:
    assert role_of_box(f"„{text}“", len(text.split())) is None


def test_a_long_block_is_no_box() -> None:
    appeal = "Wesprzyj naszą redakcję dobrowolną wpłatą."
    assert role_of_box(appeal, 5) == "promotion"
    assert role_of_box(appeal, MOST_WORDS + 1) is None


def test_a_block_that_stands_apart_need_say_less() -> None:
    text = "Scarica la nuova applicazione."
    assert role_of_box(text, 4) is None
    assert role_of_box(text, 4, apart=True) == "promotion"


PARAGRAPH = (
    "The ferry to Orley did not sail on Monday, and the harbour master blamed a rope that had caught in the propeller."
)


@pytest.mark.parametrize(
    ("label", "kept"), [("Background: ", False), ("", True)], ids=["the rest a link", "a link within"]
)
def test_on_a_news_page_a_label_and_a_link_are_no_paragraph(
    extract: Callable[..., Article], label: str, kept: bool
) -> None:
    linked = f"<p>{label}<a href=/2>How the ferry to Orley got its name</a>{' is told in song' if kept else ''}</p>"
    article = extract(
        '<html lang=en><head><title>No ferry to Orley</title><script type="application/ld+json">'
        '{"@type": "NewsArticle", "headline": "No ferry to Orley"}</script></head><body><article>'
        f"<h1>No ferry to Orley</h1><p>{PARAGRAPH}</p>{linked}<p>{PARAGRAPH.replace('Monday', 'Friday')}</p></article>"
    )
    assert ("got its name" in article.text) is kept
    assert "Friday" in article.text
