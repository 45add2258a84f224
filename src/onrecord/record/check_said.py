"""Whether what a record says of statements, speakers, times and figures is sound."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Sequence
from typing import Any

from onrecord.model import Span
from onrecord.record.problem import Problem
from onrecord.record.said import words_of

_QUERIES = (  # each finds what names the rows that should not be
    ("article_said", "does not have the number of statements that it says",
     "SELECT article_id FROM article_said d WHERE statements <>"
     " (SELECT count(*) FROM statement s WHERE s.article_id = d.article_id) ORDER BY 1"),
    *((table, "belongs to an article in which nothing was looked for",
       f"SELECT DISTINCT article_id FROM {table} WHERE article_id NOT IN (SELECT article_id FROM article_said)"
       " ORDER BY 1") for table in ("statement", "article_speaker", "time_mention", "figure")),
    *((table, "does not count from 0 without a gap in its article",
       f"SELECT article_id FROM {table} GROUP BY article_id HAVING max(n) <> count(*) - 1 OR min(n) <> 0 ORDER BY 1")
      for table in ("statement", "article_speaker", "time_mention", "figure")),
    ("statement", "is said to stand inside one of another article, or inside itself",
     "SELECT s.id FROM statement s JOIN statement o ON o.id = s.inside"
     " WHERE o.article_id <> s.article_id OR o.id = s.id ORDER BY 1"),
    ("statement", "has another speaker than its article gives it",
     "SELECT s.id FROM statement s LEFT JOIN article_speaker a ON a.article_id = s.article_id AND a.n = s.speaker_n"
     " LEFT JOIN speaker_form f ON f.id = a.form_id WHERE s.speaker_id IS NOT f.speaker_id"
     " OR (s.speaker_n IS NOT NULL AND f.id IS NULL) ORDER BY 1"),
    ("figure", "belongs to a statement of another article",
     "SELECT f.id FROM figure f JOIN statement s ON s.id = f.statement_id WHERE s.article_id <> f.article_id"
     " ORDER BY 1"),
    ("speaker", "does not have the number of statements that it says",
     "SELECT id FROM speaker p WHERE statements <>"
     " (SELECT count(*) FROM statement s WHERE s.speaker_id = p.id) ORDER BY 1"),
    ("speaker", "is in no article",
     "SELECT id FROM speaker WHERE id NOT IN (SELECT speaker_id FROM speaker_form) ORDER BY 1"),
    ("speaker", "does not have its own name among its aliases",
     "SELECT p.id FROM speaker p LEFT JOIN speaker_alias a ON a.speaker_id = p.id AND a.alias = p.name"
     " WHERE a.alias IS NULL ORDER BY 1"),
    ("speaker_form", "does not have the number of articles that it says",
     "SELECT id FROM speaker_form f WHERE articles <>"
     " (SELECT count(*) FROM article_speaker a WHERE a.form_id = f.id) ORDER BY 1"),
    ("speaker_form", "does not have the number of statements that it says",
     "SELECT f.id FROM speaker_form f LEFT JOIN article_speaker a ON a.form_id = f.id"
     " LEFT JOIN statement s ON s.article_id = a.article_id AND s.speaker_n = a.n"
     " GROUP BY f.id HAVING f.statements <> count(s.id) ORDER BY 1"),
)  # fmt: skip

_STATEMENTS = """
SELECT id, content_spans, content_text, cue_start, cue_end, cue_text, source_start, source_end, source_text
FROM statement WHERE article_id = ? ORDER BY n
"""


def problems(connection: sqlite3.Connection) -> Iterator[Problem]:
    """Yield what is wrong: what is orphaned or miscounted, and what does not give the words of its article."""
    for table, what, query in _QUERIES:
        for (id,) in connection.execute(query):
            yield Problem(f"{table} {id}", what)
    for id, text in connection.execute(
        "SELECT id, text FROM article WHERE id IN (SELECT article_id FROM article_said) ORDER BY id"
    ):
        yield from _article_problems(connection, id, text)


def _article_problems(connection: sqlite3.Connection, id: int, text: str) -> Iterator[Problem]:
    begun = 0
    for row in connection.execute(_STATEMENTS, (id,)):
        spans = _spans(row[1])
        what = _span_problem(row, spans, text)
        if what is None:
            begin = min(it for it in (spans[0].start, row[3], row[6]) if it is not None)
            what = "begins before the one ahead of it" if begin < begun else None
            begun = max(begun, begin)
        if what:
            yield Problem(f"statement {row[0]}", what)
    for table in ("time_mention", "figure"):
        for n, start, end, words in connection.execute(
            f"SELECT n, start, end, text FROM {table} WHERE article_id = ? ORDER BY n", (id,)
        ):
            if not _gives(start, end, words, text):
                yield Problem(f"{table} {n} of article {id}", f"{start}–{end} are not its words in the text")
    for n, mentions in connection.execute(
        "SELECT n, mentions FROM article_speaker WHERE article_id = ? ORDER BY n", (id,)
    ):
        spans = _spans(mentions)
        if (not spans and mentions != "[]") or any(not 0 <= it.start < it.end <= len(text) for it in spans):
            yield Problem(f"article_speaker {n} of article {id}", "a mention lies outside the text")


def _span_problem(row: Sequence[Any], spans: tuple[Span, ...], text: str) -> str | None:
    """Return what is wrong with where a statement stands."""
    if not spans:
        return "its content_spans are not the JSON that they should be"
    end = 0
    for span in spans:
        if not end <= span.start < span.end <= len(text):
            return f"content {span.start}–{span.end} lies outside the text or before the end of the one ahead of it"
        end = span.end
    if words_of(spans, text) != row[2]:
        return "content_text is not what its spans give"
    for part, (start, stop, words) in (("cue", row[3:6]), ("source", row[6:9])):
        if not (start is stop is words is None or _gives(start, stop, words, text)):
            return f"{part} {start}–{stop} does not give {part}_text"
    return None


def _gives(start: int | None, end: int | None, words: str | None, text: str) -> bool:
    if start is None or end is None:
        return False
    return 0 <= start < end <= len(text) and text[start:end] == words


def _spans(value: str) -> tuple[Span, ...]:
    """Return the spans in a JSON text; none where it is not what it should be."""
    try:
        return tuple(Span(int(it["start"]), int(it["end"])) for it in json.loads(value))
    except (ValueError, TypeError, KeyError):
        return ()
