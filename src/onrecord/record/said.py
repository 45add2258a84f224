"""What is said in an article, as rows, and back."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from onrecord.model import Article, Figure, Span, Speaker, Statement, Statements, TimeMention
from onrecord.record.rows import Value, spans_json, storable
from onrecord.record.speakers import Speakers

_SPREAD = 1024  # 53 bits of the article's number and 10 for the place: what SQLite holds, a bit for the sign kept free
_BETWEEN = " … "

_STATEMENTS = """
SELECT id, n, kind, stance, content_spans, cue_start, cue_end, source_start, source_end, speaker_n, inside, chance
FROM statement WHERE article_id = ? ORDER BY n
"""
_SPEAKERS = """
SELECT f.name, f.type, f.description, a.aliases, a.mentions
FROM article_speaker a JOIN speaker_form f ON f.id = a.form_id WHERE a.article_id = ? ORDER BY a.n
"""
_TIMES = "SELECT start, end, value, until, anchor FROM time_mention WHERE article_id = ? ORDER BY n"
_FIGURES = "SELECT start, end, value, unit, bound, about, high FROM figure WHERE article_id = ? ORDER BY n"


def number(article_id: int, n: int) -> int:
    """Return the number of an article's `n`th statement or figure, the same in every record that holds the article.

    So the statements of an article lie side by side in the file, in their order. From the 1,025th on, which few
    articles have, it is negative and made from a sha256.
    """
    if n < _SPREAD:
        return article_id * _SPREAD + n
    digest = hashlib.sha256(f"{article_id}/{n}".encode()).digest()
    return -1 - (int.from_bytes(digest[:8]) >> 1)


def words_of(spans: Sequence[Span], text: str) -> str:
    """Return the words of spans in a row, with " … " where other words lie between two of them."""
    said = ""
    for n, span in enumerate(spans):
        if n:
            said += _BETWEEN if text[spans[n - 1].end : span.start].strip() else " "
        said += span.of(text)
    return said


def write(connection: sqlite3.Connection, article: Article, id: int, speakers: Speakers) -> None:
    """Store what is said in an article, if that was looked for."""
    said = article.said
    if said is None:
        return
    row = storable((id, len(said.statements), said.unsupported))
    connection.execute("INSERT INTO article_said VALUES (?, ?, ?)", row)
    theirs = Counter(statement.speaker for statement in said.statements)
    forms = [speakers.add(speaker, id, n, theirs[n]) for n, speaker in enumerate(said.speakers)]
    homes = [speakers.of(form) for form in forms]  # once all are in: a later one may move an earlier one
    for table, rows in (
        ("statement", _statement_rows(article, said, id, homes)),
        ("time_mention", _time_rows(article, said, id)),
        ("figure", _figure_rows(article, said, id)),
    ):
        for row in rows:
            connection.execute(f"INSERT INTO {table} VALUES ({', '.join('?' * len(row))})", row)


def read(connection: sqlite3.Connection, id: int) -> Statements | None:
    """Return what is said in the article with this number; None where that was not looked for."""
    found = connection.execute("SELECT unsupported FROM article_said WHERE article_id = ?", (id,)).fetchone()
    if found is None:
        return None
    rows = connection.execute(_STATEMENTS, (id,)).fetchall()
    places = {row[0]: row[1] for row in rows}
    return Statements(
        statements=tuple(_statement(row, places) for row in rows),
        speakers=tuple(
            Speaker(name, type, description, tuple(json.loads(aliases)), _spans(mentions))
            for name, type, description, aliases, mentions in connection.execute(_SPEAKERS, (id,))
        ),
        times=tuple(TimeMention(*row) for row in connection.execute(_TIMES, (id,))),
        figures=tuple(Figure(*row) for row in connection.execute(_FIGURES, (id,))),
        unsupported=found[0],
    )


def _statement_rows(article: Article, said: Statements, id: int, homes: Sequence[int]) -> Iterator[tuple[Value, ...]]:
    starts = [block.start for block in article.blocks]
    for n, it in enumerate(said.statements):
        begin = min(span.start for span in (*it.content, it.cue, it.source) if span is not None)
        yield storable(
            (
                number(id, n), id, n, it.kind, it.stance, None if it.speaker is None else homes[it.speaker],
                *_ends(it.source), *_ends(it.cue), spans_json(it.content), _words(it.source, article),
                _words(it.cue, article), words_of(it.content, article.text), max(0, bisect_right(starts, begin) - 1),
                None if it.inside is None else number(id, it.inside), it.speaker, it.chance,
            )
        )  # fmt: skip


def _time_rows(article: Article, said: Statements, id: int) -> Iterator[tuple[Value, ...]]:
    for n, it in enumerate(said.times):
        words = article.text[it.start : it.end]
        yield storable((id, n, it.start, it.end, words, it.value, it.until, it.anchor))


def _figure_rows(article: Article, said: Statements, id: int) -> Iterator[tuple[Value, ...]]:
    for n, (it, holder) in enumerate(zip(said.figures, _holders(said), strict=True)):
        words = article.text[it.start : it.end]
        theirs = None if holder is None else number(id, holder)
        place = (number(id, n), id, n, theirs, it.start, it.end)
        yield storable((*place, words, it.value, it.unit, it.bound, it.about, it.high))


def _holders(said: Statements) -> list[int | None]:
    """Return for each figure the innermost statement in whose content it stands."""
    spans = sorted((span.start, span.end, n) for n, it in enumerate(said.statements) for span in it.content)
    holders: list[int | None] = [None] * len(said.figures)
    open_: list[tuple[int, int, int]] = []  # spans that have begun and may hold the figure: few
    next_ = 0
    for place in sorted(range(len(said.figures)), key=lambda n: said.figures[n].start):
        figure = said.figures[place]
        while next_ < len(spans) and spans[next_][0] <= figure.start:
            open_.append(spans[next_])
            next_ += 1
        open_ = [span for span in open_ if span[1] > figure.start]
        fitting = [(end - start, -n) for start, end, n in open_ if end >= figure.end]
        if fitting:  # of two statements with one content, the later: it is the one inside the other
            holders[place] = -min(fitting)[1]
    return holders


def _statement(row: Sequence[Any], places: dict[int, int]) -> Statement:
    _, _, kind, stance, content, cue_start, cue_end, source_start, source_end, speaker, inside, chance = row
    return Statement(
        kind, stance, _spans(content), _span(cue_start, cue_end), _span(source_start, source_end), speaker,
        None if inside is None else places[inside], chance,
    )  # fmt: skip


def _spans(text: str) -> tuple[Span, ...]:
    return tuple(Span(it["start"], it["end"]) for it in json.loads(text))


def _span(start: int | None, end: int | None) -> Span | None:
    return None if start is None or end is None else Span(start, end)


def _ends(span: Span | None) -> tuple[int | None, int | None]:
    return (None, None) if span is None else (span.start, span.end)


def _words(span: Span | None, article: Article) -> str | None:
    return None if span is None else span.of(article.text)
