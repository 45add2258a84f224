"""What one says plainly is not so, and another that it is."""

from __future__ import annotations

import re

from onrecord.grouping.denial_forms import ASIDE, Denial, is_about
from onrecord.grouping.denial_sides import denial_of
from onrecord.grouping.linked import contrasts, is_kin
from onrecord.grouping.negation import Negation, is_share, read_negation
from onrecord.grouping.sayings import Saying, is_of_one_side, is_other, voice_words
from onrecord.grouping.sides import name_of, short, side
from onrecord.grouping.story_index import ASSERTING, Story, is_claim, is_question, overlap
from onrecord.grouping.wordlists import WORD, words_of
from onrecord.model import Conflict, SideMention

_ENOUGH = 0.6  # confidence below which nothing is returned
_READ = 500  # characters of a sentence in which a denial is named in passing
_CONTRARY = re.compile(r"\b(?:contrary to|despite|contradict\w{0,4})\b", re.IGNORECASE)


def contradicted(story: Story, place: int) -> Conflict | None:
    """Return the conflict of "did not" with "did": one says plainly that what another says is not so."""
    own = story.sayings[place]
    if not own.negated or not _plain_fact(own):
        return None
    negation = read_negation(own.content)
    if negation is None:
        return None
    best: tuple[float, Saying] | None = None
    for at in story.sharing(negation.stems, 1 if negation.such else 2):
        other = story.sayings[at]
        if (
            at == place
            or other.negated
            or _undone(other.content)
            or not _plain_fact(other)
            or not _may_differ(own, other)
        ):
            continue
        score = _against(own, negation, other)
        if score >= _ENOUGH and (best is None or score > best[0]):
            best = score, other
    if not best:
        return None
    return denial_of(
        Denial(own, own.content, None), best[1], best[0], "one says that it is so, the other that it is not"
    )


def _may_differ(own: Saying, other: Saying) -> bool:
    """Return whether two are told by different parties whom the articles name."""
    return is_other(own, other) and bool(name_of(own) and name_of(other)) and not is_of_one_side(own, other)


def _undone(content: str) -> bool:
    """Return whether a content says without "not" that something was left undone: "avoided paying tax"."""
    return any(word.lower() in words_of("implicit") for word in WORD.findall(content[:300]))


def _plain_fact(saying: Saying) -> bool:
    """Return whether a content tells of what is or was, not of what would, should or might be, or what many think."""
    if saying.statement.stance not in ASSERTING or is_question(saying) or is_share(saying.voice.name):
        return False
    return not any(word.lower() in words_of("modals") for word in WORD.findall(saying.content[:200]))


def _against(own: Saying, negation: Negation, other: Saying) -> float:
    """Return how likely it is, 0 to 1, that a negated statement denies another."""
    if own.statement.inside == other.at or other.statement.inside == own.at or overlap(own, other):
        return 0.0
    near = own.article == other.article and abs(own.sentence - other.sentence) <= 2
    if negation.such:
        behind = near and own.sentence >= other.sentence
        return 0.75 if behind and negation.denied in other.stems else 0.0
    shared = negation.stems & other.stems
    if negation.denied not in other.stems or (negation.own_deed and not is_about(own, other)):
        return 0.0
    held, of_other = len(shared) / len(negation.stems), len(shared) / len(other.stems)
    few = len(shared) < 3 and not (near and held > 0.6) and not (held > 0.9 and own.article != other.article)
    if held < 0.5 or few or (of_other < 0.3 and held < 0.75):
        return 0.0
    if own.article != other.article and not _is_same_matter(own, other, len(shared), held):
        return 0.0
    set_against = contrasts(other, own) if near else False
    set_against = set_against or bool(_CONTRARY.search(own.bounds.of(own.text)[:_READ]))
    score = 0.1 + 0.35 * held + 0.25 * of_other + 0.1 * near + 0.15 * set_against
    return min(0.85, score + 0.1 * (own.article != other.article))


def _is_same_matter(own: Saying, other: Saying, shared: int, held: float) -> bool:
    """Return whether what a statement of another article says is what one denies: more must agree than next to it."""
    if is_kin(own.voice.name, other.content):  # "none of its drones" and "a Nemoran drone"
        return held > 0.9 or (shared >= 3 and held >= 0.6)
    return shared >= 3 and held >= 0.8


def denied_aside(saying: Saying) -> Conflict | None:
    """Return the conflict of a claim in whose sentence a denial is named: "despite denials from the palace"."""
    found = ASIDE.search(saying.bounds.of(saying.text)[:_READ])
    if not found or not is_claim(saying) or saying.negated:
        return None
    who = (found["who"] or found["whose"]).strip()
    if voice_words(who) & saying.voice.words:
        return None
    start = saying.bounds.start + found.start()
    denied = side("denied", [(who, SideMention(saying.article, start, start + len(found.group())))])
    claim = side(saying.content, [(name_of(saying), saying.mention())])
    why = f"said by {name_of(saying) or 'somebody'}, denied by {who}: the sentence names the denial"
    return Conflict("denial", short(saying.content), why, 0.75, (claim, denied))
