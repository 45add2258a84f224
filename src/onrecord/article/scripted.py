"""The text that a page keeps in its scripts, in the place of the little that its markup shows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from onrecord.article.words import key
from onrecord.model import Blocks, Elements, Evidence, Metadata, Page, Role, ScriptedText

_KEPT: frozenset[Role] = frozenset(["standfirst", "body", "subheading", "list", "quote", "table"])
_TIMES = 2.5  # as long as what the markup shows, for that to be a small part
_FEWEST_WORDS = 60
_HARDLY_ANY = 25  # words that the markup shows: nothing that the text could be compared with
_COMPARED = 40  # letters and digits of an opening
_ROLES: dict[str, Role] = {
    "h2": "subheading", "h3": "subheading", "h4": "subheading", "h5": "subheading", "h6": "subheading",
    "li": "list", "blockquote": "quote",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Filled:
    """A page with the text of its scripts as blocks behind its own."""

    page: Page
    roles: list[Role]
    evidence: Evidence


def fill_from_scripts(page: Page, roles: list[Role], metadata: Metadata) -> Filled | None:
    """Return the page with its article read from its scripts; None where its markup shows it, or no script has it.

    A script's text is taken where it has 60 words or more, at least 2.5 times what the markup shows, and something says
    that it is this page's: its title, the opening of what the markup shows, or the page's description of itself. What
    the markup shows of it becomes a repeat.
    """
    shown = [page.blocks.text[row] for row, role in enumerate(roles) if role in _KEPT]
    words = sum(_words(text) for text in shown)
    for told in page.scripted:
        size = sum(map(_words, told.texts))
        if size >= max(_FEWEST_WORDS, _TIMES * words) and _is_of_page(page, told, shown, metadata):
            return _filled(page, roles, told, metadata.title)
    return None


def _words(text: str) -> int:
    """How many words; of scripts that do not part them, two characters are one."""
    count = text.count(" ") + 1
    return count if text.isascii() or len(text) < 12 * count else len(text) // 2


def _is_of_page(page: Page, told: ScriptedText, shown: list[str], metadata: Metadata) -> bool:
    titles = {key(title) for title in (metadata.title, page.raw.title) if title}
    name = key(told.title or "")
    if len(name) >= 8 and any(name in title or (len(title) >= 15 and title in name) for title in titles):
        return True
    if any(key(text) in titles for text in told.texts[:5]):
        return True
    whole = key(" ".join(told.texts))
    openings = [key(text)[:_COMPARED] for text in (*shown, metadata.standfirst or "") if len(text) >= _COMPARED]
    if any(len(opening) >= _COMPARED // 2 and opening in whole for opening in openings[:8]):
        return True
    alone = len(page.scripted) == 1 and sum(map(_words, shown)) < _HARDLY_ANY
    return alone and not name and any(n == "og:type" and "article" in v.lower() for n, v in page.raw.metas)


def _filled(page: Page, roles: list[Role], told: ScriptedText, title: str | None) -> Filled:
    elements, blocks = _with_rows(page, told)
    whole = key(" ".join(told.texts))
    changed = [_role_shown(role, text, whole) for role, text in zip(roles, page.blocks.text, strict=True)]
    heading = key(title or "")
    for tag, text in zip(told.tags, told.texts, strict=True):
        changed.append("headline" if heading and key(text) == heading else _ROLES.get(tag, "body"))
    first = " ".join(told.texts)[:80]
    return Filled(replace(page, elements=elements, blocks=blocks), changed, Evidence("text", told.source, first))


def _role_shown(role: Role, text: str, whole: str) -> Role:
    if role not in _KEPT:
        return role
    return "repeat" if key(text)[:200] in whole else "other"


def _with_rows(page: Page, told: ScriptedText) -> tuple[Elements, Blocks]:
    """The columns with an <article> of the text behind them, the items of a list in one <ul>."""
    tags, parents, element = list(page.elements.tag), list(page.elements.parent), list(page.blocks.element)
    start = len(tags)
    tags.append("article")
    parents.append(0)
    for tag, opens in _openings(told.tags):
        if opens:
            tags.append("ul")
            parents.append(start)
        tags.append(tag)
        parents.append(len(tags) - 2 if opens else parents[-1] if tag == "li" else start)
        element.append(len(tags) - 1)
    more = len(tags) - start
    old, own = page.elements, page.blocks
    zeros = (0,) * len(told.texts)
    return (
        Elements(
            tuple(tags), tuple(parents), (*old.names, *("",) * more), (*old.hidden, *(False,) * more),
            (*old.itemprop, *("",) * more),
        ),
        Blocks(
            (*own.text, *told.texts), tuple(element), (*own.link_chars, *zeros), (*own.strong_chars, *zeros),
            (*own.links, *zeros),
        ),
    )  # fmt: skip


def _openings(tags: tuple[str, ...]) -> Iterator[tuple[str, bool]]:
    """Each tag, and whether it is the first item of a list."""
    before = ""
    for tag in tags:
        yield tag, tag == "li" and before != "li"
        before = tag
