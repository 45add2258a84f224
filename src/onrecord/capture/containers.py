"""Decides what a stored file is, by content first and by name second, and hands it to its reader."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import IO, cast

from onrecord.capture.codings import GZIP_MAGIC, ZSTD_DICTIONARY_MAGIC, ZSTD_MAGIC, CodingError, Decoder, Inflate, Zstd
from onrecord.capture.found import Found, clean_url, judge, reject
from onrecord.capture.sniff import known_magic, sniff
from onrecord.capture.stream import CHUNK_BYTES, Readable, Stream, Unpacked
from onrecord.capture.warc import read_warc
from onrecord.model import Capture, Container, Rejected
from onrecord.settings import CaptureSettings

_PAGE_NAMES = (".html", ".htm", ".xhtml", ".txt")
_WARC_NAMES = (".warc", ".wet", ".warc.gz", ".wet.gz", ".warc.zst", ".wet.zst")
_JSON_LINES = (".jsonl", ".ndjson", ".jsonlines")
_TABLES = (".csv", ".tsv")
_PACKED_NAMES = (".gz", ".zst", ".zstd")
_UNREADABLE = {
    "application/x-tar": "tar",
    "application/x-bzip2": "bzip2",
    "application/x-xz": "xz",
    "application/x-7z-compressed": "7-Zip",
    "application/vnd.rar": "RAR",
}
_ROW_START = re.compile(rb"(?:\xef\xbb\xbf)?\s{0,99}\{\s{0,99}\"")
_MAX_NESTED = 2  # a packed file in a packed file is somebody's slip; a third is an attack
_SAVED_FROM = re.compile(rb"<!--\s{0,9}saved from url=\(\d{1,9}\)(\S{1,4096})")
_SINGLE_FILE_URL = re.compile(rb"Page saved with SingleFile\s{1,9}url:\s{1,9}(\S{1,4096})")
_SINGLE_FILE_DATE = re.compile(rb"saved date:\s{1,9}\w{3}\s(\w{3}\s\d{1,2}\s\d{4}\s\d\d:\d\d:\d\d)\sGMT([+-]\d{4})")


def read_stored(
    source: Readable, found: Found, settings: CaptureSettings, *, folder: Path | None = None, nested: int = 0
) -> Iterator[Capture | Rejected]:
    """Yield what a stored file holds. `folder` is where it lies, for rows that name files beside it."""
    stream = Stream(source)
    head = stream.peek()
    name = found.name.lower()
    if _is_warc(head, name):
        yield from read_warc(stream, _as(found, "warc"), settings)
    elif head.startswith((GZIP_MAGIC, ZSTD_MAGIC)):
        yield from _read_packed(stream, found, settings, folder, nested)
    elif head.startswith((b"PK\x03\x04", b"PK\x05\x06")) and not name.endswith(_PAGE_NAMES):
        yield from _read_zip(source, stream, found, settings)
    elif (known := known_magic(head)) in _UNREADABLE:
        words = f"it is a {_UNREADABLE[known or '']} file, which is not read: unpack it first"
        yield reject(found, settings, "error", "capture.unsupported", words)
    elif name.endswith(_TABLES):
        from onrecord.capture.articles import read_table

        yield from read_table(stream, _as(found, "csv"), settings, folder)
        yield from _cut_rows(source, found, settings)
    elif name.endswith(_JSON_LINES) or _is_rows(head):
        from onrecord.capture.articles import read_json_lines

        yield from read_json_lines(stream, _as(found, "jsonl"), settings, folder)
        yield from _cut_rows(source, found, settings)
    elif name.endswith(".json"):
        yield from _read_json(stream, found, settings, folder)
    else:
        yield _read_page(stream, found, settings)


def _cut_rows(source: Readable, found: Found, settings: CaptureSettings) -> Iterator[Rejected]:
    """Yield the rejection that says that rows are missing, when the packed file stopped early."""
    if isinstance(source, Unpacked) and source.fault is not None:
        yield reject(found, settings, "error", "capture.truncated", source.fault)


def _as(found: Found, container: Container) -> Found:
    """Return `found` in a container of this kind, unless it already lies in an archive."""
    return found if found.container in ("wacz", "zip") else replace(found, container=container)


def _is_warc(head: bytes, name: str) -> bool:
    if head.lstrip()[:5].upper() == b"WARC/":
        return True
    if head.startswith(ZSTD_DICTIONARY_MAGIC):
        return True
    if head.startswith((GZIP_MAGIC, ZSTD_MAGIC)):
        inner = _opening(head)
        return inner.lstrip()[:5].upper() == b"WARC/" or (name.endswith(_WARC_NAMES) and sniff(inner).kind != "html")
    return name.endswith(_WARC_NAMES) and sniff(head).kind != "html"


def _opening(packed: bytes) -> bytes:
    """Return the first bytes that a packed stream unpacks to; none when it is damaged from the start."""
    decoder: Decoder = Inflate(31) if packed.startswith(GZIP_MAGIC) else Zstd()
    try:
        return next(decoder.push(packed), b"")[:CHUNK_BYTES]
    except CodingError:
        return b""


def _is_rows(head: bytes) -> bool:
    """Return whether the first line is a JSON object with a field that can hold an article."""
    if not _ROW_START.match(head):
        return False
    from onrecord.capture.articles import is_article_row

    return is_article_row(head.lstrip(b"\xef\xbb\xbf \t\r\n").partition(b"\n")[0])


def _read_json(
    stream: Stream, found: Found, settings: CaptureSettings, folder: Path | None
) -> Iterator[Capture | Rejected]:
    """Yield what a JSON file of one row (news-please writes such) or a list of rows holds, else judge it as a page."""
    from onrecord.capture.articles import read_json

    body = stream.peek(settings.max_body_bytes + 1)
    rows = read_json(body, _as(found, "jsonl"), settings, folder) if len(body) <= settings.max_body_bytes else []
    yield from rows or (_read_page(stream, found, settings),)


def _read_packed(
    stream: Stream, found: Found, settings: CaptureSettings, folder: Path | None, nested: int
) -> Iterator[Capture | Rejected]:
    if nested >= _MAX_NESTED:
        yield reject(found, settings, "error", "capture.nested", "it is packed more than twice")
        return
    name = found.name
    for ending in _PACKED_NAMES:
        if name.lower().endswith(ending):
            name = name[: -len(ending)]
    gzip = stream.peek().startswith(GZIP_MAGIC)
    unpacked = Unpacked(stream, Inflate if gzip else Zstd, GZIP_MAGIC if gzip else ZSTD_MAGIC)
    yield from read_stored(unpacked, replace(found, name=name), settings, folder=folder, nested=nested + 1)


def _read_zip(
    source: Readable, stream: Stream, found: Found, settings: CaptureSettings
) -> Iterator[Capture | Rejected]:
    from onrecord.capture.archive import read_archive

    if found.container in ("wacz", "zip"):
        yield reject(found, settings, "skip", "capture.nested", "it is an archive in an archive")
    elif found.container == "file" and hasattr(source, "seek"):
        yield from read_archive(cast("IO[bytes]", source), found, settings)
    else:  # a zip file is read from its end, so standard input has to be kept first
        with tempfile.TemporaryFile() as kept:
            while chunk := stream.read():
                kept.write(chunk)
                if kept.tell() > settings.max_kept_bytes:
                    words = f"it has more than {settings.max_kept_bytes:,} bytes, and stands in no file of its own"
                    yield reject(found, settings, "error", "capture.too_large", words)
                    return
            yield from read_archive(kept, found, settings)


def _read_page(stream: Stream, found: Found, settings: CaptureSettings) -> Capture | Rejected:
    """Return the one page that a file is."""
    body = stream.read_all(settings.max_body_bytes)
    if body is None:
        words = f"it has more than {settings.max_body_bytes:,} bytes"
        return reject(found, settings, "error", "capture.too_large", words)
    source = stream.source
    if isinstance(source, Unpacked) and source.fault is not None:
        if not body:
            return reject(found, settings, "error", "capture.damaged", source.fault)
        found = replace(found, damage=source.fault)
    return judge(_with_saved_address(found, body), body, settings)


def _with_saved_address(found: Found, body: bytes) -> Found:
    """Return `found` with the address and time that a browser or SingleFile left in a comment."""
    head = body[:8192]
    url = _SAVED_FROM.search(head) or _SINGLE_FILE_URL.search(head)
    if url is None:
        return found
    saved_at = None
    if date := _SINGLE_FILE_DATE.search(head):
        try:
            saved = datetime.strptime(f"{date[1].decode()} {date[2].decode()}", "%b %d %Y %H:%M:%S %z")
            saved_at = saved.isoformat()
        except ValueError:
            saved_at = None
    return replace(found, url=clean_url(url[1].decode("utf-8", "replace")), captured_at=saved_at)
