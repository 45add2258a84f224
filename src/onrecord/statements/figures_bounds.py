"""How a number is meant: at least, at most, about; from the words before and behind it."""

from __future__ import annotations

from onrecord.model import Bound
from onrecord.statements.figures_lexicon import Lexicon
from onrecord.statements.numerals import Tokens

_LONGEST = 5  # words of a phrase before a number
_DURATIONS = frozenset("seconds minutes hours days weeks months years decades centuries".split())
# "over three days" is during them; "for over three days" is longer
_LONGER = frozenset("for just well took take takes lasted lasts last in spent after been of than is was aged a".split())
_JOINERS = frozenset(("between", "from"))


def bound_before(tokens: Tokens, first: int, unit: str | None, words: Lexicon) -> tuple[Bound, int]:
    """Return the bound that the words before a token set, and the token where they begin."""
    bound: Bound = "about" if tokens.word(first) == "a" and tokens.word(first + 1) == "couple" else "exact"
    for _ in range(2):  # "at least some 300": two of them
        found = _phrase_before(tokens, first, unit, words)
        if found is None:
            return bound, first
        bound, first = (found[0] if bound in ("exact", "about") else bound), found[1]
    return bound, first


def _phrase_before(tokens: Tokens, first: int, unit: str | None, words: Lexicon) -> tuple[Bound, int] | None:
    for size in range(min(_LONGEST, first), 0, -1):
        phrase = " ".join(tokens.low[first - size : first])
        bound = words.bounds_before.get(phrase)
        if bound is None or any(tokens.breaks(at) for at in range(first - size + 1, first + 1)):
            continue
        if tokens.low[first - size] in ("c", "c.") and (
            tokens.joined(first - size) or not tokens.of(first - size).islower()
        ):
            continue
        if size == 1 and _means_else(tokens, first - 1, unit, words):
            return None
        return bound, first - size
    return None


def _means_else(tokens: Tokens, at: int, unit: str | None, words: Lexicon) -> bool:
    """Return whether a word that can be a bound is none here: "a film about 20 men", "over three days"."""
    low, before = tokens.low[at], tokens.word(at - 1)
    if not tokens.breaks(at) and before in words.not_after.get(low, ()):
        return True
    if low == "over" and unit in _DURATIONS:
        return before not in _LONGER
    if low in ("minimum", "maximum"):
        return before not in ("a", "the") and not tokens.breaks(at)
    if low in ("perhaps", "maybe", "probably", "possibly", "essentially", "practically", "virtually"):
        return tokens.breaks(at) or before in '.,;“"'
    return False


def bound_behind(tokens: Tokens, at: int, words: Lexicon) -> tuple[Bound, int] | None:
    """Return the bound that the words from a token on set ("or more", "-odd", "+"), and the token behind them."""
    start = at + 1 if tokens.hyphen(at) else at
    parts: list[str] = []
    while len(parts) < 3 and start + len(parts) < len(tokens.low) and not tokens.breaks(start + len(parts)):
        parts.append(tokens.low[start + len(parts)])
    for size in range(len(parts), 0, -1):
        bound = words.bounds_after.get(" ".join(parts[:size]))
        behind = start + size
        if bound is None or (parts[0] == "+" and not tokens.joined(at)):
            continue
        if tokens.word(behind) == "than":  # "45 engines and more than 600 men"
            return None
        if tokens.word(behind)[:1].isdigit() or (parts[0] == "plus" and not _is_open(tokens, at, behind)):
            return None
        return bound, behind
    return None


def _is_open(tokens: Tokens, at: int, behind: int) -> bool:
    """Return whether "plus" at a token leaves a number open: "20-plus", "20 plus people"; not in "20 plus a dog"."""
    return tokens.hyphen(at) or (
        tokens.word(at - 1)[:1].isdigit() and tokens.word(behind) not in ("a", "an", "the", "$")
    )
