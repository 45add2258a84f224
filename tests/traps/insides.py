"""Traps that stand in or beside an article: second copies, comments, boxes, teasers, other articles."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from .look import items, link, text
from .markup import FRAMEWORKS, Part, body, paragraphs
from .overlays import story_of
from .page import Draft, Site
from .story import write_story


def spread(site: Site, texts: Sequence[str], boxes: Sequence[str]) -> tuple[Part, ...]:
    """Return paragraphs with boxes somewhere between them, none before the first."""
    parts = list(paragraphs(texts))
    for box in boxes:
        parts.insert(site.dice.random.randrange(1, len(parts)), Part(html=box))
    return tuple(parts)


def twice(site: Site, form: str) -> Draft:
    """Return a page with the body printed twice: behind the article or inside it, in its own or other markup."""
    story = story_of(site)
    parts = paragraphs(story.paragraphs)
    draft = Draft(story, parts)
    others = [name for name in FRAMEWORKS if name != site.framework]
    other = site.framework if form.endswith("same markup") else site.dice.random.choice(others)
    copy = body(other, parts, site.look, site.dice)
    if form == "inside, white space collapsed":
        copy = site.look.tag("div", "print", "<br>".join(text(line) for line in story.paragraphs))
    if form == "outside, without its first paragraph":
        copy = body(other, parts[1:], site.look, site.dice)
    if form.startswith("inside"):
        return replace(draft, inside_end=copy)
    return replace(draft, after=site.look.tag("div", "print", copy))


def disclaimer(site: Site, form: str) -> Draft:
    """Return a page whose body ends in a disclaimer."""
    story = story_of(site)
    heading, line = site.say(site.words.disclaimer_heads, story), site.say(site.words.disclaimers, story)
    shapes = {
        "paragraph": f"<p><strong>{text(heading)}:</strong> {text(line)}</p>\n",
        "heading and paragraph": f"<h4>{text(heading)}</h4>\n<p>{text(line)}</p>\n",
        "box": site.look.tag("div", "legal", f"{text(heading)}: {text(line)}"),
        "small print": f"<hr><small>{text(heading)}<br>{text(line)}</small>\n",
    }
    return Draft(story, (*paragraphs(story.paragraphs), Part(html=shapes[form])), must_not=(line,))


def comments_none(site: Site, form: str) -> Draft:
    """Return a page with an empty comment box."""
    story = story_of(site)
    heading, calls = site.say(site.words.no_comments, story), site.says(site.words.comment_calls, 2, story)
    rules = f"<p>{text(calls[-1])}</p><textarea></textarea>" if form == "form" else ""
    inner = f"<h3>{text(heading)}</h3>" + (f"<p>{text(calls[0])}</p>" if form != "heading only" else "") + rules
    box = site.look.tag("div", "comments", inner)
    draft = Draft(
        story, paragraphs(story.paragraphs), must_not=(heading,) if form == "heading only" else (heading, calls[0])
    )
    if form == "inside the body":
        return Draft(story, (*draft.parts, Part(html=box)), must_not=draft.must_not)
    return replace(draft, after=box) if form == "behind" else replace(draft, inside_end=box)


def comments_many(site: Site, form: str) -> Draft:
    """Return a short article with readers' comments that are longer than it."""
    story = story_of(site, 2, 5)
    drawn = site.says(site.words.comments, 9, story)
    made = []
    for said in drawn:
        who, when = text(site.dice.pick(site.words.nicknames)), text(site.say(site.words.ago, story))
        made.append(_comment(site, form, who, when, text(said)))
    heading = site.say(site.words.comment_heads, story)
    listed = (
        f"<ol>{''.join(made)}</ol>"
        if form == "list"
        else f"<dl>{''.join(made)}</dl>"
        if form == "definitions"
        else "".join(made)
    )
    box = site.look.tag(site.dice.random.choice(["section", "div"]), "comments", f"<h3>{text(heading)}</h3>{listed}")
    draft = Draft(story, paragraphs(story.paragraphs), must_not=(heading, *drawn))
    return replace(draft, inside_end=box) if form == "inside" else replace(draft, after=box)


def _comment(site: Site, form: str, who: str, when: str, said: str) -> str:
    if form == "definitions":
        return f"<dt>{who}, {when}</dt><dd>{said}</dd>\n"
    inner = f"<div><b>{who}</b> <span>{when}</span></div><p>{said}</p>"
    if form == "list":
        return f'<li id="comment-{site.dice.random.randrange(9999)}">{inner}</li>\n'
    return site.look.tag("article" if form == "articles" else "div", "comment", inner)


def second_article(site: Site, form: str) -> Draft:
    """Return a page on which another, longer article follows."""
    story = story_of(site, 4, 7)
    other = write_story(site.words, site.dice, site.dice.random.randrange(11, 15), story.templates)
    inner = f"<h1>{text(other.headline)}</h1>" + site.look.tag("div", "by", text(site.say(site.words.bylines, other)))
    inner += body(site.framework, paragraphs(other.paragraphs), site.look, site.dice)
    label = f"<div>{text(site.dice.pick(site.words.next_labels))}</div>\n"
    shapes = {
        "sibling": f"<article>{inner}</article>\n",
        "label": label + site.look.tag("div", "next", inner),
        "address": f'<section data-url="/b/{site.dice.random.randrange(99)}">{inner}</section>\n',
        "second heading": "<hr>\n" + inner.replace("h1>", "h2>"),
    }
    return replace(Draft(story, paragraphs(story.paragraphs), must_not=other.paragraphs), after=shapes[form])


def between(site: Site, form: str) -> Draft:
    """Return a page with read-more lines, appeals and labels between its paragraphs."""
    story = story_of(site, 5, 10)
    title, letter = site.dice.pick(site.words.teaser_titles), site.say(site.words.newsletters, story)
    promo, label = site.say(site.words.promos, story), site.dice.pick(site.words.read_more)
    ad = site.dice.pick([words for words in site.words.ads if len(words) > 5])  # "Ad" stands in other words, too
    shapes = {
        "read more": (f"<p><strong>{text(label)}: {link(title)}</strong></p>\n", title),
        "newsletter": (
            site.look.tag("div", "news", f"<p>{text(letter)}</p><input type='email'><button>OK</button>"),
            letter,
        ),
        "promotion": (f"<p><em>{text(promo)}</em></p>\n", promo),
        "advertisement": (site.look.tag("div", "ad", text(ad)), ad),
        "list": (f"<div><span>{text(label)}</span><ul><li>{link(title)}</li></ul></div>\n", title),
        "all": ("", ""),
    }
    chosen = [item for key, item in shapes.items() if form in (key, "all") and item[0]]
    parts = spread(site, story.paragraphs, [box for box, _ in chosen])
    return Draft(story, parts, must_not=tuple(words for _, words in chosen if words))


def live_blog(site: Site, form: str) -> Draft:
    """Return a live blog, newest post first; its times are no text."""
    story = story_of(site, 5, 10)
    made, times = [], []
    for number, words in enumerate(story.paragraphs[1:]):
        time = f"{20 - number}:{site.dice.random.randrange(10, 60)}"
        head = text(site.dice.pick(site.words.live_heads))
        heading = f"<h3>{head}</h3>" if site.dice.chance(0.6) else ""
        times.append(time)
        shape = {"articles": "article", "divs": "div", "items": "li", "rows": "div"}.get(form, "")
        bare = {
            "plain": f"<p><b>{time}</b> {text(words)}</p>\n",
            "clock in the heading": f"<h3>{time} – {head}</h3>\n<p>{text(words)}</p>\n",
        }
        inner = f"<time>{time}</time>{heading}<p>{text(words)}</p>"
        if form == "rows":
            inner = f"<div>{time}</div><div>{heading}<p>{text(words)}</p></div>"
        made.append(site.look.tag(shape, "post", inner) if shape else bare[form])
    listed = "".join(made)
    posts = f"<ul>{listed}</ul>" if form == "items" else listed
    parts = (Part(words=story.paragraphs[0]), Part(html=f"<div>{posts}</div>\n"))
    return Draft(story, parts, must_not=tuple(times))


def captions(site: Site, form: str) -> Draft:
    """Return a page with pictures between the paragraphs, each with a photographer's credit."""
    story = story_of(site)
    caption, credit = site.say(site.words.captions, story), site.say(site.words.credits, story)
    picture = '<img src="data:," data-src="/p/1.jpg" alt="">'
    marked = site.look.tag("span", "credit", text(credit))
    shapes = {
        "figure": f"<figure>{picture}<figcaption>{text(caption)} {marked}</figcaption></figure>\n",
        "divs": site.look.tag("div", "figure", picture + site.look.tag("div", "caption", text(caption)) + marked),
        "credit alone": f"<figure>{picture}<figcaption>{text(credit)}</figcaption></figure>\n",
        "small": f"<div>{picture}<br><small>{text(caption)}</small> <small>{text(credit)}</small></div>\n",
    }
    return Draft(story, spread(site, story.paragraphs, [shapes[form]]), must_not=(credit,))


def author_box(site: Site, form: str) -> Draft:
    """Return a page with a box about the author, in the article or behind it."""
    story = story_of(site)
    line = f"{story.author} {site.say(site.words.bios, story)}"
    heading = text(site.dice.pick(site.words.bio_heads))
    shapes = {
        "box inside": site.look.tag("div", "bio", f"<h4>{heading}</h4><p>{text(line)}</p>"),
        "aside": site.look.tag("aside", "bio", f"<h4>{heading}</h4><p>{text(line)}</p>"),
        "italics": f"<p><em>{text(line)}</em></p>\n",
        "definitions": f"<dl><dt>{heading}</dt><dd>{text(line)}</dd></dl>\n",
    }
    draft = Draft(story, paragraphs(story.paragraphs), must_not=(line,))
    return replace(draft, after=shapes[form]) if form == "aside" else replace(draft, inside_end=shapes[form])


def teasers(site: Site, form: str) -> Draft:
    """Return a short article beside teasers that are longer than it."""
    story = story_of(site, 2, 4)
    drawn = site.dice.some(site.words.teasers, 6)
    titles = site.dice.some(site.words.teaser_titles, 6)
    pairs = list(zip(titles, drawn, strict=False))
    heading = f"<h2>{text(site.dice.pick(site.words.related_heads))}</h2>"
    shapes = {
        "cards": "".join(site.look.tag("div", "card", f"<h3>{link(a)}</h3><p>{text(b)}</p>") for a, b in pairs),
        "list": "<ul>" + "".join(f"<li>{link(a)}<br>{text(b)}</li>" for a, b in pairs) + "</ul>",
        "articles": "".join(f"<article><h3>{link(a)}</h3><p>{text(b)}</p></article>" for a, b in pairs),
        "table": "<table>" + "".join(f"<tr><td>{link(a)}</td><td>{text(b)}</td></tr>" for a, b in pairs) + "</table>",
    }
    box = site.look.tag(site.dice.random.choice(["section", "div", "aside"]), "rail", heading + shapes[form])
    return replace(Draft(story, paragraphs(story.paragraphs), must_not=drawn), after=box)


def tag_cloud(site: Site, form: str) -> Draft:
    """Return a page with the article's topics after its body."""
    story = story_of(site)
    drawn = site.dice.some(site.words.tags, 8)
    heading = f"{text(site.dice.pick(site.words.tag_heads))}: "
    shapes = {
        "list": f"{heading}<ul>{''.join(f'<li>{link(tag)}</li>' for tag in drawn)}</ul>",
        "links": heading + " ".join(link(tag) for tag in drawn),
        "commas": f"<p>{heading}{', '.join(link(tag) for tag in drawn)}</p>",
        "sizes": "".join(f'<span style="font-size:{9 + 2 * at}px">{link(tag)}</span> ' for at, tag in enumerate(drawn)),
    }
    parted = ", " if form == "commas" else " "
    draft = Draft(story, paragraphs(story.paragraphs), must_not=(parted.join(drawn[:3]),))
    return replace(draft, inside_end=site.look.tag("div", "tags", shapes[form]))


def legalese(site: Site, form: str) -> Draft:
    """Return a page with the publisher's legal lines: as a footer, in the article, in a table, or bare."""
    story = story_of(site)
    drawn = site.says(site.words.legal, 3, story)
    lines = "".join(f"<p>{text(line)}</p>" for line in drawn)
    draft = Draft(story, paragraphs(story.paragraphs), must_not=drawn)
    if form == "inside":
        return replace(draft, inside_end=site.look.tag("div", "legal", lines))
    if form == "list":
        return replace(draft, after=f"<ul>{items(site.look, 'legal', drawn)}</ul>\n")
    if form == "table":
        rows = "".join(f"<tr><td><font size='1'>{text(line)}</font></td></tr>" for line in drawn)
        return replace(draft, bottom=f"<table>{rows}</table>\n")
    return replace(draft, bottom=f"<footer>{lines}</footer>\n")
