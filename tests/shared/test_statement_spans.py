"""What is found in real articles is words of their text, in order. None of the articles' text stands here."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))  # where benchmarks/ is, however pytest began

from benchmarks.statement_spans import faults, find, main, read_rows
from tests.shared.test_real_captures import DATA

SAMPLE = 60  # articles; benchmarks/statement_spans.py looks at all of them

pytestmark = pytest.mark.skipif(not DATA.is_dir(), reason="../shared/data is not here")


def test_every_span_of_a_sample_of_articles_is_words_of_one_paragraph() -> None:
    rows = list(read_rows(DATA))
    step = max(1, len(rows) // SAMPLE)
    found = {row.name: find(row) for row in rows[::step]}
    assert sum(len(said.statements) for said in found.values()) > len(found)
    wrong = [(row.name, fault) for row in rows[::step] for fault in faults(row.text, found[row.name])]
    assert wrong == []


def test_the_same_article_gives_the_same_twice() -> None:
    rows = list(read_rows(DATA))
    for row in rows[:: max(1, len(rows) // 5)]:
        assert find(row) == find(row)


@pytest.mark.nightly
@pytest.mark.timeout(3000)  # some 5,500 articles, each read twice
def test_every_span_of_every_article_is_words_of_one_paragraph(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 0, capsys.readouterr().out
