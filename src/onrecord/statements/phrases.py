"""What the words of a source are read as, and what ends a name in them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from onrecord.model import SpeakerType
from onrecord.statements.names import Name
from onrecord.statements.speaker_types import Token
from onrecord.statements.speaker_words import words

PhraseKind = Literal["pronoun", "person", "name", "noun", "several"]


@dataclass(frozen=True, slots=True)
class Phrase:
    """What a source says of who speaks."""

    kind: PhraseKind
    start: int  # of the words that name the speaker, without a leading article
    end: int
    head: str = ""  # the pronoun, or the head noun in lower case
    name: Name | None = None  # the person named
    before: str | None = None  # what stands before the person's name: "Ukraine's chief negotiator"
    type: SpeakerType = "unnamed"
    definite: bool = False  # "the senator": somebody whom the article has spoken of
    plural: bool = False
    owner: Token | None = None  # "his" in "his campaign"
    modifiers: tuple[str, ...] = ()  # the words before the head, as written
    long: bool = False  # more follows the head: "senator from Vermont"


def leaves_name(after: Token) -> bool:
    """Return whether what follows a name leaves it the head: "Roe in Halden", not "Roe aides"."""
    if after.is_mark or after.word[0].isdigit():
        return True
    lower = after.lower
    return (
        lower in words("grammar", "prepositions")
        or lower in words("grammar", "breaks")
        or lower in words("grammar", "after_head")
        or lower in ("himself", "herself", "jr", "sr", "jr.", "sr.", "and", "or")
        or lower.endswith(("ly", "ing"))
    )


def without_article(tokens: list[Token]) -> list[Token]:
    """Return the words of a phrase without "the" or "a" before them."""
    return tokens[1:] if len(tokens) > 1 and tokens[0].lower in ("the", "a", "an") else tokens
