"""Numbers with no noun beside them that are figures all the same: "killed 12", "the death toll rose to 31"."""

from __future__ import annotations

from onrecord.statements.figures_bounds import bound_before
from onrecord.statements.figures_counts import befell_before
from onrecord.statements.figures_lexicon import Lexicon
from onrecord.statements.figures_names import is_year
from onrecord.statements.figures_units import Quantity, suffix
from onrecord.statements.numerals import Numeral, Tokens

_BIG = 1000.0  # from here on a number with nothing beside it is still a figure
_TOLL = frozenset(
    "to from at of is was reached reaching passed hit stood stands now past rose climbed exceeded".split()
)
_GROWN = frozenset("to reached reaching passed hit past climbed exceeded".split())  # "deaths rose to 19"
_BACK = 10  # tokens in which "death toll", "the number of injured" stand before their number
_OF_AGES = frozenset(
    "children people those anyone kids girls boys women men adults teenagers everyone child girl boy".split()
)
# "a crew of 22", "a crowd of 60k": people where no noun follows
_GROUPS = frozenset(
    "crew crowd family party audience staff workforce congregation gang squad band platoon household".split()
)
_KIN = frozenset("brothers sisters twins cousins sons daughters siblings friends teenagers suspects victims".split())
_ELDER = frozenset(("and older", "or older", "and younger", "or younger"))
_OVER = frozenset(("and over", "or over", "and under", "or under", "and up", "and above"))
_AGE_ENDS = frozenset((",", ".", ")", ";", "—", "–"))
_SIZES = frozenset(("x", "×", '"', "'", "″", "′", "’"))  # "6'7", "at least 250 x 250"


def bare(tokens: Tokens, numeral: Numeral, words: Lexicon) -> Quantity | None:
    """Return what a number without a noun is of: "killed 12", "the death toll rose to 31", "turned 40"."""
    if is_year(tokens, numeral) or tokens.hyphen(numeral.last) or (numeral.value % 1 and numeral.scale == 1):
        return None
    if tokens.word(numeral.last) in _SIZES:
        return None
    bound, first = bound_before(tokens, numeral.first, None, words)
    last = numeral.last + 1 if tokens.word(numeral.last) in words.more else numeral.last
    if befell_before(tokens, first, words):
        return Quantity("people", numeral.first, last, counted=True)
    if tokens.word(first - 1) == "of" and tokens.word(first - 2) in _GROUPS:
        behind_suffix, factor = suffix(tokens, numeral, words, spaced=False)
        return Quantity("people", numeral.first, behind_suffix, factor, counted=True)
    if _is_age(tokens, numeral, words):
        return Quantity("years old", numeral.first, numeral.last)
    toll = _toll(tokens, first, words)
    if toll is not None:
        return Quantity(toll, numeral.first, numeral.last, about=_told(tokens, first, words), counted=True)
    behind = " ".join(tokens.low[numeral.last : numeral.last + 2])
    elder = behind in _ELDER or (behind in _OVER and tokens.word(first - 1) in words.people)
    if tokens.word(first - 1) in _TOLL and "population" in tokens.low[max(0, first - 6) : first]:
        return Quantity("people", numeral.first, numeral.last, counted=True)
    bounded = elder or (tokens.word(first) in ("under", "over") and tokens.word(first - 1) in _OF_AGES)
    if (bounded or tokens.word(first - 1) in ("turned", "turning", "turns")) and 0 < numeral.value < 120:
        return Quantity("years old", numeral.first, numeral.last)
    written = tokens.low[numeral.first]
    if numeral.scale >= _BIG or ("," in written and numeral.value >= _BIG) or bound in ("at least", "at most"):
        return Quantity(None, numeral.first, numeral.last, counted=True) if numeral.value > 1 else None
    return None


def _is_age(tokens: Tokens, numeral: Numeral, words: Lexicon) -> bool:
    """Return whether a number is the age of who stands before it: "who is 71,", "two brothers, 17 and 19,"."""
    low, first, last = tokens.word, numeral.first, numeral.last
    if numeral.spelled or not 0 < numeral.value < 120 or numeral.value % 1:
        return False
    if low(first - 1) in ("is", "was") and low(first - 2) == "who":
        return low(last) in _AGE_ENDS
    people = words.people | _KIN
    if low(first - 1) == "," and low(first - 2) in people:
        return low(last) == "and" and low(last + 1).isdigit() and low(last + 2) in _AGE_ENDS
    return (
        low(first - 1) == "and" and low(first - 2).isdigit() and low(first - 3) == "," and low(first - 4) in people
    ) and low(last) in _AGE_ENDS


def _toll(tokens: Tokens, first: int, words: Lexicon) -> str | None:
    """Return what "the death toll rose to", "the number of injured stood at" before a token count."""
    if tokens.word(first - 1) not in _TOLL:
        return None
    for at in range(first - 1, max(-1, first - _BACK), -1):
        low = tokens.low[at]
        if low in (".", "!", "?", ";") or tokens.breaks(at + 1):
            return None
        if low == "toll" or (low in ("deaths", "fatalities") and tokens.word(first - 1) in _GROWN):
            return "deaths"
        if low in ("casualties", "injuries", "arrests") and tokens.word(first - 1) in _GROWN:
            return low
        if low == "number" and tokens.word(at + 1) == "of":
            return _counted_by(tokens, at + 2, words)
    return None


def _told(tokens: Tokens, first: int, words: Lexicon) -> str | None:
    """Return what "the number of injured" says befell those whose number follows."""
    low = tokens.low[max(0, first - _BACK) : first]
    at = low.index("number") + 2 if "number" in low else len(low)
    return words.befell_after.get(low[at]) if at < len(low) and low[at] != "dead" else None


def _counted_by(tokens: Tokens, at: int, words: Lexicon) -> str | None:
    """Return the last word of the noun behind "the number of"."""
    found = None
    for later in range(at, min(at + 5, len(tokens.low))):
        low = tokens.low[later]
        if not low[0].isalpha() or low in words.changes or low in _TOLL or (low in words.stop and low != "the"):
            break
        found = low
    if found in ("dead", "killed", "fatalities", "deaths"):
        return "deaths"
    return "people" if found in words.befell_after else found
