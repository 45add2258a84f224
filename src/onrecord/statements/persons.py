"""The persons of an article: which names are one person's, with gender and descriptions."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from onrecord.model import Span
from onrecord.statements.layout import Layout
from onrecord.statements.names import Name
from onrecord.statements.speaker_words import (
    gendered_nouns,
    given_name_genders,
    is_role,
    name_list,
    nicknames,
    title_nouns,
    unaccented,
)

_PRONOUN_NEAR = re.compile(r"\b(he|his|him|she|her|hers)\b", re.IGNORECASE)
_MOST_BEARERS = 30  # of one surname that are told apart
_NEAR = 160  # characters behind a name in which a pronoun tells its bearer's gender


@dataclass(slots=True, eq=False)
class Person:
    """One person under all the names that an article gives them. Grows while the article is read."""

    words: tuple[str, ...]  # the fullest name: "Jane", "Roe"
    first: int  # where they are first named
    name: str  # the fullest name as the article writes it, small words included
    gender: str = ""  # "m", "f", "" where nothing tells
    nouns: set[str] = field(default_factory=set)  # what the article calls them: "senator"
    described: list[str] = field(default_factory=list)
    called: list[str] = field(default_factory=list)  # by which nouns they are taken up: "Norvanian nominee"
    aliases: dict[str, None] = field(default_factory=dict)
    mentions: list[Span] = field(default_factory=list)

    @property
    def surname(self) -> str:
        """Return the folded last name."""
        return fold(surname(self.words))

    @property
    def given(self) -> str:
        """Return the folded first name; "" where only the last is known."""
        return fold(self.words[0]) if len(without_suffix(self.words)) > 1 else ""


def fold(word: str) -> str:
    """Return a name's word without case, accents, points and curly marks."""
    return unaccented(word).lower().replace(".", "").replace("’", "'")


def without_suffix(words_: tuple[str, ...]) -> tuple[str, ...]:
    """Return a name without "Jr."."""
    while len(words_) > 1 and words_[-1].lower() in name_list("suffixes"):
        words_ = words_[:-1]
    return words_


def surname(words_: tuple[str, ...]) -> str:
    """Return the last word of a name that is no "Jr."."""
    return without_suffix(words_)[-1]


class Persons:
    """The persons of one article, and who a name means."""

    def __init__(self, layout: Layout, names: Sequence[Name]) -> None:
        self.layout = layout
        self.all: list[Person] = []
        self.by_start: dict[int, Person] = {}
        self._by_surname: dict[str, list[Person]] = {}
        self._by_given: dict[str, list[Person]] = {}
        self._owner: dict[str, Person] = {}
        full = [name for name in names if name.kind == "person" and _is_full(name)]
        for name in full:
            self._add_full(name)
        for name in names:
            if name.start not in self.by_start and name.kind in ("person", "unknown"):
                self._add_short(name)
        self._guess_genders(sorted(name.start for name in names))

    def _add_full(self, name: Name) -> None:
        key = fold(surname(name.words))
        gender = _gender_of(name)
        bearers = self._by_surname.setdefault(key, [])
        for person in bearers[:_MOST_BEARERS]:
            if _one_person(person, name, gender):
                break
        else:
            person = Person(name.words, name.start, self._written(name))
            self.all.append(person)
            bearers.append(person)
            self._by_given.setdefault(fold(name.words[0]), []).append(person)
        if len(" ".join(name.words)) > len(" ".join(person.words)):
            person.words, person.name = name.words, self._written(name)
        self._mention(person, name, gender)

    def _written(self, name: Name) -> str:
        return " ".join(self.layout.text[name.start : name.end].split())

    def _mention(self, person: Person, name: Name, gender: str = "") -> None:
        self.by_start[name.start] = person
        person.gender = person.gender or gender
        person.mentions.append(Span(name.start, name.end))
        person.aliases.setdefault(self._written(name))
        for title in name.titles:
            lower = title.lower()
            noun = title_nouns().get(lower, lower)
            if is_role(noun):
                person.nouns.add(noun)

    def _guess_genders(self, starts: list[int]) -> None:
        for person in self.all:
            if not person.gender:
                person.gender = self._gender_by_pronouns(person, starts)

    def _gender_by_pronouns(self, person: Person, starts: list[int]) -> str:
        """Return the gender of the pronouns that follow a person's name with nothing else named between."""
        votes: Counter[str] = Counter()
        for span in person.mentions[:8]:
            at = bisect_right(starts, span.start)
            following = starts[at] if at < len(starts) else len(self.layout.text)
            found = _PRONOUN_NEAR.search(self.layout.text, span.end, min(span.end + _NEAR, following))
            if found:
                votes["m" if found.group().lower() in ("he", "his", "him") else "f"] += 1
        best = votes.most_common(2)
        if not best or (len(best) > 1 and best[1][1] == best[0][1]):
            return ""
        return best[0][0]

    def _add_short(self, name: Name) -> None:
        word = fold(surname(name.words))
        if _is_full(name):
            return
        gender = _gender_of(name) if name.titles else ""
        person = self._by_last_name(word, name, gender) or self._by_first_name(word, name, gender)
        if person is None and name.kind == "person" and not self._by_surname.get(word):
            person = Person(name.words, name.start, self._written(name), _title_gender(name))
            self.all.append(person)
            self._by_surname.setdefault(word, []).append(person)
        if person is not None:
            self._mention(person, name, _title_gender(name))

    def _by_last_name(self, word: str, name: Name, gender: str) -> Person | None:
        found = self._by_surname.get(word, [])[:_MOST_BEARERS]
        gender = _title_gender(name)
        fits = [person for person in found if not gender or person.gender in ("", gender)]
        if len(fits) < 2:
            return fits[0] if fits else None
        titled = [
            person for person in fits if {title_nouns().get(t.lower(), t.lower()) for t in name.titles} & person.nouns
        ]
        if len(titled) == 1:
            return titled[0]
        if gender:
            known = [person for person in fits if person.gender == gender]
            if len(known) == 1:
                return known[0]
        return self._bearer(word, fits, name)

    def _bearer(self, word: str, fits: list[Person], name: Name) -> Person | None:
        """Return whom a surname by itself means where several bear it: the first whom the article names in full.

        Newspapers keep the bare surname for the one whom an article is about, and name the others in full.
        """
        if word not in self._owner:
            named = [person for person in fits if person.mentions and person.mentions[0].start < name.start]
            if not named:
                return None
            self._owner[word] = min(named, key=lambda person: person.mentions[0].start)
        return self._owner[word] if self._owner[word] in fits else None

    def _by_first_name(self, word: str, name: Name, gender: str) -> Person | None:
        found = self._by_given.get(word, [])
        return found[0] if len(found) == 1 else None


def _is_full(name: Name) -> bool:
    """Return whether a name has a given name: "Marine Le Roe" has, "Le Roe" and "de la Cruz" have none."""
    plain = without_suffix(name.words)
    return len(plain) > 1 and not (len(plain) == 2 and plain[0].lower() in name_list("particles"))


def _gender_of(name: Name) -> str:
    return _title_gender(name) or given_name_genders().get(fold(name.words[0]), "")


def _title_gender(name: Name) -> str:
    for title in name.titles:
        for gender in ("m", "f"):
            if title.lower() in gendered_nouns(gender):
                return gender
    return ""


def _one_person(person: Person, name: Name, gender: str) -> bool:
    """Return whether a full name can be another form of a person's: "Bernie" and "Bernard", "J. R." and none."""
    one, other = person.given, fold(name.words[0])
    suffixes = [{w.lower().strip(".") for w in words_} & {"jr", "ii", "iii"} for words_ in (person.words, name.words)]
    if suffixes[0] != suffixes[1]:
        return False
    if one == other or not one:
        return True
    if person.gender and gender and person.gender != gender:
        return False
    if any(one in names and other in names for names in nicknames()):
        return True
    short, long = sorted((one, other), key=len)
    return 3 <= len(short) <= 4 and long.startswith(short)
