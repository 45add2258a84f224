"""Articles of which only the opening stands on the page, and the offer that ends it."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from onrecord.article.items import article_items
from onrecord.article.talk import is_reporting
from onrecord.model import Page, Role

_KEPT: frozenset[Role] = frozenset(["standfirst", "body", "subheading", "list", "quote", "table"])
_WORD = re.compile(r"[^\W\d_]+")
_STRONG = 0.22  # of a block's words: an offer; paragraphs of articles on other subjects have 0.03 to 0.1
_WEAK = 0.12  # … beside an offer
_SHORT = 8  # words of a label or a button
_SOLID = 12  # words of a paragraph
_LOOKED_AT = 40  # rows from the end of the text upwards
_BEHIND = 25  # rows behind the text in which an offer may stand
_LONGEST_CHARS = 600  # of an offer
_UNPARTED_CHARS = 120
_STUB_WORDS = 500  # more was never called an opening
_BRIEF_WORDS = 250  # … without a sign that it was cut
_LOCKED_WORDS = 150  # … nor one of an offer
_BRIEFEST_WORDS = 100  # … with an offer somewhere behind the text, which briefs have too
_ABOUT = 0.35  # of the blocks: an article about subscriptions
_LESS = 1.8  # times the words, in the page's own count, of what stands there
_LETTER = re.compile(
    r"letter|mail|briefing|inbox|postfach|boîte|correo|posta|rundbrev|nyhetsbrev|рассылк|розсилк", re.IGNORECASE
)
_OPEN = re.compile(r"(?:…|\.\.\.|\[…\]|\[\.\.\.\]|\w|,)\s{0,3}$")
_TIER = re.compile(r"content.?tier|paywall|premium|subscription|accessible.?for|article.?access")


@dataclass(frozen=True, slots=True)
class Walled:
    """The roles without the offers to pay, and whether the article is only an opening."""

    roles: list[Role]
    stub: bool


def find_wall(page: Page, roles: list[Role], hidden: tuple[bool, ...]) -> Walled:
    """Return the roles with the offer that ends a cut article as "paywall", and whether it was cut.

    The offer is looked for from the end of the text upwards, as far as no paragraph of the article stands. A page is a
    stub where something says that it is not free (JSON-LD, a meta element, an offer) and something that it was cut: few
    words, fewer than the page's own count, an open end, class names such as "fade-out". What is not free and stands
    there in full is an article.
    """
    rows = [row for row, role in enumerate(roles) if role in _KEPT]
    if not rows or page.plain:
        return Walled(roles, stub=False)
    offers = _offers(page, rows)
    kept = [row for row in rows if row not in offers]
    if not kept:
        return Walled(roles, stub=False)
    offers |= _mistaken(page, roles, kept[-1])
    changed = roles
    if offers:
        changed = list(roles)
        for row in offers:
            changed[row] = "paywall"
    words = sum(_words(page.blocks.text[row]) for row in kept)
    if words > _STUB_WORDS:
        return Walled(changed, stub=False)
    return Walled(changed, _is_stub(page, changed, hidden, kept, words, offered=bool(offers)))


def _words(text: str) -> int:
    """How many words; of scripts that do not part them, two characters are one."""
    count = text.count(" ") + 1
    return count if text.isascii() or len(text) < 12 * count else len(text) // 2


def _offers(page: Page, rows: list[int]) -> frozenset[int]:
    """The last rows of the text that are an offer, with the labels and sentences among and around them."""
    strong: list[int] = []
    loose: list[int] = []
    for row in reversed(rows[-_LOOKED_AT:]):
        text = page.blocks.text[row]
        share, core = _share(text)
        if core and share >= _STRONG and len(text) <= _LONGEST_CHARS and not _is_quoted(text):
            strong.append(row)
        elif _words(text) < _SHORT or (share >= _WEAK and len(text) <= _LONGEST_CHARS and not _is_quoted(text)):
            loose.append(row)
        else:
            break
    if not strong or (len(strong) + len(loose) > max(2.0, _ABOUT * len(rows)) and len(rows) > 12):
        return frozenset()
    first = min(strong)
    before = [row for row in loose if row < first]
    found = {row for row in (*strong, *loose) if row >= first}
    for row in before:  # upwards: the label over the offer, and what speaks of it
        if not _belongs(page, row, first):
            break
        found.add(row)
        first = row
    return frozenset(found)


def _mistaken(page: Page, roles: list[Role], last: int) -> frozenset[int]:
    """The rows right behind the text that were taken for a newsletter's, and want to be paid for reading on."""
    found: set[int] = set()
    for row in range(last + 1, min(last + 5, len(roles))):
        text = page.blocks.text[row]
        if roles[row] != "newsletter" or _LETTER.search(text):
            break
        share, core = _share(text)
        if (core and share >= _STRONG and _has_aim(text)) or (found and share >= _WEAK):
            found.add(row)
    return frozenset(found)


def _belongs(page: Page, row: int, first: int) -> bool:
    """Whether a row above an offer is of it: it stands next to it, and in its box or is weakly of the subject."""
    share, core = _share(page.blocks.text[row])
    text = page.blocks.text[row]
    if core or share >= 2 * _WEAK:
        return True
    parents, element = page.elements.parent, page.blocks.element
    beside = parents[element[row]] == parents[element[first]] and element[row] != element[first]
    return (
        beside
        and (share >= _WEAK or (_words(text) < _SHORT and text[-1] not in '.!?…”"»'))
        and parents[element[row]] > 0
    )


def _is_quoted(text: str) -> bool:
    return is_reporting(text)


def _is_stub(
    page: Page, roles: list[Role], hidden: tuple[bool, ...], kept: list[int], words: int, *, offered: bool
) -> bool:
    locked = _is_locked(page)
    walled = offered or _is_walled(page, roles, hidden, kept[-1])
    if not (locked or walled):
        return False
    if any(item.words and item.words >= _LESS * words + 50 for item in article_items(page)[:3]):
        return True
    last = page.blocks.text[kept[-1]]
    cut = bool(_OPEN.search(last)) and _words(last) >= _SHORT and roles[kept[-1]] in ("body", "standfirst")
    return cut or words < _most_words(offered, locked, walled) or _is_faded(page, kept[-1])


def _most_words(offered: bool, locked: bool, walled: bool) -> int:
    """How many words an opening has at most that no sign says was cut."""
    if offered or (locked and walled):
        return _BRIEF_WORDS
    return _LOCKED_WORDS if locked else _BRIEFEST_WORDS


def _is_locked(page: Page) -> bool:
    """Whether the page says that it is not free: in JSON-LD or in a meta element."""
    if any(item.free is False for item in page.raw.items):
        return True
    tiers = _data().tiers
    return any(value.strip().lower() in tiers and _TIER.search(name) for name, value in page.raw.metas)


def _is_walled(page: Page, roles: list[Role], hidden: tuple[bool, ...], last: int) -> bool:
    """Whether an offer stands behind the text, that is no part of a menu or of teasers."""
    for row in range(last + 1, min(last + 1 + _BEHIND, len(roles))):
        text = page.blocks.text[row]
        if hidden[row] or roles[row] not in ("paywall", "other", "related", "promotion"):
            continue
        share, core = _share(text)
        if core and share >= _STRONG and 4 <= _words(text) <= 60 and _has_aim(text):
            return True
        if roles[row] == "paywall" and core:
            return True
    return False


def _has_aim(text: str) -> bool:
    """Whether an offer says what it is for: to read on."""
    if any(word in text for word in _data().unparted):
        return True
    return not _data().aims.isdisjoint(_WORD.findall(text.lower()))


def _is_faded(page: Page, row: int) -> bool:
    """Whether the last paragraph stands in an element whose name says that it is cut off."""
    element = page.blocks.element[row]
    for _ in range(4):
        if any(part in page.elements.names[element] for part in _data().cut):
            return True
        element = max(0, page.elements.parent[element])
    return False


def _share(text: str) -> tuple[float, bool]:
    """The share of a block's words that are of offers, and whether one of them is of the core."""
    return _measured(text[:_LONGEST_CHARS])


@lru_cache(maxsize=256)  # the last blocks of a page are looked at more than once
def _measured(text: str) -> tuple[float, bool]:
    if not text.isascii() and len(text) <= _UNPARTED_CHARS and any(word in text for word in _data().unparted):
        return 1.0, True
    kinds = [_kind(word) for word in _WORD.findall(text.lower())]
    return sum(kind > 0 for kind in kinds) / max(4, len(kinds)), 2 in kinds


@lru_cache(maxsize=16384)
def _kind(word: str) -> int:
    """2 for a word of the core, 1 for one that goes with it, 0 for any other."""
    data = _data()
    best = data.words.get(word, 0)
    if word[:3] not in data.starts:
        return best
    for size in range(3, len(word) + 1):
        best = max(best, data.beginnings.get(word[:size], 0))
    return best


@dataclass(frozen=True, slots=True)
class _Data:
    words: dict[str, int]
    beginnings: dict[str, int]
    starts: frozenset[str]  # the first three letters of each beginning
    aims: frozenset[str]
    unparted: tuple[str, ...]
    cut: tuple[str, ...]
    tiers: frozenset[str]


@lru_cache(maxsize=1)
def _data() -> _Data:
    data = tomllib.loads(files("onrecord.article").joinpath("stubs.toml").read_text("utf-8"))
    words: dict[str, int] = {}
    beginnings: dict[str, int] = {}
    for part, kind in (("words", 1), ("core", 2)):
        for word in data[part].split():
            table, name = (beginnings, word[:-1]) if word.endswith("*") else (words, word)
            table[name] = kind
    aims = frozenset(data["aims"].split())
    starts = frozenset(name[:3] for name in beginnings)
    return _Data(words, beginnings, starts, aims, tuple(data["unparted"]), tuple(data["cut"]), frozenset(data["tiers"]))
