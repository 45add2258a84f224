"""Who speaks: the speakers of an article, and which of them each source is.

What counts as which type:

- person: somebody named;
- organisation: a body that can be held to its word as one, named or not: companies, ministries, parties, campaigns,
  newspapers, courts, "the Kremlin", "the White House", "police", "the company";
- place: a country, city or state that stands for its government: "Moscow", "Ukraine";
- group: people who share something and do not speak in an office: "residents", "Republicans", "experts", "some",
  "Ann Roe and Ben Doe", "72 percent of voters";
- document: "a report", "the poll", "an analysis of data", "the indictment";
- unnamed: who speaks in an office or from knowledge and is not named ("officials", "a source close to the talks",
  "regional authorities"), and one person without a name ("a resident").
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from onrecord.model import Span, Speaker
from onrecord.statements.cast import Cast
from onrecord.statements.layout import find_layout
from onrecord.statements.names import find_names
from onrecord.statements.noun_phrases import read_phrase
from onrecord.statements.persons import Persons
from onrecord.statements.phrases import Phrase
from onrecord.statements.pronouns import PRONOUN, SOMEBODY


def find_speakers(text: str, sources: Sequence[Span | None]) -> tuple[tuple[Speaker, ...], tuple[int | None, ...]]:
    """Return the speakers of an article, and for each source the place of its speaker in them; None where left open.

    Args:
        text: the article's text.
        sources: the source of each statement; None where a statement has none.
    """
    spans = sorted({(span.start, span.end) for span in sources if span and span.start < span.end})
    if not spans:
        return (), (None,) * len(sources)
    layout = find_layout(text)
    names = find_names(layout, spans)
    cast = Cast(layout, names, Persons(layout, names))
    starts = [name.start for name in names]
    phrases: dict[tuple[int, int], Phrase | None] = {}
    for start, end in spans:
        first, last = bisect_left(starts, start), bisect_left(starts, end)
        phrases[start, end] = read_phrase(text, start, end, names[first:last])
    found = _sweep(cast, spans, phrases)
    return cast.speakers(), tuple(found.get((span.start, span.end)) if span else None for span in sources)


def _sweep(
    cast: Cast, spans: list[tuple[int, int]], phrases: dict[tuple[int, int], Phrase | None]
) -> dict[tuple[int, int], int | None]:
    """Go through names, pronouns and sources in the order of the text, and settle each source on the way."""
    events: list[tuple[int, int, int]] = [(start, 1, end) for start, end in spans]
    events += [(found.start(), 0, found.end()) for found in PRONOUN.finditer(cast.layout.text)]
    events += [(found.start(), 0, found.end()) for found in SOMEBODY.finditer(cast.layout.text)]
    events += [(name.start, 0, name.end) for name in cast.names if name.start in cast.persons.by_start]
    events.sort()
    settled: dict[tuple[int, int], int | None] = {}
    taken = -1  # up to where the words of a source have been read
    for start, is_source, end in events:
        if is_source:
            phrase = phrases[start, end]
            settled[start, end] = cast.settle(phrase) if phrase else None
            if phrase and phrase.kind in ("pronoun", "person"):
                taken = max(taken, phrase.end)
        elif start >= taken:
            cast.pass_by(start, end)
    return settled
