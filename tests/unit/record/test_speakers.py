from __future__ import annotations

import itertools
import sqlite3
from pathlib import Path

import pytest

from onrecord.model import Article, Rejected
from onrecord.record import Record
from onrecord.record.speakers import parted
from tests.unit.record.said_examples import bridge, one_speaker

FENN = (
    one_speaker("a1", "Orla Fenn", statements=2, aliases=("Fenn",)),
    one_speaker("a2", "Orla Fenn", "Harbourton’s senator"),
    one_speaker("a3", "Orla Fenn", "senator", aliases=("Senator Fenn",)),
)
KEEPER = one_speaker("a4", "Orla Fenn", "a goalkeeper", statements=3, aliases=("Orla",))


def stored(path: Path, articles: tuple[Article, ...], *, together: bool = False) -> list[tuple[object, ...]]:
    """The speakers of a record of these articles: name, type, description, statements and articles."""
    outcomes: list[Article | Rejected] = list(articles)
    with Record(path) as record:
        for some in [outcomes] if together else [[it] for it in outcomes]:
            record.store(some)
        assert record.check() == ()
    return asked(path, "SELECT name, type, description, statements, articles FROM speaker ORDER BY statements, name")


def asked(path: Path, query: str) -> list[tuple[object, ...]]:
    connection = sqlite3.connect(path)
    rows = connection.execute(query).fetchall()
    connection.close()
    return rows


def test_one_name_with_descriptions_that_agree_is_one_speaker_over_all_articles(tmp_path: Path) -> None:
    path = tmp_path / "record.db"
    assert stored(path, FENN) == [("Orla Fenn", "person", "senator", 4, 3)]
    assert asked(path, "SELECT alias FROM speaker_alias ORDER BY 1") == [("Fenn",), ("Orla Fenn",), ("Senator Fenn",)]
    assert asked(path, "SELECT count(*), count(DISTINCT speaker_id) FROM statement") == [(4, 1)]


def test_a_name_with_descriptions_that_contradict_is_two_and_where_either_may_be_meant_a_third(tmp_path: Path) -> None:
    path = tmp_path / "record.db"
    assert stored(path, (*FENN, KEEPER)) == [
        ("Orla Fenn", "person", None, 2, 1),
        ("Orla Fenn", "person", "senator", 2, 2),
        ("Orla Fenn", "person", "a goalkeeper", 3, 1),
    ]
    query = "SELECT alias FROM speaker_alias JOIN speaker ON id = speaker_id WHERE description = 'a goalkeeper'"
    assert sorted(asked(path, query)) == [("Orla",), ("Orla Fenn",)]


def test_a_name_without_description_is_that_of_nearly_all_who_have_one(tmp_path: Path) -> None:
    senator = tuple(one_speaker(f"b{n}", "Orla Fenn", f"senator for the {n}th term") for n in range(12))
    assert [row[2:4] for row in stored(tmp_path / "record.db", (*senator, *FENN, KEEPER))] == [
        ("a goalkeeper", 3), ("senator", 16),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "type", "articles"),
    [
        ("Orla Fenn", "person", 1),
        ("Fenn", "person", 2),
        ("John Smith", "person", 2),
        ("officials", "unnamed", 2),
        ("residents", "group", 2),
        ("the ministry", "organisation", 2),
        ("Port Authority of Harbourton", "organisation", 1),
        ("Harbourton", "place", 1),
    ],
)
def test_what_has_no_name_of_its_own_is_another_speaker_in_each_article(
    tmp_path: Path, name: str, type: str, articles: int
) -> None:
    both = tuple(one_speaker(key, name, None, type) for key in ("a1", "a2"))  # type: ignore[arg-type]
    assert len(stored(tmp_path / "record.db", both)) == articles


def test_the_name_that_most_articles_use_is_the_speakers_name(tmp_path: Path) -> None:
    names = ("Orla Fenn", "Orla B. Fenn", "Dr. Orla Fenn", "Orla Fenn")
    articles = tuple(one_speaker(f"a{n}", name) for n, name in enumerate(names))
    assert [row[0] for row in stored(tmp_path / "record.db", articles)] == ["Orla Fenn"]
    assert len(asked(tmp_path / "record.db", "SELECT * FROM speaker_alias")) == 3


def test_the_speakers_are_the_same_whatever_the_order_of_articles(tmp_path: Path) -> None:
    dumps = set()
    for n, order in enumerate(itertools.permutations((*FENN, KEEPER, bridge()))):
        stored(tmp_path / f"{n}.db", order, together=n % 2 == 0)
        with Record.open_read_only(tmp_path / f"{n}.db") as record:
            dumps.add(tuple(record.dump()))
        (tmp_path / f"{n}.db").unlink()
    assert len(dumps) == 1


def test_speakers_go_on_from_what_an_earlier_run_stored(tmp_path: Path) -> None:
    stored(tmp_path / "one.db", (*FENN, KEEPER))
    for it in (KEEPER, *FENN):  # opened anew for each
        stored(tmp_path / "many.db", (it,))
    with Record.open_read_only(tmp_path / "one.db") as one, Record.open_read_only(tmp_path / "many.db") as many:
        assert list(one.dump()) == list(many.dump())


def test_a_transaction_that_fails_leaves_no_trace_in_the_speakers(tmp_path: Path) -> None:
    class Stop(Exception):
        pass

    def broken() -> object:
        yield KEEPER
        raise Stop

    with Record(tmp_path / "record.db") as record:
        record.add(FENN[0])
        with pytest.raises(Stop):
            record.store(broken())  # type: ignore[arg-type]
        record.store(FENN[1:])
        record.add(KEEPER)
        assert record.check() == ()
        dump = list(record.dump())
    stored(tmp_path / "other.db", (*FENN, KEEPER))
    with Record.open_read_only(tmp_path / "other.db") as other:
        assert list(other.dump()) == dump


def test_two_forms_of_one_number_both_keep_a_number(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("onrecord.record.speakers._form_id", lambda content: 7)
    assert len(stored(tmp_path / "record.db", (FENN[0], bridge()))) == 4


def apart(*pairs: tuple[int, int], of: int) -> dict[int, set[int]]:
    return {n: {b if n == a else a for a, b in pairs if n in (a, b)} for n in range(1, of + 1)}


@pytest.mark.parametrize(
    ("forms", "speakers"),
    [
        (apart(of=1), {1: 1}),
        (apart(of=3), {1: 1, 2: 1, 3: 1}),
        (apart((1, 2), of=2), {1: 1, 2: 2}),
        (apart((1, 2), of=3), {1: 1, 2: 2, 3: 3}),
        (apart((1, 2), (2, 3), of=3), {1: 1, 2: 2, 3: 1}),
        (apart(*((1, n) for n in range(2, 11)), of=12), {1: 1, **dict.fromkeys(range(2, 13), 2)}),
        (apart((1, 2), (1, 3), (2, 3), of=5), {1: 1, 2: 2, 3: 3, 4: 4, 5: 4}),
    ],
    ids=["one", "none apart", "two apart", "either of two", "a middle one", "nearly all", "three apart"],
)
def test_forms_are_parted_so_that_no_two_of_a_speaker_are_apart(
    forms: dict[int, set[int]], speakers: dict[int, int]
) -> None:
    assert parted(forms) == speakers
