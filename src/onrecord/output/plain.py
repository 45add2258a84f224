"""What became of a capture as plain text, and words from a page made fit to be shown."""

from __future__ import annotations

import re

from onrecord.model import Article, Entry, Rejected

Outcome = Article | Rejected

_CONTROLS = re.compile("[\0-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")  # would steer a terminal


def as_text(outcome: Outcome) -> str:
    """Return the title, a line of metadata and the text, without anything that would steer a terminal."""
    if isinstance(outcome, Rejected):
        return printable(no_article(outcome))
    data = outcome.metadata
    facts = (", ".join(data.authors), data.site or "", data.published or "", url(outcome))
    head = (one_line(data.title or ""), one_line(standfirst(outcome)), one_line(" · ".join(filter(None, facts))))
    return "\n\n".join((*filter(None, head), printable(_timed_text(outcome))))


def one_line(text: str) -> str:
    """Return `text` in one line that is safe to show on a terminal."""
    return " ".join(printable(text).split())


def printable(text: str) -> str:
    """Return `text` without control characters, changes of direction and lone surrogates; line feeds and tabs stay."""
    return _CONTROLS.sub("", text)


def no_article(rejected: Rejected) -> str:
    """Return in one line why a capture gave no article."""
    where = rejected.origin.url or rejected.origin.uri
    return f"no article: {rejected.reason}: {rejected.detail} ({where})"


def standfirst(article: Article) -> str:
    """Return the standfirst; nothing where it is a paragraph of the text, and so is shown there."""
    words = article.metadata.standfirst or ""
    return "" if words in article.text else words


def url(article: Article) -> str:
    """Return where the article was fetched from, or where it says that it belongs; nothing if neither is known."""
    return article.origin.url or article.metadata.canonical_url or ""


def _timed_text(article: Article) -> str:
    """The text, with the time of each entry of a live blog on a line before it."""
    text, pieces, position = article.text, [], 0
    for entry in article.entries:
        if when := entry_time(entry, article):
            pieces.append(f"{text[position : entry.start]}{when}\n")
            position = entry.start
    return "".join([*pieces, text[position:]])


def entry_time(entry: Entry, article: Article) -> str:
    """Return the time of an entry for people: "14:32", with the day where that is not the article's.

    Where it is unknown, it is given as the page says it.
    """
    day, _, clock = (entry.time or "").partition("T")
    if not (day or clock):
        return one_line(entry.said or "")
    own = (article.metadata.published or "")[:10]
    return one_line(" ".join(filter(None, ("" if day == own else day, clock[:5]))))
