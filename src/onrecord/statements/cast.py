"""The cast of one article: who has been named so far, who a source is, and what is known of them at the end."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import deque
from dataclasses import replace

from onrecord.model import Span, Speaker
from onrecord.statements.antecedents import before_preposition, fuller_noun, noun_before
from onrecord.statements.authors import find_author
from onrecord.statements.descriptions import (
    apposition_of_body,
    described_after,
    described_before,
    has_role,
    head_nouns,
    without_article,
)
from onrecord.statements.layout import Layout
from onrecord.statements.names import Name
from onrecord.statements.noun_phrases import read_phrase
from onrecord.statements.others import Other, can_be_meant, is_kind_of
from onrecord.statements.persons import Person, Persons, fold
from onrecord.statements.phrases import Phrase
from onrecord.statements.pronouns import Focus
from onrecord.statements.role_reference import gender_by_nouns, person_by_role
from onrecord.statements.speaker_types import names_one, noun_type
from onrecord.statements.speaker_words import countries_of_adjectives, is_role, words
from onrecord.statements.subjects import find_subject

_MOST_ROLES = 400  # persons among whom "the senator" is looked for; an article has some dozens
_RECENT_SPEAKERS = 40  # among which "the company" is looked for
_RECENT_CHARACTERS, _RECENT_NAMES = 2500, 40  # bounds on the same, for paragraphs without end
_RECENT_PARAGRAPHS = 3  # in which "the company" or "the report" still means the one that was named
_MANY_MORE = frozenset(
    "candidates nominees contenders hopefuls rivals voters supporters people".split()
)  # not just two
_POSSESSIVE = re.compile(r"[’']s?\b")
_POSSESSIVE_END = re.compile(r"['’][sS]?$")
_ANTECEDENT = re.compile(r"[^,;:.!?()“”\"–—\n]{1,120}(?:,|,? ?[–—(]|,? --)?[ \u00a0]?$")
_SAYS = re.compile(r"\b(?:said|says|told|that|will|is|was|has|had)\b")
_GENDERED = re.compile(r"[^.,;:“”\"\nA-Z]{1,60}\b(his|her)\b")  # "the nominee attacked her opponent"
# between a name and "who": marks, a state and party in brackets, an age, a home
_ADDED = re.compile(
    r"(?: ?\([^)]{1,30}\))?,?(?: \d\d,)?(?: ?[–—(]| --)?|,? (?:of|from) [A-Z][\w.]*(?: [A-Z][\w.]*){0,2},?"
    r"|, an? [^.;:“”\"\n(]{3,120},"
)


class Cast:
    """The speakers of one article while it is read from its beginning to its end."""

    def __init__(self, layout: Layout, names: list[Name], persons: Persons) -> None:
        self.layout = layout
        self.names = names
        self.persons = persons
        self._starts = [name.start for name in names]
        self._focus = Focus(layout)
        self._places: dict[Person | Other, int] = {}  # the speakers, in the order in which they first spoke
        self._recent: deque[Other] = deque(maxlen=_RECENT_SPEAKERS)
        self._others: dict[str, Other] = {}
        self._last: Person | Other | None = None  # whose the last statement was
        self._last_at = 0
        self._organisations = [name for name in names if name.kind == "organisation"]
        self._author = find_author(layout, names, persons)
        self._describe()
        self._roles = [person for person in persons.all if person.nouns][:_MOST_ROLES]

    # ── before the sweep ─────────────────────────────────────────────────────────────────────────────────

    def _describe(self) -> None:
        for name in self.names:
            person = self.persons.by_start.get(name.start)
            if person is None or len(person.described) > 20:
                continue
            for found in (described_before(self.layout.text, name), described_after(self.layout.text, name)):
                if found:
                    person.described.append(without_article(found))
                    person.nouns |= head_nouns(found)
        for person in self.persons.all:
            if not person.gender:
                person.gender = gender_by_nouns(person.nouns)

    # ── the sweep ────────────────────────────────────────────────────────────────────────────────────────

    def pass_by(self, start: int, end: int) -> None:
        """Note a name, a pronoun, or somebody's wife or son, that is no source."""
        found: Person | Other | None = self.persons.by_start.get(start)
        if found is None:
            if self.layout.is_quoted(start):
                return
            word = self.layout.text[start:end].lower()
            found = self._by_pronoun(word, start) if len(word) < 8 and " " not in word else self._somebody(start, end)
        if found is not None:
            self._focus.mention(found, start, end)

    def _somebody(self, start: int, end: int) -> Other | None:
        """Return who "his wife" or "the woman" at a place is, who has no name there."""
        phrase = read_phrase(self.layout.text, start, end, [])
        if phrase is None or phrase.kind != "noun" or phrase.type != "unnamed" or phrase.plural:
            return None
        found = self._other(phrase)
        found.mentions.append(Span(phrase.start, phrase.end))
        return found

    def settle(self, phrase: Phrase) -> int | None:
        """Return the place of the speaker whom a source means; None where it stays open."""
        if phrase.kind == "pronoun":
            found = self._pronoun(phrase)
        elif phrase.kind == "person":
            found = self._named(phrase)
        else:
            found = self._named_behind(phrase) or self._by_noun(phrase) or self._other(phrase)
        return None if found is None else self._note(found, phrase)

    def _note(self, found: Person | Other, phrase: Phrase) -> int:
        span = Span(phrase.start, phrase.end)
        somebody = _is_somebody(found) and not _takes_up(phrase) and phrase.head not in words("pronouns", "own")
        if somebody:
            self._focus.mention(found, phrase.start, phrase.end, source=True)
        if isinstance(found, Person):
            if phrase.kind == "noun":
                found.aliases.setdefault(span.of(self.layout.text))
                found.called.append(span.of(self.layout.text))
        else:
            if phrase.kind == "name" and not found.described:
                found.described += filter(None, [apposition_of_body(self.layout.text, phrase.end)])
            if not somebody:
                self._focus.forget_speaker()
            self._recent.append(found)
            if phrase.kind != "pronoun":
                found.aliases.setdefault(span.of(self.layout.text))
        found.mentions.append(span)
        self._last, self._last_at = found, phrase.start
        return self._places.setdefault(found, len(self._places))

    def _named(self, phrase: Phrase) -> Person | None:
        assert phrase.name is not None
        person = self.persons.by_start.get(phrase.name.start)
        if person is not None and phrase.before and has_role(phrase.before) and not _SAYS.search(phrase.before):
            person.described.append(phrase.before)
            person.nouns |= head_nouns(phrase.before)
        return person

    def _named_behind(self, phrase: Phrase) -> Person | None:
        """Return the person whose name follows a source for one person: "the mayor of Halden", then ", Jane Roe,"."""
        if phrase.kind != "noun" or phrase.type != "unnamed" or phrase.plural or not (phrase.definite or phrase.owner):
            return None
        text = self.layout.text
        at = bisect_left(self._starts, phrase.end)
        name = self.names[at] if at < len(self.names) else None
        if name is None or text[phrase.end : name.titles_start] != ", " or text[name.end : name.end + 1] != ",":
            return None
        return self.persons.by_start.get(name.start)

    # ── pronouns ─────────────────────────────────────────────────────────────────────────────────────────

    def _pronoun(self, phrase: Phrase) -> Person | Other | None:
        head = phrase.head
        if head in words("pronouns", "relative"):
            return self._relative(phrase)
        if head in words("pronouns", "male") or head in words("pronouns", "female"):
            return self._by_pronoun(head, phrase.start)
        if head in ("i", "me", "my", "myself"):
            return None if self.layout.is_quoted(phrase.start) else self._author
        return self._by_they_or_it(head, phrase.start)

    def _by_pronoun(self, head: str, at: int) -> Person | Other | None:
        gender = "m" if head in words("pronouns", "male") else "f"
        return self._focus.resolve(gender, at)

    def _by_they_or_it(self, head: str, at: int) -> Other | None:
        """Return what "they" or "it" means: the subject of this sentence, who spoke last, the subject before."""
        plural = head in words("pronouns", "plural")
        if self.layout.is_quoted(at) or not (plural or head in words("pronouns", "thing")):
            return None
        sentence = self.layout.sentence(at)
        found = self._subject(sentence, at, plural)
        if found is not None:
            return found
        if plural:
            named = self._people_before(at)
            if named is not None and (self._last is None or self._last_at < named.start):
                return self._people(named)
        last = self._last
        fits = isinstance(last, Other) and can_be_meant(last, plural)
        since = sentence - self.layout.sentence(self._last_at)
        if fits and since < 2:
            return last  # type: ignore[return-value]
        same = sentence and self.layout.paragraph(at) == self.layout.paragraph(self.layout.sentences[sentence - 1])
        found = self._subject(sentence - 1, at, plural) if same else None
        if found is not None:
            return found
        near = self.layout.paragraph(at) - self.layout.paragraph(self._last_at) < 2
        return last if fits and near else None  # type: ignore[return-value]

    def _subject(self, sentence: int, at: int, plural: bool) -> Other | None:
        """Return the subject of a sentence, if "they" or "it" can mean it."""
        where = find_subject(self.layout, self.names, sentence, at)
        if where is None:
            return None
        inside = self.names[bisect_left(self._starts, where[0]) : bisect_left(self._starts, where[1])]
        phrase = read_phrase(self.layout.text, *where, inside)
        if phrase is None or phrase.kind in ("pronoun", "person"):
            return None
        if phrase.head in words("groups", "pronouns") or (phrase.type == "document" and self._people_before(at)):
            return None  # "those", "no one"; people beside a thing are who "they" are
        found = self._by_noun(phrase) or self._other(phrase)
        if not isinstance(found, Other) or not can_be_meant(found, plural):
            return None
        found.mentions.append(Span(phrase.start, phrase.end))
        return found

    def _people_before(self, at: int) -> Name | None:
        """Return the last plural of a people or party in this sentence or the one before; None where two differ."""
        sentence = self.layout.sentence(at)
        start = self.layout.sentences[max(0, sentence - 1)]
        start = max(start, self.layout.paragraphs[self.layout.paragraph(at)])
        first, last = bisect_left(self._starts, start), bisect_left(self._starts, at)
        named = [name for name in self.names[first:last] if name.kind == "people" and name.words[-1].endswith("s")]
        named = [name for name in named if not self.layout.is_quoted(name.start)]
        return named[-1] if named and len({name.words for name in named}) == 1 else None

    def _people(self, name: Name) -> Other:
        words_ = " ".join((*name.titles, *name.words))
        key = f"group {fold(words_)}"
        found = self._others.get(key)
        if found is None:
            found = self._others[key] = Other(words_, "group", name.words[-1].lower(), True)
        found.mentions.append(Span(name.titles_start, name.end))
        return found

    def _relative(self, phrase: Phrase) -> Person | Other | None:
        """Return whom "who" or "which" refers to: the person or the noun directly before it, or whose that is."""
        start = max(self.layout.sentence_start(phrase.start), phrase.start - 160)
        personal = phrase.head in ("who", "whom", "whose")
        at: int | None = phrase.start
        for _ in range(3):  # "the senator from Vermont, who": back over what follows the noun
            if at is None:
                break
            inside = self.names[bisect_left(self._starts, start) : bisect_left(self._starts, at)]
            person = self._person_before(inside, at) if personal else None
            found = person or self._antecedent(start, at, inside, personal)
            if found is not None:
                return found
            at = before_preposition(self.layout.text, start, at)
        return None

    def _antecedent(self, start: int, at: int, inside: list[Name], personal: bool) -> Person | Other | None:
        """Return the noun directly before a relative pronoun, if such a pronoun can refer to it."""
        text = self.layout.text
        found = _ANTECEDENT.search(text, start, at)
        if not found:
            return None
        begin = noun_before(text, found.start(), at)
        inner = read_phrase(text, begin, at, [name for name in inside if name.start >= begin])
        if inner is None or inner.kind == "pronoun":
            return None
        if inner.kind == "person":
            return self._named(inner) if personal else None
        named = next((name for name in inside if name.kind == "organisation" and name.end == begin - 2), None)
        if inner.type == "organisation" and named is not None and text[named.end : begin] == ", ":
            inner = read_phrase(text, named.start, named.end, []) or inner  # "Halden Action, a group that"
        if personal and inner.type in ("document", "place", "organisation"):
            return None  # it refers further back
        if personal and not inner.plural and text[begin:at].split()[0].strip(",").lower() == inner.head:
            return None  # "the nominee for president, who": no noun for one person stands without an article
        unknown = inner.type == "unnamed" and not inner.plural and not names_one(inner.head)
        if personal and unknown:
            return None
        if unknown:
            if text[begin:at].split()[0].lower() not in words("grammar", "determiners") and not inner.owner:
                return None
            inner = replace(inner, type="document")  # "a film that", whatever thing it is
        meant = self._by_noun(inner)
        if meant is self._last and self._last_at >= start:
            meant = None  # "Roe told the senator, who": not Roe
        return meant or self._other(inner)

    def _person_before(self, names: list[Name], at: int) -> Person | None:
        """Return the person whose name, or whose apposition, ends right before "who"."""
        for name in reversed(names):
            person = self.persons.by_start.get(name.start)
            if person is None:
                continue
            between = self.layout.text[name.end : at].rstrip()
            if _ADDED.fullmatch(between):
                return person
            apposed = described_after(self.layout.text, name)
            if apposed and between.lstrip().startswith(",") and between.rstrip(",").endswith(apposed.rstrip()[-12:]):
                return person
            return None
        return None

    # ── nouns ────────────────────────────────────────────────────────────────────────────────────────────

    def _by_noun(self, phrase: Phrase) -> Person | Other | None:
        """Return who a noun phrase means that the article has named before: "the senator", "the company"."""
        if not phrase.definite or phrase.kind != "noun" or phrase.owner:
            return None
        if phrase.plural:
            return self._together(phrase)
        if is_role(phrase.head) or any("-year-old" in word for word in (*phrase.modifiers, phrase.head)):
            quoted = self.layout.is_quoted(phrase.start)
            after = _GENDERED.match(self.layout.text, phrase.end)
            gender = "" if not after else "f" if after.group(1) == "her" else "m"
            return person_by_role(phrase, self._roles, self._focus, quoted=quoted, gender=gender)
        return self._by_kind(phrase)

    def _by_kind(self, phrase: Phrase) -> Other | None:
        """Return the organisation or document of this kind that was named in the last paragraphs."""
        here = self.layout.paragraph(phrase.start)
        own = {word for word in phrase.modifiers if word[:1].isupper()}
        for other in reversed(self._recent):
            if own and not own <= set(other.name.split()):
                continue  # "the Doe campaign" is not Roe's
            if other.type != phrase.type or other.plural or not other.mentions:
                continue
            if here - self.layout.paragraph(other.mentions[-1].start) > _RECENT_PARAGRAPHS:
                continue
            if other.head == phrase.head or (other.type == "organisation" and is_kind_of(other, phrase.head)):
                return other
        return None if phrase.modifiers or phrase.long else self._spoken_of(phrase)

    def _spoken_of(self, phrase: Phrase) -> Other | None:
        """Return the body or document that was spoken of last, not as a speaker, and that "the agency" can mean."""
        at = self.layout.paragraph(phrase.start)
        start = max(self.layout.paragraphs[max(0, at - _RECENT_PARAGRAPHS + 1)], phrase.start - _RECENT_CHARACTERS)
        fuller = fuller_noun(self.layout, start, phrase)
        if fuller is not None:
            inside = self.names[bisect_left(self._starts, fuller[0]) : bisect_left(self._starts, fuller[1])]
            inner = read_phrase(self.layout.text, *fuller, inside)
            if inner is not None and inner.type == phrase.type and inner.head == phrase.head:
                return self._other(inner)
        return self._body_named(phrase) if phrase.type == "organisation" else None

    def _body_named(self, phrase: Phrase) -> Other | None:
        """Return the body named last in this paragraph or the one before, if "the agency" can mean it."""
        at = self.layout.paragraph(phrase.start)
        start = self.layout.paragraphs[max(0, at - 1)]
        first, last = bisect_left(self._starts, start), bisect_left(self._starts, phrase.start)
        for name in reversed(self.names[max(first, last - _RECENT_NAMES) : last]):
            inner = read_phrase(self.layout.text, name.start, name.end, []) if name.kind == "organisation" else None
            if inner is None or inner.kind != "name" or inner.type != "organisation":
                continue
            found = self._other(inner)
            if is_kind_of(found, phrase.head, plainly=len(name.words) < 2 or self.layout.paragraph(name.start) != at):
                return found
        return None

    def _together(self, phrase: Phrase) -> Other | None:
        """Return the persons named together last, if "the senators" can mean them."""
        if phrase.long or noun_type(phrase.head) != "person" or {word.lower() for word in phrase.modifiers} - {"two"}:
            return None
        if phrase.head in _MANY_MORE or self.layout.text[phrase.start].isupper():
            return None
        here = self.layout.paragraph(phrase.start)
        for other in reversed(self._recent):
            if not other.head and here - self.layout.paragraph(other.mentions[-1].start) < 2:
                return other
        return None

    def _other(self, phrase: Phrase) -> Other:
        text = self.layout.text
        name = " ".join(text[phrase.start : phrase.end].split())
        if phrase.kind == "name":
            name = _POSSESSIVE_END.sub("", name)
        if phrase.type == "place":
            name = countries_of_adjectives().get(name, name)
        owner, rest = self._owner(phrase)
        if owner is None:
            return self._other_named(name, f"{phrase.type} {fold(_POSSESSIVE.sub('', name))}", phrase)
        key = f"{phrase.type} {owner.surname} {fold(rest)}"  # "his campaign", "Jane Roe's campaign", "the Roe campaign"
        if phrase.owner and phrase.owner.lower in ("his", "her"):
            name = f"{owner.name}'s {rest}"
        elif key in self._others and _POSSESSIVE.search(self._others[key].name) and not _POSSESSIVE.search(name):
            self._others[key].name = name
        return self._other_named(name, key, phrase)

    def _other_named(self, name: str, key: str, phrase: Phrase) -> Other:
        """Return the speaker of this name, or whose initials or long form this is; else a new one."""
        found = self._others.get(key)
        if found is None and phrase.type == "organisation":
            initials = "".join(word[0] for word in name.split() if word[0].isupper())
            short = len(name.split()) == 1 and name.isupper()
            found = self._others.get(f"initials {fold(name)}" if short else f"organisation {fold(initials)}")
            if found is not None and not short:
                found.name = max(found.name, name, key=len)
            if not short and len(initials) > 2 and found is None:
                found = self._others[f"initials {fold(initials)}"] = Other(
                    name, phrase.type, phrase.head, phrase.plural
                )
        if found is None:
            found = Other(name, phrase.type, phrase.head, phrase.plural, gender=gender_by_nouns({phrase.head}))
        self._others[key] = found
        return found

    def _owner(self, phrase: Phrase) -> tuple[Person | None, str]:
        """Return whose campaign, wife or office it is, and the words for it; None where that is open."""
        text = self.layout.text
        if phrase.owner and phrase.owner.lower in ("his", "her"):
            person = self._by_pronoun(phrase.owner.lower, phrase.owner.start)
            rest = " ".join(text[phrase.owner.end : phrase.end].split())
            return (person if isinstance(person, Person) else None), rest
        at = bisect_left(self._starts, phrase.start)
        name = self.names[at] if at < len(self.names) else None
        if phrase.kind == "several" or name is None or name.titles_start > phrase.start or name.end >= phrase.end:
            return None, ""
        rest = " ".join(_POSSESSIVE.sub("", text[name.end : phrase.end], count=1).split())
        return self.persons.by_start.get(name.start), rest

    # ── after the sweep ──────────────────────────────────────────────────────────────────────────────────

    def speakers(self) -> tuple[Speaker, ...]:
        """Return the speakers in the order in which they first spoke."""
        return tuple(_as_speaker(speaker) for speaker in self._places)


def _is_somebody(found: Person | Other) -> bool:
    """Return whether "he" or "she" can mean a speaker."""
    return isinstance(found, Person) or (found.type == "unnamed" and not found.plural and names_one(found.head))


def _takes_up(phrase: Phrase) -> bool:
    """Return whether a noun takes up somebody with a name, whom the article leaves to be guessed: "the billionaire"."""
    return (
        phrase.kind == "noun" and phrase.definite and not phrase.owner and phrase.head in words("persons", "epithets")
    )


def _as_speaker(speaker: Person | Other) -> Speaker:
    mentions = tuple(sorted(set(speaker.mentions), key=lambda span: (span.start, span.end)))
    if isinstance(speaker, Other):
        aliases = tuple(alias for alias in speaker.aliases if alias != speaker.name)
        return Speaker(speaker.name, speaker.type, next(iter(speaker.described), None), aliases, mentions)
    aliases = tuple(alias for alias in speaker.aliases if alias != speaker.name)
    return Speaker(speaker.name, "person", _description(speaker), aliases, mentions)


def _description(person: Person) -> str | None:
    """Return the fullest of what is said of a person, the first of two as full; else what takes them up again."""
    fullest = max(person.described, key=lambda text: len(text.split()), default=None)
    return fullest or next(iter(person.called), None)
