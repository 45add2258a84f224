from __future__ import annotations

import gzip
import hashlib
import io
import os
import socket
import sys
import zipfile
from pathlib import Path

import pytest
import zstandard

from onrecord.capture import check_inputs, read_captures
from onrecord.errors import InputError
from onrecord.model import Capture, Rejected
from onrecord.settings import CaptureSettings

from .made_captures import PAGE, SETTINGS, bodies, only_capture, page, read, reasons, record, response


def test_a_folder_is_read_in_sorted_order_whatever_its_depth(tmp_path: Path) -> None:
    deep = tmp_path.joinpath("b", *["d"] * 120)
    deep.mkdir(parents=True)
    for name, mark in (("c.html", "last"), ("a.html", "first")):
        (tmp_path / name).write_bytes(page(mark))
    (deep / "x.html").write_bytes(page("deep"))
    assert bodies(list(read_captures([tmp_path], SETTINGS))) == [page("first"), page("deep"), page("last")]


def test_inputs_are_read_in_the_order_in_which_they_are_named(tmp_path: Path) -> None:
    for mark in ("one", "two"):
        (tmp_path / f"{mark}.html").write_bytes(page(mark))
    found = read_captures([tmp_path / "two.html", str(tmp_path / "one.html")], SETTINGS)
    assert bodies(list(found)) == [page("two"), page("one")]


@pytest.mark.parametrize(
    ("pattern", "marks"),
    [("*.html", ["one"]), ("**/*.html", ["one", "two"]), ("d*", ["two"]), ("[od]*", ["two", "one"])],
)
def test_a_pattern_is_followed(tmp_path: Path, pattern: str, marks: list[str]) -> None:
    (tmp_path / "d").mkdir()
    (tmp_path / "one.html").write_bytes(page("one"))
    (tmp_path / "d" / "two.html").write_bytes(page("two"))
    found = bodies(list(read_captures([f"{tmp_path}/{pattern}"], SETTINGS)))
    assert sorted(found) == sorted(page(mark) for mark in marks)


def test_a_name_with_brackets_is_a_name_before_it_is_a_pattern(tmp_path: Path) -> None:
    (tmp_path / "a[1].html").write_bytes(PAGE)
    assert bodies(list(read_captures([tmp_path / "a[1].html"], SETTINGS))) == [PAGE]


@pytest.mark.parametrize("name", ["missing.html", "*.nothing", "empty", "links", "", "a\0b", "file/below"])
def test_an_input_that_is_not_there_is_named_at_once(tmp_path: Path, name: str) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "links").mkdir()
    (tmp_path / "links" / "a.html").symlink_to(tmp_path / "good.html")
    (tmp_path / "file").write_bytes(PAGE)
    (tmp_path / "good.html").write_bytes(PAGE)
    named = f"{tmp_path}/{name}" if name else ""
    for attempt in (
        lambda: check_inputs([named]),
        lambda: next(read_captures([tmp_path / "good.html", named], SETTINGS)),
    ):
        with pytest.raises(InputError) as caught:
            attempt()
        assert caught.value.where == named
        assert caught.value.do


def test_links_pipes_and_sockets_are_passed_with_a_reason(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (tmp_path / "secret.html").write_bytes(page("secret"))
    (folder / "good.html").write_bytes(PAGE)
    (folder / "circle").symlink_to(folder)
    (folder / "dangling.html").symlink_to(tmp_path / "nowhere")
    (folder / "outside.html").symlink_to(tmp_path / "secret.html")
    os.mkfifo(folder / "pipe.html")
    monkeypatch.chdir(folder)  # a socket's path must be short
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("socket")
        outcomes = list(read_captures(["."], SETTINGS))
    assert bodies(outcomes) == [PAGE]
    assert sorted(reasons(outcomes)) == ["", *["capture.link"] * 3, *["capture.not_a_file"] * 2]


def test_a_link_that_is_named_is_meant(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_bytes(PAGE)
    (tmp_path / "latest.html").symlink_to("page.html")
    capture = only_capture(list(read_captures([tmp_path / "latest.html"], SETTINGS)))
    assert capture.origin.uri == (tmp_path / "latest.html").as_posix()


def test_a_pipe_that_is_named_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert reasons(list(read_captures([tmp_path / "pipe"], SETTINGS))) == ["capture.not_a_file"]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission_costs_itself_only(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_bytes(PAGE)
    (tmp_path / "b.html").write_bytes(PAGE)
    (tmp_path / "a.html").chmod(0)
    assert reasons(list(read_captures([tmp_path], SETTINGS))) == ["capture.unreadable", ""]


def test_a_name_that_is_no_utf8_has_an_address_all_the_same(tmp_path: Path) -> None:
    name = os.fsdecode(b"caf\xe9.html")
    capture = only_capture(read(tmp_path, PAGE, name))
    assert capture.origin.uri.endswith("caf\\xe9.html")


@pytest.mark.parametrize(
    ("data", "container", "count"),
    [
        (PAGE, "stdin", 1),
        (record(response()) * 2, "warc", 2),
        (gzip.compress(PAGE), "stdin", 1),
        (b'{"text": "One."}\n{"text": "Two."}\n', "jsonl", 2),
    ],
    ids=["page", "warc", "gzip", "rows"],
)
def test_standard_input_may_be_anything(
    monkeypatch: pytest.MonkeyPatch, data: bytes, container: str, count: int
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
    outcomes = list(read_captures(["-"], SETTINGS))
    assert [outcome.origin.container for outcome in outcomes] == [container] * count
    assert all(isinstance(o, Capture) and o.origin.uri.startswith("stdin") for o in outcomes)


def test_an_archive_may_come_by_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("a.html", PAGE)
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(packed.getvalue())))
    assert only_capture(list(read_captures(["-"], SETTINGS))).origin.uri == "stdin!/a.html"


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (gzip.compress(PAGE), "a.html.gz"),
        (zstandard.compress(PAGE), "a.html.zst"),
        (gzip.compress(PAGE), "a.html"),
        (gzip.compress(gzip.compress(PAGE)), "a"),
        (gzip.compress(PAGE[:30]) + gzip.compress(PAGE[30:]), "a.gz"),
        (PAGE, "no-name"),
        (PAGE, "wrong.warc"),
        (PAGE, "wrong.txt"),
        (b"\xef\xbb\xbf\n<?xml version='1.0'?><!-- a --><!DOCTYPE html>" + PAGE[15:], "a.xhtml"),
    ],
)
def test_a_page_is_found_by_its_content_before_its_name(tmp_path: Path, data: bytes, name: str) -> None:
    capture = only_capture(read(tmp_path, data, name))
    assert b"ferry" in capture.body
    assert (capture.plain, capture.damage) == (False, None)


@pytest.mark.parametrize(
    "data",
    [b"The ferry sails.\n", "Паром отходит.".encode("cp1251"), "渡轮九点开航，乘客须提前到达。".encode("utf-16")],
)
@pytest.mark.parametrize("name", ["a.txt", "a"])
def test_text_without_tags_is_plain(tmp_path: Path, data: bytes, name: str) -> None:
    capture = only_capture(read(tmp_path, data, name))
    assert (capture.plain, capture.body) == (True, data)


def test_what_the_caller_says_counts_where_the_capture_says_nothing(tmp_path: Path) -> None:
    settings = CaptureSettings(
        url="https://b.example/", content_type="text/plain; charset=koi8-r", captured_at="2026-01-04T00:00:00Z"
    )
    lone = only_capture(read(tmp_path, b"<p>The ferry", "a.html", settings))
    assert (lone.plain, lone.charset, lone.origin.url) == (True, "koi8-r", "https://b.example/")
    assert lone.origin.captured_at == "2026-01-04T00:00:00Z"
    kept = only_capture(read(tmp_path, record(response()), "a.warc", settings))
    assert (kept.plain, kept.charset, kept.origin.url) == (False, None, "https://a.example/")
    assert kept.origin.captured_at == "2026-01-04T10:00:00Z"


@pytest.mark.parametrize(
    ("comment", "url", "captured_at"),
    [
        (b"<!-- saved from url=(0021)https://a.example/ferry -->", "https://a.example/ferry", None),
        (
            b"<!--\n Page saved with SingleFile \n url: https://a.example/f \n saved date: Sun Jan 04 2026 "
            b"12:30:00 GMT+0100 (CET)\n-->",
            "https://a.example/f",
            "2026-01-04T11:30:00Z",
        ),
    ],
    ids=["browser", "SingleFile"],
)
def test_a_saved_page_tells_its_address(tmp_path: Path, comment: bytes, url: str, captured_at: str) -> None:
    origin = only_capture(read(tmp_path, PAGE.replace(b"<html>", comment + b"<html>"), "a.html")).origin
    assert (origin.url, origin.captured_at) == (url, captured_at)


def test_a_lone_file_has_its_path_for_an_address(tmp_path: Path) -> None:
    origin = only_capture(read(tmp_path, PAGE, "a.html")).origin
    assert (origin.uri, origin.offset, origin.container) == ((tmp_path / "a.html").as_posix(), None, "file")
    assert origin.digest == "sha256:" + hashlib.sha256(PAGE).hexdigest()


def test_a_cut_file_is_read_as_far_as_it_goes(tmp_path: Path) -> None:
    text = PAGE + b"".join(b"<p>%d" % n for n in range(5000))
    capture = only_capture(read(tmp_path, gzip.compress(text)[:-2000], "a.html.gz"))
    assert text.startswith(capture.body)
    assert "stops" in (capture.damage or "")


@pytest.mark.parametrize(
    ("data", "status", "reason"),
    [
        (b"", "empty", "capture.empty"),
        (b"\xef\xbb\xbf \n\t", "empty", "capture.empty"),
        (bytes(9999), "empty", "capture.empty"),
        (b"\xff" * 9999, "error", "capture.not_text"),
        (hashlib.shake_128(b"x").digest(5000), "error", "capture.not_text"),
        (b"\x89PNG\r\n\x1a\n" + bytes(99), "skip", "not_article.media_type"),
        (b"\n%PDF-1.4\n", "skip", "not_article.media_type"),
        (b"SQLite format 3\x00" + bytes(99), "skip", "not_article.media_type"),
        (b"\x7fELF" + bytes(99), "skip", "not_article.media_type"),
        (b'{"items": [{"id": 0}]}', "skip", "not_article.media_type"),
        (b"(function(){var a=1})()", "skip", "not_article.media_type"),
        (b"/* a */ .menu > a { color: red }", "skip", "not_article.media_type"),
        (b"<?xml version='1.0'?><rss><channel/></rss>", "skip", "not_article.feed"),
        (b"<!-- x --><urlset xmlns='y'></urlset>", "skip", "not_article.feed"),
        (b"<feed xmlns='http://www.w3.org/2005/Atom'></feed>", "skip", "not_article.feed"),
        (b"BZh91AY&SY" + bytes(99), "error", "capture.unsupported"),
        (gzip.compress(gzip.compress(gzip.compress(PAGE))), "error", "capture.nested"),
        (gzip.compress(b"\x89PNG\r\n\x1a\n" + bytes(99)), "skip", "not_article.media_type"),
        (gzip.compress(PAGE)[:9], "error", "capture.damaged"),
        (gzip.compress(bytes(40 << 20)), "error", "capture.too_large"),
    ],
    ids=[
        "nothing", "white space", "zeros", "one byte", "random", "png", "pdf", "sqlite", "elf", "json", "script",
        "style", "rss", "sitemap", "atom", "bzip2", "nested", "packed png", "cut", "bomb",
    ],
)  # fmt: skip
def test_what_is_no_page_says_what_it_is(tmp_path: Path, data: bytes, status: str, reason: str) -> None:
    (outcome,) = read(tmp_path, data, "a.html")
    assert isinstance(outcome, Rejected)
    assert (outcome.status, outcome.reason) == (status, reason)
    assert outcome.origin.uri.endswith("a.html")
    assert outcome.detail
