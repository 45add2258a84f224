"""The words of a source, read: a pronoun, a name with what is said of it, or a noun phrase with its head."""

from __future__ import annotations

import re
from collections.abc import Sequence

from onrecord.model import SpeakerType
from onrecord.statements.names import Name
from onrecord.statements.phrases import Phrase, PhraseKind, leaves_name, without_article
from onrecord.statements.several import several
from onrecord.statements.speaker_types import POSSESSIVE, Token, is_plural, noun_type, type_of
from onrecord.statements.speaker_words import (
    countries_of_adjectives,
    is_role,
    known_organisations,
    peoples,
    places,
    words,
)

_TOKEN = re.compile(
    r"(?:[^\W\d_]\.){2,8}|"
    r"(?:[^\W\d_]|Mr|Mrs|Ms|Dr|Sen|Sens|Rep|Reps|Gov|Gen|Lt|Col|Capt|Sgt|Adm|St|Jr|Sr|Rev|Prof)\.(?=[ ,])|"
    r"[^\W_](?:[\w&]|[-.'’/](?=\w))*|[^\w\s]"
)
_ADVERBS = frozenset("about nearly almost roughly over more than at least just only even perhaps not".split())
_QUOTES = '“”"‘’'
# what may stand at the edge of a source that is a word too long
_SPEECH = frozenset("said says say saying told tells added adds wrote asked according to by by: with from that".split())
_LONGEST = 60  # words of a source that are read: its head stands near its beginning


def read_phrase(text: str, start: int, end: int, names: Sequence[Name]) -> Phrase | None:
    """Return what a source says; None where no word stands in it. `names`: those inside it, in order."""
    tokens = [Token(*found.span(), found.group()) for found in _TOKEN.finditer(text, start, min(end, start + 600))]
    if len(tokens) > 1 and tokens[0].lower == "both" and tokens[1].lower in words("grammar", "prepositions"):
        return None  # "both in Norvania and abroad"
    tokens = _without_edges(tokens[:_LONGEST])
    if not tokens or tokens[0].lower in ("what", "whatever", "there"):
        return None
    pronoun = _pronoun(tokens)
    if pronoun:
        return pronoun
    core = _core(tokens)
    persons = [name for name in names if name.kind == "person"]
    joined = several(tokens, core, names)
    if joined:
        return joined
    person = _head_person(core, persons) or _person_after(tokens, core, persons)
    if person:
        return _personal(text, core, person)
    return _common(text, core)


def _without_edges(tokens: list[Token]) -> list[Token]:
    while tokens and (tokens[0].is_mark or tokens[0].lower in ("and", "but", "or", "both", "like", "even", "yet")):
        if tokens[0].lower == "both" and len(tokens) > 1 and not tokens[1].word[0].isupper():
            break
        tokens = tokens[1:]
    while len(tokens) > 1 and tokens[0].lower in _SPEECH:
        tokens = tokens[1:]
    while len(tokens) > 1 and (tokens[-1].lower in _SPEECH or tokens[-1].lower in ("to", "and", "that", "but")):
        tokens = tokens[:-1]
    if len(tokens) == 1 and tokens[0].lower in _SPEECH and tokens[0].lower != "that":
        return []
    while tokens and tokens[-1].is_mark and tokens[-1].word not in "%)":
        tokens = tokens[:-1]
    return tokens


def _pronoun(tokens: list[Token]) -> Phrase | None:
    first = tokens[0]
    lower = first.lower.split("’")[0].split("'")[0]
    known = ("male", "female", "plural", "thing", "relative", "own")
    if not any(lower in words("pronouns", name) for name in known):
        return None
    if len(tokens) > 1 and not _ends_pronoun(lower, tokens[1]):
        return None
    if lower == "that" and len(tokens) > 1:
        return None
    if len(tokens) > 2 and tokens[1].lower in ("and", "or"):
        return Phrase("several", first.start, tokens[-1].end, lower, type="group", plural=True)
    return Phrase("pronoun", first.start, first.start + len(lower), lower, plural=lower in words("pronouns", "plural"))


def _ends_pronoun(pronoun: str, after: Token) -> bool:
    """Return whether a pronoun stands by itself, and does not belong to a noun as "his" does in "his campaign"."""
    if after.word in '“"‘':
        return False  # "its “national” reporter"
    if after.is_mark or after.lower in (
        "and",
        "or",
        "who",
        "himself",
        "herself",
        "themselves",
        "itself",
        "too",
        "also",
    ):
        return True
    return pronoun in ("he", "she", "they", "it", "who", "i", "we", "you", "them", "him")


def _core(tokens: list[Token]) -> list[Token]:
    """Return the words up to the first apposition, relative clause or bracket."""
    for at, token in enumerate(tokens):
        if at and (token.word in ",([–—:;-" or token.lower in words("grammar", "breaks")):
            return tokens[:at]
    return tokens


# ── persons by name ──────────────────────────────────────────────────────────────────────────────────────


def _head_person(core: list[Token], persons: Sequence[Name]) -> Name | None:
    """Return the person whose name is the head of the phrase, not part of what describes it."""
    for person in persons:
        inside = [at for at, token in enumerate(core) if token.start >= person.start and token.start < person.end]
        if not inside:
            continue
        first = next(at for at, token in enumerate(core) if token.end > person.titles_start)
        if first and core[first - 1].lower in ("and", "&") and not person.titles:
            continue
        if (
            first
            and core[first - 1].lower in words("grammar", "prepositions")
            and not (core[first].end <= person.start and _is_title_of(core, first))
        ):
            continue
        behind = first - 1
        while behind > 0 and noun_type(core[behind].lower) == "person":
            behind -= 1
        if 0 < behind < first - 1 and core[behind].lower in words("grammar", "prepositions"):
            continue  # "a study by economist Jane Roe"
        last = core[inside[-1]]
        after = core[inside[-1] + 1] if inside[-1] + 1 < len(core) else None
        if (last.is_possessive and after is not None) or _owns_next(core, inside[-1]):
            continue
        if after is None or leaves_name(after):
            return person
    return None


def _owns_next(core: list[Token], at: int) -> bool:
    """Return whether a name that ends in s is followed by an apostrophe and what its bearer has: "Voss' aides"."""
    return at + 2 < len(core) and core[at].word.endswith("s") and core[at + 1].word in "'’"


def _is_title_of(core: list[Token], first: int) -> bool:
    """Return whether the "of" before a name belongs to a title in capitals: "Secretary of State Jane Roe"."""
    return first >= 2 and core[first - 1].lower in ("of", "for") and is_role(core[first - 2].lower)


def _person_after(tokens: list[Token], core: list[Token], persons: Sequence[Name]) -> Name | None:
    """Return the person named behind a comma: "a spokesman for the ministry, Jane Roe"."""
    part = _head_part(core)
    if not part or len(core) >= len(tokens) - 1 or tokens[len(core)].word != ",":
        return None
    head = part[-1]
    if not any(is_role(token.lower) for token in part) and (
        head.word[0].isupper() or noun_type(head.lower) or is_plural(head.lower)
    ):
        return None
    behind = tokens[len(core) + 1]
    for person in persons:
        if person.titles_start == behind.start:
            later = [token for token in tokens if token.start >= person.end]
            return person if not later or leaves_name(later[0]) else None
    return None


def _personal(text: str, core: list[Token], person: Name) -> Phrase:
    before = without_article([token for token in core if token.start < person.start])
    described = None
    if before:
        begin = before[0].start
        begin -= text[begin - 1 : begin] == "“" and "”" in text[begin : before[-1].end]
        described = text[begin : min(before[-1].end, person.start)].strip(" ,")
        if text[before[-1].end : before[-1].end + 1] == "." and len(before[-1].word) < 6:
            described += "."
    return Phrase("person", person.start, person.end, person.words[-1].lower(), person, described, "person", True)


# ── other names and nouns ────────────────────────────────────────────────────────────────────────────────


def _common(text: str, core: list[Token]) -> Phrase | None:
    definite = core[0].lower in ("the", "this", "that", "these", "those", "both") or core[0].is_possessive
    owner = core[0] if _owns(core[0]) else None
    quantified = _past_quantifiers(core)
    head_part = _head_part(quantified)
    kept = without_article(core)
    if not head_part or not kept:
        return _bare(core)
    named = _proper(text, head_part, quantified)
    head = head_part[-1]
    type_, plural = named or type_of(head_part, core)
    kind: PhraseKind = "name" if named else "noun"
    end = _end_of(head_part, core, quantified)
    start = kept[0].start
    modifiers = tuple(token.word for token in head_part[:-1] if token.lower not in words("grammar", "determiners"))
    if named and kind == "name":
        capital = next((token for token in head_part if token.word[0].isupper()), head_part[0])
        alone = capital is head and not (head.word in known_organisations() or head.word in places())
        start = head_part[0].start if alone else capital.start  # "conservative super PAC", "nonpartisan Budget Office"
    long = end > head.end + 1
    return Phrase(kind, start, end, _head_word(head_part), None, None, type_, definite, plural, owner, modifiers, long)


def _head_word(head_part: list[Token]) -> str:
    """Return the head noun; of "attorney general" its first part, which says what somebody is."""
    last = head_part[-1].lower
    if last in ("general", "elect") and len(head_part) > 1 and not head_part[-2].is_mark:
        before = head_part[-2].lower
        return before if before in ("attorney", "inspector", "secretary", "director", "surgeon", "solicitor") else last
    return last


def _owns(token: Token) -> bool:
    return token.lower in ("his", "her", "their", "its") or (token.is_possessive and token.word[0].isupper())


def _bare(core: list[Token]) -> Phrase | None:
    """Return a phrase for a determiner or number by itself: "some", "others", "six in 10"."""
    return Phrase("noun", core[0].start, core[-1].end, core[-1].lower, type="group", plural=True)


def _past_quantifiers(core: list[Token]) -> list[Token]:
    """Return what is counted: "residents" in "some of the residents", "72 percent of residents"."""
    for at, token in enumerate(core[:8]):
        if token.lower in ("of", "in") and at and at + 1 < len(core):
            head = core[at - 1].lower
            counted = head in words("groups", "quantifiers") or head in words("groups", "numbers") or head[0].isdigit()
            return core[at + 1 :] if counted and not is_role(head) else core
    return core


def _head_part(core: list[Token]) -> list[Token]:
    """Return the words up to what follows the head noun, without determiners before it."""
    at = 0
    while at < len(core) and (
        core[at].lower in words("grammar", "determiners")
        or core[at].lower in words("groups", "quantifiers")
        or (core[at].word[0].isdigit() and not core[at].lower.endswith("-old"))
        or core[at].lower in words("groups", "numbers")
        or core[at].lower in _ADVERBS
    ):
        at += 1
    if at == len(core) and core and core[-1].lower in words("groups", "quantifiers"):
        return core[-1:]
    begin = at
    while at < len(core):
        token = core[at]
        lower = token.lower
        stops = any(lower in words("grammar", name) for name in ("prepositions", "after_head", "times"))
        stops = stops or lower in ("last", "this", "out")
        stops = stops or (at > begin and lower.endswith(("ing", "ed")) and _is_people(core[at - 1].lower))
        if at > begin and (token.is_mark or stops or lower in ("and", "or")) and not _goes_on(core, at):
            break
        at += 1
    return core[begin:at]


def _is_people(lower: str) -> bool:
    """Return whether a noun is a plural for persons, behind which "filing in" is no part of the name."""
    return is_plural(lower) and noun_type(lower) == "person"


def _goes_on(core: list[Token], at: int) -> bool:
    """Return whether the head noun is still to come: inside a name, behind a possessive, or "Russian and local men"."""
    if at + 1 >= len(core):
        return False
    before, token, after = core[at - 1], core[at], core[at + 1]
    if _inside_name(core, at):
        return True
    if token.lower in ("and", "or"):
        adjective = before.word in countries_of_adjectives() and not after.lower.endswith("s")
        return (adjective or before.is_possessive) and noun_type(after.lower) is None
    if token.word in _QUOTES:
        return token.word not in '”"’' or not (before.is_mark or after.is_mark)
    return before.is_possessive and not token.is_mark and token.lower not in words("grammar", "prepositions")


def _inside_name(core: list[Token], at: int) -> bool:
    """Return whether the "of", "for" or "and" at a place stands inside a name: "Department of Labor and Trade"."""
    if core[at].lower not in ("of", "for", "and", "on", "&", "in") or at + 1 >= len(core):
        return False
    before = core[at - 1].word
    after = core[at + 1]
    if after.lower == "the" and at + 2 < len(core):
        after = core[at + 2]
    organised = {token.word for token in core[:at]} & words("organisations", "words")
    capital = before[0].isupper() and after.word[0].isupper()
    return capital and bool(organised) and not (core[at].lower in ("on", "in") and before in places())


def _proper(text: str, head_part: list[Token], core: list[Token]) -> tuple[SpeakerType, bool] | None:
    """Return the type of what a proper name names; None where the head is a common noun."""
    head = head_part[-1]
    whole = text[head_part[0].start : head.end]
    whole = POSSESSIVE.sub("", whole)
    if whole in places() and (len(head_part) == 1 or head_part[0].word[0].isupper()):
        return "place", False
    if whole in known_organisations() or f"The {whole}" in known_organisations():
        return "organisation", False
    if not head.word[0].isupper() or head.word in peoples() or head.word[0].isdigit():
        return None
    if head.lower in words("groups", "quantifiers") or head.lower in words("groups", "numbers"):
        return None
    if len(head_part) == 1 and (noun_type(head.lower) or head.lower in words("persons", "unnamed")):
        return None
    if any(token.word in words("organisations", "words") for token in head_part):
        return "organisation", False
    if is_role(head.lower) or noun_type(head.lower):
        return None
    if len(head_part) == 1 and head.word[-1] == "s" and not head.word.isupper() and core[0].lower in ("the", "both"):
        return "group", True  # "the Roes": a family, a band
    return "organisation", False


def _end_of(head_part: list[Token], core: list[Token], quantified: list[Token]) -> int:
    """Return where the words end that name the speaker: with a phrase that belongs to the head, as "of Northfield"."""
    end = head_part[-1].end
    at = next((i for i, token in enumerate(core) if token.end == end), len(core) - 1) + 1
    while at < len(core):
        lower = core[at].lower
        if lower not in ("of", "for", "from", "in", "at", "with", "close", "familiar", "briefed", "to", "on"):
            break
        at += 1
        while at < len(core) and not core[at].is_mark and core[at].lower not in words("grammar", "prepositions"):
            if core[at].lower in words("grammar", "after_head") and core[at].lower not in (
                "familiar",
                "close",
                "briefed",
            ):
                return end
            end = core[at].end
            at += 1
    return end
