"""Competing accounts of one thing: different sources tell of it what cannot both be so."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from onrecord.grouping.account_frames import Frame, blame_of, cause_of, reciprocal_of
from onrecord.grouping.answers import Answer, answers_of, arises
from onrecord.grouping.linked import is_akin, is_kin, is_told_in, names_in, same_thing
from onrecord.grouping.sayings import Saying, find_sayings, is_of_one_side, is_other
from onrecord.grouping.sides import joined, name_of, short, side
from onrecord.model import Conflict, Side, SideMention, Span, Told

_ENOUGH = 0.5  # confidence below which nothing is returned
_ENOUGH_ACROSS = 0.6  # … of answers of two articles, or to what is asked of every crime
_ACCIDENT = "whether it was an accident"
_ENOUGH_OF_ACCIDENT = 0.52  # a shot fired on purpose with a gun thought unloaded is told as both
_OF_EVERY_CRIME = ("how somebody died", "why it was done")
# Questions that a story has once: who of its victims was a civilian, or what of its many targets was hit, it has often.
_OF_ITS_OWN = frozenset(
    (
        "whether it was an accident",
        "how somebody died",
        "whether somebody is alive",
        "why it crashed",
        "where it was",
        "how somebody left",
        "who was armed",
        "whether it was of free will",
        "why it was done",
        "whether there was a warning",
    )
)
_SAID_OUTRIGHT = ("who the victims were",)
_COMPARED = 60  # accounts before one that are compared with it: a story of thousands must not take all pairs


def find_accounts(told: Sequence[Told]) -> tuple[Conflict, ...]:
    """Return the accounts of a story that cannot both be so, the surest first; a copy adds no side."""
    return joined(accounts_of(find_sayings(told)))


def accounts_of(sayings: Sequence[Saying]) -> list[Conflict]:
    """Return pairs of competing accounts among statements; several may be of one thing."""
    return [*_answered(sayings), *_caused(sayings), *_blamed(sayings), *_mutual(sayings)]


# ── one question, two answers ────────────────────────────────────────────────────────────────────────────


def _answered(sayings: Sequence[Saying]) -> Iterator[Conflict]:
    by_question: dict[str, list[tuple[Saying, Answer]]] = defaultdict(list)
    for saying in sayings:
        for answer in answers_of(saying):
            by_question[answer.question].append((saying, answer))
    for question, given in by_question.items():
        for at, (later, own) in enumerate(given):
            for earlier, other in given[max(0, at - _COMPARED) : at]:
                likely = _apart(question, (earlier, other), (later, own))
                if likely >= _ENOUGH:
                    yield _pair(question, earlier, later, likely)


def _apart(question: str, one: tuple[Saying, Answer], other: tuple[Saying, Answer]) -> float:
    """Return how likely it is, 0 to 1, that two sources answer one question of one thing, and otherwise."""
    (earlier, first), (later, second) = one, other
    if first.answer == second.answer or not (first.says_so or second.says_so):
        return 0.0
    if not _may_differ(later, earlier) or not arises(question, earlier, later):
        return 0.0
    answers = first.words | second.words
    likely = same_thing(earlier, later, answers)
    if earlier.article != later.article and question not in _OF_ITS_OWN:
        likely -= (0.1 if question in _SAID_OUTRIGHT else 0.2) * (len((earlier.stems & later.stems) - answers) < 2)
    if (earlier.article != later.article and question in _OF_EVERY_CRIME) and likely < _ENOUGH_ACROSS:
        return 0.0
    if question == _ACCIDENT and likely < _ENOUGH_OF_ACCIDENT:
        return 0.0
    return likely


def _may_differ(one: Saying, other: Saying) -> bool:
    """Return whether two are told by different parties whom the articles name."""
    return is_other(one, other) and bool(name_of(one) and name_of(other)) and not is_of_one_side(one, other)


def _pair(topic: str, earlier: Saying, later: Saying, confidence: float) -> Conflict:
    one, other = name_of(earlier), name_of(later)
    why = f"{one} and {other} answer {topic} in ways that cannot both be so"
    return Conflict("account", topic, why, round(min(confidence, 0.9), 2), (_side(earlier), _side(later)))


def _side(saying: Saying, value: str = "") -> Side:
    return side(value or saying.content, [(name_of(saying), saying.mention())])


# ── causes ───────────────────────────────────────────────────────────────────────────────────────────────


def _caused(sayings: Sequence[Saying]) -> Iterator[Conflict]:
    """Yield the causes of one happening that two sources tell in other words."""
    by_event: dict[str, list[Frame]] = defaultdict(list)
    for place, saying in enumerate(sayings):
        frame = cause_of(saying, sayings[place - 1] if place else None)
        if frame:
            by_event[frame.thing].append(frame)
    for event, frames in by_event.items():
        for at, later in enumerate(frames):
            for earlier in frames[max(0, at - _COMPARED) : at]:
                likely = _differ(earlier, later)
                if likely >= _ENOUGH:
                    yield _of_frames(f"the cause of the {event}", earlier, later, likely)


def _differ(earlier: Frame, later: Frame) -> float:
    """Return how likely it is, 0 to 1, that two causes are of one happening and not of one kind."""
    if not _may_differ(later.saying, earlier.saying) or is_akin(earlier.value, later.value):
        return 0.0
    if is_told_in(earlier.value, later.saying) or is_told_in(later.value, earlier.saying):
        return 0.0
    near = later.saying.article == earlier.saying.article
    apart = abs(later.saying.sentence - earlier.saying.sentence)
    shared = names_in(earlier.saying) & names_in(later.saying)
    others = names_in(earlier.saying) and names_in(later.saying) and not shared
    return 0.55 + 0.2 * (near and apart <= 3) + 0.15 * bool(shared) - 0.15 * bool(others and not near)


def _of_frames(topic: str, earlier: Frame, later: Frame, confidence: float) -> Conflict:
    one, other = name_of(earlier.saying), name_of(later.saying)
    why = f"{one} names “{short(earlier.value, 60)}”, {other} “{short(later.value, 60)}”"
    sides = tuple(side(frame.value, [(name_of(frame.saying), frame.saying.mention())]) for frame in (earlier, later))
    return Conflict("account", topic, why, round(min(confidence, 0.9), 2), sides)


# ── who did it ───────────────────────────────────────────────────────────────────────────────────────────


def _blamed(sayings: Sequence[Saying]) -> Iterator[Conflict]:
    """Yield the deeds that two sources lay to different doers."""
    by_deed: dict[str, list[Frame]] = defaultdict(list)
    for saying in sayings:
        frame = blame_of(saying)
        if frame:
            by_deed[frame.thing].append(frame)
    for deed, frames in by_deed.items():
        for at, later in enumerate(frames):
            for earlier in frames[max(0, at - _COMPARED) : at]:
                likely = _blame_each_other(earlier, later)
                if likely >= _ENOUGH:
                    yield _of_frames(f"who {deed}", earlier, later, likely)


def _blame_each_other(earlier: Frame, later: Frame) -> float:
    """Return how likely it is, 0 to 1, that two sources lay one deed to different doers."""
    one, other = earlier.saying, later.saying
    if not is_other(one, other) or is_kin(earlier.value, later.value):
        return 0.0
    own = is_kin(earlier.value, other.voice.name), is_kin(later.value, one.voice.name)
    if is_kin(earlier.value, one.voice.name) or is_kin(later.value, other.voice.name) or not any(own):
        return 0.0
    near = one.article == other.article and abs(one.sentence - other.sentence) <= 2
    shared = names_in(one) & names_in(other)
    return 0.35 + 0.2 * sum(own) + 0.2 * near + 0.1 * bool(shared)


def _mutual(sayings: Sequence[Saying]) -> Iterator[Conflict]:
    """Yield what two accuse each other of, told in one sentence."""
    for saying in sayings:
        found = reciprocal_of(saying)
        if found:
            first, second, deed = found
            names = [span.of(saying.text) for span in (first, second)]
            sides = (
                Side(f"{names[0]} accuses {names[1]}", (names[0],), (_name(saying, first),)),
                Side(f"{names[1]} accuses {names[0]}", (names[1],), (_name(saying, second),)),
            )
            why = f"{names[0]} and {names[1]} accuse each other"
            yield Conflict("account", short(f"who is to blame: {deed}"), why, 0.8, sides)


def _name(saying: Saying, span: Span) -> SideMention:
    return SideMention(saying.article, span.start, span.end, statement=saying.at)
