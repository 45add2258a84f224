"""What a source does with what it says: reports, claims, confirms, denies, …: read from the cue and its negation."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.model import Span, Stance
from onrecord.statements.cues import Hit, Lexicon, is_passive, lexicon, plain
from onrecord.statements.words import Words

_BEFORE = 4  # words before a cue in which its negation may stand, when they are not in the cue
_AFTER = 14  # words behind a cue that may turn it: "called the report of the commission false"
_CLAIM_WITHIN = 12  # words of a content in which a noun for a claim must stand to be what is called wrong
_OBJECT = 8  # words of whom somebody asks to do something
_WITHHELD = 5  # words of what is denied to somebody, and to whom
_ENDS = frozenset('.?!;:"“”')
_NOT_A_VERB = frozenset("the a an his her its their our my your this that these those him me us them it all".split())
# … what ends the words for whom: "told the court he's no danger to anybody" asks nobody for anything
_NO_OBJECT = frozenset(
    "that , : is was are were will would has have had can could should 're 've 'll 'd i he she we they who which"
    " what when where if whether how why".split()
)
# What the head of a source's words ends before: "a study of voters" is a study, "people in the data business" are not.
_HEAD_ENDS = frozenset("of from by in on at with for who that which whose , ( as about into among to".split())
_NOBODY = frozenset("no nobody none few neither".split())
# A stance negated; those not named keep theirs. An intention not to is one, and so is a finding that not.
_NEGATED: dict[Stance, Stance] = {
    "claim": "report",
    "confirm": "report",
    "deny": "report",  # who does not deny has neither denied nor confirmed
    "urge": "report",
    "believe": "doubt",
    "doubt": "believe",
}


@dataclass(frozen=True, slots=True)
class _Cue:
    """A cue with its neighbours, in lower case."""

    lower: tuple[str, ...]  # from a little before the cue to a little behind it
    start: int  # of the cue, in `lower`
    end: int
    content: int | None  # where content begins behind the cue, in `lower`
    content_starts: tuple[int, ...]  # of the parts of the content, as places in the text's words
    words: Words


def stance_of(words: Words, cue: Span | None, source: Span | None, content: Sequence[Span]) -> Stance:
    """Return the stance of one statement: `report` where there is no cue or none that is listed.

    The first listed cue that says more than `report` decides, after what turns it: negation ("did not deny" is
    `report`, "does not believe" is `doubt`), refusal ("declined to confirm" is `report`), what follows
    ("asked him to leave" is `urge`, "called it false" is `deny`), and the kind of source ("according to a study"
    is `find`).
    """
    if cue is None:
        return "report"
    known = lexicon()
    near = _around(words, cue, source, content)
    head = _head_words(words, source)
    negated = bool(head) and head[0] in _NOBODY
    hits = list(known.hits(near.lower, near.start, near.end))
    from_ = 0
    for n, hit in enumerate(hits):
        following = hits[n + 1] if n + 1 < len(hits) else None
        if following and hit.entry.lemma in known.lists["light"]:
            continue
        stance = _stance_of_hit(known, near, hit, from_, following, head, negated)
        if stance != "report" or hit.entry.lemma in known.lists["unwilling"]:
            return stance
        from_ = hit.end
    return "report" if hits or not _is_document(known, head, papers=False) else "find"


def _around(words: Words, cue: Span, source: Span | None, content: Sequence[Span]) -> _Cue:
    start, end = bisect_right(words.ends, cue.start), bisect_left(words.starts, cue.end)
    low = start
    first = bisect_left(words.starts, source.end) if source and source.end <= cue.start else 0
    while low > max(start - _BEFORE, first) and words.of(low - 1) not in _ENDS:
        low -= 1
    high = min(end + _AFTER, len(words))
    lower = tuple(plain(words.of(at)) for at in range(low, high))
    behind = [bisect_right(words.ends, span.start) for span in content if span.start >= cue.end]
    at = behind[0] - low if behind and behind[0] < high else None
    starts = tuple(bisect_right(words.ends, span.start) for span in content[:2])
    return _Cue(lower, start - low, end - low, at, starts, words)


def _stance_of_hit(
    known: Lexicon, near: _Cue, hit: Hit, from_: int, following: Hit | None, head: Sequence[str], negated: bool
) -> Stance:
    """Return the stance of one listed cue, by what stands from `from_` to it and what follows."""
    lemma, lists = hit.entry.lemma, known.lists
    stance = _turned(known, near, hit, head)
    if lemma in lists["unwilling"]:
        return _unwilling(known, near, hit, following)
    if negated or _negates(known, near.lower, from_, hit.at):
        unable = any(word in lists["unable"] for word in near.lower[from_ : hit.at])
        if unable and stance in ("confirm", "find"):
            return "doubt"
        return stance if hit.entry.attitude else _NEGATED.get(stance, stance)
    return stance


def _negates(known: Lexicon, lower: Sequence[str], start: int, end: int) -> bool:
    negations = known.lists["negations"]
    for at in range(start, end):
        word = lower[at]
        if word in negations or word.endswith("n't") or f"{word} {lower[at + 1]}" in negations:
            return True
    return False


def _unwilling(known: Lexicon, near: _Cue, hit: Hit, following: Hit | None) -> Stance:
    """Return the stance of "refused": to say something is a report, to do something an intention, an offer a denial."""
    if hit.end >= len(near.lower):
        return "intend"
    then = near.lower[hit.end]
    if then not in ("to", "from") and not then.endswith("ing"):
        return "deny" if hit.entry.lemma in ("refuse", "refusal", "decline", "resist") else "intend"
    following = following or next(known.hits(near.lower, hit.end, min(hit.end + 4, len(near.lower))), None)
    return "report" if following and following.entry.lemma in known.lists["withheld"] else "intend"


def _turned(known: Lexicon, near: _Cue, hit: Hit, head: Sequence[str]) -> Stance:
    """Return the stance of a listed cue after what follows it and who its source is, before any negation."""
    lemma, lists, stance = hit.entry.lemma, known.lists, hit.entry.stance
    if lemma in lists["naming"] and _called_false(known, near, hit):
        return "deny"
    if lemma == "deny" and _is_withheld(known, near.lower, hit.end):
        return "report"
    then = near.content if near.content is not None else near.end
    if lemma in lists["urging"] and _to_do(near.lower, max(hit.end, near.end), then, own=lemma in ("want", "need")):
        return "urge"
    if lemma in lists["committing"] and _is_to(near.lower, hit.end) and not is_passive(near.lower, hit):
        return "intend"
    if lemma in lists["considering"] and hit.form == "ing" and stance == "believe":
        return "intend"
    if stance in ("report", "claim", "believe", "confirm") and _finds(known, hit, head):
        return "find"
    return stance


def _finds(known: Lexicon, hit: Hit, head: Sequence[str]) -> bool:
    if hit.entry.kind == "according to":
        return _is_document(known, head, papers=True)
    if hit.entry.lemma not in known.lists["of_documents"]:
        return False
    return _is_document(known, head, papers=hit.entry.lemma in ("suggest", "indicate", "reveal", "estimate"))


def _is_document(known: Lexicon, head: Sequence[str], *, papers: bool) -> bool:
    return any(word in known.lists["documents"] or (papers and word in known.lists["papers"]) for word in head)


def _head_words(words: Words, source: Span | None) -> tuple[str, ...]:
    """Return a source's words up to its first preposition or comma, but for names (an institute's "Study")."""
    if source is None:
        return ()
    head: list[str] = []
    first = bisect_right(words.ends, source.start)
    for at in range(first, min(bisect_left(words.starts, source.end), first + _AFTER)):
        word = words.of(at)
        if word in _HEAD_ENDS and head:
            break
        if at == first or word.islower():
            head.append(plain(word))
    return tuple(head)


def _is_to(lower: Sequence[str], at: int) -> bool:
    """Return whether "to" and a verb stand at one place."""
    if at < len(lower) and lower[at] == "not":
        at += 1
    return at + 1 < len(lower) and lower[at] == "to" and lower[at + 1] not in _NOT_A_VERB


def _is_withheld(known: Lexicon, lower: Sequence[str], end: int) -> bool:
    """Return whether what is denied is a thing that is asked for: "denied him bail", "denied the request"."""
    for word in lower[end : end + _WITHHELD]:
        if word in known.lists["granted"]:
            return True
        if word in _NO_OBJECT or word in _ENDS or word in _HEAD_ENDS:
            return False
    return False


def _to_do(lower: Sequence[str], end: int, content: int, *, own: bool) -> bool:
    """Return whether somebody is to do something: "X to leave" behind a cue; `own`: not the source itself."""
    if not own and (_is_to(lower, content) or _is_to(lower, end)):
        return True
    for at in range(end, min(max(content, end) + _OBJECT, len(lower))):
        if lower[at] in _NO_OBJECT or lower[at] in _ENDS:
            return False
        if at > end and _is_to(lower, at):
            return True
    return False


def _called_false(known: Lexicon, near: _Cue, hit: Hit) -> bool:
    """Return whether what follows a verb of naming calls something false: "called the report a lie"."""
    lists, lower = known.lists, near.lower
    claims = not lists["claims"].isdisjoint(lower) or any(
        plain(near.words.of(at)) in lists["claims"]
        for start in near.content_starts
        for at in range(start, min(start + _CLAIM_WITHIN, len(near.words)))
    )
    for at in range(hit.end, min(hit.end + _AFTER, len(lower))):
        word = lower[at]
        if word in (".", "?", "!"):
            return False
        if word in lists["false"] or (claims and word in lists["weakly_false"]):
            then = lower[at + 1] if at + 1 < len(lower) else ""
            return not then[:1].isalnum() or then in lists["false_of"]
    return False
