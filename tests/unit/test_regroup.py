from __future__ import annotations

import json
import random
import sqlite3
from collections.abc import Sequence
from pathlib import Path

import pytest

from onrecord import regroup as regrouping
from onrecord.model import Rejected
from onrecord.pipeline import Summary, build
from onrecord.record import Record
from onrecord.settings import BuildSettings, Settings

pytestmark = pytest.mark.slow

_FIRE = (
    "A fire broke out on the ferry Aurelia Star in the harbour of Brask on Tuesday evening, and at least 12 people"
    " were killed, the coast guard said.\n\nThe Brask harbour master, Ilse Torvald, said that the fire began in a"
    " lorry on the car deck. “We saw black smoke over the stern within minutes,” she told reporters."
    "\n\nThe ferry line denied that the sprinklers on the car deck had been out of order for weeks."
)
_MORE = (
    "\n\nThe prosecutor in Brask said on Wednesday that the sprinklers on the car deck had been out of order for weeks,"
    " and that 17 people had died in the fire on the Aurelia Star. Divers found the bodies on the lower deck."
)
_VOTE = (
    "The council of Lindmere voted on Thursday to close the old swimming baths in June. Councillor Perrin Hoole said"
    " that the repairs would have cost two million crowns.\n\nSwimmers protested in front of the town hall. A petition"
    " against the closure has 4,300 signatures, its organiser, Dora Quist, said."
)


def _row(id: str, title: str, published: str, text: str) -> dict[str, str]:
    return {
        "id": id, "url": f"https://{id}.example/a", "site": id.title(), "title": title, "published": published,
        "text": text,
    }  # fmt: skip


ROWS = (
    _row("courier", "Twelve die in ferry fire at Brask", "2031-03-05T08:00:00+00:00", _FIRE),
    _row("post", "Ferry burns at Brask", "2031-03-05T11:00:00+00:00", _FIRE.rpartition("\n\n")[0]),
    _row("tidings", "Brask ferry fire: 17 dead, prosecutor says", "2031-03-06T09:00:00+00:00",
         "The ferry Aurelia Star burned at Brask on Tuesday evening." + _MORE),
    _row("lindmere", "Lindmere closes its baths", "2031-03-06T10:00:00+00:00", _VOTE),
)  # fmt: skip
ONE_PROCESS = Settings(build=BuildSettings(workers=1))


def _write(folder: Path, name: str, rows: Sequence[dict[str, str]]) -> Path:
    path = folder / name
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    return path


def _grouped(folder: Path, rows: Sequence[dict[str, str]], name: str = "a.db") -> tuple[Path, Summary]:
    path = folder / name
    return path, build([_write(folder, "rows.jsonl", rows)], path, settings=ONE_PROCESS)


def _groups(path: Path) -> list[str]:
    """What grouping found, by the ids of the articles: their places in the input have no part in it."""
    with Record.open_read_only(path) as record:
        assert record.check() == ()
        return sorted(
            json.dumps([[record.reference(number).id for number in it.story.articles], repr(it.story.title)])
            for it in record.groups.stories()
        )


def test_articles_on_one_event_are_a_story_and_others_another(tmp_path: Path) -> None:
    path, summary = _grouped(tmp_path, ROWS)
    with Record.open_read_only(path) as record:
        stories = [{record.reference(n).id for n in it.story.articles} for it in record.groups.stories()]
        (family,) = [family for _, family in record.groups.families()]
        assert record.reference(family.original).id == "courier"
        assert [record.reference(it.article).id for it in family.members] == ["courier", "post"]
    assert sorted(map(sorted, stories)) == [["courier", "post", "tidings"], ["lindmere"]]
    assert (summary.stories, summary.families, summary.untold) == (1, 1, 0)
    assert summary.conflicts >= 1


def test_what_comes_in_two_runs_is_grouped_as_what_comes_in_one(tmp_path: Path) -> None:
    rows = _write(tmp_path, "rows.jsonl", ROWS)
    _, whole = tmp_path / "whole.db", build([rows], tmp_path / "whole.db", settings=ONE_PROCESS)
    mixed = list(ROWS)
    random.Random(3).shuffle(mixed)
    for n, row in enumerate(mixed):
        _write(tmp_path, f"part-{n}.jsonl", [row])
        parts = build([tmp_path / f"part-{n}.jsonl"], tmp_path / "parts.db", settings=ONE_PROCESS)
    assert (parts.stories, parts.families, parts.conflicts) == (whole.stories, whole.families, whole.conflicts)
    assert len(_groups(tmp_path / "parts.db")) == len(_groups(tmp_path / "whole.db")) == 2


def test_a_run_without_anything_new_groups_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path, first = _grouped(tmp_path, ROWS)
    monkeypatch.setattr(regrouping, "_find_groups", lambda *_: pytest.fail("grouped again"))
    _, second = _grouped(tmp_path, ROWS)
    assert (second.known, second.stories, second.conflicts) == (4, first.stories, first.conflicts)
    assert path.exists()


def test_only_stories_to_which_something_came_are_told_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path, _ = _grouped(tmp_path, ROWS[:2] + ROWS[3:])
    told: list[int] = []
    tell = regrouping._tell_stories

    def noted(record: Record, story_ids: Sequence[int], settings: object) -> object:
        told.extend(story_ids)
        return tell(record, story_ids, settings)  # type: ignore[arg-type]

    monkeypatch.setattr(regrouping, "_tell_stories", noted)
    build([_write(tmp_path, "more.jsonl", ROWS[2:3])], path, settings=ONE_PROCESS)
    with Record.open_read_only(path) as record:
        (story,) = [it for it in record.groups.stories() if len(it.story.articles) > 1]
    assert told == [story.id]


def test_a_run_that_was_stopped_while_it_told_stories_goes_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _, whole = _grouped(tmp_path, ROWS, "whole.db")
    with monkeypatch.context() as stopped:

        def stop(*_: object) -> None:
            raise KeyboardInterrupt

        stopped.setattr(regrouping, "_tell_stories", stop)
        with pytest.raises(KeyboardInterrupt):
            _grouped(tmp_path, ROWS, "a.db")
    with Record.open_read_only(tmp_path / "a.db") as record:
        assert record.groups.due()
        assert record.groups.counts().conflicts == 0
    path, again = _grouped(tmp_path, ROWS, "a.db")
    assert (again.stories, again.conflicts) == (whole.stories, whole.conflicts)
    with Record.open_read_only(path) as one, Record.open_read_only(tmp_path / "whole.db") as other:
        assert list(one.dump()) == list(other.dump())


def test_a_fault_on_a_story_costs_that_story_only_and_is_tried_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import onrecord.grouping

    tell = onrecord.grouping.tell_story
    with monkeypatch.context() as broken:

        def fail(told: Sequence[object]) -> object:
            if len(told) > 1:
                raise ZeroDivisionError
            return tell(told)  # type: ignore[arg-type]

        broken.setattr(onrecord.grouping, "tell_story", fail)
        path, summary = _grouped(tmp_path, ROWS)
        assert summary.untold == 1
        with Record.open_read_only(path) as record:
            assert len(record.groups.due()) == 1
            assert record.check() == ()
    _, again = _grouped(tmp_path, ROWS)
    assert again.untold == 0
    assert again.conflicts >= 1


def test_many_processes_find_what_one_finds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _grouped(tmp_path, ROWS, "one.db")
    monkeypatch.setattr(regrouping, "_FEW", 0)
    rows = _write(tmp_path, "rows.jsonl", ROWS)
    build([rows], tmp_path / "two.db", settings=Settings(build=BuildSettings(workers=2)))
    with Record.open_read_only(tmp_path / "one.db") as one, Record.open_read_only(tmp_path / "two.db") as two:
        assert list(one.dump()) == list(two.dump())


def test_a_record_made_without_grouping_is_grouped_by_the_next_build(tmp_path: Path) -> None:
    path, whole = _grouped(tmp_path, ROWS)
    connection = sqlite3.connect(path)
    for table in ("event_mention", "event", "conflict_side", "conflict", "story_state", "story_member", "story",
                  "passage", "family_member", "family", "article_pair", "article_sketch"):  # fmt: skip
        connection.execute(f"DELETE FROM {table}")
    connection.execute("DELETE FROM meta WHERE key = 'grouped'")
    connection.commit()
    connection.close()
    _, again = _grouped(tmp_path, ROWS)
    assert (again.stories, again.families, again.conflicts) == (whole.stories, whole.families, whole.conflicts)


def test_a_record_of_rejections_alone_has_nothing_to_group(tmp_path: Path) -> None:
    path, summary = _grouped(tmp_path, [{"id": "x", "url": "https://x.example/", "html": "<p>Page not found</p>"}])
    assert (summary.stories, summary.families, summary.conflicts) == (0, 0, 0)
    with Record.open_read_only(path) as record:
        assert all(isinstance(it, Rejected) for it in record.rejections())
