"""Who wrote the article, where no field and no line says it outright: bare names, signatures, biographies, owners."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from onrecord.article.agencies import is_agency
from onrecord.article.byline_words import FIRST_CJK, is_by_phrase, opening_rows
from onrecord.article.bylines import (
    announced_part,
    is_date_alone,
    is_full_name,
    is_rank,
    opens_byline,
    people_of,
    signed_name,
    undated,
)
from onrecord.article.names import Byline, read_names
from onrecord.article.people import is_person
from onrecord.article.words import key, plain
from onrecord.model import Page

_PARAGRAPH = 80  # characters from which a block is one of running text
_MIN_PARAGRAPHS = 3
_LAST_PARAGRAPHS = 4  # at the end of a page, among which an author is introduced
_INTRODUCED = re.compile(r" (?:is an?|writes|covers|ist|est|es|è|är|er|jest)\b")
_REPORTING = re.compile(r"^Reporting by |[;.]? ?(?:Additional reporting|Editing|Writing) by .{0,100}$", re.I)
BARE = "text before paragraph: block"  # bylines of this source count only against the house's own name
_CLOSERS = frozenset("）)】〕")
OWNER = ": the site's owner"  # what sources end in that count only where nobody else is named

_LINES_AROUND = 12  # blocks after the headline that can be a byline
_LINES_BESIDE = 5  # of which those that can be a name without a mark, beside a date
_LINES_BEFORE = 3  # blocks before the headline, likewise
_MAX_LINES = 3000
_MAX_LIST = 5  # names under one "Authors"
_BIO = re.compile(r",? (?:is|was|has|works|writes|ist|war|hat|arbeitet|est|travaille|es|è|är|er|jest|je)\b|, \w")
_SIGNED = re.compile(
    r"[（(]\s?(?:本报|本報)?(?:記者|记者|撰文|作者|筆者|特派員|文|责编|責編|責任編輯|责任编辑)[\s:：／/・]{1,3}([^（）()]{2,30})[）)]$"
)
_SIGNED_GLUED = re.compile(
    r"[（(【〔]\s?(?:本报|本報|新华社|新華社|中央社)?(?:記者|记者)"
    r"([\u3400-\u9fff、 ]{2,12})(?:[／/][\u3400-\u9fff]{4,8})?[）)】〕]"
)
_KOREAN = re.compile(r"(?:^|[)\]] ?|[\d:] )([가-힣]{2,4}) (?:선임|수습|인턴)?기자(?:$| =)")
_JAPANESE = re.compile(
    r"【(?:[^】=＝]{1,12}[=＝])?([\u3400-\u9fff\u3040-\u30ff]{2,4}[\u3000 ]?[\u3400-\u9fff\u3040-\u30ff]{1,3})】$"
)
_COPYRIGHT = re.compile(r"(?:©|\(c\)|copyright)[\s\d,–-]{0,14}(?:by\s)?([^\d|.,©\n]{5,40})", re.IGNORECASE)
# blocks of other people: those who comment, who recommend the house, who work there
_OTHERS = re.compile(
    r"comment|testimonial|\breviews?\b|quote|\bteam|\bstaff|speaker|related|teaser|\bcards?\b|recommend|\btags?\b|categor|topic"
)
CARDS = re.compile(r"comment|related|teaser|recommend")


def find_signatures(page: Page, headline: int | None, elsewhere: re.Pattern[str]) -> Iterator[Byline]:
    """Yield the names that stand without a field of their own, the likeliest first.

    Args:
        page: its lines; plain text has no bare names.
        headline: the row of the block that holds the headline.
        elsewhere: class words of elements that name the authors of something else.
    """
    if headline is not None and not page.plain:
        yield from _near_headline(page, headline, elsewhere)
    openings = opening_rows(page.blocks.text[:_MAX_LINES])
    yield from _written_by(page, openings)
    if headline is not None and not page.plain:
        yield from _bare_names(page, headline)
        yield from _before_text(page, headline)
    top = headline or 0
    if any(max(text, default="") >= FIRST_CJK for text in page.blocks.text[top : top + _LINES_BESIDE]):
        yield from _in_brackets(page)
    if not page.plain:
        yield from _lone_byline(page, openings)
        yield from _announced(page, openings)
        yield from _biographies(page)
        yield from _closing(page)
        yield from _owner(page)


def _near_headline(page: Page, start: int, elsewhere: re.Pattern[str]) -> Iterator[Byline]:
    """Yield blocks named for an author, lines of a date and a name, and agencies right under the headline."""
    for at, text in enumerate(page.blocks.text[start + 1 : start + 1 + _LINES_AROUND], start + 1):
        near = at <= start + _LINES_BESIDE
        dated = announced_part(text) if near else None
        if part := dated or signed_name(text):
            yield Byline(f"text block {at}", text, read_names(part))
        agency = undated(text).split(",")[0].removesuffix(" Staff").strip() if near and len(text) <= 40 else ""
        if is_agency(agency) and text.isupper() >= ("," in text):
            yield Byline(f"text block {at}", text, (agency,))
        row = page.blocks.element[at]
        names = f"{page.elements.names[row]} {page.elements.names[max(0, page.elements.parent[row])]}"
        if len(text) <= 80 and "author" in names and not elsewhere.search(names):
            yield Byline(f"element {names[:60]}", text, read_names(text))


def _written_by(page: Page, openings: Sequence[int]) -> Iterator[Byline]:
    for at in openings:
        text = page.blocks.text[at]
        if text[:11].lower() == "written by " and opens_byline(text):
            yield Byline(f"text block {at}", text, read_names(text))


def _bare_names(page: Page, start: int) -> Iterator[Byline]:
    """Yield a name that stands without a mark around the headline: beside a date, over a rank, or introduced."""
    texts = page.blocks.text
    title = texts[start].lower()
    rows = [*range(start + 1, min(len(texts), start + 1 + _LINES_BESIDE)), *range(max(0, start - _LINES_BEFORE), start)]
    for at in rows:
        line = texts[at]
        names = people_of(line)
        if not names and len(line) <= 100 and (is_full_name(bare := undated(line)) or _is_team(bare)):
            names = (bare,)
        if not names or is_of_others(page, at) or _is_caption(page, at) or any(name.lower() in title for name in names):
            continue
        known = all(is_person(name) or is_agency(name) or _is_team(name) for name in names)
        dated = undated(line) != line or _is_beside_date(page, at)
        ranked = known and (is_rank(line) or (at + 1 < len(texts) and is_rank(texts[at + 1])))
        if (known and (dated or ranked)) or ((dated or known) and _is_introduced(page, names[0])):
            yield Byline(f"text block {at}", line, names)


def _is_caption(page: Page, at: int) -> bool:
    return page.elements.tag[page.blocks.element[at]] == "figcaption"


def _is_team(text: str) -> bool:
    return text.endswith(" Team") and len(text.split()) <= 4


def is_of_others(page: Page, at: int, others: re.Pattern[str] | None = None) -> bool:
    """Return whether a block stands in an element for other people: readers, staff, authors of other articles."""
    row = page.blocks.element[at]
    names = f"{page.elements.names[row]} {page.elements.names[max(0, page.elements.parent[row])]}"
    return (others or _OTHERS).search(names) is not None


def _is_introduced(page: Page, name: str) -> bool:
    return any(_introduces(other, name) for other in page.blocks.text[:_MAX_LINES] if name in other)


def _introduces(text: str, name: str) -> bool:
    """Return whether a line is about a person: "About Ada Example", "Ada Example is …", "Ada Example, a …"."""
    head, found, tail = text[:200].partition(name)
    if not found:
        return False
    return is_by_phrase(head) or (head in ("", "Dr. ", "Dr ") and _BIO.match(tail) is not None)


def _before_text(page: Page, start: int) -> Iterator[Byline]:
    """Yield the names that stand alone right before the first paragraph: whose they are, somebody else must say."""
    texts = page.blocks.text
    first = next((row for row in range(start + 1, min(len(texts), start + 120)) if len(texts[row]) >= 150), 0)
    if first <= start + 1 or page.elements.tag[page.blocks.element[first - 1]] != "p":
        return
    names = texts[first - 1].split("/")
    if len(names) <= 4 and all(map(is_full_name, names)):
        yield Byline(f"{BARE} {first - 1}", texts[first - 1], tuple(name.strip() for name in names))


def _in_brackets(page: Page) -> Iterator[Byline]:
    """Yield who signs in brackets behind a paragraph, "（記者　白井花子）", or with the Korean word behind a name."""
    for at, text in enumerate(page.blocks.text[:_MAX_LINES]):
        found = None
        if text[-1:] in _CLOSERS:
            found = _SIGNED.search(text[-60:]) or _SIGNED_GLUED.search(text[-40:])
            if found is None and len(text) > 60:
                found = _JAPANESE.search(text[-30:])
        elif text.endswith("기자") or "기자 =" in text[:60]:
            found = _KOREAN.search(text[:60])
        elif text[:1] in "（(【〔" and ("記者" in text[:12] or "记者" in text[:12]):
            found = _SIGNED_GLUED.match(text[:60])
        if found:
            yield Byline(f"text block {at}", found.group(), read_names(found.group(1)))


def _is_beside_date(page: Page, at: int) -> bool:
    """Return whether the block before or behind is a date or a reading time, and no more."""
    texts = page.blocks.text
    beside = (texts[row] for row in (at - 1, at + 1) if 0 <= row < len(texts) and len(texts[row]) <= 60)
    return any(is_date_alone(text) for text in beside)


def _lone_byline(page: Page, openings: Sequence[int]) -> Iterator[Byline]:
    """Yield the one person whom lines that say "By …" name anywhere on the page; teasers name several."""
    said: dict[tuple[str, ...], Byline] = {}
    for at in openings:
        text = page.blocks.text[at]
        if len(text) > 8 and opens_byline(text) and not is_of_others(page, at, CARDS):
            names = read_names(text)
            if names and all(map(is_person, names)):
                said.setdefault(names, Byline(f"text block {at}", text, names))
    if len(said) == 1:
        yield from said.values()


def _announced(page: Page, openings: Sequence[int]) -> Iterator[Byline]:
    """Yield the names under a line that says but "Author", "Written by" or the like, if one such list stands."""
    texts = page.blocks.text
    said: dict[tuple[str, ...], Byline] = {}
    for at in openings:
        if len(texts[at]) > 30 or at + 1 == len(texts) or not is_by_phrase(texts[at]):
            continue
        names = _list_under(page, at)
        if names:
            said.setdefault(names, Byline(f"text block {at + 1}", " | ".join(names), names))
    if len(said) == 1:
        yield from said.values()


def _list_under(page: Page, at: int) -> tuple[str, ...]:
    """Return the people named one a line from the next line on, ranks and initials between them; none is none."""
    names: list[str] = []
    for text in page.blocks.text[at + 1 : at + 2 + 2 * _MAX_LIST]:
        if (text.isupper() and len(text) <= 3) or (names and is_rank(text)):
            continue
        found = read_names(text) if len(text) <= 60 else ()
        if not found or not (is_person(found[0]) or (not names and is_full_name(found[0]))):
            break
        names.append(found[0])
    return tuple(dict.fromkeys(names))[:_MAX_LIST]


def _biographies(page: Page) -> Iterator[Byline]:
    """Yield the one person whom the page introduces: a name over "Name is …", or "About the author: Name is …"."""
    texts = page.blocks.text
    said: dict[str, Byline] = {}
    pairs = enumerate(pairwise(texts[:_MAX_LINES]), 1)
    for at, (above, text) in [pair for pair in pairs if len(pair[1][1]) >= 40 and 5 <= len(pair[1][0]) <= 45]:
        name = above if is_person(above) else _opening_name(text) if is_by_phrase(above) else None
        if name and not is_of_others(page, at) and (_introduces(text, name) or text.startswith(f"{name.split()[0]} ")):
            said.setdefault(key(name), Byline(f"text block {at}", text[:100], (name,)))
    if len(said) == 1:
        yield from said.values()


def _opening_name(text: str) -> str | None:
    """Return the name of "Ada Example is a reporter."."""
    words = text.split(maxsplit=5)
    return next(
        (name for size in (2, 3, 4) if is_person(name := " ".join(words[:size])) and _introduces(text, name)), None
    )


def _closing(page: Page) -> Iterator[Byline]:
    """Yield who signs below the last paragraph, "— Ada Example", or is introduced there and named nowhere else."""
    texts = page.blocks.text[:_MAX_LINES]
    long = [at for at, text in enumerate(texts) if len(text) >= _PARAGRAPH and page.blocks.links[at] <= len(text) / 60]
    if len(long) < _MIN_PARAGRAPHS:
        return
    parent = page.elements.parent
    for at in long[_MIN_PARAGRAPHS - 1 :]:
        behind = at + 1
        if behind == len(texts) or len(texts[behind]) > 80:
            continue
        above, own, next_row = (page.blocks.element[row] for row in (at, behind, min(behind + 1, len(texts) - 1)))
        last = behind + 1 == len(texts) or parent[next_row] != parent[own]
        alike = parent[above] == parent[own] and page.elements.tag[own] == page.elements.tag[above]
        names = people_of(_REPORTING.sub("", texts[behind].strip("()[]—–- "))) if last and alike else ()
        if names and not is_of_others(page, behind):
            yield Byline(f"text block {behind}", texts[behind], names)
    for at in long[-_LAST_PARAGRAPHS:]:
        name = _opening_name(texts[at])
        if (
            name
            and _INTRODUCED.match(texts[at], len(name))
            and is_rank(texts[at][:80].rstrip("."))
            and not any(name in texts[row] for row in long if row != at)
        ):
            yield Byline(f"text block {at}", texts[at][:100], (name,))


def _owner(page: Page) -> Iterator[Byline]:
    """Yield whose site it is: a person who gives it its name, or is named at its top or foot and in its address."""
    for name, value in page.raw.metas:
        if name == "og:site_name" and is_person(value) and is_full_name(value):
            yield Byline(f"meta {name}{OWNER}", value, (value,))
            return
    host = key((page.origin.url or "").partition("://")[2].partition("/")[0].rpartition(".")[0])
    texts = page.blocks.text
    lines = [(row, text) for row, text in enumerate(texts[:3]) if len(text) <= 60]
    for row in range(max(0, len(texts) - 8), len(texts)):
        if found := _COPYRIGHT.search(texts[row][:200]):
            lines.append((row, found.group(1)))
    for row, text in lines:
        name = text.strip(" /|·").replace("All Rights Reserved", "").strip()
        words = [key(plain(word)) for word in name.split()]
        if is_person(name) and is_full_name(name) and any(len(word) > 3 and word in host for word in words):
            yield Byline(f"text block {row}{OWNER}", texts[row][:100], (name,))
            return
