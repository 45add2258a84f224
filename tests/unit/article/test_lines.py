from __future__ import annotations

from collections.abc import Callable

from onrecord.model import Article

Extract = Callable[..., Article]
TITLE = "Orley rebuilds its pier in oak"


def plain(extract: Extract, *lines: str) -> Article:
    return extract("\n".join(lines), content_type="text/plain")


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
    menu = ("Home", "News", "Sport", "Weather", "Sign in")
    article = plain(extract, *menu, TITLE, *paragraphs, *menu, "About us", "Contact")
    assert article.text.split("\n\n") == list(paragraphs)


def test_a_short_line_between_paragraphs_is_a_subheading(extract: Extract, paragraphs: tuple[str, ...]) -> None:
    article = plain(extract, TITLE, paragraphs[0], paragraphs[1], "What comes next", paragraphs[2], paragraphs[3])
    assert [block.role for block in article.blocks] == ["body", "body", "subheading", "body", "body"]


def test_a_text_without_a_title_has_none(extract: Extract, paragraphs: tuple[str, ...]) -> None:
    assert plain(extract, *paragraphs).metadata.title is None
