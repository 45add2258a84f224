from __future__ import annotations

import pytest

from onrecord.model import Span
from onrecord.sentences import find_sentences
from onrecord.statements.linking import Found, link
from onrecord.statements.quotations import find_quotations


def _at(text: str, words: str | None) -> Span | None:
    return None if words is None else Span(text.index(words), text.index(words) + len(words))


def _found(text: str, source: str | None, cue: str | None, *contents: str, chance: float = 0.9) -> Found:
    spans = tuple(span for words in contents if (span := _at(text, words)) is not None)
    return Found(_at(text, source), _at(text, cue), spans, chance)


def _words(span: Span | None, text: str) -> str | None:
    return None if span is None else span.of(text)


def _linked(text: str, *found: Found) -> list[tuple[str | None, str | None, list[str]]]:
    linked = link(found, text, find_sentences(text), find_quotations(text))
    return [
        (_words(one.source, text), _words(one.cue, text), [span.of(text) for span in one.content]) for one in linked
    ]


@pytest.mark.parametrize(
    ("content", "tidied"),
    [
        pytest.param("The bridge is safe,", "“The bridge is safe,”", id="marks taken in"),
        pytest.param("“The bridge is safe", "“The bridge is safe,”", id="to the end of the quotation"),
        pytest.param("bridge is safe,”", "“The bridge is safe,”", id="to its beginning"),
        pytest.param(" “The bridge is safe,” ", "“The bridge is safe,”", id="no white space"),
    ],
)
def test_a_content_that_covers_a_quotation_goes_to_its_marks(content: str, tidied: str) -> None:
    text = "Later: “The bridge is safe,” Orr said."
    assert _linked(text, _found(text, "Orr", "said", content)) == [("Orr", "said", [tidied])]


@pytest.mark.parametrize("content", [", the road was open,", "the road was open", "the road was open, “"])
def test_loose_marks_are_no_content(content: str) -> None:
    text = "Orr said, the road was open, “at last.”"
    assert _linked(text, _found(text, "Orr", "said", content)) == [("Orr", "said", ["the road was open"])]


@pytest.mark.parametrize(
    ("text", "source", "content", "whole"),
    [
        (
            "Marlow Inc. said it left the U.S. in May.",
            "Marlow Inc",
            "it left the U.S",
            ("Marlow Inc.", "it left the U.S."),
        ),
        ("Orr said it left the U.S.", "Orr", "it left the U.S", ("Orr", "it left the U.S.")),
        ("Orr said it left.", "Orr", "it left", ("Orr", "it left")),
    ],
    ids=["within a sentence", "at its end", "no abbreviation"],
)
def test_an_abbreviation_keeps_its_full_stop(text: str, source: str, content: str, whole: tuple[str, str]) -> None:
    assert _linked(text, _found(text, source, "said", content)) == [(whole[0], "said", [whole[1]])]


def test_a_second_quotation_in_the_paragraph_belongs_to_the_statement() -> None:
    text = "“We will rebuild,” Mayor Orr said. “It will take a year. Nobody will leave.”"
    found = _found(text, "Mayor Orr", "said", "“We will rebuild,”")
    assert _linked(text, found) == [
        ("Mayor Orr", "said", ["“We will rebuild,”", "“It will take a year. Nobody will leave.”"])
    ]


def test_a_quotation_that_runs_over_paragraphs_is_one_span_a_paragraph() -> None:
    text = "“We will rebuild,” Orr said. “We must.\n\n“It takes a year.\n\n“Then we rest.”\n\nRain fell."
    found = _found(text, "Orr", "said", "“We will rebuild,”")
    assert _linked(text, found) == [
        ("Orr", "said", ["“We will rebuild,”", "“We must.", "“It takes a year.", "“Then we rest.”"])
    ]


def test_a_quotation_that_answers_a_question_is_not_the_same_speakers() -> None:
    text = "“Will the bridge hold?” Orr asked.\n\n“It has held for forty years.”"
    assert _linked(text, _found(text, "Orr", "asked", "“Will the bridge hold?”")) == [
        ("Orr", "asked", ["“Will the bridge hold?”"]),
        (None, None, ["“It has held for forty years.”"]),
    ]


def test_a_quotation_after_a_closed_one_that_names_nobody_is_left_open() -> None:
    text = "“The bridge is safe,” Orr said.\n\n“It has held for years.”\n\n“We never had such rain before.”"
    assert _linked(text, _found(text, "Orr", "said", "“The bridge is safe,”")) == [
        ("Orr", "said", ["“The bridge is safe,”", "“It has held for years.”"]),
        (None, None, ["“We never had such rain before.”"]),
    ]


def test_a_quotation_whose_statement_stands_in_it_is_not_taken_whole() -> None:
    text = "“I believe the bridge is safe, and I use it,” Orr said."
    found = _found(text, "I", "believe", "the bridge is safe")
    assert _linked(text, found) == [("I", "believe", ["the bridge is safe"])]


def test_what_stands_before_the_cue_of_a_later_quotation_is_taken_in() -> None:
    text = "But “if the road floods, we go,” Orr said. “We have a boat.”"
    assert _linked(text, _found(text, "Orr", "said", "“We have a boat.”")) == [
        ("Orr", "said", ["But “if the road floods, we go,”", "“We have a boat.”"])
    ]


def test_a_quotation_goes_on_into_the_statement_behind_it() -> None:
    text = "It rained.\n\n“We will rebuild the bridge.\n\n“It takes a year,” Orr said."
    found = _found(text, "Orr", "said", "“It takes a year,”")
    assert _linked(text, found) == [("Orr", "said", ["“We will rebuild the bridge.", "“It takes a year,”"])]


def test_a_content_over_a_paragraph_break_is_cut_there() -> None:
    text = "Orr said the bridge was safe.\n\nThe road was open."
    found = Found(_at(text, "Orr"), _at(text, "said"), (Span(9, len(text) - 1),), 0.9)
    assert _linked(text, found) == [("Orr", "said", ["the bridge was safe.", "The road was open"])]


def test_of_two_statements_on_one_cue_the_surer_stays() -> None:
    text = "Orr said the bridge was safe."
    sure = _found(text, "Orr", "said", "the bridge was safe")
    doubtful = _found(text, None, "said", "the bridge", chance=0.6)
    assert _linked(text, doubtful, sure) == [("Orr", "said", ["the bridge was safe"])]


def test_what_two_statements_contain_goes_to_the_nearer_cue() -> None:
    text = "“We will rebuild,” Orr said. “It takes a year,” he added."
    first = _found(text, "Orr", "said", "“We will rebuild,”", "“It takes a year,”", chance=0.95)
    second = _found(text, "he", "added", "“It takes a year,”")
    assert _linked(text, first, second) == [
        ("Orr", "said", ["“We will rebuild,”"]),
        ("he", "added", ["“It takes a year,”"]),
    ]


def test_a_statement_in_the_content_of_another_stays() -> None:
    text = "The Courier reported that Norland denied the attack."
    outer = _found(text, "The Courier", "reported", "that Norland denied the attack")
    inner = _found(text, "Norland", "denied", "the attack")
    assert _linked(text, outer, inner) == [
        ("The Courier", "reported", ["that Norland denied the attack"]),
        ("Norland", "denied", ["the attack"]),
    ]


def test_a_cue_without_content_gets_the_free_quotation_of_its_sentence() -> None:
    text = "In a film of that year, Orr is heard lecturing: “Take heed of the river.”"
    assert _linked(text, _found(text, "Orr", "lecturing")) == [("Orr", "lecturing", ["“Take heed of the river.”"])]


def test_a_name_behind_a_dash_signs_the_quotation_above() -> None:
    text = "Three claims follow.\n\n“No bridge has ever been built here.”\n\n— Ann Orr, Northport.\n\nThat is wrong."
    assert _linked(text) == [("Ann Orr", "—", ["“No bridge has ever been built here.”"])]


def test_a_quotation_with_no_neighbour_is_a_statement_without_cue_and_source() -> None:
    text = "The crowd went home.\n\n“I have never seen the river so high.”\n\nRain fell."
    (one,) = link((), text, find_sentences(text), find_quotations(text))
    assert (one.source, one.cue, one.chance < 0.9) == (None, None, True)


@pytest.mark.parametrize(
    "text",
    [
        "They walked on. “Keep Out!”",
        "He read a book. “The Long Road to the Northern Sea”",
        "He has a “very long and quite dull” record.",
        "Nobody moved. “Yes.”",
    ],
    ids=["sign", "title", "scare quote", "one word"],
)
def test_signs_titles_and_scare_quotes_are_no_statements(text: str) -> None:
    assert _linked(text) == []


def test_a_statement_that_is_left_with_no_content_is_dropped() -> None:
    text = "Orr said so, and left."
    assert _linked(text, _found(text, "Orr", "said"), _found(text, "Orr", "left", ",")) == []


def test_without_a_cue_only_a_quotation_is_a_statement() -> None:
    text = "“The bridge has always been safe.” Others saw the road flooded."
    quoted = _found(text, None, None, "“The bridge has always been safe.”")
    told = _found(text, None, None, "the road flooded")
    assert _linked(text, quoted, told) == [(None, None, ["“The bridge has always been safe.”"])]


def test_spans_beyond_the_text_are_cut_to_it() -> None:
    assert _linked("Orr said no", Found(Span(0, 3), Span(4, 8), (Span(9, 99),))) == [("Orr", "said", ["no"])]


@pytest.mark.parametrize(
    ("source", "cue", "content", "left"),
    [
        pytest.param("Orr told the Gazette", "told", "the road was open", "Orr", id="in the source"),
        pytest.param("Orr", "told the Gazette", "told the Gazette the road was open", "Orr", id="in the content"),
    ],
)
def test_the_words_of_the_cue_are_neither_source_nor_content(source: str, cue: str, content: str, left: str) -> None:
    text = "Orr told the Gazette the road was open."
    assert _linked(text, _found(text, source, cue, content)) == [(left, cue, ["the road was open"])]


def test_the_mark_of_the_next_quotation_is_not_the_sources() -> None:
    text = '"We go," said Ann Orr, the mayor. "We must."'
    assert _linked(text, _found(text, 'Ann Orr, the mayor. "', "said", '"We go,"')) == [
        ("Ann Orr, the mayor", "said", ['"We go,"', '"We must."'])
    ]


@pytest.mark.parametrize(
    ("text", "source", "cue", "content"),
    [
        ("Rain fell. According to Orr, the road was open.", "Orr", "According to", "the road was open"),
        ("Rain fell. Orr wrote: “The road is open.”", "Orr", "wrote:", "“The road is open.”"),
    ],
    ids=["according to", "colon"],
)
def test_the_sentence_before_an_opening_that_introduces_is_not_said(
    text: str, source: str, cue: str, content: str
) -> None:
    assert _linked(text, _found(text, source, cue, "Rain fell", content)) == [(source, cue, [content])]


def test_a_heading_in_quotation_marks_is_not_said_on() -> None:
    text = "“We lost the way twice,” Orr said.\n\n‘On the wrong bus’\n\nRain fell."
    found = _found(text, "Orr", "said", "“We lost the way twice,”")
    assert _linked(text, found) == [("Orr", "said", ["“We lost the way twice,”"])]


def test_a_quotation_far_off_in_an_endless_sentence_is_not_looked_for() -> None:
    text = "Orr said, and " + "rain fell, " * 400 + "“but the road was open.”"
    assert _linked(text, _found(text, "Orr", "said")) == []


@pytest.mark.parametrize(
    ("text", "source", "cue", "content"),
    [
        ("The old pier is sound, Orr told the Gazette.", "Orr", "told", "The old pier is sound"),
        ("According to Orr, the old pier is sound.", "Orr", "According to", "the old pier is sound"),
        ("Orr said on Monday that the pier is sound.", "Orr", "said", "that the pier is sound"),
        ("Orr told the Lorne Gazette the pier is sound.", "Orr", "told", "the pier is sound"),
        ("Orr told police she saw the ferry.", "Orr", "told", "she saw the ferry"),
    ],
    ids=["before", "behind", "that", "to a paper", "to the police"],
)
def test_a_clear_cue_without_content_gets_what_its_sentence_reports(
    text: str, source: str, cue: str, content: str
) -> None:
    assert _linked(text, _found(text, source, cue)) == [(source, cue, [content])]


@pytest.mark.parametrize(
    ("text", "cue", "chance"),
    [
        ("The pier is quite sound, Orr said.", "said", 0.6),
        ("The pier is quite sound, Orr thought.", "thought", 0.9),
        ("Orr said little of the pier.", "said", 0.9),
        ("Orr told them about the old pier.", "told", 0.9),
    ],
    ids=["not sure", "not clear", "nothing reported", "only about what"],
)
def test_a_cue_that_reports_nothing_clear_is_left_out(text: str, cue: str, chance: float) -> None:
    assert _linked(text, _found(text, "Orr", cue, chance=chance)) == []
