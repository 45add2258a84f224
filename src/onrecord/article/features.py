"""What the columns of a page tell of each block, computed once: zone, weight, tag, repetition."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from onrecord.article.regions import FIRM, Subtrees, find_zones
from onrecord.article.repeats import find_repeats
from onrecord.article.talk import comment_section, consent_regions, consent_rows
from onrecord.article.zones import Told, name_bit, read_names
from onrecord.model import Page

_ENDS = frozenset(".!?…”\"»。！？」:؟।›’'")  # beside ".)"
_ZONE_WEIGHT = {"": 1.0, "paywall": 1.0, "byline": 0.5, "share bar": 0.3, "tags": 0.3}
_MOST_CHARS = 3000  # of one block that count: a log in <pre> must not outweigh the article
_CELL_CHARS = 300  # more than a cell of a data table holds
_LONG_WORDS = 12  # characters a word on average: a script that parts its words has fewer


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
    element_names: tuple[int, ...]  # what each element's own markup tells, as zones.NAME_BITS
    subtree_end: tuple[int, ...]  # the first row past each element's descendants


def read_features(page: Page) -> Features:
    """Return the features of all blocks and elements of a page."""
    blocks, elements = page.blocks, page.elements
    layout = _layout_cells(page)
    tags = tuple(["div" if e in layout else elements.tag[e] for e in blocks.element])
    chars = tuple(map(len, blocks.text))
    words = _count_all(page)
    link_share = tuple([links / size if size else 0.0 for links, size in zip(blocks.link_chars, chars, strict=True)])
    ends = tuple([text[-1:] in _ENDS or text.endswith(".)") for text in blocks.text])
    repeats = find_repeats(blocks.text)
    raw = [_weight(*row) for row in zip(tags, chars, words, link_share, ends, repeats, strict=True)]
    subtrees = Subtrees(elements.parent, blocks.element)
    told = [read_names(names) if names else None for names in elements.names]
    kept = find_zones(page, told, subtrees, raw)
    if (thread := comment_section(page, subtrees.ends)) is not None:
        kept[thread] = "comments"
    consent = consent_rows(page, words)
    for region in consent_regions(page, subtrees.ends, consent):
        kept[region] = "consent"
    own_hidden = [h or (t is not None and t.hidden) for h, t in zip(elements.hidden, told, strict=True)]
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
        element_body=tuple([t is not None and t.body for t in told]),
        element_names=_names_as_bits(page, told),
        subtree_end=tuple(subtrees.ends),
    )


def _names_as_bits(page: Page, told: Sequence[Told | None]) -> tuple[int, ...]:
    hidden, body = name_bit("hidden"), name_bit("body")
    rows = zip(told, page.elements.hidden, page.elements.itemprop, strict=True)
    return tuple(
        [
            (names.bits if names is not None else 0)
            | (hidden if unseen else 0)
            | (body if prop == "articlebody" else 0)
            for names, unseen, prop in rows
        ]
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


def _count_all(page: Page) -> tuple[int, ...]:
    """How many words each block has. White space is folded but in <pre>, so that spaces and line feeds tell."""
    if "pre" in page.elements.tag:
        return tuple(map(count_words, page.blocks.text))
    counts = []
    for text in page.blocks.text:
        words = text.count(" ") + 1
        if "\n" in text:
            words += text.count("\n")
        if len(text) >= _LONG_WORDS * words and not text.isascii():
            words = count_words(text)
        counts.append(words)
    return tuple(counts)


def count_words(text: str) -> int:
    """Return how many words a text has; two characters make a word in scripts that do not part words."""
    words = len(text.split())
    if len(text) < _LONG_WORDS * words or text.isascii():
        return words
    return words + len(_unparted().findall(text)) // 2


@lru_cache(maxsize=1)
def _unparted() -> re.Pattern[str]:
    """Letters of scripts that do not part words: Thai, kana, Han, Hangul. Compiled by need: it takes 6 ms."""
    return re.compile("[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


def _weight(tag: str, chars: int, words: int, link_share: float, ends_sentence: bool, repeat_of: int) -> float:
    """Running text counts by its length; labels, link lists and copies of what stood before count little."""
    if repeat_of >= 0 or link_share > 0.6 or tag in ("button", "label", "option"):
        return 0.0
    size = min(chars, _MOST_CHARS) * (1.0 - link_share) * (2.0 if words > 1.4 * chars / 5 else 1.0)
    if words >= 12 and ends_sentence:
        return size
    return size * (0.5 if words >= 20 else 0.15 if words >= 6 else 0.02)


def _inherit(parents: tuple[int, ...], zones: list[str], hidden: list[bool]) -> tuple[list[str], list[bool]]:
    all_zones, all_hidden = list(zones), list(hidden)
    for row in range(1, len(parents)):
        parent = parents[row]
        if parent >= 0:
            all_zones[row] = all_zones[row] or all_zones[parent]
            all_hidden[row] = all_hidden[row] or all_hidden[parent]
            if all_zones[parent] and all_zones[parent] in FIRM:
                all_zones[row] = all_zones[parent]
    return all_zones, all_hidden
