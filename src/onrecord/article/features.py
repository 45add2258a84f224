"""What the columns of a page tell of each block, computed once: zone, weight, tag, repetition."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from onrecord.article.repeats import find_repeats
from onrecord.article.talk import comment_section, consent_rows
from onrecord.article.zones import is_body_name, is_hidden_name, zones_of
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
# zones that are believed even when they hold most of the page's text
_FIRM = frozenset(["consent", "error banner", "comments"])
_ENDS = (".", "!", "?", "…", "”", "\"", "»", ".)", "。", "！", "？", "」", ":", "؟", "।", "›", "’", "'")  # fmt: skip
_ZONE_WEIGHT = {"": 1.0, "paywall": 1.0, "byline": 0.5, "share bar": 0.3, "tags": 0.3}
_NEEDS_LINKS = frozenset(["related", "tags", "navigation", "share bar"])
_CELL_CHARS = 300  # more than a cell of a data table holds
_TELLS_NOTHING = 0.4  # of the page's running text
_CJK = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\u0e00-\u0e7f]")


@dataclass(frozen=True, slots=True)
class Features:
    """One row a block (columns are tuples), then one row an element."""

    tag: tuple[str, ...]  # the nearest block-level element's
    chars: tuple[int, ...]
    words: tuple[int, ...]
    link_share: tuple[float, ...]  # 0 to 1
    ends_sentence: tuple[bool, ...]
    repeat_of: tuple[int, ...]  # the row of the first full copy, -1 for none
    weight: tuple[float, ...]  # how much running text it is worth, in characters
    hidden: tuple[bool, ...]
    zone: tuple[str, ...]  # by the outermost zone around it
    consent: frozenset[int]  # rows that speak of cookies and consent, whatever stands around them
    element_zone: tuple[str, ...]  # of each element itself, "" where it is void
    element_weight: tuple[float, ...]  # of all blocks below each element
    element_body: tuple[bool, ...]  # calls itself the article's body
    subtree_end: tuple[int, ...]  # the first row past each element's descendants


def read_features(page: Page) -> Features:
    """Return the features of all blocks and elements of a page."""
    blocks, elements = page.blocks, page.elements
    layout = _layout_cells(page)
    tags = tuple(["div" if e in layout else elements.tag[e] for e in blocks.element])
    chars = tuple(map(len, blocks.text))
    words = tuple(map(count_words, blocks.text))
    link_share = tuple([links / size if size else 0.0 for links, size in zip(blocks.link_chars, chars, strict=True)])
    ends = tuple([text.rstrip().endswith(_ENDS) for text in blocks.text])
    repeats = find_repeats(blocks.text)
    raw = [_weight(*row) for row in zip(tags, chars, words, link_share, ends, repeats, strict=True)]
    ends_at = _subtree_ends(elements.parent)
    subtrees = _Subtrees(elements.parent, blocks.element, ends_at)
    kept = _believed(page, subtrees, raw, tags)
    if (thread := comment_section(page, ends_at)) is not None:
        kept[thread] = "comments"
    consent = consent_rows(page, words)
    own_hidden = tuple(
        [h or (bool(n) and is_hidden_name(n)) for h, n in zip(elements.hidden, elements.names, strict=True)]
    )
    zone, hidden = _inherit(elements.parent, kept, own_hidden)
    block_zone = tuple(["consent" if row in consent else zone[e] for row, e in enumerate(blocks.element)])
    block_hidden = tuple([hidden[e] for e in blocks.element])
    if sum(w for w, h in zip(raw, block_hidden, strict=True) if h) > 0.6 * sum(raw):
        block_hidden = (False,) * len(block_hidden)  # shown by a script: nearly the whole page hides itself
    weight = [
        w * _ZONE_WEIGHT.get(z, 0.05) * (0.2 if h else 1.0)
        for w, z, h in zip(raw, block_zone, block_hidden, strict=True)
    ]
    return Features(
        tag=tags,
        chars=chars,
        words=words,
        link_share=link_share,
        ends_sentence=ends,
        repeat_of=repeats,
        weight=tuple(weight),
        hidden=block_hidden,
        zone=block_zone,
        consent=consent,
        element_zone=tuple(kept),
        element_weight=tuple(subtrees.sum(weight)),
        element_body=tuple([bool(n) and is_body_name(n) for n in elements.names]),
        subtree_end=tuple(ends_at),
    )


def _layout_cells(page: Page) -> frozenset[int]:
    """The cells of tables that lay out the page rather than hold data: one of their cells holds paragraphs."""
    tags, parents = page.elements.tag, page.elements.parent
    if "td" not in tags:
        return frozenset()
    size: dict[int, int] = {}
    for text, element in zip(page.blocks.text, page.blocks.element, strict=True):
        size[element] = size.get(element, 0) + len(text)
    long: set[int] = set()
    for element, chars in size.items():
        while chars > _CELL_CHARS and element > 0 and element not in long:  # every table around paragraphs is layout
            long.add(element)
            element = parents[element]
    table = [-1] * len(tags)
    for row in range(1, len(tags)):
        table[row] = row if tags[row] == "table" else table[parents[row]]
    return frozenset(row for row, tag in enumerate(tags) if tag in ("td", "th") and table[row] in long)


def count_words(text: str) -> int:
    """Return how many words a text has; two characters make a word in scripts that do not part words."""
    dense = len(_CJK.findall(text)) if not text.isascii() else 0
    return len(text.split()) + dense // 2


def _weight(tag: str, chars: int, words: int, link_share: float, ends_sentence: bool, repeat_of: int) -> float:
    """Running text counts by its length; labels, link lists and copies of what stood before count little."""
    if repeat_of >= 0 or link_share > 0.6 or tag in ("button", "label", "option"):
        return 0.0
    size = chars * (1.0 - link_share) * (2.0 if words > 1.4 * chars / 5 else 1.0)
    if words >= 12 and ends_sentence:
        return size
    return size * (0.5 if words >= 20 else 0.15 if words >= 6 else 0.02)


@lru_cache(maxsize=65536)
def _claims(tag: str, names: str) -> tuple[tuple[str, str], ...]:
    """The zones that an element claims to be, each with its cause."""
    zones = zones_of(names) if names else ()
    if not zones and tag in _TAG_ZONES:
        return ((_TAG_ZONES[tag], f"<{tag}>"),)
    if not zones and names and tag not in ("article", "main", "header") and _ROLE_ZONES.search(names):
        return (("navigation", "role"),)
    return zones


def _subtree_ends(parents: tuple[int, ...]) -> list[int]:
    ends = list(range(1, len(parents) + 1))
    for row in range(len(parents) - 1, 0, -1):
        parent = parents[row]
        if parent >= 0 and ends[row] > ends[parent]:
            ends[parent] = ends[row]
    return ends


class _Subtrees:
    """Sums over the subtrees of a page's elements; rows are in document order, so a subtree is a range of them."""

    def __init__(self, parents: tuple[int, ...], element: tuple[int, ...], ends: list[int]) -> None:
        self.element = np.asarray(element, dtype=np.intp)
        self.starts = np.arange(len(parents))
        self.ends = np.asarray(ends)

    def sum(self, values: Sequence[float]) -> list[float]:
        """Return for each element the sum of a column of Blocks over all blocks below it."""
        own = np.bincount(self.element, weights=np.asarray(values, dtype=float), minlength=len(self.starts))
        running = np.concatenate(([0.0], np.cumsum(own)))
        sums: list[float] = (running[self.ends] - running[self.starts]).tolist()
        return sums


def _believed(page: Page, subtrees: _Subtrees, raw: list[float], tags: tuple[str, ...]) -> list[str]:
    """The zone of each element, less those that can not be true.

    A wrapper of the whole page, or of its headline and much of its text, is no zone; and a word that most of the
    page's running text stands under ("widget" with some page builders) tells nothing on this page.
    """
    elements = page.elements
    heavy = subtrees.sum(raw)
    heads = subtrees.sum([tag == "h1" for tag in tags])
    links = subtrees.sum(page.blocks.links)
    total = heavy[0] or 1.0
    claims: list[tuple[tuple[str, str], ...]] = []
    under: dict[tuple[str, str], float] = {}
    for tag, names, weight, head, linked in zip(elements.tag, elements.names, heavy, heads, links, strict=True):
        zones = _claims(tag, names) if names or tag in _TAG_ZONES else ()
        if zones and linked < 0.5 and weight > 100:  # boxes of links hold links
            zones = tuple([z for z in zones if z[0] not in _NEEDS_LINKS])
        zones = tuple([z for z in zones if not _is_void(tag, names, z[0], weight / total, head)]) if zones else ()
        claims.append(zones)
        for zone in zones:
            under[zone] = under.get(zone, 0.0) + weight
    void = {zone for zone, weight in under.items() if weight > _TELLS_NOTHING * total and zone[0] not in _FIRM}
    return [next((role for role, cause in zones if (role, cause) not in void), "") if zones else "" for zones in claims]


def _is_void(tag: str, names: str, zone: str, share: float, heads: float) -> bool:
    if tag in _WHOLE_PAGE:
        return True
    if heads > 0.5 and share > 0.3:
        return True
    if tag == "article" and zone != "comments" and share > 0.2:
        return True
    if zone in _FIRM:
        return share > 0.3 and ("hentry" in names or is_body_name(names))
    return share > 0.4 or (share > 0.2 and is_body_name(names))


def _inherit(parents: tuple[int, ...], zones: list[str], hidden: tuple[bool, ...]) -> tuple[list[str], list[bool]]:
    all_zones, all_hidden = list(zones), list(hidden)
    for row in range(1, len(parents)):
        parent = parents[row]
        if parent >= 0:
            all_zones[row] = all_zones[row] or all_zones[parent]
            all_hidden[row] = all_hidden[row] or all_hidden[parent]
            if all_zones[parent] and all_zones[parent] in _FIRM:
                all_zones[row] = all_zones[parent]
    return all_zones, all_hidden
