"""What a denial points back to, or answers anywhere in the story."""

from __future__ import annotations

import re

from onrecord.grouping.denial_forms import CHARGED, Denial, is_about, read_denial
from onrecord.grouping.denial_sides import denial_of, two_sides
from onrecord.grouping.sayings import Saying, is_other
from onrecord.grouping.sides import name_of, side
from onrecord.grouping.story_index import ASSERTING, Story, accuses, is_claim, is_question, is_told_by, may_answer
from onrecord.grouping.wordlists import WORD, stems, words_of
from onrecord.model import Conflict, SideMention, Span

_OPENING = 6  # words before a denial past which it stands at the end of its sentence
_NEAR = 2  # sentences back in which "the claim" or "that" finds what it points to
_CHARGE = 500  # characters before a denial in which the charge that it answers stands
_SHORT = 2  # stems of a denial that says in a word what it denies: "denies cheating"
_ACCUSING = frozenset("accuse accused accuses accusing alleged alleges allege charged charges indicted".split())
_SELF = re.compile(r"\b(?:him|her|them|it)sel(?:f|ves)\b", re.IGNORECASE)
_DENIED = re.compile(r"\bden(?:y|ies|ied|ying|ial)\b", re.IGNORECASE)  # what says so is a denial of its own
_CHARGES = 150  # charges of a story that are looked at
_MANY = 40  # stems of a content beyond which it tells of many things


def pointed_at(story: Story, place: int, denial: Denial, *, sharing: frozenset[str] | None = None) -> Conflict | None:
    """Return the conflict of a denial that points back with what it points to: the nearest claim of another."""
    own = denial.saying
    for other in story.before(place):
        apart = own.sentence - other.sentence
        if not other.voice.name and "alleged" in other.cue:
            continue  # "the felonies alleged": a name for them, and nobody's claim
        if sharing is not None and 2 * len(sharing & other.stems) < len(sharing):
            continue
        if denial.accusation and accuses(other) and may_answer(own, other) and is_claim(other):
            if is_about(own, other) or (apart <= 1 and not _is_of_another(own, other)):
                return denial_of(denial, other, 0.8 if apart <= 3 else 0.65, "the denial points back to it")
        elif _may_be_meant(denial, other, apart):
            return denial_of(denial, other, 0.75 if apart <= 1 else 0.6, "the denial points back to it")
    return None


def _is_of_another(own: Saying, other: Saying) -> bool:
    """Return whether an accusation names its own person, and a person by another name answers."""
    words = WORD.findall(other.content)[:6]
    return own.voice.type == "person" and any(word[0].isupper() for word in words[1:])


def accused_before(story: Story, place: int, denial: Denial) -> Conflict | None:
    """Return the conflict of a short denial in other words with the accusation of the same person just before it."""
    own = denial.saying
    if not denial.sure or len(stems(denial.what)) > _SHORT:
        return None
    for other in story.before(place):
        if own.sentence - other.sentence > _NEAR:
            return None
        if set(WORD.findall(other.cue)) & _ACCUSING and _is_answerable(own, other):
            return denial_of(denial, other, 0.65, "the denial follows the accusation of the same")
    return None


def said_just_before(story: Story, place: int, denial: Denial) -> Conflict | None:
    """Return the conflict of a denial with the claim right before it, when half of what it denies is of that."""
    own, wanted = denial.saying, stems(denial.what)
    for other in story.before(place):
        if not denial.sure or own.sentence - other.sentence > 1:
            return None
        if is_other(own, other) and _can_be_denied(other):
            held = len(wanted & other.stems) / max(1, len(wanted))
            return denial_of(denial, other, 0.55, "it follows the claim and is of the same") if held >= 0.5 else None
    return None


def _is_answerable(own: Saying, other: Saying) -> bool:
    return is_about(own, other) and may_answer(own, other) and is_claim(other)


def _may_be_meant(denial: Denial, other: Saying, apart: int) -> bool:
    """Return whether "the claim", "that" or "the reports" can mean a statement so many sentences before."""
    if denial.back == "charge" or apart > _NEAR or not is_claim(other) or not is_other(denial.saying, other):
        return False
    if denial.noun in ("statement", "statements", "comments", "remarks", "testimony"):
        return False
    if not denial.noun and apart and _in_passing(denial.saying):
        return False
    if denial.noun not in ("report", "reports"):
        return True
    media = any(word.lower() in words_of("media") for word in WORD.findall(other.voice.name))
    return media or other.cue.startswith("report")


def _in_passing(own: Saying) -> bool:
    """Return whether "…, although Orvex disputes this" ends a sentence, of which it then speaks."""
    return len(own.text[own.bounds.start : own.hull.start].split()) > _OPENING


def charged(denial: Denial) -> Conflict | None:
    """Return the conflict of "denied the charges" with words before it that lay something to the denier's charge."""
    own = denial.saying
    if denial.back != "charge" or not denial.sure:
        return None
    start = max(own.text.rfind("\n\n", 0, max(own.bounds.start - 2, 0)), own.bounds.start - _CHARGE, 0)
    found = list(CHARGED.finditer(own.text, start, own.hull.start))
    if not found or not _names(own, own.text[start : found[-1].end()]):
        return None
    words = Span(found[-1].start("what"), found[-1].end("what"))
    claim = side(words.of(own.text), [("", SideMention(own.article, words.start, words.end))])
    return two_sides(
        denial,
        claim,
        words.of(own.text),
        0.65,
        f"denied by {name_of(own) or 'somebody'}, to whose charge it is laid before",
    )


def charged_elsewhere(story: Story, denial: Denial) -> Conflict | None:
    """Return the conflict of "denied any part in it" with another article's charge against the one who denies."""
    own = denial.saying
    if denial.back != "charge" or not denial.sure or not own.voice.named:
        return None
    best: tuple[int, Saying] | None = None
    if "plea" in own.cue or "plead" in own.cue or "pled" in own.cue:
        return None  # to a charge that its own article names
    for at in story.accusing[:_CHARGES]:
        other = story.sayings[at]
        if other.article == own.article or not is_other(own, other) or not is_about(own, other):
            continue
        shared = len(own.around & other.around)
        if own.names & other.names - own.voice.named and shared >= 3 and (best is None or shared > best[0]):
            best = shared, other
    return denial_of(denial, best[1], 0.65, "the denial answers a charge against the same") if best else None


def _names(own: Saying, text: str) -> bool:
    return any(_bare(word) in own.voice.named for word in WORD.findall(text))


def _bare(word: str) -> str:
    return word.lower().replace("’", "'").removesuffix("'s")


# ── anywhere in the story ────────────────────────────────────────────────────────────────────────────────


def best_claim(story: Story, place: int, denial: Denial) -> tuple[Saying, float] | None:
    """Return the statement of another source that says what is denied, and how sure that is."""
    own, wanted = denial.saying, stems(denial.what)
    best: tuple[float, int] | None = None
    for at in story.sharing(wanted, 1):
        other = story.sayings[at]
        if at == place or is_told_by(other, own) or not may_answer(own, other) or not _can_be_denied(other):
            continue
        score = _score(wanted, own, other)
        if best is None or score > best[0]:
            best = score, at
    return (story.sayings[best[1]], min(best[0], 0.9)) if best and best[0] >= 0.6 else None


def _can_be_denied(saying: Saying) -> bool:
    if saying.statement.stance not in (*ASSERTING, "believe") or is_question(saying):
        return False
    if _DENIED.search(saying.content[:_CHARGE]):
        return False
    return len(saying.stems) <= _MANY and read_denial(saying) is None and not saying.negated


def _score(wanted: frozenset[str], own: Saying, other: Saying) -> float:
    """Return how likely it is, 0 to 1, that one statement denies what the other says."""
    shared = wanted & other.stems
    if not shared or not wanted:
        return 0.0
    if own.article != other.article:  # where it happened can stand beside the claim: "doctors in Arlen said …"
        shared |= wanted & other.around if len(shared) >= 2 else frozenset()
    if bool(_SELF.search(own.content)) != bool(_SELF.search(other.content)):
        return 0.0  # "denied shooting his brother", who "shot himself"
    about, charges = is_about(own, other), accuses(other)
    if len(shared) == 1 and not (about and charges and len(wanted) <= 2):
        return 0.0
    near = own.article == other.article and abs(own.sentence - other.sentence) <= 3
    held = len(shared) / len(wanted)
    score = 0.55 * held + 0.15 * len(shared) / len(other.stems)
    if len(shared) < 3 and not charges and len(shared) / len(other.stems) < 0.25:
        score -= 0.25  # two words of many: the rest may be of anything
    score += 0.08 * (held > 0.99 and len(shared) >= 2 and own.article != other.article)
    score += 0.12 * about + 0.12 * near + 0.08 * charges + 0.08 * (len(shared) >= 3)
    return score if held >= 0.4 else 0.0
