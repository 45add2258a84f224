"""The words that stand around names in bylines, read from bylines.toml once."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

FIRST_CJK = "\u3040"  # from here on names are written without spaces
OUTER = " \t,:;|/\\-–—·•*_~\"'“”„«»‚‘’<>=+"  # what is no part of a name at either end
EDGES = f"{OUTER}."


@dataclass(frozen=True, slots=True)
class Words:
    by: re.Pattern[str]
    line: re.Pattern[str]
    firsts: frozenset[str]  # first words of `by` and `line`
    joints: re.Pattern[str]
    roles: re.Pattern[str]
    credentials: frozenset[str]
    nobody: frozenset[str]
    organisations: frozenset[str]
    others: re.Pattern[str]
    label: re.Pattern[str]
    dating: re.Pattern[str]
    fields: frozenset[str]
    places: frozenset[str]
    w_names: frozenset[str]
    surnames: frozenset[str]
    labels: frozenset[str]
    loaded: frozenset[str]  # single words of all lists, which a plain name holds none of
    other_firsts: frozenset[str]


@cache
def byline_words() -> Words:
    """Return the word lists of bylines.toml, as patterns and sets."""
    lists = tomllib.loads(files("onrecord.article").joinpath("bylines.toml").read_text(encoding="utf-8"))
    by, line, labelled = (_any_of(lists[name]) for name in ("by", "line", "labelled"))
    joints, dating = _any_of(lists["and"]), _any_of(lists["dating"])
    labels = _any_of(lists["others"] + lists["labelled"])
    return Words(
        by=re.compile(rf"(?:{by})(?:\s?[:：/・]\s?|\s+|(?-i:(?<=[\u3400-\u9fff][\u3400-\u9fff/])))(?=\S)", re.I),
        line=re.compile(rf"(?:(?:{line})(?:\s?[:：]\s?|\s+)|(?:{labelled})\s?[:：]\s?)(?=[^\W_])", re.I),
        firsts=_firsts([*lists["by"], *lists["line"], *lists["labelled"]]),
        joints=re.compile(rf"\s+(?:{joints})\s+|^(?:{joints})\s+"),
        roles=re.compile(rf"(?<!\w)(?:{_any_of(lists['roles'])})(?!\w)", re.I),
        credentials=frozenset(lists["credentials"]),
        nobody=frozenset(lists["nobody"]),
        organisations=frozenset(lists["organisations"]),
        others=re.compile(rf"(?:{_any_of(lists['others'])})(?:\s?[:：]|\s|$)", re.I),
        label=re.compile(rf"[\s,;/|]{{1,3}}(?=(?:{labels})\s?[:：])", re.I),
        dating=re.compile(rf"^(?:{dating})\b[\s:.]{{0,3}}|[\s,](?:{dating})$", re.I),
        fields=frozenset(lists["fields"]),
        places=frozenset(lists["places"]),
        w_names=frozenset(lists["w_names"]),
        surnames=frozenset(lists["surnames"]),
        labels=frozenset(lists["labels"]),
        loaded=frozenset(["a", "i", "z", *(word for name in lists if name != "surnames" for word in lists[name])]),
        other_firsts=_firsts(lists["others"]),
    )


def _firsts(phrases: Sequence[str]) -> frozenset[str]:
    return frozenset(phrase.split()[0].rstrip(":") for phrase in phrases)


def _any_of(words: Sequence[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(set(words), key=lambda word: (-len(word), word)))


def opening_rows(texts: Sequence[str]) -> list[int]:
    """Return which of many lines are short and can start with words of bylines: `may_open` of all at once."""
    firsts = byline_words().firsts
    return [
        row
        for row, text in enumerate(texts)
        if len(text) <= 80
        and ((first := text.partition(" ")[0]).lower().rstrip(":") in firsts or first >= FIRST_CJK or ":" in first)
        and may_open(text)
    ]


def may_open(text: str) -> bool:
    """A quick look whether a line can start with words of bylines: by its first word, or in a script without spaces."""
    first = text[:40].split(" ", 1)[0].lower()
    return first.partition(":")[0] in byline_words().firsts or first[:1] >= FIRST_CJK or "/" in first or "：" in first


def is_by_phrase(text: str) -> bool:
    """Return whether a text is nothing but what stands before a name: "By", "Written by:"."""
    bare = text.strip(EDGES) if len(text) < 40 else ""
    if not bare or not may_open(bare):
        return False
    found = byline_words().by.match(f"{bare} x")
    return found is not None and found.end() == len(bare) + 1
