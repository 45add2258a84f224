"""Whom a pronoun means, by gender, nearness, and who was spoken of and quoted last; nobody where two are as likely."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from itertools import islice

from onrecord.statements.layout import Layout
from onrecord.statements.others import Other
from onrecord.statements.persons import Person
from onrecord.statements.speaker_types import noun_type

PRONOUN = re.compile(r"\b(?:he|she|him|her|his|hers|himself|herself)\b", re.IGNORECASE)
# Somebody without a name who may be spoken of further. Before a name ("his wife, Jane Roe") it is an apposition.
SOMEBODY = re.compile(
    r"\b(?:(?:my|his|her|their|our|an?|the|that|this|another|one) (?:[\w-]{2,20} )?|[\w-]{2,30}['’]s (?:[\w-]{2,20} )?)"
    r"(?:mother|father|wife|husband|son|daughter|sister|brother|woman|man|boy|girl|girlfriend|boyfriend|grandmother|"
    r"grandfather|aunt|uncle|mom|dad)\b(?!['’-]|,? [A-Z]|,? (?:named|who))"
)
_POSSESSIVE_AFTER = re.compile(r"['’]s?\b")
_NOUN_AFTER = re.compile(r"[ \u00a0](?:(?:senior|campaign|policy|top|press|media) )?([A-Za-z]{3,20})\b")
_WORD_BEFORE = re.compile(r"([\w’'-]+)[ \u00a0]\W?$")
_OBJECT_BEFORE = frozenset(
    "of for in at on from to with by near under over after before during against about between among like than via as "
    "into upon toward towards and or".split()
)
# How much each sign counts: set by trial on PolNeAR's training part, by statements resolved by hand and by how often
# CoreNLP's chains agree. The optimum is flat: a third more or less of any changes a point of agreement at most.
_SENTENCE = 1.3  # each sentence back
_PARAGRAPH = 0.6  # each paragraph back
_SUBJECT = 1.1
_SPOKE_LAST = 1.0
_SPOKE_BEFORE = 0.3  # where somebody else has been the subject of another paragraph since
_QUOTED = 1.4
_POSSESSIVE = 0.8
_OFTEN = 0.45
_UNSURE_GENDER = 1.0
_MARGIN = 0.45  # by how much the best must lead
_MOST = 40  # people in view at once
_FAR = 7  # sentences behind which a mention is forgotten


@dataclass(slots=True)
class _Seen:
    """The last mention of a person, and how prominent they are so far."""

    at: int
    sentence: int
    paragraph: int
    subject: bool
    quoted: bool
    possessive: bool
    count: int = 1


class Focus:
    """Who has been spoken of up to a place in a text."""

    def __init__(self, layout: Layout) -> None:
        self._layout = layout
        self._seen: dict[Person | Other, _Seen] = {}
        self._spoke: Person | Other | None = None
        self._spoke_in = -1  # the paragraph in which they spoke
        self._since_spoke = False  # whether another paragraph has had somebody else as a subject since
        self._sentence_taken = -1  # the sentence whose first person has been seen

    def mention(self, person: Person | Other, start: int, end: int, *, source: bool = False) -> None:
        """Note that a person is named, or meant by a pronoun, at a place."""
        layout = self._layout
        sentence, quoted = layout.sentence(start), layout.is_quoted(start)
        possessive = bool(_POSSESSIVE_AFTER.match(layout.text, end)) or self._describes(start, end)
        subject = source or (
            not quoted and not possessive and sentence != self._sentence_taken and not self._is_object(start)
        )
        if not quoted:
            self._sentence_taken = sentence
        old = self._seen.get(person)
        count = old.count + 1 if old else 1
        if old and old.sentence == sentence and old.subject and not old.quoted:
            subject, quoted, possessive = True, False, False
        elif old and quoted and not old.quoted and sentence - old.sentence < 2:
            old.count = count
            return  # a name inside a quotation hides nobody who was spoken of around it
        self._seen.pop(person, None)  # so that the last seen stand last
        self._seen[person] = _Seen(start, sentence, layout.paragraph(start), subject, quoted, possessive, count)
        if source:
            self._spoke, self._since_spoke = person, False
        elif subject and person is not self._spoke and self._spoke_in != layout.paragraph(start):
            self._since_spoke = True
        if source:
            self._spoke_in = layout.paragraph(start)

    def _describes(self, start: int, end: int) -> bool:
        """Return whether a name stands before a noun or a title: "Roe" in "Roe spokeswoman Ann Poe"."""
        after = _NOUN_AFTER.match(self._layout.text, end)
        return bool(after) and (noun_type(after.group(1).lower()) is not None)  # type: ignore[union-attr]

    def _is_object(self, start: int) -> bool:
        before = _WORD_BEFORE.search(self._layout.text, max(0, start - 20), start)
        return bool(before) and before.group(1).lower() in _OBJECT_BEFORE  # type: ignore[union-attr]

    def forget_speaker(self) -> None:
        """Note that the last statement was somebody's whom no he or she can mean."""
        self._spoke = None

    def resolve(self, gender: str, at: int) -> Person | Other | None:
        """Return whom "he" ("m") or "she" ("f") at a place means; None where it stays open."""
        return self._best(at, gender)

    def _best(self, at: int, gender: str) -> Person | Other | None:
        sentence, paragraph = self._layout.sentence(at), self._layout.paragraph(at)
        scores = []
        for person, seen in islice(reversed(self._seen.items()), _MOST):
            if sentence - seen.sentence > _FAR:
                break
            if gender and person.gender not in ("", gender):
                continue
            scores.append((self._score(person, seen, sentence, paragraph), person))
        if not scores:
            return None
        scores.sort(key=lambda pair: -pair[0])
        if len(scores) > 1 and scores[0][0] - scores[1][0] < _MARGIN:
            return None
        return scores[0][1]

    def _score(self, person: Person | Other, seen: _Seen, sentence: int, paragraph: int) -> float:
        score = -_SENTENCE * (sentence - seen.sentence) - _PARAGRAPH * (paragraph - seen.paragraph)
        score += _OFTEN * math.log1p(seen.count)
        score += _SUBJECT * seen.subject - _QUOTED * seen.quoted - _POSSESSIVE * seen.possessive
        score += (_SPOKE_BEFORE if self._since_spoke else _SPOKE_LAST) * (person is self._spoke)
        return score - _UNSURE_GENDER * (not person.gender)

    def first_of_all(self, at: int) -> Person | Other | None:
        """Return who is most in view at a place, man or woman; None where two are as much."""
        return self._best(at, "")

    def sentences_since(self, person: Person, at: int) -> int:
        """Return how many sentences ago a person was last spoken of; a large number for never."""
        seen = self._seen.get(person)
        return self._layout.sentence(at) - seen.sentence if seen else 10**9

    def latest(self, persons: list[Person]) -> Person | None:
        """Return who of some persons was spoken of last."""
        seen = [(self._seen[person].at, n) for n, person in enumerate(persons) if person in self._seen]
        return persons[max(seen)[1]] if seen else None
