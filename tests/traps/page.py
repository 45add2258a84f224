"""A page around a story: head, menu, rail and footer, drawn anew for every page."""

from __future__ import annotations

import json
from dataclasses import dataclass

from .look import Look, items, link, text
from .markup import Part, body
from .story import Story
from .words import Dice, Phrases, fill


@dataclass(frozen=True, slots=True)
class Site:
    """What a page is made with."""

    words: Phrases
    dice: Dice
    look: Look
    framework: str
    name: str
    host: str

    def say(self, pool: tuple[str, ...], story: Story) -> str:
        """Return a phrase of the pool with its slots filled for a story."""
        return fill(self.dice.pick(pool), story.about, self.dice)

    def says(self, pool: tuple[str, ...], count: int, story: Story) -> tuple[str, ...]:
        """Return up to `count` different phrases of the pool, filled."""
        return tuple(fill(item, story.about, self.dice) for item in self.dice.some(pool, count))


@dataclass(frozen=True, slots=True)
class Draft:
    """A page before it is put together: HTML for each place around the story, and what must hold of the result."""

    story: Story
    parts: tuple[Part, ...] = ()
    top: str = ""  # first in <body>
    before: str = ""  # before the article's element
    inside_top: str = ""  # in it, before the headline
    inside_end: str = ""  # in it, after the body
    after: str = ""  # behind it
    bottom: str = ""  # last in <body>
    title: str | None = None  # of the page, where it is not the headline
    bare: bool = False  # there is no article on the page
    furnished: bool = True  # with menu, rail and footer
    status: str = "article"
    must_not: tuple[str, ...] = ()


def assemble(site: Site, draft: Draft) -> str:
    """Return the page as HTML."""
    shown = "" if draft.bare else article(site, draft)
    content = draft.before + shown + draft.after
    wrapper = site.dice.random.choice(["main", "div", "div"])
    if draft.furnished:
        beside = rail(site, draft)
        content += beside if site.framework != "table" else ""
        if site.framework == "table":
            content = f'<table width="900"><tr><td valign="top">{content}</td><td>{beside}</td></tr></table>\n'
        content = menu(site) + f'<{wrapper} id="content">\n{content}</{wrapper}>\n' + footer(site, draft)
    return f"{head(site, draft)}<body>\n{draft.top}{content}{draft.bottom}{scripts(site)}</body>\n</html>\n"


def article(site: Site, draft: Draft) -> str:
    """Return the article's element: headline, byline, date, body, and what stands beside them."""
    story, look, dice = draft.story, site.look, site.dice
    byline = look.tag(dice.random.choice(["p", "div", "span"]), "by", text(site.say(site.words.bylines, story)))
    date = look.tag("span", "date", f'<time datetime="{story.date}">{story.date}</time>')
    kicker = look.tag("div", "kicker", text(dice.pick(site.words.kickers))) if dice.chance(0.4) else ""
    headline = look.tag("h2" if dice.chance(0.15) else "h1", "head", text(story.headline))
    share = items(look, "share", dice.some(site.words.share, 4), "span") if dice.chance(0.6) else ""
    inner = draft.inside_top + kicker + headline + byline + date + share
    inner += body(site.framework, draft.parts, look, dice) + draft.inside_end
    if site.framework in ("semantic", "wordpress"):
        return (
            f'<article class="post type-post hentry">{inner}</article>\n'
            if site.framework == "wordpress"
            else f"<article>{inner}</article>\n"
        )
    return look.tag("div", "article", inner)


def head(site: Site, draft: Draft) -> str:
    """Return everything before <body>."""
    story, dice = draft.story, site.dice
    title = draft.title if draft.title is not None else story.headline
    tail = dice.random.choice([f" | {site.name}", f" - {site.name}", f" – {site.name}", ""])
    lines = [
        f'<!DOCTYPE html>\n<html lang="{site.words.locale}">\n<head>\n<meta charset="utf-8">',
        f"<title>{text(title + tail)}</title>",
    ]
    lines += [f'<meta property="og:site_name" content="{text(site.name)}">'] * dice.chance(0.7)
    if dice.chance(0.6) and draft.title is None:
        lines.append(f'<meta property="og:title" content="{text(story.headline)}">')
    if dice.chance(0.5) and not draft.bare:
        facts = {"@context": "https://schema.org", "@type": "NewsArticle", "headline": story.headline}
        facts |= {"datePublished": story.date, "author": story.author}
        lines.append(f'<script type="application/ld+json">{json.dumps(facts, ensure_ascii=False)}</script>')
    return "\n".join([*lines, scripts(site) + "<style>.a{color:#123}.b{display:block}</style>\n</head>\n"])


def menu(site: Site) -> str:
    """Return the menu."""
    dice, look = site.dice, site.look
    entries = site.words.menu[: dice.random.randrange(5, len(site.words.menu) + 1)]
    if site.framework == "table":
        return (
            '<table bgcolor="#dddddd"><tr>'
            + "".join(f"<td>{link(entry)}</td>" for entry in entries)
            + "</tr></table>\n"
        )
    shape = dice.random.choice(["list", "links", "deep"])
    if shape == "links":
        return look.tag("div", "menu", " ".join(link(entry) for entry in entries))
    below = "<ul>" + "".join(f"<li>{link(item)}</li>" for item in site.words.teaser_titles[:3]) + "</ul>"
    listed = "".join(f"<li>{link(entry)}{below if shape == 'deep' else ''}</li>" for entry in entries)
    return look.tag(dice.random.choice(["nav", "header", "div"]), "menu", f"<ul>{listed}</ul>")


def rail(site: Site, draft: Draft) -> str:
    """Return the column beside the article: links to others."""
    dice, look = site.dice, site.look
    titles = dice.some(site.words.teaser_titles, dice.random.randrange(3, 8))
    cards = "".join(look.tag("div", "card", link(title, f"/a/{dice.random.randrange(9999)}")) for title in titles)
    heading = f"<h3>{text(dice.pick(site.words.related_heads))}</h3>"
    return look.tag(dice.random.choice(["aside", "div", "section"]), "rail", heading + cards)


def footer(site: Site, draft: Draft) -> str:
    """Return the foot of the page, with links and sometimes a line of law."""
    dice, look = site.dice, site.look
    links = "".join(f"<li>{link(item)}</li>" for item in site.words.footer[: dice.random.randrange(6, 19)])
    line = f"<p>{text(site.say(site.words.legal, draft.story))}</p>" if dice.chance(0.5) else ""
    return look.tag(dice.random.choice(["footer", "div", "div"]), "foot", f"<ul>{links}</ul>{line}")


def scripts(site: Site) -> str:
    """Return scripts of no use."""
    number = site.dice.random.randrange(10**8)
    return (
        f"<script>window.dl=window.dl||[];dl.push({{id:{number},page:'<p>not a paragraph {number}</p>'}});</script>\n"
    )
