"""The data that a page's scripts hold: JSON in elements of its own, in assignments, in calls of frameworks."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from onrecord.page.loose_json import Json, read_json

_SCRIPT = re.compile(r"<script\b([^>]{0,2000})>", re.IGNORECASE)
_OTHER_TYPES = re.compile(
    r"ld\+json|speculationrules|importmap|text/template|text/x-|x-handlebars|text/html", re.IGNORECASE
)
# window.__STATE__ = {…}; Fusion.globalContent = {…}; self["x"] = JSON.parse("…")
_ASSIGNED = re.compile(r"[\w$\]\"')][ \t]{0,4}=[ \t\n]{0,4}(?=[{\[]|JSON\.parse\()")
_PARSED = re.compile(r"JSON\.parse\(\s{0,9}(?=[\"'])")
_FLIGHT = re.compile(r"__next_f\.push\(\s{0,4}(?=\[)")
_FLIGHT_TEXT = re.compile(r"(?:^|\n)[0-9a-f]{1,6}:T([0-9a-f]{1,6}),")
_FLIGHT_ROW = re.compile(r"(?:^|\n)[0-9a-f]{1,6}:(?=[\[{])")
_LITERAL = re.compile(r"\"((?:[^\"\\\n]|\\.){300,}+)\"")
_MAX_SCRIPT_CHARS = 2 << 20
_MAX_PAGE_CHARS = 4 << 20
_FEWEST_CHARS = 300  # of a script that can hold an article
_MAX_LOOSE_CHARS = 300_000  # of faulty JSON that is read at all: 0.2 s
_MAX_LOOSE_TEXTS = 3
_SEARCHED = 50  # characters that a place costs where nothing begins
_MAX_VALUES = 60  # of a page
_MAX_LITERALS = 40


def read_values(source: str) -> list[Json]:
    """Return the data in the scripts of a page: what can be read of it, at most 60 values.

    Read are elements of a JSON type; objects that are assigned to a name, also as JSON in a string; the rows that
    React server components send; and where a script builds its data by a function, its long string literals.
    """
    reader = _Reader()
    flight: list[str] = []
    values: list[Json] = []
    for script in _scripts(source):
        if "__next_f" in script[:200]:
            flight += reader.pushed(script)
        else:
            values += reader.values_of(script)
        if len(values) >= _MAX_VALUES:
            break
    if flight:
        values += reader.rows("".join(flight))
    return values[:_MAX_VALUES]


def _scripts(source: str) -> Iterator[str]:
    room = _MAX_PAGE_CHARS
    at = 0
    while room > 0 and (found := _SCRIPT.search(source, at)):
        end = source.find("</script", found.end())
        end = len(source) if end < 0 else end
        at = end + 1
        size = end - found.end()
        if _FEWEST_CHARS <= size <= _MAX_SCRIPT_CHARS and not _OTHER_TYPES.search(found.group(1)):
            room -= size
            yield source[found.end() : end].strip()


class _Reader:
    """Reads JSON wherever it begins, within bounds for all of a page."""

    def __init__(self) -> None:
        self.room = 2 * _MAX_PAGE_CHARS  # characters that may be read, also in vain
        self.loose = _MAX_LOOSE_TEXTS

    def values_of(self, script: str) -> list[Json]:
        """Return the values in a script."""
        if script[:1] in "{[" and (value := self.decoded(script)) is not None:
            return [value]
        values: list[Json] = []
        at = 0
        while self.room > 0 and len(values) < _MAX_VALUES and (found := _ASSIGNED.search(script, at)):
            value, at = self.value_at(script, found.end())
            if value is not None:
                values.append(value)
        if values:
            return values
        return [
            text
            for raw in _LITERAL.findall(script)[:_MAX_LITERALS]
            if isinstance(text := self.raw(f'"{raw}"', 0)[0], str)
        ]

    def value_at(self, script: str, at: int) -> tuple[Json, int]:
        """Return the value that begins at a place, and where it ends."""
        if parsed := _PARSED.match(script, at):
            text, end = self.raw(script, parsed.end())
            return (self.decoded(text) if isinstance(text, str) else None), end
        return self.raw(script, at)

    def raw(self, text: str, at: int) -> tuple[Json, int]:
        """Return the sound JSON value at a place and where it ends; None and the next place where there is none."""
        try:
            value, end = json.JSONDecoder(strict=False).raw_decode(text, at)
        except json.JSONDecodeError as error:
            self.room -= max(_SEARCHED, error.pos - at)
            return None, at + 1
        except (ValueError, RecursionError):  # a number of too many digits; containers too deep
            self.room -= _MAX_SCRIPT_CHARS
            return None, at + 1
        self.room -= end - at
        return value, end

    def decoded(self, text: str) -> Json:
        """Return the value that a text is, read as far as it goes where it is faulty."""
        value, _ = self.raw(text, 0)
        if value is None and self.loose > 0 and len(text) <= _MAX_LOOSE_CHARS:
            self.loose -= 1
            return next(iter(read_json(text)), None)
        return value

    def pushed(self, script: str) -> list[str]:
        """Return the pieces of text that a script adds to the rows of server components."""
        pieces = []
        for found in _FLIGHT.finditer(script):
            value, _ = self.raw(script, found.end())
            if isinstance(value, list) and len(value) > 1 and isinstance(value[1], str):
                pieces.append(value[1])
        return pieces

    def rows(self, text: str) -> list[Json]:
        """Return the rows of server components: texts, and elements as lists."""
        values: list[Json] = []
        for found in _FLIGHT_TEXT.finditer(text):
            size = int(found.group(1), 16)  # bytes; a character has one or more
            values.append(
                text[found.end() : found.end() + size].encode("utf-8", "replace")[:size].decode("utf-8", "ignore")
            )
        for found in _FLIGHT_ROW.finditer(text):
            if self.room <= 0:
                break
            value, _ = self.raw(text, found.end())
            if value is not None:
                values.append(value)
        return values
