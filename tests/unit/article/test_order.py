from __future__ import annotations

import pytest

from onrecord.article.order import own_order, reads_month_first
from onrecord.model import Blocks, Elements, Origin, Page, RawMetadata


def page_of(*lines: str, url: str | None = None) -> Page:
    rows = tuple(range(len(lines)))
    zeros = (0,) * len(lines)
    return Page(
        origin=Origin("a", "a", "file:///a", "file", url=url),
        plain=False,
        charset="utf-8",
        elements=Elements(("p",) * len(lines), (-1, *zeros[1:]), ("",) * len(lines), (False,) * len(lines), ()),
        blocks=Blocks(lines, rows, zeros, zeros, zeros),
        raw=RawMetadata(),
    )


@pytest.mark.parametrize(
    ("tag", "language", "url", "first"),
    [
        pytest.param("en-US", "en", None, True, id="the United States"),
        pytest.param("en_GB", "en", None, False, id="Britain"),
        pytest.param("de", "de", None, False, id="another language"),
        pytest.param("en", "en", None, None, id="English alone"),
        pytest.param("en", "en", "https://paper.example.co.uk/a", False, id="a British host"),
        pytest.param("en", "en", "https://bureau.example.gov/a", True, id="an American office"),
        pytest.param("en", "en", "https://paper.example.com/a", None, id="a host that may be anywhere"),
        pytest.param(None, None, "http://[half", None, id="half an address"),
    ],
)
def test_the_country_says_which_leads(
    tag: str | None, language: str | None, url: str | None, first: bool | None
) -> None:
    assert reads_month_first(page_of("5/6/2031", url=url), tag, language) is first


@pytest.mark.parametrize(
    ("lines", "first"),
    [
        pytest.param(("5/6/2031", "Next: 5/25/2031"), True, id="a day behind the stroke"),
        pytest.param(("5/6/2031", "Next: 25/5/2031"), False, id="a day before the stroke"),
        pytest.param(("5/25/2031", "25/5/2031"), None, id="both"),
        pytest.param(("5/6/2031", "24/7/365", "won 3/14"), None, id="no dates"),
    ],
)
def test_else_the_pages_own_dates_say(lines: tuple[str, ...], first: bool | None) -> None:
    assert own_order(page_of(*lines)) is first


@pytest.mark.parametrize(
    ("words", "first"),
    [
        pytest.param("The color of the harbor center", True, id="American"),
        pytest.param("The colour of the harbour centre", False, id="British"),
        pytest.param("The colour of the center", None, id="both"),
        pytest.param("The sea at noon", None, id="neither"),
    ],
)
def test_else_the_spelling_says(words: str, first: bool | None) -> None:
    assert own_order(page_of("5/6/2031", words)) is first


def test_spelling_says_nothing_of_a_page_without_doubtful_dates() -> None:
    assert own_order(page_of("May 6, 2031", "The color of the harbor")) is None
