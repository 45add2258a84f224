"""Which of the dates that a page tells and shows are those of the publication and of the last change."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from onrecord.model import Article, Evidence

HEAD = "<h1>Orley votes for oak</h1>"


def dates(article: Article) -> tuple[str | None, str | None]:
    return article.metadata.published, article.metadata.modified


def page(body: str, top: str = "", *, head: str = "", lang: str = "en") -> str:
    title = "<title>Orley votes for oak</title>"
    return f"<html lang={lang}><head>{title}{head}</head><body><main>{HEAD}{top}{body}</main></body></html>"


def published_meta(value: str) -> str:
    return f'<meta property="article:published_time" content="{value}">'


@pytest.mark.parametrize(
    ("top", "expected"),
    [
        pytest.param("<p>May 6, 2031</p>", ("2031-05-06", None), id="a bare date"),
        pytest.param("<p>Published May 6, 2031 · Updated May 8, 2031</p>", ("2031-05-06", "2031-05-08"), id="one line"),
        pytest.param("<p>Updated: May 8, 2031</p><p>May 6, 2031</p>", ("2031-05-06", "2031-05-08"), id="two lines"),
        pytest.param(
            "<p>Last updated</p><p>May 8, 2031</p>", ("2031-05-08", "2031-05-08"), id="a label above its date"
        ),
        pytest.param("<p>Published</p><p>May 6, 2031</p>", ("2031-05-06", None), id="another"),
        pytest.param("<p>Ann TestMay 6, 20317 min read</p>", ("2031-05-06", None), id="elements without spaces"),
        pytest.param("<p>May 8, 2031April 6, 2031 by Ann Test</p>", ("2031-04-06", None), id="two dates run together"),
        pytest.param("<p>The pier, released May 6, 2031, is old.</p>", (None, None), id="a sentence"),
        pytest.param(
            "<p>Posted by Ann in the council hall, updated daily</p>", (None, None), id="labels without dates"
        ),
        pytest.param("<p>Veröffentlicht am 06.05.2031 um 7 Uhr</p>", ("2031-05-06T07:00", None), id="German"),
        pytest.param(
            "<p>입력 2031.05.06. 오후 6:05 | 수정 2031.05.07. 오전 9:00</p>",
            ("2031-05-06T18:05", "2031-05-07T09:00"),
            id="Korean",
        ),
        pytest.param("<p>公開日：2031年5月6日 更新日：2031年5月8日</p>", ("2031-05-06", "2031-05-08"), id="Japanese"),
        pytest.param("<p>发布时间：2031-05-06 18:05</p>", ("2031-05-06T18:05", None), id="Chinese"),
        pytest.param(
            "<p>Yayınlanma: 6 Mayıs 2031 Güncelleme: 7 Mayıs 2031</p>", ("2031-05-06", "2031-05-07"), id="Turkish"
        ),
        pytest.param("<p>نشر في: 6 مايو 2031 آخر تحديث: 7 مايو 2031</p>", ("2031-05-06", "2031-05-07"), id="Arabic"),
        pytest.param("<p>Опубликовано: 6 мая 2031</p>", ("2031-05-06", None), id="Russian"),
    ],
)
def test_lines_under_the_headline_say_what_their_dates_are(
    extract: Callable[..., Article], body: str, top: str, expected: tuple[str | None, str | None]
) -> None:
    assert dates(extract(page(body, top))) == expected


def test_the_day_beside_the_headline_overrules_a_later_stamp(extract: Callable[..., Article], body: str) -> None:
    html = page(body, "<p>November 2, 2030</p>", head=published_meta("2031-05-06T09:00:00Z"))
    assert dates(extract(html))[0] == "2030-11-02"


@pytest.mark.parametrize(
    "top",
    [
        pytest.param("<p>May 8, 2031</p>", id="a later day may be that of the change"),
        pytest.param("<p>Updated November 2, 2030</p>", id="a change"),
        pytest.param("<p>May 5, 2031</p>", id="a day that another zone explains"),
        pytest.param("<p>The old pier of November 2, 2030 had burnt, and nobody mourned it.</p>", id="a sentence"),
        pytest.param("<p>May 6, 2031</p><p>November 2, 2030</p>", id="the stamp's own day is shown as well"),
    ],
)
def test_else_the_stamp_of_the_publication_stays(extract: Callable[..., Article], body: str, top: str) -> None:
    html = page(body, top, head=published_meta("2031-05-06T02:00:00Z"))
    assert dates(extract(html))[0] == "2031-05-06T02:00:00+00:00"


def test_a_shown_day_takes_the_time_of_a_stamp_that_agrees(extract: Callable[..., Article], body: str) -> None:
    scope = 'itemscope itemtype="https://schema.org/BlogPosting"'
    item = f'<div {scope}><meta itemprop="datePublished" content="2031-06-01"></div>'
    html = page(body, f"<p>May 6, 2031</p>{item}", head=published_meta("2031-05-06T09:00:00Z"))
    assert dates(extract(html))[0] == "2031-05-06T09:00:00+00:00"


@pytest.mark.parametrize(
    "value", ["1970-01-01T00:00:00Z", "1969-12-31", "1900-01-01", "0001-01-01T00:00:00", "-62135596800", "0"]
)
def test_the_zero_of_a_clock_is_no_date(extract: Callable[..., Article], body: str, value: str) -> None:
    html = page(body, head=published_meta(value) + f'<meta name="date" content="{value}">')
    assert dates(extract(html))[0] is None


@pytest.mark.parametrize(
    "name",
    ["w-published-date", "published", "article.datePublication", "shell:publish_date", "dateposted", "published_at"],
)
def test_metas_of_unknown_systems_are_known_by_their_names(
    extract: Callable[..., Article], body: str, name: str
) -> None:
    assert dates(extract(page(body, head=f'<meta name="{name}" content="2031-05-06">')))[0] == "2031-05-06"


@pytest.mark.parametrize("name", ["publisher-id", "unpublish-date", "publish_until", "birth-date", "expires"])
def test_metas_of_other_dates_are_not_taken(extract: Callable[..., Article], body: str, name: str) -> None:
    assert dates(extract(page(body, head=f'<meta name="{name}" content="2031-05-06">')))[0] is None


def test_hours_ago_count_from_the_capture(extract: Callable[..., Article], body: str) -> None:
    html = page(body, "<p>By Ann Test · 3 hours ago</p>")
    article = extract(html, captured_at="2031-05-06T18:30:00Z")
    assert (dates(article), article.metadata.published_precision) == (("2031-05-06", None), "day")
    assert dates(extract(html)) == (None, None)


def test_a_byline_far_from_the_headline_dates_the_article(extract: Callable[..., Article], body: str) -> None:
    html = page(body * 5, top="<p>Tide</p>" * 20 + '<p class="byline">Ann Test / May 6, 2031</p>')
    assert dates(extract(html))[0] == "2031-05-06"


@pytest.mark.parametrize(
    "wrapped",
    [
        pytest.param("<aside><p>May 6, 2031</p></aside>", id="aside"),
        pytest.param('<div class="related"><p>May 6, 2031</p></div>', id="related"),
        pytest.param('<div class="post-card"><p>May 6, 2031</p></div>', id="card"),
        pytest.param("<article><h2>Other news</h2><p>May 6, 2031</p></article>", id="another article"),
        pytest.param("<p>May 6, 2031</p><p>May 9, 2031</p>", id="two days"),
    ],
)
def test_dates_of_other_things_far_below_are_not_taken(
    extract: Callable[..., Article], body: str, wrapped: str
) -> None:
    assert dates(extract(page(body * 5 + wrapped)))[0] is None


def test_the_only_date_of_the_page_is_taken(extract: Callable[..., Article], body: str) -> None:
    assert dates(extract(page(body * 5 + "<p>May 6, 2031</p>")))[0] == "2031-05-06"


def test_a_last_change_far_below_stands_in_and_says_so(extract: Callable[..., Article], body: str) -> None:
    metadata = extract(page(body * 5 + "<p>Page last modified May 6, 2031</p>")).metadata
    assert (metadata.published, metadata.modified) == ("2031-05-06", "2031-05-06")
    assert [entry.source for entry in metadata.evidence if entry.field == "published"] == [
        "text block 21, of the last change"
    ]
    assert all(isinstance(entry, Evidence) for entry in metadata.evidence)


def test_a_urls_month_takes_its_day_from_a_line(extract: Callable[..., Article], body: str) -> None:
    html = page(body * 5 + "<p>Posted on May 6, 2031</p>")
    assert dates(extract(html, url="https://paper.example/2031/05/orley/"))[0] == "2031-05-06"
    assert dates(extract(html, url="https://paper.example/2031/04/orley/"))[0] == "2031-04"
