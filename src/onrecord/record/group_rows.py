"""Sketches, families, stories, events and conflicts as rows."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping, Sequence

from onrecord.model import Conflict, Event, Family, Sketch, Story
from onrecord.record.rows import as_json, storable
from onrecord.record.said import number


def write_sketch(connection: sqlite3.Connection, article_id: int, sketch: Sketch) -> None:
    """Store the sketch of an article, in place of the one that may be there."""
    row = (article_id, sketch.form, sketch.copies, sketch.event)
    connection.execute("INSERT OR REPLACE INTO article_sketch VALUES (?, ?, ?, ?)", row)


def write_pairs(connection: sqlite3.Connection, pairs: Mapping[tuple[int, int], bytes]) -> None:
    """Store what pairs of articles share."""
    rows = ((a, b, passages) for (a, b), passages in pairs.items())
    connection.executemany("INSERT OR REPLACE INTO article_pair VALUES (?, ?, ?)", rows)


def family_id(family: Family) -> int:
    """Return the number of a family: its original's, doubled, and one more for versions."""
    return family.original * 2 + (family.kind == "versions")


def write_families(connection: sqlite3.Connection, families: Sequence[Family]) -> None:
    """Store all families in place of those that are there."""
    for table in ("passage", "family_member", "family"):
        connection.execute(f"DELETE FROM {table}")
    for family in families:
        id = family_id(family)
        row = storable((id, family.kind, family.original, family.reason, len(family.members)))
        connection.execute("INSERT INTO family VALUES (?, ?, ?, ?, ?)", row)
        connection.executemany(
            "INSERT INTO family_member VALUES (?, ?, ?, ?, ?, ?)",
            (
                (id, it.article, n, it.relation, it.share_of_original, it.share_of_copy)
                for n, it in enumerate(family.members)
            ),
        )
        connection.executemany(
            "INSERT INTO passage VALUES (?, ?, ?, ?, ?, ?, ?)",
            ((id, it.a, it.a_start, it.a_end, it.b, it.b_start, it.b_end) for it in family.passages),
        )


def write_stories(connection: sqlite3.Connection, stories: Sequence[Story], digests: Mapping[int, str]) -> None:
    """Store all stories in place of those that are there; one with the digest that it had keeps what it holds."""
    there = dict(connection.execute("SELECT story_id, digest FROM story_state"))
    wanted = {story.articles[0]: digests[story.articles[0]] for story in stories}
    for id, digest in there.items():
        if wanted.get(id) != digest:
            _remove_story(connection, id)
    connection.execute("DELETE FROM story_member")
    for story in stories:
        id = story.articles[0]
        connection.execute(_STORY, storable(_story_row(story)))
        connection.execute("INSERT OR IGNORE INTO story_state VALUES (?, ?, 0)", (id, digests[id]))
        connection.executemany(
            "INSERT INTO story_member VALUES (?, ?, ?)", ((id, article, n) for n, article in enumerate(story.articles))
        )


_STORY = """
INSERT INTO story VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET
  title = excluded.title, first_published = excluded.first_published, last_published = excluded.last_published,
  articles = excluded.articles, outlets = excluded.outlets, independent = excluded.independent
"""


def _story_row(story: Story) -> tuple[str | int | None, ...]:
    return (
        story.articles[0], story.title, story.first_published, story.last_published, len(story.articles),
        story.outlets, story.independent,
    )  # fmt: skip


def _remove_story(connection: sqlite3.Connection, id: int) -> None:
    _remove_told(connection, id)
    for table, column in (("story_member", "story_id"), ("story_state", "story_id"), ("story", "id")):
        connection.execute(f"DELETE FROM {table} WHERE {column} = ?", (id,))


def _remove_told(connection: sqlite3.Connection, id: int) -> None:
    for part, whole in (("event_mention", "event"), ("conflict_side", "conflict")):
        connection.execute(f"DELETE FROM {part} WHERE {whole}_id IN (SELECT id FROM {whole} WHERE story_id = ?)", (id,))
        connection.execute(f"DELETE FROM {whole} WHERE story_id = ?", (id,))


def write_told(
    connection: sqlite3.Connection, story_id: int, timeline: Sequence[Event], conflicts: Sequence[Conflict]
) -> None:
    """Store the timeline and the conflicts of a story, in place of those that it has."""
    _remove_told(connection, story_id)
    for n, event in enumerate(timeline):
        id = number(story_id, n)
        row = (id, story_id, n, event.date, event.until, event.by, event.text, event.independent)
        connection.execute("INSERT INTO event VALUES (?, ?, ?, ?, ?, ?, ?, ?)", storable(row))
        connection.executemany(
            "INSERT INTO event_mention VALUES (?, ?, ?, ?, ?)",
            ((id, k, it.article, it.start, it.end) for k, it in enumerate(event.mentions)),
        )
    for n, conflict in enumerate(conflicts):
        id = number(story_id, n)
        head = (id, story_id, n, conflict.kind, conflict.topic, conflict.why, conflict.confidence)
        connection.execute("INSERT INTO conflict VALUES (?, ?, ?, ?, ?, ?, ?)", storable(head))
        for place in _side_rows(conflict, id):
            connection.execute("INSERT INTO conflict_side VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", storable(place))
    connection.execute("UPDATE story_state SET is_told = 1 WHERE story_id = ?", (story_id,))


def _side_rows(conflict: Conflict, id: int) -> Iterator[tuple[str | int | float | None, ...]]:
    for k, side in enumerate(conflict.sides):
        for n, it in enumerate(side.mentions):
            statement = None if it.statement is None else number(it.article, it.statement)
            figure = None if it.figure is None else number(it.article, it.figure)
            place = (it.article, it.start, it.end)
            yield (id, k, n, statement, figure, side.value, *place, as_json(side.speakers))
