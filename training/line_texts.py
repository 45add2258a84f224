"""Furniture to splice into texts: banners, notices and boxes, drawn from the phrases of the trap pages (seeds 0–49)."""

from __future__ import annotations

import random
from collections.abc import Sequence

from tests.traps.generate import KINDS, site_of, trap
from tests.traps.page import Site
from tests.traps.story import Story, write_story
from tests.traps.words import Dice
from training.line_pages import IN_TEXT, GoldPage, Piece, fold, gold_page

_ROLE_OF = {
    "error modal": "error banner", "soft 404": "error banner", "disclaimer": "disclaimer", "no comments": "comments",
    "comment thread": "comments", "consent alone": "consent", "consent over": "consent", "consent longer": "consent",
    "second article": "related", "paywall": "paywall", "author box": "author box", "long teasers": "related",
    "tag cloud": "tags", "captions": "caption",
}  # fmt: skip


def trap_page(seed: int, kind: str, form: str) -> GoldPage | None:
    """Return one trap page, its roles set by what must and must not be in the text."""
    made = trap(seed, kind, form, KINDS[kind][0])
    gold = {"id": made.name, "url": made.url, "text": "\n".join(made.must), "title": ""}
    page = gold_page(made.html.encode(), gold)
    if page is None:
        return None
    must = {fold(text) for text in made.must}
    never = [fold(text) for text in made.must_not]
    pieces = []
    for piece in page.pieces:
        key, role, weight = fold(piece.text), piece.role, 0.3
        if key in must:
            role = "body"
        elif role in IN_TEXT and kind not in ("live blog",):
            weight = 0.0
        if any(part and part in key for part in never):
            role, weight = _ROLE_OF.get(kind, role), 1.0
        if piece.tag == "h1" and key in fold(page.page_title) and kind != "soft 404":
            role, weight = "headline", 1.0
        pieces.append(Piece(piece.text, role, weight, piece.tag, piece.level, piece.is_link, piece.hidden, piece.cell))
    return GoldPage(page.id, page.host, "trap", "", page.page_title, "", "", page.text, tuple(pieces))


def splice(page: GoldPage, dice: random.Random) -> GoldPage:
    """Return the page with a banner, a notice or a second copy of its body in it, as captures have them."""
    site = site_of(dice.randrange(50), Dice(random.Random(dice.random()), kept=False))
    story = write_story(site.words, site.dice, 3)
    pieces = list(page.pieces)
    kept = [row for row, piece in enumerate(pieces) if piece.role in IN_TEXT]
    if not kept:
        return page
    if dice.random() < 0.35:
        copy = [pieces[row] for row in kept if dice.random() > 0.05]
        copy = [Piece(p.text, p.role, 0.0, p.tag, p.level) for p in copy]
        pieces[kept[-1] + 1 : kept[-1] + 1] = copy
    for make in dice.sample(_MAKERS, dice.randrange(1, 4)):
        at, made = make(site, story, kept, dice)
        pieces[at:at] = made
        kept = [row for row, piece in enumerate(pieces) if piece.role in IN_TEXT]
    return GoldPage(
        page.id, page.host, page.kind, page.title, page.page_title, page.author, page.published, page.text,
        tuple(pieces),
    )  # fmt: skip


def _of(role: str, *texts: str) -> list[Piece]:
    return [Piece(text, role) for text in texts if text]


def _banner(site: Site, story: Story, kept: Sequence[int], dice: random.Random) -> tuple[int, list[Piece]]:
    words = site.words
    code = dice.choice(["403", "404", "410", "500", "Error 404", ""])
    found = _of("error banner", code, site.say(words.error_heads, story), site.say(words.errors, story))
    return dice.choice([0, 0, max(0, kept[0] - 1)]), found


def _legal(site: Site, story: Story, kept: Sequence[int], dice: random.Random) -> tuple[int, list[Piece]]:
    words = site.words
    head = site.say(words.disclaimer_heads, story) + dice.choice([":", "", ""])
    text = site.say(words.disclaimers, story)
    broken = dice.choice([0, 0, 5, 9])
    parts = text.split()
    lines = [" ".join(parts[n : n + broken]) for n in range(0, len(parts), broken)] if broken else [text]
    return kept[-1] + 1, _of("disclaimer", head if dice.random() < 0.7 else "", *lines)


def _no_comments(site: Site, story: Story, kept: Sequence[int], dice: random.Random) -> tuple[int, list[Piece]]:
    words = site.words
    call = site.say(words.comment_calls, story) if dice.random() < 0.4 else ""
    none = dice.choice(["No comment", "No comments", "Comments (0)", "0", site.say(words.no_comments, story)])
    return kept[-1] + 1 + dice.randrange(2), _of("comments", site.say(words.comment_heads, story), none, call)


def _thread(site: Site, story: Story, kept: Sequence[int], dice: random.Random) -> tuple[int, list[Piece]]:
    words = site.words
    lines = [site.say(words.comment_heads, story)]
    for said in site.says(words.comments, dice.randrange(2, 7), story):
        lines += [site.say(words.nicknames, story), site.say(words.ago, story), said]
        lines += ["Reply"] * (dice.random() < 0.5)
    return kept[-1] + 1, _of("comments", *lines)


def _consent(site: Site, story: Story, kept: Sequence[int], dice: random.Random) -> tuple[int, list[Piece]]:
    words = site.words
    texts = site.says(words.consents, dice.randrange(1, 4), story)
    buttons = site.says(words.consent_buttons, dice.randrange(1, 4), story)
    place = dice.choice([0, 0, kept[-1] + 1])
    return place, _of("consent", site.say(words.consent_heads, story), *texts, *buttons)


def _inside(site: Site, story: Story, kept: Sequence[int], dice: random.Random) -> tuple[int, list[Piece]]:
    words = site.words
    pool, role = dice.choice(
        [
            (words.read_more, "related"), (words.newsletters, "newsletter"), (words.promos, "promotion"),
            (words.ads, "advertisement"), (words.captions, "caption"), (words.credits, "caption"),
        ]
    )  # fmt: skip
    return dice.choice(kept), _of(role, site.say(pool, story))


def _paywall(site: Site, story: Story, kept: Sequence[int], dice: random.Random) -> tuple[int, list[Piece]]:
    words = site.words
    return kept[-1] + 1, _of("paywall", site.say(words.paywall_heads, story), site.say(words.paywalls, story))


def _foot(site: Site, story: Story, kept: Sequence[int], dice: random.Random) -> tuple[int, list[Piece]]:
    words = site.words
    bio = _of("author box", site.say(words.bio_heads, story), site.say(words.bios, story))
    line = f"© {dice.randrange(1999, 2027)} {site.name}"
    rights = _of("rights", dice.choice(["", line, site.say(words.legal, story)]))
    tags = _of("tags", site.say(words.tag_heads, story), *site.says(words.tags, dice.randrange(2, 7), story))
    return kept[-1] + 1, [*(bio * (dice.random() < 0.5)), *(tags * (dice.random() < 0.5)), *rights]


_MAKERS = [_banner, _legal, _no_comments, _thread, _consent, _inside, _inside, _paywall, _foot]
