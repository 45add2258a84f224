"""Whether what a record says of families, stories, timelines and conflicts is sound."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from onrecord.record.problem import Problem

_GROUPED = "EXISTS (SELECT 1 FROM meta WHERE key = 'grouped')"
_QUERIES = (  # each finds what names the rows that should not be
    ("family", "does not have the number of articles that it says, or fewer than two",
     "SELECT id FROM family f WHERE articles < 2 OR articles <>"
     " (SELECT count(*) FROM family_member m WHERE m.family_id = f.id) ORDER BY 1"),
    ("family", "has another original than its first member",
     "SELECT f.id FROM family f LEFT JOIN family_member m ON m.family_id = f.id AND m.n = 0"
     " WHERE m.article_id IS NOT f.original_id OR m.relation IS NOT 'original' ORDER BY 1"),
    ("family_member", "shares less than nothing or more than all",
     "SELECT family_id FROM family_member WHERE share_of_original NOT BETWEEN 0 AND 1"
     " OR share_of_copy NOT BETWEEN 0 AND 1 ORDER BY 1"),
    ("passage", "lies outside the texts of its articles, or is not of its family's original and a member",
     "SELECT DISTINCT p.family_id FROM passage p JOIN family f ON f.id = p.family_id"
     " JOIN article a ON a.id = p.a_id JOIN article b ON b.id = p.b_id"
     " LEFT JOIN family_member m ON m.family_id = p.family_id AND m.article_id = p.b_id"
     " WHERE p.a_start < 0 OR p.a_start >= p.a_end OR p.a_end > length(a.text) OR p.b_start < 0"
     " OR p.b_start >= p.b_end OR p.b_end > length(b.text) OR p.a_id <> f.original_id OR m.article_id IS NULL"
     " ORDER BY 1"),
    ("article", "is in no story, though the record was grouped",
     f"SELECT a.id FROM article a WHERE {_GROUPED} AND a.id NOT IN (SELECT article_id FROM story_member)"
     " AND (SELECT count(*) FROM article) || ' articles' = (SELECT substr(value, instr(value, ': ') + 2)"
     " FROM meta WHERE key = 'grouped') ORDER BY 1"),
    ("story", "does not have the number of articles that it says",
     "SELECT id FROM story s WHERE articles <> (SELECT count(*) FROM story_member m WHERE m.story_id = s.id)"
     " ORDER BY 1"),
    ("story", "counts more independent sources or outlets than articles",
     "SELECT id FROM story WHERE independent NOT BETWEEN 1 AND articles OR outlets NOT BETWEEN 1 AND articles"
     " ORDER BY 1"),
    ("story", "is not named by its first article",
     "SELECT s.id FROM story s LEFT JOIN story_member m ON m.story_id = s.id AND m.n = 0"
     " WHERE m.article_id IS NOT s.id ORDER BY 1"),
    *((table, "does not count from 0 without a gap",
       f"SELECT {whole} FROM {table} GROUP BY {whole} HAVING max(n) <> count(*) - 1 OR min(n) <> 0 ORDER BY 1")
      for table, whole in (("family_member", "family_id"), ("story_member", "story_id"), ("event", "story_id"),
                           ("conflict", "story_id"), ("event_mention", "event_id"))),
    ("event", "has no sentence that tells it",
     "SELECT id FROM event WHERE id NOT IN (SELECT event_id FROM event_mention) ORDER BY 1"),
    ("event_mention", "is not of its story, or lies outside its article's text",
     "SELECT m.event_id FROM event_mention m JOIN event e ON e.id = m.event_id JOIN article a ON a.id = m.article_id"
     " LEFT JOIN story_member s ON s.story_id = e.story_id AND s.article_id = m.article_id"
     " WHERE s.article_id IS NULL OR m.start < 0 OR m.start >= m.end OR m.end > length(a.text) ORDER BY 1"),
    ("conflict", "has fewer than two sides",
     "SELECT c.id FROM conflict c LEFT JOIN conflict_side s ON s.conflict_id = c.id GROUP BY c.id"
     " HAVING count(DISTINCT s.side) < 2 ORDER BY 1"),
    ("conflict_side", "is not of its story, or lies outside its article's text",
     "SELECT d.conflict_id FROM conflict_side d JOIN conflict c ON c.id = d.conflict_id"
     " JOIN article a ON a.id = d.article_id LEFT JOIN story_member s ON s.story_id = c.story_id"
     " AND s.article_id = d.article_id"
     " WHERE s.article_id IS NULL OR d.start < 0 OR d.start >= d.end OR d.end > length(a.text) ORDER BY 1"),
    ("conflict_side", "points to a statement or a figure of another article",
     "SELECT d.conflict_id FROM conflict_side d LEFT JOIN statement s ON s.id = d.statement_id"
     " LEFT JOIN figure f ON f.id = d.figure_id"
     " WHERE s.article_id <> d.article_id OR f.article_id <> d.article_id ORDER BY 1"),
)  # fmt: skip


def problems(connection: sqlite3.Connection) -> Iterator[Problem]:
    """Yield what is wrong: what is orphaned or miscounted, and what lies outside the text that it points into."""
    for table, what, query in _QUERIES:
        for (id,) in connection.execute(query):
            yield Problem(f"{table} {id}", what)
