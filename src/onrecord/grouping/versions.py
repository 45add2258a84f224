"""Versions: captures of one page at several times."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from onrecord.grouping.moments import moment_of
from onrecord.grouping.relations import relation_of
from onrecord.grouping.stars import Links, member_of, passages_of
from onrecord.model import Family, FamilyMember, Passage

_LAST = 1 << 62
_SOME = 0.2  # of the words of one of two articles with the same canonical address: some sites give one to all pages


def find_versions(links: Links) -> Iterator[Family]:
    """Yield the families of captures of one page: by its address, or by the canonical one where the texts agree."""
    pages: dict[str, list[int]] = defaultdict(list)
    for article, sketch in enumerate(links.sketches):
        page = sketch.address
        if sketch.canonical and (not page or _host(sketch.canonical) == _host(page)):
            page = sketch.canonical
        if page:
            pages[page].append(article)
    for captures in pages.values():
        if len(captures) > 1:
            family = _family(links, sorted(captures, key=lambda it: _captured(links, it)))
            if len(family.members) > 1:
                yield family


def _host(address: str) -> str:
    return address.partition("/")[0].partition("?")[0]


def _captured(links: Links, article: int) -> tuple[int, int]:
    """Return the order of captures: when they were made, where that is known, else as published."""
    sketch = links.sketches[article]
    moment = moment_of(sketch.captured) or sketch.moment
    return (moment.earliest if moment else _LAST, article)


def _family(links: Links, captures: list[int]) -> Family:
    """Return the captures of one page as a family; without those whose text and address are others."""
    first, *rest = captures
    sketch = links.sketches[first]
    members = [FamilyMember(sketch.number, "original", 1.0, 1.0)]
    passages: list[Passage] = []
    for article in rest:
        shared = links.between(article, first)
        other = links.sketches[article]
        if other.address != sketch.address and max(shared.share_a, shared.share_b) < _SOME:
            continue
        if other.digest == sketch.digest:
            members.append(FamilyMember(other.number, "same", 1.0, 1.0))
        else:
            member = member_of(other.number, shared)
            relation = (
                "edited" if relation_of(member.share_of_original, member.share_of_copy) == "same" else member.relation
            )
            members.append(FamilyMember(other.number, relation, member.share_of_original, member.share_of_copy))
        passages += passages_of(sketch.number, other.number, shared)
    when = f", {sketch.captured}" if sketch.captured else ""
    return Family("versions", sketch.number, f"the first capture of this page{when}", tuple(members), tuple(passages))
