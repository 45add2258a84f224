"""Judges one payload: a capture, or a rejection with its reason."""

from __future__ import annotations

import codecs
import hashlib
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal

from onrecord.capture.sniff import Sniffed, sniff, utf16_label
from onrecord.model import Capture, Container, Given, Origin, Rejected
from onrecord.settings import CaptureSettings

_HTML_NAMES = (".html", ".htm", ".xhtml", ".shtml")
_PLAIN_NAMES = (".txt", ".text", ".md", ".wet")
_PAGE_TYPES = frozenset(("text/html", "application/xhtml+xml", "application/vnd.wap.xhtml+xml"))
_UNSAID_TYPES = frozenset(
    ("", "application/octet-stream", "binary/octet-stream", "application/x-httpd-php", "text/xml", "application/xml")
)
_MEDIA_TYPE = re.compile(r"\s{0,99}([a-z0-9!#$&^_.+-]{1,99}/[a-z0-9!#$&^_.+-]{1,99})", re.IGNORECASE)
_CHARSET = re.compile(r"charset\s{0,9}=\s{0,9}[\"']?([^\s\"';,]{1,99})", re.IGNORECASE)
_BLANK = b" \t\r\n\f\v\0"  # NUL too: white space in UTF-16
_MARKS = (codecs.BOM_UTF8, codecs.BOM_UTF32_LE, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_DATE_14 = re.compile(r"(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)")  # a Wayback Machine time stamp


@dataclass(frozen=True, slots=True)
class Found:
    """What is known of one capture beside its payload."""

    uri: str
    container: Container
    offset: int | None = None
    name: str = ""  # file name, a hint where no content type is declared
    id: str | None = None
    record_id: str | None = None
    url: str | None = None
    captured_at: str | None = None
    content_type: str | None = None  # as declared, with its parameters
    http_status: int | None = None
    plain: bool = False  # known to be plain text: a conversion record
    given: Given | None = None
    damage: str | None = None


def judge(found: Found, body: bytes, settings: CaptureSettings) -> Capture | Rejected:
    """Return the capture that `body` makes, or why it is none: empty, not text, a feed, or of another media type."""
    media_type, charset = split_content_type(found.content_type or settings.content_type)
    if _is_blank(body):
        return _reject(found, body, media_type, settings, "empty", "capture.empty", "there is nothing in it")
    what = sniff(body)
    if objection := _objection(what, media_type):
        return _reject(found, body, media_type, settings, *objection)
    return Capture(
        origin=_origin(found, body, media_type, settings),
        body=body,
        charset=charset or _unmarked_utf16(body),
        plain=found.plain or _is_plain(what, media_type, found.name.lower()),
        http_status=found.http_status,
        given=found.given,
        damage=found.damage,
    )


def give_text(found: Found, given: Given, text: str, settings: CaptureSettings) -> Capture | Rejected:
    """Return the capture of an article's text that a row holds, character for character."""
    body = text.encode()
    if not text.strip():
        return _reject(found, body, None, settings, "empty", "capture.empty", "its text is empty")
    media_type, _ = split_content_type(found.content_type or settings.content_type)
    return Capture(_origin(found, body, media_type, settings), body, charset="utf-8", plain=True, given=given)


def reject(
    found: Found, settings: CaptureSettings, status: Literal["empty", "error", "skip"], reason: str, detail: str
) -> Rejected:
    """Return the rejection of a capture whose payload could not be had."""
    media_type, _ = split_content_type(found.content_type)
    return _reject(found, None, media_type, settings, status, reason, detail)


def split_content_type(value: str | None) -> tuple[str | None, str | None]:
    """Return the media type in lower case without parameters, and the charset; None for what is not said."""
    media_type = _MEDIA_TYPE.match(value or "")
    charset = _CHARSET.search(value or "", 0, 1000)
    return (media_type[1].lower() if media_type else None), (charset[1] if charset else None)


def utc_time(value: str | None) -> str | None:
    """Return a time as "2026-01-04T00:00:00Z" (UTC where it names no zone), a bare date as it is, else None."""
    text = (value or "").strip()[:40]
    if stamp := _DATE_14.fullmatch(text):
        text = "{}-{}-{}T{}:{}:{}".format(*stamp.groups())
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    if len(text) <= 10:
        return moment.date().isoformat()
    try:
        moment = moment.astimezone(UTC) if moment.tzinfo else moment
    except OverflowError:  # the year 1 in the east, the year 9999 in the west
        return None
    return moment.replace(tzinfo=None, microsecond=0).isoformat() + "Z"


def clean_url(value: str | None) -> str | None:
    """Return an address without controls and direction marks, which could hide what it is; None when none is left."""
    kept = "".join(c for c in value or "" if c.isprintable()).strip().strip("<>").strip()
    return kept or None


def _is_blank(body: bytes) -> bool:
    """Return whether there is nothing but white space, perhaps behind a byte order mark."""
    mark = next((mark for mark in _MARKS if body.startswith(mark)), b"")
    return not body[len(mark) : 4096].strip(_BLANK) and not body[len(mark) :].strip(_BLANK)


def _unmarked_utf16(body: bytes) -> str | None:
    """Return the UTF-16 label of a body that shows it by its NULs alone; what has a byte order mark says it itself."""
    label = utf16_label(body[:8192])
    return label if label in ("utf-16-le", "utf-16-be") else None


def _is_plain(what: Sniffed, media_type: str | None, name: str) -> bool:
    if what.kind == "html":
        return False
    if media_type is not None and media_type not in _UNSAID_TYPES:
        return media_type not in _PAGE_TYPES
    if name.endswith(_HTML_NAMES):
        return False
    return name.endswith(_PLAIN_NAMES) or what.kind == "text"


def _objection(what: Sniffed, media_type: str | None) -> tuple[Literal["error", "skip"], str, str] | None:
    """Return status, reason and words for bytes that can hold no article, else None."""
    if what.kind in ("media", "packed"):
        return "skip", "not_article.media_type", f"it is {what.media_type}, not a page"
    if what.kind == "binary":
        return "error", "capture.not_text", "the bytes are no text in any charset"
    if what.kind == "feed":
        return "skip", "not_article.feed", "it is a feed or a site map, not a page"
    if what.kind == "html" or media_type == "text/plain":
        return None
    if what.kind == "code":
        return "skip", "not_article.media_type", f"it is {what.media_type}, not a page"
    if media_type is None or media_type in _PAGE_TYPES or media_type in _UNSAID_TYPES:
        return None
    return "skip", "not_article.media_type", f"it is declared as {media_type}, not a page"


def _reject(
    found: Found,
    body: bytes | None,
    media_type: str | None,
    settings: CaptureSettings,
    status: Literal["empty", "error", "skip"],
    reason: str,
    detail: str,
) -> Rejected:
    return Rejected(_origin(found, body, media_type, settings), status, reason, detail)


def _origin(found: Found, body: bytes | None, media_type: str | None, settings: CaptureSettings) -> Origin:
    digest = "" if body is None else "sha256:" + hashlib.sha256(body).hexdigest()
    key = hashlib.sha256(f"{found.uri}\n{digest}".encode("utf-8", "surrogateescape")).hexdigest()[:16]
    return Origin(
        id=found.id or key,
        key=key,
        uri=found.uri,
        container=found.container,
        offset=found.offset,
        record_id=found.record_id,
        url=clean_url(found.url) or settings.url,
        captured_at=utc_time(found.captured_at) or settings.captured_at,
        media_type=media_type,
        digest=digest,
    )
