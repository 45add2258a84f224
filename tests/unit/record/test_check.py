from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from onrecord.model import Article, Block, Metadata, Origin, Rejected, Removed
from onrecord.record import Record


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "record.db"
    text = "The bridge is shut.\n\nTrains stop."
    with Record(path) as record:
        record.add(
            Article(
                Origin("a", "a", "/a", "file"),
                "article",
                Metadata(title="Bridge"),
                text,
                (Block("body", 0, 19), Block("body", 21, 33)),
                (Removed("navigation", "Home"), Removed("notice", "Read on")),
            )
        )
        record.reject(Rejected(Origin("b", "b", "/b", "file"), "skip", "not_article.listing", "links only"))
    return path


def test_a_sound_record_has_no_problem(path: Path) -> None:
    with Record(path) as record:
        assert record.check() == ()
    with Record.open_read_only(path) as record:
        assert record.check() == ()


@pytest.mark.parametrize(
    ("harm", "words"),
    [
        ("DELETE FROM removed; DELETE FROM article", "capture a stands as an article, and has none"),
        ("UPDATE capture SET status = 'skip', reason = 'x' WHERE id = 'a'", "capture a stands as rejected"),
        ("DELETE FROM capture WHERE id = 'a'", "has no capture"),
        ("UPDATE capture SET reason = '' WHERE id = 'b'", "capture b was rejected without a reason"),
        ("DELETE FROM removed WHERE n = 0", "does not count from 0"),
        ("UPDATE removed SET article_id = 5", "belongs to no article"),
        (
            'UPDATE article SET blocks = \'[{"start": 0, "end": 19}]\'',
            "characters 19–33 of the text belong to no block",
        ),
        ('UPDATE article SET blocks = \'[{"start": 4, "end": 33}]\'', "characters 0–4 of the text belong to no block"),
        ('UPDATE article SET blocks = \'[{"start": 0, "end": 34}]\'', "block 0–34 lies outside"),
        ('UPDATE article SET blocks = \'[{"start": 9, "end": 9}]\'', "block 9–9 lies outside"),
        ("UPDATE article SET blocks = 'none'", "is not the JSON"),
        ("UPDATE article SET authors = '[\"x'", "is not the JSON"),
        ("DROP TRIGGER article_ad; DELETE FROM removed; DELETE FROM article", "1 of 0 articles are in the full-text"),
        ("DROP TRIGGER article_au; UPDATE article SET title = 'Tunnel'", "does not agree with the articles"),
    ],
)
def test_harm_to_a_record_is_found(path: Path, harm: str, words: str) -> None:
    connection = sqlite3.connect(path)
    connection.executescript(harm)
    connection.close()
    with Record(path) as record:
        problems = [f"{problem.where} {problem.what}" for problem in record.check()]
    assert any(words in problem for problem in problems), problems


def test_a_damaged_file_is_found(path: Path) -> None:
    body = bytearray(path.read_bytes())
    connection = sqlite3.connect(path)
    page_size = connection.execute("PRAGMA page_size").fetchone()[0]
    root = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'capture_url'").fetchone()[0]
    connection.close()
    at = (root - 1) * page_size
    body[at + page_size - 40 : at + page_size] = b"\xff" * 40
    path.write_bytes(body)
    with Record(path) as record:
        assert any(problem.where == "file" for problem in record.check())
