"""The dateline and the credit that open an article: "KYIV, Jan 3 (Reuters) —"."""

from __future__ import annotations

import re

from onrecord.article.agencies import (
    agency_of,
    is_agency,
    is_no_place,
    is_particle,
    is_town,
    place_of,
    without_date,
)
from onrecord.article.eastern import find_eastern
from onrecord.model import Dateline

_MAX_CHARS = 140  # a dateline ends before that

_NARROW = str.maketrans("（）［］", "()[]")  # one for one: lengths stay
_DASH = r"(?:[-–—―]{1,2}|&mdash;)"
_CREDIT = re.compile(rf"[(\[]\s?([^()\[\]]{{2,50}}?)\s?[)\]]\s{{0,2}}({_DASH}|:)?\s{{0,2}}(?=\S)")
_PLACE_AGENCY = re.compile(
    rf"([^()\[\]—–\n]{{2,70}}?),?\s?[(\[]\s?([^()\[\]]{{2,50}}?)\s?[)\]]\s{{0,2}}(\.?{_DASH}|[:.,])?\s{{0,2}}(?=\S)"
)
_PLACE = re.compile(r"([^()\[\]—–\n]{3,60}?)(?:\s{1,2}(?:--?|–|―)\s{1,2}|\s{0,2}—\s{0,2})(?=[\"'“„«‘‹(]?[^\W_])")
_TOWN_COLON = re.compile(r"([^()\[\]—–:\n]{3,40}?):\s{1,2}(?=[\"'“„«‘‹(]?[^\W_])")
_AGENCY_FIRST = re.compile(r"([^()\[\]—–\n]{2,30}?)\s{1,2}(?:--?|[–—―])\s{1,2}(?=[\"'“„«‘‹]?[^\W_])")
_AGENCY_LAST = re.compile(r"([^()\[\]—–\n]{2,30}?)\s?(?:\.|\s[-–—])\s{1,2}(?=\S)")
_BARRED = re.compile(r"([^()\[\]|\n]{2,50}?)\s(\w{2,20})\s?\|\s{0,2}(?=\S)")  # "BERLIN taz | …"
_SLASHED = re.compile(rf"([^()\n/]{{2,80}}?)\.?\s/([^/\n]{{2,30}})/\s{{0,2}}(?:{_DASH}|\.)\s{{0,2}}(?=\S)")
_DOTTED = re.compile(  # "Москва. 3 января. INTERFAX.RU - …", "Київ. Укрінформ. …"
    rf"([^().\n]{{2,40}})\.\s(?:\d{{1,2}}\s[^\W\d_]{{3,10}}\.?\s)?([^()\n]{{2,30}}?)(?:\.|\s{_DASH})\s{{1,2}}(?=\S)"
)
_LISTED = re.compile(
    rf"[(\[]([^()\[\],]{{2,30}}),\s([^()\[\],]{{2,30}})(?:,\s([^()\[\]]{{2,25}}))?[)\]]\s{{0,2}}{_DASH}?\s{{0,2}}(?=\S)"
)
_SITE = r"[A-Z][A-Za-z\d]{1,20}\.(?:com|co|id|net|org|CO|COM)"  # Indonesian papers sign with their address
_SITE_LAST = re.compile(rf"([^()\[\]—–\n]{{3,40}}?),\s({_SITE})\s{{1,2}}{_DASH}\s{{1,2}}(?=\S)")
_SITE_FIRST = re.compile(rf"({_SITE}),\s([^()\[\]—–\n]{{3,40}}?)\s{{1,2}}{_DASH}\s{{1,2}}(?=\S)")
# what the names of agencies and newspapers end in, in the languages that write datelines
_TRADE = re.compile(
    r"(?i:press|presse|news|wire|newswire|media|agency|agence|agentur|agencia|agenzia|service|network|times|post|radio|"
    r"herald|tribune|courier|gazette|zeitung|nachrichten)\d{0,3}$"
)

Found = tuple[str | None, str | None, int]


def find_dateline(first_paragraph: str) -> tuple[Dateline | None, str | None, int]:
    """Return the dateline, the agency or supplier that is credited, and how many code points both take up.

    A dateline needs a place; a credit alone, "(MENAFN) …", gives no dateline. (None, None, 0) where the paragraph
    opens with its first sentence.
    """
    text = first_paragraph[:_MAX_CHARS].translate(_NARROW)
    found = (
        _listed(text)
        or _bracketed(text)
        or _with_agency(text)
        or _with_site(text)
        or find_eastern(text)
        or _agency_opens(text)
        or _place_alone(text)
        or _dotted(text)
    )
    if found is None:
        return None, None, 0
    place, agency, length = found
    return Dateline(place, agency) if place else None, agency, length


def _listed(text: str) -> Found | None:
    """Return what "[Xinhua, Beijing, 3 Jan]" says."""
    match = _LISTED.match(text)
    if match is None or not is_agency(match.group(1).strip()):
        return None
    place, date = place_of(match.group(2)), match.group(3)
    dated = date is None or without_date(f"x {date}") == "x"
    return (place, match.group(1).strip(), match.end()) if place and dated and not is_agency(place) else None


def _bracketed(text: str) -> Found | None:
    """Return the credit of "(Reuters) - …" and "(MENAFN) …", with the place of "(ANSA) - ROMA, 03 GEN - …"."""
    match = _CREDIT.match(text)
    if match is None:
        return None
    agency = agency_of(match.group(1), sure=match.group(2) is not None)
    if agency is None and _opens_sentence(text[match.end() :]) and _signs(match.group(1)):
        agency = match.group(1).strip()
    if agency is None:
        return None
    behind = _PLACE.match(text, match.end()) if match.group(2) else None
    place = place_of(behind.group(1)) if behind else None
    if behind and place and (place.isupper() or is_town(place)):
        return place, agency, behind.end()
    return None, agency, match.end()


def _opens_sentence(text: str) -> bool:
    """Return whether a text starts with a capital and goes on for some words: behind "(AI)", "is …" does not."""
    start = text.lstrip("\"'“„«‘‹")
    return start[:1].isupper() and len(start.split(maxsplit=3)) > 3


def _signs(words: str, *, placed: bool = False) -> bool:
    """Return whether a name of no list reads as an agency's: "CANVEX", "Meridian Press".

    Behind a place in capitals and before a dash, "Straitwire" and "Quarry & Coin" do too; names of countries do not.
    """
    parts = words.split()
    if not 0 < len(parts) <= 5 or is_no_place(words) or not parts[0][0].isupper():
        return False
    if any(part[0].islower() and not is_particle(part) for part in parts):
        return False
    if len(parts) == 1 and parts[0].isupper():
        bare = parts[0].replace("-", "")
        return 3 <= len(bare) <= 15 and bare.isalpha()
    return (len(parts) > 1 or placed) and (_TRADE.search(words) is not None or (placed and "&" in parts))


def _with_agency(text: str) -> Found | None:
    """Return what "PARIS, Jan 3 (AFP) - …", "Berlin/München (dpa/lby) – …" and "BERLIN taz | …" say."""
    if (barred := _BARRED.match(text)) and is_agency(barred.group(2)) and (place := place_of(barred.group(1))):
        return place, barred.group(2), barred.end()
    match = _PLACE_AGENCY.match(text) or _SLASHED.match(text)
    if match is None or not (place := place_of(match.group(1))):
        return None
    dashed = match.re is _SLASHED or match.group(3) is not None
    agency = agency_of(match.group(2), sure=dashed and place.isupper())
    if agency is None and dashed and _leads_in_capitals(place) and _signs(match.group(2), placed=True):
        agency = match.group(2).strip()
    if agency is None or not (dashed or place.isupper() or is_town(place)):
        return None
    return place, agency, match.end()


def _with_site(text: str) -> Found | None:
    """Return what "JAKARTA, HARIAN.com - …" and "Harian6.com, Jakarta - …" say."""
    if (match := _SITE_LAST.match(text)) and (place := place_of(match.group(1))):
        return place, match.group(2), match.end()
    if (match := _SITE_FIRST.match(text)) and (place := place_of(match.group(2))) and is_town(place):
        return place, match.group(1), match.end()
    return None


def _place_alone(text: str) -> Found | None:
    """Return what "LONDON — …", "Praha - …" and "МОСКВА, 3 янв — РИА Новости. …" say.

    Capitals tell a place from a sentence; in mixed case it must be a town that news is written from.
    """
    match = _PLACE.match(text) or _TOWN_COLON.match(text)
    if match is None or not (place := place_of(match.group(1))):
        return None
    behind = _AGENCY_LAST.match(text, match.end())
    if behind and is_agency(behind.group(1).strip()) and match.re is _PLACE:
        return place, behind.group(1).strip(), behind.end()
    follows = text[match.end() :].lstrip("\"'“„«‘‹(")
    if follows[:1].islower():
        return None
    town = is_town(place) and len(follows.split(maxsplit=3)) > 3 and _PLACE.match(follows[:40]) is None
    if match.re is _TOWN_COLON:
        return (place, None, match.end()) if town and place.isupper() else None
    return (place, None, match.end()) if town or _leads_in_capitals(match.group(1)) else None


def _leads_in_capitals(words: str) -> bool:
    """Return whether the words before the first comma are capitals of a city, not an acronym's or a label's."""
    city = words.split(",")[0].strip()
    letters = sum(char.isalpha() for char in city)
    if len(city.split()) > 4 or any(char in '?!‘’“”"' for char in city):  # a crosshead in capitals
        return False
    return city.isupper() and (letters > 4 or "," in words or letters == 4) and not is_no_place(city)


def _agency_opens(text: str) -> Found | None:
    """Return the credit of "AFP - …"."""
    match = _AGENCY_FIRST.match(text)
    if match is None or not is_agency(match.group(1).strip()) or text[match.end()].islower():
        return None
    return None, match.group(1).strip(), match.end()


def _dotted(text: str) -> Found | None:
    """Return what "Москва. 3 января. Интерфакс. …" and "Київ. Укрінформ. …" say."""
    match = _DOTTED.match(text)
    if match is None or not is_agency(match.group(2).strip()) or not (place := place_of(match.group(1))):
        return None
    return (place, match.group(2).strip(), match.end()) if place.isupper() or is_town(place) else None
