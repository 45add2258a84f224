"""Which happenings are one event: the same day, and the same happening in other words."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from onrecord.grouping.event_words import PLACING
from onrecord.grouping.happenings import Happening
from onrecord.grouping.steps import moved

_ALIKE = 0.3  # overlap of two happenings of one day that may be one kind
_ALIKE_OTHER_KIND = 0.58  # … whose kinds differ: "killed" and "arrested" seldom are one
_ALIKE_NOUN = 0.2  # … one of which is a noun of the other's kind: "Saturday's blast"
_ALIKE_NEAR = 0.4  # … of a month, or a lead without a time, with a day that it may mean
_FEW_WORDS = 3
_FEW_MEMBERS = 200
_CORE = 0.3  # share of an event's happenings that have a word for it to be the event's own
_KIND_WEIGHT = 1.6
_NEXT_SENTENCES = 8  # of an article, which date what its lead tells
_DAYS_BEFORE = 4  # a lead without a time tells news of the last days
_MOST_JOINED = 60  # events of one day that are compared with each other again


@dataclass(slots=True)
class Group:
    """Happenings that are taken for one event."""

    date: str
    until: str | None
    members: list[Happening] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)

    def add(self, happening: Happening) -> None:
        """Take one more happening in."""
        self.members.append(happening)
        self.counts.update(happening.tokens)

    def core(self) -> frozenset[str]:
        """Return the words that enough of its happenings share."""
        least = max(1.0, _CORE * len(self.members))
        return frozenset(token for token, count in self.counts.items() if count >= least)


class _Weights:
    """How much a shared word says: kinds of happening most, words of the whole story little."""

    def __init__(self, happenings: Sequence[Happening]) -> None:
        self._counts = Counter(token for one in happenings for token in one.tokens)
        self._all = max(8, len(happenings))

    def of(self, token: str) -> float:
        if token == PLACING:
            return 0.0
        if token[0] == "=":
            return _KIND_WEIGHT
        return 1.0 - 0.7 * self._counts[token] / self._all

    def overlap(self, one: frozenset[str], other: frozenset[str]) -> float:
        """Return how much of the shorter one's weight the two share, 0 to 1."""
        least = min(sum(map(self.of, sorted(one))), sum(map(self.of, sorted(other))))
        return sum(map(self.of, sorted(one & other))) / max(least, 2.0)

    def alike(self, one: frozenset[str], other: frozenset[str]) -> float:
        """Return the overlap beyond what it must be, above 0 for one event."""
        kinds, others = _kinds(one), _kinds(other)
        if kinds and others and not kinds & others:
            return self.overlap(one, other) - _ALIKE_OTHER_KIND
        noun = min(len(one), len(other)) <= _FEW_WORDS and kinds & others
        return self.overlap(one, other) - (_ALIKE_NOUN if noun else _ALIKE)


def _kinds(tokens: frozenset[str]) -> frozenset[str]:
    return frozenset(token for token in tokens if token[0] == "=")


def merge(happenings: Sequence[Happening]) -> list[Group]:
    """Return the events that the happenings of one story tell, in no order that means anything.

    Args:
        happenings: in an order that does not depend on the order of input.
    """
    weights = _Weights(happenings)
    timed = [one for one in happenings if one.how in ("clause", "noun")]
    groups: list[Group] = []
    days: dict[tuple[str, str | None], list[Happening]] = defaultdict(list)
    for one in sorted(timed, key=lambda one: one.how != "clause"):  # nouns behind the clauses they may go with
        days[one.date, one.until].append(one)
    for (day, until), members in sorted(days.items(), key=lambda item: (item[0][0], item[0][1] or "")):
        groups.extend(_of_one_day(day, until, members, weights))
    groups = _coarse_into_exact(_coarse_into_exact(groups, len("2031-03-04"), weights), len("2031-03"), weights)
    groups = _with_steps(groups, [one for one in happenings if one.how == "step"], weights)
    return _with_leads(groups, [one for one in happenings if one.how in ("lead", "bare lead")], weights)


def _of_one_day(day: str, until: str | None, members: Iterable[Happening], weights: _Weights) -> list[Group]:
    """Return the events of one day."""
    groups: list[Group] = []
    for one in members:
        best = (_told_before(one, groups) if PLACING in one.tokens else None) or _best(one.tokens, groups, weights)
        if best is None:
            best = Group(day, until)
            groups.append(best)
        best.add(one)
    return _joined(groups, weights)


def _told_before(one: Happening, groups: Sequence[Group]) -> Group | None:
    """Return the group with what the same article told just before: "It happened at 9 p.m. on Sunday"."""
    before = [
        (other.place, -number)
        for number, group in enumerate(groups)
        for other in group.members[:_FEW_MEMBERS]
        if other.article == one.article and one.place - _NEXT_SENTENCES <= other.place <= one.place
    ]
    return groups[-max(before)[1]] if before else None


def _best(tokens: frozenset[str], groups: Sequence[Group], weights: _Weights) -> Group | None:
    """Return the group that is most alike, None where none is alike enough."""
    scored = [(weights.alike(tokens, group.core()), -number) for number, group in enumerate(groups)]
    score, number = max(scored, default=(-1.0, 0))
    return groups[-number] if score > 0 else None


def _joined(groups: list[Group], weights: _Weights) -> list[Group]:
    """Return the groups of a day, those alike by now made one."""
    groups = sorted(groups, key=lambda group: -len(group.members))
    done: list[Group] = []
    for group in groups:
        best = _best(group.core(), done[:_MOST_JOINED], weights)
        if best is None:
            done.append(group)
            continue
        for one in group.members:
            best.add(one)
    return done


def _coarse_into_exact(groups: list[Group], exact: int, weights: _Weights) -> list[Group]:
    """Return the groups, each of a year, month or span joined to the event in it that it tells less exactly.

    Args:
        groups: all groups.
        exact: length of the dates that count as exact: of days, or of months.
        weights: of their words.
    """
    fine = [group for group in groups if len(group.date) == exact and group.until is None]
    kept: list[Group] = []
    for group in groups:
        if len(group.date) == exact and group.until is None:
            continue
        within = [one for one in fine if _holds(group, one.date)] if len(group.date) < exact or group.until else []
        best = _same_kind(group.core(), within, weights)
        if best is None:
            kept.append(group)
            continue
        for one in group.members:
            best.add(one)
    return fine + kept


def _same_kind(tokens: frozenset[str], groups: Sequence[Group], weights: _Weights) -> Group | None:
    """Return the group of the same kind that is most alike, None where none is alike enough."""
    alike = [group for group in groups if _kinds(tokens) & _kinds(group.core())]
    scored = [
        (weights.overlap(tokens, group.core()), len(group.members), -number) for number, group in enumerate(alike)
    ]
    score, _, number = max(scored, default=(0.0, 0, 0))
    return alike[-number] if score >= _ALIKE_NEAR else None


def _holds(group: Group, day: str) -> bool:
    return group.date <= day <= group.until + "~" if group.until else day.startswith(group.date)


def _with_steps(groups: list[Group], steps: Sequence[Happening], weights: _Weights) -> list[Group]:
    """Return the groups with what happened "two days after the blast", where one day of the blast is told."""
    exact = [group for group in groups if len(group.date) == len("2031-03-04") and group.until is None]
    for step in steps:
        first = _same_kind(step.anchor, exact, weights)
        day = moved(first.date, step.step) if first else None
        if day is None:
            continue
        best = _best(step.tokens, [group for group in groups if group.date == day], weights)
        if best is None:
            best = Group(day, None)
            groups.append(best)
        best.add(replace(step, date=day, how="clause"))
    return groups


def _with_leads(groups: list[Group], leads: Sequence[Happening], weights: _Weights) -> list[Group]:
    """Return the groups with the leads that have no time: joined to a day's event, else events of their own."""
    new: list[Group] = []
    for lead in leads:
        earliest = _days_before(lead.date)
        near = [one for one in groups if earliest <= one.date <= lead.date and one.until is None]
        best = _of_same_article(lead, near, weights) or _same_kind(lead.tokens, near, weights)
        if best is not None:
            best.add(lead)
        elif lead.how == "lead" and not any(_kinds(one.core()) & _kinds(lead.tokens) for one in near):
            new.append(Group(lead.date, None))
            new[-1].add(lead)
    return groups + _leads_of_days(new, weights)


def _of_same_article(lead: Happening, near: Sequence[Group], weights: _Weights) -> Group | None:
    """Return the event that the article's next sentences date and that its lead tells without a time."""
    scored = [
        (weights.overlap(lead.tokens, one.tokens), -one.place, -number)
        for number, group in enumerate(near)
        for one in group.members
        if one.article == lead.article and one.place <= _NEXT_SENTENCES and _kinds(one.tokens) & _kinds(lead.tokens)
    ]
    placed = [
        (1.0, -one.place, -number)
        for number, group in enumerate(near)
        for one in group.members
        if one.article == lead.article and one.place <= _NEXT_SENTENCES and PLACING in one.tokens
    ]
    score, _, number = max([*scored, *placed], default=(0.0, 0, 0))
    return near[-number] if score >= _ALIKE else None


def _leads_of_days(groups: Sequence[Group], weights: _Weights) -> list[Group]:
    """Return the events that only leads tell: what several papers lead with is one, of the first day it was printed."""
    done: list[Group] = []
    for group in sorted(groups, key=lambda group: group.date):
        near = [one for one in done if one.date >= _days_before(group.date)]
        best = _best(group.core(), near, weights)
        if best is None:
            done.append(group)
        else:
            best.add(group.members[0])
    return done


def _days_before(day: str) -> str:
    return moved(day, -_DAYS_BEFORE) or day
