"""A denial and what it denies, as the two sides of a conflict."""

from __future__ import annotations

from onrecord.grouping.denial_forms import Denial
from onrecord.grouping.sayings import Saying
from onrecord.grouping.sides import name_of, short, side
from onrecord.model import Conflict, Side, Span


def denial_of(denial: Denial, claim: Saying, confidence: float, reason: str) -> Conflict:
    what = claim.content
    why = f"said by {name_of(claim) or 'somebody'}, denied by {name_of(denial.saying) or 'somebody'}: {reason}"
    return two_sides(denial, side(what, [(name_of(claim), claim.mention())]), what, confidence, why)


def two_sides(denial: Denial, claim: Side, topic: str, confidence: float, why: str) -> Conflict:
    own = denial.saying
    mention = own.mention(_denying(own, claim))
    denied = side("denied" if own.statement.stance == "deny" else own.content, [(name_of(own), mention)])
    return Conflict("denial", short(topic), why, round(confidence, 2), (claim, denied))


def _denying(own: Saying, claim: Side) -> Span:
    """Return the words that deny: the whole statement, or its source and cue where the claim stands in the rest."""
    hull, one = own.hull, own.statement
    if not any(m.article == own.article and m.start < hull.end and hull.start < m.end for m in claim.mentions):
        return hull
    spans = [span for span in (one.source, one.cue) if span]
    if not spans:
        return hull
    start, end = min(span.start for span in spans), max(span.end for span in spans)
    apart = all(m.end <= start or end <= m.start for m in claim.mentions)
    cue = one.cue or one.source
    return Span(start, end) if apart or cue is None else cue
