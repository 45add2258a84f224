"""The names in a text: runs of capitalised words, and what each can be a name of."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from onrecord.statements.layout import Layout
from onrecord.statements.speaker_types import noun_type
from onrecord.statements.speaker_words import (
    given_name_genders,
    is_role,
    known_organisations,
    name_list,
    openers,
    peoples,
    places,
    titles,
    unaccented,
    words,
)

NameKind = Literal["person", "organisation", "place", "people", "unknown"]

# A capitalised word: inner hyphens, points, ampersands and apostrophes belong to it, an "'s" at its end does not.
_CAPITALISED = re.compile(r"\b(?![a-z\d_])\w(?:\w|[-&.](?=\w)|['’](?=\w)(?![sS]\b|d\b|ll\b|re\b|ve\b))*")
_GAP = re.compile(
    r"[ \u00a0](?:(?:de|del|della|di|da|dos|du|la|le|van|von|der|den|ter|bin|bint|ibn|al|el|y)[ \u00a0]){0,2}"
)
_INITIALS = re.compile(r"(?:\w\.)*\w$")
_AGE = re.compile(r", (?:(?:aged )?\d\d\b|who |whose )")
_SPOKE = re.compile(
    r"(?:,[^,.\n]{1,80},)? (?:said|says|told|added|wrote|tweeted|argued|insisted|testified|recalled|noted)\b"
)
_NAME_ENDS = re.compile(r"[,(]| \(|['’]s?\b| (?:of|who|in|from|at|and|or|with|himself|herself) |$")
_NO_GIVEN_NAMES = frozenset(
    ("Team", "President-elect", "Camp", "Never", "Anti", "Pro", "Absent", "Young", "State", "Treasury", "Labor")
)
_KIN = frozenset("wife husband son daughter sister brother mother father girlfriend boyfriend friend named".split())
_ALSO_NAMES = frozenset(("May", "Will", "June", "April", "Day", "Long"))  # openers that are names as well
_INNER_STOP = re.compile(r"[.!?][\"”’']? +\w")
_TITLE_CASE = 0.6  # the share of capitalised words from which a line without a full stop is a headline


@dataclass(frozen=True, slots=True)
class Name:
    """One run of capitalised words: the name itself, the titles before it, what it can be a name of."""

    start: int  # of the name, without titles
    end: int
    words: tuple[str, ...]
    titles: tuple[str, ...]
    titles_start: int  # where the titles begin; `start` where there are none
    kind: NameKind
    opens: bool  # the first words of a sentence


@dataclass(frozen=True, slots=True)
class _Token:
    start: int
    end: int
    word: str


def find_names(layout: Layout, sources: Sequence[tuple[int, int]] = ()) -> list[Name]:
    """Return the names of a text in order.

    Args:
        layout: the layout of the text.
        sources: where sources start and end, in order: a name that one begins or ends with is likely a person's.
    """
    headlines = _headlines(layout)
    source_starts = {start for start, _ in sources}
    source_ends = {end for _, end in sources}
    names = []
    for run in _runs(layout.text, source_starts, source_ends):
        in_source = run[0].start in source_starts or run[-1].end in source_ends
        if layout.paragraph(run[0].start) in headlines and not in_source:
            continue
        opens = run[0].start <= layout.sentence_start(run[0].start) + 2
        name = _name(run, opens, in_source)
        if name:
            names.append(name)
    return _settled(layout.text, names, source_starts, source_ends)


def _runs(text: str, starts: set[int], ends: set[int]) -> Iterator[list[_Token]]:
    """Return the runs of capitalised words; none runs across the beginning or the end of a source."""
    run: list[_Token] = []
    for found in _CAPITALISED.finditer(text):
        token = _token(text, found.start(), found.end())
        if token is None:
            continue
        joins = run and len(run) < 12 and _joins(text, run[-1].end, token.start)
        if run and (not joins or token.start in starts or run[-1].end in ends):
            yield run
            run = []
        run.append(token)
    if run:
        yield run


def _token(text: str, start: int, end: int) -> _Token | None:
    word = text[start:end]
    if not word[0].isupper():
        return None
    if text[end : end + 1] == "." and (f"{word.lower()}." in titles() or _INITIALS.match(word) or word in ("Jr", "Sr")):
        end += 1
    return _Token(start, end, text[start:end])


def _joins(text: str, end: int, start: int) -> bool:
    return start - end <= 12 and bool(_GAP.fullmatch(text, end, start))


def _headlines(layout: Layout) -> frozenset[int]:
    """Return the paragraphs that are written as headlines are, in which capitals tell nothing."""
    found = set()
    text, starts = layout.text, layout.paragraphs
    for at, start in enumerate(starts):
        end = starts[at + 1] if at + 1 < len(starts) else len(text)
        if end - start > 250 or _INNER_STOP.search(text, start, end):
            continue
        line = text[start:end].split()
        capitals = sum(word[0].isupper() for word in line)
        if len(line) > 4 and capitals > _TITLE_CASE * len(line):
            found.add(at)
    return frozenset(found)


def _name(run: list[_Token], opens: bool, in_source: bool) -> Name | None:
    lone = in_source and len(run) == 1 and run[0].word in _ALSO_NAMES
    while run and not lone and _is_opener(run[0].word) and not (run[0].word in _ALSO_NAMES and in_source):
        run = run[1:]
    while len(run) > 1 and run[-1].word.lower() in words("grammar", "times") and run[-1].word != "May":
        run = run[:-1]
    if not run:
        return None
    split = _after_titles(run)
    kept = run[split:]
    words_ = tuple(token.word for token in kept)
    titles_ = tuple(token.word for token in run[:split])
    kind = _kind(words_, titles_)
    return Name(kept[0].start, kept[-1].end, words_, titles_, run[0].start, kind, opens)


def _is_opener(word: str) -> bool:
    lower = word.lower()
    return (lower in openers() or lower in words("groups", "numbers")) and word not in ("US", "IT")


def _after_titles(run: list[_Token]) -> int:
    """Return at which word of a run the name begins, behind its titles."""
    split = 0
    for at, token in enumerate(run[:-1]):
        lower = token.word.lower()
        if lower in titles() or (is_role(lower) and not (at == 0 and lower in given_name_genders())):
            rest = run[at + 1].word.lower()
            if rest not in name_list("suffixes"):
                split = at + 1
        elif token.word in peoples() and split == at:
            split = at + 1
    if not split and _ends_in_person(run):
        split = len(run) - (3 if _INITIALS.match(run[-2].word.rstrip(".")) else 2)  # "Government Affairs Jane Roe"
    while split < len(run) - 1 and run[split].word.lower() in ("former", "ex", "then", "acting", "general", "elect"):
        split += 1
    return split


def _ends_in_person(run: list[_Token]) -> bool:
    if len(run) < 3 or _is_given(run[0].word) or run[-1].word in words("organisations", "words"):
        return False
    initial = len(run) > 3 and bool(_INITIALS.match(run[-2].word.rstrip(".")))
    given = run[-3].word if initial else run[-2].word
    return len(given) > 2 and _is_given(given)


def _is_given(word: str) -> bool:
    return unaccented(word).lower() in given_name_genders() and word not in places()


def _kind(words_: tuple[str, ...], titles_: tuple[str, ...]) -> NameKind:
    whole = " ".join(words_)
    if whole in peoples() or (titles_ and words_[0] in peoples() and len(words_) == 1):
        return "people"
    personal = any(title.lower() in titles() or is_role(title.lower()) for title in titles_)
    if whole in known_organisations() or f"The {whole}" in known_organisations():
        return "organisation"
    if whole in places() and not (personal and len(words_) == 1 and whole.lower() in given_name_genders()):
        return "place"
    gender_known = unaccented(words_[0]).lower() in given_name_genders()
    nominal = len(words_) > 1 and not gender_known and _is_common_noun(words_[-1].lower())
    if personal and not nominal and words_[-1] not in words("organisations", "words"):
        return "person"
    if len(words_) > 1 and gender_known and words_[-1] not in words("organisations", "words"):
        return "person"
    if words("organisations", "words") & set(words_):
        return "organisation"
    if len(words_) > 1 and _INITIALS.match(words_[0].rstrip(".")) and words_[-1][1:].islower() and "." in words_[0]:
        return "person"
    if len(words_) == 1 and words_[0].isupper() and 1 < len(words_[0]) <= 5:
        return "organisation"
    return "unknown"


def _settled(text: str, names: list[Name], starts: set[int], ends: set[int]) -> list[Name]:
    """Return the names with those of unknown kind taken for persons where something says so."""
    surnames = {name.words[-1] for name in names if name.kind == "person"}
    names = [_without_first(name, surnames) for name in names]
    loud = {surname.upper() for surname in surnames}
    names = [replace(name, kind="person") if _is_cue_of_a_script(text, name, loud) else name for name in names]
    lone = {name.words[0] for name in names if len(name.words) == 1 and name.kind in ("unknown", "person")}
    persons = set()
    for name in names:
        if name.kind == "unknown" and name.words not in persons:
            in_source = (name.titles_start in starts and _ends_name(text, name.end)) or name.end in ends
            if _is_person_there(text, name, in_source, surnames, lone, starts, ends):
                persons.add(name.words)
    return [_resettled(text, name, persons, surnames) for name in names]


def _is_cue_of_a_script(text: str, name: Name, loud: set[str]) -> bool:
    """Return whether a name in capitals names who speaks next, as transcripts of interviews have it: "ROE: Well"."""
    whole = name.words[-1]
    if not whole.isupper() or len(whole) < 3:
        return False
    if len(name.words) == 1 and whole in loud and whole not in known_organisations():
        return True  # a heading: "ROE SPEAKS"
    if not text.startswith(":", name.end):
        return False
    line = text[max(0, name.titles_start - 3) : name.titles_start]
    if line.strip(' "“') and not line.rstrip(' "“').endswith("\n"):
        return False
    return " ".join(name.words) not in known_organisations() or whole in loud


def _without_first(name: Name, surnames: set[str]) -> Name:
    """Return a name without a first word that is none: "Rebuking Roe" at a sentence's beginning, "Ohio Roe voters"."""
    first = name.words[0]
    if len(name.words) != 2 or name.kind != "unknown" or name.words[-1] not in surnames or _is_given(first):
        return name
    if not (name.opens or first in places() or first in _NO_GIVEN_NAMES):
        return name
    return replace(
        name, start=name.end - len(name.words[-1]), words=name.words[-1:], titles_start=name.end - len(name.words[-1])
    )


def _resettled(text: str, name: Name, persons: set[tuple[str, ...]], surnames: set[str]) -> Name:
    if name.kind == "unknown" and name.words in persons:
        return replace(name, kind="person")
    borne = name.kind in ("people", "place") or (name.kind == "organisation" and not _after_the(text, name))
    if borne and len(name.words) == 1 and name.words[0] in surnames and not name.words[0].isupper():
        return replace(name, kind="person")  # "Green", where a Jane Green is named
    if name.kind == "person" and not name.titles and name.words[0] in places() and _after_the(text, name):
        return replace(name, kind="organisation")  # "the Orlando Sentinel"
    return name


def _after_the(text: str, name: Name) -> bool:
    return text[max(0, name.titles_start - 4) : name.titles_start].lower() == "the "


def _is_common_noun(lower: str) -> bool:
    if lower in words("persons", "unnamed") or lower in words("groups", "pronouns"):
        return True
    return noun_type(lower) is not None or lower.removesuffix("s") in words("groups", "nouns")


def _ends_name(text: str, end: int) -> bool:
    """Return whether a name ends here and does not describe a noun behind it, as in "Roe aides"."""
    return bool(_NAME_ENDS.match(text, end))


def _is_person_there(
    text: str, name: Name, in_source: bool, surnames: set[str], lone: set[str], starts: set[int], ends: set[int]
) -> bool:
    if len(name.words) > 4 or (len(name.words) == 1 and name.words[0].isupper() and name.words[0] not in surnames):
        return False
    if name.titles and len(name.words) == 1 and name.words[0] not in surnames:
        return False  # "Western Journal": what stands before it is no title
    before = text[max(0, name.titles_start - 30) : name.titles_start].split()
    if name.words[-1] in surnames or in_source:
        if name.words[-1] not in surnames and _is_common_noun(name.words[-1].lower()):
            return False  # "Woman", "Voter Groups": nouns in capitals
        last = before[-1].lower() if before else ""
        if last.isdigit():
            return False  # "13 Hours"
        in_phrase = last in words("grammar", "prepositions") and name.titles_start not in starts
        if name.words[-1] not in surnames and (in_phrase or last in ("and", "&")):
            return False  # "the Department of Rivers and Lakes"
        return last not in ("the", "a", "an", "this")
    if len(name.words) == 1:
        kin = len(before) > 0 and before[-1].rstrip(",").lower() in _KIN
        return kin and text.startswith(",", name.end) and _is_given(name.words[0])  # "his wife, Jane,"
    if name.titles_start - 2 in ends and text.startswith(",", name.end) and before[-1].endswith(","):
        return True  # "the mayor of Halden" is a source, ", Jane Roe," follows
    if name.words[-1] in lone or _AGE.match(text, name.end):
        return True
    return bool(_SPOKE.match(text, name.end)) or (bool(before) and is_role(before[-1].rstrip(",")))
