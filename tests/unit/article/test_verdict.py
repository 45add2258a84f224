from __future__ import annotations

from collections.abc import Callable

import pytest

from onrecord.model import Article, Rejected

Extract = Callable[..., Article]
Refuse = Callable[..., Rejected]
MENU = "<nav>" + "".join(f"<a href=/{n}>Part {n}</a> " for n in range(8)) + "</nav>"
CARDS = "".join(
    f"<div><h3><a href=/{n}>Harbour dues to rise by {n} percent from July</a></h3><p>By Ada Example</p></div>"
    for n in range(20)
)


@pytest.mark.parametrize(
    ("title", "inside", "reason"),
    [
        pytest.param(
            "404 Not Found", "<h1>Not Found</h1><p>The page you requested is gone.</p>", "error_page", id="bad-title"
        ),
        pytest.param(
            "Orley rebuilds its pier",
            "<h1>Sorry</h1><p>The article you were looking for does not exist any more, or the link was broken.</p>",
            "error_page",
            id="good-title",
        ),
        pytest.param("Seite nicht gefunden", "<p>Leider gibt es hier nichts zu sehen.</p>", "error_page", id="german"),
        pytest.param(
            "Just a moment...", "<p>Verify you are human by completing the action below.</p>", "captcha", id="captcha"
        ),
        pytest.param("orley.example", "<p>This domain is for sale. Buy this domain.</p>", "parked", id="parked"),
        pytest.param(
            "Log in", "<form><input type=email><input type=password>Forgot password?</form>", "login", id="login"
        ),
        pytest.param(
            "Redirecting", "<p>You are being redirected. Click here if you are not.</p>", "redirect", id="redirect"
        ),
        pytest.param(
            "Before you continue",
            "<p>We and our 512 partners store cookies on your device and process personal data with your consent for "
            "personalised advertising.</p><p>You can withdraw your consent or manage your preferences at any time.</p>"
            "<button>Accept all</button>",
            "consent_wall",
            id="consent-wall",
        ),
        pytest.param("Business", f"<h1>Business</h1>{CARDS}", "listing", id="listing"),
    ],
)
def test_a_page_without_an_article_says_what_it_is(refuse: Refuse, title: str, inside: str, reason: str) -> None:
    rejected = refuse(f"<html><head><title>{title}</title></head><body>{MENU}{inside}</body></html>")
    assert (rejected.status, rejected.reason) == ("skip", f"not_article.{reason}")
    assert rejected.detail


def test_a_good_article_under_an_error_banner_is_kept(extract: Extract, body: str) -> None:
    banner = "<p>Sorry! The page you were looking for could not be found.</p>"
    article = extract(
        f"<title>Orley rebuilds its pier</title><body>{banner}<h1>Orley rebuilds its pier</h1>{body}</body>"
    )
    assert "could not be found" not in article.text


@pytest.mark.parametrize("title", ["Portal showed error 404 for nine days", "Why nobody reads what cookie banners say"])
def test_an_article_about_errors_or_consent_is_one(extract: Extract, body: str, title: str) -> None:
    meta = f'<meta property="og:type" content="article"><title>{title}</title>'
    assert extract(f"<head>{meta}</head><body><h1>{title}</h1>{body}</body>").kind == "article"


def test_a_stub_is_flagged(extract: Extract, paragraphs: tuple[str, ...]) -> None:
    wall = "<div class=paywall><p>Already a subscriber? Log in to continue reading.</p></div>"
    assert extract(f"<title>Pier</title><h1>Pier</h1><p>{paragraphs[0]}</p><p>{paragraphs[1]}</p>{wall}").kind == "stub"


def test_a_live_blog_is_known_by_its_clock(extract: Extract, paragraphs: tuple[str, ...]) -> None:
    entries = "".join(f"<h3>1{n}:30</h3><p>{paragraphs[n % 4]} ({n})</p>" for n in range(7))
    page = f"<title>Live blog: the pier vote</title><h1>Live blog: the pier vote</h1>{entries}"
    assert extract(page).kind == "live blog"


@pytest.mark.parametrize("page", ["<html></html>", "<p>Hello</p>", "<img src=x>"])
def test_a_page_with_hardly_a_word_is_empty(refuse: Refuse, page: str) -> None:
    assert refuse(page).status == "empty"


@pytest.mark.parametrize(
    "box",
    [
        '<div class="video"><p>This content is not available in your country.</p></div>',
        "<aside><p>The page you were looking for was moved. Something went wrong.</p></aside>",
    ],
)
def test_a_brief_beside_a_broken_box_is_an_article(extract: Extract, paragraphs: tuple[str, ...], box: str) -> None:
    meta = '<meta property="og:type" content="article"><title>Pier to be rebuilt in oak</title>'
    page = (
        f"<head>{meta}</head><body><h1>Pier to be rebuilt in oak</h1><p>{paragraphs[0]}</p><p>{paragraphs[3]}</p>{box}"
    )
    assert "oak after four hours" in extract(page).text


def test_a_brief_that_mentions_unusual_activity_is_no_captcha(extract: Extract) -> None:
    text = (
        "Police in Orley are looking for a grey boat after guards noticed unusual activity at the salt quay on Monday "
        "night. Nobody was hurt, the harbour master said, and nothing but a rope is missing."
    )
    meta = '<meta property="og:type" content="article"><title>Boat sought</title>'
    assert "grey boat" in extract(f"<head>{meta}</head><body><h1>Boat sought</h1><p>{text}</p>").text


def test_dateline_and_credit_say_where_they_stand(extract: Extract, body: str) -> None:
    article = extract(
        f"<title>Pier</title><h1>Pier</h1><p>ORLEY (Reuters) — The pier will be rebuilt in oak.</p>{body}"
    )
    told = {e.field: (e.source, e.value) for e in article.metadata.evidence}
    assert told["dateline"][1].startswith("ORLEY (Reuters)")
    assert told["credit"][0].startswith("text 0-")
