"""The words of a text with their offsets: what the tagger reads, and what boundaries are drawn between."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

# A run of letters and digits, held together by an inner hyphen, point, comma or apostrophe; or one mark.
# The endings "'s", "'re", "'ll" … are words of their own, as in the Penn Treebank: a source is "Trump", not
# "Trump's", and "he's" holds a source and a cue. "don't" and "O'Brien" stay whole.
_ENDING = r"['’](?:[sSdm]|re|ve|ll|D|M|RE|VE|LL)\b"
# A full stop that lost the space behind it ends a word, as it ends a sentence: "the end.The next"; not "Example.Com".
_LOST_SPACE = r"(?<=[a-z]{3})(?<!www)\.(?!(?:Com|Org|Net|Gov|Co|Uk|Info|News)\b)[A-Z][a-z’' ]"
_WORD = re.compile(rf"{_ENDING}|\w+(?:(?!{_ENDING}|{_LOST_SPACE})[-.,'’]\w+)*|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Words:
    """The words and marks of a text in order, as columns."""

    text: str
    starts: tuple[int, ...]  # code points of the text
    ends: tuple[int, ...]
    paragraphs: tuple[int, ...]  # which paragraph each stands in, from 0

    def __len__(self) -> int:
        return len(self.starts)

    def of(self, at: int) -> str:
        """Return the word at one place."""
        return self.text[self.starts[at] : self.ends[at]]

    def all(self) -> list[str]:
        """Return every word."""
        return [self.text[a:b] for a, b in zip(self.starts, self.ends, strict=True)]


def find_words(text: str) -> Words:
    """Return the words of a text. Every character that is no white space stands in exactly one of them."""
    starts: list[int] = []
    ends: list[int] = []
    paragraphs: list[int] = []
    paragraph = 0
    last = 0
    for found in _WORD.finditer(text):
        start = found.start()
        if starts and text.find("\n", last, start) >= 0:
            paragraph += 1
        starts.append(start)
        last = found.end()
        ends.append(last)
        paragraphs.append(paragraph)
    return Words(text, tuple(starts), tuple(ends), tuple(paragraphs))


def shapes(words: Sequence[str]) -> list[int]:
    """Return how each word is written: 0 lower case, 1 Capitalised, 2 CAPITALS, 3 miXed, 4 with digits, 5 a mark."""
    return [_shape(word) for word in words]


def _shape(word: str) -> int:
    first = word[0]
    if not (first.isalnum() or first == "_" or len(word) > 1):
        return 5
    if any(map(str.isdigit, word)):
        return 4
    if word.islower():
        return 0
    if word.isupper():
        return 2 if len(word) > 1 else 1
    return 1 if word[:1].isupper() and (word[1:].islower() or not word[1:]) else 3
