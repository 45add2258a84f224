"""Scores how many killed and injured an article is read to tell of: python -m benchmarks.casualties ROWS RECORD

ROWS are incidents as JSON lines (gzip), each with an id, an incident and facts num_killed and num_injured; RECORD was
built of the same rows. An article counts as stating a number where the number of the gold, in digits or in words,
stands beside a word for that fate: 30 characters behind it or 60 before, in one sentence; for one person any such word
will do. Other articles are not held against a reader: they may be older than the gold's count, or about the trial.
Beside it the first figure of that fate in the article. Halves by crc32 of the incident.
"""

from __future__ import annotations

import argparse
import gzip
import re
import sys
import zlib
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec

from onrecord.grouping.casualties import casualties
from onrecord.model import Article
from onrecord.record import Record

_FATES = {
    "killed": re.compile(
        r"\b(?:kill|dead\b|die[ds]?\b|death|fatal|homicid|murder|slain|slay|deceased|succumb|body of|bodies)",
        re.IGNORECASE,
    ),
    "injured": re.compile(
        r"\b(?:wound|injur|hurt|hospital|condition|surviv|graze|life.threatening|shot\b|struck|recover)", re.IGNORECASE
    ),
}
_FIRST = {
    "killed": ("killed", "dead", "deaths", "bodies"),
    "injured": ("wounded", "injured", "injuries", "shot"),
}
_OTHER = re.compile(  # words for a fate that tell of none: charges, units, penalties
    r"attempt\w* (?:\S{1,30} ){0,2}(?:murder|homicide|kill)|death penalty|deadly weapon|"
    r"homicide (?:unit|detective|investigator|bureau|division)",
    re.IGNORECASE,
)
_WORDS = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen".split()
_AS_ONE_WORD = {2: "|both|double|pair|couple", 3: "|triple", 4: "|quadruple"}


class Facts(msgspec.Struct, frozen=True):
    """What the gold says of an incident."""

    num_killed: str | int
    num_injured: str | int


class Row(msgspec.Struct, frozen=True):
    """One article's row."""

    id: str
    incident: str | int
    facts: Facts | None = None


def is_stated(text: str, number: int, fate: re.Pattern[str]) -> bool:
    """Return whether a text writes a number of people near a word for what befell them; for one, the word is enough."""
    if number == 1:
        return fate.search(text) is not None
    words = _WORDS[number] if number < len(_WORDS) else str(number)
    written = rf"\b(?:{number}|{words}{_AS_ONE_WORD.get(number, '')})\b(?!-year| year|th\b)"
    near = re.compile(rf"[^.\n]{{0,30}}{written}[^.\n]{{0,60}}", re.IGNORECASE)
    return any(fate.search(match.group()) for match in near.finditer(text))


def first_figure(article: Article, units: Sequence[str]) -> float | None:
    """Return the value of the article's first figure of a fate; None where it has none."""
    figures = article.said.figures if article.said else ()
    return next((figure.value for figure in figures if figure.about in units or figure.unit in units), None)


def score(pairs: Iterator[tuple[Row, Article]]) -> dict[str, Counter[str]]:
    """Return the counts of each half, by "killed" or "injured": stated, right, and the baseline's right."""
    counts: dict[str, Counter[str]] = {"tuned": Counter(), "held": Counter()}
    for row, article in pairs:
        if row.facts is None:
            continue
        half = counts["tuned" if (zlib.crc32(str(row.incident).encode()) >> 1) % 2 else "held"]
        text = _OTHER.sub(" ", f"{article.metadata.title or ''}\n{article.text}")
        read = casualties(article)
        for fate, toll, gold in (
            ("killed", read.killed, int(row.facts.num_killed)),
            ("injured", read.injured, int(row.facts.num_injured)),
        ):
            if gold > 0 and is_stated(text, gold, _FATES[fate]):
                half[f"{fate} stated"] += 1
                half[f"{fate} right"] += (toll.value if toll else 0) == gold
                half[f"{fate} first right"] += (first_figure(article, _FIRST[fate]) or (fate == "killed")) == gold
    return counts


def read_pairs(rows: Path, record: Path) -> Iterator[tuple[Row, Article]]:
    """Yield the rows with their articles; rows that gave no article are left out."""
    with gzip.open(rows) as lines:
        by_id = {row.id: row for row in map(msgspec.json.Decoder(Row).decode, lines)}
    for article in Record.open_read_only(record).articles():
        if (row := by_id.get(article.origin.id)) is not None:
            yield row, article


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the share that is right in both halves; return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("rows", type=Path)
    parser.add_argument("record", type=Path)
    options = parser.parse_args(arguments)
    for half, counts in score(read_pairs(options.rows, options.record)).items():
        for fate in _FATES:
            of = max(1, counts[f"{fate} stated"])
            right, first = counts[f"{fate} right"] / of, counts[f"{fate} first right"] / of
            print(f"{half} {fate}: {right:.3f} of {of} articles that state it (first figure {first:.3f})")
    return 0


if __name__ == "__main__":
    sys.exit(main())
