"""Articles and stories made by hand from short texts, as the tests of grouping need them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from functools import cache

from onrecord.model import Article, Block, Metadata, Origin, Passage, Told
from onrecord.settings import StatementSettings
from onrecord.statements import find_statements


@cache
def article(published: str, text: str) -> Article:
    """Return an article of one day with its statements."""
    blocks = tuple(Block("body", found.start(), found.end()) for found in re.finditer(r"[^\n]+", text))
    bare = Article(
        Origin(text[:20], text[:20], "made by hand", "file"),
        "article",
        Metadata(published=published, language="en"),
        text,
        blocks,
    )
    return replace(bare, said=find_statements(bare, StatementSettings()))


def story(*articles: Iterable[str]) -> tuple[Told, ...]:
    """Return (day, text) pairs as the articles of one story, numbered from 1."""
    return tuple(Told(n, article(*one), n) for n, one in enumerate(articles, 1))


def copied(told: Told, number: int, published: str) -> Told:
    """Return an article that repeats the whole text of another."""
    same = article(published, told.article.text)
    whole = Passage(told.number, 0, len(same.text), number, 0, len(same.text))
    return Told(number, same, told.number, (whole,))
