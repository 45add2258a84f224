"""The statements of a story with what finds a claim among them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from onrecord.grouping.sayings import Saying, is_other
from onrecord.grouping.wordlists import WORD, words_of

_LISTED = 150  # statements a stem may stand in and still lead to candidates: more frequent ones tell nothing
_AROUND = 6  # statements before and behind a denial that may stand in it
ASSERTING = ("report", "claim", "confirm", "find")  # stances of one who says that something is so
_ASKING = frozenset(("asked", "ask", "asks", "asking", "questioned", "wondered"))
_QUESTIONS = ("whether", "if", "why", "how")


@dataclass(frozen=True, slots=True)
class Story:
    """The statements of a story with an index of their stems."""

    sayings: Sequence[Saying]
    places: dict[str, list[int]]  # of the statements that hold a stem
    accusing: list[int]  # places of those that lay something to somebody's charge

    @classmethod
    def of(cls, sayings: Sequence[Saying]) -> Story:
        places: dict[str, list[int]] = defaultdict(list)
        for at, saying in enumerate(sayings):
            for one in saying.stems:
                places[one].append(at)
        return cls(sayings, places, [at for at, saying in enumerate(sayings) if accuses(saying)])

    def sharing(self, wanted: frozenset[str], least: int) -> Iterator[int]:
        """Yield the places of statements that share so many stems, in order."""
        counts: dict[int, int] = defaultdict(int)
        for one in wanted:
            found = self.places.get(one, ())
            if len(found) <= _LISTED:
                for at in found:
                    counts[at] += 1
        yield from sorted(at for at, count in counts.items() if count >= least)

    def before(self, place: int) -> Iterator[Saying]:
        """Yield the statements of the same article before one, the nearest first."""
        own = self.sayings[place].article
        for at in range(place - 1, -1, -1):
            if self.sayings[at].article != own:
                return
            yield self.sayings[at]

    def around(self, place: int) -> Iterator[Saying]:
        own = self.sayings[place]
        for at in range(max(0, place - _AROUND), min(len(self.sayings), place + _AROUND + 1)):
            if at != place and self.sayings[at].article == own.article:
                yield self.sayings[at]


def accuses(saying: Saying) -> bool:
    """Return whether a statement lays something to somebody's charge."""
    words = set(WORD.findall(saying.cue))
    if words & words_of("accuses") or saying.statement.stance == "claim":
        return True
    if saying.statement.stance != "report" or not saying.voice.words & words_of("accusers"):
        return False
    return bool(saying.stems & words_of("wrongs"))


def may_answer(own: Saying, other: Saying) -> bool:
    return is_other(own, other) or (not other.voice.name and bool(set(WORD.findall(other.cue)) & words_of("accuses")))


def is_claim(saying: Saying) -> bool:
    return saying.statement.stance in ASSERTING and not is_question(saying) and len(saying.stems) >= 2


def is_question(saying: Saying) -> bool:
    first = saying.content.lower()[:12].split()
    asks = bool(set(WORD.findall(saying.cue)) & _ASKING)
    return asks or saying.content.rstrip("”\"' ").endswith("?") or (bool(first) and first[0] in _QUESTIONS)


def is_told_by(other: Saying, own: Saying) -> bool:
    """Return whether a denial is itself told in what the other says: "the report says that he denied it"."""
    cue = own.statement.cue
    if own.article != other.article or cue is None:
        return False
    return any(span.start <= cue.start and cue.end <= span.end for span in other.statement.content)


def overlap(one: Saying, other: Saying) -> float:
    """Return how much of the shorter of two contents stands in the other, 0 to 1."""
    if one.article != other.article:
        return 0.0
    a, b = one.statement.content, other.statement.content
    both = sum(max(0, min(x.end, y.end) - max(x.start, y.start)) for x in a for y in b)
    return both / max(1, min(sum(x.end - x.start for x in a), sum(y.end - y.start for y in b)))
