"""A statement in the making, and the text that it is looked up in."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from onrecord.model import Span
from onrecord.statements.quotations import Quotation

_NEAR = 8  # spans that may begin before a place and reach it


@dataclass(frozen=True, slots=True)
class Found:
    """One statement in the making: spans of the article's text."""

    source: Span | None
    cue: Span | None  # None: a free-standing quotation
    content: tuple[Span, ...]
    chance: float = 1.0

    @property
    def spans(self) -> tuple[Span, ...]:
        """Return all spans, in no order."""
        return tuple(span for span in (self.source, self.cue, *self.content) if span is not None)


class Ground:
    """A text with its sentences and outermost quotations, to look up by place."""

    def __init__(self, text: str, sentences: Sequence[Span], quotations: Sequence[Quotation]) -> None:
        self.text = text
        self.sentences = sentences
        self.quotations = quotations
        self.sentence_starts = [span.start for span in sentences]
        self.quotation_starts = [one.start for one in quotations]

    def sentence_at(self, place: int) -> int:
        """Return the number of the sentence that a place lies in or behind; −1 before the first."""
        return bisect_right(self.sentence_starts, place) - 1

    def is_opening(self, place: int) -> bool:
        """Return whether a sentence begins at a place."""
        at = self.sentence_at(place)
        return at >= 0 and self.sentences[at].start == place

    def quotation_at(self, place: int) -> Quotation | None:
        """Return the outermost quotation around a character, its marks included."""
        at = bisect_right(self.quotation_starts, place) - 1
        return self.quotations[at] if at >= 0 and place < self.quotations[at].end else None

    def quotations_in(self, span: Span) -> Sequence[Quotation]:
        """Return the outermost quotations that touch a span."""
        first = max(0, bisect_right(self.quotation_starts, span.start) - 1)
        last = bisect_right(self.quotation_starts, span.end - 1)
        return [one for one in self.quotations[first:last] if one.end > span.start]

    def weight(self, start: int, end: int) -> int:
        """Return how many letters and digits stand between two places."""
        return sum(map(str.isalnum, self.text[start:end]))

    def is_bare(self, span: Span) -> bool:
        """Return whether a span is a sentence or more by itself, so that nobody is said to say it there."""
        first, last = self.sentence_at(span.start), self.sentence_at(span.end - 1)
        return first >= 0 and self.sentences[first].start == span.start and self.sentences[last].end == span.end

    def same_paragraph(self, start: int, end: int) -> bool:
        """Return whether no line feed stands between two places."""
        return self.text.find("\n", start, end) < 0


class Places:
    """Spans that hardly overlap, to ask whether any of them touches another span."""

    def __init__(self, spans: Iterable[Span]) -> None:
        self._held = sorted((span.start, span.end) for span in spans)

    def touch(self, span: Span) -> bool:
        """Return whether one of them shares a character with a span."""
        at = bisect_left(self._held, (span.end, -1))
        return any(end > span.start for _, end in self._held[max(0, at - _NEAR) : at])


def overlap(one: Span, other: Span) -> bool:
    """Return whether two spans share a character."""
    return one.start < other.end and other.start < one.end


def joined(spans: Sequence[Span], text: str) -> tuple[Span, ...]:
    """Return spans in order; those that touch, with white space between them at most, are one."""
    out: list[Span] = []
    for span in sorted(spans, key=lambda one: (one.start, one.end)):
        gap = text[out[-1].end : span.start] if out else "\n"
        if "\n" not in gap and not gap.strip():
            out[-1] = Span(out[-1].start, max(out[-1].end, span.end))
        else:
            out.append(span)
    return tuple(out)
