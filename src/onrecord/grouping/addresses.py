"""Addresses as keys: the same page under its addresses with and without trackers, "www.", "amp" and the like."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, urlencode

from onrecord.grouping.outlets import host_of

_TRACKER = re.compile(
    r"utm_.{0,40}|fbclid|gclid|dclid|msclkid|mc_[ce]id|igshid|cmpid|cmp|ncid|ref|ref_?src|source|smid|sr_share|"
    r"taid|ocid|xtor|at_.{0,30}|outputtype|amp|share|partner|rss|feature|spm|_ga|guccounter|guce_.{0,30}"
)
_EDITION = re.compile(r"(?:www\d?|m|mobile|amp|touch|wap)\.")
_ENDING = re.compile(r"/(?:amp|index\.(?:html?|php|shtml|aspx?))?$")
_LONGEST = 2000  # characters of an address; longer ones are no keys
_FIELDS = 50  # of a query that are looked at


def address_key(url: str | None) -> str:
    """Return a key that one page's addresses share: "example.com/news/1"; "" of a site's front page or no address."""
    host = host_of(url or "")
    if not host or url is None or len(url) > _LONGEST or "/web/" in url[:60]:
        return ""
    rest = url.partition("://")[2].partition("#")[0]
    path, _, query = rest.partition("?")
    path = _ENDING.sub("", path.partition("/")[2].join(("/", "")))
    kept = sorted(pair for pair in parse_qsl(query)[:_FIELDS] if not _TRACKER.fullmatch(pair[0].lower()))
    if not path.strip("/") and not kept:
        return ""
    return _EDITION.sub("", host, count=1) + path + ("?" + urlencode(kept) if kept else "")
