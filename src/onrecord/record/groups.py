"""How the articles of a record belong together: what grouping keeps in it, and what it finds."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from onrecord.model import (
    Conflict,
    Event,
    Family,
    FamilyMember,
    Mention,
    Passage,
    Side,
    SideMention,
    Sketch,
    Story,
)
from onrecord.record import group_rows
from onrecord.record.transaction import transaction
from onrecord.record.trouble import told_as_record_errors

Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class StoredStory:
    """A story of a record with all that was found in it."""

    id: int
    story: Story
    timeline: tuple[Event, ...]
    conflicts: tuple[Conflict, ...]


@dataclass(frozen=True, slots=True)
class GroupCounts:
    """How much grouping found."""

    families: int
    stories: int  # of more than one article
    conflicts: int


class Groups:
    """The families, stories, timelines and conflicts of one record. `Record.groups` gives it."""

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        self._connection = connection
        self._path = path

    # ── for the run that groups ──────────────────────────────────────────────────────────────────────────

    def is_current(self, form: str) -> bool:
        """Tell whether all articles of the record were grouped in this form and nothing is left to do."""
        with told_as_record_errors(self._path):
            mark = self._connection.execute("SELECT value FROM meta WHERE key = 'grouped'").fetchone()
            due = self._connection.execute("SELECT EXISTS (SELECT 1 FROM story_state WHERE is_told = 0)").fetchone()[0]
            return mark == (_mark(self._connection, form),) and not due

    def unsketched(self, form: str) -> tuple[int, ...]:
        """Return the numbers of the articles that have no sketch of this form."""
        query = (
            "SELECT id FROM article WHERE id NOT IN (SELECT article_id FROM article_sketch WHERE form = ?) ORDER BY id"
        )
        with told_as_record_errors(self._path):
            return tuple(id for (id,) in self._connection.execute(query, (form,)))

    def keep_sketches(self, sketches: Iterable[tuple[int, Sketch]]) -> None:
        """Store sketches, each with its article's number."""
        with told_as_record_errors(self._path), transaction(self._connection) as connection:
            for number, sketch in sketches:
                group_rows.write_sketch(connection, number, sketch)

    def sketches(self) -> Iterator[tuple[int, Sketch]]:
        """Yield every sketch with its article's number, in the order of these."""
        with told_as_record_errors(self._path):
            query = "SELECT article_id, form, copies, event FROM article_sketch ORDER BY article_id"
            for number, form, copies, event in self._connection.execute(query):
                yield number, Sketch(form, copies, event)

    def pairs(self) -> dict[Pair, bytes]:
        """Return what pairs of articles share, as far as they were ever laid side by side."""
        with told_as_record_errors(self._path):
            rows = self._connection.execute("SELECT a_id, b_id, passages FROM article_pair")
            return {(a, b): passages for a, b, passages in rows}

    def keep(
        self,
        families: Sequence[Family],
        stories: Sequence[Story],
        *,
        pairs: Mapping[Pair, bytes],
        digests: Mapping[int, str],
        form: str,
    ) -> None:
        """Store the families and stories in place of those that were there, in one transaction.

        The timeline and the conflicts of a story stay where its digest is what it was; the others become due.

        Args:
            families: all of them.
            stories: all of them; every article of the record is in one.
            pairs: what pairs of articles share that `pairs` did not give.
            digests: of the stories by the number of their first article.
            form: of the sketches that all this was made from.
        """
        with told_as_record_errors(self._path), transaction(self._connection) as connection:
            group_rows.write_pairs(connection, pairs)
            group_rows.write_families(connection, families)
            group_rows.write_stories(connection, stories, digests)
            mark = _mark(connection, form)
            connection.execute("INSERT OR REPLACE INTO meta VALUES ('grouped', ?)", (mark,))

    def due(self) -> tuple[int, ...]:
        """Return the stories whose timeline and conflicts are still to be found, the largest first."""
        query = (
            "SELECT s.id FROM story s JOIN story_state t ON t.story_id = s.id WHERE NOT t.is_told"
            " ORDER BY s.articles DESC, s.id"
        )
        with told_as_record_errors(self._path):
            return tuple(id for (id,) in self._connection.execute(query))

    def members(self, story_id: int) -> tuple[int, ...]:
        """Return the articles of a story in order of time."""
        query = "SELECT article_id FROM story_member WHERE story_id = ? ORDER BY n"
        with told_as_record_errors(self._path):
            return tuple(id for (id,) in self._connection.execute(query, (story_id,)))

    def originals(self, articles: Iterable[int]) -> dict[int, tuple[int, tuple[Passage, ...]]]:
        """Return for each article that is a copy the one that it republishes, and what it shares with that."""
        found: dict[int, tuple[int, tuple[Passage, ...]]] = {}
        with told_as_record_errors(self._path):
            for number in articles:
                row = self._connection.execute(_ORIGINAL, (number,)).fetchone()
                if row is not None:
                    spans = self._connection.execute(_PASSAGES + " AND b_id = ?", (row[0], number))
                    found[number] = (row[1], tuple(Passage(*it) for it in spans))
        return found

    def keep_told(self, told: Iterable[tuple[int, Sequence[Event], Sequence[Conflict]]]) -> None:
        """Store the timelines and conflicts of stories, in one transaction."""
        with told_as_record_errors(self._path), transaction(self._connection) as connection:
            for story_id, timeline, conflicts in told:
                group_rows.write_told(connection, story_id, timeline, conflicts)

    # ── for readers ──────────────────────────────────────────────────────────────────────────────────────

    def counts(self) -> GroupCounts:
        """Return how many families, stories of more than one article and conflicts there are."""
        query = (
            "SELECT (SELECT count(*) FROM family), (SELECT count(*) FROM story WHERE articles > 1),"
            " (SELECT count(*) FROM conflict)"
        )
        with told_as_record_errors(self._path):
            return GroupCounts(*self._connection.execute(query).fetchone())

    def families(self) -> Iterator[tuple[int, Family]]:
        """Yield every family with its number, in the order of these."""
        with told_as_record_errors(self._path):
            rows = self._connection.execute("SELECT id, kind, original_id, reason FROM family ORDER BY id").fetchall()
            for id, kind, original, reason in rows:
                members = tuple(FamilyMember(*it) for it in self._connection.execute(_MEMBERS, (id,)))
                passages = tuple(Passage(*it) for it in self._connection.execute(_PASSAGES, (id,)))
                yield id, Family(kind, original, reason, members, passages)

    def stories(self) -> Iterator[StoredStory]:
        """Yield every story with its timeline and conflicts, by its number; also those of one article."""
        with told_as_record_errors(self._path):
            ids = [id for (id,) in self._connection.execute("SELECT id FROM story ORDER BY id")]
        for id in ids:
            found = self.story(id)
            if found is not None:
                yield found

    def story(self, id: int) -> StoredStory | None:
        """Return the story with this number; None where there is none."""
        with told_as_record_errors(self._path):
            row = self._connection.execute(_STORY, (id,)).fetchone()
            if row is None:
                return None
            title, first, last, outlets, independent = row
            members = self._connection.execute(
                "SELECT article_id FROM story_member WHERE story_id = ? ORDER BY n", (id,)
            )
            articles = tuple(number for (number,) in members)
            story = Story(title, first, last, articles, outlets, independent)
            return StoredStory(id, story, tuple(_events(self._connection, id)), tuple(_conflicts(self._connection, id)))


_ORIGINAL = """
SELECT f.id, f.original_id FROM family_member m JOIN family f ON f.id = m.family_id
WHERE m.article_id = ? AND f.original_id <> m.article_id
ORDER BY f.kind, m.share_of_copy DESC, f.id LIMIT 1
"""
_PASSAGES = "SELECT a_id, a_start, a_end, b_id, b_start, b_end FROM passage WHERE family_id = ?"
_MEMBERS = (
    "SELECT article_id, relation, share_of_original, share_of_copy FROM family_member WHERE family_id = ? ORDER BY n"
)
_STORY = "SELECT title, first_published, last_published, outlets, independent FROM story WHERE id = ?"
_EVENTS = "SELECT id, date, until, by, text, independent FROM event WHERE story_id = ? ORDER BY n"
_CONFLICTS = "SELECT id, kind, topic, why, confidence FROM conflict WHERE story_id = ? ORDER BY n"
_SIDES = """
SELECT c.side, c.value, c.speakers, c.article_id, c.start, c.end, s.n, f.n
FROM conflict_side c LEFT JOIN statement s ON s.id = c.statement_id LEFT JOIN figure f ON f.id = c.figure_id
WHERE c.conflict_id = ? ORDER BY c.side, c.n
"""


def _events(connection: sqlite3.Connection, story_id: int) -> Iterator[Event]:
    for id, date, until, by, text, independent in connection.execute(_EVENTS, (story_id,)).fetchall():
        rows = connection.execute(
            "SELECT article_id, start, end FROM event_mention WHERE event_id = ? ORDER BY n", (id,)
        )
        yield Event(date, until, by, text, tuple(Mention(*row) for row in rows), independent)


def _conflicts(connection: sqlite3.Connection, story_id: int) -> Iterator[Conflict]:
    for id, kind, topic, why, confidence in connection.execute(_CONFLICTS, (story_id,)).fetchall():
        sides: dict[int, list[Any]] = {}
        for side, *row in connection.execute(_SIDES, (id,)):
            sides.setdefault(side, []).append(row)
        found = (
            Side(rows[0][0], tuple(json.loads(rows[0][1])), tuple(SideMention(*row[2:]) for row in rows))
            for rows in sides.values()
        )
        yield Conflict(kind, topic, why, confidence, tuple(found))


def _mark(connection: sqlite3.Connection, form: str) -> str:
    """What says that all was grouped: articles are never taken away, so their number tells."""
    return f"{form}: {connection.execute('SELECT count(*) FROM article').fetchone()[0]} articles"
