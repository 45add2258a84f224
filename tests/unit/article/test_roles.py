"""What the model's word changes, with chances given by hand."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from onrecord.article import roles
from onrecord.article.features import Features, read_features
from onrecord.article.rules import Setting
from onrecord.model import Capture, Origin, Page, Role
from onrecord.page import parse_page
from onrecord.settings import PageSettings

Parse = Callable[[str], Page]


@pytest.fixture
def parse() -> Parse:
    """Parse a page."""
    origin = Origin("x", "x", "x", "file", url="https://orley.example/pier")
    return lambda html: parse_page(Capture(origin, html.encode()), PageSettings())


LINES = (
    "The assembly of Orley voted on Tuesday to rebuild the old ferry pier in oak after the herring season.",
    "Until then the boat will land at the salt quay, two hundred metres further up the river, the mayor said.",
    "The pier is the last of nine that once stood between the lock and the sea, and the only one of wood.",
)
BESIDE = "Nobody in Orley had asked for a pier of steel, and nobody could say who had drawn one on the new map."


def page_of(parse: Parse, *, kind: str = "Thing") -> Page:
    body = "".join(f"<p>{line}</p>" for line in LINES)
    data = f'<script type="application/ld+json">{{"@type": "{kind}", "headline": "Orley rebuilds its pier"}}</script>'
    return parse(
        f"<html lang=en><head><title>Orley rebuilds its pier</title>{data}</head><body><h1>Orley rebuilds its pier</h1>"
        f'<div class="content">{body}</div><div class="related"><p class="lone">{BESIDE}</p></div></body></html>'
    )


def roles_of(monkeypatch: pytest.MonkeyPatch, page: Page, chances: dict[str, float]) -> dict[str, Role]:
    def given(page: Page, features: Features, setting: Setting, asked: Sequence[bool]) -> list[float]:
        return [chances.get(text, 0.0) if ask else 0.0 for text, ask in zip(page.blocks.text, asked, strict=True)]

    monkeypatch.setattr(roles, "text_chances", given)
    found = roles.find_roles(page, read_features(page), "Orley rebuilds its pier", None)
    return dict(zip(page.blocks.text, found, strict=True))


def test_where_the_model_is_sure_it_brings_back_what_the_rules_took_out(
    parse: Parse, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = roles_of(monkeypatch, page_of(parse), dict.fromkeys([*LINES, BESIDE], 0.97))
    assert found[BESIDE] == "body"


def test_in_news_it_must_be_surer(parse: Parse, monkeypatch: pytest.MonkeyPatch) -> None:
    chances = dict.fromkeys(LINES, 0.97) | {BESIDE: 0.7}
    assert roles_of(monkeypatch, page_of(parse), chances)[BESIDE] == "body"
    assert roles_of(monkeypatch, page_of(parse, kind="NewsArticle"), chances)[BESIDE] == "related"


def test_a_page_that_it_is_not_sure_of_is_left_to_the_rules(parse: Parse, monkeypatch: pytest.MonkeyPatch) -> None:
    found = roles_of(monkeypatch, page_of(parse), dict.fromkeys(LINES, 0.3) | {BESIDE: 0.45})
    assert [found[line] for line in LINES] == ["body"] * 3
    assert found[BESIDE] == "related"


def test_a_paragraph_among_its_like_is_not_lost_for_one_low_chance(
    parse: Parse, monkeypatch: pytest.MonkeyPatch
) -> None:
    chances = {LINES[0]: 0.97, LINES[1]: 0.97, LINES[2]: 0.1}
    assert roles_of(monkeypatch, page_of(parse), chances)[LINES[2]] == "body"


def test_it_never_takes_the_whole_text(parse: Parse, monkeypatch: pytest.MonkeyPatch) -> None:
    found = roles_of(monkeypatch, page_of(parse), {})
    assert [found[line] for line in LINES] == ["body"] * 3
