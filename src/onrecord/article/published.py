"""When the article was published and when it was last changed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from onrecord.article.dates import Moment, moment_in_url, parse_moment
from onrecord.article.words import clean
from onrecord.model import LinkedItem, Page, TimeMark

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
)
_CHANGED = re.compile(
    r"updat|modif|chang|aktual|geändert|stand\b|mis à jour|actualiz|aggiorn|revis|edited|atualiz|bijgew|uppdat|oppdat|"
    r"opdat|päivit|zaktual|обновл|оновл|更新",
    re.IGNORECASE,
)
_RELEASED = re.compile(r"publi|post|date|issued|creat|veröff|erschien|byline|entry|stamp|dateline", re.I)
_LABEL = re.compile(
    r"\b(?:(?:last |first |originally )?(?:updated|modified|published|posted)|veröffentlicht|aktualisiert|erschienen|"
    r"geändert|publié|mis à jour|modifié|publicado|actualizado|atualizado|pubblicato|aggiornato|gepubliceerd|"
    r"bijgewerkt|publicerad|uppdaterad|publisert|oppdatert|publiceret|opdateret|julkaistu|päivitetty|opublikowano|"
    r"zaktualizowano|опубликовано|обновлено|опубліковано|оновлено)\b",
    re.IGNORECASE,
)
_AS_OF = re.compile(r"(?:Stand|As of|État au|Situation au)\b", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]{2,}")
_PARTED = re.compile(r"\s[|•·–—/-]\s|,")
_DIGIT = re.compile(r"\d")
_SPOKEN = frozenset({"publ", "post", "verö", "ersc", "pubb", "gepu", "julk", "opub", "опуб", "orig", "firs"})
_MAX_LINES = 3000
_NEAR_BEFORE, _NEAR_AFTER = 6, 14  # blocks around the headline where a date is the article's
_EARLIEST = 1990  # the web's first pages; before it a date needs a second source
_MAX_MARKS = 40


@dataclass(frozen=True, slots=True)
class Dated:
    """One source's date."""

    source: str
    raw: str
    moment: Moment


def find_published(
    page: Page, items: Sequence[LinkedItem], headline: int | None, *, month_first: bool | None
) -> Iterator[Dated]:
    """Yield the dates of publication that the page gives, the most trusted source first.

    Args:
        page: the page with its metas, <time> elements, lines and URL.
        items: the schema.org items that stand for the article.
        headline: the block that holds the headline; None where it is not known.
        month_first: how 3/4/2026 is read; None leaves it unread.
    """
    for item in items:
        yield from _read(f"{item.syntax} {_type(item)}.datePublished", item.published, month_first)
    metas = _first_values(page)
    for name in _PUBLISHED:
        yield from _read(f"meta {name}", metas.get(name), month_first)
    yield from _from_marks(page, headline, month_first, changed=False)
    yield from _from_lines(page, headline, month_first, changed=False)
    if moment := moment_in_url(page.origin.url):
        yield Dated("url", page.origin.url or "", moment)
    if headline is not None and not page.plain:
        yield from _as_of(page, headline, month_first)


def find_modified(
    page: Page, items: Sequence[LinkedItem], headline: int | None, *, month_first: bool | None
) -> Iterator[Dated]:
    """Yield the dates of the last change that the page gives, the most trusted source first."""
    for item in items:
        yield from _read(f"{item.syntax} {_type(item)}.dateModified", item.modified, month_first)
    metas = _first_values(page)
    for name in _MODIFIED:
        yield from _read(f"meta {name}", metas.get(name), month_first)
    yield from _from_marks(page, headline, month_first, changed=True)
    yield from _from_lines(page, headline, month_first, changed=True)


def _type(item: LinkedItem) -> str:
    return item.types[0] if item.types else "item"


def _first_values(page: Page) -> dict[str, str]:
    return dict(reversed(page.raw.metas))


def _read(source: str, raw: str | None, month_first: bool | None) -> Iterator[Dated]:
    if raw and (moment := parse_moment(clean(raw, limit=200), month_first=month_first)):
        yield Dated(source, raw, moment)


def _from_marks(page: Page, headline: int | None, month_first: bool | None, *, changed: bool) -> Iterator[Dated]:
    """Yield the dates of <time> elements: those near the headline, else the first that is called a publication's."""
    marks = page.raw.times[:_MAX_MARKS]
    near = [mark for mark in marks if headline is not None and _is_near(mark.block, headline)]
    near.sort(key=lambda mark: (mark.block < (headline or 0), abs(mark.block - (headline or 0))))
    named = [mark for mark in marks if _RELEASED.search(mark.names) and headline is None]
    alone = list(marks) if len(marks) == 1 else []
    for mark in near or named or alone:
        if _tells_of_change(mark) == changed:
            yield from _read(f"time {mark.names[:60]}".rstrip(), mark.value, month_first)


def _tells_of_change(mark: TimeMark) -> bool:
    """Return whether a mark gives the last change; one that is called both ("published updated") gives the first."""
    if _CHANGED.search(mark.text[:80]):
        return True
    return _CHANGED.search(mark.names) is not None and "publi" not in mark.names


def _is_near(block: int, headline: int) -> bool:
    return headline - _NEAR_BEFORE <= block <= headline + _NEAR_AFTER


def _from_lines(page: Page, headline: int | None, month_first: bool | None, *, changed: bool) -> Iterator[Dated]:
    """Yield the dates of short lines: around the headline, those below it first; then any that say "published"."""
    texts = page.blocks.text
    if headline is not None:
        below = range(max(0, headline + 1), min(len(texts), headline + 1 + _NEAR_AFTER))
        above = range(max(0, headline - 1), max(-1, headline - _NEAR_BEFORE), -1)
        for row in (*below, *above):
            if len(texts[row]) <= 120:
                yield from _from_line(row, texts[row], month_first, changed=changed)
    if not changed:
        for row, text in enumerate(texts[:_MAX_LINES]):
            if len(text) <= 80 and text[:4].lower() in _SPOKEN and _LABEL.match(text):
                yield from _from_line(row, text, month_first, changed=False)


def _as_of(page: Page, headline: int, month_first: bool | None) -> Iterator[Dated]:
    """Yield the dates of "Stand: 18.02.2026" near the headline: as of when, the only date that some pages have."""
    for row in range(max(0, headline - _NEAR_BEFORE), min(len(page.blocks.text), headline + 1 + _NEAR_AFTER)):
        if _AS_OF.match(text := page.blocks.text[row]) and len(text) <= 80:
            yield from _read(f"text block {row}", text, month_first)


def _from_line(row: int, text: str, month_first: bool | None, *, changed: bool) -> Iterator[Dated]:
    """Yield the dates of one line, each under the label before it: "Published June 3, updated June 5"."""
    if not _DIGIT.search(text):
        return
    for part in _LABEL.sub("\n\\g<0>", text).split("\n"):
        if bool(_CHANGED.search(part)) == changed and _is_date_line(part):
            for dated in _read(f"text block {row}", part, month_first):
                if dated.moment.precision in ("minute", "day"):
                    yield dated


def _is_date_line(part: str) -> bool:
    """Return whether a line is there to give a date: one that has a label, or little else. A sentence is not."""
    if _LABEL.match(part):
        return True
    words = _WORD.findall(part)
    if part.rstrip().endswith((".", "!", "?", "。")) and len(words) > 4:
        return False
    return len(words) <= (12 if _PARTED.search(part) else 7)


def settle_moment(dates: Iterable[Dated], captured_at: str | None) -> Dated | None:
    """Return the first date that can be true, as exactly as a source that agrees with it gives it.

    A date more than two days after the capture is none, nor one before 1990 that only one source gives. No more
    dates are asked for than it takes.
    """
    limit = _limit(captured_at)
    possible: list[Dated] = []
    for dated in dates:
        if limit is None or dated.moment.instant() <= limit:
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
