"""Statements within what is said: "Reuters reported that [Kyiv] <denied> {striking the depot}".

The data that the tagger learned from marks the outer statement only, so these are found by rule: a clear cue with a
speaker directly before it and a clause, a quotation or a contested thing behind. Precision goes before recall.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.model import Span
from onrecord.statements.clauses import (
    OPENING,
    SUBORDINATING,
    Clauses,
    clause_end,
    clauses_of,
    is_clause,
    is_speaker,
    subject_before,
    trimmed,
    verb_group,
)
from onrecord.statements.cues import Hit, lexicon
from onrecord.statements.found import Places
from onrecord.statements.words import Words

Said = tuple[Span | None, Span | None, tuple[Span, ...]]  # source, cue, content of a statement already found

_OBJECT = 6  # words in which the noun of what is denied must stand: "denied the latest of the claims"
_ADDRESSEE = 5  # words of whom something is told
_ACCUSED = 10  # words of who is accused, before "of"


@dataclass(frozen=True, slots=True)
class Inner:
    """One statement found by rule, with the statement whose content it stands in or shares."""

    outer: int | None  # place in the statements given; None where what is said stands in none of them
    source: Span | None
    cue: Span
    content: tuple[Span, ...]


def find_nested(words: Words, outer: Sequence[Said]) -> tuple[Inner, ...]:
    """Return the statements that stand within the content of others, by where their cue begins."""
    clauses = clauses_of(words, lexicon())
    taken = Places(cue for _, cue, _ in outer if cue)
    found: dict[Span, Inner] = {}
    for number, (_, _, content) in enumerate(outer):
        for part in content:
            start, end = bisect_right(words.ends, part.start), bisect_left(words.starts, part.end)
            for inner in _in_content(clauses, number, start, end):
                if not taken.touch(inner.cue):
                    found.setdefault(inner.cue, inner)
    return tuple(sorted(found.values(), key=lambda inner: inner.cue.start))


def overlap(one: Span, other: Span) -> bool:
    """Return whether two spans have a character in common."""
    return one.start < other.end and other.start < one.end


def _in_content(clauses: Clauses, outer: int, start: int, end: int) -> list[Inner]:
    found: list[Inner] = []
    words = clauses.words
    for hit in clauses.known.hits(clauses.lower, start, end):
        if hit.entry.kind == "verb" and hit.entry.nests and hit.form != "ing" and words.of(hit.at).islower():
            inner = _statement(clauses, outer, hit, start, end)
            if inner:
                found.append(inner)
    return found


def _statement(clauses: Clauses, outer: int, hit: Hit, start: int, end: int) -> Inner | None:
    first, last = clauses.sentence(hit.at)
    start, end = max(start, first), min(end, last)
    group = verb_group(clauses, hit, start)
    subject = subject_before(clauses, group, start) if group is not None else None
    if group is None or subject is None or not _can_say(clauses, hit, *subject):
        return None
    begins = _content_start(clauses, hit, end)
    if begins is None:
        return None
    before = clauses.lower[subject[0] - 1] if subject[0] > start else ""
    opens = before in SUBORDINATING and subject[0] - 4 <= start  # the sentence's own clause is still to come
    ends = trimmed(clauses, begins, clause_end(clauses, begins, end, subordinate=opens))
    if ends - begins < (1 if hit.entry.nests in ("both", "noun") else 2):
        return None
    return Inner(outer, clauses.span(*subject), clauses.span(group, hit.end), (clauses.span(begins, ends),))


def _can_say(clauses: Clauses, hit: Hit, start: int, end: int) -> bool:
    if hit.entry.nests == "find":
        return any(clauses.is_in(at, "finders") for at in range(start, end))
    return is_speaker(clauses, start, end)


def _content_start(clauses: Clauses, hit: Hit, end: int) -> int | None:
    """Return where what a cue gives begins; None where nothing stands there that it could give."""
    at, nests = hit.end, hit.entry.nests
    if at >= end:
        return None
    if nests == "accuse":
        return at if "of" in clauses.lower[at + 1 : min(at + _ACCUSED, end)] else None
    if nests == "vow" and clauses.lower[at] == "to" and at + 1 < end:
        return at
    if nests in ("both", "noun", "vow") and is_contested(clauses, hit, at, end):
        return at
    if nests == "noun":
        return None
    if hit.entry.lemma in ("tell", "inform", "warn", "caution"):
        return _behind_addressee(clauses, at, end)
    quoted = clauses.lower[at] in OPENING or (
        clauses.lower[at] == "," and clauses.lower[at + 1 : at + 2] in (["“"], ['"'])
    )
    if quoted and nests in ("clause", "both"):
        return at + (clauses.lower[at] == ",")
    return at if is_clause(clauses, at, end) else None


def _behind_addressee(clauses: Clauses, at: int, end: int) -> int | None:
    for then in range(at, min(at + _ADDRESSEE, end)):
        if clauses.lower[then] == "that":
            return then
        if not clauses.lower[then][0].isalnum() or clauses.is_in(then, "prepositions"):
            return None
    return None


def is_contested(clauses: Clauses, hit: Hit, at: int, end: int) -> bool:
    """Return whether a noun phrase of something that is claimed stands at a place, or a deed ("denied striking …")."""
    if clauses.lower[at].endswith("ing") and hit.entry.lemma == "deny" and len(clauses.lower[at]) > 4:
        return True
    for then in range(at, min(at + _OBJECT, end)):
        if clauses.is_in(then, "contested"):
            return not clauses.is_in(then + 1, "finite")
        if not (clauses.lower[then][0].isalnum() or clauses.lower[then] == "'s"):
            return False
        if clauses.is_in(then, "finite") or (clauses.is_in(then, "prepositions") and clauses.lower[then] != "of"):
            return False
    return False
