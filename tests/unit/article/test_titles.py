from __future__ import annotations

import pytest

from onrecord.article.titles import headline_row, headlines, likeness, settle_title, site_keys, strip_site
from onrecord.article.words import clean, key
from onrecord.model import Blocks, Elements, Origin, Page, RawMetadata

SITES = site_keys(["The Example Paper"], "https://www.example-paper.co.uk/tide")


def page_of(*blocks: tuple[str, str]) -> Page:
    """A page whose blocks are (tag, text), each in an element of its own under the root; "nav h1" nests."""
    tags, parents, texts, rows = ["body"], [-1], [], []
    for path, text in blocks:
        above = 0
        for tag in path.split():
            tags.append(tag)
            parents.append(above)
            above = len(tags) - 1
        texts.append(text)
        rows.append(above)
    count, zeros = len(tags), (0,) * len(texts)
    elements = Elements(tuple(tags), tuple(parents), ("",) * count, (False,) * count, ("",) * count)
    return Page(
        origin=Origin("a", "a", "a", "file"),
        plain=False,
        charset="utf-8",
        elements=elements,
        blocks=Blocks(tuple(texts), tuple(rows), zeros, zeros, zeros),
        raw=RawMetadata(),
    )


def settled(page: Page, *told: tuple[str, str], types: frozenset[str] = frozenset()) -> str | None:
    found = settle_title(page, told, SITES, types=types)
    return found.text if found else None


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


def test_the_headline_that_readers_see_comes_first() -> None:
    page = page_of(("h1", "Harbour vote delayed again"))
    assert settled(page, ("og:title", "Harbour vote: what we know")) == "Harbour vote delayed again"


def test_a_headline_that_no_other_title_is_like_is_not_the_articles() -> None:
    page = page_of(("h1", "Sign in"), ("h2", "Harbour vote delayed"))
    assert (
        settled(page, ("og:title", "Harbour vote delayed"), ("title", "Harbour vote delayed")) == "Harbour vote delayed"
    )


def test_of_several_headlines_the_likest_counts() -> None:
    page = page_of(("nav h1", "Local"), ("h1", "Local"), ("h1", "Harbour vote delayed"))
    assert settled(page, ("title", "Harbour vote delayed - Local")) == "Harbour vote delayed"


def test_the_name_of_the_site_is_no_headline() -> None:
    page = page_of(("h1", "The Example Paper"))
    assert settled(page, ("title", "Harbour vote delayed | The Example Paper")) == "Harbour vote delayed"


def test_a_kicker_that_two_sources_give_belongs_to_the_title() -> None:
    page = page_of(("h1", "Vote delayed"))
    told = (("json-ld", "Harbour: Vote delayed"), ("og:title", "Harbour: Vote delayed"))
    assert settled(page, *told) == "Harbour: Vote delayed"


def test_a_kicker_that_ran_into_the_headline_is_taken_off() -> None:
    page = page_of(("h1", "Local Harbour vote delayed again"))
    assert settled(page, ("og:title", "Harbour vote delayed again")) == "Harbour vote delayed again"


@pytest.mark.parametrize("headline", ["Tide watch: Harbour vote delayed again", "7 Harbour votes delayed again"])
def test_words_that_belong_to_the_headline_stay(headline: str) -> None:
    page = page_of(("h1", headline))
    assert settled(page, ("og:title", headline.partition(" ")[2].removeprefix("watch: "))) == headline


def test_a_headline_in_two_lines_is_written_as_the_metadata_write_it() -> None:
    page = page_of(("h1", "Harbour vote\nThe ebb delays it"))
    assert settled(page, ("json-ld", "Harbour vote: The ebb delays it")) == "Harbour vote: The ebb delays it"


def test_a_live_blog_has_the_title_of_its_metadata() -> None:
    page = page_of(("h1", "Harbour: ferry is in"))
    told = (("json-ld", "Harbour live: the day"), ("title", "Harbour live: the day"))
    assert settled(page, *told, types=frozenset({"LiveBlogPosting"})) == "Harbour live: the day"


def test_capitals_give_way_to_mixed_case() -> None:
    page = page_of(("h1", "HARBOUR VOTE DELAYED"))
    assert settled(page, ("og:title", "Harbour vote delayed")) == "Harbour vote delayed"


def test_a_page_without_any_title_has_none() -> None:
    assert settled(page_of(("p", "Text."))) is None


def test_headlines_in_menus_come_last() -> None:
    page = page_of(("nav h1", "Read these pieces"), ("h1", "Harbour vote delayed"))
    assert headlines(page) == ["Harbour vote delayed", "Read these pieces"]


def test_the_row_of_the_headline_is_found_by_its_words() -> None:
    page = page_of(("p", "Local"), ("h1", "Harbour vote delayed"), ("p", "By Ada Example"))
    assert headline_row(page, "Harbour vote delayed") == 1
    assert headline_row(page, "Something else entirely") == 1
    assert headline_row(page_of(("p", "Text.")), "Something else") is None


@pytest.mark.parametrize(
    ("value", "text"),
    [
        pytest.param("Tide &amp;amp; ebb", "Tide & ebb", id="entities encoded twice"),
        pytest.param("Tide\u200b \u202eebb\x07\ud800", "Tide ebb", id="invisible characters"),
        pytest.param("  Tide\n\tebb\u00a0", "Tide ebb", id="white space"),
        pytest.param("<i>Tide</i> ebb", "Tide ebb", id="tags"),
        pytest.param("30 years of <br> tags", "30 years of <br> tags", id="a tag that is meant"),
        pytest.param("Cafe\u0301", "Café", id="NFC"),
        pytest.param("T" * 900, "T" * 500, id="too long"),
        pytest.param(None, "", id="none"),
    ],
)
def test_values_are_made_readable(value: str | None, text: str) -> None:
    assert clean(value, limit=500) == text


def test_likeness_is_the_share_of_the_shorter_titles_words() -> None:
    assert likeness("Harbour vote delayed", "HARBOUR VOTE: DELAYED") == 1.0
    assert likeness("Harbour vote", "Harbour news") == pytest.approx(0.475)
    assert likeness("Discord", "Companies on Discord and others") < 0.3


COUNCIL = "The council of Lower Example has voted to sell the old harbour crane, which nobody has used for a decade."


def test_where_the_page_title_is_the_sites_the_heading_above_the_text_is_the_title() -> None:
    page = page_of(("td", "6 May 2031"), ("td h2", "Lower Example to sell old crane"), ("td", COUNCIL))
    assert settled(page, ("title", "Advertiser Online - News")) == "Lower Example to sell old crane"


@pytest.mark.parametrize(
    ("heading", "told"),
    [
        pytest.param("Lower Example to sell old crane", ("title", "Council sells harbour crane"), id="sound title"),
        pytest.param("Lower Example to sell old crane", ("og:title", "Advertiser Online"), id="another source"),
        pytest.param("What you should read next", ("title", "Advertiser Online"), id="heading of something else"),
    ],
)
def test_else_the_heading_above_the_text_is_not(heading: str, told: tuple[str, str]) -> None:
    assert settled(page_of(("td h2", heading), ("td", COUNCIL)), told) == told[1]


def test_an_h1_that_names_the_weblog_is_no_headline() -> None:
    page = page_of(("h1", "Tidal Notes"), ("p", COUNCIL))
    told = (("og:title", "Harbour vote delayed"), ("title", "Tidal Notes: Harbour vote delayed"))
    assert settled(page, *told) == "Harbour vote delayed"


def test_in_news_a_headline_that_all_machines_agree_on_comes_before_another_h1() -> None:
    page = page_of(("h1", "Mayor speaks of the delayed harbour vote"), ("p", COUNCIL))
    agreed = [(source, "Harbour vote delayed") for source in ("json-ld", "og:title", "twitter:title")]
    told = (*agreed, ("title", "Mayor speaks of the delayed harbour vote"))
    assert settled(page, *told, types=frozenset({"NewsArticle"})) == "Harbour vote delayed"
    assert settled(page, *told) == "Mayor speaks of the delayed harbour vote"


@pytest.mark.timeout(5)
def test_titles_of_any_length_are_settled_in_no_time() -> None:
    long = "Harbour - vote | " * 60_000
    page = page_of(("h1", long), ("h2", long), ("p", COUNCIL))
    assert len(settled(page, ("og:title", long), ("title", long)) or "") <= 500
