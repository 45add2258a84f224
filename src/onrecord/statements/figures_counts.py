"""What a number counts: the noun behind it, and what befell those who are counted."""

from __future__ import annotations

from onrecord.statements.figures_lexicon import Lexicon
from onrecord.statements.figures_units import Quantity, suffix
from onrecord.statements.numerals import Numeral, Tokens

_MODIFIERS = 5  # words between a number and its noun
_QUOTES = frozenset("“”\"‘’'")
_BEFORE = frozenset(
    "another a an further total of additional the all more other his her their its record initially up to also".split()
)
_AUXILIARIES = frozenset("was were are is have has had been being be get got gets remain remained remains".split())
_ADVERBS = frozenset(
    "who that which reportedly also feared believed confirmed presumed still now later fatally seriously critically "
    "badly severely slightly gravely allegedly all both at either since already apparently were left declared listed "
    "pronounced wound ended up reported found initially more being thought it each".split()
)
_INSIDE = frozenset(
    "in at on from of near inside aboard including with around outside across during and or among".split()
)
_NAMES = frozenset(("US", "WHO"))  # no pronouns
_NO_ONE = frozenset("no any every the each this that".split())
_THEM = frozenset(("them", "whom", "us", "you"))
_ENDS = frozenset(".!?;:")
_OBJECTS = frozenset("a an the his her him them their its it another themselves himself this that".split())
_FAR = 14  # tokens behind a noun in which its verb is looked for


def counted(tokens: Tokens, numeral: Numeral, words: Lexicon) -> Quantity | None:
    """Return the noun that a number counts, with what befell those who are; None where none is found."""
    last, factor = suffix(tokens, numeral, words, spaced=False)
    if tokens.hyphen(last):
        return _compound(tokens, numeral, words)
    at = _of_the(tokens, last, words)
    if numeral.value == 1:
        if tokens.word(numeral.last) in ("another", "another's", "another’s"):  # "in one another's company"
            return None
        return None if at != last else _one(tokens, numeral, words) or _one_of_people(tokens, numeral, words)
    if at != last and (tokens.word(at - 1) in _THEM or tokens.word(at) in words.befell_after):
        return _of_them(tokens, numeral, at, words)
    noun, about = find_noun(tokens, at, words)
    if noun is None or _is_in_name(tokens, numeral, noun):
        return None if factor > 1 else _bare(tokens, numeral, words)
    unit = "people" if tokens.low[noun] == "olds" else tokens.low[noun]  # "two ten-year-olds"
    return Quantity(
        unit, numeral.first, noun + 1, factor, about or befell_behind(tokens, noun + 1, words), counted=True
    )


def _is_in_name(tokens: Tokens, numeral: Numeral, noun: int) -> bool:
    """Return whether what looks like a noun is a name's: "1010 WINS", "at 731 Palms"."""
    written, before = tokens.of(noun), tokens.of(numeral.first - 1)
    if numeral.value % 1 and numeral.scale == 1 and noun > numeral.last + 1:  # "a 2.5 Seat Sofa offers"
        return True
    if len(written) > 1 and written.isupper() and not before.isupper() and not tokens.breaks(numeral.first):
        return True
    return before == "at" and numeral.value >= 100 and written[0].isupper() and not numeral.spelled


def _compound(tokens: Tokens, numeral: Numeral, words: Lexicon) -> Quantity | None:
    """Return the noun of "15-member council"."""
    noun = tokens.word(numeral.last + 1)
    if noun == "strong":
        return Quantity("people", numeral.first, numeral.last + 2, counted=True)
    if noun not in words.compounds or numeral.value < 2:
        return None
    return Quantity(words.plurals.get(noun, _plural(noun)), numeral.first, numeral.last + 2, counted=True)


def _plural(noun: str) -> str:
    if noun.endswith("y") and noun[-2:-1] not in "aeiou":
        return noun[:-1] + "ies"
    return noun + ("es" if noun.endswith(("s", "x", "ch", "sh")) else "s")


def _one(tokens: Tokens, numeral: Numeral, words: Lexicon) -> Quantity | None:
    """Return what "one" counts, where that can only be a count: "one person", "one police officer"."""
    for at in range(numeral.last, min(numeral.last + 4, len(tokens.low))):
        low = tokens.low[at]
        if tokens.breaks(at) or low in words.stop or not low[0].isalpha():
            return None
        if low in words.ones and tokens.of(at).islower() and tokens.word(at + 1) not in words.ones:
            unit = words.plurals.get(low, _plural(low))
            return Quantity(unit, numeral.first, at + 1, about=befell_behind(tokens, at + 1, words), counted=True)
    return None


def _one_of_people(tokens: Tokens, numeral: Numeral, words: Lexicon) -> Quantity | None:
    """Return the person of "one dead, three injured"."""
    last = numeral.last
    about = words.befell_after.get(tokens.word(last))
    if about is None or tokens.breaks(last) or tokens.word(numeral.first - 1) in _NO_ONE:
        return None
    follows = tokens.word(last + 1)
    if follows[:1].isalpha() and follows not in _INSIDE and follows not in ("as", "after", "when", "by"):
        return None
    return Quantity("people", numeral.first, last + 1, about=about, counted=True)


def _of_the(tokens: Tokens, at: int, words: Lexicon) -> int:
    """Return the token behind "of the", "of his", "of Trump's" where a number is counted out of a whole."""
    if tokens.word(at) == "head" and tokens.word(at + 1) == "of":  # "1,500 head of cattle"
        return at + 2
    if tokens.word(at) != "of":
        return at
    follows = tokens.word(at + 1)
    if follows[:1].isdigit() or follows in words.small or follows in words.tens:  # "54 of 120 seats"
        return at + 2
    if follows in _THEM:
        return at + 2
    if follows in ("the", "these", "those", "its", "their", "his", "her", "our", "my", "your"):
        inner = tokens.word(at + 2)
        numbered = inner[:1].isdigit() or inner in words.small or inner in words.tens
        return at + 3 if numbered or inner == "most" else at + 2
    return at + 2 if follows.endswith(("'s", "’s")) else at


def _of_them(tokens: Tokens, numeral: Numeral, at: int, words: Lexicon) -> Quantity | None:
    """Return people for "three of them were wounded", "four of the wounded"."""
    about = befell_behind(tokens, at, words)
    last = at + 1 if tokens.word(at) in words.befell_after and tokens.word(at - 1) not in _THEM else at
    return Quantity("people", numeral.first, last, about=about, counted=True) if about else None


def find_noun(tokens: Tokens, at: int, words: Lexicon) -> tuple[int | None, str | None]:
    """Return the token of the counted noun, and what a word before it says befell: "12 wounded soldiers"."""
    about: str | None = None
    limit = min(at + _MODIFIERS + 1, len(tokens.low))
    while at < limit and not tokens.breaks(at):
        low = tokens.low[at]
        if low in _QUOTES or tokens.hyphen(at):
            at, limit = at + 1, min(limit + 1, len(tokens.low))
            continue
        if low[0].isdigit() and tokens.hyphen(at + 1):  # "two 500-pound bombs"
            at += 1
            continue
        if not low[0].isalpha() or (low in words.stop and tokens.of(at) not in _NAMES):
            return None, about
        if _is_plural(tokens, at, words):
            return _last_plural(tokens, at, words), about
        about = words.befell_after.get(low, about)
        at += 1
    return None, about


def _last_plural(tokens: Tokens, at: int, words: Lexicon) -> int:
    """Return the last of several plurals in a row: "12 police officers" are officers."""
    while (
        not tokens.breaks(at + 1)
        and tokens.word(at + 1) not in words.stop
        and tokens.word(at + 1) not in words.befell_after
        and _is_plural(tokens, at + 1, words)
    ):
        at += 1
    return at


def _is_plural(tokens: Tokens, at: int, words: Lexicon) -> bool:
    low = tokens.word(at)
    if low in words.irregular:
        return low not in words.befell_after and not tokens.hyphen(at + 1)
    if len(low) < 3 or not low.endswith("s") or low.endswith(("ss", "us", "is", "'s", "’s")):
        return False
    return low not in words.singular and low not in words.weekdays and not tokens.hyphen(at + 1)


def _bare(tokens: Tokens, numeral: Numeral, words: Lexicon) -> Quantity | None:
    """Return people where a number stands without a noun and the words say what befell them: "killed 12", "12 dead"."""
    last = numeral.last
    while tokens.word(last) in words.more and not tokens.breaks(last) and last < numeral.last + 2:
        last += 1
    about = befell_behind(tokens, last, words)
    if about is not None:
        follows = tokens.word(last) in words.befell_after
        return Quantity("people", numeral.first, last + 1 if follows else last, about=about, counted=True)
    if tokens.word(last - 1) in ("others",):
        return Quantity("others", numeral.first, last, counted=True)
    return None


def befell_before(tokens: Tokens, first: int, words: Lexicon) -> str | None:
    """Return what the verb before a number says befell those who are counted: "killed at least 12"."""
    for at in range(first - 1, max(-1, first - 7), -1):
        if tokens.breaks(at + 1):
            return None
        if tokens.low[at] == "dead" and tokens.word(at - 1) == "shot":
            return words.befell_before["killed"]
        if tokens.low[at] in words.befell_before:
            return words.befell_before[tokens.low[at]]
        if tokens.low[at] not in _BEFORE:
            return None
    return None


def befell_behind(tokens: Tokens, at: int, words: Lexicon) -> str | None:
    """Return what is said behind a counted noun: "28 people, three of them children, were killed"."""
    limit = min(at + _FAR, len(tokens.low))
    verb = ""  # the last auxiliary that has been passed
    while 0 <= at < limit and not tokens.breaks(at):
        low = tokens.low[at]
        if low in words.befell_after:
            return None if _is_active(tokens, at, verb, words) else _later(tokens, at, words)
        if low in ("lost", "lose") and tokens.word(at + 1) in ("their", "lives"):
            return "dead"
        if low == "taken" and not {"hospital", "hospitals"}.isdisjoint(tokens.low[at : at + 6]):
            return words.befell_after["hospitalized"]
        if low in _AUXILIARIES or low in _ADVERBS:
            verb = low if low in _AUXILIARIES else verb
            at += 1
        elif low in (",", "(", "—", "–"):
            at = _closing(tokens, at, ")" if low == "(" else low)
        elif low in _INSIDE:
            at = _auxiliary(tokens, at)
        else:
            return None
    return None


def _is_active(tokens: Tokens, at: int, verb: str, words: Lexicon) -> bool:
    """Return whether a verb tells what those who are counted did: "two men shot a guard", "12 men had killed"."""
    if words.befell_after[tokens.low[at]] in ("dead", "missing"):
        return False
    if verb:
        return verb in ("has", "have", "had")
    behind = tokens.of(at + 1)
    low = behind.lower()
    named = behind[:1].isupper() and low not in words.months and low not in words.weekdays
    follows = low in _OBJECTS or named or low in words.small or behind[:1].isdigit()
    return follows and not tokens.breaks(at + 1)


def _later(tokens: Tokens, at: int, words: Lexicon) -> str:
    """Return the graver of "shot and killed", "shot dead", "injured or killed": the later word."""
    about = words.befell_after[tokens.low[at]]
    behind = at + 1 if tokens.word(at + 1) not in ("and", "or") else at + 2
    if about == "shot" and tokens.word(behind) in words.befell_after and not tokens.breaks(behind):
        return words.befell_after[tokens.word(behind)]
    return about


def _closing(tokens: Tokens, at: int, mark: str) -> int:
    """Return the token behind the insertion that a comma, bracket or dash opens, -1 where it does not close near."""
    for later in range(at + 1, min(at + 12, len(tokens.low))):
        low = tokens.low[later]
        if tokens.breaks(later) or low in _ENDS:
            return -1
        if low == mark and tokens.word(later + 1) in _AUXILIARIES:
            return later + 1
    return -1


def _auxiliary(tokens: Tokens, at: int) -> int:
    """Return the token of the verb behind "in the town", "and 12 women", -1 where none is near."""
    for later in range(at + 1, min(at + 8, len(tokens.low))):
        low = tokens.low[later]
        if tokens.breaks(later) or low in _ENDS or low == ",":
            return -1
        if low in _AUXILIARIES or low in ("died", "perished", "survived"):
            return later
    return -1
