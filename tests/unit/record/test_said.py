from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from onrecord.model import Figure, Span, Statement, Statements
from onrecord.record import Record
from onrecord.record.said import number, words_of
from tests.unit.record.said_examples import BRIDGE, article, at, bridge

Ask = Callable[[str], list[tuple[object, ...]]]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    with Record(tmp_path / "record.db") as record:
        record.add(bridge())
    return tmp_path / "record.db"


@pytest.fixture
def ask(path: Path) -> Iterator[Ask]:
    connection = sqlite3.connect(path)
    yield lambda query: connection.execute(query).fetchall()
    connection.close()


def test_what_is_said_in_an_article_is_read_back_equal(path: Path) -> None:
    with Record.open_read_only(path) as record:
        assert list(record.articles()) == [bridge()]
        assert record.check() == ()
        counts = record.counts()
    assert (counts.statements, counts.speakers) == (3, 3)


def test_what_is_said_is_found_by_the_number_of_the_article(path: Path, ask: Ask) -> None:
    ((id,),) = ask("SELECT id FROM article")
    assert isinstance(id, int)
    with Record.open_read_only(path) as record:
        assert record.statements(id) == bridge().said
        assert record.statements(id + 1) is None


@pytest.mark.parametrize("said", [None, Statements(), Statements(unsupported="fr")], ids=["no", "nothing", "French"])
def test_that_nothing_was_found_is_not_that_nothing_was_looked_for(tmp_path: Path, said: Statements | None) -> None:
    made = article("Il fait beau.", said, "aa")
    with Record(tmp_path / "record.db") as record:
        record.add(made)
        assert [it.said for it in record.articles()] == [said]
        assert record.check() == ()


def test_the_columns_hold_the_words_of_the_text(ask: Ask) -> None:
    assert ask("SELECT n, stance, source_text, cue_text, content_text, paragraph FROM statement ORDER BY id") == [
        (0, "report", "Ana Lind, the mayor", "said", "“The bridge is shut,” … “It stays shut.”", 0),
        (1, "report", "The Courier", "reported", "Harbourton denied that at least 40 ferries would stop", 1),
        (2, "deny", "Harbourton", "denied", "that at least 40 ferries would stop", 1),
    ]
    assert ask("SELECT text, value, anchor FROM time_mention") == [("Friday", "2026-01-02", "published")]


@pytest.mark.parametrize("part", ["source", "cue"])
def test_substr_gives_the_words_of_a_span(ask: Ask, part: str) -> None:
    rows = ask(
        f"SELECT substr(a.text, s.{part}_start + 1, s.{part}_end - s.{part}_start), s.{part}_text"
        " FROM statement s JOIN article a ON a.id = s.article_id"
    )
    assert len(rows) == 3
    assert all(words == stored for words, stored in rows)


def test_a_statement_inside_another_names_it(ask: Ask) -> None:
    assert ask("SELECT s.stance, o.cue_text FROM statement s JOIN statement o ON o.id = s.inside") == [
        ("deny", "reported")
    ]


def test_a_figure_belongs_to_the_innermost_statement_in_whose_content_it_stands(ask: Ask) -> None:
    query = "SELECT f.text, value, unit, bound, stance FROM figure f JOIN statement s ON s.id = statement_id"
    assert ask(query) == [("at least 40 ferries", 40.0, "ferries", "at least", "deny")]


@pytest.mark.parametrize(
    ("words", "holder"),
    [("10", 0), ("20", None), ("30", 2), ("40", 1), ("50", None)],
    ids=["one", "source", "of two alike, the inner", "around it", "outside"],
)
def test_a_figure_outside_of_every_content_belongs_to_none(tmp_path: Path, words: str, holder: int | None) -> None:
    text = "That 10 left, all 20 said. Orla said that 40 heard that 30 came. And 50 stayed."
    inner = at("that 30 came", text)
    statements = (
        Statement("indirect", "report", (at("That 10 left", text),), at("said.", text), at("all 20", text)),
        Statement("indirect", "report", (Span(at("that 40", text).start, inner.end),)),
        Statement("indirect", "report", (inner,), inside=1),
    )
    figure = Figure(at(words, text).start, at(words, text).end, float(words))
    with Record(tmp_path / "record.db") as record:
        record.add(article(text, Statements(statements, figures=(figure,)), "aa"))
        assert record.check() == ()
    connection = sqlite3.connect(tmp_path / "record.db")
    found = connection.execute("SELECT s.n FROM figure LEFT JOIN statement s ON s.id = statement_id").fetchone()
    connection.close()
    assert found == (holder,)


def test_the_view_of_what_is_said_joins_statement_speaker_and_article(ask: Ask) -> None:
    assert ask("SELECT speaker, description, stance, title, published FROM said WHERE cue_text = 'said'") == [
        ("Ana Lind", "mayor", "report", "Bridge", "2026-01-03")
    ]


@pytest.mark.parametrize(
    ("words", "cues"),
    [("ferries", ["denied", "reported"]), ("denied", ["denied", "reported"]), ("lind", ["said"]), ("tunnel", [])],
    ids=["content", "cue and content", "source", "absent"],
)
def test_statements_are_found_by_their_words(path: Path, ask: Ask, words: str, cues: list[str]) -> None:
    query = (
        "SELECT cue_text FROM statement WHERE id IN (SELECT rowid FROM statement_fts WHERE statement_fts MATCH '{}')"
    )
    assert sorted(str(cue) for (cue,) in ask(query.format(words))) == cues
    with Record.open_read_only(path) as record:
        hits = record.search_statements(words)
    assert sorted(str(hit.cue) for hit in hits) == cues
    assert all((hit.title, hit.published) == ("Bridge", "2026-01-03") for hit in hits)


def test_datasette_finds_the_full_text_of_statements(ask: Ask) -> None:
    ((sql,),) = ask("SELECT sql FROM sqlite_master WHERE name = 'statement_fts'")
    assert 'content="statement"' in str(sql)


def test_the_full_text_stays_true_when_another_tool_changes_statements(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute(
        "UPDATE statement SET cue_text = NULL, cue_start = NULL, cue_end = NULL WHERE cue_text = 'denied'"
    )
    connection.execute("DELETE FROM statement WHERE n = 0")
    connection.commit()
    connection.close()
    with Record(path) as record:
        assert not [problem for problem in record.check() if problem.where == "statement_fts"]
        assert [hit.cue for hit in record.search_statements("ferries") if hit.stance == "deny"] == [None]
        assert not record.search_statements("shut")


def test_the_number_of_a_statement_is_made_of_the_article_and_its_place() -> None:
    assert [number(7, n) for n in (0, 1, 1023)] == [7168, 7169, 8191]
    assert number(8, 0) == 8192
    assert number(2**53 - 1, 1023) == 2**63 - 1
    beyond = {number(article, n) for article in (7, 8, 2**53 - 1) for n in (1024, 1025, 40_000)}
    assert len(beyond) == 9
    assert all(-(2**63) <= it < 0 for it in beyond)


def test_an_article_may_hold_more_statements_than_have_a_number_in_a_row(tmp_path: Path) -> None:
    text = " ".join(f"w{n}" for n in range(1100))
    spans = [at(f"w{n} w", text) for n in range(1000, 1099)]
    many = tuple(Statement("direct", "report", (Span(n, n + 1),)) for n in range(0, 1030))
    statements = (*many, *(Statement("direct", "report", (replace(span, end=span.end - 2),)) for span in spans))
    said = Statements(tuple(sorted(statements, key=lambda it: it.content[0].start)))
    with Record(tmp_path / "record.db") as record:
        record.add(article(text, said, "aa"))
        assert [it.said for it in record.articles()] == [said]
        assert record.check() == ()
        assert record.search_statements("w1098")


@pytest.mark.parametrize(
    ("spans", "words"),
    [
        (("“The bridge is shut,”",), "“The bridge is shut,”"),
        (("“The bridge is shut,”", "Ana Lind"), "“The bridge is shut,” Ana Lind"),
        (("“The bridge is shut,”", "“It stays shut.”"), "“The bridge is shut,” … “It stays shut.”"),
        (("“It stays shut.”", "The Courier"), "“It stays shut.” The Courier"),
        ((), ""),
    ],
    ids=["one", "in a row", "interrupted", "over paragraphs", "none"],
)
def test_words_left_out_between_two_spans_are_marked(spans: tuple[str, ...], words: str) -> None:
    assert words_of([at(it, BRIDGE) for it in spans], BRIDGE) == words


@pytest.mark.parametrize(
    ("harm", "words"),
    [
        ("DELETE FROM statement WHERE n = 2", "article_said {id} does not have the number of statements"),
        ("DELETE FROM article_said", "statement {id} belongs to an article in which nothing was looked for"),
        ("DELETE FROM article_said", "figure {id} belongs to an article in which nothing was looked for"),
        ("DELETE FROM statement WHERE n = 0", "statement {id} does not count from 0"),
        ("UPDATE time_mention SET n = 3", "time_mention {id} does not count from 0"),
        ("UPDATE statement SET inside = id WHERE n = 2", "statement {2} is said to stand inside one of another"),
        ("UPDATE statement SET speaker_id = NULL WHERE n = 0", "statement {0} has another speaker"),
        ("UPDATE statement SET speaker_n = 9 WHERE n = 0", "statement {0} has another speaker"),
        ("UPDATE speaker SET statements = 7", "does not have the number of statements that it says"),
        ("UPDATE speaker_form SET statements = 7", "does not have the number of statements that it says"),
        ("UPDATE speaker_form SET articles = 7", "does not have the number of articles that it says"),
        ("INSERT INTO speaker VALUES (1, 'Nobody', 'person', NULL, 0, 0)", "speaker 1 is in no article"),
        ("DELETE FROM speaker_alias WHERE alias = 'Ana Lind'", "its own name among its aliases"),
        ("DELETE FROM speaker WHERE name = 'Ana Lind'", "points to a row of speaker that is not there"),
        ("UPDATE statement SET content_spans = '[]'", "statement {0} its content_spans are not the JSON"),
        ("UPDATE statement SET content_spans = 'x'", "statement {0} its content_spans are not the JSON"),
        (
            'UPDATE statement SET content_spans = \'[{{"start": 3, "end": 999}}]\' WHERE n = 1',
            "statement {1} content 3–999 lies outside the text",
        ),
        (
            "UPDATE statement SET content_text = 'x' WHERE n = 1",
            "statement {1} content_text is not what its spans give",
        ),
        ("UPDATE statement SET cue_start = 0 WHERE n = 1", "statement {1} cue 0–"),
        ("UPDATE statement SET source_end = NULL WHERE n = 1", "statement {1} source"),
        ("UPDATE statement SET n = n + 10; UPDATE statement SET n = 12 - n", "begins before the one ahead of it"),
        ("UPDATE time_mention SET end = 999", "time_mention 0 of article {id}"),
        ("UPDATE figure SET text = '41'", "figure 0 of article {id}"),
        ("UPDATE article_speaker SET mentions = '?'", "article_speaker 0 of article {id} a mention lies outside"),
        ("DROP TRIGGER statement_ad; DELETE FROM statement", "statement_fts 3 of 0 statements"),
        ("DROP TRIGGER statement_au; UPDATE statement SET cue_text = 'x'", "does not agree with the statements"),
    ],
)
def test_harm_to_what_is_said_is_found(path: Path, harm: str, words: str) -> None:
    connection = sqlite3.connect(path)
    (id,) = connection.execute("SELECT id FROM article").fetchone()
    connection.executescript(harm.format(id=id))
    connection.close()
    with Record(path) as record:
        problems = [f"{problem.where} {problem.what}" for problem in record.check()]
    wanted = words.format(*(number(id, n) for n in range(3)), id=id)
    assert any(wanted in problem for problem in problems), problems


def test_characters_that_sqlite_can_not_keep_leave_the_spans_true(tmp_path: Path) -> None:
    text = "Orla\ud800 said\0 that it\udc00 rains."
    statement = Statement("indirect", "report", (Span(11, 25),), Span(6, 11), Span(0, 5))
    with Record(tmp_path / "record.db") as record:
        record.add(article(text, Statements((statement,)), "aa"))
        assert record.check() == ()
        assert [it.said for it in record.articles()] == [Statements((statement,))]
