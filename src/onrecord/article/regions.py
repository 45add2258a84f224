"""Which of the zones that elements claim to be are believed on this page."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from onrecord.article.columns import Columns
from onrecord.article.zones import Told, Zone
from onrecord.model import Page

if TYPE_CHECKING:
    from onrecord.article.columns import Numbers

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
_TAG_CLAIMS: dict[str, tuple[Zone, ...]] = {tag: ((zone, f"<{tag}>"),) for tag, zone in _TAG_ZONES.items()}
_ROLE_CLAIM: tuple[Zone, ...] = (("navigation", "role"),)
_NO_ZONES = frozenset(["article", "main", "header"])  # by their role alone
_WHOLE_PAGE = frozenset(["html", "body", "main"])
FIRM = frozenset(["consent", "error banner", "comments"])  # believed even when they hold most of the page's text
_NEEDS_LINKS = frozenset(["related", "tags", "navigation", "share bar"])
_TELLS_NOTHING = 0.4  # of the page's running text under one word: it names the page's building blocks
_FREE = 0.3  # of the page's running text outside of all zones: enough to be the article beside longer boxes
_FREE_CHARS = 200.0
_SLIGHT = 0.2  # of the page's running text: what holds less may stand beside the article
_SOME_TEXT = 60  # characters of running text: boxes of links that hold more hold links too


def find_zones(page: Page, told: Sequence[Told], columns: Columns, weight: Numbers) -> list[str]:
    """Return the zone of each element, "" for none, less those that can not be true.

    A wrapper of the whole page, or of its headline and much of its text, is no zone. Nor is one that holds most of
    the page's running text, or a word that most of it stands under ("widget" with some page builders), unless enough
    text stands outside of all zones to be the article. `told` is what each element's names tell; `weight` says how
    much running text each block is.
    """
    below: list[float] = columns.below(weight).tolist()
    total = below[0] or 1.0
    claims = _read_claims(page, told, columns, below, total)
    if _free_text(columns, claims, weight) < max(_FREE * total, _FREE_CHARS):
        claims = _without_the_heaviest(claims, below, total)
    kept = [""] * len(below)
    for row, zones in claims.items():
        if zones:
            kept[row] = zones[0][0]
    return kept


def _read_claims(
    page: Page, told: Sequence[Told], columns: Columns, below: list[float], total: float
) -> dict[int, tuple[Zone, ...]]:
    """The zones that elements claim to be, each with its cause, but those of wrappers and of boxes without links."""
    tags, names = page.elements.tag, page.elements.names
    links: list[float] = columns.below(np.fromiter(page.blocks.links, float, len(page.blocks.links))).tolist()
    heads = [e for e in page.blocks.element if tags[e] == "h1"] if "h1" in tags else []
    claims: dict[int, tuple[Zone, ...]] = {}
    for row, (tag, named) in enumerate(zip(tags, told, strict=True)):
        zones = named.zones or _TAG_CLAIMS.get(tag) or (_ROLE_CLAIM if named.role and tag not in _NO_ZONES else ())
        if not zones:
            continue
        if below[row] > _SOME_TEXT and links[row] == 0:
            zones = tuple([zone for zone in zones if zone[0] not in _NEEDS_LINKS])
        share = below[row] / total
        if tag in _WHOLE_PAGE:
            zones = ()
        elif share > _SLIGHT:
            headed = share > 0.3 and _has_one(heads, row, columns)
            zones = tuple([z for z in zones if not _is_wrapper(tag, names[row], named.body, z[0], share, headed)])
        if zones:
            claims[row] = zones
    return claims


def _has_one(heads: Sequence[int], row: int, columns: Columns) -> bool:
    """Whether one of some elements, in order, stands in a subtree."""
    at = bisect_left(heads, row)
    return at < len(heads) and heads[at] < int(columns.subtree_end[row])


def _is_wrapper(tag: str, names: str, body: bool, zone: str, share: float, headed: bool) -> bool:
    """Whether an element with more than a slight share of the page's running text is around the article, not beside."""
    if headed or (tag == "article" and zone != "comments"):
        return True
    if zone in FIRM:
        return share > 0.3 and ("hentry" in names or body)
    return body


def _free_text(columns: Columns, claims: dict[int, tuple[Zone, ...]], weight: Numbers) -> float:
    """How much running text stands outside of all zones."""
    claimed = np.zeros(len(columns.parent), np.bool_)
    claimed[list(claims)] = True
    return float(weight[~columns.within(claimed)[columns.element]].sum())


def _without_the_heaviest(
    claims: dict[int, tuple[Zone, ...]], below: list[float], total: float
) -> dict[int, tuple[Zone, ...]]:
    """Drop the zones that hold most of the page's running text, alone or together with others of their cause."""
    under: dict[Zone, float] = {}
    for row, zones in claims.items():
        for zone in zones:
            under[zone] = under.get(zone, 0.0) + below[row]
    void = {zone for zone, chars in under.items() if chars > _TELLS_NOTHING * total and zone[0] not in FIRM}
    return (
        {row: tuple([zone for zone in zones if zone not in void]) for row, zones in claims.items()} if void else claims
    )
