"""Bylines → the names of people and agencies, without what stands around them."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from onrecord.article.dates import month_numbers
from onrecord.article.words import clean, key

_MAX_NAMES = 20
_MAX_CHARS = 100  # of one name
_MAX_WORDS = 8

_ADDRESS = re.compile(
    r"\[email\W{1,3}protected\]|(?:https?://|www\.)\S{1,300}|\S{1,80}@\S{1,80}\.\w{2,15}|(?<!\w)@\w{1,40}"
)
_BRACKETS = re.compile(r"\s?[(\[（][^()\[\]（）]{0,80}[)\]）](?!\s?[^\W\d_])")
_DATE = re.compile(
    r"\b\d{1,4}[./-]\d{1,2}[./-]\d{1,4}\b|\b\d{1,2}[:.h]\d\d(?:\s?[ap]\.?m\b\.?|\b)(?:\s(?:Uhr|[A-Z]{2,4}))?", re.I
)
_WORD_DATE = re.compile(
    r"\b\d{1,2}\.?\s[^\W\d_]{3,12}\.?,?\s\d{4}|\b[^\W\d_]{3,12}\.?\s\d{1,2}(?:st|nd|rd|th)?,?\s\d{4}"
)
_MONTH_DAY = re.compile(r"\b[^\W\d_]{3,12}\.?\s\d{1,2}(?:st|nd|rd|th)?(?!\d)")
# inline elements that follow each other without a space: "Ada ExampleUpdated June 3"
_GLUED = re.compile(
    r"(?<=[^\W\dA-Z_])(?=(?:Last [Uu]pdated|Updated|Published|Posted|Reviewed|Medically|Fact|Edited|Follow|"
    r"January|February|March|April|June|July|August|September|October|November|December|"
    r"(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.? \d|\d{1,2}[./ ]|"
    r"(?:Founder|Co-Founder|Staff|Editor|Senior|Contribut(?:or|ing)|Reporter|Writer|Author|Correspondent|Director)\b))"
)
_GLUED_BY = re.compile(r"^(By|Von|Par|Por|Written by|Posted by)(?=[A-ZÄÖÜÉ][^\W\d_])")
_READING = re.compile(r"\b\d{1,3}\s?(?:min(?:ute)?s?|Min\.?|мин)\b.{0,20}|\b\d{1,4}\s(?:words|comments?|views)\b", re.I)
_TAIL = re.compile(
    r"\s+(?:(?:in|aus|à|en|для|from|at|für|for|is|was|ist|hat|has|pour|para)\s.*|[•·].*"
    r"|(?:[Ff]otos?|[Pp]hotos?|[Bb]ild|[Vv]ideo)\s?:.*|(?:[Uu]pdated|[Pp]ublished|[Pp]osted|[Rr]eviewed|[Ff]act-checked|[Rr]esearched|[Mm]edically|[Ee]dited|Stand)\b.*"
    r"|on\s(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day.*)$"
)
_SPLIT = re.compile(r"\s*(?:[;|•·⋅∙●–—\n、／]|\s[-/]\s|\s?&\s?|\s[+]\s)\s*")
_DATED = "\x1f"  # where a date stood
_BARS = re.compile(r"\s[|•·⋅∙–—]\s|[|•·⋅∙]")
_FIRST_CJK = "\u3040"  # from here on names are written without spaces
_COMMA = re.compile(r"\s*[,，]\s*")
_ABBREVIATED = re.compile(r"\s(?:Jr|Sr|[A-Z])$")
_OUTER = " \t,:;|/\\-–—·•*_~\"'“”„«»‚‘’<>=+"
_EDGES = " \t,.:;|/\\-–—·•*_~\"'“”„«»‚‘’<>=+"


@dataclass(frozen=True, slots=True)
class _Words:
    by: re.Pattern[str]
    line: re.Pattern[str]
    joints: re.Pattern[str]
    roles: re.Pattern[str]
    credentials: frozenset[str]
    nobody: frozenset[str]
    organisations: frozenset[str]


@cache
def _words() -> _Words:
    lists = tomllib.loads(files("onrecord.article").joinpath("bylines.toml").read_text(encoding="utf-8"))
    by, line, labelled = (_any_of([word.rstrip(":") for word in lists[name]]) for name in ("by", "line", "labelled"))
    joints = _any_of(lists["and"])
    return _Words(
        by=re.compile(rf"(?:{by})(?:\s?[:：/]\s?|\s+|(?-i:(?<=[\u3400-\u9fff/])))(?=\S)", re.I),
        line=re.compile(rf"(?:(?:{line})(?:\s?[:：]\s?|\s+)|(?:{labelled})\s?[:：]\s?)(?=[^\W\d_])", re.I),
        joints=re.compile(rf"\s+(?:{joints})\s+|^(?:{joints})\s+"),
        roles=re.compile(rf"(?<!\w)(?:{_any_of(lists['roles'])})(?!\w)", re.I),
        credentials=frozenset(lists["credentials"]),
        nobody=frozenset(lists["nobody"]),
        organisations=frozenset(lists["organisations"]),
    )


def _any_of(words: Sequence[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(set(words), key=lambda word: (-len(word), word)))


def read_names(raw: str, *, whole: bool = False) -> tuple[str, ...]:
    """Return the names in a byline or an author field, in order, at most 20.

    Args:
        raw: "By Ada Example and Ben Sample, staff writers", "Von Max Muster, Berlin", "REUTERS".
        whole: the text is said to be one name (an organisation's): it is not taken apart at "and".
    """
    text = _ADDRESS.sub(" ", clean(raw, limit=600))
    text = _GLUED_BY.sub(r"\1 ", _GLUED.sub(" | ", text))
    text = _READING.sub(" ", _DATE.sub(_DATED, _strip_dates(text)))
    text = _strip_by(_BRACKETS.sub(" ", text).strip(_OUTER + _DATED))
    names: list[str] = []
    if " " in text and "://" not in text:
        text = text.replace("/", " / ")
    for stretch in text.split(_DATED):
        for part in [stretch] if whole else _SPLIT.split(stretch):
            names += _names_of(_strip_by(part.strip(_OUTER)), whole=whole)
        if names:  # what follows the date of "By Ada Example, June 3, 2031, training" is no name
            break
    return tuple(dict.fromkeys(names))[:_MAX_NAMES]


def _strip_dates(text: str) -> str:
    """Return the text with every date that has its month in words replaced by a mark."""
    if not any(char.isdigit() for char in text):
        return text
    return _MONTH_DAY.sub(_drop_date, _WORD_DATE.sub(_drop_date, text))


def _drop_date(found: re.Match[str]) -> str:
    return f" {_DATED} " if _months_in(found.group()) else found.group()


def _months_in(text: str) -> bool:
    return any(word.lower() in month_numbers() for word in re.findall(r"[^\W\d_]+", text))


@cache
def _weekdays() -> frozenset[str]:
    lists = tomllib.loads(files("onrecord.article").joinpath("bylines.toml").read_text(encoding="utf-8"))
    return frozenset(lists["weekdays"])


def given_first(name: str) -> str:
    """Return "Ada Example" for "Example, Ada", as catalogues write names; other texts as they are."""
    parts = [part.strip() for part in name.split(",")]
    if len(parts) == 2 and all(0 < len(part.split()) <= 3 for part in parts):
        return f"{parts[1]} {parts[0]}"
    return name


def opens_byline(text: str) -> bool:
    """Return whether a line says "By" in some language and then nothing but names: short, and without a full stop."""
    text = _GLUED_BY.sub(r"\1 ", text)
    match = _words().line.match(text)
    if match is None or len(text) > 160 or re.search(r"[.!?]\s\w+\s\w+\s\w|[?!]$", text):
        return False
    rest = text[match.end() :]
    first = re.split(r"[,|•·⋅∙–—(]", rest, maxsplit=1)[0].split()
    if len(rest.split()) == 1 and match.group()[:3].lower() == "by ":  # "by ada", as weblogs sign
        return len(rest) <= 30 and rest.isalnum()
    return 0 < len(first) <= _MAX_WORDS and not rest[0].islower() and _looks_like_names(first)


def signed_name(text: str) -> str | None:
    """Return the name in a line such as "Ada Example | Senior Writer | May 6, 2031" or "May 6, 2031 • Ada Example".

    None where the line is not made of a name and roles, dates or reading times alone.
    """
    parts = [part for part in _BARS.split(text.strip()) if part] if len(text) <= 100 else []
    if not 2 <= len(parts) <= 5:
        return None
    told = [part for part in parts if _tells_role_or_date(part)]
    names = [part for part in parts if part not in told]
    if not told or len(names) != 1 or names[0] not in parts[:2] or not is_full_name(names[0]):
        return None
    return names[0]


def _tells_role_or_date(part: str) -> bool:
    if any(char.isdigit() for char in part):
        return _months_in(part) or _DATE.search(part) is not None or _READING.search(part) is not None
    return _words().roles.search(part) is not None


def is_full_name(text: str) -> bool:
    """Return whether a text is two or three capitalised words and nothing else, none of them a label's or a role's."""
    words = text.split()
    if not 2 <= len(words) <= 3 or len(text) > 40 or _is_noise(text) or _is_organisation(text):
        return False
    plain = [word.replace("-", "").replace("’", "").replace("'", "").rstrip(".") for word in words]
    return all(word[:1].isupper() and word.isalpha() for word in plain) and not text.isupper()


def is_date_alone(text: str) -> bool:
    """Return whether a line is nothing but a date or a reading time, with a word before it at most."""
    if not any(char.isdigit() for char in text):
        return False
    rest = _READING.sub(" ", _DATE.sub(" ", _strip_dates(text)))
    return rest != text and len(re.findall(r"[^\W\d_]{2,}", rest)) <= 2


def announced_part(text: str) -> str | None:
    """Return the part of a line that says "By …": all of it, or what stands behind the date of "3 May · By Ada"."""
    if len(text) > 160:
        return None
    if opens_byline(text):
        return text
    if not any(char.isdigit() for char in text[:30]):
        return None
    undated = _DATE.sub("", _strip_dates(text)).strip(_OUTER + _DATED)
    parts = [undated, *_BARS.split(text)[1:4]]
    return next((part for part in parts if opens_byline(part)), None)


def is_by_phrase(text: str) -> bool:
    """Return whether a text is nothing but what stands before a name: "By", "Written by:"."""
    found = _words().by.match(f"{text.strip(_EDGES)} x") if len(text) < 40 else None
    return found is not None and found.end() == len(text.strip(_EDGES)) + 1


def _looks_like_names(words: Sequence[str]) -> bool:
    small = [word for word in words if word[0].islower()]
    return len(small) <= len(words) // 2


def _strip_by(text: str) -> str:
    for _ in range(3):
        match = _words().by.match(text)
        if match is None or (
            match.group()[-1].isspace()
            and match.group().strip().lower() in ("di", "von", "af", "da")
            and match.group()[0].isupper()
            and len(text.split()) == 2
        ):
            return text
        text = text[match.end() :].strip(_OUTER)
    return text


def _names_of(part: str, *, whole: bool) -> list[str]:
    """Return the names in one part of a byline: commas part names from names, and from roles, places and degrees."""
    pieces = [part] if whole else _COMMA.split(part)
    names: list[str] = []
    for place, piece in enumerate(pieces):
        if place and names and _is_title(piece):
            continue
        for name in _apart(piece, whole=whole):
            if not (place and _is_place_or_rank(name, names)):
                names.append(name)
    return names


def _is_title(piece: str) -> bool:
    """Return whether what follows a comma is what somebody is: "Home and Digital Security Expert", "trained nurses"."""
    words = piece.split()
    if len(words) < 3 or piece.isupper():
        return False
    last = _words().roles.search(words[-1])
    return last is not None or (words[-1].islower() and words[-1].isalpha())


def _apart(piece: str, *, whole: bool) -> list[str]:
    """Return the names that "and" joins; of an organisation's name it is a part."""
    joined = piece if whole else re.sub(_words().joints.pattern, "\n", piece)
    agency = any(part.isupper() and " " not in part for part in joined.split("\n"))
    if "\n" in joined and _is_organisation(piece) and not agency and not _words().roles.search(piece):
        joined = piece
    return [name for one in joined.split("\n") if (name := _tidy(one)) and not _is_noise(name)]


def _is_organisation(part: str) -> bool:
    return any(word.strip(".,").lower() in _words().organisations for word in part.split())


def _tidy(piece: str) -> str:
    """Return one name without degrees, role words and what runs on behind it."""
    text = _strip_by(piece.strip(_OUTER)).strip(_EDGES)
    if not _is_organisation(text):
        text = _without_role(_TAIL.sub("", text).strip(_EDGES))
    if (text[-3:] in (" on", " at")) or text[:3] == "on ":
        text = text.removesuffix(" on").removesuffix(" at").removeprefix("on ")
    words = text.split()
    words = [word for at, word in enumerate(words) if at == 0 or not _is_degree(word)]
    while len(words) > 1 and (words[-1].isdigit() or (len(words) > 2 and words[-1].lower() in month_numbers())):
        words.pop()
    text = " ".join(words).strip(_EDGES)
    if len(text) > _MAX_CHARS:
        return ""
    return text + "." if f"{text}." in piece and _ABBREVIATED.search(text) else text


def _without_role(text: str) -> str:
    """Return "Ada Example" for "Ada Example Senior Science Reporter"."""
    role = _words().roles.search(text)
    before = text[: role.start()].split() if role else []
    return " ".join(before) if len(before) >= 2 else text


def _is_degree(word: str) -> bool:
    """Return whether a word is letters behind a name: "PhD", "M.D.", and not a name such as "Ma" or "Do"."""
    capitals = sum(char.isupper() for char in word)
    return word.strip(".,").lower() in _words().credentials and (capitals > 1 or "." in word[:-1])


def _is_noise(name: str) -> bool:
    words = name.split()
    lowered = name.lower()
    if len(words) > _MAX_WORDS or not any(char.isalpha() for char in name) or lowered in _words().nobody:
        return True
    if all(word in _words().nobody for word in lowered.split()):  # "Twitter Facebook"
        return True
    if is_by_phrase(name) or lowered.rstrip(".") in _weekdays():
        return True
    if " " not in name and name.count(".") > 1 and lowered.endswith("author"):  # a key that nobody filled in
        return True
    if ": " in name:
        return True
    if sum(char.isdigit() for char in name) > 2 and len(words) > 1:
        return True
    role = _words().roles.search(name)
    if role is not None and not _is_organisation(name) and role.start() == 0:
        return True
    return len(words) > 3 and all(word[0].islower() for word in words)


def _is_place_or_rank(name: str, names: Sequence[str]) -> bool:
    """Return whether what follows a comma is no further name: one word behind a full name, not an agency's."""
    if not names or name[0] >= _FIRST_CJK:
        return False
    if name[0].islower() and " " in name:
        return True
    alone = " " not in name and " " in names[-1]
    return (
        alone and not name.isupper() and "." not in name and "-" not in name
    ) or name.lower() in _words().credentials


def merge_names(groups: Iterable[Sequence[str]]) -> tuple[str, ...]:
    """Return the names of all groups once each, in order; a name in capitals gives way to one in mixed case."""
    merged: dict[str, str] = {}
    for group in groups:
        for name in group:
            name_key = key(name)
            if any(len(known) > 6 and name_key.startswith(known) and name_key != known for known in merged):
                continue  # "Ada Example Senior Reporter" behind "Ada Example"
            if name_key and (name_key not in merged or (merged[name_key].isupper() and not name.isupper())):
                merged[name_key] = name
    return tuple(merged.values())[:_MAX_NAMES]
