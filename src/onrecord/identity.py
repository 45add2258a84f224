"""Whether two articles mean the same speaker. A wrong merge is worse than a missed one."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

_WORD = re.compile(r"(?:[^\W\d_]\.){2,6}|\w+(?:['’]\w+)?")
_MARKS = re.compile(r"[.'’ʼ`´]")
_LONGEST = 200  # characters of a name that are looked at; a longer one is no name


def speaker_key(name: str, type: str) -> str | None:
    """Return the key under which a speaker can be found again in other articles; None where it never can.

    Two speakers that `is_same` takes for one always share it; that they share it does not make them one. Persons
    have one by their first and last name: a person with one name only has none. Organisations and places have one
    by their names, as far as these are names: "the ministry" has none. Groups, documents and unnamed have none.

    Args:
        name: the speaker's name, as `Speaker.name` has it.
        type: a `SpeakerType`.
    """
    if type == "person":
        person = _person(name)
        return f"person/{person.first} {person.last}" if person else None
    if type in ("organisation", "place"):
        plain = _organisation(name) if type == "organisation" else _place(name)
        return f"{type}/{plain}" if plain else None
    return None


def is_same(
    name: str, type: str, description: str | None, other_name: str, other_type: str, other_description: str | None
) -> bool:
    """Return whether two articles' speakers are one: the same name, and descriptions that do not contradict.

    Honorifics, accents, case and points are no difference; "Jr." is one, and so are two middle names or initials.
    Where the name is common ("John Smith"), or only one of the two has a second given name written out, the
    descriptions must agree, and where one is missing they do not.
    """
    key = speaker_key(name, type)
    if key is None or key != speaker_key(other_name, other_type):
        return False
    if type != "person":
        return True
    one, other = _person(name), _person(other_name)
    if one is None or other is None or one.generation != other.generation:
        return False
    middles = _middles_agree(one.middle, other.middle)
    if middles is False:
        return False
    relation = _relation(description or "", other_description or "")
    if middles is None or _is_common(one):
        return relation == "agree"
    return relation != "contradict"


def plain_name(name: str) -> str:
    """Return a person's name without honorifics, accents, points and case: what two ways to write it share."""
    return " ".join(_name_words(name))


@dataclass(frozen=True, slots=True)
class _Person:
    first: str
    middle: tuple[str, ...]
    last: str
    generation: str


@lru_cache(maxsize=4096)
def _person(name: str) -> _Person | None:
    words = _name_words(name)
    generation = ""
    while len(words) > 1 and (words[-1] in _words("generations") or words[-1] == "sr"):
        generation = "" if words[-1] == "sr" else words[-1]
        words.pop()
    if len(words) < 2 or len(words[0]) < 2 or len(words[-1]) < 2 or not _is_name(name):
        return None
    return _Person(words[0], tuple(words[1:-1]), words[-1], generation)


def _is_name(name: str) -> bool:
    """Return whether the last word is written as names are: "Orla the baker" is none."""
    words = name[:_LONGEST].split()
    return bool(words) and not words[-1][0].islower()


def _name_words(name: str) -> list[str]:
    words = [_MARKS.sub("", word) for word in _WORD.findall(_folded(name).replace("-", " "))]
    while len(words) > 1 and words[0] in _words("honorifics"):
        words.pop(0)
    joined: list[str] = []
    was_initial = False
    for word in filter(None, words):
        if was_initial and len(word) == 1:  # "J. D." is "J.D." is "JD"
            joined[-1] += word
        else:
            joined.append(word)
        was_initial = len(word) == 1
    return joined


def _folded(text: str) -> str:
    if text.isascii():
        return text[:_LONGEST].lower()
    plain = unicodedata.normalize("NFKD", text[:_LONGEST])
    return "".join(char for char in plain if not unicodedata.combining(char)).lower()


def _middles_agree(one: tuple[str, ...], other: tuple[str, ...]) -> bool | None:
    """Return whether the names between first and last agree; None where one side alone has a full one."""
    if one == other:
        return True
    if not one or not other:
        return None if any(len(word) > 2 for word in one or other) else True
    initials = "".join(word if len(word) < 3 else word[0] for word in one)
    other_initials = "".join(word if len(word) < 3 else word[0] for word in other)
    return initials == other_initials and not (any(len(w) > 2 for w in one) and any(len(w) > 2 for w in other))


def _is_common(person: _Person) -> bool:
    return person.first in _words("common_given") and person.last in _words("common_surnames")


# ── descriptions ─────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class _Described:
    roles: frozenset[str]  # "senator"
    kinds: frozenset[str]  # "politics"
    names: frozenset[str]  # "northfield", "united states"
    parties: frozenset[str]


def _relation(one: str, other: str) -> str:
    """Return "agree", "contradict" or "open" for two descriptions."""
    a, b = _described(one), _described(other)
    if a.roles and b.roles and not _kinds_meet(a.kinds, b.kinds):
        return "contradict"
    if a.roles & b.roles:
        apart = (a.names and b.names and not a.names & b.names) or (
            a.parties and b.parties and not a.parties & b.parties
        )
        return "contradict" if apart else "agree"
    return "agree" if a.names & b.names and a.kinds & b.kinds else "open"


@lru_cache(maxsize=4096)
def _described(text: str) -> _Described:
    words = [word.removesuffix("'s").removesuffix("’s") for word in _WORD.findall(text[:_LONGEST])]
    folded = [_folded(word).rstrip(".") for word in words]
    kinds = _callings()
    roles = {word if word in kinds else word.removesuffix("s") for word in folded}
    roles = {word for word in roles if word in kinds}
    named = _joined_names(words, roles)
    parties = frozenset(word for word in folded if word in _words("names", "parties"))
    return _Described(frozenset(roles), frozenset(kinds[word] for word in roles), named - parties, parties)


def _joined_names(words: list[str], roles: set[str]) -> frozenset[str]:
    """Return the names in a description: runs of capitalised words, and each word of a run."""
    runs: list[list[str]] = [[]]
    for word in words:
        plain = _folded(word).rstrip(".")
        if word[0].isupper() and plain not in roles and plain not in ("the", "a", "an", "former"):
            runs[-1].append(plain)
        else:
            runs.append([])
    same = _same("places")
    found = {same.get(" ".join(run), " ".join(run)) for run in runs if run}
    return frozenset(found | {same.get(word, word) for run in runs for word in run})


def _kinds_meet(one: frozenset[str], other: frozenset[str]) -> bool:
    if one & other:
        return True
    return any(kinds & one and kinds & other for kinds in _meetings())


# ── organisations and places ─────────────────────────────────────────────────────────────────────────────


@lru_cache(maxsize=4096)
def _organisation(name: str) -> str | None:
    if not any(char.isupper() for char in name):
        return None  # "the ministry": named by a common noun
    words = _plain_words(name)
    while len(words) > 1 and words[-1] in _words("legal", "organisations"):
        words.pop()
    plain = " ".join(words)
    known = _same("organisations").get(plain)
    if known:
        return known
    if not words or all(word in _words("generic", "organisations") for word in words):
        return None
    return plain


@lru_cache(maxsize=4096)
def _place(name: str) -> str | None:
    if not any(char.isupper() for char in name):
        return None
    plain = " ".join(_plain_words(name))
    return _same("places").get(plain, plain) or None


def _plain_words(name: str) -> list[str]:
    words = [_MARKS.sub("", word) for word in _WORD.findall(_folded(name).replace("&", " and "))]
    return words[1:] if len(words) > 1 and words[0] == "the" else words


# ── the lists ────────────────────────────────────────────────────────────────────────────────────────────


@cache
def _lists() -> dict[str, dict[str, str]]:
    raw = tomllib.loads(files("onrecord").joinpath("identity.toml").read_text(encoding="utf-8"))
    own = {name: text for name, text in raw.items() if isinstance(text, str)}
    return {"": own} | {name: table for name, table in raw.items() if isinstance(table, dict)}


@cache
def _words(name: str, table: str = "") -> frozenset[str]:
    return frozenset(_folded_long(_lists()[table][name]).split())


def _folded_long(text: str) -> str:
    return " ".join(_folded(word) for word in text.split())


@cache
def _same(table: str) -> dict[str, str]:
    """Return for each other name the first of its list."""
    found: dict[str, str] = {}
    for line in _lists()[table]["same"].split("|"):
        names = [_MARKS.sub("", name.strip()) for name in line.split(";")]
        found.update((name, names[0]) for name in names)
    return found


@cache
def _callings() -> dict[str, str]:
    return {word: kind for kind in _lists()["callings"] for word in _words(kind, "callings")}


@cache
def _meetings() -> tuple[frozenset[str], ...]:
    return tuple(_words(name, "meet") for name in _lists()["meet"])
