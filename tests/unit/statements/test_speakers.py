from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.model import Span, Speaker
from onrecord.statements.speakers import find_speakers


def read(marked: str) -> list[Speaker | None]:
    """The speaker of each source that stands between ⟦ and ⟧, in order; None where it is left open."""
    text, spans = "", []
    for part in marked.split("⟦"):
        source, closed, rest = part.partition("⟧")
        if closed:
            spans.append(Span(len(text), len(text) + len(source)))
        text += source + rest
    speakers, places = find_speakers(text, spans)
    for speaker in speakers:
        assert all(span.of(text) == span.of(text).strip() != "" for span in speaker.mentions)
    return [None if place is None else speakers[place] for place in places]


def names(marked: str) -> list[str | None]:
    return [speaker.name if speaker else None for speaker in read(marked)]


@pytest.mark.parametrize(
    ("source", "name", "description"),
    [
        ("Orla Vantress", "Orla Vantress", None),
        ("President Orla Vantress", "Orla Vantress", "President"),
        ("Norvania’s chief negotiator Orla Vantress", "Orla Vantress", "Norvania’s chief negotiator"),
        ("US special envoy Pavlo Drozd", "Pavlo Drozd", "US special envoy"),
        ("a spokesman for the ministry, Ivan Petrov", "Ivan Petrov", "spokesman for the ministry"),
        ("Jane Roe, who runs the shelter,", "Jane Roe", None),
        ("Jane Roe, a spokeswoman for the ministry,", "Jane Roe", "spokeswoman for the ministry"),
        ("Jane Roe, 44, the mayor of Northfield,", "Jane Roe", "mayor of Northfield"),
        ("Jane Roe, who is the mayor of Northfield,", "Jane Roe", "mayor of Northfield"),
        ("Sen. Jane Roe (R-Fla.)", "Jane Roe", "Sen."),
        ("Mr. Tom Roe", "Tom Roe", None),
        ("Vantress aide Tom Roe", "Tom Roe", "Vantress aide"),
        ("Former prosecutor and Northfield Mayor Tom Roe", "Tom Roe", "Former prosecutor and Northfield Mayor"),
        ("Bill de Vantress", "Bill de Vantress", None),
    ],
)
def test_the_head_of_a_source_is_found(source: str, name: str, description: str | None) -> None:
    speaker = read(f"⟦{source}⟧ said it would rain. Others were silent.")[0]
    assert speaker
    assert (speaker.name, speaker.type, speaker.description) == (name, "person", description)


@pytest.mark.parametrize(
    ("source", "type"),
    [
        ("Moscow", "place"),
        ("Ukraine", "place"),
        ("the Kremlin", "organisation"),
        ("the White House", "organisation"),
        ("police", "organisation"),
        ("the company", "organisation"),
        ("The Vantress campaign", "organisation"),
        ("Halden Steel Inc", "organisation"),
        ("the Department of Rivers and Lakes", "organisation"),
        ("the F.B.I.", "organisation"),
        ("Republicans", "group"),
        ("residents", "group"),
        ("protesters", "group"),
        ("experts", "group"),
        ("some", "group"),
        ("72 percent of voters", "group"),
        ("Six in 10", "group"),
        ("Ann Roe and Ben Doe", "group"),
        ("The Vantresses", "group"),
        ("a report", "document"),
        ("the indictment", "document"),
        ("An analysis of data from the Institute for Rivers", "document"),
        ("a Northfield poll released Monday", "document"),
        ("officials", "unnamed"),
        ("a source close to the talks", "unnamed"),
        ("regional authorities", "unnamed"),
        ("people familiar with the matter", "unnamed"),
        ("one resident", "unnamed"),
        ("a woman in Northfield", "unnamed"),
    ],
)
def test_a_source_has_its_type(source: str, type: str) -> None:
    speaker = read(f"It rained for days. ⟦{source}⟧ said so. Others were silent.")[0]
    assert speaker
    assert speaker.type == type


def test_the_article_is_no_part_of_a_name() -> None:
    assert names("⟦The White House⟧ said so.") == ["White House"]


def test_surname_title_and_pronoun_are_one_person() -> None:
    found = read(
        "“We have met,” ⟦Norvania’s chief negotiator Pavlo Drozd⟧ wrote. ⟦He⟧ later confirmed it.\n\n"
        "⟦Drozd⟧ added that talks go on. ⟦Mr Drozd⟧ was tired, ⟦the negotiator⟧ said."
    )
    assert {speaker.name for speaker in found if speaker} == {"Pavlo Drozd"}
    assert found[0] is not None
    assert found == [found[0]] * 5
    assert len(found[0].mentions) == 5
    assert "Drozd" in found[0].aliases
    assert "He" not in found[0].aliases


def test_a_pronoun_takes_the_person_of_its_gender() -> None:
    text = "⟦Jane Roe⟧ said it. ⟦Tom Doe⟧ denied it. ⟦She⟧ said it again. ⟦He⟧ denied it again."
    assert names(text) == ["Jane Roe", "Tom Doe", "Jane Roe", "Tom Doe"]


def test_a_name_inside_a_quotation_hides_nobody() -> None:
    text = "“I met Ben Doe, and Sam Poe came too,” ⟦Tom Roe⟧ said.\n\n“Ben Doe was late,” ⟦he⟧ said."
    assert names(text) == ["Tom Roe", "Tom Roe"]


def test_a_pronoun_with_nobody_to_mean_is_left_open() -> None:
    assert names("⟦He⟧ said it. ⟦I⟧ heard it. ⟦They⟧ heard it.") == [None, None, None]


def test_a_pronoun_that_two_could_be_is_left_open() -> None:
    assert names("Between Tom Roe and Ben Doe there was silence. ⟦He⟧ said nothing of it.") == [None]


def test_who_is_the_person_before_it() -> None:
    text = (
        "It was Jane Roe, a baker from Halden, ⟦who⟧ said so. Tom Doe, ⟦who⟧ denied it, left. Farmers ⟦who⟧ agreed sat."
    )
    assert names(text) == ["Jane Roe", "Tom Doe", "Farmers"]


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("Bill Roe met Hillary Roe. ⟦Mrs. Roe⟧ spoke.", "Hillary Roe"),
        ("Bill Roe met Hillary Roe. ⟦Mr. Roe⟧ spoke.", "Bill Roe"),
        ("Hillary Roe arrived. ⟦Roe⟧ spoke. Her husband Bill Roe sat down. ⟦Roe⟧ spoke again.", "Hillary Roe"),
        ("Tom Roe Jr. met Tom Roe. ⟦Tom Roe Jr.⟧ spoke.", "Tom Roe Jr."),
        ("Bernard Roe arrived. ⟦Bernie Roe⟧ spoke.", "Bernard Roe"),
        ("Marine Le Roe arrived. ⟦Le Roe⟧ spoke.", "Marine Le Roe"),
    ],
)
def test_people_of_one_surname_are_told_apart(text: str, last: str) -> None:
    assert names(text)[-1] == last


def test_the_senator_is_who_was_called_so() -> None:
    text = "Sen. Jane Roe met the mayor of Halden, Tom Doe. ⟦The senator⟧ was glad. ⟦The mayor⟧ was not."
    assert names(text) == ["Jane Roe", "Tom Doe"]


def test_the_former_president_is_not_the_president() -> None:
    found = names("President Jane Roe arrived in Halden. ⟦The former president⟧ stayed away.")
    assert found == ["former president"]


def test_another_countrys_president_is_somebody_else() -> None:
    assert names("President Jane Roe arrived. ⟦The French president⟧ stayed away.") == ["French president"]


@pytest.mark.parametrize(
    "source",
    [
        "Senator Ann Roe of Norvania and Senator Ben Doe of Halden",
        "Mr. Roe and other leaders",
        "his staff or the public",
    ],
)
def test_several_who_speak_together_are_a_group(source: str) -> None:
    speaker = read(f"It was settled. ⟦{source}⟧ agreed.")[0]
    assert speaker
    assert (speaker.name.split(" ", 1)[1], speaker.type) == (source.split(" ", 1)[1], "group")


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("Moscow and Kyiv", "Moscow and Kyiv"),
        ("Both Moscow and Kyiv", "Moscow and Kyiv"),
        ("Republicans and Democrats", "Republicans and Democrats"),
        ("Ann Roe and Ben Doe, who are sisters,", "Ann Roe and Ben Doe"),
        ("Ann Roe and Ben Doe, two of the survivors,", "Ann Roe and Ben Doe"),
    ],
)
def test_joined_names_are_one_group_under_both(source: str, name: str) -> None:
    found = read(f"It was settled. ⟦{source}⟧ agreed. ⟦They⟧ were glad of it.")
    assert [(speaker.name, speaker.type) for speaker in found if speaker] == [(name, "group")] * 2


@pytest.mark.parametrize(
    ("source", "name", "type"),
    [
        ("Russian and Ukrainian officials", "Russian and Ukrainian officials", "unnamed"),
        ("a 2013 study by economists Ann Roe and Ben Doe", "2013 study", "document"),
        ("a conservative super PAC", "conservative super PAC", "organisation"),
        ("the nonpartisan Rivers Budget Office", "Rivers Budget Office", "organisation"),
        ("voters filing into the hall", "voters", "group"),
        ("Russia, which holds the town,", "Russia", "place"),
        ("said Ann Roe", "Ann Roe", "person"),
        ("according to a report", "report", "document"),
        ("Secretary of State Ann F. Roe", "Ann F. Roe", "person"),
        ("its “national reporter” Ann Roe, winner of a prize,", "Ann Roe", "person"),
        ("Vantress's running mate, Norvania Gov. Ann Roe,", "Ann Roe", "person"),
        ("Associates", "Associates", "unnamed"),
    ],
)
def test_a_source_is_called_by_its_head(source: str, name: str, type: str) -> None:
    speaker = read(f"It was settled. ⟦{source}⟧ agreed. Others were silent about it.")[0]
    assert speaker
    assert (speaker.name, speaker.type) == (name, type)


def test_a_title_in_the_sentence_before_is_no_description() -> None:
    found = read("He met Prime Minister Ben Doe. Norvanian leader ⟦Al Vantress⟧ said so.")
    assert found[0]
    assert found[0].description == "Norvanian leader"


def test_the_poll_and_the_company_are_taken_up_again() -> None:
    text = (
        "⟦A new Northfield poll⟧ found so. ⟦The poll⟧ is old. ⟦Halden Steel Inc⟧ denied it. ⟦The firm⟧ lost. ⟦It⟧ won."
    )
    assert names(text) == ["new Northfield poll"] * 2 + ["Halden Steel Inc"] * 3


def test_who_speaks_without_a_name_is_taken_up_by_pronouns() -> None:
    text = "Tom Roe came to Halden. “He is late,” ⟦a woman in the crowd⟧ said. ⟦She⟧ was cold, ⟦she⟧ said."
    assert names(text) == ["woman in the crowd"] * 3


def test_somebodys_mother_is_she_though_she_said_nothing_yet() -> None:
    text = "Tom Roe came. When he was a boy, his mother left Halden. ⟦She⟧ never said why."
    assert names(text) == ["Tom Roe's mother"]


def test_who_is_named_right_behind_a_source_is_its_speaker() -> None:
    found = read("Tom Roe left. But ⟦his wife⟧, Jane, said more. ⟦The head of the Halden Centre⟧, Ilka Varn, agreed.")
    assert [speaker.name for speaker in found if speaker] == ["Jane", "Ilka Varn"]


def test_a_surname_in_capitals_before_a_colon_is_who_speaks_next() -> None:
    found = read("Tom Roe met Chris Varn for an interview.\n\nVARN: Will you go?\n\n⟦ROE⟧: No, not now.")
    assert [speaker.name for speaker in found if speaker] == ["Tom Roe"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("He worked with Senator Charles Roe of Texas, ⟦who⟧ shared it.", "Charles Roe"),
        ("It was up to Jane Roe — ⟦who⟧ is for taxes — to go.", "Jane Roe"),
        ("It worried nervous Democrats on the coast of Norvania, ⟦who⟧ argued.", "nervous Democrats"),
        ("Ann Poe spoke to the nominee for president, ⟦who⟧ agreed.", "nominee"),
        ("The money came from Halden Action Fund, a group ⟦that⟧ is against it.", "Halden Action Fund"),
        ("It is progressive organizations ⟦that⟧ say so.", "progressive organizations"),
    ],
)
def test_a_relative_pronoun_is_the_noun_it_belongs_to(text: str, name: str) -> None:
    assert names(text) == [name]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Proponents, a few of them rich, have urged it, although ⟦they⟧ have doubts.", "Proponents"),
        ("Norvanian officials polled the town. The outcome, ⟦they⟧ said, was plain.", "Norvanian officials"),
        ("Ann Roe and Ben Doe wrote a book. ⟦They⟧ compare two towns.", "Ann Roe and Ben Doe"),
        ("The Vantress campaign is ready for a fight that ⟦it⟧ expects to be long.", "Vantress campaign"),
    ],
)
def test_they_and_it_are_the_subject_before(text: str, name: str) -> None:
    assert names(text) == [name]


def test_i_is_the_author_whom_the_foot_of_the_article_names() -> None:
    text = "My town floods.\n\nI know the river, and ⟦I⟧ say so.\n\nJane Roe is a baker in Halden."
    found = read(text)[0]
    assert found
    assert (found.name, found.description) == ("Jane Roe", "baker in Halden")


def test_i_in_an_article_without_a_named_author_is_left_open() -> None:
    assert names("My town floods.\n\nI know the river, and ⟦I⟧ say so.\n\nThe river is long.") == [None]


def test_a_campaign_has_one_name_however_it_is_given() -> None:
    found = names(
        "Hillary Roe arrived. ⟦Her campaign⟧ said so. ⟦The Roe campaign⟧ agreed. ⟦Hillary Roe's campaign⟧ too."
    )
    assert found == ["Roe campaign"] * 3


def test_the_campaign_of_another_is_another_campaign() -> None:
    found = names("Tom Roe met Ben Doe. ⟦The Roe campaign⟧ said so. ⟦The Doe campaign⟧ denied it.")
    assert found == ["Roe campaign", "Doe campaign"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("A Halden Times survey came out in May. ⟦The survey⟧ found it.", "Halden Times survey"),
        ("It was up to the Norvanian River Agency. ⟦The agency⟧ declined.", "Norvanian River Agency"),
        ("⟦Ann Roe and Ben Doe⟧ met. That is what ⟦the senators⟧ wanted.", "Ann Roe and Ben Doe"),
        ("Gov. Ann Roe met Tom Doe. ⟦The 44-year-old mother of three⟧ was glad.", "Ann Roe"),
    ],
)
def test_a_noun_is_what_was_spoken_of_last(text: str, name: str) -> None:
    assert names(text)[-1] == name


def test_the_nominee_of_a_party_is_who_was_called_its_candidate() -> None:
    text = "Republican candidate Ann Roe met Democratic candidate Ben Doe. ⟦The Republican nominee⟧ was glad."
    assert names(text) == ["Ann Roe"]


def test_what_takes_a_person_up_describes_them_where_nothing_else_does() -> None:
    found = read("Bernie Roe came. Bernie Roe spoke to Halden. Roe sat down. ⟦The Vermont senator⟧ was glad.")[0]
    assert found
    assert (found.name, found.description) == ("Bernie Roe", "Vermont senator")


def test_a_body_is_described_by_its_apposition() -> None:
    found = read("⟦The Halden River Service, the agency that keeps the banks,⟧ said so. Others were silent.")[0]
    assert found
    assert (found.name, found.description) == ("Halden River Service", "agency that keeps the banks")


def test_what_comes_after_a_name_and_a_comma_need_not_describe_them() -> None:
    found = read("In the case of Ann Roe, the answer is no. ⟦Roe⟧ said so.")[0]
    assert found
    assert found.description is None


def test_they_are_who_spoke_last() -> None:
    assert names("⟦Officials⟧ said so. ⟦They⟧ were sure.") == ["Officials", "Officials"]


def test_initials_and_long_form_are_one_organisation() -> None:
    text = "⟦The Norvanian River Agency⟧ said so. ⟦The NRA⟧ added more."
    assert names(text) == ["Norvanian River Agency"] * 2


def test_an_adjective_alone_is_its_country() -> None:
    found = read("A ⟦Russian⟧ allegation was denied. ⟦Russia⟧ stood by it.")
    assert [(speaker.name, speaker.type) for speaker in found if speaker] == [("Russia", "place")] * 2


@pytest.mark.parametrize("source", ["both in Norvania and abroad", "what has been published", "“"])
def test_words_that_name_nobody_are_left_open(source: str) -> None:
    assert names(f"It is said so, ⟦{source}⟧.") == [None]


def test_whose_campaign_it_is_stands_in_the_name() -> None:
    assert names("Tom Roe arrived. ⟦His campaign⟧ denied it.") == ["Tom Roe's campaign"]


def test_a_statement_without_source_has_no_speaker() -> None:
    assert find_speakers("It is said.", [None]) == ((), (None,))


@given(
    st.text(st.sampled_from("Aa Tom Roe,.'’“”\"\n-thewho(é1"), max_size=200),
    st.lists(st.tuples(st.integers(0, 200), st.integers(0, 60))),
)
def test_any_text_gives_speakers_whose_mentions_lie_in_it(text: str, cuts: list[tuple[int, int]]) -> None:
    spans = [Span(min(start, len(text)), min(start + length, len(text))) for start, length in cuts]
    speakers, places = find_speakers(text, spans)
    assert len(places) == len(spans)
    assert all(place is None or 0 <= place < len(speakers) for place in places)
    assert all(0 <= span.start < span.end <= len(text) for speaker in speakers for span in speaker.mentions)
    assert all(speaker.name.strip() for speaker in speakers)
