"""Pages made harder: with another article's text, teasers of others, or a trap, whose labels are known."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape

from tests.traps.generate import traps

_ENDS = re.compile(r"</article>|</main>|<footer\b|</body>", re.I)
_WRAPPERS = ("div", "section", "article", "aside")
_NAMES = ("", "", "story", "post", "entry", "item", "content-block", "next", "c-8f2a", "sc-x1 kqpd", "module")


@dataclass(frozen=True, slots=True)
class Text:
    """What a gold set says of one page."""

    title: str
    author: str
    paragraphs: tuple[str, ...]


def with_others(html: str, others: Sequence[Text], dice: random.Random) -> str | None:
    """Return a page with the text of others put in behind its article; None where it has no end to put it at."""
    ends = [found.start() for found in _ENDS.finditer(html)]
    if not ends or len(others) < 2:
        return None
    at = dice.choice(ends[-3:])
    made = _article(others[0], dice) if dice.random() < 0.25 else _teasers(others, dice)
    return html[:at] + made + html[at:]


def _article(text: Text, dice: random.Random) -> str:
    """Another article, whole, as pages that scroll on have it."""
    head = dice.choice(("h1", "h1", "h2"))
    author = f"<p>{escape(text.author)}</p>" if text.author and dice.random() < 0.5 else ""
    body = "".join(f"<p>{escape(paragraph)}</p>\n" for paragraph in text.paragraphs[: dice.randrange(4, 60)])
    return _wrapped(f"<{head}>{escape(text.title)}</{head}>{author}{body}", dice)


def _teasers(texts: Sequence[Text], dice: random.Random) -> str:
    """Cards of other articles: a headline and the first sentences of each."""
    shape = dice.choice(("li", "div", "article", "p", "td"))
    linked = dice.random() < 0.5
    cards = []
    for text in texts[: dice.randrange(2, 9)]:
        title = escape(text.title)
        title = f'<a href="/a">{title}</a>' if linked else title
        opening = escape(text.paragraphs[0][: dice.randrange(80, 400)]) if text.paragraphs else ""
        head = dice.choice(("h3", "h4", "strong", "div"))
        inner = f"<{head}>{title}</{head}><p>{opening}</p>" if shape != "p" else f"{title} {opening}"
        cards.append(f'<{shape} class="{dice.choice(_NAMES)}">{inner}</{shape}>')
    whole = "".join(cards)
    if shape == "td":
        whole = f"<table><tr>{whole}</tr></table>"
    heading = f"<h3>{dice.choice(('More', 'Also today', 'Latest', 'You missed', 'Mehr', 'Plus'))}</h3>"
    return _wrapped((heading if dice.random() < 0.6 else "") + (f"<ul>{whole}</ul>" if shape == "li" else whole), dice)


def _wrapped(inner: str, dice: random.Random) -> str:
    tag = dice.choice(_WRAPPERS)
    return f'<{tag} class="{dice.choice(_NAMES)}">{inner}</{tag}>\n'


def trap_pages(seeds: Sequence[int]) -> Iterator[tuple[str, str, str, str]]:
    """Yield the id, address, HTML and gold text of generated traps; those without an article have no gold text."""
    for seed in seeds:
        for number, made in enumerate(traps(seed)):
            text = "\n\n".join(made.must) if made.status == "article" else ""
            yield f"trap-{seed}-{number}", made.url, made.html, text
