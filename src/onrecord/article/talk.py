"""Blocks known by what they talk of, whatever their markup is called: consent, paywalls, disclaimers, comments."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from functools import lru_cache
from importlib.resources import files
from itertools import accumulate

from onrecord.model import Page, Role

# The share of a block's words that are of one topic. Notices reach 0.25 and more; an article on the subject has half.
TOPICS: tuple[Role, ...] = ("consent", "paywall", "disclaimer", "error banner")
_DENSE: dict[Role, float] = {"consent": 0.17, "paywall": 0.25, "disclaimer": 0.25, "error banner": 0.25}
_REGION = 0.1  # of an element's words; articles on other subjects have 0.02
_WORD = re.compile(r"[^\W\d_]+")
_FEWEST = 2  # words of the topic in a block
_SHORTEST = 6  # words of a block that is looked at
_LONGEST_CHARS = 4000
_ABOUT_CONSENT = re.compile(
    r"cookie|consent|privacy|gdpr|tracking|datenschutz|einwillig|dsgvo|rgpd|privacidad|tracker|banner|privatsphäre",
    re.I,
)
_ARTICLE_WORDS = 4  # of a headline: "Your privacy" heads a wall, "Why nobody reads what they agree to" an article
_REPLY = re.compile(
    r"\W{0,3}(?:reply|report|flag|upvote|like|antworten|melden|répondre|signaler|responder|denunciar|rispondi|segnala"
    r"|antwoord(?:en)?|rapporteer|odpowiedz|zgłoś|svara|svar|ответить|відповісти|yanıtla|返信|답글)"
    r"(?:\W{1,5}(?:\(?\d{1,5}\)?|share|report|like|dislike|flag|permalink|quote|link|melden|teilen|zitieren|signaler"
    r"|partager|denunciar|me gusta|compartir)){0,5}\W{0,3}",
    re.I,
)
_REPLY_LETTERS = frozenset("rfulamsdozовy返답")
_REPLY_CHARS = 80  # of a reply button with its neighbours
_FEWEST_REPLIES = 3


@lru_cache(maxsize=1)
def _data() -> dict[str, dict[str, str]]:
    return tomllib.loads(files("onrecord.article").joinpath("talk.toml").read_text("utf-8"))


@lru_cache(maxsize=1)
def _table() -> tuple[dict[str, int], dict[str, int]]:
    """talk.toml as two tables, of whole words and of beginnings: the bits of the topics that a word belongs to."""
    data = _data()
    words: dict[str, int] = {}
    beginnings: dict[str, int] = {}
    for n, topic in enumerate(TOPICS):
        for part, bits in (("words", 1 << 2 * n), ("core", 3 << 2 * n)):
            for word in data[topic][part].split():
                table, key = (beginnings, word[:-1]) if word.endswith("*") else (words, word)
                table[key] = table.get(key, 0) | bits
    return words, beginnings


@lru_cache(maxsize=65536)
def topic_bits(word: str) -> int:
    """The topics of one word: for the nth topic bit 2n when it is of it, bit 2n + 1 when it is of its core."""
    words, beginnings = _table()
    bits = words.get(word, 0)
    for size in range(3, len(word) + 1):
        bits |= beginnings.get(word[:size], 0)
    return bits


def consent_rows(page: Page, words: Sequence[int]) -> frozenset[int]:
    """Return the blocks that speak of cookies and consent, unless the page's own headline says it is about them."""
    texts, links = page.blocks.text, page.blocks.link_chars
    spoken = [row for row, count in enumerate(words) if count >= _SHORTEST and links[row] < len(texts[row]) // 2]
    together = "\n".join([texts[row][:_LONGEST_CHARS] for row in spoken]).lower()
    core = _consent_core().intersection(_WORD.findall(together))
    if not core:  # quick: few pages go further
        return frozenset()
    rows = frozenset(
        row for row in spoken if any(word in texts[row].lower() for word in core) and topic_of(texts[row]) == "consent"
    )
    return frozenset() if rows and _is_about_consent(page) else rows


@lru_cache(maxsize=1)
def _consent_core() -> frozenset[str]:
    return frozenset(word for word, bits in _table()[0].items() if bits & 2)


def consent_regions(page: Page, ends: Sequence[int], consent: frozenset[int]) -> list[int]:
    """Return the outermost elements that speak of consent as a whole, and that do not hold the headline.

    Beside "we use cookies" stand sentences that could stand elsewhere ("You can change your mind at any time"); so the
    words of the topic are counted over all of an element. `ends` is the first row past each element's descendants.
    """
    if not consent:
        return []
    title, rows = (page.raw.title or "").casefold(), len(page.elements.tag)
    heads = [e for text, e in _headlines(page) if text.casefold() in title]
    seeds, hits, words = ([0] * rows for _ in range(3))
    for row, (text, element) in enumerate(zip(page.blocks.text, page.blocks.element, strict=True)):
        of_topic, all_words = _consent_words(text)
        seeds[element] += row in consent
        hits[element] += of_topic
        words[element] += all_words
    seeds, hits, words = (list(accumulate(column, initial=0)) for column in (seeds, hits, words))
    regions: list[int] = []
    row = 1
    while row < rows:
        end = ends[row]
        if seeds[end] == seeds[row]:
            row = end  # nothing of the kind below
        elif hits[end] - hits[row] >= _REGION * (words[end] - words[row]) and not any(row <= h < end for h in heads):
            regions.append(row)
            row = end
        else:
            row += 1
    return regions


def _consent_words(text: str) -> tuple[int, int]:
    found = _words(text[:_LONGEST_CHARS])
    return _count(found, 1), len(found)


def faint_share(text: str, topic: Role | None = None) -> float:
    """Return the share of a text's words that are of a topic, or of the one it speaks of most, its core apart."""
    found = _words(text[:_LONGEST_CHARS])
    shares = [_count(found, 1 << 2 * n) / max(1, len(found)) for n in range(len(TOPICS))]
    return shares[TOPICS.index(topic)] if topic else max(shares)


def topic_of(text: str) -> Role | None:
    """Return the role of the notice that a text is by its words, None for none."""
    strengths = zip(TOPICS, strengths_of(text), strict=True)
    topic = next((topic for topic, strength in strengths if strength >= _DENSE[topic]), None)
    return None if topic and topic != "consent" and is_reporting(text) else topic


def is_reporting(text: str) -> bool:
    """Whether a text says who said or did something: no notice does, and a lost paragraph is a lost statement."""
    return not _reporting().isdisjoint(_WORD.findall(text[:_LONGEST_CHARS].lower()))


@lru_cache(maxsize=1)
def _reporting() -> frozenset[str]:
    return frozenset(_data()["reporting"]["words"].split())


@lru_cache(maxsize=1024)  # the blocks of a page are asked for again and again
def _words(text: str) -> bytes:
    """The topics of each word of a text, a byte each: to be counted by tables."""
    return bytes(map(topic_bits, _WORD.findall(text.lower())))


_WITH = {1 << n: bytes(code for code in range(256) if code >> n & 1) for n in range(2 * len(TOPICS))}


def _count(words: bytes, bit: int) -> int:
    return len(words) - len(words.translate(None, _WITH[bit]))


def strengths_of(text: str) -> tuple[float, ...]:
    """Return the share of a text's words that are of each topic (TOPICS), 0 without a core word."""
    return _strengths(text[:_LONGEST_CHARS])


@lru_cache(maxsize=1024)
def _strengths(text: str) -> tuple[float, ...]:
    found = _words(text)
    strengths = []
    for n in range(len(TOPICS)):
        hits = _count(found, 1 << 2 * n)
        told = hits >= _FEWEST and _count(found, 2 << 2 * n) > 0
        strengths.append(hits / len(found) if told else 0.0)
    return tuple(strengths)


def _is_about_consent(page: Page) -> bool:
    heads = [page.raw.title or "", *(t for t, e in _headlines(page))]
    about = [head for head in heads if _ABOUT_CONSENT.search(head)]
    return any(len(head.split()) > _ARTICLE_WORDS and topic_of(head) != "consent" for head in about)


def _headlines(page: Page) -> list[tuple[str, int]]:
    rows = zip(page.blocks.text, page.blocks.element, strict=True)
    return [(text, e) for text, e in rows if page.elements.tag[e] == "h1"][:3]


def comment_section(page: Page, ends: Sequence[int]) -> int | None:
    """Return the element that holds a thread of comments, known by its reply buttons; None where there is none.

    `ends` is the first row past each element's descendants.
    """
    blocks = zip(page.blocks.text, page.blocks.element, strict=True)
    rows = [e for text, e in blocks if len(text) < _REPLY_CHARS and _may_be_reply(text) and _REPLY.fullmatch(text)]
    if len(rows) < _FEWEST_REPLIES:
        return None
    section = _common_ancestor(page.elements.parent, ends, rows)
    return None if section <= 0 or any(section <= head < ends[section] for _, head in _headlines(page)) else section


def _may_be_reply(text: str) -> bool:
    """A quick look: whether a text begins with a letter that _REPLY's words begin with, or with no letter."""
    letter = text[0].lower()
    return letter in _REPLY_LETTERS or not letter.isalnum()


def _common_ancestor(parents: Sequence[int], ends: Sequence[int], rows: list[int]) -> int:
    ancestor, first, last = rows[0], min(rows), max(rows)
    while ancestor > 0 and not ancestor <= first <= last < ends[ancestor]:
        ancestor = parents[ancestor]
    return ancestor
