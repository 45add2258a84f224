"""Bylines → the names of people and agencies, without what stands around them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from onrecord.article.agencies import is_agency, is_weekday
from onrecord.article.byline_dates import DATED, mark_dates
from onrecord.article.byline_words import EDGES, FIRST_CJK, OUTER, byline_words, is_by_phrase
from onrecord.article.dates import month_numbers
from onrecord.article.people import given_first, is_given_name, is_name_like, is_person
from onrecord.article.words import clean, key

_MAX_NAMES = 20
_MAX_CHARS = 100  # of one name
_MAX_WORDS = 8

_ADDRESS = re.compile(
    r"\[email\W{1,3}protected\]|(?:https?://|www\.)\S{1,300}|\S{1,80}@\S{1,80}\.\w{2,15}|(?<!\w)@\w{1,40}"
)
_BRACKETS = re.compile(r"\s?[(\[（]([^()\[\]（）]{0,80})[)\]）](\s?[^\W\d_])?")
# inline elements that follow each other without a space: "Ada ExampleUpdated June 3"
_GLUED = re.compile(
    r"(?<=[^\W\dA-Z_])(?=(?:Last [Uu]pdated|Updated|Published|Posted|Reviewed|Medically|Fact|Edited|Follow|"
    r"January|February|March|April|June|July|August|September|October|November|December|"
    r"(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.? \d|\d{1,2}[./ ]|"
    r"(?:Founder|Co-Founder|Staff|Editor|Senior|Contribut(?:or|ing)|Reporter|Writer|Author|Correspondent|Director|"
    r"Redakteur(?:in)?|Redaktor(?:in)?|Korrespondent(?:in)?|Journalist(?:in|e)?|Redacteur|Redaktør|Reporterin|Autorin|"
    r"Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)(?:day)?\b))"
)
GLUED_BY = re.compile(r"^(By|Von|Par|Por|Written by|Posted by)(?=[A-ZÄÖÜÉ][^\W\d_])")
TAIL = re.compile(
    r"\s+(?:(?:in|aus|à|en|для|from|at|für|for|is|was|ist|hat|has|pour|para)\s.*|[•·].*"
    r"|(?:[Ff]otos?|[Pp]hotos?|[Bb]ild|[Vv]ideo)\s?:.*"
    r"|(?:[Uu]pdated|[Pp]ublished|[Pp]osted|[Rr]eviewed|[Ff]act-checked|[Rr]esearched|[Mm]edically|[Ee]dited|Stand"
    r"|[Pp]ubli(?:é|ée|cado)|[Vv]eröffentlicht|[Aa]ktualisiert|[Aa]ctualizado|[Pp]ubblicato|[Aa]ggiornato"
    r"|[Mm]is à jour)\b.*"
    r"|(?:on\s)?(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b.*|(?:Last|View)\s[A-Z].*|Last|Updated)$"
)
_PRONOUNS = re.compile(
    r"\b(?:she|he|they|sie|er|elle|il)/(?:her|him|them|ihr|ihm|lui)(?:/(?:hers|his|theirs))?\b", re.I
)
# what Chinese, Japanese and Korean write behind a name without a space
_ASIAN_RANK = re.compile(
    r"\s?(?:특약|선임|수습|인턴|전문|논설|객원|대|정치|경제|문화|사회)?\s?(?:기자|특파원|논설위원|위원|앵커|에디터|칼럼니스트|교수)$"
    r"|\s?(?:本报|本報)?(?:特約|特约|実習|实习|見習|首席|資深|资深)?(?:記者|记者|特派員|特派员|編集委員|論説委員|編輯|编辑|通訊員|通讯员)$"
)
# a part that tells where and how, and not who: "臺北報導", "北京1月3日电", "攝"
_ASIAN_PLACE = re.compile(r"(?:報導|报道|報道|綜合|综合|電|电|訊|讯|摄影?|攝影?|撮影|提供)$")
_LEADING_BRACKET = re.compile(r"^[(\[（【〔][^()\[\]（）【】〔〕]{1,40}[)\]）】〕]\s?(?=\S)")
_SPLIT = re.compile(r"\s*(?:[;|•·⋅∙●–—\n、／؛،]|\s[-/]\s|\s?&\s?|\s[+]\s)\s*")
_CAMEL = re.compile(r"[^\W\dA-Z_]{3}[A-Z][^\W\dA-Z_]{2}")
_COMMA = re.compile(r"\s*[,，]\s*")
_SHORT_AND = re.compile(r"\s+[aizсі]\s+")  # "and", "with" of Slavic and Catalan papers; "in", "to", "one" of others
_ARABIC_AND = re.compile(r"(?<=[\u0600-\u06ff])\s+و(?=[\u0621-\u064a]{3})")
_HEBREW_AND = re.compile(r"(?<=[\u05d0-\u05ea])\s+ו(?=[\u05d0-\u05ea]{2})")
_ABBREVIATED = re.compile(r"\s(?:Jr|Sr|[A-Z])$")


@dataclass(frozen=True, slots=True)
class Byline:
    """The names that one source gives."""

    source: str
    raw: str
    names: tuple[str, ...]


def read_names(raw: str, *, whole: bool = False) -> tuple[str, ...]:
    """Return the names in a byline or an author field, in order, at most 20.

    Args:
        raw: "By Ada Example and Ben Sample, staff writers", "Von Max Muster, Berlin", "REUTERS".
        whole: the text is said to be one name (an organisation's): it is not taken apart at "and".
    """
    if is_person(raw) and byline_words().loaded.isdisjoint(raw.lower().split()):  # most are: nothing to take off
        return (raw,)
    text = _ADDRESS.sub(" ", clean(raw, limit=600))
    if text and max(text) >= FIRST_CJK:
        text = _without_asian_place(text)
    if ":" in text or "：" in text:
        text = byline_words().label.sub("\n", text)
    text = GLUED_BY.sub(r"\1 ", _GLUED.sub(" | ", text))
    text = mark_dates(text)
    text = _strip_by(_PRONOUNS.sub(" ", _BRACKETS.sub(_drop_bracket, text)).strip(OUTER + DATED))
    names: list[str] = []
    if " " in text and "://" not in text:
        text = text.replace("/", " / ")
    for stretch in text.split(DATED):
        for part in [stretch] if whole else _SPLIT.split(_joined_words(stretch)):
            names += _names_of(_strip_by(part.strip(OUTER)), names, whole=whole)
        if names:  # what follows the date of "By Ada Example, June 3, 2031, training" is no name
            break
    return tuple(dict.fromkeys(names))[:_MAX_NAMES]


def _drop_bracket(found: re.Match[str]) -> str:
    """Return nothing for "(Reuters)" behind a name and "(Text)" between two; "Ada (Addie) Example" stays."""
    behind: str | None = found.group(2)
    if behind is None:
        return " "
    said = found.group(1).strip().lower()
    dropped = byline_words().others.match(said) or is_by_phrase(said) or byline_words().roles.search(said)
    return f" {behind}" if dropped else found.group()


def _without_asian_place(text: str) -> str:
    """Return "山田太郎" for "【ワシントン＝山田太郎】", "홍길동 기자" for "(서울=연합뉴스) 홍길동 기자 ="."""
    text = _LEADING_BRACKET.sub("", text.strip(" =＝"))
    return re.split("[=＝]", text.strip("【】〔〕（）()[]"))[-1]


def _joined_words(text: str) -> str:
    """Return the text with a line feed where Arabic or Hebrew write "and" onto the second name."""
    if "\u05d0" <= text[:1] <= "\u06ff":
        text = _ARABIC_AND.sub(_parted, _HEBREW_AND.sub("\n", text))
    return text


def _parted(found: re.Match[str]) -> str:
    """Return a line feed for the "and" of "أحمد علي ومنى سالم", not for the first letter of a name such as "وليد"."""
    word = found.string[found.end() - 1 :].split(maxsplit=1)[0]
    names = len(found.string[: found.start()].split())
    return found.group() if word in byline_words().w_names or names < 2 else "\n"


def _strip_by(text: str) -> str:
    for _ in range(3):
        match = byline_words().by.match(text)
        if match is None or (
            match.group()[-1].isspace()
            and match.group().strip().lower() in ("di", "von", "af", "da")
            and match.group()[0].isupper()
            and len(text.split()) == 2
        ):
            return text
        text = text[match.end() :].strip(OUTER)
    return text


def _names_of(part: str, before: Sequence[str], *, whole: bool) -> list[str]:
    """Return the names in one part of a byline: commas part names from names, and from roles, places and degrees."""
    flipped = part if whole or "," not in part else given_first(part, sure=False)
    pieces = [flipped] if whole else _COMMA.split(flipped)
    names: list[str] = []
    for place, piece in enumerate(pieces):
        if place and piece.startswith("in "):  # "By Ada Example, in News, Harbour, Boats": sections from here on
            break
        if is_elsewhere(piece) or ((names or before) and _is_title(piece)):
            continue
        for name in _apart(piece, whole=whole):
            if not (place and (_is_place_or_rank(name, names) or _is_employer(name, names))):
                names.append(name)
    return names


def _is_employer(name: str, names: Sequence[str]) -> bool:
    """Return whether what follows a person and a comma is where they work: no name by its words, and no agency."""
    if not names or not is_person(names[0]) or is_agency(name) or is_person(name) or name[0] >= FIRST_CJK:
        return False
    words = name.split()
    labelled = any(word.lower() in byline_words().labels for word in words)
    odd = labelled or is_organisation(name) or byline_words().roles.search(name) is not None
    return len(words) > 1 and (odd or len(words) > 5)


def is_elsewhere(piece: str) -> bool:
    """Return whether a piece names who did something else: "edited by Ada Example", "Fotos: Ben Sample"."""
    first = piece[:40].split(" ", 1)[0].lower().partition(":")[0]
    if first not in byline_words().other_firsts and first[:1] < FIRST_CJK:
        return False
    return byline_words().others.match(piece) is not None


def _is_title(piece: str) -> bool:
    """Return whether what follows a name is what somebody is: "Review Editor", "CEO of Harbour House", "+4 years"."""
    words = byline_words().joints.sub("\n", piece).split("\n")[-1].split()
    if not words or (piece.isupper() and len(words) == 1) or is_given_name(words[0]):
        return False
    if any(char.isdigit() for char in words[0]) or piece.lower() in byline_words().places:
        return True
    if is_organisation(piece) and not byline_words().roles.search(words[-1]):
        return False
    if byline_words().roles.search(words[-1]) or (byline_words().roles.match(piece) and len(words) > 1):
        return True
    return len(words) > 2 and (words[-1].islower() or words[0].islower()) and words[-1].isalpha()


def _apart(piece: str, *, whole: bool) -> list[str]:
    """Return the names that "and" joins; of an organisation's name it is a part."""
    joined = piece if whole else _SHORT_AND.sub(_between_names, byline_words().joints.sub("\n", piece))
    agency = any(part.isupper() and " " not in part for part in joined.split("\n"))
    if "\n" in joined and is_organisation(piece) and not agency and not byline_words().roles.search(piece):
        joined = piece
    names = [name for one in joined.split("\n") if (name := _tidy(one)) and not is_noise(name)]
    return [name for one in names for name in (_chinese_names(one) if one[0] >= FIRST_CJK else (one,))]


def _between_names(found: re.Match[str]) -> str:
    """Return a line feed where "a", "i" or "z" stands between two full names, and not in "Journalist i Paris"."""
    before, behind = (part.split() for part in (found.string[: found.start()], found.string[found.end() :]))
    both = len(before) > 1 and len(behind) > 1 and is_name_like(before) and is_name_like(behind)
    return "\n" if both else found.group()


def _chinese_names(text: str) -> Sequence[str]:
    """Return "张三" and "李四" for "张三 李四"; "山田 太郎" is one."""
    parts = text.split()
    single = all(2 <= len(part) <= 4 and part[0] in byline_words().surnames for part in parts)
    return parts if single else (text,)


def is_organisation(part: str) -> bool:
    return any(word.strip(".,").lower() in byline_words().organisations for word in part.split())


def _tidy(piece: str) -> str:
    """Return one name without degrees, role words and what runs on behind it."""
    text = _strip_by(piece.strip(OUTER)).strip(EDGES)
    if text[-1:] >= FIRST_CJK:
        text = "" if _ASIAN_PLACE.search(text) else _ASIAN_RANK.sub("", text).strip(EDGES)
    elif not is_organisation(text):
        text = _without_role(TAIL.sub(_cut_tail, text).strip(EDGES))
    words = text.removeprefix("on ").split()
    while len(words) > 1 and words[-1] in ("on", "at", "le", "el", "am", "em", "il", "den", "op", "dne", "la", "In"):
        words.pop()
    words = [word for at, word in enumerate(words) if at == 0 or not _is_degree(word)]
    while len(words) > 1 and (words[-1].isdigit() or (len(words) > 2 and words[-1].lower() in month_numbers())):
        words.pop()
    text = " ".join(words).strip(EDGES)
    if len(text) > _MAX_CHARS:
        return ""
    return text + "." if f"{text}." in piece and _ABBREVIATED.search(text) else text


def _cut_tail(found: re.Match[str]) -> str:
    """Return nothing for " in Kyiv" behind a name; "Human in the Loop" stays whole."""
    alone = " " not in found.string[: found.start()].strip()
    return found.group() if alone and found.group().lstrip().startswith(("in the ", "in a ", "at the ")) else ""


def _without_role(text: str) -> str:
    """Return "Ada Example" for "Ada Example Senior Science Reporter", "correspondent Ada Example"."""
    role = byline_words().roles.search(text)
    if role is None:
        return text
    before = text[: role.start()].split()
    while len(before) > 2 and before[-1].lower() in byline_words().fields:
        before.pop()
    if len(before) >= 2:
        named = is_given_name(before[0]) or not any(word.lower() in byline_words().labels for word in before)
        return " ".join(before) if named else text  # "Luxury Travel Expert" is the name of a weblog
    behind = text[role.end() :].split()
    named = len(behind) > 1 and (not before or before[0].lower() in byline_words().fields)
    return " ".join(behind) if named and is_given_name(behind[0]) and is_name_like(behind) else text


def _is_degree(word: str) -> bool:
    """Return whether a word is letters behind a name: "PhD", "M.D.", and not a name such as "Ma" or "Do"."""
    capitals = sum(char.isupper() for char in word)
    return word.strip(".,").lower() in byline_words().credentials and (capitals > 1 or "." in word[:-1])


def is_noise(name: str) -> bool:
    words = name.split()
    lowered = name.lower()
    if len(words) > _MAX_WORDS or not any(char.isalpha() for char in name) or lowered in byline_words().nobody:
        return True
    if all(word in byline_words().nobody for word in lowered.split()):  # "Twitter Facebook"
        return True
    if words[0] in ("i", "in", "à", "aus", "at", "from", "of", "für", "til", "fra") and len(words) < 4:
        return True
    if is_by_phrase(name) or is_weekday(lowered.rstrip(".")):
        return True
    if " " not in name and name.count(".") > 1 and lowered.endswith("author"):  # a key that nobody filled in
        return True
    if ": " in name or len(_CAMEL.findall(name)) > 1:  # links that follow each other: "ArtsMusicBooks Weekly"
        return True
    if sum(char.isdigit() for char in name) > 2 and len(words) > 1:
        return True
    role = byline_words().roles.search(name)
    if role is not None and not is_organisation(name) and role.start() == 0:
        return True
    return len(words) > 3 and all(word[0].islower() for word in words)


def _is_place_or_rank(name: str, names: Sequence[str]) -> bool:
    """Return whether what follows a comma is no further name: one word behind a full name, not an agency's."""
    if not names or name[0] >= FIRST_CJK:
        return False
    if name[0].islower() and " " in name:
        return True
    if name.lower() in byline_words().places:
        return True
    alone = " " not in name and " " in names[-1]
    return (
        alone and not is_agency(name) and not name.isupper() and "." not in name and "-" not in name
    ) or name.lower() in byline_words().credentials


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
