"""The timeline of a story: what happened when, and the sentences that say so."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from onrecord.grouping.dating import How
from onrecord.grouping.event_words import WORD, event_words, tokens_of
from onrecord.grouping.happenings import Happening, find_happenings, telling_sentences
from onrecord.grouping.merging import Group, merge
from onrecord.grouping.steps import moved
from onrecord.model import Event, Mention, Span, Told

_MOST_EVENTS = 60  # of a timeline that somebody is to read; of fewer articles than this none is cut
_UNCUT_ARTICLES = 12
_OPENING = 3  # sentences of an article that tell what it is about
_ABOUT = 0.2  # share of the articles whose openings have a word, for the story to be about it
_LEAST_SHARED = 2  # words with that, of an event long past
_LONG_AGO_DAYS = 400
_SHORTEST_TEXT, _LONGEST_TEXT = 40, 220  # characters of a sentence that reads well in a list
_WORTH: dict[How, float] = {"clause": 3.0, "noun": 0.0, "lead": 2.0, "bare lead": 1.0, "step": 1.0}
_Repeats = Mapping[tuple[int, int], Sequence[Mention]]


def find_timeline(told: Sequence[Told]) -> tuple[Event, ...]:
    """Return the events of a story by date, the one with more independent sources first within a date.

    An event has the day on which it happened where a sentence names it, and a plan the day it is planned for; a lead
    that tells news without a time, and whose day no other sentence gives, has the day of publication. A week is a span
    of days; months and years stay what they are, and come before the days in them. Of a story of hundreds of articles
    the sixty events that most sources tell are kept.

    Args:
        told: the articles of the story, in any order.
    """
    told = sorted(told, key=lambda one: (one.article.metadata.published or "~", one.number))
    by_number = {one.number: one for one in told}
    order = {one.number: place for place, one in enumerate(told)}
    happenings: list[Happening] = []
    repeats: dict[tuple[int, int], list[Mention]] = defaultdict(list)
    for one in told:
        shared = _repeated(one, by_number.get(one.original))
        for (article, start), mention in shared:
            repeats[article, start].append(mention)
        happenings.extend(find_happenings(one, tuple(Span(m.start, m.end) for _, m in shared)))
    groups = _of_the_story(merge(happenings), told)
    events = [_event(group, by_number, order, repeats) for group in groups]
    return tuple(sorted(_most_told(events, len(told)), key=lambda event: (event.date, -event.independent, event.text)))


def _of_the_story(groups: Sequence[Group], told: Sequence[Told]) -> list[Group]:
    """Return the groups without those of long ago, or of a whole year, that one source tells and that lead elsewhere.

    They stay where they share two words with what the story is about: its titles and first sentences.
    """
    counts: Counter[str] = Counter()
    for one in told:
        article = one.article
        opening = " ".join(sentence.of(article.text) for sentence in telling_sentences(article)[:_OPENING])
        counts.update(tokens_of(f"{article.metadata.title or ''} {opening}"))
    about = {token for token, count in counts.items() if count >= _ABOUT * len(told)}
    first = min((one.article.metadata.published or "~" for one in told), default="~")[:10]
    long_ago = moved(first, -_LONG_AGO_DAYS) or ""
    return [
        group
        for group in groups
        if (len(group.date) > len("2031") and group.date >= long_ago)
        or len({one.source for one in group.members}) > 1
        or any(len(one.tokens & about) >= _LEAST_SHARED for one in group.members)
    ]


def _most_told(events: list[Event], articles: int) -> list[Event]:
    if articles <= _UNCUT_ARTICLES or len(events) <= _MOST_EVENTS:
        return events
    ranked = sorted(events, key=lambda event: (-event.independent, -len(event.mentions), event.date, event.text))
    return ranked[:_MOST_EVENTS]


def _repeated(copy: Told, original: Told | None) -> list[tuple[tuple[int, int], Mention]]:
    """Return a copy's sentences that stand in its original too, each with the original's number and the place there."""
    if original is None or original is copy or not copy.same:
        return []
    theirs = telling_sentences(original.article)
    starts = [sentence.start for sentence in theirs]
    passages = sorted((passage.b_start, passage.b_end, passage.a_start) for passage in copy.same)
    begins = [begin for begin, _, _ in passages]
    found = []
    for sentence in telling_sentences(copy.article):
        middle = (sentence.start + sentence.end) // 2
        number = bisect_right(begins, middle) - 1
        if number < 0 or middle >= passages[number][1]:
            continue
        there = bisect_right(starts, passages[number][2] + middle - passages[number][0]) - 1
        if there >= 0:
            mention = Mention(copy.number, sentence.start, sentence.end)
            found.append(((original.number, theirs[there].start), mention))
    return found


def _event(group: Group, told: Mapping[int, Told], order: Mapping[int, int], repeats: _Repeats) -> Event:
    """Return a group as an event."""
    members = sorted(group.members, key=lambda one: (order[one.article], one.start))
    mentions: dict[Mention, None] = {}
    for one in members:
        mentions[Mention(one.article, one.start, one.end)] = None
        for again in repeats.get((one.article, one.start), ()):
            mentions[again] = None
    core = group.core()
    scores = {one: _telling(one, told[one.article].article.text) + _shared(one, core) for one in members}
    best = min(members, key=lambda one: (-scores[one], order[one.article], one.start))
    timed = any(one.how in ("clause", "noun", "step") for one in members)
    return Event(
        group.date,
        group.until,
        "time" if timed else "publication",
        " ".join(told[best.article].article.text[best.start : best.end].split()),
        tuple(mentions),
        len({one.source for one in members}),
    )


def _shared(happening: Happening, core: frozenset[str]) -> float:
    """Return how much a sentence has of what all tell, 0 to 2."""
    return 2.0 * len(happening.tokens & core) / max(1, len(core))


def _telling(happening: Happening, text: str) -> float:
    """Return how well a sentence tells its event: complete, short, with names and not pronouns, early."""
    words = event_words()
    sentence = text[happening.start : happening.end]
    tokens = WORD.findall(sentence)
    score: float = _WORTH[happening.how]
    score += 1.0 if happening.main else 0.0
    length = len(sentence)
    score -= abs(length - min(max(length, _SHORTEST_TEXT), _LONGEST_TEXT)) / 60
    score -= 1.5 if tokens and tokens[0].lower() in words.pronouns else 0.0
    score -= 0.3 * sum(token.lower() in words.pronouns for token in tokens[1:])
    score -= 1.0 if sentence[0] in "\"“‘'" else 0.0
    score += 0.2 * min(4, sum(token[0].isupper() for token in tokens[1:]))
    return score - 0.05 * min(20, happening.place)
