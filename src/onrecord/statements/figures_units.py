"""What a number is of where the words beside it say so: money, shares, ages, measures."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.statements.figures_lexicon import Lexicon
from onrecord.statements.numerals import Numeral, Tokens

_AGES = frozenset(("years", "months", "weeks", "days"))
_OLDEST = 125  # years; a larger number behind a name and a comma is no age
_AGE_ENDS = frozenset((",", ".", ";", ")", "of", "who", "and", "from", "—", "–", "-"))
_PLACING = frozenset("in at near from to around outside of on since by the between".split())
_TYPED = ("second", "foot", "min", "sec", "mi", "ha", "hp", "pp", "mb", "mm")  # units that are other words too


@dataclass(frozen=True, slots=True)
class Quantity:
    """What a number is of, and the tokens that say so, the number's included."""

    unit: str | None
    first: int
    last: int  # the token behind
    factor: float = 1.0  # what the written number is to be multiplied with
    about: str | None = None
    counted: bool = False  # a noun that is counted, not a unit of measure


def measured(tokens: Tokens, numeral: Numeral, words: Lexicon) -> Quantity | None:
    """Return what a number measures; None where no unit stands beside it."""
    return (
        _money_before(tokens, numeral, words)
        or _money_behind(tokens, numeral, words)
        or _age_behind(tokens, numeral, words)
        or _measure(tokens, numeral, words)
        or _age_before(tokens, numeral)
        or _age_of_name(tokens, numeral, words)
    )


# ── money ────────────────────────────────────────────────────────────────────────────────────────────────


def currency_before(tokens: Tokens, at: int, words: Lexicon) -> tuple[str, int] | None:
    """Return the currency whose sign or code stands before a token, and the token where it begins."""
    mark = tokens.word(at - 1)
    if tokens.breaks(at):
        return None
    if mark in words.signs:
        letters = tokens.word(at - 2) + mark if tokens.joined(at - 1) else ""
        return (words.signs[letters], at - 2) if letters in words.signs else (words.signs[mark], at - 1)
    back = at - 2 if mark == "." and tokens.joined(at - 1) else at - 1
    code = tokens.of(back)
    if code.lower() in words.codes and (
        code.isupper() or code in ("Rs", "Dh", "Dhs", "Tk", "Rp", "Ksh", "KSh", "Sh", "Shs")
    ):
        return words.codes[code.lower()], back
    return None


def _money_before(tokens: Tokens, numeral: Numeral, words: Lexicon) -> Quantity | None:
    found = currency_before(tokens, numeral.first, words)
    if found is None:
        return None
    unit, first = found
    last, factor = suffix(tokens, numeral, words, spaced=True)
    named = words.money.get(tokens.word(last))  # "$5 million dollars"
    behind = last + 1 if named == unit and not tokens.breaks(last) and tokens.word(last) not in words.signs else last
    return Quantity(unit, first, behind, factor)


def suffix(tokens: Tokens, numeral: Numeral, words: Lexicon, *, spaced: bool) -> tuple[int, float]:
    """Return the token behind a multiplier that is stuck to the digits ("5bn"), and the multiplier; else 1."""
    behind = numeral.last
    short = tokens.word(behind)
    if numeral.spelled or numeral.scale > 1 or short not in words.suffixes or tokens.breaks(behind):
        return behind, 1.0
    if not tokens.joined(behind) and not (spaced and short in ("m", "bn", "mn", "tn", "b", "mln", "cr", "k")):
        return behind, 1.0
    return behind + 1, float(words.suffixes[short])


def _money_behind(tokens: Tokens, numeral: Numeral, words: Lexicon) -> Quantity | None:
    last, factor = suffix(tokens, numeral, words, spaced=True)
    at = last + 1 if tokens.hyphen(last) else last
    for unit_words, worth in ((words.money, 1.0), (words.cents, 0.01)):
        unit, behind = _phrase(tokens, at, unit_words, 3)
        if unit is not None and not (behind == at + 1 and not _is_money(tokens, at)):
            return Quantity(unit, numeral.first, behind, factor * worth)
    if tokens.word(at) in ("pounds", "pound") and _is_sterling(tokens, numeral, words):
        return Quantity("GBP", numeral.first, at + 1, factor)
    if tokens.of(last) in ("p", "c") and tokens.joined(last) and not numeral.spelled and numeral.value < 1000:
        return Quantity("GBP" if tokens.of(last) == "p" else "USD", numeral.first, last + 1, 0.01)
    return None


def _is_money(tokens: Tokens, at: int) -> bool:
    """Return whether a word that can be another is money here: "won" and "real" are mostly not, "5 $" is."""
    word = tokens.word(at)
    if word in ("won", "real", "dong", "rand", "lira", "sterling", "try"):
        return tokens.word(at - 1) in ("million", "billion", "trillion", "thousand")
    return len(word) > 1 or tokens.joined(at) or not tokens.joined(at + 1)  # "4 £5 notes"


def _is_sterling(tokens: Tokens, numeral: Numeral, words: Lexicon) -> bool:
    if numeral.scale >= 1_000_000:
        return True
    near = tokens.low[max(0, numeral.first - 6) : numeral.first]
    if "." in near:
        near = near[len(near) - near[::-1].index(".") :]
    return not words.sterling.isdisjoint(near)


# ── measures and ages ────────────────────────────────────────────────────────────────────────────────────


def _phrase(tokens: Tokens, at: int, forms: object, most: int) -> tuple[str | None, int]:
    """Return what the longest known phrase at a token stands for, and the token behind it."""
    assert hasattr(forms, "get")
    parts: list[str] = []
    ends: list[int] = []
    while len(parts) < most and at < len(tokens.low) and not tokens.breaks(at):
        if not tokens.hyphen(at):
            parts.append(tokens.low[at])
            ends.append(at + 1)
        at += 1
    for size in range(len(parts), 0, -1):
        unit = forms.get(" ".join(parts[:size]))
        if unit is not None:
            return unit, ends[size - 1]
    return None, at


def unit_at(tokens: Tokens, at: int, words: Lexicon) -> tuple[str | None, int]:
    """Return the unit of measure that is written at a token, and the token behind it."""
    unit, behind = _phrase(tokens, at, words.units, 5)
    if unit is not None and behind == at + 1 and tokens.word(at) in _TYPED and not tokens.joined(at):
        return (unit, behind) if tokens.word(at) in ("foot", "mb", "mm") else (None, at)
    return unit, behind


def _measure(tokens: Tokens, numeral: Numeral, words: Lexicon) -> Quantity | None:
    last, factor = numeral.last, 1.0
    if tokens.word(last) in ("bn", "mn", "tn"):
        last, factor = suffix(tokens, numeral, words, spaced=False)
    at = last + 1 if tokens.hyphen(last) else last
    while tokens.word(at) in ("more", "additional", "extra", "full", "straight", "consecutive") and at < last + 2:
        at += 1
    unit, behind = unit_at(tokens, at, words)
    if unit is not None:
        return Quantity(unit, numeral.first, behind, factor)
    short = tokens.of(last)
    if tokens.joined(last) and not numeral.spelled and short in ("C", "F"):
        return Quantity("degrees Celsius" if short == "C" else "degrees Fahrenheit", numeral.first, last + 1)
    return _magnitude(tokens, numeral)


def _magnitude(tokens: Tokens, numeral: Numeral) -> Quantity | None:
    """Return "magnitude 6.2", "a magnitude of 6.2"."""
    back = numeral.first - 1
    if tokens.word(back) == "of" or tokens.hyphen(back):
        back -= 1
    scale = tokens.low[numeral.last : numeral.last + 4]
    if scale[:2] == ["on", "the"] and numeral.value < 11 and ("richter" in scale or "magnitude" in scale):
        return Quantity("magnitude", numeral.first, numeral.last)
    if tokens.word(back) == "magnitude" and numeral.value < 11 and not tokens.breaks(numeral.first):
        return Quantity("magnitude", back, numeral.last)
    return None


def _age_behind(tokens: Tokens, numeral: Numeral, words: Lexicon) -> Quantity | None:
    """Return "34-year-old", "34 years old", "34 years of age"."""
    at = numeral.last + 1 if tokens.hyphen(numeral.last) else numeral.last
    unit = words.units.get(tokens.word(at))
    if unit not in _AGES or tokens.breaks(at):
        return None
    old = at + 2 if tokens.hyphen(at + 1) else at + 1
    if tokens.word(old) in ("old", "olds", "old's", "old’s") and not tokens.breaks(old):
        return Quantity(f"{unit} old", numeral.first, old + 1, about=_described(tokens, old + 1, words))
    if unit == "years" and tokens.word(old) == "of" and tokens.word(old + 1) == "age":
        return Quantity("years old", numeral.first, old + 2)
    return None


def _described(tokens: Tokens, at: int, words: Lexicon) -> str | None:
    """Return the words behind "three-year-old" that say who is: up to four, to the first that is no noun's."""
    last = at
    while last < min(at + 4, len(tokens.low)) and not tokens.breaks(last):
        low = tokens.low[last]
        if not low[0].isalpha() or low in words.stop or low in words.befell_after or low.endswith(("ed", "ly")):
            break
        last += 1
    return tokens.text[tokens.starts[at] : tokens.ends[last - 1]] if last > at else None


def _age_before(tokens: Tokens, numeral: Numeral) -> Quantity | None:
    """Return "aged 34", "age 34", "at the age of 34", "ages 6"."""
    at = numeral.first
    if tokens.breaks(at) or numeral.value > _OLDEST:
        return None
    back = (
        at - 2 if tokens.word(at - 1) in ("from", "between", ":") else at - 1
    )  # "ages ranged from 6 to 12", "Age: 48"
    if tokens.word(back) in ("range", "ranged", "ranging"):
        back -= 1
    if back < at - 1 and tokens.word(back) in ("age", "ages", "aged"):
        return Quantity("years old", at, numeral.last)
    if tokens.word(at - 1) in ("aged", "age", "ages") or (
        tokens.word(at - 1) == "of" and tokens.word(at - 2) in ("age", "ages")
    ):
        return Quantity("years old", at - 1 if tokens.word(at - 1) == "aged" else at, numeral.last)
    return None


def _age_of_name(tokens: Tokens, numeral: Numeral, words: Lexicon) -> Quantity | None:
    """Return the age of "Jane Doe, 34, of Springfield" and "Jane Doe (34)"."""
    at, behind = numeral.first, tokens.word(numeral.last)
    mark = tokens.word(at - 1)
    if numeral.spelled or not 0 < numeral.value < _OLDEST or numeral.value % 1 or tokens.breaks(at):
        return None
    if mark == "(" and (behind != ")" or numeral.value < 15):
        return None
    if mark not in (",", "(") or behind not in _AGE_ENDS or not _is_name(tokens, at - 2, words):
        return None
    after = tokens.of(numeral.last + 1)
    if mark == "," and (
        (behind == "and" and not after[:1].isdigit())
        or (behind == "of" and not after[:1].isupper())
        or (behind in ".," and (tokens.joined(numeral.last + 1) or after[:1].isdigit()))
        or (behind in ("-", "–", "—") and (tokens.joined(numeral.last + 1) and after[:1].isdigit()))
        or tokens.hyphen(numeral.last)
    ):
        return None
    return Quantity("years old", at, numeral.last, about=_name_before(tokens, at - 2, words))


def _is_name(tokens: Tokens, at: int, words: Lexicon) -> bool:
    """Return whether the word at a token can end a person's name: two capitalised words, or "Jr."."""
    if tokens.word(at) == "." and tokens.word(at - 1) in ("jr", "sr"):
        return True
    last, before = tokens.of(at), tokens.of(at - 1)
    if last in words.ones or last in words.people:  # "a woman, 34, died"; "two girls, 7 and 5, slept"
        return tokens.word(at + 3) == "," or (tokens.word(at + 3) == "and" and tokens.word(at + 4)[:1].isdigit())
    listed = tokens.word(at + 1) != "," or tokens.word(at + 3) != "," or not tokens.of(at + 4)[:1].islower()
    if not listed and (last == ")" or (last.islower() and not last.endswith("s") and before not in _PLACING)):
        return True  # "the mayor, 61, resigned"; "Ada Holm (Labour), 45, won"
    if len(last) < 2 or not last[0].isupper() or tokens.word(at) in words.months or tokens.word(at) in words.weekdays:
        return False
    if before[:1].isupper() or before in (".", "”", '"', "’", "-", "de", "van", "von", "al", "bin"):
        return True
    # "Doe, 34, said": one name is enough where no place can stand
    return tokens.word(at + 3) in (",", ";") and tokens.word(at + 1) == "," and before not in _PLACING


def _name_before(tokens: Tokens, at: int, words: Lexicon) -> str | None:
    first = at + 1
    while first > max(0, at - 4):
        word = tokens.of(first - 1)
        if word == "." and len(tokens.word(first - 2)) > 3:  # the end of a sentence, not of "Mr."
            break
        if not (word[0].isupper() or word in "-.") or word.lower() in words.stop or tokens.breaks(first):
            break
        first -= 1
    while first < at and not tokens.of(first)[0].isupper():
        first += 1
    return tokens.text[tokens.starts[first] : tokens.ends[at]] if first <= at else None
