from __future__ import annotations

from onrecord.grouping.same_event import is_on_one_event

_SHARED = "Anybody who saw the car is asked to call the station. Callers need not give a name."
_ONE = f"A man was shot in Brask near Holm Street on Monday, his sister, Dora Quist, told Sergeant Torvald. {_SHARED} "
_TWO = f"Shots fell in Brask by Holm Street; there Sergeant Torvald saw Dora Quist run out on Monday. {_SHARED}"
_OTHER = f"In Lindmere the swimming baths close, said Perrin Hoole. {_SHARED} In Vellin a tram line opens in Ostmark."


def _place(text: str) -> list[tuple[int, int]]:
    return [(text.index(_SHARED), text.index(_SHARED) + len(_SHARED))]


def test_two_reports_of_one_event_name_the_same_people_and_places() -> None:
    assert is_on_one_event(_ONE, _TWO, _place(_ONE), _place(_TWO))


def test_an_item_of_a_round_up_stands_among_other_names() -> None:
    assert not is_on_one_event(_ONE, _OTHER, _place(_ONE), _place(_OTHER))


def test_names_in_what_is_shared_do_not_count() -> None:
    text = f"said Perrin Hoole of Brask in Holm Street, with Dora Quist. {_SHARED}"
    assert not is_on_one_event(text, text, [(0, len(text))], [(0, len(text))])


def test_texts_without_names_are_on_no_event() -> None:
    assert not is_on_one_event("", "", [], [])
    assert not is_on_one_event("x" * 1_000_000, "y, Z" * 100_000, [], [])
