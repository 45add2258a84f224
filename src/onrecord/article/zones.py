"""What elements call themselves: the zones of a page, from the class and id words of its markup."""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from importlib.resources import files

_SHORTEST_COMPOUND = 8  # letters
_WORDS = re.compile(r"[^\W_]+")
_HIDDEN = re.compile(
    r"(?<![\w:-])(?:hidden|d-none|is-hidden|u-hidden|sr-only|visually-?hidden|screen-reader-text|hide|hidden-text"
    r"|print-only)(?![\w:-])"
)
_SHOWN = re.compile(r"\b(?:\w{2,4}:|d-\w{2,3}-)(?:block|flex|inline|inline-block|grid|table)\b")
# the names of the element that holds the article's body
_BODY = re.compile(
    r"\b(?:article ?-?_?(?:body|content|text|main)|story ?-?_?(?:body|content|text)|entry ?-?_?content"
    r"|post ?-?_?(?:content|body|text)|articlebody|body ?-?_?copy|rich ?-?_?text|content ?-?_?body|main ?-?_?content"
    r"|news ?-?_?(?:text|content|body)|text ?-?_?body|artikel ?-?_?(?:text|inhalt|body)|article__(?:body|content|text)"
    r"|paragraphs?|prose|blog ?-?_?(?:content|post|body))\b"
)


_Phrases = dict[str, list[tuple[list[str], str]]]


@lru_cache(maxsize=1)
def _table() -> tuple[dict[str, str], _Phrases, re.Pattern[str], dict[str, int]]:
    """zones.toml as: word (and "*stem") → role; first word → phrases and roles; the stems; role → precedence."""
    data = tomllib.loads(files("onrecord.article").joinpath("zones.toml").read_text("utf-8"))
    words: dict[str, str] = {}
    phrases: _Phrases = {}
    for role, names in data.items():
        for word in names["words"]:
            words.setdefault(word, role)
        for stem in names.get("stems", ()):
            words.setdefault(f"*{stem}", role)
        for phrase in names["phrases"]:
            phrases.setdefault(phrase.split()[0], []).append((phrase.split(), role))
    stems = re.compile("|".join(word[1:] for word in words if word.startswith("*")))
    return words, phrases, stems, {role: rank for rank, role in enumerate(data)}


@lru_cache(maxsize=65536)
def zones_of(names: str) -> tuple[tuple[str, str], ...]:
    """Return the roles that an element's names announce, each with the word that does, by precedence."""
    words, phrases, stems, ranks = _table()
    roles: list[tuple[str, str]] = []
    found = _WORDS.findall(names)
    for at, word in enumerate(found):
        if word in words:
            roles.append((words[word], word))
        elif len(word) > _SHORTEST_COMPOUND and (stem := stems.search(word)):
            roles.append((words[f"*{stem.group()}"], stem.group()))
        if word in phrases:
            roles += [
                (role, " ".join(phrase)) for phrase, role in phrases[word] if found[at : at + len(phrase)] == phrase
            ]
    return tuple(sorted(set(roles), key=lambda zone: (ranks[zone[0]], zone[1]))) if roles else ()


@lru_cache(maxsize=65536)
def is_hidden_name(names: str) -> bool:
    """Whether an element's classes hide it on every screen; "hidden md:block" shows it on some."""
    return _HIDDEN.search(names) is not None and _SHOWN.search(names) is None


@lru_cache(maxsize=65536)
def is_body_name(names: str) -> bool:
    """Whether an element calls itself the article's body."""
    return "articlebody" in names or _BODY.search(names) is not None
