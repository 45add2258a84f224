"""Which of a page's schema.org items stand for the article itself."""

from __future__ import annotations

from onrecord.article.words import key
from onrecord.model import LinkedItem, Page

_PAGES = frozenset({"WebPage", "ItemPage", "AboutPage", "FAQPage", "MedicalWebPage", "QAPage"})
_WORKS = frozenset(
    {"Review", "Recipe", "HowTo", "VideoObject", "PodcastEpisode", "CreativeWork", "Event", "Course", "Book"}
)


def article_items(page: Page) -> tuple[LinkedItem, ...]:
    """Return the items that stand for the article, the likeliest first: articles, then other works, then the page.

    Where a page has several articles, those that bear its URL or its title come before the rest.
    """
    ranked = [(_rank(item), item) for item in page.raw.items]
    found = [(rank, item) for rank, item in ranked if rank is not None]
    if sum(rank == 0 for rank, _ in found) > 1:
        title, urls = key(page.raw.title or ""), _addresses(page)
        found = [(rank if rank else _is_other(item, title, urls), item) for rank, item in found]
        if any(rank == 0 for rank, _ in found):  # the rest are articles that the page only lists
            found = [(rank, item) for rank, item in found if rank != 0.5]
    return tuple(item for _, item in sorted(found, key=lambda entry: entry[0]))


def _rank(item: LinkedItem) -> float | None:
    """Return 0 for articles, 1 for other works, 2 for pages; None for what is no work."""
    if any(name.endswith(("Article", "Posting")) or name in ("Report", "OpEd") for name in item.types):
        return 0
    if not _WORKS.isdisjoint(item.types) or (not item.types and item.headline):
        return 1
    return None if _PAGES.isdisjoint(item.types) else 2


def _is_other(item: LinkedItem, title: str, urls: frozenset[str]) -> float:
    """Return 0 for an article that bears the page's title or address, else 0.5."""
    name = key(item.headline or item.name or "")
    if (name and name[:60] in title) or (item.url and _bare(item.url) in urls):
        return 0
    return 0.5


def _addresses(page: Page) -> frozenset[str]:
    canonical = [href for rel, href, _ in page.raw.links if rel == "canonical"]
    return frozenset(_bare(url) for url in (page.origin.url, *canonical) if url)


def _bare(url: str) -> str:
    return url.partition("://")[2].partition("#")[0].partition("?")[0].rstrip("/").removeprefix("www.").lower()
