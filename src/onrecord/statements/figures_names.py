"""Numbers that are no figures: names, ordinals, dates, clock times, scores, addresses, telephone numbers."""

from __future__ import annotations

from onrecord.statements.figures_lexicon import Lexicon
from onrecord.statements.numerals import HYPHENS, Numeral, Tokens

_GLUE = frozenset("/:#@_=&\\*^§№")
_YEARS = (1100, 2100)  # whole numbers of four digits that are mostly years
_ORDINALS = frozenset(
    "first second third fourth fifth sixth seventh eighth ninth tenth fold way time timer sided star-like".split()
)
_DASHES = frozenset("-‐‑–—")


def names_something(tokens: Tokens, numeral: Numeral, words: Lexicon) -> bool:
    """Return whether a number is part of a name, a date, an ordinal, a score or the like, whatever follows it."""
    if _is_glued(tokens, numeral, words) or _follows_a_name(tokens, numeral, words):
        return True
    behind, written = tokens.word(numeral.last), tokens.of(numeral.last)
    if (behind in words.names_after or written in words.capital_after) and not tokens.breaks(numeral.last):
        return True
    if numeral.spelled:
        hyphened = tokens.hyphen(numeral.last) and tokens.word(numeral.last + 1) in _ORDINALS
        return hyphened or _is_title(tokens, numeral, words)
    return _is_date(tokens, numeral, words) or _is_address(tokens, numeral, words) or _is_list_mark(tokens, numeral)


def is_year(tokens: Tokens, numeral: Numeral) -> bool:
    """Return whether a number may be a year: four digits without marks, from 1100 to 2099."""
    written = tokens.low[numeral.first]
    return numeral.last == numeral.first + 1 and len(written) == 4 and written.isdigit() and _in_years(numeral.value)


def _in_years(value: float) -> bool:
    return _YEARS[0] <= value < _YEARS[1]


def _is_glued(tokens: Tokens, numeral: Numeral, words: Lexicon) -> bool:
    """Return whether letters or marks stick to a number so that it is a part of something: "G7", "F-16", "21st"."""
    first, last = numeral.first, numeral.last
    before, behind = tokens.word(first - 1), tokens.word(last)
    if tokens.joined(first):
        if before in _GLUE or (before[0].isalpha() and before not in words.signs):
            return before not in words.codes
        if before == "." and tokens.word(first - 2) in words.codes:
            return False
        if before == "." and tokens.joined(first - 1) and tokens.word(first - 2)[:1].isalnum():
            return True
        if before in _DASHES and tokens.joined(first - 1) and _sticks(tokens.word(first - 2), words):
            return True
        if before in ("'", "’", "‘") and len(tokens.low[first]) == 2:  # the class of '92, not ''10 times''
            return not tokens.joined(first - 1)
    if not tokens.joined(last):
        return False
    if behind in _GLUE:  # "$149/month" is none of these
        return tokens.joined(last + 1) and not (behind == "/" and tokens.word(last + 1)[:1].isalpha())
    if behind in HYPHENS and tokens.joined(last + 1) and tokens.word(last + 1) in ("to", "in", "on", "and"):
        return True
    return behind[0].isalpha() and not _is_unit(tokens, last, words)


def _sticks(before: str, words: Lexicon) -> bool:
    """Return whether a word, a hyphen and a number make a name; numbers with a hyphen are ranges or telephones."""
    return before[:1].isalpha() and before not in words.small and before not in words.tens and before not in _OPENERS


_OPENERS = frozenset("magnitude million billion to mid under over".split())


def _is_unit(tokens: Tokens, at: int, words: Lexicon) -> bool:
    low = tokens.low[at]
    return low in words.suffixes or low in words.units or tokens.of(at) in ("C", "F", "p", "c") or low in words.codes


def _follows_a_name(tokens: Tokens, numeral: Numeral, words: Lexicon) -> bool:
    """Return whether the word before a number makes it a name: "Flight 370", "No. 10", "Chapter Two"."""
    first = numeral.first
    if tokens.breaks(first):
        return False
    back = first - 2 if tokens.word(first - 1) == "." and tokens.joined(first - 1) else first - 1
    low, written = tokens.word(back), tokens.of(back)
    if low in words.names:
        # in lower case before a word: "the flight two men took"
        return not numeral.spelled or written[0].isupper()
    if low == "number" and not numeral.spelled:
        return tokens.word(back - 1) != "a"
    if written in words.capital_names:
        return not (numeral.spelled and tokens.of(first)[0].islower())
    return False


def _is_title(tokens: Tokens, numeral: Numeral, words: Lexicon) -> bool:
    """Return whether a number in words is a part of a name: "the Big Ten", "Two Rivers", "Five Eyes"."""
    first = numeral.first
    if not tokens.of(first)[0].isupper() or _opens_sentence(tokens, first):
        return False
    before, behind = tokens.of(first - 1), tokens.of(numeral.last)
    if before[:1].isupper() and before.lower() not in words.stop:
        return True
    return behind[:1].isupper() and behind.lower() not in words.people and behind.lower() not in words.befell_after


def _opens_sentence(tokens: Tokens, at: int) -> bool:
    return tokens.breaks(at) or tokens.low[at - 1] in ".!?:;“”\"‘'’—–-(•*|"


def follows_capital(tokens: Tokens, numeral: Numeral, words: Lexicon) -> bool:
    """Return whether a capitalised word stands right before digits: "Windows 10", where only a clear count is one."""
    first = numeral.first
    before = tokens.of(first - 1)
    if numeral.spelled or tokens.breaks(first) or not before[:1].isupper():
        return False
    low = before.lower()
    return low not in words.stop and low not in words.bounds_before and low not in words.changes


def _is_date(tokens: Tokens, numeral: Numeral, words: Lexicon) -> bool:
    """Return whether a month stands beside a day ("March 5", "5 March", "Mar. 5") or the number is "the 5 of"."""
    if " " in tokens.low[numeral.first] and tokens.word(numeral.first - 1) in words.months:  # "on May 5 300 men"
        return True
    if numeral.value % 1 or numeral.value > 2100 or numeral.scale > 1:
        return False
    first, last = numeral.first, numeral.last
    back = first - 2 if tokens.word(first - 1) == "." else first - 1
    if tokens.word(back) in words.months and tokens.of(back)[:1].isupper() and not tokens.breaks(first):
        return not (tokens.word(last) in ("percent", "%") or (tokens.word(back) in ("may", "march") and back == 0))
    month = tokens.of(last)
    return month[:1].isupper() and month.lower() in words.months and numeral.value < 32 and not tokens.breaks(last)


def _is_address(tokens: Tokens, numeral: Numeral, words: Lexicon) -> bool:
    """Return whether a street's name follows: "12 Elm Street", "5500 North Hill Rd."."""
    if numeral.scale > 1 or numeral.value % 1:
        return False
    for at in range(numeral.last, min(numeral.last + 5, len(tokens.low))):
        written = tokens.of(at)
        if tokens.breaks(at):
            return False
        if written in words.streets and at > numeral.last:
            return True
        if not (written[0].isupper() or written[0].isdigit() or written == "."):
            return False
        if written == "." and tokens.word(at - 1) not in ("n", "s", "e", "w", "st", "dr", "mt"):
            return False
    return False


def _is_list_mark(tokens: Tokens, numeral: Numeral) -> bool:
    """Return whether a number opens a line as the number of an item: "1. ", "2) "."""
    return tokens.breaks(numeral.first) and tokens.word(numeral.last) in (".", ")", ":") and tokens.joined(numeral.last)


def is_score(tokens: Tokens, second: Numeral, words: Lexicon) -> bool:
    """Return whether two numbers with a hyphen or "to" between them are a score or a vote: "a 5-4 decision"."""
    behind = tokens.word(second.last)
    if behind in words.scores and not tokens.breaks(second.last):
        return True
    # "907-786-8572", "2016-03-04": a third number
    return behind in _DASHES and tokens.joined(second.last) and tokens.word(second.last + 1)[:1].isdigit()
