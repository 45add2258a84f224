"""What blocks say that are not the article: the phrases of banners, boxes and notices."""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from importlib.resources import files
from typing import cast

from onrecord.model import Role

_LONGEST = 400  # characters of a block that are looked at
_MOST_WORDS = 150  # the longest of all roles' max_words
_GROUP = re.compile(r"\(((?:[^()|?\\]+\|?)+)\)(?![?*{])")  # a pattern that opens with a choice of plain words
_PLAIN_START = re.compile(r"[^\W_](?![?*{])")
_FIRST_WORD = re.compile(r"\W{0,6}")


@lru_cache(maxsize=1)
def _table() -> tuple[tuple[Role, int, tuple[str, ...]], ...]:
    data = tomllib.loads(files("onrecord.article").joinpath("phrases.toml").read_text("utf-8"))
    return tuple((cast(Role, role), section["max_words"], tuple(section["patterns"])) for role, section in data.items())


@lru_cache(maxsize=512)
def _patterns(letter: str) -> tuple[tuple[Role, int, tuple[re.Pattern[str], ...]], ...]:
    """For each role the patterns of its phrases that can begin with a letter: a tenth of all."""
    found = []
    for role, max_words, phrases in _table():
        fitting = [phrase for phrase in phrases if letter and letter in _first_letters(phrase)]
        patterns = tuple(p for p in (_any_of(tuple(fitting)), _open_ended(role)) if p is not None)
        if patterns:
            found.append((role, max_words, patterns))
    return tuple(found)


@lru_cache(maxsize=64)
def _open_ended(role: Role) -> re.Pattern[str] | None:
    """The pattern of a role's phrases that can begin with anything."""
    phrases = next(phrases for name, _, phrases in _table() if name == role)
    return _any_of(tuple(phrase for phrase in phrases if not _first_letters(phrase)))


def _any_of(phrases: tuple[str, ...]) -> re.Pattern[str] | None:
    return re.compile("|".join(f"(?:{phrase})" for phrase in phrases), re.I) if phrases else None


@lru_cache(maxsize=1024)
def _first_letters(pattern: str) -> str:
    """The letters that a phrase's pattern can begin with, in lower case; "" when that is not plain to see."""
    group = _GROUP.match(pattern)
    starts = group.group(1).split("|") if group else [pattern]
    if any(not _PLAIN_START.match(start) for start in starts):
        return ""
    return "".join(start[0].lower() for start in starts)


@lru_cache(maxsize=8192)
def role_by_phrase(text: str, words: int) -> Role | None:
    """Return the role that the opening words of a block give away, None for none."""
    if words > _MOST_WORDS:
        return None
    head = text[:_LONGEST].replace("’", "'").replace("\u00a0", " ")
    start = _FIRST_WORD.match(head)
    head = head[start.end() :] if start and head[:1] not in "(©" else head
    for role, max_words, patterns in _patterns(head[:1].lower()):
        if words <= max_words and any(pattern.match(head) for pattern in patterns):
            return role
    return None
