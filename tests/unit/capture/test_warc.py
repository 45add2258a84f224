from __future__ import annotations

import base64
import gzip
import hashlib
import io
from pathlib import Path

import pytest
import zstandard
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from onrecord.model import Capture, Rejected
from onrecord.settings import CaptureSettings

from .made_captures import PAGE, bodies, only_capture, page, read, reasons, record, response

BEFORE, AFTER = record(response(page("one"))), record(response(page("three")))
NEIGHBOURS = [page("one"), page("three")]


def flipped(data: bytes, at: int) -> bytes:
    return data[:at] + bytes((data[at] ^ 0x5A, data[at + 1] ^ 0x5A)) + data[at + 2 :]


def written_by_warcio(*, packed: bool) -> bytes:
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=packed)
    made = [writer.create_warcinfo_record("a.warc", {"software": "a test"})]
    for mark in ("one", "two"):
        head = StatusAndHeaders("200 OK", [("Content-Type", "text/html; charset=utf-8")], protocol="HTTP/1.1")
        url = f"https://a.example/{mark}"
        made += [
            writer.create_warc_record(url, "response", payload=io.BytesIO(page(mark)), http_headers=head),
            writer.create_warc_record(url, "metadata", payload=io.BytesIO(b"fetchTimeMs: 7")),
        ]
    for each in made:
        writer.write_record(each)
        each.raw_stream.close()  # warcio leaves its temporary file open
    return out.getvalue()


@pytest.mark.parametrize("packed", [False, True], ids=["plain", "gzip"])
def test_every_response_of_a_sound_file_is_a_capture(tmp_path: Path, packed: bool) -> None:
    outcomes = read(tmp_path, written_by_warcio(packed=packed), "a.warc.gz" if packed else "a.warc")
    assert bodies(outcomes) == [page("one"), page("two")]
    assert [c.damage for c in outcomes if isinstance(c, Capture)] == [None, None]


def test_a_capture_says_where_it_came_from(tmp_path: Path) -> None:
    data = BEFORE + record(response(), url="<https://a.example/x\x07>", more=b"WARC-Record-ID: <urn:uuid:7>\r\n")
    _, capture = read(tmp_path, data, "a.warc")
    assert isinstance(capture, Capture)
    origin = capture.origin
    assert origin.uri == f"{(tmp_path / 'a.warc').as_posix()}#{len(BEFORE)}"
    assert (origin.offset, origin.container, origin.record_id) == (len(BEFORE), "warc", "urn:uuid:7")
    assert (origin.url, origin.captured_at) == ("https://a.example/x", "2026-01-04T10:00:00Z")
    assert origin.digest == "sha256:" + hashlib.sha256(PAGE).hexdigest()
    assert origin.key == hashlib.sha256(f"{origin.uri}\n{origin.digest}".encode()).hexdigest()[:16]
    assert (origin.id, origin.media_type, capture.http_status) == (origin.key, "text/html", 200)


@pytest.mark.parametrize(
    "bad",
    [
        record(response(page("two")), length="40"),
        record(response(page("two")), length="300"),
        record(response(page("two")), length="-5"),
        record(response(page("two")), length="many"),
        record(response(page("two")), length="999999999999999999"),
        record(response(page("two")), length="99999999999999999999999"),
        record(response(page("two")), length="50000000"),
        record(response(page("two")), length=None),
        record(response(page("two")), length="0"),
        record(response(page("two")), more=b"Content-Length: 12\r\n"),
        record(response(page("two"))).replace(b"\r\n", b"\n"),
        record(response(page("two"))).removesuffix(b"\r\n\r\n"),
        record(response(page("two"))).replace(b"\r\n\r\nHTTP", b"\r\nHTTP"),
        record(response(page("two"))).replace(b"WARC-Type:", b"warc-type :"),
        record(response(page("two")), more=b"X-Folded: a\r\n b: c\r\n"),
        record(response(page("two")), more=b"no colon here\r\n"),
        record(response(page("two"))).replace(b"WARC/1.0", b"WARC/0.18"),
        record(response(page("two"))).replace(b"WARC-Type: response\r\n", b""),
    ],
    ids=[
        "length too small", "length too large", "length negative", "length no number", "length 1e18", "length 1e23",
        "length past the cap", "no length", "length zero", "two lengths", "line feeds only", "no blank lines behind",
        "no blank line in front", "lower case", "folded line", "no colon", "version 0.18", "no type",
    ],
)  # fmt: skip
@pytest.mark.parametrize("packed", [False, True], ids=["plain", "gzip"])
def test_a_badly_written_record_is_read_and_its_neighbours_are_whole(tmp_path: Path, bad: bytes, packed: bool) -> None:
    records = [BEFORE, bad, AFTER]
    data = b"".join(map(gzip.compress, records)) if packed else b"".join(records)
    found = bodies(read(tmp_path, data, "a.warc.gz" if packed else "a.warc"))
    assert found[0] == page("one")
    assert found[-1] == page("three")
    assert len(found) == 3
    assert page("two").replace(b"\r\n", b"\n") in found[1]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (BEFORE + b"x" * 300_000 + AFTER, "capture.damaged"),
        (BEFORE + b"WARC/1.0\r\nnothing" + AFTER, "capture.damaged"),
        (gzip.compress(BEFORE) + b"junk" * 40 + gzip.compress(AFTER), "capture.damaged"),
        (gzip.compress(BEFORE) + flipped(gzip.compress(record(PAGE)), 90) + gzip.compress(AFTER), "capture.damaged"),
        (gzip.compress(BEFORE) + flipped(gzip.compress(record(PAGE)), -6) + gzip.compress(AFTER), "capture.damaged"),
        (gzip.compress(BEFORE) + gzip.compress(record(PAGE))[:70] + gzip.compress(AFTER), "capture.damaged"),
        (gzip.compress(BEFORE) + b"\x1f\x8b\x08\x00\xff\xff" + gzip.compress(AFTER), "capture.damaged"),
    ],
    ids=["junk", "half a head", "junk between members", "flipped bits", "false checksum", "cut member", "no member"],
)
def test_a_damaged_record_costs_itself_only(tmp_path: Path, data: bytes, reason: str) -> None:
    outcomes = read(tmp_path, data, "a.warc.gz")
    assert bodies(outcomes) == NEIGHBOURS
    assert reasons(outcomes) == ["", reason, ""]


@pytest.mark.parametrize(
    "data",
    [
        BEFORE + gzip.compress(AFTER),
        gzip.compress(BEFORE) + AFTER,
        gzip.compress(BEFORE + AFTER),
        gzip.compress(BEFORE[:150]) + gzip.compress(BEFORE[150:]) + gzip.compress(AFTER),
        gzip.compress(BEFORE) + gzip.compress(AFTER) + bytes(5000),
        b"\r\n\r\n" + BEFORE + b"\r\n\r\n\r\n" + AFTER,
        zstandard.compress(BEFORE) + zstandard.compress(AFTER),
    ],
    ids=["plain then gzip", "gzip then plain", "one member", "split", "padding", "blank lines", "zstandard"],
)
def test_however_records_are_packed_none_is_lost_or_blamed(tmp_path: Path, data: bytes) -> None:
    assert bodies(outcomes := read(tmp_path, data, "a.warc")) == NEIGHBOURS
    assert len(outcomes) == 2


def test_a_dictionary_in_the_first_frame_unpacks_the_others(tmp_path: Path) -> None:
    samples: list[bytes | bytearray | memoryview[int]] = [
        record(response(page(f"{n} {n * n} {n * 7}"))) for n in range(400)
    ]
    dictionary = zstandard.train_dictionary(2048, samples)
    packer = zstandard.ZstdCompressor(dict_data=dictionary)
    held = zstandard.compress(dictionary.as_bytes())
    head = b"\x5d\x2a\x4d\x18" + len(held).to_bytes(4, "little") + held
    data = head + packer.compress(BEFORE) + packer.compress(AFTER)
    assert bodies(read(tmp_path, data, "a.warc.zst")) == NEIGHBOURS


def test_records_in_one_member_have_addresses_of_their_own(tmp_path: Path) -> None:
    outcomes = read(tmp_path, gzip.compress(BEFORE + AFTER), "a.warc.gz")
    assert [o.origin.uri.rpartition("#")[2] for o in outcomes] == ["0", f"0+{len(BEFORE)}"]


def test_text_that_looks_like_a_record_is_part_of_the_page(tmp_path: Path) -> None:
    forged = page("two") + b"\r\n\r\n" + record(response(page("forged")))
    assert bodies(read(tmp_path, BEFORE + record(response(forged)) + AFTER, "a.warc"))[1] == forged


def test_a_length_that_covers_the_next_record_does_not_glue_them(tmp_path: Path) -> None:
    first = response(PAGE, f"Content-Length: {len(PAGE)}\r\n".encode())
    second = record(response(page("two")))
    data = record(first, length=str(len(first) + len(second))) + second + AFTER
    assert bodies(read(tmp_path, data, "a.warc")) == [PAGE, page("two"), page("three")]


@pytest.mark.parametrize("packed", [False, True], ids=["plain", "gzip"])
def test_a_record_cut_by_the_end_of_the_file_is_read_as_far_as_it_goes(tmp_path: Path, packed: bool) -> None:
    whole = record(response(b"<html><p>" + b"".join(hashlib.sha512(b"%d" % n).hexdigest().encode() for n in range(9))))
    data = gzip.compress(BEFORE) + gzip.compress(whole)[:-200] if packed else BEFORE + whole[:-200]
    outcomes = read(tmp_path, data, "a.warc")
    cut = outcomes[1]
    assert isinstance(cut, Capture)
    assert cut.body.startswith(b"<html><p>31bca0")
    assert "stops after" in (cut.damage or "")


def test_a_record_cut_before_its_payload_is_truncated(tmp_path: Path) -> None:
    data = BEFORE + record(response())[:150]
    assert reasons(read(tmp_path, data, "a.warc")) == ["", "capture.truncated"]


@pytest.mark.parametrize(
    ("kind", "url", "reason"),
    [
        ("revisit", "https://a.example/", "capture.revisit"),
        ("continuation", "https://a.example/", "capture.segment"),
        ("metadata", "https://a.example/", None),
        ("request", "https://a.example/", None),
        ("resource", "urn:pageinfo:https://a.example/", None),
        ("response", "dns:a.example", None),
    ],
)
def test_records_that_hold_no_page_are_passed_or_say_why(
    tmp_path: Path, kind: str, url: str, reason: str | None
) -> None:
    outcomes = read(tmp_path, BEFORE + record(response(), kind=kind, url=url) + AFTER, "a.warc")
    assert bodies(outcomes) == NEIGHBOURS
    assert [r for r in reasons(outcomes) if r] == ([reason] if reason else [])


def test_a_conversion_record_is_plain_text(tmp_path: Path) -> None:
    data = record(b"The ferry sails.\n<html>", kind="conversion", more=b"Content-Type: text/plain\r\n")
    capture = only_capture(read(tmp_path, data, "a.warc.wet"))
    assert (capture.plain, capture.body, capture.http_status) == (True, b"The ferry sails.\n<html>", None)


def test_a_resource_record_is_a_page_without_http(tmp_path: Path) -> None:
    data = record(PAGE, kind="resource", more=b"Content-Type: text/html; charset=koi8-r\r\n")
    capture = only_capture(read(tmp_path, data, "a.warc"))
    assert (capture.body, capture.charset, capture.http_status) == (PAGE, "koi8-r", None)


def test_the_status_of_the_response_is_kept_whatever_it_is(tmp_path: Path) -> None:
    data = record(response(status=b"404 Not Found")) + record(response(status=b"301"))
    assert [c.http_status for c in read(tmp_path, data, "a.warc") if isinstance(c, Capture)] == [404, 301]


@pytest.mark.parametrize("name", ["WARC-Block-Digest", "WARC-Payload-Digest"])
def test_a_false_digest_is_told(tmp_path: Path, name: str) -> None:
    def with_digest_of(data: bytes) -> Capture:
        digest = base64.b32encode(hashlib.sha1(data, usedforsecurity=False).digest()).decode()
        made = record(response(), more=f"{name}: sha1:{digest}\r\n".encode())
        return only_capture(read(tmp_path, made, "a.warc"))

    right = response() if "Block" in name else PAGE
    assert with_digest_of(right).damage is None
    assert "digest" in (with_digest_of(b"other").damage or "")


@pytest.mark.parametrize(
    "data",
    [b"", bytes(100), gzip.compress(b""), record(b"software: x", kind="warcinfo")],
    ids=["nothing", "zeros", "empty member", "info only"],
)
def test_a_file_without_a_page_says_so(tmp_path: Path, data: bytes) -> None:
    (outcome,) = read(tmp_path, data, "a.warc.gz")
    assert isinstance(outcome, Rejected)
    assert (outcome.status, outcome.reason) == ("empty", "capture.no_records")


def test_a_record_larger_than_the_cap_is_skipped_and_named(tmp_path: Path) -> None:
    settings = CaptureSettings(max_body_bytes=100_000)
    large = record(response(b"<html>" + b"words " * 50_000))
    outcomes = read(tmp_path, BEFORE + large + gzip.compress(large) + AFTER, "a.warc", settings)
    assert bodies(outcomes) == NEIGHBOURS
    assert [r for r in reasons(outcomes) if r] == ["capture.too_large"] * 2


def test_other_media_are_skipped_by_what_is_declared_and_by_what_is_there(tmp_path: Path) -> None:
    declared = record(response(b"body { color: red }", b"Content-Type: text/css\r\n"))
    disguised = record(response(b"%PDF-1.7 and so on", b"Content-Type: text/html\r\n"))
    unsaid = record(response(PAGE, b"Content-Type: application/octet-stream\r\n"))
    outcomes = read(tmp_path, declared + disguised + unsaid, "a.warc")
    assert reasons(outcomes) == ["not_article.media_type", "not_article.media_type", ""]
