"""Whether a statement is given word for word, in the reporter's words, or in both."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from onrecord.model import Span, StatementKind
from onrecord.statements.quotations import Quotation

_DIRECT = 0.95  # of the letters and digits; as PARC and PolNeAR are scored by kind


def kind_of(content: Sequence[Span], quotations: Sequence[Quotation], text: str) -> StatementKind:
    """Return "direct" when at least 95 % of the content's letters and digits stand in quotation marks, of any style.

    "indirect" when none does, else "mixed"; so a quoted word or two in reported speech make it mixed.

    Args:
        content: spans of the text.
        quotations: of the whole text, as find_quotations gives them.
        text: the article's text.
    """
    total = inside = 0
    for span in content:
        total += _weight(text, span.start, span.end)
        at = span.start  # what stands before it is counted
        for number in range(_first(quotations, span.start), len(quotations)):
            one = quotations[number]
            if one.start >= span.end:
                break
            start, end = max(at, one.start), min(span.end, one.end)
            if not one.depth and start < end:
                inside += _weight(text, start, end)
                at = end
    if not inside:
        return "indirect"
    return "direct" if inside >= _DIRECT * total else "mixed"


def _first(quotations: Sequence[Quotation], place: int) -> int:
    """Return the number of the first quotation that may reach a place: the outermost that begins before it."""
    at = max(0, bisect_right(quotations, place, key=lambda one: one.start) - 1)
    while at and quotations[at].depth:
        at -= 1
    return at


def _weight(text: str, start: int, end: int) -> int:
    """Return how many letters and digits stand between two places."""
    return sum(map(str.isalnum, text[start:end]))
