from __future__ import annotations

from collections.abc import Callable

import pytest

from onrecord.model import Article

Extract = Callable[..., Article]
TITLE = "Orley rebuilds its pier in oak"
MENU = ("Home", "News", "Sport", "Weather", "Sign in")


def plain(extract: Extract, *lines: str, **options: str) -> Article:
    return extract("\n".join(lines), content_type="text/plain", **options)


def left_out(article: Article) -> dict[str, str]:
    """What was left out by role, all of a role together."""
    found: dict[str, str] = {}
    for removed in article.removed:
        found[removed.role] = f"{found.get(removed.role, '')}\n{removed.text}"
    return found


def test_title_and_body_are_told_from_banner_and_boxes(extract: Extract, paragraphs: tuple[str, ...]) -> None:
    article = plain(
        extract, "404", "Oops!", "The page you followed no longer exists.", TITLE, *paragraphs, *paragraphs[1:],
        "Legal Notice:", "The sender gives no warranty of any", "kind for what is said here.", "Comments", "No comment",
    )  # fmt: skip
    assert article.metadata.title == TITLE
    assert article.text.split("\n\n") == list(paragraphs)
    assert article.comments == 0
    assert {removed.role for removed in article.removed} >= {"error banner", "repeat", "disclaimer", "comments"}


def test_menus_around_the_body_are_left_out(extract: Extract, paragraphs: tuple[str, ...]) -> None:
    article = plain(extract, *MENU, TITLE, *paragraphs, *MENU, "About us", "Contact")
    assert article.text.split("\n\n") == list(paragraphs)


def test_a_menu_on_one_line_is_left_out(extract: Extract, paragraphs: tuple[str, ...]) -> None:
    article = plain(extract, " | ".join(MENU), TITLE, *paragraphs, " | ".join((*MENU, "About us", "Contact")))
    assert article.text.split("\n\n") == list(paragraphs)


def test_a_short_line_between_paragraphs_is_a_subheading(extract: Extract, paragraphs: tuple[str, ...]) -> None:
    article = plain(extract, TITLE, paragraphs[0], paragraphs[1], "What comes next", paragraphs[2], paragraphs[3])
    assert [block.role for block in article.blocks] == ["body", "body", "subheading", "body", "body"]


def test_a_text_without_a_title_has_none(extract: Extract, paragraphs: tuple[str, ...]) -> None:
    assert plain(extract, *paragraphs).metadata.title is None


@pytest.mark.parametrize(
    "head",
    [
        pytest.param((f"Title: {TITLE}", "By Dorrit Quell", "Published: 2026-01-03 09:30"), id="title-by-published"),
        pytest.param((f"TITLE: {TITLE}", "AUTHOR: Dorrit Quell", "DATE: 2026-01-03"), id="capitals"),
        pytest.param((f"# {TITLE}", "By Dorrit Quell", "3 January 2026"), id="markdown"),
        pytest.param((f"{TITLE} | The Orley Post", *MENU, TITLE, "By Dorrit Quell", "3 January 2026"), id="wet"),
    ],
)
def test_the_lines_above_the_body_become_title_author_and_date(
    extract: Extract, paragraphs: tuple[str, ...], head: tuple[str, ...]
) -> None:
    article = plain(extract, *head, "", *paragraphs)
    assert article.metadata.title == TITLE
    assert article.text.split("\n\n") == list(paragraphs)
    assert article.metadata.published is not None
    assert article.metadata.published.startswith("2026-01-03")


def test_the_sites_name_is_no_part_of_the_title_of_a_page(extract: Extract, paragraphs: tuple[str, ...]) -> None:
    lines = (f"{TITLE} - Orley Post", *paragraphs)
    assert plain(extract, *lines, url="https://orleypost.example/1").metadata.title == TITLE


@pytest.mark.parametrize(
    ("role", "lines"),
    [
        pytest.param(
            "comments", ("3 Comments", "gull77", "2 hours ago", "Oak rots, you know.", "Reply", "Report"), id="comments"
        ),
        pytest.param("rights", ("© 2026 The Orley Post. All rights reserved.",), id="rights"),
        pytest.param(
            "consent", ("We use cookies to store and access information on your device.", "Accept all", "Reject all"),
            id="consent",
        ),
        pytest.param("tags", ("Tags: pier, oak, fishing",), id="tags"),
        pytest.param("newsletter", ("Sign up for our newsletter and get harbour news every day.",), id="newsletter"),
    ],
)  # fmt: skip
def test_what_follows_the_body_is_left_out_under_its_role(
    extract: Extract, paragraphs: tuple[str, ...], role: str, lines: tuple[str, ...]
) -> None:
    article = plain(extract, TITLE, *paragraphs, *lines)
    assert article.text.split("\n\n") == list(paragraphs)
    told = left_out(article).get(role, "") if role != "rights" else article.rights or ""
    assert lines[0] in told


@pytest.mark.parametrize(
    "lines",
    [
        pytest.param(
            (
                "オーリー議会は火曜日、四時間の議論の末、古い渡し船の桟橋を樫の木で再建することを決めた。",
                "郡は長持ちして三割安い鋼を望んでいたが、漁師たちは耳を貸さなかった。桟橋は百年前に建てられたものだ。",
                "「潮が満ちると樫は歌う」と十九年桟橋を守ってきた港長ドリット・クエルは語った。",
            ),
            id="ja",
        ),
        pytest.param(
            (
                "قرر مجلس أورلي يوم الثلاثاء إعادة بناء رصيف العبارة القديم من خشب البلوط بعد أربع ساعات من النقاش.",
                "كانت المقاطعة تريد الفولاذ الذي يدوم أطول ويكلف أقل بمقدار الثلث، لكن الصيادين رفضوا ذلك تماما.",
                "ومن المقرر أن يبدأ العمل بعد موسم الصيد، وحتى ذلك الحين سترسو السفينة عند رصيف الملح القديم.",
            ),
            id="ar",
        ),
    ],
)
def test_other_scripts_are_read_by_their_shape(extract: Extract, lines: tuple[str, ...]) -> None:
    assert plain(extract, *lines).text.split("\n\n") == list(lines)


def test_the_sentence_that_ends_a_clean_text_stays(extract: Extract, paragraphs: tuple[str, ...]) -> None:
    article = plain(extract, TITLE, *paragraphs, "No date has been set.")
    assert article.text.split("\n\n") == [*paragraphs, "No date has been set."]


def test_the_first_sentence_of_a_text_without_a_title_is_none(extract: Extract, paragraphs: tuple[str, ...]) -> None:
    lines = ("A pier in Orley will be rebuilt, the assembly said.", *paragraphs)
    article = plain(extract, *lines)
    assert article.metadata.title is None
    assert article.text.split("\n\n") == list(lines)
