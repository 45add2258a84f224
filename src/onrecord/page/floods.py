"""Sources that would cost a tree parser more than linear time, cut down beforehand without losing their text.

lexbor, as other parsers, walks the stack of open elements for each tag and compares each attribute with all
before it: 200,000 nested <div> take 94 s, 50,000 attributes 3.5 s (measured). Ordinary pages pass through
here untouched, after two counts.
"""

from __future__ import annotations

import re

from onrecord.settings import PageSettings

_NAMES = 2_000  # HTML has 140, and no site as many of its own
_LONG = 16_384  # characters of one tag: a few long values, or a flood of attributes
_OPEN = re.compile(r"<(/?)([a-zA-Z][^\s/>]{0,100})")
_ATTRIBUTE = re.compile(r"[^\s\"'>/=]{1,2000}(?:\s{0,50}=\s{0,50}(?:\"[^\"]*\"|'[^']*'|[^\s\"'>]{0,100000}))?")
# elements that close by themselves, so that many of them in a row are not deep
_SHALLOW = frozenset(
    (
        "area base br col embed hr img input link meta param source track wbr p li dt dd option optgroup tr "
        "td th tbody thead tfoot colgroup rt rp html head body script style"
    ).split()
)


def tame(source: str, settings: PageSettings) -> str:
    """Return the source with its floods of tags, depth and attributes cut to the limits, its text kept."""
    tags = source.count("<")
    if tags > settings.max_elements:
        source = _cut_tags(source, settings.max_elements)
    if source.count("=") > 2000 + 8 * tags:
        source = _cut_attributes(source, [found.start() for found in _OPEN.finditer(source)], settings.max_attributes)
    elif starts := _long_tags(source):
        source = _cut_attributes(source, starts, settings.max_attributes)
    if tags > 8192:  # that many nested elements cost lexbor 0.15 s
        source = _cut_names(source)
        source = _cut_depth(source, settings.max_depth)
    return source


def _long_tags(source: str) -> list[int]:
    """Where the tags stand that are longer than any but a flood, or a few long values, makes them.

    Looks only at every 16,384th character and back to the ">" before it, so that an ordinary page costs nothing.
    """
    starts, position = [], 0
    while position + _LONG < len(source):
        closed = source.rfind(">", position, position + _LONG)
        if closed >= 0:
            position = closed + 1
            continue
        end = source.find(">", position + _LONG)
        end = len(source) if end < 0 else end
        if (start := source.rfind("<", position, end)) >= 0 and end - start > _LONG:
            starts.append(start)
        position = end + 1
    return starts


def _cut_tags(source: str, most: int) -> str:
    position = 0
    for _ in range(most):
        position = source.find("<", position) + 1
    return source[:position] + re.sub(r"<[^<>]{0,10000}>?", " ", source[position:])


def _cut_attributes(source: str, starts: list[int], most: int) -> str:
    """Keep the first attributes of the tags at `starts`. Quotes are honoured."""
    out: list[str] = []
    position = 0
    for start in starts:
        head = _OPEN.match(source, start)
        if head is None or start < position or head.group(1):
            continue
        kept, end = _attributes(source, head.end(), most)
        if kept is not None:
            out += (source[position : head.end()], kept)
            position = end
    return "".join(out) + source[position:] if out else source


def _attributes(source: str, position: int, most: int) -> tuple[str | None, int]:
    """The first attributes from `position` on with the ">", None when there are no more; and where the tag ends."""
    kept: list[str] = []
    count, size = 0, len(source)
    while position < size and source[position] != ">":
        found = _ATTRIBUTE.match(source, position)
        if found is None:
            position += 1
            continue
        count += 1
        if count <= most:
            kept.append(found.group())
        position = found.end()
    if count <= most:
        return None, position
    slash = "/" if source[position - 1 : position] == "/" else ""
    return "".join(f" {a}" for a in kept) + slash + source[position : position + 1], position + 1


def _cut_names(source: str) -> str:
    """Give one name to the tags past the first 2,000 names: 100,000 different ones cost lexbor 2.7 s."""
    names = {name.lower() for _, name in _OPEN.findall(source)}
    if len(names) <= _NAMES:
        return source
    known: set[str] = set()

    def tame_name(tag: re.Match[str]) -> str:
        name = tag.group(2).lower()
        if name not in known and len(known) >= _NAMES:
            return f"<{tag.group(1)}x-other"
        known.add(name)
        return tag.group()

    return _OPEN.sub(tame_name, source)


def _cut_depth(source: str, most: int) -> str:
    """Drop the tags that would nest deeper than `most`; what they hold stays where it is."""
    out, position, depth, deepest = [], 0, 0, 0
    for found in _OPEN.finditer(source):
        closing, tag = found.group(1), found.group(2).lower()
        if tag in _SHALLOW:
            continue
        depth = max(0, depth - 1) if closing else depth + 1
        deepest = max(deepest, depth)
        if depth > most or (closing and depth == most):
            end = source.find(">", found.end())
            end = len(source) if end < 0 else end + 1
            if found.start() >= position:
                out.append(source[position : found.start()] + " ")
                position = end
    return source if deepest <= most else "".join(out) + source[position:]
