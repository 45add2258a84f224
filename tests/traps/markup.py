"""The six ways in which the sites of these pages mark up their paragraphs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from .look import Look, text
from .words import Dice


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of an article's container: a paragraph in plain words, or something else as HTML."""

    words: str = ""
    html: str = ""


def paragraphs(texts: Sequence[str]) -> tuple[Part, ...]:
    """Return plain paragraphs as parts."""
    return tuple(Part(words=words) for words in texts)


def decorated(words: str, dice: Dice) -> str:
    """Return a paragraph as HTML, now and then with a link or an emphasis in it."""
    pieces = [text(word) for word in words.split(" ")]
    if dice.chance(0.25):
        at = dice.random.randrange(len(pieces))
        opened, closed = dice.random.choice(
            [('<a href="/t/12">', "</a>"), ("<strong>", "</strong>"), ("<em>", "</em>")]
        )
        pieces[at] = f"{opened}{pieces[at]}{closed}"
    return " ".join(pieces)


def _each(parts: Sequence[Part], dice: Dice, wrap: Callable[[str], str]) -> str:
    return "".join(part.html or wrap(decorated(part.words, dice)) for part in parts)


def semantic(parts: Sequence[Part], look: Look, dice: Dice) -> str:
    """Return <p> in one container."""
    return look.tag("div", "body", _each(parts, dice, lambda inner: f"<p>{inner}</p>\n"))


def hashed(parts: Sequence[Part], look: Look, dice: Dice) -> str:
    """Return div and span soup with hashed class names."""
    soup = Look("hashed", look.salt + 1)
    inner = _each(parts, dice, lambda inner: soup.tag("div", "para", soup.tag("div", "by", f"<span>{inner}</span>")))
    return soup.tag("div", "article", soup.tag("div", "body", inner))


def wordpress(parts: Sequence[Part], look: Look, dice: Dice) -> str:
    """Return what a WordPress theme prints."""
    inner = _each(parts, dice, lambda inner: f'<p class="wp-block-paragraph">{inner}</p>\n\n')
    return f'<div class="entry-content single-content">\n{inner}</div>\n'


def table(parts: Sequence[Part], look: Look, dice: Dice) -> str:
    """Return paragraphs of bare text in a cell, as pages of 1999 have them."""
    inner = _each(parts, dice, lambda inner: f"{inner}<br>\n<br>\n")
    return (
        f'<table width="100%" cellpadding="4"><tr><td><font face="Verdana" size="2">{inner}</font></td></tr></table>\n'
    )


def wrappers(parts: Sequence[Part], look: Look, dice: Dice) -> str:
    """Return every paragraph in wrappers of its own, as block editors make them."""

    def wrap(inner: str) -> str:
        return look.tag("section", "para", f'<div data-block="text"><div><p>{inner}</p></div></div>')

    return look.tag("div", "body", _each(parts, dice, wrap))


def breaks(parts: Sequence[Part], look: Look, dice: Dice) -> str:
    """Return bare text in a div, parted by line breaks."""
    return look.tag("div", "body", _each(parts, dice, lambda inner: f"{inner}<br /><br />\n"))


FRAMEWORKS = MappingProxyType(
    {
        "semantic": semantic,
        "hashed": hashed,
        "wordpress": wordpress,
        "table": table,
        "wrappers": wrappers,
        "breaks": breaks,
    }
)


def body(framework: str, parts: Sequence[Part], look: Look, dice: Dice) -> str:
    """Return the article's container in the markup of a framework."""
    return FRAMEWORKS[framework](parts, look, dice)
