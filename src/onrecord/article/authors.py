"""Who wrote the article, from what the page says in its markup and under its headline."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from onrecord.article.agencies import is_agency
from onrecord.article.byline_words import is_by_phrase
from onrecord.article.bylines import is_full_name, opens_byline
from onrecord.article.names import Byline, is_elsewhere, merge_names, read_names
from onrecord.article.people import given_first, is_person
from onrecord.article.signed import BARE, CARDS, OWNER, find_signatures, is_of_others
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
# what else publishers call it: "articleAuthor", "mrf:authors", "page-author-name"
_OTHER_NAMED = re.compile(r"(?:^|[:._-]|article|content|news|post|story|page)authors?(?:[._-]?(?:full)?names?)?$")
_NOT_OF_ARTICLE = ("twitter", "smartbanner", "web", "site", "app", "theme", "template", "design", "developer")
_LINES_AROUND = 12  # blocks after the headline that can be a byline
_MACHINES = frozenset({"admin", "administrator", "webmaster", "importer", "bot", "user"})
_FIRST_CJK = "\u3040"
_LINES_NEAR = 6  # of which those that a reader takes for the headline's own
_LINKED = "rel-author"  # what the page layer calls a link to an author's page
_FEW = 2  # authors that microdata can name and be taken at its word
_MAX_METAS = 50  # of one name
_CATALOGUED = frozenset({"citation_author", "dc.creator", "dcterms.creator"})
# elements that name the authors of something else, or say something else of the author
_ELSEWHERE = re.compile(
    r"comment|testimonial|bookmark|related|sidebar|pagination|quickview|bio\b|desc|title|role|position|date|image|avatar|"
    r"photo|author-?iz|social|socmed|contact|follow|teaser|card|recommend|appetizer|tags?\b|categor|topic|more-|widget|footer|nav"
)
_PLAIN_NAME = re.compile(r"(?:author|autor|auteur|autore|byline)(?:-link)?$")  # called that and nothing else behind it


def find_bylines(page: Page, items: Sequence[LinkedItem], headline: int | None) -> Iterator[Byline]:
    """Yield the bylines of a page, the most trusted source first, as they are asked for.

    Args:
        page: what else the markup says, and the lines under the headline.
        items: the schema.org items that stand for the article, the likeliest first.
        headline: the row of the block that holds the headline: visible bylines stand under it.
    """
    seen = _Seen(page, headline)
    late: list[Byline] = []
    for item in items:
        if not item.authors:
            continue
        names = merge_names(read_names(agent.name, whole=agent.type == "Organization") for agent in item.authors)
        raw = " | ".join(agent.name for agent in item.authors)
        byline = Byline(f"{item.syntax} {item.types[0] if item.types else 'item'}.author", raw, names)
        if item.syntax == "microdata" and len(names) > _FEW:  # those of comments and cards among them
            late.append(byline)
        else:
            yield seen.corrected(byline)
    for byline in _from_metas(page):
        yield seen.corrected(byline)
    yield from _from_lines(page, headline, _LINES_AROUND)
    marked = _from_marked(page, headline)
    yield from (byline for byline in marked if _names_people(byline))
    yield from late
    yield from find_signatures(page, headline, _ELSEWHERE)
    yield from (byline for byline in marked if not _names_people(byline))


class _Seen:
    """What readers see under the headline, against which what the markup says is held."""

    def __init__(self, page: Page, headline: int | None) -> None:
        near = _from_lines(page, headline, _LINES_NEAR)
        self.sure = next((line for line in near if opens_byline(line.raw) and _names_people(line)), None)
        self.edited = key(" ".join(text for _, text in page.raw.bylines if len(text) <= 80 and is_elsewhere(text)))

    def corrected(self, byline: Byline) -> Byline:
        """Return the line that readers see where it names other people than the markup does, or more.

        Whom the page shows as its editor ("Editor: Ada Example") is no author, and the byline is an empty one.
        """
        if self.edited and byline.names and all(key(name) in self.edited for name in byline.names):
            return replace(byline, names=())
        if self.sure is None or not byline.names:
            return byline
        told = {word for name in byline.names for word in plain(name).lower().split() if len(word) > 2}
        known = [bool(told.intersection(plain(name).lower().split())) for name in self.sure.names]
        more = any(known) and len(self.sure.names) > len(byline.names)
        return self.sure if more or not any(known) else byline


def _from_metas(page: Page) -> Iterator[Byline]:
    values: dict[str, list[str]] = {}
    for name, text in page.raw.metas:
        if ("author" in name or name in _NAMED) and not _is_address(text):
            values.setdefault(name, []).append(text)
    others = sorted(
        name
        for name in values
        if name not in _NAMED and _OTHER_NAMED.search(name) and not name.startswith(_NOT_OF_ARTICLE)
    )
    for wanted in (*_NAMED, *others):
        if told := values.get(wanted, ())[:_MAX_METAS]:
            flipped = [given_first(value) for value in told] if wanted in _CATALOGUED else told
            yield Byline(f"meta {wanted}", " | ".join(told), merge_names(map(read_names, flipped)))
    metas = dict(page.raw.metas)
    for number in "12":  # pairs that a share card shows
        if is_by_phrase(metas.get(f"twitter:label{number}", "")):
            value = metas.get(f"twitter:data{number}", "")
            yield Byline(f"meta twitter:data{number}", value, read_names(value))


def _is_address(value: str) -> bool:
    return value.lstrip().lower().startswith(("http:", "https:", "//", "/", "www."))


def _from_marked(page: Page, headline: int | None) -> list[Byline]:
    """Return what elements say that call themselves author or byline, those that hold but a person's name first."""
    marked = [(names, text) for names, text in page.raw.bylines if len(text) <= 200 and not _ELSEWHERE.search(names)]
    marked.sort(key=lambda entry: "name" not in entry[0])
    found: list[Byline] = []
    for names, text in marked:
        people = tuple(name for name in read_names(text) if name[0].islower() or not name.split()[-1].islower())
        found.append(Byline(f"element {names[:60]}", text, people))
    return _without_teasers(page, headline, sorted(found, key=lambda byline: not _names_people(byline)))


def _without_teasers(page: Page, headline: int | None, marked: list[Byline]) -> list[Byline]:
    """Return the bylines; where links lead to several authors, only those of links around the headline."""
    linked = {byline.names for byline in marked if byline.source.endswith(_LINKED)}
    if len(linked) < 2:
        return marked
    at = headline or 0
    around = "\n".join(page.blocks.text[max(0, at - 3) : at + 1 + _LINES_AROUND])
    return [byline for byline in marked if not byline.source.endswith(_LINKED) or byline.raw in around]


def _names_people(byline: Byline) -> bool:
    return bool(byline.names) and all(map(is_person, byline.names))


def _from_lines(page: Page, start: int | None, count: int) -> Iterator[Byline]:
    """Yield the first lines under the headline that say "By …", or stand under a lone "By"."""
    if start is None:
        return
    above = ""
    for at, text in enumerate(page.blocks.text[start + 1 : start + 1 + count], start + 1):
        if above and len(text) <= 3 and text.isupper() and not is_agency(text):  # the initials of a missing picture
            continue
        announced = above != "" and len(text) <= 80 and ". " not in text and is_by_phrase(above)
        above = text if len(text) < 40 else ""
        if len(text) <= 160 and (announced or opens_byline(text)) and not is_of_others(page, at, CARDS):
            yield Byline(f"text block {at}", text, read_names(text))


def settle_authors(bylines: Iterable[Byline], sites: frozenset[str]) -> Byline | None:
    """Return the first byline that names a person.

    One that names but the site, an agency or an account ("andrew.k", "NOC Admin") gives way to a person's; among a
    person's names, the site's own is where they work.
    """
    spare: Byline | None = None
    for byline in bylines:
        people = tuple(name for name in byline.names if not _is_house(name, sites))
        if any(" " in name for name in people) and len(people) < len(byline.names):
            byline = replace(byline, names=tuple(name for name in byline.names if name in people or is_agency(name)))
        if not people or all(map(_is_account, people)):
            spare = _likelier(spare, byline, sites)
        elif _is_sure(byline) and not byline.source.endswith(OWNER) if spare else not byline.source.startswith(BARE):
            return byline
    return spare


def _likelier(spare: Byline | None, byline: Byline, sites: frozenset[str]) -> Byline | None:
    """Return which of two bylines without a person stands: the first, but an agency before the site's own name."""
    if spare is None or not byline.names:
        return spare or (byline if byline.names else None)
    own = all(key(plain(name)) in sites for name in spare.names)
    return byline if own and is_agency(byline.names[0]) and key(plain(byline.names[0])) not in sites else spare


def _is_house(name: str, sites: frozenset[str]) -> bool:
    return key(plain(name)) in sites or is_agency(name)


def _is_account(name: str) -> bool:
    """Return whether a name is one that somebody signs in with, or a machine's: "andrew.k", "adm1n", "NOC Admin"."""
    words = name.lower().split()
    if "/" in name or (name.islower() and name.isalpha() and len(name) <= 4):  # a desk's initials: "srf/abcd", "kesm"
        return False
    if len(words) > 1 or name[0] >= _FIRST_CJK:
        return words[-1] in _MACHINES
    return name[0].islower() or any(char in "._@" or char.isdigit() for char in name[:-1])


def _is_sure(byline: Byline) -> bool:
    """Return whether a byline speaks of this article's author: marked as a name, or opened by "By"."""
    if not byline.source.startswith("element") or "name" in byline.source:
        return True
    return opens_byline(byline.raw) or (is_full_name(byline.raw) and _PLAIN_NAME.search(byline.source) is not None)
