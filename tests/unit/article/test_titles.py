from __future__ import annotations

import pytest

from onrecord.article.site_names import site_keys
from onrecord.article.titles import address_words, headline_row, headlines, likeness, settle_title
from onrecord.article.words import clean
from onrecord.model import Blocks, Elements, Origin, Page, RawMetadata

SITES = site_keys(["The Example Paper"], "https://www.example-paper.co.uk/tide")


def page_of(*blocks: tuple[str, str], url: str | None = None) -> Page:
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
        origin=Origin("a", "a", "a", "file", url=url),
        plain=False,
        charset="utf-8",
        elements=elements,
        blocks=Blocks(tuple(texts), tuple(rows), zeros, zeros, zeros),
        raw=RawMetadata(),
    )


def settled(page: Page, *told: tuple[str, str], types: frozenset[str] = frozenset()) -> str | None:
    found = settle_title(page, told, SITES, types=types)
    return found.text if found else None


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
        pytest.param("Tide\x92s \x96 ebb\x81", "Tide’s – ebb", id="bytes of windows-1252"),
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


NEWS = frozenset({"NewsArticle"})


def test_in_news_what_json_ld_and_the_share_card_agree_on_comes_before_another_h1() -> None:
    page = page_of(("h1", "Mayor speaks of the delayed harbour vote"), ("p", COUNCIL))
    told = (("json-ld", "Harbour vote delayed"), ("og:title", "Harbour vote delayed"))
    assert settled(page, *told, types=NEWS) == "Harbour vote delayed"
    other = (*told, ("twitter:title", "Vote on the harbour delayed"))
    assert settled(page, *other, types=NEWS) == "Mayor speaks of the delayed harbour vote"


def test_in_news_a_share_card_apart_from_all_else_has_the_title() -> None:
    page = page_of(("h1", "Harbour vote delayed"), ("p", COUNCIL))
    same = (("json-ld", "Harbour vote delayed"), ("title", "Harbour vote delayed"))
    assert (
        settled(page, ("og:title", "Why the harbour vote is late"), *same, types=NEWS) == "Why the harbour vote is late"
    )
    written_thrice = (same[0], ("og:title", "Why the harbour vote is late"), ("title", "Harbour vote: what we know"))
    assert settled(page, *written_thrice, types=NEWS) == "Harbour vote delayed"


@pytest.mark.parametrize("title", ["Harbour live blog: the day", "Harbour-Liveticker: der Tag", "Harbour newsblog"])
def test_a_title_that_calls_itself_a_live_blog_comes_first(title: str) -> None:
    page = page_of(("h1", "Harbour: ferry is in"))
    assert settled(page, ("json-ld", title), ("og:title", "Harbour: ferry is in")) == title


def test_the_address_tells_which_h1_is_the_headline() -> None:
    page = page_of(("h1", "Tide"), ("h1", "Where the harbour vote stands"), url="https://example.org/tide/?page=2")
    assert settled(page, ("title", "All of our pieces on tide tables")) == "Tide"


def test_an_h1_that_neither_address_nor_titles_know_is_a_slogan() -> None:
    told = (
        ("og:title", "How to moor a boat in a storm"),
        ("title", "How to moor a boat in a storm | The Example Paper"),
    )
    url = "https://www.example-paper.co.uk/2031/how-to-moor-a-boat-in-a-storm-99812.html"
    assert settled(page_of(("h1", "Moor your boat today"), url=url), *told) == "How to moor a boat in a storm"
    assert settled(page_of(("h1", "Moor your boat today")), *told) == "Moor your boat today"
    own = url.replace("how-to-moor-a-boat-in-a-storm", "moor-your-boat-today")
    assert settled(page_of(("h1", "Moor your boat today"), url=own), *told) == "Moor your boat today"


@pytest.mark.parametrize(
    ("headline", "title"),
    [
        pytest.param("Blog: Harbour vote delayed", "Harbour vote delayed", id="a label"),
        pytest.param("Tide watch: Harbour vote delayed", "Tide watch: Harbour vote delayed", id="more than a label"),
        pytest.param("Harbour vote delayed¶", "Harbour vote delayed", id="the sign of a link to itself"),
    ],
)
def test_what_is_put_at_the_ends_of_an_h1_is_no_headline(headline: str, title: str) -> None:
    told = (("og:title", "Harbour vote delayed"), ("title", "Harbour vote delayed - The Example Paper"))
    assert settled(page_of(("h1", headline)), *told) == title


def test_a_title_that_was_cut_short_gives_way_to_the_whole() -> None:
    told = (("og:title", "Harbour vote delayed by the…"), ("title", "Harbour vote delayed by the tide"))
    assert settled(page_of(("p", COUNCIL)), *told) == "Harbour vote delayed by the tide"
    assert settled(page_of(("p", COUNCIL)), ("og:title", "And then came the ebb …")) == "And then came the ebb …"


@pytest.mark.parametrize(
    ("url", "words"),
    [
        pytest.param("https://example.org/a/harbour-vote-delayed-12.html", ("harbour", "vote", "delayed"), id="slug"),
        pytest.param("https://example.org/h%C3%A4fen_im_Sturm/", ("häfen", "im", "sturm"), id="encoded"),
        pytest.param("https://example.org/?p=3", (), id="query alone"),
        pytest.param("http://[half an address", (), id="no address"),
        pytest.param(None, (), id="none"),
    ],
)
def test_the_words_of_an_address_are_those_of_its_last_part(url: str | None, words: tuple[str, ...]) -> None:
    assert address_words(url) == words


@pytest.mark.timeout(5)
def test_titles_of_any_length_are_settled_in_no_time() -> None:
    long = "Harbour - vote | " * 60_000
    page = page_of(("h1", long), ("h2", long), ("p", COUNCIL))
    assert len(settled(page, ("og:title", long), ("title", long)) or "") <= 500
