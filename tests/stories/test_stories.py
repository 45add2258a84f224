"""Twelve invented stories, told by invented outlets: what is found of their copies, timelines and conflicts."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.conflict_gold import read_gold, read_record
from benchmarks.conflicts import STORIES, score
from onrecord import Article, Record, build

pytestmark = pytest.mark.slow

# What was found when the stories had not been read by anybody who wrote the program, less a little.
FLOORS = {
    "stories.bcubed_f1": 0.95,
    "events.precision": 0.9,
    "events.recall": 0.8,
    "conflicts.precision": 0.85,
    "conflicts.recall": 0.15,
    "no_conflicts.kept_out": 0.95,
}


@pytest.fixture(scope="module")
def record_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("stories") / "record.db"
    build([str(page) for page in sorted(STORIES.glob("*/*.html"))], path)
    return path


def test_the_record_of_all_stories_is_sound(record_path: Path) -> None:
    with Record.open_read_only(record_path) as record:
        assert record.check() == ()
        assert record.counts().articles == 84


def test_stories_timelines_and_conflicts_are_found_as_well_as_they_were(record_path: Path) -> None:
    figures = score(read_gold(STORIES), read_record(record_path)).figures()
    assert {name: figures[name] for name, least in FLOORS.items() if figures[name] < least} == {}


def test_what_republishes_a_page_is_in_its_family(record_path: Path) -> None:
    gold = read_gold(STORIES)
    copies = {(name, page.file): (name, page.copy_of) for name, it in gold.items() for page in it.page if page.copy_of}
    with Record.open_read_only(record_path) as record:
        keys = {number: _key(record.article(number)) for number in record.numbers()}
        families = [{keys[it.article] for it in family.members} for _, family in record.groups.families()]
    found = [pair for pair in copies.items() if any(set(pair) <= family for family in families)]
    assert len(copies) >= 15
    assert len(found) >= 0.9 * len(copies)


def _key(article: Article | None) -> tuple[str, str]:
    assert article is not None
    path = Path(article.origin.uri)
    return path.parent.name, path.name
