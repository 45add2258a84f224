"""What one article says of its event, short enough to store: later runs group by it and need no texts."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from math import exp, log
from zlib import crc32

import numpy as np

from onrecord.grouping.embedding import embed
from onrecord.grouping.event_terms import Term, find_terms
from onrecord.grouping.headline import clean_headline
from onrecord.grouping.outlets import outlet_of
from onrecord.model import Article

TERMS = 112  # of an article, the heaviest
DAYS = 6
OPENING = 1200  # characters of the text behind the headline that are embedded
# Of a term: a hash of its spelling, its flags, its weight in eighths, and how many of 100,000 texts are expected to
# hold it.
TERM = np.dtype([("term", "<u4"), ("flags", "u1"), ("weight", "u1"), ("prior", "<u2")])
DAY = np.dtype([("day", "<i4"), ("weight", "u1")])  # the day's ordinal, its weight in 255ths
_HEAD = struct.Struct("<4sqHHHHB")
_FORM = b"EVS1"
_FADES = 800.0  # characters into the text at which a date counts a third


@dataclass(frozen=True, slots=True)
class EventSketch:
    """What one article says of its event. `terms`, `days` and `vector` are packed as TERM, DAY and int8."""

    number: int
    headline: str  # without the outlet's name
    published: str | None
    outlet: str
    terms: bytes
    days: bytes
    vector: bytes

    def to_bytes(self) -> bytes:
        """Return the sketch as bytes: about 1.5 kB."""
        texts = [part.encode("utf-8", "replace") for part in (self.headline, self.published or "", self.outlet)]
        sizes = (*map(len, texts), len(self.terms) // TERM.itemsize, len(self.days) // DAY.itemsize)
        return _HEAD.pack(_FORM, self.number, *sizes) + b"".join(texts) + self.terms + self.days + self.vector

    @classmethod
    def from_bytes(cls, packed: bytes) -> EventSketch:
        """Return the sketch that `to_bytes` packed.

        Raises:
            ValueError: the bytes are none of a sketch of this form.
        """
        if packed[:4] != _FORM or len(packed) < _HEAD.size:
            raise ValueError("these are not the bytes of an event sketch of this version")
        _, number, headline, published, outlet, terms, days = _HEAD.unpack_from(packed)
        sizes = (headline, published, outlet, terms * TERM.itemsize, days * DAY.itemsize)
        parts, at = [], _HEAD.size
        for size in sizes:
            parts.append(packed[at : at + size])
            at += size
        texts = [part.decode("utf-8") for part in parts[:3]]
        return cls(number, texts[0], texts[1] or None, texts[2], parts[3], parts[4], packed[at:])


def sketch_event(number: int, article: Article) -> EventSketch:
    """Return what an article says of its event; about 8 ms, nearly all of it the embedding.

    Raises:
        ModelError: the embedding's model is missing or was changed.
    """
    outlet = outlet_of(article)
    headline = clean_headline(article.metadata.title or "", outlet)[:300]
    vector = embed([f"{headline}\n{article.text[:OPENING]}"])[0]
    return EventSketch(
        number,
        headline,
        article.metadata.published,
        outlet[:200],
        _packed_terms(find_terms(headline, article.text), outlet),
        _packed_days(article),
        np.clip(np.rint(vector * 400), -127, 127).astype(np.int8).tobytes(),
    )


def _packed_terms(terms: dict[str, Term], outlet: str) -> bytes:
    name = outlet.split(".")[0]
    ranked = sorted(
        ((word, term) for word, term in terms.items() if word not in name or len(word) < 3),
        key=lambda pair: (-pair[1].weight * log(2e5 / pair[1].prior), pair[0]),
    )[:TERMS]
    rows = np.zeros(len(ranked), TERM)
    rows["term"] = [crc32(word.encode("utf-8", "replace")) for word, _ in ranked]
    rows["flags"] = [term.flags for _, term in ranked]
    rows["weight"] = [min(255, round(term.weight * 8)) for _, term in ranked]
    rows["prior"] = [min(65535, max(1, round(term.prior))) for _, term in ranked]
    return np.sort(rows, order="term").tobytes()


def _packed_days(article: Article) -> bytes:
    weights: dict[int, float] = {}
    for start, day in _days(article):
        weights[day] = weights.get(day, 0.0) + exp(-start / _FADES)
    ranked = sorted(weights.items(), key=lambda pair: (-pair[1], pair[0]))[:DAYS]
    total = sum(weight for _, weight in ranked)
    rows = np.zeros(len(ranked), DAY)
    rows["day"] = [day for day, _ in ranked]
    rows["weight"] = [max(1, round(255 * weight / total)) for _, weight in ranked]
    return np.sort(rows, order="day").tobytes()


def _days(article: Article) -> Iterator[tuple[int, int]]:
    """Yield each day that the article names, with where it does."""
    for time in article.said.times if article.said else ():
        if time.until is None and (day := day_of(time.value)) is not None:
            yield time.start, day


def day_of(time: str | None) -> int | None:
    """Return the ordinal of a time's day; None where it is known no closer than a week, or is none."""
    try:
        return date.fromisoformat((time or "")[:10]).toordinal() if time and len(time) >= 10 else None
    except ValueError:
        return None
