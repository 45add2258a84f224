"""One writer a record: a lock that dies with its process."""

from __future__ import annotations

import contextlib
import os
import sys
from pathlib import Path

from onrecord.errors import RecordError


class Lock:
    """The right to write to one record, held until `release` or the end of the process.

    The lock lies on a file beside the record: locks on the record itself are SQLite's, and a second handle
    on that file would drop them when it closes. The operating system frees the lock when the holder dies,
    so a killed run leaves nothing to clear away.
    """

    def __init__(self, record_path: Path) -> None:
        self.path = record_path.with_name(record_path.name + "-lock")
        self._handle = self._take(record_path)

    def release(self) -> None:
        """Give the right back and remove the file."""
        if self._handle >= 0:
            with contextlib.suppress(OSError):  # Windows removes no open file; an empty one may stay
                self.path.unlink()
            os.close(self._handle)
            self._handle = -1

    def _take(self, record_path: Path) -> int:
        while True:
            handle = os.open(self.path, os.O_RDWR | os.O_CREAT, 0o644)
            if not _takes_lock(handle):
                os.close(handle)
                raise RecordError(
                    "another run is writing to this record",
                    where=str(record_path),
                    do="Wait until it is done, or build into another file with -o.",
                )
            if _is_at(handle, self.path):
                return handle
            os.close(handle)  # its last holder removed it between our open and our lock


def _is_at(handle: int, path: Path) -> bool:
    if sys.platform == "win32":
        return True
    try:
        return os.path.samestat(os.fstat(handle), path.stat())
    except FileNotFoundError:
        return False


if sys.platform == "win32":

    def _takes_lock(handle: int) -> bool:
        import msvcrt

        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:

    def _takes_lock(handle: int) -> bool:
        import fcntl

        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True
