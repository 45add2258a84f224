"""What a plain "not" denies: the words of its clause, and the verb or noun behind it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from onrecord.grouping.wordlists import WORD, stem, stems, words_of

_READ = 300  # characters of a content in which its negation stands
_CLAUSE = re.compile(
    r"[,;:.!?]\s|\s[–—-]\s|[”\"]\s|\b(?:but|because|although|though"
    r"|and (?:that|he|she|it|they|we|i|has|have|had|was|were|\w{2,12}ed))\b",
    re.IGNORECASE,
)
_NOT_ALL = re.compile(
    r"\b(?:not|n['’]t) (?:only|just|simply|merely|necessarily|always|all|every\w{0,6}|enough|so much|yet)\b"
    r"|\bno (?:longer|doubt|more|less|one)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Negation:
    """The clause of a content that says that something is not so."""

    stems: frozenset[str]  # of the clause
    denied: str  # the stem right behind the negation
    own_deed: bool  # its subject is the speaker: "I never …"
    such: bool  # "no such …": it points back to what was said


def read_negation(content: str) -> Negation | None:
    """Return what the first negated clause of a content denies; None where it denies no plain fact."""
    text = content[:_READ].replace("’", "'").lstrip("“\"' ")
    for clause in _clauses(text):
        words = WORD.findall(clause)
        at = next((n for n, word in enumerate(words) if _negates(word)), None)
        if at is None:
            continue
        if _NOT_ALL.search(clause):
            return None
        behind = [one for one in (stem(word) for word in words[at + 1 :]) if one]
        such = "no such" in clause.lower()
        if (
            not behind
            or words[at + 1].lower() in ("a", "an", "the")
            or (not such and not words_of("minded").isdisjoint((behind[0], words[at + 1].lower())))
        ):
            return None
        first = next((word.lower() for word in words if word.lower() != "that"), "")
        return Negation(stems(clause), behind[0], first in ("i", "we"), such)
    return None


def _clauses(text: str) -> list[str]:
    return [clause for clause in (part.strip() for part in _CLAUSE.split(text)) if clause]


def _negates(word: str) -> bool:
    return word.lower() in words_of("negations") or word.lower().endswith("n't")


def is_share(name: str) -> bool:
    """Return whether a speaker is a part of those who were asked: "26 percent of voters" and the rest may differ."""
    words = [word.lower() for word in WORD.findall(name[:120])]
    return bool(words) and (words[0][:1].isdigit() or not words_of("shares").isdisjoint(words))
