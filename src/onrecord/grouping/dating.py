"""What a time of a sentence dates: a clause, a noun ("Saturday's blast"), or only that somebody said so."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from onrecord.grouping.clauses import Clause
from onrecord.grouping.event_words import WORD, event_words, is_verb, kind_of, tokens_of
from onrecord.model import Span, Statement, TimeMention

How = Literal["clause", "noun", "lead", "bare lead", "step"]

RELATIVE = frozenset({"which", "who", "whose", "that", "where", "whom", "ed"})
DOUBTFUL = frozenset({"may", "might", "could", "if", "unless"})  # in lower case: "May" is a month
_PLANNED = re.compile(r"\b(?:was|were|been)\s(?:\w+\s)?(?:scheduled|due|supposed|meant|slated|planned|expected)\b")
_STAMP = re.compile(r"(?:updated|published|posted|created|modified)(?: on| at)?\W{0,3}$", re.IGNORECASE)
_WEEK = re.compile(r"(\d{4})-W(\d\d)")
_BEHIND = re.compile(r"['’]s?\s")
_HEAD_WORDS = 3  # between a time and the noun that it dates: "Tuesday's deadly market fire"
_NEAR_WORDS = 6
_PHRASE_WORDS = 7  # of the noun's phrase: "Wednesday's drone strike on the depot at Velna"


@dataclass(frozen=True, slots=True)
class SentenceTime:
    """One time of a sentence, with the clause it stands in."""

    text: str
    sentence: Span
    times: Sequence[TimeMention]
    time: TimeMention
    clauses: Sequence[Clause]
    statements: Sequence[Statement]

    @property
    def clause(self) -> Clause | None:
        return next((c for c in self.clauses if c.start <= self.time.start < c.end), None)

    @property
    def prefix(self) -> str:
        """Return the first word of the mention or the one before it, in lower case: "until", "since", "of"."""
        first = WORD.match(self.text, self.time.start)
        word = first.group().lower() if first else ""
        if word in ("until", "till", "since", "through"):
            return word
        return self._before()

    def _before(self) -> str:
        behind = self.text[max(self.sentence.start, self.time.start - 20) : self.time.start]
        words = behind.split()
        return words[-1].lower() if words and behind[-1:].isspace() else ""

    @property
    def verb(self) -> str:
        """Return the verb that the time goes with, in lower case: the last before it, else the first behind it."""
        if self.clause is None:
            return ""
        before = verbs_between(self.text, self.clause.start, self.time.start)
        behind = verbs_between(self.text, self.time.end, self.clause.end)
        return before[-1] if before else behind[0] if behind else ""

    def dates(self) -> How | None:
        """Return what the time dates: a clause, a noun; None where it dates a saying or nothing."""
        clause = self.clause
        if (
            clause is None
            or self._is_habit()
            or self.prefix in ("until", "till", "through")
            or clause.opener in ("until", "till", "if")
        ):
            return None
        if self._stands_by_noun():
            head = self._noun_words()
            told = any(kind_of(word) for word in head) and not event_words().utterances & {w.lower() for w in head}
            return "noun" if told else None
        if not clause.verb:
            return self._of_phrase(clause)
        if self._dates_saying(clause) or self._is_doubtful(clause) or self._is_idle(clause):
            return None
        return "clause"

    def _is_habit(self) -> bool:
        """Return whether the time dates nothing: "every Friday", "Updated: May 3", a bare number like a year."""
        if self._before() in event_words().every:
            return True
        if _STAMP.search(self.text[max(self.sentence.start, self.time.start - 30) : self.time.start]):
            return True
        first = self.text[self.time.start : self.time.start + 1]
        bare = first.isdigit() and self.time.end - self.time.start == len("2031")
        return bare and self._before() not in event_words().determiners | {"of"}

    def _of_phrase(self, clause: Clause) -> How | None:
        if clause.opener == "according":
            return None
        kinds = any(kind_of(m.group()) for m in WORD.finditer(self.text, clause.start, clause.end))
        number = self.clauses.index(clause)
        if kinds or not number or not self.clauses[number - 1].verb:
            return "noun" if kinds else None
        return "clause"  # "… came to the house just before midnight Thursday"

    def _stands_by_noun(self) -> bool:
        """Return whether the time belongs to a noun: "Saturday's blast", "the May 4 fire", "the blast of Saturday"."""
        if self.prefix == "of":
            return not event_words().parts_of_day & set(self._noun_words()[-2:])
        possessive = _BEHIND.match(self.text, self.time.end) or self.text[self.time.start : self.time.end].endswith(
            ("'s", "’s")
        )
        if possessive:
            return True
        follows = WORD.match(self.text, self.time.end + 1)
        if self._before() not in event_words().determiners or follows is None or follows.start() >= self.sentence.end:
            return False
        return follows.group().islower() and (not is_verb(follows.group()) or kind_of(follows.group()) is not None)

    def _noun_words(self, most: int = _HEAD_WORDS) -> list[str]:
        """Return the words of the noun that the time belongs to, as far as they can be told."""
        if self.prefix == "of":
            words = WORD.findall(self.text[max(self.sentence.start, self.time.start - 60) : self.time.start])
            return words[-_HEAD_WORDS - 1 :]
        stretch = re.split(r"[,;:()—–]", self.text[self.time.end : min(self.sentence.end, self.time.end + 90)])[0]
        return [word for word in WORD.findall(stretch) if word != "s"][:most]

    def _dates_saying(self, clause: Clause) -> bool:
        """Return whether the time goes with a plain verb of saying, or with a source: "a report of Monday"."""
        if self._before() in event_words().utterances or self._follows("as of"):
            return True
        for one in self.statements:
            if one.source and one.source.start <= self.time.start < one.source.end:
                return True
            inside = any(span.start <= self.time.start < span.end for span in one.content)
            if one.cue and not inside and clause.start <= one.cue.start < clause.end and self._governs(one.cue):
                return self._is_saying(one)
        opening = WORD.match(self.text, clause.start)
        by_source = opening is not None and opening.group().lower() == "according"
        return by_source or self.verb in event_words().speaks

    def _governs(self, cue: Span) -> bool:
        """Return whether no other verb stands between a cue and the time."""
        low, high = min(cue.end, self.time.end), max(cue.start, self.time.start)
        return not verbs_between(self.text, low, high)

    def _is_saying(self, statement: Statement) -> bool:
        """Return whether a cue is a plain verb of saying: no act ("announced"), and no other verb taken for a cue."""
        words = {word.lower() for word in WORD.findall(statement.cue.of(self.text))} if statement.cue else set()
        if words & event_words().acts:
            return False
        opening = self.text[statement.content[0].start :][:5].lower()
        return bool(words & event_words().saying) or statement.kind != "indirect" or opening.startswith("that ")

    def _follows(self, words: str) -> bool:
        start = self.time.start - len(words) - 1
        inside = self.text[self.time.start :].lower().startswith(words + " ")
        return inside or self.text[max(0, start) : self.time.start].lower().startswith(words + " ")

    def _is_idle(self, clause: Clause) -> bool:
        """Return whether the clause's verb says that nothing happened: the words before and behind it are few."""
        words = [word.lower() for word in WORD.findall(self.text[clause.start : self.time.start])]
        behind = [word.lower() for word in WORD.findall(self.text[self.time.end : clause.end])]
        near = {*words[-_NEAR_WORDS:], *(behind[:_NEAR_WORDS] if len(words) < _NEAR_WORDS else ())}
        return bool(near & event_words().idle) or any(word.endswith(("n't", "n’t")) for word in near)

    def _is_doubtful(self, clause: Clause) -> bool:
        words = self.text[clause.start : clause.end]
        return bool(DOUBTFUL & set(WORD.findall(words))) or _PLANNED.search(words) is not None

    def tokens(self, how: How) -> frozenset[str]:
        """Return what the happening can be compared by: its clause's words, and what a relative clause leans on."""
        clause = self.clause
        if clause is None:
            return frozenset()
        if how == "noun" and clause.verb:
            return tokens_of(" ".join(self._noun_words(_PHRASE_WORDS)))
        start = clause.start
        number = self.clauses.index(clause)
        if number and not clause.verb and how == "clause":
            start = self.clauses[number - 1].start
        elif number and clause.opener in RELATIVE:
            start = _last_words(self.text, self.clauses[number - 1])
        elif number and clause.opener == "ing":
            start = self.clauses[number - 1].start
        return tokens_of(self._without_times(start, clause.end)) or tokens_of(
            self._without_times(self.sentence.start, self.sentence.end)
        )

    def _without_times(self, start: int, end: int) -> str:
        parts, at = [], start
        for time in self.times:
            if time.end <= at or time.start >= end:
                continue
            parts.append(self.text[at : max(at, time.start)])
            at = min(end, time.end)
        return " ".join([*parts, self.text[at:end]])


def _last_words(text: str, clause: Clause) -> int:
    """Return where the last words of a clause begin: what a relative clause behind it tells of."""
    words = list(WORD.finditer(text, clause.start, clause.end))
    return words[max(0, len(words) - _HEAD_WORDS)].start() if words else clause.end


def verbs_between(text: str, start: int, end: int) -> list[str]:
    """Return the verbs between two places, in lower case; helpers only where nothing else is there."""
    found = list(WORD.finditer(text, start, end)) if start < end else []
    words = [match.group() for match in found]
    pairs = list(zip(["", *words], words, strict=False))
    verbs = [word.lower() for before, word in pairs if is_verb(word, before) or before.lower() in ("to", "will")]
    return [verb for verb in verbs if verb not in event_words().helpers] or verbs


def days_of(time: TimeMention) -> tuple[str, str | None] | None:
    """Return a time's date, as exact as it is known but no more than a day, and the last of a span; None for others."""
    week = _WEEK.fullmatch(time.value)
    if week:  # a span of days: readers of a timeline order days, months and years
        try:
            monday = date.fromisocalendar(int(week[1]), int(week[2]), 1)
        except ValueError:
            return None
        return monday.isoformat(), (monday + timedelta(days=6)).isoformat()
    value, until = time.value[:10], time.until[:10] if time.until else None
    if not re.fullmatch(r"\d{4}(?:-\d\d){0,2}", value, re.ASCII):
        return None
    until = until if until and re.fullmatch(r"\d{4}(?:-\d\d){0,2}", until, re.ASCII) and until > value else None
    return value, until
