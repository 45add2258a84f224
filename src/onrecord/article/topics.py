"""Topics: keywords and tags as an editor gave them, without what a machine put among them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from onrecord.article.words import clean, key, plain

_MAX_TOPICS = 30
_MAX_VALUES = 300
_MAX_LIST_CHARS = 3000
_CODE = re.compile(r"[A-Z0-9][A-Z0-9:_./-]{1,40}")
_CODES = 0.6  # share of a list that makes it one of a wire's subject codes ("AERO, DIP, WEU, PACKAGE:US-TOP-NEWS")
_MIN_CODES = 5  # "EU, NATO" are topics
_MACHINE = re.compile(
    r"_.{0,100}|[0-9a-fA-F]{8}-[0-9a-fA-F-]{20,40}|\d{1,12}|https?:.{0,100}"  # private marks, identifiers
    r"|[\w-]{1,30}:\S.{0,100}|(?:\w{1,12}\s)?(?:category|section|source|topic|type|tag):.{0,100}",  # name and value
    re.I,
)


def read_topics(values: Sequence[str], sites: frozenset[str]) -> tuple[str, ...]:
    """Return the topics in the values of one field, each once; none where they are codes that no reader knows.

    Args:
        values: one topic each, or several with commas or semicolons between them.
        sites: keys of the site's names, which are no topics; see `site_keys`.
    """
    if not values:
        return ()
    topics = list(dict.fromkeys(topic for value in values[:_MAX_VALUES] for topic in _split(value)))
    if len(topics) >= _MIN_CODES and sum(_CODE.fullmatch(topic) is not None for topic in topics) >= _CODES * len(
        topics
    ):
        return ()
    sound = [topic for topic in topics if not _MACHINE.fullmatch(topic) and key(plain(topic)) not in sites]
    return tuple(sound[:_MAX_TOPICS])


def _split(text: str) -> Iterator[str]:
    separator = ";" if ";" in text and "," not in text else ","
    for part in clean(text, limit=_MAX_LIST_CHARS).split(separator):
        topic = part.strip(" \t#|")
        if 0 < len(topic) <= 100:
            yield topic
