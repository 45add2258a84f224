"""Which of the zones that elements claim to be are believed on this page."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

import numpy as np

from onrecord.article.zones import is_body_name, zones_of
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
_ROLE_ZONES = re.compile(r"\b(?:complementary|contentinfo|banner|navigation|search|dialog|alertdialog)\b")
_WHOLE_PAGE = frozenset(["html", "body", "main"])
FIRM = frozenset(["consent", "error banner", "comments"])  # believed even when they hold most of the page's text
_NEEDS_LINKS = frozenset(["related", "tags", "navigation", "share bar"])
_TELLS_NOTHING = 0.4  # of the page's running text under one word: it names the page's building blocks
_FREE = 0.3  # of the page's running text outside of all zones: enough to be the article beside longer boxes
_FREE_CHARS = 200.0

Zone = tuple[str, str]  # the role, and the word or tag that announces it


class Subtrees:
    """Sums over the subtrees of a page's elements; rows are in document order, so a subtree is a range of them."""

    def __init__(self, parents: Sequence[int], element: Sequence[int]) -> None:
        self.element = np.asarray(element, dtype=np.intp)
        self.ends = _subtree_ends(parents)
        self._starts = np.arange(len(parents))
        self._ends = np.asarray(self.ends)

    def sum(self, values: Sequence[float]) -> list[float]:
        """Return for each element the sum of a column of Blocks over all blocks below it."""
        own = np.bincount(self.element, weights=np.asarray(values, dtype=float), minlength=len(self._starts))
        running = np.concatenate(([0.0], np.cumsum(own)))
        sums: list[float] = (running[self._ends] - running[self._starts]).tolist()
        return sums


def _subtree_ends(parents: Sequence[int]) -> list[int]:
    """The first row past each element's descendants."""
    ends = list(range(1, len(parents) + 1))
    for row in range(len(parents) - 1, 0, -1):
        parent = parents[row]
        if parent >= 0 and ends[row] > ends[parent]:
            ends[parent] = ends[row]
    return ends


def find_zones(page: Page, subtrees: Subtrees, weight: Sequence[float]) -> list[str]:
    """Return the zone of each element, "" for none, less those that can not be true.

    A wrapper of the whole page, or of its headline and much of its text, is no zone. Nor is one that holds most of
    the page's running text, or a word that most of it stands under ("widget" with some page builders), unless enough
    text stands outside of all zones to be the article. `weight` says how much running text each block is.
    """
    elements = page.elements
    below = subtrees.sum(weight)
    heads = subtrees.sum([elements.tag[e] == "h1" for e in page.blocks.element])
    links = subtrees.sum(page.blocks.links)
    total = below[0] or 1.0
    claims: list[tuple[Zone, ...]] = []
    for tag, names, chars, head, linked in zip(elements.tag, elements.names, below, heads, links, strict=True):
        zones = _claims(tag, names) if names or tag in _TAG_ZONES else ()
        if zones and linked < 0.5 and chars > 60:  # boxes of links hold links
            zones = tuple([zone for zone in zones if zone[0] not in _NEEDS_LINKS])
        claims.append(
            tuple([z for z in zones if not _is_wrapper(tag, names, z[0], chars / total, head)]) if zones else ()
        )
    if _free_text(elements.parent, claims, page.blocks.element, weight) < max(_FREE * total, _FREE_CHARS):
        claims = _without_the_heaviest(claims, elements.names, below, total)
    return [zones[0][0] if zones else "" for zones in claims]


@lru_cache(maxsize=1 << 17)
def _claims(tag: str, names: str) -> tuple[Zone, ...]:
    """The zones that an element claims to be, each with its cause."""
    zones = zones_of(names) if names else ()
    if not zones and tag in _TAG_ZONES:
        return ((_TAG_ZONES[tag], f"<{tag}>"),)
    if not zones and names and tag not in ("article", "main", "header") and _ROLE_ZONES.search(names):
        return (("navigation", "role"),)
    return zones


def _is_wrapper(tag: str, names: str, zone: str, share: float, heads: float) -> bool:
    """Whether an element is around the article rather than beside it. `share` is of the page's running text."""
    if tag in _WHOLE_PAGE or (heads > 0.5 and share > 0.3):
        return True
    if tag == "article" and zone != "comments" and share > 0.2:
        return True
    if zone in FIRM:
        return share > 0.3 and ("hentry" in names or is_body_name(names))
    return share > 0.2 and is_body_name(names)


def _free_text(
    parents: Sequence[int], claims: list[tuple[Zone, ...]], element: Sequence[int], weight: Sequence[float]
) -> float:
    """How much running text stands outside of all zones."""
    inside = [bool(zones) for zones in claims]
    for row in range(1, len(parents)):
        inside[row] = inside[row] or inside[parents[row]]
    return sum(chars for chars, e in zip(weight, element, strict=True) if not inside[e])


def _without_the_heaviest(
    claims: list[tuple[Zone, ...]], names: Sequence[str], below: list[float], total: float
) -> list[tuple[Zone, ...]]:
    """Drop the zones that hold most of the page's running text, alone or together with others of their cause."""
    under: dict[Zone, float] = {}
    for zones, chars in zip(claims, below, strict=True):
        for zone in zones:
            under[zone] = under.get(zone, 0.0) + chars
    void = {zone for zone, chars in under.items() if chars > _TELLS_NOTHING * total and zone[0] not in FIRM}
    return [tuple([zone for zone in zones if zone not in void]) if zones else () for zones in claims]
