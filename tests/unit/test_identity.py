from __future__ import annotations

import pytest

from onrecord.identity import is_same, speaker_key


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("Orla Vantress", "ORLA VANTRESS"),
        ("Dr. Orla Vantress", "Orla Vantress"),
        ("Zoë Müskens", "Zoe Muskens"),
        ("Orla T. Vantress", "Orla Vantress"),
        ("J.D. Vantress", "J. D. Vantress"),
        ("JD Vantress", "J.D. Vantress"),
        ("Kim Jong-ho", "Kim Jong Ho"),
        ("Pavlo Drozd Sr.", "Pavlo Drozd"),
        ("Siobhan O'Hestal", "Siobhan O’Hestal"),
    ],
    ids=["case", "title", "accents", "initial", "spaced initials", "no points", "hyphen", "senior", "apostrophe"],
)
def test_ways_to_write_one_name_are_one_person(name: str, other: str) -> None:
    assert is_same(name, "person", None, other, "person", None)


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("Orla Vantress", "Piet Vantress"),
        ("Pavlo Drozd", "Pavlo Drozd Jr."),
        ("Orla T. Vantress", "Orla K. Vantress"),
        ("Orla Mae Vantress", "Orla Vantress"),
        ("Vantress", "Vantress"),
        ("O. Vantress", "O. Vantress"),
        ("Mary Smith", "Mary Smith"),
        ("Orla the baker", "Orla the baker"),
    ],
    ids=["given name", "junior", "initials", "second given name", "surname", "initial alone", "common", "no name"],
)
def test_names_that_do_not_tell_are_two_people(name: str, other: str) -> None:
    assert not is_same(name, "person", None, other, "person", None)


@pytest.mark.parametrize(
    ("description", "other"),
    [
        ("senator", "US senator from Norvania"),
        ("Mr", "mayor of Northfield"),
        ("mayor of Northfield", "former mayor of Northfield"),
        ("businessman", "Republican nominee"),
        ("Norvania's chief negotiator", "defence minister"),
        ("president", "French president"),
        ("president of France", "French president"),
        (None, "striker for Halden United"),
    ],
)
def test_descriptions_that_fit_are_one_person(description: str | None, other: str | None) -> None:
    assert is_same("Orla Vantress", "person", description, "Orla Vantress", "person", other)


@pytest.mark.parametrize(
    ("description", "other"),
    [
        ("mayor of Northfield", "striker for Halden United"),
        ("mayor of Northfield", "mayor of Southport"),
        ("Republican senator", "Democratic senator"),
        ("a resident of Northfield", "Norvania's foreign minister"),
        ("a nurse", "goalkeeper"),
    ],
)
def test_descriptions_that_contradict_are_two_people(description: str, other: str) -> None:
    assert not is_same("Orla Vantress", "person", description, "Orla Vantress", "person", other)


@pytest.mark.parametrize(
    ("description", "other", "same"),
    [
        ("mayor of Northfield", "the mayor", True),
        ("mayor of Northfield", None, False),
        ("mayor of Northfield", "president of a club", False),
        ("mayor of Northfield", "a Northfield councillor", True),
    ],
)
def test_a_common_name_needs_a_description_that_agrees(description: str, other: str | None, same: bool) -> None:
    assert is_same("John Smith", "person", description, "John Smith", "person", other) is same


@pytest.mark.parametrize(
    ("name", "other", "type", "same"),
    [
        ("Halden Steel Inc.", "Halden Steel", "organisation", True),
        ("The Northfield Courier", "Northfield Courier", "organisation", True),
        ("FBI", "Federal Bureau of Investigation", "organisation", True),
        ("ministry", "ministry", "organisation", False),
        ("Supreme Court", "Supreme Court", "organisation", False),
        ("Ministry of Defence", "Ministry of Defence", "organisation", False),
        ("Norvanian Ministry of Defence", "Norvanian Ministry of Defence", "organisation", True),
        ("U.S.", "United States", "place", True),
        ("Kiev", "Kyiv", "place", True),
        ("Kyiv", "Ukraine", "place", False),
        ("officials", "officials", "unnamed", False),
        ("Republicans", "Republicans", "group", False),
        ("report", "report", "document", False),
    ],
)
def test_what_is_no_person_goes_by_its_name(name: str, other: str, type: str, same: bool) -> None:
    assert is_same(name, type, None, other, type, None) is same


def test_types_are_not_mixed() -> None:
    assert not is_same("Halden", "place", None, "Halden", "organisation", None)


@pytest.mark.parametrize("text", ["", " ", "'", "Jr.", "...", "\ud800", "１２", "İ" * 9999, "A." * 5000, "Dr Dr"])
@pytest.mark.parametrize("type", ["person", "organisation", "place", "group"])
def test_any_text_has_a_key_or_none(text: str, type: str) -> None:
    key = speaker_key(text, type)
    assert key is None or key.startswith(f"{type}/")
    assert is_same(text, type, text, text, type, text) in (True, False)
