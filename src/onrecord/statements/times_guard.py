"""What looks like a time and is none: names of people, papers and streets, counts, and other numbers."""

from __future__ import annotations

import re

from onrecord.statements.times_words import around, guards, months_that

_NAME_AFTER = re.compile(r" (?:[A-Z]\. )?[A-Z][a-z]+")
_NAME_BEFORE = re.compile(r"\b(?:[A-Z][a-z]+|[A-Z]\.|Mr\.?|Mrs\.?|Ms\.?|Dr\.?|Sen\.|Rep\.|Gov\.) \Z")
_SENTENCE = re.compile(r"(?:^|[.!?:\n“”\"])\s*\Z")
_NAME_THEN_WORD = re.compile(r" [A-Z][a-z]+ (?!Live|Fever|Football|Lights|Raw|Post)")  # "on Friday Post editors said"
_LAST_BARE = 2039  # a later year has a preposition or article: "Blade Runner 2049" is a title
_COUNT_NOUN = re.compile(
    r" (?!(?:is|was|has|as|its|his|this|us|vs|plus|draws|begins|ends|marks|sees|brings|promises|looks|always)\b)"
    r"([a-z]+s)\b(?!['’])"
)
_STREET = re.compile(r" (?:[NSEW]\.? |North |South |East |West )?(?:[A-Z][\w.]+ |\d+(?:st|nd|rd|th) ){1,3}?(\w+)\b")
_BLOCK = re.compile(r"[- ]block\b")
_WORD_BEFORE = re.compile(r"([\w#.]+)[ -]\Z")
_TWO_BEFORE = re.compile(r"(\w+ \w+) \Z")
_WORD_AFTER = re.compile(r"[ -]([\w.]+)")
_WEEKDAYS_IN_A_ROW = re.compile(r"[ \n](?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b")
_WEEKDAY_ENDS = re.compile(r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day[ \n]\Z")
_PEOPLE = re.compile(
    r"\b(?:Theresa|Mrs|Mrs\.|Mr|Mr\.|Ms|Ms\.|Minister|Sen\.|Rep\.) (January|March|April|May|June|August)\b"
)


def is_month(text: str, start: int, end: int, name: str) -> bool:
    """Tell whether a month's name without a day or year means the month.

    Args:
        text: the text.
        start: where the name begins in it.
        end: where it ends.
        name: the name as it stands there.
    """
    before = text[max(0, start - 24) : start]
    after = text[end : end + 24]
    if re.match(r" \d|['’]?-?\d|-[a-z]", after):  # "January 45", "March 2,000"
        return bool(re.match(r"-[a-z]", after)) and name.title() not in months_that("verbs")
    if name.title() not in months_that("names"):
        return not name.isupper() or len(name) > 3
    if around("month_firm_cue").search(before):
        return not re.match(r" (?:on|for|against) [A-Z]|[’']s [A-Z]|(?: of the)? (?:Madness|Day\b)", after)
    if _NAME_BEFORE.search(before) and not around("month_cue").search(before):
        return False
    if _NAME_AFTER.match(after):
        return bool(re.search(r"\b(?:the|a|an|[’']s) \Z", before)) and name.title() not in {"May", "March"}
    if name.title() in months_that("verbs"):
        if re.match(r" (?:on|for|to|against|of|through)\b", after) and not before.lower().endswith("from "):
            return False
        return (
            bool(around("month_cue").search(before))
            and not re.search(r"\b(?:the|a|to|on|as|by|for|of|that|and|or|each) \Z", before)
        ) or _attributive(before, after, name)
    return bool(around("month_cue").search(before)) or bool(
        _SENTENCE.search(before) and not re.match(r",| (?:said|says|told|and)\b", after)
    )


def _attributive(before: str, after: str, name: str) -> bool:
    """Tell whether the name stands as in "the May election", "a March poll": article before it, a plain noun behind."""
    return (
        bool(re.search(r"\b(?:the|a) \Z", before))
        and bool(re.match(r" (?!on\b|for\b|to\b|through\b|in\b|and\b|was\b|is\b)[a-z]{3,}", after))
        and name != "MAY"
    )


def people_called(text: str) -> frozenset[str]:
    """Return the months' names that a text uses as the surname of a person, so that "by May" is one."""
    return frozenset(_PEOPLE.findall(text))


def is_weekday(text: str, start: int, end: int) -> bool:
    """Tell whether a weekday's name means the day, and not a newspaper, a show, or every such day."""
    before, after = text[max(0, start - 24) : start], text[end : end + 24]
    if re.match(r"\.[a-z]|-to-", after):  # a web address
        return False
    words = before.rstrip(" ").split(" ")
    if before.endswith((" ", "-")) and (
        words[-1] in guards("before_weekday") or " ".join(words[-2:]) in guards("before_weekday")
    ):
        return False
    if after[:1] == " " and any(
        re.match(rf"{re.escape(name)}\b", after[1:]) for name in guards("after_weekday") if after[1:2] == name[0]
    ):
        return words[-1].lower() in {"on", "last"} and bool(_NAME_THEN_WORD.match(after))
    if _WEEKDAYS_IN_A_ROW.match(after) or _WEEKDAY_ENDS.search(before):  # the head of a table
        return False
    if words[-1] in {"a", "A"}:  # "on a Monday" is any Monday; "a Monday hearing" is one
        return bool(around("weekday_noun").match(after))
    return words[-1].lower() != "the" or not re.match(
        r" (?:before|after|following) (?:the|Thanksgiving|Christmas|Easter|Labor|Memorial|election)\b", after
    )


def is_year(text: str, start: int, end: int, *, prep: str) -> bool:
    """Tell whether four digits are a year, by the words beside them.

    Args:
        text: the text.
        start: where the digits begin.
        end: where they end.
        prep: the preposition before them in lower case, "" where there is none.
    """
    before, after = text[max(0, start - 24) : start], text[end : end + 40]
    if prep:  # "since at least 2014"
        before = before.removesuffix("at least ")
    if _is_address(after) or _is_other_number(before, after):
        return False
    year = int(text[start:end])
    if re.search(r"\bat \Z", before):
        return False
    firm = prep in {
        "since",
        "until",
        "till",
        "during",
        "before",
        "after",
        "by",
        "in",
        "from",
        "between",
        "through",
        "throughout",
    }
    if firm and (year >= 1100 or prep != "from"):
        noun = _COUNT_NOUN.match(after)
        return not (noun and year % 100 == 0 and noun[1] not in guards("timed_nouns")) and not (year < 1400 and noun)
    if year % 100 == 0:
        return year >= 1800 and bool(around("round_year").search(before)) and not _COUNT_NOUN.match(after)
    noun = _COUNT_NOUN.match(after)
    owned = re.search(r"(?:\b(?:the|a|his|her|its|their|our|my|this|that|in|of|as)|['’]s?) \Z", before, re.IGNORECASE)
    if noun and not owned and noun[1] not in guards("timed_nouns"):
        return False
    return 1500 <= year <= (2099 if owned else _LAST_BARE)


def _is_address(after: str) -> bool:
    street = _STREET.match(after)
    return bool(_BLOCK.match(after) or (street and street[1].rstrip(".") in guards("streets")))


def _is_other_number(before: str, after: str) -> bool:
    if re.search(r"[“\"‘]\Z", before) and re.match(r"[”\"’,.]", after):  # the title of a book
        return True
    word = _WORD_BEFORE.search(before)
    if word and (word[1].lower().rstrip(".") in guards("before_year") or re.search(r"\d\Z", word[1])):
        return True
    if re.search(r"\bup to \Z|\b(?:over|No\.) \Z|#\Z|[-–]\Z", before) and not re.search(
        r"\b(?:mid|pre|post|early|late|since|Olympics)-\Z", before
    ):
        return True
    later = _WORD_AFTER.match(after)
    return bool(later and (later[1] in guards("after_year") or later[1].rstrip(".") in guards("after_year")))


def is_today(text: str, start: int, end: int) -> bool:
    """Tell whether "today" means the day, and is not part of a name such as a paper's."""
    if not text[start].isupper():
        return True
    word = _WORD_BEFORE.search(text[max(0, start - 24) : start])
    after = _WORD_AFTER.match(text[end : end + 24])
    if after and after[1] in guards("after_today"):
        return False
    return word is None or not (word[1] in guards("before_today") or word[1] == "the" or word[1][:1].isupper())


def is_year_range(text: str, start: int, end: int) -> bool:
    """Tell whether two numbers with a dash are years."""
    before, after = text[max(0, start - 24) : start], text[end : end + 40]
    if _is_address(after) or _is_other_number(before, after):
        return False
    first, last = text[start : start + 4], text[end - 4 : end]
    if text[start + 4 : start + 5] == "/" and last.isdecimal() and int(last) != int(first) + 1:  # a fraction
        return False
    return int(first) % 100 != 0 or not _COUNT_NOUN.match(after)


def is_dated_month(text: str, start: int, end: int, year: str) -> bool:
    """Tell whether the number behind a month's name is its year: not in "In May 2000 people came"."""
    after = text[end : end + 40]
    later = _WORD_AFTER.match(after)
    if int(year) % 100 == 0 and _COUNT_NOUN.match(after):
        return False
    return not (later and later[1] in guards("after_year") and later[1] not in {"or", "per", "times", "police"})
