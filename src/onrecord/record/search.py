"""Full-text search over articles and statements."""

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

_STATEMENTS = """
SELECT s.id, s.article_id, p.name, s.stance, s.source_text, s.cue_text, s.content_text, a.title, a.site, a.published
FROM statement_fts JOIN statement s ON s.id = statement_fts.rowid JOIN article a ON a.id = s.article_id
LEFT JOIN speaker p ON p.id = s.speaker_id
WHERE statement_fts MATCH ? ORDER BY statement_fts.rank, s.id LIMIT ?
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


@dataclass(frozen=True, slots=True)
class StatementHit:
    """One statement that a search found."""

    statement_id: int
    article_id: int
    speaker: str | None
    stance: str
    source: str | None
    cue: str | None
    content: str
    title: str | None  # of the article
    site: str | None
    published: str | None


def find(connection: sqlite3.Connection, words: str, limit: int) -> tuple[Hit, ...]:
    """Return the articles that hold all of `words`, best first by bm25; none when there is no word in them."""
    query = match_expression(words)
    if not query:
        return ()
    return tuple(Hit(*row) for row in connection.execute(_QUERY, (query, limit)))


def find_statements(connection: sqlite3.Connection, words: str, limit: int) -> tuple[StatementHit, ...]:
    """Return the statements that hold all of `words` in source, cue and content, best first."""
    query = match_expression(words)
    if not query:
        return ()
    return tuple(StatementHit(*row) for row in connection.execute(_STATEMENTS, (query, limit)))


def match_expression(words: str) -> str:
    """Return what a person typed as an FTS5 query in which nothing but the words has a meaning."""
    words = words.replace("\0", " ").encode("utf-8", "replace").decode("utf-8")
    terms = [phrase or word for phrase, word in _PHRASE_OR_WORD.findall(words)]
    return " ".join(f'"{term}"' for term in terms[:_MOST_WORDS] if _LETTER.search(term))
