"""What is said in an article as JSON."""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from onrecord.model import Article, Figure, Span, Speaker, Statement, Statements, TimeMention

Json = None | bool | int | float | str | list["Json"] | dict[str, "Json"]

_NOT_LOOKED_FOR = "statements were not looked for"
_UNSUPPORTED = "language not supported yet: "


def said_value(article: Article) -> dict[str, Json]:
    """Return the statements, speakers, times and figures of an article, and why there may be none."""
    said, text = article.said or Statements(), article.text
    note = f"{_UNSUPPORTED}{said.unsupported}" if said.unsupported is not None else None
    times, figures = _Inside(said.times), _Inside(said.figures)
    speakers = [_speaker(speaker, n) for n, speaker in enumerate(said.speakers)]
    return {
        "statements": [
            {
                "kind": it.kind,
                "stance": it.stance,
                "source": _span(it.source, text),
                "cue": _span(it.cue, text),
                "content": [_span(span, text) for span in it.content],
                "speaker": None if it.speaker is None else dict(speakers[it.speaker]),
                "times": [_time(said.times[n], text) for n in times.of(it)],
                "figures": [_figure(said.figures[n], text) for n in figures.of(it)],
                "inside": it.inside,
                "chance": round(it.chance, 3),
            }
            for it in said.statements
        ],
        "speakers": [
            {
                **speaker,
                "aliases": list(it.aliases),
                "mentions": [_span(span, text) for span in it.mentions],
            }
            for speaker, it in zip(speakers, said.speakers, strict=True)
        ],
        "times": [_time(it, text) for it in said.times],
        "figures": [_figure(it, text) for it in said.figures],
        "statements_note": _NOT_LOOKED_FOR if article.said is None else note,
    }


class _Inside:
    """Finds the times or figures, which stand in the order of the text, in what a statement says."""

    def __init__(self, found: Sequence[TimeMention | Figure]) -> None:
        self._places = sorted((it.start, it.end, n) for n, it in enumerate(found))

    def of(self, statement: Statement) -> Iterator[int]:
        """Yield the places of those that stand in the statement's content as a whole."""
        for span in statement.content:
            first = bisect_left(self._places, (span.start, 0, 0))
            last = bisect_left(self._places, (span.end, 0, 0), first)
            yield from (n for _, end, n in self._places[first:last] if end <= span.end)


def _span(span: Span | None, text: str) -> Json:
    return None if span is None else {"start": span.start, "end": span.end, "text": span.of(text)}


def _speaker(speaker: Speaker, n: int) -> dict[str, Json]:
    return {"id": f"s{n + 1}", "name": speaker.name, "description": speaker.description, "type": speaker.type}


def _time(time: TimeMention, text: str) -> Json:
    until: dict[str, Json] = {} if time.until is None else {"until": time.until}
    words = text[time.start : time.end]
    return {"start": time.start, "end": time.end, "text": words, "value": time.value, **until, "anchor": time.anchor}


def _figure(figure: Figure, text: str) -> Json:
    high: dict[str, Json] = {} if figure.high is None else {"high": _number(figure.high)}
    return {
        "start": figure.start,
        "end": figure.end,
        "text": text[figure.start : figure.end],
        "value": _number(figure.value),
        "unit": figure.unit,
        "bound": figure.bound,
        "about": figure.about,
        **high,
    }


def _number(value: float) -> Json:
    """Return a whole number as one; nothing for what JSON has no number for."""
    if not math.isfinite(value):
        return None
    return int(value) if value == int(value) else value
