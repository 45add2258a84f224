"""Whose page an article stands on: what furniture and independent sources are counted by."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from onrecord.model import Article

_HOST = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]{0,20}://(?:[^/?#@\s]{0,200}@)?([^/?#:\s\[\]]{1,253})")
_INNER = re.compile(r"https?:/{1,2}(?:[^/?#@\s]{0,200}@)?([^/?#:\s\[\]]{1,253})")
_LONGEST = 4000  # characters of an address that are looked at


def outlet_of(article: Article) -> str:
    """Return the outlet that published an article: "example.co.uk", else its site's name in lower case, else "".

    The registered name of its address's host; of its canonical address where it has no other. A page in a web
    archive belongs to the outlet that it was taken from. "" says that nothing is known, not that two are the same.
    """
    for url in (article.origin.url, article.metadata.canonical_url):
        host = host_of(url or "")
        if host:
            return registered_name(host)
    return " ".join((article.metadata.site or "").casefold().split())


def host_of(url: str) -> str:
    """Return the host of a web address in lower case; of an archive's, that of the page it shows; "" where none."""
    found = _HOST.match(url[:_LONGEST].strip())
    if found is None:
        return ""
    host = found.group(1).rstrip(".").lower()
    if host in _lists().archives:
        inner = _INNER.search(url[:_LONGEST], found.end())
        return inner.group(1).rstrip(".").lower() if inner else host
    return host


def registered_name(host: str) -> str:
    """Return the part of a host that somebody registered: "news.example.co.uk" is of "example.co.uk"."""
    labels = host.split(".")
    if len(labels) < 3 or all(label.isdigit() for label in labels):
        return host
    kept = 3 if _is_suffix(labels[-2], labels[-1]) or ".".join(labels[-2:]) in _lists().shared else 2
    return ".".join(labels[-kept:])


def _is_suffix(second: str, top: str) -> bool:
    """Return whether names are registered below this pair: "co.uk" is one, "co.com" and "bbc.uk" are none."""
    return len(top) == 2 and second in _lists().second_level


@dataclass(frozen=True, slots=True)
class _Lists:
    second_level: frozenset[str]
    shared: frozenset[str]
    archives: frozenset[str]


@cache
def _lists() -> _Lists:
    told = tomllib.loads(files("onrecord.grouping").joinpath("hosts.toml").read_text(encoding="utf-8"))
    return _Lists(**{name: frozenset(words.split()) for name, words in told.items()})
