"""The invented stories of tests/stories as their gold.toml says them, and a record of them as its tables say it."""

from __future__ import annotations

import json
import re
import sqlite3
import tomllib
from collections import defaultdict
from collections.abc import Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import Literal

import msgspec

Kind = Literal["figure", "denial", "account"]
Key = tuple[str, str]  # a page: its folder and its file


class Quote(msgspec.Struct, frozen=True):
    """Words of one page."""

    file: str
    text: str


class GoldPage(msgspec.Struct, frozen=True):
    """One page of a story."""

    file: str
    published: str
    copy_of: str = ""
    part: str = ""  # where one folder holds two stories: which


class GoldSide(msgspec.Struct, frozen=True):
    """One of the accounts in a conflict."""

    value: str
    quotes: tuple[Quote, ...]


class GoldConflict(msgspec.Struct, frozen=True):
    """A conflict that is to be found."""

    kind: Kind
    topic: str
    side: tuple[GoldSide, ...]


class NoConflict(msgspec.Struct, frozen=True):
    """What a careless program would take for a conflict."""

    why: str
    quotes: tuple[Quote, ...]


class GoldEvent(msgspec.Struct, frozen=True):
    """Something that happened, and the words that say so."""

    date: str
    quotes: tuple[Quote, ...]


class GoldStory(msgspec.Struct, frozen=True):
    """One folder's gold.toml."""

    about: str
    page: tuple[GoldPage, ...]
    event_date: str = ""
    conflict: tuple[GoldConflict, ...] = ()
    no_conflict: tuple[NoConflict, ...] = ()
    event: tuple[GoldEvent, ...] = ()


class Place(msgspec.Struct, frozen=True):
    """A stretch of one page's article text, half-open code points."""

    key: Key
    start: int
    end: int

    def overlaps(self, other: Place) -> bool:
        """Return whether the two share a character."""
        return self.key == other.key and self.start < other.end and other.start < self.end


class FoundConflict(msgspec.Struct, frozen=True):
    """A conflict of a record."""

    kind: str
    topic: str
    confidence: float
    sides: tuple[tuple[Place, ...], ...]
    values: tuple[str, ...]


class FoundEvent(msgspec.Struct, frozen=True):
    """An event of a record."""

    date: str
    until: str | None
    by: str
    text: str
    independent: int
    mentions: tuple[Place, ...]


class Reading(msgspec.Struct, frozen=True):
    """What a record holds of the pages."""

    texts: Mapping[Key, str]  # of each page that is an article
    stories: tuple[frozenset[Key], ...]
    events: tuple[FoundEvent, ...]
    conflicts: tuple[FoundConflict, ...]


def read_gold(root: Path, only: Sequence[str] = ()) -> dict[str, GoldStory]:
    """Return the gold of each folder under `root` that has one, by the folder's name.

    Raises:
        FileNotFoundError: there is none.
        msgspec.ValidationError: a gold.toml does not keep to the form.
    """
    paths = sorted(path for path in root.glob("*/gold.toml") if not only or path.parent.name in only)
    if not paths:
        raise FileNotFoundError(f"no story folders with a gold.toml in {root}")
    return {path.parent.name: msgspec.convert(tomllib.loads(path.read_text("utf-8")), GoldStory) for path in paths}


def read_record(path: Path) -> Reading:
    """Return the stories, timelines and conflicts of a record, its articles named by the folder and file they were."""
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as tables:
        rows = tables.execute(
            "SELECT a.id, c.uri, a.text FROM article a JOIN capture c ON c.id = a.capture_id"
        ).fetchall()
        keys: dict[int, Key] = {number: _key(uri) for number, uri, _ in rows}
        stories: dict[int, set[Key]] = defaultdict(set)
        for story, article in tables.execute("SELECT story_id, article_id FROM story_member"):
            stories[story].add(keys[article])
        return Reading(
            {keys[number]: text for number, _, text in rows},
            tuple(frozenset(members) for _, members in sorted(stories.items())),
            _events(tables, keys),
            _conflicts(tables, keys),
        )


def _key(uri: str) -> Key:
    parts = re.split(r"[/\\]", uri.split("#")[0])
    return (parts[-2] if len(parts) > 1 else "", parts[-1])


def _events(tables: sqlite3.Connection, keys: Mapping[int, Key]) -> tuple[FoundEvent, ...]:
    mentions: dict[int, list[Place]] = defaultdict(list)
    for event, article, start, end in tables.execute(
        'SELECT event_id, article_id, start, "end" FROM event_mention ORDER BY event_id, article_id, start'
    ):
        mentions[event].append(Place(keys[article], start, end))
    rows = tables.execute('SELECT id, date, until, "by", text, independent FROM event ORDER BY story_id, n')
    return tuple(
        FoundEvent(date, until, by, text, independent, tuple(mentions[number]))
        for number, date, until, by, text, independent in rows
    )


def _conflicts(tables: sqlite3.Connection, keys: Mapping[int, Key]) -> tuple[FoundConflict, ...]:
    sides: dict[int, dict[int, list[Place]]] = defaultdict(lambda: defaultdict(list))
    values: dict[int, dict[int, str]] = defaultdict(dict)
    for conflict, side, article, start, end, value in tables.execute(
        'SELECT conflict_id, side, article_id, start, "end", value FROM conflict_side ORDER BY conflict_id, side, n'
    ):
        sides[conflict][side].append(Place(keys[article], start, end))
        values[conflict].setdefault(side, str(value))
    rows = tables.execute("SELECT id, kind, topic, confidence FROM conflict ORDER BY id").fetchall()
    return tuple(
        FoundConflict(kind, topic, sure, tuple(map(tuple, sides[number].values())), tuple(values[number].values()))
        for number, kind, topic, sure in rows
    )


def places_of(quotes: Sequence[Quote], folder: str, texts: Mapping[Key, str]) -> tuple[Place, ...]:
    """Return where the quotes stand in the pages' article texts, white space folded: every place of each."""
    found: list[Place] = []
    for quote in quotes:
        words = r"\s+".join(map(re.escape, quote.text.split()))
        key = (folder, quote.file)
        found.extend(Place(key, m.start(), m.end()) for m in re.finditer(words, texts.get(key, "")) if words)
    return tuple(found)


def as_json(figures: Mapping[str, float]) -> str:
    """Return figures as indented JSON, a line each."""
    return json.dumps(figures, indent=1)
