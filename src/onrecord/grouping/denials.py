"""Claims and their denials: the same thing said to be so by one source and not to be so by another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from onrecord.grouping.antecedents import (
    accused_before,
    best_claim,
    charged,
    charged_elsewhere,
    pointed_at,
    said_just_before,
)
from onrecord.grouping.contradictions import contradicted, denied_aside
from onrecord.grouping.denial_forms import Denial, read_denial
from onrecord.grouping.denial_sides import denial_of, two_sides
from onrecord.grouping.sayings import Saying, find_sayings, is_other, voice_words
from onrecord.grouping.sides import joined, name_of, side
from onrecord.grouping.story_index import ASSERTING, Story, is_claim, is_told_by, overlap
from onrecord.grouping.wordlists import WORD, stems, words_of
from onrecord.model import Conflict, SideMention, Told

_ENOUGH = 0.5  # confidence below which nothing is returned
_CLAIMANT = 4  # sentences back in which "Rask's claim" finds what Rask said
_GOES_ON = ("saying", "adding", "insisting", "arguing", "noting", "claiming", "stating", "maintaining")


def find_denials(told: Sequence[Told]) -> tuple[Conflict, ...]:
    """Return the claims of a story that another source denies, the surest first; a copy adds no side."""
    return joined(denials_of(find_sayings(told)))


def denials_of(sayings: Sequence[Saying]) -> list[Conflict]:
    """Return the denials among statements, each with one claim; several may be on one thing."""
    story = Story.of(sayings)
    found: list[Conflict] = []
    for place, saying in enumerate(sayings):
        denial = read_denial(saying)
        conflict = _answered(story, place, denial) if denial else contradicted(story, place) or denied_aside(saying)
        if conflict and conflict.confidence >= _ENOUGH:
            claimed, denied = conflict.sides
            more = tuple(_more(story, place)) if denial else ()
            found.append(replace(conflict, sides=(claimed, replace(denied, mentions=denied.mentions + more))))
    return found


def _answered(story: Story, place: int, denial: Denial) -> Conflict | None:
    """Return the conflict of a denial with what it answers: in its own words, before it, or anywhere in the story."""
    claim = _shared_words(story, place, denial)
    if claim:
        return denial_of(denial, claim, 0.9, "both are said of the same words")
    if denial.claimant:
        return _of_claimant(story, place, denial) or _named_inside(denial)
    if denial.back:
        return pointed_at(story, place, denial) or charged(denial) or charged_elsewhere(story, denial)
    found = best_claim(story, place, denial)
    if found:
        claim, score = found
        return denial_of(denial, claim, score, "what is denied is what was claimed")
    if denial.noun and denial.what:
        near = pointed_at(story, place, replace(denial, back="claim"), sharing=stems(denial.what))
        if near:
            return near
    if not denial.noun:
        return accused_before(story, place, denial) or said_just_before(story, place, denial)
    return _unsourced(denial) if denial.accusation and denial.what and denial.span else None


# ── in its own sentence ──────────────────────────────────────────────────────────────────────────────────


def _shared_words(story: Story, place: int, denial: Denial) -> Saying | None:
    """Return the statement of somebody else whose content, or whole, stands in what is denied."""
    own = denial.saying
    for other in story.around(place):
        if other.statement.stance not in (*ASSERTING, "believe") or not is_other(own, other):
            continue
        if is_told_by(other, own):
            continue
        if overlap(own, other) > 0.6 or (other.statement.inside == own.at and _heads(own, other)):
            return other
    return None


def _heads(own: Saying, other: Saying) -> bool:
    """Return whether what is denied is another's claim by name, not a deed of his: "a rationale that X gave"."""
    words = set(WORD.findall(own.content.lower()[:200]))
    return not own.content.lower().startswith("that ") and bool(words & words_of("claims"))


def _named_inside(denial: Denial) -> Conflict | None:
    """Return the conflict of a denial that names whose claim it denies: "rejected the union's claim that …"."""
    words = denial.span or denial.claimant_span
    if words is None or (not denial.what and not denial.accusation and not denial.sure):
        return None
    own = denial.saying
    claim = side(
        denial.what or "claimed", [(denial.claimant, SideMention(own.article, words.start, words.end, own.at))]
    )
    why = f"claimed by {denial.claimant}, denied by {name_of(own) or 'somebody'}: it names whose claim it is"
    confidence = 0.85 if denial.what else 0.45
    return two_sides(denial, claim, denial.what or words.of(own.text), confidence, why)


def _unsourced(denial: Denial) -> Conflict | None:
    """Return the conflict of a denial with an accusation that stands in the text with nobody named for it."""
    own, span = denial.saying, denial.span
    if span is None or not denial.sure:
        return None
    claim = side(denial.what, [("", SideMention(own.article, span.start, span.end, own.at))])
    return two_sides(
        denial,
        claim,
        denial.what,
        0.6,
        f"denied by {name_of(own) or 'somebody'}: it stands as an accusation, with nobody named for it",
    )


def _of_claimant_elsewhere(story: Story, denial: Denial, words: frozenset[str]) -> Conflict | None:
    """Return the conflict with what the one named was told to claim in any article, when it shares a word with it."""
    for at in story.sharing(stems(denial.what), 1):
        other = story.sayings[at]
        if other.voice.words & words and is_claim(other) and not other.negated and is_other(denial.saying, other):
            return denial_of(denial, other, 0.8, "the denial names whose claim it is")
    return None


def _of_claimant(story: Story, place: int, denial: Denial) -> Conflict | None:
    """Return the conflict of "rejected Rask's claim" with what Rask was last said to claim."""
    words = voice_words(denial.claimant)
    found = best_claim(story, place, denial) if denial.what else None
    if found:
        return denial_of(denial, found[0], 0.85, "the denial names whose claim it is")
    if denial.what:
        return _of_claimant_elsewhere(story, denial, words)
    for other in story.before(place):
        if denial.saying.sentence - other.sentence > _CLAIMANT:
            return None
        if other.voice.words & words and is_claim(other) and is_other(denial.saying, other):
            return denial_of(denial, other, 0.75, "the denial names whose claim it is")
    return None


def _more(story: Story, place: int) -> list[SideMention]:
    """Return what the one who denies says on in the same sentence: "…, saying that …"."""
    own = story.sayings[place]
    for at in range(place + 1, min(place + 3, len(story.sayings))):
        other = story.sayings[at]
        if other.article != own.article or other.sentence != own.sentence:
            return []
        if other.statement.speaker == own.statement.speaker is not None and other.cue.endswith(_GOES_ON):
            return [other.mention()]
    return []
