"""The sentences of a text with their offsets."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from onrecord.model import Span

_CLOSERS = "\"'”’»›)]}"
_OPENERS = "\"'“‘„«‹([{`¿¡"
# Where a sentence may end: marks of the end with the closing marks behind them. Bounded, so that a text made of
# stops is read once.
_STOP = re.compile(r"[.!?…。！？．]{1,30}[\"'”’»›)\]}」』]{0,6}")
_FULL_WIDTH = frozenset("。！？．")
_BACK = 40  # characters of a word before a stop; longer ones are addresses
_AHEAD = 60  # characters after a stop that are looked at
_WORD = re.compile(r"\w+(?:['’.&-]\w+)*")
_LOWER_RUN = re.compile(r"[a-zß-öø-ÿ]{3,}$")
_NAMED_STOP = re.compile(r"\w+$")
_INITIALS = re.compile(r"(?:[^\W\d_]\.){1,4}[^\W\d_]$")  # "U.S", "J.K": the last stop is the one looked at
_ITEM = re.compile(r"\(?(?:\d{1,3}|[A-Za-z]|[ivxIVX]{1,4})$")  # "1", "b", "iv" at the head of a list's item
_ADDRESS = re.compile(r"[/@]|^www\b|^https?\b")
_MISSING_SPACE = re.compile(r"[A-Z][a-z’']|[A-Z] [a-z]|[“‘][A-Z]")
_SAYS_NEXT = 4  # words after a quotation in which its verb of reporting stands: "'Why?' Mayor Ann Lee asked."


@dataclass(frozen=True, slots=True)
class _Lexicon:
    titles: frozenset[str]
    numbers: frozenset[str]
    either: frozenset[str]
    after_hours: frozenset[str]
    openers: frozenset[str]
    reporting: frozenset[str]
    names: frozenset[str]


@lru_cache(maxsize=1)
def _lexicon() -> _Lexicon:
    data = tomllib.loads(files("onrecord").joinpath("sentences.en.toml").read_text("utf-8"))
    return _Lexicon(**{name: frozenset(words.split()) for name, words in data.items()})


def find_sentences(text: str) -> tuple[Span, ...]:
    """Return the sentences of a text in order, as half-open code points; none crosses a line feed.

    Every character that is no white space stands in exactly one of them. A closing mark behind the full stop
    belongs to the sentence that it ends; `“Stop!” he said.` is one sentence.
    """
    found: list[Span] = []
    start = 0
    while start < len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        if end > start:
            found.extend(_sentences(text, start, end))
        start = end + 1
    return tuple(found)


def _sentences(text: str, start: int, end: int) -> Iterator[Span]:
    """Yield the sentences of one paragraph, without the white space around them."""
    lexicon = _lexicon()
    begin = _skip(text, start, end)
    counted, odd = begin, False  # straight marks so far: odd while a quotation is open
    for stop in _STOP.finditer(text, begin, end):
        odd ^= text.count('"', counted, stop.start()) % 2 == 1
        counted = stop.start()
        cut = _cut(text, begin, stop, end, odd, lexicon)
        if cut is not None and cut > begin:
            yield _trimmed(text, begin, cut)
            begin = _skip(text, cut, end)
    if begin < end:
        yield _trimmed(text, begin, end)


def _skip(text: str, at: int, end: int) -> int:
    """Return the place of the next character that is no white space."""
    while at < end and text[at].isspace():
        at += 1
    return at


def _trimmed(text: str, start: int, end: int) -> Span:
    while text[end - 1].isspace():
        end -= 1
    return Span(start, end)


def _cut(text: str, begin: int, stop: re.Match[str], end: int, odd: bool, lexicon: _Lexicon) -> int | None:
    """Return where the sentence ends, None where it goes on behind this stop."""
    cut = stop.end()
    if cut >= end:
        return None
    marks = stop.group()
    if marks[0] in _FULL_WIDTH:
        return None if cut < end and text[cut] in _CLOSERS else cut
    if not text[cut].isspace():
        return _cut_without_space(text, stop, end, odd)
    after = _skip(text, cut, min(end, cut + _AHEAD))
    if after >= end:
        return None
    if text[after] in '"”’»' and (after + 1 >= end or text[after + 1].isspace()) and (odd or text[after] != '"'):
        cut = after + 1  # a closing mark with a space before it
        after = _skip(text, cut, min(end, cut + _AHEAD))
        if after >= end:
            return None
    first = text[after : after + _AHEAD].lstrip(_OPENERS)
    if not _may_begin(first):
        return None
    marked = text[after] in _OPENERS and text[after] not in "([{"  # "NORTHPORT, N.Y. (Courier) —" goes on
    return cut if _ends(text, begin, stop, first, marked, lexicon) else None


def _may_begin(first: str) -> bool:
    """Return whether a sentence can begin like this: not in lower case (but "iPhone"), not with a dash or comma."""
    if not first:
        return False
    if first[0].islower():
        return first[1:2].isupper()
    return first[0] not in ",;:-–—.!?…/&%+=)]}”’»›"


def _cut_without_space(text: str, stop: re.Match[str], end: int, odd: bool) -> int | None:
    """Return where a sentence ends whose full stop has no space behind it: "the end.The next", `end.”He`."""
    at = stop.start()
    marks = stop.group().rstrip("\"'")
    straight = stop.group()[len(marks) :]
    follows = text[stop.end() : stop.end() + 3]
    if not _MISSING_SPACE.match(follows):
        return None
    word = _word_before(text, at)
    if marks[0] == "…" or _ADDRESS.search(word):
        return None
    if marks[0] == "." and len(stop.group()) == 1 and not (_LOWER_RUN.search(word) and word.count(".") == 0):
        return None
    if marks[0] == "." and _host(text, stop.end(), end):
        return None
    opens = straight == '"' and not odd  # `end."We`: the mark belongs to what follows
    return stop.end() - len(straight) if opens else stop.end()


def _host(text: str, at: int, end: int) -> bool:
    """Return whether what stands behind a stop looks like the rest of an address: "Example.Com/news"."""
    word = text[at : min(end, at + _BACK)].split(maxsplit=1)[0]
    return bool(re.match(r"(?:[Cc]om|[Oo]rg|[Nn]et|[Gg]ov|[Cc]o|[Uu]k|[Ii]nfo|[Nn]ews)\b", word)) or "/" in word


def _word_before(text: str, at: int) -> str:
    """Return the word that a stop follows, up to forty characters of it, without opening marks."""
    piece = text[max(0, at - _BACK) : at]
    words = piece.split()
    if not words or piece[-1:].isspace():
        return ""
    return words[-1].lstrip(_OPENERS + "—–-")


def _ends(text: str, begin: int, stop: re.Match[str], first: str, marked: bool, lexicon: _Lexicon) -> bool:
    """Return whether a stop with a space and a capital behind it ends the sentence."""
    marks = stop.group()
    bare = marks.rstrip(_CLOSERS)
    if bare == ".":
        return _full_stop_ends(text, begin, stop, first, marked, lexicon)
    if "!" in bare or "?" in bare:
        return _cry_ends(text, stop.start(), marks != bare, first, marked, lexicon)
    return not re.match(r"(?:I|I['’]\w+)\b", first) or marks != bare  # "well … I think" goes on


def _cry_ends(text: str, at: int, closed: bool, first: str, marked: bool, lexicon: _Lexicon) -> bool:
    """Return whether "!" or "?" ends the sentence: not before the verb of reporting of its quotation."""
    if closed and not marked:
        clause = re.split(r"[.,;:!?“\"]", first, maxsplit=1)[0]
        words = _WORD.findall(clause)[:_SAYS_NEXT]
        return not any(word in lexicon.reporting for word in words)
    return closed or _word_before(text, at) not in lexicon.names


def _full_stop_ends(text: str, begin: int, stop: re.Match[str], first: str, marked: bool, lexicon: _Lexicon) -> bool:
    """Return whether a single full stop ends the sentence, judged by the word before and the word behind it."""
    at = stop.start()
    word = _word_before(text, at)
    if not word:
        return True
    if at - len(word) <= begin + 1 and _ITEM.match(word):  # "1. The first", "b. The second"
        return False
    closed = len(stop.group()) > 1
    inner = word.rsplit("-", 1)[-1].rsplit("—", 1)[-1]
    if inner in lexicon.titles:
        return closed and first[0].isupper() and _opens(first, lexicon)
    if inner in lexicon.numbers:
        return not first[0].isdigit() and (inner in ("No", "no", "Mar", "Jun", "Jul") or _opens(first, lexicon))
    if inner in lexicon.either or _INITIALS.search(inner):
        return _either_ends(inner, first, marked or closed, lexicon)
    if len(inner) == 1 and inner.isalpha():
        return _opens(first, lexicon) or (marked and not inner.isupper()) or inner in "aI"
    return True


def _either_ends(word: str, first: str, marked: bool, lexicon: _Lexicon) -> bool:
    """Return whether the sentence ends behind "Inc.", "U.S." or "p.m."."""
    if word.lower() in ("a.m", "p.m", "am", "pm"):
        behind = _WORD.match(first)
        return behind is None or behind.group() not in lexicon.after_hours
    return _opens(first, lexicon) or (marked and first[:1].isupper())


def _opens(first: str, lexicon: _Lexicon) -> bool:
    """Return whether this begins with a word that, with a capital, begins sentences."""
    behind = _WORD.match(first)
    return behind is not None and behind.group().replace("’", "'") in lexicon.openers
