"""The names of a site, and titles without them: "Harbour vote delayed - Local - The Example Paper"."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from urllib.parse import unquote, urlsplit

from onrecord.article.words import key, plain

_SEPARATOR = re.compile(
    r"\s+[|–—\-·•:»«>/‹›~]{1,2}\s+|\s*(?:｜|│|¦)\s*|\s*--\s*|：(?=[^：]{1,30}$)|(?<=\w)\s?\|\s?(?=\w)|,\s(?=[^,]{1,40}$)"
)
_MAX_PARTS = 20
_BARS = ("|", "｜")
_LONG_KEY = 12  # letters: a name as long as that is no common word, so a tail may go on behind it
_TAIL_WORDS = 6
# an address of its own behind a separator; not "Node.js" or "ASP.NET"
_DOMAIN = re.compile(
    r"[a-zA-Z][a-zA-Z0-9-]{1,40}(?:\.[a-zA-Z0-9-]{2,30}){0,2}\.(?!js|ts|py|rs|md|sh)(?:com|org|net|info|news|tv|gov|edu|[a-z]{2})"
)
_BRACKETED = re.compile(r"\(([^()]{2,40})\)")
_BY = re.compile(r"by\s\S+(?:\s\S+){0,3}")
_SMALL = frozenset("a an and at by de der des di du et for für in la le of on the to und von y".split())
_WORD = re.compile(r"[^\W\d_]+")


def site_keys(names: Iterable[str], url: str | None) -> frozenset[str]:
    """Return the keys under which a site's name may stand in its titles: its names, its host, its domain's label."""
    keys: set[str] = set()
    for name in names:
        keys |= {key(name), key(plain(name)), key(plain(_BRACKETED.sub("", name)))}
        keys |= {key(short) for short in _BRACKETED.findall(name[:200])}
    host = _host(url)
    if host:
        labels = host.split(".")
        keys |= {key(host), key(".".join(labels[-2:])), *(key(label) for label in labels[:-1] if len(label) > 2)}
    return frozenset(keys - {""})


def section_keys(section: str | None, url: str | None) -> frozenset[str]:
    """Return the keys of the sections that an article stands in: the one it names, and the folders of its address."""
    try:
        folders = urlsplit(url or "").path.split("/")[1:-1]
    except ValueError:  # "http://[half an address"
        folders = []
    return frozenset(
        {key(section or ""), *(key(unquote(folder)) for folder in folders[:6] if not folder.isdigit())} - {""}
    )


def _host(url: str | None) -> str:
    return (url or "").partition("//")[2].partition("/")[0].partition(":")[0].lower().removeprefix("www.")


def strip_site(
    title: str,
    sites: frozenset[str],
    known: frozenset[str] = frozenset(),
    sections: frozenset[str] = frozenset(),
) -> str:
    """Return the title without site and section names at its ends.

    Args:
        title: a cleaned title.
        sites: keys of the site's names; see `site_keys`.
        known: keys of the headlines that a reader sees: one of them can be what is left, and is left whole.
        sections: keys of the sections that the article stands in; see `section_keys`.
    """
    for _ in range(4):
        shorter = _strip_once(title, sites, known, sections)
        if shorter == title:
            break
        title = shorter
    return title


def _strip_once(title: str, sites: frozenset[str], known: frozenset[str], sections: frozenset[str]) -> str:
    site, colon, rest = title.partition(": ")
    if colon and key(rest) and is_site(site, sites, whole=True):
        return rest.lstrip()
    marks = list(_SEPARATOR.finditer(title))[:_MAX_PARTS]
    if not marks:
        return title
    for mark in marks:
        for part in (title[: mark.start()].rstrip(), title[mark.end() :].lstrip()):
            if key(part) in known:
                return part
    for mark in marks:  # the first that has nothing but the site behind it: names hold separators too
        if key(title[: mark.start()]) and is_site(title[mark.end() :], sites):
            return title[: mark.start()].rstrip()
    for mark in reversed(marks):
        if key(title[mark.end() :]) and is_site(title[: mark.start()], sites, whole=True):
            return title[mark.end() :].lstrip()
    return title if key(title) in known else _strip_rest(title, marks[-1], sections)


def _strip_rest(title: str, last: re.Match[str], sections: frozenset[str]) -> str:
    """Cut the end of a title that is not the site's name: its section, its author, a few words behind a bar."""
    head, tail, mark = title[: last.start()].rstrip(), title[last.end() :], last.group().strip()
    if mark == "," or len(head.split()) < 2:
        return title
    if key(tail) in sections or _BY.fullmatch(tail):
        return head
    return head if mark in _BARS and len(head) > len(tail) and len(tail.split()) <= 5 else title


def named_site(title: str, url: str | None) -> str | None:
    """Return the part of a <title> that its page's address knows as the site's name, as written there; None if none."""
    sites = site_keys((), url)
    marks = list(_SEPARATOR.finditer(title))[:_MAX_PARTS]
    tails = (title[mark.end() :].strip() for mark in marks)
    heads = (title[: mark.start()].strip() for mark in marks)
    return next(
        (part for part in (*tails, *heads) if is_site(part, sites, whole=True) and not _BY.fullmatch(part)), None
    )


def is_site(part: str, sites: frozenset[str], *, whole: bool = False) -> bool:
    """Return whether a part of a title names the site: by a name of its own, its address or its initials.

    Args:
        part: what stands before or behind a separator.
        sites: keys of the site's names; see `site_keys`.
        whole: whether the name must be all of the part; else words may follow a long one ("… - Example Paper › Local").
    """
    if len(part) > 160:
        return False
    names = {key(part), key(plain(part))} - {""}
    if not names.isdisjoint(sites) or (names and _DOMAIN.fullmatch(part)):
        return True
    if any(name.startswith(site) and len(name) < len(site) + 5 for name in names for site in sites if len(site) > 3):
        return True
    if not whole and _goes_on(part, names, sites):
        return True
    return not sites.isdisjoint(_short_forms(part))


def _goes_on(part: str, names: set[str], sites: frozenset[str]) -> bool:
    """Return whether a part is a long name of the site with words behind it, or the first words of such a name."""
    words = len(part.split())
    long = [site for site in sites if len(site) >= _LONG_KEY]
    begins = words <= _TAIL_WORDS and any(name.startswith(site) for name in names for site in long)
    return begins or (
        words >= 2 and any(site.startswith(name) for name in names if len(name) >= _LONG_KEY for site in long)
    )


@lru_cache(maxsize=512)
def _short_forms(part: str) -> frozenset[str]:
    """Return what a site with this name may be called in its address: initials, and the words without small ones."""
    bare = _BRACKETED.sub("", part)
    words = [word for word in _WORD.findall(bare) if len(word) > 1 and word.lower() not in _SMALL]
    if not 2 <= len(words) <= 8 or not all(word[0].isupper() for word in words):
        return frozenset()
    forms = {"".join(words).lower(), "".join(word[0] for word in words).lower(), key(bare)}
    return frozenset(form for form in forms if len(form) >= 3)
