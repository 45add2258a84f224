from __future__ import annotations

import pytest

from onrecord.article.byline_words import is_by_phrase
from onrecord.article.bylines import announced_part, is_date_alone, is_full_name, opens_byline, signed_name
from onrecord.article.names import (
    merge_names,
    read_names,
)
from onrecord.article.people import given_first


@pytest.mark.parametrize(
    ("byline", "names"),
    [
        ("By Ada Example and Ben Sample", ("Ada Example", "Ben Sample")),
        ("By Ada Example, Ben Sample, and Cleo Test", ("Ada Example", "Ben Sample", "Cleo Test")),
        ("BY ADA EXAMPLE", ("ADA EXAMPLE",)),
        ("ByAda Example", ("Ada Example",)),
        ("Von Ada Example und Ben Sample", ("Ada Example", "Ben Sample")),
        ("Von Ada Example, Berlin", ("Ada Example",)),
        ("Par Ada Exemple et Ben Modèle", ("Ada Exemple", "Ben Modèle")),
        ("Por Ada Ejemplo y Ben Muestra", ("Ada Ejemplo", "Ben Muestra")),
        ("Автор: Ада Пример", ("Ада Пример",)),
        ("作者：張三", ("張三",)),
        ("Le Journal et AFP", ("Le Journal", "AFP")),
        ("REUTERS", ("REUTERS",)),
        ("Ada Example (Reuters)", ("Ada Example",)),
        ("Ada (Addie) Example", ("Ada (Addie) Example",)),
        ("Ada Example, staff writer", ("Ada Example",)),
        ("Ada Example Senior Science Reporter", ("Ada Example",)),
        ("Ada Example, Ph.D.", ("Ada Example",)),
        ("Ada Ma", ("Ada Ma",)),
        ("Ada Example | May 6, 2031", ("Ada Example",)),
        ("By Ada Example on Friday May 6, 2031 7:08PM", ("Ada Example",)),
        ("Written by Ada Example Updated May 6, 2031", ("Ada Example",)),
        ("By Ada Example. Reviewed by Ben Sample", ("Ada Example",)),
        ("Ada Example @ada_writes", ("Ada Example",)),
        ("ada@paper.example", ()),
        ("https://social.example/ada", ()),
        ("Ada Example in Kyiv", ("Ada Example",)),
        ("Ada de la Prueba", ("Ada de la Prueba",)),
        ("Di Example", ("Di Example",)),
        ("Ministry of Food and Tests", ("Ministry of Food and Tests",)),
        ("The Example Team", ("The Example Team",)),
        ("Example, Ada T.", ("Ada T. Example",)),
        ("sda/abc", ("sda/abc",)),
        ("By Ada Example, May 6, 2031, training", ("Ada Example",)),
        ("by Ada · May 6, 2031 at 3:00 am · One comment so far", ("Ada",)),
        ("ByAda Example May 6May 7", ("Ada Example",)),
        ("May 6, 2031 | Ada Example", ("Ada Example",)),
        ("Sat, 6 May, 2031 - 06:36", ()),
        ("Ada ExampleFounder at Harbour House", ("Ada Example",)),
        (
            "By Ada Example, Home and Harbour Safety Expert & Ben Sample, Home Safety Expert",
            ("Ada Example", "Ben Sample"),
        ),
        ("Ada Example and Ben Sample, Extension tide educators", ("Ada Example", "Ben Sample")),
        ("by Ada Example, council reporter", ("Ada Example",)),
        ("Ada Example [email protected]", ("Ada Example",)),
        ("page.head.author", ()),
        ("ada.b.example", ("ada.b.example",)),
        ("Twitter Facebook", ()),
        ("admin", ()),
        ("Written by:", ()),
        ("5 min read", ()),
        ("", ()),
    ],
)
def test_a_byline_gives_names_and_nothing_else(byline: str, names: tuple[str, ...]) -> None:
    assert read_names(byline) == names


def test_the_name_of_an_organisation_is_taken_whole() -> None:
    assert read_names("Sample and Daughters", whole=True) == ("Sample and Daughters",)


@pytest.mark.parametrize(
    "line",
    [
        "By Ada Example",
        "Von Ada Example",
        "By ADA EXAMPLE, The Example Press",
        "Por Ada Ejemplo, Madrid",
        "Text: Ada Example",
    ],
)
def test_a_line_that_says_by_and_names_is_a_byline(line: str) -> None:
    assert opens_byline(line)


@pytest.mark.parametrize(
    "line",
    [
        "By the time the ferry left, nobody was waiting",
        "By Monday all of it was gone",
        "Von der Fähre war nichts mehr zu sehen.",
        "Di sera il porto chiude",
        "Bystanders saw it",
        "By Ada? No. By whom then was it",
        "Author Ada Example, from Kensington, said she reads",
    ],
)
def test_a_sentence_that_starts_like_one_is_no_byline(line: str) -> None:
    assert not opens_byline(line)


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("Ada Example | Senior Writer | May 6, 2031", "Ada Example"),
        ("Ada Example • May 6, 2031", "Ada Example"),
        ("May 6, 2031 • Ada Example", "Ada Example"),
        ("Ada Example | Ben Sample", None),
        ("Ada Example | Ben Sample | May 6, 2031", None),
        ("Home | May 6, 2031", None),
        ("The town was quiet | May 6, 2031", None),
        ("The Example Press | May 6, 2031", None),
    ],
)
def test_a_name_beside_a_role_or_a_date_signs_the_line(line: str, name: str | None) -> None:
    assert signed_name(line) == name


@pytest.mark.parametrize(
    ("line", "part"),
    [
        ("By Ada Example", "By Ada Example"),
        ("05/06/2031 by Ada Example, Tide Committee", "by Ada Example, Tide Committee"),
        ("May 6, 2031 · 3 min read · By Ada Example", "By Ada Example"),
        ("May 6, 2031 · The town was quiet", None),
        ("6 boats were taken by Ada Example", None),
    ],
)
def test_a_byline_may_stand_behind_a_date(line: str, part: str | None) -> None:
    assert announced_part(line) == part


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("Ada Example", True),
        ("Ada Mary O’Example", True),
        ("Ada", False),
        ("Example Press", False),
        ("Local news", False),
        ("LOCAL NEWS", False),
        ("Senior Editor", False),
        ("Ada Example went home", False),
    ],
)
def test_a_full_name_is_two_or_three_capitalised_words(text: str, answer: bool) -> None:
    assert is_full_name(text) is answer


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("May 6, 2031", True),
        ("06.05.2031 · 6 min read", True),
        ("Published 6 May 2031", True),
        ("Ada Example", False),
        ("On May 6, 2031 the ferry left the harbour", False),
    ],
)
def test_a_date_that_stands_alone_is_known(text: str, answer: bool) -> None:
    assert is_date_alone(text) is answer


@pytest.mark.parametrize(("text", "answer"), [("By", True), ("Written by:", True), ("Ada", False), ("By Ada", False)])
def test_what_announces_a_name_is_told_from_a_name(text: str, answer: bool) -> None:
    assert is_by_phrase(text) is answer


def test_a_name_in_capitals_gives_way_to_the_same_in_mixed_case() -> None:
    assert merge_names([("ADA EXAMPLE", "AFP"), ("Ada Example",)]) == ("Ada Example", "AFP")


def test_a_catalogue_name_is_turned_round() -> None:
    assert given_first("Example, Ada") == "Ada Example"
    assert given_first("Ada Example") == "Ada Example"


def test_there_are_at_most_twenty_names() -> None:
    assert len(read_names(", ".join(f"Person Number{chr(65 + at)}" for at in range(26)))) == 20


@pytest.mark.timeout(5)
@pytest.mark.parametrize(
    "text",
    ["by " * 50_000, "a, " * 50_000, "(" * 100_000, " " * 100_000, "and " * 50_000],
    ids=["b", "c", "p", "s", "a"],
)
def test_long_bylines_are_read_in_no_time(text: str) -> None:
    read_names(text)
    opens_byline(text)
    announced_part(text)
    signed_name(text)
