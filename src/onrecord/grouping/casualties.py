"""Casualties: how many an article says were killed and injured in its own event."""

from __future__ import annotations

import math
import re
import tomllib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from onrecord.grouping.casualty_mentions import Fate, FateKind, fates, words
from onrecord.grouping.counts import Count, counts
from onrecord.model import Article, Span
from onrecord.sentences import find_sentences

_READ = 50  # sentences of an article that are read: what comes later is seldom the event of the lead
_MANY = 6.0  # above it a larger number is no less likely: the weights were fitted on small ones
_LEAD = 6  # of these, the ones that tell the event itself
_PAST = re.compile(
    r"\b(?:in (?:19|20)\d\d|last (?:year|month|summer|winter|fall|spring)|years? ago|months ago|this year|so far|"
    r"since|earlier this|previous|in a separate|unrelated|another shooting|other shootings)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Toll:
    """How many, as far as the article says; `low` and `high` are one where it gives one number."""

    value: float  # the number that is written, or how many are told of one by one
    low: float
    high: float
    spans: tuple[Span, ...]  # the words that say so
    figures: tuple[int, ...] = ()  # places in Statements.figures; empty where no number is written
    numbers: tuple[Span, ...] = ()  # where the number itself is written, with what befell them in plain words
    chance: float = 1.0  # how sure it is that this is the article's own total, 0 to 1


@dataclass(frozen=True, slots=True)
class Casualties:
    """The killed and the injured of an article's own event. None: it tells of none."""

    killed: Toll | None = None
    injured: Toll | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """All that an article tells of one fate, before it is decided what the total is."""

    title: tuple[float, ...]  # how many, in the title
    read: tuple[tuple[int, Fate], ...]  # sentences and what they say, those of other times left out
    totals: tuple[Count, ...]  # figures that the statements layer found
    numbered: float  # "double homicide": 2; 0 where nothing of the kind is said
    hints: int  # words that say that somebody has died, without whom
    title_hints: int
    none: bool  # "no one was hurt"


def casualties(article: Article) -> Casualties:
    """Return how many people an article says its own event killed and injured.

    Every number that is told, and every person who is told of alone, is a candidate; the weights in casualties.toml say
    which is the total. Those of earlier events and of a whole year are left out, as far as the sentence says so.
    """
    told = read_fates(article)
    killed = _settle(candidates("killed", told, 0.0), told, "killed")
    dead = killed.value if killed else 0.0
    return Casualties(killed, _settle(candidates("injured", told, dead), told, "injured"))


def read_fates(article: Article) -> Mapping[FateKind, Told]:
    """Return what an article tells of the killed, the injured and the shot."""
    title = article.metadata.title or ""
    text = article.text
    in_title = fates(title, Span(0, len(title)))
    read = [
        (order, fate)
        for order, sentence in enumerate(find_sentences(text)[:_READ])
        if not _PAST.search(sentence.of(text)[:600])
        for fate in fates(text, sentence)
    ]
    own = [c for c in counts(article) if not (c.past or c.rate or c.part) and c.order < _READ]
    near = title + "\n" + text[:6_000]
    kinds: tuple[FateKind, ...] = ("killed", "injured", "shot")
    return {kind: _told(kind, in_title, read, own, title, near) for kind in kinds}


def _told(
    kind: FateKind,
    in_title: Sequence[Fate],
    read: Sequence[tuple[int, Fate]],
    own: Sequence[Count],
    title: str,
    near: str,
) -> Told:
    numbers = [many for of, many, pattern in words().numbered if of == kind and pattern.search(near)]
    return Told(
        tuple(fate.many for fate in in_title if fate.kind == kind and fate.many),
        tuple((order, fate) for order, fate in read if fate.kind == kind),
        tuple(count for count in own if count.quantity.kind == kind),
        max(numbers, default=0.0),
        min(20, len(words().hint[kind].findall(near))),
        len(words().hint[kind].findall(title)),
        words().none.search(near) is not None,
    )


# ── which is the total ───────────────────────────────────────────────────────────────────────────────────


def candidates(kind: FateKind, told: Mapping[FateKind, Told], dead: float) -> dict[float, dict[str, float]]:
    """Return every number that may be the total, with its features by name; 0 and 1 always are."""
    own, shot = told[kind], told["shot"]
    numbers = {0.0, 1.0}
    numbers.update(own.title, (fate.many for _, fate in own.read), (count.low for count in own.totals))
    numbers.update(_distinct(own), {own.numbered})
    if kind == "injured":
        whole = [*shot.title, *(fate.many for _, fate in shot.read), *(c.low for c in shot.totals), shot.numbered]
        numbers.update(whole, (many - dead for many in whole))
        numbers.update(n + 1 for n in list(numbers) if n < 20)
    usable = sorted(n for n in numbers if 0 <= n < 1e6 and n == n // 1)[:40]
    return {number: _features(number, kind, own, shot, dead) for number in usable}


def _distinct(told: Told) -> tuple[float, float]:
    """Return how many names and how many ages the article gives to those of one fate."""
    names = {who for _, fate in told.read for who in fate.who if not who.startswith("aged")}
    ages = {who for _, fate in told.read for who in fate.who if who.startswith("aged")}
    return float(len(names)), float(len(ages))


def _features(number: float, kind: FateKind, own: Told, shot: Told, dead: float) -> dict[str, float]:
    found = _evidence(number, own, "")
    found |= {
        "is 0": number == 0,
        "is 1": number == 1,
        "is 2": number == 2,
        "is more": number > 2,
        "size": math.log1p(min(number, _MANY)),
    }
    if number == 0:
        found |= {
            "0, hints": math.log1p(own.hints),
            "0, no hint": own.hints == 0,
            "0, title hints": own.title_hints > 0,
            "0, cues": math.log1p(len(own.read)),
            "0, cues in lead": any(order < _LEAD for order, _ in own.read),
            "0, plain": math.log1p(sum(fate.many > 0 and fate.plain for _, fate in own.read)),
            "0, people": math.log1p(sum(fate.many > 0 for _, fate in own.read)),
            "0, title": bool(own.title),
            "0, none": own.none,
            "0, dead": dead > 0,
            "0, dead alone": dead == 1,
            "0, shot in title": bool(shot.title),
            "0, numbered": own.numbered > 0,
        }
    if kind == "injured":
        found |= _evidence(number, shot, "shot, ")
        found |= {f"less dead, {name}": on for name, on in _evidence(number + dead, shot, "").items() if dead}
        found["shot, nobody dead"] = not dead and number in shot.title
        found["1, shot alone"] = number == 1 and not dead and bool(shot.read)
    return {name: float(value) for name, value in found.items() if value}


def _evidence(number: float, told: Told, of: str) -> dict[str, float]:
    """Return how an article supports one number as the total of a fate."""
    said = [(order, fate) for order, fate in told.read if fate.many]
    lead = [fate.many for order, fate in said if order < _LEAD]
    plain = [fate for _, fate in said if fate.plain]
    written = [fate.many for fate in plain if fate.written]
    names, ages = _distinct(told)
    equal = sum(fate.many == number for _, fate in said)
    totals = Counter(count.low for count in told.totals)
    return {
        f"{of}title": number in told.title,
        f"{of}title first": bool(told.title) and told.title[0] == number,
        f"{of}first": bool(said) and said[0][1].many == number,
        f"{of}first, written": bool(said) and said[0][1].many == number and said[0][1].written is not None,
        f"{of}lead": number in lead,
        f"{of}most of lead": bool(lead) and max(lead) == number,
        f"{of}most": bool(said) and max(fate.many for _, fate in said) == number,
        f"{of}share": equal / len(said) if said else 0.0,
        f"{of}times": math.log1p(equal),
        f"{of}plain first": bool(plain) and plain[0].many == number,
        f"{of}plain share": sum(fate.many == number for fate in plain) / len(plain) if plain else 0.0,
        f"{of}most plain": bool(plain) and max(fate.many for fate in plain) == number,
        f"{of}plain, first written": bool(written) and written[0] == number,
        f"{of}plain, most written": bool(written) and max(written) == number,
        f"{of}plain, other written": bool(written) and number not in written,
        f"{of}names": names == number and number > 0,
        f"{of}ages": ages == number and number > 0,
        f"{of}more names": names > number > 0,
        f"{of}numbered": told.numbered == number and number > 0,
        f"{of}total": number in totals,
        f"{of}first total": bool(told.totals) and told.totals[0].low == number,
        f"{of}most total": bool(totals) and max(totals) == number,
    }


@cache
def _weights() -> Mapping[str, Mapping[str, float]]:
    data = tomllib.loads(files("onrecord.grouping").joinpath("casualties.toml").read_text("utf-8"))
    return {kind: dict(weights) for kind, weights in data.items()}


def _settle(found: Mapping[float, Mapping[str, float]], told: Mapping[FateKind, Told], kind: FateKind) -> Toll | None:
    """Return the likeliest candidate as a toll; None where that is nobody."""
    weights = _weights()[kind]
    scores = {n: sum(weights.get(name, 0.0) * value for name, value in f.items()) for n, f in found.items()}
    top = max(scores.values())
    whole = sum(math.exp(score - top) for score in scores.values())
    number = max(scores, key=lambda n: (scores[n], -n))
    if number == 0:
        return None
    return _toll(number, math.exp(scores[number] - top) / whole, told, kind)


def _toll(number: float, chance: float, told: Mapping[FateKind, Told], kind: FateKind) -> Toll:
    own = told[kind]
    written = tuple(
        fate.written
        for order, fate in own.read
        if fate.many == number and fate.written and fate.plain and order < _LEAD
    )
    figures = [c for c in own.totals if c.low == number] or [c for c in told["shot"].totals if c.low >= number > 1][:1]
    if figures:
        same = figures[0].quantity.kind == kind
        low, high = (figures[0].low, figures[0].high) if same else (number, number)
        spans, places = tuple(c.span for c in figures), tuple(c.figure for c in figures if c.figure is not None)
        return Toll(number, low, high, spans, places, written, chance)
    cues = [fate.span for _, fate in own.read if fate.many == number] or [fate.span for _, fate in own.read]
    spans = tuple(cues or [fate.span for _, fate in told["shot"].read])[:8]
    return Toll(number, number, number, spans, (), written, chance)
