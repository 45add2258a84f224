"""Who wrote the article, from what the page says in its markup and under its headline."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from onrecord.article.names import given_first, is_by_phrase, merge_names, opens_byline, read_names, signs_line
from onrecord.article.words import key, plain
from onrecord.model import LinkedItem, Page

_NAMED = (
    "author",
    "parsely-author",
    "sailthru.author",
    "article:author",
    "article:author_name",
    "byl",
    "dc.creator",
    "dcterms.creator",
    "citation_author",
    "og:article:author",
    "article.author",
    "cxenseparse:author",
    "author_name",
    "authors",
)
_LINES_AROUND = 12  # blocks after the headline that can be a byline
_CATALOGUED = frozenset({"citation_author", "dc.creator", "dcterms.creator"})
# elements that name the authors of something else, or say something else of the author
_ELSEWHERE = re.compile(
    r"comment|testimonial|bookmark|related|sidebar|pagination|quickview|bio\b|desc|title|role|position|date|image|avatar|"
    r"photo|author-?iz|social|teaser|card|recommend|more-|widget|footer|nav"
)


@dataclass(frozen=True, slots=True)
class Byline:
    """The names that one source gives."""

    source: str
    raw: str
    names: tuple[str, ...]


def find_bylines(page: Page, items: Sequence[LinkedItem], headline: int | None) -> Iterator[Byline]:
    """Yield the bylines of a page, the most trusted source first, as they are asked for.

    Args:
        page: what else the markup says, and the lines under the headline.
        items: the schema.org items that stand for the article, the likeliest first.
        headline: the row of the block that holds the headline: visible bylines stand under it.
    """
    for item in items:
        if item.authors:
            names = merge_names(read_names(agent.name, whole=agent.type == "Organization") for agent in item.authors)
            raw = " | ".join(agent.name for agent in item.authors)
            yield Byline(f"{item.syntax} {item.types[0] if item.types else 'item'}.author", raw, names)
    yield from _from_metas(page)
    yield from _from_lines(page, headline)
    yield from _from_marked(page)
    yield from _from_names(page, headline)


def _from_metas(page: Page) -> Iterator[Byline]:
    for wanted in _NAMED:
        values = [content for name, content in page.raw.metas if name == wanted and not _is_address(content)]
        if values:
            flipped = [given_first(value) for value in values] if wanted in _CATALOGUED else values
            yield Byline(f"meta {wanted}", " | ".join(values), merge_names(map(read_names, flipped)))
    metas = dict(page.raw.metas)
    for number in "12":  # pairs that a share card shows
        if is_by_phrase(metas.get(f"twitter:label{number}", "")):
            value = metas.get(f"twitter:data{number}", "")
            yield Byline(f"meta twitter:data{number}", value, read_names(value))


def _is_address(value: str) -> bool:
    return value.lstrip().lower().startswith(("http:", "https:", "//", "/", "www."))


def _from_marked(page: Page) -> Iterator[Byline]:
    """Yield what elements say that call themselves author or byline, those that hold but the name first."""
    marked = [(names, text) for names, text in page.raw.bylines if len(text) <= 200 and not _ELSEWHERE.search(names)]
    marked.sort(key=lambda entry: "name" not in entry[0])
    for names, text in marked:
        yield Byline(f"element {names[:60]}", text, read_names(text))


def _from_lines(page: Page, start: int | None) -> Iterator[Byline]:
    """Yield the lines under the headline that say "By …", or are marked as byline, or stand under a lone "By"."""
    if start is None:
        return
    texts = page.blocks.text[start + 1 : start + 1 + _LINES_AROUND]
    for at, text in enumerate(texts, start + 1):
        if len(text) > 160:
            continue
        announced = at > 0 and at > start + 1 and is_by_phrase(page.blocks.text[at - 1])
        if announced or opens_byline(text):
            yield Byline(f"text block {at}", text, read_names(text))


def _from_names(page: Page, start: int | None) -> Iterator[Byline]:
    """Yield what is left to try: blocks named for an author under the headline; "Written by …" anywhere."""
    if start is not None and not page.plain:
        for at, text in enumerate(page.blocks.text[start + 1 : start + 1 + _LINES_AROUND], start + 1):
            if signs_line(text):
                yield Byline(f"text block {at}", text, read_names(text)[:1])
            row = page.blocks.element[at]
            names = f"{page.elements.names[row]} {page.elements.names[max(0, page.elements.parent[row])]}"
            if len(text) <= 80 and "author" in names and not _ELSEWHERE.search(names):
                yield Byline(f"element {names[:60]}", text, read_names(text))
    for at, text in enumerate(page.blocks.text[:3000]):
        if len(text) < 80 and text[:11].lower() == "written by " and opens_byline(text):
            yield Byline(f"text block {at}", text, read_names(text))


def settle_authors(bylines: Iterable[Byline], sites: frozenset[str]) -> Byline | None:
    """Return the first byline that names somebody; one that names but the site gives way to a person's."""
    spare: Byline | None = None
    for byline in bylines:
        if byline.names and not all(key(plain(name)) in sites for name in byline.names):
            sure = not byline.source.startswith("element") or "name" in byline.source or opens_byline(byline.raw)
            if spare is None or sure:
                return byline
        elif byline.names:
            spare = spare or byline
    return spare
