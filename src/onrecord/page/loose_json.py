"""JSON as pages really hold it: read what can be read, in one pass over the text, and never fail."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field
from typing import TypeAlias

import msgspec

Json: TypeAlias = dict[str, "Json"] | list["Json"] | str | int | float | bool | None

_MAX_DEPTH = 64  # containers below are read over; schema.org data of real pages stays under 12
_MAX_TOKENS = 100_000  # of one text; 0.2 s

_GAP = re.compile(r"(?:[\s\ufeff,:;]|/\*|\*/|<!--|-->|<!\[CDATA\[|\]\]>|//(?:[ \t][^\n]*+|(?=[\s<\]])))+")
_BARE = re.compile(r"[^\s,:{}\[\]\"']{1,200}")
_ESCAPE = re.compile(r"\\(u[0-9a-fA-F]{4}|.|$)", re.DOTALL)
_SURROGATE = re.compile("[\ud800-\udfff]")
_SHORT = {"n": "\n", "t": "\t", "r": "\r", "b": " ", "f": " "}
# A quotation mark ends its string when what follows could follow a string. After a comma that is a new key or
# value: so the marks in "He said "yes", and left" stay inside.
_VALUE_END = re.compile(
    r"[ \t]{0,99}+\r?\n\s{0,200}+\"|"  # a comma forgotten at the end of a line
    r"\s{0,200}+(?:$|[}\]]|,\s{0,200}+(?:$|[\"'{}\[\]\-\d]|true|false|null|//|/\*)|//|-->|/\*)"
)
_KEY_END = re.compile(r"\s{0,200}+:")


def read_json(text: str) -> list[Json]:
    """Return the JSON values that stand in `text`, one after another; empty when there are none.

    Sound JSON is read by msgspec. For the rest, in linear time: comment and CDATA marks around, raw line feeds and
    control characters in strings, quotation marks that should have been escaped, trailing commas, several values in
    a row, NaN, single quotes, &quot; for every quotation mark, and a text that stops in the middle.
    """
    if "&quot;" in text and '"' not in text:
        text = html.unescape(text)
    try:
        return [msgspec.json.decode(text.strip().encode())]
    except (msgspec.DecodeError, RecursionError, UnicodeEncodeError, ValueError):
        return _Reader(text).read()


@dataclass(slots=True)
class _Reader:
    text: str
    at: int = 0
    roots: list[Json] = field(default_factory=list)
    open: list[dict[str, Json] | list[Json]] = field(default_factory=list)
    keys: list[str | None] = field(default_factory=list)  # of each open container: the key that waits for its value

    def read(self) -> list[Json]:
        for _ in range(_MAX_TOKENS):
            if gap := _GAP.match(self.text, self.at):
                self.at = gap.end()
            if self.at >= len(self.text):
                break
            self._token(self.text[self.at])
        return self.roots

    def _token(self, char: str) -> None:
        if char in "{[":
            self._open({} if char == "{" else [])
        elif char in "}]":
            self._close(dict if char == "}" else list)
        elif char in "\"'":
            self._scalar(self._string(char))
        elif bare := _BARE.match(self.text, self.at):
            self.at = bare.end()
            self._bare(bare.group())
        else:
            self.at += 1

    def _open(self, container: dict[str, Json] | list[Json]) -> None:
        self.at += 1
        if len(self.open) < _MAX_DEPTH:
            self._attach(container)
        self.open.append(container)
        self.keys.append(None)

    def _close(self, kind: type[dict[str, Json]] | type[list[Json]]) -> None:
        """Close the innermost container of this kind among the last few, and what was left open inside it."""
        self.at += 1
        for back in range(1, min(len(self.open), 4) + 1):
            if isinstance(self.open[-back], kind):
                del self.open[-back:], self.keys[-back:]
                return

    def _attach(self, value: Json) -> None:
        if not self.open:
            self.roots.append(value)
            return
        inner, key = self.open[-1], self.keys[-1]
        if isinstance(inner, list):
            inner.append(value)
        elif key is not None:
            inner[key] = value
            self.keys[-1] = None

    def _scalar(self, value: str) -> None:
        if self._wants_key():
            self.keys[-1] = value
        elif self.open:  # a string outside of every container is no data
            self._attach(value)

    def _wants_key(self) -> bool:
        return bool(self.open) and isinstance(self.open[-1], dict) and self.keys[-1] is None

    def _bare(self, word: str) -> None:
        if self._wants_key():
            self.keys[-1] = word
        elif self.open:
            self._attach({"true": True, "false": False, "null": None, "NaN": None, "undefined": None}.get(word, word))

    def _string(self, quote: str) -> str:
        """Return the string that starts here, up to the first mark that can be its end."""
        start = self.at + 1
        end_rule = _KEY_END if self._wants_key() else _VALUE_END
        end = start
        while (end := self.text.find(quote, end)) >= 0:
            if not self._escaped(end, start) and end_rule.match(self.text, end + 1):
                break
            end += 1
        self.at = len(self.text) if end < 0 else end + 1
        return _unescape(self.text[start : self.at if end < 0 else end])

    def _escaped(self, at: int, start: int) -> bool:
        slashes = 0
        while slashes < 8 and at - slashes > start and self.text[at - slashes - 1] == "\\":
            slashes += 1
        return slashes % 2 == 1


def _unescape(raw: str) -> str:
    if "\\" not in raw:
        return _SURROGATE.sub("\ufffd", raw)
    text = _ESCAPE.sub(_character, raw)
    if _SURROGATE.search(text):  # pairs become their character, lone halves the replacement character
        text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return text


def _character(match: re.Match[str]) -> str:
    code = match.group(1)
    if len(code) == 5:
        return chr(int(code[1:], 16))
    return _SHORT.get(code, code)
