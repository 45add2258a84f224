"""Splits JSONL and CSV streams into rows with their byte offsets; a row past the cap is passed over, never held."""

from __future__ import annotations

import codecs
from collections.abc import Iterator

from onrecord.capture.stream import CHUNK_BYTES, Readable, Stream

MAX_REOPENED = 16  # rows of one CSV file whose quote never closes; each costs a second look at what it swallowed
_QUOTE = '"'


def split_lines(source: Readable, limit: int) -> Iterator[tuple[int, bytes | None]]:
    """Yield (offset, line without its end) for every line; None for a line of more than `limit` bytes."""
    held = bytearray()
    offset = searched = dropped = 0
    while True:
        end = held.find(b"\n", searched)
        if end >= 0:
            yield offset, None if dropped else bytes(held[:end])
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
    reopened = 0
    pending: list[tuple[int, str]] = []
    size = 0
    is_open = False
    for offset, line in split_lines(source, limit):
        text = "\0" if line is None else decode_line(line)
        pending.append((offset, text))
        size += len(text)
        is_open ^= text.count(_QUOTE) % 2 == 1
        if line is None or (is_open and size > limit):
            yield pending[0][0], None
        elif is_open:
            continue
        else:
            yield pending[0][0], "\n".join(text for _, text in pending)
        pending, size, is_open = [], 0, False
    while pending and is_open:
        yield pending[0][0], None
        reopened += 1
        if reopened > MAX_REOPENED:
            return
        *closed, pending = _close(pending[1:])
        for rows in closed:
            yield rows[0][0], "\n".join(text for _, text in rows)


def _close(lines: list[tuple[int, str]]) -> list[list[tuple[int, str]]]:
    """Return the lines as rows that close; the last one holds what does not, or nothing."""
    rows: list[list[tuple[int, str]]] = [[]]
    is_open = False
    for offset, text in lines:
        rows[-1].append((offset, text))
        is_open ^= text.count(_QUOTE) % 2 == 1
        if not is_open:
            rows.append([])
    return rows


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
    line = line.removesuffix(b"\r")
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
