"""Which of the zones that elements claim to be are believed on this page."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

from onrecord.article.zones import Told, Zone
from onrecord.model import Page

_TAG_ZONES = {
    "nav": "navigation",
    "footer": "navigation",
    "aside": "related",
    "form": "other",
    "button": "other",
    "figcaption": "caption",
    "address": "byline",
    "menu": "navigation",
    "dialog": "consent",
    "fieldset": "other",
    "label": "other",
    "legend": "other",
}
_WHOLE_PAGE = frozenset(["html", "body", "main"])
FIRM = frozenset(["consent", "error banner", "comments"])  # believed even when they hold most of the page's text
_NEEDS_LINKS = frozenset(["related", "tags", "navigation", "share bar"])
_TELLS_NOTHING = 0.4  # of the page's running text under one word: it names the page's building blocks
_FREE = 0.3  # of the page's running text outside of all zones: enough to be the article beside longer boxes
_FREE_CHARS = 200.0


class Subtrees:
    """Sums over the subtrees of a page's elements; rows are in document order, so a subtree is a range of them."""

    def __init__(self, parents: Sequence[int], element: Sequence[int]) -> None:
        self.element = element
        self.ends = _subtree_ends(parents)

    def sum(self, values: Sequence[float]) -> list[float]:
        """Return for each element the sum of a column of Blocks over all blocks below it."""
        own = [0.0] * len(self.ends)
        for row, value in zip(self.element, values, strict=True):
            own[row] += value
        running = list(accumulate(own, initial=0.0))
        return [running[end] - before for end, before in zip(self.ends, running, strict=False)]


def _subtree_ends(parents: Sequence[int]) -> list[int]:
    """The first row past each element's descendants."""
    ends = list(range(1, len(parents) + 1))
    for row in range(len(parents) - 1, 0, -1):
        parent = parents[row]
        if parent >= 0 and ends[row] > ends[parent]:
            ends[parent] = ends[row]
    return ends


def find_zones(page: Page, told: Sequence[Told | None], subtrees: Subtrees, weight: Sequence[float]) -> list[str]:
    """Return the zone of each element, "" for none, less those that can not be true.

    A wrapper of the whole page, or of its headline and much of its text, is no zone. Nor is one that holds most of
    the page's running text, or a word that most of it stands under ("widget" with some page builders), unless enough
    text stands outside of all zones to be the article. `told` is what each element's names tell, None where it has
    none; `weight` says how much running text each block is.
    """
    elements = page.elements
    below = subtrees.sum(weight)
    heads = subtrees.sum([elements.tag[e] == "h1" for e in page.blocks.element]) if "h1" in elements.tag else None
    links = subtrees.sum(page.blocks.links)
    total = below[0] or 1.0
    claims: list[tuple[Zone, ...]] = [()] * len(below)
    for row, (tag, named) in enumerate(zip(elements.tag, told, strict=True)):
        if tag not in _TAG_ZONES and (named is None or not (named.zones or named.role)):
            continue
        zones = _claims(tag, named)
        if zones and links[row] < 0.5 and below[row] > 60:  # boxes of links hold links
            zones = tuple([zone for zone in zones if zone[0] not in _NEEDS_LINKS])
        if zones:
            names, share, head = elements.names[row], below[row] / total, heads[row] if heads else 0.0
            body = named is not None and named.body
            claims[row] = tuple([z for z in zones if not _is_wrapper(tag, names, body, z[0], share, head)])
    if _free_text(elements.parent, claims, page.blocks.element, weight) < max(_FREE * total, _FREE_CHARS):
        claims = _without_the_heaviest(claims, below, total)
    return [zones[0][0] if zones else "" for zones in claims]


def _claims(tag: str, told: Told | None) -> tuple[Zone, ...]:
    """The zones that an element claims to be, each with its cause."""
    if told is not None and told.zones:
        return told.zones
    if tag in _TAG_ZONES:
        return ((_TAG_ZONES[tag], f"<{tag}>"),)
    if told is not None and told.role and tag not in ("article", "main", "header"):
        return (("navigation", "role"),)
    return ()


def _is_wrapper(tag: str, names: str, body: bool, zone: str, share: float, heads: float) -> bool:
    """Whether an element is around the article rather than beside it. `share` is of the page's running text."""
    if tag in _WHOLE_PAGE or (heads > 0.5 and share > 0.3):
        return True
    if tag == "article" and zone != "comments" and share > 0.2:
        return True
    if zone in FIRM:
        return share > 0.3 and ("hentry" in names or body)
    return share > 0.2 and body


def _free_text(
    parents: Sequence[int], claims: list[tuple[Zone, ...]], element: Sequence[int], weight: Sequence[float]
) -> float:
    """How much running text stands outside of all zones."""
    inside = [bool(zones) for zones in claims]
    for row in range(1, len(parents)):
        inside[row] = inside[row] or inside[parents[row]]
    return sum(chars for chars, e in zip(weight, element, strict=True) if not inside[e])


def _without_the_heaviest(claims: list[tuple[Zone, ...]], below: list[float], total: float) -> list[tuple[Zone, ...]]:
    """Drop the zones that hold most of the page's running text, alone or together with others of their cause."""
    under: dict[Zone, float] = {}
    for zones, chars in zip(claims, below, strict=True):
        for zone in zones:
            under[zone] = under.get(zone, 0.0) + chars
    void = {zone for zone, chars in under.items() if chars > _TELLS_NOTHING * total and zone[0] not in FIRM}
    return [tuple([zone for zone in zones if zone not in void]) if zones else () for zones in claims]
