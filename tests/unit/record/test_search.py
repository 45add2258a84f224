from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from onrecord.model import Article, Block, Metadata, Origin
from onrecord.record import Record

TEXTS = {
    "bridge": "The old bridge is shut after cracks were found.",
    "café": "A café by the bridge lost its guests, the owner said.",
    "match": "The home side won the match 3-1 AND kept its lead.",
}


@pytest.fixture
def record(tmp_path: Path) -> Iterator[Record]:
    with Record(tmp_path / "record.db") as record:
        for name, text in TEXTS.items():
            record.add(
                Article(
                    Origin(name, name, f"/{name}", "file", url=f"https://news.example/{name}"),
                    "article",
                    Metadata(title=f"On the {name}"),
                    text,
                    (Block("body", 0, len(text)),),
                )
            )
        yield record


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("bridge", {"bridge", "café"}),
        ("BRIDGE cracks", {"bridge"}),
        ("cafe", {"café"}),
        ('"bridge is"', {"bridge"}),
        ('"is bridge"', set()),
        ("AND", {"match"}),
        ("3-1", {"match"}),
        ("nothing of the kind", set()),
    ],
    ids=["one word", "all words", "without accents", "in a row", "not in that row", "an operator", "a score", "absent"],
)
def test_a_search_finds_the_articles_that_hold_all_the_words(record: Record, words: str, found: set[str]) -> None:
    assert {hit.capture_id for hit in record.search(words)} == found


@pytest.mark.parametrize(
    "words",
    ["", "   ", '"', '""', "*", "bridge*", "(", "NEAR(", "title:", "a OR",
     "NOT x", "-bridge", "^", "'", "\0", "\ud800", "{a b}", "—", "x" * 100_000, "w " * 5_000],
    ids=lambda words: repr(words[:12]),
)  # fmt: skip
def test_no_words_of_a_person_are_a_syntax_error(record: Record, words: str) -> None:
    assert len(record.search(words)) <= 3


def test_a_hit_says_where_it_is_from_and_shows_the_place(record: Record) -> None:
    (hit,) = record.search("cracks")
    assert (hit.title, hit.url) == ("On the bridge", "https://news.example/bridge")
    assert "cracks were found" in hit.snippet


def test_no_more_are_found_than_asked_for(record: Record) -> None:
    assert len(record.search("bridge", limit=1)) == 1
