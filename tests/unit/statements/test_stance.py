from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.model import Span, Stance
from onrecord.statements.stance import stance_of
from onrecord.statements.words import find_words


def _stance(marked: str) -> Stance:
    """Return the stance of the statement in "[source] <cue> {content}", where each mark may be missing or repeated."""
    spans: dict[str, list[Span]] = {"[": [], "<": [], "{": []}
    text, start = "", 0
    for letter in marked:
        if letter in "[<{":
            start = len(text)
        elif letter in "]>}":
            spans["[<{"["]>}".index(letter)]].append(Span(start, len(text)))
        else:
            text += letter
    one = {mark: (found[0] if found else None) for mark, found in spans.items()}
    return stance_of(find_words(text), one["<"], one["["], spans["{"])


CASES: dict[Stance, tuple[str, ...]] = {
    "report": (
        "[He] <said> {the road was open}.",
        "{“The road is open,”} [he] <said>.",
        "{“The road is open.”}",
        "[Oran] <announced> {a new port}.",
        "[The mayor] <did not deny> {the payments}.",
        "[The mayor] <didn’t deny> {the payments}.",
        "[She] <never denied> {that she knew}.",
        "[Veld] <refused to confirm> {the strike}.",
        "[Veld] <refused> {to confirm the strike}.",
        "[The army] <declined to confirm> {the toll}.",
        "[He] <declined> {to comment}.",
        "[The court] <stopped short of confirming> {the leak}.",
        "[Dalen] <stopped short of accusing> {Sarn of fraud}.",
        "[The king] <has not ruled out> {a vote}.",
        "[She] <refused to rule out> {a run}.",
        "[The bank] <would neither confirm nor deny> {the sale}.",
        "[The ministry] <did not say> {how many had died}.",
        "[He] left <without confirming> {the deal}.",
        "[The club] <did not claim> {the prize}.",
        "[He] <never said> {that he would go}.",
        "[Reporters] <asked whether> {the dam was safe}.",
        "[She] <asked> {whether the dam was safe}.",
        "[She] <was asked about> {the dam}.",
        "[The firm] <did not call for> {a boycott}.",
        "<According to> [police], {the car was red}.",
        "<According to> [the Institute for the Study of Rivers], {the water rose}.",
        "[He] <called> {the plan absurd}.",
        "[He] <called> {the boat a fine ship}.",
        "[Rask] <called> {it a fake diamond ring}.",
        "[The pilot] <told> {her that the flight was late}.",
        "[Orr] <told> the judge {he's no danger to anybody}.",
        "[The clerk] <told> police {she and a friend went to lie down}.",
        "[The judge] <denied> {Orr's bond}.",
        "[The council] <denied> {them access to two piers}.",
        "[Aldana] <has yet to admit> {the error}.",
        "[The report] <said> {the wall was thin}.",
        "{The wall was thin}, [it] <reportedly> stands.",
        "[The party] <wuthered> {that it was late}.",
    ),
    "claim": (
        "[Moscow Mills] <claimed> {that the town was safe}.",
        "[Kest] <maintained> {that it was a drill}.",
        "[She] <insists> {the vote was fair}.",
        "[He] <alleged> {fraud}.",
        "[Veld] <accused> {Oran of spying}.",
        "{He} <was accused of> {theft}.",
        "[The union] <argued> {that pay was low}.",
        "[The adviser] <suggested> {the tax would rise}.",
        "[The bank] <warned> {that prices would rise}.",
        "[Sarn]'s <allegation> {that drones were used}.",
        "the <claim> by [Sarn] {that drones were used}",
        "[The general] <is adamant> {that the pass is held}.",
        "{He} <allegedly> {took the money}.",
        "[Tavia] <blamed> {the storm for the delay}.",
    ),
    "confirm": (
        "[He] <later confirmed> {that talks had begun}.",
        "{Dahl joined by video}, <as confirmed by> [officials].",
        "[The mayor] <admitted> {the error}.",
        "[She] <acknowledged> {that it was late}.",
        "[The army] <conceded> {the loss}.",
        "[He] <appeared to confirm> {the rumour}.",
    ),
    "deny": (
        "[Kest] <denied> {the charge}.",
        "{a rationale} [Kest] <has repeatedly called false>",
        "{a rationale} [Kest] <has repeatedly called> {false}",
        "{a rationale} [Kest] <has repeatedly called> false.",
        "[He] <called> {the report a lie}.",
        "[She] <described> {the claims as baseless}.",
        "[The club] <dismissed> {the story as baseless}.",
        "[He] <dismissed as ridiculous> {the claims}.",
        "[He] <called> {the claims ridiculous}.",
        "[Oran] <rejected> {the findings}.",
        "[She] <refuted> {the account}.",
        "[The clerk] <disputed> {the count}.",
        "[The ministry] <denied claims that> {wells were poisoned}.",
        "[His office]'s <denial> {that he had met her}",
        "[The king] <ruled out> {a vote}.",
        "[Sarn] <refused> {the offer}.",
        "[The minister] <called it> {“fake news”}.",
    ),
    "doubt": (
        "[He] <doubts> {that it is true}.",
        "[She] <no longer believes> {the account}.",
        "[The senator] <doesn't think> {it will pass}.",
        "[The judge] <isn’t sure> {it is legal}.",
        "[They] <are not convinced> {that it works}.",
        "[Experts] <are sceptical> {of the figures}.",
        "[Oran] <questioned> {the toll}.",
        "[No one] <believes> {the count}.",
        "[The agency] <could not confirm> {the toll}.",
        "[The paper] <was unable to verify> {the film}.",
        "[The jury] <could not determine> {who fired}.",
    ),
    "believe": (
        "[He] <thinks> {it is late}.",
        "[Villagers] <fear> {a flood}.",
        "[Oran]'s <fears that> {the dam will break}",
        "{He} <is believed to> {be abroad}.",
        "[She] <is confident> {that it will pass}.",
        "[He] <does not doubt> {that it works}.",
        "[The senator] <supports> {the bill}.",
        "[The senator] <does not support> {the bill}.",
        "[She] <hopes> {that it ends}.",
        "{The vote} <is expected to> {be close}.",
    ),
    "intend": (
        "[Veld] <vowed> {to fight on}.",
        "[She] <plans to> {run}.",
        "[Kest] <has refused> {to sign the treaty}.",
        "[The union] <threatened> {a strike}.",
        "[He] <pledged> {aid}.",
        "[He] <wants> {to stand again}.",
        "[She] <hopes> {to win}.",
        "[They] <agreed> {to meet}.",
        "[The city] <is considering> {a ban}.",
        "[He] <does not plan> {to resign}.",
        "[Oran]'s <threat> {to close the strait}",
    ),
    "urge": (
        "[Sarn] <called for> {a truce}.",
        "[The union] <demanded> {more pay}.",
        "[She] <asked> {the court to hear the case}.",
        "[He] <told> {the crowd to leave}.",
        "[He] <told> {Orr's brother to leave}.",
        "[He] <told> them {to leave}.",
        "[The king] <ordered> {a halt}.",
        "[Doctors] <recommended> {rest}.",
        "[Police] <warned> {residents to stay inside}.",
        "[Oran] <wants> {Veld to withdraw its ships}.",
        "{He} <was told> {to leave}.",
        "[The club] <urged> {fans not to travel}.",
    ),
    "find": (
        "<According to> [a study], {bees sleep}.",
        "<According to a study>, {bees sleep}.",
        "[Data] <show> {a fall}.",
        "[The inquiry] <found> {that the wall was thin}.",
        "[An analysis of figures from the Institute] <found> {a gain}.",
        "[A poll] <suggests> {a close race}.",
        "[The study] <did not find> {a link}.",
        "[Court records] <indicate> {he paid}.",
        "[A survey of farmers] <has> {wheat down by half}.",
    ),
}


@pytest.mark.parametrize(("stance", "marked"), [(stance, case) for stance, cases in CASES.items() for case in cases])
def test_the_cue_and_what_turns_it_give_the_stance(stance: Stance, marked: str) -> None:
    assert _stance(marked) == stance


@given(st.text(max_size=60), st.integers(0, 70), st.integers(0, 30), st.integers(0, 70), st.integers(0, 30))
def test_any_text_and_any_spans_have_a_stance(text: str, cue: int, size: int, content: int, length: int) -> None:
    spans = (Span(cue, cue + size), Span(content, content + length))
    assert stance_of(find_words(text), spans[0], spans[1], [spans[1]])
