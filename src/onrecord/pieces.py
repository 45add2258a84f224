"""Word pieces: the units that the encoder reads. BERT's own rules (lower case, no accents, longest match first).

Source of the rules: Devlin et al. 2019, and the reference tokenizer of google-research/bert.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence

UNKNOWN, OPEN, CLOSE = "[UNK]", "[CLS]", "[SEP]"
_LONGEST = 100  # characters of a word; a longer one is unknown, as in the reference
# What BERT cuts a word at: every mark, and each ideograph by itself.
_PART = re.compile(r"[^\W_]+|[\W_]")
_IDEOGRAPH = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0002fa1f]")


class Pieces:
    """A vocabulary and the pieces of words under it. Words are remembered: news repeats itself."""

    def __init__(self, vocabulary: Sequence[str], *, opening: str = OPEN, closing: str = CLOSE) -> None:
        self._numbers = {piece: number for number, piece in enumerate(vocabulary)}
        self.unknown = self._numbers[UNKNOWN]
        self.open = self._numbers[opening]
        self.close = self._numbers[closing]
        self._known: dict[str, tuple[int, ...]] = {}

    def of(self, words: Iterable[str]) -> list[tuple[int, ...]]:
        """Return the numbers of each word's pieces, at least one a word."""
        known = self._known
        if len(known) > 200_000:  # about 30 MB; made-up words in a hostile text must not grow it further
            known.clear()
        found = []
        for word in words:
            pieces = known.get(word)
            if pieces is None:
                pieces = known[word] = self._cut(word)
            found.append(pieces)
        return found

    def _cut(self, word: str) -> tuple[int, ...]:
        plain = unicodedata.normalize("NFD", word[: 4 * _LONGEST].lower())
        plain = "".join(c for c in plain if unicodedata.category(c) not in ("Mn", "Cc", "Cf"))
        plain = _IDEOGRAPH.sub(lambda found: f" {found.group()} ", plain)
        numbers = [number for part in _PART.findall(plain) if not part.isspace() for number in self._longest(part)]
        return tuple(numbers) or (self.unknown,)

    def _longest(self, part: str) -> list[int]:
        if len(part) > _LONGEST:
            return [self.unknown]
        numbers, start = [], 0
        while start < len(part):
            for end in range(len(part), start, -1):
                number = self._numbers.get(part[start:end] if not start else "##" + part[start:end])
                if number is not None:
                    break
            else:
                return [self.unknown]
            numbers.append(number)
            start = end
        return numbers
