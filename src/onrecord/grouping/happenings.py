"""Which sentences of an article tell that something happened on a day, and on which."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from onrecord.grouping.clauses import find_clauses
from onrecord.grouping.dating import DOUBTFUL, RELATIVE, How, SentenceTime, days_of
from onrecord.grouping.event_words import WORD, event_words, is_verb, tokens_of
from onrecord.grouping.steps import Step, find_steps, moved
from onrecord.model import Article, Span, Statement, TimeMention, Told
from onrecord.sentences import find_sentences

_TELLING_ROLES = frozenset({"body", "list", "quote"})
_POST = re.compile(r"\(@\w|pic\.twitter\.com|\bfile (?:photo|picture|image)\b|^FILE\b", re.ASCII)
_FEWEST_WORDS = 4  # of a sentence that tells anything
_FEWEST_LEAD_WORDS = 6
_LONGEST = 1200  # characters of a sentence; a longer one is a list or a table
_LONG_AGO_DAYS = 180  # what somebody or something has been since then is no part of the news


@dataclass(frozen=True, slots=True)
class Happening:
    """One sentence's word that something happened, and when."""

    article: int
    source: int  # the article whose text it is: copies have their original's number
    start: int  # of the sentence
    end: int
    date: str
    until: str | None
    how: How  # a verb with its time, a noun with its time ("Saturday's blast"), a lead without a time
    tokens: frozenset[str]  # what it can be compared by
    place: int  # number of the sentence in its article
    main: bool = True  # not in a relative clause or behind "after"
    step: int = 0  # days from what `anchor` tells to this, where only that is known: "two days after the blast"
    anchor: frozenset[str] = frozenset()


def find_happenings(told: Told, skip: Sequence[Span] = ()) -> tuple[Happening, ...]:
    """Return what an article tells to have happened, in order of its sentences; the lead without a time last.

    A time in the clause of a plain verb of saying dates the saying and is left out; acts done in words (announced,
    denied, ordered) are happenings. Times of relative clauses that tell what somebody or something has long been
    ("built in 1901") are left out too, and so are hopes, conditions, questions and the dates of a page's furniture.

    Args:
        told: the article.
        skip: stretches of its text that are not looked at.
    """
    article = told.article
    if article.said is None:
        return ()
    reader = _Reader(told, article.metadata.published or "", article.said.statements)
    found: list[Happening] = []
    sentences = [one for one in telling_sentences(article) if not _within(one, skip)]
    starts = [time.start for time in article.said.times]
    for place, sentence in enumerate(sentences):
        times = article.said.times[bisect_left(starts, sentence.start) : bisect_left(starts, sentence.end)]
        found.extend(_once(reader.read(sentence, times, place)))
    lead = reader.lead(sentences, found)
    return (*found, lead) if lead else tuple(found)


def _once(happenings: Iterable[Happening]) -> Iterator[Happening]:
    """Yield the happenings of one sentence, those of one date made one: "on Friday night … at 9 p.m. Friday"."""
    dates: dict[tuple[str, str | None], Happening] = {}
    for one in happenings:
        if one.how == "step":
            yield one
            continue
        first = dates.get((one.date, one.until), one)
        how: How = "clause" if "clause" in (first.how, one.how) else first.how
        joined = replace(first, tokens=first.tokens | one.tokens, how=how, main=first.main or one.main)
        dates[one.date, one.until] = joined
    yield from dates.values()


def telling_sentences(article: Article) -> tuple[Span, ...]:
    """Return the sentences of an article's body that are long enough to tell something, furniture left out."""
    text = article.text
    spans = find_sentences(text)
    if article.blocks:
        blocks = [block for block in article.blocks if block.role in _TELLING_ROLES]
        starts = [block.start for block in blocks]
        spans = tuple(s for s in spans if (n := bisect_left(starts, s.start + 1)) and s.start < blocks[n - 1].end)
    return tuple(span for span in spans if _tells(span.of(text)))


def _tells(sentence: str) -> bool:
    if len(sentence) > _LONGEST or len(WORD.findall(sentence)) < _FEWEST_WORDS:
        return False
    return not sentence.lower().startswith(event_words().furniture) and not _POST.search(sentence)


def _within(span: Span, stretches: Sequence[Span]) -> bool:
    """Return whether more than half of a span lies in the stretches."""
    shared = sum(max(0, min(span.end, one.end) - max(span.start, one.start)) for one in stretches)
    return 2 * shared > span.end - span.start


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads the sentences of one article."""

    told: Told
    published: str
    statements: tuple[Statement, ...]

    def read(self, sentence: Span, times: Sequence[TimeMention], place: int) -> Iterator[Happening]:
        """Yield what one sentence tells to have happened."""
        text = self.told.article.text
        if text[sentence.start : sentence.end].rstrip("\"'”’») ").endswith("?"):
            return
        found = list(self._by_times(sentence, times, place)) if times else []
        yield from found
        for step in find_steps(text, sentence):
            yield from self._by_step(sentence, step, times, found, place)

    def _by_times(self, sentence: Span, times: Sequence[TimeMention], place: int) -> Iterator[Happening]:
        """Yield what the sentence's times date."""
        text = self.told.article.text
        near = [one for one in self.statements if _touches(one, sentence)]
        borders = [place for one in near for span in one.content for place in (span.start, span.end)]
        clauses = find_clauses(text, sentence.start, sentence.end, borders)
        for time in times:
            days = days_of(time)
            one = SentenceTime(text, sentence, times, time, clauses, near)
            how = one.dates() if days else None
            if days and how and not (how == "clause" and self._is_standing(one, days[0])):
                yield self._happening(sentence, place, days, one, how)

    def _by_step(
        self, sentence: Span, step: Step, times: Sequence[TimeMention], found: Sequence[Happening], place: int
    ) -> Iterator[Happening]:
        """Yield what "two days after the blast" dates: the blast, where the rest has a day, else the rest."""
        told, text = self.told, self.told.article.text
        anchor = tokens_of(text[step.end : step.until])
        days = {one.date for one in found if one.how == "clause" and one.main and len(one.date) == len("2031-03-04")}
        bare = Happening(
            told.number, told.original, sentence.start, sentence.end, "", None, "noun", anchor, place, False
        )
        if not any(token[0] == "=" for token in anchor) or any(step.end <= t.start < step.until for t in times):
            return
        if len(days) == 1:
            day = moved(days.pop(), -step.days)
            yield from [replace(bare, date=day)] if day else ()
        elif not times and step.days > 0:
            rest = tokens_of(text[sentence.start : step.start] + " " + text[step.until : sentence.end])
            yield replace(bare, how="step", tokens=rest, step=step.days, anchor=anchor)

    def _happening(
        self, sentence: Span, place: int, days: tuple[str, str | None], one: SentenceTime, how: How
    ) -> Happening:
        main = how == "clause" and one.clause is not None and one.clause.opener in ("", "ing")
        told, tokens = self.told, one.tokens(how)
        return Happening(told.number, told.original, sentence.start, sentence.end, *days, how, tokens, place, main)

    def _is_standing(self, one: SentenceTime, day: str) -> bool:
        """Return whether a clause tells what somebody or something has long been."""
        if one.clause is None:
            return False
        coarse = len(day) == len("2031")
        old = coarse or not _is_recent(day, self.published)
        if one.prefix == "since" and len(day) < len("2031-03-04"):
            return True
        if one.clause.opener in RELATIVE and old:
            return True
        return old and one.verb in event_words().standing and (coarse or one.clause.opener != "")

    def lead(self, sentences: Sequence[Span], found: Sequence[Happening]) -> Happening | None:
        """Return the lead as a happening of the day of publication, None where it has a date or tells no news."""
        text, day = self.told.article.text, self.published[:10]
        lead = next((s for s in sentences if len(WORD.findall(s.of(text))) >= _FEWEST_LEAD_WORDS), None)
        if lead is None or len(day) < len("2031-03-04") or any(one.start == lead.start for one in found):
            return None
        words = lead.of(text)
        tokens = tokens_of(words)
        if words[0] in "\"“‘'" or "?" in words or not any(token[0] == "=" for token in tokens):
            return None
        told = self.told
        how: How = "lead" if _tells_news(words) else "bare lead"
        return Happening(told.number, told.original, lead.start, lead.end, day, None, how, tokens, 0)


def _tells_news(words: str) -> bool:
    """Return whether a sentence has a verb of the past or a perfect, and no plan or possibility."""
    if DOUBTFUL & set(WORD.findall(words)):
        return False
    low = [match.group().lower() for match in WORD.finditer(words)]
    if "will" in low:
        return False
    pairs = zip(["", *low], low, strict=False)
    past = [word for before, word in pairs if is_verb(word, before) and word not in event_words().present]
    return any(word in ("has", "have", "was", "were") or word not in event_words().helpers for word in past)


def _touches(statement: Statement, sentence: Span) -> bool:
    spans = [*statement.content, *([statement.cue] if statement.cue else [])]
    return any(span.start < sentence.end and sentence.start < span.end for span in spans)


def _is_recent(day: str, published: str) -> bool:
    """Return whether a day lies less than half a year before the day of publication, or behind it."""
    try:
        then = date.fromisoformat((day + "-01-01")[:10])
        return then > date.fromisoformat((published[:10] + "-01-01")[:10]) - timedelta(days=_LONG_AGO_DAYS)
    except (ValueError, OverflowError):
        return True
