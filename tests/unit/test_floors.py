from __future__ import annotations

import importlib
import sys
from pathlib import Path

import msgspec
import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))  # where benchmarks/ and tests/ are, however pytest began

from benchmarks.machine import Made
from benchmarks.predictions import Prediction
from benchmarks.quality import Report, below_floor, compare, measure
from benchmarks.score import PageScore, faults
from benchmarks.sets import ROOT, SHARED
from benchmarks.stages import STAGES
from benchmarks.trap_set import trap_faults
from tests.traps.generate import Trap

FLOORS = ROOT / "benchmarks" / "floors.json"
MADE = Made("0", "0", "0", "0", 1, None, None, "2026-01-04T00:00:00+00:00")

with_pages = pytest.mark.skipif(
    not (SHARED / "data" / "pages").exists(), reason="needs the public page sets, which lie in ../shared"
)


def report(word_f1: float = 0.9, **pages: PageScore) -> Report:
    return Report(MADE, "all pages", figures={"onrecord": {"set": {"word_f1": word_f1}}}, pages=pages)


def floor(folder: Path, least: float) -> Path:
    path = folder / "floors.json"
    path.write_text(f'{{"all pages": {{"set.word_f1": {least}, "set.not_measured": 1}}}}')
    return path


def score(word_f1: float, *, title: bool = True) -> PageScore:
    return PageScore("article", None, word_f1, word_f1, word_f1, title=title)


@pytest.mark.parametrize(("least", "told"), [(0.89, 0), (0.9, 0), (0.91, 1)], ids=["above", "at", "below"])
def test_only_a_figure_below_its_floor_is_told(tmp_path: Path, least: float, told: int) -> None:
    assert len(below_floor(report(0.9), floor(tmp_path, least))) == told


def test_a_comparison_lists_the_pages_gained_and_lost() -> None:
    before = report(a=score(0.5), b=score(0.9), c=score(0.9), d=score(0.9, title=False))
    now = report(a=score(0.8), b=score(0.7), c=score(0.92), d=score(0.9))
    lines = "\n".join(compare(before, now))
    assert "gained: 2\n  a  word F1 0.500 → 0.800\n  d  title False → True" in lines
    assert "lost: 1\n  b  word F1 0.900 → 0.700" in lines


def test_a_report_is_read_back_as_it_was_written() -> None:
    written = report(a=score(0.5))
    assert msgspec.json.decode(msgspec.json.encode(written), type=Report) == written


@pytest.mark.parametrize(
    ("status", "precision", "recall", "fault"),
    [
        ("skip", 0.0, 0.0, "refused"),
        ("article", 0.5, 0.99, "too much"),
        ("article", 0.99, 0.5, "too little"),
        ("article", 0.3, 0.3, "another part"),
    ],
    ids=["refused", "too much", "too little", "another part"],
)
def test_a_page_that_fails_is_counted_by_what_is_wrong_with_its_text(
    status: str, precision: float, recall: float, fault: str
) -> None:
    failed = PageScore(status, None, 0.5, precision, recall)
    assert faults({"set/a": failed, "set/b": score(0.95)}) == {"set": {fault: 1}}


@pytest.mark.parametrize(
    ("text", "status", "wrong"),
    [
        ("One said it.\n\nTwo\ndenied it.", "article", ()),
        ("One said it.", "article", ("lost",)),
        ("One said it. Two denied it. Subscribe!", "article", ("dirty",)),
        ("One said it. Two denied it. One said it.", "article", ("doubled",)),
        ("", "skip", ("wrong_verdict",)),
    ],
    ids=["right", "a paragraph lost", "an appeal kept", "a paragraph twice", "refused"],
)
def test_a_trap_tells_what_is_wrong_with_a_page(text: str, status: str, wrong: tuple[str, ...]) -> None:
    must = ("One said it.", "Two denied it.")
    trap = Trap("0 kind: form", "kind", "", "", "article", must, ("Subscribe!",), must)
    assert trap_faults(trap, Prediction("0", text, status=status)) == wrong


@pytest.mark.parametrize(("module", "name"), [place for places in STAGES.values() for place in places], ids=str)
def test_every_stage_is_timed_at_a_function_that_is_there(module: str, name: str) -> None:
    assert callable(getattr(importlib.import_module(module), name))


@pytest.fixture(scope="module")
def sampled() -> Report:
    return measure(SHARED, every=4, seeds=0)


@with_pages
@pytest.mark.slow
def test_no_figure_on_every_fourth_page_lies_below_its_floor(sampled: Report) -> None:
    assert below_floor(sampled, FLOORS) == ()


@with_pages
@pytest.mark.slow
def test_every_floor_is_one_of_a_figure_that_is_measured(sampled: Report) -> None:
    floors = msgspec.json.decode(FLOORS.read_bytes(), type=dict[str, dict[str, float]])
    assert set(floors["every fourth page"]) <= set(sampled.own())
    assert set(floors["all pages"]) - {"traps.right"} <= set(sampled.own())
