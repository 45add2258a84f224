"""Pages that hold no article, by kind and form, and briefs that do beside them: the same for the same seed.

A page is drawn from parts: what the site says (bare/*.toml, a file a language), the form in which it says it, the
furniture around, and a head that admits it or still claims an article. FORMS lists the forms; those in KEPT_FORMS and
the languages in KEPT_LANGUAGES are kept aside, with the last third of all phrases: nobody tunes on them.
`python -m tests.traps.no_article 7 FOLDER` writes one seed's pages to look at.
"""

from __future__ import annotations

import json
import random
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import msgspec

from .look import LETTERS, link, text

KINDS = (
    *("not_found", "gone", "server", "maintenance", "forbidden", "captcha", "script", "redirect", "consent", "login"),
    *("parked", "geo", "no_results"),
)
FORMS = ("server", "box", "apology", "claims", "stories", "advice", "soup", "teasers below", "small")
KEPT_FORMS = ("table", "claims and stories", "two languages", "wordpress", "no heading")
MAY_CLAIM = ("box", "apology", "stories", "advice", "teasers below")  # now and then under a head that claims an article
LISTS = ("cards", "cards with text", "topic", "front")
KEPT_LISTS = ("author", "results", "table of links")
GOOD = ("story", "brief", "brief among teasers", "about", "brief with boxes")
KEPT_GOOD = ("table brief", "about in wordpress", "brief without heading")
LANGUAGES = ("en", "de", "fr", "es", "it", "pt", "nl", "pl", "ru", "uk", "tr", "ar", "zh", "ja")
KEPT_LANGUAGES = ("cs", "sv", "ko")


class Message(msgspec.Struct, frozen=True):
    """What sites say in place of an article, of one kind."""

    titles: tuple[str, ...]
    texts: tuple[str, ...]
    more: tuple[str, ...] = ()  # further texts, of which none is kept aside


class Words(msgspec.Struct, frozen=True):
    """One bare/*.toml."""

    locale: str
    sites: tuple[str, ...]
    menu: tuple[str, ...]
    footer: tuple[str, ...]
    more: tuple[str, ...]
    news: tuple[str, ...]
    teasers: tuple[str, ...]
    story: tuple[str, ...]
    about: tuple[str, ...]  # headline and paragraphs, " | " between them
    advice: tuple[str, ...]
    not_found: Message
    gone: Message
    server: Message
    maintenance: Message
    forbidden: Message
    captcha: Message
    script: Message
    redirect: Message
    consent: Message
    login: Message
    parked: Message
    geo: Message
    no_results: Message


@cache
def words_of(language: str) -> Words:
    """Return the phrases of a language."""
    path = Path(__file__).with_name("bare") / f"{language}.toml"
    return msgspec.toml.decode(path.read_bytes(), type=Words)


@dataclass(frozen=True, slots=True)
class BarePage:
    """One page, what it is and how it was made."""

    kind: str  # one of KINDS, "listing" or "article"
    form: str
    language: str
    html: str
    url: str


@dataclass(frozen=True, slots=True)
class Maker:
    """What one page is drawn with."""

    words: Words
    english: Words
    kind: str
    random: random.Random
    kept: bool

    def seen(self, items: tuple[str, ...]) -> tuple[str, ...]:
        """Return the items that this page may use: the last third is kept aside."""
        third = len(items) // 3
        return items[len(items) - max(1, third) :] if self.kept else items[: len(items) - third]

    def some(self, items: tuple[str, ...], count: int) -> list[str]:
        """Return up to `count` different items of any, in random order."""
        return self.random.sample(items, min(count, len(items)))

    def chance(self, share: float) -> bool:
        """Return true in `share` of all cases."""
        return self.random.random() < share

    def message(self, words: Words) -> tuple[str, list[str]]:
        """Return a title and texts in random order of the page's kind."""
        message: Message = getattr(words, self.kind)
        title = self.random.choice(self.seen(message.titles))
        texts = self.seen(message.texts) + (() if self.kept else message.more)
        return title, self.some(texts, 9)

    def name(self, word: str) -> str:
        """Return a class attribute, now and then a hashed one or none."""
        how = self.random.random()
        if how < 0.25:
            return ""
        return f' class="{word if how < 0.7 else "".join(self.random.choices(LETTERS, k=6))}"'


def bare_pages(seed: int, *, kept: bool = False) -> Iterator[BarePage]:
    """Yield every kind in every form, each in a language of its own choice; with `kept` only what is kept aside."""
    languages = (*LANGUAGES, *KEPT_LANGUAGES) if kept else LANGUAGES
    asked = [(kind, form) for kind in KINDS for form in (KEPT_FORMS if kept else FORMS)]
    asked += [("listing", form) for form in (KEPT_LISTS if kept else LISTS)]
    asked += [("article", form) for form in (KEPT_GOOD if kept else GOOD) for _ in range(6)]
    for number, (kind, form) in enumerate(asked):
        dice = random.Random(f"{seed} {number} {kind} {form} {kept}")
        language = dice.choice((*languages, "en", "en"))
        maker = Maker(words_of(language), words_of("en"), kind, dice, kept)
        yield BarePage(kind, form, language, _page(maker, form), _address(maker))


def _address(maker: Maker) -> str:
    number = maker.random.randrange(10**6)
    if maker.kind == "listing":
        return f"https://paper.example/{maker.random.choice(['politik/', 'topics/harbour', 'tag/boats', 'news', ''])}"
    if maker.kind == "no_results" and maker.chance(0.5):
        return f"https://paper.example/search?q=ferry&page={number % 9}"
    shapes = ["/2026/01/ferry-strike-{}", "/a/{}", "/news/harbour/article{}.html", "/ferry-strike-enters-second-week"]
    return "https://paper.example" + maker.random.choice(shapes).format(number)


def _page(maker: Maker, form: str) -> str:
    if maker.kind == "article":
        return _good(maker, form)
    if maker.kind == "listing":
        return _listing(maker, form)
    title, texts = maker.message(maker.words)
    claims = form.startswith("claims") or (form in MAY_CLAIM and maker.chance(0.4))
    shown = _headline(maker) if claims and form in MAY_CLAIM and maker.chance(0.6) else title
    content = _content(maker, form, shown, texts)
    if form == "server" or (form in ("no heading", "soup", "table") and maker.chance(0.4)):
        return _head(maker, title, claims=False) + f"<body>{content}</body></html>"
    shown = maker.random.choice([title, title, maker.random.choice(maker.words.sites)])
    return _furnished(maker, _headline(maker) if claims else shown, content, claims=claims)


def _headline(maker: Maker) -> str:
    return maker.random.choice(maker.words.news)


def _content(maker: Maker, form: str, title: str, texts: list[str]) -> str:
    """What stands in place of the article."""
    one = "".join(f"<p>{text(line)}</p>" for line in texts[:1])
    all_of_it = "".join(f"<p>{text(line)}</p>" for line in [*texts[:3], *maker.some(maker.words.advice, 3)])
    heading, aid = f"<h1>{text(title)}</h1>", _widget(maker)
    if form == "server":
        return (
            f"<center>{heading}</center><hr><p>{text(texts[0])}</p>{aid}<hr><address>Server at paper.example</address>"
        )
    if form == "box":
        return f"<div{maker.name('error-page message')}>{heading}{one}{aid}</div>"
    if form == "apology":
        return f"<article{maker.name('page')}>{heading}<div{maker.name('content')}>{all_of_it}{aid}</div></article>"
    if form == "claims":
        head = f"<h1>{text(_headline(maker))}</h1>" if maker.chance(0.6) else ""
        body = one if maker.chance(0.5) else "".join(f"<p>{text(line)}</p>" for line in texts[:3])
        return f"<article>{head}<div{maker.name('article-body')}>{body}{aid}</div></article>"
    if form == "stories":
        return f"<div{maker.name('main')}>{heading}{one}{aid}{_cards(maker, 6, long=True)}</div>"
    if form == "advice":
        items = "".join(f"<li>{text(line)}</li>" for line in maker.words.advice)
        return f"<section>{heading}{one}<ul>{items}</ul>{aid}<form><input type=search></form></section>"
    if form == "soup":
        lines = "".join(f"<div><span>{text(line)}</span></div>" for line in texts[: maker.random.randrange(1, 4)])
        return f"<div{maker.name('x1')}><div>{text(title)}</div>{lines}{aid}<button>OK</button></div>"
    if form == "teasers below":
        return (
            f"<article>{heading}{all_of_it}{aid}</article>{_cards(maker, 9, long=True)}{_cards(maker, 5, long=False)}"
        )
    if form == "small":
        return f"<div{maker.name('error')}><h2>{text(title)}</h2>{aid}<p><small>{text(texts[0])}</small></p></div>"
    return _kept_content(maker, form, title, texts)


def _kept_content(maker: Maker, form: str, title: str, texts: list[str]) -> str:
    heading, aid = f"<h1>{text(title)}</h1>", _widget(maker)
    lines = [*texts[:2], *maker.some(maker.words.advice, 2)]
    if form == "table":
        inner = f"<b>{text(title)}</b><br><br>" + "<br><br>".join(map(text, lines))
        cell = f"<td><font face=Arial>{inner}</font></td>"
        return f"<table width=600 align=center><tr>{cell}</tr><tr><td>{aid}</td></tr></table>"
    if form == "claims and stories":
        head = f"<h1>{text(_headline(maker))}</h1>"
        notice = "".join(f"<p>{text(line)}</p>" for line in texts[:2])
        return f"<article>{head}<div{maker.name('body')}>{notice}{aid}{_cards(maker, 6, long=True)}</div></article>"
    if form == "two languages":
        other, said = maker.message(maker.english)
        pair = f"<h2>{text(other)}</h2><p>{text(said[0])}</p>"
        return f"<main>{heading}<p>{text(texts[0])}</p>{pair}{aid}</main>"
    if form == "wordpress":
        entry = "".join(f"<p>{text(line)}</p>" for line in lines)
        search = "<form role=search class=search-form><label>…</label><input type=search></form>"
        body = f'<header class="page-header"><h1 class="page-title">{text(title)}</h1></header>'
        inner = f'<div class="page-content">{entry}{aid}{search}{_cards(maker, 5, long=False)}</div>'
        return f'<section class="error-404">{body}{inner}</section>'
    return "".join(f"<p>{text(line)}</p>" for line in lines) + aid


def _widget(maker: Maker) -> str:
    """What the kind brings beside its words: fields, buttons, numbers."""
    number = f"{maker.random.randrange(16**10):010x}"
    field = '<input type="email" name="user"><input type="password" name="p"><button>OK</button>'
    pay = maker.random.choice(maker.words.consent.titles)
    links = "".join(f"<li>{link(line, '/s')}</li>" for line in maker.words.news[:4])
    parts = {
        "login": f'<form method="post" action="/session">{field}</form>',
        "captcha": f'<div id="challenge" class="cf-box"><input type="checkbox"></div><code>{number}</code>',
        "consent": f"<h2>{text(pay)}</h2><button>OK</button><button>{text(maker.words.footer[1])}</button>"
        + (_partners(maker) if maker.chance(0.4) else ""),
        "redirect": f"<p>{link('https://other.example/' + number, '/to')}</p>",
        "parked": f"<ul>{links}</ul>" if maker.chance(0.3) else "",
        "no_results": '<form action="/search"><input type="search" name="q"></form>',
        "forbidden": f"<p>ID: {number}</p>",
        "script": "<noscript><p>JavaScript</p></noscript>",
    }
    return parts.get(maker.kind, "") if maker.chance(0.8) else ""


def _partners(maker: Maker) -> str:
    names = [f"{maker.random.choice(['Ad', 'Data', 'Reach', 'Pixel'])}{n} GmbH" for n in range(12)]
    return "<ul>" + "".join(f"<li>{name}</li>" for name in names) + "</ul>"


def _cards(maker: Maker, count: int, *, long: bool) -> str:
    """Teasers of other stories, with a sentence each when long."""
    shape = maker.random.choice(["<div{}><h3>{}</h3>{}</div>", "<li{}>{}{}</li>", "<article{}><h2>{}</h2>{}</article>"])
    cards = ""
    for number in range(count):
        title = maker.words.news[number % len(maker.words.news)]
        more = f"<p>{text(maker.words.teasers[number % len(maker.words.teasers)])}</p>" if long else ""
        cards += shape.format(maker.name("teaser card"), link(f"{title}", f"/a/{number}"), more)
    head = f"<h2>{text(maker.random.choice(maker.words.more))}</h2>" if maker.chance(0.8) else ""
    return f"<div{maker.name('top-stories')}>{head}{cards}</div>"


def _listing(maker: Maker, form: str) -> str:
    topic = maker.random.choice(maker.words.menu[1:])
    count = maker.random.randrange(9, 26)
    if form == "table of links":
        rows = "".join(
            f"<tr><td>{n}.1.</td><td>{link(maker.words.news[n % 6], f'/{n}')}</td></tr>" for n in range(count)
        )
        return _furnished(maker, topic, f"<h1>{text(topic)}</h1><table>{rows}</table>", claims=False)
    lead = ""
    if form in ("topic", "author"):
        lead = f"<p>{text(maker.random.choice(maker.words.teasers))}</p>"
    long = form in ("cards with text", "results", "author") or maker.chance(0.3)
    parts = "".join(_cards(maker, count // 2, long=long) for _ in range(2))
    return _furnished(maker, topic, f"<h1>{text(topic)}</h1>{lead}{parts}", claims=False)


def _good(maker: Maker, form: str) -> str:
    """An article, so short or on such a subject that it could be taken for none."""
    words = maker.words
    headline, lines = _headline(maker), maker.some(words.story, 3 + maker.random.randrange(3))
    if form.startswith("brief"):
        lines = lines[: maker.random.randrange(2, 4)] if len("".join(lines[:2])) > 200 else lines
    if form.startswith("about"):
        headline, *lines = maker.random.choice(words.about).split(" | ")
    if form == "table brief":
        inner = f"<b>{text(headline)}</b><br><br>" + "<br><br>".join(map(text, lines[:3]))
        return _furnished(maker, headline, f"<table><tr><td>{inner}</td></tr></table>", claims=maker.chance(0.5))
    body = "".join(f"<p>{text(line)}</p>" for line in lines)
    byline = f"<p{maker.name('byline')}>12.01.2026</p>" if maker.chance(0.6) else ""
    head = "" if form == "brief without heading" else f"<h1>{text(headline)}</h1>"
    if form == "about in wordpress":
        inner = f'<h1 class="entry-title">{text(headline)}</h1><div class="entry-content">{body}</div>'
        content = f'<article class="post hentry">{inner}</article>{_cards(maker, 5, long=False)}'
    else:
        content = f"<article{maker.name('story')}>{head}{byline}<div{maker.name('text')}>{body}</div></article>"
    if form == "brief among teasers":
        content += _cards(maker, 7, long=True)
    if form == "brief with boxes":
        box = maker.random.choice(["geo", "script", "consent", "login"])
        said: Message = getattr(words, box)
        content += f"<aside{maker.name('box video')}><p>{text(maker.random.choice(said.texts))}</p></aside>"
    return _furnished(maker, headline, content, claims=maker.chance(0.7))


def _head(maker: Maker, title: str, *, claims: bool) -> str:
    """The head of the page, which may claim an article."""
    tail = maker.random.choice(["", f" | {maker.words.sites[0]}", f" - {maker.words.sites[1]}"])
    lines = [f'<html lang="{maker.words.locale}"><head><meta charset="utf-8"><title>{text(title + tail)}</title>']
    if maker.kind == "redirect" and maker.chance(0.4):
        lines.append('<meta http-equiv="refresh" content="3;url=/new">')
    if claims and maker.chance(0.8):
        lines.append(f'<meta property="og:type" content="article"><meta property="og:title" content="{text(title)}">')
    elif maker.chance(0.3):
        lines.append('<meta property="og:type" content="website">')
    if claims and maker.chance(0.6):
        facts = {"@context": "https://schema.org", "@type": "NewsArticle", "headline": title}
        facts |= {"datePublished": "2026-01-12T08:00:00Z"}
        lines.append(f'<script type="application/ld+json">{json.dumps(facts, ensure_ascii=False)}</script>')
    return "<!DOCTYPE html>" + "".join(lines) + "</head>"


def _furnished(maker: Maker, title: str, content: str, *, claims: bool) -> str:
    """The page with as much of a site around it as is drawn."""
    words, much = maker.words, maker.random.random()
    if much < 0.15:
        return _head(maker, title, claims=claims) + f"<body>{content}</body></html>"
    menu = "".join(f"<li>{link(entry)}</li>" for entry in words.menu)
    foot = "".join(f"<li>{link(entry)}</li>" for entry in words.footer[:-1])
    top = maker.random.choice([f"<nav><ul>{menu}</ul></nav>", f"<div{maker.name('menu')}><ul>{menu}</ul></div>"])
    if maker.chance(0.2):
        top = f"<header>{link(words.sites[0])}{top}<form><input type=password></form></header>"
    rail = f"<aside{maker.name('sidebar')}>{_cards(maker, 5, long=much > 0.8)}</aside>" if much > 0.4 else ""
    bar = ""
    if maker.kind != "consent" and maker.chance(0.35):
        bar = f'<div id="cookie-bar"><p>{text(words.consent.texts[0])}</p><button>OK</button></div>'
    bottom = f"<footer><ul>{foot}</ul><p>{text(words.footer[-1])}</p></footer>"
    return _head(maker, title, claims=claims) + f"<body>{top}<main>{content}</main>{rail}{bottom}{bar}</body></html>"


def main(seed: int, folder: Path) -> None:
    """Write one seed's pages into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for number, page in enumerate([*bare_pages(seed), *bare_pages(seed, kept=True)]):
        name = f"{number:03} {page.kind} {page.form} {page.language}.html"
        (folder / name).write_text(page.html, encoding="utf-8")


if __name__ == "__main__":
    main(int(sys.argv[1]), Path(sys.argv[2]))
