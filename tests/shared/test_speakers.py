"""Speakers on real articles, against labels by people. None of the articles' text stands here: offsets alone."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))  # where benchmarks/ is, however pytest began

from benchmarks.sets import SHARED
from benchmarks.speaker_labels import GoldArticle, check_labels, read_articles, read_labels, read_stances
from benchmarks.speakers import Report, measure
from onrecord.statements.speakers import find_speakers

RIGHT, WRONG = 0.88, 0.045  # of all labelled statements; on those never read while rules were made .805 and .062

GOLD = SHARED / "data" / "polnear" / "dev.jsonl.gz"
pytestmark = pytest.mark.skipif(not GOLD.is_file(), reason="../shared/data/polnear/dev.jsonl.gz is not here")


@pytest.fixture(scope="module")
def articles() -> dict[str, GoldArticle]:
    return read_articles()


@pytest.fixture(scope="module")
def report(articles: dict[str, GoldArticle]) -> Report:
    return measure(find_speakers, read_labels(), articles)


def test_every_label_names_a_statement_of_the_gold_and_marks_whole_words(articles: dict[str, GoldArticle]) -> None:
    assert list(check_labels(read_labels(), articles)) == []


def test_every_label_of_a_stance_names_a_statement_of_the_gold(articles: dict[str, GoldArticle]) -> None:
    assert list(check_labels(read_stances(labels=read_labels()), articles)) == []


def test_two_hundred_statements_or_more_of_eighteen_articles_are_labelled() -> None:
    labels = read_labels()
    assert len(labels) >= 200
    assert len({label.doc_id for label in labels}) >= 18


def test_the_statements_that_a_person_could_resolve_get_their_speaker(report: Report) -> None:
    assert report.figures["all"].right >= RIGHT


def test_few_statements_get_a_name_that_is_not_their_speakers(report: Report) -> None:
    assert report.figures["all"].wrong <= WRONG
