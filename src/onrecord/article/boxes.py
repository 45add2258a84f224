"""Short blocks that are the outlet's own words to its readers, known by families of words: appeals, notices, rights."""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from importlib.resources import files

from onrecord.article.talk import is_reporting
from onrecord.model import Role

MOST_WORDS = 45  # of a block that is looked at
_MOST_CHARS = 400
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_UNPARTED = re.compile("[\u0900-\u0dff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]")
_QUOTED = frozenset('"“”„«»「」『』')
_FAMILIES = (
    *("articles", "english", "things", "letters", "ask", "plea", "us", "you"),
    *("views", "theirs", "authors", "notice", "subject", "copying", "forbidden"),
)
_BIT = {family: 1 << n for n, family in enumerate(_FAMILIES)}
_ENGLISH, _IN_ENGLISH = _BIT["english"], _BIT["articles"]
_LONGEST_BEGINNING = 24  # characters
_FEW = 25  # words of a block in which verb forms that also stand in sentences are believed
# Each role by what must all be there; a number is a choice of families, of which one is enough.
_TOLD: tuple[tuple[Role, tuple[int, ...]], ...] = (
    ("newsletter", (_BIT["letters"], _BIT["plea"])),
    ("promotion", (_BIT["things"], _BIT["plea"])),
    ("disclaimer", (_BIT["views"], _BIT["theirs"], _BIT["authors"])),
    ("disclaimer", (_BIT["notice"], _BIT["subject"])),
    ("rights", (_BIT["copying"], _BIT["forbidden"])),
)
_TOLD_SHORT: tuple[tuple[Role, tuple[int, ...]], ...] = (
    ("newsletter", (_BIT["letters"], _BIT["ask"], _BIT["us"] | _BIT["you"])),
    ("promotion", (_BIT["things"], _BIT["ask"], _BIT["us"])),
)
# Less is enough of a block that stands apart from the paragraphs around it.
_TOLD_APART: tuple[tuple[Role, tuple[int, ...]], ...] = (
    ("newsletter", (_BIT["letters"], _BIT["ask"])),
    ("promotion", (_BIT["things"], _BIT["ask"])),
    ("promotion", (_BIT["us"], _BIT["plea"])),
)
# In English an appeal is told from a sentence by the order of its words alone.
_OUR = r"(?:our|this|the)(?: [\w-]{1,20}){0,3} "
_THINGS = (
    r"(?:app|calendar|podcast|newsletter|briefing|journalism|newsroom|reporting|shop|store|channel|supporters|e-?mail)"
)
_NETWORKS = r"(?:facebook|instagram|whatsapp|telegram|tiktok|twitter|youtube|bluesky|mastodon|linkedin)"
_ASKS = (
    "donate|support|join|subscribe|follow|download|order|buy|get|sign up|give|fund|listen|help|turn on|find|become"
    "|register|want|consider"
)
_APPEALS = (
    rf"(?:^|[.!?:,] )(?:please |now |and |then )?(?:{_ASKS})\b[^.!?]{{0,60}}\b(?:{_OUR}{_THINGS}\b"
    rf"|us\b[^.!?]{{0,20}}\b{_NETWORKS}|(?:independent|local|quality|free)(?: [\w-]{{1,20}})? journalism"
    r"|(?:to|in|into) your (?:inbox|e-?mail)|(?:in|from) our shop)",
    r"\b(?:yours|it|one|them) (?:in|from|at) our (?:shop|store)\b",
    r"\b(?:get|receive|delivered|straight|free)\b[^.!?]{0,40}\byour inbox\b",
    r"\bour(?: [\w-]{1,20}){1,3} is (?:out now|here)\b",
    r"\bwe (?:also )?have an app\b",
    rf"\b(?:find|follow|like|join) us (?:also |too )?(?:on|at) (?:\w{{1,12}}(?:,| and| or) )?{_NETWORKS}\b",
    r"\bbuy us a coffee\b",
    r"\bour (?:supporters|members|subscribers)\b[^.!?]{0,20}[.!] (?:join|become|be one)",
)
_APPEAL = re.compile("|".join(_APPEALS))
_NOTICE: tuple[tuple[Role, re.Pattern[str]], ...] = (
    (
        "disclaimer",
        re.compile(
            r"\bdo(?:es)? not necessarily (?:reflect|represent|express)"
            r"|\bopinions? (?:are|is) (?:their|his|her|my) own\b"
            r"|\b(?:views|opinions) [^.!?]{0,60}\b(?:not|those) (?:necessarily )?(?:of|those of|reflect)\b"
            r"|\b(?:not|nothing)\b[^.!?]{0,60}\b(?:legal|financial|medical|investment)"
            r"(?:,? (?:or )?\w{1,15}){0,3} advice\b"
            r"|\baccepts? no (?:liability|responsibility) for (?:the )?"
            r"(?:content|information|any|external|errors|losses)"
            r"|\bchange without (?:prior )?notice\b"
        ),
    ),
    (
        "rights",
        re.compile(
            r"\breproduction\b[^.!?]{0,60}\b(?:prohibited|forbidden|permission)"
            r"|\bmay (?:not )?be (?:copied|reproduced|republished)\b"
            r"|\btrade ?marks (?:are|belong|remain)\b[^.!?]{0,40}\bowners?\b|\bcompany (?:number|no\.?) [\w-]{0,4}\d{5}"
        ),
    ),
)


def role_of_box(text: str, words: int, *, apart: bool = False) -> Role | None:
    """Return what a short block is by the families of words in it, None for what may be a paragraph.

    A block that quotes, or that says who said something, is the article's. `apart` says that it stands in an element
    unlike those of the paragraphs around it: then it need say less.
    """
    if words > MOST_WORDS or len(text) > _MOST_CHARS or not _QUOTED.isdisjoint(text):
        return None
    lower = text.lower().replace("’", "'")
    found = _found(lower)
    role = _english(lower) if found & _ENGLISH else None
    if role is None and not found & _IN_ENGLISH:  # where "app", "social" and "find" are of no other language
        tables = (_TOLD, _TOLD_SHORT if words <= _FEW else (), _TOLD_APART if apart and words <= _FEW else ())
        role = next((role for table in tables if (role := _told(found, table))), None)
    return None if role and is_reporting(text) else role


def _told(found: int, table: tuple[tuple[Role, tuple[int, ...]], ...]) -> Role | None:
    return next((role for role, needed in table if all(found & choice for choice in needed)), None)


def _english(lower: str) -> Role | None:
    if _APPEAL.search(lower):
        return "newsletter" if "inbox" in lower or "newsletter" in lower else "promotion"
    return next((role for role, pattern in _NOTICE if pattern.search(lower)), None)


def _found(lower: str) -> int:
    """The families that words of a text belong to, as bits."""
    found = 0
    for bits in map(_token_bits, lower.split()):
        found |= bits
    if not lower.isascii() and _UNPARTED.search(lower):
        for needle, bit in _tables()[2]:
            if needle in lower:
                found |= bit
    return found


@lru_cache(maxsize=32768)  # with the marks around a word: parting at spaces is five times as fast
def _token_bits(token: str) -> int:
    found = 0
    for word in _WORD.findall(token):
        found |= _bits(word)
    return found


def _bits(word: str) -> int:
    words, beginnings, _ = _tables()
    found = words.get(word, 0)
    if "-" in word:  # "WhatsApp-Kanal"
        for part in word.split("-"):
            found |= words.get(part, 0)
    if "'" in word:  # "l'éditeur", "Instagram'da"; not "don't"
        for part in word.split("'"):
            found |= words.get(part, 0) if len(part) > 3 else 0
    for size in range(3, min(len(word), _LONGEST_BEGINNING) + 1):
        found |= beginnings.get(word[:size], 0)
    return found


@lru_cache(maxsize=1)
def _tables() -> tuple[dict[str, int], dict[str, int], tuple[tuple[str, int], ...]]:
    """boxes.toml as the families of whole words, of beginnings, and of what is looked for within words."""
    data: dict[str, dict[str, str]] = tomllib.loads(files("onrecord.article").joinpath("boxes.toml").read_text("utf-8"))
    words: dict[str, int] = {}
    beginnings: dict[str, int] = {}
    for family, bit in _BIT.items():
        for word in data[family].get("words", "").split():
            table, key = (beginnings, word[:-1]) if word.endswith("*") else (words, word)
            table[key] = table.get(key, 0) | bit
    within = [
        (needle.replace("_", " "), bit)
        for family, bit in _BIT.items()
        for needle in data[family].get("within", "").split()
    ]
    return words, beginnings, tuple(within)
