"""What a text tells of, as weighted terms: words, names, places, ages and figures, streets."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from math import exp

from onrecord.grouping.embedding import VOCABULARY
from onrecord.weights import sound_bytes

HEAD, LEAD, NAME, PLACE, NUMBER, PHRASE = 1, 2, 4, 8, 16, 32  # flags of a term
LEAD_WORDS = 60  # the opening of a text, which says what the matter is
_CHARACTERS = 12_000  # of a text that are read; past them follow background and furniture
_FADES = 150.0  # words into the text at which a word counts half
# A word with its inner apostrophes, stops and hyphens cut off: "O'Neil", "U.S", "24-year-old" in three.
_WORD = re.compile(r"[^\W_]{1,40}(?:['’][^\W_]{1,20})?")
_PLACE_AHEAD = frozenset("in at near from outside of to around across toward".split())
_INNER = frozenset("of de la al el bin van von del the".split())  # small words within a name
# Days have a place of their own (a sketch's dates), and say nothing as words.
_CLOCK = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday mon tue wed thu thurs fri sat january february april june"
    " july august september october november december jan feb apr aug sept oct nov dec today yesterday tomorrow".split()
)
_RANK_OF_THE = 1996  # where BERT's vocabulary of words, in order of frequency, begins
_COMMON_RANKS = 2130  # the words before it are in most texts


@dataclass(slots=True)
class Term:
    """One term of a text, while it is read."""

    weight: float = 0.0  # how much of the text it is: mentions, those further down for less
    flags: int = 0
    prior: float = 1.0  # how many of a hundred thousand texts are expected to hold it


@dataclass(frozen=True, slots=True)
class _Token:
    word: str  # lower case, without a plural's or genitive's ending
    capital: bool
    opens: bool  # a sentence or a line, where a capital says nothing
    digits: bool
    gap: str  # what stands before it


def find_terms(title: str, text: str) -> dict[str, Term]:
    """Return the terms of an article by their spelling, in the order in which they come."""
    found: dict[str, Term] = {}
    for token in _tokens(title[:1000]):
        _add(found, token.word, HEAD, 2.0)
    tokens = list(_tokens(text[:_CHARACTERS]))
    for at, token in enumerate(tokens):
        weight = 0.5 + 0.5 * exp(-at / _FADES)
        flags = LEAD if at < LEAD_WORDS else 0
        if token.capital and not token.opens:
            flags |= NAME
            if at and tokens[at - 1].word in _PLACE_AHEAD and not token.gap.strip():
                flags |= PLACE
        _add(found, token.word, flags, weight)
    for phrase, flags, at in _phrases(tokens):
        _add(found, phrase, flags | (LEAD if at < LEAD_WORDS else 0), 0.5 + 0.5 * exp(-at / _FADES))
    return found


def _add(found: dict[str, Term], word: str, flags: int, weight: float) -> None:
    term = found.get(word)
    if term is None:
        prior = 1e5 if len(word) < 2 or word in _CLOCK else _prior(word)
        if prior > 30_000:  # "the", "said"
            return
        term = found[word] = Term(prior=prior)
    term.weight += weight
    term.flags |= flags


def _tokens(text: str) -> Iterator[_Token]:
    end = 0
    for found in _WORD.finditer(text):
        gap = text[end : found.start()][-8:]
        end = found.end()
        raw = found.group()
        opens = "\n" in gap or not gap or (any(c in gap for c in '.!?:“"'))
        digits = raw[0].isdigit()
        yield _Token(_folded(raw), raw[0].isupper(), opens, digits, gap)


@lru_cache(maxsize=100_000)
def _folded(raw: str) -> str:
    word = raw.lower().replace("’", "'")
    word = word.removesuffix("'s").removesuffix("'")
    if len(word) > 4 and word[-1] == "s" and word[-2] not in "sui":
        word = word[:-1]
    return word


def _phrases(tokens: list[_Token]) -> Iterator[tuple[str, int, int]]:
    """Yield names of two or more words, streets, ages and other figures, with flags and the place of the word."""
    at, count = 0, len(tokens)
    while at < count:
        token = tokens[at]
        if token.digits:
            yield from _numbers(tokens, at)
        if not token.capital:
            at += 1
            continue
        last = at + 1
        while (
            last < count
            and last - at < 6
            and tokens[last].gap in (" ", "-", "'", "’", ". ")
            and (
                tokens[last].capital or (tokens[last].word in _INNER and last + 1 < count and tokens[last + 1].capital)
            )
        ):
            if tokens[last].gap == ". " and len(tokens[last - 1].word) > 3:
                break
            last += 1
        if last - at >= 2:
            words = [token.word for token in tokens[at:last]]
            place = PLACE if at and tokens[at - 1].word in _PLACE_AHEAD else 0
            yield " ".join(words[:2]), PHRASE | NAME | place, at
            if len(words) > 2:
                yield " ".join(words[-2:]), PHRASE | NAME | place, at
                yield f"{words[0]} {words[-1]}", PHRASE | NAME | place, at
        at = max(last, at + 1)


def _numbers(tokens: list[_Token], at: int) -> Iterator[tuple[str, int, int]]:
    """Yield "24 year", "100 block": a number with the word behind it."""
    if at + 1 < len(tokens) and tokens[at + 1].gap in (" ", "-") and not tokens[at + 1].digits:
        yield f"{tokens[at].word} {tokens[at + 1].word}", NUMBER, at
    elif at and len(tokens[at].word) == 2 and tokens[at].gap == ", " and tokens[at - 1].capital:
        yield f"{tokens[at].word} year", NUMBER, at  # "Ann Lee, 24, of …"


@lru_cache(maxsize=200_000)
def _prior(term: str) -> float:
    """Return how many of 100,000 news articles are expected to hold a term, by its rank in BERT's vocabulary.

    That vocabulary is in order of frequency; by Zipf's law a word's frequency falls as its rank rises. A word that is
    not in it is rare. Of a phrase: a tenth of its rarer word's.
    """
    words = term.split()
    if len(words) > 1:
        return max(2.0, min(_prior(word) for word in words) / 10)
    rank = _ranks().get(term) or _ranks().get(term + "s")
    if rank is None:
        return 200.0 if term[:1].isdigit() else 20.0
    return min(60_000.0, 3_000_000 / (rank - _RANK_OF_THE + 1))


@lru_cache(maxsize=1)
def _ranks() -> dict[str, int]:
    pieces = sound_bytes(VOCABULARY).decode("utf-8").splitlines()
    return {piece: rank for rank, piece in enumerate(pieces) if rank >= _RANK_OF_THE and not piece.startswith("##")}
