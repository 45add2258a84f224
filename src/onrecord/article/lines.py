"""What each line of a plain-text capture is: the same roles, from words and neighbours alone."""

from __future__ import annotations

from onrecord.article.features import Features
from onrecord.article.phrases import role_by_phrase
from onrecord.article.roles import IN_TEXT
from onrecord.article.talk import topic_of
from onrecord.model import Page, Role

_SECTIONS = frozenset(["related", "newsletter", "comments", "author box", "tags", "disclaimer", "rights"])
_OPENING = 4  # words of a line that can head a section of boilerplate
_LONGEST_TITLE = 30  # words
_NOTICE_WORDS = 25  # a paragraph that opens an article is longer; a line of a banner is not
_NOTICE_LINES = 4  # of a banner above the headline
_GAP = 7.0  # words of running text that a line of something else costs the stretch it stands in
_MOST = 60  # words that one line counts for: a long notice must not outweigh an article


def find_line_roles(page: Page, features: Features, title: str | None) -> list[Role]:
    """Return the role of every line. The headline is the last title-like line before the body, unless it is given."""
    texts = page.blocks.text
    roles = [_first_guess(text, features, row) for row, text in enumerate(texts)]
    _carry_sections(features, roles)
    first, last = _heaviest_stretch([_gain(features, roles, row) for row in range(len(roles))])
    for row in range(len(roles)):
        if not first <= row < last and roles[row] in IN_TEXT:
            roles[row] = "repeat" if features.repeat_of[row] >= 0 else "navigation"
    head = _find_headline(texts, features, roles, first, title)
    if head is not None:
        roles[head] = "headline"
        _drop_above(roles, first, head)
    _find_subheadings(features, roles, first, last)
    for row, seen in enumerate(features.repeat_of):
        if seen >= 0 and roles[row] in IN_TEXT and roles[seen] in (*IN_TEXT, "headline"):
            roles[row] = "repeat"
    return roles


def _first_guess(text: str, features: Features, row: int) -> Role:
    by_phrase = role_by_phrase(text, features.words[row])
    if by_phrase:
        return by_phrase
    if features.words[row] <= _NOTICE_WORDS and topic_of(text) == "error banner":
        return "error banner"
    return "list" if text[:2] in ("- ", "* ", "• ", "– ") and features.words[row] > 2 else "body"


def _carry_sections(features: Features, roles: list[Role]) -> None:
    """A short line such as "Legal Disclaimer:" or "Comments" gives its role to what follows, near the end."""
    whole = sum(
        features.words[row] for row, role in enumerate(roles) if role in IN_TEXT and features.repeat_of[row] < 0
    )
    rest = whole
    role: Role | None = None
    for row, own in enumerate(roles):
        if own in IN_TEXT and features.repeat_of[row] < 0:
            rest -= features.words[row]
        if own in _SECTIONS and features.words[row] <= _OPENING:
            role = own if rest < 0.3 * whole else None
        elif own in _SECTIONS:
            role = role if role == own else None
        elif role and own in IN_TEXT:
            roles[row] = role


def _gain(features: Features, roles: list[Role], row: int) -> float:
    """What a line adds to the stretch it stands in, in words."""
    if roles[row] not in IN_TEXT:
        return -2.0
    if features.repeat_of[row] >= 0:
        return 0.0
    if features.words[row] >= 9 and features.ends_sentence[row]:
        return float(min(features.words[row], _MOST))
    return float(features.words[row] - 12) if features.words[row] >= 12 else -_GAP


def _heaviest_stretch(gains: list[float]) -> tuple[int, int]:
    """The rows first to last (half-open) with the greatest sum (Kadane)."""
    best, best_range = 0.0, (0, 0)
    total, start = 0.0, 0
    for row, gain in enumerate(gains):
        if total <= 0:
            total, start = 0.0, row
        total += gain
        if total > best:
            best, best_range = total, (start, row + 1)
    return best_range


def _find_headline(
    texts: tuple[str, ...], features: Features, roles: list[Role], first: int, title: str | None
) -> int | None:
    """The given title where it stands, else the nearest line before the body, or at its start, that reads like one."""
    if title:
        folded = " ".join(title.casefold().split())
        return next((row for row, text in enumerate(texts) if text.casefold() == folded), None)
    for row in range(first - 1, max(-1, first - 12), -1):
        if roles[row] in ("navigation", "repeat", "body") and _is_title(texts[row], features.words[row]):
            return row
    for row in range(first, min(first + _NOTICE_LINES, len(roles))):
        if _is_title(texts[row], features.words[row]):
            return row
        if features.words[row] >= _NOTICE_WORDS:
            return None
    return None


def _drop_above(roles: list[Role], first: int, head: int) -> None:
    """What stands above the headline is no part of the article: a banner that the stretch took in."""
    for row in range(first, head):
        roles[row] = "other"


def _is_title(text: str, words: int) -> bool:
    ends = text.endswith((".", "…", ":", ",", ";", "!"))
    return 2 <= words <= _LONGEST_TITLE and not ends and any(c.isalpha() for c in text)


def _find_subheadings(features: Features, roles: list[Role], first: int, last: int) -> None:
    """Short lines between running paragraphs head what follows; others inside the body are labels."""
    for row in range(first, last):
        if roles[row] != "body" or features.ends_sentence[row] or features.words[row] > 14:
            continue
        before = row > first and features.words[row - 1] >= 9
        after = row + 1 < last and roles[row + 1] in IN_TEXT and features.words[row + 1] >= 9
        roles[row] = "subheading" if before and after and features.words[row] >= 2 else "other"
