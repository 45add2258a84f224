from __future__ import annotations

import time

import pytest
from selectolax.lexbor import LexborHTMLParser

from onrecord.page import floods
from onrecord.settings import PageSettings

SETTINGS = PageSettings(max_depth=50, max_attributes=10, max_elements=40_000)


def tame(source: str, settings: PageSettings) -> str:
    return floods.tame(source.encode(), settings).decode()


def test_an_ordinary_page_is_left_as_it_is() -> None:
    page = '<div class="a"><p title="x > y">One <b>two</b></p></div>' * 50
    assert tame(page, SETTINGS) == page


@pytest.mark.parametrize(
    "page",
    [
        pytest.param("<div>" * 118_000 + "NEEDLE", id="nested-divs"),
        pytest.param("<b><i>" * 18_000 + "NEEDLE", id="nested-inline"),
        pytest.param("<div></b>" * 20_000 + "NEEDLE", id="end-tags-of-what-is-not-open"),
        pytest.param("<div></x-a>" * 20_000 + "NEEDLE", id="end-tags-of-what-is-nowhere"),
        pytest.param("<span><div></span>" * 14_000 + "NEEDLE", id="end-tags-behind-a-block"),
        pytest.param("<div><table><td></div>" * 10_000 + "NEEDLE", id="end-tags-in-a-table"),
        pytest.param("<x-a>" * 20_000 + "</x-b>" * 20_000 + "NEEDLE", id="end-tags-of-another"),
        pytest.param("<div " + " ".join(f"a{n}=1" for n in range(50_000)) + ">NEEDLE</div>", id="attributes"),
        pytest.param(
            "<div " + " ".join(f"a{n}" for n in range(50_000)) + ">NEEDLE</div>", id="attributes-without-values"
        ),
        pytest.param(
            "<div " + " ".join(f'a{n}=">"' for n in range(50_000)) + ">NEEDLE</div>", id="attributes-with-brackets"
        ),
        pytest.param("".join(f"<t{n}>x</t{n}>" for n in range(18_000)) + "<p>NEEDLE", id="names"),
        pytest.param("<br>" * 100_000 + "<p>NEEDLE</p>", id="more-tags-than-allowed"),
        pytest.param("<" * 300_000 + "p>NEEDLE", id="brackets"),
    ],
)
def test_a_flood_is_parsed_in_little_time_and_keeps_its_text(page: str) -> None:
    started = time.process_time()
    tree = LexborHTMLParser(tame(page, SETTINGS))
    assert "NEEDLE" in tree.root.text()  # type: ignore[union-attr]
    assert time.process_time() - started < 2


def test_depth_is_cut_to_the_limit() -> None:
    page = "<div>" * 18_000 + "deep" + "</div>" * 18_000 + "<p>after</p>"
    tame_page = tame(page, SETTINGS)
    assert tame_page.count("<div>") <= 51
    assert "deep" in tame_page
    assert "<p>after</p>" in tame_page


def test_items_that_close_by_themselves_are_not_deep() -> None:
    page = "<ul>" + "<li>item" * 10_000 + "</ul>"
    assert tame(page, SETTINGS) == page


def test_a_long_value_is_no_flood() -> None:
    page = f"<p>before</p><div data-json='{'x' * 40_000}'>kept</div>"
    assert tame(page, SETTINGS) == page


def test_past_the_limit_tags_share_a_name_and_html_keeps_its_own() -> None:
    page = "<p>first</p>" + "".join(f"<t{n}>x</t{n}>" for n in range(18_000)) + "<p>last</p>"
    tame_page = tame(page, SETTINGS)
    assert tame_page.endswith("<p>last</p>")
    assert "<x-other>x</x-other>" in tame_page
    assert "<t17999>" not in tame_page


def test_code_that_compares_is_no_tag() -> None:
    page = f"<script>if (a<b {'&& c == d ' * 500}) {{}}</script><p>One</p>"
    assert tame(page, SETTINGS) == page


def test_tags_in_code_and_comments_are_not_deep() -> None:
    page = "<script>'<div>'</script><!-- <div> --><p>x</p>" * 4_000
    assert tame(page, SETTINGS) == page
