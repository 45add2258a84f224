"""Finds the files that the inputs name, and reads each: folders in sorted order, globs, standard input."""

from __future__ import annotations

import glob
import os
import stat
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO, Literal, NamedTuple

from onrecord.capture.containers import read_stored
from onrecord.capture.found import Found, reject
from onrecord.errors import InputError
from onrecord.model import Capture, Rejected
from onrecord.settings import CaptureSettings

STDIN = "-"


class _Entry(NamedTuple):
    """One file to read; or `status`, `reason` and `words` for why it is not read."""

    path: Path
    status: Literal["error", "skip"] = "skip"
    reason: str = ""
    words: str = ""


def read_captures(inputs: Iterable[str | Path], settings: CaptureSettings) -> Iterator[Capture | Rejected]:
    """Yield every capture in the inputs: files, folders, globs, "-" for standard input.

    Raises:
        InputError: an input that was named is not there, or holds no file. Nothing else is raised for bad input.
    """
    named = tuple(str(name) for name in inputs)
    check_inputs(named)
    for name in named:
        if name == STDIN:
            yield from read_stored(sys.stdin.buffer, Found("stdin", "stdin"), settings)
            continue
        for entry in _entries(name):
            yield from _read_entry(entry, settings)


def check_inputs(inputs: Iterable[str | Path]) -> None:
    """Return when every input is there and holds at least one file.

    Raises:
        InputError: it says which does not, and what to do.
    """
    for name in map(str, inputs):
        if name != STDIN and not any(_is_worth_reading(entry, name) for entry in _entries(name)):
            raise InputError("the folder holds no file to read", where=name, do="Name a folder that holds captures.")


def open_file(path: Path) -> BinaryIO:
    """Return the file open for reading; should it have become a FIFO since it was looked at, this does not wait."""
    return os.fdopen(os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)), "rb")


def address(path: Path) -> str:
    """Return the absolute path with forward slashes, links unresolved; bytes that are no UTF-8 are shown as \\xNN."""
    shown = Path(os.path.normpath(path.absolute())).as_posix()
    return shown.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


def _entries(name: str) -> Iterator[_Entry]:
    """Yield the files behind one input.

    Raises:
        InputError: there is nothing of that name.
    """
    path = Path(name)
    if name and _is_there(path):
        # a link that was named is meant; links that are met on the way are not followed
        yield from _walk(path) if path.is_dir() else (_look_at(path, follow=True),)
        return
    if not glob.has_magic(name):
        raise InputError(
            "there is no such file or folder", where=name, do="Check the spelling, and the current folder."
        )
    matches = [Path(match) for match in sorted(glob.iglob(name, recursive=True))]  # noqa: PTH207  absolute patterns
    if not matches:
        raise InputError("no file matches this pattern", where=name, do="Check the pattern; ** goes into folders.")
    yield from _matched(matches, recursive="**" in name)


def _is_worth_reading(entry: _Entry, name: str) -> bool:
    """Return whether an entry is a file, or was named itself: what stands in its way is then told by its rejection."""
    return not entry.reason or (entry.path == Path(name) and not entry.path.is_dir())


def _is_there(path: Path) -> bool:
    try:
        path.lstat()
    except (FileNotFoundError, NotADirectoryError, ValueError):  # ValueError: a NUL in the name
        return False
    except OSError:  # no permission, too long a name: reading it will say so
        return True
    return True


def _matched(matches: list[Path], *, recursive: bool) -> Iterator[_Entry]:
    """Yield the files that a pattern matched. Matched folders are read too, unless ** has matched what is in them."""
    for path in matches:
        if path.is_symlink() or not path.is_dir():
            yield _look_at(path)
        elif not recursive:
            yield from _walk(path)


def _walk(root: Path) -> Iterator[_Entry]:
    """Yield the files under a folder, sorted by name in every folder. No recursion, so that depth costs nothing."""
    levels = [_listed(root)]
    while levels:
        path = next(levels[-1], None)
        if path is None:
            levels.pop()
        elif isinstance(path, _Entry):
            yield path
        elif path.is_dir() and not path.is_symlink():
            levels.append(_listed(path))
        else:
            yield _look_at(path)


def _listed(folder: Path) -> Iterator[Path | _Entry]:
    """Yield what lies in a folder, sorted; an entry with the reason when it cannot be listed."""
    try:
        names = sorted(path.name for path in folder.iterdir())
    except OSError as error:
        yield _unreadable(folder, error)
        return
    for name in names:  # a path at a time: a folder of a million files is a million short strings
        yield folder / name


def _look_at(path: Path, *, follow: bool = False) -> _Entry:
    """Return the entry of one path: without opening it, since opening a FIFO waits for its writer."""
    try:
        mode = path.stat(follow_symlinks=follow).st_mode
    except OSError as error:
        return _unreadable(path, error)
    if stat.S_ISLNK(mode):
        return _Entry(path, "skip", "capture.link", "it is a link, and links are not followed")
    if not stat.S_ISREG(mode):
        return _Entry(path, "skip", "capture.not_a_file", "it is a device, a pipe or a socket")
    return _Entry(path)


def _unreadable(path: Path, error: OSError) -> _Entry:
    return _Entry(path, "error", "capture.unreadable", (error.strerror or str(error)).lower())


def _read_entry(entry: _Entry, settings: CaptureSettings) -> Iterator[Capture | Rejected]:
    found = Found(address(entry.path), "file", name=entry.path.name)
    if not entry.reason:
        try:
            with open_file(entry.path) as source:
                yield from read_stored(source, found, settings, folder=entry.path.absolute().parent)
                return
        except OSError as error:
            entry = _unreadable(entry.path, error)
    yield reject(found, settings, entry.status, entry.reason, entry.words)
