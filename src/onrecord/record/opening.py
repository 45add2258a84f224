"""Opening a record, and telling why something is none."""

from __future__ import annotations

import re
import sqlite3
from importlib import resources
from pathlib import Path

from onrecord.errors import RecordError
from onrecord.record.trouble import NOT_A_RECORD, told_as_record_errors

APPLICATION_ID = 0x6F6E7263  # "onrc": tells a record from the SQLite files of other programs
SCHEMA_VERSION = 4  # 2: article_entry; 3: what is said; 4: families, stories, conflicts
_OLDEST_SQLITE = (3, 37, 0)  # STRICT tables
_HEADER = b"SQLite format 3\0"


def connect(path: Path) -> sqlite3.Connection:
    """Return a connection that reads and writes the record at `path`, made if there is none.

    WAL with synchronous=NORMAL: a killed process loses nothing that was committed; after a power loss the
    file is sound and at most the last transactions are absent, each as a whole, so the next run does them again.

    Raises:
        RecordError: it is no record, is newer than this program, or can not be written.
    """
    _demand_recent_sqlite()
    _demand_writable_place(path)
    is_new = _is_blank(path)
    with told_as_record_errors(path):
        connection = sqlite3.connect(path, timeout=10, isolation_level=None)
        try:
            if not is_new:
                is_new = _holds_nothing(connection)
            if not is_new:
                _demand_own_schema(connection, path)
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = NORMAL")
            connection.execute("PRAGMA foreign_keys = ON")
            connection.execute("PRAGMA journal_size_limit = 67108864")
            if is_new:
                connection.executescript(_schema())
            elif _pragma(connection, "user_version") < SCHEMA_VERSION:
                _upgrade(connection)
        except BaseException:
            connection.close()
            raise
    return connection


def connect_read_only(path: Path) -> sqlite3.Connection:
    """Return a connection that only reads the record at `path`.

    Raises:
        RecordError: there is none, it is no record, or is newer than this program.
    """
    _demand_recent_sqlite()
    if path.is_dir():
        raise RecordError("this is a folder, not a record", where=str(path), do="Name a file in it: record.db")
    if not path.exists():
        raise RecordError("there is no such record", where=str(path), do="Make one: onrecord build INPUT -o FILE")
    if _is_blank(path):
        raise RecordError("this is no record: the file is empty", where=str(path), do=NOT_A_RECORD)
    with told_as_record_errors(path):
        connection = _open_quietly(path)
        try:
            _demand_own_schema(connection, path)
            if _pragma(connection, "user_version") < SCHEMA_VERSION:
                _stand_in(connection)
            connection.execute("PRAGMA query_only = ON")
        except BaseException:
            connection.close()
            raise
    return connection


def _upgrade(connection: sqlite3.Connection) -> None:
    """Bring a record of an older form up to this one, in one transaction: make what it lacks."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        for _, _, sql in _lacking(connection):
            connection.execute(sql)
        connection.execute("UPDATE meta SET value = ? WHERE key = 'schema_version'", (str(SCHEMA_VERSION),))
        connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def _stand_in(connection: sqlite3.Connection) -> None:
    """Put empty tables of our own in the place of those that an older record lacks, which is left as it is."""
    for kind, _, sql in _lacking(connection):
        if kind in ("table", "view"):
            connection.execute(re.sub(r"^(CREATE (?:VIRTUAL TABLE|TABLE|VIEW)) ", r"\1 temp.", sql))


def _lacking(connection: sqlite3.Connection) -> list[tuple[str, str, str]]:
    """Return what an older record lacks, in the order in which it can be made: (kind, name, SQL)."""
    query = "SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT GLOB '*_fts_*' ORDER BY rowid"
    newest = sqlite3.connect(":memory:")
    try:
        newest.executescript(_schema())
        wanted = newest.execute(query).fetchall()
    finally:
        newest.close()
    there = {name for _, name, _ in connection.execute(query)}
    return [it for it in wanted if it[1] not in there]


def _schema() -> str:
    return resources.files("onrecord.record").joinpath("schema.sql").read_text("utf-8")


def _open_quietly(path: Path) -> sqlite3.Connection:
    # Not mode=ro, which would leave the files of the WAL behind. And in a folder that can not be written, SQLite
    # opens a WAL file only when told that nobody changes it.
    try:
        return _open_to_query(path, "mode=rw")
    except sqlite3.OperationalError:
        if path.with_name(path.name + "-wal").exists():
            raise
        return _open_to_query(path, "immutable=1")


def _open_to_query(path: Path, option: str) -> sqlite3.Connection:
    connection = sqlite3.connect(f"{path.absolute().as_uri()}?{option}", uri=True, timeout=10, isolation_level=None)
    try:
        connection.execute("SELECT 1 FROM sqlite_master").fetchone()
    except BaseException:
        connection.close()
        raise
    return connection


def _demand_recent_sqlite() -> None:
    if sqlite3.sqlite_version_info < _OLDEST_SQLITE:
        needed = ".".join(map(str, _OLDEST_SQLITE))
        raise RecordError(
            f"Python's SQLite is {sqlite3.sqlite_version}, and a record needs {needed} or later",
            do="Use a newer Python.",
        )


def _demand_writable_place(path: Path) -> None:
    if path.is_dir():
        raise RecordError("this is a folder, not a record", where=str(path), do="Name a file in it: record.db")
    if not path.absolute().parent.is_dir():
        raise RecordError("its folder does not exist", where=str(path), do="Make it, or choose another place with -o.")


def _is_blank(path: Path) -> bool:
    """Tell whether nothing stands there yet. Raises RecordError when it is something else than SQLite."""
    with told_as_record_errors(path):
        try:
            with path.open("rb") as file:
                start = file.read(len(_HEADER))
        except FileNotFoundError:
            return True
    if start and start != _HEADER:
        raise RecordError("this is no record: it is no SQLite file", where=str(path), do=NOT_A_RECORD)
    return not start


def _holds_nothing(connection: sqlite3.Connection) -> bool:
    # What a run leaves that was killed before it had made its tables.
    tables = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    return tables == 0 and _pragma(connection, "application_id") in (0, APPLICATION_ID)


def _demand_own_schema(connection: sqlite3.Connection, path: Path) -> None:
    if _pragma(connection, "application_id") != APPLICATION_ID:
        raise RecordError("this is no record: it is another program's SQLite file", where=str(path), do=NOT_A_RECORD)
    version = _pragma(connection, "user_version")
    if version > SCHEMA_VERSION:
        raise RecordError(
            f"the record has form {version}, and this version of onrecord knows {SCHEMA_VERSION}",
            where=str(path),
            do="Get the latest onrecord, or build a new record with -o.",
        )


def _pragma(connection: sqlite3.Connection, name: str) -> int:
    return int(connection.execute(f"PRAGMA {name}").fetchone()[0])
