"""The words that events are told in: their kinds, their stems, and the closed classes around them."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

WORD = re.compile(r"[^\W_]+(?:['’.,-][^\W_]+){0,8}")
_ENDINGS = ("ings", "ing", "edly", "ers", "ed", "es", "er", "ly", "s")
_SHORTEST_STEM = 3
PLACING = "@"  # stands for "happened", "occurred", "took place"


@dataclass(frozen=True, slots=True)
class EventWords:
    """The lists of happenings.en.toml."""

    kinds: dict[str, str]  # a word, and the first word of its kind
    past: frozenset[str]
    helpers: frozenset[str]
    present: frozenset[str]
    speaks: frozenset[str]
    saying: frozenset[str]
    acts: frozenset[str]
    standing: frozenset[str]
    subordinate: frozenset[str]
    nominal: frozenset[str]
    stop: frozenset[str]
    pronouns: frozenset[str]
    determiners: frozenset[str]
    parts_of_day: frozenset[str]
    every: frozenset[str]
    utterances: frozenset[str]
    placing: frozenset[str]
    idle: frozenset[str]
    furniture: tuple[str, ...]


@cache
def event_words() -> EventWords:
    """Return the lists that tell a happening in English."""
    data = tomllib.loads(files("onrecord.grouping").joinpath("happenings.en.toml").read_text("utf-8"))
    lines = [line.split() for line in data.pop("kinds").strip().splitlines()]
    kinds = {word: line[0] for line in reversed(lines) for word in line}
    furniture = tuple(data.pop("furniture"))
    return EventWords(kinds, furniture=furniture, **{name: frozenset(text.split()) for name, text in data.items()})


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """Return a word without its English ending: "rescued" and "rescues" have one stem."""
    plain = word.lower().replace("’", "'").removesuffix("'s").replace(",", "")
    for ending in _ENDINGS:
        if plain.endswith(ending) and len(plain) - len(ending) >= _SHORTEST_STEM:
            plain = plain.removesuffix(ending)
            break
    if len(plain) > _SHORTEST_STEM and plain[-1] == plain[-2] and plain[-1] not in "sle":
        plain = plain[:-1]
    return plain.removesuffix("e") if len(plain) > _SHORTEST_STEM else plain


def kind_of(word: str) -> str | None:
    """Return the kind of happening that a word tells of, None where it tells of none that is known."""
    low, kinds = word.lower().replace("’", "'").removesuffix("'s"), event_words().kinds
    return kinds.get(low) or kinds.get(low.rsplit("-", 1)[-1])


def is_verb(word: str, before: str = "") -> bool:
    """Return whether a word looks like a verb that can carry a date: a helper, a past, a present of timetables.

    Args:
        word: as it stands in the text.
        before: the word before it; behind a determiner or "to" only nouns and infinitives stand.
    """
    words, low = event_words(), word.lower().replace("’", "'")
    if low in words.helpers:
        return True
    if before.lower() in words.determiners - {"that"} or word[:1].isupper():  # "the ferry that sank"
        return False
    return low in words.past or low in words.present or (low.endswith("ed") and len(low) > _SHORTEST_STEM)


def tokens_of(text: str) -> frozenset[str]:
    """Return what a text can be compared by: kinds of happening ("=die"), stems of its content words."""
    words = event_words()
    found: set[str] = set()
    parts = WORD.findall(text)
    used = False
    for word, behind in zip(parts, [*parts[1:], ""], strict=False):
        both = None if used else words.kinds.get(f"{word}-{behind}".lower())  # "drone strike": neither word tells it
        kind = both or (None if used else kind_of(word))
        used = both is not None
        if {word.lower(), f"{word}-{behind}".lower()} & words.placing:
            found.add(PLACING)
        elif kind:
            found.add("=" + kind)
        elif word.lower().removesuffix("’s").removesuffix("'s") not in words.stop:
            found.add(stem(word))
    return frozenset(found)
