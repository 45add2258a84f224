"""What counts as a conflict found, a careless one, and a right date, when stories are measured."""

from __future__ import annotations

import sqlite3
import sys
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))  # where benchmarks/ is, however pytest began

from benchmarks.conflict_gold import FoundConflict, FoundEvent, Key, Place, Reading, read_gold, read_record
from benchmarks.conflicts import Score, bcubed, main, score

POST: Key = ("kiln-fire", "01-post.html")
WIRE: Key = ("kiln-fire", "02-wire.html")
TEXTS = {
    POST: "A fire at the Marlo kiln killed nine people on Monday. The owner denied any fault. Repairs cost 3 million.",
    WIRE: "At least 14 people died\n\nin Marlo. Inspectors blamed the owner. It was the second fire since 2024.",
}
GOLD = """
about = "a fire at a kiln"
event_date = "2031-03-03"
[[page]]
file = "01-post.html"
published = "2031-03-04"
[[page]]
file = "02-wire.html"
published = "2031-03-04"
[[conflict]]
kind = "figure"
topic = "how many died"
[[conflict.side]]
value = "9"
quotes = [{file = "01-post.html", text = "killed nine people"}]
[[conflict.side]]
value = "at least 14"
quotes = [{file = "02-wire.html", text = "At least 14 people died in Marlo"}]
[[conflict]]
kind = "denial"
topic = "whether the owner is to blame"
[[conflict.side]]
value = "denied"
quotes = [{file = "01-post.html", text = "The owner denied any fault"}]
[[conflict.side]]
value = "blamed"
quotes = [{file = "02-wire.html", text = "Inspectors blamed the owner"}]
[[no_conflict]]
why = "two quantities"
quotes = [{file = "01-post.html", text = "3 million"}, {file = "02-wire.html", text = "2024"}]
[[event]]
date = "2031-03-03"
quotes = [{file = "01-post.html", text = "killed nine people on Monday"}]
[[event]]
date = "2024"
quotes = [{file = "02-wire.html", text = "the second fire since 2024"}]
"""


@pytest.fixture
def stories(tmp_path: Path) -> Path:
    (tmp_path / "kiln-fire").mkdir()
    (tmp_path / "kiln-fire" / "gold.toml").write_text(GOLD, encoding="utf-8")
    return tmp_path


def place(key: Key, words: str) -> Place:
    start = TEXTS[key].index(words)
    return Place(key, start, start + len(words))


def conflict(*sides: Place, kind: str = "figure") -> FoundConflict:
    return FoundConflict(kind, "a topic", 0.9, tuple((side,) for side in sides), tuple("ab"[: len(sides)]))


def event(date: str, *mentions: Place) -> FoundEvent:
    return FoundEvent(date, None, "time", "a sentence", 1, mentions)


def scored(stories: Path, conflicts: Sequence[FoundConflict] = (), events: Sequence[FoundEvent] = ()) -> Score:
    reading = Reading(TEXTS, (frozenset({POST, WIRE}),), tuple(events), tuple(conflicts))
    return score(read_gold(stories), reading)


TOLL = conflict(place(POST, "nine"), place(WIRE, "14 people"))
FALSE = conflict(place(POST, "3 million"), place(WIRE, "since 2024"))


def test_a_conflict_whose_sides_touch_two_sides_of_the_gold_is_right(stories: Path) -> None:
    figures = scored(stories, [TOLL]).figures()
    assert figures["conflicts.precision"] == 1.0
    assert figures["conflicts.recall"] == 0.5
    assert figures["conflicts.figure.recall"] == 1.0
    assert figures["conflicts.denial.recall"] == 0.0


@pytest.mark.parametrize(
    "found",
    [
        pytest.param(conflict(place(POST, "nine"), place(WIRE, "Inspectors")), id="sides of two conflicts"),
        pytest.param(conflict(place(POST, "killed"), place(POST, "nine")), id="one side twice"),
        pytest.param(FALSE, id="no conflict"),
    ],
)
def test_any_other_conflict_is_false(stories: Path, found: FoundConflict) -> None:
    figures = scored(stories, [TOLL, found]).figures()
    assert figures["conflicts.precision"] == 0.5
    assert figures["conflicts.recall"] == 0.5


def test_a_careless_conflict_is_counted_with_its_reason(stories: Path) -> None:
    told = scored(stories, [FALSE])
    assert told.figures()["no_conflicts.kept_out"] == 0.0
    assert any("two quantities" in line for line in told.folders["kiln-fire"].errors)


def test_dates_count_where_the_words_of_the_gold_are_told(stories: Path) -> None:
    events = [
        event("2031-03-03", place(POST, "A fire at the Marlo kiln killed nine people on Monday.")),
        event("2025", place(WIRE, "the second fire since 2024")),
        event("2031-03-04", place(POST, "Repairs cost")),
    ]
    told = scored(stories, events=events)
    assert told.figures()["events.precision"] == 0.5
    assert told.figures()["events.recall"] == 0.5
    assert len(told.folders["kiln-fire"].not_in_gold) == 1


def test_bcubed_is_one_for_the_gold_itself_and_falls_with_one_group_of_all() -> None:
    gold = {("a", "1"): "a", ("a", "2"): "a", ("b", "1"): "b", ("b", "2"): "b"}
    assert bcubed(gold, gold) == (1.0, 1.0)
    assert bcubed(gold, dict.fromkeys(gold, "x")) == (0.5, 1.0)
    assert bcubed(gold, {}) == (1.0, 0.5)


def test_a_quote_that_stands_in_no_article_is_named(stories: Path) -> None:
    reading = Reading({POST: TEXTS[POST]}, (), (), ())
    missing = score(read_gold(stories), reading).folders["kiln-fire"].missing
    assert "02-wire.html" in missing
    assert "02-wire.html: Inspectors blamed the owner" in missing


TABLES = """
CREATE TABLE capture(id, uri); CREATE TABLE article(id, capture_id, text);
CREATE TABLE story_member(story_id, article_id);
CREATE TABLE event(id, story_id, n, date, until, by, text, independent);
CREATE TABLE event_mention(event_id, article_id, start, "end");
CREATE TABLE conflict(id, story_id, kind, topic, why, confidence);
CREATE TABLE conflict_side(conflict_id, side, n, article_id, start, "end", statement_id, figure_id, value, speakers);
INSERT INTO story_member VALUES (1, 1), (1, 2);
INSERT INTO event VALUES (1, 1, 0, '2031-03-03', NULL, 'time', 'A fire', 1);
INSERT INTO event_mention VALUES (1, 1, 0, 54);
INSERT INTO conflict VALUES (1, 1, 'figure', 'dead', 'they differ', 0.9);
INSERT INTO conflict_side VALUES (1, 0, 0, 1, 25, 43, NULL, NULL, '9', '[]'),
  (1, 1, 0, 2, 0, 23, NULL, NULL, '14', '[]');
"""


def build(pages: Sequence[Path], record: Path) -> None:
    with closing(sqlite3.connect(record)) as tables, tables:
        tables.executescript(TABLES)
        for number, page in enumerate(pages, start=1):
            tables.execute("INSERT INTO capture VALUES (?, ?)", (number, str(page)))
            tables.execute("INSERT INTO article VALUES (?, ?, ?)", (number, number, TEXTS[page.parent.name, page.name]))


def test_a_record_is_read_by_folder_and_file(tmp_path: Path) -> None:
    build([tmp_path / "kiln-fire" / "01-post.html", tmp_path / "kiln-fire" / "02-wire.html"], tmp_path / "record.db")
    reading = read_record(tmp_path / "record.db")
    assert reading.stories == (frozenset({POST, WIRE}),)
    assert [(one.date, one.mentions) for one in reading.events] == [("2031-03-03", (Place(POST, 0, 54),))]
    assert [one.values for one in reading.conflicts] == [("9", "14")]


def test_the_report_names_every_figure_and_a_floor_stops_it(
    stories: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    floors = tmp_path / "floors.json"
    floors.write_text('{"conflicts.recall": 0.9}', encoding="utf-8")
    assert main(["--stories", str(stories), "--errors"], build) == 0
    report = capsys.readouterr().out
    assert "stories.bcubed_f1 1.000" in report
    assert "missed denial: whether the owner is to blame" in report
    assert main(["--stories", str(stories), "--floors", str(floors)], build) == 1
    assert "conflicts.recall is 0.5, below 0.9" in capsys.readouterr().err


def test_a_folder_without_stories_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--stories", str(tmp_path)], build) == 1
    assert str(tmp_path) in capsys.readouterr().err
