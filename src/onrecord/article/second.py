"""Another article below the one that a page is about: pages that scroll on, "read next" with the whole text."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from onrecord.article.dates import parse_moment
from onrecord.article.words import key
from onrecord.model import Page, Role

_KEPT: frozenset[Role] = frozenset(["standfirst", "body", "subheading", "list", "quote", "table"])
# what goes with the other article, so that it is named in one piece
_OF_AN_ARTICLE: frozenset[Role] = _KEPT | frozenset(["headline", "byline", "dateline", "caption", "other"])
_FREE: frozenset[Role] = frozenset(["other", "related"])  # what running text of the first article may be taken for
_HEADINGS = ("h1", "h2")
_ENOUGH = 3  # of what speaks for another article's headline
_ENDS = frozenset(".!?…”\"»。！？」:؟।›’'")
_RUNNING_WORDS = 12
_OWN_WORDS = 60  # of running text before another article can begin: a brief
_NEXT_WORDS = 60  # of running text behind its headline
_WHOLE_WORDS = 150  # … without a heading in it, for one that is known by a name alone
_PARAGRAPHS = 2
_MOST_OTHERS = 8  # headlines with a byline: more are a list of reviews, of recipes, of letters
_SEVERAL = 2
_BYLINE_WORDS = 14
_NO_BYLINE = frozenset(
    ["h1", "h2", "h3", "h4", "h5", "h6", "li", "td", "th", "dt", "dd", "figcaption", "blockquote", "pre"]
)
_HEADLINE_WORDS = (2, 40)
_DATE = re.compile(r"\b(?:19|20)\d\d\b|\b\d{1,2}[:.]\d\d\b|\b\d{1,2}[./-]\d{1,2}[./-]\d{2,4}\b|\d{4}年|\d월")


@dataclass(frozen=True, slots=True)
class _Opening:
    """A headline with which another article may begin."""

    row: int
    strength: int


def drop_other_articles(page: Page, roles: list[Role], title: str | None) -> list[Role]:
    """Return the roles with every article but the one that the page is about as "related", its headline included.

    The page's own is the one below the headline that its title names. Another begins at a later headline that has what
    an opening has: a byline or a date below it, an <article> of its own, a name among the page's
    schema.org articles, the very make of the page's own headline, or words such as "Read next" before it. Two of these
    are asked for. Where the text of the page's own was passed over for a longer one, it is taken back.
    """
    heads = _headings(page)
    if len(heads) < 2:
        return roles
    own = _own(page, roles, heads, title)
    if own is None:
        return roles
    later = [row for row in heads if row > own]
    firsts = _firsts(page, later)
    openings = [o for row in later if (o := _opening(page, roles, own, row, first=row in firsts)) is not None]
    openings = [o for o in openings if _holds_text(page, roles, o.row, openings)]
    if not openings or len(openings) > _MOST_OTHERS:
        return roles
    if len(openings) >= _SEVERAL and not _byline_below(page, roles, own):
        return roles  # a list of briefs below its name
    return _without(page, roles, own, [o.row for o in openings])


def _headings(page: Page) -> list[int]:
    """The headings that are as long as a headline."""
    tags, least, most = page.elements.tag, *_HEADLINE_WORDS
    heads = {e for e, tag in enumerate(tags) if tag in _HEADINGS}
    rows = [row for row, e in enumerate(page.blocks.element) if e in heads] if heads else []
    found = [row for row in rows if least <= _words(page.blocks.text[row]) <= most]
    return found if len(found) < 400 else []


def _words(text: str) -> int:
    """How many words; of scripts that do not part them, two characters are one."""
    return max(text.count(" ") + 1, 0 if text.isascii() else len(text) // 12)


def _own(page: Page, roles: list[Role], heads: list[int], title: str | None) -> int | None:
    """The page's own headline: the first heading that says what its title says, else its only <h1> at the start."""
    for wanted in filter(None, (key(page.raw.title or ""), key(title or ""))):
        for row in heads:
            name = key(page.blocks.text[row])
            if name == wanted or (len(name) >= 15 and (name in wanted or wanted in name)):
                return row
    marked = [row for row in heads if roles[row] == "headline"]
    firsts = [row for row in heads if page.elements.tag[page.blocks.element[row]] == "h1"]
    return next(iter([*marked, *firsts]), None)


def _firsts(page: Page, heads: list[int]) -> frozenset[int]:
    """The first heading of each level."""
    found: dict[str, int] = {}
    for row in heads:
        found.setdefault(page.elements.tag[page.blocks.element[row]], row)
    return frozenset(found.values())


def _opening(page: Page, roles: list[Role], own: int, row: int, *, first: bool) -> _Opening | None:
    """The heading as another article's headline, where enough speaks for it; `first` of its level below the own."""
    text, element, tags = page.blocks.text, page.blocks.element, page.elements.tag
    if roles[row] not in ("subheading", "related", "headline", "other", "body") or key(text[row]) == key(text[own]):
        return None
    signed = _byline_below(page, roles, row)
    if page.blocks.link_chars[row] > 0.9 * len(text[row]) and signed < 2:
        return None
    alone = first and _is_whole(page, row)
    told = signed == 2 or (signed == 1 and alone)
    labelled, named, furnished = _is_labelled(page, row), _is_named(page, own, row), _same_furniture(page, own, row)
    if not (told or labelled or named or furnished):
        return None
    top, alike = tags[element[row]] == "h1", tags[element[row]] == tags[element[own]]
    like_own = told and signed == 1 and _byline_below(page, roles, own) > 0
    strength = (
        told
        + signed
        + like_own
        + (2 + alone if labelled else 0)
        + 2 * named
        + 2 * furnished
        + _has_article(page, own, row)
    )
    strength += top + (alike and _same_make(page, own, row))
    lower = _level(tags[element[row]]) > _level(tags[element[own]])
    if lower and not (labelled or named or alone):
        return None
    return _Opening(row, strength) if strength >= _ENOUGH else None


def _level(tag: str) -> int:
    return int(tag[1]) if tag in _HEADINGS else 1


def _is_whole(page: Page, row: int) -> bool:
    """Whether an article's length of text follows without a heading."""
    tags, element = page.elements.tag, page.blocks.element
    words = 0
    for below in range(row + 1, len(element)):
        if tags[element[below]] in _HEADINGS or words >= _WHOLE_WORDS:
            break
        words += _words(page.blocks.text[below]) if _is_running(page, below) else 0
    return words >= _WHOLE_WORDS


def _byline_below(page: Page, roles: list[Role], row: int) -> int:
    """How surely a byline or a date stands right below, as below a headline and not below a subheading.

    2 for one that says so; 1 for what may be a bare name.
    """
    name = 0
    texts = page.blocks.text
    stamped = {mark.block for mark in page.raw.times[:200]}
    for below in range(row + 1, min(row + 4, len(texts))):
        text = texts[below]
        words = text.split()
        tag = page.elements.tag[page.blocks.element[below]]
        if len(words) > _BYLINE_WORDS or tag in _NO_BYLINE or roles[below] in ("caption", "list", "table"):
            break
        if text[-1] in ".!?" and not _DATE.search(text):
            continue
        if below in stamped or _is_byline(text, words) or (len(words) <= 8 and parse_moment(text)):
            return 2
        if below == row + 1 and _is_name(words):
            name = 1
    return name


def _is_name(words: Sequence[str]) -> bool:
    """Whether a line begins as a person's name does, with what that person is behind it at most."""
    name = " ".join(words).partition(",")[0].split()
    letters = all(word.replace("-", "").replace("’", "").replace("'", "").isalpha() for word in name)
    return letters and 2 <= len(name) <= 3 and all(word[0].isupper() for word in name) and len(words) <= 7


def _is_byline(text: str, words: Sequence[str]) -> bool:
    """Whether a short line is "By" and a name."""
    if not 2 <= len(words) <= _BYLINE_WORDS or text[-1] in ".!?":
        return False
    if by := _LED.match(text):
        return not by.group(1) or by.group(1).split()[0][:1].isupper()
    lower = text.lower()
    return any(
        lower.startswith(lead) and not lower[len(lead)].isalpha() for lead in _data().by if len(lead) < len(text)
    )


# "Ein Bericht von Ute Lang", "By Al Stone": a few words, the one that means "by", and a name of capital letters
_LED = re.compile(
    r"((?:[^\W\d_]{1,20}\s){0,3}?)(?:[Bb]y|[Vv]on|[Pp]ar|[Pp]or|[Dd][eiao]|[Dd]oor|[Aa][vf]|[Oo]d|[Oo]т|[Оо]т)\s"
    r"[^\W\d_a-z][^\s,]{1,25}\s(?:(?:de|von|van|di|da|la|del|el|al|ben)\s){0,2}[^\W\d_a-z][^\s,]{1,25}(?:\s[^\W\d_a-z][^\s,]{1,25}){0,2}(?=$|[\s,|·–—-])"
)


def _same_make(page: Page, own: int, row: int) -> bool:
    names, element = page.elements.names, page.blocks.element
    return names[element[own]] == names[element[row]] and (names[element[own]] != "" or own != row)


def _same_furniture(page: Page, own: int, row: int) -> bool:
    """Whether what stands right below is made as what stands below the page's own headline: its byline, its date."""
    return bool(_furniture(page, own) & _furniture(page, row))


def _furniture(page: Page, row: int) -> set[str]:
    """The names of the elements of short lines below a headline, less those of its paragraphs."""
    found: set[str] = set()
    for below in range(row + 1, min(row + 5, len(page.blocks.text))):
        element = page.blocks.element[below]
        name = page.elements.names[element]
        if page.elements.tag[element] in _NO_BYLINE:
            break
        if page.blocks.text[below].count(" ") >= _BYLINE_WORDS or _is_running(page, below):
            return found - {name}
        if name:
            found.add(name)
    return found


def _has_article(page: Page, own: int, row: int) -> bool:
    """Whether the heading stands in an <article> (or a box with an address) that does not hold the page's own."""
    tags, parents = page.elements.tag, page.elements.parent
    around = _ancestors(parents, page.blocks.element[own])
    element = page.blocks.element[row]
    while element > 0 and element not in around:
        if tags[element] == "article":
            return True
        element = parents[element]
    return False


def _ancestors(parents: Sequence[int], element: int) -> set[int]:
    found = set()
    while element >= 0:
        found.add(element)
        element = parents[element]
    return found


def _is_labelled(page: Page, row: int) -> bool:
    """Whether words such as "Read next" stand right before."""
    for above in range(max(0, row - 2), row):
        text = page.blocks.text[above].lower().strip(" :–—→»›▶…")
        if len(text) <= 40 and text in _data().labels:
            return True
    return False


def _is_named(page: Page, own: int, row: int) -> bool:
    """Whether the page's schema.org items name an article so, beside its own."""
    if len(page.raw.items) < 2:
        return False
    name, mine = key(page.blocks.text[row]), key(page.blocks.text[own])
    return any(item.headline and key(item.headline) == name != mine for item in page.raw.items)


def _is_running(page: Page, row: int) -> bool:
    text = page.blocks.text[row]
    return (
        _words(text) >= _RUNNING_WORDS
        and (text[-1:] in _ENDS or text.endswith(".)"))
        and page.blocks.link_chars[row] < 0.3 * len(text)
    )


def _holds_text(page: Page, roles: list[Role], row: int, openings: list[_Opening]) -> bool:
    """Whether an article's running text follows, up to the next opening."""
    after = [o.row for o in openings if o.row > row]
    rows = range(row + 1, min([*after, len(roles)]))
    running = [r for r in rows if roles[r] in _KEPT | _FREE and _is_running(page, r)]
    return len(running) >= _PARAGRAPHS and sum(_words(page.blocks.text[r]) for r in running) >= _NEXT_WORDS


def _without(page: Page, roles: list[Role], own: int, starts: list[int]) -> list[Role]:
    """The roles without the articles that start at the given rows."""
    first = starts[0]
    before = [row for row in range(own + 1, first) if _is_running(page, row)]
    mine = [row for row in before if roles[row] in _KEPT]
    words = sum(_words(page.blocks.text[row]) for row in before if roles[row] in _KEPT | _FREE)
    if words < _OWN_WORDS:
        return roles  # it is the first article's text that follows: a kicker was taken for its headline
    changed = list(roles)
    if len(mine) < _PARAGRAPHS:
        for row in before:
            if changed[row] in _FREE:
                changed[row] = "body"
    for start, end in _stretches(page, own, starts, len(roles)):
        for row in range(start, end):
            if changed[row] in _OF_AN_ARTICLE:
                changed[row] = "related"
    return changed


def _stretches(page: Page, own: int, starts: list[int], size: int) -> list[tuple[int, int]]:
    """Where each of the other articles begins and ends: with the box around it, else at the end of the page."""
    parents, element = page.elements.parent, page.blocks.element
    mine = set()
    for row in range(own, starts[0]):
        if _is_running(page, row) or row == own:
            mine |= _ancestors(parents, element[row])
    found = []
    for start in starts:
        top = element[start]
        while parents[top] > 0 and parents[top] not in mine:
            top = parents[top]
        box = range(top, _end_of(parents, top))
        end = start
        while end < size and element[end] in box:
            end += 1
        if sum(_is_running(page, row) for row in range(start, end)) < _PARAGRAPHS:
            found.append((start, size))  # the heading stands loose between the paragraphs
            continue
        begin = start
        while begin > own + 1 and element[begin - 1] in box:
            begin -= 1
        found.append((begin, end))
    return found


def _end_of(parents: Sequence[int], element: int) -> int:
    """The first row past an element's descendants."""
    end = element + 1
    while end < len(parents) and parents[end] >= element:
        end += 1
    return end


@dataclass(frozen=True, slots=True)
class _Data:
    labels: frozenset[str]
    by: tuple[str, ...]


@lru_cache(maxsize=1)
def _data() -> _Data:
    data = tomllib.loads(files("onrecord.article").joinpath("second.toml").read_text("utf-8"))
    return _Data(frozenset(data["labels"]), tuple(sorted(data["by"], key=len, reverse=True)))
