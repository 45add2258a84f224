"""Writes captures/strait.warc.gz from the pages in warc/: one gzip member a record, no clock in it.

    python examples/make_warc.py

It holds what a crawl really leaves: a warcinfo record, a request, three responses (one chunked and gzipped, one
chunked, one plain in windows-1252), a revisit of a page that had not changed, a redirect and a picture.
"""

from __future__ import annotations

import base64
import gzip
import hashlib
import uuid
import zlib
from pathlib import Path

HERE = Path(__file__).parent
CHUNK_BYTES = 4096  # as small servers send them

Headers = list[tuple[str, str]]


def record(kind: str, date: str, headers: Headers, block: bytes) -> bytes:
    """Return one WARC/1.1 record as a gzip member of its own (ISO 28500, annex D)."""
    name = uuid.uuid5(uuid.NAMESPACE_URL, f"{kind} {date} {headers}")
    fields = [
        ("WARC-Type", kind),
        ("WARC-Record-ID", f"<urn:uuid:{name}>"),
        ("WARC-Date", date),
        *headers,
        ("WARC-Block-Digest", digest(block)),
        ("Content-Length", str(len(block))),
    ]
    head = "WARC/1.1\r\n" + "".join(f"{key}: {value}\r\n" for key, value in fields) + "\r\n"
    return gzip.compress(head.encode() + block + b"\r\n\r\n", mtime=0)


def digest(data: bytes) -> str:
    """Return a digest as crawlers write it: SHA-1 in base 32."""
    return "sha1:" + base64.b32encode(hashlib.sha1(data).digest()).decode()


def http(status: str, headers: Headers, body: bytes = b"") -> bytes:
    """Return an HTTP/1.1 response as it goes over the wire."""
    lines = "".join(f"{key}: {value}\r\n" for key, value in headers)
    return f"HTTP/1.1 {status}\r\n{lines}\r\n".encode() + body


def chunked(body: bytes) -> bytes:
    """Return the body in the chunked transfer coding (RFC 9112, section 7.1)."""
    pieces = [body[at : at + CHUNK_BYTES] for at in range(0, len(body), CHUNK_BYTES)]
    return b"".join(f"{len(piece):x}\r\n".encode() + piece + b"\r\n" for piece in pieces) + b"0\r\n\r\n"


def gzipped(body: bytes) -> bytes:
    """Return the body in the gzip content coding, without a time in it."""
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    return packer.compress(body) + packer.flush()


def response(url: str, date: str, block: bytes, payload: bytes) -> bytes:
    """Return a response record; `payload` is the body as decoded, for its digest."""
    headers = [
        ("WARC-Target-URI", url),
        ("WARC-IP-Address", "192.0.2.44"),
        ("WARC-Payload-Digest", digest(payload)),
        ("Content-Type", "application/http; msgtype=response"),
    ]
    return record("response", date, headers, block)


def denial() -> list[bytes]:
    """Return the Tribune's denial: its request, and the response chunked and gzipped."""
    url = "https://lodenbytribune.example/politics/ministry-rejects-ferry-claim-2219.html"
    ask = b"GET /politics/ministry-rejects-ferry-claim-2219.html HTTP/1.1\r\nHost: lodenbytribune.example\r\n\r\n"
    asked = [("WARC-Target-URI", url), ("Content-Type", "application/http; msgtype=request")]
    page = (HERE / "warc" / "lodenby-tribune-denial.html").read_bytes()
    headers = [
        ("Content-Type", "text/html; charset=UTF-8"),
        ("Content-Encoding", "gzip"),
        ("Transfer-Encoding", "chunked"),
    ]
    block = http("200 OK", headers, chunked(gzipped(page)))
    date = "2026-03-14T06:00:02Z"
    return [record("request", date, asked, ask), response(url, date, block, page)]


def next_day() -> list[bytes]:
    """Return the agency's update of Friday, chunked, and a revisit of Saturday that found it unchanged."""
    url = "https://meridianpress.example/world/olm-strait-deckhand-dies-81c0"
    page = (HERE / "warc" / "meridian-press-next-day.html").read_bytes()
    headers = [("Content-Type", "text/html; charset=utf-8"), ("Transfer-Encoding", "chunked")]
    first = response(url, "2026-03-13T18:10:40Z", http("200 OK", headers, chunked(page)), page)
    again = [
        ("WARC-Target-URI", url),
        ("WARC-Refers-To-Target-URI", url),
        ("WARC-Refers-To-Date", "2026-03-13T18:10:40Z"),
        ("WARC-Profile", "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest"),
        ("WARC-Payload-Digest", digest(page)),
        ("Content-Type", "application/http; msgtype=response"),
    ]
    return [first, record("revisit", "2026-03-14T06:00:09Z", again, http("200 OK", headers))]


def eyewitness() -> list[bytes]:
    """Return the Examiner's column: a redirect to it, then the page as it lies on an old server."""
    old = "http://braeexaminer.example/881"
    url = "http://braeexaminer.example/columns/881.html"
    moved = http("301 Moved Permanently", [("Location", url), ("Content-Length", "0")])
    page = (HERE / "warc" / "brae-examiner-eyewitness.html").read_bytes()
    block = http("200 OK", [("Content-Type", "text/html"), ("Content-Length", str(len(page)))], page)
    return [response(old, "2026-03-15T09:30:00Z", moved, b""), response(url, "2026-03-15T09:30:01Z", block, page)]


def picture() -> bytes:
    """Return a response that is no page: a GIF of one pixel."""
    pixel = base64.b64decode("R0lGODlhAQABAAAAACwAAAAAAQABAAACAkQBADs=")
    block = http("200 OK", [("Content-Type", "image/gif"), ("Content-Length", str(len(pixel)))], pixel)
    return response("http://braeexaminer.example/img/dot.gif", "2026-03-15T09:30:02Z", block, pixel)


def warcinfo() -> bytes:
    """Return the record that a crawler writes first."""
    block = (
        b"software: examples/make_warc.py\r\nformat: WARC File Format 1.1\r\ndescription: the Olm Strait, invented\r\n"
    )
    headers = [("WARC-Filename", "strait.warc.gz"), ("Content-Type", "application/warc-fields")]
    return record("warcinfo", "2026-03-13T18:10:39Z", headers, block)


def main() -> None:
    """Write the file."""
    records = [warcinfo(), *next_day(), *denial(), *eyewitness(), picture()]
    (HERE / "captures" / "strait.warc.gz").write_bytes(b"".join(records))


if __name__ == "__main__":
    main()
