"""The dateline and the credit that open an article: "KYIV, Jan 3 (Reuters) —"."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files

from onrecord.article.dates import month_numbers
from onrecord.model import Dateline

_MAX_CHARS = 140  # a dateline ends before that

_NARROW = str.maketrans("（）［］", "()[]")  # one for one: lengths stay
_DASH = r"(?:[-–—―]{1,2}|&mdash;)"
_CREDIT = re.compile(rf"[(\[]\s?([^()\[\]]{{2,50}}?)\s?[)\]]\s{{0,2}}({_DASH}|:)?\s{{0,2}}(?=\S)")
_PLACE_AGENCY = re.compile(
    rf"([^()\[\]—–\n]{{2,70}}?)\s?[(\[]\s?([^()\[\]]{{2,50}}?)\s?[)\]]\s{{0,2}}({_DASH}|[:.,])?\s{{0,2}}(?=\S)"
)
_PLACE = re.compile(r"([^()\[\]—–\n]{3,60}?)(?:\s{1,2}(?:--?|–|―)\s{1,2}|\s{0,2}—\s{0,2})(?=[\"'“„«‘‹(]?[^\W_])")
_AGENCY_FIRST = re.compile(r"([^()\[\]—–\n]{2,30}?)\s{1,2}(?:--?|[–—―])\s{1,2}(?=[\"'“„«‘‹]?[^\W_])")
_AGENCY_LAST = re.compile(r"([^()\[\]—–\n]{2,30}?)\s?(?:\.|\s[-–—])\s{1,2}(?=\S)")
_CHINESE = re.compile(
    r"(新华社|新華社|中新社|中央社|中新网|人民网)([\u4e00-\u9fff]{2,8}?)\s?(?:\d{1,2}月)?\d{1,2}日[电電讯訊]?\s?"
)
_JAPANESE = re.compile(r"【([^】=＝]{1,20}?)(?:[=＝]([^】]{1,20}))?】\s?")
_KOREAN = re.compile(r"[(\[]([^=()\[\]]{1,10})=([^=()\[\]]{2,10})[)\]]\s?")
_DATE = re.compile(
    r"[\s,]+(?:[^\W\d_]{2,12}day\s)?(?:(\d{1,2})\.?\s?([^\W\d_]{3,12})\.?|([^\W\d_]{3,9})\.?\s?(\d{1,2}))(?:,?\s\d{4})?\s?$"
)
# what the names of agencies and newspapers end in, in the languages that write datelines
_TRADE = re.compile(
    r"(?i:press|presse|news|wire|newswire|media|agency|agence|agentur|agencia|agenzia|service|network|times|post|radio|"
    r"herald|tribune|courier|gazette|zeitung|nachrichten)\d{0,3}$"
)
_NEWSWIRE = re.compile(rf"([^()\n]{{2,80}}?)\s/([^/\n]{{2,30}})/\s{{0,2}}{_DASH}\s{{0,2}}(?=\S)")


@cache
def _lists() -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    lists = tomllib.loads(files("onrecord.article").joinpath("agencies.toml").read_text(encoding="utf-8"))
    return frozenset(lists["wire"]), frozenset(lists["not_a_place"]), frozenset(lists["particles"])


def find_dateline(first_paragraph: str) -> tuple[Dateline | None, str | None, int]:
    """Return the dateline, the agency or supplier that is credited, and how many code points both take up.

    A dateline needs a place; a credit alone, "(MENAFN) …", gives no dateline. (None, None, 0) where the paragraph
    opens with its first sentence.
    """
    text = first_paragraph[:_MAX_CHARS].translate(_NARROW)
    found = _bracketed(text) or _with_agency(text) or _asian(text) or _agency_opens(text) or _place_alone(text)
    if found is None:
        return None, None, 0
    place, agency, length = found
    return Dateline(place, agency) if place else None, agency, length


def is_agency(name: str) -> bool:
    """Return whether a name is that of a news agency or supplier of copy in agencies.toml, as it writes itself."""
    return name in _lists()[0]


Found = tuple[str | None, str | None, int]


def _bracketed(text: str) -> Found | None:
    """Return the credit of "(Reuters) - …" and "(MENAFN) …"."""
    match = _CREDIT.match(text)
    if match is None:
        return None
    agency = _agency(match.group(1), sure=match.group(2) is not None)
    if agency is None and _opens_sentence(text[match.end() :]) and _signs(match.group(1)):
        agency = match.group(1).strip()
    return (None, agency, match.end()) if agency else None


def _opens_sentence(text: str) -> bool:
    """Return whether a text starts with a capital and goes on for some words: behind "(AI)", "is …" does not."""
    start = text.lstrip("\"'“„«‘‹")
    return start[:1].isupper() and len(start.split(maxsplit=3)) > 3


def _signs(words: str, *, placed: bool = False) -> bool:
    """Return whether a name of no list reads as an agency's: "CANVEX", "Meridian Press".

    Behind a place in capitals and before a dash, "Straitwire" and "Quarry & Coin" do too; names of countries do not.
    """
    parts = words.split()
    if not 0 < len(parts) <= 5 or words.strip().upper() in _lists()[1] or not parts[0][0].isupper():
        return False
    if any(part[0].islower() and part not in _lists()[2] for part in parts):
        return False
    if len(parts) == 1 and parts[0].isupper():
        bare = parts[0].replace("-", "")
        return 3 <= len(bare) <= 15 and bare.isalpha()
    return (len(parts) > 1 or placed) and (_TRADE.search(words) is not None or (placed and "&" in parts))


def _with_agency(text: str) -> Found | None:
    """Return what "PARIS, Jan 3 (AFP) - …" and "Berlin/München (dpa/lby) – …" say."""
    match = _PLACE_AGENCY.match(text) or _NEWSWIRE.match(text)
    if match is None or not (place := _place(match.group(1))):
        return None
    dashed = match.re is _NEWSWIRE or match.group(3) is not None
    agency = _agency(match.group(2), sure=dashed and place.isupper())
    if agency is None and dashed and _leads_in_capitals(place) and _signs(match.group(2), placed=True):
        agency = match.group(2).strip()
    if agency is None or not (dashed or place.isupper()):
        return None
    return place, agency, match.end()


def _place_alone(text: str) -> Found | None:
    """Return what "LONDON — …" and "МОСКВА, 3 янв — РИА Новости. …" say. Only capitals tell a place from a sentence."""
    match = _PLACE.match(text)
    if match is None or not (place := _place(match.group(1))):
        return None
    behind = _AGENCY_LAST.match(text, match.end())
    if behind and _known(behind.group(1)):
        return place, behind.group(1).strip(), behind.end()
    follows = text[match.end() :].lstrip("\"'“„«‘‹(")[:1]
    if not _leads_in_capitals(match.group(1)) or follows.islower():
        return None
    return place, None, match.end()


def _leads_in_capitals(words: str) -> bool:
    """Return whether the words before the first comma are capitals of a city, not an acronym's or a label's."""
    city = words.split(",")[0].strip()
    letters = sum(char.isalpha() for char in city)
    if len(city.split()) > 4 or any(char in '?!‘’“”"' for char in city):  # a crosshead in capitals
        return False
    return city.isupper() and (letters > 4 or "," in words or letters == 4) and city not in _lists()[1]


def _agency_opens(text: str) -> Found | None:
    """Return the credit of "AFP - …"."""
    match = _AGENCY_FIRST.match(text)
    if match is None or not _known(match.group(1)) or text[match.end()].islower():
        return None
    return None, match.group(1).strip(), match.end()


def _asian(text: str) -> Found | None:
    """Return what "新华社北京1月3日电", "【ワシントン共同】" and "(서울=연합뉴스)" say."""
    if match := _CHINESE.match(text):
        return match.group(2), match.group(1), match.end()
    if match := _KOREAN.match(text):
        return (match.group(1), match.group(2), match.end()) if _known(match.group(2)) else None
    if match := _JAPANESE.match(text):
        words = match.group(1)
        agency = next((name for name in ("共同", "時事") if words.endswith(name)), None)
        place = words.removesuffix(agency) if agency else words
        return (place or None, agency, match.end()) if agency or match.group(2) else None
    return None


def _place(words: str) -> str | None:
    """Return the place in what stands before the agency or dash, without its date; None when it is no place."""
    place = _DATE.sub(_drop_date, words.strip()).strip(" ,-")
    parts = place.replace("/", " ").replace(",", " ").split()
    if not 0 < len(parts) <= 7 or place in _lists()[1] or any(char.isdigit() for char in place):
        return None
    named = [part for part in parts if part.lower() not in _lists()[2]]
    return place if named and all(not part[0].islower() for part in named) and parts[0][0].isalpha() else None


def _drop_date(match: re.Match[str]) -> str:
    word = (match.group(2) or match.group(3)).lower()
    return "" if word in month_numbers() else match.group()


def _known(name: str) -> bool:
    return name.strip() in _lists()[0]


def _agency(words: str, *, sure: bool) -> str | None:
    """Return the agency in a bracket: a known one, or where the place of the bracket leaves no doubt, an acronym."""
    name = words.strip()
    parts = [part.strip() for part in re.split(r"[/,&+]", name)]
    if _known(name):
        return name
    if all(_known(part) for part in parts):
        return name
    if _known(parts[0]):
        return parts[0]
    acronym = name.isupper() and 2 < len(name) <= 4 and " " not in name
    return name if sure and acronym and name not in _lists()[1] else None
