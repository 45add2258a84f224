from __future__ import annotations

import gzip
import zlib

import brotli  # type: ignore[import-untyped]
import pytest
import zstandard

from onrecord.capture.payload import decode_payload, split_response, undo_coding
from onrecord.errors import CaptureError
from onrecord.settings import CaptureSettings

from .made_captures import PAGE, SETTINGS, response

LONG = PAGE + b"".join(b"<p>%d times %d is %d</p>" % (n, n, n * n) for n in range(900))


def raw_deflate(data: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-15)
    return packer.compress(data) + packer.flush()


@pytest.mark.parametrize(
    ("coding", "packed"),
    [
        ("gzip", gzip.compress(LONG)),
        ("x-gzip", gzip.compress(LONG)),
        ("GZip", gzip.compress(LONG)),
        ("gzip", gzip.compress(LONG[:900]) + gzip.compress(LONG[900:])),
        ("gzip", gzip.compress(LONG) + b"trailing garbage"),
        ("deflate", zlib.compress(LONG)),
        ("deflate", raw_deflate(LONG)),
        ("deflate", gzip.compress(LONG)),
        ("br", brotli.compress(LONG)),
        ("br", brotli.compress(LONG) + b"trailing garbage"),
        ("zstd", zstandard.compress(LONG)),
        ("gzip, br", brotli.compress(gzip.compress(LONG))),
        ("gzip", LONG),
        ("deflate", LONG),
        ("br", LONG),
        ("zstd", LONG),
        ("identity", LONG),
        ("rot13", LONG),
        ("", gzip.compress(LONG)),
    ],
    ids=[
        "gzip", "x-gzip", "case", "two members", "garbage behind", "zlib", "raw deflate", "gzip as deflate", "brotli",
        "brotli and garbage", "zstandard", "nested", "false gzip", "false deflate", "false brotli", "false zstandard",
        "identity", "unknown", "unsaid",
    ],
)  # fmt: skip
def test_a_coding_is_undone_when_it_is_there(coding: str, packed: bytes) -> None:
    assert decode_payload({"content-encoding": coding}, packed, SETTINGS) == (LONG, None)


@pytest.mark.parametrize(
    ("coding", "packed"),
    [
        ("gzip", gzip.compress(LONG)),
        ("deflate", zlib.compress(LONG)),
        ("deflate", raw_deflate(LONG)),
        ("br", brotli.compress(LONG)),
    ],
    ids=["gzip", "zlib", "raw deflate", "brotli"],
)
def test_a_cut_payload_is_read_as_far_as_it_goes(coding: str, packed: bytes) -> None:
    body, damage = undo_coding(coding, packed[: len(packed) // 2], SETTINGS)
    assert len(body) > 1000
    assert LONG.startswith(body)
    assert damage == "the packed payload stops in the middle"


def test_what_stands_before_flipped_bits_is_kept() -> None:
    packed = bytearray(gzip.compress(LONG))
    packed[len(packed) // 2 : len(packed) // 2 + 40] = b"\xff" * 40
    body, damage = undo_coding("gzip", bytes(packed), SETTINGS)
    assert body[:1000] == LONG[:1000]
    assert damage is not None


@pytest.mark.parametrize(
    ("coding", "pack"),
    [("gzip", gzip.compress), ("br", brotli.compress), ("zstd", zstandard.compress), ("deflate", zlib.compress)],
)
def test_a_bomb_is_refused(coding: str, pack: object) -> None:
    assert callable(pack)
    settings = CaptureSettings(max_body_bytes=1 << 20)
    with pytest.raises(CaptureError) as caught:
        decode_payload({"content-encoding": coding}, pack(bytes(30 << 20)), settings)
    assert caught.value.reason == "capture.too_large"


def test_too_many_codings_are_refused() -> None:
    with pytest.raises(CaptureError) as caught:
        decode_payload({"content-encoding": "gzip," * 50}, gzip.compress(PAGE), SETTINGS)
    assert caught.value.reason == "capture.coding"


@pytest.mark.parametrize(
    ("raw", "body"),
    [
        (b"4\r\n<htm\r\n7;a=b\r\nl>hello\r\n0\r\n\r\n", b"<html>hello"),
        (b"4\n<htm\n7\nl>hello\n0\n\n", b"<html>hello"),
        (b"<html>hello", b"<html>hello"),
        (b"ffffffffffffffff\r\n<html>hello", b"<html>hello"),
        (b"4\r\n<htm\r\nzz\r\nl>", b"<htmzz\r\nl>"),
        (b"0\r\n\r\n", b""),
    ],
    ids=["sound", "line feeds", "claimed only", "huge size", "no size", "empty"],
)
def test_chunks_are_joined_when_they_are_there(raw: bytes, body: bytes) -> None:
    assert decode_payload({"transfer-encoding": "chunked"}, raw, SETTINGS).body == body


def test_chunks_lie_outside_the_coding() -> None:
    packed = gzip.compress(LONG)
    raw = b"%x\r\n" % len(packed) + packed + b"\r\n0\r\n\r\n"
    fields = {"transfer-encoding": "chunked", "content-encoding": "gzip"}
    assert decode_payload(fields, raw, SETTINGS) == (LONG, None)


@pytest.mark.parametrize(
    ("block", "status", "fields", "body"),
    [
        (response(), 200, {"content-type": "text/html"}, PAGE),
        (response().replace(b"\r\n", b"\n"), 200, {"content-type": "text/html"}, PAGE),
        (b"HTTP/2 404\r\nA: b\r\n c\r\nA: d\r\njunk\r\n\r\n" + PAGE, 404, {"a": "b c"}, PAGE),
        (b"HTTP/1.1 200 OK\r\nA: b\r\n" + PAGE, 200, {"a": "b"}, PAGE),
        (PAGE, None, {}, PAGE),
        (b"HTTP/1.1 200 OK\r\nA: b", 200, {"a": "b"}, b""),
        (b"HTTP/1.1 99999 X\r\n\r\n" + PAGE, None, {}, PAGE),
    ],
    ids=["sound", "line feeds", "dirty", "no blank line", "no head", "head only", "status out of range"],
)
def test_a_response_is_split_however_dirty(block: bytes, status: int, fields: dict[str, str], body: bytes) -> None:
    found = split_response(block)
    kept = {name: value for name, value in found.fields.items() if not name.startswith("http/")}
    assert (found.status, kept, found.body) == (status, fields, body)
