"""What is stored is read back equal, whatever it is and in whatever order it came."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.model import (
    Anchor,
    Article,
    ArticleKind,
    Block,
    Bound,
    Container,
    Dateline,
    Entry,
    Evidence,
    Figure,
    Metadata,
    Origin,
    Precision,
    Rejected,
    Removed,
    Role,
    Span,
    Speaker,
    SpeakerType,
    Stance,
    Statement,
    StatementKind,
    Statements,
    TimeMention,
)
from onrecord.record import Record

text = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=40)
filled = text.filter(str.strip)
maybe = st.none() | text
keys = st.uuids(version=4).map(lambda it: it.hex)
origins = st.builds(
    Origin,
    id=filled,
    key=keys,
    uri=text,
    container=st.sampled_from(get_args(Container)),
    offset=st.none() | st.integers(0, 2**62),
    record_id=maybe,
    url=maybe,
    captured_at=maybe,
    media_type=maybe,
    digest=text,
)
metadata = st.builds(
    Metadata,
    title=maybe,
    standfirst=maybe,
    authors=st.lists(text, max_size=3).map(tuple),
    published=maybe,
    published_precision=st.none() | st.sampled_from(get_args(Precision)),
    modified=maybe,
    canonical_url=maybe,
    language=maybe,
    site=maybe,
    section=maybe,
    topics=st.lists(text, max_size=3).map(tuple),
    evidence=st.lists(st.builds(Evidence, text, text, text), max_size=3).map(tuple),
)
datelines = st.builds(Dateline, maybe, maybe).filter(lambda it: it != Dateline(None, None))
in_text: tuple[Role, ...] = ("body", "quote", "list")
paragraphs = st.lists(st.tuples(st.sampled_from(in_text), filled), max_size=5)


names = st.sampled_from(["Orla Fenn", "Orla B. Fenn", "Fenn", "Harbourton", "John Smith", "officials", ""])
descriptions = st.none() | st.sampled_from(["senator", "a senator from Harbourton", "goalkeeper", "who came late", ""])
numbers = st.floats(allow_nan=False)


@st.composite
def spans(draw: st.DrawFn, words: str) -> Span:
    start = draw(st.integers(0, len(words) - 1))
    return Span(start, draw(st.integers(start + 1, len(words))))


@st.composite
def statement_in(draw: st.DrawFn, words: str, speakers: int) -> Statement:
    bounds = sorted(draw(st.sets(st.integers(0, len(words)), min_size=2, max_size=6)))
    content = tuple(Span(start, end) for start, end in zip(bounds[::2], bounds[1::2], strict=False))
    return Statement(
        draw(st.sampled_from(get_args(StatementKind))),
        draw(st.sampled_from(get_args(Stance))),
        content,
        draw(st.none() | spans(words)),
        draw(st.none() | spans(words)),
        draw(st.none() | st.integers(0, speakers - 1)) if speakers else None,
        chance=draw(st.floats(0, 1)),
    )


def _begins(it: Statement) -> int:
    return min(span.start for span in (*it.content, it.cue, it.source) if span is not None)


@st.composite
def said_in(draw: st.DrawFn, words: str) -> Statements:
    if not words:
        return Statements(unsupported=draw(maybe))
    where = spans(words)
    speaker = st.builds(
        Speaker, names, st.sampled_from(get_args(SpeakerType)), descriptions,
        st.lists(filled, max_size=2).map(tuple), st.lists(where, max_size=2).map(tuple),
    )  # fmt: skip
    speakers = draw(st.lists(speaker, max_size=3))
    statements = sorted(draw(st.lists(statement_in(words, len(speakers)), max_size=4)), key=_begins)
    if len(statements) > 1 and draw(st.booleans()):
        statements[1] = replace(statements[1], inside=0)
    times = [
        TimeMention(it.start, it.end, draw(text), draw(maybe), draw(st.sampled_from(get_args(Anchor))))
        for it in draw(st.lists(where, max_size=2))
    ]
    figures = [
        Figure(it.start, it.end, draw(numbers), draw(maybe), draw(st.sampled_from(get_args(Bound))), draw(maybe))
        for it in draw(st.lists(where, max_size=3))
    ]
    return Statements(tuple(statements), tuple(speakers), tuple(times), tuple(figures), draw(maybe))


@st.composite
def articles(draw: st.DrawFn) -> Article:
    blocks: list[Block] = []
    words = ""
    for role, paragraph in draw(paragraphs):
        words += "\n\n" if words else ""
        block = Block(role, len(words), len(words) + len(paragraph), level=draw(st.integers(0, 6)))
        blocks.append(replace(block, by=draw(maybe) or None, opens=draw(st.booleans())))
        words += paragraph
    return Article(
        origin=draw(origins),
        kind=draw(st.sampled_from(get_args(ArticleKind))),
        metadata=draw(metadata),
        text=words,
        blocks=tuple(blocks),
        removed=tuple(draw(st.lists(st.builds(Removed, st.sampled_from(get_args(Role)), text), max_size=3))),
        dateline=draw(st.none() | datelines),
        credit=draw(maybe),
        rights=draw(maybe),
        comments=draw(st.none() | st.integers(0, 10**6)),
        words=draw(st.integers(0, 10**6)),
        entries=tuple(
            Entry(block.start, block.end, draw(maybe), draw(maybe), draw(maybe))
            for block in blocks
            if draw(st.booleans())
        ),
        said=draw(st.none() | said_in(words)),
    )


rejections = st.builds(Rejected, origins, st.sampled_from(["empty", "error", "skip"]), filled, text)
outcomes: st.SearchStrategy[Article | Rejected] = st.one_of(articles(), rejections)
unlike = st.lists(outcomes, max_size=6, unique_by=(lambda it: it.origin.id, lambda it: it.origin.key))


def _by_key(outcome: Article | Rejected) -> str:
    return outcome.origin.key


@settings(max_examples=60, deadline=None)
@given(unlike)
def test_what_is_stored_is_read_back_equal(stored: list[Article | Rejected]) -> None:
    with tempfile.TemporaryDirectory() as folder, Record(Path(folder) / "record.db") as record:
        record.store(stored)
        back: list[Article | Rejected] = [*record.articles(), *record.rejections()]
        assert sorted(back, key=_by_key) == sorted(stored, key=_by_key)
        assert record.check() == ()
        assert all(record.seen(outcome.origin.key) for outcome in stored)


@settings(max_examples=40, deadline=None)
@given(st.lists(outcomes, max_size=5), st.randoms(use_true_random=False))
def test_the_order_of_writing_does_not_show(stored: list[Article | Rejected], random: object) -> None:
    shuffled = list(stored)
    assert hasattr(random, "shuffle")
    random.shuffle(shuffled)
    dumps = []
    for order in (stored, shuffled):
        with tempfile.TemporaryDirectory() as folder, Record(Path(folder) / "record.db") as record:
            for outcome in order:
                record.store([outcome])
            assert record.check() == ()
            dumps.append(list(record.dump()))
    assert dumps[0] == dumps[1]


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=60))
def test_no_words_of_a_person_are_a_syntax_error(empty_record: Record, words: str) -> None:
    assert empty_record.search(words) == ()


@pytest.fixture(scope="module")
def empty_record(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Record]:
    with Record(tmp_path_factory.mktemp("empty") / "record.db") as record:
        yield record
