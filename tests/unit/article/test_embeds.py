from __future__ import annotations

from collections.abc import Callable

import pytest

from onrecord.model import Article, Block

Extract = Callable[..., Article]
HEAD = "<title>Orley rebuilds its pier in oak - Orley Echo</title>"
H1 = "<h1>Orley rebuilds its pier in oak</h1>"
WORDS = "The county will not pay a crown more than it has promised, whatever the pier is made of."

POSTS = {
    "X": (
        f'<blockquote class="twitter-tweet" data-lang="en"><p lang="en" dir="ltr">{WORDS} <a '
        'href="https://t.co/a">pic.twitter.com/a</a></p>'
        '&mdash; Hedda Brask (@heddabrask) <a href="https://twitter.com/heddabrask/status/1">March 3, 2024</a>'
        "</blockquote>",
        "Hedda Brask (@heddabrask)",
        "2024-03-03",
    ),
    "X, French": (
        f'<div class="embed"><blockquote class="twitter-tweet"><p lang="fr">{WORDS}</p>— Hedda Brask '
        '(@heddabrask) <a href="#">3 mars 2024</a></blockquote></div>',
        "Hedda Brask (@heddabrask)",
        "2024-03-03",
    ),
    "Bluesky": (
        f'<blockquote class="bluesky-embed" data-bluesky-uri="at://x"><p lang="en">{WORDS}<br><br><a href="#">'
        "[image or embed]</a></p>"
        '&mdash; Hedda Brask (<a href="#">@hedda.bsky.social</a>) <a href="#">March 3, 2024 at 2:32 PM</a>'
        "</blockquote>",
        "Hedda Brask (@hedda.bsky.social)",
        "2024-03-03T14:32",
    ),
    "Instagram": (
        '<blockquote class="instagram-media" data-instgrm-version="14"><div><a href="#"><div>View this post on '
        "Instagram</div></a>"
        f'<p><a href="#">{WORDS}</a></p><p><a href="#">A post shared by Hedda Brask (@heddabrask)</a> on <time '
        'datetime="2024-03-03T13:32:00+00:00">Mar 3, 2024 at 5:32am PST</time></p></div></blockquote>',
        "Hedda Brask (@heddabrask)",
        "2024-03-03T05:32-08:00",
    ),
    "Facebook": (
        '<div class="fb-post" data-href="#"><blockquote cite="#" class="fb-xfbml-parse-ignore">'
        f'<p>{WORDS}</p>Posted by <a href="#">Hedda Brask</a> on&nbsp;<a href="#">Sunday, 3 March 2024</a>'
        "</blockquote></div>",
        "Hedda Brask",
        "2024-03-03",
    ),
    "Telegram": (
        '<div class="tgme_widget_message"><div class="tgme_widget_message_author"><a href="#">Hedda Brask '
        "(@heddabrask)</a></div>"
        f'<div class="tgme_widget_message_text">{WORDS}</div></div>',
        "Hedda Brask (@heddabrask)",
        None,
    ),
    "TikTok": (
        f'<blockquote class="tiktok-embed" cite="#"><section><div><a href="#">@heddabrask</a></div><p>{WORDS}</p>'
        '<div><a href="#">♬ original sound - Hedda</a></div></section></blockquote>',
        "@heddabrask",
        None,
    ),
}


def page(paragraphs: tuple[str, ...], inside: str) -> str:
    before, after = (f"<p>{text}</p>" for text in ("".join(paragraphs[:1]), paragraphs[1]))
    rest = "".join(f"<p>{text}</p>" for text in paragraphs[2:])
    return f"<html lang=en><head>{HEAD}</head><body><article>{H1}{before}{inside}{after}{rest}</article></body></html>"


def quotes(article: Article) -> list[Block]:
    return [block for block in article.blocks if block.role == "quote"]


@pytest.mark.parametrize(("html", "by", "time"), POSTS.values(), ids=POSTS.keys())
def test_an_embedded_post_is_a_quotation_with_its_author(
    extract: Extract, paragraphs: tuple[str, ...], html: str, by: str, time: str | None
) -> None:
    article = extract(page(paragraphs, html))
    found = quotes(article)
    assert any(WORDS in article.text[block.start : block.end] for block in found)
    assert {(block.by, block.time) for block in found} == {(by, time)}
    assert [block.opens for block in found] == [True] + [False] * (len(found) - 1)
    for paragraph in paragraphs:
        assert paragraph in article.text


@pytest.mark.parametrize("html", [POSTS["Instagram"][0], POSTS["TikTok"][0], POSTS["Bluesky"][0]], ids=["a", "b", "c"])
def test_the_buttons_of_an_embedded_post_are_not_in_the_text(
    extract: Extract, paragraphs: tuple[str, ...], html: str
) -> None:
    text = extract(page(paragraphs, html)).text
    assert "View this post" not in text
    assert "♬" not in text


@pytest.mark.parametrize(
    "html",
    [
        '<blockquote class="instagram-media"><a href="#">Diesen Beitrag auf Instagram ansehen</a><p><a href="#">'
        "Ein Beitrag geteilt von Hedda Brask (@heddabrask)</a></p></blockquote>",
        '<blockquote class="twitter-tweet"><a href="https://twitter.com/h/status/1">'
        "https://twitter.com/h/status/1</a></blockquote>",
        '<blockquote class="text-post-media"><a href="#"><div>View on Threads</div></a></blockquote>',
        '<blockquote class="mastodon-embed"><a href="#"><div>Post by @hedda@orley.social</div><div>View on '
        "Mastodon</div></a></blockquote>",
    ],
    ids=["Instagram", "X", "Threads", "Mastodon"],
)
def test_a_frame_without_words_gives_no_quotation(extract: Extract, paragraphs: tuple[str, ...], html: str) -> None:
    article = extract(page(paragraphs, html))
    assert quotes(article) == []
    assert article.text.split("\n\n") == list(paragraphs)


@pytest.mark.parametrize(
    ("html", "by"),
    [
        (
            f"<blockquote><p>{WORDS}</p><footer>— <cite>Hedda Brask</cite>, minister</footer></blockquote>",
            "Hedda Brask, minister",
        ),
        (f"<blockquote><p>{WORDS}</p><cite>Hedda Brask</cite></blockquote>", None),
        (f"<blockquote><p>{WORDS}</p><p>– Hedda Brask, minister</p></blockquote>", "Hedda Brask, minister"),
        (
            f"<figure><blockquote><p>{WORDS}</p></blockquote><figcaption>Hedda Brask</figcaption></figure>",
            "Hedda Brask",
        ),
        (f"<blockquote><p>“{WORDS}”</p><p>Hedda Brask, minister</p></blockquote>", "Hedda Brask, minister"),
        (f"<blockquote><p>{WORDS}</p></blockquote>", None),
    ],
    ids=["footer", "cite in a line", "dash", "figure", "closing marks", "nobody"],
)
def test_a_quotation_has_the_speaker_that_its_last_line_names(
    extract: Extract, paragraphs: tuple[str, ...], html: str, by: str | None
) -> None:
    article = extract(page(paragraphs, html))
    found = quotes(article)
    assert WORDS in article.text[found[0].start : found[0].end]
    assert {block.by for block in found} == {by}


def test_an_article_inside_a_blockquote_is_no_quotation(extract: Extract, body: str) -> None:
    article = extract(f"<html><head>{HEAD}</head><body>{H1}<blockquote>{body}</blockquote></body></html>")
    assert quotes(article) == []
    assert len(article.blocks) == 4
