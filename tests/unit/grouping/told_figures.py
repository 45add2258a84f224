"""Invented articles whose statements and figures are set by hand."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from onrecord.model import Article, Figure, Metadata, Origin, Passage, Span, Speaker, Statement, Statements, Told

Bound = Literal["exact", "at least", "at most", "about"]
Fig = tuple[str, float, str | None, str | None]  # words, value, unit, about
Said = tuple[str, str | None, Sequence[Fig]]  # a sentence, who says it, its figures


def article(*sentences: Said, published: str = "2030-05-04T10:00:00+00:00", title: str = "Ostrel fire") -> Article:
    """Return an article of these sentences, each one paragraph."""
    text, figures, speakers, statements = "", list[Figure](), list[Speaker](), list[Statement]()
    for words, who, counted in sentences:
        start = len(text) + 2 if text else 0
        text = f"{text}\n\n{words}" if text else words
        for written, value, unit, about in counted:
            at = text.index(written, start)
            bound: Bound = "at least" if written.lower().startswith("at least") else "exact"
            figures.append(Figure(at, at + len(written), value, unit, bound, about))
        if who is not None:
            names = [speaker.name for speaker in speakers]
            if who not in names:
                speakers.append(Speaker(who, "person"))
                names.append(who)
            content = Span(start, len(text))
            statements.append(Statement("indirect", "claim", (content,), speaker=names.index(who)))
    said = Statements(tuple(statements), tuple(speakers), figures=tuple(figures))
    origin = Origin("a", "a", "/a", "file")
    return Article(origin, "article", Metadata(title=title, published=published), text, (), said=said)


def told(number: int, one: Article, original: int | None = None, same: tuple[Passage, ...] = ()) -> Told:
    """Return an article of a story, its own original unless said otherwise."""
    return Told(number, one, original or number, same)
