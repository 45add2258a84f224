"""The word lists by which accounts are compared, and the stems of a text's words."""

from __future__ import annotations

import re
import tomllib
from functools import cache, lru_cache
from importlib.resources import files

WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+){0,4}")
_SHORTEST = 3  # letters of a stem that an ending may leave
_LONGEST = 4000  # characters of one content that are looked at: longer ones are speeches


@cache
def words_of(name: str) -> frozenset[str]:
    """Return the words of one list of contrast.en.toml."""
    text = _lists()[name]
    return frozenset(text.split()) if isinstance(text, str) else frozenset()


@cache
def pairs_of(name: str) -> dict[str, str]:
    """Return the "form=base" pairs of one list."""
    text = _lists()[name]
    return dict(pair.split("=") for pair in text.split()) if isinstance(text, str) else {}


@cache
def table_of(name: str) -> dict[str, tuple[str, ...]]:
    """Return the rows of one table as words: events by their kind."""
    table = _lists()[name]
    rows = table.items() if isinstance(table, dict) else ()
    return {key: tuple(words.split()) for key, words in rows if isinstance(words, str)}


@cache
def answer_phrases() -> tuple[tuple[str, str, str], ...]:
    """Return question, answer and phrase of each row: a phrase that ends with "*" is the beginning of a word."""
    table = _lists()["answers"]
    rows = table.items() if isinstance(table, dict) else ()
    return tuple(
        (question, answer, spelled)
        for question, answers in rows
        for answer, phrases in answers.items()
        for phrase in phrases.split(",")
        for spelled in _spelled(phrase.split())
    )


def _spelled(words: list[str]) -> list[str]:
    """Return the phrases that words with "/" between choices stand for."""
    found = [""] if words else []
    for word in words:
        found = [f"{begun} {choice}".strip() for begun in found for choice in word.split("/")]
    return found


@cache
def _lists() -> dict[str, object]:
    return tomllib.loads(files("onrecord.grouping").joinpath("contrast.en.toml").read_text("utf-8"))


def stems(text: str) -> frozenset[str]:
    """Return the stems of a text's words, but for those that are said of anything."""
    return frozenset(filter(None, map(stem, WORD.findall(text[:_LONGEST].replace("’", "'")))))


@lru_cache(maxsize=1 << 16)
def stem(word: str) -> str:
    """Return a word without its endings, in lower case; "" for one that is said of anything."""
    plain = word.lower().replace("’", "'").removesuffix("'s").removesuffix("n't").rstrip("'")
    if plain in words_of("stop") or plain in words_of("light"):
        return ""
    base = pairs_of("irregular").get(plain, plain)
    return _cut(base)


def _cut(word: str) -> str:
    """Return a word without the endings of number, tense and some nouns."""
    if not word.isalpha() or len(word) <= _SHORTEST:
        return word
    for ending, instead in (("ies", "y"), ("ied", "y"), ("sses", "ss"), ("ations", ""), ("ation", ""), ("ings", "")):
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST:
            return _bare(word.removesuffix(ending) + instead)
    for ending in ("ing", "ed", "es", "ers", "er", "ions", "ion", "ment", "ly"):
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST:
            return _bare(word.removesuffix(ending))
    return _bare(word.removesuffix("s") if not word.endswith(("ss", "us", "is")) else word)


def _bare(stem: str) -> str:
    """Return a stem without the doubled letter or "e" that an ending leaves: "burn", "shot", "bak"."""
    if len(stem) > _SHORTEST and stem[-1] == stem[-2] and stem[-1] not in "sl":
        return stem[:-1]
    return stem.removesuffix("e") if len(stem) > _SHORTEST else stem
