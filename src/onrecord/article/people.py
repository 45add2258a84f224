"""Which words are a person's name: by its shape, and by the given names of many languages."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from functools import cache
from importlib.resources import files

_MAX_CHARS = 45
# small words inside names: "Ada de la Prueba", "Ben van der Muster", "Cleo bin Test"
_PARTICLES = frozenset(
    "de del della di da do dos das du des le la las los van von der den ter ten te zu zum zur af av y e i bin bint ibn "
    "abu al el ben ap o’ d’ st".split()
)
_HONOURS = frozenset("dr drs prof ing mag mgr dipl rev sir dame lord lady mr mrs ms frau herr".split())
_INITIAL = re.compile(r"[^\W\d_]\.?$|(?:[^\W\d_]\.){2,3}$")
_GLUED = re.compile(r"[^\W\dA-Z_]{3}[A-Z][^\W\dA-Z_]{2}")  # "ExampleReviewed"
_APOSTROPHES = str.maketrans("", "", "'’ʼ`-.")


@cache
def _given_names() -> frozenset[str]:
    lists = tomllib.loads(files("onrecord.article").joinpath("given_names.toml").read_text(encoding="utf-8"))
    names = {name for one in lists.values() for name in one.split()}
    return frozenset(names | {_unaccented(name) for name in names})


def _unaccented(word: str) -> str:
    if word.isascii():
        return word
    return "".join(char for char in unicodedata.normalize("NFD", word) if not unicodedata.combining(char))


def is_given_name(word: str) -> bool:
    """Return whether a word is a given name of given_names.toml, or joined of such: "Jean-Luc"."""
    lowered = word.lower().rstrip(".,")
    if lowered in _given_names():
        return True
    first, hyphen, last = lowered.partition("-")
    return bool(hyphen) and first in _given_names() and last in _given_names()


def is_person(text: str) -> bool:
    """Return whether a text is a person's full name and no more: a known given name, then one to four more words."""
    if not 5 <= len(text) <= _MAX_CHARS:
        return False
    words = text.split()
    if words and words[0].rstrip(".").lower() in _HONOURS:
        del words[0]
    if not 2 <= len(words) <= 5 or not is_given_name(words[0]):
        return False
    return is_name_like(words) and words[-1].lower() not in _PARTICLES


def is_name_like(words: list[str]) -> bool:
    """Return whether every word could stand in a name: capitalised, an initial, or a particle."""
    return all(
        word.lower() in _PARTICLES
        or (
            word[:1].isupper()
            and not _GLUED.search(word)
            and (word.translate(_APOSTROPHES).isalpha() or _INITIAL.match(word) is not None)
        )
        for word in words
    )


def given_first(name: str, *, sure: bool = True) -> str:
    """Return "Ada Example" for "Example, Ada", as catalogues write names; other texts as they are.

    Args:
        name: one name, with one comma.
        sure: the source is known to write the family name first; else only a known given name behind a word that is
            none shows it.
    """
    parts = [part.strip() for part in name.split(",")]
    if len(parts) != 2 or not all(0 < len(part.split()) <= 3 for part in parts):
        return name
    family, given = parts
    if not sure:
        first, *rest = given.split()
        known = is_given_name(first) and all(_INITIAL.match(word) or is_given_name(word) for word in rest)
        if not known or is_given_name(family.split()[0]) or len(family.split()) > 2:
            return name
    return f"{given} {family}"
