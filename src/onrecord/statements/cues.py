"""Cues: the words that attribute, with the stance that each gives what is said. The words are in `cues.en.toml`."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal, cast, get_args

from onrecord.model import Stance
from onrecord.statements.words import Words

Kind = Literal["verb", "noun", "adjective", "adverb", "according to"]
Frame = Literal["clause", "passive", "noun", "adjective", "adverb", "according to"]
Form = Literal["base", "s", "past", "participle", "past or participle", "ing", "plain", "plural"]

_SIBILANT = ("s", "x", "z", "ch", "sh", "o")
_ONE_SYLLABLE = re.compile(r"[^aeiou]*[aeiou][bdgklmnprt]")  # plan, quote not: its last consonant doubles
_BE = (("am", "base"), ("is", "s"), ("are", "base"), ("'s", "s"), ("'re", "base"), ("'m", "base"), ("were", "past"))
_BEING = frozenset("am is are was were be been being 's 're 'm get gets got gotten".split())
_BETWEEN = 3  # words between a form of "be" and its participle: "was later also accused"
# Before a noun and not before a finite verb.
_NOMINAL = frozenset(
    "the a an this that these those his her its their our my your no any some each every another such of for with "
    "by in on about from under over into between 's 's' more many new recent".split()
)


@dataclass(frozen=True, slots=True)
class Entry:
    """One listed cue, a word or several."""

    lemma: str
    stance: Stance
    kind: Kind
    nests: str = ""  # what must follow for it to open a statement within another: see the data
    attitude: bool = False  # for or against something: negated, it stays an attitude


@dataclass(frozen=True, slots=True)
class Hit:
    """A listed cue where it stands, as a half-open run of places."""

    at: int
    end: int
    form: Form
    entry: Entry


@dataclass(frozen=True, slots=True)
class CueWord:
    """A word, or several, that may be the cue of a statement: half-open run of places in the text's words."""

    at: int
    end: int
    lemma: str
    stance: Stance
    frame: Frame


@dataclass(frozen=True, slots=True)
class _Way:
    """One way to write an entry, behind its first word."""

    rest: tuple[str, ...]
    form: Form
    entry: Entry


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The lists of cues, ready for use: by the first word, longest first, then in the order of the lists."""

    ways: Mapping[str, tuple[_Way, ...]]
    lists: Mapping[str, frozenset[str]]  # the lists of [turns], [nested] and [grammar], by name

    def hits(self, lower: Sequence[str], start: int, end: int) -> Iterator[Hit]:
        """Yield the listed cues in a run of lower-case words from left to right, the longest where several begin."""
        at, ways = start, self.ways
        while at < end:
            known = ways.get(lower[at])
            way = _longest(known, lower, at, end) if known else None
            if way is None:
                at += 1
                continue
            yield Hit(at, at + 1 + len(way.rest), way.form, way.entry)
            at += 1 + len(way.rest)


def _longest(known: tuple[_Way, ...], lower: Sequence[str], at: int, end: int) -> _Way | None:
    """Return the longest way of writing that fits; of two as long a noun's where a noun must stand, else the first."""
    best: _Way | None = None
    for way in known:
        size = len(way.rest)
        if best and size < len(best.rest):
            break
        if size and (at + size >= end or tuple(lower[at + 1 : at + 1 + size]) != way.rest):
            continue
        if best is None:
            best = way
            if way.entry.kind != "verb" or way.form not in ("base", "s") or not at or lower[at - 1] not in _NOMINAL:
                break
        elif way.entry.kind == "noun":
            return way
    return best


def find_cue_words(words: Words) -> tuple[CueWord, ...]:
    """Return every listed cue of a text in order: candidates, as most words also have uses that attribute nothing."""
    lower = lower_words(words)
    return tuple(
        CueWord(hit.at, hit.end, hit.entry.lemma, hit.entry.stance, _frame(lower, hit))
        for hit in lexicon().hits(lower, 0, len(lower))
    )


def plain(word: str) -> str:
    """Return a word as the lists write it: in lower case, with a straight apostrophe."""
    return word.lower().replace("’", "'")


def lower_words(words: Words) -> list[str]:
    """Return all words of a text as the lists write them."""
    text = words.text.replace("’", "'")
    return [text[start:end].lower() for start, end in zip(words.starts, words.ends, strict=True)]


def is_passive(lower: Sequence[str], hit: Hit) -> bool:
    """Return whether a verb stands as a passive: a participle behind a form of "be", or before "by"."""
    if hit.form not in ("participle", "past or participle"):
        return False
    before = lower[max(hit.at - _BETWEEN, 0) : hit.at]
    for word in reversed(before):
        if word in _BEING:
            return True
        if not (word.endswith("ly") or word in ("not", "also", "never", "been", "often", "once", "since", "now")):
            break
    return hit.end < len(lower) and lower[hit.end] == "by"


def _frame(lower: Sequence[str], hit: Hit) -> Frame:
    kind = hit.entry.kind
    if kind == "verb":
        if hit.form in ("base", "s") and hit.at and lower[hit.at - 1] in _NOMINAL:
            return "noun"
        return "passive" if is_passive(lower, hit) else "clause"
    return kind


@cache
def lexicon() -> Lexicon:
    """Return the lists of cues for English."""
    data = tomllib.loads(files("onrecord.statements").joinpath("cues.en.toml").read_text("utf-8"))
    irregular, doubled = _irregular(data["forms"]["irregular"]), frozenset(_split(data["forms"]["doubled"]))
    ways: dict[str, list[_Way]] = {}
    for group in data["list"]:
        if group["stance"] not in get_args(Stance) or group["kind"] not in get_args(Kind):
            raise ValueError(f"cues.en.toml: no such stance or kind: {group['stance']}, {group['kind']}")
        for lemma in _split(group["words"]):
            entry = Entry(
                lemma, group["stance"], group["kind"], group.get("nests", ""), bool(group.get("attitude"))
            )  # fmt: skip
            first, *rest = lemma.split()
            for word, form in _forms(first, entry.kind, irregular, doubled):
                ways.setdefault(word, []).append(_Way(tuple(rest), form, entry))
    lists = {
        name: frozenset(_split(listed))
        for part in ("turns", "nested", "grammar")
        for name, listed in data[part].items()
    }
    return Lexicon({word: tuple(sorted(some, key=lambda way: -len(way.rest))) for word, some in ways.items()}, lists)


def _split(listed: str) -> list[str]:
    return [" ".join(word.split()) for word in listed.split(",")]


def _irregular(listed: str) -> dict[str, tuple[str, ...]]:
    pairs = (line.split("=") for line in listed.split(";"))
    return {" ".join(base.split()): tuple(_split(past)) for base, past in pairs}


def _forms(
    word: str, kind: Kind, irregular: Mapping[str, tuple[str, ...]], doubled: frozenset[str]
) -> list[tuple[str, Form]]:
    """Return how a word is written in its forms."""
    if kind == "noun":
        return [(word, "plain"), (_with_s(word), "plural")]
    if kind != "verb":
        return [(word, "plain")]
    past = irregular.get(word) or (_with_ending(word, "ed", doubled),)
    forms: list[tuple[str, Form]] = [(word, "base"), (_with_s(word), "s"), (_with_ending(word, "ing", doubled), "ing")]
    if len(past) == 1:
        forms.append((past[0], "past or participle"))
    else:
        forms += [(past[0], "past"), (past[1], "participle")]
    if word == "be":
        return [("be", "base"), ("being", "ing"), *forms[3:], *cast(tuple[tuple[str, Form], ...], _BE)]
    if word == "have":
        return [("have", "base"), ("has", "s"), ("having", "ing"), ("had", "past or participle")]
    return list(dict(reversed([(form, name) for form, name in reversed(forms)])).items()) if past[0] == word else forms


def _with_s(word: str) -> str:
    if word.endswith(_SIBILANT):
        return word + "es"
    if word.endswith("y") and word[-2:-1] not in "aeiou":
        return word[:-1] + "ies"
    return word + "s"


def _with_ending(word: str, ending: str, doubled: frozenset[str]) -> str:
    if ending == "ing" and word.endswith("ie"):
        return word[:-2] + "ying"
    if word.endswith("e") and not (ending == "ing" and word.endswith(("ee", "oe", "ye"))):
        return word[:-1] + ending
    if ending == "ed" and word.endswith("y") and word[-2:-1] not in "aeiou":
        return word[:-1] + "ied"
    if word in doubled or _ONE_SYLLABLE.fullmatch(word):
        return word + word[-1] + ending
    return word + ending
