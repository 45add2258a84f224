"""Blocks known by what they talk of, whatever their markup is called: consent, paywalls, disclaimers, comments."""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import lru_cache
from importlib.resources import files
from itertools import accumulate

from onrecord.model import Page, Role

# The share of a block's words that are of one topic. Notices reach 0.25 and more; an article on the subject has half.
TOPICS: tuple[Role, ...] = ("consent", "paywall", "disclaimer", "error banner")
_DENSE: dict[Role, float] = {"consent": 0.17, "paywall": 0.25, "disclaimer": 0.25, "error banner": 0.25}
_REGION = 0.1  # of an element's words; articles on other subjects have 0.02
_WORD = re.compile(r"[^\W\d_]+")
_FIRST_LETTERS = 3  # no beginning in talk.toml is shorter
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
# the letters that its words begin with, and more: a quick look
_REPLY_FIRST = frozenset("rfulamsdozовy返답RFULAMSDOZОВY")
_REPLY_STARTS = frozenset("re fl up li an me ré si de ri se ra od zg sv от ві ya 返信 답글".split())
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
    if word[:_FIRST_LETTERS] in _openings():  # few words go further
        for size in range(_FIRST_LETTERS, len(word) + 1):
            bits |= beginnings.get(word[:size], 0)
    return bits


@lru_cache(maxsize=1)
def _openings() -> frozenset[str]:
    return frozenset(beginning[:_FIRST_LETTERS] for beginning in _table()[1])


def consent_rows(page: Page, words: Sequence[int], folded: Sequence[str]) -> frozenset[int]:
    """Return the blocks that speak of cookies and consent, unless the page's own headline says it is about them.

    `folded` is the letters of each block in lower case.
    """
    together = "\n".join(folded)
    core = [stem for stem in _consent_core() if stem in together]
    if not core:  # quick: few pages go further
        return frozenset()
    texts, links = page.blocks.text, page.blocks.link_chars
    rows = frozenset(
        row
        for row, letters in enumerate(folded)
        if words[row] >= _SHORTEST
        and links[row] < len(texts[row]) // 2
        and any(stem in letters for stem in core)
        and _speaks_of_consent(texts[row])
    )
    return frozenset() if rows and _is_about_consent(page) else rows


def _speaks_of_consent(text: str) -> bool:
    return _strength(_words(text[:_LONGEST_CHARS]), TOPICS.index("consent")) >= _DENSE["consent"]


@lru_cache(maxsize=1)
def _consent_core() -> tuple[str, ...]:
    """What stands in every word of the core of consent: the words less those with another in them."""
    core = {word for table in _table() for word, bits in table.items() if bits & 2}
    return tuple(word for word in sorted(core) if not any(other in word and other != word for other in core))


def consent_regions(page: Page, ends: Sequence[int], consent: frozenset[int]) -> list[int]:
    """Return the outermost elements that speak of consent as a whole, and that do not hold the headline.

    Beside "we use cookies" stand sentences that could stand elsewhere ("You can change your mind at any time"); so the
    words of the topic are counted over all of an element. `ends` is the first row past each element's descendants.
    """
    if not consent:
        return []
    title = (page.raw.title or "").casefold()
    heads = sorted(e for text, e in _headlines(page) if text.casefold() in title)
    seeds = sorted(page.blocks.element[row] for row in consent)
    apart = list(_outermost(seeds, heads, ends))
    hits, words = _count_consent(page, [(row, ends[row]) for row in apart])
    regions: list[int] = []
    for whole in apart:
        row = whole
        while row < ends[whole]:
            end = ends[row]
            if not _holds(seeds, row, end):
                row = end
            elif hits[end] - hits[row] >= _REGION * (words[end] - words[row]):
                regions.append(row)
                row = end
            else:
                row += 1
    return regions


def _holds(elements: list[int], row: int, end: int) -> bool:
    """Whether one of some elements, in order, stands in a range of rows."""
    at = bisect_left(elements, row)
    return at < len(elements) and elements[at] < end


def _outermost(seeds: list[int], heads: list[int], ends: Sequence[int]) -> Iterator[int]:
    """The outermost elements below the root that hold a seed and no headline."""
    row = 1
    while row < len(ends):
        if not _holds(seeds, row, ends[row]):
            row = ends[row]
        elif _holds(heads, row, ends[row]):
            row += 1
        else:
            yield row
            row = ends[row]


def _count_consent(page: Page, ranges: list[tuple[int, int]]) -> tuple[list[int], list[int]]:
    """Up to each element: the words that speak of consent, and all words; of the blocks in some ranges alone."""
    hits, words = ([0] * len(page.elements.tag) for _ in range(2))
    starts = [start for start, _ in ranges]
    for text, element in zip(page.blocks.text, page.blocks.element, strict=True):
        at = bisect_right(starts, element) - 1
        if at >= 0 and element < ranges[at][1]:
            of_topic, all_words = _consent_words(text)
            hits[element] += of_topic
            words[element] += all_words
    return list(accumulate(hits, initial=0)), list(accumulate(words, initial=0))


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
    return tuple([_strength(found, n) for n in range(len(TOPICS))])


def _strength(words: bytes, topic: int) -> float:
    hits = _count(words, 1 << 2 * topic)
    return hits / len(words) if hits >= _FEWEST and _count(words, 2 << 2 * topic) > 0 else 0.0


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
    """A quick look: whether a text begins as _REPLY's words do, or with no letter."""
    letter = text[0]
    if letter in _REPLY_FIRST:
        return text[:2].lower()[:2] in _REPLY_STARTS
    return not letter.isalnum()


def _common_ancestor(parents: Sequence[int], ends: Sequence[int], rows: list[int]) -> int:
    ancestor, first, last = rows[0], min(rows), max(rows)
    while ancestor > 0 and not ancestor <= first <= last < ends[ancestor]:
        ancestor = parents[ancestor]
    return ancestor
