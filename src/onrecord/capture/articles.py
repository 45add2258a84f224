"""Reads rows of pages or articles: JSONL, CSV, and single JSON files, in the fields of the tools that write them."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import msgspec

from onrecord.capture.codings import GZIP_MAGIC, ZSTD_MAGIC, Inflate, Zstd
from onrecord.capture.found import Found, give_text, judge, reject
from onrecord.capture.rows import AsUtf8, likely_delimiter, split_cells, split_lines, split_table
from onrecord.capture.stream import Readable, Stream, Unpacked
from onrecord.model import Capture, Given, Rejected
from onrecord.settings import CaptureSettings

Row = dict[str, object]

# names in order of preference: our own, then trafilatura's, fundus's and news-please's
_HTML = ("html", "raw_html", "content_html")
_TEXT = ("text", "plaintext", "maintext", "raw_text", "body", "article_text", "content")
_PATH = ("path",)
_TITLE = ("title", "headline")
_URL = ("url", "source", "responded_url", "requested_url", "link")
_AUTHORS = ("authors", "author", "byline")
_PUBLISHED = ("published", "publishing_date", "date_publish", "published_at", "publication_date", "date")
_CAPTURED = ("captured_at", "date_download", "crawl_date", "fetched_at", "timestamp")
_SITE = ("site", "sitename", "source-hostname", "source_domain", "hostname", "publisher")
_LANGUAGE = ("language", "lang")
_TYPE = ("content_type", "media_type")
_ID = ("id",)
_FIELD = re.compile(rb'"(?:' + "|".join((*_HTML, *_TEXT, *_PATH)).encode() + rb')"\s{0,9}:')


def is_article_row(line: bytes) -> bool:
    """Return whether a first line, perhaps cut, is a JSON object with a field that can hold an article."""
    try:
        row = msgspec.json.decode(line)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return len(line) > 60_000 and _FIELD.search(line) is not None
    return isinstance(row, dict) and any(name in row for name in (*_HTML, *_TEXT, *_PATH))


def read_json_lines(
    stream: Stream, found: Found, settings: CaptureSettings, folder: Path | None
) -> Iterator[Capture | Rejected]:
    """Yield what the rows of a JSONL file hold. `folder` is where it lies: a row's `path` counts from there."""
    any_row = False
    for offset, line in split_lines(_as_utf8(stream), settings.max_row_bytes):
        line = line.removeprefix(codecs.BOM_UTF8) if line and not offset else line
        if line is not None and not line.strip(b"\x00 \t\r\n"):
            continue
        any_row = True
        here = replace(found, uri=f"{found.uri}#{offset}", offset=offset)
        if line is None:
            yield _bad_row(here, settings, f"it has more than {settings.max_row_bytes:,} bytes")
        else:
            yield _read_line(line, here, settings, folder)
    if not any_row:
        yield reject(found, settings, "empty", "capture.no_records", "it holds no row")


def read_json(body: bytes, found: Found, settings: CaptureSettings, folder: Path | None) -> list[Capture | Rejected]:
    """Return what a JSON file holds that is one row or a list of rows; nothing when it is neither."""
    try:
        value = msgspec.json.decode(body.removeprefix(codecs.BOM_UTF8))
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return []
    if isinstance(value, dict):
        return [read_row(value, found, settings, folder)] if _holds_article(value) else []
    if not isinstance(value, list) or not any(isinstance(row, dict) and _holds_article(row) for row in value):
        return []
    return [
        read_row(row, here, settings, folder) if isinstance(row, dict) else _bad_row(here, settings, "it is no object")
        for here, row in ((replace(found, uri=f"{found.uri}#/{n}"), row) for n, row in enumerate(value))
    ]


def read_table(
    stream: Stream, found: Found, settings: CaptureSettings, folder: Path | None
) -> Iterator[Capture | Rejected]:
    """Yield what the rows of a CSV file hold. Its first row names the columns."""
    rows = split_table(_as_utf8(stream), settings.max_row_bytes)
    _, header = next(rows, (0, None))
    header = (header or "").removeprefix("\ufeff")
    delimiter = likely_delimiter(header)
    columns = [name.strip().lower() for name in split_cells(header, delimiter)]
    if not set(columns) & {*_HTML, *_TEXT, *_PATH}:
        yield _bad_row(found, settings, "its first row names no column html, text or path")
        return
    any_row = False
    for offset, row in rows:
        if row is None or row.strip():
            any_row = True
            here = replace(found, uri=f"{found.uri}#{offset}", offset=offset)
            yield _read_cells(row, columns, delimiter, here, settings, folder)
    if not any_row:
        yield reject(found, settings, "empty", "capture.no_records", "it holds no row")


def read_row(row: Row, found: Found, settings: CaptureSettings, folder: Path | None) -> Capture | Rejected:
    """Return what one row holds: its html, else the file that its path names, else its text as it is."""
    row = _flat(row)
    found = replace(
        found,
        id=_word(row, _ID),
        url=_word(row, _URL),
        captured_at=_word(row, _CAPTURED),
        content_type=_word(row, _TYPE),
        given=_given(row),
    )
    if html := _word(row, _HTML):
        charset = replace(found, content_type=f"{found.content_type or 'text/html'}".split(";")[0] + "; charset=utf-8")
        return judge(charset, html.encode(), settings)
    text = _raw_text(row)
    if (path := _word(row, _PATH)) and text is None:
        return _read_path(path, found, settings, folder)
    if text is None:
        return _bad_row(found, settings, "it has no html, no text and no path")
    return give_text(found, replace(found.given or Given(), text=text), text, settings)


def _as_utf8(stream: Stream) -> Readable:
    return AsUtf8(stream) if stream.peek(2) in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE) else stream


def _holds_article(row: Row) -> bool:
    return any(row.get(name) for name in (*_HTML, *_TEXT, *_PATH))


def _bad_row(found: Found, settings: CaptureSettings, words: str) -> Rejected:
    return reject(found, settings, "error", "capture.row", words)


def _read_line(line: bytes, found: Found, settings: CaptureSettings, folder: Path | None) -> Capture | Rejected:
    try:
        row = msgspec.json.decode(line)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        return _bad_row(found, settings, f"it is not JSON ({error})")
    except RecursionError:
        return _bad_row(found, settings, "it is nested too deep")
    if not isinstance(row, dict):
        return _bad_row(found, settings, "it is no JSON object")
    return read_row(row, found, settings, folder)


def _read_cells(
    row: str | None, columns: list[str], delimiter: str, found: Found, settings: CaptureSettings, folder: Path | None
) -> Capture | Rejected:
    if row is None:
        return _bad_row(found, settings, f"a quote in it never closes, or it has over {settings.max_row_bytes:,} bytes")
    cells = split_cells(row, delimiter)
    if len(cells) > len(columns):
        return _bad_row(found, settings, f"it has {len(cells)} cells, and the first row names {len(columns)}")
    named: Row = {}
    for name, cell in zip(columns, cells, strict=False):
        named.setdefault(name, cell)
    return read_row(named, found, settings, folder)


def _flat(row: Row) -> Row:
    """Return the row with fundus's nested `html` laid open: its content, addresses and time of the crawl."""
    html = row.get("html")
    if not isinstance(html, dict):
        return row
    return {**html, **row, "html": html.get("content") or html.get("html")}


def _word(row: Row, names: tuple[str, ...]) -> str | None:
    """Return the first of the named fields that says something, as text."""
    for name in names:
        value = row.get(name)
        if isinstance(value, str) and value.strip():
            return value
        if isinstance(value, int | float) and not isinstance(value, bool):
            return str(value)
    return None


def _raw_text(row: Row) -> str | None:
    """Return the text of the row, character for character; "" when it is there and empty, None when it is not there."""
    found = None
    for name in _TEXT:
        value = row.get(name)
        text = _joined(value) if isinstance(value, dict | list) else value
        if isinstance(text, str):
            if text.strip():
                return text
            found = ""
    return found


def _joined(value: object) -> str:
    """Return a nested text (fundus: summary, sections of headline and paragraphs), a blank line between its parts."""
    waiting, parts = [value], list[str]()
    while waiting:
        item = waiting.pop()
        if isinstance(item, str):
            parts.append(item)
        elif isinstance(item, list):
            waiting += reversed(item)
        elif isinstance(item, dict):
            waiting += reversed([item[key] for key in ("summary", "sections", "headline", "paragraphs") if key in item])
    return "\n\n".join(part for part in parts if part.strip())


def _given(row: Row) -> Given | None:
    given = Given(
        title=_word(row, _TITLE),
        authors=_authors(row),
        published=_word(row, _PUBLISHED),
        language=_word(row, _LANGUAGE),
        site=_word(row, _SITE),
    )
    return None if given == Given() else given


def _authors(row: Row) -> tuple[str, ...]:
    """Return the authors: a list of names or of objects with a name, or text with semicolons between names."""
    for name in _AUTHORS:
        value = row.get(name)
        if isinstance(value, str) and value.lstrip().startswith("["):
            value = _listed(value)
        if isinstance(value, str):
            value = value.split(";")
        if isinstance(value, list):
            names = [item.get("name") if isinstance(item, dict) else item for item in value]
            kept = tuple(item.strip() for item in names if isinstance(item, str) and item.strip())
            if kept:
                return kept
    return ()


def _listed(value: str) -> object:
    """Return a list that a table keeps as text, in JSON or as Python shows it."""
    try:
        return msgspec.json.decode(value)
    except (msgspec.DecodeError, RecursionError):
        return [name.strip(" '\"") for name in value.strip().strip("[]").split(",")]


def _read_path(path: str, found: Found, settings: CaptureSettings, folder: Path | None) -> Capture | Rejected:
    """Return the page in the file that a row names, which must lie in the folder of the row's own file."""
    if folder is None:
        return _bad_path(found, settings, path, "only a file in a folder can name files beside it")
    try:
        real = (folder / path).resolve()
        if not real.is_relative_to(folder.resolve()):
            return _bad_path(found, settings, path, "it leads out of the folder")
        if real.exists() and not real.is_file():
            return _bad_path(found, settings, path, "it is no file")
        with real.open("rb") as source:
            body = _read_page(source, settings)
    except (OSError, ValueError, RuntimeError) as error:  # a NUL in the path, a circle of links
        return reject(found, settings, "error", "capture.unreadable", f"{path!r}: {str(error).lower()}")
    if body is None:
        words = f"{path!r} has more than {settings.max_body_bytes:,} bytes"
        return reject(found, settings, "error", "capture.too_large", words)
    return judge(replace(found, name=real.name), body, settings)


def _bad_path(found: Found, settings: CaptureSettings, path: str, words: str) -> Rejected:
    return reject(found, settings, "skip", "capture.unsafe_path", f"{path!r}: {words}")


def _read_page(source: Readable, settings: CaptureSettings) -> bytes | None:
    stream = Stream(source)
    for magic, opens in ((GZIP_MAGIC, Inflate), (ZSTD_MAGIC, Zstd)):
        if stream.peek(4).startswith(magic):
            return Stream(Unpacked(stream, opens, magic)).read_all(settings.max_body_bytes)
    return stream.read_all(settings.max_body_bytes)
