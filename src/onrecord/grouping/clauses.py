"""The clauses of a sentence, as far as they tell which verb or noun a time belongs to."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from onrecord.grouping.event_words import event_words, is_verb

_TOKEN = re.compile(r"[^\W_]+(?:['’.,-][^\W_]+){0,8}|[,;:()—–]| - ")
_MARKS = frozenset(",;:()—–") | {" - "}
_JOINS = frozenset({"and", "but", "or", "so"})
_MOST_TOKENS = 400  # a longer sentence is no sentence: a list, a table


@dataclass(frozen=True, slots=True)
class Clause:
    """A stretch of a sentence with the verb that governs it. Offsets are of the text that was cut."""

    start: int
    end: int
    opener: (
        str  # the word that makes it subordinate ("after", "which"), "ing" or "ed" of a participle, "" of a main one
    )
    verb: bool  # has a verb; a phrase like "after the blast" has none


@dataclass(frozen=True, slots=True)
class _Word:
    text: str
    start: int
    end: int

    @property
    def low(self) -> str:
        return self.text.lower()


def find_clauses(text: str, start: int, end: int, borders: Iterable[int] = ()) -> tuple[Clause, ...]:
    """Return the clauses of the sentence `text[start:end]` in order.

    Args:
        text: the article's text.
        start: where the sentence begins.
        end: where it ends.
        borders: places at which a clause is known to begin: where what is said begins and ends.
    """
    words = [_Word(m.group(), m.start(), m.end()) for m in _TOKEN.finditer(text, start, end)][:_MOST_TOKENS]
    if not words:
        return ()
    cuts = _cuts(words, sorted(set(borders)))
    words[0] = _Word(words[0].low, words[0].start, words[0].end)  # "Built in 1907, the towers …"
    pieces = [words[a:b] for a, b in zip(cuts, [*cuts[1:], len(words)], strict=True)]
    return tuple(_joined([_clause(piece) for piece in pieces if piece], end))


def _cuts(words: Sequence[_Word], borders: Sequence[int]) -> list[int]:
    """Return the numbers of the words at which a clause begins."""
    cuts, low = [0], False  # low: within a subordinate clause, which a comma ends
    for number in range(1, len(words)):
        word, before = words[number], words[number - 1]
        known = any(before.start < border <= word.start for border in borders)
        opens = _opens(words, number)
        closes = before.text in _MARKS and low
        if known or opens or closes or before.text in {";", ":", "—", "–", " - ", "(", ")"}:
            cuts.append(number)
            low = opens
    return cuts


def _opens(words: Sequence[_Word], number: int) -> bool:
    """Return whether a clause of its own opens with this word."""
    word, before = words[number], words[number - 1]
    if word.text in _MARKS:
        return False
    if word.low in event_words().subordinate:
        return True
    behind = words[number + 1].text if number + 1 < len(words) else ""
    if word.low in _JOINS:
        return before.text == "," or is_verb(behind) or behind.lower() in event_words().pronouns
    return before.text == "," and _participle(word.text) != ""


def _participle(word: str) -> str:
    """Return "ing" or "ed" for a word that looks like a participle, "" for others."""
    if word[:1].isupper():
        return ""
    if word.endswith("ing") and len(word) > 5:
        return "ing"
    return "ed" if is_verb(word) and word.lower() not in event_words().helpers | event_words().saying else ""


def _clause(words: Sequence[_Word]) -> Clause:
    first = next((word for word in words if word.text not in _MARKS), words[0])
    opener = first.low if first.low in event_words().subordinate else _participle(first.text)
    verb = opener == "ing" or any(is_verb(b.text, a.text) for a, b in zip([words[0], *words], words, strict=False))
    return Clause(words[0].start, words[-1].end, opener, verb)


def _joined(clauses: list[Clause], end: int) -> list[Clause]:
    """Return the clauses, those without a verb joined to their neighbours: only "after the blast" stays by itself."""
    done: list[Clause] = []
    for clause in clauses:
        last = done[-1] if done else None
        if last and not last.verb and last.opener not in event_words().nominal and not clause.opener:
            done[-1] = Clause(last.start, clause.end, "", clause.verb)  # "On Monday, | police …"
        elif last and not clause.verb and clause.opener not in event_words().nominal:
            done[-1] = Clause(last.start, clause.end, last.opener, last.verb)
        else:
            done.append(clause)
    return [
        Clause(c.start, min(end, n), c.opener, c.verb)
        for c, n in zip(done, [*[d.start for d in done[1:]], end], strict=True)
    ]
