from __future__ import annotations

import pytest

from onrecord.article.site_names import site_keys
from onrecord.article.topics import read_topics

SITES = site_keys(["The Example Paper"], "https://www.example-paper.example/tide")


@pytest.mark.parametrize(
    ("values", "topics"),
    [
        pytest.param(["harbour", "Vote"], ("harbour", "Vote"), id="one each"),
        pytest.param(["harbour, Vote,, tide "], ("harbour", "Vote", "tide"), id="commas"),
        pytest.param(["harbour; Vote (Lower Example)"], ("harbour", "Vote (Lower Example)"), id="semicolons"),
        pytest.param(["#harbour", "harbour"], ("harbour",), id="each once"),
        pytest.param(["Häfen &amp; Boote"], ("Häfen & Boote",), id="entities"),
        pytest.param(["社会, 港"], ("社会", "港"), id="another script"),
        pytest.param(["Tide: the film", "EU", "NATO"], ("Tide: the film", "EU", "NATO"), id="a colon or capitals"),
        pytest.param([], (), id="none"),
    ],
)
def test_topics_are_read_from_one_field(values: list[str], topics: tuple[str, ...]) -> None:
    assert read_topics(values, SITES) == topics


@pytest.mark.parametrize(
    "mark",
    [
        "8ae9ab2d-0000-4230-acb8-a59b52877682",
        "_commerce",
        "Section: Sport:Sailing",
        "NLP Category: Politics",
        "source:tagname:Wire",
        "https://example.org/tide",
        "40117",
        "Example Paper",
    ],
)
def test_marks_of_a_machine_are_no_topics(mark: str) -> None:
    assert read_topics(["harbour", mark, "tide"], SITES) == ("harbour", "tide")


def test_a_list_of_a_wires_subject_codes_has_no_topics() -> None:
    assert read_topics(["AERO,DIP,WEU,INDS08,PACKAGE:WORLD-NEWS,Harbour"], SITES) == ()


@pytest.mark.timeout(5)
def test_a_flood_of_topics_is_read_in_no_time() -> None:
    assert len(read_topics([f"a{n}:" + "b" * 90 + " c" for n in range(60_000)], SITES)) <= 30
    assert len(read_topics([", ".join(f"tide {n}" for n in range(60_000))], SITES)) == 30
