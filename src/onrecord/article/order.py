"""How a page reads 3/4/2026: the month first, or the day."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from onrecord.model import Page

_US = frozenset({"us", "gov", "mil", "edu"})  # the last labels of hosts in the United States
# countries with English pages whose hosts say where they are, and that put the day first
_DAY_FIRST = frozenset("uk au nz ie in za ng ke gh pk bd lk my sg hk mt jm tt zw ug tz eu".split())
_STROKES = re.compile(r"(?<![\d/.])(\d{1,2})/(\d{1,2})/(?:20)?\d\d(?![\d/])")
_MAX_LINES = 2000
_MAX_CHARS = 100_000
# words that the one spelling alone has; "-ize" is both
_AMERICAN = re.compile(
    r"\b(?:colors?|favorites?|centers?|behaviors?|neighborhoods?|flavors?|labor|analyzed?|traveler|traveling|gray|fiber)\b"
)
_BRITISH = re.compile(
    r"\b(?:colours?|favourites?|centres?|behaviours?|neighbourhoods?|flavours?|labour|analysed|traveller|travelling|grey|fibre|programmes?|whilst)\b"
)


def reads_month_first(page: Page, tag: str | None, language: str | None) -> bool | None:
    """Return whether the month leads in 3/4/2026; None when the page does not say.

    In the United States it does (CLDR 45, dateFormats/short); English alone does not say. Then the country of the
    host counts. `own_order` asks further.

    Args:
        page: its URL is asked.
        tag: the page's BCP 47 tag, "en-US".
        language: the article's language, "en".
    """
    region = (tag or "").replace("_", "-").lower()
    if region.startswith("en"):
        if "-" in region:
            return region.endswith("-us")
    elif language not in (None, "en"):
        return False
    host = (urlsplit(page.origin.url or "").hostname or "") if _is_sound(page.origin.url) else ""
    country = host.rpartition(".")[2]
    if country in _US or country in _DAY_FIRST:
        return country in _US
    return None


def _is_sound(url: str | None) -> bool:
    try:
        return bool(url and urlsplit(url).hostname)
    except ValueError:  # "http://[half an address"
        return False


def own_order(page: Page) -> bool | None:
    """Return whether the month leads by the page's own dates that can be read in one way only, such as 12/25/2026;
    where all can be read both ways, by its spelling; None when neither says.
    """
    seen: set[bool] = set()
    doubtful = False
    for text in page.blocks.text[:_MAX_LINES]:
        if "/" in text and len(text) <= 200:
            for first, second in _STROKES.findall(text):
                if int(first) > 12 >= int(second) or int(second) > 12 >= int(first):
                    seen.add(int(second) > 12)
                else:
                    doubtful = True
    if seen:
        return seen.pop() if len(seen) == 1 else None
    return _spells_american(page) if doubtful else None


def _spells_american(page: Page) -> bool | None:
    """Return whether a page in English spells as in the United States; None when it does both or neither."""
    text = " ".join(page.blocks.text)[:_MAX_CHARS].lower()
    american, british = _AMERICAN.search(text) is not None, _BRITISH.search(text) is not None
    return american if american != british else None
