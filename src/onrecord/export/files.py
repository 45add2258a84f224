"""Exports as files: JSON lines, and CSV that a spreadsheet opens without running anything."""

from __future__ import annotations

import csv
import io
import json
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from onrecord.errors import InputError
from onrecord.export.articles import article_values, statement_values
from onrecord.export.groups import conflict_values, family_values, story_values
from onrecord.export.table import ROWS, Value
from onrecord.output import Json
from onrecord.record import Record

VALUES: dict[str, Callable[[Record], Iterator[Value]]] = {
    "articles": article_values,
    "statements": statement_values,
    "families": family_values,
    "stories": story_values,
    "conflicts": conflict_values,
}
WHATS = tuple(VALUES)
FORMS = ("jsonl", "csv")
_BOM = "\ufeff"  # by which Excel knows UTF-8
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")  # OWASP, CSV Injection: what makes a cell a formula


def export_record(record: Record, what: str, form: str, path: str) -> int:
    """Write what a record holds to a file, and return how many things that were.

    The file is there as a whole or not at all; one of that name is replaced.

    Args:
        record: to read from.
        what: one of `WHATS`.
        form: one of `FORMS`. In CSV, a family has a row a member, a story one an article, a conflict one a place.
        path: of the file; "-" is standard output.

    Raises:
        InputError: the file can not be written.
        RecordError: the record can not be read.
    """
    counter = _Counter()
    values = counter.counted(VALUES[what](record))
    lines = _json_lines(values) if form == "jsonl" else _csv_lines(values, what)
    if path == "-":
        for line in lines:
            sys.stdout.buffer.write(line.encode("utf-8", "replace"))
        sys.stdout.buffer.flush()
    else:
        _write(lines, Path(path))
    return counter.count


class _Counter:
    def __init__(self) -> None:
        self.count = 0

    def counted(self, values: Iterable[Value]) -> Iterator[Value]:
        for value in values:
            self.count += 1
            yield value


def _json_lines(values: Iterable[Value]) -> Iterator[str]:
    for value in values:
        yield json.dumps(value, ensure_ascii=False) + "\n"


def _csv_lines(values: Iterable[Value], what: str) -> Iterator[str]:
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer)
    names: list[str] = []
    buffer.write(_BOM)
    for value in values:
        for row in ROWS[what](value):
            if not names:
                names = list(row)
                writer.writerow(names)
            writer.writerow([_cell(row[name]) for name in names])
        yield buffer.getvalue()
        buffer.seek(0)
        buffer.truncate()
    yield buffer.getvalue()


def _cell(value: Json) -> str | int | float | None:
    """Return a value as a spreadsheet may have it: text that would be a formula gets an apostrophe before it."""
    if not isinstance(value, str):
        return value if isinstance(value, int | float) or value is None else json.dumps(value, ensure_ascii=False)
    value = value.replace("\0", "\ufffd")
    return f"'{value}" if value.lstrip(" ").startswith(_FORMULA) else value


def _write(lines: Iterable[str], path: Path) -> None:
    """Write beside the place and move it there once it is whole; into a device or a pipe, straight."""
    is_plain = path.is_file() or not path.exists()
    part = path.with_name(f".{path.name[:100]}.{os.getpid()}.part") if is_plain else path
    try:
        with part.open("wb") as file:
            for line in lines:
                file.write(line.encode("utf-8", "replace"))
        if is_plain:
            part.replace(path)
    except OSError as error:
        raise _unwritable(path, error) from error
    finally:
        if is_plain:
            part.unlink(missing_ok=True)


def _unwritable(path: Path, error: OSError) -> InputError:
    return InputError(
        f"it can not be written ({error.strerror or error})", where=str(path), do="Choose another place with -o."
    )
