"""When the article was published and when it was last changed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from itertools import chain

from onrecord.article.dates import Moment, moment_in_url, parse_moment
from onrecord.article.order import own_order
from onrecord.article.shown import (
    Dated,
    Shown,
    dated_rows,
    find_labelled,
    find_last_change,
    find_only,
    find_relative,
    find_shown,
)
from onrecord.article.words import clean
from onrecord.model import LinkedItem, Page

_PUBLISHED = (
    "article:published_time",
    "article:published",
    "og:article:published_time",
    "og:published_time",
    "datepublished",
    "parsely-pub-date",
    "sailthru.date",
    "dc.date.issued",
    "dcterms.issued",
    "dcterms.date",
    "dc.date",
    "dcterms.created",
    "dc.date.created",
    "article.published",
    "published_at",
    "publish-date",
    "publish_date",
    "publishdate",
    "publication_date",
    "pubdate",
    "pub_date",
    "published-date",
    "cxenseparse:recs:publishtime",
    "cxenseparse:publishtime",
    "citation_publication_date",
    "citation_date",
    "citation_online_date",
    "displaydate",
    "iso-8601-publish-date",
    "originalpublicationdate",
    "date",
)
_MODIFIED = (
    "article:modified_time",
    "article:modified",
    "og:article:modified_time",
    "datemodified",
    "og:updated_time",
    "article:updated_time",
    "dcterms.modified",
    "dc.date.modified",
    "lastmod",
    "last-modified",
    "revised",
    "last-updated",
    "last_updated",
    "updated_at",
)
# metas of systems that no list knows: "w-published-date", "article.datePublication"
_CALLED_PUBLISHED = re.compile(
    r"publi(?:sh|c)|pub[._-]?(?:date|time)|post(?:ed)?[._-]?(?:date|time|on)|date[._-]?posted|article[._-]?date|(?:original|creat|issue)\w{0,3}[._-]?date"
)
_CALLED_OTHERWISE = re.compile(r"publisher|unpubl|republ|expir|until|end|updat|modif|revis|last|event|birth|embargo")
_EARLIEST = 1990  # the web's first pages; before it a date needs a second source
# what systems write where they know no date: the zero of Unix (and what it is in America), of spreadsheets, of Windows
_ZEROS = frozenset({"1970-01-01", "1969-12-31", "1900-01-01", "1899-12-30", "1601-01-01", "1980-01-01"})
_WEST = timedelta(hours=12)  # that the westernmost zone is behind UTC
_BESIDE = 10  # blocks below the headline in which a date that overrules the metadata stands
_OVER = 3  # blocks above it, likewise
_OF_CHANGE = ", of the last change"  # behind the source of a publication that no date but this one tells


def find_moments(
    page: Page, items: Sequence[LinkedItem], headline: int | None, *, month_first: bool | None
) -> tuple[Dated | None, Dated | None]:
    """Return the dates of the publication and of the last change, each None where the page does not give it.

    Args:
        page: the page with its metas, <time> elements, lines and URL.
        items: the schema.org items that stand for the article.
        headline: the block that holds the headline; None where it is not known.
        month_first: how 3/4/2026 is read; None leaves it unread.
    """
    shown, published = _settle_published(page, items, headline, month_first)
    if _has_no_day(published):
        if month_first is None and (month_first := own_order(page)) is not None:
            shown, published = _settle_published(page, items, headline, month_first)
        if _has_no_day(published):
            published = _settle_resort(page, shown, headline, month_first, published)
    modified = settle_moment(_modified(page, items, shown, month_first), page.origin.captured_at)
    if modified is None and published and published.source.endswith(_OF_CHANGE):
        modified = Dated(published.source.removesuffix(_OF_CHANGE), published.raw, published.moment)
    if modified and published and _says_nothing_new(modified, published):
        modified = None
    return published, modified


def _has_no_day(dated: Dated | None) -> bool:
    return dated is None or dated.moment.day is None


def _settle_published(
    page: Page, items: Sequence[LinkedItem], headline: int | None, month_first: bool | None
) -> tuple[list[Shown], Dated | None]:
    """Return the dates shown around the headline, and that of the publication as metadata, lines and URL tell it."""
    shown = find_shown(page, headline, month_first)
    captured, given = page.origin.captured_at, page.given
    dates = _published(page, items, shown, month_first)
    if given and given.published and (moment := parse_moment(given.published, month_first=month_first)):
        dates = chain([Dated("given", given.published, moment)], dates)
    published = settle_moment(dates, captured)
    if published and (older := _shown_older(published, shown, headline)):
        published = settle_moment(chain([older], _published(page, items, shown, month_first)), captured)
    return shown, published


def _settle_resort(
    page: Page, shown: Sequence[Shown], headline: int | None, month_first: bool | None, coarse: Dated | None
) -> Dated | None:
    """Return the first date that stands in for the day of publication, in the coarse date's month or year if any."""
    for dated in _last_resorts(page, shown, headline, month_first):
        if settle_moment([dated], page.origin.captured_at):
            fits = coarse is None or dated.moment.value.startswith(coarse.moment.value)
            return dated if fits else coarse
    return coarse


def _published(
    page: Page, items: Sequence[LinkedItem], shown: Sequence[Shown], month_first: bool | None
) -> Iterator[Dated]:
    """Yield the dates of publication that the page gives, the most trusted source first."""
    for item in items:
        yield from _read(f"{item.syntax} {_type(item)}.datePublished", item.published, month_first)
    metas = _first_values(page)
    for name in _PUBLISHED:
        if name in metas:
            yield from _read(f"meta {name}", metas[name], month_first)
    yield from _from_other_metas(metas, month_first)
    told = [date for date in shown if date.kind in ("published", "bare")]
    yield from (date.dated for date in sorted(told, key=lambda date: not date.apart))
    if moment := moment_in_url(page.origin.url):
        yield Dated("url", page.origin.url or "", moment)


def _last_resorts(
    page: Page, shown: Sequence[Shown], headline: int | None, month_first: bool | None
) -> Iterator[Dated]:
    """Yield the dates that stand in where no day of publication is told, the fairest first."""
    rows = dated_rows(page)
    yield from (date.dated for date in find_labelled(page, rows, month_first))
    if page.plain or headline is None:
        return
    yield from (date.dated for date in shown if date.kind == "as of")
    yield from (date.dated for date in find_relative(page, headline) if date.kind != "changed")
    if only := find_only(page, rows, headline, month_first):
        yield only.dated
    for date in (*shown, *find_last_change(page, rows, headline, month_first)):
        if date.kind == "changed":
            yield Dated(date.dated.source + _OF_CHANGE, date.dated.raw, date.dated.moment)


def _modified(
    page: Page, items: Sequence[LinkedItem], shown: Sequence[Shown], month_first: bool | None
) -> Iterator[Dated]:
    """Yield the dates of the last change that the page gives, the most trusted source first."""
    for item in items:
        yield from _read(f"{item.syntax} {_type(item)}.dateModified", item.modified, month_first)
    metas = _first_values(page)
    for name in _MODIFIED:
        if name in metas:
            yield from _read(f"meta {name}", metas[name], month_first)
    yield from (date.dated for date in shown if date.kind in ("changed", "as of"))


def _type(item: LinkedItem) -> str:
    return item.types[0] if item.types else "item"


def _first_values(page: Page) -> dict[str, str]:
    return dict(reversed(page.raw.metas))


def _read(source: str, raw: str | None, month_first: bool | None) -> Iterator[Dated]:
    if raw and (moment := parse_moment(clean(raw, limit=200), month_first=month_first)):
        yield Dated(source, raw, moment)


def _from_other_metas(metas: dict[str, str], month_first: bool | None) -> Iterator[Dated]:
    """Yield the days of metas whose names say publication, whatever the system that wrote them."""
    for name, raw in metas.items():
        if _CALLED_PUBLISHED.search(name) and not _CALLED_OTHERWISE.search(name) and name not in _PUBLISHED:
            for dated in _read(f"meta {name}", raw, month_first):
                if dated.moment.day:
                    yield dated


def _shown_older(published: Dated, shown: Sequence[Shown], headline: int | None) -> Dated | None:
    """Return the date beside the headline that puts the publication on an earlier day than the metadata does.

    Systems write the day on which an entry was last put out; what readers are shown is its first. A day that
    another zone explains is not another day.
    """
    if headline is None or published.source.startswith(("text", "time", "url", "given")):
        return None
    beside = [date for date in shown if date.kind in ("published", "bare") and date.apart]
    if any(date.dated.moment.day == published.moment.day for date in beside):
        return None
    for date in beside:
        if date.alone and headline - _OVER <= date.row <= headline + _BESIDE:
            older = _is_surely_before(date.dated.moment, published.moment)
            return date.dated if older and int(date.dated.moment.value[:4]) >= _EARLIEST else None
    return None


def _is_surely_before(moment: Moment, other: Moment) -> bool:
    """Return whether a day had ended everywhere before the other moment."""
    if moment.day is None or other.day is None:
        return False
    if other.zoned:
        return datetime.fromisoformat(f"{moment.day}T23:59:59+00:00") + _WEST < other.instant()
    return moment.day < other.day


def settle_moment(dates: Iterable[Dated], captured_at: str | None) -> Dated | None:
    """Return the first date that can be true, as exactly as a source that agrees with it gives it.

    A date more than two days after the capture is none, nor is the zero of a clock, nor one before 1990 that only one
    source gives. No more dates are asked for than it takes.
    """
    limit = _limit(captured_at)
    possible: list[Dated] = []
    for dated in dates:
        if dated.moment.day in _ZEROS or (limit is not None and dated.moment.instant() > limit):
            continue
        possible.append(dated)
        if dated.moment.zoned and len(possible) == 1 and int(dated.moment.value[:4]) >= _EARLIEST:
            return dated
    chosen = next((dated for dated in possible if _is_likely(dated, possible)), None)
    if chosen is None or chosen.moment.zoned:
        return chosen
    return next((dated for dated in possible if _says_more(dated.moment, chosen.moment)), chosen)


def _limit(captured_at: str | None) -> datetime | None:
    captured = parse_moment(captured_at or "")
    return captured.instant() + timedelta(days=2) if captured else None


def _is_likely(dated: Dated, all_dates: Sequence[Dated]) -> bool:
    if int(dated.moment.value[:4]) >= _EARLIEST:
        return True
    return sum(other.moment.value[:10] == dated.moment.value[:10] for other in all_dates) > 1


def _says_more(other: Moment, moment: Moment) -> bool:
    """Return whether `other` is the same moment with what this one lacks: its day, its time, or its zone."""
    if moment.precision == "minute":
        return other.zoned and other.value[:16] == moment.value[:16]
    return other.precision == "minute" and other.value.startswith(moment.value)


def _says_nothing_new(modified: Dated, published: Dated) -> bool:
    """Return whether a change is none: before the publication, or the very line that was taken for it."""
    same = modified.source.startswith("text") and (modified.source, modified.raw) == (published.source, published.raw)
    return same or _is_before(modified.moment, published.moment)


def _is_before(moment: Moment, other: Moment) -> bool:
    """Return whether a moment is certainly before another: by the day where one has no time or zone."""
    if moment.zoned and other.zoned:
        return moment.instant() < other.instant()
    return moment.value[:10] < other.value[:10]
