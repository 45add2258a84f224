"""What a page's markup says of itself: <title>, <meta>, <link>, <time>, microdata, bylines. Unjudged."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from onrecord.model import LinkedItem, RawMetadata, TimeMark
from onrecord.page.linked import read_microdata

NOTED, SCOPED = 32, 64  # bits: leaving the element ends a mark; ends an itemscope
NOTED_TAGS = frozenset(["meta", "link", "html", "base", "input", "title", "time"])
NOTED_ATTRIBUTES = frozenset(["itemprop", "itemscope", "datetime"])
BYLINE = re.compile(r"(?:\b|_)(?:author|byline|writer|reporter|autor|auteur|autore)")
_MAX_BYLINES = 60
_MAX_MICRODATA = 2000
_MAX_TIMES = 500
_MAX_MARK_CHARS = 2000
_MAX_OPEN = 64  # marks inside each other, to each of which a text is given; real pages stay under 10


@dataclass(slots=True)
class _Mark:
    """An open element whose text is metadata."""

    kind: str  # "title", "time", "itemprop", "byline"
    names: str
    value: str | None
    type: str
    block: int
    text: list[str] = field(default_factory=list)
    size: int = 0


class Notes:
    """Collects raw metadata while the tree is walked."""

    def __init__(self) -> None:
        self.open: list[_Mark] = []
        self.scopes: list[str] = []  # itemtypes of the open itemscopes
        self.title: str | None = None
        self.language: str | None = None
        self.base: str | None = None
        self.refresh: str | None = None
        self.metas: list[tuple[str, str]] = []
        self.links: list[tuple[str, str, str]] = []
        self.times: list[TimeMark] = []
        self.bylines: list[tuple[str, str]] = []
        self.microdata: list[tuple[str, str, str]] = []
        self.forms: list[str] = []

    def take_text(self, text: str, *, apart: bool) -> bool:
        """Give text to the open marks; return whether it is theirs alone and no text of the page.

        Args:
            text: a text node's.
            apart: a block boundary or <br> parts it from the text before: "Written by" does not run into the name.
        """
        for mark in self.open:
            if mark.size < _MAX_MARK_CHARS:
                mark.text.append(f" {text}" if apart else text)
                mark.size += len(text)
        return self.open[-1].kind == "title"

    def enter(
        self, tag: str, names: str, attributes: dict[str, str | None], block: int, above: str, byline: bool
    ) -> int:
        """Note what an element says; return the bits that leaving it must hand back."""
        bits = 0
        if "itemscope" in attributes:
            self.scopes.append((attributes.get("itemtype") or "").rsplit("/", 1)[-1].rsplit("#", 1)[-1])
            bits = SCOPED
        mark = self.read_head(tag, attributes) or self.mark(tag, names, attributes, block, above, byline)
        if mark is None or len(self.open) >= _MAX_OPEN:
            return bits
        self.open.append(mark)
        return bits | NOTED

    def read_head(self, tag: str, attributes: dict[str, str | None]) -> _Mark | None:
        if tag == "meta":
            self.read_meta(attributes)
        elif tag == "link":
            kind = attributes.get("hreflang") or attributes.get("type") or ""
            self.links.append(((attributes.get("rel") or "").lower(), attributes.get("href") or "", kind))
        elif tag == "html":
            self.language = attributes.get("lang") or attributes.get("xml:lang")
        elif tag == "base":
            self.base = self.base or attributes.get("href")
        elif tag == "input":
            self.forms.append((attributes.get("type") or "text").lower())
        elif tag == "title" and self.title is None:
            return _Mark("title", "", None, "", 0)
        return None

    def read_meta(self, attributes: dict[str, str | None]) -> None:
        content = attributes.get("content")
        if content is None:
            return
        for key in ("property", "name", "itemprop", "http-equiv"):
            if name := attributes.get(key):
                self.metas.append((name.strip().lower(), content))
        if (attributes.get("http-equiv") or "").lower() == "refresh":
            self.refresh = content

    def mark(
        self, tag: str, names: str, attributes: dict[str, str | None], block: int, above: str, byline: bool
    ) -> _Mark | None:
        if tag == "time" or "datetime" in attributes:
            value = attributes.get("datetime")
            if (itemprop := attributes.get("itemprop")) and value:
                self.add_microdata(itemprop, value)
            return _Mark("time", f"{names} {above}", value, "", block) if len(self.times) < _MAX_TIMES else None
        if "itemprop" in attributes:
            return self.mark_itemprop(tag, attributes, block)
        if byline and len(self.bylines) < _MAX_BYLINES:
            return _Mark("byline", names, None, tag, block)
        return None

    def mark_itemprop(self, tag: str, attributes: dict[str, str | None], block: int) -> _Mark | None:
        itemprop = attributes.get("itemprop") or ""
        value = attributes.get("content")
        if value is None and tag == "link":
            value = attributes.get("href")
        if value is not None:
            self.add_microdata(itemprop, value)
            return None
        if "articlebody" in itemprop.lower():
            return None
        outer = 2 if "itemscope" in attributes else 1
        return _Mark("itemprop", itemprop, None, self.scopes[-outer] if len(self.scopes) >= outer else "", block)

    def add_microdata(self, itemprop: str, value: str) -> None:
        if len(self.microdata) < _MAX_MICRODATA:
            self.microdata.append((itemprop, self.scopes[-1] if self.scopes else "", value))

    def leave(self, bits: int) -> None:
        """End what `enter` began for the element that is left."""
        if bits & NOTED:
            self.keep(self.open.pop())
        if bits & SCOPED:
            self.scopes.pop()

    def keep(self, mark: _Mark) -> None:
        text = " ".join("".join(mark.text).split())[:_MAX_MARK_CHARS]
        if mark.kind == "title":
            self.title = text
        elif mark.kind == "time":
            self.times.append(TimeMark(mark.value or text, text, mark.block, mark.names))
        elif mark.kind == "itemprop":
            if len(self.microdata) < _MAX_MICRODATA:
                self.microdata.append((mark.names, mark.type, text))
        elif text and len(text) <= 300:
            self.bylines.append((mark.names, text))

    def raw(self, items: tuple[LinkedItem, ...]) -> RawMetadata:
        """Return what was collected, with the JSON-LD items before those of microdata."""
        return RawMetadata(
            title=self.title,
            language=self.language,
            base=self.base,
            refresh=self.refresh,
            metas=tuple(self.metas),
            links=tuple(self.links),
            items=(*items, *read_microdata(tuple(self.microdata))),
            times=tuple(self.times),
            bylines=tuple(self.bylines),
            forms=tuple(self.forms),
        )
