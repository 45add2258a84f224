"""Traps that lie over a page or take its place: errors, consent, paywalls, pages that are not there."""

from __future__ import annotations

from dataclasses import replace

from .look import items, link, text
from .markup import paragraphs
from .page import Draft, Site
from .story import Story, write_story


def story_of(site: Site, low: int = 4, high: int = 10) -> Story:
    """Return a story of `low` to `high` paragraphs, the upper bound left out."""
    return write_story(site.words, site.dice, site.dice.random.randrange(low, high))


def error_modal(site: Site, form: str) -> Draft:
    """Return a page with an error message: hidden in one of three ways, visible above, or inside the article."""
    story = story_of(site)
    heading, message = site.say(site.words.error_heads, story), site.say(site.words.errors, story)
    inner = f"<h2>{text(heading)}</h2><p>{text(message)}</p>"
    draft = Draft(story, paragraphs(story.paragraphs), must_not=(heading, message))
    if form == "hidden attribute":
        return replace(draft, top=site.look.tag("div", "error", inner, "hidden"))
    if form == "hidden style":
        return replace(draft, top=site.look.tag("div", "error", inner, 'style="display: none" aria-hidden="true"'))
    if form == "hidden class":
        classes = site.dice.random.choice(
            ["modal fade", "alert is-hidden", "popup d-none", "js-error hide", "toast visually-hidden"]
        )
        return replace(draft, top=f'<div class="{classes}" role="alertdialog">{inner}</div>\n')
    if form == "visible above":
        return replace(draft, before=site.look.tag("div", "error", inner))
    return replace(draft, inside_top=site.look.tag("div", "error", inner))


def soft_404(site: Site, form: str) -> Draft:
    """Return a page that is not there, with a title that says so or one that does not, short or over a list."""
    story = story_of(site)
    heading = site.say(site.words.missing_titles, story)
    message = " ".join(site.says(site.words.missing, 2, story))
    shown = "" if form.startswith("good") else f"<h1>{text(heading)}</h1>"
    before = site.look.tag("div", "error", f"{shown}<p>{text(message)}</p>")
    if form.endswith("list"):
        before += teaser_cards(site, story, 6, long=False)
    title = None if form.startswith("good") else heading
    return Draft(story, before=before, title=title, bare=True, furnished=not form.endswith("short"), status="skip")


def consent_box(site: Site, story: Story, length: int) -> tuple[str, tuple[str, ...]]:
    """Return a consent dialogue with `length` paragraphs, and the texts in it."""
    heading, texts = site.say(site.words.consent_heads, story), site.says(site.words.consents, length, story)
    inner = f"<h2>{text(heading)}</h2>" + "".join(f"<p>{text(line)}</p>" for line in texts)
    if length > 2:
        inner += f"<ul>{items(site.look, 'consent', site.words.purposes)}</ul>"
    inner += "".join(f"<button>{text(label)}</button>" for label in site.dice.some(site.words.consent_buttons, 3))
    return site.look.tag("div", "consent", inner, 'role="dialog"' if site.dice.chance(0.5) else ""), (heading, *texts)


def consent_over(site: Site, form: str) -> Draft:
    """Return an article under a consent dialogue, which stands first or last, in a form or hidden."""
    story = story_of(site)
    box, texts = consent_box(site, story, 2)
    draft = Draft(story, paragraphs(story.paragraphs), must_not=texts)
    if form == "first":
        return replace(draft, top=box)
    if form == "last":
        return replace(draft, bottom=box)
    if form == "form":
        return replace(draft, top=f'<form method="post" action="/c">{box}</form>\n')
    return replace(draft, bottom=f'<div style="display:none">{box}</div>\n')


def consent_alone(site: Site, form: str) -> Draft:
    """Return a consent wall with nothing behind it."""
    story = story_of(site)
    box, _ = consent_box(site, story, 2 if form == "short" else 5)
    if form == "pay or agree":
        offer = text(site.say(site.words.paywalls, story))
        box += f"<div><p>{offer}</p>{link(site.dice.pick(site.words.consent_buttons))}</div>\n"
    if form == "partners":
        box += "<ul>" + "".join(f"<li>{text(name)} GmbH</li>" for name in site.words.nicknames) + "</ul>\n"
    furnished = form == "with menu"
    title = site.name if site.dice.chance(0.5) else site.say(site.words.consent_heads, story)
    return Draft(story, before=box, title=title, bare=True, furnished=furnished, status="skip")


def consent_longer(site: Site, form: str) -> Draft:
    """Return a short article with consent text that is longer than it."""
    story = story_of(site, 2, 4)
    box, texts = consent_box(site, story, 6)
    draft = Draft(story, paragraphs(story.paragraphs), must_not=(*texts, site.words.purposes[4]))
    if form == "first":
        return replace(draft, top=box)
    if form == "last":
        return replace(draft, bottom=box)
    if form == "twice":
        return replace(draft, top=box, bottom=box)
    return replace(draft, after=box)


def paywall(site: Site, form: str) -> Draft:
    """Return the free opening of an article and the offer that ends it."""
    story = story_of(site, 2, 4)
    heading, offers = site.say(site.words.paywall_heads, story), site.says(site.words.paywalls, 3, story)
    lines = "".join(f"<p>{text(line)}</p>" for line in offers)
    if form == "list":
        lines = f"<ul>{items(site.look, 'pay', offers)}</ul>"
    if form == "account":
        lines += '<form><input type="email" name="m"><input type="password" name="p"></form>'
    box = site.look.tag(
        "div", "pay", f"<h3>{text(heading)}</h3>{lines}{link(site.dice.pick(site.words.consent_buttons))}"
    )
    draft = Draft(story, paragraphs(story.paragraphs), must_not=(heading, *offers))
    return replace(draft, after=box) if form == "behind" else replace(draft, inside_end=box)


def teaser_cards(site: Site, story: Story, count: int, *, long: bool) -> str:
    """Return teasers of other stories; long ones have a paragraph each."""
    pairs = zip(
        site.dice.some(site.words.teaser_titles, count), site.dice.some(site.words.teasers, count), strict=False
    )
    cards = (f"<h3>{link(title)}</h3>" + (f"<p>{text(words)}</p>" if long else "") for title, words in pairs)
    return f"<h2>{text(site.dice.pick(site.words.related_heads))}</h2>" + "".join(
        site.look.tag("div", "card", card) for card in cards
    )
