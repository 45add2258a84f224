"""Figures of two sources: one thing counted by two that do not agree, however each of them names it."""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from onrecord.grouping.counts import Count, classed, sentences_of, unclassed
from onrecord.grouping.figure_accounts import Account, Pair, apart, is_copied, same_scope
from onrecord.grouping.figure_classes import sets_apart
from onrecord.model import Told

_AUTHORITY = re.compile(
    r"\b(?:polic\w*|sheriff\w*|deput(?:y|ies)|officers?|detectives?|coroner\w*|medical examiner\w*|authorities|"
    r"officials?|department|district attorney|prosecut\w+|lieutenant|lt|sergeant|sgt|capt|captain|chief|trooper\w*|"
    r"investigators?|fire|firefighters?|paramedics|hospital|spokes\w+|reports?|media|court\w*|documents?|affidavit|complaint)\b",
    re.IGNORECASE,
)
_HOSPITAL = re.compile(r"hospital|clinic|medical|memorial|doctor|\bdr\b|surgeon|emergency medicine", re.IGNORECASE)
_REACH = 2  # sentences from a figure within which words may set it against another
_LEAST_ECHO = 10.0  # a bare number below it is met by chance
_LEAST = 0.55  # pairs that are less sure are not returned: one source unnamed and nothing that sets the two apart
_FAR = 4.0  # one count is not so many times the other: they are of different things then
_FAR_CROWD = 15.0  # but organisers' crowds are many times those of the police
_DEFINITE = re.compile(r"\b(?:the|these|those|all|his|her|their|next|first|both|other) $", re.IGNORECASE)
_AND_MORE = re.compile(
    r",? (?:and|as well as) (?:an?|one|two|three|four|five|six|seven|eight|nine|ten|\d{1,3}) "
    r"(?:\w{1,20} )?(?:wom[ae]n|m[ae]n|girls?|boys?|child(?:ren)?|teens?|teenagers?|others?|"
    r"civilians?|police\w*|officers?)\b"
)
_BEFELL = frozenset(("killed", "injured", "missing", "trapped", "ill", "arrested", "held", "displaced"))
_FIXED = frozenset(("turnout", "lead", "magnitude", "vehicles", "stations", "speed"))  # one value, soon known
_TOLD_BY_ALL = frozenset(("arrested", "paid", "cost", "stolen"))
_HEARD = frozenset(("fired",))  # witnesses hear what they hear, and there may be several who shoot
_WHERE = re.compile(
    r"[^.\n]{0,90}\b(?:at|to|in) (?:the )?(?:[A-Z][\w.’'-]{0,25} ){1,5}(?:Hospital|Medical|Center|Centre|Clinic)"
)
_MOST = 60  # accounts of one quantity that are compared with each other


@dataclass(frozen=True, slots=True)
class _Given:
    """An account, with what tells how far it can be trusted to be set against another."""

    account: Account
    contested: bool

    @property
    def count(self) -> Count:
        return self.account.count


def pairs_of_sources(told: Sequence[Told]) -> Iterator[Pair]:
    """Yield the figures of one class that different sources give and that no one number satisfies.

    Args:
        told: the articles of a story, in order of time and number.
    """
    for group in _by_quantity(told).values():
        for at, one in enumerate(group[:_MOST]):
            for other in group[at + 1 : _MOST]:
                confidence = _confidence(one, other, group)
                if confidence is not None:
                    yield Pair(one.account, other.account, confidence, _why(one, other))


def _why(one: _Given, other: _Given) -> str:
    if one.contested or other.contested:
        return "two sources give figures that no one number satisfies, and an article sets them against each other"
    return "two sources give figures that no one number satisfies"


def _by_quantity(told: Sequence[Told]) -> Mapping[tuple[str, str], list[_Given]]:
    """Return the accounts by quantity, in order."""
    grouped: dict[tuple[str, str], list[_Given]] = defaultdict(list)
    own = {one.number: [count for count in classed(one.article) if _is_whole(count)] for one in told}
    known = {(c.low, c.high): c for counts in own.values() for c in reversed(counts) if c.low >= _LEAST_ECHO}
    for one in told:
        counts = sorted([*own[one.number], *_echoes(one, known)], key=lambda count: count.span.start)
        contests = _contests(one) if counts else frozenset()
        for count in counts:
            if not is_copied(one, count.span) and not _is_some(one, count):
                near = any(count.order - _REACH <= order <= count.order + _REACH for order in contests)
                grouped[count.quantity.kind, count.quantity.whom].append(_Given(Account(one, count), near))
    return grouped


def _is_whole(count: Count) -> bool:
    return not (count.part or count.past or count.rate or count.detail)


def _is_some(told: Told, count: Count) -> bool:
    """Return whether a count is of people named before, or of one group beside another: "the two", "two men and a"."""
    text, span = told.article.text, count.span
    if count.quantity.kind not in _BEFELL:
        return False
    if count.quantity.kind == "injured" and _WHERE.match(text, span.end):
        return True  # those whom one hospital took in
    return bool(_DEFINITE.search(text[max(0, span.start - 8) : span.start]) or _AND_MORE.match(text, span.end))


def _contests(told: Told) -> frozenset[int]:
    """Return the places of the sentences in which accounts are set against each other."""
    return frozenset(at for at, words in sentences_of(told.article) if sets_apart(words))


def _echoes(told: Told, known: Mapping[tuple[float, float], Count]) -> Iterator[Count]:
    """Yield bare numbers that repeat another article's, and those set against them in the same or the next sentence."""
    bare = [count for count in unclassed(told.article) if _is_whole(count)]
    for at, count in enumerate(bare):
        heard = known.get((count.low, count.high))
        if heard is None:
            continue
        yield replace(count, quantity=heard.quantity)
        for other in bare[max(0, at - 1) : at] + bare[at + 1 : at + 2]:
            if abs(other.order - count.order) <= 1 and other.low >= _LEAST_ECHO and apart(other, count):
                yield replace(other, quantity=heard.quantity)


# ── how sure ─────────────────────────────────────────────────────────────────────────────────────────────


def _confidence(one: _Given, other: _Given, group: Sequence[_Given]) -> float | None:
    """Return how sure it is that two accounts are of one thing and neither is an update; None where they are not."""
    a, b = one.count, other.count
    if not apart(a, b) or not same_scope(a, b) or not _is_near(a, b) or _is_one_source(one, other):
        return None
    contested = one.contested or other.contested
    if _is_update(one, other, group) or (_is_share(a, b) and not contested):
        return None
    named = (a.speaker is not None) + (b.speaker is not None)
    sides = named > 0 and not all(_is_authority(given) for given in (one, other) if given.count.speaker)
    if named < 2 and one.account.told.number == other.account.told.number:
        return None
    if a.quantity.kind in _TOLD_BY_ALL:  # every article gives some part of these on its own word
        sides = sides and named == 2
    if a.quantity.kind in _HEARD and not contested:
        return None
    if not (sides or contested or (named and a.quantity.kind in _FIXED)):
        return None
    confidence = 0.3 + 0.1 * named + 0.15 * sides + 0.2 * contested
    confidence += 0.05 * (one.account.day == other.account.day)
    return round(min(confidence, 0.95), 4) if confidence > _LEAST - 1e-9 else None


def _is_near(a: Count, b: Count) -> bool:
    low, high = sorted((_value(a), _value(b)))
    return low > 1 and high / low <= (_FAR_CROWD if a.quantity.kind == "crowd" else _FAR)


def _value(count: Count) -> float:
    return count.low if math.isfinite(count.low) else count.high


def _is_one_source(one: _Given, other: _Given) -> bool:
    """Return whether one side gives both: one name, or one article on its own word."""
    a, b = one.count.speaker, other.count.speaker
    if a is not None and b is not None:
        return not set(_names(a)).isdisjoint(_names(b))
    return one.account.told.number == other.account.told.number and a == b


def _names(speaker: str) -> list[str]:
    return [word for word in re.findall(r"\w{3,40}", speaker.lower()) if word not in ("the", "and")]


def _is_authority(given: _Given) -> bool:
    return _AUTHORITY.search(_described(given)) is not None


def _described(given: _Given) -> str:
    """Return a source's name with what the article says of it."""
    said, at = given.account.told.article.said, given.count.statement
    speaker = said.statements[at].speaker if said is not None and at is not None else None
    described = said.speakers[speaker].description if said is not None and speaker is not None else None
    return f"{given.count.speaker or ''} {described or ''}"


def _is_share(a: Count, b: Count) -> bool:
    """Return whether the lower of two counts is a hospital's, which counts those whom it took in."""
    lower = a if a.low < b.low else b
    return lower.speaker is not None and _HOSPITAL.search(lower.speaker) is not None


def _is_update(one: _Given, other: _Given, group: Sequence[_Given]) -> bool:
    """Return whether time explains the difference: the later count is the one to which the earlier may have grown.

    It does not where the lower count is given again after the higher, or where the two were given on one day by two
    sources.
    """
    lower, higher = (one, other) if one.count.low < other.count.low else (other, one)
    if not one.count.quantity.monotone:
        return one.account.day != other.account.day and (lower.count.changed or higher.count.changed)
    if lower.account.published >= higher.account.published:
        return lower.count.changed
    again = any(
        given.account.published >= higher.account.published and not apart(given.count, lower.count) for given in group
    )
    again = again or _is_repeated(lower.count, higher.account.told) or (higher.contested and not higher.count.changed)
    early = (
        lower.account.day == higher.account.day and one.count.speaker is not None and other.count.speaker is not None
    )
    return not (again or early) or higher.count.changed


def _is_repeated(count: Count, told: Told) -> bool:
    """Return whether an article, or its title, writes the number of another's count, in digits."""
    number = f"{count.value:,.0f}"
    text = f"{told.article.metadata.title or ''} {told.article.text}"
    return len(number) > 1 and re.search(rf"(?<![\d,.]){re.escape(number)}(?![\d,]|\.\d)", text) is not None
