"""Casualties sentence by sentence: how many, in the words around "killed", "wounded", "shot", and who."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import Literal

from onrecord.model import Span

FateKind = Literal["killed", "injured", "shot"]
KINDS: tuple[FateKind, ...] = ("killed", "injured", "shot")
_NAME = re.compile(r"\b[A-Z][a-z’'-]{1,20}(?:\s+(?:[A-Z]\.|[“\"][A-Z]\w{1,15}[”\"]|[A-Z][A-Za-z’'-]{1,20})){1,3}")
_AGED = re.compile(r"\b(\d{1,3})[- ](?:year|month|week|day)s?[- ]olds?", re.IGNORECASE)
_AGE_ALONE = re.compile(r"^\s*(?:aged?\s+)?(\d{1,2})\s*$")
_PARTS = re.compile(r",|\band\b|&|/")
_NUMBERS = {
    word: float(value)
    for value, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen".split()
    )
} | {"both": 2.0, "couple": 2.0, "pair": 2.0, "dozen": 12.0, "twenty": 20.0}
_NUMBER = re.compile(
    rf"\b(?:(\d{{1,3}}(?:,\d{{3}}){{0,3}})|({'|'.join(_NUMBERS)}))\b(?![-\s](?:year|month|week|day|hour|minute|time|shot|"
    r"block|round|count|mile|feet|foot|inch|gun|bullet|\w{1,10}-old)|[:.%]\d|th\b|st\b|nd\b|rd\b)",
    re.IGNORECASE,
)
_PASSIVE = re.compile(
    r"\b(?:was|were|is|are|be|been|being|got|gets|his|her|their)\s+(?:\w{1,20}ly\s+)?$", re.IGNORECASE
)
_IN_VAIN = re.compile(r"\b(?:pronounced|declared|died|dies|succumbed|passed away|did not survive)\b", re.IGNORECASE)
_MARKS = tuple(",.;:!?)")
_LONGEST = 600  # characters of a sentence that are read
_PLAIN = re.compile("wound|injur|hurt|graz|surviv", re.IGNORECASE)
_COORDINATED = 60  # characters between two cues of one subject
_REACH = 140  # characters to each side of a cue within which those it is about stand


@dataclass(frozen=True, slots=True)
class Words:
    """The word lists of casualties.en.toml, as patterns."""

    subject: Mapping[FateKind, re.Pattern[str]]
    object: Mapping[FateKind, re.Pattern[str]]
    hint: Mapping[FateKind, re.Pattern[str]]
    numbered: tuple[tuple[FateKind, float, re.Pattern[str]], ...]  # "double homicide" is two killed
    none: re.Pattern[str]
    no: re.Pattern[str]
    one: re.Pattern[str]
    many: re.Pattern[str]
    opens: re.Pattern[str]
    ends: re.Pattern[str]
    no_names: frozenset[str]


@dataclass(frozen=True, slots=True)
class Fate:
    """What one cue of a sentence says: how many it is about, and who they are as far as they are told apart."""

    kind: FateKind
    span: Span  # the cue's
    many: float  # 0 where the words beside it name nobody
    written: Span | None  # where a number stands
    who: frozenset[str]  # "jane doe", "aged 34"
    plain: bool = True  # the cue says what befell them; "taken to hospital" only lets it be guessed


@cache
def words() -> Words:
    """Return the patterns; a fault in the lists is a bug, and raises KeyError or re.error."""
    data = tomllib.loads(files("onrecord.grouping").joinpath("casualties.en.toml").read_text("utf-8"))
    numbers = (("two", 2.0), ("three", 3.0), ("four", 4.0))
    people, clause = data["people"], data["clause"]
    return Words(
        {kind: _either(data[kind]["subject"]) for kind in KINDS},
        {kind: _either(data[kind]["object"]) for kind in KINDS},
        {kind: _either(data[kind]["hint"]) for kind in KINDS},
        tuple((k, many, _either(data[k][name])) for k in KINDS for name, many in numbers if data[k][name]),
        _either(data["none"]["words"]),
        re.compile(rf"\b(?:{_bar(data['none']['before'])})\W{{1,3}}(?:\w{{1,20}}\W{{1,3}}){{0,2}}$", re.IGNORECASE),
        re.compile(rf"\b(?:{_bar(people['one'])})\b", re.IGNORECASE),
        re.compile(rf"\b(?:{_bar(people['many'])})\b", re.IGNORECASE),
        re.compile(rf"[;:—]|{_either(clause['opens']).pattern}", re.IGNORECASE),
        re.compile(rf"[;:.—]|{_either(clause['ends']).pattern}", re.IGNORECASE),
        frozenset(people["no_names"].split()),
    )


def _bar(text: str) -> str:
    return "|".join(map(re.escape, text.split()))


def _either(text: str) -> re.Pattern[str]:
    phrases = sorted({" ".join(p.split()) for p in re.split(r"[;\n]", text) if p.strip()}, key=lambda p: (-len(p), p))
    return re.compile(rf"\b(?:{'|'.join(re.escape(p) for p in phrases)})(?!\w)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Cue:
    kind: FateKind
    start: int
    end: int
    active: bool  # those who are meant stand behind it


def fates(text: str, sentence: Span) -> list[Fate]:
    """Return what a sentence says befell people, in the order of the cues; "nearly killed" is none."""
    said = sentence.of(text)[:_LONGEST]
    cues = _cues(said)
    ends = [0, *sorted(cue.end for cue in cues)]
    starts = [*sorted(cue.start for cue in cues), len(said)]
    found: list[Fate] = []
    taken: list[tuple[int, int]] = []  # active cues that have an object: no subject is looked for
    for cue in sorted(cues, key=lambda c: (not c.active, c.start, c.end, c.kind)):
        if cue.active:
            last = min(next(at for at in starts if at >= cue.end), cue.end + _REACH)
            fate = _fate(cue, said, *_object(said, cue.end, last), sentence.start)
            taken.extend([(cue.start, cue.end)] if fate.many else [])
        elif any(start < cue.end and cue.start < end for start, end in taken):
            continue
        else:
            before = max(at for at in ends if at <= cue.start)
            fate = _fate(cue, said, *_subject(said, max(before, cue.start - _REACH), cue.start), sentence.start)
            if not fate.many and 0 < cue.start - before <= _COORDINATED:
                fate = _inherited(fate, found, before + sentence.start)
        found.append(fate)
    return sorted(found, key=lambda fate: (fate.span.start, fate.span.end, fate.kind, -fate.many))


def _inherited(fate: Fate, found: Sequence[Fate], before: int) -> Fate:
    """Return a fate without people with those of the cue before it: "two men were shot and taken to hospital"."""
    for other in reversed(found):
        if other.span.end == before and other.many:
            return replace(fate, many=other.many, written=other.written, who=other.who)
    return fate


def _cues(said: str) -> list[_Cue]:
    """Return the cues of a sentence, without those that are taken back."""
    lists, found = words(), list[_Cue]()
    for kind in KINDS:
        for match in lists.object[kind].finditer(said):
            if not _PASSIVE.search(said[max(0, match.start() - 30) : match.start()]) and (
                said[match.end() : match.end() + 1] not in _MARKS
            ):
                found.append(_Cue(kind, match.start(), match.end(), True))
        for match in lists.subject[kind].finditer(said):
            in_vain = kind == "injured" and _IN_VAIN.search(said[match.end() : match.end() + _REACH]) is not None
            if not in_vain:
                found.append(_Cue(kind, match.start(), match.end(), False))
    return [cue for cue in found if not lists.no.search(said[max(0, cue.start - 40) : cue.start])]


def _subject(said: str, first: int, last: int) -> tuple[int, str]:
    """Return where the cue's own clause begins before it, and its words."""
    opened = [match.end() for match in words().opens.finditer(said, first, last)]
    begin = opened[-1] if opened else first
    return begin, said[begin:last]


def _object(said: str, first: int, last: int) -> tuple[int, str]:
    ended = words().ends.search(said, first, last)
    return first, said[first : ended.start() if ended else last]


def _fate(cue: _Cue, said: str, at: int, stretch: str, offset: int) -> Fate:
    many, number = count_people(stretch)
    written = Span(offset + at + number[0], offset + at + number[1]) if number else None
    names = frozenset(name for match in _NAME.finditer(stretch) if (name := _name(match.group())))
    aged = frozenset(f"aged {match[1]}" for match in _AGED.finditer(stretch))
    plain = cue.kind != "injured" or _PLAIN.search(said[cue.start : cue.end]) is not None
    return Fate(cue.kind, Span(offset + cue.start, offset + cue.end), many, written, names or aged, plain)


def count_people(stretch: str) -> tuple[float, tuple[int, int] | None]:
    """Return how many people a noun phrase is about, and where its number stands: "three men and a woman" are four."""
    including = re.search(r",?\s*\bincluding\b", stretch, re.IGNORECASE)
    stretch = stretch[: including.start()] if including else stretch
    pieces = _pieces(stretch)
    joined = any(piece.behind_and and piece.many for piece in pieces[1:])  # a plain list is an apposition
    if not joined and pieces[-1].place is not None:  # "after the shooting, 3 [killed]"
        pieces = pieces[-1:]
    total, number = 0.0, None
    for piece in pieces:
        if not piece.many or (total and not joined):
            continue
        total += piece.many
        number = number or piece.place
        if piece.behind_and:
            break
    return total, number


@dataclass(frozen=True, slots=True)
class _Piece:
    """One member of a list of people."""

    many: float
    place: tuple[int, int] | None  # where its number stands
    behind_and: bool


def _pieces(stretch: str) -> list[_Piece]:
    found, last = list[_Piece](), 0
    for match in (*_PARTS.finditer(stretch), None):
        end = match.start() if match else len(stretch)
        words_ = stretch[last:end]
        aged = match is not None and bool(found) and _AGE_ALONE.match(words_)  # "Jane Doe, 34, was"
        many, place = (0.0, None) if aged else _piece(words_)
        place = (last + place[0], last + place[1]) if place else None
        found.append(_Piece(many, place, stretch[max(0, last - 3) : last] == "and"))
        last = match.end() if match else end
    return found


def _piece(piece: str) -> tuple[float, tuple[int, int] | None]:
    """Return how many people one member of a list is: a number, or one who is named or described."""
    lists = words()
    number = _NUMBER.search(piece)
    if number and (lists.many.search(piece, number.end()) or len(piece[number.end() :].split()) <= 1):
        value = float(number[1].replace(",", "")) if number[1] else _NUMBERS[number[2].lower()]
        return value, number.span()
    if lists.one.search(piece) or _AGED.search(piece):
        return 1.0, None
    return (1.0 if any(_name(match.group()) for match in _NAME.finditer(piece)) else 0.0), None


def _name(words_: str) -> str:
    """Return a person's first and last name in lower case; "" for what is no name."""
    plain = [part.strip("“”\"'’.").lower() for part in words_.split()]
    plain = [part for part in plain if len(part) > 1]
    while plain and plain[-1] in ("jr", "sr", "ii", "iii"):
        plain.pop()
    if len(plain) < 2 or not words().no_names.isdisjoint(plain):
        return ""
    return f"{plain[0]} {plain[-1]}"
