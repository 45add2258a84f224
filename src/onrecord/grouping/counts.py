"""The counts of an article: its figures, each with its quantity, its bounds, its scope and who gives it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from onrecord.grouping.figure_classes import class_lexicon, class_of
from onrecord.grouping.loose_numbers import loose_numbers
from onrecord.grouping.quantities import Around, Quantity, bounds, content_of, label, lexicon, quantity, words_of
from onrecord.model import Article, Figure, Span, Statements
from onrecord.sentences import find_sentences

_MOST = 2_000  # figures of one article that are read; lists of results have more, and no conflicts
_LONG = 700  # characters of a sentence to each side of a figure that are looked at
_PLACE = re.compile(r"\b([a-z]{2,8})\s+(?:the\s+)?((?:[A-Z][\w’'-]{1,30}\s?){1,4})")
_DETAIL = re.compile(r"(?:\s\w{1,20}){0,4}\s(?:at|inside|outside|in) (?:a|an|his|her|their|one|another)\s")
_IMAGES = re.compile(r"\s?(?:/|of\s?/)\s?\d")  # "1 / 3 Back to gallery"


_UNKNOWN = Quantity("", "", "", False, False)


@dataclass(frozen=True, slots=True)
class Count:
    """One figure as an account of a quantity."""

    figure: int | None  # place in Statements.figures
    span: Span
    quantity: Quantity
    value: float
    low: float
    high: float
    label: str
    sentence: Span
    order: int  # place of its sentence in the article
    statement: int | None
    speaker: str | None
    part: bool  # of a larger number: "two of them", "three others"
    past: bool  # of another time than the event's: "since 2014", "last year"
    changed: bool  # said to have changed: "rose to 12"
    rate: bool  # "12 a day"
    detail: bool  # of a smaller place: "two at a bar"
    total: bool  # "in total", "altogether"
    several: bool  # of several events together: "in four separate shootings"
    contrast: bool  # the sentence sets accounts against each other
    words: frozenset[str]  # stems of the sentence's words
    near: frozenset[str]  # of the words beside it
    places: frozenset[str]
    days: tuple[tuple[str, str], ...]  # first and last day of the times in the sentence


def counts(article: Article) -> tuple[Count, ...]:
    """Return the figures of an article whose quantity is known, in order; none where they were not looked for."""
    return _read_all(article, quantity)


def classed(article: Article) -> tuple[Count, ...]:
    """Return the figures of an article whose class is known, in order: wider than `counts`, to set sources apart."""
    return _read_all(article, class_of, more=True)


def unclassed(article: Article) -> tuple[Count, ...]:
    """Return the figures of an article of which no noun says what they count: "they say 34,000"."""
    return _read_all(article, _bare)


def _bare(figure: Figure, around: Around) -> Quantity | None:
    return _UNKNOWN if figure.unit is None and class_of(figure, around) is None else None


def sentences_of(article: Article) -> Iterator[tuple[int, str]]:
    """Yield the sentences of an article with their places; its title is the one before the first."""
    yield -1, article.metadata.title or ""
    yield from enumerate(sentence.of(article.text) for sentence in find_sentences(article.text))


_Namer = Callable[[Figure, Around], Quantity | None]


def _read_all(article: Article, name: _Namer, *, more: bool = False) -> tuple[Count, ...]:
    said = article.said
    if said is None:
        return ()
    sentences = find_sentences(article.text)
    starts = [sentence.start for sentence in sentences]
    whose = _contents(said)
    found = []
    figures: list[tuple[int | None, Figure]] = [*enumerate(said.figures[:_MOST])]
    if more:
        figures += [(None, figure) for figure in loose_numbers(article.text, said)]
    for number, figure in figures:
        order = max(0, bisect_right(starts, figure.start) - 1)
        count = _count(article, said, number, figure, sentences[order], order, _innermost(whose, figure), name)
        if count is not None:
            found.append(count)
    return tuple(found)


def _count(
    article: Article,
    said: Statements,
    number: int | None,
    figure: Figure,
    sentence: Span,
    order: int,
    statement: int | None,
    name: _Namer,
) -> Count | None:
    around = around_of(article.text, figure, sentence)
    what = name(figure, around)
    if article.text[max(0, figure.start - 2) : figure.start][1:] == "-":  # "K-9"
        return None
    if what is None or _IMAGES.match(around.text_after):
        return None
    return replace(_read(article, said, figure, sentence, order, statement), figure=number, quantity=what)


def _read(
    article: Article, said: Statements, figure: Figure, sentence: Span, order: int, statement: int | None
) -> Count:
    """Return what the words around a figure say of it, its quantity aside."""
    around = around_of(article.text, figure, sentence)
    low, high = bounds(figure, around)
    words, sets = words_of(sentence.of(article.text)[: 3 * _LONG]), lexicon().sets
    return Count(
        None,
        Span(figure.start, figure.end),
        _UNKNOWN,
        figure.value,
        low,
        high,
        label(figure, article.text[figure.start : figure.end]),
        sentence,
        order,
        statement,
        speaker_of(article, statement),
        _is_part(around),
        _is_past(around) or _is_long_ago(article, said, sentence),
        not (sets["changed"] - {"from"}).isdisjoint(around.before[-7:] + around.after[:2])
        or (around.before[-1:] == ("from",) and around.after[:1] == ("to",)),
        lexicon().rates.match(around.text_after) is not None
        or not {"average", "daily", "annual", "annually"}.isdisjoint(around.near(4)),
        _DETAIL.match(around.text_after) is not None,
        not {"total", "totals", "overall", "altogether", "combined"}.isdisjoint(around.near(4)),
        not sets["several"].isdisjoint(words),
        not sets["contrast"].isdisjoint(words),
        content_of(words),
        content_of(around.near(6)),
        _places(sentence.of(article.text)[: 3 * _LONG]),
        _days(said, sentence),
    )


def count_of(article: Article, kind: str, span: Span, value: float, low: float, high: float) -> Count:
    """Return the count of an article's own killed or injured, whose number stands at `span`."""
    said = article.said or Statements()
    sentences = find_sentences(article.text)
    order = bisect_right([sentence.start for sentence in sentences], span.start) - 1
    found = [n for n, f in enumerate(said.figures) if f.start <= span.start and span.end <= f.end]
    figure = said.figures[found[0]] if found else Figure(span.start, span.end, value, "people", about=kind)
    count = _read(article, said, figure, sentences[order], order, _innermost(_contents(said), figure))
    quantity = Quantity(kind, "anyone", f"how many were {kind}", True, True)
    if low == high:
        low, high = value, value
    return replace(count, figure=found[0] if found else None, quantity=quantity, value=value, low=low, high=high)


# ── the words around a figure ────────────────────────────────────────────────────────────────────────────


def around_of(text: str, figure: Figure, sentence: Span) -> Around:
    """Return the words of the sentence before a figure, in it, and behind it."""
    inside = text[figure.start : figure.end]
    before = text[max(sentence.start, figure.start - _LONG) : figure.start]
    after = text[figure.end : min(sentence.end, figure.end + _LONG)]
    return Around(words_of(before), words_of(inside), words_of(after), inside, after)


def _is_part(around: Around) -> bool:
    sets, behind = lexicon().sets, lexicon().behind
    inside = around.inside
    if not sets["inside"].isdisjoint(inside) or ("of" in inside and not {"the", "them", "those"}.isdisjoint(inside)):
        return True
    if "of the" in " ".join(inside) or _OF_MORE.match(around.text_after):
        return True
    if not {"another", "second"}.isdisjoint(around.after[:10]) and not {"one", "1"}.isdisjoint((*inside[:1],)):
        return True  # "one was shot in the head, another in the leg"
    before = around.before[-_CLOSE_BEFORE:]
    if before[-1:] == ("of",) and not class_lexicon().whole.isdisjoint(before[-3:-1]):
        before = ()
    return not sets["before"].isdisjoint(before) or behind.match(around.text_after) is not None


_RECORD = re.compile(r"\b(?:deadliest|worst|biggest|bloodiest|largest|heaviest|first)\b[^.]{0,50}\bsince\b")
_WORST = frozenset(("deadliest", "worst", "biggest", "bloodiest", "largest", "heaviest"))  # "… attack since 2014"
_OF_MORE = re.compile(
    r"\s?of (?:the|those|these|them|his|her|its|their|\d|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\b"
)
_CLOSE_BEFORE = 3  # words before a figure that may make it a part


def _is_past(around: Around) -> bool:
    past, after = lexicon().sets["past"], around.after[:8]
    worst = next((at for at, word in enumerate(after) if word in _WORST), len(after))
    return not past.isdisjoint(around.before[-5:] + after[:worst])


# ── who gives it ─────────────────────────────────────────────────────────────────────────────────────────


def _contents(said: Statements) -> list[tuple[int, int, int]]:
    """Return every content span with its statement, by where it begins."""
    return sorted(
        (span.start, span.end, number) for number, statement in enumerate(said.statements) for span in statement.content
    )


def _innermost(contents: Sequence[tuple[int, int, int]], figure: Figure) -> int | None:
    """Return the statement with the shortest content around a figure."""
    best: tuple[int, int] | None = None
    at = bisect_right(contents, (figure.start, 1 << 60, 0))
    for start, end, number in reversed(contents[max(0, at - 12) : at]):
        if figure.end <= end and (best is None or end - start < best[0]):
            best = (end - start, number)
    return best[1] if best else None


def speaker_of(article: Article, statement: int | None) -> str | None:
    """Return who gives a statement: the speaker's name, else the words of its source; None on its own word."""
    said = article.said
    if said is None or statement is None:
        return None
    one = said.statements[statement]
    if one.speaker is not None:
        return said.speakers[one.speaker].name
    return one.source.of(article.text)[:80] if one.source else None


# ── where and when ───────────────────────────────────────────────────────────────────────────────────────


def _places(sentence: str) -> frozenset[str]:
    """Return the words of the places that a sentence names behind "in", "near" and their like."""
    sets, found = lexicon().sets, set[str]()
    for match in _PLACE.finditer(sentence):
        if match[1] in sets["places"]:
            found.update(word for word in words_of(match[2]) if word not in sets["no places"])
    return frozenset(found)


def _days(said: Statements, sentence: Span) -> tuple[tuple[str, str], ...]:
    """Return the first and last day of every time in the sentence that is known to the day."""
    return tuple(
        (time.value[:10], (time.until or time.value)[:10])
        for time in said.times
        if sentence.start <= time.start < sentence.end and len(time.value) >= 10
    )


def _is_long_ago(article: Article, said: Statements, sentence: Span) -> bool:
    """Return whether the sentence names a year or month before the one of publication: another time's figures."""
    published = article.metadata.published
    if published is None:
        return False
    times = (t for t in said.times if sentence.start <= t.start < sentence.end)
    return any(
        len(t.value) in (4, 7) and t.value < published[: len(t.value)] and not _is_record(article.text, t.start)
        for t in times
    )


def _is_record(text: str, time: int) -> bool:
    """Return whether a time only says since when nothing so bad had happened: "the deadliest attack since July"."""
    return _RECORD.search(text[max(0, time - 60) : time]) is not None
