"""What the columns of a page tell of each block, computed once: zone, weight, tag, repetition."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from onrecord.article.columns import Columns, as_flags, read_columns
from onrecord.article.regions import FIRM, find_zones
from onrecord.article.repeats import find_repeats, fold
from onrecord.article.talk import comment_section, consent_regions, consent_rows
from onrecord.article.zones import Told, name_bit, read_names
from onrecord.model import Page

if TYPE_CHECKING:
    from onrecord.article.columns import Flags, Numbers, Rows

_ENDS = frozenset(".!?…”\"»。！？」:؟।›’'")  # beside ".)"
_ZONE_WEIGHT = {"": 1.0, "paywall": 1.0, "byline": 0.5, "share bar": 0.3, "tags": 0.3}
_CONTROLS = frozenset(["button", "label", "option"])
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
    letters: tuple[str, ...]  # of each block: its letters and digits in lower case, nothing between them
    columns: Columns = field(compare=False, repr=False)  # the numbers among them as arrays


def read_features(page: Page) -> Features:
    """Return the features of all blocks and elements of a page."""
    texts, elements = page.blocks.text, page.elements
    tags = _block_tags(page)
    words = _count_all(page)
    ends = tuple([(end := text[-1:]) in _ENDS or (end == ")" and text[-2:] == ".)") for text in texts])
    columns = read_columns(page, words, ends)
    subtree_end: list[int] = columns.subtree_end.tolist()
    folded = fold(texts)
    repeats = find_repeats(folded)
    raw = _weigh(tags, columns, repeats)
    told = list(map(read_names, elements.names))
    names = _names_as_bits(page, told)
    kept = find_zones(page, told, columns, raw)
    if (thread := comment_section(page, subtree_end)) is not None:
        kept[thread] = "comments"
    consent = consent_rows(page, words, folded)
    for region in consent_regions(page, subtree_end, consent):
        kept[region] = "consent"
    zone = _block_zones(page, kept, consent)
    hidden = _hidden_blocks(columns, names, raw)
    weight = raw * np.fromiter([_ZONE_WEIGHT.get(z, 0.05) for z in zone], float, len(zone)) * np.where(hidden, 0.2, 1.0)
    return Features(
        tag=tags,
        chars=tuple(map(len, texts)),
        words=words,
        link_share=tuple(columns.link_share.tolist()),
        ends_sentence=ends,
        repeat_of=repeats,
        weight=tuple(weight.tolist()),
        hidden=tuple(hidden.tolist()),
        zone=zone,
        consent=consent,
        element_zone=tuple(kept),
        element_weight=tuple(columns.below(weight).tolist()),
        element_body=tuple([t.body for t in told]),
        element_names=tuple(names.tolist()),
        subtree_end=tuple(subtree_end),
        letters=tuple(folded),
        columns=columns,
    )


def _block_tags(page: Page) -> tuple[str, ...]:
    tag = page.elements.tag
    if layout := _layout_cells(page):
        return tuple(["div" if e in layout else tag[e] for e in page.blocks.element])
    return tuple([tag[e] for e in page.blocks.element])


def _names_as_bits(page: Page, told: Sequence[Told]) -> Rows:
    """What each element's own markup tells, as zones.NAME_BITS."""
    bits = np.fromiter([names.bits for names in told], np.int64, len(told))
    bits[as_flags(page.elements.hidden)] |= name_bit("hidden")
    if "articlebody" in page.elements.itemprop:
        bits[[prop == "articlebody" for prop in page.elements.itemprop]] |= name_bit("body")
    return bits


def _hidden_blocks(columns: Columns, names: Rows, weight: Numbers) -> Flags:
    """The blocks in elements that hide themselves; none where they are most of the page: then a script shows them."""
    hidden = columns.within(names & name_bit("hidden") != 0)[columns.element]
    return np.zeros_like(hidden) if weight[hidden].sum() > 0.6 * weight.sum() else hidden


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
    texts = page.blocks.text
    if "pre" in page.elements.tag:
        return tuple(map(count_words, texts))
    counts = [text.count(" ") + 1 for text in texts]
    for row, (text, count) in enumerate(zip(texts, counts, strict=True)):
        if "\n" in text:
            count += text.count("\n")
            counts[row] = count
        if len(text) >= _LONG_WORDS * count and not text.isascii():
            counts[row] = count_words(text)
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


def _weigh(tags: Sequence[str], columns: Columns, repeats: Sequence[int]) -> Numbers:
    """Running text counts by its length; labels, link lists and copies of what stood before count little."""
    chars, words, links = columns.chars, columns.words, columns.link_share
    size = np.minimum(chars, _MOST_CHARS) * (1.0 - links) * np.where(words > 1.4 * chars / 5, 2.0, 1.0)
    part = np.where(words >= 20, 0.5, np.where(words >= 6, 0.15, 0.02))
    part[(words >= 12) & columns.ends] = 1.0
    weight: Numbers = size * part
    repeated = np.fromiter(repeats, np.int64, len(repeats)) >= 0
    weight[repeated | (links > 0.6) | as_flags([tag in _CONTROLS for tag in tags])] = 0.0
    return weight


def _block_zones(page: Page, kept: Sequence[str], consent: frozenset[int]) -> tuple[str, ...]:
    """The zone of each block: of the nearest element around it that has one, or of a firm one further out."""
    zones = list(kept)
    for row, parent in enumerate(page.elements.parent):
        if parent >= 0 and (above := zones[parent]) and (above in FIRM or not zones[row]):
            zones[row] = above
    if consent:
        return tuple(["consent" if row in consent else zones[e] for row, e in enumerate(page.blocks.element)])
    return tuple([zones[e] for e in page.blocks.element])
