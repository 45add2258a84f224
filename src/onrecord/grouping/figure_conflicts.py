"""Conflicts of figures: accounts of one quantity of one event that no single number satisfies.

A figure that changed with time is no conflict: tolls rise as more becomes known. So of two counts of a kind that only
grows, the lower one must stand beside the higher, or be repeated after it, or be given for the same day.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from onrecord.grouping.casualties import casualties
from onrecord.grouping.counts import Count, count_of, counts
from onrecord.grouping.figure_accounts import Account, Pair, apart, is_copied, same_scope
from onrecord.grouping.quantities import differ, lexicon, words_of
from onrecord.grouping.source_figures import pairs_of_sources
from onrecord.model import Conflict, Side, SideMention, Span, Told

_BEHIND = 200  # characters behind a count that may say that the dead are among those counted
_OF_THEM = re.compile(r"\b(?:one|two|three|four|five|\d{1,3}) of (?:them|whom|the|those)\b|\bincluding\b|\bfatally\b")
_HOSPITAL = re.compile(r"hospital|clinic|medical|memorial|doctor", re.IGNORECASE)
_AGE = "age of "
_TOLLS = (("killed", "anyone"), ("injured", "anyone"))  # read from the article as a whole: casualties.py
_SURE = 0.7  # how sure an article's own total must be to be set against another's
_HEAD = 800  # characters of an article whose names say what it is about
_NAME = re.compile(r"\b[A-Z][a-z]{2,20}\b")
_LEAST = 0.5  # a conflict that is less sure is not returned: a false one is an accusation


def find_figure_conflicts(told: Sequence[Told]) -> tuple[Conflict, ...]:
    """Return the conflicts of figures within and between a story's articles, the surest first.

    Args:
        told: the story's articles, in any order. What one of them shares with its original is not read again.
    """
    told = sorted(told, key=lambda t: (t.article.metadata.published or "", t.number))
    accounts, tolls = list(_accounts(told)), list(_tolls(told))
    pairs = [*_within(accounts), *_between(accounts, tolls), *pairs_of_sources(told)]
    by_quantity: dict[tuple[str, str], list[Pair]] = defaultdict(list)
    for pair in pairs:
        if pair.confidence >= _LEAST:
            quantity = pair.one.count.quantity
            by_quantity[quantity.kind, quantity.whom].append(pair)
    conflicts = [_conflict(found) for found in by_quantity.values()]
    return _distinct(sorted(conflicts, key=lambda c: (-c.confidence, c.topic, _place(c))))


def _distinct(conflicts: Sequence[Conflict]) -> tuple[Conflict, ...]:
    """Return the conflicts without those all whose words stand in surer ones: two readings named one quantity."""
    kept, taken = list[Conflict](), set[tuple[int, int]]()
    for conflict in conflicts:
        places = {(m.article, m.end) for side in conflict.sides for m in side.mentions}
        if not places <= taken:
            kept.append(conflict)
            taken |= places
    return tuple(kept)


def _place(conflict: Conflict) -> tuple[int, int]:
    first = conflict.sides[0].mentions[0]
    return first.article, first.start


def _accounts(told: Sequence[Told]) -> Iterator[Account]:
    """Yield the counts that are an article's own, by time."""
    for one in told:
        shared = [(p.b_start, p.b_end) for p in one.same] if one.original != one.number else []
        for count in counts(one.article):
            copied = any(start <= count.span.start and count.span.end <= end for start, end in shared)
            if not copied and not count.rate:
                yield Account(one, count)


# ── within one article ───────────────────────────────────────────────────────────────────────────────────

_NEAR_BY = 3  # sentences within which two sources' figures are set beside each other


def _within(accounts: Sequence[Account]) -> Iterator[Pair]:
    """Yield the figures of one article that two sources give for one quantity."""
    grouped: dict[tuple[int, str, str], list[Account]] = defaultdict(list)
    for account in accounts:
        quantity = account.count.quantity
        grouped[account.told.number, quantity.kind, quantity.whom].append(account)
    for group in grouped.values():
        for at, one in enumerate(group):
            for other in group[at + 1 : at + 6]:
                pair = _two_sources(one, other)
                if pair is not None:
                    yield pair


def _two_sources(one: Account, other: Account) -> Pair | None:
    a, b = one.count, other.count
    if not apart(a, b) or a.part or b.part or a.past or b.past or not same_scope(a, b):
        return None
    if a.quantity.kind.startswith(_AGE):
        return Pair(one, other, 0.7, "one article gives two ages of one person") if abs(a.low - b.low) > 1 else None
    if a.detail or b.detail or a.total or b.total or not ((a.speaker and b.speaker) or b.contrast):
        return None
    if _is_share(a, b) or _is_share(b, a):
        return None
    if a.speaker == b.speaker or b.order - a.order > _NEAR_BY or a.changed or b.changed or min(a.low, b.low) <= 1:
        return None
    if not a.quantity.known and not (a.speaker and b.speaker and _one_thing(a, b)):
        return None
    confidence = 0.35 + 0.15 * (a.speaker is not None) + 0.15 * (b.speaker is not None)
    confidence += 0.15 * (b.contrast or a.contrast) + 0.1 * (b.order == a.order) + 0.2 * min(_likeness(a, b), 0.5)
    return Pair(one, other, min(confidence, 0.95), "one article sets figures of two sources beside each other")


def _is_share(a: Count, b: Count) -> bool:
    """Return whether the lower of two counts is a hospital's, which counts those whom it took in."""
    return a.low < b.low and a.speaker is not None and _HOSPITAL.search(a.speaker) is not None


def _likeness(a: Count, b: Count) -> float:
    """Return how much of the words of the shorter sentence stands in the other, 0 to 1."""
    return len(a.words & b.words) / max(1, min(len(a.words), len(b.words)))


def _one_thing(a: Count, b: Count) -> bool:
    """Return whether two counts that only a noun names are of one thing: the words around them agree."""
    return len(a.near & b.near) >= 2 and _likeness(a, b) >= 0.4


# ── between articles ─────────────────────────────────────────────────────────────────────────────────────


def _between(accounts: Sequence[Account], tolls: Sequence[Account]) -> Iterator[Pair]:
    """Yield the figures of two articles that differ, where each gives one value only."""
    by_quantity: dict[tuple[str, str], dict[int, list[Account]]] = defaultdict(lambda: defaultdict(list))
    for account in accounts:
        if not (account.count.part or account.count.past):
            quantity = account.count.quantity
            by_quantity[quantity.kind, quantity.whom][account.told.number].append(account)
    groups = [
        [found for group in by_article.values() if (found := _settled(group)) is not None]
        for key, by_article in by_quantity.items()
        if key not in _TOLLS
    ]
    groups += [[a for a in tolls if a.count.quantity.kind == kind] for kind, _ in _TOLLS]
    for settled in groups:
        for at, one in enumerate(settled):
            for other in settled[at + 1 : at + 40]:
                pair = _two_articles(one, other)
                if pair is not None:
                    yield pair


def _tolls(told: Sequence[Told]) -> Iterator[Account]:
    """Yield the killed and the injured of each article's own event, where it writes their number in its lead."""
    for one in told:
        said = casualties(one.article)
        for kind, toll in (("killed", said.killed), ("injured", said.injured)):
            if toll is None or toll.chance < _SURE or not toll.numbers or is_copied(one, toll.numbers[0]):
                continue
            if not _is_unfit(one.article.text, toll.numbers[0]):
                yield Account(one, count_of(one.article, kind, toll.numbers[0], toll.value, toll.low, toll.high))


def _is_unfit(text: str, number: Span) -> bool:
    """Return whether a number is part of a name ("K-9") or of those hurt to one degree only."""
    behind = words_of(text[number.end : number.end + 60])[:4]
    return text[max(0, number.start - 1) : number.start] == "-" or not lexicon().severity.isdisjoint(behind)


def _settled(group: Sequence[Account]) -> Account | None:
    """Return the account of an article that gives a quantity one value throughout; None where it gives several."""
    for at, one in enumerate(group):
        for other in group[at + 1 : at + 20]:
            if differ((one.count.low, one.count.high), (other.count.low, other.count.high)):
                return None
    return min(group, key=lambda account: (account.count.high - account.count.low, account.count.span.start))


def _two_articles(one: Account, other: Account) -> Pair | None:
    a, b = one.count, other.count
    if not apart(a, b) or not same_scope(a, b):
        return None
    if a.quantity.kind.startswith(_AGE):
        return _two_ages(one, other)
    if not a.quantity.known and not (a.speaker and b.speaker and _one_thing(a, b)):
        return None
    if (a.speaker is not None and a.speaker == b.speaker and one.day != other.day) or not _one_event(one, other):
        return None
    if min(a.low, b.low) <= 1 and max(a.order, b.order) > 1:
        return None
    if a.quantity.monotone and (_is_update(one, other) or _is_explained(one, other)):
        return None
    confidence = 0.45 + 0.2 * min(_likeness(a, b), 0.5) + 0.1 * (a.speaker is not None and b.speaker is not None)
    confidence += 0.1 * (a.order < 6 and b.order < 6)
    return Pair(one, other, min(confidence, 0.9), "two articles give figures that no one number satisfies")


def _two_ages(one: Account, other: Account) -> Pair | None:
    """Return two ages of one person; a difference that birthdays between the two articles explain is none."""
    passed = abs(int(one.day[:4] or 0) - int(other.day[:4] or 0)) + (one.day[:7] != other.day[:7])
    if abs(one.count.low - other.count.low) <= passed:
        return None
    return Pair(one, other, 0.8, "two articles give different ages of one person")


def _one_event(one: Account, other: Account) -> bool:
    """Return whether the heads of two articles share names: a story may hold an article on something else."""
    return len(_names(one.told) & _names(other.told)) >= 1


def _names(told: Told) -> frozenset[str]:
    head = f"{told.article.metadata.title or ''} {told.article.text[:_HEAD]}"
    return frozenset(word for word in _NAME.findall(head) if word.lower() not in lexicon().sets["empty"])


def _is_explained(one: Account, other: Account) -> bool:
    """Return whether the dead make the difference between two counts of injured or shot.

    So they do where some have died since: "five injured", then "four injured, one dead"; and where one counts the dead
    among the injured: "ten were hurt, one of them fatally" beside "nine were hurt".
    """
    if one.count.quantity.kind not in ("injured", "shot"):
        return False
    lower, higher = (one, other) if one.count.low < other.count.low else (other, one)
    between = higher.count.low - lower.count.low
    dead, fewer_dead = (_dead(lower), _dead(higher))
    if dead - fewer_dead == between:
        return True
    behind = higher.told.article.text[higher.count.span.end : higher.count.span.end + _BEHIND]
    return between in (dead, fewer_dead) and _OF_THEM.search(behind) is not None


def _dead(account: Account) -> float:
    killed = casualties(account.told.article).killed
    return killed.value if killed else 0.0


def _is_update(one: Account, other: Account) -> bool:
    """Return whether the higher count only came after the lower: nobody repeats the lower one later."""
    lower, higher = (one, other) if one.count.low < other.count.low else (other, one)
    if lower.count.changed or higher.count.changed:
        return True
    return lower.day < higher.day


# ── conflicts ────────────────────────────────────────────────────────────────────────────────────────────


def _conflict(pairs: Sequence[Pair]) -> Conflict:
    best = max(pairs, key=lambda pair: (pair.confidence, -pair.one.told.number, -pair.other.told.number))
    sides: dict[str, list[Account]] = defaultdict(list)
    for pair in pairs:
        for account in (pair.one, pair.other):
            if account not in sides[account.count.label]:
                sides[account.count.label].append(account)
    ordered = sorted(sides.items(), key=lambda item: (item[1][0].count.low, item[0]))
    return Conflict(
        "figure",
        best.one.count.quantity.topic,
        best.why,
        round(best.confidence, 2),
        tuple(_side(value, accounts) for value, accounts in ordered),
    )


def _side(value: str, accounts: Sequence[Account]) -> Side:
    accounts = sorted(accounts, key=lambda a: (a.published, a.told.number, a.count.span.start))
    speakers = dict.fromkeys(a.count.speaker for a in accounts if a.count.speaker)
    mentions = tuple(
        SideMention(a.told.number, a.count.span.start, a.count.span.end, a.count.statement, a.count.figure)
        for a in accounts
    )
    return Side(value, tuple(speakers), mentions)
