"""Tells what bytes are, by the bytes: a page, plain text, a feed, code, or no text at all."""

from __future__ import annotations

import codecs
import re
from typing import Literal, NamedTuple

SAMPLE_BYTES = 1 << 16
Kind = Literal["html", "tags", "text", "feed", "code", "media", "packed", "binary"]


class Sniffed(NamedTuple):
    """What bytes are. `html`: they open as an HTML document; `tags`: HTML tags stand somewhere in the sample."""

    kind: Kind
    media_type: str = ""


# WHATWG MIME Sniffing §6 and the formats' own specifications
_MAGIC: tuple[tuple[int, bytes, str], ...] = (
    (0, b"%PDF-", "application/pdf"),
    (0, b"\x89PNG\r\n\x1a\n", "image/png"),
    (0, b"\xff\xd8\xff", "image/jpeg"),
    (0, b"GIF87a", "image/gif"),
    (0, b"GIF89a", "image/gif"),
    (8, b"WEBPVP8", "image/webp"),
    (0, b"II*\x00", "image/tiff"),
    (0, b"MM\x00*", "image/tiff"),
    (0, b"\x00\x00\x01\x00", "image/x-icon"),
    (0, b"8BPS", "image/vnd.adobe.photoshop"),
    (3, b" ftyp", "video/mp4"),
    (3, b"\x18ftyp", "video/mp4"),
    (3, b"\x1cftyp", "video/mp4"),
    (3, b"\x14ftyp", "video/mp4"),
    (3, b"\x24ftyp", "video/mp4"),
    (0, b"\x1aE\xdf\xa3", "video/webm"),
    (8, b"AVI LIST", "video/x-msvideo"),
    (8, b"WAVEfmt ", "audio/wave"),
    (0, b"FLV\x01", "video/x-flv"),
    (0, b"OggS\x00", "application/ogg"),
    (0, b"ID3\x02", "audio/mpeg"),
    (0, b"ID3\x03", "audio/mpeg"),
    (0, b"ID3\x04", "audio/mpeg"),
    (0, b"fLaC", "audio/flac"),
    (0, b"wOFF", "font/woff"),
    (0, b"wOF2", "font/woff2"),
    (0, b"OTTO\x00", "font/otf"),
    (0, b"\x00\x01\x00\x00\x00", "font/ttf"),
    (0, b"\x7fELF", "application/x-executable"),
    (0, b"\x00asm", "application/wasm"),
    (0, b"\xca\xfe\xba\xbe", "application/java-vm"),
    (0, b"\xcf\xfa\xed\xfe", "application/x-mach-binary"),
    (0, b"SQLite format 3\x00", "application/vnd.sqlite3"),
    (0, b"PAR1\x15", "application/vnd.apache.parquet"),
    (0, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/x-ole-storage"),
    (0, b"{\\rtf", "application/rtf"),
    (0, b"%!PS-", "application/postscript"),
    (0, b"PK\x03\x04", "application/zip"),
    (0, b"PK\x05\x06", "application/zip"),
    (257, b"ustar", "application/x-tar"),
    (4, b"1AY&SY", "application/x-bzip2"),
    (0, b"\xfd7zXZ\x00", "application/x-xz"),
    (0, b"7z\xbc\xaf\x27\x1c", "application/x-7z-compressed"),
    (0, b"Rar!\x1a\x07", "application/vnd.rar"),
    (0, b"\x1f\x8b\x08", "application/gzip"),
    (0, b"\x28\xb5\x2f\xfd", "application/zstd"),
    (0, b"\x5d\x2a\x4d\x18", "application/zstd"),
)
_PACKED = frozenset(
    "application/" + name for name in ("zip", "x-tar", "x-bzip2", "x-xz", "x-7z-compressed", "vnd.rar", "gzip", "zstd")
)
_EXECUTABLE = re.compile(rb"MZ.{58}(.{4})", re.DOTALL)  # offset 0x3c points at "PE\0\0"

_CONTROLS = bytes({*range(0x00, 0x09), *range(0x0E, 0x20)} - {0x1B})  # ESC opens ISO-2022 text
_MAX_CONTROL_SHARE = 0.05  # random bytes have 0.105; HTML full of stray NULs stays under 0.01

# atomic groups throughout: a sample of ten thousand comments must not be read in every combination
_PROLOG = (
    rb"(?>\s++|<!--(?>.{0,8000}?-->)|<\?(?>.{0,2000}?>)"
    rb"|<!(?!--|doctype\s{1,9}html)(?>[^>\[]{0,400}+(?:\[.{0,8000}?\]\s{0,9})?>))*+"
)
_DOCUMENT_START = re.compile(
    _PROLOG + rb"<(?:!doctype\s{1,9}html|html|head|body|title|meta|frameset)[\s>/]", re.IGNORECASE | re.DOTALL
)
_XML_ROOT = re.compile(_PROLOG + rb"<([A-Za-z][\w.:-]{0,60})", re.IGNORECASE | re.DOTALL)
_TAGS = re.compile(rb"<(?:html|head|body|title|meta|div|p|h1|a|article|table|script|br|span)[\s>/]", re.IGNORECASE)
_FEEDS = frozenset((b"rss", b"feed", b"rdf:rdf", b"urlset", b"sitemapindex", b"opml"))
_XML_MEDIA = {b"svg": "image/svg+xml", b"kml": "application/vnd.google-earth.kml+xml"}
_CODE_COMMENTS = rb"(?>\s++|/\*(?>.{0,8000}?\*/)|//[^\n]{0,400}+\n)*+"
_SCRIPT = re.compile(
    _CODE_COMMENTS
    + rb"(?:[!;(+]{0,3}function\b|\(\(\)\s{0,9}=>|[\"']use strict[\"']|(?:var|let|const)\s{1,9}[\w$]{1,60}\s{0,9}[=,;]"
    rb"|(?:window|document|self|module)\.[\w.]{1,60}\s{0,9}[=(]|import\s{1,9}[{*])",
    re.DOTALL,
)
_STYLE = re.compile(
    _CODE_COMMENTS + rb"(?:@(?:charset|import|media|font-face|namespace)\s|[\w.#:*\[\]\s,>+~=\"()-]{1,300}+"
    rb"\{\s{0,99}+-{0,2}[a-z][a-z-]{1,40}\s{0,9}:)",
    re.DOTALL,
)


def sniff(body: bytes) -> Sniffed:
    """Return what `body` is, by its first 64 KiB."""
    sample = body[:SAMPLE_BYTES]
    if known := known_magic(sample):
        return Sniffed("packed" if known in _PACKED else "media", known)
    sample = _narrow(sample)
    if not is_text(sample):
        return Sniffed("binary")
    if _DOCUMENT_START.match(sample):
        return Sniffed("html", "text/html")
    root = _xml_root(sample)
    if root in _FEEDS:
        return Sniffed("feed", "application/xml")
    if root in _XML_MEDIA:
        return Sniffed("media", _XML_MEDIA[root])
    if _TAGS.search(sample):
        return Sniffed("tags")
    return _code(sample, body) or Sniffed("text")


def known_magic(sample: bytes) -> str | None:
    """Return the media type that the first bytes prove, or None."""
    if sample[:1] in b"<\r\n\t ":  # no format opens so, and nearly every page does
        return _late_magic(sample)
    for at, magic, media_type in _MAGIC:
        if sample.startswith(magic, at):
            return media_type
    if executable := _EXECUTABLE.match(sample):
        at = int.from_bytes(executable[1], "little")
        if sample.startswith(b"PE\x00\x00", at):
            return "application/vnd.microsoft.portable-executable"
    return _late_magic(sample)


def _late_magic(sample: bytes) -> str | None:
    return "application/pdf" if sample[:1024].lstrip().startswith(b"%PDF-") else None


def is_text(sample: bytes) -> bool:
    """Return whether bytes (UTF-16 already narrowed) can be text in some charset: few controls, some variety."""
    controls = len(sample) - len(sample.translate(None, _CONTROLS))
    if controls > _MAX_CONTROL_SHARE * len(sample):
        return False
    if len(sample) < 64 or not sample.translate(None, bytes(range(0x80, 0x100))):
        return len(sample) < 64 or len(set(sample)) >= 8
    return True


def utf16_label(sample: bytes) -> str | None:
    """Return the UTF-16 or UTF-32 codec that bytes are in, by their mark or by where their NULs stand, else None."""
    if sample.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):
        return "utf-32"
    if sample.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    even, odd = sample[:8192:2], sample[1:8192:2]
    if _is_high_side(odd) and even.count(0) <= len(even) // 50:
        return "utf-16-le"
    if _is_high_side(even) and odd.count(0) <= len(odd) // 50:
        return "utf-16-be"
    return None


def _is_high_side(side: bytes) -> bool:
    """Return whether these can be the high bytes of UTF-16 text: NUL for markup and spaces, one more for the script."""
    zeros = side.count(0)
    if len(side) < 4 or zeros < len(side) // 20 + 1:
        return False
    others = side.translate(None, b"\0")
    common = max(map(others.count, set(others)), default=0)
    return zeros + common > 0.9 * len(side)


def _narrow(sample: bytes) -> bytes:
    """Return the sample as UTF-8 without its byte order mark, when it is UTF-16 or UTF-32."""
    if label := utf16_label(sample):
        return sample.decode(label, "ignore").encode("utf-8", "ignore")
    return sample.removeprefix(codecs.BOM_UTF8)


def _xml_root(sample: bytes) -> bytes | None:
    found = _XML_ROOT.match(sample)
    return found[1].lower() if found else None


def _code(sample: bytes, body: bytes) -> Sniffed | None:
    """Return which code a sample without a tag is: JSON by its brackets, scripts and styles by how they open."""
    opened = sample.lstrip()[:200]
    closed = body[-64:].rstrip()[-1:]
    if (opened[:1], closed) in ((b"{", b"}"), (b"[", b"]")) and re.match(rb'[\[{]\s*["{\[\d]', opened):
        return Sniffed("code", "application/json")
    if _SCRIPT.match(sample):
        return Sniffed("code", "text/javascript")
    if _STYLE.match(sample):
        return Sniffed("code", "text/css")
    return None
