"""Traps of frames and scripts: posts of networks between the paragraphs, articles that only a script holds."""

from __future__ import annotations

import json
from dataclasses import replace

from .insides import spread
from .look import link, text
from .markup import paragraphs
from .overlays import story_of
from .page import Draft, Site


def embedded(site: Site, form: str) -> Draft:
    """Return a page with an embedded post, whose words stay and whose buttons do not."""
    story = story_of(site, 5, 10)
    said = site.say(site.words.comments, story)
    who = site.dice.pick(site.words.nicknames)
    handle = f"@{''.join(char for char in who.lower() if char.isascii() and char.isalnum()) or 'reader'}"
    line = f"&mdash; {text(who)} ({handle}) {link('March 3, 2024')}"
    view, threads = "View this post on Instagram", "View on Threads"
    by = f"A post shared by {text(who)} ({handle})"
    shapes = {
        "twitter": ((
            f'<blockquote class="twitter-tweet"><p>{text(said)} {link("pic.twitter.com/x")}</p>{line}'
            '</blockquote>'
        ), ""),
        "bluesky": (
            (
                f'<blockquote class="bluesky-embed"><p>{text(said)}<br><br>{link("[image or embed]")}</p>{line}'
                '</blockquote>'
            ), "",
        ),
        "instagram": (
            (
                f'<blockquote class="instagram-media"><div>{link(view)}</div><p>{link(said)}</p><p>{link(by)}</p>'
                '</blockquote>'
            ), view,
        ),
        "instagram frame": (
            f'<blockquote class="instagram-media"><div>{link(view)}</div><p>{link(by)}</p></blockquote>', view,
        ),
        "facebook": (
            (
                f'<div class="fb-post"><blockquote><p>{text(said)}</p>Posted by {link(who)} on '
                f'{link("Sunday, 3 March 2024")}</blockquote></div>'
            ), "",
        ),
        "tiktok": (
            (
                f'<blockquote class="tiktok-embed"><section>{link(handle)}<p>{text(said)}</p>'
                f'{link("♬ original sound")}</section></blockquote>'
            ), "♬",
        ),
        "threads frame": (f'<blockquote class="text-post-media"><div>{link(threads)}</div></blockquote>', threads),
    }  # fmt: skip
    html, button = shapes[form]
    frame = form.endswith("frame")
    parts = spread(site, story.paragraphs, [f"{html}\n"])
    draft = Draft(story, parts, must_not=(button,) if button else ())
    return draft if frame else replace(draft, story=replace(story, paragraphs=(*story.paragraphs, said)))


def scripted(site: Site, form: str) -> Draft:
    """Return a page whose article stands in a script alone, or behind its first paragraph."""
    story = story_of(site, 6, 11)
    html = "".join(f"<p>{text(words)}</p>" for words in story.paragraphs)
    article = {"headline": story.headline, "body": html}
    linked = {"@type": "NewsArticle", "headline": story.headline, "articleBody": "\n".join(story.paragraphs)}
    elements = [{"type": "text", "content": words} for words in story.paragraphs]
    shapes = {
        "articleBody": _linked(linked),
        "behind an opening": _linked(linked),
        "articleBody with markup": _linked(linked | {"articleBody": html}),
        "next data": (
            f'<script id="__NEXT_DATA__" type="application/json">{_json({"props": {"article": article}})}</script>'
        ),
        "state": f"<script>window.__INITIAL_STATE__={_json({'page': {'article': article}})};</script>",
        "content elements": "<script>Fusion.globalContent="
        + _json({"headlines": {"basic": story.headline}, "content_elements": elements})
        + ";</script>",
    }
    shown = paragraphs(story.paragraphs[:1]) if form == "behind an opening" else ()
    return Draft(story, shown, bottom=shapes[form])


def _linked(facts: dict[str, str]) -> str:
    return f'<script type="application/ld+json">{_json(facts)}</script>'


def _json(value: object) -> str:
    return json.dumps(value).replace("<", "\\u003c")
