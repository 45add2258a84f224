from __future__ import annotations

import gzip
import io
import stat
import zipfile
from pathlib import Path

import pytest

from onrecord.model import Rejected
from onrecord.settings import CaptureSettings

from .made_captures import PAGE, bodies, page, read, reasons, record, response


def packed(members: dict[str, bytes], *, mode: int = 0) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            info = zipfile.ZipInfo(name)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = mode << 16
            archive.writestr(info, data)
    return out.getvalue()


def test_members_are_captures_with_an_address_in_the_archive(tmp_path: Path) -> None:
    outcomes = read(tmp_path, packed({"a.html": page("one"), "d/b.html.gz": gzip.compress(page("two"))}), "x.zip")
    assert bodies(outcomes) == [page("one"), page("two")]
    assert [o.origin.uri for o in outcomes] == [f"{tmp_path.as_posix()}/x.zip!/{m}" for m in ("a.html", "d/b.html.gz")]
    assert {o.origin.container for o in outcomes} == {"zip"}


@pytest.mark.parametrize("name", ["../evil.html", "/etc/evil.html", "a/../../evil.html", "..\\evil.html", "C:\\e.html"])
def test_a_name_that_leads_out_is_refused_and_its_neighbour_read(tmp_path: Path, name: str) -> None:
    outcomes = read(tmp_path, packed({name: page("evil"), "good.html": PAGE}), "x.zip")
    assert bodies(outcomes) == [PAGE]
    assert reasons(outcomes) == ["capture.unsafe_path", ""]


def test_a_link_in_an_archive_is_not_followed(tmp_path: Path) -> None:
    data = packed({"a.html": b"/etc/hostname"}, mode=stat.S_IFLNK | 0o777)
    assert reasons(read(tmp_path, data, "x.zip")) == ["capture.link"]


def test_an_archive_in_an_archive_is_not_opened(tmp_path: Path) -> None:
    data = packed({"inner.zip": packed({"a.html": PAGE}), "b.html": PAGE})
    assert reasons(read(tmp_path, data, "x.zip")) == ["capture.nested", ""]


def test_an_encrypted_member_says_so(tmp_path: Path) -> None:
    data = packed({"a.html": PAGE})
    locked = data.replace(b"PK\x01\x02\x14\x03\x14\x00\x00", b"PK\x01\x02\x14\x03\x14\x00\x01")
    assert locked != data
    assert reasons(read(tmp_path, locked, "x.zip")) == ["capture.encrypted"]


def test_a_damaged_member_costs_itself_only(tmp_path: Path) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for mark in ("one", "two", "three"):
            archive.writestr(f"{mark}.html", page(mark))
    damaged = out.getvalue().replace(b"at two", b"at 2wo")
    outcomes = read(tmp_path, damaged, "x.zip")
    assert bodies(outcomes) == [page("one"), page("three")]
    assert reasons(outcomes) == ["", "capture.damaged", ""]


@pytest.mark.parametrize("cut", [30, 100, 170], ids=["in a member", "before the directory", "in the directory"])
def test_a_cut_archive_is_one_rejection(tmp_path: Path, cut: int) -> None:
    assert reasons(read(tmp_path, packed({"a.html": PAGE})[:cut], "x.zip")) == ["capture.damaged"]


def test_a_bomb_in_an_archive_stops_at_the_cap(tmp_path: Path) -> None:
    data = packed({"a.html": bytes(30 << 20), "b.html": PAGE})
    settings = CaptureSettings(max_body_bytes=1 << 20)
    assert reasons(read(tmp_path, data, "x.zip", settings)) == ["capture.too_large", ""]


def test_members_past_the_cap_are_not_read(tmp_path: Path) -> None:
    data = packed({f"{n}.html": PAGE for n in range(5)})
    outcomes = read(tmp_path, data, "x.zip", CaptureSettings(max_members=2))
    assert reasons(outcomes) == ["", "", "capture.too_large"]


@pytest.mark.parametrize("marker", ["[Content_Types].xml", "mimetype"], ids=["docx", "odt"])
def test_an_office_file_is_no_archive_of_pages(tmp_path: Path, marker: str) -> None:
    (outcome,) = read(tmp_path, packed({marker: b"x", "content.xml": b"<a/>"}), "report.docx")
    assert isinstance(outcome, Rejected)
    assert (outcome.status, outcome.reason) == ("skip", "not_article.media_type")


def test_an_archive_without_a_file_is_empty(tmp_path: Path) -> None:
    assert reasons(read(tmp_path, packed({}), "x.zip")) == ["capture.no_records"]
    assert reasons(read(tmp_path, packed({"d/": b""}), "x.zip")) == ["capture.no_records"]


def test_of_a_wacz_the_warc_files_are_read_and_nothing_else(tmp_path: Path) -> None:
    members = {
        "datapackage.json": b"{}",
        "pages/pages.jsonl": b'{"url": "https://a.example/", "text": "The ferry"}\n',
        "archive/data.warc.gz": gzip.compress(record(response(page("one")))) + gzip.compress(record(response())),
    }
    outcomes = read(tmp_path, packed(members), "x.wacz")
    assert bodies(outcomes) == [page("one"), PAGE]
    first = outcomes[0].origin
    assert (first.container, first.uri) == ("wacz", f"{tmp_path.as_posix()}/x.wacz!/archive/data.warc.gz#0")
