"""Classes of figures: what a figure is of, in so wide a sense that two sources' words for one thing meet."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from onrecord.grouping.quantities import Around, Quantity, is_money, lexicon, severity, with_attacker
from onrecord.model import Figure

_REACH = 8  # words to each side of a figure that may say what it is of
_BY_UNIT = 4  # as far as a unit that says it alone counts as standing from the figure
_GROWS = frozenset(("up", "down"))


@dataclass(frozen=True, slots=True)
class FigureClass:
    """One kind of thing that news counts or measures."""

    name: str
    topic: str
    units: frozenset[str]
    about: frozenset[str]
    words: frozenset[str]
    sure: frozenset[str]
    grows: str  # "up", "down", "no"
    least: float = 0.0

    @property
    def people(self) -> bool:
        """Return whether people are counted."""
        return "people" in self.units


@dataclass(frozen=True, slots=True)
class ClassLexicon:
    """The word lists of figure_classes.en.toml."""

    classes: tuple[FigureClass, ...]
    apart: frozenset[str]
    people: frozenset[str]
    whole: frozenset[str]
    contest: re.Pattern[str]  # sets one account against another
    doubt: re.Pattern[str]  # does so where `nouns` stand in the same sentence
    nouns: re.Pattern[str]


@cache
def class_lexicon() -> ClassLexicon:
    """Return the word lists; a fault in them is a bug, and raises KeyError or TOMLDecodeError."""
    data = tomllib.loads(files("onrecord.grouping").joinpath("figure_classes.en.toml").read_text("utf-8"))
    classes = tuple(_class(name, one) for name, one in data["class"].items())
    apart, people, whole = (frozenset(data[key]["words"].split()) for key in ("apart", "people", "whole"))
    contest, doubt, nouns = (_phrases(data["contest"][key]) for key in ("sure", "doubt", "nouns"))
    return ClassLexicon(classes, apart, people, whole, contest, doubt, nouns)


def _class(name: str, one: Mapping[str, str]) -> FigureClass:
    units, about, words, sure = (frozenset(one[key].split()) for key in ("units", "about", "words", "sure"))
    return FigureClass(name, one["topic"], units, about, words, sure, one["grows"], float(one.get("least", 0)))


def _phrases(text: str) -> re.Pattern[str]:
    phrases = "|".join(re.escape(phrase.strip()) for phrase in text.split(";"))
    return re.compile(rf"\b(?:{phrases})\b", re.IGNORECASE)


def sets_apart(sentence: str) -> bool:
    """Return whether a sentence sets one account of a number against another."""
    words = class_lexicon()
    if words.contest.search(sentence):
        return True
    return words.doubt.search(sentence) is not None and words.nouns.search(sentence) is not None


def class_of(figure: Figure, around: Around) -> Quantity | None:
    """Return the quantity that a figure is of by the nearest word that names a class; None where none does."""
    found = [
        (score, at, one) for at, one in enumerate(class_lexicon().classes) for score in _scores(one, figure, around)
    ]
    if not found:
        return None
    best = min(found, key=lambda item: item[:2])[2]
    unit = figure.unit or ""
    whom = (
        _whom(unit, best)
        if best.people and best.name != "crowd"
        else (unit if is_money(figure.unit) or best.name == "speed" else "")
    )
    whom += with_attacker(around) if best.name == "killed" else ""
    if best.name == "injured":
        whom += severity(around)
    if best.name == "burnt":
        whom = unit
    return Quantity(best.name, whom, best.topic, True, best.grows in _GROWS)


def _scores(one: FigureClass, figure: Figure, around: Around) -> Iterator[float]:
    """Yield how far from a figure the words stand that put it into a class: none where nothing does."""
    unit = figure.unit or "bare"
    fits = unit in one.units or (one.people and is_people(unit)) or ("money" in one.units and is_money(figure.unit))
    if not fits or figure.value < one.least:
        return
    if figure.about in one.about:
        yield 0.0
    elif figure.about is None:
        yield from (near for word, near in _distances(around) if word in one.words)
        if unit in one.sure:
            yield _BY_UNIT


def _distances(around: Around) -> Iterator[tuple[str, float]]:
    yield from ((word, 0.5) for word in around.inside)
    yield from ((word, at + 1.0) for at, word in enumerate(around.after[:_REACH]))
    yield from ((word, at + 1.5) for at, word in enumerate(reversed(around.before[-_REACH:])))


def is_people(unit: str) -> bool:
    """Return whether a unit is a noun for people."""
    return (unit in lexicon().whom and lexicon().whom[unit] != "homes") or unit in class_lexicon().people


def _whom(unit: str, one: FigureClass) -> str:
    who = lexicon().whom.get(unit, "anyone")
    if who == "men" and one.name != "trapped":  # miners, a crew: "men" are all of them there
        return who
    return who if who in class_lexicon().apart and unit not in one.sure else "anyone"
