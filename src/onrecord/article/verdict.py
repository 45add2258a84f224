"""What a page is: an article, a live blog, a stub of one; or none, and why."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import get_args
from urllib.parse import urlsplit

from onrecord.article.features import Features
from onrecord.article.page_kind import find_page_kind
from onrecord.article.roles import IN_TEXT
from onrecord.article.talk import is_reporting, topic_of
from onrecord.errors import ArticleError
from onrecord.model import ArticleKind, Page, Role
from onrecord.settings import ArticleSettings

_ARTICLE_TYPES = re.compile(r"Article|BlogPosting|Report|Review|Recipe|HowTo|QAPage|FAQPage")
_SECTION_PATH = re.compile(r"^/(?:index\.\w{3,5}|home|[a-z-]{2,20}(?:/[a-z-]{2,14})?)?/?$")
_LIVE = re.compile(
    r"\b(?:live ?-?(?:blog|ticker|updates?|coverage)|liveticker|newsticker|en direct|in diretta|en directo"
    r"|as it happened)\b",
    re.I,
)
_CLOCK = re.compile(r"(?<!\d)(?:[01]?\d|2[0-3])[:.h]\d\d(?!\d)")
_REFRESH = re.compile(r"url\s{0,3}=", re.I)
_FEW_WORDS = 10  # of a page in all: nothing to read
_PARAGRAPH = 25  # words: running text, however it ends
_ALL_BUT_KEPT = frozenset(get_args(Role)) - IN_TEXT - {"error banner", "consent", "headline"}
_SURE_WORDS = 250  # of running text: past that a page is no notice, whatever words it uses
_DENIES = 0.5  # as probable as that an article, whatever words it uses
_HEADLINE = 4  # words of one
_REPORT = 10  # words of a paragraph that reports
_OTHER_TEXTS = frozenset(["listing", "forum", "product", "service", "documentation"])  # may open with a report too
_SURE_RUN = 5  # paragraphs in a row of a page that says that it is an article: it is
_SHORTEST = 12  # words of a live blog that has begun, or of an opening before a wall
_LIKE_SHORT = frozenset(["listing", "login", "parked"])  # what such a page looks like, entries being like teasers
_NAMES = {
    "error_page": "an error page",
    "captcha": "a check for robots",
    "parked": "a parked domain",
    "login": "a login page",
    "redirect": "a redirect",
    "consent_wall": "a consent wall",
    "listing": "a list of articles",
    # known by the model alone
    "access_denied": "a refusal to show it",
    "geo_block": "a refusal to show it in some countries",
    "maintenance": "a notice of maintenance",
    "needs_script": "a page that asks for a browser with scripts",
    "no_results": "a search without results",
    "forum": "a forum",
    "product": "a product's page",
    "service": "a page about a service",
    "documentation": "documentation",
}
_VISIBLE_CHARS = 20_000  # of a page that are searched for signs


@dataclass(frozen=True, slots=True)
class Look:
    """What the verdict goes by, in one place."""

    title: str  # <title> and the headlines, lower case
    opening: str  # the visible words of the page that are not navigation; of a declared article, those that were kept
    body_words: int  # of the blocks that were kept
    running_words: int  # … that are running text: sentences outside of links
    declared: bool  # the page says that it is an article
    cards: int  # links as long as a headline, among and around what was kept
    longest_run: int  # blocks of running text in a row, with nothing else between them


def judge(
    page: Page, features: Features, roles: list[Role], settings: ArticleSettings, told: ArticleKind = "article"
) -> ArticleKind:
    """Return what kind of article the page holds, given what its entries or its wall tell: "live blog" or "stub".

    Raises:
        ArticleError: it holds none; the reason says what it is instead.
    """
    look = take_look(page, features, roles)
    short = told == "live blog" or (told == "stub" and look.declared)
    kind = _refusal(page, look, roles, features, settings)
    if kind is not None and not (short and kind in _LIKE_SHORT):
        raise _no_article(page, kind, look)
    if look.body_words < (min(_SHORTEST, settings.min_words) if short else settings.min_words):
        raise _too_short(page, features, look, settings)
    found = _kind(page, features, roles, look)
    return told if found == "article" else found


def _refusal(page: Page, look: Look, roles: list[Role], features: Features, settings: ArticleSettings) -> str | None:
    """The reason against an article: by a sign that the model does not deny, or by the model alone."""
    kind = next(_refusals(page, look, roles, features), None)
    status = page.http_status or 200
    if page.plain or (kind is not None and not 200 <= status < 300):
        return kind  # the model reads pages with markup, and knows nothing of the server's answer
    if kind is None and _is_empty(features, look, settings):
        return None
    if kind is None and look.declared and look.longest_run >= _SURE_RUN and look.running_words >= _SURE_WORDS:
        return None
    learned = find_page_kind(page, features, roles)
    if kind is not None and learned.article >= _DENIES:
        return None
    if kind is None and learned.reason is not None and _opens_with_report(page, features, roles):
        return learned.reason if learned.reason in _OTHER_TEXTS else None
    return kind or learned.reason


def _opens_with_report(page: Page, features: Features, roles: list[Role]) -> bool:
    """Whether the first paragraph says who said something: an article about errors, robots, cookies."""
    candidates = IN_TEXT | {"error banner"}  # for which a sentence with "page not found" in it was taken
    long = (row for row, role in enumerate(roles) if role in candidates and features.words[row] >= _REPORT)
    opening = next((row for row in long if features.tag[row] not in ("h1", "h2")), None)
    if opening is None or not is_reporting(page.blocks.text[opening]):
        return False
    before = range(max(0, opening - 2), opening)  # a headline that is a link makes it a teaser
    return all(features.words[row] < _HEADLINE or features.link_share[row] < 0.5 for row in before)


def take_look(page: Page, features: Features, roles: list[Role]) -> Look:
    """Return what the verdict goes by."""
    texts = page.blocks.text
    heads = [texts[row] for row, tag in enumerate(features.tag) if tag in ("h1", "h2") and not features.hidden[row]][:4]
    if page.plain:
        heads = list(texts[:3])
    declared = _is_declared(page)
    # a box on a good page may say "this video is not available"; a page that is gone says so in place of the article
    beside = frozenset(_ALL_BUT_KEPT if declared else ["navigation"])
    visible = [t for t, r, h in zip(texts, roles, features.hidden, strict=True) if r not in beside and not h]
    kept = [row for row, role in enumerate(roles) if role in IN_TEXT]
    running = [
        row
        for row in kept
        if features.link_share[row] < 0.3
        and (features.words[row] >= _PARAGRAPH or (features.ends_sentence[row] and features.words[row] >= 6))
    ]
    return Look(
        title=" | ".join([page.raw.title or "", *heads]).lower().replace("’", "'")[:1000],
        opening=" ".join(visible)[:_VISIBLE_CHARS].lower().replace("’", "'"),
        body_words=sum(features.words[row] for row in kept),
        running_words=sum(features.words[row] for row in running),
        declared=declared,
        cards=_count_cards(page, features),
        longest_run=_longest_run(kept, set(running)),
    )


def _is_declared(page: Page) -> bool:
    if any(name == "og:type" and "article" in value.lower() for name, value in page.raw.metas):
        return True
    if any(name.startswith("article:") for name, _ in page.raw.metas):
        return True
    return any(
        _ARTICLE_TYPES.search(kind) for item in page.raw.items for kind in item.types if item.headline or item.body
    )


def _count_cards(page: Page, features: Features) -> int:
    """How many blocks are one link with a headline's number of words, outside of menus."""
    rows = zip(features.words, features.link_share, features.zone, strict=True)
    return sum(
        5 <= words <= 30 and links > 0.8 and zone not in ("navigation", "consent") for words, links, zone in rows
    )


def _longest_run(kept: list[int], running: set[int]) -> int:
    longest = run = 0
    for row in kept:
        run = run + 1 if row in running else 0
        longest = max(longest, run)
    return longest


def _refusals(page: Page, look: Look, roles: list[Role], features: Features) -> Iterator[str]:
    """The reasons against an article, the surest first."""
    words = look.running_words
    status = page.http_status or 200
    if 300 <= status < 400:
        yield "redirect"
    if status >= 600:  # none that HTTP knows: what sites answer to robots
        yield "error_page"
    if words < _SURE_WORDS:
        yield from _without_body(page, look, roles, features)
    if _is_listing(page, look):
        yield "listing"


def _without_body(page: Page, look: Look, roles: list[Role], features: Features) -> Iterator[str]:
    """The reasons that count only where there is little running text."""
    words, status = look.running_words, page.http_status or 200
    in_title, in_text = _signs("error_page", look)
    banner = any(r == "error banner" and not h for r, h in zip(roles, features.hidden, strict=True))
    # an article about errors, or below a banner, has paragraphs in a row; and most say that they are articles
    told = look.longest_run > 2 and (look.declared or words >= (60 if page.plain else 100))
    if status >= 400 and (words < 150 or in_title):
        yield "error_page"
    if in_title and (words < 60 or (in_text and words < 200)) and not told:
        yield "error_page"
    if (banner or in_text) and words < 40 + 40 * (banner and in_text > 0) and not told:
        yield "error_page"
    if words < 120 and not told and topic_of(_opening_text(page, roles)) == "error banner":
        yield "error_page"
    in_title, in_text = _signs("captcha", look)
    if (in_title and words < 120) or in_text >= (2 if words > 60 or look.declared else 1):
        yield "captcha"
    in_title, in_text = _signs("parked", look)
    if in_text >= 2 or ((in_title or in_text) and words < 60):
        yield "parked"
    in_title, in_text = _signs("redirect", look)
    if words < 80 and (_REFRESH.search(page.raw.refresh or "") or in_title or in_text):
        yield "redirect"
    yield from _walls(page, look, roles, features)


def _opening_text(page: Page, roles: list[Role]) -> str:
    """The first words that were kept: what a page without an article has to say."""
    kept = [text for text, role in zip(page.blocks.text, roles, strict=True) if role in IN_TEXT]
    return " ".join(" ".join(kept).split()[:60])


def _walls(page: Page, look: Look, roles: list[Role], features: Features) -> Iterator[str]:
    words = look.running_words
    password = "password" in page.raw.forms
    in_title, in_text = _signs("login", look)
    told = "headline" in roles and look.longest_run >= 2 and words >= 40  # an article with a login box
    if words < 120 and not told and ((password and not look.declared) or (in_title and (password or in_text))):
        yield "login"
    consent = sum(w for w, role in zip(features.words, roles, strict=True) if role == "consent")
    titled = (
        "headline" not in roles and _signs("consent_wall", look)[0] > 0 and consent >= 12 and words < 150
    )  # "Before you go on"
    if not look.declared and (titled or (consent >= max(25, words) and (words < 40 or "headline" not in roles))):
        yield "consent_wall"
    if words < 50 and (consent >= 30 or _signs("consent_wall", look)[1] >= 3):
        yield "consent_wall"


def _is_listing(page: Page, look: Look) -> bool:
    """Many headlines that are links, and little running text beside them; an article says what it is, or has text."""
    if page.plain or look.longest_run > 2:
        return False
    path = urlsplit(page.origin.url or "").path
    per_card = look.running_words / look.cards if look.cards else 1e9
    if page.origin.url and path in ("", "/"):
        return look.cards >= 8 and per_card < 40
    if look.declared:
        return look.cards >= 15 and look.body_words < 4 * look.cards
    return look.cards >= (8 if _SECTION_PATH.match(path) else 12) and per_card < (8 if _SECTION_PATH.match(path) else 4)


def _signs(kind: str, look: Look) -> tuple[int, int]:
    """How many of a kind's signs stand in the title, and in the text."""
    in_title, in_text = _table()[kind]
    return sum(bool(p.search(look.title)) for p in in_title), sum(bool(p.search(look.opening)) for p in in_text)


@lru_cache(maxsize=1)
def _table() -> dict[str, tuple[tuple[re.Pattern[str], ...], tuple[re.Pattern[str], ...]]]:
    data = tomllib.loads(files("onrecord.article").joinpath("signs.toml").read_text("utf-8"))
    return {
        kind: (
            tuple(re.compile(p, re.I) for p in section["title"]),
            tuple(re.compile(p, re.I) for p in section["text"]),
        )
        for kind, section in data.items()
    }


def _no_article(page: Page, kind: str, look: Look) -> ArticleError:
    name = page.raw.title or look.title.strip(" |")
    return ArticleError(
        f"it is {_NAMES[kind]}: “{name[:100]}”", page.origin.uri, reason=f"not_article.{kind}", status="skip"
    )


def _too_short(page: Page, features: Features, look: Look, settings: ArticleSettings) -> ArticleError:
    if _is_empty(features, look, settings):
        words = sum(features.words)
        return ArticleError(
            f"it holds {words} {'word' if words == 1 else 'words'} in all",
            page.origin.uri,
            reason="empty.no_text",
            status="empty",
        )
    return ArticleError(
        f"its longest text has {look.body_words} words, fewer than {settings.min_words}",
        page.origin.uri,
        reason="not_article.no_body",
        status="skip",
    )


def _is_empty(features: Features, look: Look, settings: ArticleSettings) -> bool:
    words = sum(features.words)
    return words < _FEW_WORDS or (words < settings.min_words and look.body_words == 0)


def _kind(page: Page, features: Features, roles: list[Role], look: Look) -> ArticleKind:
    if any("LiveBlogPosting" in item.types for item in page.raw.items):
        return "live blog"
    clocks = sum(w <= 14 and bool(_CLOCK.search(t)) for w, t in zip(features.words, page.blocks.text, strict=True))
    named = _LIVE.search(look.title) or _LIVE.search((page.origin.url or "").replace("-", " "))
    if clocks >= 5 and named:
        return "live blog"
    locked = any(item.free is False for item in page.raw.items)
    walled = any(role == "paywall" and not hidden for role, hidden in zip(roles, features.hidden, strict=True))
    if (walled and look.body_words < 250) or (locked and look.body_words < 150):
        return "stub"
    return "article"
