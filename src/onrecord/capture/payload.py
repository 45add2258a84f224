"""Undoes what HTTP did to a payload: the response head, chunks, and content codings that may lie, nest or be cut."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NamedTuple

from onrecord.capture.codings import GZIP_MAGIC, Brotli, CodingError, Decoder, Inflate, Zstd
from onrecord.capture.sniff import sniff
from onrecord.errors import CaptureError
from onrecord.settings import CaptureSettings

MAX_CODINGS = 8  # nested; browsers and servers agree on one
MAX_HEAD_BYTES = 4 << 20  # of a response; a hundred thousand header lines stay under it
_RATIO_FLOOR_BYTES = 8 << 20  # below this a high ratio is harmless, and blank padding reaches it
_CAREFUL_BYTES = 1 << 20  # packed brotli up to this size is read byte by byte when it is damaged
_STATUS_LINE = re.compile(rb"HTTP/[\d.]{1,9}[ \t]{1,9}(\d{1,9})")
_HEAD_END = re.compile(rb"\r?\n[ \t]{0,9}\r?\n")
_BODY_START = re.compile(rb"\n[ \t]{0,99}(?=<(?:!doctype|html|head|body|\?xml|!--))", re.IGNORECASE)
_CHUNK_SIZE = re.compile(rb"\s{0,9}([0-9a-fA-F]{1,16})[ \t]{0,9}(?:;[^\n]{0,4096})?\r?\n")


@dataclass(frozen=True, slots=True)
class Response:
    """An HTTP response: its status, header fields by lower-case name (the first of each counts), and raw payload."""

    status: int | None
    fields: dict[str, str]
    body: bytes


class Decoded(NamedTuple):
    """A payload with its codings undone, and what was wrong with them."""

    body: bytes
    damage: str | None = None


def split_response(block: bytes) -> Response:
    """Return the response in `block`, however dirty; all of it is the payload when it opens with no status line."""
    status = _STATUS_LINE.match(block)
    if status is None:
        return Response(None, {}, block)
    head, body_at = _head_and_body(block)
    code = int(status[1])
    return Response(code if code < 1000 else None, parse_fields(head), block[body_at:])


def parse_fields(head: bytes) -> dict[str, str]:
    """Return header fields by lower-case name. Folded lines are joined, lines without a colon passed over."""
    fields: dict[str, str] = {}
    name = ""
    for line in head.split(b"\n"):
        text = line.decode("utf-8", "replace").rstrip("\r")
        if text[:1] in (" ", "\t") and name:
            fields[name] += " " + text.strip()
            continue
        key, colon, value = text.partition(":")
        name = key.strip().lower() if colon and key.strip().lower() not in fields else ""
        if name:
            fields[name] = value.strip()
    return fields


def decode_payload(fields: dict[str, str], body: bytes, settings: CaptureSettings) -> Decoded:
    """Return the payload with transfer and content codings undone. A coding that is claimed falsely changes nothing.

    Raises:
        CaptureError: it unpacks to more than the caps allow (capture.too_large), or is packed too often
            (capture.coding).
    """
    damage = None
    if "chunked" in fields.get("transfer-encoding", "").lower():
        body, damage = _join_chunks(body)
    claimed = [name.strip().lower() for name in fields.get("content-encoding", "").split(",")]
    codings = [name.removeprefix("x-") for name in claimed if name not in ("", "identity", "none", "utf-8")]
    if len(codings) > MAX_CODINGS:
        raise CaptureError(f"{len(codings)} codings lie around it", reason="capture.coding")
    if not codings and body.startswith(GZIP_MAGIC):  # packed, and the server or the crawler forgot to say so
        codings = ["gzip"]
    for coding in reversed(codings):
        body, fault = undo_coding(coding, body, settings)
        damage = damage or fault
    if len(body) > settings.max_body_bytes:
        raise CaptureError(f"it has {len(body):,} bytes", reason="capture.too_large")
    return Decoded(body, damage)


def undo_coding(coding: str, body: bytes, settings: CaptureSettings) -> Decoded:
    """Return `body` unpacked: as it is when it was never packed this way, and up to the damage when it is damaged.

    Raises:
        CaptureError: it unpacks to more than the caps allow.
    """
    if sniff(body).kind in ("html", "tags"):  # brotli and raw deflate would make something of it
        return Decoded(body)
    for decoder in _decoders(coding, body):
        unpacked = _unpack(decoder, body, settings)
        if unpacked is not None:
            return unpacked
    return Decoded(body)


def _decoders(coding: str, body: bytes) -> list[Decoder]:
    """Return the decoders to try, the likeliest first."""
    match coding:
        case "gzip":
            return [Inflate(31)] if body.startswith(GZIP_MAGIC) else []
        case "deflate":  # RFC 9110 means zlib; some servers send it raw, some send gzip
            return [Inflate(31)] if body.startswith(GZIP_MAGIC) else [Inflate(15), Inflate(-15)]
        case "br":
            return [Brotli(), Brotli(step=1 if len(body) <= _CAREFUL_BYTES else 4096)]
        case "zstd":
            return [Zstd()] if body[1:4] == b"\xb5\x2f\xfd" else []
        case _:
            return []


def _unpack(decoder: Decoder, body: bytes, settings: CaptureSettings) -> Decoded | None:
    """Return what the decoder makes of `body`, or None when it makes nothing of it, or another may make more."""
    out = bytearray()
    rest = body
    fault = None
    try:
        while rest:
            for piece in decoder.push(rest):
                out += piece
                _check_size(len(out), len(body), settings)
            fault = None if decoder.done else "the packed payload stops in the middle"
            rest = decoder.rest if decoder.done and decoder.rest.startswith(GZIP_MAGIC) else b""
            decoder = Inflate(31) if rest else decoder
    except CodingError:
        if not decoder.exact:
            return None
        fault = "the packed payload is damaged, and read up to there"
    return Decoded(bytes(out), fault) if out else None


def _check_size(unpacked: int, packed: int, settings: CaptureSettings) -> None:
    if unpacked > settings.max_body_bytes:
        raise CaptureError(f"it unpacks to more than {settings.max_body_bytes:,} bytes", reason="capture.too_large")
    if unpacked > _RATIO_FLOOR_BYTES and unpacked > settings.max_ratio * packed:
        raise CaptureError(f"it unpacks to {unpacked // packed:,} times its size", reason="capture.too_large")


def _join_chunks(body: bytes) -> Decoded:
    """Return the chunks joined; with a false chunk size, what follows it too; `body` as it is if it opens with none."""
    parts: list[bytes] = []
    at = 0
    while size := _CHUNK_SIZE.match(body, min(at, len(body))):
        length = int(size[1], 16)
        if length == 0:
            return Decoded(b"".join(parts))
        parts.append(body[size.end() : size.end() + length])
        at = size.end() + length
    if not parts:
        return Decoded(body)
    parts.append(body[min(at, len(body)) :].lstrip(b"\r\n"))
    return Decoded(b"".join(parts), "the chunks do not end as they should")


def _head_and_body(block: bytes) -> tuple[bytes, int]:
    """Return the head and where the body starts: behind the blank line, or at the first tag when that comes first."""
    end = _HEAD_END.search(block, 0, MAX_HEAD_BYTES)
    tag = _BODY_START.search(block, 0, end.end() if end else MAX_HEAD_BYTES)
    if tag:
        return block[: tag.start()], tag.end()
    if end:
        return block[: end.start()], end.end()
    return block[:MAX_HEAD_BYTES], len(block)
