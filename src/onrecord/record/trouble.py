"""What a person is told when SQLite or the disk refuses."""

from __future__ import annotations

import contextlib
import errno
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from onrecord.errors import RecordError

NOT_A_RECORD = "Name another file; this one is left as it is."
_AGAIN = "run the same command again: it goes on where it stopped."
_TROUBLES = (  # the start of SQLite's name for the error; what it means; what to do
    ("SQLITE_FULL", "the disk is full", f"Make room and {_AGAIN}"),
    ("SQLITE_IOERR", "the disk could not be read or written", f"See whether it is full, limited or gone, and {_AGAIN}"),
    ("SQLITE_BUSY", "another program is writing to this record", f"Close it, or wait until it is done, and {_AGAIN}"),
    ("SQLITE_LOCKED", "another program is writing to this record", f"Close it, or wait until it is done, and {_AGAIN}"),
    ("SQLITE_NOTADB", "this is no record: it is no SQLite file", NOT_A_RECORD),
    ("SQLITE_CORRUPT", "the record is damaged", "Keep a copy of it, and build a new one from the same inputs with -o."),
    ("SQLITE_READONLY", "the record can not be written", "Get the right to write to it and its folder, or use -o."),
    ("SQLITE_CANTOPEN", "the record can not be opened", "See that its folder is there and may be written, or use -o."),
    ("SQLITE_PERM", "the record can not be opened", "Get the right to read it and its folder."),
)
_DISK = {
    errno.ENOSPC: "SQLITE_FULL",
    errno.EDQUOT: "SQLITE_FULL",
    errno.EACCES: "SQLITE_READONLY",
    errno.EPERM: "SQLITE_READONLY",
    errno.EROFS: "SQLITE_READONLY",
}


@contextlib.contextmanager
def told_as_record_errors(path: Path) -> Iterator[None]:
    """Turn the errors of SQLite and of the disk into a RecordError that says what to do."""
    try:
        yield
    except sqlite3.Error as error:
        raise _explain(getattr(error, "sqlite_errorname", ""), str(error), path) from error
    except OSError as error:
        raise _explain(_DISK.get(error.errno or 0, ""), error.strerror or str(error), path) from error


def _explain(name: str, words: str, path: Path) -> RecordError:
    for start, what, do in _TROUBLES:
        if name.startswith(start):
            return RecordError(f"{what} ({words})", where=str(path), do=do)
    return RecordError(words, where=str(path))
