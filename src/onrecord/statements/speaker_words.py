"""The word lists by which speakers are read, loaded once: speakers.en.toml, names.en.toml, places.en.toml."""

from __future__ import annotations

import tomllib
import unicodedata
from functools import cache
from importlib.resources import files


@cache
def words(table: str, name: str) -> frozenset[str]:
    """Return one list of speakers.en.toml that is words between spaces."""
    return frozenset(_table("speakers.en.toml", table)[name].split())


@cache
def openers() -> frozenset[str]:
    """Return the words that a sentence opens with in capitals and that are no part of a name."""
    return words("grammar", "openers")


@cache
def titles() -> frozenset[str]:
    """Return what stands before a name: titles short and long, and the nouns that are used as such."""
    return words("titles", "male") | words("titles", "female") | words("titles", "short")


@cache
def title_nouns() -> dict[str, str]:
    """Return the noun that a short title stands for: "senator" for "sen."; "" where it says no more than a gender."""
    pairs = (pair.split("=") for pair in _table("speakers.en.toml", "titles")["means"].split())
    return dict(pairs)


@cache
def gendered_nouns(gender: str) -> frozenset[str]:
    """Return titles and nouns that only men ("m") or only women ("f") bear."""
    name = "male" if gender == "m" else "female"
    return words("titles", name) | words("persons", name)


@cache
def given_name_genders() -> dict[str, str]:
    """Return "m" or "f" for each given name that tells, "" for one that both bear; without accents."""
    raw = tomllib.loads(_read("names.en.toml"))
    male, female = raw["male"].split(), raw["female"].split()
    found = {unaccented(name): "m" for name in male}
    for name in map(unaccented, female):
        found[name] = "" if found.get(name) == "m" else "f"
    return found


@cache
def nicknames() -> tuple[frozenset[str], ...]:
    """Return sets of given names that are forms of one."""
    return tuple(frozenset(line.split()) for line in tomllib.loads(_read("names.en.toml"))["nicknames"].split("|"))


@cache
def name_list(name: str) -> frozenset[str]:
    """Return the particles or suffixes of names."""
    return frozenset(tomllib.loads(_read("names.en.toml"))[name].split())


@cache
def places() -> frozenset[str]:
    """Return names of places as they are written."""
    raw = tomllib.loads(_read("places.en.toml"))
    return frozenset(
        place.strip() for name in ("countries", "capitals", "states", "cities") for place in raw[name].split(";")
    )


@cache
def peoples() -> frozenset[str]:
    """Return names of peoples, creeds and parties, as adjectives or plurals, as they are written."""
    return frozenset(tomllib.loads(_read("places.en.toml"))["peoples"].split())


@cache
def countries_of_adjectives() -> dict[str, str]:
    """Return the country of each adjective that is made from one: "Ukraine" for "Ukrainian"."""
    pairs = tomllib.loads(_read("places.en.toml"))["adjectives"].split(";")
    return {adjective.strip(): country.strip() for adjective, _, country in (pair.partition("=") for pair in pairs)}


@cache
def known_organisations() -> frozenset[str]:
    """Return names that are organisations though no word in them says so."""
    known = _table("speakers.en.toml", "organisations")["known"]
    return frozenset(name.strip() for name in known.split(";"))


def is_role(word: str) -> bool:
    """Return whether a lower-case noun says what one person is: "senator", "co-chairman", "vice-president"."""
    roles = words("persons", "roles")
    return word in roles or ("-" in word and word.rpartition("-")[2] in roles)


def unaccented(word: str) -> str:
    """Return a word without its accents."""
    if word.isascii():
        return word
    return "".join(char for char in unicodedata.normalize("NFD", word) if not unicodedata.combining(char))


@cache
def _read(name: str) -> str:
    return files("onrecord.statements").joinpath(name).read_text(encoding="utf-8")


@cache
def _table(file: str, table: str) -> dict[str, str]:
    found: dict[str, str] = tomllib.loads(_read(file))[table]
    return found
