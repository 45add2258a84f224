"""Articles with marked statements, as the numbers that the tagger learns from."""

from __future__ import annotations

import gzip
import json
import random
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from onrecord.pieces import Pieces
from onrecord.statements.marks import quote_states
from onrecord.statements.words import find_words, shapes

# Tags of a word as seen from one cue.
OUT, SOURCE, SOURCE_ON, CONTENT, CONTENT_ON, CUE, CUE_ON = range(7)
_ROLES = (("source", SOURCE), ("content", CONTENT), ("cue", CUE))  # a later one wins where they overlap
_STRAIGHT = str.maketrans("“”‘’", "\"\"''")


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement in places of words: half-open runs."""

    source: tuple[tuple[int, int], ...]
    cue: tuple[tuple[int, int], ...]
    content: tuple[tuple[int, int], ...]

    @property
    def start(self) -> int:
        return min(a for role in (self.source, self.cue, self.content) for a, _ in role)

    @property
    def end(self) -> int:
        return max(b for role in (self.source, self.cue, self.content) for _, b in role)


@dataclass(frozen=True, slots=True)
class Text:
    """One article, a row a word."""

    id: str
    pieces: list[tuple[int, ...]]
    shapes: list[int]
    quotes: list[int]
    paragraphs: tuple[int, ...]
    breaks: list[int]  # places of words that open a sentence
    statements: list[Statement]


@dataclass(frozen=True, slots=True)
class Window:
    """A run of words of one text with the statements that lie wholly in it."""

    text: Text
    start: int
    end: int
    statements: list[Statement]


def read_rows(path: Path) -> list[dict[str, Any]]:
    """Return the articles of a file in PolNeAR's form here: a JSON object a line, gzipped or not."""
    with (gzip.open if path.suffix == ".gz" else open)(path, "rt", encoding="utf-8") as lines:  # type: ignore[operator]
        return [json.loads(line) for line in lines]


def read_text(row: dict[str, Any], pieces: Pieces, *, straight: bool = False) -> Text:
    """Return one article as numbers, `straight` with typewriter's quotation marks in place of curly ones."""
    text = row["text"].translate(_STRAIGHT) if straight else row["text"]
    words = find_words(text)

    def runs(spans: Sequence[Sequence[int]]) -> tuple[tuple[int, int], ...]:
        found = [(bisect_right(words.ends, a), bisect_left(words.starts, b)) for a, b in spans]
        return tuple((a, b) for a, b in found if a < b)

    statements = [
        Statement(*(runs(given[role]) for role in ("source", "cue", "content"))) for given in row["statements"]
    ]
    spelled = words.all()
    breaks = [0] + [
        at
        for at in range(1, len(words))
        if words.paragraphs[at] != words.paragraphs[at - 1]
        or (spelled[at - 1] in '.?!”"' and spelled[at][:1].isupper())
        or spelled[at] == "“"
    ]
    return Text(
        row["doc_id"], pieces.of(spelled), shapes(spelled), quote_states(words), words.paragraphs, breaks,
        [statement for statement in statements if statement.cue],
    )  # fmt: skip


def windows(text: Text, longest: int, overlap: int, draw: random.Random | None = None) -> Iterator[Window]:
    """Yield runs of at most `longest` pieces, cut where sentences begin when they can be; at random phase if drawn."""
    sizes = [len(p) for p in text.pieces]
    sums = [0]
    for at, size in enumerate(sizes):
        turn = at > 0 and text.paragraphs[at] != text.paragraphs[at - 1]
        sums.append(sums[-1] + size + turn)
    start, room = 0, longest if draw is None else draw.randint(longest // 3, longest)
    while start < len(sizes):
        end = max(bisect_right(sums, sums[start] + room) - 1, start + 1)
        if end < len(sizes):
            cut = text.breaks[bisect_right(text.breaks, end) - 1]
            if cut > start and sums[cut] - sums[start] > room // 2:
                end = cut
        inside = [s for s in text.statements if s.start >= start and s.end <= end]
        yield Window(text, start, end, inside)
        if end >= len(sizes):
            return
        room = longest
        back = bisect_left(sums, sums[end] - overlap)
        cut_at = bisect_left(text.breaks, back)
        turn_at = text.breaks[cut_at] if cut_at < len(text.breaks) else end
        start = max(start + 1, min(turn_at, end))


def tags(statement: Statement, start: int, end: int) -> list[int]:
    """Return the tag of each word of a window as seen from the statement's cue."""
    found = [OUT] * (end - start)
    for role, first in _ROLES:
        for a, b in getattr(statement, role):
            for at in range(a, b):
                found[at - start] = first if at == a else first + 1
    return found
