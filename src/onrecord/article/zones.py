"""What elements call themselves: the zones of a page, from the class and id words of its markup."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
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
_HIDDEN_PARTS = ("hid", "none", "only", "reader")  # of all that _HIDDEN finds: a quick look
_BODY_PARTS = ("body", "content", "text", "copy", "prose", "paragraph", "main", "inhalt")  # likewise of _BODY
# what _BODY finds is one such word, or two such in a row: a closer look, since it is slow and its parts are common
_BODY_ALONE = re.compile(
    r"paragraphs?|prose|(?:article|story|entry|post|rich|main|news|text|artikel|blog|body|content).+"
)
_BODY_FIRST = frozenset("article story entry post body rich content main news text artikel blog".split())
_BODY_SECOND = frozenset("body content text main copy inhalt blog post".split())
_ROLES = frozenset("complementary contentinfo banner navigation search dialog alertdialog".split())
_ROLE_ZONES = re.compile(rf"\b(?:{'|'.join(sorted(_ROLES))})\b")
# bits of what one word may tell, and of what several may tell together
_ANNOUNCES, _PHRASE_FIRST, _PHRASE_SECOND, _MAY_HIDE, _IS_ROLE, _MAY_BE_BODY = 1, 2, 4, 8, 16, 32
_IS_BODY, _BODY_BEGINS, _BODY_ENDS = 64, 128, 256
_MAY_BE_PHRASE = 512
_NEED_A_LOOK = _MAY_BE_PHRASE | _MAY_HIDE | _IS_BODY | _IS_ROLE

Zone = tuple[str, str]  # the role, and the word or tag that announces it
_Phrases = dict[str, list[tuple[list[str], str]]]


@dataclass(frozen=True, slots=True)
class Told:
    """What an element's class and id words tell of it."""

    zones: tuple[Zone, ...]  # by precedence
    hidden: bool
    body: bool  # it calls itself the article's body
    role: bool  # it has an ARIA role that no article has
    bits: int = 0  # all of it, as NAME_BITS names them


NOTHING = Told((), hidden=False, body=False, role=False)
# what names tell, as bits for the block model: its weights hold for this order
NAME_BITS = (
    "consent", "error banner", "comments", "newsletter", "advertisement", "related", "promotion", "share bar",
    "author box", "tags", "paywall", "rights", "disclaimer", "navigation", "byline", "caption", "hidden", "body",
    "role",
)  # fmt: skip
_NAME_BIT = {name: 1 << n for n, name in enumerate(NAME_BITS)}


@lru_cache(maxsize=1)
def _table() -> tuple[dict[str, str], _Phrases, frozenset[str], re.Pattern[str], dict[str, int]]:
    """zones.toml as: word (and "*stem") → role; first word → phrases and roles; second words; stems; role → rank."""
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
    seconds = frozenset(phrase[:2][-1] for starting in phrases.values() for phrase, _ in starting)
    stems = re.compile("|".join(word[1:] for word in words if word.startswith("*")))
    return words, phrases, seconds, stems, {role: rank for rank, role in enumerate(data)}


@lru_cache(maxsize=1 << 14)
def read_names(names: str) -> Told:
    """Return what an element's names tell of it.

    Word by word, since words recur from site to site as names do not; the patterns over all of them are tried only
    where one of the words can stand in what they find.
    """
    words = _WORDS.findall(names)
    telling = tuple(filter(None, map(_read_word, words)))
    if not telling:
        return NOTHING
    bits, told = _read_together(telling)
    if not bits & _NEED_A_LOOK:
        return told
    zones = told.zones
    if bits & _MAY_BE_PHRASE and (more := _zones_of_phrases(words)):
        zones = _by_rank((*zones, *more))
    hidden = bits & _MAY_HIDE != 0 and _HIDDEN.search(names) is not None and _SHOWN.search(names) is None
    body = bits & _IS_BODY != 0 and ("articlebody" in names or _BODY.search(names) is not None)
    role = bits & _IS_ROLE != 0 and _ROLE_ZONES.search(names) is not None
    return _told(zones, hidden=hidden, body=body, role=role)


@lru_cache(maxsize=1 << 12)
def _read_together(telling: tuple[tuple[int, Zone | None], ...]) -> tuple[int, Told]:
    """What the words that tell something may tell together, as bits, and what they do tell one by one.

    Words that stand in a row among all words also do among those that tell something.
    """
    bits = 0
    before = 0
    for told, _ in telling:
        bits |= told
        if (before | told) & _PHRASE_FIRST and told & _PHRASE_SECOND:
            bits |= _MAY_BE_PHRASE
        if before & _BODY_BEGINS and told & _BODY_ENDS:
            bits |= _IS_BODY
        before = told
    if not bits & _MAY_BE_BODY:
        bits &= ~_IS_BODY
    zones = _by_rank(tuple(zone for _, zone in telling if zone is not None))
    return bits, _told(zones, hidden=False, body=False, role=False)


def _by_rank(zones: tuple[Zone, ...]) -> tuple[Zone, ...]:
    ranks = _table()[4]
    return tuple(sorted(set(zones), key=lambda zone: (ranks[zone[0]], zone[1]))) if len(zones) > 1 else zones


@lru_cache(maxsize=1 << 12)
def _told(zones: tuple[Zone, ...], *, hidden: bool, body: bool, role: bool) -> Told:
    if not (zones or hidden or body or role):
        return NOTHING
    true = {zone for zone, _ in zones}
    true |= {name for name, holds in (("hidden", hidden), ("body", body), ("role", role)) if holds}
    return Told(zones, hidden, body, role, bits=sum(map(name_bit, true)))


def name_bit(name: str) -> int:
    """Return the bit that stands for one of NAME_BITS."""
    return _NAME_BIT[name]


@lru_cache(maxsize=1 << 15)
def _read_word(word: str) -> tuple[int, Zone | None] | None:
    """What a word may tell, as bits, and the zone that it announces; None for most words, which tell nothing."""
    if word not in _whole_words() and not _parts().search(word):  # quick
        return None
    _, phrases, seconds, _, _ = _table()
    zone = _zone_of_word(word)
    bits = _ANNOUNCES if zone else 0
    bits |= _PHRASE_FIRST if word in phrases else 0
    bits |= _PHRASE_SECOND if word in seconds else 0
    bits |= _MAY_HIDE if any(part in word for part in _HIDDEN_PARTS) else 0
    bits |= _MAY_BE_BODY if any(part in word for part in _BODY_PARTS) else 0
    bits |= _IS_BODY if "articlebody" in word or _BODY_ALONE.fullmatch(word) else 0
    bits |= _BODY_BEGINS if word in _BODY_FIRST else 0
    bits |= _BODY_ENDS if word in _BODY_SECOND else 0
    bits |= _IS_ROLE if word in _ROLES else 0
    return (bits, zone) if bits else None


@lru_cache(maxsize=1)
def _whole_words() -> frozenset[str]:
    """The words that tell something by themselves."""
    words, phrases, seconds, _, _ = _table()
    return _ROLES | _BODY_FIRST | _BODY_SECOND | seconds | frozenset((*words, *phrases))


@lru_cache(maxsize=1)
def _parts() -> re.Pattern[str]:
    """What stands in the words that tell something by a part of theirs."""
    stems = [word[1:] for word in _table()[0] if word.startswith("*")]
    return re.compile("|".join(sorted({*_HIDDEN_PARTS, *_BODY_PARTS, *stems})) + f"|^(?:{_BODY_ALONE.pattern})$")


def _zones_of_phrases(found: list[str]) -> list[Zone]:
    phrases = _table()[1]
    return [
        (role, " ".join(phrase))
        for at, word in enumerate(found)
        if word in phrases
        for phrase, role in phrases[word]
        if found[at : at + len(phrase)] == phrase
    ]


def _zone_of_word(word: str) -> Zone | None:
    """The role that one word announces, by itself or by a stem in it."""
    words, _, _, stems, _ = _table()
    if word in words:
        return words[word], word
    if len(word) > _SHORTEST_COMPOUND and (stem := stems.search(word)):
        return words[f"*{stem.group()}"], stem.group()
    return None


def zones_of(names: str) -> tuple[Zone, ...]:
    """Return the roles that an element's names announce, each with the word that does, by precedence."""
    return read_names(names).zones


def is_hidden_name(names: str) -> bool:
    """Whether an element's classes hide it on every screen; "hidden md:block" shows it on some."""
    return read_names(names).hidden


def is_body_name(names: str) -> bool:
    """Whether an element calls itself the article's body."""
    return read_names(names).body
