"""Sources that are more than one speaker: "Ann Roe and Ben Doe", "Norvania and Halden", "Roe and others"."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.statements.names import Name
from onrecord.statements.phrases import Phrase, leaves_name, without_article
from onrecord.statements.speaker_types import Token, noun_type
from onrecord.statements.speaker_words import is_role, words


def several(tokens: list[Token], core: list[Token], names: Sequence[Name]) -> Phrase | None:
    """Return a phrase for speakers joined by "and" or "or"; None where these words join nothing, or stand in a name."""
    persons = [name for name in names if name.kind == "person"]
    for at, token in enumerate(tokens[1:-1], start=1):
        if token.lower not in ("and", "or", "&"):
            continue
        before, after = tokens[at - 1], tokens[at + 1]
        if _belongs_to_noun(core, at, persons):
            continue  # "a study by Ann Roe and Ben Doe"
        if at > len(core) and not _lists(tokens, at, names):
            return None
        if any(name.start <= before.start < name.end and name.start <= after.start < name.end for name in names):
            continue
        first_named = bool(persons) and persons[0].titles_start == core[0].start and persons[0].end <= before.end
        if first_named and any(name.titles_start == after.start for name in persons):
            return _joined(tokens)
        ended = any(name.end in (before.end, before.end + 1) for name in persons)
        if ended and any(name.titles_start >= after.start for name in persons):
            return _joined(tokens)
        if not ended and is_role(before.lower) and any(name.end == core[-1].end for name in persons):
            continue  # "Former prosecutor and mayor Jane Roe"
        determined = after.lower in words("grammar", "determiners") or after.lower in ("other", "others", "people")
        capitals = before.word[0].isupper() and after.word[0].isupper()
        joins_names = capitals and before.end <= core[-1].end and _joins_names(core, at, names)
        if determined or joins_names or not (capitals or _joins_modifiers(tokens, at)):
            return _joined(tokens)
    return None


def _belongs_to_noun(core: list[Token], at: int, persons: Sequence[Name]) -> bool:
    """Return whether "and" joins what stands behind "by" or "of", after a noun for a thing or a body."""
    for place, token in enumerate(core[1:at], start=1):
        if token.lower in words("grammar", "prepositions"):
            head = core[place - 1]
            thing = noun_type(head.lower) in ("document", "organisation") and not head.word[0].isupper()
            return thing and not any(person.start < token.start for person in persons)
    return False


def _joins_names(core: list[Token], at: int, names: Sequence[Name]) -> bool:
    """Return whether "and" joins two names that are a whole source: "Norvania and Halden", not "A and B aides"."""
    first = next((name for name in names if name.end in (core[at - 1].end, core[at - 1].end - 2)), None)
    second = next((name for name in names if name.titles_start == core[at + 1].start), None)
    if first is None or second is None or "organisation" in (first.kind, second.kind) or first.kind != second.kind:
        return False
    if first.kind == "people" and not (first.words[-1].endswith("s") and second.words[-1].endswith("s")):
        return False
    whole = all(token.lower in words("grammar", "determiners") for token in core if token.end <= first.titles_start)
    after = next((token for token in core if token.start >= second.end), None)
    return whole and not core[at - 1].is_possessive and (after is None or leaves_name(after))


def _lists(tokens: list[Token], at: int, names: Sequence[Name]) -> bool:
    """Return whether the "and" at a place ends a list of names: "Ann Roe, Ben Doe and Cleo Poe"."""
    comma = next((i for i, token in enumerate(tokens) if token.word == ","), len(tokens))
    starts = {name.titles_start for name in names}
    if (
        tokens[at + 1].lower in ("other", "others")
        and 0 < comma < at
        and tokens[comma - 1].end in {n.end for n in names}
    ):
        return True  # "Roe, Doe and others"
    return comma + 1 < at <= comma + 8 and tokens[comma + 1].start in starts and tokens[at + 1].start in starts


def _joins_modifiers(tokens: list[Token], at: int) -> bool:
    """Return whether "and" joins words before one noun, as in "federal and state officials"."""
    before, after = tokens[at - 1], tokens[at + 1 :]
    if at > 1 and any(token.lower in words("grammar", "prepositions") for token in tokens[:at]):
        return True  # "an expert on trade and taxes": joined inside what belongs to the head
    return noun_type(before.lower) is None and len(after) > 1 and noun_type(after[1].lower) is not None


def _joined(tokens: list[Token]) -> Phrase:
    tokens = without_article(tokens)
    joins = next((at for at, token in enumerate(tokens) if token.lower in ("and", "or", "&")), 0)
    ends = (at for at in range(joins + 1, len(tokens) - 1) if tokens[at].word == "," and tokens[at + 1].lower != "and")
    tokens = tokens[: next(ends, len(tokens))]
    return Phrase("several", tokens[0].start, tokens[-1].end, "", type="group", plural=True)
