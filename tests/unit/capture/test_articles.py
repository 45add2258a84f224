from __future__ import annotations

import gzip
import hashlib
import json
from pathlib import Path

import pytest
import zstandard

from onrecord.capture import read_captures
from onrecord.model import Capture, Given
from onrecord.settings import CaptureSettings

from .made_captures import PAGE, SETTINGS, bodies, only_capture, page, read, reasons

TEXT = " The ferry sails at nine.\r\n\r\n\tTickets: “€ 4” \u2028 each. "


def rows(*made: object) -> bytes:
    return b"".join(json.dumps(row).encode() + b"\n" for row in made)


def test_a_given_text_is_kept_character_for_character(tmp_path: Path) -> None:
    capture = only_capture(read(tmp_path, rows({"text": TEXT, "id": 7}), "a.jsonl"))
    assert capture.given == Given(text=TEXT)
    assert (capture.body.decode(), capture.plain, capture.charset) == (TEXT, True, "utf-8")
    assert capture.origin.id == "7"
    assert capture.origin.digest == "sha256:" + hashlib.sha256(TEXT.encode()).hexdigest()


@pytest.mark.parametrize(
    ("row", "given", "url", "captured_at"),
    [
        (
            {"text": "A ferry.", "raw_text": "A  ferry.", "author": "Ada Lovel; Ben Hur", "date": "2026-01-03",
             "sitename": "The Tide", "hostname": "tide.example", "language": "en", "source": "https://tide.example/1",
             "title": "Ferries", "id": None},
            Given("A ferry.", "Ferries", ("Ada Lovel", "Ben Hur"), "2026-01-03", "en", "The Tide"),
            "https://tide.example/1", None,
        ),
        (
            {"plaintext": "A ferry.", "publishing_date": "2026-01-03 09:30:00+01:00", "authors": ["Ada Lovel"],
             "title": "Ferries", "html": {"responded_url": "https://tide.example/2", "content": "",
                                          "crawl_date": "2026-01-04T12:00:00+02:00"}},
            Given("A ferry.", "Ferries", ("Ada Lovel",), "2026-01-03 09:30:00+01:00"),
            "https://tide.example/2", "2026-01-04T10:00:00Z",
        ),
        (
            {"maintext": "A ferry.", "date_publish": "2026-01-03 09:30:00", "date_download": "2026-01-04 10:00:00",
             "source_domain": "tide.example", "authors": ["Ada Lovel"], "url": "https://tide.example/3"},
            Given("A ferry.", None, ("Ada Lovel",), "2026-01-03 09:30:00", None, "tide.example"),
            "https://tide.example/3", "2026-01-04T10:00:00Z",
        ),
        (
            {"body": {"summary": ["Short."], "sections": [{"headline": ["One"], "paragraphs": ["A ferry.", "Late."]}]},
             "authors": [{"name": "Ada Lovel"}]},
            Given("Short.\n\nOne\n\nA ferry.\n\nLate.", authors=("Ada Lovel",)),
            None, None,
        ),
    ],
    ids=["trafilatura", "fundus", "news-please", "fundus body"],
)  # fmt: skip
def test_rows_of_other_tools_are_understood(
    tmp_path: Path, row: dict[str, object], given: Given, url: str | None, captured_at: str | None
) -> None:
    capture = only_capture(read(tmp_path, rows(row), "a.jsonl"))
    assert capture.given == given
    assert (capture.origin.url, capture.origin.captured_at) == (url, captured_at)


def test_html_is_taken_before_text(tmp_path: Path) -> None:
    row = {"html": PAGE.decode(), "text": "other", "title": "Ferries", "url": "https://a.example/"}
    capture = only_capture(read(tmp_path, rows(row), "a.jsonl"))
    assert (capture.body, capture.plain, capture.charset) == (PAGE, False, "utf-8")
    assert capture.given == Given(title="Ferries")


def test_a_path_is_read_beside_the_file(tmp_path: Path) -> None:
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages" / "one.html.gz").write_bytes(gzip.compress(page("one")))
    data = rows({"path": "pages/one.html.gz", "url": "https://a.example/1", "content_type": "text/html; charset=x"})
    capture = only_capture(read(tmp_path, data, "a.jsonl"))
    assert (capture.body, capture.origin.url, capture.charset) == (page("one"), "https://a.example/1", "x")


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("../secret.html", "capture.unsafe_path"),
        ("{tmp}/secret.html", "capture.unsafe_path"),
        ("link.html", "capture.unsafe_path"),
        ("sub/../../secret.html", "capture.unsafe_path"),
        (".", "capture.unsafe_path"),
        ("missing.html", "capture.unreadable"),
        ("a\0b", "capture.unreadable"),
    ],
)
def test_a_path_out_of_the_folder_is_refused(tmp_path: Path, path: str, reason: str) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (tmp_path / "secret.html").write_bytes(page("secret"))
    (folder / "link.html").symlink_to(tmp_path / "secret.html")
    outcomes = read(folder, rows({"path": path.format(tmp=tmp_path)}), "a.jsonl")
    assert reasons(outcomes) == [reason]


@pytest.mark.parametrize(
    "bad",
    [
        b"not json",
        b"[1, 2]",
        b'"text"',
        b'{"title": "no text"}',
        b'{"text": NaN}',
        b'{"text": "\\ud800"}',
        b'{"text": "\xff"}',
        b'{"text": 5, "x": [}',
        b'{"text": null}',
        b"[" * 100_000,
        b'{"text": "' + b"a" * 3000 + b'"}',
    ],
    ids=["words", "list", "string", "no field", "NaN", "surrogate", "bytes", "cut", "null", "deep", "too long"],
)
def test_a_bad_row_costs_itself_only(tmp_path: Path, bad: bytes) -> None:
    good = rows({"text": "One."}), rows({"text": "Three."})
    outcomes = read(tmp_path, good[0] + bad + b"\n" + good[1], "a.jsonl", CaptureSettings(max_row_bytes=2000))
    assert bodies(outcomes) == [b"One.", b"Three."]
    assert reasons(outcomes) == ["", "capture.row", ""]
    last = len(good[0]) + len(bad) + 1
    assert [o.origin.offset for o in outcomes] == [0, len(good[0]), last]
    assert outcomes[2].origin.uri.endswith(f"a.jsonl#{last}")


def test_an_empty_text_is_empty_and_not_an_error(tmp_path: Path) -> None:
    assert reasons(read(tmp_path, rows({"text": " \n"}, {"text": ""}), "a.jsonl")) == ["capture.empty"] * 2


@pytest.mark.parametrize("name", ["a.jsonl", "a.ndjson", "a", "a.jsonl.gz", "a.jsonl.zst"])
def test_rows_are_found_by_name_or_content_and_unpacked(tmp_path: Path, name: str) -> None:
    data = b"\xef\xbb\xbf" + rows({"text": "One."}, {"text": "Two."}).replace(b"\n", b"\r\n") + b"\n\n"
    data = gzip.compress(data) if name.endswith("gz") else zstandard.compress(data) if name.endswith("zst") else data
    assert bodies(read(tmp_path, data, name)) == [b"One.", b"Two."]


@pytest.mark.parametrize("name", ["a.jsonl.gz", "a.gz"])
def test_a_cut_file_of_rows_gives_the_rows_before_the_cut(tmp_path: Path, name: str) -> None:
    data = gzip.compress(rows(*({"text": hashlib.sha256(b"%d" % n).hexdigest()} for n in range(500))))[:-400]
    outcomes = read(tmp_path, data, name)
    assert len(bodies(outcomes)) > 400
    assert reasons(outcomes)[-1] == "capture.truncated"


@pytest.mark.parametrize(
    "data",
    [b'{\n  "maintext": "One.",\n  "title": "T"\n}', b'[{"text": "One.", "title": "T"}]'],
    ids=["one object", "a list"],
)
def test_a_json_file_may_be_a_row_or_a_list_of_rows(tmp_path: Path, data: bytes) -> None:
    assert only_capture(read(tmp_path, data, "a.json")).given == Given("One.", "T")


@pytest.mark.parametrize("delimiter", [",", ";", "\t"], ids=["comma", "semicolon", "tab"])
def test_a_table_is_read_with_its_quotes_and_line_ends(tmp_path: Path, delimiter: str) -> None:
    table = '\ufeffID,Title,text,authors\r\n1,"A ""B"", C","One,\r\n\r\ntwo; ""x""\t","Ada; Ben"\r\n2,,Three.,Cy\r\n'
    if delimiter != ",":
        table = table.replace(",", delimiter)
    first, second = read(tmp_path, table.encode(), "a.csv")
    assert isinstance(first, Capture)
    assert isinstance(second, Capture)
    text = 'One,\r\n\r\ntwo; "x"\t'.replace(",", delimiter)
    assert first.given is not None
    assert (first.given.text, first.given.title) == (text, 'A "B", C'.replace(",", delimiter))
    assert first.origin.id == "1"
    assert (second.body, second.origin.id) == (b"Three.", "2")


def test_a_quote_that_never_closes_costs_its_row_only(tmp_path: Path) -> None:
    table = b'id,text\n1,One.\n2,"Two.\n3,Three.\n4,"Fo\nur."\n5,Five.\n'
    outcomes = read(tmp_path, table, "a.csv")
    assert reasons(outcomes).count("capture.row") == 1
    assert bodies(outcomes) == [b"One.", b"Three.", b"Fo\nur.", b"Five."]


@pytest.mark.parametrize(
    "table",
    [
        b"id,text\n1," + b"a" * 300_000,
        b"id,text\n1,na\0ul",
        "id,text\n1,Zürich".encode("cp1252"),
        "id\ttext\n1\tZürich".encode("utf-16"),
    ],
    ids=["huge cell", "NUL", "windows-1252", "utf-16"],
)
def test_what_spreadsheets_write_is_read(tmp_path: Path, table: bytes) -> None:
    capture = only_capture(read(tmp_path, table, "a.csv"))
    assert capture.body.decode() in ("a" * 300_000, "na\0ul", "Zürich")


@pytest.mark.parametrize(
    ("table", "found"),
    [
        (b"a,b\n1,2\n", ["capture.row"]),
        (b"id,text\n", ["capture.no_records"]),
        (b"id,text\n1,a,b,c\n2,good\n", ["capture.row", ""]),
        (b"", ["capture.row"]),
    ],
    ids=["no column", "no row", "too many cells", "nothing"],
)
def test_a_table_that_cannot_be_read_says_why(tmp_path: Path, table: bytes, found: list[str]) -> None:
    assert reasons(read(tmp_path, table, "a.csv")) == found


def test_rows_of_a_folder_and_their_pages_keep_their_own_addresses(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes(rows({"text": "One."}))
    (tmp_path / "b.html").write_bytes(PAGE)
    uris = [o.origin.uri for o in read_captures([tmp_path], SETTINGS)]
    assert uris == [f"{tmp_path.as_posix()}/a.jsonl#0", f"{tmp_path.as_posix()}/b.html"]
