"""The record itself: what goes in, what is there already, what comes out."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from importlib import metadata
from os import PathLike
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from onrecord.model import Article, Rejected, Statements
from onrecord.record import check, dump, group_rows, rows, said, search
from onrecord.record.groups import Groups
from onrecord.record.lock import Lock
from onrecord.record.opening import SCHEMA_VERSION, connect, connect_read_only
from onrecord.record.problem import Problem
from onrecord.record.search import Hit, StatementHit
from onrecord.record.speakers import Comparisons, Speakers
from onrecord.record.transaction import transaction
from onrecord.record.trouble import told_as_record_errors

_INSERT_CAPTURE = f"INSERT INTO capture VALUES ({', '.join('?' * len(rows.CAPTURE_COLUMNS))})"
_INSERT_ARTICLE = f"INSERT INTO article VALUES ({', '.join('?' * len(rows.ARTICLE_COLUMNS))})"
_SELECT_CAPTURE = ", ".join(f"capture.{name}" for name in rows.CAPTURE_COLUMNS)
_SELECT_ARTICLE = ", ".join(f"article.{name}" for name in rows.ARTICLE_COLUMNS)
_REFERENCE = "SELECT capture_id, coalesce(url, canonical_url), site, title, published, text FROM article WHERE id = ?"
_ARTICLES = f"SELECT {_SELECT_CAPTURE}, {_SELECT_ARTICLE} FROM article JOIN capture ON capture.id = article.capture_id"


@dataclass(frozen=True, slots=True)
class Counts:
    """How much a record holds."""

    captures: int
    articles: int
    rejected: tuple[tuple[str, int], ...]  # (reason, how many), most frequent first
    statements: int = 0
    speakers: int = 0


@dataclass(frozen=True, slots=True)
class Reference:
    """What names an article, and its text to read the words of a span from."""

    number: int
    id: str  # of its capture: the one that the input row gave, else made from address and digest
    url: str | None
    site: str | None
    title: str | None
    published: str | None
    text: str


class Record:
    """A record: one SQLite file, open for reading and writing until it is closed. Also a context manager.

    Raises:
        RecordError: it is no record, is newer than this program, can not be written, or another run writes to it.
    """

    def __init__(self, path: str | PathLike[str]) -> None:
        self.path = Path(path)
        self._lock: Lock | None = None
        self._comparisons = Comparisons()
        with told_as_record_errors(self.path):
            self._lock = _lock_if_possible(self.path)
        try:
            self._connection = connect(self.path)
            self._note_its_maker()
        except BaseException:
            self._unlock()
            raise

    @classmethod
    def open_read_only(cls, path: str | PathLike[str]) -> Self:
        """Return the record at `path`, which is left as it is. A run may go on writing to it meanwhile."""
        record = cls.__new__(cls)
        record.path = Path(path)
        record._lock = None
        record._comparisons = Comparisons()
        record._connection = connect_read_only(record.path)
        return record

    @property
    def groups(self) -> Groups:
        """Its families, stories, timelines and conflicts."""
        return Groups(self._connection, self.path)

    def seen(self, key: str) -> bool:
        """Tell whether the capture with this key is in the record already, whatever became of it."""
        with told_as_record_errors(self.path):
            found = self._connection.execute("SELECT 1 FROM capture WHERE key = ?", rows.storable((key,)))
            return found.fetchone() is not None

    def add(self, article: Article) -> None:
        """Store an article together with the capture that it came from. One that is there already stays as it is."""
        self.store((article,))

    def reject(self, rejected: Rejected) -> None:
        """Store a capture that gave no article, with the reason. One that is there already stays as it is."""
        self.store((rejected,))

    def store(self, outcomes: Iterable[Article | Rejected]) -> None:
        """Store many in one transaction: each is in the record as a whole with its done-mark, or none of them is."""
        try:
            with told_as_record_errors(self.path), transaction(self._connection) as connection:
                speakers = Speakers(connection, self._comparisons)
                for outcome in outcomes:
                    _store(connection, outcome, speakers)
                speakers.settle()
        except BaseException:
            self._comparisons.forget()
            raise

    def counts(self) -> Counts:
        """Return how many captures and articles there are, and how often each reason for having none."""
        with told_as_record_errors(self.path):
            captures, articles, statements, speakers = self._connection.execute(
                "SELECT (SELECT count(*) FROM capture), (SELECT count(*) FROM article),"
                " (SELECT coalesce(sum(statements), 0) FROM article_said), (SELECT count(*) FROM speaker)"
            ).fetchone()
            reasons = self._connection.execute(
                "SELECT reason, count(*) FROM capture WHERE status <> 'article' GROUP BY reason ORDER BY 2 DESC, 1"
            ).fetchall()
        return Counts(captures, articles, tuple(reasons), statements, speakers)

    def articles(self) -> Iterator[Article]:
        """Yield every article, by its number."""
        with told_as_record_errors(self.path):
            for row in self._connection.execute(f"{_ARTICLES} ORDER BY article.id"):
                yield self._article(row)

    def article(self, number: int) -> Article | None:
        """Return the article with this number; None where there is none."""
        with told_as_record_errors(self.path):
            row = self._connection.execute(f"{_ARTICLES} WHERE article.id = ?", (number,)).fetchone()
            return None if row is None else self._article(row)

    def numbers(self) -> tuple[int, ...]:
        """Return the numbers of all articles, in order."""
        with told_as_record_errors(self.path):
            return tuple(id for (id,) in self._connection.execute("SELECT id FROM article ORDER BY id"))

    def reference(self, number: int) -> Reference:
        """Return what names the article with this number. It must be one of the record."""
        with told_as_record_errors(self.path):
            row = self._connection.execute(_REFERENCE, (number,)).fetchone()
        return Reference(number, *row)

    def statement_keys(self, number: int) -> tuple[tuple[int, int | None], ...]:
        """Return the number of each statement of an article, in their order, with that of its speaker."""
        query = "SELECT id, speaker_id FROM statement WHERE article_id = ? ORDER BY n"
        with told_as_record_errors(self.path):
            return tuple(self._connection.execute(query, (number,)))

    def _article(self, row: Sequence[Any]) -> Article:
        width = len(rows.CAPTURE_COLUMNS)
        removed = self._connection.execute(
            "SELECT role, text FROM removed WHERE article_id = ? ORDER BY n", (row[width],)
        )
        entries = self._connection.execute(
            "SELECT start, end, time, headline, said FROM article_entry WHERE article_id = ? ORDER BY n", (row[width],)
        )
        found = said.read(self._connection, row[width])
        return rows.article_of(row[:width], row[width:], removed, entries, found)

    def statements(self, article_id: int) -> Statements | None:
        """Return what is said in the article with this number; None where that was not looked for."""
        with told_as_record_errors(self.path):
            return said.read(self._connection, article_id)

    def rejections(self) -> Iterator[Rejected]:
        """Yield every capture that gave no article, by its id."""
        query = f"SELECT {_SELECT_CAPTURE} FROM capture WHERE status <> 'article' ORDER BY id"
        with told_as_record_errors(self.path):
            for row in self._connection.execute(query):
                yield rows.rejected_of(row)

    def search(self, words: str, *, limit: int = 20) -> tuple[Hit, ...]:
        """Return the articles that hold all the words, best first. Words in double quotes must stand in a row."""
        with told_as_record_errors(self.path):
            return search.find(self._connection, words, limit)

    def search_statements(self, words: str, *, limit: int = 20) -> tuple[StatementHit, ...]:
        """Return the statements that hold all the words, best first, as `search` does for articles."""
        with told_as_record_errors(self.path):
            return search.find_statements(self._connection, words, limit)

    def dump(self) -> Iterator[str]:
        """Yield the whole content as lines, the same for the same content however it came in."""
        with told_as_record_errors(self.path):
            yield from dump.lines(self._connection)

    def check(self) -> tuple[Problem, ...]:
        """Return what is wrong with the record: nothing, as a rule."""
        with told_as_record_errors(self.path):
            return check.find_problems(self._connection)

    def files(self) -> frozenset[str]:
        """Return the absolute paths of the record and of what may lie beside it while it is open."""
        path = Path(os.path.normpath(self.path.absolute())).as_posix()
        return frozenset(path + end for end in ("", "-wal", "-shm", "-journal", "-lock"))

    def close(self) -> None:
        """Close the file, whole and by itself: what SQLite kept beside it is taken in."""
        with told_as_record_errors(self.path):
            try:
                self._connection.close()
            finally:
                self._unlock()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _unlock(self) -> None:
        if self._lock is not None:
            self._lock.release()
            self._lock = None

    def _note_its_maker(self) -> None:
        facts = (("schema_version", str(SCHEMA_VERSION)), ("onrecord_version", metadata.version("onrecord")))
        with told_as_record_errors(self.path), transaction(self._connection) as connection:
            connection.executemany("INSERT OR IGNORE INTO meta VALUES (?, ?)", facts)


def _lock_if_possible(path: Path) -> Lock | None:
    # Where the place itself is wrong, `connect` has the better words for it.
    return Lock(path) if path.absolute().parent.is_dir() and not path.is_dir() else None


def _store(connection: sqlite3.Connection, outcome: Article | Rejected, speakers: Speakers) -> None:
    key = outcome.origin.key
    if connection.execute("SELECT 1 FROM capture WHERE key = ?", rows.storable((key,))).fetchone():
        return
    capture_id = _free_id(connection, outcome)
    connection.execute(_INSERT_CAPTURE, rows.capture_row(outcome, capture_id))
    if isinstance(outcome, Article):
        number = _free_number(connection, key)
        connection.execute(_INSERT_ARTICLE, rows.article_row(outcome, number, capture_id))
        connection.executemany("INSERT INTO removed VALUES (?, ?, ?, ?)", rows.removed_rows(outcome, number))
        connection.executemany(
            "INSERT INTO article_entry VALUES (?, ?, ?, ?, ?, ?, ?)", rows.entry_rows(outcome, number)
        )
        said.write(connection, outcome, number, speakers)
        if outcome.sketch is not None:
            group_rows.write_sketch(connection, number, outcome.sketch)


def _free_id(connection: sqlite3.Connection, outcome: Article | Rejected) -> str:
    """Return the id to store a capture under: its own, or with a part of its key where two share an id.

    The smallest key keeps the plain id, so that it does not matter which of them came first.
    """
    id, key = (str(value) for value in rows.storable((outcome.origin.id, outcome.origin.key)))
    holder = connection.execute("SELECT key FROM capture WHERE id = ?", (id,)).fetchone()
    if holder is None:
        return id
    if holder[0] < key:
        return _with_key(connection, id, key)
    connection.execute("UPDATE capture SET id = ? WHERE id = ?", (_with_key(connection, id, holder[0]), id))
    return id


def _with_key(connection: sqlite3.Connection, id: str, key: str) -> str:
    for length in range(8, len(key) + 8, 8):
        longer = f"{id}~{key[:length]}"
        if connection.execute("SELECT 1 FROM capture WHERE id = ?", (longer,)).fetchone() is None:
            return longer
    return f"{id}~{key}~{connection.execute('SELECT count(*) FROM capture').fetchone()[0]}"


def _free_number(connection: sqlite3.Connection, key: str) -> int:
    number = rows.article_id(key)
    while connection.execute("SELECT 1 FROM article WHERE id = ?", (number,)).fetchone():
        number += 1
    return number
