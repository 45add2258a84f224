"""Families of copies: one original each, and the articles that took text from it.

A round-up takes from many texts and must not glue them together. So articles are joined only where one is a version
of the other's text; one that only holds an excerpt is a member of the families it took from, and joins none.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from onrecord.grouping.moments import is_before
from onrecord.grouping.originals import find_original
from onrecord.grouping.overlaps import Aligner, Overlap, OwnWords, overlap
from onrecord.grouping.postings import Postings
from onrecord.grouping.relations import is_copy, is_small, is_version_of_text, relation_of
from onrecord.grouping.same_event import is_on_one_event
from onrecord.model import Family, FamilyMember, Passage

_OF_BEST = 0.5  # of the words that an article shares with another, for it to have them from where the closest has them
_MOSTLY = 0.5  # of the words of either: more than a third article's furniture


class Links:
    """What pairs of articles share, each looked at once. Articles go by their places in time."""

    def __init__(self, postings: Postings, aligner: Aligner, own: OwnWords) -> None:
        self.sketches = postings.sketches
        self._aligner = aligner
        self._own = own
        self._found: dict[tuple[int, int], Overlap] = {}

    def between(self, a: int, b: int) -> Overlap:
        """Return what two articles share."""
        if (a, b) not in self._found:
            self._found[a, b] = overlap(a, b, self._aligner.aligned(a, b), self._own)
        return self._found[a, b]

    def is_copy(self, shared: Overlap) -> bool:
        """Return whether one of two articles is a copy of the other, at least of a part."""
        if not is_copy(shared, one_outlet=self.of_one_outlet(shared.a, shared.b)):
            return False
        return not is_small(shared) or not self._are_two_reports(shared)

    def _are_two_reports(self, shared: Overlap) -> bool:
        """Return whether two articles report one event by themselves: what they share may be the police's words."""
        in_a = [(it.a_start, it.a_end) for it in shared.passages]
        in_b = [(it.b_start, it.b_end) for it in shared.passages]
        return is_on_one_event(self._aligner.text_of(shared.a), self._aligner.text_of(shared.b), in_a, in_b)

    def of_one_outlet(self, a: int, b: int) -> bool:
        """Return whether it is known that one outlet published both."""
        outlet = self.sketches[a].outlet
        return bool(outlet) and outlet == self.sketches[b].outlet

    def is_version_of_text(self, shared: Overlap) -> bool:
        """Return whether two articles, the earlier `b`, are versions of one text."""
        sure = is_before(self.sketches[shared.b].moment, self.sketches[shared.a].moment)
        return is_version_of_text(shared.share_b, shared.share_a, sure=sure, from_start=shared.from_start)


def find_stars(links: Links, pairs: Iterable[tuple[int, int]]) -> Iterator[Family]:
    """Yield the families of copies among pairs of articles, the earlier of each first."""
    sources: dict[int, list[Overlap]] = defaultdict(list)
    repeats: dict[int, list[Overlap]] = defaultdict(list)
    for earlier, later in sorted(pairs):
        shared = links.between(later, earlier)
        if links.is_copy(shared):
            sources[later].append(shared)
        elif links.of_one_outlet(later, earlier):
            repeats[later].append(shared)
            repeats[earlier].append(shared)
    sources = {later: [it for it in ones if not _is_carried(links, it, repeats)] for later, ones in sources.items()}
    stars, open_links = _stars(links, sources)
    for shared in open_links:
        stars.setdefault(shared.b, ("", {}))[1].setdefault(shared.a, shared)
    for original, (reason, members) in stars.items():
        if members and not _one_page(links, original, members):
            yield _family(links, original, reason, members)


def _is_carried(links: Links, shared: Overlap, repeats: Mapping[int, list[Overlap]]) -> bool:
    """Return whether two articles share little but what one of them took along with the text of a third.

    A box or a background paragraph that stands in several articles of one outlet is no copy among these. A copy of
    one of them has it from that one, and from none of the others.
    """
    if max(shared.share_a, shared.share_b) >= _MOSTLY:
        return False
    for one, other in ((shared.a, shared.b), (shared.b, shared.a)):
        for repeat in repeats.get(other, ()):
            third = repeat.a if repeat.b == other else repeat.b
            if third >= one or links.of_one_outlet(one, third):  # places in time: it took from an earlier one
                continue
            taken = links.between(one, third)
            if max(taken.share_a, taken.share_b) >= _MOSTLY and links.is_copy(taken):
                spans, same = _spans_of(shared, other), _spans_of(repeat, other)
                if _common(spans, same) >= _OF_BEST * _size(spans):
                    return True
    return False


def _spans_of(shared: Overlap, article: int) -> list[tuple[int, int]]:
    if shared.a == article:
        return list(shared.spans_a)
    return sorted((it.b_word, it.b_word + it.words) for it in shared.passages)


Star = tuple[str, dict[int, Overlap]]


def _stars(links: Links, sources: dict[int, list[Overlap]]) -> tuple[dict[int, Star], list[Overlap]]:
    """Return, by their originals, families with reason and members, and the links that none of them holds."""
    groups = _groups(links, sources)
    stars: dict[int, Star] = {}
    original_of: dict[int, int] = {}
    for group in groups:
        original, reason = _original(links, group, sources)
        stars[original] = (reason, {})
        for article in group:
            original_of[article] = original
            _join(links, stars[original][1], original, article)
    for later, shared_ones in sorted(sources.items()):
        for shared in shared_ones:
            original = original_of.get(shared.b, shared.b)
            _join(links, stars.setdefault(original, ("", {}))[1], original, later)
    return stars, list(_open(stars, sources))


def _join(links: Links, members: dict[int, Overlap], original: int, article: int) -> None:
    """Take an article into the family if it holds some of the original's own text."""
    if article != original and article not in members:
        shared = links.between(article, original)
        if links.is_copy(shared):
            members[article] = shared


def _open(stars: dict[int, Star], sources: dict[int, list[Overlap]]) -> Iterator[Overlap]:
    """Yield the links between two articles that stand together in no family."""
    families: dict[int, set[int]] = defaultdict(set)
    for original, (_, members) in stars.items():
        for article in (original, *members):
            families[article].add(original)
    for _, shared_ones in sorted(sources.items()):
        for shared in shared_ones:
            if families[shared.a].isdisjoint(families[shared.b]):
                yield shared


def _groups(links: Links, sources: dict[int, list[Overlap]]) -> list[list[int]]:
    """Return the articles that are versions of one text, in order of time; groups of two and more."""
    parent: dict[int, int] = {}

    def root(article: int) -> int:
        while parent.setdefault(article, article) != article:
            parent[article] = parent[parent[article]]
            article = parent[article]
        return article

    for later, shared_ones in sorted(sources.items()):
        for shared in _of_one_text(links, shared_ones):
            one, other = root(later), root(shared.b)
            parent[max(one, other)] = min(one, other)
    groups: dict[int, list[int]] = defaultdict(list)
    for article in sorted(parent):
        groups[root(article)].append(article)
    return list(groups.values())


def _of_one_text(links: Links, shared_ones: Sequence[Overlap]) -> Iterator[Overlap]:
    """Yield what an article shares with versions of its text: the closest, and others that share the same words."""
    versions = [shared for shared in shared_ones if links.is_version_of_text(shared)]
    if not versions:
        return
    best = max(versions, key=lambda it: (it.words, -it.b))
    for shared in versions:
        if shared is best or _common(best.spans_a, shared.spans_a) >= _OF_BEST * _size(shared.spans_a):
            yield shared


def _size(spans: Iterable[tuple[int, int]]) -> int:
    return sum(end - start for start, end in spans)


def _common(one: Sequence[tuple[int, int]], other: Sequence[tuple[int, int]]) -> int:
    """Return how many words stand in spans of both lists, each in order."""
    total = i = j = 0
    while i < len(one) and j < len(other):
        total += max(0, min(one[i][1], other[j][1]) - max(one[i][0], other[j][0]))
        if one[i][1] < other[j][1]:
            i += 1
        else:
            j += 1
    return total


def _original(links: Links, group: list[int], sources: dict[int, list[Overlap]]) -> tuple[int, str]:
    """Return the original of a group and what says so."""
    sketches = links.sketches
    within = set(group)
    closeness: dict[int, float] = defaultdict(float)
    for article in group:
        for shared in sources.get(article, ()):
            if shared.b in within:
                for end in (article, shared.b):
                    closeness[sketches[end].number] += shared.share_a * shared.share_b
    number, reason = find_original([sketches[article] for article in group], closeness)
    return next(article for article in group if sketches[article].number == number), reason


def _one_page(links: Links, original: int, members: Iterable[int]) -> bool:
    """Return whether all are captures of one page, which makes them versions and no copies."""
    addresses = {links.sketches[article].address for article in (original, *members)}
    return len(addresses) == 1 and "" not in addresses


def _family(links: Links, original: int, reason: str, members: dict[int, Overlap]) -> Family:
    """Return the family as the record keeps it."""
    numbers = links.sketches
    if not reason:
        pair = [numbers[article] for article in sorted((original, *members))]
        reason = _reason_of_source(links, original, pair[0].number == numbers[original].number)
    told = [FamilyMember(numbers[original].number, "original", 1.0, 1.0)]
    passages = []
    for article, shared in sorted(members.items()):
        told.append(member_of(numbers[article].number, shared))
        passages.extend(passages_of(numbers[original].number, numbers[article].number, shared))
    return Family("copies", numbers[original].number, reason, tuple(told), tuple(passages))


def _reason_of_source(links: Links, original: int, is_first: bool) -> str:
    sketch = links.sketches[original]
    if is_first and sketch.moment:
        return f"the others hold parts of it; published first, {sketch.published or sketch.captured}"
    return "the others hold parts of it; times of publication do not tell"


def member_of(number: int, shared: Overlap) -> FamilyMember:
    """Return the member that an article is of the family of `shared.b`."""
    relation = relation_of(shared.share_b, shared.share_a)
    return FamilyMember(number, relation, round(shared.share_b, 4), round(shared.share_a, 4))


def passages_of(original: int, copy: int, shared: Overlap) -> list[Passage]:
    """Return the passages of what a copy shares with its original, by their place in the original."""
    found = [Passage(original, it.b_start, it.b_end, copy, it.a_start, it.a_end) for it in shared.passages]
    return sorted(found, key=lambda it: it.a_start)
