"""Lines of a page: whether they are bylines, and which part of them is one."""

from __future__ import annotations

import re
from collections.abc import Sequence

from onrecord.article.agencies import is_agency
from onrecord.article.byline_dates import DATED, mark_dates, tells_date
from onrecord.article.byline_words import EDGES, OUTER, byline_words, may_open
from onrecord.article.names import GLUED_BY, TAIL, is_noise, is_organisation, read_names
from onrecord.article.people import is_given_name, is_person

_MAX_WORDS = 8
_BARS = re.compile(r"\s[|•·⋅∙–—]\s|[|•·⋅∙]")
_PARTS = re.compile(rf"\s[–—/-]\s|[{DATED}|•·⋅∙\n]")


def opens_byline(text: str) -> bool:
    """Return whether a line says "By" in some language and then nothing but names: short, and without a full stop."""
    if text[:1] in "BVPW":
        text = GLUED_BY.sub(r"\1 ", text)
    if not may_open(text):
        return False
    match = byline_words().line.match(text)
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
        return tells_date(part)
    return byline_words().roles.search(part) is not None


def is_full_name(text: str) -> bool:
    """Return whether a text is two or three capitalised words and nothing else, none of them a label's or a role's."""
    words = text.split()
    if not 2 <= len(words) <= 3 or len(text) > 40 or is_noise(text) or is_organisation(text):
        return False
    if any(word.lower() in byline_words().labels for word in words):
        return False
    plain = [word.replace("-", "").replace("’", "").replace("'", "").rstrip(".") for word in words]
    return all(word[:1].isupper() and word.isalpha() for word in plain) and not text.isupper()


def is_rank(text: str) -> bool:
    """Return whether a line is but what somebody is: "Senior Reporter", "Co-Founder & Marketing Director"."""
    return len(text) <= 80 and byline_words().roles.search(text) is not None and not text.endswith((".", "?", "!"))


def undated(text: str) -> str:
    """Return a short line without its date, its reading time and what follows the name: "3 May 2031 • Ada in News"."""
    if not any(char.isdigit() for char in text) or mark_dates(text) == text:
        return text
    parts = _parts_of(text)
    return TAIL.sub("", parts[0]) if len(parts) == 1 else ""


def people_of(text: str) -> tuple[str, ...]:
    """Return the people of a line that holds but them, agencies, ranks, dates and words of publication.

    "Ada Example and Ben Sample | May 3, 2031", "Publié le 3 mai 2031 par Ada Example", "Ada Example, Staff writer".
    Their given names must be known ones; () for every other line.
    """
    if len(text) > 120 or not any(is_given_name(word.strip(EDGES + "()")) for word in text.split()[:16]):
        return ()
    names: list[str] = []
    for part in _parts_of(text):
        found = () if is_rank(part) and not is_given_name(part.split()[0]) else read_names(part)
        if found and all(is_person(name) or is_agency(name) for name in found) and _says_no_more(part, found):
            names += found
        elif found or not is_rank(part):
            return ()
    return tuple(names) if any(map(is_person, names)) else ()


def _parts_of(text: str) -> list[str]:
    """Return the parts of a line between its dates and bars, without "Published on" and the like."""
    marked = mark_dates(text) if any(char.isdigit() for char in text) else text
    if ":" in marked or "：" in marked:
        marked = byline_words().label.sub("\n", marked)
    parts = (byline_words().dating.sub("", part.strip(OUTER)).strip(OUTER) for part in _PARTS.split(marked))
    return [part for part in parts if any(char.isalpha() for char in part)]


def _says_no_more(part: str, names: Sequence[str]) -> bool:
    """Return whether a part holds little beside its names: "and", "By", a rank, or a section behind "in"."""
    words = len(part.split()) - sum(len(name.split()) for name in names)
    return words <= len(names) or " in " in part or is_rank(part)


def is_date_alone(text: str) -> bool:
    """Return whether a line is nothing but a date or a reading time, or but "Last updated:"."""
    if not any(char.isdigit() for char in text):
        return len(text) <= 25 and not byline_words().dating.sub("", text.strip(OUTER)).strip(OUTER)
    rest = mark_dates(text)
    return rest != text and len(re.findall(r"[^\W\d_]{2,}", rest)) <= 2


def announced_part(text: str) -> str | None:
    """Return the part of a line that says "By …": all of it, or what stands behind the date of "3 May · By Ada"."""
    if len(text) > 160:
        return None
    if opens_byline(text):
        return text
    if not any(char.isdigit() for char in text[:30]):
        return None
    undated = mark_dates(text).strip(OUTER + DATED)
    labelled = byline_words().label.sub("\n", undated).split("\n")[1:4] if ":" in text or "：" in text else ()
    parts = [undated, *_BARS.split(text)[1:4], *labelled]
    return next((part for part in parts if opens_byline(part)), None)


def _looks_like_names(words: Sequence[str]) -> bool:
    small = [word for word in words if word[0].islower()]
    return len(small) <= len(words) // 2
