"""What an article says of a person beside their name: titles, appositions, "who is …"."""

from __future__ import annotations

import re

from onrecord.statements.names import Name
from onrecord.statements.speaker_words import is_role, title_nouns, titles, words

_LONGEST = 140
# ", 44, the mayor of Northfield,": up to what ends an apposition
_AFTER = re.compile(
    r",? ?(?:\([^)\n]{1,20}\),? ?)?(?:,? ?(?:aged )?\d\d, ?)?"
    r"(?:who(?:['’]s| is| was| has been| served as| serves as) |(?:is|was|became) (?=an? |the ))?"
    r"(?P<said>(?:[^\n,;:.()“”\"–—]|(?<=\b[A-Z])\.|(?<=Sen)\.|(?<=Rep)\.|(?<=Gov)\.|(?<=Mr)\.|(?<=Mrs)\.|(?<=Ms)\.|(?<=St)\.|(?<=Dr)\.){3,160})"
)
_OF_BODY = re.compile(
    r"(?: \([^)\n]{1,12}\))?, "
    r"((?:an?|the|its|[A-Z][\w.-]{1,30}['’]s) [a-z](?:(?! said\b| says\b)[^,.;:()“”\"–—\n]){3,120}),"
)
_CLAUSE = re.compile(
    r" (?:who|which|that|whose|when|where|while|and (?:has|is|was|now)|has|had|said|says|told|is|was) "
)
# "the mayor of Halden, Jane Roe"
_BEFORE_COMMA = re.compile(r"\b(?:[Tt]he|[Aa]n?) ([^\n,;:.()“”\"–—]{3,70}), $")
_OF_TITLE = re.compile(r"\b([A-Z][\w-]{2,15}) (?:of|for) (?:the )?$")
_BEFORE = re.compile(r"[\w’'.&-]+(?= )")
_NOT_IN = re.compile(r"[,;:()“”\"–—\n]")
_ENDING = re.compile(r"[’']s?$")
_PERSONAL_ENDINGS = ("ist", "eer", "er", "or", "ian", "man", "woman", "ant")
_NO_DESCRIPTION = frozenset(("his", "her", "their", "its", "he", "she", "but", "both"))
_LEADING = re.compile(r"(?:also[ \u00a0])?(?:an?|the|another|then|now)[ \u00a0]+", re.IGNORECASE)


def described_before(text: str, name: Name) -> str | None:
    """Return the titles and nouns directly before a name: "President", "Ukraine's chief negotiator"; None for none."""
    start = name.titles_start
    of_title = _OF_TITLE.search(text, max(0, start - 60), start) if name.titles else None
    if of_title and is_role(of_title.group(1).lower()):
        return text[of_title.start() : name.start].strip()  # "Secretary of State"
    window = text[max(0, start - 90) : start]
    apart = _BEFORE_COMMA.search(window)
    if apart and _checked(apart.group(1), False, ","):
        return apart.group(1)
    marks = list(_NOT_IN.finditer(window))
    window = window[marks[-1].end() :] if marks else window
    kept: list[str] = []
    for word in reversed(_BEFORE.findall(window)):
        if not (may_stand(word) if kept else is_role(word.lower())) or len(kept) > 7:
            break
        if word.endswith(".") and "." not in word[:-1] and len(word) > 2 and word.lower() not in titles():
            break  # the sentence before
        kept.append(word)
    kept.reverse()
    while kept and kept[0][0].isupper() and kept[0].lower() in words("grammar", "openers"):
        kept.pop(0)
    found = " ".join([*kept, *name.titles])
    return None if not found or is_title_only(found) or not has_role(found) else found


def may_stand(word: str) -> bool:
    """Return whether a word can stand before a noun for a person as part of what is said of them."""
    lower = word.lower()
    if word[0].isupper() or lower.endswith(("'s", "’s")) or is_role(lower) or lower in words("grammar", "modifiers"):
        return True
    return not any(lower in words("grammar", n) for n in ("prepositions", "determiners", "breaks")) and lower.endswith(
        ("al", "ive", "ic", "ary", "ous", "ese", "ian", "ican", "ish", "tory", "-based", "-born", "-old", "-turned")
    )


def is_title_only(text: str) -> bool:
    """Return whether a description says no more than "Mr."."""
    return all(title_nouns().get(word.lower()) == "" for word in text.split())


def has_role(text: str) -> bool:
    """Return whether a noun or title that says what somebody is stands among the words of a description."""
    folded = [word.strip(",'’\"“”").lower() for word in text.split()]
    return any(is_role(word.rstrip(".")) or (word in titles() and title_nouns().get(word) != "") for word in folded)


def described_after(text: str, name: Name) -> str | None:
    """Return the apposition behind a name, or what it is said to be: "a baker from Halden" → "baker from Halden"."""
    end = name.end
    if text[end : end + 1] not in (",", " "):
        return None
    found = _AFTER.match(text, end, end + _LONGEST + 80)
    if not found:
        return None
    between = text[end : found.start("said")]
    if "," not in between and " is " not in between and " was " not in between and "who" not in between:
        return None
    said = found.group("said")
    clause = _CLAUSE.search(said)
    if clause:
        if clause.group().strip() in ("is", "was", "has", "had") and between.strip(" 0123456789") == ",":
            return None  # "of Roe, the answer is no"
        said = said[: clause.start()]
    closed = text[found.start("said") + len(said) : found.start("said") + len(said) + 1]
    return _checked(said, "," in between and "who" not in between, closed)


def apposition_of_body(text: str, end: int) -> str | None:
    """Return what stands in apposition to a body or a place that ends here: "the agency that keeps the rivers"."""
    found = _OF_BODY.match(text, end)
    return without_article(found.group(1)) if found else None


def _checked(said: str, apposition: bool, closed: str) -> str | None:
    """Return a description without its article, if it is one: a noun for a person stands where its head must be."""
    said = said.strip()
    leading = _LEADING.match(said)
    plain = said[leading.end() :] if leading else said
    first = [_ENDING.sub("", word).rstrip(".").lower() for word in plain.split()[:9]]
    until = next((at for at in range(1, len(first)) if _ends_noun(first[at - 1], first[at])), len(first))
    guess = bool(leading) and until > 0 and first[until - 1].endswith(_PERSONAL_ENDINGS)
    roles = [at for at, word in enumerate(first[:until]) if is_role(word)]
    if (
        not (roles or guess)
        or len(plain) > _LONGEST
        or first[0] in ("his", "her", "their", "its", "he", "she", "but", "both")
    ):
        return None
    if first[0] in words("grammar", "prepositions") or (plain.endswith(".") and plain.split()[-1].lower() in titles()):
        return None
    if until < 9 and not (leading and "and" in first[:until]) and not (guess or is_role(first[until - 1])):
        return None  # "the Democratic debate night": the noun for a person is not its head
    if apposition and not leading and (roles[0] > 4 or (len(first) < 2 and closed not in (",", ".", ""))):
        return None
    return plain


def _ends_noun(before: str, word: str) -> bool:
    """Return whether a word begins what follows the head noun: "of Halden", "now teaching at Halden"."""
    if word in words("grammar", "prepositions"):
        return True
    return is_role(before) and (word in ("now", "then", "who") or word.endswith("ing"))


def without_article(text: str) -> str:
    """Return a description without "a" or "the" before it."""
    found = _LEADING.match(text)
    return text[found.end() :] if found else text


def head_nouns(description: str) -> set[str]:
    """Return the nouns in a description that say what the person is."""
    found = set()
    for word in description.split():
        lower = word.lower().strip(",’'")
        lower = title_nouns().get(lower, lower.rstrip("."))
        if lower in words("grammar", "prepositions"):
            break
        if is_role(lower):
            found.add(lower)
    return found
