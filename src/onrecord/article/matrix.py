"""What the block model sees: one row of numbers for every block of a page."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from itertools import repeat
from typing import TYPE_CHECKING

import numpy as np

from onrecord.article.columns import Columns, as_codes, as_flags
from onrecord.article.features import Features
from onrecord.article.rules import Setting
from onrecord.article.zones import NAME_BITS
from onrecord.model import Page, Role

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from onrecord.article.columns import Flags, Numbers, Rows

    Floats = NDArray[np.float32]

_TAGS = (
    "p h1 h2 h3 h4 h5 h6 li td th blockquote figcaption div span a pre dd dt section article header footer aside nav "
    "main ul ol label button form address cite body"
).split()
_TAG_CODE = {tag: code for code, tag in enumerate(_TAGS, start=1)}
_AROUND = (
    "article main aside nav header footer form figure table ul ol li blockquote section details address tr dl button "
    "p td"
).split()
# codes of both; what stands in _AROUND alone has no number of its own
_ANY_CODE = _TAG_CODE | {tag: code for code, tag in enumerate(sorted(set(_AROUND) - set(_TAGS)), start=len(_TAGS) + 1)}
_CODE_ALONE = np.array([*range(len(_TAGS) + 1), *repeat(0, len(_ANY_CODE) - len(_TAGS))])
_AROUND_BITS = np.zeros(len(_ANY_CODE) + 1, np.int64)  # by code
_AROUND_BITS[[_ANY_CODE[tag] for tag in _AROUND]] = [1 << (len(NAME_BITS) + n) for n in range(len(_AROUND))]
# the rules' roles in an order that trees can cut: by how often blocks that they name so are the article's
_RULES: tuple[Role, ...] = (
    "navigation", "consent", "comments", "advertisement", "share bar", "tags", "newsletter", "error banner", "rights",
    "promotion", "author box", "disclaimer", "notice", "paywall", "byline", "dateline", "caption", "headline",
    "related", "other", "repeat", "standfirst", "table", "quote", "list", "subheading", "body",
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


_COLUMNS = {
    "bits": (
        *(f"own {name}" for name in NAME_BITS),
        *(f"parent {name}" for name in NAME_BITS),
        *(f"around {name}" for name in NAME_BITS),
        *(f"in <{tag}>" for tag in _AROUND),
    ),
    "own": tuple("chars,words,link share,strong share,ends sentence,opening,closing,lines,repeats,repeated".split(",")),
    "kinds": ("tag", "parent tag", "rule", "hidden", "consent"),
    "places": ("rank", "text before", "text after", "after headline"),
    "distances": ("to text before", "to text after", "to heading before", "to heading after"),
    "windows": tuple(f"links within {reach}" for reach in _WINDOWS),
    "beside": tuple(
        f"{what} {at:+}" for at in _NEIGHBOURS for what in ("tag", "words", "link share", "ends", "sibling")
    ),
    "groups": tuple(f"{what} of {group}" for group in _GROUPS for what in ("text", "length", "links")),
    "levels": tuple(f"{what} at level {n}" for n in range(_LEVELS) for what in ("text", "links")),
    "inside": ("in container", "to container", "outermost zone", "innermost zone", "to body"),
    "belonging": ("headlines since", "in article of headline"),
}
_NAMES = tuple(name for names in _COLUMNS.values() for name in names)


def feature_names() -> tuple[str, ...]:
    """Return what each column of `read_matrix` holds, in order."""
    return _NAMES


def read_matrix(page: Page, features: Features, setting: Setting) -> Floats:
    """Return a row for each block: the numbers that `feature_names` names.

    Shares and distances rather than sizes, and nothing of one language or script: what is learned on English pages
    has to hold on others.
    """
    columns = features.columns
    tags: Rows = _CODE_ALONE[as_codes(_ANY_CODE, features.tag)]
    running = np.where(
        (columns.words >= _RUNNING_WORDS) & columns.ends & (columns.link_share < 0.5), columns.chars, 0.0
    )
    tree = _tree(page, features, running)
    matrix = np.empty((len(tags), len(_NAMES)), np.float32)
    part = _parts_of(matrix)
    _fill_bits(part["bits"], columns, tree)
    _fill_own(part["own"], page, features)
    _fill_kinds(part["kinds"], features, setting, tags, tree)
    _fill_places(part["places"], setting, running)
    _fill_distances(part["distances"], np.stack((running > 0, (tags >= _TAG_CODE["h1"]) & (tags <= _TAG_CODE["h6"]))))
    _fill_windows(part["windows"], columns)
    _fill_beside(part["beside"], columns, tags)
    _fill_groups(part["groups"], page, columns, running)
    _fill_levels(part["levels"], columns, tree)
    _fill_inside(part["inside"], columns, setting.container, tree)
    _fill_belonging(part["belonging"], page, columns, setting.headline)
    return matrix


def _parts_of(matrix: Floats) -> dict[str, Floats]:
    """The columns of the matrix by group, to be filled: one array from the start is cheaper than many joined."""
    parts, first = {}, 0
    for group, names in _COLUMNS.items():
        parts[group] = matrix[:, first : first + len(names)]
        first += len(names)
    return parts


@dataclass(frozen=True, slots=True)
class _Tree:
    """Columns of the elements."""

    tag: Rows
    own: Rows  # what its names tell, as bits
    around: Rows  # … its and its ancestors' names and tags
    depth: Rows
    outer: Rows  # the outermost element around it, or itself, that announces a zone; past the last row for none
    inner: Rows  # the innermost; -1 for none
    body: Rows  # the innermost that calls itself the article's body; -1 for none
    share: Numbers  # of the page's running text that stands below it
    links: Numbers  # share of the characters below it that stand in links


def _tree(page: Page, features: Features, running: Numbers) -> _Tree:
    columns = features.columns
    codes = as_codes(_ANY_CODE, page.elements.tag)
    own = np.fromiter(features.element_names, np.int64, len(codes))
    around, depth, outer, inner, body = _climb(columns.parent, own, own | _AROUND_BITS[codes])
    text, linked, chars = map(columns.below, (running, columns.linked, columns.chars))
    return _Tree(
        tag=_CODE_ALONE[codes],
        own=own,
        around=around,
        depth=depth,
        outer=outer,
        inner=inner,
        body=body,
        share=text / max(1.0, float(text[0])),
        links=linked / np.maximum(1.0, chars),
    )


def _climb(parent: Rows, own: Rows, around: Rows) -> tuple[Rows, Rows, Rows, Rows, Rows]:
    """What stands above each element, for `_Tree`.

    Each round looks twice as far up as the one before, since what was found there looked up too. Ancestors have
    smaller rows, so the innermost of some is the greatest row.
    """
    rows = np.arange(len(parent))
    zoned = (own & _ZONES != 0) & (rows > 0)
    outer, inner = np.where(zoned, rows, len(rows)), np.where(zoned, rows, -1)
    body = np.where(own & _BODY != 0, rows, -1)
    depth = np.minimum(rows, 1)
    up = parent
    while True:
        around = around | around[up]
        depth = depth + depth[up]
        outer, inner, body = np.minimum(outer, outer[up]), np.maximum(inner, inner[up]), np.maximum(body, body[up])
        if not up.any():
            return around, depth, outer, inner, body
        up = up[up]


def _fill_bits(part: Floats, columns: Columns, tree: _Tree) -> None:
    names = len(NAME_BITS)
    own = _unpack(tree.own, names)
    part[:, :names] = own[columns.element]
    part[:, names : 2 * names] = own[columns.parent[columns.element]]
    part[:, 2 * names :] = _unpack(tree.around[columns.element], names + len(_AROUND))


def _unpack(bits: Rows, count: int) -> NDArray[np.uint8]:
    """The lowest bits of each number, a column each."""
    octets = bits.astype("<i8", copy=False).view(np.uint8).reshape(len(bits), 8)
    return np.unpackbits(octets, axis=1, count=count, bitorder="little")


_OPENING = {"“": 3, '"': 3, "«": 3, "„": 3, "'": 3, "‘": 3, "「": 3}
_CLOSING = dict.fromkeys(".。!?…！？।", 0) | {":": 1, "：": 1}


def _fill_own(part: Floats, page: Page, features: Features) -> None:
    columns, texts = features.columns, page.blocks.text
    repeats = np.fromiter(features.repeat_of, np.int64, len(texts))
    part[:, 0] = columns.chars
    part[:, 1] = columns.words
    part[:, 2] = columns.link_share
    part[:, 3] = np.fromiter(page.blocks.strong_chars, float, len(texts)) / np.maximum(1.0, columns.chars)
    part[:, 4] = columns.ends
    part[:, 5] = bytearray([_opening(text[0]) for text in texts])
    part[:, 6] = bytearray([_closing(text[-1]) for text in texts])
    part[:, 7] = [text.count("\n") for text in texts]
    part[:, 8] = repeats >= 0
    part[:, 9] = 0.0
    part[repeats[repeats >= 0], 9] = 1.0


@lru_cache(maxsize=1024)
def _opening(letter: str) -> int:
    return _OPENING.get(letter, 4) if not letter.isalnum() else 0 if letter.islower() else 2 if letter.isdigit() else 1


@lru_cache(maxsize=1024)
def _closing(letter: str) -> int:
    return _CLOSING.get(letter, 4) if not letter.isalnum() else 2 if letter.isdigit() else 3


def _fill_kinds(part: Floats, features: Features, setting: Setting, tags: Rows, tree: _Tree) -> None:
    columns = features.columns
    part[:, 0] = tags
    part[:, 1] = tree.tag[columns.parent[columns.element]]
    part[:, 2] = [_RULE_CODE.get(role, -1) for role in setting.roles]
    part[:, 3] = as_flags(features.hidden)
    part[:, 4] = 0.0
    part[list(features.consent), 4] = 1.0


def _fill_places(part: Floats, setting: Setting, running: Numbers) -> None:
    size = len(running)
    at = np.arange(size)
    whole = max(1.0, float(running.sum()))
    until = running.cumsum()
    part[:, 0] = at / size
    part[:, 1] = (until - running) / whole
    part[:, 2] = (whole - until) / whole
    part[:, 3] = 0.0 if setting.headline is None else np.where(at > setting.headline, 1.0, -1.0)


def _fill_distances(part: Floats, marks: Flags) -> None:
    """How far the nearest mark before and after each block is, for each row of marks."""
    size = marks.shape[1]
    at = np.arange(size)
    part[:] = _FAR
    last = np.maximum.accumulate(np.where(marks, at, -_FAR), axis=1)
    part[1:, 0::2] = np.minimum(at[1:] - last[:, :-1], _FAR).T
    following = np.minimum.accumulate(np.where(marks, at, size + _FAR)[:, ::-1], axis=1)[:, ::-1]
    part[:-1, 1::2] = np.minimum(following[:, 1:] - at[:-1], _FAR).T


def _fill_windows(part: Floats, columns: Columns) -> None:
    size = len(columns.chars)
    sums = np.zeros((2, size + 1))
    np.cumsum((columns.chars, columns.linked), axis=1, out=sums[:, 1:])
    at, reach = np.arange(size), np.array(_WINDOWS)[:, None]
    chars, linked = sums[:, np.minimum(size, at + reach + 1)] - sums[:, np.maximum(0, at - reach)]
    part[:] = (linked / np.maximum(1.0, chars)).T


def _fill_beside(part: Floats, columns: Columns, tags: Rows) -> None:
    size, most = len(tags), max(_NEIGHBOURS)
    shown = np.full((size + 2 * most, 5), -1.0)
    inner = shown[most : most + size]
    parent = columns.parent[columns.element]
    for at, column in enumerate((tags, columns.words, columns.link_share, columns.ends, parent)):
        inner[:, at] = column
    for at, step in enumerate(_NEIGHBOURS):
        other = shown[most + step : most + step + size]
        part[:, 5 * at : 5 * at + 4] = other[:, :4]
        part[:, 5 * at + 4] = other[:, 4] == parent


def _fill_groups(part: Floats, page: Page, columns: Columns, running: Numbers) -> None:
    """Of the blocks of the same tag and names, and of those of the same parent and so on, together."""
    parent = columns.parent[columns.element]
    above = columns.parent[parent]
    keys = np.stack((_kinds_of_markup(page, parent), parent, above, columns.parent[above]))
    most = int(keys.max()) + 1
    keys += np.arange(len(_GROUPS))[:, None] * most  # the groups side by side: one sum for all
    flat = keys.ravel()
    text, chars, linked = (
        np.bincount(flat, np.tile(column, len(_GROUPS))) for column in (running, columns.chars, columns.linked)
    )
    blocks = np.bincount(flat)
    part[:, 0::3] = (text / max(1.0, float(running.sum())))[keys].T
    part[:, 1::3] = (chars / np.maximum(1, blocks))[keys].T
    part[:, 2::3] = (linked / np.maximum(1.0, chars))[keys].T


def _kinds_of_markup(page: Page, parent: Rows) -> Rows:
    """A number for each block: the same for those whose element and its parent have the same tags and names."""
    tags, names = page.elements.tag, page.elements.names
    codes: dict[tuple[str, str, str, str], int] = {}
    rows = zip(page.blocks.element, parent.tolist(), strict=True)
    kinds = [codes.setdefault((tags[e], names[e], tags[p], names[p]), len(codes)) for e, p in rows]
    return np.fromiter(kinds, np.int64, len(kinds))


def _fill_levels(part: Floats, columns: Columns, tree: _Tree) -> None:
    element = columns.element
    for level in range(_LEVELS):
        part[:, 2 * level] = tree.share[element]
        part[:, 2 * level + 1] = tree.links[element]
        element = columns.parent[element]


def _fill_inside(part: Floats, columns: Columns, container: int, tree: _Tree) -> None:
    element = columns.element
    around = [container]  # the container and its ancestors: ranges, each within the next
    while around[-1] > 0:
        around.append(int(columns.parent[around[-1]]))
    starts, ends = np.array(around[::-1]), columns.subtree_end[around]
    behind = np.searchsorted(ends, element, "right")
    ahead = len(around) - np.searchsorted(starts, element, "right")
    share = np.append(tree.share, -1.0)  # for none
    body = tree.body[element]
    part[:, 0] = (element >= container) & (element < columns.subtree_end[container])
    part[:, 1] = np.maximum(ahead, behind)
    part[:, 2] = share[tree.outer[element]]
    part[:, 3] = share[tree.inner[element]]
    part[:, 4] = np.where(body >= 0, np.minimum(tree.depth[element] - tree.depth[body], _FAR), _FAR)


def _fill_belonging(part: Floats, page: Page, columns: Columns, headline: int | None) -> None:
    """Whether another headline stands between the page's own and a block, and whether both are in one <article>."""
    element, tags = columns.element, page.elements.tag
    heads = np.fromiter((tag == "h1" for tag in tags), np.int64, len(tags))[element].cumsum()
    around = _articles_around(page)[element] if "article" in tags else np.full(len(element), -1)
    part[:, 0] = heads if headline is None else heads - heads[headline]
    part[:, 1] = np.where(around < 0, 0, 2)
    if headline is not None:
        part[around == around[headline], 1] = 1


def _articles_around(page: Page) -> Rows:
    """The innermost <article> around each element, or itself; -1 for none."""
    around: list[int] = []
    for row, (tag, parent) in enumerate(zip(page.elements.tag, page.elements.parent, strict=True)):
        around.append(row if tag == "article" else around[parent] if parent >= 0 else -1)
    return np.fromiter(around, np.int64, len(around))
