"""The nouns that stand before a place: what "who" refers to, and which report "the report" is."""

from __future__ import annotations

import re

from onrecord.statements.descriptions import may_stand
from onrecord.statements.layout import Layout
from onrecord.statements.phrases import Phrase
from onrecord.statements.speaker_words import openers, words

_PREPOSITION = re.compile(r"\b(?:of|from|in|at|for|on|with|across|to)\b")
_STOPS = re.compile(r"[,;:!?()“”\"–—\n]")
_OTHERS = frozenset("other another previous earlier second separate similar such any each every no own new".split())
_LONGEST = 90  # characters before a noun in which its phrase begins


def noun_before(text: str, start: int, at: int) -> int:
    """Return where the noun phrase begins that ends before "who": at its determiner, or behind a preposition."""
    tokens = list(re.finditer(r"[\w’'.%-]+", text[start:at]))
    begin = len(tokens) - 1
    for back in range(len(tokens) - 1, max(-1, len(tokens) - 9), -1):
        lower = tokens[back].group().lower()
        if lower in words("grammar", "determiners"):
            begin = back
            break
        if back < len(tokens) - 1 and (
            (lower in openers() and lower not in words("groups", "quantifiers"))
            or lower in words("grammar", "prepositions")
            or lower in words("grammar", "after_head")
            or lower in ("and", "or")
        ):
            break
        if back < len(tokens) - 2 and begin == back + 1 and not may_stand(tokens[back].group()):
            break  # a verb, before a plural without an article
        begin = back
    return start + tokens[begin].start() if tokens else start


def before_preposition(text: str, start: int, at: int) -> int | None:
    """Return where a preposition begins whose noun ends at a place; None where none does."""
    found = max(_PREPOSITION.finditer(text, start, at), key=lambda found: found.start(), default=None)
    if found is None or _STOPS.search(text, found.end(), at - 3):
        return None
    return found.start()


def fuller_noun(layout: Layout, start: int, phrase: Phrase) -> tuple[int, int] | None:
    """Return where the noun of a phrase stood last with words that tell which it is: "the Halden Times survey".

    Args:
        layout: of the text.
        start: from where on it is looked for.
        phrase: "the survey".
    """
    text, found = layout.text, None
    for found_ in re.finditer(rf"(?<=[\w’'] ){re.escape(phrase.head)}\b(?![’'-]| [A-Z])", text[start : phrase.start]):
        end = start + found_.end()
        begin = noun_before(text, max(start, layout.sentence_start(end), end - _LONGEST), end)
        before = [word for word in text[begin:end].split()[:-1] if word.lower() not in words("grammar", "determiners")]
        if before and not layout.is_quoted(end) and not {word.lower() for word in before} & _OTHERS:
            found = (begin, end)
    return found
