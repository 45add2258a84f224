from __future__ import annotations

from collections.abc import Callable

import pytest

from onrecord.model import Article

Extract = Callable[..., Article]
HEAD = "<title>Orley rebuilds its pier in oak - Orley Echo</title>"
H1 = "<h1>Orley rebuilds its pier in oak</h1>"


def page(inside: str) -> str:
    return f"<html lang=en><head>{HEAD}</head><body><div class=content>{H1}{inside}</div></body></html>"


def test_the_body_is_kept_whole_and_in_order(extract: Extract, body: str, paragraphs: tuple[str, ...]) -> None:
    assert extract(page(body)).text.split("\n\n") == list(paragraphs)


def test_blocks_lie_in_the_text_one_behind_the_other(extract: Extract, body: str) -> None:
    article = extract(
        page(
            f"{body}<h2>What comes next</h2>{body.replace('oak', 'ash')}"
            "<ul><li>One pier of 84 piles, for all<li>Two boats in summer</ul>"
        )
    )
    assert "\n\n".join(article.text[b.start : b.end] for b in article.blocks) == article.text
    assert {b.role for b in article.blocks} == {"body", "subheading", "list"}


@pytest.mark.parametrize(
    ("box", "role"),
    [
        pytest.param(
            '<div class="related-posts"><a href=/a>A quiet year for rowers</a></div>', "related", id="related"
        ),
        pytest.param('<div class="newsletterteaser"><p>Join us every Friday.</p></div>', "newsletter", id="compound"),
        pytest.param('<div class="shareBar"><a href=#>Send</a></div>', "share bar", id="camel-case"),
        pytest.param('<div id="cookie-banner"><p>We set small files.</p></div>', "consent", id="consent"),
        pytest.param('<section class="comments"><p>I like oak very much.</p></section>', "comments", id="comments"),
        pytest.param("<p>Read more: <a href=/x>The pier in figures</a></p>", "related", id="read-more"),
        pytest.param("<p>Sign up for our newsletter</p>", "newsletter", id="appeal"),
        pytest.param("<p>Advertisement</p>", "advertisement", id="advertisement-label"),
        pytest.param("<p>Comments (0)</p>", "comments", id="empty-comment-box"),
        pytest.param("<figure><figcaption>Photo: Ada Example</figcaption></figure>", "caption", id="caption"),
        pytest.param(
            "<p>The publisher accepts no liability for the accuracy of this information and gives no warranty.</p>",
            "disclaimer",
            id="disclaimer",
        ),
        pytest.param(
            "<p>You have read 5 free articles this month. Subscribe for unlimited access to go on.</p>",
            "paywall",
            id="paywall",
        ),
    ],
)
def test_what_is_no_article_leaves_the_text_under_its_role(
    extract: Extract, body: str, paragraphs: tuple[str, ...], box: str, role: str
) -> None:
    article = extract(page(f"{body}{box}"))
    assert article.text.split("\n\n") == list(paragraphs)
    assert role in {removed.role for removed in article.removed}


def test_a_rights_line_goes_to_rights(extract: Extract, body: str) -> None:
    article = extract(page(f"{body}<p>© 2031 Orley Echo. All rights reserved.</p>"))
    assert article.rights == "© 2031 Orley Echo. All rights reserved."
    assert "rights" not in article.text


def test_a_sentence_that_only_begins_like_an_appeal_is_kept(extract: Extract, body: str) -> None:
    sentence = (
        "Read more slowly, the minutes show that nobody in the hall, neither the mayor nor the two engineers who had "
        "drawn the plans, knew what the old pier had been made of when it was first put up by the guild in 1804."
    )
    assert sentence in extract(page(f"{body}<p>{sentence}</p>")).text


def test_a_class_that_most_of_the_text_stands_under_tells_nothing(
    extract: Extract, paragraphs: tuple[str, ...]
) -> None:
    inside = "".join(f'<div class="promo sidebar"><p>{text}</p></div>' for text in paragraphs)
    assert extract(page(inside)).text.split("\n\n") == list(paragraphs)


def test_the_article_under_the_headline_wins_over_a_longer_one(extract: Extract, body: str) -> None:
    other = "<p>" + "</p><p>".join(
        f"The rowing league met for the {n}th time and agreed on nothing at all." for n in range(20)
    )
    articles = f"<article>{H1}{body}</article><article><h1>Rowers</h1>{other}</article>"
    html = f"<html><head>{HEAD}</head><body>{articles}</body></html>"
    article = extract(html)
    assert "rowing league" not in article.text
    assert any("rowing league" in removed.text for removed in article.removed)


def test_comments_are_known_by_their_reply_buttons(extract: Extract, body: str, paragraphs: tuple[str, ...]) -> None:
    thread = "".join(
        f"<div><b>reader{n}</b><p>My uncle drove piles there in 19{n} and never once came home with dry boots.</p>"
        f"<span>Reply</span></div>"
        for n in range(50, 62)
    )
    html = f"<html><head>{HEAD}</head><body><div>{H1}{body}</div><div>{thread}</div></body></html>"
    assert extract(html).text.split("\n\n") == list(paragraphs)


def test_the_cells_of_a_table_row_stand_on_one_line(extract: Extract, body: str) -> None:
    table = "<table><tr><th>Wood<th>Crowns</tr><tr><td>Oak<td>61,000</tr></table>"
    article = extract(page(f"{body}{table}<p>The oak will come from the county's own forest, the mayor said.</p>"))
    assert "Wood | Crowns\n\nOak | 61,000" in article.text


def test_a_table_that_lays_out_the_page_is_no_table(extract: Extract, paragraphs: tuple[str, ...]) -> None:
    cell = "<br><br>".join(paragraphs)
    html = f"<html><head>{HEAD}</head><body><table><tr><td><a href=/>Home</a><td>{H1}{cell}</tr></table></body></html>"
    article = extract(html)
    assert article.text.split("\n\n") == list(paragraphs)
    assert {block.role for block in article.blocks} == {"body"}


def test_hidden_paragraphs_of_the_body_are_kept_and_a_hidden_error_is_not(extract: Extract, body: str) -> None:
    hidden = "<div hidden><p>The oak comes from the county forest, which has been kept for ships since 1788.</p></div>"
    error = '<div class="modal error-modal" style="display:none"><p>Sorry! The page could not be found.</p></div>'
    text = extract(page(f"{error}{body}{hidden}")).text
    assert "kept for ships since 1788" in text
    assert "could not be found" not in text
