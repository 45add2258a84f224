from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest

from onrecord.errors import InputError
from onrecord.export import FORMS, WHATS, export_record
from onrecord.model import Article, Block, Metadata, Origin
from onrecord.record import Record
from tests.unit.record.said_examples import BRIDGE
from tests.unit.record.test_groups import _grouped as grouped


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "record.db"
    grouped(path)
    return path


def _exported(path: Path, what: str, form: str) -> str:
    out = path.with_name(f"{what}.{form}")
    with Record.open_read_only(path) as record:
        export_record(record, what, form, str(out))
    return out.read_bytes().decode("utf-8")


def _lines(path: Path, what: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in _exported(path, what, "jsonl").splitlines()]


def _rows(path: Path, what: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(_exported(path, what, "csv").removeprefix("\ufeff"), newline="")))


def test_an_article_comes_with_its_story_and_its_families(path: Path) -> None:
    articles = {it["id"]: it for it in _lines(path, "articles")}
    assert set(articles) == {"aa11", "bb22", "cc33"}
    assert articles["aa11"]["text"] == BRIDGE
    stories = {it["title"]: it["id"] for it in _lines(path, "stories")}
    assert sorted(it["story"] == stories["The bridge"] for it in articles.values()) == [False, True, True]
    relations = [family["relation"] for it in articles.values() for family in it["families"]]
    assert sorted(relations) == ["cut", "original"]


def test_a_statement_comes_with_the_speaker_of_the_record_and_the_one_it_stands_in(path: Path) -> None:
    statements = _lines(path, "statements")
    assert len(statements) == 9
    ids = {it["id"] for it in statements}
    nested = [it for it in statements if it["inside"] is not None]
    assert nested
    assert {it["inside"] for it in nested} <= ids
    with Record.open_read_only(path) as record:
        speakers = {speaker for number in record.numbers() for _, speaker in record.statement_keys(number)}
    assert {it["speaker"]["id"] for it in statements} == speakers


def test_a_story_holds_its_timeline_and_its_conflicts_with_their_words(path: Path) -> None:
    story = next(it for it in _lines(path, "stories") if it["title"] == "The bridge")
    assert [it["copy_of"] is None for it in story["articles"]] == [True, False]
    (event,) = story["timeline"]
    assert event["mentions"][0]["text"] == BRIDGE[:20]
    (conflict,) = story["conflicts"]
    assert [side["value"] for side in conflict["sides"]] == ["at least 40", "none"]
    assert conflict["sides"][0]["mentions"][0]["text"] == BRIDGE[100:110]


def test_a_conflict_names_its_story(path: Path) -> None:
    (conflict,) = _lines(path, "conflicts")
    assert conflict["story"]["title"] == "The bridge"


def test_a_family_gives_the_words_that_its_members_share(path: Path) -> None:
    (family,) = _lines(path, "families")
    (passage,) = family["passages"]
    assert passage["original"]["text"] == BRIDGE[:20]
    assert passage["copy"]["text"] == BRIDGE[5:25]


@pytest.mark.parametrize(
    ("what", "rows"), [("articles", 3), ("statements", 9), ("families", 2), ("stories", 3), ("conflicts", 3)]
)
def test_a_table_has_a_row_for_each_part(path: Path, what: str, rows: int) -> None:
    found = _rows(path, what)
    assert len(found) == rows
    assert all(None not in row and None not in row.values() for row in found)


@pytest.mark.parametrize("title", ["=1+1", "+1", "-1", "@a", "  =HYPERLINK(1)", "\t=1"])
def test_no_cell_is_a_formula(tmp_path: Path, title: str) -> None:
    path = tmp_path / "record.db"
    text = "-2 degrees in the port.\n\n=SUM(A1)"
    with Record(path) as record:
        blocks = (Block("body", 0, 23), Block("body", 25, 33))
        record.add(Article(Origin("a", "a", "/a", "file"), "article", Metadata(title=title), text, blocks, words=5))
    (row,) = _rows(path, "articles")
    assert row["title"] == f"'{title}"
    assert row["text"] == f"'{text}"
    assert row["words"] == "5"


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("what", WHATS)
def test_an_empty_record_gives_an_empty_file(tmp_path: Path, what: str, form: str) -> None:
    path = tmp_path / "record.db"
    Record(path).close()
    assert _exported(path, what, form).strip("\ufeff") == ""


def test_a_file_that_can_not_be_written_is_named(path: Path, tmp_path: Path) -> None:
    with Record.open_read_only(path) as record, pytest.raises(InputError, match="no/such"):
        export_record(record, "articles", "jsonl", str(tmp_path / "no" / "such" / "file.jsonl"))


def test_an_export_that_fails_leaves_the_old_file_and_nothing_else(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    old = folder / "articles.jsonl"
    old.write_text("old")

    def fail(record: Record) -> object:
        yield {"id": 1}
        raise OSError(28, "no space left")

    monkeypatch.setitem(__import__("onrecord.export.files", fromlist=["VALUES"]).VALUES, "articles", fail)
    with Record.open_read_only(path) as record, pytest.raises(InputError, match="no space left"):
        export_record(record, "articles", "jsonl", str(old))
    assert old.read_text() == "old"
    assert list(folder.iterdir()) == [old]
