"""The English words around numbers, as figures.en.toml has them, in the shapes that the rules look them up in."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from onrecord.model import Bound

_BOUNDS: tuple[Bound, ...] = ("at least", "at most", "about")


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Words in lower case; phrases with one space between their words."""

    small: Mapping[str, int]
    tens: Mapping[str, int]
    scales: Mapping[str, int]
    suffixes: Mapping[str, int]
    fractions: Mapping[str, int]
    bounds_before: Mapping[str, Bound]
    bounds_after: Mapping[str, Bound]
    not_after: Mapping[str, frozenset[str]]  # the bound, and the words behind which it is none
    units: Mapping[str, str]
    signs: Mapping[str, str]  # before a number: "$", "hk$"
    codes: Mapping[str, str]  # likewise, as words: "rs"
    money: Mapping[str, str]  # behind a number: "euros"
    cents: Mapping[str, str]
    sterling: frozenset[str]
    names: frozenset[str]  # before a number that names something
    capital_names: frozenset[str]  # … with a capital
    streets: frozenset[str]
    names_after: frozenset[str]
    capital_after: frozenset[str]
    scores: frozenset[str]
    months: frozenset[str]
    weekdays: frozenset[str]
    irregular: frozenset[str]
    singular: frozenset[str]
    ones: frozenset[str]
    plurals: Mapping[str, str]
    stop: frozenset[str]
    more: frozenset[str]
    people: frozenset[str]
    compounds: frozenset[str]
    changes: frozenset[str]
    befell_before: Mapping[str, str]  # a form, and what a figure gives as `about`
    befell_after: Mapping[str, str]


@cache
def lexicon() -> Lexicon:
    """Return the word lists, read once."""
    data = tomllib.loads(files("onrecord.statements").joinpath("figures.en.toml").read_text("utf-8"))
    numbers, money, names, nouns, words = (data[k] for k in ("numbers", "money", "names", "nouns", "words"))
    return Lexicon(
        small=numbers["small"],
        tens=numbers["tens"],
        scales=numbers["scales"],
        suffixes=numbers["suffixes"],
        fractions=numbers["fractions"],
        bounds_before=_bounds(data["bounds"]["before"]),
        bounds_after=_bounds(data["bounds"]["after"]),
        not_after={bound: _set(listed) for bound, listed in data["bounds"]["not_after"].items()},
        units={form: unit for unit, listed in data["units"].items() for form in _phrases(listed)},
        signs=_pairs(money["signs"]),
        codes=_pairs(money["codes"]),
        money=_pairs(money["words"]),
        cents=_pairs(money["cents"]),
        sterling=_set(money["sterling"]),
        names=_set(names["always"]),
        capital_names=_set(names["capital"]),
        streets=_set(names["streets"]),
        names_after=_set(names["after"]),
        capital_after=_set(names["after_capital"]),
        scores=_set(names["scores"]),
        months=_set(names["months"]),
        weekdays=_set(names["weekdays"]),
        irregular=_set(nouns["irregular"]),
        singular=_set(nouns["singular"]),
        ones=_set(nouns["ones"]),
        plurals=nouns["plurals"],
        stop=_set(words["stop"]),
        more=_set(words["more"]),
        people=_set(words["people"]),
        compounds=_set(words["compounds"]),
        changes=_set(words["changes"]),
        befell_before=_befell(data["about"], "before"),
        befell_after=_befell(data["about"], "after"),
    )


def _set(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


def _phrases(listed: str) -> Iterable[str]:
    """Yield the phrases of a list parted by ";" or lines, marks parted from words as tokens are: "km / h"."""
    for phrase in listed.replace("\n", ";").split(";"):
        marked = phrase.replace("/", " / ").replace("°", "° ")
        words = [w if w.count(".") != 1 or len(w) == 1 else w.replace(".", " .") for w in marked.split()]
        if words:
            yield " ".join(words)


def _pairs(listed: str) -> dict[str, str]:
    return {name: meant for name, _, meant in (pair.partition("=") for pair in _phrases(listed))}


def _bounds(listed: Mapping[str, str]) -> dict[str, Bound]:
    return {phrase: bound for bound in _BOUNDS for phrase in _phrases(listed[bound])}


def _befell(listed: Mapping[str, Mapping[str, str]], side: str) -> dict[str, str]:
    return {form: about for about, forms in listed.items() for form in forms[side].split()}
