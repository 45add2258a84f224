"""Articles of a record by what names them, and the words at a place in one."""

from __future__ import annotations

from collections import OrderedDict

from onrecord.output import Json
from onrecord.record import Record, Reference

_KEPT = 2000  # articles in memory: those of one story, as a rule


class References:
    """Looks up what names an article; those asked for last are remembered."""

    def __init__(self, record: Record) -> None:
        self._record = record
        self._known: OrderedDict[int, Reference] = OrderedDict()

    def of(self, number: int) -> Reference:
        """Return what names the article with this number."""
        if number not in self._known:
            if len(self._known) >= _KEPT:
                self._known.popitem(last=False)
            self._known[number] = self._record.reference(number)
        return self._known[number]

    def value(self, number: int) -> dict[str, Json]:
        """Return what names an article, as JSON: its id and number, its address, outlet, title and date."""
        it = self.of(number)
        return {
            "id": it.id, "number": number, "url": it.url, "site": it.site, "title": it.title,
            "published": it.published,
        }  # fmt: skip

    def place(self, number: int, start: int, end: int) -> dict[str, Json]:
        """Return a place in an article with its words, as JSON."""
        it = self.of(number)
        return {"article": it.id, "number": number, "start": start, "end": end, "text": it.text[start:end]}
