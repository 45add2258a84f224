"""Whether a record is sound."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator

from onrecord.record import check_groups, check_said
from onrecord.record.problem import Problem

_QUERIES = (  # each finds the ids of rows that should not be
    ("capture", "stands as an article, and has none",
     "SELECT id FROM capture WHERE status = 'article' AND id NOT IN (SELECT capture_id FROM article) ORDER BY id"),
    ("capture", "stands as rejected, and has an article",
     "SELECT id FROM capture WHERE status <> 'article' AND id IN (SELECT capture_id FROM article) ORDER BY id"),
    ("capture", "was rejected without a reason",
     "SELECT id FROM capture WHERE status <> 'article' AND coalesce(reason, '') = '' ORDER BY id"),
    ("article", "has no capture",
     "SELECT id FROM article WHERE capture_id NOT IN (SELECT id FROM capture) ORDER BY id"),
    ("removed", "belongs to no article",
     "SELECT article_id FROM removed WHERE article_id NOT IN (SELECT id FROM article) ORDER BY article_id"),
    ("removed", "does not count from 0 without a gap",
     "SELECT article_id FROM removed GROUP BY article_id HAVING max(n) <> count(*) - 1 OR min(n) <> 0 ORDER BY 1"),
    ("article_entry", "belongs to no article",
     "SELECT article_id FROM article_entry WHERE article_id NOT IN (SELECT id FROM article) ORDER BY article_id"),
    ("article_entry", "lies outside the text of its article, or before the end of the entry ahead of it",
     "SELECT e.article_id FROM article_entry e JOIN article a ON a.id = e.article_id LEFT JOIN article_entry f"
     " ON f.article_id = e.article_id AND f.n = e.n - 1 WHERE e.start >= e.end OR e.end > length(a.text)"
     " OR e.start < coalesce(f.end, 0) OR (e.n > 0 AND f.n IS NULL) ORDER BY 1"),
)  # fmt: skip


def find_problems(connection: sqlite3.Connection) -> tuple[Problem, ...]:
    """Return what is wrong: in the file, between the tables, in the articles and in the full-text index."""
    found: list[Problem] = []
    try:
        found.extend(_problems(connection))
    except sqlite3.DatabaseError as error:
        if not getattr(error, "sqlite_errorname", "").startswith("SQLITE_CORRUPT"):
            raise
        found.append(Problem("file", str(error)))  # too damaged for the check to go on
    return tuple(found)


def _problems(connection: sqlite3.Connection) -> Iterator[Problem]:
    for (words,) in connection.execute("PRAGMA integrity_check"):
        if words != "ok":
            yield Problem("file", str(words))
    for table, row, parent, _ in connection.execute("PRAGMA foreign_key_check"):
        yield Problem(f"{table} {row}", f"points to a row of {parent} that is not there")
    for table, what, query in _QUERIES:
        for (id,) in connection.execute(query):
            yield Problem(f"{table} {id}", what)
    yield from _count_problems(connection)
    for id, text, blocks, *lists in connection.execute(
        "SELECT id, text, blocks, authors, topics, evidence FROM article ORDER BY id"
    ):
        yield from (Problem(f"article {id}", what) for what in _article_problems(text, blocks, lists))
    yield from check_said.problems(connection)
    yield from check_groups.problems(connection)
    for table in ("article", "statement"):
        yield from _index_problems(connection, table)


def _count_problems(connection: sqlite3.Connection) -> Iterator[Problem]:
    captures, articles, rejected = connection.execute(
        "SELECT (SELECT count(*) FROM capture), (SELECT count(*) FROM article),"
        " (SELECT count(*) FROM capture WHERE status <> 'article')"
    ).fetchone()
    if captures != articles + rejected:
        yield Problem("capture", f"{captures} captures, but {articles} articles and {rejected} rejections")


def _article_problems(text: str, blocks: str, lists: list[str]) -> Iterator[str]:
    try:
        spans = [(int(block["start"]), int(block["end"])) for block in json.loads(blocks)]
        for value in lists:
            json.loads(value)
    except (ValueError, TypeError, KeyError):
        yield "a list in it is not the JSON that it should be"
        return
    end = 0
    for start, stop in spans:
        if not end <= start < stop <= len(text):
            yield f"block {start}–{stop} lies outside the text or before the end of the one ahead of it"
            return
        if text[end:start].strip():
            yield f"characters {end}–{start} of the text belong to no block"
        end = stop
    if text[end:].strip():
        yield f"characters {end}–{len(text)} of the text belong to no block"


def _index_problems(connection: sqlite3.Connection, table: str) -> Iterator[Problem]:
    index = f"{table}_fts"
    rows, indexed = connection.execute(
        f"SELECT (SELECT count(*) FROM {table}), (SELECT count(*) FROM {index}_docsize)"
    ).fetchone()
    if rows != indexed:
        yield Problem(index, f"{indexed} of {rows} {table}s are in the full-text index")
        return
    try:  # rank 1 compares the index with the rows word by word; it needs the right to write, but changes nothing
        connection.execute(f"INSERT INTO {index}({index}, rank) VALUES ('integrity-check', 1)")
    except sqlite3.OperationalError as error:
        if getattr(error, "sqlite_errorname", "") not in ("SQLITE_READONLY", "SQLITE_READONLY_DBMOVED"):
            raise
    except sqlite3.DatabaseError:
        yield Problem(index, f"the full-text index does not agree with the {table}s")
