"""Any text gives statements or none, and what it gives keeps its promises."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))  # where benchmarks/ is, however pytest began

from benchmarks.statement_spans import Row, faults, find
from onrecord.model import Article, Metadata, Origin, Span, Statement, Statements
from onrecord.settings import StatementSettings
from onrecord.statements import find_statements

_WORDS = (
    "Mayor Ann Lee; she; officials; the ministry; a report; Oran; according to; that; who; and; said; told reporters;"
    "denied; has claimed; added:; wrote; asked; reportedly; to leave; the bridge will close; three of them were killed;"
    "on Tuesday; in May 2031; 5 to 7 percent; $3m"
).split(";")
_MARKS = (*"“”\"'‘’—,.?():…\n\x85\u2028", "\n\n", "\r\n")
_PIECES = st.one_of(st.sampled_from([word.strip() for word in _WORDS]), st.sampled_from(_MARKS), st.text(max_size=12))
_TEXTS = st.lists(_PIECES, max_size=40).flatmap(
    lambda pieces: st.sampled_from([" ", ""]).map(lambda between: between.join(pieces))
)


def check(text: str, published: str | None) -> None:
    row = Row("x", text, published)
    said = find(row)
    assert list(faults(text, said)) == []
    assert find(row) == said


@settings(max_examples=150, deadline=None)
@given(_TEXTS, st.sampled_from([None, "2031-05-06", "2031"]))
def test_any_run_of_words_and_marks_gives_statements_of_its_words(text: str, published: str | None) -> None:
    check(text, published)


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=200))
def test_any_text_gives_statements_of_its_words(text: str) -> None:
    check(text, "2031-05-06")


@settings(max_examples=60, deadline=None)
@given(_TEXTS, st.sampled_from(["de", "zh-Hans", "", "xx"]))
def test_any_text_of_another_language_gives_its_quotations_at_most(text: str, language: str) -> None:
    origin = Origin("x", "x", "memory", "file")
    said = find_statements(Article(origin, "article", Metadata(language=language), text, ()), StatementSettings())
    assert list(faults(text, said)) == []
    assert said.unsupported == (language.lower() or None)


@settings(max_examples=60, deadline=None)
@given(_TEXTS, st.integers(1, 30))
def test_nothing_is_read_behind_the_most_words_of_the_settings(text: str, most: int) -> None:
    origin = Origin("x", "x", "memory", "file")
    article = Article(origin, "article", Metadata(language="en"), text, ())
    said = find_statements(article, StatementSettings(max_words=most))
    assert list(faults(text, said)) == []


@pytest.mark.parametrize(
    ("said", "fault"),
    [
        (Statements((Statement("direct", "report", (Span(2, 2),)),)), "empty"),
        (Statements((Statement("direct", "report", (Span(0, 3),)),)), "white space"),
        (Statements((Statement("direct", "report", (Span(3, 8),)),)), "line feed"),
        (Statements((Statement("direct", "report", (Span(3, 5), Span(0, 2))),)), "order"),
        (Statements((Statement("direct", "report", (Span(0, 5),), cue=Span(3, 5)),)), "cue"),
        (Statements((Statement("direct", "report", (Span(0, 2),), speaker=0),)), "speaker"),
        (Statements((Statement("direct", "report", (Span(0, 2),), inside=0),)), "inside"),
    ],
    ids=["empty", "white space", "line feed", "order", "cue", "speaker", "inside"],
)
def test_the_check_sees_what_is_wrong(said: Statements, fault: str) -> None:
    assert any(fault in one for one in faults("ab cde\nfgh", said))
