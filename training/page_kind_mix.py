"""Invented pages put together at random, beyond the forms of tests/traps/no_article.py: what the model learns from too.

A page without an article is one to five notices of a kind, now and then in two languages or with advice, under any
heading or none, in any markup, above, below or among teasers. A page with one is two to six paragraphs in the same
places.
"""

from __future__ import annotations

import random
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from tests.traps.look import link, text
from tests.traps.no_article import KINDS, LANGUAGES, BarePage, Maker, _address, _furnished, _widget, words_of

_SHAPES = (
    "<p>{}</p>", "<p>{}</p>", "<p>{}</p>", "<div>{}</div>", "<div><span>{}</span></div>", "{}<br><br>", "<li>{}</li>",
    "<h2>{}</h2>", "<p><strong>{}</strong></p>", "<section><p>{}</p></section>", "<tr><td>{}</td></tr>",
)  # fmt: skip
_HEADS = ("<h1>{}</h1>", "<h1>{}</h1>", "<h1>{}</h1>", "<h2>{}</h2>", "<div class=title>{}</div>", "<p><b>{}</b></p>")
_BOXES = ("<article>{}</article>", "<div class=content>{}</div>", "<div>{}</div>", "<section class=main>{}</section>")


@cache
def phrases() -> dict[str, dict[str, tuple[str, ...]]]:
    """Return page_kind_phrases.toml: the heading and the texts of each language and kind."""
    path = Path(__file__).with_name("page_kind_phrases.toml")
    listed = tomllib.loads(path.read_text("utf-8"))
    return {of: {kind: tuple(said.split(" | ")) for kind, said in kinds.items()} for of, kinds in listed.items()}


def notices(kind: str, dice: random.Random, maker: Maker) -> tuple[str, list[str]]:
    """Return a heading and texts of a kind, from the phrases of any language or from those of the traps."""
    if dice.random() < 0.3:
        return maker.message(maker.words)
    listed = phrases()
    of = dice.choice([code for code in listed if kind in listed[code]] + ["en"] * 4)
    title, *texts = listed[of][kind]
    dice.shuffle(texts)
    return title, texts


def mixed_pages(seed: int, *, kept: bool = False, most: int = 60) -> Iterator[BarePage]:
    """Yield pages of all kinds, as many articles as pages of the four commonest kinds together."""
    for number in range(most):
        dice = random.Random(f"mixed {seed} {number}")
        kind = "article" if dice.random() < 0.3 else dice.choice(KINDS)
        language = dice.choice(LANGUAGES)
        maker = Maker(words_of(language), words_of("en"), kind, dice, kept)
        form = "mixed"
        yield BarePage(kind, form, language, _mixed(maker), _address(maker))


def _mixed(maker: Maker) -> str:
    dice, words = maker.random, maker.words
    news = dice.choice(words.news)
    if maker.kind == "article":
        title, lines, claims = news, _story(maker), dice.random() < 0.7
        aid = ""
    else:
        title, texts = notices(maker.kind, dice, maker)
        lines = texts[: dice.randrange(1, 6)]
        if dice.random() < 0.2:
            lines += notices(maker.kind, dice, maker)[1][:2]
        if dice.random() < 0.35:
            lines += maker.some(words.advice, dice.randrange(1, 4))
        claims = dice.random() < 0.45
        title = news if claims and dice.random() < 0.6 else title
        aid = _widget(maker) if dice.random() < 0.6 else ""
    box = dice.choice(_BOXES)
    said = "".join(dice.choice(_SHAPES[:1] if dice.random() < 0.5 else _SHAPES).format(text(line)) for line in lines)
    said = f"<table>{said}</table>" if "<tr>" in said and said.count("<tr>") == len(lines) else said
    head = dice.choice(_HEADS).format(text(title)) if dice.random() < 0.85 else ""
    cards = teasers(maker) if dice.random() < 0.6 else ""
    inside = dice.random() < 0.4
    content = box.format(head + said + aid + (cards if inside else "")) + ("" if inside else cards)
    shown = title if dice.random() < 0.8 else dice.choice(words.sites)
    return _furnished(maker, news if claims else shown, content, claims=claims)


def _story(maker: Maker) -> list[str]:
    words, dice = maker.words, maker.random
    if dice.random() < 0.3:
        return dice.choice(words.about).split(" | ")[1:]
    return dice.sample([*words.story, *words.teasers], dice.randrange(2, 6))


def teasers(maker: Maker) -> str:
    """Return teasers of other stories with none to three sentences each, in one of many makes."""
    dice, words = maker.random, maker.words
    make = dice.choice(
        [
            "<div class=teaser><h3>{}</h3>{}</div>",
            "<li>{}{}</li>",
            "<article><h2>{}</h2>{}</article>",
            "<a href=/x>{}{}</a>",
            "<div><div>{}</div>{}</div>",
        ]
    )
    most = dice.randrange(4)
    cards = ""
    for number in range(dice.randrange(2, 14)):
        lines = dice.sample([*words.teasers, *words.story], dice.randrange(most + 1))
        told = f"<p>{text(' '.join(lines))}</p>" if lines else ""
        headline = dice.choice(words.news)
        cards += make.format(link(headline, f"/a/{number}") if "<a" not in make else text(headline), told)
    head = f"<h2>{text(dice.choice(words.more))}</h2>" if dice.random() < 0.7 else ""
    return f"<div{maker.name('more-stories')}>{head}{cards}</div>"
