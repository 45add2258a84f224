"""The English words of time, and the patterns that find them: one that scans a text, and one for each form."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal, TypedDict, cast

_GROUP = re.compile(r"\(\?P<\w+>")


@dataclass(frozen=True, slots=True)
class TimeWords:
    """The word lists and patterns of English times."""

    months: dict[str, int]  # lower case, without a point, to 1 … 12
    weekdays: dict[str, int]  # lower case, without a point, to 0 (Monday) … 6
    numbers: dict[str, int]
    ordinals: dict[str, int]
    seasons: dict[str, tuple[int, int]]
    fixed: dict[str, tuple[int, int]]  # feasts, with "’" for an apostrophe
    easter: dict[str, int]
    counted: dict[str, tuple[int, int, int]]
    bare: frozenset[str]
    events: tuple[tuple[int, int, str, frozenset[str]], ...]
    scan: re.Pattern[str]  # every form as a group of its name

    def number(self, word: str) -> int:
        """Return the number that a word or numeral names; 0 where it names none."""
        if word.isdecimal():
            return int(word)
        tens, _, ones = word.lower().partition("-")
        return self.numbers.get(tens, 0) + self.numbers.get(ones, 0)

    def month(self, word: str) -> int:
        """Return the month, 1 to 12, that a name or short form means."""
        return self.months[word.rstrip(".").lower()]

    def weekday(self, word: str) -> int:
        """Return the day of the week, 0 for Monday, that a name or short form means."""
        return self.weekdays[word.rstrip(".").lower()]


class _Names(TypedDict):
    full: list[str]
    short: list[list[str]]
    names: list[str]
    verbs: list[str]


class _Feasts(TypedDict):
    fixed: dict[str, tuple[int, int]]
    easter: dict[str, int]
    counted: dict[str, tuple[int, int, int]]
    bare: list[str]


class _Event(TypedDict):
    month: int
    day: int
    value: str
    after: list[str]


class _Data(TypedDict):
    """The file times.en.toml."""

    months: _Names
    weekdays: _Names
    numbers: dict[str, int]
    ordinals: dict[str, list[str]]
    seasons: dict[str, tuple[int, int]]
    feasts: _Feasts
    events: list[_Event]
    tense: dict[str, list[str]]
    guards: dict[str, list[str]]
    parts: dict[str, str]
    forms: dict[str, str]
    patterns: dict[str, str]


def prefix_of(text: str, start: int, *, floor: int) -> re.Match[str] | None:
    """Return the preposition and the words like "early" right before an expression, not before `floor`."""
    found = around("prefix").search(text, max(floor, start - 60), start)
    return found if found and found.end() > found.start() else None


@cache
def guards(name: str) -> frozenset[str]:
    """Return one of the lists of words that show that something is no time."""
    return frozenset(_data()["guards"][name])


@cache
def tense_words(name: str) -> frozenset[str]:
    """Return one of the lists of words that tell whether a clause speaks of the past or of what lies ahead."""
    return frozenset(_data()["tense"][name])


@cache
def months_that(name: Literal["names", "verbs"]) -> frozenset[str]:
    """Return the names of months that are also `names` of people or `verbs`."""
    return frozenset(_data()["months"][name])


@cache
def around(name: str) -> re.Pattern[str]:
    """Return one of the patterns of what stands around a time."""
    return re.compile(_data()["patterns"][name])


@cache
def form_of(name: str) -> re.Pattern[str]:
    """Return the pattern of one form, with its parts as groups."""
    return re.compile(_filled(_data()["forms"][name]))


@cache
def time_words() -> TimeWords:
    """Return the English word lists with the pattern that finds every form, compiled once."""
    data = _data()
    forms = {name: _filled(form) for name, form in data["forms"].items()}
    plain = forms | {"numeric": data["patterns"]["numeric"]}  # a scan of all forms can hold no back reference
    scan = "|".join(f"(?P<{name}>{_GROUP.sub('(?:', form)})" for name, form in plain.items())
    feasts = data["feasts"]
    return TimeWords(
        months=_numbered(data["months"], 1),
        weekdays=_numbered(data["weekdays"], 0),
        numbers=data["numbers"],
        ordinals={word: at + 1 for at, word in enumerate(data["ordinals"]["words"])},
        seasons={name: (first, last) for name, (first, last) in data["seasons"].items()},
        fixed={name: (month, day) for name, (month, day) in feasts["fixed"].items()},
        easter=feasts["easter"],
        counted={name: (month, weekday, which) for name, (month, weekday, which) in feasts["counted"].items()},
        bare=frozenset(feasts["bare"]),
        events=tuple((e["month"], e["day"], e["value"], frozenset(e["after"])) for e in data["events"]),
        scan=re.compile(f"{data['patterns']['start']}(?:{scan})"),
    )


@cache
def _data() -> _Data:
    text = files("onrecord.statements").joinpath("times.en.toml").read_text(encoding="utf-8")
    return cast(_Data, tomllib.loads(text))


def _numbered(names: _Names, first: int) -> dict[str, int]:
    full = {name.lower(): at + first for at, name in enumerate(names["full"])}
    return full | {short.lower(): at + first for at, shorts in enumerate(names["short"]) for short in shorts}


def _filled(form: str) -> str:
    """Return a pattern with what stands in it for lists and other patterns put in."""
    for _ in range(3):  # <count> holds <number>
        for mark, words in _lists().items():
            form = form.replace(f"<{mark}>", words) if f"P<{mark}>" not in form else _outside_names(form, mark, words)
    return form


def _outside_names(form: str, mark: str, words: str) -> str:
    return re.sub(rf"(?<!P)<{mark}>", lambda _: words, form)


@cache
def _lists() -> dict[str, str]:
    data = _data()
    feasts = [*data["feasts"]["fixed"], *data["feasts"]["easter"], *data["feasts"]["counted"]]
    return {
        "month": _cased(data["months"]["full"]),
        "short_month": _cased([short for shorts in data["months"]["short"] for short in shorts]),
        "weekday": _cased(data["weekdays"]["full"], lower=True),
        "short_weekday": _cased([short for shorts in data["weekdays"]["short"] for short in shorts]),
        "number": _titled(data["numbers"]),
        "ordinal": _titled(data["ordinals"]["words"]),
        "season": _titled(data["seasons"]),
        "feast": _either(feasts).replace("’", "['’]?"),
        **data["parts"],
    }


def _titled(words: Iterable[str]) -> str:
    return _either([form for word in words for form in (word, word.title())])


def _cased(words: list[str], *, lower: bool = False) -> str:
    forms = words + [word.upper() for word in words] + ([word.lower() for word in words] if lower else [])
    return _either(forms)


def _either(words: list[str]) -> str:
    longest_first = sorted(set(words), key=lambda word: (-len(word), word))
    return "(?:" + "|".join(re.escape(word).replace(r"\ ", " ") for word in longest_first) + ")"
