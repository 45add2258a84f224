"""Counts: the figures of an article with the quantity that each is of, and the bounds within which it leaves it."""

from __future__ import annotations

import math
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

from onrecord.model import Figure

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+){0,4}")
_NUMBER = re.compile(r"\d[\d,.]{0,30}")
_MONEY = re.compile(r"[A-Z]{3}$")
_FATAL = frozenset(("fatally", "death", "dead", "killed", "died"))
_ATTACKER = re.compile(
    r".{0,60}\bincluding (?:the |himself|herself|a )?"
    r"(?:suspect|suspected|alleged|gunman|gunmen|shooter|attacker|bomber|himself|herself)"
)
_ABOUT = 0.1  # "about 100" allows 90 to 110: Krifka 2007, Approximate interpretation of number words: a round number's
# half step, taken a little wider, since "about" is used with numbers that are round already
_REACH = 9  # words to each side of a figure that may say what it is of


@dataclass(frozen=True, slots=True)
class Kind:
    """One quantity that words name: what befell people, or a crowd, jobs, money of something."""

    name: str
    topic: str
    words: frozenset[str] = frozenset()
    units: frozenset[str] = frozenset()
    about: frozenset[str] = frozenset()
    least: float = 0.0
    bare: bool = False


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The word lists of quantities.en.toml."""

    befell: tuple[Kind, ...]
    near: tuple[Kind, ...]
    whom: Mapping[str, str]  # noun → who is meant
    severity: frozenset[str]
    deeds: Mapping[str, str]
    sets: Mapping[str, frozenset[str]]
    behind: re.Pattern[str]
    rates: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Quantity:
    """What a figure is of, as far as it can be compared with other figures."""

    kind: str  # "killed", "crowd", "money stolen", "age of jane doe", or a noun: "drones"
    whom: str  # "anyone", "children", "soldiers"; "" where nobody is counted
    topic: str  # "how many were killed"
    known: bool  # the words say which quantity it is; else only a noun does, and the words around must agree
    monotone: bool  # counts of this kind rise as more becomes known


@dataclass(frozen=True, slots=True)
class Around:
    """The words around a figure in its sentence, in lower case."""

    before: tuple[str, ...]
    inside: tuple[str, ...]
    after: tuple[str, ...]
    text_before: str = field(default="")
    text_after: str = field(default="")

    def near(self, reach: int = _REACH) -> tuple[str, ...]:
        """Return the words within `reach` of the figure, and its own."""
        return self.before[-reach:] + self.inside + self.after[:reach]


@cache
def lexicon() -> Lexicon:
    """Return the word lists; a fault in them is a bug, and raises KeyError or TOMLDecodeError."""
    data = tomllib.loads(files("onrecord.grouping").joinpath("quantities.en.toml").read_text("utf-8"))
    befell = tuple(
        Kind(name, kind["topic"], units=_words(kind["units"]), about=_words(kind["about"]))
        for name, kind in data["befell"].items()
    )
    near = tuple(
        Kind(name, k["topic"], _words(k["words"]), _words(k["units"]), least=k["least"], bare=k["bare"])
        for name, k in data["near"].items()
    )
    parts = data["partly"]
    return Lexicon(
        befell,
        near,
        {noun: who for who, nouns in data["whom"].items() for noun in nouns.split()},
        _words(data["severity"]["words"]),
        {word: deed for deed, words in data["deeds"].items() for word in words.split()},
        {
            "inside": _words(parts["inside"]),
            "before": _words(parts["before"]),
            "past": _words(data["past"]["words"]),
            "changed": _words(data["changed"]["words"]),
            "several": _words(data["several"]["words"]),
            "contrast": _words(data["contrast"]["words"]),
            "never": frozenset(part.strip() for part in data["never"]["units"].split()),
            "places": _words(data["never"]["places"]),
            "no places": _words(data["never"]["no_places"]),
            "approximate": _words(data["approximate"]["before"]),
            "below": _words(data["approximate"]["below"]),
            "vague": _words(data["approximate"]["vague"]),
            "empty": _words(data["empty"]["words"]),
        },
        _phrases(parts["behind"]),
        _phrases(parts["rates"]),
    )


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


def _phrases(text: str) -> re.Pattern[str]:
    phrases = "|".join(re.escape(phrase.strip()) for phrase in text.split(";"))
    return re.compile(rf"\s*,?\s*(?:{phrases})\b", re.IGNORECASE)


def words_of(text: str) -> tuple[str, ...]:
    """Return the words of a text in lower case, without numbers."""
    return tuple(word.lower() for word in _WORD.findall(text))


def stem(word: str) -> str:
    """Return a word without its commonest endings, so that "marched" and "marches" meet."""
    for end in ("ations", "ation", "ings", "ing", "ies", "ied", "ers", "es", "ed", "er", "ly", "s", "e", "y"):
        if word.endswith(end) and len(word) - len(end) >= 3:
            return word[: -len(end)]
    return word


def content_of(words: tuple[str, ...]) -> frozenset[str]:
    """Return the stems of the words that tell what a sentence is about."""
    empty = lexicon().sets["empty"]
    return frozenset(stem(word) for word in words if word not in empty and len(word) > 2)


# ── bounds ───────────────────────────────────────────────────────────────────────────────────────────────


def bounds(figure: Figure, around: Around) -> tuple[float, float]:
    """Return the lowest and the highest value that the figure allows; -inf or inf where one side is open."""
    sets = lexicon().sets
    value, last = figure.value, around.before[-1] if around.before else ""
    words = (*around.inside, last)
    if figure.high is not None:
        return value, figure.high
    if figure.bound == "at least":
        return value, math.inf
    if figure.bound == "at most":
        return -math.inf, value
    slack = _slack(figure, around)
    if figure.bound == "about" or last in sets["approximate"] or not sets["vague"].isdisjoint(around.inside):
        slack = max(slack, abs(value) * _ABOUT)
        return value - slack, value if not sets["below"].isdisjoint(words) else value + slack
    return value - slack, value + slack


def _slack(figure: Figure, around: Around) -> float:
    """Return how far a value that is written plainly may be rounded: half of the last place that is written."""
    written = _NUMBER.search(around.text_before) if around.text_before else None
    digits = written.group().strip(",.").replace(",", "") if written else ""
    value = abs(figure.value)
    if "." in digits:
        step = 10.0 ** -len(digits.split(".")[1])
        return 0.5 * step * (value / float(digits) if float(digits or 0) else 1.0)
    if value < 100 or value % 10:
        return 0.0
    whole, zeros = round(value), 0
    while whole % 10 == 0 and whole:
        whole, zeros = whole // 10, zeros + 1
    return min(0.5 * 10.0**zeros, 0.1 * value)


def differ(one: tuple[float, float], other: tuple[float, float]) -> bool:
    """Return whether no value lies within both bounds."""
    return one[1] < other[0] - 1e-9 or other[1] < one[0] - 1e-9


def label(figure: Figure, text: str) -> str:
    """Return the figure's value in short: "28", "at least 24", "10 to 12", "two dozen"."""
    number = _plain(figure.value)
    if figure.high is not None:
        return f"{number} to {_plain(figure.high)}"
    if not lexicon().sets["vague"].isdisjoint(words_of(text)):
        number = f"about {number}"
    money = f" {figure.unit}" if is_money(figure.unit) else ""
    bound = "" if figure.bound == "exact" or number.startswith("about") else f"{figure.bound} "
    return f"{bound}{number}{money}"


def _plain(value: float) -> str:
    return f"{round(value):,}" if value == round(value) else f"{value:,.6g}"


def is_money(unit: str | None) -> bool:
    """Return whether a unit is a currency's code."""
    return unit is not None and _MONEY.match(unit) is not None


# ── what a figure is of ──────────────────────────────────────────────────────────────────────────────────


def quantity(figure: Figure, around: Around) -> Quantity | None:
    """Return the quantity that a figure is of; None where nothing says it well enough to compare."""
    unit = figure.unit or ""
    if unit == "years old":
        return _age(figure)
    if unit == "magnitude":
        whom = "aftershock" if any(word.startswith("aftershock") for word in around.near()) else ""
        return Quantity("magnitude", whom, "the magnitude", True, False)
    return _befell(figure, unit, around) or _near(figure, unit, around) or _noun(figure, unit, around)


def _age(figure: Figure) -> Quantity | None:
    """Return the age of somebody who is named in full: first and last name are the key."""
    names = [part for part in (figure.about or "").replace(".", " ").split() if part[:1].isupper()]
    names = [name for name in names if len(name) > 1]
    if len(names) < 2 or not all(name[:1].isupper() for name in (figure.about or "").split()):
        return None
    young = bool({"Jr", "Sr", "II", "III"}.intersection(names))
    kept = [name for name in names if name not in ("Jr", "Sr", "II", "III")]
    if len(kept) < 2 or young or len(kept) > 4:
        return None
    return Quantity(f"age of {kept[0]} {kept[-1]}".lower(), "", f"how old {' '.join(kept)} is", True, False)


def _befell(figure: Figure, unit: str, around: Around) -> Quantity | None:
    words = lexicon()
    about = "killed" if figure.about == "shot" and not _FATAL.isdisjoint(around.near(4)) else figure.about
    for kind in words.befell:
        if about in kind.about or (unit in kind.units and about is None):
            whom = _whom(unit, words)
            if kind.name in ("destroyed", "damaged"):
                whom = unit
            whom += (severity(around) if kind.name == "injured" else "") + with_attacker(around)
            return Quantity(kind.name, whom, kind.topic, True, True)
    return None


def _whom(unit: str, words: Lexicon) -> str:
    return words.whom.get(unit, unit or "anyone")


def severity(around: Around) -> str:
    """Return " badly" where only those hurt to some degree are counted, else nothing."""
    beside = (*around.before[-2:], *around.inside, *around.after[:3])
    return " badly" if not lexicon().severity.isdisjoint(beside) else ""


def with_attacker(around: Around) -> str:
    """Return " and the attacker" where a count says that it includes him, else nothing."""
    return " and the attacker" if _ATTACKER.search(around.text_after) else ""


def _near(figure: Figure, unit: str, around: Around) -> Quantity | None:
    words = lexicon()
    if figure.about is not None:
        return None
    money = is_money(figure.unit)
    for kind in words.near:
        fits = unit in kind.units or (money and "money" in kind.units) or (kind.bare and figure.unit is None)
        reach = 4 if figure.unit is None else _REACH
        if fits and figure.value >= kind.least and not kind.words.isdisjoint(around.near(reach)):
            whom = unit if money else ""
            return Quantity(kind.name, whom, kind.topic, not money, kind.name in ("homeless", "records"))
    return None


def _noun(figure: Figure, unit: str, around: Around) -> Quantity | None:
    """Return the quantity of a plain noun; what is done to it must agree too."""
    words = lexicon()
    if figure.unit is None or unit in words.sets["never"] or is_money(unit) or unit.endswith(" old"):
        return None
    deeds = {words.deeds[word] for word in around.near(5) if word in words.deeds}
    deed = deeds.pop() if len(deeds) == 1 else "/".join(sorted(deeds))
    noun = words.whom.get(unit, unit)
    if noun == "anyone":  # "two people", "three victims": nothing says of what
        return None
    topic = f"how many {unit}" if unit == noun else f"how many {noun}"
    return Quantity(f"{noun} {deed}".strip(), "", topic, False, False)
