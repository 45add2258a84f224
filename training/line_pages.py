"""Plain-text renderings of gold HTML pages, a role beside every piece: what the line model learns from.

A page is cut into pieces (blocks), each with the role that the gold text and the page's own markup give it; the pieces
are written down as seven kinds of programs would (manners), furniture is spliced in, and the text is read back as
`onrecord.page` reads any plain text. A line's role is the one that most of its words carry.
"""

from __future__ import annotations

import gzip
import json
import random
import re
import textwrap
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path
from urllib.parse import urlsplit

from rapidfuzz.distance import LCSseq

from onrecord.article import extract_article
from onrecord.article.phrases import role_by_phrase
from onrecord.article.talk import topic_of
from onrecord.errors import ArticleError, PageError
from onrecord.model import Article, Capture, Origin, Page
from onrecord.page import parse_page, tree
from onrecord.settings import Settings

tree._flatten_menus = lambda _: None  # a crawler's text has every entry of a menu on a line of its own

WORD = re.compile(r"\w+")
IN_TEXT = frozenset(["body", "subheading", "list", "quote", "table", "standfirst"])
_ENOUGH = 0.6  # of a block's words that stand in the gold text, in its order
_HEADINGS = {f"h{n}": n for n in range(1, 7)}
_PARTED = frozenset(["p", "blockquote", "pre", "article", "section", "table", "ul", "ol", *_HEADINGS])


@dataclass(frozen=True, slots=True)
class Piece:
    """One block of a page on its way into a text."""

    text: str
    role: str
    weight: float = 1.0  # in training; 0 where the gold does not say
    tag: str = "p"
    level: int = 0  # of a heading
    is_link: bool = False
    hidden: bool = False
    cell: int = -1  # the row of the table it stands in


@dataclass(frozen=True, slots=True)
class GoldPage:
    """One page: its pieces, and what it is scored by."""

    id: str
    host: str
    kind: str
    title: str
    page_title: str
    author: str
    published: str
    text: str
    pieces: tuple[Piece, ...]


def fold(text: str) -> str:
    """Return the letters and digits of a text, in lower case."""
    return re.sub(r"[\W_]+", "", text.lower())


# ── gold ─────────────────────────────────────────────────────────────────────────────────────────────────


def gold_pages(folder: Path, *, only: Callable[[str], bool] = lambda _: True) -> Iterator[GoldPage]:
    """Yield the pages of a gold set: `gold.jsonl.gz` and `html/ID.html.gz`."""
    with gzip.open(folder / "gold.jsonl.gz", "rt", encoding="utf-8") as file:
        for gold in map(json.loads, file):
            if only(gold["id"]):
                html = gzip.decompress((folder / "html" / f"{gold['id']}.html.gz").read_bytes())
                if page := gold_page(html, gold):
                    yield page


def gold_page(html: bytes, gold: dict[str, str]) -> GoldPage | None:
    """Return one page cut into pieces, None where it can not be read."""
    origin = Origin(id=gold["id"], key=gold["id"], uri=gold["id"], container="file", url=gold["url"])
    try:
        page = parse_page(Capture(origin, html), Settings().page)
    except PageError:
        return None
    try:
        article = extract_article(page, Settings().article)
    except ArticleError:
        article = None
    title = gold.get("title") or ""
    author = gold.get("author") or " and ".join(gold.get("authors") or [])
    return GoldPage(
        id=gold["id"],
        host=urlsplit(gold["url"]).hostname or "",
        kind=gold.get("page_type", "article"),
        title=title,
        page_title=" ".join((page.raw.title or "").split()),
        author=author,
        published=str(gold.get("published") or ""),
        text=gold["text"] or "",
        pieces=tuple(_pieces(page, gold["text"] or "", title, _marked(page, article))),
    )


def _marked(page: Page, article: Article | None) -> list[str]:
    """The role of each block by the page's markup: what the article's fields say of its text, else its phrases."""
    told: dict[str, str] = {}
    if article is not None:
        for block in article.blocks:
            told.setdefault(article.text[block.start : block.end].partition("\n")[0], block.role)
        for removed in article.removed:
            for line in removed.text.split("\n"):
                told.setdefault(line, removed.role)
        for line in (article.rights or "").split("\n"):
            told.setdefault(line, "rights")
    return [told.get(text.partition("\n")[0]) or _by_words(text) for text in page.blocks.text]


def _by_words(text: str) -> str:
    words = len(text.split())
    return role_by_phrase(text, words) or topic_of(text) or ("navigation" if words < 6 else "other")


def _pieces(page: Page, gold: str, title: str, marked: list[str]) -> Iterator[Piece]:
    blocks, elements = page.blocks, page.elements
    kept = aligned(blocks.text, gold)
    keys = [fold(text) for text in blocks.text]
    twice = {key for key, keep in zip(keys, kept, strict=True) if keep and len(key) > 8}
    hidden = _inherit(page)
    rows = _table_rows(page)
    head = _headline(page, keys, kept, fold(title))
    for row, (text, element) in enumerate(zip(blocks.text, blocks.element, strict=True)):
        tag, role, weight = elements.tag[element], marked[row], 1.0
        if row == head:
            role = "headline"
        elif kept[row]:
            role = _kept_role(tag, role, text)
        else:
            weight = 0.0 if keys[row] in twice or (keys[row] == fold(title) and title) else 1.0
            role = "other" if role in IN_TEXT or role in ("repeat", "headline") else role
        yield Piece(
            text, role, weight, tag, _HEADINGS.get(tag, 0), blocks.link_chars[row] > 0.8 * len(text),
            hidden[element] and not kept[row],  # a script shows it
            rows[element],
        )  # fmt: skip


def _kept_role(tag: str, marked: str, text: str) -> str:
    if marked in ("subheading", "list", "quote", "table"):
        return marked
    if tag in _HEADINGS:
        return "subheading"
    return {"li": "list", "dd": "list", "dt": "list", "blockquote": "quote", "td": "table", "th": "table"}.get(
        tag, "body"
    )


def aligned(texts: Sequence[str], gold: str) -> list[bool]:
    """Return for each block whether its words stand in the gold text, in the page's order (longest common
    subsequence over words, and of short blocks next to each other)."""
    ids: dict[str, int] = {}
    words = [[ids.setdefault(word, len(ids)) for word in WORD.findall(text.lower())] for text in texts]
    wanted = [ids.setdefault(word, len(ids)) for word in WORD.findall(gold.lower())]
    flat = [word for block in words for word in block]
    at = [-1] * len(flat)
    for op in LCSseq.opcodes(flat, wanted):
        if op.tag == "equal":
            at[op.src_start : op.src_end] = range(op.dest_start, op.dest_end)
    kept, position = [], 0
    for block in words:
        found = [place for place in at[position : position + len(block)] if place >= 0]
        position += len(block)
        near = bool(found) and found[-1] - found[0] < 1.6 * len(found) + 1
        kept.append(len(found) >= max(1, _ENOUGH * len(block)) and (near or len(block) > 40))
    return kept


def _headline(page: Page, keys: list[str], kept: list[bool], title: str) -> int:
    """The row of the headline that readers see, nearest above the body; -1 where it is not on the page."""
    first = next((row for row, keep in enumerate(kept) if keep and len(keys[row]) > 60), len(keys))
    rows = [row for row, key in enumerate(keys) if key == title and title]
    tags = page.elements.tag
    heads = [row for row in rows if tags[page.blocks.element[row]] == "h1"]
    return min(heads or rows, key=lambda row: abs(row - first), default=-1)


def _inherit(page: Page) -> list[bool]:
    hidden = list(page.elements.hidden)
    for row, parent in enumerate(page.elements.parent):
        hidden[row] = hidden[row] or (parent >= 0 and hidden[parent])
    return hidden


def _table_rows(page: Page) -> list[int]:
    rows = [-1] * len(page.elements.tag)
    for row, parent in enumerate(page.elements.parent):
        rows[row] = row if page.elements.tag[row] == "tr" else (rows[parent] if parent >= 0 else -1)
    return rows


# ── manners ──────────────────────────────────────────────────────────────────────────────────────────────


Line = tuple[str, Piece | None]  # None: a blank line
Manner = Callable[[GoldPage, list[Piece], random.Random], list[Line]]


def wet(page: GoldPage, pieces: list[Piece], dice: random.Random) -> list[Line]:
    """As Common Crawl's WET: <title>, then a line a block, hidden ones with them."""
    whole = "other" if any(piece.role == "headline" for piece in pieces) else "headline"
    head = [Piece(page.page_title, whole, 1.0)] if page.page_title else []
    joined = _menus_joined(pieces, " ", dice) if dice.random() < 0.4 else pieces
    return [(line, piece) for piece in (*head, *joined) for line in piece.text.split("\n")]


def copied(page: GoldPage, pieces: list[Piece], dice: random.Random) -> list[Line]:
    """As copied from a browser: what can be seen, blank lines around paragraphs, cells parted by tabs."""
    lines: list[Line] = []
    seen = [piece for piece in pieces if not piece.hidden]
    for cell, group in groupby(enumerate(seen), key=lambda it: (it[1].cell, it[0] if it[1].cell < 0 else 0)):
        members = [piece for _, piece in group]
        if cell[0] >= 0 and len(members) > 1:
            biggest = max(members, key=lambda piece: len(piece.text))
            lines.append(("\t".join(piece.text.replace("\n", " ") for piece in members), biggest))
            continue
        for piece in members:
            blank = piece.tag in _PARTED or len(piece.text) > 80
            lines += [("", None)] * blank
            lines += [(line, piece) for line in piece.text.split("\n")]
            lines += [("", None)] * blank
    return lines


def markdown(page: GoldPage, pieces: list[Piece], dice: random.Random) -> list[Line]:
    """As html2text: signs of Markdown, wrapped or not."""
    width, links, bullet = dice.choice([0, 0, 72, 78]), dice.random() < 0.4, dice.choice(["*", "-", "  *"])
    lines: list[Line] = []
    for piece in pieces:
        text = " ".join(piece.text.split())
        if links and piece.is_link:
            text = f"[{text}](/{fold(text)[:12]})"
        sign = "#" * piece.level + " " if piece.level else f"{bullet} " if piece.tag == "li" else ""
        sign = "> " if piece.tag == "blockquote" else sign
        lines += [(line, piece) for line in _wrapped(sign + text, width if not piece.level else 0, "  " * bool(sign))]
        lines += [("", None)] * (piece.tag != "li")
    return lines


def lynx(page: GoldPage, pieces: list[Piece], dice: random.Random) -> list[Line]:
    """As lynx -dump: indented, wrapped, links by number."""
    lines: list[Line] = []
    number = 0
    width, numbers = dice.choice([66, 72, 79, 80]), dice.random() < 0.6
    for piece in pieces:
        text = " ".join(piece.text.split())
        number += piece.is_link
        mark = f"[{number}]" if piece.is_link and numbers else ""
        bullet = "* " if piece.tag == "li" else ""
        body = _wrapped(bullet + mark + text, width - 6, "  " if bullet else "")
        lines += [("     " + line, piece) for line in body] if bullet else [("   " + line, piece) for line in body]
        lines += [("", None)] * (piece.tag != "li" or dice.random() < 0.1)
    return lines


def joined(page: GoldPage, pieces: list[Piece], dice: random.Random) -> list[Line]:
    """Menus on one line each, the rest a line a block; sometimes blank lines between."""
    blank = dice.random() < 0.4
    mark = dice.choice([" | ", " · ", " / ", "  ", " • ", ", "])
    lines: list[Line] = []
    for piece in _menus_joined([p for p in pieces if not p.hidden], mark, dice):
        lines += [(line, piece) for line in piece.text.split("\n")] + [("", None)] * blank
    return lines


def extracted(page: GoldPage, pieces: list[Piece], dice: random.Random) -> list[Line]:
    """As an older extractor leaves it: the body with some of what stands near, now and then under a header."""
    kept = [row for row, piece in enumerate(pieces) if piece.role in IN_TEXT]
    if not kept:
        return wet(page, pieces, dice)
    first, last = max(0, kept[0] - dice.randrange(12)), min(len(pieces), kept[-1] + 1 + dice.randrange(25))
    share = dice.choice([0.2, 0.5, 0.8])
    blank = dice.random() < 0.7
    lines = _header(page, dice) if dice.random() < 0.35 else []
    for piece in pieces[first:last]:
        if piece.role in IN_TEXT or (not piece.hidden and dice.random() < share):
            lines += [(line, piece) for line in piece.text.split("\n")] + [("", None)] * blank
    return lines


def mailed(page: GoldPage, pieces: list[Piece], dice: random.Random) -> list[Line]:
    """A header, then what can be seen, wrapped as a mailer does."""
    width = dice.choice([68, 72, 76])
    lines = [*_header(page, dice), ("", None)]
    kept = [row for row, piece in enumerate(pieces) if piece.role in IN_TEXT]
    first, last = (max(0, kept[0] - 4), kept[-1] + 12) if kept else (0, len(pieces))
    for piece in pieces[first:last]:
        if not piece.hidden:
            lines += [(line, piece) for line in _wrapped(" ".join(piece.text.split()), width, "")] + [("", None)]
    return lines


MANNERS: dict[str, Manner] = {
    "wet": wet,
    "copied": copied,
    "markdown": markdown,
    "lynx": lynx,
    "joined": joined,
    "extracted": extracted,
    "mailed": mailed,
}


def _header(page: GoldPage, dice: random.Random) -> list[Line]:
    """Lines such as "Title: …", "By …", "Published: …"."""
    title, by, date, source = dice.choice(
        [
            ("Title: ", "Author: ", "Date: ", "URL: "),
            ("Title: ", "By ", "Published: ", "Source: "),
            ("Headline: ", "Byline: ", "Publication date: ", "Link: "),
            ("Subject: ", "From: ", "Date: ", "X-URL: "),
            ("TITLE: ", "AUTHOR: ", "DATE: ", "SOURCE: "),
            ("", "By ", "", ""),
            ("# ", "", "", "<"),
        ]
    )
    lines: list[Line] = [(title + page.title, Piece(page.title, "headline"))] if page.title else []
    if page.author and dice.random() < 0.8:
        lines.append((by + page.author, Piece(page.author, "byline")))
    if page.published and dice.random() < 0.8:
        lines.append((date + page.published, Piece(page.published, "byline")))
    if dice.random() < 0.6 and source:
        lines.append((f"{source}https://{page.host}/", Piece(page.host, "other")))
    if dice.random() < 0.3:
        dice.shuffle(lines)
    return [*lines, *[("", None)] * (dice.random() < 0.6)]


def _menus_joined(pieces: Sequence[Piece], mark: str, dice: random.Random) -> list[Piece]:
    """Runs of short links as one piece each, of up to `most` entries."""
    found: list[Piece] = []
    most = dice.choice([6, 12, 40])
    for short, group in groupby(pieces, key=lambda p: p.is_link and len(p.text) < 40 and p.role not in IN_TEXT):
        members = list(group)
        if not short or len(members) < 3:
            found += members
            continue
        for at in range(0, len(members), most):
            part = members[at : at + most]
            role = Counter(piece.role for piece in part).most_common(1)[0][0]
            weight = max(piece.weight for piece in part)
            found.append(replace(part[0], text=mark.join(piece.text for piece in part), role=role, weight=weight))
    return found


def _wrapped(text: str, width: int, indent: str) -> list[str]:
    if not width:
        return [text]
    return textwrap.wrap(text, width, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False) or [""]


# ── rows ─────────────────────────────────────────────────────────────────────────────────────────────────


def text_of(lines: Sequence[Line]) -> str:
    """Return the lines as one text."""
    return "\n".join(line for line, _ in lines)


def row_roles(rows: Sequence[str], lines: Sequence[Line]) -> tuple[list[str], list[float]]:
    """Return the role and weight of each row that the text was read as: the one that most of its words carry."""
    owners = [piece for line, piece in lines if piece is not None for _ in WORD.findall(line)]
    roles, weights, at = [], [], 0
    for row in rows:
        count = len(WORD.findall(row))
        own = owners[at : at + count] or owners[max(0, at - 1) : at] or [Piece("", "other", 0.0)]
        at += count
        votes = Counter(piece.role for piece in own)
        role, most = votes.most_common(1)[0]
        roles.append(role)
        sure = most >= 0.7 * len(own)
        weights.append(max(p.weight for p in own if p.role == role) if sure else 0.0)
    assert at == len(owners), (at, len(owners))
    return roles, weights
