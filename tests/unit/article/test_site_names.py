from __future__ import annotations

import pytest

from onrecord.article.site_names import is_site, named_site, section_keys, site_keys, strip_site
from onrecord.article.words import key

SITES = site_keys(["The Example Paper"], "https://www.example-paper.co.uk/tide")


@pytest.mark.parametrize(
    "title",
    [
        "Harbour vote delayed | The Example Paper",
        "Harbour vote delayed - Example Paper",
        "Harbour vote delayed — Local — The Example Paper",
        "The Example Paper: Harbour vote delayed",
        "The Example Paper » Harbour vote delayed",
        "Harbour vote delayed - example-paper.co.uk",
        "Harbour vote delayed｜The Example Paper",
        "Harbour vote delayed | Local news",
    ],
)
def test_the_name_of_the_site_is_taken_off_the_title(title: str) -> None:
    known = frozenset({key("Harbour vote delayed")})
    assert strip_site(title, SITES, known) == "Harbour vote delayed"


@pytest.mark.parametrize(
    "title", ["Harbour vote: no date yet", "Tide – and then the ebb", "Low-lying land", "The Example Paper"]
)
def test_a_title_without_the_name_stays_whole(title: str) -> None:
    assert strip_site(title, SITES) == title


@pytest.mark.parametrize(
    "name",
    [
        pytest.param("Harbour News | Tides & Boats of the North", id="a bar in it"),
        pytest.param("Harbour News - Tides & Boats", id="a dash in it"),
        pytest.param("Example Harbour Services, Inc.", id="a comma in it"),
    ],
)
def test_a_name_that_holds_separators_is_taken_off_whole(name: str) -> None:
    assert strip_site(f"Vote delayed again - {name}", site_keys([name], None)) == "Vote delayed again"


@pytest.mark.parametrize(
    ("tail", "names", "host"),
    [
        pytest.param("EHB", ["Example Harbour Board (EHB)"], "harbour.example", id="initials in brackets"),
        pytest.param("Example Harbour Board", [], "ehb.example", id="initials are the address"),
        pytest.param("U.S. Harbour and Boat Administration (HBA)", [], "hba.example", id="country before the initials"),
        pytest.param("The Boats for Harbour Success", [], "boatsharboursuccess.example", id="small words left out"),
        pytest.param("EZ.de", ["Example Zeitung"], "zeitung.example", id="another address"),
        pytest.param("The Harbour Herald", [], "theharbourherald.example", id="an article in the address"),
        pytest.param("Harbour Herald › Local", ["Harbour Herald"], "a.example", id="a section behind it"),
        pytest.param("Harbour Herald", ["Harbour Herald Weekly"], "a.example", id="the first words of it"),
    ],
)
def test_the_many_writings_of_a_sites_name_are_known(tail: str, names: list[str], host: str) -> None:
    assert strip_site(f"Vote delayed again - {tail}", site_keys(names, f"https://{host}/a")) == "Vote delayed again"


@pytest.mark.parametrize(
    "part",
    [
        "Nobody Knows Why",
        "2.5 Million at Sea",
        "Node.js",
        "ASP.NET",
        "What now?",
        "EU",
        "",
        "T" * 200,
        "Example of a Good Board",
    ],
)
def test_other_words_do_not_name_the_site(part: str) -> None:
    assert not is_site(part, site_keys(["Example Harbour Board"], "https://www.harbour-board.example/a"))


def test_the_name_of_the_section_goes_with_the_sites() -> None:
    sections = section_keys("Local News", "https://www.example-paper.co.uk/harbour/vote-12.html")
    title = "Vote delayed again - Harbour - Local News - The Example Paper"
    assert strip_site(title, SITES, sections=sections) == "Vote delayed again"
    assert strip_site(title, SITES) == "Vote delayed again - Harbour - Local News"
    assert section_keys(None, "http://[half an address") == frozenset()


def test_the_name_of_the_author_at_the_end_goes() -> None:
    assert strip_site("Vote delayed again - by Ada Example - The Example Paper", SITES) == "Vote delayed again"
    assert strip_site("Harbour board – by far the slowest we have ever seen", SITES).endswith("ever seen")


@pytest.mark.parametrize(
    ("title", "name"),
    [
        pytest.param("Vote delayed - Local | The Harbour Herald", "The Harbour Herald", id="at the end"),
        pytest.param("Harbour Herald: Vote delayed", None, id="a colon parts no names"),
        pytest.param("Harbour Herald » Vote delayed", "Harbour Herald", id="at the start"),
        pytest.param("Vote delayed - by Harbour Herald", None, id="an author"),
        pytest.param("Vote delayed - The Example Paper", None, id="another name"),
        pytest.param("Vote delayed", None, id="no name"),
    ],
)
def test_the_address_tells_which_part_of_a_title_names_the_site(title: str, name: str | None) -> None:
    assert named_site(title, "https://www.harbourherald.example/vote") == name


@pytest.mark.timeout(5)
def test_names_of_any_length_are_taken_off_in_no_time() -> None:
    name = "Harbour | Herald - " * 3000
    assert strip_site(f"Vote delayed - {name}"[:500], site_keys([name], None))
