"""Which element holds the article."""

from __future__ import annotations

from onrecord.article.features import Features
from onrecord.model import Page

_MOST = 0.75  # of the parent's running text: less, and the text is spread over several children
_NAMED = 0.6  # of the page's running text, for an element that calls itself the article's body


def find_container(page: Page, features: Features) -> int:
    """Return the row of the innermost element that holds most of the page's running text.

    From the root down, always to the child that holds nearly all that its parent does. An element that names itself
    the body (itemprop=articleBody, "entry-content") ends the way as soon as it holds well over half of the page's text.
    """
    weight = features.element_weight
    children = _children(page.elements.parent)
    row = 0
    while True:
        heaviest = max(children[row], key=weight.__getitem__, default=-1)
        if heaviest < 0 or weight[heaviest] < _MOST * weight[row] or weight[heaviest] <= 0:
            break
        if page.elements.tag[heaviest] in ("p", "li", "td", "tr", "tbody", "blockquote", "h1", "h2", "h3"):
            break
        row = heaviest
    return _named_below(page, features, row)


def _children(parents: tuple[int, ...]) -> list[list[int]]:
    children: list[list[int]] = [[] for _ in parents]
    for row in range(1, len(parents)):
        if parents[row] >= 0:
            children[parents[row]].append(row)
    return children


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
