"""Checks what is found in every English article of ../shared: python -m benchmarks.statement_spans [--every N]

Of each article: every span is words of the text, none crosses a line feed, the content is in order, times are ISO 8601,
and a second look gives the same. Prints each fault with the article's name and offsets, never its text.
"""

from __future__ import annotations

import argparse
import gzip
import json
import math
import re
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import pairwise
from pathlib import Path
from typing import get_args

if not __package__:  # started as a file: what stands beside it is found from the root
    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.machine import say
from benchmarks.sets import SHARED
from onrecord.model import (
    Anchor,
    Article,
    Bound,
    Metadata,
    Origin,
    Span,
    SpeakerType,
    Stance,
    Statement,
    StatementKind,
    Statements,
)
from onrecord.settings import StatementSettings
from onrecord.statements import find_statements

_SETS = (
    "polnear/train.jsonl.gz",
    "polnear/dev.jsonl.gz",
    "stories/events.jsonl.gz",
    "stories/incidents.jsonl.gz",
    "pages/wcxb/gold.jsonl.gz",
    "pages/fundus/gold.jsonl.gz",
)
_SEED = "seed/000_da27c1ae724f0014.txt"
_ENGLISH = 0.025  # share of "the", "of", "to" and "and" among the words of a text, below which it is not English
_COMMON = frozenset(("the", "of", "to", "and"))
_WEEK = re.compile(r"\d{4}-W(?:0[1-9]|[1-4]\d|5[0-3])")
_COARSE = (re.compile(r"\d{4}"), re.compile(r"\d{4}-(?:0[1-9]|1[0-2])"), _WEEK)


@dataclass(frozen=True, slots=True)
class Row:
    """One article of the sets."""

    name: str
    text: str
    published: str | None = None


def main(arguments: Sequence[str] | None = None) -> int:
    """Check the articles, print the faults; return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--every", type=int, default=1, help="one article of so many (default: all)")
    options = parser.parse_args(arguments)
    counts: Counter[str] = Counter()
    began = time.process_time()
    for row in list(read_rows())[:: options.every]:
        said = find(row)
        counts.update(articles=1, statements=len(said.statements), times=len(said.times), figures=len(said.figures))
        for fault in [*faults(row.text, said), *([] if find(row) == said else ["a second look gives something else"])]:
            counts["faults"] += 1
            print(f"{row.name}: {fault}", flush=True)
    say(
        ", ".join(f"{number:,} {name}" for name, number in counts.items())
        + f", {time.process_time() - began:.0f} s CPU"
    )
    return 1 if counts["faults"] or not counts["articles"] else 0


def read_rows(data: Path = SHARED / "data") -> Iterator[Row]:
    """Yield the English articles of the sets that are there, in order."""
    for name in _SETS:
        path = data / name
        if path.is_file():
            with gzip.open(path, "rt", encoding="utf-8") as lines:
                for number, line in enumerate(lines):
                    row = json.loads(line)
                    if is_english(row["text"]):
                        published = (row.get("published") or "")[:10] or None
                        yield Row(f"{name}:{number}", row["text"], published)
    if (data / _SEED).is_file():
        yield Row(_SEED, (data / _SEED).read_text("utf-8"), "2026-01-04")


def is_english(text: str) -> bool:
    """Return whether a text is English, as far as its commonest words tell."""
    words = text.lower().split()
    return bool(words) and sum(word in _COMMON for word in words) >= _ENGLISH * len(words)


def find(row: Row) -> Statements:
    """Return what is said in one article."""
    origin = Origin(row.name, row.name, "memory", "file")
    article = Article(origin, "article", Metadata(language="en", published=row.published), row.text, ())
    return find_statements(article, StatementSettings())


# ── what must hold ───────────────────────────────────────────────────────────────────────────────────────


def faults(text: str, said: Statements) -> Iterator[str]:
    """Yield, in words and offsets, whatever must not be in what was found in a text."""
    for number, one in enumerate(said.statements):
        for fault in _of_statement(text, said, number, one):
            yield f"statement {number}: {fault}"
    begins = [min(span.start for span in _spans(one)) for one in said.statements if one.content]
    if begins != sorted(begins):
        yield "the statements are not in order"
    for number, speaker in enumerate(said.speakers):
        if not speaker.name.strip() or speaker.type not in get_args(SpeakerType):
            yield f"speaker {number}: no name, or of an unknown type: {speaker.type}"
        for span in speaker.mentions:
            yield from (f"speaker {number}: mention {fault}" for fault in _of_span(text, span))
        if list(speaker.mentions) != sorted(speaker.mentions, key=lambda span: span.start):
            yield f"speaker {number}: the mentions are not in order"
    yield from _of_times(text, said)
    yield from _of_figures(text, said)


def _of_statement(text: str, said: Statements, number: int, one: Statement) -> Iterator[str]:
    if one.kind not in get_args(StatementKind) or one.stance not in get_args(Stance):
        yield f"unknown kind or stance: {one.kind}, {one.stance}"
    if not one.content:
        yield "no content"
    if not 0 <= one.chance <= 1:
        yield f"chance {one.chance}"
    for span in _spans(one):
        yield from _of_span(text, span)
    for a, b in pairwise(one.content):
        if b.start < a.end:
            yield f"content {a} and {b} overlap or are not in order"
    if one.cue and any(_overlap(one.cue, span) for span in one.content):
        yield f"the cue {one.cue} overlaps the content"
    if one.source and any(_overlap(one.source, span) for span in one.content):
        yield f"the source {one.source} overlaps the content"
    if one.source and one.cue and _overlap(one.source, one.cue):
        yield f"the source {one.source} overlaps the cue {one.cue}"
    if one.speaker is not None and not 0 <= one.speaker < len(said.speakers):
        yield f"no speaker {one.speaker}"
    if one.inside is not None:
        yield from _of_inside(said, number, one, one.inside)


def _of_inside(said: Statements, number: int, one: Statement, inside: int) -> Iterator[str]:
    if not 0 <= inside < len(said.statements) or inside == number:
        yield f"inside {inside}, which is no other statement"
        return
    mark = one.cue or one.content[0]
    if not any(span.start <= mark.start and mark.end <= span.end for span in said.statements[inside].content):
        yield f"inside {inside}, whose content does not hold it"
    seen, at = {number}, one.inside
    while at is not None and at not in seen:
        seen.add(at)
        at = said.statements[at].inside
    if at is not None:
        yield f"inside itself, over {sorted(seen)}"


def _of_times(text: str, said: Statements) -> Iterator[str]:
    for time_ in said.times:
        yield from (f"time {fault}" for fault in _of_span(text, Span(time_.start, time_.end)))
        if time_.anchor not in get_args(Anchor):
            yield f"time {time_.start}: unknown anchor {time_.anchor}"
        for value in (time_.value, time_.until):
            if value is not None and not is_iso(value):
                yield f"time {time_.start}: {value} is not ISO 8601"
        if time_.until is not None and len(time_.until) == len(time_.value) and time_.until < time_.value:
            yield f"time {time_.start}: {time_.until} is before {time_.value}"
    yield from _in_order("times", [(one.start, one.end) for one in said.times])


def _of_figures(text: str, said: Statements) -> Iterator[str]:
    for figure in said.figures:
        yield from (f"figure {fault}" for fault in _of_span(text, Span(figure.start, figure.end)))
        if not math.isfinite(figure.value) or (figure.high is not None and not math.isfinite(figure.high)):
            yield f"figure {figure.start}: {figure.value} to {figure.high}"
        if figure.bound not in get_args(Bound):
            yield f"figure {figure.start}: unknown bound {figure.bound}"
    yield from _in_order("figures", [(one.start, one.end) for one in said.figures])


def _in_order(name: str, spans: Sequence[tuple[int, int]]) -> Iterator[str]:
    for (_, end), (start, _) in pairwise(spans):
        if start < end:
            yield f"{name} overlap or are not in order at {start}"


def is_iso(value: str) -> bool:
    """Return whether a value is a year, month, week, day or minute of ISO 8601."""
    if any(form.fullmatch(value) for form in _COARSE):
        return True
    try:
        return bool(date.fromisoformat(value) if len(value) == 10 else datetime.fromisoformat(value))
    except ValueError:
        return False


def _of_span(text: str, span: Span) -> Iterator[str]:
    words = text[span.start : span.end]
    if not 0 <= span.start < span.end <= len(text):
        yield f"{span} is empty or leaves the text"
    elif words != words.strip():
        yield f"{span} has white space at its ends"
    elif "\n" in words:
        yield f"{span} crosses a line feed"


def _spans(one: Statement) -> Iterable[Span]:
    return (span for span in (*one.content, one.cue, one.source) if span is not None)


def _overlap(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


if __name__ == "__main__":
    sys.exit(main())
