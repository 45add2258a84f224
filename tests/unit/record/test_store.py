from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from dataclasses import replace
from pathlib import Path

import pytest

from onrecord.errors import RecordError
from onrecord.model import (
    Article,
    Block,
    Dateline,
    Entry,
    Evidence,
    Metadata,
    Origin,
    Rejected,
    Removed,
    Statements,
)
from onrecord.record import Record


def article(
    key: str = "aa11",
    text: str = "The bridge is shut.\n\nTrains stop.",
    *,
    id: str | None = None,
    title: str = "Bridge",
) -> Article:
    first = len(text.partition("\n\n")[0])
    blocks = (Block("body", 0, first),) + ((Block("quote", first + 2, len(text)),) if first < len(text) else ())
    return Article(
        origin=Origin(
            id=id or key, key=key, uri=f"/captures/{key}.warc#120", container="warc", offset=120, record_id="<urn:x>",
            url="https://news.example/a", captured_at="2026-01-04T00:00:00Z", media_type="text/html",
            digest="sha256:ab",
        ),
        kind="article",
        metadata=Metadata(
            title=title, standfirst="Engineers found cracks", authors=("Ana Lind", "Bo Ek"),
            published="2026-01-03", published_precision="day", modified="2026-01-04T10:00+01:00",
            canonical_url="https://news.example/a", language="en", site="The Example", section="Local",
            topics=("bridges",), evidence=(Evidence("title", "h1", "Bridge"),),
        ),
        text=text,
        blocks=blocks,
        removed=(Removed("navigation", "Home"), Removed("repeat", "The bridge is shut.")),
        dateline=Dateline("HARBOURTON", None),
        credit="EXA",
        rights="© The Example",
        comments=0,
        words=6,
    )  # fmt: skip


def rejected(key: str = "bb22", reason: str = "not_article.listing", *, id: str | None = None) -> Rejected:
    return Rejected(Origin(id or key, key, f"/captures/{key}.html", "file"), "skip", reason, "links only")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "record.db"


def test_what_is_stored_is_read_back_equal(path: Path) -> None:
    with Record(path) as record:
        record.add(article())
        record.reject(rejected())
    with Record.open_read_only(path) as record:
        assert list(record.articles()) == [article()]
        assert list(record.rejections()) == [rejected()]
        assert record.check() == ()


def test_a_capture_is_seen_once_it_is_stored_whatever_became_of_it(path: Path) -> None:
    with Record(path) as record:
        assert not record.seen("aa11")
        record.store([article(), rejected()])
        assert record.seen("aa11")
        assert record.seen("bb22")


def test_counts_give_the_reasons_most_frequent_first(path: Path) -> None:
    with Record(path) as record:
        record.store([article(), rejected("b", "empty.nothing"), rejected("c"), rejected("d")])
        counts = record.counts()
    assert (counts.captures, counts.articles) == (4, 1)
    assert counts.rejected == (("not_article.listing", 2), ("empty.nothing", 1))


def test_a_capture_that_is_there_already_stays_as_it_is(path: Path) -> None:
    with Record(path) as record:
        record.add(article(title="First"))
        record.add(article(title="Second"))
        assert [it.metadata.title for it in record.articles()] == ["First"]


def test_of_many_none_is_stored_when_one_can_not_be(path: Path) -> None:
    broken = Rejected(Origin("c", "c", "/c", "file"), "article", "reason", "detail")  # type: ignore[arg-type]
    with Record(path) as record:
        with pytest.raises(RecordError):
            record.store([article(), broken])
        assert record.counts().captures == 0
        record.add(article())  # and the record can still be written
        assert record.counts().captures == 1


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0), (1, 2, 0)], ids=["up", "down", "mixed"])
def test_captures_that_share_an_id_are_told_apart_by_their_key_in_whatever_order_they_come(
    path: Path, order: tuple[int, ...]
) -> None:
    outcomes: list[Article | Rejected]
    outcomes = [article("aaaa1111x", id="row"), rejected("bbbb2222x", id="row"), article("cccc3333x", id="row")]
    with Record(path) as record:
        for n in order:
            record.store([outcomes[n]])
        origins = [it.origin for it in record.articles()] + [it.origin for it in record.rejections()]
        ids = {origin.key: origin.id for origin in origins}
        assert record.check() == ()
    assert ids == {"aaaa1111x": "row", "bbbb2222x": "row~bbbb2222", "cccc3333x": "row~cccc3333"}


def test_characters_that_sqlite_can_not_keep_are_replaced_and_offsets_stay_true(path: Path) -> None:
    with Record(path) as record:
        record.add(article(text="a\ud83d b\0 é\n\nc\udc00", title="t\ud800"))
        (stored,) = record.articles()
        assert stored.text == "a\ufffd b\ufffd é\n\nc\ufffd"
        assert stored.metadata.title == "t\ufffd"
        assert record.check() == ()


def test_the_number_of_an_article_is_the_same_in_every_record_and_exact_in_javascript(tmp_path: Path) -> None:
    numbers = []
    for name in ("a.db", "b.db"):
        with Record(tmp_path / name) as record:
            record.store([rejected(name), article()])
        with sqlite3.connect(tmp_path / name) as connection:
            numbers.append(connection.execute("SELECT id FROM article").fetchone()[0])
        connection.close()
    assert numbers[0] == numbers[1] < 2**53


def test_two_articles_of_one_number_both_keep_a_number(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("onrecord.record.rows.article_id", lambda key: 7)
    with Record(path) as record:
        record.store([article("a"), article("b")])
        assert record.counts().articles == 2
        assert record.check() == ()


def test_the_dump_is_the_same_whatever_the_order_of_writing(tmp_path: Path) -> None:
    dumps = []
    both: list[Article | Rejected] = [article(), rejected()]
    for name, outcomes in (("a.db", both), ("b.db", both[::-1])):
        with Record(tmp_path / name) as record:
            record.store(outcomes)
            dumps.append(list(record.dump()))
    assert dumps[0] == dumps[1]
    assert {line.partition("\t")[0] for line in dumps[0]} == {"meta", "capture", "article", "removed"}


def test_a_closed_record_is_one_file(path: Path) -> None:
    with Record(path) as record:
        record.add(article())
    before = path.read_bytes()
    with Record.open_read_only(path) as record:
        assert record.counts().articles == 1
    assert [it.name for it in path.parent.iterdir()] == ["record.db"]
    assert path.read_bytes() == before


def test_a_record_that_is_opened_to_read_can_not_be_changed(path: Path) -> None:
    Record(path).close()
    with Record.open_read_only(path) as record, pytest.raises(RecordError, match="can not be written"):
        record.add(article())


def test_a_record_can_be_read_while_it_is_written(path: Path) -> None:
    with Record(path) as writing:
        writing.add(article())
        with Record.open_read_only(path) as reading:
            assert reading.counts().articles == 1
            writing.reject(rejected())
            assert reading.counts().captures == 2


def test_two_writers_of_one_record_end_in_a_clear_message(path: Path) -> None:
    with Record(path), pytest.raises(RecordError, match="another run is writing"):
        Record(path)
    Record(path).close()  # and the first one's end frees it


def test_the_lock_of_a_killed_writer_is_no_lock(path: Path) -> None:
    script = f"import os, onrecord; onrecord.Record({str(path)!r}); os.kill(os.getpid(), 9)"
    subprocess.run([sys.executable, "-c", script], check=False, timeout=60)
    assert path.with_name("record.db-lock").exists()
    Record(path).close()


def _another_sqlite_file(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE recipes(name TEXT)")
    connection.commit()
    connection.close()


def _a_newer_record(path: Path) -> None:
    Record(path).close()
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA user_version = 99")
    connection.close()


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda path: path.write_bytes(b"%PDF-1.7\n"), "no SQLite file"),
        (lambda path: path.write_bytes(b"\x00\x01\xfe" * 1000), "no SQLite file"),
        (lambda path: path.write_bytes(b"SQLite format 3\0" + b"\xff" * 5000), "no record|damaged"),
        (_another_sqlite_file, "another program's SQLite file"),
        (_a_newer_record, "knows 4"),
        (lambda path: path.mkdir(), "folder"),
    ],
    ids=["a PDF", "random bytes", "a broken header", "another program's", "newer", "a folder"],
)
@pytest.mark.parametrize("open_", [Record, Record.open_read_only], ids=["to write", "to read"])
def test_what_is_no_record_is_refused_and_left_as_it_is(path: Path, make: object, words: str, open_: object) -> None:
    assert callable(make)
    assert callable(open_)
    make(path)
    before = path.read_bytes() if path.is_file() else b""
    with pytest.raises(RecordError, match=words) as caught:
        open_(path)
    assert caught.value.where == str(path)
    assert caught.value.do
    assert (path.read_bytes() if path.is_file() else b"") == before
    assert not path.with_name("record.db-lock").exists()


def test_a_folder_that_does_not_exist_is_named(tmp_path: Path) -> None:
    with pytest.raises(RecordError, match="folder does not exist"):
        Record(tmp_path / "nowhere" / "record.db")


def test_reading_makes_no_record(path: Path) -> None:
    with pytest.raises(RecordError, match="no such record"):
        Record.open_read_only(path)
    assert not path.exists()


@pytest.mark.parametrize("size", [0, 4096], ids=["no byte", "a header only"])
def test_what_a_run_left_that_was_killed_at_its_very_start_is_taken_over(path: Path, size: int) -> None:
    path.touch()
    if size:
        connection = sqlite3.connect(path)
        connection.execute("PRAGMA journal_mode = WAL")
        connection.close()
        assert path.stat().st_size == size
    with Record(path) as record:
        record.add(article())
        assert record.check() == ()


def test_a_full_disk_is_said_to_be_one_and_nothing_half_is_kept(path: Path) -> None:
    with Record(path) as record:
        record.add(article())
        pages = record._connection.execute("PRAGMA page_count").fetchone()[0]
        record._connection.execute(f"PRAGMA max_page_count = {pages + 1}")
        with pytest.raises(RecordError, match="the disk is full") as caught:
            record.store([article("cc", text="word " * 200_000), rejected()])
        assert "goes on where it stopped" in caught.value.do
        assert record.counts().captures == 1
        assert record.check() == ()


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="needs users as on Unix")
def test_a_record_in_a_folder_without_the_right_to_write_can_be_read_and_not_written() -> None:
    script = """
import os, onrecord, urllib.parse
onrecord.Record, onrecord.RecordError  # imported while all of Python can still be read
if os.geteuid() == 0:  # who may write everywhere
    os.setuid(65534)
print(onrecord.Record.open_read_only("record.db").counts().articles)
try:
    onrecord.Record("record.db")
except onrecord.RecordError as error:
    print(error)
"""
    with tempfile.TemporaryDirectory() as folder:  # not tmp_path, whose parents only its owner may enter
        with Record(Path(folder) / "record.db") as record:
            record.add(article())
        Path(folder).chmod(0o555)
        done = subprocess.run(
            [sys.executable, "-c", script], cwd=folder, capture_output=True, text=True, timeout=60, check=False
        )
        Path(folder).chmod(0o755)
    assert done.stdout.startswith("1\nrecord.db: the record can not be written"), done.stderr


def test_a_second_program_that_holds_the_record_is_named(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Record(path) as record:
        record._connection.execute("PRAGMA busy_timeout = 10")
        other = sqlite3.connect(path, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(RecordError, match="another program is writing"):
            record.add(article())
        other.execute("ROLLBACK")
        other.close()
        record.add(article())


@pytest.mark.skipif(shutil.which("sqlite3") is None, reason="needs SQLite's own command line")
def test_sqlites_own_tool_reads_a_record(path: Path) -> None:
    with Record(path) as record:
        record.add(article())
    query = "SELECT title FROM article_fts WHERE article_fts MATCH 'trains'"
    done = subprocess.run(["sqlite3", str(path), query], capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout == "Bridge\n"


def _live_blog() -> Article:
    whole = article()
    blocks = (whole.blocks[0], replace(whole.blocks[1], by="Ana (@ana)", time="2026-01-03", opens=True))
    entries = (Entry(0, 19, "2026-01-03T14:32", "Shut", "14.32"), Entry(21, len(whole.text), None, None, "soon"))
    return replace(whole, kind="live blog", blocks=blocks, entries=entries)


def test_the_entries_of_a_live_blog_are_read_back_equal(path: Path) -> None:
    with Record(path) as record:
        record.add(_live_blog())
        assert list(record.articles()) == [_live_blog()]
        assert record.check() == ()
    connection = sqlite3.connect(path)
    query = (
        "SELECT substr(a.text, e.start + 1, e.end - e.start), e.time FROM article_entry e JOIN article a ON "
        "a.id = e.article_id"
    )
    assert connection.execute(query).fetchall() == [("The bridge is shut.", "2026-01-03T14:32"), ("Trains stop.", None)]
    connection.close()


_FORM_1 = {"meta", "capture", "article", "removed", "rejection"}
_FORM_2 = {*_FORM_1, "article_entry"}
_FORM_3 = {
    *_FORM_2, "article_said", "speaker", "speaker_alias", "speaker_form", "article_speaker", "statement",
    "time_mention", "figure", "said", "statement_fts",
}  # fmt: skip


def _make_older(path: Path, form: int) -> None:
    with Record(path) as record:
        record.add(article())
    connection = sqlite3.connect(path)
    made = connection.execute("SELECT type, name FROM sqlite_master WHERE type IN ('table', 'view')").fetchall()
    kept = {1: _FORM_1, 2: _FORM_2, 3: _FORM_3}[form]
    for kind, name in sorted(made, key=lambda it: it[0] == "table"):
        if name not in kept and not name.startswith("article_fts") and "_fts_" not in name:
            connection.execute(f"DROP {kind} {name}")
    connection.execute(f"PRAGMA user_version = {form}")
    connection.commit()
    connection.close()


@pytest.mark.parametrize("form", [1, 2, 3])
def test_a_record_of_an_older_form_is_read_as_it_is(path: Path, form: int) -> None:
    _make_older(path, form)
    before = path.read_bytes()
    with Record.open_read_only(path) as record:
        assert list(record.articles()) == [article()]
        assert record.check() == ()
        assert record.counts().articles == 1
        assert any(line.startswith("article\t") for line in record.dump())
    assert path.read_bytes() == before


@pytest.mark.parametrize("form", [1, 2, 3])
def test_a_record_of_an_older_form_is_brought_up_when_it_is_added_to(path: Path, form: int) -> None:
    _make_older(path, form)
    with Record(path) as record:
        record.add(replace(_live_blog(), origin=replace(article().origin, id="cc33", key="cc33"), said=Statements()))
        assert sorted(len(one.entries) for one in record.articles()) == [0, 2]
        assert {one.said for one in record.articles()} == {None, Statements()}
        assert record.check() == ()
    connection = sqlite3.connect(path)
    assert connection.execute("PRAGMA user_version").fetchone() == (4,)
    assert connection.execute("SELECT value FROM meta WHERE key = 'schema_version'").fetchone() == ("4",)
    connection.close()


def test_a_record_that_was_brought_up_has_the_tables_of_a_new_one(path: Path, tmp_path: Path) -> None:
    _make_older(path, 1)
    Record(path).close()
    Record(tmp_path / "new.db").close()
    schemas = []
    for place in (path, tmp_path / "new.db"):
        connection = sqlite3.connect(place)
        schemas.append(set(connection.execute("SELECT type, name, tbl_name, sql FROM sqlite_master")))
        connection.close()
    assert schemas[0] == schemas[1]


def test_an_entry_outside_of_its_text_is_told(path: Path) -> None:
    with Record(path) as record:
        record.add(_live_blog())
    connection = sqlite3.connect(path)
    connection.execute("UPDATE article_entry SET end = 500 WHERE n = 1")
    connection.commit()
    connection.close()
    with Record.open_read_only(path) as record:
        assert any("outside the text" in problem.what for problem in record.check())
