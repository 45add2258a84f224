"""Whether the clause around a date speaks of what has been or of what lies ahead."""

from __future__ import annotations

import re
from typing import Literal

from onrecord.statements.times_words import tense_words

Lean = Literal["past", "future", "near"]

_REACH = 180  # characters on each side: longer clauses name their day near the verb
_TOKEN = re.compile(r"[A-Za-z]+(?:[-'’][A-Za-z]+)*|[.!?;:\n“”\"—]|,")
_QUOTED = re.compile("“[^“”]{0,80}”")  # words within a clause, "the “travel ban” on Monday"
_SPEAKER = re.compile('^,?["”][^"“\n]{1,60}["“]')  # behind "On Monday," in "“On Monday,” he said, “we will go.”"
_TO_BE_DONE = re.compile(r"\bto [a-z]{2,20}\b[^.!?;:\n]{0,60}\Z")  # "asked them to pay by Friday"
_UNSEEN = frozenset({"not", "be", "hear", "see", "feel"})  # "could be seen on Friday" is what was
_AHEAD_WORDS = 10  # a date inside a clause goes by a verb behind it that is no further than that
_FRONTED = re.compile(
    r"(?:^|[,;:.!?\n“”\"—(]|\b(?:and|but|that|when|where|if|because|while|after|before|as)\b)\s*\Z", re.IGNORECASE
)


def leans(text: str, start: int, own: int, end: int) -> Lean | None:
    """Return what the verb that governs a date says of it; None where no verb tells.

    "past" and "future" as the nearest verb has it; "near": ahead or back, whichever day lies nearer to the article.
    A date at the beginning of its clause goes by the verb behind it, all others by the one before it.

    Args:
        text: the text.
        start: where the date begins with its preposition.
        own: where it begins without it.
        end: where it ends.
    """
    before = _QUOTED.sub(" ", text[max(0, start - _REACH) : own])
    after = text[end : end + _REACH]
    if _FRONTED.search(text[max(0, start - 12) : start] or " "):
        after = _SPEAKER.sub(" ", after)
        return _ahead(after, len(after)) or _back(before)
    if re.match(r"(?:\s(?!and|but|or|who|which|that)\w+)?\s(?:will|would|won't|won’t|shall)\b", after):
        return "future"
    if text[start:own].strip().lower() == "by" and _TO_BE_DONE.search(before):
        return "future"
    return _back(before) or _ahead(after, _AHEAD_WORDS)


def _back(before: str) -> Lean | None:
    """Return what the nearest verb before the date tells."""
    tokens = _TOKEN.findall(before)
    infinitive = False
    for at in range(len(tokens) - 1, -1, -1):
        if _ends_clause(tokens, at):
            break
        lean = _lean_at(tokens, at)
        if lean:
            return lean
        infinitive = infinitive or (tokens[at] == "to" and at + 1 < len(tokens) and _is_plain(tokens[at + 1]))
    return "future" if infinitive else None


def _ends_clause(tokens: list[str], at: int) -> bool:
    token = tokens[at]
    if token in {"!", "?", ";", "\n", "“", "”", '"', ":"}:
        return True
    return token == "." and at > 0 and len(tokens[at - 1]) > 1 and tokens[at - 1] not in tense_words("abbreviations")


def _lean_at(tokens: list[str], at: int) -> Lean | None:
    """Return what the word at one place tells of a date behind it; None where it tells nothing."""
    word = tokens[at].replace("’", "'")
    low = word if word[0].isupper() and word != "Will" else word.lower()
    earlier = tokens[at - 1].lower() if at else ""
    later = tokens[at + 1].lower() if at + 1 < len(tokens) else ""
    if (
        low == "to"
        and (earlier in tense_words("before_to") or earlier in {"was", "were"})
        and _is_plain(tokens[at + 1] if later else "")
    ):
        return _told(tokens, at)
    if (
        earlier == "to"
        and low == "be"
        and _is_participle(later)
        and not _is_past(tokens[at - 2] if at > 1 else "", "", "")
    ):
        return "future"
    if low in {"for", "until", "to", "till", "through", "from"} and earlier in tense_words("before_for"):
        return "future"
    if low == "of" and earlier == "ahead":
        return "future"
    if low in tense_words("future") or low.endswith("'ll"):
        return _modal(tokens, at, low, later)
    if low in {"is", "are"} and at >= len(tokens) - 2:  # "the vote is on Tuesday"
        return "future"
    if low in {"until", "till"} and earlier in {"has", "have"}:
        return "future"
    return "past" if _is_past(low, earlier, later) else None


def _told(tokens: list[str], at: int) -> Lean:
    return "near" if tense_words("telling").intersection(tokens[max(0, at - 3) : at]) else "future"


def _modal(tokens: list[str], at: int, low: str, later: str) -> Lean | None:
    if later == "have" and low in {"would", "could", "should", "may", "might", "must"}:
        return "past"
    if low in {"plans", "plan"}:
        return _told(tokens, at) if later in {"to", "on", "for"} else None
    if low == "could" and later in _UNSEEN:
        return "past"
    return "future"


def _is_past(low: str, earlier: str, later: str) -> bool:
    if earlier in {"be", "being", "is", "are", "remain", "remains", "stay", "stays"}:  # "is closed until Monday"
        return False
    if low in tense_words("past"):
        return earlier not in {"to", "will"}
    ends = low.endswith("ed") and len(low) > 3 and low not in tense_words("not_past")
    return ends and earlier not in tense_words("determiners") and not (later == "by" and earlier not in {"was", "were"})


def _is_participle(word: str) -> bool:
    return word.endswith("ed") or word in tense_words("past")


def _ahead(after: str, words: int) -> Lean | None:
    """Return what the first verb among so many words behind the date tells."""
    tokens = _TOKEN.findall(after)
    for at, token in enumerate(tokens[:words]):
        if words == _AHEAD_WORDS and (token == "," or token.endswith("ing")):
            return None
        if _ends_clause(tokens, at):
            return None
        later = tokens[at + 1].lower() if at + 1 < len(tokens) else ""
        if token in {"is", "are"}:
            return (
                "future"
                if later in {"to", "set", "due", "expected", "scheduled", "going", "likely", "slated"}
                else None
            )
        if token in {"has", "have"}:
            return "past"
        lean = _lean_at(tokens, at)
        if lean:
            return lean
    return None


def _is_plain(word: str) -> bool:
    """Tell whether a word behind "to" can be a verb."""
    return word.islower() and word not in {
        "the",
        "a",
        "an",
        "his",
        "her",
        "its",
        "their",
        "this",
        "that",
        "two",
        "three",
    }
