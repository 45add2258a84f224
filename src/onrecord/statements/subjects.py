"""The subject of a sentence, as far as its first words tell: whom "they" and "it" in the next clause mean."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from onrecord.statements.layout import Layout
from onrecord.statements.names import Name
from onrecord.statements.speaker_types import noun_type
from onrecord.statements.speaker_words import openers, peoples, words

_WORD = re.compile(r"[^\W_][\w.’'&-]*")
_LONGEST = 260  # characters of a sentence in which its subject is looked for
_MOST_WORDS = 8  # of a subject up to its head
_INTRODUCED = re.compile(r"[^,;:.“”\"\n]{2,70}, ")  # "In August, "
_FIRST = frozenset("and but yet so still even while as if when although though because since once then also".split())


def find_subject(layout: Layout, names: Sequence[Name], sentence: int, until: int) -> tuple[int, int] | None:
    """Return where the subject of a sentence stands; None where its first words do not tell.

    Args:
        layout: of the text.
        names: of the text, in order.
        sentence: which sentence, from 0.
        until: the place before which the subject must end.
    """
    text, start = layout.text, layout.sentences[sentence]
    far = min(until, start + _LONGEST)
    first = _WORD.search(text, start, far)
    if not first or layout.is_quoted(first.start()):
        return None
    if first.group().lower() in _FIRST:
        first = _WORD.search(text, first.end(), far)
    elif first.group().lower() in words("grammar", "prepositions"):
        introduced = _INTRODUCED.match(text, start, far)
        first = _WORD.search(text, introduced.end(), far) if introduced else None
    if not first:
        return None
    return _named(text, names, first.start(), far) or _noun(text, first.start(), far)


def _named(text: str, names: Sequence[Name], start: int, far: int) -> tuple[int, int] | None:
    """Return two persons joined, or a body or place with a name, that a sentence begins with."""
    begin = start + 4 if text[start : start + 4].lower() == "the " else start
    at = bisect_left(names, start, key=lambda name: name.start)
    if at >= len(names) or names[at].titles_start > begin or names[at].end > far:
        return None
    name = names[at]
    following = names[at + 1] if at + 1 < len(names) else None
    if name.kind in ("person", "place") and following and text[name.end : following.titles_start] == " and ":
        return (begin, following.end) if following.kind == name.kind and following.end <= far else None
    if name.kind in ("organisation", "place") and re.match(r",| [a-z]", text[name.end : name.end + 2]):
        after = _WORD.match(text, name.end + 1, far)
        return None if after and _is_noun(after.group()) else (begin, name.end)
    return None


def _noun(text: str, start: int, far: int) -> tuple[int, int] | None:
    end, before, count = None, "", 0
    for found in _WORD.finditer(text, start, far):
        word = found.group()
        lower = word.lower()
        if count and text[found.start() - 1] not in " \u00a0":
            break
        counted = lower in ("of", "the") and before in words("groups", "quantifiers") | {"of"}
        if end is None and not counted and (lower in words("grammar", "prepositions") or _opens(lower, count)):
            return None
        if _is_noun(word):
            end = found.end()
        elif end is not None:
            break
        before, count = lower, count + 1
        if count > _MOST_WORDS or text[found.end() : found.end() + 1] not in (" ", "\u00a0"):
            break
    return (start, end) if end is not None else None


def _opens(lower: str, count: int) -> bool:
    """Return whether a word inside what would be a noun phrase begins something else."""
    inner = any(lower in words("grammar", name) for name in ("after_head", "breaks"))
    known = lower in words("groups", "quantifiers") or lower in words("grammar", "determiners")
    return inner or (count > 0 and lower in openers() and not known)


def _is_noun(word: str) -> bool:
    lower = word.lower()
    if word in peoples():
        return word.endswith("s") and not word.endswith(("ss", "ous"))
    listed = lower in words("persons", "unnamed") or lower in words("groups", "nouns")
    return listed or noun_type(lower) is not None
