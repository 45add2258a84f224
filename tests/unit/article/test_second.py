from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from onrecord.model import Article

Extract = Callable[..., Article]
TITLE = "Orley rebuilds its pier in oak"
OTHER = "A clock that runs on gossip"
OTHERS = tuple(
    (
        f"The {nth} thing that the clockmaker of Salt Lane said was that nobody had asked him before, not once in {n} "
        "years."
    )
    for n, nth in enumerate(["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth"], 20)
)
LONG = "".join(f"<p>{text}</p>" for text in OTHERS)


def page(body: str, after: str, *, head: str = "") -> str:
    return (
        f"<html lang=en><head><title>{TITLE} - Orley Echo</title>{head}</head><body><div id=page>"
        f"<h1>{TITLE}</h1><div>By Ada Example</div>{body}{after}</div><footer><a href=/x>Imprint</a></footer>"
        "</body></html>"
    )


LINKED = (
    '<script type="application/ld+json">'
    + json.dumps([{"@type": "NewsArticle", "headline": TITLE}, {"@type": "NewsArticle", "headline": OTHER}])
    + "</script>"
)

FORMS = {
    "an article of its own": (f"<article><h1>{OTHER}</h1><p>By Bo Penman</p>{LONG}</article>", ""),
    "under a label": (f"<div>Read next</div><div><h1>{OTHER}</h1><div>Words: Bo Penman</div>{LONG}</div>", ""),
    "under a German label": (f"<div>Nächster Artikel</div><h1>{OTHER}</h1><div>Von Bo Penman</div>{LONG}", ""),
    "under a French label": (f"<div>Article suivant</div><h2>{OTHER}</h2>{LONG}", ""),
    "with a date": (f"<section><h1>{OTHER}</h1><time datetime=2026-02-03>3 Feb</time>{LONG}</section>", ""),
    "a second heading": (f"<hr><h2>{OTHER}</h2><div>Ein Bericht von Bo Penman</div>{LONG}", ""),
    "named in JSON-LD": (f"<h1>{OTHER}</h1>{LONG}", LINKED),
    "two of them": (
        "".join(
            f"<article><h1>{OTHER}{n}</h1><p>By Bo Penman</p>{LONG.replace('years', f'weeks {n}')}</article>"
            for n in (1, 2)
        ),
        "",
    ),
}


@pytest.mark.parametrize(("after", "head"), FORMS.values(), ids=FORMS.keys())
def test_the_article_that_the_page_is_about_is_kept_and_the_next_one_is_not(
    extract: Extract, body: str, paragraphs: tuple[str, ...], after: str, head: str
) -> None:
    article = extract(page(body, after, head=head))
    assert article.metadata.title == TITLE
    for paragraph in paragraphs:
        assert paragraph in article.text
    for other in OTHERS:
        assert other[:60] not in article.text


@pytest.mark.parametrize(("after", "head"), FORMS.values(), ids=FORMS.keys())
def test_the_next_article_is_named_by_its_headline_in_what_was_removed(
    extract: Extract, body: str, after: str, head: str
) -> None:
    removed = [part.text for part in extract(page(body, after, head=head)).removed if part.role == "related"]
    whole = next(text for text in removed if OTHERS[0][:60] in text)
    assert OTHER in whole.partition(OTHERS[0][:60])[0]


@pytest.mark.parametrize(
    "after",
    [
        pytest.param(f"<h2>What comes next</h2>{LONG}", id="a subheading"),
        pytest.param(f"<h1>What comes next</h1>{LONG}", id="a subheading as h1"),
        pytest.param(
            "".join(f"<h2>Book number {n}</h2><p>by Bo Penman</p><p>{text}</p>" for n, text in enumerate(OTHERS)),
            id="a list of books",
        ),
        pytest.param(
            "".join(
                f"<h2>Stop {n}: Deep Deuce</h2><h3>Grey Sweater</h3><p>{text}</p>" for n, text in enumerate(OTHERS)
            ),
            id="a list of places",
        ),
        pytest.param(f"<h2>Ada and the clock</h2><figcaption>Photo: Bo Penman</figcaption>{LONG}", id="a credit below"),
    ],
)
def test_what_a_subheading_heads_is_of_the_article(extract: Extract, body: str, after: str) -> None:
    text = extract(page(body, after)).text
    for other in OTHERS:
        assert other in text
