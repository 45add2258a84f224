from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from onrecord.model import Article, Rejected
from onrecord.pipeline import read_clean as read

Extract = Callable[..., Article]
TITLE = "North quay stays shut until spring"
TEXTS = (
    "The harbour board said on Monday that the north quay will stay shut until spring, when the divers can return.",
    "Officials found cracks along forty metres of the wall in January, and repairs now cost twice as much, they said.",
    "“Nobody told us,” said Ada Fenn, who has sold fish there since 1990 and pays rent for a stall behind the fence.",
    "The council votes on the money next week. Until then, boats will land at the old ferry ramp on the south side.",
)
HTML = (
    f"<p>{TEXTS[0]}</p><p>{TEXTS[1]}</p><h2>What happens next</h2><p>{TEXTS[2]}</p><p>{TEXTS[3]}</p><ul><li>"
    "Divers in April</li></ul>"
)


def page(script: str, shown: str = "<div id=root></div>") -> str:
    head = f'<title>{TITLE} | Quay News</title><meta property="og:type" content="article">'
    return f"<html lang=en><head>{head}</head><body>{shown}{script}</body></html>"


def in_json(value: object) -> str:
    return json.dumps(value).replace("<", "\\u003c")


def assigned(name: str, value: object) -> str:
    return page(f"<script>window.{name} = {in_json(value)};(function(){{}})()</script>")


def block(text: str, style: str = "normal") -> dict[str, object]:
    spans = [{"_type": "span", "text": text[:30]}, {"_type": "span", "text": text[30:]}]
    return {"_type": "block", "style": style, "children": spans}


ELEMENTS = [{"type": "text", "content": text} for text in TEXTS]
PUSHED = ["$", "article", None, {"children": [["$", "p", str(n), {"children": text}] for n, text in enumerate(TEXTS)]}]
FORMS = {
    "articleBody": page(
        '<script type="application/ld+json">'
        f"{in_json({'@type': 'NewsArticle', 'headline': TITLE, 'articleBody': chr(10).join(TEXTS)})}"
        "</script>"
    ),
    "articleBody with markup": page(
        '<script type="application/ld+json">'
        f"{in_json({'@type': 'NewsArticle', 'headline': TITLE, 'articleBody': HTML})}</script>"
    ),
    "Next": page(
        '<script id="__NEXT_DATA__" type="application/json">'
        f"{in_json({'props': {'pageProps': {'article': {'headline': TITLE, 'body': HTML}}}})}</script>"
    ),
    "escaped markup": assigned(
        "__INITIAL_STATE__", {"article": {"title": TITLE, "body": HTML.replace("<", "&lt;").replace(">", "&gt;")}}
    ),
    "content elements": page(
        "<script>Fusion.globalContent="
        + in_json({"headlines": {"basic": TITLE}, "content_elements": ELEMENTS})
        + ";Fusion.x=1</script>"
    ),
    "JSON.parse": page(
        "<script>window.__PRELOADED_STATE__ = "
        f"JSON.parse({in_json(json.dumps({'a': {'headline': TITLE, 'html': HTML}}))});</script>"
    ),
    "Apollo": assigned(
        "__APOLLO_STATE__",
        {
            "Article:1": {
                "__typename": "Article",
                "title": TITLE,
                "body": [{"type": "paragraph", "children": [{"text": text}]} for text in TEXTS],
            }
        },
    ),
    "Nuxt": page(
        f"<script>window.__NUXT__=(function(a,b){{return "
        f"{{data:[{{title:a,body:{in_json(HTML)}}}],x:b}}}}({in_json(TITLE)},null))</script>"
    ),
    "portable text": assigned(
        "__DATA__", {"post": {"title": TITLE, "body": [*map(block, TEXTS), block("What happens next", "h2")]}}
    ),
    "draft": assigned(
        "__STATE__", {"title": TITLE, "raw": {"blocks": [{"type": "unstyled", "text": text} for text in TEXTS]}}
    ),
    "server components": page(
        f"<script>self.__next_f.push([1,{in_json('2:' + json.dumps(PUSHED) + chr(10))}])</script>"
    ),
    "rows of text": page(f"<script>self.__next_f.push([1,{in_json(f'1:T{len(HTML.encode()):x},' + HTML)}])</script>"),
    "noscript": page(f"<noscript><h1>{TITLE}</h1>{HTML}</noscript>"),
    "behind an opening": page(
        (
            '<script type="application/ld+json">'
            f"{in_json({'@type': 'NewsArticle', 'headline': TITLE, 'articleBody': chr(10).join(TEXTS)})}"
            "</script>"
        ),
        f"<h1>{TITLE}</h1><p>{TEXTS[0]}</p>",
    ),
}


@pytest.mark.parametrize("html", FORMS.values(), ids=FORMS.keys())
def test_an_article_in_a_script_is_read_from_there(extract: Extract, html: str) -> None:
    article = extract(html)
    body = [article.text[b.start : b.end] for b in article.blocks if b.role == "body"]
    assert tuple(body) == TEXTS
    assert any(proof.field == "text" for proof in article.metadata.evidence)


@pytest.mark.parametrize(
    "name", ["articleBody with markup", "Next", "escaped markup", "JSON.parse", "Nuxt", "rows of text"]
)
def test_markup_inside_a_string_gives_the_roles(extract: Extract, name: str) -> None:
    article = extract(FORMS[name])
    assert [b.role for b in article.blocks] == ["body", "body", "subheading", "body", "body", "list"]


def test_a_page_that_shows_its_text_keeps_that(extract: Extract) -> None:
    shown = "".join(f"<p>{text} {n}.</p>" for n in range(5) for text in TEXTS)
    other = in_json({"title": TITLE, "body": HTML.replace("divers", "DIVERS")})
    article = extract(page(f"<script>window.x = {other}</script>", f"<h1>{TITLE}</h1>{shown}"))
    assert "DIVERS" not in article.text
    assert all(proof.field != "text" for proof in article.metadata.evidence)


def test_the_text_of_another_article_is_not_taken(extract: Extract) -> None:
    other = in_json({"next": {"title": "A clock that runs on gossip", "body": HTML}})
    own = (
        "The ferry to the salt quay is cancelled on Sunday, the harbour master said, since the pilot has a cold "
        "and nobody else knows the sandbanks."
    )
    article = extract(page(f"<script>window.x = {other}</script>", f"<h1>{TITLE}</h1><p>{own}</p>"))
    assert article.text == own


@pytest.mark.parametrize(
    "script",
    [
        "window.x = " + '{"a":' * 5000,
        "window.x = {" * 20000,
        "window.x = JSON.parse('" + "\\" * 100_000,
        'self.__next_f.push([1,"' + "1:T" * 50_000,
        "var a = " + '"' * 100_000,
        "var a = " + in_json([[["x" * 50] * 3] * 40] * 40),
    ],
    ids=["deep", "many", "backslashes", "rows", "marks", "lists"],
)
def test_scripts_that_are_made_to_hurt_do_not(script: str) -> None:
    assert isinstance(read(page(f"<script>{script}</script>")), Rejected)
