"""Quotations and embedded posts: which blocks they are, who said them, and when."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from itertools import groupby

from onrecord.article.dates import parse_moment
from onrecord.model import Page, Role

_KEPT: frozenset[Role] = frozenset(["standfirst", "body", "subheading", "list", "quote", "table"])
_QUOTED: frozenset[Role] = frozenset(["body", "standfirst"])  # what a quotation is taken for by its paragraphs
# what the parts of an embedded post are taken for, by their links, handles and dates
_MISTAKEN: frozenset[Role] = frozenset(
    ["other", "related", "share bar", "byline", "caption", "navigation", "promotion", "advertisement", "dateline"]
)
# what a line with a name is taken for
_NAMES: frozenset[Role] = _KEPT | {"other", "byline", "caption", "navigation"}
_MOST = 0.5  # of the kept text: more in quotations, and the site writes its articles as such
_DASH = re.compile(r"\s{0,3}(?:[—–―‒~]|--?)\s{0,3}(?=\S)")
_HANDLED = re.compile(r"(.{1,100}?)\s{0,2}\(\s{0,2}(@[\w.@-]{1,60})\s{0,2}\)(?=$|\W)", re.DOTALL)
_HANDLE = re.compile(r"(?<![\w@])@[\w.-]{2,40}(?:@[\w.-]{3,40})?")
_ON_DATE = re.compile(r"\s(?:on|am|le|el|il|em|op|dnia|dne|den|i|в)\s.{0,60}\d{4}.{0,20}$", re.IGNORECASE)
_CLOSING = '”»“"›’」』'  # after the last word of a quotation
_BY_WORDS = 20  # of a line that says whose words those were
_BUTTON_WORDS = 9


@dataclass(frozen=True, slots=True)
class Said:
    """Whose words a quotation is."""

    by: str
    time: str | None


@dataclass(frozen=True, slots=True)
class Quotes:
    """The roles with the quotations in them, which quotation each row is of, and whose that is."""

    roles: list[Role]
    home: dict[int, int]  # block → the element of its quotation
    said: dict[int, Said]  # that element → who said it


def find_quotes(page: Page, roles: list[Role]) -> Quotes:
    """Return the roles with quotations and embedded posts as "quote", and whose words they are.

    The line that says so ("— Name (@handle) March 3, 2024", a <cite> or <footer>) stays with the quotation; lines that
    only lead to the post ("View this post on Instagram") go. A page without any costs a look at its tags and names.
    """
    homes, embeds = _homes(page)
    if not homes:
        return Quotes(roles, {}, {})
    first, last = _extent(roles)
    result = list(roles)
    found = Quotes(result, {}, {})
    whole = sum(len(page.blocks.text[row]) for row, role in enumerate(roles) if role in _KEPT)
    rows = [row for row in range(len(roles)) if page.blocks.element[row] in homes]
    for home, members in groupby(rows, key=lambda row: homes[page.blocks.element[row]]):
        group = list(members)
        chars = sum(len(page.blocks.text[row]) for row in group if roles[row] in _KEPT)
        embedded = home in embeds and first < group[0] < last
        if (chars or embedded) and chars <= _MOST * whole:
            _take(page, found, home, group, embedded=embedded)
    return found


def _extent(roles: list[Role]) -> tuple[int, int]:
    kept = [row for row, role in enumerate(roles) if role in _KEPT]
    return (kept[0], kept[-1]) if kept else (0, -1)


def _homes(page: Page) -> tuple[dict[int, int], frozenset[int]]:
    """Each element inside a quotation → the outermost element of that; and which of those are embedded posts."""
    tags, names, parents = page.elements.tag, page.elements.names, page.elements.parent
    joined = "\n".join(names)
    data = _data()
    marks = [mark for mark in data.names if mark in joined] if any(stem in joined for stem in data.stems) else []
    if not marks and "blockquote" not in tags:
        return {}, frozenset()
    homes: dict[int, int] = {}
    embeds: set[int] = set()
    for row, tag in enumerate(tags):
        above = homes.get(parents[row], -1)
        embed = any(mark in names[row] for mark in marks) if marks and names[row] else False
        if above >= 0:
            homes[row] = above
            if embed:
                embeds.add(above)
        elif tag == "blockquote" or (embed and tag not in ("html", "body", "main", "article")):
            homes[row] = row
            if embed:
                embeds.add(row)
    _take_in_captions(page, homes)
    return homes, frozenset(embeds)


def _take_in_captions(page: Page, homes: dict[int, int]) -> None:
    """A figure around a quotation has in its caption, cite or footer whose words those are."""
    tags, parents = page.elements.tag, page.elements.parent
    figures = {parents[home]: home for home in set(homes.values()) if tags[parents[home]] == "figure"}
    for row, tag in enumerate(tags) if figures else ():
        if tag in ("figcaption", "cite", "footer") and parents[row] in figures:
            homes.setdefault(row, figures[parents[row]])


def _take(page: Page, found: Quotes, home: int, group: list[int], *, embedded: bool) -> None:
    """Give the rows of one quotation their roles, and note whose words it is."""
    texts, roles = page.blocks.text, found.roles
    by_row = _by_row(page, roles, group, embedded=embedded)
    words = [row for row in group if row != by_row and _is_taken(roles[row], embedded=embedded)]
    if embedded:
        buttons = {row for row in words if _is_button(page, row)}
        for row in buttons:
            roles[row] = "share bar"
        words = [row for row in words if row not in buttons]
    if not words:
        if embedded and by_row is not None:  # a frame whose words a script would have brought
            roles[by_row] = "share bar"
        return
    if by_row is not None:
        words = sorted((*words, by_row))
        found.said[home] = _said(texts[by_row])
    for row in words:
        if roles[row] in _QUOTED or roles[row] not in _KEPT or row == by_row:
            roles[row] = "quote"
        found.home[row] = home


def _is_taken(role: Role, *, embedded: bool) -> bool:
    return role in _KEPT or (embedded and role in _MISTAKEN)


def _by_row(page: Page, roles: list[Role], group: list[int], *, embedded: bool) -> int | None:
    """The row that says whose words the others are: the last one as a rule, of an embedded post any."""
    texts, tags = page.blocks.text, page.elements.tag
    for row in reversed(group):
        text = texts[row]
        if len(text.split()) > _BY_WORDS:
            continue
        if embedded and (_HANDLED.search(text) or _shared_by(text)) and not _is_button(page, row):
            return row
        if embedded and len(group) > 1 and _HANDLE.fullmatch(text.strip()):
            return row
        if row == group[-1] and len(group) > 1 and len(text.split()) <= _BY_WORDS and roles[row] in _NAMES:
            marked = tags[page.blocks.element[row]] in ("footer", "cite", "figcaption") and text[-1] not in "→›»"
            open_ended = text[-1] not in ".!?…"
            behind_marks = open_ended and texts[group[-2]][-1] in _CLOSING and text[-1] not in _CLOSING
            if marked or behind_marks or (_DASH.match(text) and open_ended):
                return row
    return None


def _is_button(page: Page, row: int) -> bool:
    """Whether a line of an embedded post only leads to it: a link that names the network, or a button."""
    text, blocks = page.blocks.text[row].lower(), page.blocks
    if text.startswith("♬"):
        return True
    if len(text.split()) > _BUTTON_WORDS or _shared_by(text):
        return False
    linked = blocks.link_chars[row] >= 0.8 * len(text)
    names = set(re.findall(r"[^\W\d_]+", text))
    network = any(name in names or (" " in name and name in text) for name in _data().networks)
    bare = text.strip(" ([)]")
    button = any(
        bare == word or (linked and (bare.startswith(word) or bare.endswith(word))) for word in _data().buttons
    )
    address = "//" in text and " " not in text
    return address or (linked and network) or button


def _said(text: str) -> Said:
    """Who a line names, "Name (@handle)", and the date behind that."""
    line = " ".join(text.split())
    if dash := _DASH.match(line):
        line = line[dash.end() :]
    named = _without_lead(line)
    if handled := _HANDLED.search(named):
        name, rest = handled.group(1), named[handled.end() :]
        by = f"{name.strip(' ,;:—–-')} ({handled.group(2)})"
    else:
        parted = _ON_DATE.search(named)
        by, rest = (named[: parted.start()], parted.group()) if parted else (named, named)
        by = re.sub(r"\s{0,2}[—–|·,]\s{0,2}\d[^@]{0,40}$", "", by).strip(" ,;:—–-")
    moment = parse_moment(rest)
    return Said(by[:200], moment.value if moment else None)


def _without_lead(line: str) -> str:
    lead = _shared_by(line)
    return line[len(lead) :].lstrip(" :") if lead else line


def _shared_by(text: str) -> str:
    """The words before a name, as the text has them; "" for none."""
    lower = text.lower()
    return next((text[: len(lead)] for lead in _data().shared_by if lower.startswith(lead)), "")


@dataclass(frozen=True, slots=True)
class _Data:
    names: tuple[str, ...]
    stems: tuple[str, ...]
    networks: tuple[str, ...]
    buttons: tuple[str, ...]
    shared_by: tuple[str, ...]


@lru_cache(maxsize=1)
def _data() -> _Data:
    data = tomllib.loads(files("onrecord.article").joinpath("embeds.toml").read_text("utf-8"))
    longest = sorted(data["shared_by"], key=len, reverse=True)
    return _Data(
        tuple(data["names"]), tuple(data["stems"]), tuple(data["networks"]), tuple(data["buttons"]), tuple(longest)
    )
