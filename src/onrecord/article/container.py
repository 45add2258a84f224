"""Which element holds the article."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.article.features import Features
from onrecord.model import Page

_MOST = 0.75  # of the parent's running text: less, and the text is spread over several children
_BRIEF = 120  # characters of running text: the shortest brief
_PARAGRAPHS = frozenset(["p", "li", "blockquote", "h1", "h2", "h3"])
_OWN_CHARS = 300  # characters of running text below the page's headline, to be its article beside a longer one
_OWN = 0.2  # of the longer one
_NAMED = 0.6  # of the page's running text, for an element that calls itself the article's body


def find_container(page: Page, features: Features, headline: int | None) -> int:
    """Return the row of the innermost element that holds most of the page's running text.

    From the root down, always to the child that holds nearly all that its parent does. An element that names itself
    the body (itemprop=articleBody, "entry-content") ends the way as soon as it holds well over half of the page's text.
    Where that leads to a text that another headline heads than the page's own (block `headline`), the way starts again
    from around the page's own: the page is about the article it heads, not about the longest.
    """
    found = _named_below(page, features, _descend(page, features, 0))
    home = _home(page, features, headline, found)
    if home is None or features.element_weight[home] < _BRIEF or home <= found < features.subtree_end[home]:
        return found
    inside = found < home < features.subtree_end[found]
    if inside and not _has_twin(page, features, home):
        return found
    return _named_below(page, features, _descend(page, features, home))


def _home(page: Page, features: Features, headline: int | None, found: int) -> int | None:
    """The innermost <article> around the headline, else the outermost element around it without another <h1>."""
    if headline is None:
        return None
    around = page.blocks.element[headline]
    row = around
    while row > 0 and page.elements.tag[row] != "article":
        row = page.elements.parent[row]
    if row > 0:
        return row
    heads = [e for e in page.blocks.element[headline + 1 :] if page.elements.tag[e] == "h1"]
    end = features.subtree_end[found]
    if not heads or not (found <= heads[0] < end or _is_between(page, headline, heads[0], found)):
        return None
    row = around
    while row > 0 and not any(
        page.elements.parent[row] <= e < features.subtree_end[page.elements.parent[row]] for e in heads
    ):
        row = page.elements.parent[row]
    enough = features.element_weight[row] >= max(_OWN_CHARS, _OWN * features.element_weight[found])
    return row if row > 0 and enough else None


def _is_between(page: Page, headline: int, head: int, found: int) -> bool:
    """Whether another headline stands before the text that was found, and after the page's own."""
    return page.blocks.element[headline] < head < found


def _has_twin(page: Page, features: Features, home: int) -> bool:
    """Whether another <article> with text of its own stands beside this one, as pages that scroll on have them."""
    parents, tags, weight = page.elements.parent, page.elements.tag, features.element_weight
    above = parents[home]
    beside = (row for row in range(above + 1, features.subtree_end[above]) if parents[row] == above and row != home)
    return any(tags[row] == "article" and weight[row] >= _BRIEF for row in beside)


def _descend(page: Page, features: Features, row: int) -> int:
    weight = features.element_weight
    while True:
        heaviest = max(_children(features, row), key=weight.__getitem__, default=-1)
        if heaviest < 0 or weight[heaviest] < _MOST * weight[row] or weight[heaviest] <= 0:
            return row
        if page.elements.tag[heaviest] in _PARAGRAPHS:
            return row
        row = heaviest


def _children(features: Features, row: int) -> Iterator[int]:
    below = row + 1
    while below < features.subtree_end[row]:
        yield below
        below = features.subtree_end[below]


def _named_below(page: Page, features: Features, row: int) -> int:
    """The element below `row` that calls itself the body and holds enough of its text, else `row`."""
    whole = features.element_weight[row]
    best, best_weight = row, 0.0
    for below in range(row + 1, features.subtree_end[row]):
        named = (
            page.elements.itemprop[below] == "articlebody"
            or page.elements.tag[below] == "article"
            or features.element_body[below]
        )
        weight = features.element_weight[below]
        if named and weight > _NAMED * whole and weight > best_weight:
            best, best_weight = below, weight
    return best
