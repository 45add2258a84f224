from __future__ import annotations

import pytest

from onrecord.article.repeats import find_repeats, fold

ONE = "The assembly voted on Tuesday to rebuild the old pier in oak."
TWO = "The county had wanted steel, which costs a third less than oak."
THREE = "Work is due to begin after the herring season, the mayor said."


def test_a_full_copy_names_the_row_of_the_first() -> None:
    assert find_repeats(fold((ONE, TWO, ONE, TWO))) == (-1, -1, 0, 1)


def test_white_space_case_and_punctuation_make_no_difference() -> None:
    assert find_repeats(fold((ONE, "  THE ASSEMBLY — voted on Tuesday, to rebuild “the old pier” in oak"))) == (-1, 0)


def test_a_short_line_recurs_by_itself() -> None:
    assert find_repeats(fold(("Mr Quell agreed.", ONE, "Mr Quell agreed.", TWO))) == (-1, -1, -1, -1)


def test_a_short_line_inside_a_repeated_run_is_a_repeat() -> None:
    assert find_repeats(fold((ONE, "Mr Quell agreed.", TWO, ONE, "Mr Quell agreed.", TWO))) == (-1, -1, -1, 0, 1, 2)


def test_a_copy_that_lost_its_paragraphs_is_a_repeat() -> None:
    longer = (ONE * 2, TWO * 2, THREE * 2)
    assert find_repeats(fold((*longer, " ".join(longer)))) == (-1, -1, -1, 0)


def test_a_paragraph_that_quotes_another_is_none() -> None:
    longer = f"{ONE} But nobody had asked the fishermen, who have no money for oak at all."
    assert find_repeats(fold((ONE, longer))) == (-1, -1)


@pytest.mark.parametrize(
    ("text", "letters"),
    [
        ("“Côte d'Azur”, 2024 – 🌊", "côtedazur2024"),
        ("ΟΔΟΣ", "οδοσ"),
        ("snake_case", "snakecase"),
        ("木造の桟橋。", "木造の桟橋"),
        ("İstanbul", "istanbul"),
        ("𝐁old", "𝐁old"),
        ("a\x1fb", "ab"),
        ("", ""),
    ],
    ids=["latin", "greek", "underscore", "japanese", "dotted-i", "letters-past-the-first-plane", "bar", "nothing"],
)
def test_letters_and_digits_are_what_texts_are_compared_by(text: str, letters: str) -> None:
    assert fold(("One", text, "Two")) == ["one", letters, "two"]
