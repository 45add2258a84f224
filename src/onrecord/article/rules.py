"""What each block of an HTML page is by rules over its zone, its words, its tag and its neighbours."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast

from onrecord.article.container import find_container
from onrecord.article.features import Features
from onrecord.article.phrases import role_by_phrase
from onrecord.article.regions import FIRM
from onrecord.article.repeats import fold
from onrecord.article.talk import faint_share, is_reporting, topic_of
from onrecord.model import Page, Role

IN_TEXT: frozenset[Role] = frozenset(["standfirst", "body", "subheading", "list", "quote", "table"])
_HEADINGS = frozenset(["h1", "h2", "h3", "h4", "h5", "h6"])
_ITEMS = frozenset(["li", "dd", "dt"])
_CELLS = frozenset(["td", "th"])
_LEVEL = {f"h{n}": n for n in range(1, 7)}
# headings that open a section which is not the article, up to the next heading of their level
_SECTION_ROLES = frozenset(
    ["related", "newsletter", "comments", "author box", "tags", "share bar", "promotion", "disclaimer"]
)
_DATE = re.compile(r"\b(?:19|20)\d\d\b|\b\d{1,2}[:.]\d\d\b|\b\d{1,2}[./-]\d{1,2}[./-]\d{2,4}\b")
_FAINT = 0.14  # of a block's words: enough for a notice beside another
_UNSURE = 3  # such blocks in a row
# zones whose names also stand on parts of the body: running text in them is believed more than they are
_SOFT = frozenset(["paywall", "byline", "share bar", "tags"])
_PARAGRAPHS_BEFORE = 2  # of running text, for a further headline to be another article's
_PULLED = (40, 400)  # characters of a pull quote
_MOST_LOOKED = 20_000_000  # characters that are searched for them: some ms, and more than any page but a trap needs
_FOLD = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Setting:
    """What the rules make of a page: the block model goes by it."""

    roles: list[Role]
    container: int  # the row of the element that holds the article
    headline: int | None  # the row of its headline among the blocks


def apply_rules(page: Page, features: Features, title: str | None, description: str | None) -> Setting:
    """Return the role of every block of the page, in order, given the title and description that it claims."""
    heading, letters = _fold(title or ""), fold([title or ""])[0].casefold()
    heads = [
        row
        for row, text in enumerate(page.blocks.text)
        if features.tag[row] in _HEADINGS and _is_headline(features, row, text, heading)
    ]
    container = find_container(page, features, heads[0] if heads else None)
    end = features.subtree_end[container]
    zones = _zones_below(page, features, container, end)
    roles: list[Role] = []
    zone_roles = cast(tuple[Role, ...], features.zone)
    for row, element in enumerate(page.blocks.element):
        if container <= element < end:
            roles.append(_role_inside(page, features, row, zones[element - container], letters))
        elif zone_roles[row] and features.tag[row] not in ("h1", "h2"):  # most blocks of a page: menus, teasers
            roles.append(zone_roles[row])
        else:
            roles.append(_role_outside(page, features, row, heading))
    first, last = _extent(page.blocks.element, container, end)
    _drop_sections(page, features, roles, first, last)
    _drop_next_article(page, features, roles, first, last)
    _drop_link_lists(page, features, roles, first, last)
    _drop_lead_in(page, features, roles, first, last)
    _drop_stamps(page, features, roles, first, last)
    _find_standfirst(page, features, roles, first, _fold(description or ""))
    _drop_trailing_notices(page, features, roles, first, last)
    _drop_pull_quotes(page, features.letters, roles)
    drop_empty_headings(roles)
    drop_repeats(features, roles)
    return Setting(roles, container, heads[0] if heads else None)


def _fold(text: str) -> str:
    return _FOLD.sub(" ", text.casefold()).strip()


def _is_headline(features: Features, row: int, text: str, heading: str) -> bool:
    if not heading or len(text) >= 600 or features.letters[row][-1:].casefold()[-1:] != heading[-1]:  # quick
        return False
    return _fold(text).endswith(heading)


def _extent(element: tuple[int, ...], container: int, end: int) -> tuple[int, int]:
    rows = [row for row, e in enumerate(element) if container <= e < end]
    return (rows[0], rows[-1] + 1) if rows else (0, 0)


def _zones_below(page: Page, features: Features, container: int, end: int) -> list[str]:
    """The zone of each element of the container by what stands between the two."""
    zones = [""] * (end - container)
    for row in range(container + 1, end):
        above = zones[page.elements.parent[row] - container]
        zones[row - container] = above or features.element_zone[row]
    return zones


def _role_outside(page: Page, features: Features, row: int, heading: str) -> Role:
    text, tag, zone = page.blocks.text[row], features.tag[row], features.zone[row]
    if tag in ("h1", "h2") and _is_headline(features, row, text, heading):
        return "headline"
    if zone:
        return cast(Role, zone)
    by_phrase = role_by_phrase(text, features.words[row])
    if by_phrase:
        return by_phrase
    if features.words[row] >= 12 and features.ends_sentence[row]:
        return "related"  # running text of something else: another article, teasers
    return "navigation" if features.link_share[row] > 0.5 else "other"


def _role_inside(page: Page, features: Features, row: int, zone: str, title: str) -> Role:
    """The role of a block in the element that holds the article. `title` is the letters of the page's title."""
    text, tag = page.blocks.text[row], features.tag[row]
    words, links = features.words[row], features.link_share[row]
    if words <= 40 and (features.letters[row].casefold() == title if title else tag == "h1"):
        return "headline"
    if row in features.consent:
        return "consent"
    running = words >= 20 and links < 0.3 and features.ends_sentence[row]
    doubtful = zone in _SOFT or (tag == "p" and zone not in FIRM and features.element_zone[page.blocks.element[row]])
    if zone and not (running and doubtful):
        return cast(Role, zone)
    by_phrase = role_by_phrase(text, words)
    if by_phrase:
        return by_phrase
    if features.hidden[row] and not (words >= 12 and features.ends_sentence[row]):
        return "other"
    if tag in _HEADINGS and links > 0.9 and words > 5:
        return "related"
    if tag in _CELLS and links >= 0.8:
        return "navigation"
    role = role_by_tag(page, features, row)
    if links > 0.7 and words < 25 and role in ("body", "quote"):
        return "related"
    if role == "body" and words < 4 and not features.ends_sentence[row] and tag not in ("p", "pre"):
        return "other"
    return role


def role_by_tag(page: Page, features: Features, row: int) -> Role:
    """Return the role that a block of the article's text has by its markup."""
    tag, words = features.tag[row], features.words[row]
    if tag in _HEADINGS:
        return "subheading"
    if tag in _ITEMS:
        return "list"
    if tag in _CELLS:
        return "table"
    if tag in ("blockquote", "q"):
        return "quote"
    short = words <= 12 and not features.ends_sentence[row]
    if short and page.blocks.strong_chars[row] > 0.9 * features.chars[row]:
        return "subheading"
    return "body"


def _drop_sections(page: Page, features: Features, roles: list[Role], first: int, last: int) -> None:
    """Carry the role of a heading such as "Related stories" over its section, up to a heading of its level."""
    role: Role | None = None
    level = 0
    for row in range(first, last):
        if rank := _LEVEL.get(features.tag[row], 0):
            if roles[row] in _SECTION_ROLES and not features.zone[row]:  # a box ends where its element does
                role, level = roles[row], rank
                continue
            if rank <= level:
                role = None
        if role is None or roles[row] not in IN_TEXT:
            continue
        running = features.words[row] >= 15 and features.ends_sentence[row] and features.link_share[row] < 0.3
        if running and (role in ("related", "newsletter", "tags") or not _is_tail(features, roles, row, last)):
            role = None
        else:
            roles[row] = role


def _drop_next_article(page: Page, features: Features, roles: list[Role], first: int, last: int) -> None:
    """A further headline after running text opens another article: pages scroll on to the next.

    It is an <h1> with a byline below it, or an element of the same tag and class as the page's own headline.
    """
    names = page.elements.names
    own = [row for row in range(last) if roles[row] == "headline" and names[page.blocks.element[row]]]
    like = {(features.tag[row], names[page.blocks.element[row]]) for row in own if features.tag[row] == "h1"}
    running = 0
    for row in range(first, last):
        if roles[row] == "subheading" and running >= _PARAGRAPHS_BEFORE:
            signed = features.tag[row] == "h1" and "byline" in roles[row + 1 : row + 3]
            if signed or (features.tag[row], names[page.blocks.element[row]]) in like:
                roles[row:last] = ["related" if role in IN_TEXT else role for role in roles[row:last]]
                return
        running += roles[row] in IN_TEXT and features.words[row] >= 12 and features.ends_sentence[row]


def _is_tail(features: Features, roles: list[Role], row: int, last: int) -> bool:
    """Whether little running text is left from here on."""
    rest = sum(features.weight[i] for i in range(row, last) if roles[i] in IN_TEXT)
    whole = sum(features.weight[i] for i in range(last) if roles[i] in IN_TEXT)
    return rest < 0.3 * whole


def _drop_link_lists(page: Page, features: Features, roles: list[Role], first: int, last: int) -> None:
    """Runs of list items that are mostly links are menus or related stories."""
    row = first
    while row < last:
        if roles[row] != "list":
            row += 1
            continue
        stop = row
        while stop < last and roles[stop] == "list":
            stop += 1
        chars = sum(features.chars[row:stop]) or 1
        links = sum(page.blocks.link_chars[row:stop])
        if links > 0.6 * chars:
            roles[row:stop] = ["related"] * (stop - row)
        row = stop


def _drop_lead_in(page: Page, features: Features, roles: list[Role], first: int, last: int) -> None:
    """What stands before the headline inside the container is no part of the article."""
    heads = [row for row in range(first, last) if roles[row] == "headline" and features.tag[row] in _HEADINGS]
    if not heads:
        return
    before = sum(features.weight[row] for row in range(first, heads[0]) if roles[row] in IN_TEXT)
    whole = sum(features.weight[row] for row in range(first, last) if roles[row] in IN_TEXT)
    if before < 0.15 * whole:
        for row in range(first, heads[0]):
            if roles[row] in IN_TEXT:
                roles[row] = "other"


def _drop_stamps(page: Page, features: Features, roles: list[Role], first: int, last: int) -> None:
    """Short lines with a date or time before the first paragraph, or at the very end, are bylines."""
    running = [row for row in range(first, last) if features.words[row] >= 12 and roles[row] in IN_TEXT]
    if not running:
        return
    for row in (*range(first, running[0]), *range(running[-1] + 1, last)):
        if roles[row] == "body" and features.words[row] <= 12 and _DATE.search(page.blocks.text[row]):
            roles[row] = "byline"


def _find_standfirst(page: Page, features: Features, roles: list[Role], first: int, description: str) -> None:
    """The sentences between the headline and a body that starts in another element."""
    heads = [row for row in range(first) if features.tag[row] == "h1" or roles[row] == "headline"]
    start = heads[-1] + 1 if heads else first
    for row in range(first):
        plain = row >= start and not features.zone[row] and not features.hidden[row] and features.link_share[row] < 0.3
        sentence = features.ends_sentence[row] and features.words[row] >= 7 and features.tag[row] not in _ITEMS
        opens = plain and sentence and roles[row] in ("other", "related")
        if opens or (row >= start and heads and _is_deck(page, features, row, roles[row])):
            roles[row] = "standfirst"
        elif heads and row > heads[0] - 3 and _says(description, page.blocks.text[row]) and roles[row] != "headline":
            roles[row] = "standfirst"
            description = ""


_DECK = re.compile(
    r"\b(?:sub-?(?:title|head(?:line)?|heading)s?|deck|dek|standfirst|lead|intro|summary|teaser-?text|abstract)\b"
)
_DECK_WORDS = (5, 80)


def _is_deck(page: Page, features: Features, row: int, role: Role) -> bool:
    """Whether a block calls itself what stands between a headline and its article."""
    element = page.blocks.element[row]
    names = f"{page.elements.names[element]} {page.elements.names[max(0, page.elements.parent[element])]}"
    fits = _DECK_WORDS[0] <= features.words[row] <= _DECK_WORDS[1] and features.link_share[row] < 0.3
    return (
        fits
        and role in ("other", "related", "navigation")
        and not features.hidden[row]
        and _DECK.search(names) is not None
    )


def _says(description: str, text: str) -> bool:
    """Whether a block is the page's description of itself, which is often cut short."""
    if len(description) < 40 or len(text) < 40:
        return False
    folded = _fold(text)
    return folded.startswith(description[:-4]) or (len(folded) > 60 and description.startswith(folded))


def _drop_trailing_notices(page: Page, features: Features, roles: list[Role], first: int, last: int) -> None:
    """From the end up to the last paragraph of the article: blocks that talk as notices do, and their labels.

    Beside one that surely is a notice, others need to speak of its subject less ("Try it for four weeks").
    """
    notice: Role | None = None
    unsure: list[int] = []  # between the end, or the last notice, and here
    for row in range(last - 1, first - 1, -1):
        if roles[row] not in IN_TEXT:
            continue
        text = page.blocks.text[row]
        role = topic_of(text)
        if role in ("paywall", "disclaimer", "consent"):
            for below in (row, *unsure):
                roles[below] = role
            notice, unsure = role, []
            continue
        label = features.words[row] <= 10 and not features.ends_sentence[row]
        if not label and (len(unsure) >= _UNSURE or faint_share(text) < _FAINT or is_reporting(text)):
            break
        unsure.append(row)
    if notice is not None:
        for row in unsure:
            if not features.ends_sentence[row] or faint_share(page.blocks.text[row], notice) >= _FAINT:
                roles[row] = notice


def _drop_pull_quotes(page: Page, letters: Sequence[str], roles: list[Role]) -> None:
    """Words that stand in a paragraph already, and again beside it in larger type, are repeats."""
    tags, parents, names = page.elements.tag, page.elements.parent, page.elements.names
    rows: list[int] = []
    for row, role in enumerate(roles):
        if role in ("quote", "body", "subheading") and _PULLED[0] <= len(page.blocks.text[row]) <= _PULLED[1]:
            around = page.blocks.element[row]
            above = max(0, parents[around])
            if tags[around] != "p" or tags[above] in ("blockquote", "aside", "figure") or "quote" in names[above]:
                rows.append(row)
    if not rows:
        return
    paragraphs = dict.fromkeys(letters[row] for row, role in enumerate(roles) if role in ("body", "list"))
    together = "\n" + "\n".join(paragraphs) + "\n"
    for row in rows[: _MOST_LOOKED // len(together)]:
        if _stands_in_longer(letters[row], together):
            roles[row] = "repeat"


def _stands_in_longer(pulled: str, together: str) -> bool:
    """Whether some letters are part of a line, and not the whole of it. Each line stands there once."""
    if not pulled:
        return True
    at = together.find(pulled)
    if at >= 0 and together[at - 1] == "\n" == together[at + len(pulled)]:
        at = together.find(pulled, at + 1)
    return at >= 0


def drop_empty_headings(roles: list[Role]) -> None:
    """Take out subheadings with no text before the next one, or at the end, heads nothing that was kept."""
    followed = False
    for row in range(len(roles) - 1, -1, -1):
        if roles[row] == "subheading":
            if not followed:
                roles[row] = "other"
        elif roles[row] in IN_TEXT:
            followed = True
        elif roles[row] in _SECTION_ROLES:
            followed = False


def drop_repeats(features: Features, roles: list[Role]) -> None:
    for row, first in enumerate(features.repeat_of):
        if first >= 0 and roles[first] in IN_TEXT and (roles[row] in IN_TEXT or roles[row] in ("other", "related")):
            roles[row] = "repeat"
