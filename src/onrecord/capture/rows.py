"""Splits JSONL and CSV streams into rows with their byte offsets; a row past the cap is passed over, never held."""

from __future__ import annotations

import codecs
from collections.abc import Iterator

from onrecord.capture.stream import CHUNK_BYTES, Readable, Stream

MAX_REOPENED = 16  # rows of one CSV file whose quote never closes; each costs a second look at what it swallowed
_QUOTE = '"'
_Line = tuple[int, str]  # offset, text


def split_lines(source: Readable, limit: int) -> Iterator[tuple[int, bytes | None]]:
    """Yield (offset, line without its end) for every line; None for a line of more than `limit` bytes."""
    held = bytearray()
    offset = searched = dropped = 0
    while True:
        end = held.find(b"\n", searched)
        if end >= 0:
            yield offset, None if dropped or end > limit else bytes(held[:end])
            offset += dropped + end + 1
            del held[: end + 1]
            searched = dropped = 0
            continue
        if dropped or len(held) > limit:
            dropped += len(held)
            held.clear()
        searched = len(held)
        chunk = source.read(CHUNK_BYTES)
        if not chunk:
            break
        held += chunk
    if held or dropped:
        yield offset, None if dropped else bytes(held)


def split_table(source: Readable, limit: int) -> Iterator[tuple[int, str | None]]:
    """Yield (offset, row) for every CSV row, line ends in quotes kept; None for one too long or never closed."""
    delimiter = ""
    reopened = size = 0
    is_open = False
    pending: list[_Line] = []  # of the row that is open
    for offset, line in split_lines(source, limit):
        text = "" if line is None else decode_line(line)
        pending.append((offset, text))
        size += len(text)
        is_open ^= text.count(_QUOTE) % 2 == 1
        if is_open and line is not None and size <= limit:
            continue
        row, row_size, pending, size, is_open = pending, size, [], 0, False
        delimiter = delimiter or likely_delimiter(row[0][1])
        if line is None or row_size > limit:
            yield row[0][0], None
        elif len(row) == 1 or reopened >= MAX_REOPENED or is_sound(_joined(row), delimiter):
            yield row[0][0], _joined(row)
        else:  # a quote too many: the row is its first line, and what it swallowed is read again
            reopened += 1
            yield row[0][0], None
            *closed, pending = _close(row[1:])
            yield from ((lines[0][0], _joined(lines)) for lines in closed)
            is_open = bool(pending)
    while pending:
        yield pending[0][0], None
        reopened += 1
        *closed, pending = _close(pending[1:]) if reopened <= MAX_REOPENED else [[]]
        yield from ((lines[0][0], _joined(lines)) for lines in closed)


def is_sound(row: str, delimiter: str) -> bool:
    """Return whether every cell is quoted as a whole or not at all, and line ends stand in quotes only."""
    at = 0
    while True:
        is_quoted = row.startswith(_QUOTE, at)
        at = _quoted(row, at)[1] if is_quoted else at
        end = row.find(delimiter, at)
        cell = row[at:] if end < 0 else row[at:end]
        if cell and (is_quoted or "\n" in cell):
            return False
        if end < 0:
            return True
        at = end + 1


def _close(lines: list[_Line]) -> list[list[_Line]]:
    """Return the lines as rows that close, by the parity of their quotes; the last one is open, or empty."""
    rows: list[list[_Line]] = [[]]
    is_open = False
    for offset, text in lines:
        rows[-1].append((offset, text))
        is_open ^= text.count(_QUOTE) % 2 == 1
        if not is_open:
            rows.append([])
    return rows


def _joined(lines: list[_Line]) -> str:
    return "\n".join(text for _, text in lines).removesuffix("\r")


def split_cells(row: str, delimiter: str) -> list[str]:
    """Return the cells of a CSV row (RFC 4180), of any size, with what follows a closing quote kept in its cell."""
    cells: list[str] = []
    at = 0
    while True:
        quoted, at = _quoted(row, at) if row.startswith(_QUOTE, at) else ("", at)
        end = row.find(delimiter, at)
        cells.append(quoted + (row[at:] if end < 0 else row[at:end]))
        if end < 0:
            return cells
        at = end + 1


def _quoted(row: str, at: int) -> tuple[str, int]:
    """Return what stands between the quotes that open at `at`, and where it goes on behind them."""
    parts: list[str] = []
    at += 1
    while (end := row.find(_QUOTE, at)) >= 0:
        parts.append(row[at:end])
        if not row.startswith(_QUOTE, end + 1):
            return "".join(parts), end + 1
        parts.append(_QUOTE)
        at = end + 2
    return "".join((*parts, row[at:])), len(row)


def likely_delimiter(header: str) -> str:
    """Return the delimiter that stands most often in the header: comma, semicolon, tab or bar."""
    return max(",;\t|", key=header.count)


def decode_line(line: bytes) -> str:
    """Return a line as text: UTF-8, else windows-1252, in which older spreadsheets save."""
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError:
        return line.decode("cp1252", "replace")


class AsUtf8:
    """A UTF-16 stream, read as UTF-8: spreadsheets save "Unicode text" so."""

    def __init__(self, stream: Stream) -> None:
        self._stream = stream
        self._decoder = codecs.getincrementaldecoder("utf-16")("replace")

    def read(self, size: int, /) -> bytes:
        """Return some of the next bytes, none at the end."""
        while chunk := self._stream.read(size):
            if text := self._decoder.decode(chunk):
                return text.encode("utf-8", "replace")
        return b""
