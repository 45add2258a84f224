"""Bylines → the names of people and agencies, without what stands around them."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from onrecord.article.agencies import is_agency, is_weekday
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
_DATE = re.compile(
    r"\b\d{1,4}[./-]\d{1,2}[./-]\d{1,4}\b|\b\d{1,2}[:.h]\d\d(?:\s?[ap]\.?m\b\.?|\b)(?:\s(?:Uhr|[A-Z]{2,4}))?", re.I
)
_WORD_DATE = re.compile(
    r"\b\d{1,2}(?:st|nd|rd|th|er|\.)?\s(?:de\s)?[^\W\d_]{3,12}\.?,?\s(?:de\s)?\d{4}|\b[^\W\d_]{3,12}\.?\s\d{1,2}(?:st|nd|rd|th)?,?\s\d{4}"
)
_MONTH_DAY = re.compile(r"\b[^\W\d_]{3,12}\.?\s\d{1,2}(?:st|nd|rd|th)?(?!\d)")
# inline elements that follow each other without a space: "Ada ExampleUpdated June 3"
_GLUED = re.compile(
    r"(?<=[^\W\dA-Z_])(?=(?:Last [Uu]pdated|Updated|Published|Posted|Reviewed|Medically|Fact|Edited|Follow|"
    r"January|February|March|April|June|July|August|September|October|November|December|"
    r"(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.? \d|\d{1,2}[./ ]|"
    r"(?:Founder|Co-Founder|Staff|Editor|Senior|Contribut(?:or|ing)|Reporter|Writer|Author|Correspondent|Director|"
    r"Redakteur(?:in)?|Redaktor(?:in)?|Korrespondent(?:in)?|Journalist(?:in|e)?|Redacteur|Redaktør|Reporterin|Autorin|"
    r"Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)(?:day)?\b))"
)
_GLUED_BY = re.compile(r"^(By|Von|Par|Por|Written by|Posted by)(?=[A-ZÄÖÜÉ][^\W\d_])")
_READING = re.compile(r"\b\d{1,3}\s?(?:min(?:ute)?s?|Min\.?|мин)\b.{0,20}|\b\d{1,4}\s(?:words|comments?|views)\b", re.I)
_TAIL = re.compile(
    r"\s+(?:(?:in|aus|à|en|для|from|at|für|for|is|was|ist|hat|has|pour|para)\s.*|[•·].*"
    r"|(?:[Ff]otos?|[Pp]hotos?|[Bb]ild|[Vv]ideo)\s?:.*|(?:[Uu]pdated|[Pp]ublished|[Pp]osted|[Rr]eviewed|[Ff]act-checked|[Rr]esearched|[Mm]edically|[Ee]dited|Stand)\b.*"
    r"|(?:on\s)?(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b.*|(?:Last|View)\s[A-Z].*|Last|Updated)$"
)
_PRONOUNS = re.compile(r"\b(?:she|he|they|sie|er|elle|il)/(?:her|him|them|ihr|ihm|lui)(?:/(?:hers|his|theirs))?\b", re.I)
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
_DATED = "\x1f"  # where a date stood
_BARS = re.compile(r"\s[|•·⋅∙–—]\s|[|•·⋅∙]")
_FIRST_CJK = "\u3040"  # from here on names are written without spaces
_COMMA = re.compile(r"\s*[,，]\s*")
_SHORT_AND = re.compile(r"\s+[aizсі]\s+")  # "and", "with" of Slavic and Catalan papers; "in", "to", "one" of others
_ARABIC_AND = re.compile(r"(?<=[\u0600-\u06ff])\s+و(?=[\u0621-\u064a]{3})")
_HEBREW_AND = re.compile(r"(?<=[\u05d0-\u05ea])\s+ו(?=[\u05d0-\u05ea]{2})")
_ABBREVIATED = re.compile(r"\s(?:Jr|Sr|[A-Z])$")
_OUTER = " \t,:;|/\\-–—·•*_~\"'“”„«»‚‘’<>=+"
_EDGES = " \t,.:;|/\\-–—·•*_~\"'“”„«»‚‘’<>=+"


@dataclass(frozen=True, slots=True)
class Byline:
    """The names that one source gives."""

    source: str
    raw: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Words:
    by: re.Pattern[str]
    line: re.Pattern[str]
    firsts: frozenset[str]  # first words of `by` and `line`
    joints: re.Pattern[str]
    roles: re.Pattern[str]
    credentials: frozenset[str]
    nobody: frozenset[str]
    organisations: frozenset[str]
    others: re.Pattern[str]
    label: re.Pattern[str]
    fields: frozenset[str]
    places: frozenset[str]
    w_names: frozenset[str]
    surnames: frozenset[str]
    labels: frozenset[str]


@cache
def _words() -> _Words:
    lists = tomllib.loads(files("onrecord.article").joinpath("bylines.toml").read_text(encoding="utf-8"))
    by, line, labelled = (_any_of(lists[name]) for name in ("by", "line", "labelled"))
    joints = _any_of(lists["and"])
    return _Words(
        by=re.compile(rf"(?:{by})(?:\s?[:：/・]\s?|\s+|(?-i:(?<=[\u3400-\u9fff][\u3400-\u9fff/])))(?=\S)", re.I),
        line=re.compile(rf"(?:(?:{line})(?:\s?[:：]\s?|\s+)|(?:{labelled})\s?[:：]\s?)(?=[^\W_])", re.I),
        firsts=_firsts([*lists["by"], *lists["line"], *lists["labelled"]]),
        joints=re.compile(rf"\s+(?:{joints})\s+|^(?:{joints})\s+"),
        roles=re.compile(rf"(?<!\w)(?:{_any_of(lists['roles'])})(?!\w)", re.I),
        credentials=frozenset(lists["credentials"]),
        nobody=frozenset(lists["nobody"]),
        organisations=frozenset(lists["organisations"]),
        others=re.compile(rf"(?:{_any_of(lists['others'])})(?:\s?[:：]|\s|$)", re.I),
        label=re.compile(rf"[\s,;/|]{{1,3}}(?=(?:{_any_of(lists['others'] + lists['labelled'])})\s?[:：])", re.I),
        fields=frozenset(lists["fields"]),
        places=frozenset(lists["places"]),
        w_names=frozenset(lists["w_names"]),
        surnames=frozenset(lists["surnames"]),
        labels=frozenset(lists["labels"]),
    )


def _firsts(phrases: Sequence[str]) -> frozenset[str]:
    return frozenset(phrase.split()[0].rstrip(":") for phrase in phrases)


def _any_of(words: Sequence[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(set(words), key=lambda word: (-len(word), word)))


def read_names(raw: str, *, whole: bool = False) -> tuple[str, ...]:
    """Return the names in a byline or an author field, in order, at most 20.

    Args:
        raw: "By Ada Example and Ben Sample, staff writers", "Von Max Muster, Berlin", "REUTERS".
        whole: the text is said to be one name (an organisation's): it is not taken apart at "and".
    """
    text = _ADDRESS.sub(" ", clean(raw, limit=600))
    if text and max(text) >= _FIRST_CJK:
        text = _without_asian_place(text)
    if ":" in text or "：" in text:
        text = _words().label.sub("\n", text)
    text = _GLUED_BY.sub(r"\1 ", _GLUED.sub(" | ", text))
    text = _READING.sub(" ", _DATE.sub(_DATED, _strip_dates(text)))
    text = _strip_by(_PRONOUNS.sub(" ", _BRACKETS.sub(_drop_bracket, text)).strip(_OUTER + _DATED))
    names: list[str] = []
    if " " in text and "://" not in text:
        text = text.replace("/", " / ")
    for stretch in text.split(_DATED):
        for part in [stretch] if whole else _SPLIT.split(_joined_words(stretch)):
            names += _names_of(_strip_by(part.strip(_OUTER)), names, whole=whole)
        if names:  # what follows the date of "By Ada Example, June 3, 2031, training" is no name
            break
    return tuple(dict.fromkeys(names))[:_MAX_NAMES]


def _drop_bracket(found: re.Match[str]) -> str:
    """Return nothing for "(Reuters)" behind a name and "(Text)" between two; "Ada (Addie) Example" stays."""
    behind: str | None = found.group(2)
    if behind is None:
        return " "
    said = found.group(1).strip().lower()
    dropped = _words().others.match(said) or is_by_phrase(said) or _words().roles.search(said)
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
    return found.group() if word in _words().w_names or names < 2 else "\n"


def _strip_dates(text: str) -> str:
    """Return the text with every date that has its month in words replaced by a mark."""
    if not any(char.isdigit() for char in text):
        return text
    return _MONTH_DAY.sub(_drop_date, _WORD_DATE.sub(_drop_date, text))


def _drop_date(found: re.Match[str]) -> str:
    return f" {_DATED} " if _months_in(found.group()) else found.group()


def _months_in(text: str) -> bool:
    return any(word.lower() in month_numbers() for word in re.findall(r"[^\W\d_]+", text))


def may_open(text: str) -> bool:
    """A quick look whether a line can start with words of bylines: by its first word, or in a script without spaces."""
    first = text[:40].split(" ", 1)[0].lower()
    return first.partition(":")[0] in _words().firsts or first[:1] >= _FIRST_CJK or "/" in first or "：" in first


def opens_byline(text: str) -> bool:
    """Return whether a line says "By" in some language and then nothing but names: short, and without a full stop."""
    if text[:1] in "BVPW":
        text = _GLUED_BY.sub(r"\1 ", text)
    if not may_open(text):
        return False
    match = _words().line.match(text)
    if match is None or len(text) > 160 or re.search(r"(?<!\b\w)[.!?]\s\w+\s\w+\s\w|[?!]$", text):
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
    if any(word.lower() in _words().labels for word in words):
        return False
    plain = [word.replace("-", "").replace("’", "").replace("'", "").rstrip(".") for word in words]
    return all(word[:1].isupper() and word.isalpha() for word in plain) and not text.isupper()


def is_rank(text: str) -> bool:
    """Return whether a line is but what somebody is: "Senior Reporter", "Co-Founder & Marketing Director"."""
    return len(text) <= 80 and _words().roles.search(text) is not None and not text.endswith((".", "?", "!"))


def undated(text: str) -> str:
    """Return a short line without its date, its reading time and what follows the name: "3 May 2031 • Ada in News"."""
    if not any(char.isdigit() for char in text):
        return text
    rest = _READING.sub(" ", _DATE.sub(_DATED, _strip_dates(text)))
    if rest == text:
        return text
    parts = [_TAIL.sub("", part.strip(_OUTER)) for part in re.split(f"[{_DATED}|•·⋅]", rest)]
    named = [part for part in parts if any(char.isalpha() for char in part)]
    return named[0] if len(named) == 1 else ""


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
    bare = text.strip(_EDGES) if len(text) < 40 else ""
    if not bare or not may_open(bare):
        return False
    found = _words().by.match(f"{bare} x")
    return found is not None and found.end() == len(bare) + 1


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
    if not names or not is_person(names[0]) or is_agency(name) or is_person(name) or name[0] >= _FIRST_CJK:
        return False
    words = name.split()
    odd = _is_organisation(name) or _words().roles.search(name) or any(word.lower() in _words().labels for word in words)
    return len(words) > 1 and (odd or len(words) > 5)


def is_elsewhere(piece: str) -> bool:
    """Return whether a piece names who did something else: "edited by Ada Example", "Fotos: Ben Sample"."""
    return _words().others.match(piece) is not None


def _is_title(piece: str) -> bool:
    """Return whether what follows a name is what somebody is: "Review Editor", "CEO of Harbour House", "+4 years"."""
    words = _words().joints.sub("\n", piece).split("\n")[-1].split()
    if not words or (piece.isupper() and len(words) == 1) or is_given_name(words[0]):
        return False
    if any(char.isdigit() for char in words[0]) or piece.lower() in _words().places:
        return True
    if _is_organisation(piece) and not _words().roles.search(words[-1]):
        return False
    if _words().roles.search(words[-1]) or (_words().roles.match(piece) and len(words) > 1):
        return True
    return len(words) > 2 and (words[-1].islower() or words[0].islower()) and words[-1].isalpha()


def _apart(piece: str, *, whole: bool) -> list[str]:
    """Return the names that "and" joins; of an organisation's name it is a part."""
    joined = piece if whole else _SHORT_AND.sub(_between_names, _words().joints.sub("\n", piece))
    agency = any(part.isupper() and " " not in part for part in joined.split("\n"))
    if "\n" in joined and _is_organisation(piece) and not agency and not _words().roles.search(piece):
        joined = piece
    names = [name for one in joined.split("\n") if (name := _tidy(one)) and not _is_noise(name)]
    return [name for one in names for name in (_chinese_names(one) if one[0] >= _FIRST_CJK else (one,))]


def _between_names(found: re.Match[str]) -> str:
    """Return a line feed where "a", "i" or "z" stands between two full names, and not in "Journalist i Paris"."""
    before, behind = (part.split() for part in (found.string[: found.start()], found.string[found.end() :]))
    both = len(before) > 1 and len(behind) > 1 and is_name_like(before) and is_name_like(behind)
    return "\n" if both else found.group()


def _chinese_names(text: str) -> Sequence[str]:
    """Return "张三" and "李四" for "张三 李四"; "山田 太郎" is one."""
    parts = text.split()
    single = all(2 <= len(part) <= 4 and part[0] in _words().surnames for part in parts)
    return parts if single else (text,)


def _is_organisation(part: str) -> bool:
    return any(word.strip(".,").lower() in _words().organisations for word in part.split())


def _tidy(piece: str) -> str:
    """Return one name without degrees, role words and what runs on behind it."""
    text = _strip_by(piece.strip(_OUTER)).strip(_EDGES)
    if text[-1:] >= _FIRST_CJK:
        text = "" if _ASIAN_PLACE.search(text) else _ASIAN_RANK.sub("", text).strip(_EDGES)
    elif not _is_organisation(text):
        text = _without_role(_TAIL.sub(_cut_tail, text).strip(_EDGES))
    words = text.removeprefix("on ").split()
    while len(words) > 1 and words[-1] in ("on", "at", "le", "el", "am", "em", "il", "den", "op", "dne", "la", "In"):
        words.pop()
    words = [word for at, word in enumerate(words) if at == 0 or not _is_degree(word)]
    while len(words) > 1 and (words[-1].isdigit() or (len(words) > 2 and words[-1].lower() in month_numbers())):
        words.pop()
    text = " ".join(words).strip(_EDGES)
    if len(text) > _MAX_CHARS:
        return ""
    return text + "." if f"{text}." in piece and _ABBREVIATED.search(text) else text


def _cut_tail(found: re.Match[str]) -> str:
    """Return nothing for " in Kyiv" behind a name; "Human in the Loop" stays whole."""
    alone = " " not in found.string[: found.start()].strip()
    return found.group() if alone and found.group().lstrip().startswith(("in the ", "in a ", "at the ")) else ""


def _without_role(text: str) -> str:
    """Return "Ada Example" for "Ada Example Senior Science Reporter", "correspondent Ada Example"."""
    role = _words().roles.search(text)
    if role is None:
        return text
    before = text[: role.start()].split()
    while len(before) > 2 and before[-1].lower() in _words().fields:
        before.pop()
    if len(before) >= 2:
        named = is_given_name(before[0]) or not any(word.lower() in _words().labels for word in before)
        return " ".join(before) if named else text  # "Luxury Travel Expert" is the name of a weblog
    behind = text[role.end() :].split()
    named = len(behind) > 1 and (not before or before[0].lower() in _words().fields)
    return " ".join(behind) if named and is_given_name(behind[0]) and is_name_like(behind) else text


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
    if name.lower() in _words().places:
        return True
    alone = " " not in name and " " in names[-1]
    return (
        alone and not is_agency(name) and not name.isupper() and "." not in name and "-" not in name
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
