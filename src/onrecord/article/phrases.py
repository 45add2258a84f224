"""What blocks say that are not the article: the phrases of banners, boxes and notices."""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from itertools import accumulate
from typing import cast

from onrecord.model import Role

_LONGEST = 400  # characters of a block that are looked at
_MOST_WORDS = 150  # the longest of all roles' max_words
_FIRST_WORD = re.compile(r"\W{0,6}")
_MANY = 6  # needles of one phrase, to look for a rarer one first
_LETTERS = 3  # of a block's beginning that choose which phrases are tried
_OPTIONAL = re.compile(r"[?*]|\{0")
_QUANTIFIER = re.compile(r"[?*+]|\{\d{0,4},?\d{0,4}\}")
_DIGITS = re.compile(r"\\d(?![?*]|\{0)")
_PLAIN_START = re.compile(r"[^\W_](?![?*{])")


@dataclass(frozen=True, slots=True)
class _Phrase:
    role: Role
    rank: int  # of the role: the first of all that fit is taken
    max_words: int
    pattern: str


@dataclass(frozen=True, slots=True)
class _Index:
    """Which phrases a block can match at all: of 400, two or three are tried."""

    starts: dict[str, tuple[_Phrase, ...]]  # by one to three letters that they begin with
    digits: tuple[_Phrase, ...]  # that begin with a digit
    needles: tuple[tuple[int, str, tuple[_Phrase, ...]], ...]  # most words first; by what stands in all they match
    guarded: tuple[tuple[_Phrase, tuple[str, ...], tuple[str, ...]], ...]  # with many needles: two kinds must be there
    rest: tuple[_Phrase, ...]


def role_by_phrase(text: str, words: int) -> Role | None:
    """Return the role that the opening words of a block give away, None for none."""
    return _role_of(text[:_LONGEST], words) if words <= _MOST_WORDS else None


def roles_by_phrase(texts: Sequence[str], words: Sequence[int], *, max_words: int) -> list[Role | None]:
    """Return what `role_by_phrase` says of each block of at most `max_words` words, None for longer ones.

    What must stand in a block for a phrase to match is looked for in all blocks at once: four times as fast.
    """
    heads = [_head_of(text[:_LONGEST]) if size <= max_words else "" for text, size in zip(texts, words, strict=True)]
    lower = [head.lower() for head in heads]
    fitting: list[list[_Phrase]] = [_starting(head) if head else [] for head in lower]
    starts = list(accumulate([len(head) + 1 for head in lower], initial=0))
    together = "\n".join(lower)
    index = _index()
    for _, needle, phrases in index.needles:
        at = together.find(needle)
        while at >= 0:
            row = bisect_right(starts, at) - 1
            fitting[row] += phrases
            at = together.find(needle, starts[row + 1])
    for phrase, guards, choices in index.guarded:
        if _holds(together, guards) and _holds(together, choices):
            for row, head in enumerate(lower):
                if head and _holds(head, guards) and _holds(head, choices):
                    fitting[row].append(phrase)
    return [
        _matched(head, sorted(found, key=_rank) if len(found) > 1 else found, size) if found else None
        for head, found, size in zip(heads, fitting, words, strict=True)
    ]


@lru_cache(maxsize=4096)  # labels recur from page to page of a site
def _role_of(text: str, words: int) -> Role | None:
    head = _head_of(text)
    fitting = _fitting(head.lower(), words)
    if len(fitting) > 1:
        fitting.sort(key=_rank)
    return _matched(head, fitting, words)


def _head_of(text: str) -> str:
    """The beginning of a block as phrases are matched with it."""
    head = text.replace("’", "'").replace("\u00a0", " ")
    start = _FIRST_WORD.match(head)
    return head[start.end() :] if start and head[:1] not in "(©" else head


def _matched(head: str, fitting: Sequence[_Phrase], words: int) -> Role | None:
    for phrase in fitting:
        if words <= phrase.max_words and _compiled(phrase.pattern).match(head):
            return phrase.role
    return None


def _starting(head: str) -> list[_Phrase]:
    """The phrases that can be matched wherever nothing is looked for, and those that begin with the same letters."""
    index = _index()
    found = list(index.rest)
    for size in range(1, _LETTERS + 1):
        found += index.starts.get(head[:size], ())
    if head[:1].isdecimal():
        found += index.digits
    return found


def _fitting(head: str, words: int) -> list[_Phrase]:
    """The phrases that a block of so many words can match that opens so, in lower case."""
    found = _starting(head)
    for most, needle, phrases in _index().needles:
        if most < words:
            break
        if needle in head:
            found += phrases
    for phrase, guards, choices in _index().guarded:
        if words <= phrase.max_words and _holds(head, guards) and _holds(head, choices):
            found.append(phrase)
    return found


def _holds(head: str, choices: tuple[str, ...]) -> bool:
    for choice in choices:  # noqa: SIM110 - any() over a generator takes three times as long
        if choice in head:
            return True
    return False


def _rank(phrase: _Phrase) -> int:
    return phrase.rank


@lru_cache(maxsize=1024)
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.I)


@lru_cache(maxsize=1)
def _index() -> _Index:
    data = tomllib.loads(files("onrecord.article").joinpath("phrases.toml").read_text("utf-8"))
    starts: dict[str, list[_Phrase]] = {}
    needles: dict[tuple[int, str], list[_Phrase]] = {}
    digits: list[_Phrase] = []
    rest: list[_Phrase] = []
    guarded: list[tuple[_Phrase, tuple[str, ...], tuple[str, ...]]] = []
    for rank, (role, section) in enumerate(data.items()):
        for pattern in section["patterns"]:
            phrase = _Phrase(cast(Role, role), rank, section["max_words"], pattern)
            if begins := _starts(pattern):
                for start in begins:
                    starts.setdefault(start, []).append(phrase)
            elif _DIGITS.match(pattern):
                digits.append(phrase)
            elif words := _needles(pattern):
                if len(words) >= _MANY and (guards := _guards(pattern, words)):
                    guarded.append((phrase, guards, tuple(sorted(words))))
                    continue
                for word in words:
                    needles.setdefault((phrase.max_words, word), []).append(phrase)
            else:
                rest.append(phrase)
    return _Index(
        {start: tuple(phrases) for start, phrases in starts.items()},
        tuple(digits),
        tuple((most, needle, tuple(needles[most, needle])) for most, needle in sorted(needles, reverse=True)),
        tuple(guarded),
        tuple(rest),
    )


def _starts(pattern: str) -> frozenset[str]:
    """The first letters, up to three, of all that a pattern matches; nothing when that is not plain to see."""
    if len(_split(pattern)) > 1:
        return frozenset()
    end = _end_of_group(pattern, 0)
    if end and _OPTIONAL.match(pattern, end):
        return frozenset()
    choices = _split(pattern[1 : end - 1]) if end else [pattern]
    starts = []
    for choice in choices:
        letters = ""
        while len(letters) < min(_LETTERS, len(choice)) and _PLAIN_START.match(choice, len(letters)):
            letters = choice[: len(letters) + 1]
        starts.append(letters.lower())
    return frozenset(starts) if all(starts) else frozenset()


def _needles(pattern: str) -> frozenset[str]:
    """Words of which at least one stands in all that a pattern matches; nothing when none are plain to see."""
    return _shortest(max(_required(pattern), key=_worth, default=[]))


def _guards(pattern: str, needles: frozenset[str]) -> tuple[str, ...]:
    """Other words of which at least one must stand there too, fewer of them; nothing when there are none."""
    others = [words for choices in _required(pattern) if (words := _shortest(choices)) != needles]
    few = len(needles) // 2
    fitting = [words for words in others if 0 < len(words) < few and all(len(word.strip()) > 1 for word in words)]
    fitting.sort(key=len)
    return tuple(sorted(fitting[0])) if fitting else ()


def _shortest(choices: list[str]) -> frozenset[str]:
    words = {word.lower() for word in choices}
    return frozenset(word for word in words if not any(other in word and other != word for other in words))


def _required(pattern: str) -> list[list[str]]:
    """The parts of a pattern of which each must stand in all that it matches: one of its choices."""
    if len(_split(pattern)) > 1:
        return []
    parts: list[list[str]] = []
    at = 0
    while at < len(pattern):
        if end := _end_of_group(pattern, at):
            space = " " if pattern[end : end + 1] == " " and not _OPTIONAL.match(pattern, end + 1) else ""
            choices = [
                literal + space if literal == choice else literal
                for choice in _split(pattern[at + 1 : end - 1])
                for literal in [_literal(choice)]
            ]
            if _OPTIONAL.match(pattern, end):
                choices = []
        else:
            choices = [literal := _literal(pattern[at:])]
            end = at + len(literal) if literal else _end_of_atom(pattern, at)
        if all(map(str.strip, choices)):
            parts.append(choices)
        if quantifier := _QUANTIFIER.match(pattern, end):
            end = quantifier.end()
        at = end
    return parts


def _worth(words: list[str]) -> tuple[bool, int, int]:
    """How much looking for words spares: short ones stand in too many texts, and each costs."""
    shortest = min(map(str.strip, words), key=len, default="")
    rare = len(shortest) >= _LETTERS or (shortest != "" and not shortest.isalnum())
    return rare, -len(words) if rare else 0, len(shortest)


def _literal(pattern: str) -> str:
    """The plain characters that a pattern opens with, all of which must stand there."""
    found = re.match(r"[^\\.\[\](){}|?*+^$]{0,80}", pattern)
    literal = found.group() if found else ""
    return literal[:-1] if _OPTIONAL.match(pattern, len(literal)) else literal


def _end_of_atom(pattern: str, at: int) -> int:
    if pattern[at] == "[":
        return pattern.index("]", at + 1) + 1
    return at + 2 if pattern[at] == "\\" else at + 1


def _end_of_group(pattern: str, at: int) -> int:
    """Where the group that opens here ends, 0 where none opens."""
    if pattern[at : at + 1] != "(" or pattern[at : at + 2] == "(?":
        return 0
    depth = 0
    while at < len(pattern):
        if pattern[at] in "()":
            depth += 1 if pattern[at] == "(" else -1
        if depth == 0:
            return at + 1
        at = at + 1 if pattern[at] in "()" else _end_of_atom(pattern, at)
    return 0


def _split(pattern: str) -> list[str]:
    """The choices of a pattern, parted at the bars outside of its groups."""
    choices, start, at = [], 0, 0
    while at < len(pattern):
        if end := _end_of_group(pattern, at):
            at = end
        elif pattern[at] == "|":
            choices.append(pattern[start:at])
            start = at = at + 1
        else:
            at = _end_of_atom(pattern, at)
    return [*choices, pattern[start:]]
