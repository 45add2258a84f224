"""Where the paragraphs, sentences and quotations of a text lie: what resolving a speaker goes by."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

# A full stop, then a gap, then what can begin a sentence. What stands before the stop is looked at afterwards.
_STOP = re.compile(r"[.!?…][\"”’')\]]{0,3}\s+(?=[\"“‘'(\[]{0,2}[^\W\d_a-z])|\n+")
_SHORT = re.compile(
    r"(?:\b[^\W\d_]|\b(?:Mr|Mrs|Ms|Dr|Prof|Rev|Sen|Sens|Rep|Reps|Gov|Govs|Gen|Lt|Col|Maj|Capt|Sgt|Adm|St|Jr|Sr|No|vs|"
    r"Jan|Feb|Mar|Apr|Aug|Sept|Sep|Oct|Nov|Dec))$"
)
_MARK = re.compile(r"[“\"]")
_LONGEST_QUOTATION = 4000  # characters in which a quotation must close; a bound for texts made of marks


@dataclass(frozen=True, slots=True)
class Layout:
    """The starts of sentences and paragraphs, and the quotations, of one text."""

    text: str
    sentences: tuple[int, ...]
    paragraphs: tuple[int, ...]
    quote_starts: tuple[int, ...]
    quote_ends: tuple[int, ...]

    def sentence(self, at: int) -> int:
        """Return which sentence a place lies in, from 0."""
        return bisect_right(self.sentences, at) - 1

    def paragraph(self, at: int) -> int:
        """Return which paragraph a place lies in, from 0."""
        return bisect_right(self.paragraphs, at) - 1

    def sentence_start(self, at: int) -> int:
        """Return where the sentence begins in which a place lies."""
        return self.sentences[self.sentence(at)]

    def is_quoted(self, at: int) -> bool:
        """Return whether a place lies inside quotation marks."""
        which = bisect_right(self.quote_starts, at) - 1
        return which >= 0 and at < self.quote_ends[which]


def find_layout(text: str) -> Layout:
    """Return the layout of a text."""
    sentences, paragraphs = [0], [0]
    for found in _STOP.finditer(text):
        if "\n" in found.group():
            paragraphs.append(found.end())
        elif found.group()[0] == "." and _SHORT.search(text, max(0, found.start() - 6), found.start()):
            continue
        sentences.append(found.end())
    quotes = _quotations(text)
    return Layout(
        text, tuple(sentences), tuple(paragraphs), tuple(start for start, _ in quotes), tuple(end for _, end in quotes)
    )


def _quotations(text: str) -> list[tuple[int, int]]:
    """Return where quotations stand; a curly one that is never closed runs to the end of its paragraph."""
    quotes: list[tuple[int, int]] = []
    mark = _MARK.search(text)
    while mark:
        start, far = mark.start(), mark.end() + _LONGEST_QUOTATION
        line = text.find("\n", start, far)
        limit = line if line >= 0 else min(far, len(text))
        close = text.find("”" if mark.group() == "“" else '"', mark.end(), limit)
        end = close + 1 if close >= 0 else limit if mark.group() == "“" else mark.end()
        if end > mark.end():
            quotes.append((start, end))
        mark = _MARK.search(text, end)
    return quotes
