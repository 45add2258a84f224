"""Pages composed to mislead an extractor, the same for the same seed.

Every kind of trap comes in four forms or more, each on a page of its own: the language, the site's naming of
classes and its markup are drawn by the seed. Seeds 0 to 49 are for tuning; seeds from 1000 on are kept aside and
draw on phrases that the others never see. `python -m tests.traps.generate 7 FOLDER` writes one seed's pages to look at.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Literal

from . import insides, overlays, posts
from .look import FRAMEWORKS, NAMINGS, Look
from .page import Draft, Site, assemble
from .words import KEPT_FROM, LANGUAGES, Dice, phrases

TUNING = range(50)
KEPT_ASIDE = range(KEPT_FROM, KEPT_FROM + 50)

Maker = Callable[[Site, str], Draft]
KINDS: MappingProxyType[str, tuple[Maker, tuple[str, ...]]] = MappingProxyType(
    {
        "body twice": (
            insides.twice,
            (
                "outside, same markup",
                "outside, other markup",
                "outside, without its first paragraph",
                "inside, same markup",
                "inside, other markup",
                "inside, white space collapsed",
            ),
        ),
        "error modal": (
            overlays.error_modal,
            ("hidden attribute", "hidden style", "hidden class", "visible above", "inside the article"),
        ),
        "soft 404": (
            overlays.soft_404,
            ("bad title, short", "bad title, list", "good title, short", "good title, list"),
        ),
        "disclaimer": (insides.disclaimer, ("paragraph", "heading and paragraph", "box", "small print")),
        "no comments": (insides.comments_none, ("inside the body", "behind", "heading only", "form")),
        "comment thread": (insides.comments_many, ("divs", "articles", "list", "definitions", "inside")),
        "consent alone": (overlays.consent_alone, ("short", "pay or agree", "partners", "with menu")),
        "consent over": (overlays.consent_over, ("first", "last", "form", "hidden")),
        "consent longer": (overlays.consent_longer, ("first", "last", "twice", "behind")),
        "second article": (insides.second_article, ("sibling", "label", "address", "second heading")),
        "paywall": (overlays.paywall, ("inside", "behind", "list", "account")),
        "between paragraphs": (
            insides.between,
            ("read more", "newsletter", "promotion", "advertisement", "list", "all"),
        ),
        "live blog": (insides.live_blog, ("articles", "divs", "items", "plain", "clock in the heading", "rows")),
        "embedded post": (
            posts.embedded,
            ("twitter", "bluesky", "instagram", "instagram frame", "facebook", "tiktok", "threads frame"),
        ),
        "script only": (
            posts.scripted,
            ("articleBody", "articleBody with markup", "next data", "state", "content elements", "behind an opening"),
        ),
        "captions": (insides.captions, ("figure", "divs", "credit alone", "small")),
        "author box": (insides.author_box, ("box inside", "aside", "italics", "definitions")),
        "long teasers": (insides.teasers, ("cards", "list", "articles", "table")),
        "tag cloud": (insides.tag_cloud, ("list", "links", "commas", "sizes")),
        "legalese": (insides.legalese, ("footer", "inside", "list", "table")),
    }
)


@dataclass(frozen=True, slots=True)
class Trap:
    """One page and what must hold of its text; snippets are compared with white space folded."""

    name: str  # "7 soft 404: bad title, short (fr, breaks, hashed)"
    kind: str
    html: str
    url: str
    status: Literal["article", "skip"]
    must: tuple[str, ...]  # whole paragraphs that the text holds
    must_not: tuple[str, ...]  # what it does not hold
    once: tuple[str, ...]  # what it holds exactly once


def traps(seed: int) -> Iterator[Trap]:
    """Yield every kind of trap in every form, drawn by the seed."""
    for kind, (maker, forms) in KINDS.items():
        for form in forms:
            yield trap(seed, kind, form, maker)


def trap(seed: int, kind: str, form: str, maker: Maker) -> Trap:
    """Return one page; each has dice of its own, so that one kind's changes leave the others alone."""
    site = site_of(seed, Dice(random.Random(f"{seed} {kind} {form}"), kept=seed >= KEPT_FROM))
    draft = maker(site, form)
    must = draft.story.paragraphs if draft.status == "article" else ()
    return Trap(
        name=f"{seed} {kind}: {form} ({site.words.language}, {site.framework}, {site.look.naming})",
        kind=kind,
        html=assemble(site, draft),
        url=f"https://{site.host}/a/{site.dice.random.randrange(10**6)}",
        status="article" if draft.status == "article" else "skip",
        must=must,
        must_not=draft.must_not,
        once=must,
    )


def site_of(seed: int, dice: Dice) -> Site:
    """Return the site that a page stands on."""
    words = phrases(dice.random.choice(LANGUAGES))
    look = Look(dice.random.choice(NAMINGS), dice.random.randrange(10**6))
    return Site(
        words=words,
        dice=dice,
        look=look,
        framework=dice.random.choice(FRAMEWORKS),
        name=dice.pick(words.sites),
        host=f"paper{seed}-{words.language}.example",
    )


def main(seed: int, folder: Path) -> None:
    """Write one seed's pages into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for number, made in enumerate(traps(seed)):
        (folder / f"{number:02} {made.kind}.html").write_text(f"{made.html}<!-- {made.name} -->\n", encoding="utf-8")


if __name__ == "__main__":
    main(int(sys.argv[1]), Path(sys.argv[2]))
