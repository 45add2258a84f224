from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from onrecord.grouping.timeline import find_timeline
from onrecord.model import Article, Event, Metadata, Origin, Told
from onrecord.settings import StatementSettings
from onrecord.statements import find_statements

STORIES = tomllib.loads((Path(__file__).parent / "timelines.toml").read_text("utf-8"))["story"]
NAMES = [story["name"] for story in STORIES]


def _article(text: str, published: str, name: str = "page") -> Article:
    article = Article(
        Origin(name, name, "memory", "file"), "article", Metadata(language="en", published=published), text, ()
    )
    return replace(article, said=find_statements(article, StatementSettings()))


@cache
def _told(name: str) -> tuple[Told, ...]:
    story = STORIES[NAMES.index(name)]
    pages = enumerate(story["pages"], start=1)
    return tuple(Told(number, _article(text, published), number) for number, (published, text) in pages)


def _sentences(event: Event, told: Sequence[Told]) -> list[str]:
    texts = {one.number: one.article.text for one in told}
    return [texts[m.article][m.start : m.end] for m in event.mentions]


def _events_with(words: str, events: Sequence[Event], told: Sequence[Told]) -> list[Event]:
    return [event for event in events if any(words in sentence for sentence in _sentences(event, told))]


TOLD = [pytest.param(s["name"], day, words, id=f"{s['name']}: {words}") for s in STORIES for day, words in s["told"]]
UNTOLD = [
    pytest.param(s["name"], day, words, id=f"{s['name']}: {words}") for s in STORIES for day, words in s["untold"]
]
JOINED = [pytest.param(s["name"], *pair, id=f"{s['name']}: {pair[0]}") for s in STORIES for pair in s["joined"]]
APART = [pytest.param(s["name"], *pair, id=f"{s['name']}: {pair[0]}") for s in STORIES for pair in s["apart"]]


@pytest.mark.parametrize(("name", "day", "words"), TOLD)
def test_an_event_has_the_day_on_which_it_happened(name: str, day: str, words: str) -> None:
    told = _told(name)
    assert day in [event.date for event in _events_with(words, find_timeline(told), told)]


@pytest.mark.parametrize(("name", "day", "words"), UNTOLD)
def test_no_event_has_the_day_of_a_saying_or_of_a_founding(name: str, day: str, words: str) -> None:
    told = _told(name)
    assert day not in [event.date for event in _events_with(words, find_timeline(told), told)]


@pytest.mark.parametrize(("name", "one", "other"), JOINED)
def test_one_happening_in_other_words_is_one_event(name: str, one: str, other: str) -> None:
    told = _told(name)
    both = [
        event
        for event in _events_with(one, find_timeline(told), told)
        if event in _events_with(other, find_timeline(told), told)
    ]
    assert both


@pytest.mark.parametrize(("name", "one", "other"), APART)
def test_two_happenings_of_one_day_are_two_events(name: str, one: str, other: str) -> None:
    told = _told(name)
    events = find_timeline(told)
    assert not [event for event in _events_with(one, events, told) if event in _events_with(other, events, told)]
