"""What kind of page it is, by a small learned model over its columns: an article, or which page without one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from onrecord.article.features import Features
from onrecord.article.page_kind_model import TextModel, load_models
from onrecord.article.page_kind_words import count_groups, group_names, read_bits, text_rows
from onrecord.article.roles import IN_TEXT
from onrecord.model import Page, Role

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_CHARS = 400  # of one block that are read
_ROWS = 60  # blocks that are read, kept or not
_ALL_CHARS = 4000  # of a page that are read: what a page without an article says of itself stands early
_OPENING = 50  # words of the kept text that are looked at together
_HEADS = 3  # the title and two headings
_PARAGRAPH = 12  # words: running text, where it ends as a sentence
_TEXT = 0  # the class of the text model that is no notice
_TYPES = {
    "article": re.compile(r"Article|BlogPosting|Report|Review$|Recipe|HowTo$"),
    "forum": re.compile(r"DiscussionForum|QAPage|^Question|SocialMediaPosting|Comment$"),
    "product": re.compile(r"Product|Offer"),
    "list": re.compile(r"ItemList|CollectionPage|SearchResults|^Blog$|ProfilePage|OfferCatalog"),
    "site": re.compile(r"Organization|LocalBusiness|Service|Corporation|AboutPage|ContactPage"),
    "software": re.compile(r"TechArticle|APIReference|Software"),
}
_PATHS = {
    "list": re.compile(
        r"/(?:tags?|topics?|categor\w{1,5}|themen?|search|archive|collections?|authors?|sections?|page/\d)"
    ),
    "forum": re.compile(
        r"/(?:forums?|threads?|topic|t|questions?|comments|discussion|viewtopic|community|r)(?:/|\.|$)"
    ),
    "product": re.compile(r"/(?:products?|p|dp|shop|store|item|buy)(?:/|$)"),
    "service": re.compile(r"/(?:services?|solutions?|pricing|features?|about|contact|platform|consulting)"),
    "docs": re.compile(
        r"/(?:docs?|documentation|reference|manual|api|guides?|help|latest|stable|en/latest)(?:/|$)|readthedocs"
    ),
    "login": re.compile(r"/(?:log-?in|sign-?in|sign-?up|account|register|password|anmelden|connexion)"),
    "number": re.compile(r"\d{4,}"),
    "date": re.compile(r"/(?:19|20)\d\d/"),
}
_PRICE = "$€£¥₹₽"
_CODE = "{}=<>_()"


# the reason that each class stands for; what is no key stands for itself
_REASONS = {
    "not_found": "error_page",
    "gone": "error_page",
    "server": "error_page",
    "forbidden": "access_denied",
    "consent": "consent_wall",
    "geo": "geo_block",
    "script": "needs_script",
}
# How improbable an article must be for a page to be refused, by how many words of running text that is no notice stand
# on it: of hosts that the trees were not trained on, one whole article of 793 in WCXB falls under it.
_NO_ARTICLE = ((20, 0.4), (100, 0.2), (1 << 30, 0.1))
# … or how probable another kind of text: above what any such article reached.
_OTHER_TEXT = {"listing": 0.9, "forum": 0.7, "product": 0.7, "service": 0.7, "documentation": 0.85}


@dataclass(frozen=True, slots=True)
class PageKind:
    """What the model takes a page for, when it is sure that it is no article."""

    reason: str | None  # "error_page", "listing", …; None for an article, or when it is not sure
    article: float  # how probable it is that the page holds an article, 0 to 1


def find_page_kind(page: Page, features: Features, roles: list[Role]) -> PageKind:
    """Return what kind of page it is. Of `features` it takes words, chars, link_share, zone, hidden and tag."""
    text_model, page_model = load_models()
    signals = read_signals(page, features, roles, text_model)
    said = page_model.kinds_of(signals)
    chances = dict(zip(page_model.kinds, said.tolist(), strict=True))
    article = chances.pop("article")
    other = float(signals[signal_names(text_model.kinds).index("other words")])
    kind = max(chances, key=chances.__getitem__)
    unlikely = article < next(limit for words, limit in _NO_ARTICLE if other < words)
    if unlikely or chances[kind] >= _OTHER_TEXT.get(kind, 1.0):
        return PageKind(_REASONS.get(kind, kind), article)
    return PageKind(None, article)


def read_signals(page: Page, features: Features, roles: list[Role], model: TextModel) -> NDArray[np.float32]:
    """Return the signals of a page, in the order of `signal_names`."""
    import numpy as np

    running = frozenset(row for row, role in enumerate(roles) if role in IN_TEXT and _is_running(page, features, row))
    values = (*_meant(page, features, roles, running, model), *_shape(page, features, roles, running), *_claims(page))
    return np.array(values, dtype=np.float32)


@lru_cache(maxsize=2)
def signal_names(kinds: tuple[str, ...]) -> tuple[str, ...]:
    """Return the names of the signals, in their order, given the classes of the text model."""
    said = [f"{view} says {kind}" for view in _VIEWS for kind in kinds]
    groups = [f"kept {group}" for group in group_names()]
    claims = [*(f"type {name}" for name in _TYPES), *(f"path {name}" for name in _PATHS), *_CLAIM_NAMES]
    return (*said, *groups, *_SAID_NAMES, *_SHAPE_NAMES, *claims)


# ── what is said ─────────────────────────────────────────────────────────────────────────────────────────

_VIEWS = ("title", "headings", "opening", "kept", "told", "strongest")
_SAID_NAMES = (
    *("title words", "kept words read", "told words read", "first blocks", "below heading", "two below heading"),
    *("notice words", "other words", "other run", "other blocks", "notice share"),
)


def _meant(page: Page, features: Features, roles: list[Role], running: frozenset[int], model: TextModel) -> list[float]:
    """What the text model says of the title, the headings, the kept text and all that is not links."""
    import numpy as np

    rows = _rows_to_read(page, features, roles)
    heads = _heads(page, features)
    blocks = [_lower(page.blocks.text[row]) for row in rows]
    bits = [read_bits(text) for text in blocks]
    kept = [n for n, row in enumerate(rows) if roles[row] in IN_TEXT]
    opening = [bit for n in kept for bit in bits[n]][:_OPENING]
    title = _lower(page.raw.title or "")
    texts = [title, *map(_lower, heads), " ".join([blocks[n] for n in kept[:3]])[:_CHARS], *blocks]
    all_bits = [*map(read_bits, texts[:_HEADS]), opening, *bits]
    counts, sizes = count_groups(all_bits), [len(found) for found in all_bits]
    said = model.kinds_of(text_rows(counts, sizes, texts, _HEADS))
    told, words = said[_HEADS + 1 :], np.array(sizes[_HEADS + 1 :], dtype=np.float32)
    views = (said[0], said[1:_HEADS].max(axis=0), said[_HEADS], _mean(told[kept], words[kept]), _mean(told, words))
    share = counts[_HEADS + 1 :][kept].sum(axis=0) / max(1.0, float(words[kept].sum()))
    notice = {row: 1 - float(told[n, _TEXT]) for n, row in enumerate(rows)}
    return [
        *(float(value) for view in (*views, told.max(axis=0, initial=0)) for value in view),
        *share.tolist(),
        *(sizes[0], float(words[kept].sum()), float(words.sum())),
        *_around(features, roles, rows, notice, running),
    ]


def _lower(text: str) -> str:
    return text[:_CHARS].lower().replace("’", "'")


def _mean(said: NDArray[np.float32], words: NDArray[np.float32]) -> NDArray[np.float32]:
    """The mean of what blocks say, by their words."""
    mean: NDArray[np.float32] = (said * words[:, None]).sum(axis=0) / max(1.0, float(words.sum()))
    return mean


def _heads(page: Page, features: Features) -> list[str]:
    """The two first headings of the highest kind, "" where there is none."""
    rows = [row for row, tag in enumerate(features.tag) if tag in ("h1", "h2") and not features.hidden[row]]
    first = [row for row in rows if features.tag[row] == "h1"] or rows
    return [*(page.blocks.text[row] for row in first[: _HEADS - 1]), "", ""][: _HEADS - 1]


def _rows_to_read(page: Page, features: Features, roles: list[Role]) -> list[int]:
    """The first blocks that are seen and are no links."""
    rows: list[int] = []
    left = _ALL_CHARS
    for row, words in enumerate(features.words):
        if words >= 2 and features.link_share[row] <= 0.6 and not features.hidden[row]:
            rows.append(row)
            left -= min(_CHARS, features.chars[row])
            if left <= 0 or len(rows) >= _ROWS:
                break
    return rows


def _around(
    features: Features, roles: list[Role], rows: list[int], notice: dict[int, float], running: frozenset[int]
) -> list[float]:
    """How much of the kept text is a notice, how much is not, and what stands below the heading."""
    kept = [row for row in rows if roles[row] in IN_TEXT]
    head = next((row for row in rows if features.tag[row] == "h1" or roles[row] == "headline"), -1)
    below = [notice[row] for row in rows if row > head and features.words[row] >= 4 and features.tag[row] != "h1"][:2]
    notices = {row for row in notice if notice[row] > 0.5}
    other = running - notices
    notice_words = sum(features.words[row] for row in kept if row in notices)
    other_words = sum(features.words[row] for row in other)
    first = [notice[row] for row in kept[:3]]
    return [
        sum(first) / max(1, len(first)),
        below[0] if below else 0.0,
        sum(below),
        notice_words,
        other_words,
        _longest_run([row for row, role in enumerate(roles) if role in IN_TEXT], other),
        len(other),
        notice_words / max(1, notice_words + other_words),
    ]


# ── how it is built ──────────────────────────────────────────────────────────────────────────────────────

_SHAPE_NAMES = (
    *("blocks", "all words", "kept words", "running words", "running blocks", "longest run", "longest block"),
    *("cards", "words a card", "teasers", "outside running words", "link share", "kept link share", "kept share"),
    *(
        "headings",
        "items share",
        "cells share",
        "kept items share",
        "code blocks",
        "consent words",
        "headline",
        "byline",
    ),
    *("prices", "kept numbers", "code marks", "questions", "comment blocks", "paywall", "error banner", "short kept"),
)


def _shape(page: Page, features: Features, roles: list[Role], running: frozenset[int]) -> list[float]:
    """Counts and shares of the blocks, their tags and roles."""
    words, links, tags = features.words, features.link_share, features.tag
    kept = [row for row, role in enumerate(roles) if role in IN_TEXT]
    cards = [
        row for row, w in enumerate(words) if 5 <= w <= 30 and links[row] > 0.8 and features.zone[row] != "navigation"
    ]
    carded = set(cards)
    teasers = sum(row - 1 in carded or row + 1 in carded for row in running)
    outside = [row for row, role in enumerate(roles) if role == "related" and _is_running(page, features, row)]
    kept_words, all_words = sum(words[row] for row in kept), sum(words)
    running_words = sum(words[row] for row in running)
    chars = sum(features.chars) or 1
    kept_chars = sum(features.chars[row] for row in kept) or 1
    said = " ".join([page.blocks.text[row][:_CHARS] for row in kept[:30]])[:_ALL_CHARS]
    count = max(1, len(tags))
    return [
        len(words),
        all_words,
        kept_words,
        running_words,
        len(running),
        _longest_run(kept, running),
        max((words[row] for row in running), default=0),
        len(cards),
        running_words / max(1, len(cards)),
        teasers / max(1, len(running)),
        sum(words[row] for row in outside),
        sum(page.blocks.link_chars) / chars,
        sum(page.blocks.link_chars[row] for row in kept) / kept_chars,
        kept_words / max(1, all_words),
        sum(map(tags.count, ("h2", "h3", "h4"))),
        tags.count("li") / count,
        (tags.count("td") + tags.count("dd")) / count,
        sum(tags[row] == "li" for row in kept) / max(1, len(kept)),
        tags.count("pre"),
        sum(w for w, role in zip(words, roles, strict=True) if role == "consent") if "consent" in roles else 0,
        "headline" in roles,
        "byline" in roles,
        sum(map(said.count, _PRICE)),
        sum(map(said.count, "0123456789")) / max(1, len(said)),
        sum(map(said.count, _CODE)),
        said.count("?"),
        roles.count("comments"),
        "paywall" in roles,
        any(role == "error banner" and not hid for role, hid in zip(roles, features.hidden, strict=True)),
        sum(words[row] < 5 for row in kept) / max(1, len(kept)),
    ]


def _is_running(page: Page, features: Features, row: int) -> bool:
    """Whether a block is running text: a sentence or more outside of links."""
    if features.words[row] < _PARAGRAPH or features.link_share[row] >= 0.4:
        return False
    return features.words[row] >= 2 * _PARAGRAPH or page.blocks.text[row].rstrip("\"'”’»)]")[-1:] in ".!?…。！？؟।"


def _longest_run(kept: list[int], running: frozenset[int]) -> int:
    longest = run = 0
    for row in kept:
        run = run + 1 if row in running else 0
        longest = max(longest, run)
    return longest


# ── what it claims to be ─────────────────────────────────────────────────────────────────────────────────

_CLAIM_NAMES = (
    *("og article", "og website", "og other", "no og", "article metas", "dated", "signed", "linked body", "items"),
    *("times", "password field", "email field", "search field", "fields", "refresh", "path depth", "path hyphens"),
    *("path chars", "query", "front", "bare title"),
)


def _claims(page: Page) -> list[float]:
    """What its head, its fields and its address say that it is."""
    raw = page.raw
    types = [kind for item in raw.items for kind in item.types]
    address = urlsplit(page.origin.url or "")
    path = address.path.lower()[:300]
    kinds = [value.lower() for name, value in raw.metas if name == "og:type"]
    last = path.rstrip("/").rpartition("/")[2]
    return [
        *(sum(pattern.search(kind) is not None for kind in types[:50]) for pattern in _TYPES.values()),
        *(pattern.search(path) is not None for pattern in _PATHS.values()),
        any("article" in kind for kind in kinds),
        any("website" in kind for kind in kinds),
        any("article" not in kind and "website" not in kind for kind in kinds),
        not kinds,
        sum(name.startswith("article:") for name, _ in raw.metas),
        any(item.published for item in raw.items) or any("publish" in name or name == "date" for name, _ in raw.metas),
        len(raw.bylines) + sum(bool(item.authors) for item in raw.items),
        max((len(item.body or "") for item in raw.items), default=0),
        len(types),
        len(raw.times),
        "password" in raw.forms,
        "email" in raw.forms,
        "search" in raw.forms,
        len(raw.forms),
        bool(raw.refresh),
        path.count("/"),
        last.count("-"),
        len(path),
        len(address.query),
        path in ("", "/") and bool(address.netloc),
        len(raw.title or ""),
    ]
