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
_HIDDEN_PARTS = ("hid", "none", "-only", "reader")  # of all that _HIDDEN finds: a quick look
_BODY_PARTS = ("body", "content", "text", "copy", "prose", "paragraph", "main", "inhalt")  # likewise of _BODY
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


@lru_cache(maxsize=1 << 17)
def zones_of(names: str) -> tuple[tuple[str, str], ...]:
    """Return the roles that an element's names announce, each with the word that does, by precedence."""
    found = _WORDS.findall(names)
    roles = [zone for word in found if (zone := _zone_of_word(word))]
    _, phrases, _, ranks = _table()
    for at, word in enumerate(found):
        if word in phrases:
            roles += [
                (role, " ".join(phrase)) for phrase, role in phrases[word] if found[at : at + len(phrase)] == phrase
            ]
    return tuple(sorted(set(roles), key=lambda zone: (ranks[zone[0]], zone[1]))) if roles else ()


@lru_cache(maxsize=1 << 17)
def _zone_of_word(word: str) -> tuple[str, str] | None:
    """The role that one word announces, by itself or by a stem in it."""
    words, _, stems, _ = _table()
    if word in words:
        return words[word], word
    if len(word) > _SHORTEST_COMPOUND and (stem := stems.search(word)):
        return words[f"*{stem.group()}"], stem.group()
    return None


@lru_cache(maxsize=1 << 17)
def is_hidden_name(names: str) -> bool:
    """Whether an element's classes hide it on every screen; "hidden md:block" shows it on some."""
    if not any(part in names for part in _HIDDEN_PARTS):
        return False
    return _HIDDEN.search(names) is not None and _SHOWN.search(names) is None


@lru_cache(maxsize=1 << 17)
def is_body_name(names: str) -> bool:
    """Whether an element calls itself the article's body."""
    if not any(part in names for part in _BODY_PARTS):
        return False
    return "articlebody" in names or _BODY.search(names) is not None
