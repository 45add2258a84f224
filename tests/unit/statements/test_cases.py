"""Times and figures in some 550 invented news sentences, written without a look at the rules that find them."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Literal, Protocol

import msgspec
import pytest

from onrecord.model import Bound, Figure, TimeMention
from onrecord.statements.figures import find_figures
from onrecord.statements.times import Reference, find_times

_CASES = Path(__file__).parent / "cases"
_FLOOR = 0.95
_COUNTED_FROM_THE_REFERENCE = {"weekday", "weekday ahead", "last weekday", "relative day"}


class _ExpectedTime(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    words: str
    value: str | tuple[str, ...]
    until: str | tuple[str, ...] | None = None

    def is_met_by(self, found: TimeMention) -> bool:
        return found.value in _any_of(self.value) and (
            self.until == "any" or found.until in (_any_of(self.until) or (None,))
        )


class _TimeCase(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    kind: str
    text: str
    reference: str | None = None
    anchor: Literal["published", "captured"] = "published"
    times: tuple[_ExpectedTime, ...] = ()


class _ExpectedFigure(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    words: str
    value: float
    within: float = 1e-6
    unit: str | tuple[str, ...] | None = None
    bound: Bound | tuple[Bound, ...] = "exact"
    high: float | None = None
    about: str | None = None

    def is_met_by(self, found: Figure) -> bool:
        return (
            abs(found.value - self.value) <= self.within
            and found.high == self.high
            and found.bound in _any_of(self.bound)
            and (self.unit is None or found.unit in _any_of(self.unit))
        )


class _FigureCase(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    kind: str
    text: str
    figures: tuple[_ExpectedFigure, ...] = ()
    open: tuple[str, ...] = ()


class _Times(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    case: tuple[_TimeCase, ...]


class _Figures(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    case: tuple[_FigureCase, ...]


class _Stretch(Protocol):
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


@cache
def _time_cases() -> tuple[_TimeCase, ...]:
    return msgspec.convert(tomllib.loads((_CASES / "times.toml").read_text("utf-8")), _Times).case


@cache
def _figure_cases() -> tuple[_FigureCase, ...]:
    return msgspec.convert(tomllib.loads((_CASES / "figures.toml").read_text("utf-8")), _Figures).case


@cache
def _found_times(case: _TimeCase) -> tuple[TimeMention, ...]:
    reference = None if case.reference is None else Reference(case.reference, case.anchor)
    return tuple(find_times(case.text, reference))


@cache
def _found_figures(case: _FigureCase) -> tuple[Figure, ...]:
    return tuple(find_figures(case.text))


def _any_of(value: str | tuple[str, ...] | None) -> tuple[str, ...]:
    return () if value is None else (value,) if isinstance(value, str) else value


def _overlaps(found: _Stretch, text: str, words: str) -> bool:
    start = text.index(words)
    return found.start < start + len(words) and start < found.end


def _is_exact(found: _Stretch, text: str, words: str) -> bool:
    return (found.start, found.end) == (text.index(words), text.index(words) + len(words))


def _told(found: _Stretch, text: str) -> str:
    fields = {name: getattr(found, name) for name in type(found).__slots__}  # type: ignore[attr-defined]
    told = ", ".join(f"{name} {fields[name]!r}" for name in fields if name not in ("start", "end") and fields[name])
    return f"{text[found.start : found.end]!r} ({told})"


def _report(name: str, misses: list[str], extents: int, expected: int) -> str:
    right = expected - len(misses)
    head = f"{right} of {expected} {name} right ({right / expected:.1%}), {extents} of them with the very words"
    return "\n".join([head, *misses])


def _score_times() -> tuple[list[str], int, int]:
    misses: list[str] = []
    extents = 0
    for case in _time_cases():
        for expected in case.times:
            near = [found for found in _found_times(case) if _overlaps(found, case.text, expected.words)]
            met = [found for found in near if expected.is_met_by(found)]
            extents += any(_is_exact(found, case.text, expected.words) for found in met)
            if not met:
                told = "; ".join(_told(found, case.text) for found in near) or "nothing"
                span = f"{expected.value} / {expected.until}" if expected.until else f"{expected.value}"
                misses.append(f"{case.kind}: {expected.words!r} is {span}, not {told} [{case.reference}] {case.text!r}")
    return misses, extents, sum(len(case.times) for case in _time_cases())


def _score_figures() -> tuple[list[str], int, int]:
    misses: list[str] = []
    extents = 0
    for case in _figure_cases():
        for expected in case.figures:
            near = [found for found in _found_figures(case) if _overlaps(found, case.text, expected.words)]
            met = [found for found in near if expected.is_met_by(found)]
            extents += any(_is_exact(found, case.text, expected.words) for found in met)
            if not met:
                told = "; ".join(_told(found, case.text) for found in near) or "nothing"
                misses.append(f"{case.kind}: {expected}, not {told} {case.text!r}")
    return misses, extents, sum(len(case.figures) for case in _figure_cases())


def test_ninety_five_times_in_a_hundred_come_out_right() -> None:
    misses, extents, expected = _score_times()
    report = _report("times", misses, extents, expected)
    print(report)
    assert len(misses) <= (1 - _FLOOR) * expected, report


def test_ninety_five_figures_in_a_hundred_come_out_right() -> None:
    misses, extents, expected = _score_figures()
    report = _report("figures", misses, extents, expected)
    print(report)
    print(_report("counts with what befell the counted", *_score_about()))
    assert len(misses) <= (1 - _FLOOR) * expected, report


def _score_about() -> tuple[list[str], int, int]:
    """Return the figures whose `about` lacks its word, 0, and how many have one: not held to a floor."""
    misses: list[str] = []
    total = 0
    for case in _figure_cases():
        for expected in case.figures:
            near = [found for found in _found_figures(case) if _overlaps(found, case.text, expected.words)]
            total += expected.about is not None
            if expected.about is not None and not any(expected.about in (found.about or "") for found in near):
                misses.append(f"{expected.words!r} about {expected.about!r}: {[found.about for found in near]}")
    return misses, 0, total


@pytest.mark.parametrize("case", [case for case in _time_cases() if not case.times], ids=lambda case: case.text[:40])
def test_no_time_is_invented_in_a_sentence_that_names_none(case: _TimeCase) -> None:
    assert [_told(found, case.text) for found in _found_times(case)] == []


@pytest.mark.parametrize(
    "case", [case for case in _figure_cases() if not case.figures], ids=lambda case: case.text[:40]
)
def test_no_figure_is_invented_in_a_sentence_that_states_none(case: _FigureCase) -> None:
    assert [_told(found, case.text) for found in _found_figures(case)] == []


def test_no_time_is_invented_beside_those_that_a_sentence_names() -> None:
    invented = [
        f"{_told(found, case.text)} {case.text!r}"
        for case in _time_cases()
        for found in _found_times(case)
        if case.times and not any(_overlaps(found, case.text, expected.words) for expected in case.times)
    ]
    assert not invented, "\n".join(invented)


def test_no_figure_is_invented_beside_those_that_a_sentence_states() -> None:
    invented = [
        f"{_told(found, case.text)} {case.text!r}"
        for case in _figure_cases()
        for found in _found_figures(case)
        if case.figures
        and not any(_overlaps(found, case.text, words) for words in (*(f.words for f in case.figures), *case.open))
    ]
    assert not invented, "\n".join(invented)


def test_a_time_says_what_it_was_counted_from() -> None:
    wrong = [
        f"{_told(found, case.text)} [{case.reference} {case.anchor}] {case.text!r}"
        for case in _time_cases()
        for found in _found_times(case)
        if found.anchor not in _anchors(case)
    ]
    assert not wrong, "\n".join(wrong)


def _anchors(case: _TimeCase) -> tuple[str, ...]:
    if case.reference is None:
        return ("text",)
    return (case.anchor,) if case.kind in _COUNTED_FROM_THE_REFERENCE else (case.anchor, "text")


def test_every_case_holds_its_words_once_and_in_order() -> None:
    named = [(case.text, [time.words for time in case.times]) for case in _time_cases()]
    named += [(case.text, [figure.words for figure in case.figures]) for case in _figure_cases()]
    for text, words in named:
        assert [text.count(part) for part in words] == [1] * len(words), text
        places = [text.index(part) for part in words]
        assert places == sorted(set(places)), text
