from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from onrecord.model import Article

Extract = Callable[..., Article]
TITLE = "Orley rebuilds its pier in oak"
OFFERS = {
    "English": (
        "Subscribe to continue reading",
        ("Get unlimited access to every story from 3 crowns a month. Cancel anytime."),
    ),
    "English, metered": (
        "You have reached your limit of free articles",
        ("Choose a plan to keep reading, or log in if you already subscribe."),
    ),
    "German": (
        "Weiterlesen mit Plus-Abo",
        ("Jetzt vier Wochen kostenlos testen und alle Artikel unbegrenzt lesen. Jederzeit kündbar."),
    ),
    "French": (
        "Il vous reste 70 % de cet article à lire",
        ("La suite est réservée aux abonnés. Abonnez-vous dès 1 euro le premier mois, sans engagement."),
    ),
    "Spanish": (
        "Contenido exclusivo para suscriptores",
        ("Suscríbete y sigue leyendo esta noticia por 1 euro el primer mes. Cancela cuando quieras."),
    ),
    "Italian": (
        "Questo articolo è riservato agli abbonati",
        ("Abbonati per continuare a leggere senza limiti, il primo mese a 1 euro."),
    ),
    "Portuguese": (
        "Conteúdo exclusivo para assinantes",
        ("Assine e continue lendo sem limite por 1 euro no primeiro mês."),
    ),
    "Dutch": ("Verder lezen met een abonnement", "Word lid en lees alle artikelen onbeperkt, de eerste maand gratis."),
    "Polish": (
        "Artykuł dostępny tylko dla prenumeratorów",
        ("Kup prenumeratę i czytaj bez limitu, pierwszy miesiąc za 1 euro."),
    ),
    "Swedish": (
        "Läs hela artikeln som prenumerant",
        ("Prenumerera nu och läs alla artiklar den första månaden för 1 krona."),
    ),
    "Russian": ("Материал доступен только по подписке", "Оформите подписку, чтобы читать статью полностью."),
    "Japanese": ("この記事は会員限定です", "残り1200文字。続きを読むには会員登録が必要です。"),
}


def page(body: str, after: str, *, head: str = "") -> str:
    return (
        f"<html lang=en><head><title>{TITLE} - Orley Echo</title>{head}</head><body><main><article><h1>{TITLE}</h1>"
        f"{body}{after}</article></main><footer><a href=/x>Imprint</a></footer></body></html>"
    )


@pytest.fixture
def opening(paragraphs: tuple[str, ...]) -> str:
    return f"<p>{paragraphs[0]}</p><p>{paragraphs[1]}</p>"


@pytest.mark.parametrize(("label", "offer"), OFFERS.values(), ids=OFFERS.keys())
@pytest.mark.parametrize(
    "box",
    [
        "<div class=x1><h3>{label}</h3><p>{offer}</p><a href=/buy>OK</a></div>",
        "<h4>{label}</h4><p>{offer}</p>",
        "<div><ul><li>{label}</li><li>{offer}</li></ul></div>",
        "<section><p><strong>{label}</strong></p><div>{offer}</div><form><input type=email></form></section>",
    ],
    ids=["box", "bare", "list", "form"],
)
def test_a_text_that_ends_in_an_offer_is_a_stub_without_the_offer(
    extract: Extract, opening: str, paragraphs: tuple[str, ...], box: str, label: str, offer: str
) -> None:
    article = extract(page(opening, box.format(label=label, offer=offer)))
    assert article.kind == "stub"
    assert article.text.split("\n\n") == list(paragraphs[:2])


LOCKED = (
    '<script type="application/ld+json">'
    + json.dumps({"@type": "NewsArticle", "headline": TITLE, "isAccessibleForFree": False, "wordCount": 900})
    + "</script>"
)


@pytest.mark.parametrize(
    ("head", "last"),
    [
        pytest.param(LOCKED, "", id="fewer words than counted"),
        pytest.param(
            LOCKED.replace(', "wordCount": 900', ""),
            "<p>The board then turned to the question of…</p>",
            id="an open end",
        ),
        pytest.param(LOCKED.replace("false", '"False"').replace(', "wordCount": 900', ""), "", id="few words"),
        pytest.param(
            '<meta property="article:content_tier" content="locked">',
            ("<div class=fade-out><p>The board then turned to the question of who pays [...]</p></div>"),
            id="a meta element",
        ),
    ],
)
def test_what_is_not_free_and_was_cut_is_a_stub(extract: Extract, opening: str, head: str, last: str) -> None:
    assert extract(page(opening, last, head=head)).kind == "stub"


def test_what_is_not_free_and_stands_there_in_full_is_an_article(extract: Extract, body: str) -> None:
    whole = body + "".join(
        f"<p>Stage {n} of the works takes {n + 2} weeks, and the old posts go to the boatyard for repairs.</p>"
        for n in range(9)
    )
    head = LOCKED.replace("900", "250")
    assert extract(page(whole, "", head=head)).kind == "article"


def test_a_paragraph_about_subscriptions_stays(extract: Extract, body: str) -> None:
    last = (
        "<p>The Echo said that 400 subscribers had cancelled their subscription since it raised the price of "
        "access.</p>"
    )
    article = extract(page(body, last))
    assert "400 subscribers" in article.text
    assert article.kind == "article"
