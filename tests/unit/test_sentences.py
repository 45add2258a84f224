from __future__ import annotations

import pytest

from onrecord.sentences import find_sentences


def _split(text: str) -> list[str]:
    return [span.of(text) for span in find_sentences(text)]


@pytest.mark.parametrize(
    "sentences",
    [
        pytest.param(["The U.S. Senate met Gov. Ann Lee of Norland.", "It voted."], id="titles and initials"),
        pytest.param(["He left the U.S. in May.", "She lives in the U.S.", "They met there."], id="acronym at the end"),
        pytest.param(["Talks began at 9 a.m. Monday.", "They ended at 5 p.m.", "Nobody left."], id="hours"),
        pytest.param(["On Jan. 3 the river rose 2.5 feet.", "No. 4 pump failed."], id="dates, decimals, numbers"),
        pytest.param(["Marlow Inc. said so.", "Its owner is Marlow Inc.", "The firm is new."], id="companies"),
        pytest.param(["John F. Bell and T. S. Orr came.", "That was plan B.", "It failed."], id="initials"),
        pytest.param(["“We won.”", "He smiled."], id="closing mark behind the stop"),
        pytest.param(['"Is it so?"', "Nobody knew (she did.)", "He left."], id="straight mark, bracket"),
        pytest.param(["NORTHPORT, N.Y. (Courier) — Rain fell on Norland."], id="dateline"),
        pytest.param(["“Stop!” he said.", "“Why?” Mayor Ann Lee asked."], id="cry within a sentence"),
        pytest.param(["“Is that all?”", "The room fell silent."], id="question as a sentence"),
        pytest.param(["The sale ended.", "The shop closed."], id="plain"),
        pytest.param(["Well … I think so.", "It ended ...", "Then it rained."], id="ellipses"),
        pytest.param(["He works at Yahoo! Japan now.", "See example.com/a.B for more."], id="names and addresses"),
        pytest.param(["1. The first point.", "2. The second point."], id="list"),
        pytest.param(["It rained.", "iPhone sales fell."], id="lower case that begins a sentence"),
        pytest.param(["“It is. ”", "He left."], id="space before the closing mark"),
    ],
)
def test_sentences_end_where_they_end(sentences: list[str]) -> None:
    assert _split(" ".join(sentences)) == sentences


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        pytest.param("It was the end.The next day came.", ["It was the end.", "The next day came."], id="words"),
        pytest.param("“It is over.”He left.", ["“It is over.”", "He left."], id="curly mark"),
        pytest.param('It was the end."We go," he said.', ["It was the end.", '"We go," he said.'], id="opening mark"),
        pytest.param("会議は終わった。皆帰った。", ["会議は終わった。", "皆帰った。"], id="full width"),
    ],
)
def test_a_missing_space_does_not_join_sentences(text: str, sentences: list[str]) -> None:
    assert _split(text) == sentences


def test_no_sentence_crosses_a_line_feed() -> None:
    text = "Rain floods Norland\n\nThe river rose.\nNobody was hurt"
    assert _split(text) == ["Rain floods Norland", "The river rose.", "Nobody was hurt"]


@pytest.mark.parametrize(
    "text",
    ["", " \n ", "...", '"', "a.\u00a0b. \n\n“C.” d", "Mr. Mr. Mr.", ". A . B", "x" * 500 + ". Y", "A.\tB\r\nC."],
    ids=["empty", "blank", "stops", "mark", "hard space", "titles", "loose stops", "long word", "tab"],
)
def test_every_character_but_white_space_stands_in_one_sentence(text: str) -> None:
    spans = find_sentences(text)
    held = [place for span in spans for place in range(span.start, span.end)]
    assert len(held) == len(set(held))
    assert not {at for at, char in enumerate(text) if not char.isspace()} - set(held)
    assert all(span.of(text) == span.of(text).strip() != "" for span in spans)
