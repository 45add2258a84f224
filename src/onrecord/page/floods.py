"""Sources that would cost a tree parser more than linear time, cut down beforehand without losing their text.

lexbor, as other parsers, walks the stack of open elements for each tag and compares each attribute with all
before it: 200,000 nested <div> take 94 s, 50,000 attributes 3.5 s (measured). Ordinary pages pass through
here untouched, after one count. All of this is HTML's syntax, which is ASCII: so it works on the bytes of UTF-8.
"""

from __future__ import annotations

import re

from onrecord.settings import PageSettings

_MANY = 16_384  # nested elements cost lexbor 0.25 s: fewer tags are not looked at
_NAMES = 2_000  # HTML has 140, and no site as many of its own
_LONG = 4_096  # bytes without a "<": long text, code, or a flood of attributes, of which so many bytes cost 3 ms
_LONGEST = 16_384  # no code is taken for a tag that is shorter: "if (a<b && …"
_OPEN = re.compile(rb"<(/?)([a-zA-Z][^\s/>]{0,100})")
_TAG_OR_COMMENT = re.compile(rb"<(?:(/?)([a-zA-Z][^\s/>]{0,100})|!--)")
_CODE_ENDS = {b"script": re.compile(rb"</script", re.I), b"style": re.compile(rb"</style", re.I)}
_ATTRIBUTE = re.compile(rb"[^\s\"'>/=]{1,2000}(?:\s{0,50}=\s{0,50}(?:\"[^\"]*\"|'[^']*'|[^\s\"'>]{0,100000}))?")
# elements that close by themselves, so that many of them in a row are not deep
_SHALLOW = frozenset(
    (
        b"area base br col embed hr img input link meta param source track wbr p li dt dd option optgroup tr "
        b"td th tbody thead tfoot colgroup rt rp html head body script style"
    ).split()
)
# an end tag of these ends all that is open inside; another ends nothing past one of these (HTML §13.2.6.4.7)
_SPECIAL = frozenset(
    (
        b"address applet article aside blockquote button center details dialog dir div dl fieldset figcaption figure "
        b"footer form frameset h1 h2 h3 h4 h5 h6 header hgroup iframe listing main marquee menu nav noembed noframes "
        b"noscript object ol pre search section select summary table template textarea title ul xmp"
    ).split()
)
_BARRIERS = frozenset(b"table template object marquee applet".split())  # no end tag of another element reaches past


def tame(source: bytes, settings: PageSettings) -> bytes:
    """Return a source in UTF-8 with its floods of tags, depth and attributes cut to the limits, its text kept."""
    tags = source.count(b"<") if len(source) > 3 * _MANY else 0  # "<b>"
    if tags > settings.max_elements:
        source = _cut_tags(source, settings.max_elements)
    if starts := _long_runs(source):
        source = _cut_attributes(source, starts, settings.max_attributes)
    if tags > _MANY:
        source = _cut_names(source)
        source = _cut_depth(source, settings.max_depth)
    return source


def _long_runs(source: bytes) -> list[int]:
    """Where each "<" stands that no other follows within 4,096 bytes.

    Looks only at every 4,096th byte and back to the "<" before it, so that an ordinary page costs nothing.
    """
    starts, position, size = [], 0, len(source)
    while position + _LONG < size:
        opened = source.rfind(b"<", position, position + _LONG)
        if opened >= position:
            position = opened + 1
            continue
        if position:
            starts.append(position - 1)
        if (opened := source.find(b"<", position + _LONG)) < 0:
            break
        position = opened + 1
    return starts


def _cut_tags(source: bytes, most: int) -> bytes:
    position = 0
    for _ in range(most):
        position = source.find(b"<", position) + 1
    return source[:position] + re.sub(rb"<[^<>]{0,10000}>?", b" ", source[position:])


def _cut_attributes(source: bytes, starts: list[int], most: int) -> bytes:
    """Keep the first attributes of the tags at `starts`. Quotes are honoured."""
    out: list[bytes] = []
    position, seen, code = 0, 0, False
    for start in starts:
        head = _OPEN.match(source, start)
        if head is None or start < position or head.group(1):
            continue
        kept, end = _attributes(source, head.end(), most)
        if kept is None:
            continue
        opened, closed = (source.rfind(mark, seen, start) for mark in (b"<script", b"</script"))
        seen, code = start, code if opened == closed else opened > closed
        if not code or end - start > _LONGEST:
            out += (source[position : head.end()], kept)
            position = end
    return b"".join(out) + source[position:] if out else source


def _attributes(source: bytes, position: int, most: int) -> tuple[bytes | None, int]:
    """The first attributes from `position` on with the ">", None when there are no more; and where the tag ends."""
    kept: list[bytes] = []
    count, size = 0, len(source)
    while position < size and source[position] != 0x3E:
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
    slash = b"/" if source[position - 1 : position] == b"/" else b""
    return b"".join([b" " + a for a in kept]) + slash + source[position : position + 1], position + 1


def _cut_names(source: bytes) -> bytes:
    """Give one name to the tags past the first 2,000 names: 100,000 different ones cost lexbor 2.7 s."""
    names = {name.lower() for _, name in _OPEN.findall(source)}
    if len(names) <= _NAMES:
        return source
    known: set[bytes] = set()

    def tame_name(tag: re.Match[bytes]) -> bytes:
        name = tag.group(2).lower()
        if name not in known and len(known) >= _NAMES:
            return b"<" + tag.group(1) + b"x-other"
        known.add(name)
        return tag.group()

    return _OPEN.sub(tame_name, source)


def _cut_depth(source: bytes, most: int) -> bytes:
    """Drop the tags that would nest deeper than `most`; what they hold stays where it is."""
    out, position = [], 0
    opened: list[bytes] = []
    dropped: dict[bytes, int] = {}  # start tags whose end tags are still to be dropped
    code_end = 0
    for found in _TAG_OR_COMMENT.finditer(source):
        if found.start() < code_end:
            continue
        tag = (found.group(2) or b"!--").lower()
        if tag in _SHALLOW or tag == b"!--":
            code_end = _code_end(source, found.end(), tag, opened)
            continue
        if not found.group(1):
            if len(opened) < most:
                opened.append(tag)
                continue
            dropped[tag] = dropped.get(tag, 0) + 1
        elif dropped.get(tag):
            dropped[tag] -= 1
        else:
            _close(opened, tag)
            continue
        end = source.find(b">", found.end())
        end = len(source) if end < 0 else end + 1
        if found.start() >= position:
            out.append(source[position : found.start()] + b" ")
            position = end
    return b"".join(out) + source[position:] if out else source


def _code_end(source: bytes, start: int, tag: bytes, opened: list[bytes]) -> int:
    """Where a comment or script that starts here ends, 0 for anything else: no tag in it is one."""
    if tag == b"!--":
        return max(0, source.find(b"-->", start))
    if tag not in _CODE_ENDS or b"svg" in opened or b"math" in opened:  # which know no raw text
        return 0
    found = _CODE_ENDS[tag].search(source, start)
    return found.start() if found else 0


def _close(opened: list[bytes], tag: bytes) -> None:
    """Take from the open elements what an end tag closes; most that stand on pages are of the innermost one."""
    special = tag in _SPECIAL
    for row in range(len(opened) - 1, -1, -1):
        if opened[row] == tag:
            del opened[row:]
            return
        if opened[row] in (_BARRIERS if special else _SPECIAL):
            return
