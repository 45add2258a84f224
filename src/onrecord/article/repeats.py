"""Text that a page gives twice, found at paragraph level whatever its markup."""

from __future__ import annotations

import re
from codecs import charmap_decode, charmap_encode
from encodings.cp1252 import decoding_table, encoding_table

_LETTERS = re.compile(r"[^\W_]+")
_FOLDED = decoding_table.lower()  # one character each: the letters of windows-1252 have no longer lower case
_NO_LETTERS = bytes(code for code in range(1, 256) if not _LETTERS.match(decoding_table[code]))
_BAR = "\x00"  # between texts
_STRANGERS = 8  # different characters
_MIN_CHARS = 40  # of letters and digits: shorter lines recur by themselves ("Mr Smith agreed.")
_MIN_CHARS_IN_A_RUN = 12
_MIN_COLLAPSED = 200  # letters and digits of a block that may hold several paragraphs
_MOST_COLLAPSED = 8  # the longest blocks of a page, which alone are looked into
_COVERED = 0.85  # of it by earlier paragraphs


def find_repeats(texts: tuple[str, ...]) -> tuple[int, ...]:
    """Return for each text the row of its first full copy, -1 where it says something for the first time.

    Compared by letters and digits alone, so that white space, quotation marks and markup make no difference.
    Short texts count as repeats only inside a run of them.
    """
    folded = _folded(texts)
    first: dict[str, int] = {}
    repeat_of = [-1] * len(texts)
    for row, key in enumerate(folded):
        if len(key) < _MIN_CHARS_IN_A_RUN:
            continue
        if (seen := first.setdefault(key, row)) != row:
            repeat_of[row] = seen
    _find_collapsed(folded, first, repeat_of)
    candidates = tuple(repeat_of)
    for row, key in enumerate(folded):
        if candidates[row] >= 0 and len(key) < _MIN_CHARS and not _in_run(candidates, row):
            repeat_of[row] = -1
    return tuple(repeat_of)


def _folded(texts: tuple[str, ...]) -> list[str]:
    """The letters and digits of each text, in lower case.

    All at once by a table, where the letters of windows-1252 are enough: twice as fast as text by text.
    """
    raw = _in_bytes(_BAR.join(texts))
    if raw is None or raw.count(0) != len(texts) - 1:  # other scripts, or a text with the bar in it
        return ["".join(_LETTERS.findall(text.lower())) if len(text) >= _MIN_CHARS_IN_A_RUN else "" for text in texts]
    return charmap_decode(raw.translate(None, _NO_LETTERS), "strict", _FOLDED)[0].split(_BAR)


def _in_bytes(text: str) -> bytes | None:
    """The text in windows-1252 less a few arrows, emoji and the like; None where it has other letters."""
    for _ in range(_STRANGERS):
        try:
            return charmap_encode(text, "strict", encoding_table)[0]
        except UnicodeEncodeError as error:
            stranger = text[error.start]
            if _LETTERS.match(stranger):
                return None
            text = text.replace(stranger, "")
    return None


def _in_run(repeat_of: tuple[int, ...], row: int) -> bool:
    """Whether a neighbour repeats the neighbour of this row's first copy."""
    before = row > 0 and repeat_of[row - 1] >= 0 and repeat_of[row - 1] == repeat_of[row] - 1
    after = row + 1 < len(repeat_of) and repeat_of[row + 1] >= 0 and repeat_of[row + 1] == repeat_of[row] + 1
    return before or after


def _find_collapsed(folded: list[str], first: dict[str, int], repeat_of: list[int]) -> None:
    """Mark the blocks that give several earlier paragraphs again as one: a copy whose markup was lost."""
    lengths = sorted(map(len, folded), reverse=True)
    least = max(_MIN_COLLAPSED, lengths[min(_MOST_COLLAPSED, len(lengths) - 1)]) if lengths else 0
    long = [row for row, key in enumerate(folded) if len(key) >= least and repeat_of[row] < 0]
    earlier = [(other, at) for other, at in first.items() if len(other) >= _MIN_CHARS] if long else []
    for row in long:
        key, size = folded[row], len(folded[row])
        inside = [other for other, at in earlier if at < row and len(other) < size and other in key]
        if len(inside) >= 2 and sum(map(len, inside)) >= _COVERED * size:
            repeat_of[row] = first[inside[0]]
