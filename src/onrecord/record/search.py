"""Full-text search over the articles."""

from __future__ import annotations

import re
import sqlite3
from dataclasses import dataclass

_PHRASE_OR_WORD = re.compile(r'"([^"]*)"|([^\s"]+)')
_LETTER = re.compile(r"\w")
_MOST_WORDS = 64  # more than anybody types; keeps a pasted page from becoming a query of thousands of terms

_QUERY = """
SELECT article.id, article.capture_id, article.title, article.site, article.url, article.published,
       snippet(article_fts, -1, '', '', '…', 24)
FROM article_fts JOIN article ON article.id = article_fts.rowid
WHERE article_fts MATCH ? ORDER BY article_fts.rank, article.id LIMIT ?
"""


@dataclass(frozen=True, slots=True)
class Hit:
    """One article that a search found."""

    article_id: int
    capture_id: str
    title: str | None
    site: str | None
    url: str | None
    published: str | None
    snippet: str  # the words around the place


def find(connection: sqlite3.Connection, words: str, limit: int) -> tuple[Hit, ...]:
    """Return the articles that hold all of `words`, best first by bm25; none when there is no word in them."""
    query = match_expression(words)
    if not query:
        return ()
    return tuple(Hit(*row) for row in connection.execute(_QUERY, (query, limit)))


def match_expression(words: str) -> str:
    """Return what a person typed as an FTS5 query in which nothing but the words has a meaning."""
    words = words.replace("\0", " ").encode("utf-8", "replace").decode("utf-8")
    terms = [phrase or word for phrase, word in _PHRASE_OR_WORD.findall(words)]
    return " ".join(f'"{term}"' for term in terms[:_MOST_WORDS] if _LETTER.search(term))
