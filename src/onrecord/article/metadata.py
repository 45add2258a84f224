"""The article's metadata, settled field by field, each with the evidence that it was taken from.

docs/reference/metadata.md has the order of the sources of every field.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain
from urllib.parse import urljoin, urlsplit

from onrecord.article.authors import find_bylines, settle_authors
from onrecord.article.dates import Moment
from onrecord.article.items import article_items
from onrecord.article.language import settle_language
from onrecord.article.names import merge_names, read_names
from onrecord.article.order import reads_month_first
from onrecord.article.published import find_moments
from onrecord.article.site_names import named_site, site_keys
from onrecord.article.titles import headline_row, settle_title
from onrecord.article.topics import read_topics
from onrecord.article.words import clean, key
from onrecord.model import Evidence, LinkedItem, Metadata, Page, Precision
from onrecord.settings import ArticleSettings

_MAX_EVIDENCE_CHARS = 500  # of one value, as it stood
_SITES = frozenset({"Organization", "NewsMediaOrganization", "WebSite", "Corporation"})

_SITE_METAS = (
    "og:site_name",
    "application-name",
    "apple-mobile-web-app-title",
    "twitter:app:name:iphone",
    "cre",
    "copyright",
)
_SECTION_METAS = ("article:section", "og:article:section", "parsely-section", "section", "cxenseparse:recs:category")
_TAG_METAS = ("article:tag", "og:article:tag")
_KEYWORD_METAS = ("news_keywords", "parsely-tags", "keywords", "sailthru.tags")
_TOPIC_METAS = frozenset((*_TAG_METAS, *_KEYWORD_METAS))
_STANDFIRST_METAS = ("og:description", "description", "twitter:description", "dc.description", "sailthru.description")
_TITLE_METAS = ("og:title", "twitter:title")


def find_metadata(page: Page, settings: ArticleSettings) -> Metadata:
    """Return what the page says of the article; what it does not say is None or empty.

    Values that another tool gave with the capture stand before all others.
    """
    return _Search(page).metadata()


class _Search:
    """One page's search: what several fields need, and the evidence as it comes in."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.metas = dict(reversed(page.raw.metas))  # the first of a name counts
        self.items = article_items(page)
        self.evidence: list[Evidence] = []

    def metadata(self) -> Metadata:
        site = self.site()
        names = chain(self.site_names(), self.more_site_names())
        sites = site_keys([name for name, _ in names], self.page.origin.url)
        title = self.title(sites)
        headline = headline_row(self.page, title)
        language = self.language()
        published, modified = self.moments(headline, language)
        return Metadata(
            title=title,
            standfirst=self.standfirst(title),
            authors=self.authors(headline, sites),
            published=published.value if published else None,
            published_precision=_precision(published),
            modified=modified.value if modified else None,
            canonical_url=self.canonical_url(),
            language=language,
            site=site,
            section=self.section(),
            topics=self.topics(sites),
            evidence=tuple(self.evidence),
        )

    def note(self, field: str, source: str, raw: str) -> None:
        value = raw[:_MAX_EVIDENCE_CHARS].encode("utf-8", "replace").decode()  # half surrogate pairs can not be stored
        self.evidence.append(Evidence(field, source, value))

    def first(self, field: str, sources: Iterator[tuple[str, str]], *, limit: int) -> str | None:
        """Return the first value that says something, and note where it stood."""
        for raw, source in sources:
            if value := clean(raw, limit=limit):
                self.note(field, source, raw)
                return value
        return None

    def from_metas(self, names: Sequence[str]) -> Iterator[tuple[str, str]]:
        for name in names:
            if value := self.metas.get(name):
                yield value, f"meta {name}"

    def site_names(self) -> Iterator[tuple[str, str]]:
        """Yield the site's names as the markup gives them and where they stand, the most trusted first."""
        yield from self.from_metas(_SITE_METAS[:1])
        for item in self.items:
            if item.publisher:
                yield item.publisher, f"{_label(item)}.publisher"
        for item in self.page.raw.items:
            if item.name and not _SITES.isdisjoint(item.types):
                yield item.name, f"{_label(item)}.name"

    def more_site_names(self) -> Iterator[tuple[str, str]]:
        """Yield names that may be those of a firm or an app."""
        return self.from_metas(_SITE_METAS[1:])

    def title_name(self) -> Iterator[tuple[str, str]]:
        """Yield the site's name as <title> has it."""
        if name := named_site(clean(self.page.raw.title, limit=500), self.page.origin.url):
            yield name, "title"

    def site(self) -> str | None:
        given = self.page.given
        if given and given.site:
            return self.first("site", iter([(given.site, "given")]), limit=100)
        page_title = key(self.page.raw.title or "")  # some systems put it where the site's name belongs
        named = chain(self.site_names(), self.title_name(), self.more_site_names())
        sound = ((raw, at) for raw, at in named if "://" not in raw and key(raw) != page_title)
        return self.first("site", sound, limit=100)

    def title(self, sites: frozenset[str]) -> str | None:
        given = self.page.given
        if given and given.title:
            return self.first("title", iter([(given.title, "given")]), limit=500)
        types = frozenset(name for item in self.page.raw.items for name in item.types)
        section = next(self.told_sections(), (None, ""))[0]
        found = settle_title(self.page, list(self.told_titles()), sites, types=types, section=section)
        if found is None or self.page.plain:
            return None
        self.note("title", found.source, found.raw)
        return found.text

    def told_titles(self) -> Iterator[tuple[str, str]]:
        """Yield the machine-readable titles: (source, value)."""
        item = next((item for item in self.items if item.headline), None)
        if item is not None and item.headline:
            yield item.syntax, item.headline
        for value, source in self.from_metas(_TITLE_METAS):
            yield source.removeprefix("meta "), value
        if self.page.raw.title:
            yield "title", self.page.raw.title

    def standfirst(self, title: str | None) -> str | None:
        told = [(item.description, f"{_label(item)}.description") for item in self.items[:1] if item.description]
        sources = (*told, *self.from_metas(_STANDFIRST_METAS))
        return self.first("standfirst", ((raw, at) for raw, at in sources if key(raw) != key(title or "")), limit=1000)

    def authors(self, headline: int | None, sites: frozenset[str]) -> tuple[str, ...]:
        given = self.page.given
        if given and given.authors:
            self.note("authors", "given", " | ".join(given.authors))
            return merge_names(read_names(name) for name in given.authors) or given.authors
        found = settle_authors(find_bylines(self.page, self.items, headline), sites)
        if found is None:
            return ()
        self.note("authors", found.source, found.raw)
        if not any(name.isupper() and " " in name for name in found.names):
            return found.names
        bylines = find_bylines(self.page, self.items, headline)
        mixed = {key(name): name for byline in bylines for name in byline.names if not name.isupper()}
        return tuple(mixed.get(key(name), name) if " " in name else name for name in found.names)

    def moments(self, headline: int | None, language: str | None) -> tuple[Moment | None, Moment | None]:
        """Return the times of publication and of the last change; a change before the publication is none."""
        tag = self.page.raw.language or self.metas.get("og:locale")
        month_first = reads_month_first(self.page, tag, language)
        published, modified = find_moments(self.page, self.items, headline, month_first=month_first)
        if published:
            self.note("published", published.source, published.raw)
        if modified:
            self.note("modified", modified.source, modified.raw)
        return (published.moment if published else None), (modified.moment if modified else None)

    def canonical_url(self) -> str | None:
        links = [
            (href, "link canonical") for rel, href, _ in self.page.raw.links if "canonical" in rel.split() and href
        ]
        for raw, source in (*links, *self.from_metas(("og:url",))):
            if url := _sound_url(raw, self.page.raw.base, self.page.origin.url):
                self.note("canonical_url", source, raw)
                return url
        return None

    def language(self) -> str | None:
        given = self.page.given
        found = settle_language(self.page, self.items, given.language if given else None)
        if found is None:
            return None
        self.note("language", found.source, found.raw)
        return found.code

    def told_sections(self) -> Iterator[tuple[str, str]]:
        told = ((item.section[0], f"{_label(item)}.articleSection") for item in self.items if item.section)
        return ((raw, at) for raw, at in (*told, *self.from_metas(_SECTION_METAS)) if "://" not in raw)

    def section(self) -> str | None:
        return self.first("section", self.told_sections(), limit=100)

    def topics(self, sites: frozenset[str]) -> tuple[str, ...]:
        for raw, source in self.topic_lists():
            topics = read_topics(raw, sites)
            if topics:
                self.note("topics", source, " | ".join(raw))
                return topics
        return ()

    def topic_lists(self) -> Iterator[tuple[Sequence[str], str]]:
        told: dict[str, list[str]] = {}
        for name, value in self.page.raw.metas:
            if name in _TOPIC_METAS:
                told.setdefault(name, []).append(value)
        yield from ((told[name], f"meta {name}") for name in _TAG_METAS if name in told)
        for item in self.items:
            yield item.keywords, f"{_label(item)}.keywords"
        yield from ((told[name], f"meta {name}") for name in _KEYWORD_METAS if name in told)


def _label(item: LinkedItem) -> str:
    return f"{item.syntax} {item.types[0] if item.types else 'item'}"


def _precision(moment: Moment | None) -> Precision | None:
    return moment.precision if moment else None


def _sound_url(raw: str, base: str | None, own: str | None) -> str | None:
    """Return an absolute http address of the same site; None for others, and for the front page of an inner page."""
    try:
        url = urljoin(own or "", urljoin(base or "", clean(raw, limit=2000)))
        parts = urlsplit(url)
        host, own_parts = parts.hostname or "", urlsplit(own or "")
        own_host = own_parts.hostname or ""
    except ValueError:  # "http://[half an address"
        return None
    if parts.scheme not in ("http", "https") or "." not in host or " " in url:
        return None
    if own_host and _domain(host) != _domain(own_host):
        return None
    if own_host and not parts.path.strip("/") and not parts.query and own_parts.path.strip("/"):
        return None
    return url.partition("#")[0]


def _domain(host: str) -> str:
    """Return the last two labels of a host, three under country domains such as co.uk."""
    labels = host.lower().split(".")
    short = len(labels) > 2 and len(labels[-1]) == 2 and len(labels[-2]) <= 3
    return ".".join(labels[-3:] if short else labels[-2:])
