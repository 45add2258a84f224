from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given as for_all
from hypothesis import strategies as st

from onrecord.article.metadata import find_metadata
from onrecord.model import (
    Agent,
    Blocks,
    Elements,
    Evidence,
    Given,
    LinkedItem,
    Metadata,
    Origin,
    Page,
    RawMetadata,
    TimeMark,
)
from onrecord.settings import ArticleSettings

URL = "https://www.paper.example/2031/05/06/harbour-vote"
ITEM = LinkedItem(
    syntax="json-ld",
    types=("NewsArticle",),
    headline="Harbour vote delayed",
    description="The council waits for the tide.",
    authors=(Agent("Ada Example", "Person"),),
    publisher="The Example Paper",
    published="2031-05-06T07:08:09+02:00",
    modified="2031-05-06T09:00:00+02:00",
    section=("Local",),
    keywords=("harbour, vote", "tide"),
    language="en-GB",
)
ENGLISH = (
    "The council of the harbour town has put off its vote on the new pier until the tide tables have been checked."
)
GERMAN = (
    "Der Rat der Hafenstadt hat die Abstimmung über den neuen Steg verschoben, bis die Gezeiten geprüft worden sind."
)


def page_of(
    *texts: str,
    raw: RawMetadata | None = None,
    given: Given | None = None,
    captured_at: str | None = None,
    plain: bool = False,
    url: str | None = URL,
) -> Page:
    """A page of paragraphs, the first in an <h1>."""
    count = len(texts)
    tags = ("body", "h1", *("p",) * max(0, count - 1))
    zeros = (0,) * count
    return Page(
        origin=Origin("a", "a", "file:///a", "file", url=url, captured_at=captured_at),
        plain=plain,
        charset="utf-8",
        elements=Elements(
            tags, (-1, *(0,) * (len(tags) - 1)), ("",) * len(tags), (False,) * len(tags), ("",) * len(tags)
        ),
        blocks=Blocks(texts, tuple(range(1, count + 1)), zeros, zeros, zeros),
        raw=raw or RawMetadata(),
        given=given,
    )


def found(page: Page) -> Metadata:
    return find_metadata(page, ArticleSettings())


def with_metas(**metas: str) -> RawMetadata:
    return RawMetadata(metas=tuple((name.replace("__", ":").replace("_", "-"), value) for name, value in metas.items()))


def test_every_field_comes_from_sound_markup() -> None:
    raw = RawMetadata(items=(ITEM,), links=(("canonical", URL, ""),), metas=(("og:site_name", "Example Paper"),))
    metadata = found(page_of("Harbour vote delayed", raw=raw))
    assert replace(metadata, evidence=()) == Metadata(
        title="Harbour vote delayed",
        standfirst="The council waits for the tide.",
        authors=("Ada Example",),
        published="2031-05-06T07:08:09+02:00",
        published_precision="minute",
        modified="2031-05-06T09:00:00+02:00",
        canonical_url=URL,
        language="en",
        site="Example Paper",
        section="Local",
        topics=("harbour", "vote", "tide"),
    )


def test_every_field_that_is_set_has_its_evidence() -> None:
    raw = RawMetadata(items=(ITEM,), links=(("canonical", URL, ""),))
    metadata = found(page_of("Harbour vote delayed", raw=raw))
    fields = {entry.field for entry in metadata.evidence}
    unset = {"published_precision", "evidence"}  # the first stands with `published`
    assert fields == {name for name in Metadata.__dataclass_fields__ if getattr(metadata, name)} - unset
    assert Evidence("published", "json-ld NewsArticle.datePublished", "2031-05-06T07:08:09+02:00") in metadata.evidence


def test_a_bare_page_has_no_metadata() -> None:
    assert found(page_of("", url=None)) == Metadata()


def test_what_another_tool_gave_comes_first() -> None:
    given = Given(
        title="Given title", authors=("Cleo Test",), published="2031-05-05", language="de", site="Given Site", text="x"
    )
    metadata = found(page_of("Harbour vote delayed", raw=RawMetadata(items=(ITEM,)), given=given))
    assert metadata.title == "Given title"
    assert metadata.authors == ("Cleo Test",)
    assert metadata.published == "2031-05-05"
    assert metadata.language == "de"
    assert metadata.site == "Given Site"


# ── dates ────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("published", "captured_at", "expected"),
    [
        pytest.param("2031-05-06T07:00:00Z", "2031-05-06T08:00:00Z", "2031-05-06T07:00:00+00:00", id="possible"),
        pytest.param("2031-05-09T07:00:00Z", "2031-05-06T08:00:00Z", "2031-05-06", id="after the capture"),
        pytest.param("1970-01-01T00:00:01Z", None, "2031-05-06", id="the epoch"),
        pytest.param("0000-00-00", None, "2031-05-06", id="no date at all"),
    ],
)
def test_a_date_that_can_not_be_gives_way_to_the_urls(published: str, captured_at: str | None, expected: str) -> None:
    raw = RawMetadata(items=(replace(ITEM, published=published),))
    assert found(page_of("Harbour vote delayed", raw=raw, captured_at=captured_at)).published == expected


def test_an_old_date_counts_when_two_sources_agree() -> None:
    item = replace(ITEM, published="1912-04-15", modified=None)
    raw = RawMetadata(items=(item,), metas=(("article:published_time", "1912-04-15"),))
    assert found(page_of("Tide", raw=raw, url=None)).published == "1912-04-15"
    assert found(page_of("Tide", raw=RawMetadata(items=(item,)), url=None)).published is None


def test_a_change_before_the_publication_is_none() -> None:
    raw = RawMetadata(items=(replace(ITEM, modified="2031-05-05T09:00:00+02:00"),))
    metadata = found(page_of("Harbour vote delayed", raw=raw))
    assert metadata.published == "2031-05-06T07:08:09+02:00"
    assert metadata.modified is None


def test_a_day_takes_its_time_from_a_source_that_agrees() -> None:
    item = replace(ITEM, published="2031-05-06", modified=None)
    raw = RawMetadata(items=(item,), metas=(("article:published_time", "2031-05-06T07:08:00+02:00"),))
    metadata = found(page_of("Harbour vote delayed", raw=raw))
    assert metadata.published == "2031-05-06T07:08:00+02:00"
    assert metadata.published_precision == "minute"


def test_a_line_under_the_headline_gives_both_dates() -> None:
    page = page_of("Tide", "Published May 6, 2031 7:08 AM | Updated May 7, 2031", url=None)
    metadata = found(page)
    assert metadata.published == "2031-05-06T07:08"
    assert metadata.modified == "2031-05-07"


def test_a_sentence_with_a_date_in_it_dates_nothing() -> None:
    assert found(page_of("Tide", "The war began on 24 February 2022.", url=None)).published is None


def test_an_update_alone_stands_in_for_the_publication_and_says_so() -> None:
    metadata = found(page_of("Tide", "Updated May 7, 2031", url=None))
    assert (metadata.published, metadata.modified) == ("2031-05-07", "2031-05-07")
    assert Evidence("published", "text block 1, of the last change", "Updated May 7, 2031") in metadata.evidence


def test_a_time_element_near_the_headline_counts() -> None:
    mark = TimeMark("2031-05-06T07:08+02:00", "yesterday", 1, "entry-date")
    far = TimeMark("2030-01-01", "1 January", 40, "teaser")
    metadata = found(page_of("Tide", "yesterday", raw=RawMetadata(times=(far, mark)), url=None))
    assert metadata.published == "2031-05-06T07:08+02:00"


@pytest.mark.parametrize(("language", "expected"), [("en-US", "2031-05-06"), ("en-GB", "2031-06-05"), ("en", None)])
def test_strokes_are_read_by_the_pages_region(language: str, expected: str | None) -> None:
    page = page_of("Tide", "5/6/2031", raw=RawMetadata(language=language), url=None)
    assert found(page).published == expected


# ── authors ──────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("raw", "authors"),
    [
        pytest.param(with_metas(author="By Ada Example"), ("Ada Example",), id="meta author"),
        pytest.param(with_metas(article__author="https://social.example/ada"), (), id="an address"),
        pytest.param(with_metas(citation_author="x"), (), id="meta of another name"),
        pytest.param(RawMetadata(bylines=(("byline", "By Ada Example"),)), ("Ada Example",), id="marked element"),
        pytest.param(RawMetadata(bylines=(("comment-author", "Troll One"),)), (), id="author of a comment"),
        pytest.param(
            RawMetadata(metas=(("twitter:label1", "Written by"), ("twitter:data1", "Ada Example"))),
            ("Ada Example",),
            id="share card",
        ),
    ],
)
def test_authors_are_found_in_the_markup(raw: RawMetadata, authors: tuple[str, ...]) -> None:
    assert found(page_of("Tide", ENGLISH, raw=raw)).authors == authors


@pytest.mark.parametrize(
    "lines",
    [("By Ada Example",), ("Von Ada Example",), ("By", "Ada Example"), ("May 6, 2031", "By Ada Example, staff writer")],
)
def test_authors_are_found_under_the_headline(lines: tuple[str, ...]) -> None:
    assert found(page_of("Tide", *lines, ENGLISH)).authors == ("Ada Example",)


def test_a_byline_of_plain_text_is_found_in_its_first_lines() -> None:
    metadata = found(page_of("403", "Tide", "By Ada Example", "May 6, 2031", ENGLISH, plain=True, url=None))
    assert metadata.authors == ("Ada Example",)
    assert metadata.published == "2031-05-06"
    assert metadata.title is None


def test_the_sites_name_gives_way_to_a_persons() -> None:
    item = replace(ITEM, authors=(Agent("The Example Paper", "Organization"),))
    page = page_of("Harbour vote delayed", "By Ada Example", raw=RawMetadata(items=(item,)))
    assert found(page).authors == ("Ada Example",)


def test_the_sites_name_stays_when_nobody_else_is_named() -> None:
    item = replace(ITEM, authors=(Agent("The Example Paper", "Organization"),))
    assert found(page_of("Harbour vote delayed", raw=RawMetadata(items=(item,)))).authors == ("The Example Paper",)


def test_capitals_give_way_to_another_sources_mixed_case() -> None:
    item = replace(ITEM, authors=(Agent("ADA EXAMPLE"),))
    page = page_of("Harbour vote delayed", "By Ada Example", raw=RawMetadata(items=(item,)))
    assert found(page).authors == ("Ada Example",)


# ── the other fields ─────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("href", "expected"),
    [
        ("/harbour?a=1#top", "https://www.paper.example/harbour?a=1"),
        ("https://m.paper.example/harbour", "https://m.paper.example/harbour"),
        ("https://copycat.example/harbour", None),
        ("https://www.paper.example/", None),
        ("javascript:alert(1)", None),
        ("http://[broken", None),
    ],
)
def test_the_canonical_address_is_sound_or_none(href: str, expected: str | None) -> None:
    assert found(page_of("Tide", raw=RawMetadata(links=(("canonical", href, ""),)))).canonical_url == expected


@pytest.mark.parametrize(
    ("declared", "text", "expected"),
    [
        pytest.param("en-GB", ENGLISH * 2, "en", id="page and text agree"),
        pytest.param("en", GERMAN * 3, "de", id="the text knows better"),
        pytest.param(None, GERMAN * 2, "de", id="the page says nothing"),
        pytest.param("fr", "Oui.", "fr", id="too short to tell"),
        pytest.param("utf-8", "Oui.", None, id="no language"),
        pytest.param(None, "Oui.", None, id="nothing to go by"),
    ],
)
def test_the_language_is_that_of_the_text(declared: str | None, text: str, expected: str | None) -> None:
    assert found(page_of("X", text, raw=RawMetadata(language=declared))).language == expected


def test_the_site_is_named_by_the_end_of_the_page_title_where_nothing_else_names_it() -> None:
    url = "https://www.harbourherald.example/vote"
    raw = RawMetadata(title="Vote delayed | The Harbour Herald", metas=(("copyright", "Harbour Press Ltd"),))
    assert found(page_of("Vote delayed", raw=raw, url=url)).site == "The Harbour Herald"
    named = replace(raw, metas=(("og:site_name", "Herald"),))
    assert found(page_of("Vote delayed", raw=named, url=url)).site == "Herald"


def test_the_title_of_the_page_is_no_name_of_the_site() -> None:
    raw = RawMetadata(title="Vote delayed", metas=(("application-name", "Vote delayed"),))
    assert found(page_of("Vote delayed", raw=raw)).site is None


def test_tags_come_before_keywords() -> None:
    raw = RawMetadata(items=(replace(ITEM, keywords=("wire", "auto")),), metas=(("article:tag", "Harbour"),))
    assert found(page_of("X", raw=raw)).topics == ("Harbour",)


def test_no_value_holds_what_nobody_can_see() -> None:
    item = replace(ITEM, headline="Tide\u202e\u200b &amp;amp; ebb\ud800", keywords=("har\u0000bour",))
    metadata = found(page_of("", raw=RawMetadata(items=(item,))))
    assert metadata.title == "Tide & ebb"
    assert metadata.topics == ("harbour",)


def test_lengths_are_capped() -> None:
    item = replace(ITEM, headline="T" * 9000, keywords=tuple(f"topic {at}" for at in range(200)), section=("S" * 900,))
    metadata = found(page_of("", raw=RawMetadata(items=(item,))))
    assert metadata.title == "T" * 500
    assert len(metadata.topics) == 30
    assert metadata.section == "S" * 100
    assert all(len(entry.value) <= 500 for entry in metadata.evidence)


def test_of_several_articles_the_one_with_the_pages_address_counts() -> None:
    other = replace(
        ITEM, headline="Another piece", url="https://www.paper.example/other", authors=(Agent("Ben Sample"),)
    )
    own = replace(ITEM, url=URL)
    raw = RawMetadata(items=(other, own), title="Harbour vote delayed")
    assert found(page_of("Harbour vote delayed", raw=raw)).authors == ("Ada Example",)


# ── authors ──────────────────────────────────────────────────────────────────────────────────────────────


def by(*names: str) -> RawMetadata:
    return RawMetadata(items=(replace(ITEM, authors=tuple(Agent(name) for name in names)),))


@pytest.mark.parametrize(
    ("told", "line", "expected"),
    [
        pytest.param("Reuters", "By Ada Example", ("Ada Example",), id="an agency gives way to a person"),
        pytest.param("The Example Paper", "By Ada Example", ("Ada Example",), id="the site gives way to a person"),
        pytest.param("ada.example7", "By Ada Example", ("Ada Example",), id="an account gives way to a person"),
        pytest.param("Reuters", "Nobody here", ("Reuters",), id="an agency alone"),
        pytest.param("Ben Sample", "By Ada Example", ("Ada Example",), id="readers see another person"),
        pytest.param("Ada T. Example", "By Ada Example", ("Ada T. Example",), id="readers see the same person"),
        pytest.param("Ben Sample", "By the harbour", ("Ben Sample",), id="a person stands"),
        pytest.param("Ben Sample, The Example Paper", "x", ("Ben Sample",), id="where a person works"),
        pytest.param("Ben Sample und AFP", "x", ("Ben Sample", "AFP"), id="a person and an agency"),
    ],
)
def test_a_house_is_author_only_where_no_person_is(told: str, line: str, expected: tuple[str, ...]) -> None:
    metas = (("og:site_name", "The Example Paper"),)
    raw = replace(by(told), metas=metas)
    assert found(page_of("Harbour vote delayed", line, raw=raw)).authors == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("text__author", ("Ada Example",)),
        ("author-link", ("Ada Example",)),
        ("byline__tag", ("The Example Paper",)),
        ("author-contact", ("The Example Paper",)),
        ("author-of-teaser", ("The Example Paper",)),
    ],
)
def test_an_element_that_is_called_author_outranks_the_sites_own_name(name: str, expected: tuple[str, ...]) -> None:
    raw = replace(by("The Example Paper"), metas=(("og:site_name", "The Example Paper"),))
    raw = replace(raw, bylines=((name, "Ada Example"),))
    assert found(page_of("Harbour vote delayed", raw=raw)).authors == expected


@pytest.mark.parametrize(
    ("signature", "names"),
    [
        pytest.param("（記者　白井花子）", ("白井花子",), id="Japanese"),
        pytest.param("港は静かだった。（記者 白井花子）", ("白井花子",), id="behind a paragraph"),
        pytest.param("（记者：张三）", ("张三",), id="Chinese"),
        pytest.param("(서울=연합뉴스) 홍길동 기자 = 항구가 문을 닫았다.", ("홍길동",), id="Korean agency"),
        pytest.param("（写真　白井花子）", (), id="a photographer"),
        pytest.param("港（みなと）は静かだった。", (), id="a reading"),
    ],
)
def test_a_signature_in_brackets_names_the_reporter(signature: str, names: tuple[str, ...]) -> None:
    assert found(page_of("港", "港は閉まっている。" * 20, signature)).authors == names


@pytest.mark.parametrize(
    ("name", "bio", "names"),
    [
        pytest.param("Quenby Example", "Quenby Example is a reporter.", ("Quenby Example",), id="introduced"),
        pytest.param("Quenby Example", "The tide is low.", (), id="unknown and not introduced"),
        pytest.param("Ada Example", "The tide is low.", ("Ada Example",), id="a known given name"),
        pytest.param("Mental Health", "The tide is low.", (), id="a section"),
    ],
)
def test_a_bare_name_beside_the_date_counts_where_it_is_known_or_introduced(
    name: str, bio: str, names: tuple[str, ...]
) -> None:
    assert found(page_of("Harbour vote delayed", name, "May 6, 2031", ENGLISH, bio)).authors == names


def test_a_bare_name_above_the_text_counts_only_where_the_house_signs() -> None:
    texts = ("Harbour vote delayed", "Ada Example/Ben Sample", f"{ENGLISH} {ENGLISH}")
    raw = replace(by("The Example Paper"), metas=(("og:site_name", "The Example Paper"),))
    assert found(page_of(*texts, raw=raw)).authors == ("Ada Example", "Ben Sample")
    assert found(page_of(*texts)).authors == ()


# ── dates under labels ───────────────────────────────────────────────────────────────────────────────────


def test_as_of_is_the_publication_where_no_other_date_is_given() -> None:
    page = page_of("Die Seilbahn bleibt", "Stand: 06.05.2031, 06:45 Uhr", GERMAN, url=None)
    assert (found(page).published, found(page).modified) == ("2031-05-06T06:45", None)


def test_as_of_is_a_change_where_another_date_is_given() -> None:
    page = page_of("Die Seilbahn bleibt", "05.05.2031", "Stand: 06.05.2031, 06:45 Uhr", GERMAN, url=None)
    assert (found(page).published, found(page).modified) == ("2031-05-05", "2031-05-06T06:45")


def test_a_time_called_published_and_updated_is_the_publication() -> None:
    mark = TimeMark("2031-05-06T18:22:09+00:00", "May 6, 2031", 1, "entry-date published updated")
    page = page_of("Harbour vote delayed", "Posted on May 6, 2031", raw=RawMetadata(times=(mark,)), url=None)
    assert found(page).published == "2031-05-06T18:22:09+00:00"


# ── hostile pages ────────────────────────────────────────────────────────────────────────────────────────


def test_no_name_can_turn_the_reading_direction() -> None:
    assert found(page_of("Tide", raw=by("Ada\u202e \u200bExample\u2066"))).authors == ("Ada Example",)


@pytest.mark.timeout(10)
@pytest.mark.parametrize(
    "raw",
    [
        pytest.param(RawMetadata(metas=(("author", "By Ada Example"),) * 100_000), id="metas"),
        pytest.param(RawMetadata(metas=(("og:title", "T" * 1_000_000),), title="T " * 500_000), id="titles"),
        pytest.param(RawMetadata(bylines=(("author", "By " * 100),) * 10_000), id="bylines"),
        pytest.param(RawMetadata(times=(TimeMark("1" * 2000, "Updated " * 200, 0, "date " * 400),) * 500), id="times"),
    ],
)
def test_floods_of_markup_are_read_in_no_time(raw: RawMetadata) -> None:
    found(page_of("Tide", "By Ada Example", raw=raw))


@pytest.mark.timeout(10)
@pytest.mark.parametrize("text", ["（" * 60 + "）", "(記者 " * 20 + "）", "Ada Example", "Stand: 1.1.2031"])
def test_floods_of_lines_are_read_in_no_time(text: str) -> None:
    found(page_of("Tide", "May 6, 2031", *([text] * 20_000)))


ODD = ["By Ada Example", "2031-05-06T25:61:00Z", "31/31/2031", "&amp;#x110000;", "//[", "\ud800", "|", "0001-01-01"]
NAMES = ["author", "og:title", "og:url", "date", "keywords", "og:locale"]
WORDS = st.one_of(st.text(max_size=60), st.sampled_from(ODD))


@for_all(
    st.lists(WORDS, min_size=1, max_size=5),
    st.lists(st.tuples(st.sampled_from(NAMES), WORDS), max_size=6),
    WORDS,
    st.booleans(),
)
def test_any_page_has_metadata_that_can_be_stored(
    texts: list[str], metas: list[tuple[str, str]], value: str, plain: bool
) -> None:
    item = replace(ITEM, headline=value, published=value, modified=value, authors=(Agent(value),), publisher=value)
    raw = RawMetadata(title=value, metas=tuple(metas), items=(item,), links=(("canonical", value, ""),), language=value)
    metadata = found(page_of(*texts, raw=raw, plain=plain, captured_at=value, url=value))
    for field in (metadata.title, metadata.published, metadata.canonical_url, metadata.site, *metadata.authors):
        assert (field or "").encode("utf-8") is not None
    assert all(entry.value.encode("utf-8") is not None for entry in metadata.evidence)
    assert len(metadata.authors) <= 20
