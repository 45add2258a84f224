"""Invented articles for these tests."""

from __future__ import annotations

from random import Random

from onrecord.model import Article, Metadata, Origin
from tests.families.wording import Writer


def article(text: str, url: str | None = None, published: str | None = None, captured: str | None = None) -> Article:
    """Return an article of a text."""
    origin = Origin("a", "a", "a.txt", "file", url=url, captured_at=captured)
    return Article(origin, "article", Metadata(published=published), text, ())


def prose(seed: int, sentences: int = 12) -> str:
    """Return invented sentences, others for each seed."""
    writer = Writer(Random(seed))
    person, place = writer.person(), writer.place()
    return " ".join(writer.sentence(person, place) for _ in range(sentences))
