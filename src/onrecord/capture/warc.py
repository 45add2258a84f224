"""Reads WARC files, sound or damaged: a bad record costs itself only.

A record ends where its Content-Length says, if a record head, blank lines, a member's end or the file's end stand
there. If not, the length is false, and the record ends at the next record head. So text in a body that only looks
like a record head is passed over in sound records, and a false length does not glue two records together.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from onrecord.capture.codings import GZIP_MAGIC, ZSTD_MAGIC
from onrecord.capture.feed import Feed, find_start
from onrecord.capture.found import Found, judge, reject
from onrecord.capture.payload import MAX_HEAD_BYTES, Response, decode_payload, parse_fields, split_response
from onrecord.capture.stream import CHUNK_BYTES, Readable
from onrecord.errors import CaptureError
from onrecord.model import Capture, Rejected
from onrecord.settings import CaptureSettings

_LOOK_BYTES = 32  # behind a record, for blank lines and the next head
_OVERLAP_BYTES = 4096  # a record head is looked for in windows that overlap by this much
_HEAD_END = re.compile(rb"\r?\n[ \t]{0,9}\r?\n")
_HTTP_LINE = re.compile(rb"\nHTTP/\d")
_LENGTH = re.compile(rb"(?i)(?:^|\n)content-length[ \t]{0,9}:[ \t]{0,99}\+?(\d{1,18})[ \t]{0,99}\r?(?=\n|$)")
_BLANKS = b"\r\n\t \0"
_PASSED = frozenset(("warcinfo", "request", "metadata"))


@dataclass(frozen=True, slots=True)
class _Extent:
    """Where the body of a record lies in the buffer, and what is wrong with it."""

    start: int
    end: int
    damage: str | None = None
    incomplete: bool = False  # the data stop before the body does
    oversize: int | None = None  # bytes to skip: more than a capture may have


def read_warc(source: Readable, base: Found, settings: CaptureSettings) -> Iterator[Capture | Rejected]:
    """Yield what the records of a WARC file hold, in their order. Records that describe others yield nothing."""
    any_outcome = False
    for outcome in _outcomes(Feed(source), base, settings):
        any_outcome = True
        yield outcome
    if not any_outcome:
        yield reject(base, settings, "empty", "capture.no_records", "no record in it holds a page")


def _outcomes(feed: Feed, base: Found, settings: CaptureSettings) -> Iterator[Capture | Rejected]:
    charged = False  # a record has answered for the fault at the end of the buffer
    while _skip_blanks(feed) or feed.fault is not None:
        if not feed.buffer:
            if not charged:
                yield _fault(feed, base, settings)
            feed.mend()
            charged = False
        elif feed.buffer.startswith((GZIP_MAGIC, ZSTD_MAGIC)) and feed.repack(0):
            continue
        elif feed.buffer[:5].upper() != b"WARC/" or (head := _take_head(feed)) is None:
            yield _junk(feed, base, settings)
            charged = feed.fault is not None and not feed.buffer
        else:
            outcome, charged = _take_record(feed, head, base, settings)
            if outcome is not None:
                yield outcome


def _skip_blanks(feed: Feed) -> bool:
    """Drop line ends, spaces and NUL padding; say whether anything follows."""
    while feed.fill(1):
        blank = len(feed.buffer) - len(feed.buffer.lstrip(_BLANKS))
        feed.drop(blank)
        if feed.buffer:
            return True
    return False


def _fault(feed: Feed, base: Found, settings: CaptureSettings) -> Rejected:
    """Return the rejection of a member that broke off before a record opened in it."""
    found = _located(feed, base)
    if feed.cut:
        return reject(found, settings, "error", "capture.truncated", f"{feed.fault}")
    return reject(found, settings, "error", "capture.damaged", f"the packed data is damaged ({feed.fault})")


def _junk(feed: Feed, base: Found, settings: CaptureSettings) -> Rejected:
    """Drop everything up to the next record; return the rejection that says how much it was."""
    found = _located(feed, base)
    skipped = 0
    at = 1
    while True:
        start = _next_start(feed, at)
        if start is not None:
            skipped += start
            feed.drop(start)
            break
        passed = max(len(feed.buffer) - _OVERLAP_BYTES, 0)
        if not feed.fill(len(feed.buffer) + CHUNK_BYTES // 2) and len(feed.buffer) - passed <= _OVERLAP_BYTES:
            skipped += len(feed.buffer)
            feed.drop(len(feed.buffer))
            break
        skipped += passed
        feed.drop(passed)
        at = 0 if passed else 1
    return reject(found, settings, "error", "capture.damaged", f"{skipped:,} bytes here are no WARC record")


def _next_start(feed: Feed, at: int) -> int | None:
    """Return where in the buffer, from `at`, the next record or member starts; the earlier of head and mark."""
    plain = bool(feed.marks) and not feed.marks[-1].packed
    start = find_start(feed.buffer, at, members=plain)
    mark = feed.mark_inside(at, len(feed.buffer) if start is None else start)
    return start if mark is None else mark


def _take_head(feed: Feed) -> bytes | None:
    """Return the record head at the front of the buffer, through its blank line; None when it has no end."""
    size, searched = 1024, 0
    while True:
        full = feed.fill(size)
        end = _head_end(feed.buffer, searched, size)
        if end is not None:
            return bytes(feed.buffer[:end])
        if not full or size > MAX_HEAD_BYTES:
            return None
        searched, size = max(size - 1024, 0), size * 4


def _head_end(buffer: bytearray, searched: int, limit: int) -> int | None:
    """Return where the head ends: behind its blank line, or before a response or record that follows without one."""
    blank = _HEAD_END.search(buffer, searched, limit)
    end = min(limit, len(buffer)) if blank is None else blank.end()
    http = _HTTP_LINE.search(buffer, searched, end)
    if http is not None:
        return http.start() + 1
    if buffer.find(b"WARC/", max(searched, 5), end) >= 0:
        following = find_start(buffer, max(searched, 5), members=False)
        if following is not None and following < end:
            return following
    return None if blank is None else end


def _take_record(
    feed: Feed, head: bytes, base: Found, settings: CaptureSettings
) -> tuple[Capture | Rejected | None, bool]:
    """Consume one record. Return what it holds, and whether it answers for the fault at the end of the buffer."""
    found = _located(feed, base)
    inside = feed.place()[1]
    fields = parse_fields(head)
    found = replace(
        found,
        record_id=fields.get("warc-record-id", "").strip("<> ") or None,
        url=fields.get("warc-target-uri"),
        captured_at=fields.get("warc-date"),
    )
    extent = _extent(feed, head, settings)
    if extent.oversize is not None:
        return _oversize(feed, fields, found, extent, settings), False
    block = bytes(feed.buffer[extent.start : extent.end])
    touched = feed.fault is not None and not feed.buffer[extent.end :].strip(_BLANKS) and not _reached(feed, extent.end)
    fault, cut = feed.fault, feed.cut
    feed.drop(extent.end)
    if touched and not cut and (extent.incomplete or inside == 0):
        words = f"the packed data is damaged ({fault})"
        return _unless_passed(fields, reject(found, settings, "error", "capture.damaged", words)), True
    outcome = _held(fields, block, replace(found, damage=extent.damage or _false_digest(fields, block)), settings)
    if extent.damage and isinstance(outcome, Rejected) and outcome.status != "skip":
        reason = "capture.truncated" if extent.incomplete else "capture.damaged"
        outcome = reject(found, settings, "error", reason, extent.damage)
    return outcome, touched and (extent.incomplete or inside == 0)


def _reached(feed: Feed, end: int) -> bool:
    """Return whether a member has opened at or behind this place of the buffer."""
    return any(mark.position - feed.position >= end for mark in feed.marks)


def _extent(feed: Feed, head: bytes, settings: CaptureSettings) -> _Extent:
    """Return where the record's body lies: by its length if something confirms it, else up to the next record head."""
    start = len(head)
    limit = start + settings.max_body_bytes + CHUNK_BYTES
    lengths = [int(length) for length in _LENGTH.findall(head)]
    for length in lengths:
        end = start + length
        if end <= limit:
            feed.fill(end + _LOOK_BYTES)
            if _ends_at(feed, start, end):
                return _Extent(start, *_undercut(feed, start, end))
    said = f"{lengths[0]:,} bytes" if lengths else "no length"
    following = _following(feed, start, limit)
    if following is not None:
        end = start + len(_without_blank_line(feed.buffer[start:following]))
        return _Extent(start, end, f"the record says {said} and has {end - start:,}")
    if len(feed.buffer) >= limit:
        return _Extent(start, limit, oversize=max(lengths, default=0))
    end = len(feed.buffer)
    short = not lengths or start + max(lengths) > end
    body = end - start
    words = f"the record stops after {body:,} of {said}" if short else f"the record says {said} and has {body:,}"
    return _Extent(start, end, words, incomplete=short)


def _ends_at(feed: Feed, start: int, end: int) -> bool:
    """Return whether something confirms that the record whose body starts at `start` ends at `end`."""
    if end > len(feed.buffer):
        return False
    tail = bytes(feed.buffer[end : end + _LOOK_BYTES])
    rest = tail.lstrip(b"\r\n")
    blank = len(tail) - len(rest)
    if not rest.strip(b"\0") or rest[:5].upper() == b"WARC/":
        return True
    if tail[:blank].count(b"\n") >= 2:  # junk may follow; but the blank line behind a response's head is no end
        opening = bytes(feed.buffer[start:end])
        return not opening.startswith(b"HTTP/") or bool(split_response(opening).body)
    return any(feed.is_mark(at) for at in range(end, end + blank + 1))


def _undercut(feed: Feed, start: int, end: int) -> tuple[int, str | None]:
    """Return where a record ends whose length is confirmed, but perhaps only by a record that it should not reach."""
    member = feed.mark_inside(start, end)
    words = f"the record says {end - start:,} bytes and reaches into the next"
    if member is not None:
        return start + len(_without_blank_line(feed.buffer[start:member])), words
    if feed.buffer.find(b"\nWARC/", start, end) < 0:
        return end, None
    following = find_start(feed.buffer, start, members=False)
    response = split_response(bytes(feed.buffer[start:following]))
    length = response.fields.get("content-length", "")
    body = _without_blank_line(response.body)
    if following is not None and following < end and length.isdecimal() and int(length[:18]) == len(body):
        return start + len(_without_blank_line(feed.buffer[start:following])), words
    return end, None


def _following(feed: Feed, start: int, limit: int) -> int | None:
    """Return where the next record starts in the buffer, which is filled as needed and no further than `limit`."""
    at = start
    while True:
        found = find_start(feed.buffer, at, members=False)
        mark = feed.mark_inside(max(at, 1), len(feed.buffer) if found is None else found)
        if mark is not None or found is not None:
            return found if mark is None else mark
        at = max(len(feed.buffer) - _OVERLAP_BYTES, start)
        held = len(feed.buffer)
        if held >= limit or (not feed.fill(min(held + CHUNK_BYTES, limit)) and len(feed.buffer) == held):
            return None


def _without_blank_line(body: bytes | bytearray) -> bytes | bytearray:
    for end in (b"\r\n\r\n", b"\n\n", b"\r\n", b"\n"):
        if body.endswith(end):
            return body[: -len(end)]
    return body


def _oversize(
    feed: Feed, fields: dict[str, str], found: Found, extent: _Extent, settings: CaptureSettings
) -> Rejected | None:
    """Skip a record that is larger than a capture may be, as far as its length says or another record opens."""
    opening = bytes(feed.buffer[extent.start : extent.start + MAX_HEAD_BYTES])
    left = extent.start + (extent.oversize or 0)
    feed.drop(extent.end - _OVERLAP_BYTES)
    left -= extent.end - _OVERLAP_BYTES
    while left > 0 and feed.fill(1):
        feed.fill(16 * CHUNK_BYTES)
        start = _next_start(feed, 0)
        if start is not None and start < left:
            feed.drop(start)
            break
        step = min(left, max(len(feed.buffer) - _OVERLAP_BYTES, 1))
        feed.drop(step)
        left -= step
    words = f"it has more than {settings.max_body_bytes:,} bytes"
    small = _held(fields, opening, found, replace(settings, max_body_bytes=len(opening)))
    if small is None or (isinstance(small, Rejected) and small.reason == "not_article.media_type"):
        return small
    return reject(found, settings, "error", "capture.too_large", words)


def _held(fields: dict[str, str], block: bytes, found: Found, settings: CaptureSettings) -> Capture | Rejected | None:
    """Return what a record holds; None for records that describe other records or no web page."""
    kind = fields.get("warc-type", "").lower() or ("response" if block.startswith(b"HTTP/") else "resource")
    scheme = fields.get("warc-target-uri", "").strip("<> ").partition(":")[0].lower()
    if kind in _PASSED or scheme in ("dns", "urn", "whois"):
        return None
    match kind:
        case "response" if block.startswith(b"HTTP/") or "http" in fields.get("content-type", "application/http"):
            return _judged(split_response(block), found, settings)
        case "response" | "resource":
            return _judged(_as_response(fields, block), found, settings)
        case "conversion":
            converted = replace(found, plain=fields.get("content-type", "text/plain").startswith("text/plain"))
            return _judged(_as_response(fields, block), converted, settings)
        case "revisit":
            words = "it is the same as at an earlier visit, whose capture has the text"
            return reject(found, settings, "skip", "capture.revisit", words)
        case "continuation":
            words = "it goes on with a record of another file, and cannot be read by itself"
            return reject(found, settings, "skip", "capture.segment", words)
        case _:
            return None


def _unless_passed(fields: dict[str, str], rejected: Rejected) -> Rejected | None:
    return None if fields.get("warc-type", "").lower() in _PASSED else rejected


def _as_response(fields: dict[str, str], block: bytes) -> Response:
    return Response(None, {"content-type": fields.get("content-type", "")}, block)


def _judged(response: Response, found: Found, settings: CaptureSettings) -> Capture | Rejected:
    found = replace(found, content_type=response.fields.get("content-type") or None, http_status=response.status)
    try:
        body, damage = decode_payload(response.fields, response.body, settings)
    except CaptureError as error:
        return reject(found, settings, error.status, error.reason, error.what)
    return judge(replace(found, damage=found.damage or damage), body, settings)


def _located(feed: Feed, base: Found) -> Found:
    """Return what is known of a record at the front of the buffer: where it is."""
    offset, inside = feed.place()
    return replace(base, uri=f"{base.uri}#{offset}" + (f"+{inside}" if inside else ""), offset=offset)


def _false_digest(fields: dict[str, str], block: bytes) -> str | None:
    """Return words when the record names a digest that is not its block's or payload's, else None.

    The payload's digest is taken of the payload as transferred; some writers take it of the unpacked one, so that a
    payload with a coding around it proves nothing.
    """
    if "warc-block-digest" in fields:
        return None if _is_digest(fields["warc-block-digest"], block) else "the block is not what its digest says"
    if "warc-payload-digest" not in fields:
        return None
    response = split_response(block)
    if response.fields.keys() & {"content-encoding", "transfer-encoding"}:
        return None
    said = fields["warc-payload-digest"]
    return None if _is_digest(said, response.body) else "the payload is not what its digest says"


def _is_digest(labelled: str, data: bytes) -> bool:
    """Return whether "sha1:BASE32-OR-HEX" is the digest of the data; also when it is of a kind we do not know."""
    name, _, value = labelled[:200].partition(":")
    name = name.lower().replace("-", "")
    if name not in ("sha1", "sha256", "md5"):
        return True
    digest = hashlib.new(name, data, usedforsecurity=False).digest()
    return value.lower() == digest.hex() or value.upper().rstrip("=") == base64.b32encode(digest).decode().rstrip("=")
