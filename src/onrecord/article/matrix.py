"""What the block model sees: one row of numbers for every block of a page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from onrecord.article.features import Features
from onrecord.article.rules import Setting
from onrecord.article.zones import NAME_BITS
from onrecord.model import Page, Role

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]
    Numbers = NDArray[np.float64]
    Rows = NDArray[np.int64]

_TAGS = (
    "p h1 h2 h3 h4 h5 h6 li td th blockquote figcaption div span a pre dd dt section article header footer aside nav "
    "main ul ol label button form address cite body"
).split()
_TAG_CODE = {tag: code for code, tag in enumerate(_TAGS, start=1)}
_AROUND = (
    "article main aside nav header footer form figure table ul ol li blockquote section details address tr dl button "
    "p td"
).split()
_AROUND_BIT = {tag: 1 << (len(NAME_BITS) + n) for n, tag in enumerate(_AROUND)}
# the rules' roles in an order that trees can cut: by how often blocks that they name so are the article's
_RULES: tuple[Role, ...] = (
    "navigation", "consent", "comments", "advertisement", "share bar", "tags", "newsletter", "error banner", "rights",
    "promotion", "author box", "disclaimer", "notice", "paywall", "byline", "dateline", "caption", "headline", "related",
    "other", "repeat", "standfirst", "table", "quote", "list", "subheading", "body",
)  # fmt: skip
_RULE_CODE = {role: code for code, role in enumerate(_RULES)}
_FAR = 99  # blocks or elements: as good as none
_RUNNING_WORDS = 12
_NEIGHBOURS = (-3, -2, -1, 1, 2, 3)
_WINDOWS = (2, 5, 10)  # blocks on each side whose text is summed
_LEVELS = 5  # the block's element, its parent, …
_GROUPS = ("kind", "parent", "grandparent", "great-grandparent")
_BODY = 1 << NAME_BITS.index("body")
_ZONES = (1 << NAME_BITS.index("hidden")) - 1  # bits of names that announce a zone


def feature_names() -> tuple[str, ...]:
    """Return what each column of `read_matrix` holds, in order."""
    return (
        *(f"own {name}" for name in NAME_BITS),
        *(f"parent {name}" for name in NAME_BITS),
        *(f"around {name}" for name in NAME_BITS),
        *(f"in <{tag}>" for tag in _AROUND),
        *"chars,words,link share,strong share,ends sentence,opening,closing,lines,repeats,repeated".split(","),
        *"tag,parent tag,rule,hidden,consent".split(","),
        *"rank,text before,text after,after headline,to text before,to text after".split(","),
        *"to heading before,to heading after".split(","),
        *(f"links within {reach}" for reach in _WINDOWS),
        *(f"{what} {at:+}" for at in _NEIGHBOURS for what in ("tag", "words", "link share", "ends", "sibling")),
        *(f"{what} of {group}" for group in _GROUPS for what in ("text", "length", "links")),
        *(f"{what} at level {n}" for n in range(_LEVELS) for what in ("text", "links")),
        *"in container,to container,outermost zone,innermost zone,to body".split(","),
        *"headlines since,in article of headline".split(","),
    )


def read_matrix(page: Page, features: Features, setting: Setting) -> Floats:
    """Return a row for each block: the numbers that `feature_names` names.

    Shares and distances rather than sizes, and nothing of one language or script: what is learned on English pages
    has to hold on others.
    """
    element: Rows = np.array(page.blocks.element)
    text = _text(page, features)
    tags: Rows = np.array([_TAG_CODE.get(tag, 0) for tag in features.tag])
    tree = _tree(page, features, text, element)
    parts = (
        _bits(tree, element),
        _own(page, features, text),
        _kinds(features, setting, tags, tree, element),
        _places(setting, text, tags),
        _windows(text),
        _beside(tags, text, tree.parent[element]),
        _groups(page, tree, element, text),
        _levels(tree, element),
        _inside(page, features, setting, tree, element),
        _belonging(page, setting, element),
    )
    return np.concatenate(parts, axis=1, dtype=np.float32, casting="same_kind")


@dataclass(frozen=True, slots=True)
class _Text:
    """Columns of the blocks' text."""

    chars: Numbers
    words: Numbers
    link_share: Numbers
    linked: Numbers  # characters in links
    ends: Numbers  # 1 where it ends as a sentence does
    running: Numbers  # characters of running text


def _text(page: Page, features: Features) -> _Text:
    chars: Numbers = np.array(features.chars, float)
    words: Numbers = np.array(features.words, float)
    links: Numbers = np.array(features.link_share)
    ends: Numbers = np.array(features.ends_sentence, float)
    running = np.where((words >= _RUNNING_WORDS) & (ends > 0) & (links < 0.5), chars, 0.0)
    return _Text(chars, words, links, np.array(page.blocks.link_chars, float), ends, running)


@dataclass(frozen=True, slots=True)
class _Tree:
    """Columns of the elements."""

    parent: Rows  # the root is its own
    tag: Rows
    own: Rows  # what its names tell, as bits
    around: Rows  # … its and its ancestors' names and tags
    share: Numbers  # of the page's running text that stands below it
    links: Numbers  # share of the characters below it that stand in links


def _tree(page: Page, features: Features, text: _Text, element: Rows) -> _Tree:
    elements = page.elements
    own = features.element_names
    around = [bits | _AROUND_BIT.get(tag, 0) for bits, tag in zip(own, elements.tag, strict=True)]
    for row, parent in enumerate(elements.parent):
        if parent >= 0:
            around[row] |= around[parent]
    ends: Rows = np.array(features.subtree_end)
    running, linked, chars = (_below(element, column, ends) for column in (text.running, text.linked, text.chars))
    return _Tree(
        parent=np.maximum(np.array(elements.parent), 0),
        tag=np.array([_TAG_CODE.get(tag, 0) for tag in elements.tag]),
        own=np.array(own),
        around=np.array(around),
        share=running / max(1.0, running[0]),
        links=linked / np.maximum(1.0, chars),
    )


def _below(element: Rows, values: Numbers, ends: Rows) -> Numbers:
    """The sum over each element's subtree, a range of rows."""
    sums = np.zeros(len(ends) + 1)
    np.cumsum(np.bincount(element, values, minlength=len(ends)), out=sums[1:])
    return sums[ends] - sums[:-1]


def _bits(tree: _Tree, element: Rows) -> Rows:
    names, all_bits = np.arange(len(NAME_BITS)), np.arange(len(NAME_BITS) + len(_AROUND))
    own, parent = tree.own[element], tree.own[tree.parent[element]]
    return np.concatenate(
        (
            own[:, None] >> names & 1,
            parent[:, None] >> names & 1,
            tree.around[element][:, None] >> all_bits & 1,
        ),
        axis=1,
    )


_OPENING = {"“": 3, '"': 3, "«": 3, "„": 3, "'": 3, "‘": 3, "「": 3}
_CLOSING = dict.fromkeys(".。!?…！？।", 0) | {":": 1, "：": 1}


def _own(page: Page, features: Features, text: _Text) -> Numbers:
    size = len(page.blocks.text)
    repeated = np.zeros(size)
    repeats = np.array(features.repeat_of)
    repeated[repeats[repeats >= 0]] = 1.0
    signs = [(_opening(t[0]), _closing(t[-1]), t.count("\n")) for t in page.blocks.text]
    return np.column_stack(
        (
            text.chars,
            text.words,
            text.link_share,
            np.array(page.blocks.strong_chars) / np.maximum(1.0, text.chars),
            text.ends,
            np.array(signs, float),
            repeats >= 0,
            repeated,
        )
    )


def _opening(letter: str) -> int:
    return _OPENING.get(letter, 4) if not letter.isalnum() else 0 if letter.islower() else 2 if letter.isdigit() else 1


def _closing(letter: str) -> int:
    return _CLOSING.get(letter, 4) if not letter.isalnum() else 2 if letter.isdigit() else 3


def _kinds(features: Features, setting: Setting, tags: Rows, tree: _Tree, element: Rows) -> Rows:
    consent = np.zeros(len(tags), int)
    consent[list(features.consent)] = 1
    rules = np.array([_RULE_CODE.get(role, -1) for role in setting.roles])
    return np.column_stack((tags, tree.tag[tree.parent[element]], rules, np.array(features.hidden), consent))


def _places(setting: Setting, text: _Text, tags: Rows) -> Numbers:
    size = len(tags)
    at = np.arange(size)
    whole = max(1.0, float(text.running.sum()))
    until = np.cumsum(text.running)
    headline = setting.headline
    after = np.full(size, 0.0) if headline is None else np.where(at > headline, 1.0, -1.0)
    headings = np.flatnonzero((tags >= _TAG_CODE["h1"]) & (tags <= _TAG_CODE["h6"]))
    return np.column_stack(
        (
            at / size,
            (until - text.running) / whole,
            (whole - until) / whole,
            after,
            *_distances(at, np.flatnonzero(text.running)),
            *_distances(at, headings),
        )
    )


def _distances(at: Rows, marks: Rows) -> tuple[Rows, Rows]:
    """How far the nearest mark before and after each row is."""
    if not len(marks):
        return np.full(len(at), _FAR), np.full(len(at), _FAR)
    before = np.searchsorted(marks, at, "left")
    after = np.searchsorted(marks, at, "right")
    back = np.where(before > 0, at - marks[np.maximum(0, before - 1)], _FAR)
    ahead = np.where(after < len(marks), marks[np.minimum(len(marks) - 1, after)] - at, _FAR)
    return np.minimum(back, _FAR), np.minimum(ahead, _FAR)


def _windows(text: _Text) -> Numbers:
    size = len(text.chars)
    at = np.arange(size)
    chars, linked = (np.concatenate(([0.0], np.cumsum(column))) for column in (text.chars, text.linked))
    shares = []
    for reach in _WINDOWS:
        first, last = np.maximum(0, at - reach), np.minimum(size, at + reach + 1)
        shares.append((linked[last] - linked[first]) / np.maximum(1.0, chars[last] - chars[first]))
    return np.column_stack(shares)


def _beside(tags: Rows, text: _Text, parent: Rows) -> Numbers:
    size, most = len(tags), max(_NEIGHBOURS)
    shown = np.full((size + 2 * most, 5), -1.0)
    shown[most : most + size] = np.column_stack((tags, text.words, text.link_share, text.ends, parent))
    parts = []
    for step in _NEIGHBOURS:
        other = shown[most + step : most + step + size].copy()
        other[:, 4] = other[:, 4] == parent
        parts.append(other)
    return np.concatenate(parts, axis=1)


def _groups(page: Page, tree: _Tree, element: Rows, text: _Text) -> Numbers:
    """Of the blocks of the same tag and names, and of those of the same parent and so on, together."""
    tags, names = page.elements.tag, page.elements.names
    parent = tree.parent[element]
    above = tree.parent[parent]
    codes: dict[tuple[str, str, str, str], int] = {}
    kind = [
        codes.setdefault((tags[e], names[e], tags[p], names[p]), len(codes))
        for e, p in zip(page.blocks.element, parent.tolist(), strict=True)
    ]
    whole = max(1.0, float(text.running.sum()))
    parts: list[Numbers] = []
    for key in (np.array(kind), parent, above, tree.parent[above]):
        running, chars, linked = (np.bincount(key, column) for column in (text.running, text.chars, text.linked))
        blocks = np.bincount(key)
        size = np.maximum(1.0, chars)
        parts += [running[key] / whole, (chars / np.maximum(1, blocks))[key], (linked / size)[key]]
    return np.column_stack(parts)


def _levels(tree: _Tree, element: Rows) -> Numbers:
    parts: list[Numbers] = []
    for _ in range(_LEVELS):
        parts += [tree.share[element], tree.links[element]]
        element = tree.parent[element]
    return np.column_stack(parts)


def _inside(page: Page, features: Features, setting: Setting, tree: _Tree, element: Rows) -> Numbers:
    parents, container = page.elements.parent, setting.container
    around, row = {}, container
    while row >= 0:
        around[row] = float(len(around))
        row = parents[row]
    share = tree.share.tolist()
    away, outer, inner, body = ([0.0] * len(parents) for _ in range(4))
    for row, (parent, bits) in enumerate(zip(parents, features.element_names, strict=True)):
        zoned = bits & _ZONES and parent >= 0
        away[row] = around.get(row, away[parent])
        outer[row] = outer[parent] if parent >= 0 and outer[parent] >= 0 else share[row] if zoned else -1.0
        inner[row] = share[row] if zoned else inner[parent] if parent >= 0 else -1.0
        body[row] = 0.0 if bits & _BODY else min(_FAR, body[parent] + 1) if parent >= 0 else _FAR
    held = (element >= container) & (element < features.subtree_end[container])
    return np.column_stack((held, *(np.array(column)[element] for column in (away, outer, inner, body))))


def _belonging(page: Page, setting: Setting, element: Rows) -> Rows:
    """Whether another headline stands between the page's own and a block, and whether both are in one <article>."""
    tags, parents = page.elements.tag, page.elements.parent
    article = [-1] * len(tags)
    for row, tag in enumerate(tags):
        article[row] = row if tag == "article" else article[parents[row]] if parents[row] >= 0 else -1
    around: Rows = np.array(article)[element]
    heads = np.cumsum([tags[e] == "h1" for e in page.blocks.element])
    if setting.headline is None:
        return np.column_stack((heads, np.where(around < 0, 0, 2)))
    own = around[setting.headline]
    return np.column_stack((heads - heads[setting.headline], np.where(around == own, 1, np.where(around < 0, 0, 2))))
