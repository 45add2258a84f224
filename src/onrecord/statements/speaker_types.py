"""What kind of speaker a noun names: a person, a body, a document, people in general."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from onrecord.model import SpeakerType
from onrecord.statements.speaker_words import countries_of_adjectives, is_role, peoples, words

POSSESSIVE = re.compile(r"['’][sS]$|(?<=s)['’]$")

_PERSONAL_ENDINGS = ("ist", "er", "or", "man", "woman", "person", "ian", "ee", "ant", "ent")


@dataclass(frozen=True, slots=True)
class Token:
    """One word or mark of a source."""

    start: int
    end: int
    word: str

    @property
    def lower(self) -> str:
        """Return the word in lower case, without a possessive ending."""
        return POSSESSIVE.sub("", self.word.lower())

    @property
    def is_mark(self) -> bool:
        """Return whether this is a mark, not a word."""
        return not self.word[0].isalnum()

    @property
    def is_possessive(self) -> bool:
        """Return whether the word ends in "'s"."""
        return bool(POSSESSIVE.search(self.word))


def type_of(head_part: Sequence[Token], core: Sequence[Token]) -> tuple[SpeakerType, bool]:
    """Return the type of a noun phrase with a common noun, and whether it stands in the plural."""
    head = head_part[-1]
    if len(head_part) > 1 and head.word[0].isdigit():
        head = head_part[-2]  # "Article 33"
    lower = head.lower
    plural = is_plural(lower)
    if head.word[0].isdigit() or lower in words("groups", "numbers") or lower in words("groups", "nouns"):
        return "group", True
    one = any(token.lower == "one" for token in core[:2])
    if any(token.lower in words("persons", "knowing") for token in core):
        return "unnamed", plural and not one
    if lower in words("persons", "unnamed"):
        return "unnamed", plural and not one
    if len(core) == 1 and head.word in countries_of_adjectives():
        return "place", False  # "the Russian allegation", of which "Russian" alone is the source
    if head.word in peoples():
        single = not lower.endswith("s") and core[0].lower in ("a", "an", "one", "the")
        return ("unnamed", False) if single else ("group", True)
    found = noun_type(lower)
    if found == "person":
        return ("group", True) if plural and not one else ("unnamed", False)
    if found:
        return found, plural
    if lower in words("groups", "quantifiers") or lower in words("groups", "pronouns"):
        return "group", True
    return _guessed(lower, plural)


def _guessed(lower: str, plural: bool) -> tuple[SpeakerType, bool]:
    if lower.endswith(_PERSONAL_ENDINGS):
        return "unnamed", False
    if lower.endswith(("tion", "sion", "ment", "ness", "ity", "ism", "ence", "ance", "ics", "ing")):
        return "document", False
    return ("group", True) if plural else ("unnamed", False)


def names_one(lower: str) -> bool:
    """Return whether a noun in the singular names a person: "judge", "mother", "winemaker"."""
    return noun_type(lower) == "person" or lower.endswith(_PERSONAL_ENDINGS)


def is_plural(lower: str) -> bool:
    """Return whether a noun stands in the plural, as far as its form tells."""
    if lower in words("persons", "plurals"):
        return True
    if lower.endswith("ics") and is_role(lower[:-1]):
        return True  # "critics"
    return lower.endswith("s") and not lower.endswith(("ss", "us", "is", "ics")) and len(lower) > 3


def noun_type(lower: str) -> Literal["person", "organisation", "document"] | None:
    """Return what a common noun, in singular or plural, names; None for one that is not known."""
    forms = [lower]
    if lower.endswith("ies"):
        forms.append(lower[:-3] + "y")
    elif lower.endswith("s"):
        forms.append(lower[:-1])
        if lower.endswith("es"):
            forms.append(lower[:-2])
    if lower.endswith("men"):
        forms.append(lower[:-3] + "man")
    if "-" in lower:
        forms.append(forms[-1].rpartition("-")[2])
    for form in forms:
        if is_role(form) or form in words("persons", "plurals"):
            return "person"
        if form in words("organisations", "nouns"):
            return "organisation"
        if form in words("documents", "nouns"):
            return "document"
    return None
