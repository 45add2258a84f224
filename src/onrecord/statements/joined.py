"""A claim and a word on it in one sentence: "an allegation—denied by Kyiv—that …", "a charge he has called false"."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise

from onrecord.model import Span
from onrecord.statements.clauses import (
    DASHES,
    Clauses,
    clause_end,
    clauses_of,
    subject_before,
    trimmed,
    verb_group,
)
from onrecord.statements.cues import Entry, Hit, Lexicon, lexicon
from onrecord.statements.nesting import Inner, Said, overlap
from onrecord.statements.words import Words

_BACK = 30  # words before a cue in which the claim that it answers must begin
_AGENT = 10  # words of who denies, behind "by"
_CLAUSE = 4  # words of the shortest clause that "as confirmed by" may stand behind
_FALSE = 5  # words behind "called" in which "false" must stand
_OBJECT = 6  # words of what is denied, up to its noun
_OPENING_WORDS = 4  # of a sentence: a claim so early is its subject, and the sentence's own verb is still to come
_BREAKS = frozenset((*DASHES, ",", "(", ")"))
_CONFIRMING = frozenset(("confirm", "acknowledge", "admit", "concede", "corroborate", "report", "announce", "verify"))
_COMPLEMENTS = frozenset("that of about against over".split())
_ARTICLES = frozenset("a an the this that these those such any all its his her their some".split())


def find_joined(words: Words, statements: Sequence[Said]) -> tuple[Inner, ...]:
    """Return the statements on a claim in its own sentence whose cue none of the `statements` has, by their cues.

    Their content is what is claimed, exact to the word, as two spans where the claim is a clause and a noun takes it
    up ("…, a rationale Kyiv calls false"). `outer` is the statement that has a part of the same content.
    """
    clauses = clauses_of(words, lexicon())
    taken = sorted((cue.start, cue.end) for _, cue, _ in statements if cue)
    found: dict[Span, Inner] = {}
    for hit in _answers(clauses):
        if _is_taken(taken, clauses.span(hit.at, hit.at + 1)):
            continue
        for source, cue, content in _read(clauses, hit):
            span = clauses.span(*cue)
            if not _is_taken(taken, span):
                parts = tuple(clauses.span(*part) for part in content)
                found.setdefault(span, Inner(_outer(statements, parts), clauses.span(*source), span, parts))
    return tuple(found[cue] for cue in sorted(found, key=lambda cue: (cue.start, cue.end)))


Run = tuple[int, int]
Parts = tuple[Run, Run, tuple[Run, ...]]  # source, cue, content


def _answers(clauses: Clauses) -> Iterator[Hit]:
    """Yield the verbs that answer a claim: deny, reject, confirm, call …"""
    known, lower = clauses.known, clauses.lower
    firsts = _forms()
    for at, word in enumerate(lower):
        if word in firsts:
            hit = next(known.hits(lower, at, min(at + 4, len(lower))), None)
            if (
                hit
                and hit.at == at
                and clauses.words.text[clauses.words.starts[at]].islower()
                and _is_answer(known, hit.entry)
                and hit.form != "ing"
            ):
                yield hit


@cache
def _forms() -> frozenset[str]:
    """Return how the verbs that answer a claim are written."""
    known = lexicon()
    return frozenset(
        word for word, ways in known.ways.items() for way in ways if way.form != "ing" and _is_answer(known, way.entry)
    )


def _is_answer(known: Lexicon, entry: Entry) -> bool:
    if entry.kind != "verb" or len(entry.lemma.split()) > 1:
        return False
    return (
        (entry.stance == "deny" and bool(entry.nests))
        or entry.lemma in _CONFIRMING
        or entry.lemma in known.lists["naming"]
    )


def _is_taken(taken: Sequence[tuple[int, int]], span: Span) -> bool:
    at = bisect_left(taken, (span.end, 0))
    return any(overlap(Span(*cue), span) for cue in taken[max(at - 3, 0) : at])


def _outer(statements: Sequence[Said], parts: Sequence[Span]) -> int | None:
    for number, (_, _, content) in enumerate(statements):
        if any(overlap(own, part) for own in content for part in parts):
            return number
    return None


def _read(clauses: Clauses, hit: Hit) -> list[Parts]:
    """Return the statements that one answering verb gives, and the claim itself where it is a noun ("allegation")."""
    if hit.entry.lemma not in _CONFIRMING and hit.end < len(clauses.lower) and clauses.lower[hit.end] == "by":
        return _by_participle(clauses, hit)
    if hit.entry.lemma in _CONFIRMING and (found := _as_confirmed(clauses, hit)):
        return [found]
    if hit.entry.lemma in ("report", "announce", "verify"):
        return []
    return _by_clause(clauses, hit)


# ── "an allegation, denied by X, that …" ─────────────────────────────────────────────────────────────────


def _by_participle(clauses: Clauses, hit: Hit) -> list[Parts]:
    first, last = clauses.sentence(hit.at)
    group = hit.at - (1 if clauses.lower[hit.at - 1].endswith("ly") and hit.at > first else 0)
    if (
        group <= first
        or clauses.lower[group - 1] not in _BREAKS
        or hit.entry.lemma in clauses.known.lists["naming"] - {"dismiss"}
    ):
        return []
    agent = _agent(clauses, hit.end + 1, last)
    claim = _claim_before(clauses, group - 1, first)
    if agent is None or claim is None:
        return []
    end = hit.end if hit.end + 1 == agent[0] else agent[0] - 1
    complement = _complement(clauses, claim, group - 1, agent[1], first, last)
    found: list[Parts] = [(agent, (group, end), (complement,))]
    who = _claimant(clauses, claim, group - 1, first)
    if who and clauses.lower[complement[0]] == "that":
        found.append((who, (claim, claim + 1), (complement,)))
    return found


def _agent(clauses: Clauses, start: int, last: int) -> Run | None:
    """Return the run of who did it, behind "by", up to a mark or a word that no noun phrase has."""
    end = start
    while end < min(start + _AGENT, last) and (clauses.lower[end][0].isalnum() or clauses.lower[end] in ("'s", "&")):
        if clauses.is_in(end, "finite") or (
            end > start and clauses.lower[end] in ("as", "that", "on", "who", "which", "and")
        ):
            break
        end += 1
    return (start, end) if end > start else None


def _claim_before(clauses: Clauses, end: int, first: int) -> int | None:
    """Return the place of the noun for a claim that what stands at `end` is said of."""
    for at in range(end - 1, max(first, end - _BACK) - 1, -1):
        if clauses.is_in(at, "claims"):
            then = clauses.lower[at + 1] if at + 1 < len(clauses.lower) else ""
            if at + 1 == end or then in _COMPLEMENTS or then == "by":
                return at
        if clauses.lower[at] in _BREAKS or clauses.ends_sentence(at):
            return None
    return None


def _complement(clauses: Clauses, claim: int, break_at: int, behind: int, first: int, last: int) -> Run:
    """Return what the claim says: behind the insertion, before it, or the noun phrase alone."""
    after = behind + 1 if behind < last and clauses.lower[behind] in _BREAKS else behind
    if after > behind and after + 1 < last and clauses.lower[after] in _COMPLEMENTS:
        end = _complement_end(clauses, after, last, early=claim - first < _OPENING_WORDS)
        return after, end
    if clauses.lower[claim + 1] in _COMPLEMENTS and claim + 2 < break_at:
        return claim + 1, break_at
    return _phrase(clauses, claim, first), claim + 1


def _complement_end(clauses: Clauses, start: int, last: int, *, early: bool) -> int:
    """Return where a "that" clause ends: where the sentence or its part does, or its second verb stands."""
    end = trimmed(clauses, start, clause_end(clauses, start, last))
    if not early or clauses.lower[start] != "that":
        return end
    verbs = [at for at in range(start + 1, end) if clauses.is_in(at, "finite")]
    for one, other in pairwise(verbs):
        if other - one > 1 and clauses.lower[other] not in ("been", "be", "got") and not _joined_to(clauses, other):
            return other
    return end


def _joined_to(clauses: Clauses, at: int) -> bool:
    return any(clauses.lower[before] in ("and", "that", "which", "who", "not") for before in range(max(at - 2, 0), at))


def _claimant(clauses: Clauses, claim: int, end: int, first: int) -> Run | None:
    """Return whose claim it is: a name before the noun ("a Veldan claim", "Oran's claim") or behind "by"."""
    if claim + 2 < end and clauses.lower[claim + 1] == "by":
        return _agent(clauses, claim + 2, end)
    at = claim - 1
    if at >= first and clauses.lower[at] == "'s":
        at -= 1
    if at < first or not clauses.is_name(at) or (at == first and at == claim - 1):
        return None
    start = at
    while start > first and clauses.is_name(start - 1):
        start -= 1
    return start, at + 1


# ── "as confirmed by X", "as X has confirmed" ────────────────────────────────────────────────────────────


def _as_confirmed(clauses: Clauses, hit: Hit) -> Parts | None:
    first, last = clauses.sentence(hit.at)
    lower = clauses.lower
    if (
        hit.at - 2 > first
        and lower[hit.at - 1] == "as"
        and lower[hit.at - 2] == ","
        and lower[hit.end : hit.end + 1] == ["by"]
    ):
        agent = _agent(clauses, hit.end + 1, last)
        main = (first, hit.at - 2)
        return (agent, (hit.at - 1, hit.end + 1), (main,)) if agent and main[1] - main[0] >= _CLAUSE else None
    if hit.end < last and lower[hit.end] not in _BREAKS and not clauses.is_in(hit.end, "days"):
        return None
    group = verb_group(clauses, hit, first)
    subject = subject_before(clauses, group, first) if group is not None else None
    if group is None or subject is None or subject[0] - 2 <= first or lower[subject[0] - 2 : subject[0]] != [",", "as"]:
        return None
    if not any(clauses.is_in(at, "finite") or clauses.lower[at].endswith("ed") for at in range(first, subject[0] - 2)):
        return None  # "And, as Oran has confirmed, …": what is confirmed follows
    return subject, (group, hit.end), ((first, subject[0] - 2),)


# ── "a charge X denies", "X, which denies the charge", "X denied the claims" ─────────────────────────────


def _by_clause(clauses: Clauses, hit: Hit) -> list[Parts]:
    first, last = clauses.sentence(hit.at)
    group = verb_group(clauses, hit, first)
    if group is None or group <= first:
        return []
    false_end = _false_end(clauses, hit, last)
    naming = hit.entry.lemma in clauses.known.lists["naming"] - {"dismiss", "deny"}
    if naming and false_end is None:
        return []
    subject = _subject(clauses, group, first)
    end = false_end or hit.end
    if subject is None:
        relative = None if naming else _behind_which(clauses, hit, group, first, last)
        return [relative] if relative else []
    content = _antecedent(clauses, subject[0], end, first, last)
    if content:
        return [(subject, (group, end), content)]
    thing = None if naming or clauses.is_in(subject[0], "subjects") else _object(clauses, hit.end, last)
    return [(subject, (group, hit.end), (thing,))] if thing else []


def _subject(clauses: Clauses, group: int, first: int) -> Run | None:
    """Return whose verb it is: also "Sarn" in "a claim Sarn denies", where it stands right behind the noun."""
    if clauses.is_in(group - 1, "subjects"):
        return group - 1, group
    for at in range(group - 1, max(first, group - _AGENT) - 1, -1):
        if _is_taken_up(clauses, at) and at + 1 < group:
            start = at + 1
            while start < group and clauses.lower[start] in (",", "that", "which"):
                start += 1
            inside = range(start, group)
            clean = all(clauses.lower[a][0].isalnum() or clauses.lower[a] == "'s" for a in inside)
            closed = ("prepositions", "finite", "openers")
            starts = start < group and not any(clauses.is_in(start, name) for name in closed)
            if clean and starts and not any(clauses.is_in(a, "finite") for a in inside):
                return start, group
            return None
        if clauses.lower[at] in _BREAKS:
            break
    return subject_before(clauses, group, first)


def _is_taken_up(clauses: Clauses, at: int) -> bool:
    return clauses.is_in(at, "claims") or clauses.is_in(at, "loose")


def _false_end(clauses: Clauses, hit: Hit, last: int) -> int | None:
    """Return where "called false", "calls a lie", "dismissed as baseless" ends, when it follows directly."""
    for at in range(hit.end, min(hit.end + _FALSE, last)):
        if clauses.is_in(at, "false") or clauses.is_in(at, "weakly_false"):
            return at + 1
        if clauses.lower[at] not in (
            "a",
            "an",
            "as",
            "completely",
            "entirely",
            "totally",
            "utterly",
            "simply",
            "pure",
            "“",
            '"',
        ):
            return None
    return None


def _antecedent(clauses: Clauses, subject: int, end: int, first: int, last: int) -> tuple[Run, ...]:
    """Return the claim that stands right before a subject: "a charge | Sarn denies", with the clause it takes up."""
    at = subject - 1
    if at > first and clauses.lower[at] in ("that", "which"):
        at -= 1
    inserted = at > first and clauses.lower[at] == "," and clauses.lower[subject - 1] == "which"
    at -= inserted
    if at < first or not _is_taken_up(clauses, at):
        return ()
    if end < last and clauses.lower[end][0].isalnum() and not _goes_on(clauses, end):
        return ()
    if inserted and end + 2 < last and clauses.lower[end] == "," and clauses.lower[end + 1] in _COMPLEMENTS:
        return ((end + 1, _complement_end(clauses, end + 1, last, early=at - first < _OPENING_WORDS)),)
    start = _phrase(clauses, at, first)
    clause = _clause_before(clauses, start, first)
    if clauses.is_in(at, "loose") and clause is None:
        return ()
    return (clause, (start, at + 1)) if clause else ((start, at + 1),)


def _goes_on(clauses: Clauses, at: int) -> bool:
    return any(clauses.is_in(at, name) for name in ("prepositions", "openers", "finite", "days"))


def _phrase(clauses: Clauses, noun: int, first: int) -> int:
    """Return where the noun phrase of a noun begins: its article, a few words before."""
    for at in range(noun - 1, max(first, noun - _FALSE) - 1, -1):
        if clauses.lower[at] in _ARTICLES:
            return at
        if not clauses.lower[at][0].isalpha() or any(
            clauses.is_in(at, name) for name in ("prepositions", "finite", "pronouns", "openers")
        ):
            return at + 1 if at + 1 == noun or clauses.words.of(at + 1).islower() else noun
    return noun


def _clause_before(clauses: Clauses, start: int, first: int) -> Run | None:
    """Return the clause that a noun behind a mark takes up: the last with -ing, or all from the sentence's start."""
    if start - 2 < first or clauses.lower[start - 1] not in _BREAKS or clauses.lower[start - 1] == ")":
        return None
    end = start - 1
    begin = first
    for at in range(end - 1, first, -1):
        if clauses.lower[at] == "," and (
            clauses.lower[at + 1].endswith("ing") or clauses.lower[at + 1] in ("according", "as")
        ):
            begin = at + 1
            break
        if clauses.lower[at] in (";", "—", "–"):
            begin = at + 1
            break
    end = trimmed(clauses, begin, end)
    return None if clauses.lower[begin] in ("according", "as") or end - begin < 3 else (begin, end)


def _behind_which(clauses: Clauses, hit: Hit, group: int, first: int, last: int) -> Parts | None:
    """Return the statement of "the bank, which denies wrongdoing,": its source is the noun phrase before."""
    if clauses.lower[group - 1] not in ("which", "who") or group - 3 < first or clauses.lower[group - 2] != ",":
        return None
    subject = subject_before(clauses, group - 2, first)
    thing = _object(clauses, hit.end, last)
    return (subject, (group, hit.end), (thing,)) if subject and thing else None


def _object(clauses: Clauses, start: int, last: int) -> Run | None:
    """Return the noun phrase of the claim that is denied: "the allegations of torture"."""
    for at in range(start, min(start + _OBJECT, last)):
        if clauses.is_in(at, "claims") or clauses.lower[at] in ("wrongdoing", "responsibility", "involvement"):
            end = at + 1
            if end < last and clauses.lower[end] in _COMPLEMENTS:
                end = _object_end(clauses, end, last)
            return start, end
        if not clauses.lower[at][0].isalpha() or any(
            clauses.is_in(at, name) for name in ("prepositions", "finite", "openers", "pronouns")
        ):
            return None
    return None


def _object_end(clauses: Clauses, start: int, last: int) -> int:
    if clauses.lower[start] == "that":
        return trimmed(clauses, start, clause_end(clauses, start, last))
    end = start + 1
    while end < min(start + _AGENT, last) and (clauses.lower[end][0].isalnum() or clauses.lower[end] in ("'s", ".")):
        if clauses.is_in(end, "finite") or clauses.lower[end] in (
            "on",
            "as",
            "in",
            "at",
            "and",
            "but",
            "after",
            "when",
            "by",
            "to",
        ):
            break
        end += 1
    return trimmed(clauses, start, end)
