"""Whom "the senator" or "the billionaire" means: a person whom the article has called so, or has just spoken of."""

from __future__ import annotations

import re
from collections.abc import Sequence

from onrecord.statements.persons import Person, fold
from onrecord.statements.phrases import Phrase
from onrecord.statements.pronouns import Focus
from onrecord.statements.speaker_words import countries_of_adjectives, gendered_nouns, places, words

_FORMER = frozenset(("former", "ex", "onetime", "one-time", "late"))
_GENERIC = frozenset("man woman boy girl person individual someone one friend figure leader official source".split())
# nouns that fit anybody who runs for an office, and what such people are called beside
_RUNNERS = frozenset(
    "candidate nominee contender hopeful politician lawmaker legislator front-runner frontrunner".split()
)
_RUN = _RUNNERS | frozenset(
    "senator governor congressman congresswoman mogul businessman billionaire magnate developer secretary mayor "
    "republican democrat representative minister".split()
)
_PARTIES = frozenset("Republican GOP Democratic Democrat Libertarian Green Labour Conservative Tory".split())
_MENTIONS_OF_KNOWN = 4
_NEAR_SENTENCES = 4  # in which somebody who was named is still spoken of


def person_by_role(
    phrase: Phrase, persons: Sequence[Person], focus: Focus, *, quoted: bool, gender: str = ""
) -> Person | None:
    """Return whom a definite noun phrase with a noun for a person means; None where the article does not tell.

    Args:
        phrase: the phrase, "the Florida senator".
        persons: the persons of the article.
        focus: who has been spoken of.
        quoted: the phrase stands in a quotation, where it may mean somebody the article never names.
        gender: "m" or "f" where the words behind the phrase tell.
    """
    if phrase.head in _GENERIC:
        return None
    heads = _RUNNERS if phrase.head in _RUNNERS else {phrase.head}
    bearers = [person for person in persons if heads & person.nouns and person.first < phrase.start]
    gender = gender_by_nouns({phrase.head}) or gender
    bearers = [person for person in bearers if not gender or person.gender in ("", gender)]
    bearers = [person for person in bearers if _agrees_on_former(phrase, person)]
    matching = _matching(phrase, bearers)
    found = bearers[0] if len(bearers) == 1 else focus.latest(matching or bearers)
    if found is None:
        return None if quoted else _by_epithet(phrase, focus, gender)
    if not matching and any(word in countries_of_adjectives() for word in phrase.modifiers):
        return None  # "the French president", where nobody was called French
    if phrase.head in _RUNNERS and focus.sentences_since(found, phrase.start) > 2:
        return _by_epithet(phrase, focus, gender) or found
    sure = len(bearers) == 1 or phrase.head not in words("persons", "epithets")
    if matching or (sure and not _proper(phrase)):
        away = (
            not _FORMER & set(_lower(phrase))
            and phrase.head in words("persons", "epithets")
            and phrase.head != "president"
            and not matching
        )
        if away and focus.sentences_since(found, phrase.start) > _NEAR_SENTENCES:
            return (None if quoted else _by_epithet(phrase, focus, gender)) or found
        return found
    if focus.sentences_since(found, phrase.start) <= _NEAR_SENTENCES and focus.first_of_all(phrase.start) in (
        found,
        None,
    ):
        return found
    return None if quoted else _by_epithet(phrase, focus, gender)


def gender_by_nouns(nouns: set[str]) -> str:
    """Return "m" or "f" where nouns for a person tell a man or a woman; "" where they do not."""
    male, female = bool(nouns & gendered_nouns("m")), bool(nouns & gendered_nouns("f"))
    return "" if male == female else "m" if male else "f"


def _by_epithet(phrase: Phrase, focus: Focus, gender: str) -> Person | None:
    """Return who was spoken of last, if that is plain and news takes people up again by such a noun."""
    aged = any(word.endswith("-year-old") for word in (*_lower(phrase), phrase.head))
    if not aged and (phrase.head not in words("persons", "epithets") or phrase.long):
        return None
    person = focus.resolve(gender, phrase.start) if gender else focus.first_of_all(phrase.start)
    if not isinstance(person, Person) or focus.sentences_since(person, phrase.start) > (2 if aged else _NEAR_SENTENCES):
        return None
    if aged:
        return person
    if _FORMER & set(_lower(phrase)) and (
        phrase.head in person.nouns or focus.sentences_since(person, phrase.start) > 1
    ):
        return None
    if phrase.head in _RUNNERS and not person.nouns & _RUN and not _is_known_runner(phrase, person):
        return None
    return person if len(person.mentions) > 2 else None


def _is_known_runner(phrase: Phrase, person: Person) -> bool:
    """Return whether somebody can be a candidate of whom the article says no more, as it does of whom all know."""
    if person.nouns:
        return False
    said = {word for text in person.described for word in text.split()}
    parties = set(phrase.modifiers) & _PARTIES
    return len(person.mentions) >= _MENTIONS_OF_KNOWN and not (parties and said & _PARTIES and not said & parties)


def _lower(phrase: Phrase) -> list[str]:
    return [word.lower() for word in phrase.modifiers]


def _proper(phrase: Phrase) -> bool:
    """Return whether a place or a body stands in a phrase, which somebody else may come from: "the Ohio senator"."""
    return phrase.long or any(word[:1].isupper() for word in phrase.modifiers)


def _agrees_on_former(phrase: Phrase, person: Person) -> bool:
    """Return whether "the former president" is not the president, and the other way round."""
    said = [text.lower() for text in person.described if phrase.head in text.lower()]
    if _FORMER & set(_lower(phrase)):
        return any(word in text for text in said for word in ("former", "ex-", "late"))
    return (
        not said or not all("former" in text or text.startswith("ex-") for text in said) or phrase.head != "president"
    )


def _matching(phrase: Phrase, bearers: Sequence[Person]) -> list[Person]:
    """Return those of whom the article has said the words that stand before the noun."""
    said = {fold(word).removesuffix("'s") for word in phrase.modifiers} - _FORMER
    said -= {fold(word) for word in words("grammar", "modifiers") if word not in places()}
    found = []
    for person in bearers:
        own = {fold(word).removesuffix("'s") for text in person.described for word in re.split(r"[\s-]+", text)}
        if said & own:
            found.append(person)
    return found
