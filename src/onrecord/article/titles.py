"""The page's headline, without the site's name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from urllib.parse import unquote, urlsplit

from onrecord.article.site_names import section_keys, strip_site
from onrecord.article.words import clean, key, plain
from onrecord.model import Page

_LIMIT = 500
_OUTSIDE = frozenset({"nav", "footer", "aside", "dialog", "form"})

# Where no headline on the page is near to them, the machine-readable titles vote. One system often fills in several,
# so what they agree on is no proof against a headline that readers saw. Found on half of the Fundus and WCXB pages.
_WEIGHTS = {"json-ld": 2.5, "microdata": 2.0, "og:title": 2.0, "twitter:title": 0.7, "title": 1.0}
_MAX_HEADLINES = 30
_PARAGRAPH_CHARS = 200
_TEXT_CHARS = 80  # a block as long as that is running text where it stands under a heading
_HEADINGS = frozenset({"h2", "h3"})
_TOKEN = re.compile(r"\w{2,}")
_FILE = re.compile(r"\.[a-zA-Z]{2,5}$")
_LIVE = re.compile(
    r"\b(?:live-?\s?blog|live-?\s?ticker|news-?\s?ticker|newsblog|minute by minute|minuto a minuto)\b", re.I
)
_MIN_ADDRESS = 4  # words of an address that says what the page is about
_NEAR = 0.3  # share of words that a headline has in common with what the machine-readable titles say, at least


@dataclass(frozen=True, slots=True)
class Candidate:
    """One source's title."""

    source: str
    text: str
    raw: str


def headlines(page: Page) -> list[str]:
    """Return the texts of the page's <h1> elements, the likeliest headline first by place and looks alone."""
    elements, blocks = page.elements, page.blocks
    ends = {row: _end(page, row) for row in _h1_rows(elements.tag)}
    if not ends:
        return []
    first, last = min(ends), max(ends.values())
    found: dict[int, list[str]] = {}
    for text, row in zip(blocks.text, blocks.element, strict=True):
        if row < first:
            continue
        if row >= last:  # elements are in document order: the last <h1> is behind us
            break
        top = next((start for start, end in ends.items() if start <= row < end), None)
        if top is not None:
            found.setdefault(top, []).append(text)
    order = sorted(found, key=lambda row: (_is_outside(page, row), len(" ".join(found[row]).split()) < 2))
    return ["\n".join(found[row]) for row in order]


def _h1_rows(tags: tuple[str, ...]) -> list[int]:
    rows: list[int] = []
    for _ in range(min(_MAX_HEADLINES, tags.count("h1"))):
        rows.append(tags.index("h1", rows[-1] + 1 if rows else 0))
    return rows


def headline_row(page: Page, title: str | None) -> int | None:
    """Return the row in Blocks of the headline, or else of what stands before the first paragraph.

    -1 for plain text, which starts with it; None when there is neither.
    """
    if page.plain:
        return -1
    wanted, size, texts = key(title or ""), len(title or ""), page.blocks.text
    if wanted:
        exact = (row for row, text in enumerate(texts) if abs(len(text) - size) < 9 and key(text) == wanted)
        inside = (row for row, text in enumerate(texts) if size < len(text) < size + 80 and wanted in key(text))
        row = next(exact, None)
        row = next(inside, None) if row is None else row
        if row is not None:
            return row
    if "h1" in page.elements.tag:
        tags, rows = page.elements.tag, enumerate(page.blocks.element)
        row = next((row for row, up in rows if tags[up] == "h1" and not _is_outside(page, up)), None)
        if row is not None:
            return row
    body = next((row for row, text in enumerate(texts) if len(text) >= _PARAGRAPH_CHARS), 0)
    return body - 1 if body else None


def _end(page: Page, row: int) -> int:
    """Return the row behind the last element inside this one: rows are in document order."""
    parents = page.elements.parent
    end = row + 1
    while end < len(parents) and parents[end] >= row:
        end += 1
    return end


def _upwards(page: Page, row: int, steps: int) -> Iterator[int]:
    for _ in range(steps):
        if row < 0:
            return
        yield row
        row = page.elements.parent[row]


def _is_outside(page: Page, row: int) -> bool:
    return any(page.elements.tag[up] in _OUTSIDE or page.elements.hidden[up] for up in _upwards(page, row, 30))


def settle_title(
    page: Page,
    machine: Sequence[tuple[str, str]],
    sites: frozenset[str],
    *,
    types: frozenset[str] = frozenset(),
    section: str | None = None,
) -> Candidate | None:
    """Return the page's headline: the one that readers see, unless it is not what the machine-readable titles tell of.

    Args:
        page: for the headlines that a reader sees.
        machine: (source, value) of the machine-readable titles: "json-ld", "og:title", …, in order of trust.
        sites: keys of the site's names.
        types: the schema.org types that the page claims.
        section: the section that the page says it belongs to.
    """
    whole = [Candidate(source, clean(raw, limit=_LIMIT), raw) for source, raw in machine]
    seen = _seen(page, whole, sites)
    known = frozenset(key(headline.text) for headline in seen) - {""}
    sections = section_keys(section, page.origin.url)
    told = [_renamed(other, strip_site(other.text, sites, known, sections)) for other in whole]
    told = [other for other in told if key(other.text) and key(plain(other.text)) not in sites]
    told = [other for other in told if not _is_cut_short(other.text, (*known, *(key(one.text) for one in told)))]
    if told and told[0].source == "json-ld" and ("LiveBlogPosting" in types or _LIVE.search(told[0].text)):
        return told[0]  # what readers see is the news of the hour
    seen = [_renamed(headline, strip_site(headline.text, sites)) for headline in seen]
    address = address_words(page.origin.url)
    headline = _pick_headline(seen, told, address)
    if headline is None:
        return (_above_text(page, told) if not seen else None) or _elect(told)
    editors = _editors_choice(headline, told) if "NewsArticle" in types else None
    return editors or _addressed(headline, told, address) or _with_kicker(headline, told)


def _renamed(candidate: Candidate, text: str) -> Candidate:
    return candidate if candidate.text == text else replace(candidate, text=text)


def _is_cut_short(text: str, keys: Iterable[str]) -> bool:
    """Return whether a title ends in "…" where another goes on: keys are those of the others."""
    own = key(text) if text.endswith(("…", "...")) else ""
    return bool(own) and any(other.startswith(own) and other != own for other in keys)


def _seen(page: Page, whole: Sequence[Candidate], sites: frozenset[str]) -> list[Candidate]:
    """Return the headlines that readers see and that name neither the site nor a weblog."""
    shown = ((raw, _without_anchor(clean(raw, limit=_LIMIT))) for raw in headlines(page))
    seen = [Candidate("h1", text, raw) for raw, text in shown if text and key(plain(text)) not in sites]
    return [headline for headline in seen if not _is_masthead(headline.text, whole)]


def _without_anchor(text: str) -> str:
    """Return a heading without the sign of the link to itself that documentation puts behind it."""
    return text[:-1].rstrip() if text.endswith(("¶", " #")) else text


def address_words(url: str | None) -> tuple[str, ...]:
    """Return the words of the last part of an address that has any, in lower case and without numbers."""
    try:
        path = unquote(urlsplit(url or "").path)
    except ValueError:  # "http://[half an address"
        return ()
    last = next((part for part in reversed(path[:2000].split("/")) if part), "")
    stem = last.rpartition(".")[0] if _FILE.search(last) else last
    return tuple(word.casefold() for word in _TOKEN.findall(stem.replace("_", " ")) if not word.isdigit())


def _addressed(headline: Candidate, told: Sequence[Candidate], address: Sequence[str]) -> Candidate | None:
    """Return what all machine-readable titles say where the page's address says it too, and not what <h1> says.

    Such an <h1> is an advertisement or a slogan above the article. Some systems make the address from the headline and
    some from the title for search engines, so the address decides only where it leaves no doubt.
    """
    if len(told) < 2 or len({key(other.text) for other in told}) > 1 or len(address) < _MIN_ADDRESS:
        return None
    share = _share_of(address, told[0].text), _share_of(address, headline.text)
    return told[0] if share[0] >= 0.85 and share[1] <= 0.45 else None


def _share_of(address: Sequence[str], title: str) -> float:
    """Return the share of the address's words that stand in a title, 0 to 1."""
    words = set(_TOKEN.findall(title.casefold()))
    return sum(word in words for word in address) / len(address)


def _above_text(page: Page, told: Sequence[Candidate]) -> Candidate | None:
    """Return the heading right above the running text of a page whose <title> alone names it, and names the site.

    Layout tables of the nineties: the words of the heading come back in the text below it, those of <title> do not.
    """
    texts, share = page.blocks.text, page.blocks.link_chars
    if page.plain or any(other.source != "title" for other in told):
        return None
    first = next((row for row, text in enumerate(texts) if len(text) >= _TEXT_CHARS and share[row] * 2 < len(text)), 0)
    for row in range(first - 1, max(-1, first - 6), -1):
        text = clean(texts[row], limit=_LIMIT)
        if page.elements.tag[page.blocks.element[row]] in _HEADINGS and 15 <= len(text) <= _PARAGRAPH_CHARS:
            body = set(_TOKEN.findall(" ".join(text[:1000] for text in texts[first : first + 8]).casefold()))
            named = max((_share_in(body, other.text) for other in told), default=0.0)
            return Candidate("heading", text, texts[row]) if _share_in(body, text) >= 0.5 and named < 0.4 else None
    return None


def _share_in(words: set[str], title: str) -> float:
    """Return the share of a title's longer words that stand among `words`, 0 to 1."""
    longer = [word for word in _TOKEN.findall(title.casefold()) if len(word) > 3]
    return sum(word in words for word in longer) / max(1, len(longer))


def _is_masthead(headline: str, whole: Sequence[Candidate]) -> bool:
    """Return whether an <h1> names the weblog: <title> joins it to what another source gives as the whole title."""
    name, joined = key(headline), next((key(other.text) for other in whole if other.source == "title"), "")
    rest = joined.removeprefix(name) if joined.startswith(name) else joined.removesuffix(name)
    if rest == joined or len(rest) <= 8:
        return False
    return any(key(other.text) == rest for other in whole if other.source != "title")


def _pick_headline(seen: Sequence[Candidate], told: Sequence[Candidate], address: Sequence[str]) -> Candidate | None:
    """Return the <h1> that is nearest to the machine-readable titles or the address; None when none is near."""
    best, chosen = 0.0, None
    says = [other.text for other in told]
    if told and address:
        says.append(" ".join(address))
    for headline in seen:
        near = max((likeness(headline.text, said) for said in says), default=1.0)
        if near > best + 0.2 or chosen is None:
            best, chosen = near, headline
    if chosen is None or best < _NEAR:
        return None
    sentence = len(chosen.text) > 200 and not any(key(other.text) == key(chosen.text) for other in told)
    return None if sentence and told else chosen


def _editors_choice(headline: Candidate, told: Sequence[Candidate]) -> Candidate | None:
    """Return the title that a newsroom wrote apart from the headline on its page; None where there is none.

    It is what JSON-LD and the share cards agree on where <h1> says something else; and og:title where it differs and
    all else repeats <h1>. On the tuned part of Fundus these were the gold title in 6 of 6 and 5 of 5 cases (five and
    three publishers). Elsewhere than in news they are a search engine's phrase, and this does not apply.
    """
    by_source = {other.source: other for other in reversed(told)}
    share, title = by_source.get("og:title"), by_source.get("title")
    if share is None or by_source.get("json-ld") is None:
        return None
    same = {key(by_source[source].text) for source in ("json-ld", "og:title", "twitter:title") if source in by_source}
    if len(same) == 1:
        return by_source["json-ld"] if key(headline.text) not in same else None
    repeated = title is not None and key(headline.text) == key(title.text) == key(by_source["json-ld"].text)
    return share if repeated and key(share.text) != key(headline.text) else None


def _with_kicker(headline: Candidate, told: Sequence[Candidate]) -> Candidate:
    """Return the headline as another source writes it: with its kicker ("Kenya: …") or freed of one."""
    name = key(headline.text)
    same = [other for other in told if key(other.text) == name]
    if any(other.source != "microdata" for other in same):  # microdata is most often the same element again
        return _plainest(headline, same)
    longer = [other for other in told if key(other.text).endswith(name) and _has_kicker(other.text, headline.text)]
    if len({other.source for other in longer}) >= 2:
        return longer[0]
    freed = (other for other in told if len(other.text.split()) >= 3 and _ran_into(other.text, headline.text))
    return next(freed, None) or _without_label(headline, told)


def _without_label(headline: Candidate, told: Sequence[Candidate]) -> Candidate:
    """Return the title that all others agree on where <h1> puts one word before it: "Blog: …", "Title: …"."""
    agreed = {key(other.text) for other in told}
    label, colon, rest = headline.text.partition(":")
    if len(agreed) != 1 or not colon or " " in label or key(rest) not in agreed or len(rest.split()) < 3:
        return headline
    return told[0]


def _ran_into(title: str, headline: str) -> bool:
    """Return whether a headline is the title behind words that belong to another line: "Local Harbour vote delayed"."""
    before = headline[: -len(title)].rstrip()
    whole = key(headline).endswith(key(title)) and len(title) >= 0.6 * len(headline)
    return whole and sum(char.isalpha() for char in before) >= 3 and not before.endswith(":")


_CURLY = re.compile("[‘’“”]")


def _plainest(headline: Candidate, same: Sequence[Candidate]) -> Candidate:
    """Return the writing that comes nearest to the newsroom's: not all capitals, not curled by a display filter."""
    if headline.text.isupper() or "\n" in headline.raw:
        return same[0]
    if _CURLY.search(headline.text):
        straight = (other for other in same if other.source != "title" and len(other.text) == len(headline.text))
        return next((other for other in straight if not _CURLY.search(other.text)), headline)
    return headline


def _has_kicker(longer: str, headline: str) -> bool:
    kicker = longer[: max(0, len(longer) - len(headline))].rstrip()
    return kicker.endswith((":", "-", "–", "|", ".")) and len(kicker) <= 80


def likeness(a: str, b: str) -> float:
    """Return the share of the shorter title's words that stand in the other, 0 to 1."""
    if key(a) == key(b):
        return 1.0
    first, second = set(_TOKEN.findall(a.casefold())), set(_TOKEN.findall(b.casefold()))
    sizes = sorted((len(first), len(second)))
    return 0.95 * len(first & second) / max(1, sizes[0] if sizes[0] > 1 else sizes[1])


def _elect(told: Sequence[Candidate]) -> Candidate | None:
    votes: dict[str, float] = {}
    for candidate in told:
        name = key(candidate.text)
        votes[name] = votes.get(name, 0.0) + _WEIGHTS[candidate.source]
    if not votes:
        return None
    winner = max(votes, key=lambda name: votes[name])
    return next(candidate for candidate in told if key(candidate.text) == winner)
