from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from onrecord.model import (
    Conflict,
    Event,
    Family,
    FamilyMember,
    Mention,
    Passage,
    Side,
    SideMention,
    Sketch,
    Story,
)
from onrecord.record import Record
from tests.unit.record.said_examples import BRIDGE, bridge

SKETCH = Sketch("1", b"\x01\x02", b"\x03")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "record.db"


def _filled(path: Path) -> tuple[int, int, int]:
    """Three articles with one text; their numbers in order."""
    with Record(path) as record:
        for key in ("aa11", "bb22", "cc33"):
            record.add(bridge(key))
        first, second, third = record.numbers()
    return first, second, third


def _groups(a: int, b: int, c: int) -> tuple[Family, tuple[Story, ...]]:
    members = (FamilyMember(a, "original", 1.0, 1.0), FamilyMember(b, "cut", 0.5, 1.0))
    family = Family("copies", a, "it came first", members, (Passage(a, 0, 20, b, 5, 25),))
    stories = (
        Story("The bridge", "2026-01-02", "2026-01-03", (a, b), 2, 1),
        Story("A ferry", "2026-01-05", "2026-01-05", (c,), 1, 1),
    )
    return family, stories


def _told(a: int, b: int) -> tuple[tuple[Event, ...], tuple[Conflict, ...]]:
    event = Event("2026-01-02", None, "time", "The bridge is shut.", (Mention(a, 0, 20), Mention(b, 0, 20)), 1)
    sides = (
        Side("at least 40", ("The Courier",), (SideMention(a, 100, 110, statement=2, figure=0),)),
        Side("none", (), (SideMention(b, 3, 9), SideMention(b, 12, 20))),
    )
    return (event,), (Conflict("figure", "how many ferries", "they differ", 0.75, sides),)


def _grouped(path: Path) -> tuple[int, int, int]:
    a, b, c = _filled(path)
    family, stories = _groups(a, b, c)
    with Record(path) as record:
        record.groups.keep((family,), stories, pairs={(a, b): b"\x07"}, digests={a: "one", c: "two"}, form="1")
        record.groups.keep_told([(a, *_told(a, b)), (c, (), ())])
    return a, b, c


def test_what_is_kept_is_read_back(path: Path) -> None:
    a, b, c = _grouped(path)
    family, stories = _groups(a, b, c)
    with Record.open_read_only(path) as record:
        assert list(record.groups.families()) == [(a * 2, family)]
        found = {it.id: it for it in record.groups.stories()}
        assert found[a].story == stories[0]
        assert (found[a].timeline, found[a].conflicts) == _told(a, b)
        assert found[c].story == stories[1]
        assert record.groups.story(c + 1) is None
        assert record.groups.pairs() == {(a, b): b"\x07"}
        assert record.groups.originals((a, b, c)) == {b: (a, family.passages)}
        counts = record.groups.counts()
        assert (counts.families, counts.stories, counts.conflicts) == (1, 1, 1)
        assert record.check() == ()


def test_a_sketch_comes_with_its_article_or_later(path: Path) -> None:
    a, b, c = _filled(path)
    with Record(path) as record:
        assert record.groups.unsketched("1") == (a, b, c)
        record.groups.keep_sketches([(a, SKETCH), (b, Sketch("0", b"", b""))])
        assert record.groups.unsketched("1") == (b, c)
        assert list(record.groups.sketches()) == [(a, SKETCH), (b, Sketch("0", b"", b""))]


def test_a_story_with_new_articles_is_told_again_and_another_stays(path: Path) -> None:
    a, b, c = _grouped(path)
    family, stories = _groups(a, b, c)
    with Record(path) as record:
        assert record.groups.due() == ()
        assert record.groups.is_current("1")
        record.groups.keep((family,), stories, pairs={}, digests={a: "one", c: "three"}, form="1")
        assert record.groups.due() == (c,)
        assert not record.groups.is_current("1")
        found = record.groups.story(a)
        assert found is not None
        assert found.conflicts == _told(a, b)[1]


def test_stories_that_join_leave_nothing_behind(path: Path) -> None:
    a, b, c = _grouped(path)
    with Record(path) as record:
        whole = Story("All of it", "2026-01-02", "2026-01-05", (c, a, b), 2, 2)
        record.groups.keep((), (whole,), pairs={}, digests={c: "four"}, form="1")
        assert [it.story for it in record.groups.stories()] == [whole]
        assert record.groups.counts().conflicts == 0
        assert record.check() == ()


def test_articles_that_came_after_the_grouping_make_it_out_of_date(path: Path) -> None:
    _grouped(path)
    with Record(path) as record:
        assert record.groups.is_current("1")
        assert not record.groups.is_current("2")
        record.add(bridge("dd44"))
        assert not record.groups.is_current("1")
        assert record.check() == ()


def test_the_view_gives_the_words_of_each_side(path: Path) -> None:
    _grouped(path)
    connection = sqlite3.connect(path)
    rows = connection.execute("SELECT story, topic, value, speakers, words FROM disagreement ORDER BY side").fetchall()
    connection.close()
    assert rows[0] == ("The bridge", "how many ferries", "at least 40", '["The Courier"]', BRIDGE[100:110])
    assert [row[4] for row in rows[1:]] == [BRIDGE[3:9], BRIDGE[12:20]]


@pytest.mark.parametrize(
    ("harm", "words"),
    [
        ("UPDATE family SET articles = 3", "does not have the number of articles"),
        ("UPDATE family_member SET relation = 'cut'", "another original than its first member"),
        ("UPDATE family_member SET share_of_copy = 1.2", "more than all"),
        ("UPDATE passage SET b_end = 10000", "outside the texts"),
        ("DELETE FROM story_member WHERE n = 1", "is in no story, though"),
        ("UPDATE story SET articles = 7", "number of articles that it says"),
        ("UPDATE story SET independent = 9", "more independent sources"),
        ("UPDATE event_mention SET n = n + 7", "does not count from 0"),
        ("DELETE FROM event_mention", "no sentence that tells it"),
        ("UPDATE event_mention SET end = 10000", "outside its article's text"),
        ("DELETE FROM conflict_side WHERE side = 1", "fewer than two sides"),
        ("UPDATE conflict_side SET start = end", "outside its article's text"),
        (
            "UPDATE conflict_side SET statement_id = (SELECT max(id) FROM statement WHERE article_id <>"
            " conflict_side.article_id)",
            "of another article",
        ),
    ],
)
def test_harm_to_groups_is_found(path: Path, harm: str, words: str) -> None:
    _grouped(path)
    connection = sqlite3.connect(path)
    connection.executescript(harm)
    connection.close()
    with Record.open_read_only(path) as record:
        assert any(words in problem.what for problem in record.check())
