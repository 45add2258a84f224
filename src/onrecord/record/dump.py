"""A record as lines, to compare two of them."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from onrecord.record.rows import as_json

_TABLES = (
    ("meta", "key"),
    ("capture", "id"),
    ("article", "id"),
    ("article_entry", "article_id, n"),
    ("removed", "article_id, n"),
    ("article_said", "article_id"),
    ("statement", "id"),
    ("speaker", "id"),
    ("speaker_alias", "speaker_id, alias"),
    ("speaker_form", "id"),
    ("article_speaker", "article_id, n"),
    ("time_mention", "article_id, n"),
    ("figure", "id"),
    ("family", "id"),
    ("family_member", "family_id, n"),
    ("passage", "family_id, b_id, b_start, a_id, a_start"),
    ("story", "id"),
    ("story_member", "story_id, n"),
    ("story_state", "story_id"),
    ("event", "id"),
    ("event_mention", "event_id, n"),
    ("conflict", "id"),
    ("conflict_side", "conflict_id, side, n"),
)


def lines(connection: sqlite3.Connection) -> Iterator[str]:
    """Yield a line for each row of the tables that hold content, by their keys: the table, a tab, the row as JSON."""
    for table, order in _TABLES:
        for row in connection.execute(f"SELECT * FROM {table} ORDER BY {order}"):
            yield f"{table}\t{as_json(row)}"
