"""Timelines of articles whose times are set by hand: copies, order, limits, and texts that no one wrote."""

from __future__ import annotations

import random
import re
import time
from collections.abc import Sequence

import pytest

from onrecord.grouping.timeline import find_timeline
from onrecord.model import Article, Event, Metadata, Origin, Passage, Statements, TimeMention, Told

TEXT = "A tanker ran aground off Sel on Monday. Crews pumped oil from the tanker on Tuesday. Winds stayed high."
DAYS = {"on Monday": "2031-03-03", "on Tuesday": "2031-03-04", "in March": "2031-03", "last week": "2031-W09"}


def told(
    number: int,
    text: str,
    published: str | None = "2031-03-05",
    *,
    days: dict[str, str] = DAYS,
    original: int | None = None,
    same: Sequence[Passage] = (),
) -> Told:
    times = [TimeMention(m.start(), m.end(), day) for words, day in days.items() for m in re.finditer(words, text)]
    said = Statements(times=tuple(sorted(times, key=lambda one: one.start)))
    origin = Origin(f"{number}", f"{number}", "memory", "file")
    article = Article(origin, "article", Metadata(published=published, language="en"), text, (), said=said)
    return Told(number, article, original or number, tuple(same))


def copied(number: int, text: str, original: int, published: str = "2031-03-06") -> Told:
    """Return a copy that stands in `text` word for word behind its own first words."""
    start = text.index(TEXT)
    same = Passage(original, 0, len(TEXT), number, start, start + len(TEXT))
    return told(number, text, published, days={}, original=original, same=[same])


def of_day(events: Sequence[Event], day: str) -> list[Event]:
    return [event for event in events if event.date == day]


def test_a_copy_counts_once_and_its_sentences_stand_behind_those_they_repeat() -> None:
    events = find_timeline([copied(2, "From our partners. " + TEXT, 1), told(1, TEXT)])
    (grounding,) = of_day(events, "2031-03-03")
    assert grounding.independent == 1
    assert [mention.article for mention in grounding.mentions] == [1, 2]
    assert grounding.mentions[1].start == len("From our partners. ")


def test_a_copy_takes_its_days_from_the_original_and_not_from_its_own_date() -> None:
    copy = copied(2, TEXT + " Salvage began in March.", 1)
    events = find_timeline([told(1, TEXT), copy])
    assert {event.date for event in events} == {"2031-03-03", "2031-03-04"}


def test_two_who_tell_it_anew_are_two_sources() -> None:
    events = find_timeline([told(1, TEXT), told(2, "The tanker that ran aground off Sel on Monday carries oil.")])
    (grounding,) = of_day(events, "2031-03-03")
    assert grounding.independent == 2


def test_the_order_of_the_articles_changes_nothing() -> None:
    articles = [told(n, TEXT.replace("Sel", f"Sel{n % 7}"), f"2031-03-{5 + n % 3:02}") for n in range(1, 30)]
    expected = find_timeline(articles)
    random.Random(7).shuffle(articles)
    assert find_timeline(articles) == expected


def test_events_come_by_date_and_the_more_told_first() -> None:
    more = "Crews pumped oil from the tanker off Sel on Tuesday. A judge opened a trial in Dorn on Tuesday."
    events = find_timeline([told(1, TEXT), told(2, more)])
    assert [event.date for event in events] == sorted(event.date for event in events)
    assert [event.independent for event in of_day(events, "2031-03-04")] == [2, 1]


def test_a_month_stays_a_month_and_a_week_is_a_span_of_days() -> None:
    text = "Prosecutors charged the captain in March. Divers searched the bay last week."
    events = find_timeline([told(1, text)])
    assert [(event.date, event.until) for event in events] == [("2031-02-24", "2031-03-02"), ("2031-03", None)]


def test_news_without_a_time_has_the_day_of_publication() -> None:
    (event,) = find_timeline([told(1, "A tanker has run aground off Sel, killing two of its crew.")])
    assert (event.date, event.by) == ("2031-03-05", "publication")


def test_news_without_a_time_or_a_day_of_publication_has_no_event() -> None:
    assert find_timeline([told(1, "A tanker has run aground off Sel, killing two of its crew.", None)]) == ()


def test_a_mention_is_a_sentence_of_its_article() -> None:
    for event in find_timeline([told(1, TEXT)]):
        for mention in event.mentions:
            assert TEXT[mention.start : mention.end].endswith(".")


def test_no_event_of_a_small_story_is_lost_and_a_large_one_keeps_the_most_told() -> None:
    places = [f"Ferry number {n} sank off Port{n:03} on Monday." for n in range(90)]
    small = find_timeline([told(1, " ".join(places))])
    large = find_timeline([told(n, f"{places[0]} {places[n]}") for n in range(1, 90)])
    assert sum(len(event.mentions) for event in small) == 90
    assert len(large) <= 60
    assert max(event.independent for event in large) >= 89


def test_articles_without_statements_have_no_events() -> None:
    origin = Origin("1", "1", "memory", "file")
    assert find_timeline([Told(1, Article(origin, "article", Metadata(), TEXT, ()), 1)]) == ()


HOSTILE = {
    "nothing": "",
    "stops": "." * 20_000,
    "commas": "on Monday, " * 20_000,
    "possessives": "on Monday's " * 20_000,
    "steps": "two days after " * 20_000,
    "one word": "a" * 300_000,
    "sentences": "He fell on Monday. " * 20_000,
    "marks": "“" * 10_000 + "on Monday" + "”" * 10_000,
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_any_text_is_read_in_time(text: str) -> None:
    began = time.process_time()
    find_timeline([told(1, text)])
    assert time.process_time() - began < 10


def test_five_hundred_articles_are_told_within_seconds() -> None:
    rng = random.Random(5)
    words = [
        f"{a}{b}" for a in ("mar", "tol", "ven", "kas", "dor", "lin", "pel", "sul") for b in ("ta", "ne", "ri", "go")
    ]
    verbs = ["sank near", "was hit at", "arrested six in", "met in", "voted in", "evacuated", "reopened"]
    articles = []
    for number in range(1, 501):
        sentences = [
            f"The {rng.choice(words)} of {rng.choice(words).title()} {rng.choice(verbs)} {rng.choice(words).title()} "
            f"{rng.choice(list(DAYS))} with {rng.choice(words)} and {rng.choice(words)}."
            for _ in range(12)
        ]
        articles.append(told(number, " ".join(sentences)))
    began = time.process_time()
    assert find_timeline(articles)
    assert time.process_time() - began < 10
