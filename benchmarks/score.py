"""Figures for a page set, as the scorer beside the data computes them; nothing of it is computed here."""

from __future__ import annotations

import importlib.util
import json
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Protocol, cast

import msgspec

from benchmarks.predictions import Prediction
from benchmarks.sets import Gold, PageSet


class Scorer(Protocol):
    """What is used of ../shared/eval/pages.py."""

    def shingle_prf(self, gold: str, pred: str | None) -> tuple[float | None, float | None]: ...
    def bag_f1(self, gold: str, pred: str | None) -> float: ...
    def fold(self, text: str | None) -> str: ...
    def names(self, value: str | list[str] | None) -> set[str]: ...
    def days(self, value: str | None) -> set[str]: ...


class PageScore(msgspec.Struct, frozen=True):
    """How one page went. None where the gold says nothing of the field."""

    status: str
    reason: str | None
    word_f1: float
    shingle_p: float  # of the text, how much is in the gold
    shingle_r: float  # of the gold, how much is in the text
    title: bool | None = None
    authors: float | None = None
    date: bool | None = None


FIGURES = ("shingle_f1", "shingle_p", "shingle_r", "word_f1", "below_half", "title", "authors_f1", "date")


@cache
def load_scorer(path: Path) -> Scorer:
    """Return the scorer as a module."""
    spec = importlib.util.spec_from_file_location("page_scorer", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return cast(Scorer, module)


def figures(pages: PageSet, predictions: Mapping[str, Prediction], scorer: Path) -> dict[str, float]:
    """Return the figures for the articles of a page set; a page without a prediction counts as empty text.

    Precision, recall and F1 of word 4-grams as Zyte's article-extraction benchmark has them, F1 of words as WCXB has
    it, the share of pages below half of that, of titles that are equal, F1 of authors, and the share of right days.
    """
    with tempfile.TemporaryDirectory() as folder:
        gold, predicted = Path(folder, "gold.jsonl"), Path(folder, "predicted.jsonl")
        gold.write_bytes(b"".join(msgspec.json.encode(row) + b"\n" for row in pages.articles))
        wanted = {row.id for row in pages.articles}
        rows = (msgspec.json.encode(row) + b"\n" for row in predictions.values() if row.id in wanted)
        predicted.write_bytes(b"".join(rows))
        done = subprocess.run([sys.executable, scorer, gold, predicted], capture_output=True, text=True, check=True)
    found = json.loads(done.stdout.splitlines()[0])
    return {name: float(found[name]) for name in FIGURES}


def page_scores(pages: PageSet, predictions: Mapping[str, Prediction], scorer: Path) -> dict[str, PageScore]:
    """Return how each article went, by "SET/ID"."""
    tools = load_scorer(scorer)
    nothing = Prediction("", status="error", reason="missing")
    return {
        f"{pages.name}/{row.id}": _page_score(tools, row, predictions.get(row.id, nothing)) for row in pages.articles
    }


def _page_score(tools: Scorer, gold: Gold, made: Prediction) -> PageScore:
    precision, recall = tools.shingle_prf(gold.text, made.text)
    authors = tools.names(gold.authors or gold.author)
    named = tools.names(made.authors)
    days = tools.days(gold.published)
    return PageScore(
        status=made.status,
        reason=made.reason,
        word_f1=round(tools.bag_f1(gold.text, made.text), 4),
        shingle_p=round(precision or 0.0, 4),
        shingle_r=round(recall or 0.0, 4),
        title=tools.fold(gold.title) == tools.fold(made.title) if gold.title else None,
        authors=round(2 * len(authors & named) / (len(authors) + len(named)), 4) if authors else None,
        date=bool(days & tools.days(made.published)) if days else None,
    )


def verdicts(pages: PageSet, predictions: Mapping[str, Prediction]) -> dict[str, dict[str, int]]:
    """Return for every type of page how many were taken as articles, or refused for which reason."""
    table: dict[str, Counter[str]] = {}
    for row in pages.gold:
        made = predictions[row.id]
        table.setdefault(row.page_type, Counter())[made.reason or made.status] += 1
    return {kind: dict(counts.most_common()) for kind, counts in table.items()}


def faults(scores: Mapping[str, PageScore]) -> dict[str, dict[str, int]]:
    """Return for each set how many pages lie below a word F1 of 0.9, by what is wrong with their text."""
    table: dict[str, Counter[str]] = {}
    for page, score in scores.items():
        if score.word_f1 < 0.9:
            table.setdefault(page.partition("/")[0], Counter())[_fault(score)] += 1
    return {name: dict(counts.most_common()) for name, counts in table.items()}


def _fault(score: PageScore) -> str:
    if score.status != "article":
        return "refused"
    if score.shingle_p < 0.8 and score.shingle_r < 0.8:
        return "another part"
    return "too much" if score.shingle_p < score.shingle_r else "too little"
