"""What the words of each line of a plain text tell of it, for all lines at once: the columns that the model reads."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from itertools import chain
from typing import Any, get_args

import numpy as np
import numpy.typing as npt

from onrecord.article.phrases import roles_by_phrase
from onrecord.article.talk import TOPICS, topic_bits
from onrecord.model import Role

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]

_HEAD_CHARS = 120  # of a line whose words are looked up: what a line is stands at its beginning
FIRST_WORDS = 12  # of a line that the model reads as words, beside the last within _HEAD_CHARS
_STATS_CHARS = 300  # of a line whose characters are counted
_PHRASE_WORDS = 40  # the longest line that is asked for phrases
_RUNNING_WORDS = 12  # of a line that ends as a sentence does: running text
_MOST_WORDS = 80  # that one line counts for in sums
_ENDS = ".!?…。！？؟।"
_QUOTES = "”\"»’'“„«‹›「」『』"
_BULLETS = "-*•–—·▪●■◦‣>+"
_SYMBOLS = "|·•›»→←▶►▼▾✕×+/\\<>=~^_©®™#@&%$€£"
_MARKS = re.compile(r"(?:\[\d{1,4}\]|[-*•–—·▪●■◦‣>+#\s]|\d{1,3}[.)]\s){1,12}")  # before an item or heading
_LINK = re.compile(r"\[([^\[\]]{1,200})\]\([^()\s]{0,300}\)")
_WIDEST = 0x10000  # characters beyond are emoji and rare letters

# kinds of characters, a bit each
_UPPER, _LOWER, _CASELESS, _DIGIT, _SPACE, _END, _QUOTE, _COMMA, _SYMBOL, _BULLET, _BRACKET, _COLON, _OTHER = (
    1 << n for n in range(13)
)
_KINDS = (
    _UPPER,
    _LOWER,
    _CASELESS,
    _DIGIT,
    _SPACE,
    _END,
    _QUOTE,
    _COMMA,
    _SYMBOL,
    _BULLET,
    _BRACKET,
    _COLON,
    _OTHER,
)
_LETTER = _UPPER | _LOWER | _CASELESS
ROLES: tuple[Role, ...] = get_args(Role)
_PLACES = {role: n for n, role in enumerate(ROLES)}
_NONE = ["\x00"]  # stands for the words of a line that has none


@dataclass(frozen=True, slots=True)
class LineColumns:
    """The lines of one text as numbers; `word` is a flat list over the first words of all lines."""

    values: Floats  # a row a line
    word: Ints  # rows in the model's word list, 0 for a word it does not know, 1 for a stop word
    start: Ints  # of each line in `word`; every line has one entry at least
    ends: npt.NDArray[np.bool_]  # as a sentence does
    running: npt.NDArray[np.bool_]  # … and is long enough
    said_again: Floats  # share of a line's words, stop words apart, that the running text of other lines says, too
    phrases: tuple[Role | None, ...]  # the role that a line's opening gives away


class _Words:
    """The first words of all lines: what they are, where they stand, and what each different one is."""

    def __init__(self, bare: Sequence[str]) -> None:
        heads = _letters([text[:_HEAD_CHARS] for text in bare])
        split = [head.split() or _NONE for head in heads]
        self.flat = list(chain.from_iterable(split))
        self.counts = np.array(list(map(len, split)), dtype=np.int64)
        self.start = np.cumsum(self.counts) - self.counts
        self.different = list(dict.fromkeys(self.flat))
        index = dict(zip(self.different, range(len(self.different)), strict=True))
        self.ids = np.fromiter(map(index.__getitem__, self.flat), dtype=np.int64, count=len(self.flat))
        self.none = index.get(_NONE[0], -1)
        bits = np.array([_stop_words().get(word, 0) for word in self.different], dtype=np.int64)
        used = np.bincount(self.ids, minlength=len(bits))
        often = [int((((bits >> n) & 1) * used).sum()) for n in range(len(_languages()))]
        self.is_stop = ((bits >> int(np.argmax(often))) & 1).astype(bool)

    def mean(self, values: npt.NDArray[Any]) -> Floats:
        """The mean over each line of a value that each different word has."""
        sums = np.add.reduceat(values[self.ids].astype(np.float32), self.start)
        return (sums / self.counts).astype(np.float32)


def line_columns(
    texts: Sequence[str], words: Sequence[int], repeat_of: Sequence[int], vocabulary: Mapping[str, int]
) -> LineColumns:
    """Return the columns of all lines of a text, at least one.

    Args:
        texts: the lines.
        words: how many words each has.
        repeat_of: the row of its first full copy, -1 for none.
        vocabulary: the words that the model knows, each with its row, 2 and up.
    """
    bare = [text if text[0].isalpha() else bare_line(text) for text in texts]
    found = _Words(bare)
    size = np.asarray(words, dtype=np.float32)
    stats, ends = _characters(texts)
    running = (size >= _RUNNING_WORDS) & ends
    repeats = np.asarray(repeat_of)
    topics = _topics(found, running)
    phrases = roles_by_phrase(bare, words, max_words=_PHRASE_WORDS)
    columns = [
        stats,
        _sizes(texts, size),
        found.mean(found.is_stop)[:, None],
        topics,
        _places(size, running & (repeats < 0)),
        _repeats(repeats, texts),
        _phrases(phrases),
        _notices(found),
    ]
    rows = np.array([vocabulary.get(word, 0) for word in found.different], dtype=np.int64)
    rows[found.is_stop] = 1
    values = np.concatenate(columns, axis=1, dtype=np.float32)
    return LineColumns(values, rows[found.ids], found.start, ends, running, topics[:, 0], tuple(phrases))


def stop_share(texts: Sequence[str]) -> Floats:
    """Return for each line the share of its first words that are stop words of the text's language, 0 to 1."""
    found = _Words(texts)
    return found.mean(found.is_stop)


def bare_line(text: str) -> str:
    """Return a line without the signs of Markdown or of a text browser before and around its words."""
    if "](" in text:
        text = _LINK.sub(r"\1", text)
    marks = _MARKS.match(text)
    return text[marks.end() :] if marks and marks.end() < len(text) else text


def _letters(heads: Sequence[str]) -> list[str]:
    """The letters of each text in lower case, 0 for every digit, a space for all else. By bytes where it is ASCII."""
    together = "\n".join(heads)
    if together.count("\n") != len(heads) - 1:  # what was past the limit of lines stands in the last
        together = "\n".join([head.replace("\n", " ") for head in heads])
    if not together.isascii():
        for sign in _COMMON_SIGNS:
            together = together.replace(sign, " ")
    lines = together.split("\n")
    plain = "\n".join([line for line in lines if line.isascii()])
    other = "\n".join([line for line in lines if not line.isascii()])
    of_plain = iter(plain.encode().translate(_BARE_ASCII).decode().split("\n"))
    of_other = iter(other.lower().translate(_BARE).split("\n"))
    return [next(of_plain) if line.isascii() else next(of_other) for line in lines]


class _Bare(dict[int, str]):
    """A table for str.translate: letters and line feeds stay, digits become 0, all else a space.

    Fills itself as it is asked.
    """

    def __missing__(self, code: int) -> str:
        char = chr(code)
        stays = char.isalpha() or char == "\n" or unicodedata.combining(char)
        self[code] = char if stays else "0" if char.isdigit() else " "
        return self[code]


_BARE: Any = _Bare()
_BARE_ASCII = bytes(ord(_BARE[code]) for code in range(128)).lower() + bytes(128)
_COMMON_SIGNS = "’‘“”–—…•·»›©\u00a0"  # of English texts


@lru_cache(maxsize=1)
def _languages() -> dict[str, str]:
    text = files("onrecord.article").joinpath("stopwords.toml").read_text(encoding="utf-8")
    lists: dict[str, str] = tomllib.loads(text)
    return lists


@lru_cache(maxsize=1)
def _stop_words() -> dict[str, int]:
    """Stop words, each with a bit for every language that it belongs to."""
    bits: dict[str, int] = {}
    for n, words in enumerate(_languages().values()):
        for word in words.split():
            bits[word] = bits.get(word, 0) | 1 << n
    return bits


# ── characters ───────────────────────────────────────────────────────────────────────────────────────────


def _characters(texts: Sequence[str]) -> tuple[Floats, npt.NDArray[np.bool_]]:
    """What kinds of characters the lines are made of, and whether each ends as a sentence does."""
    cut = [text if len(text) <= _STATS_CHARS else f"{text[: _STATS_CHARS - 3]}{text[-3:]}" for text in texts]
    lengths = np.array(list(map(len, cut)), dtype=np.int64)
    start = np.cumsum(lengths) - lengths
    points = np.frombuffer("".join(cut).encode("utf-32-le", "replace"), dtype=np.uint32)
    codes: Ints = np.where(points < _WIDEST, points, 0).astype(np.int64)
    kinds = _kinds(codes)
    size = np.maximum(lengths, 1).astype(np.float32)
    line = np.repeat(np.arange(len(cut)), lengths)
    shares = _counts(kinds, line, len(cut)) / size[:, None]
    last, first = kinds[start + lengths - 1], kinds[start]
    before = kinds[np.maximum(start + lengths - 2, start)]
    closing = (last & (_QUOTE | _BRACKET) > 0) & (before & _END > 0)
    ends = (last & _END > 0) | closing
    edges = np.stack([first & kind > 0 for kind in (_UPPER, _LOWER, _DIGIT, _BULLET, _QUOTE, _BRACKET, _SYMBOL)], 1)
    tails = np.stack([ends, *(last & kind > 0 for kind in (_LETTER, _DIGIT, _COLON, _COMMA, _BRACKET, _SYMBOL))], 1)
    signs = _signs(codes, kinds, line, len(cut))
    return np.concatenate([shares, edges, tails, np.minimum(signs, 3.0)], axis=1, dtype=np.float32), ends


_TABLE = np.zeros(_WIDEST, dtype=np.int32)  # the kind of every character that was met, 0 for one not yet met


def _kinds(codes: Ints) -> npt.NDArray[np.int32]:
    kinds = _TABLE[codes]
    if not kinds.all():
        for code in np.unique(codes[kinds == 0]):
            _TABLE[code] = _kind_of(chr(code))
        kinds = _TABLE[codes]
    return kinds


def _kind_of(char: str) -> int:
    if char.isalpha():
        return _UPPER if char.isupper() else _LOWER if char.islower() else _CASELESS
    signs = (
        (_DIGIT, char.isdigit()), (_SPACE, char.isspace()), (_END, char in _ENDS), (_QUOTE, char in _QUOTES),
        (_COMMA, char in ",;，、；،"), (_COLON, char in ":："), (_BRACKET, char in "()[]{}（）【】"),
    )  # fmt: skip
    kind = next((bit for bit, fits in signs if fits), 0)
    kind |= (_SYMBOL if char in _SYMBOLS else 0) | (_BULLET if char in _BULLETS else 0)
    return kind or _OTHER


def _counts(kinds: npt.NDArray[np.int32], line: Ints, lines: int) -> Floats:
    """How many characters of each kind the lines have. A character may be of two kinds: a bullet is a sign."""
    masks = np.flatnonzero(np.bincount(kinds))
    place = np.zeros(int(masks.max()) + 1, dtype=np.int64)
    place[masks] = np.arange(len(masks))
    counts = np.bincount(line * len(masks) + place[kinds], minlength=lines * len(masks)).reshape(lines, -1)
    of_kind = (masks[:, None] & np.array(_KINDS) > 0).astype(np.float32)
    return np.asarray(counts @ of_kind, dtype=np.float32)


def _signs(codes: Ints, kinds: npt.NDArray[np.int32], line: Ints, lines: int) -> Floats:
    """Beginnings of capitalised words, years, clock times, dates in figures, addresses, mail addresses, ©, money."""
    padded = np.concatenate([codes, np.zeros(4, dtype=np.int64)])
    digit = np.concatenate([kinds & _DIGIT > 0, np.zeros(4, dtype=bool)])
    at = np.flatnonzero(digit[:-4])
    one, two, three, four = (digit[at + k] for k in range(1, 5))
    first, second = padded[at], padded[at + 1]
    century = ((first == 49) & (second == 57)) | ((first == 50) & (second == 48))
    year = ((at == 0) | ~digit[at - 1]) & century & two & three & ~four
    clock = (second == 58) & two & three
    day = ((second == 46) | (second == 47) | (second == 45)) & two & ~one
    upper = np.flatnonzero(kinds & _UPPER)
    capital = upper[(upper == 0) | (kinds[upper - 1] & _LETTER == 0)]
    colon = np.flatnonzero(codes == 58)
    address = colon[(padded[colon + 1] == 47) & (padded[colon + 2] == 47)]
    marks = [np.flatnonzero(codes == code) for code in (64, 0xA9, 124)]
    money = np.flatnonzero((codes == 36) | (codes == 0x20AC) | (codes == 0xA3))
    places = [capital, at[year], at[clock], at[day], address, *marks, money]
    counts = np.stack([np.bincount(line[place], minlength=lines) for place in places], axis=1).astype(np.float32)
    counts[:, 0] *= 0.1
    return counts


# ── sizes, places, company ───────────────────────────────────────────────────────────────────────────────


def _sizes(texts: Sequence[str], size: Floats) -> Floats:
    chars = np.array(list(map(len, texts)), dtype=np.float32)
    steps = [size <= 1, size == 2, size == 3, size <= 6, size <= 12, size <= 25]
    return np.stack(
        [np.log1p(chars), np.log1p(size), np.minimum(chars / np.maximum(size, 1), 15) / 10, *steps], axis=1
    ).astype(np.float32)


def _topics(found: _Words, running: npt.NDArray[np.bool_]) -> Floats:
    """How much of what a line speaks of the page's running text speaks of too, and its first line."""
    ids, start, kinds = found.ids, found.start, len(found.different)
    own = np.repeat(running, found.counts)
    told = np.bincount(ids[own], minlength=kinds)[ids] - own
    of_first = np.zeros(kinds, dtype=np.float32)
    of_first[ids[: found.counts[0]]] = 1.0
    says = ~found.is_stop
    if found.none >= 0:
        says[found.none] = False
    content = says[ids].astype(np.float32)
    words = np.maximum(np.add.reduceat(content, start), 1.0)
    met = np.add.reduceat(content * (told > 0), start) / words
    often = np.add.reduceat(content * np.log1p(told), start) / words
    shared = np.add.reduceat(content * of_first[ids], start)
    of_all = shared / max(1.0, float(content[: found.counts[0]].sum()))
    return np.stack([met, often, shared / words, of_all, np.minimum(words, 10) / 10], axis=1).astype(np.float32)


def _places(size: Floats, running: npt.NDArray[np.bool_]) -> Floats:
    """Where in the text a line stands, by lines and by running text, and how much of that is near."""
    n = len(size)
    row = np.arange(n, dtype=np.float32)
    mass = np.minimum(size, _MOST_WORDS) * running
    before = np.cumsum(mass) - mass
    whole = float(mass.sum())
    share = before / whole if whole else np.zeros(n)
    padded = np.concatenate([[0.0], np.cumsum(mass)])
    near = [
        np.log1p(padded[np.clip(np.arange(n) + b, 0, n)] - padded[np.clip(np.arange(n) + a, 0, n)])
        for a, b in ((-3, 0), (1, 4), (-12, 0), (1, 13), (-40, 0), (1, 41))
    ]
    rows = np.flatnonzero(running)
    back = row - np.maximum.accumulate(np.where(running, row, -60.0))
    ahead = (np.minimum.accumulate(np.where(running, row, n + 60.0)[::-1])[::-1]) - row
    edges = [share == 0, share + mass / whole >= 1 if whole else share == 0]
    return np.stack(
        [
            row / n, np.log1p(row) / 3, np.log1p(n - 1 - row) / 3, np.full(n, np.log1p(n) / 3), share, *edges, running,
            np.log1p(np.minimum(back, 60)), np.log1p(np.minimum(ahead, 60)), np.full(n, np.log1p(whole) / 3),
            np.full(n, len(rows) / n), *near,
        ],
        axis=1,
    ).astype(np.float32)  # fmt: skip


def _repeats(repeats: Ints, texts: Sequence[str]) -> Floats:
    """Whether a line was said before, is said again, or stands there as often as labels do."""
    n = len(texts)
    again = np.zeros(n, dtype=bool)
    again[repeats[repeats >= 0]] = True
    counts: dict[str, int] = {}
    for text in texts:
        counts[text] = counts.get(text, 0) + 1
    often = np.log1p(np.array([counts[text] - 1 for text in texts], dtype=np.float32))
    chars = np.array(list(map(len, texts)))
    long_before = (repeats >= 0) & (chars >= 60)
    return np.stack([repeats >= 0, again, often, long_before], axis=1).astype(np.float32)


def _phrases(roles: Sequence[Role | None]) -> Floats:
    """The role that a line's opening gives away."""
    found = np.zeros((len(roles), len(ROLES)), dtype=np.float32)
    for row, role in enumerate(roles):
        if role:
            found[row, _PLACES[role]] = 1.0
    return found


def _notices(found: _Words) -> Floats:
    """How much a line speaks of consent, payment, liability and errors: the share of its first words."""
    bits = np.array([topic_bits(word) for word in found.different], dtype=np.int64)[found.ids]
    columns = []
    for n in range(len(TOPICS)):
        hits = np.add.reduceat((bits >> 2 * n) & 1, found.start)
        core = np.add.reduceat((bits >> 2 * n + 1) & 1, found.start)
        columns.append(np.where((hits >= 2) & (core > 0), hits / found.counts, 0.0))
    return np.stack(columns, axis=1).astype(np.float32)
