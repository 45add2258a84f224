"""The pages that the page-kind model learns from, as signals with labels.

Three sources: the pages of WCXB as they are (CC BY 4.0, Murrough Foley 2026), with their page types; the same pages
with their article cut to a brief, or replaced by what a site says where there is none; and invented pages of
tests/traps/no_article.py. Only forms, phrases and languages that are not kept aside are used.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from urllib.parse import urlsplit

from onrecord.article.extract import _roles  # what the pipeline does
from onrecord.article.features import Features, read_features
from onrecord.article.metadata import find_metadata
from onrecord.article.page_kind import read_signals
from onrecord.article.page_kind_model import TextModel
from onrecord.article.roles import IN_TEXT
from onrecord.model import Capture, Origin, Page, Role
from onrecord.page import parse_page
from onrecord.settings import Settings
from tests.traps.generate import traps
from tests.traps.no_article import KEPT_LANGUAGES, KINDS, LANGUAGES, Message, bare_pages, words_of
from training.page_kind_mix import mixed_pages, phrases

_SETTINGS = Settings()
_BRIEF_WORDS = 30


@dataclass(frozen=True, slots=True)
class Sample:
    """One page as the model sees it."""

    source: str  # "wcxb", "brief", "transplant", "invented", "fundus" …
    label: str
    group: str  # host, or form: what must not be on both sides of a split
    name: str
    values: tuple[float, ...]


def parse(html: bytes, url: str) -> Page:
    """Return a page as columns."""
    origin = Origin(id="x", key="x", uri=url, container="file", url=url)
    return parse_page(Capture(origin, html), _SETTINGS.page)


TEXT_MODEL: list[TextModel] = []  # set by the training script before samples are made


def gold_of(folder: Path) -> list[dict[str, str]]:
    """Return the rows of a folder's gold.jsonl.gz."""
    with gzip.open(folder / "gold.jsonl.gz", "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def pages_of(folder: Path) -> Iterator[tuple[dict[str, str], Page]]:
    """Yield each page of a folder with its row of gold.jsonl.gz."""
    for gold in gold_of(folder):
        html = gzip.decompress((folder / "html" / f"{gold['id']}.html.gz").read_bytes())
        yield gold, parse(html, gold["url"])


def samples_of(
    page: Page, source: str, label: str, group: str, name: str, dice: random.Random, *, noise: bool = True
) -> Iterator[Sample]:
    """Yield the page with the roles that the pipeline gives, and now and then others: they are not always right."""
    features = read_features(page)
    roles = _roles(page, features, find_metadata(page, _SETTINGS.article))
    asked = [roles]
    if noise and dice.random() < 0.5:
        asked.append(_other_roles(features, roles, dice))
    for n, these in enumerate(asked):
        values = tuple(map(float, read_signals(page, features, these, TEXT_MODEL[0])))
        yield Sample(source if n == 0 else f"{source}, other roles", label, group, name, values)


def _other_roles(features: Features, roles: list[Role], dice: random.Random) -> list[Role]:
    """Roles as another reader of the page might give them: all running text, or some blocks taken for the opposite."""
    if dice.random() < 0.4:
        rows = zip(features.words, features.link_share, features.zone, roles, strict=True)
        return [
            "body" if w >= 4 and share < 0.5 and zone in ("", "consent") and role != "headline" else
            "other" if role in IN_TEXT else role
            for w, share, zone, role in rows
        ]  # fmt: skip
    rate = dice.choice([0.05, 0.15, 0.3])
    return [("other" if role in IN_TEXT else "body") if dice.random() < rate else role for role in roles]


def wcxb(folder: Path, *, briefs: int = 1, transplants: int = 4, everything: bool = False) -> Iterator[Sample]:
    """Yield the samples of a folder of pages with gold.jsonl.gz beside html/."""
    for gold, page in pages_of(folder):
        dice = random.Random(str(gold["id"]))
        kind, host, name = gold.get("page_type", "article"), urlsplit(gold["url"] or "").netloc, str(gold["id"])
        source = folder.name
        yield from samples_of(page, source, "listing" if kind == "collection" else kind, host, name, dice)
        rows = body_rows(page, gold["text"])
        if kind != "article" or len(rows) < 3:
            continue
        for _ in range(briefs):
            yield from samples_of(brief(page, rows, dice), f"{source} brief", "article", host, name, dice)
        for number in range(transplants if is_whole(page, rows, gold["text"]) else 0):
            kind = KINDS[dice.randrange(len(KINDS))]
            kept = everything and dice.random() < 0.3
            other = transplant(page, rows, gold["text"], kind, dice, kept=kept, listed=not kept)
            yield from samples_of(other, f"{source} transplant", kind, host, f"{name} {number}", dice)


def body_rows(page: Page, text: str) -> list[int]:
    """Return the blocks whose text stands in the gold text."""
    lines = {" ".join(line.split()) for line in text.split("\n")}
    rows = enumerate(page.blocks.text)
    return [row for row, block in rows if len(block) > 30 and " ".join(block.split()) in lines]


def is_whole(page: Page, rows: list[int], text: str) -> bool:
    """Whether what lies from the first to the last of these blocks is nearly all of the gold text."""
    low, high = rows[0], rows[-1]
    words = sum(len(block.split()) for block in page.blocks.text[low : high + 1])
    return words >= 0.85 * len(text.split())


def _with_blocks(page: Page, rows: list[tuple[str, int]]) -> Page:
    """The page with these (text, old row); a text of its own has neither links nor emphasis."""
    blocks = page.blocks
    same = [text == blocks.text[old] for text, old in rows]
    return replace(
        page,
        blocks=replace(
            blocks,
            text=tuple(text for text, _ in rows),
            element=tuple(blocks.element[old] for _, old in rows),
            link_chars=tuple(blocks.link_chars[old] if s else 0 for (_, old), s in zip(rows, same, strict=True)),
            strong_chars=tuple(blocks.strong_chars[old] if s else 0 for (_, old), s in zip(rows, same, strict=True)),
            links=tuple(blocks.links[old] if s else 0 for (_, old), s in zip(rows, same, strict=True)),
        ),
    )


def brief(page: Page, rows: list[int], dice: random.Random) -> Page:
    """Return the page with one to three paragraphs of its article left, of 30 words or more."""
    left: list[int] = []
    wanted = dice.randrange(1, 4)
    for row in rows:
        if len(left) >= wanted and sum(len(page.blocks.text[r].split()) for r in left) >= _BRIEF_WORDS:
            break
        left.append(row)
    low, high, keep = rows[0], rows[-1], set(left)
    texts = enumerate(page.blocks.text)
    return _with_blocks(page, [(t, row) for row, t in texts if row in keep or not low <= row <= high])


def transplant(
    page: Page, rows: list[int], gold: str, kind: str, dice: random.Random, *, kept: bool, listed: bool = False
) -> Page:
    """Return the page with what a site says where there is no article, in the place of its own.

    With `listed`, half of the notices are of page_kind_phrases.toml.
    """
    whole = " ".join(gold.split())
    rests = {row for row, text in enumerate(page.blocks.text) if len(text) > 40 and " ".join(text.split()) in whole}
    languages = (*KEPT_LANGUAGES, *LANGUAGES) if kept else LANGUAGES
    words = words_of(dice.choice(["en", "en", "en", dice.choice(languages)]))
    message: Message = getattr(words, kind)
    titles, texts = _part(message.titles, kept), [*_part(message.texts, kept), *(() if kept else message.more)]
    if listed and dice.random() < 0.5:
        of = dice.choice([code for code, said in phrases().items() if kind in said] + ["en"] * 8)
        title, *texts = phrases()[of][kind]
        titles = (title,)
    dice.shuffle(texts)
    lines = texts[: dice.randrange(1, 5)]
    if dice.random() < 0.5:
        lines += dice.sample(words.advice, min(2, len(words.advice)))
    title, told = dice.choice(titles), dice.random() < 0.6
    said: list[tuple[str, int]] = []
    for row, text in enumerate(page.blocks.text):
        if row == rows[0]:
            said += [(line, row) for line in lines]
        elif told and page.elements.tag[page.blocks.element[row]] == "h1":
            said.append((title, row))
        elif not rows[0] < row <= rows[-1] and row not in rests:
            said.append((text, row))
    items = tuple(replace(item, body=None) for item in page.raw.items)
    made = replace(_with_blocks(page, said), raw=replace(page.raw, items=items))
    return made if dice.random() < 0.35 else _admits(made, title if told else page.raw.title or title, dice)


def _part(items: tuple[str, ...], kept: bool) -> tuple[str, ...]:
    third = len(items) // 3
    return items[len(items) - max(1, third) :] if kept else items[: len(items) - third]


def _admits(page: Page, title: str, dice: random.Random) -> Page:
    """The page without what its head says of an article, or with the title alone changed."""
    raw = replace(page.raw, title=title)
    if dice.random() < 0.7:
        metas = tuple(m for m in raw.metas if not m[0].startswith(("article:", "og:type", "og:title", "date")))
        raw = replace(raw, items=(), metas=metas, bylines=(), times=())
    return replace(page, raw=raw)


def invented(seeds: range, *, kept: bool = False) -> Iterator[Sample]:
    """Yield the samples of invented pages."""
    for seed in seeds:
        for number, made in enumerate(bare_pages(seed, kept=kept)):
            page = parse(made.html.encode(), made.url)
            dice = random.Random(f"{seed} {number}")
            source = "invented, kept aside" if kept else "invented"
            group = f"{made.form} / {made.language}"
            yield from samples_of(page, source, made.kind, group, f"{seed} {number}", dice, noise=not kept)


def mixed(seeds: range, *, everything: bool = False) -> Iterator[Sample]:
    """Yield the samples of pages put together at random; with `everything`, of what is kept aside too."""
    for seed in seeds:
        kept = everything and seed % 4 == 0
        for number, made in enumerate(mixed_pages(seed, kept=kept)):
            page = parse(made.html.encode(), made.url)
            dice = random.Random(f"mixed {seed} {number}")
            yield from samples_of(page, "mixed", made.kind, made.form, f"mixed {seed} {number}", dice)


def composed(seeds: range) -> Iterator[Sample]:
    """Yield the pages of tests/traps/generate.py: articles under modals, walls and boxes, and some that are none."""
    labels = {"soft 404": "not_found", "consent alone": "consent"}
    for seed in seeds:
        for made in traps(seed):
            label = labels[made.kind] if made.status == "skip" else "article"
            dice = random.Random(made.name)
            yield from samples_of(parse(made.html.encode(), made.url), "composed", label, made.name, made.name, dice)


def transplants_kept(folder: Path, limit: int = 400) -> Iterator[Sample]:
    """Yield pages with phrases that are kept aside in place of their articles."""
    for gold, page in islice(pages_of(folder), limit):
        if gold.get("page_type", "article") != "article":
            continue
        rows = body_rows(page, gold["text"])
        dice = random.Random(f"kept {gold['id']}")
        host, source = urlsplit(gold["url"] or "").netloc, f"{folder.name} transplant, kept aside"
        for kind in dice.sample(KINDS, 3) if len(rows) >= 3 and is_whole(page, rows, gold["text"]) else ():
            made = transplant(page, rows, gold["text"], kind, dice, kept=True)
            yield from samples_of(made, source, kind, host, str(gold["id"]), dice, noise=False)


def fold_of(group: str, folds: int = 10) -> int:
    """Return which of `folds` parts a host or form falls into, the same for ever."""
    return int(hashlib.sha256(group.encode()).hexdigest(), 16) % folds
