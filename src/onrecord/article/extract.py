"""Page → Article: the verdict, the roles, the metadata, put together."""

from __future__ import annotations

import re
from dataclasses import replace

from onrecord.article.dateline import find_dateline
from onrecord.article.embeds import find_quotes
from onrecord.article.features import Features, count_words, read_features
from onrecord.article.lines import find_line_roles, title_of
from onrecord.article.live import find_live, written_entries
from onrecord.article.metadata import find_metadata
from onrecord.article.roles import IN_TEXT, find_roles
from onrecord.article.scripted import fill_from_scripts
from onrecord.article.second import drop_other_articles
from onrecord.article.stubs import find_wall
from onrecord.article.verdict import judge
from onrecord.article.writing import with_structure, write_text
from onrecord.errors import ArticleError
from onrecord.model import Article, Block, Dateline, Evidence, Metadata, Page, Removed, Role
from onrecord.settings import ArticleSettings

_RIGHTS_CHARS = 2000
_COUNT = re.compile(
    r"\b(\d{1,6})\s{0,2}(?:comments?|kommentare?|commentaires?|comentarios?|commenti|reacties)\b"
    r"|\b(?:comments?|discussion|conversation|kommentare?|commentaires?|comentarios?|commenti)\s{0,2}[(:]\s{0,2}(\d{1,6})",
    re.I,
)
_NO_COMMENT = re.compile(
    r"\bno comments?\b|\bbe the first to comment\b|\b0 comments?\b|keine kommentare|aucun commentaire", re.I
)


def extract_article(page: Page, settings: ArticleSettings) -> Article:
    """Return the article on a page.

    Raises:
        ArticleError: the page holds none; its reason says what it is instead.
    """
    metadata = find_metadata(page, settings)
    if page.given is not None and page.given.text is not None:
        return _given_article(page, page.given.text, metadata)
    features = read_features(page)
    roles = _roles(page, features, metadata)
    if page.scripted and (filled := fill_from_scripts(page, roles, metadata)):
        page, roles, features = filled.page, filled.roles, read_features(filled.page)
        metadata = replace(metadata, evidence=(*metadata.evidence, filled.evidence))
    live = find_live(page, roles, metadata)
    walled = find_wall(page, live.roles if live else drop_other_articles(page, roles, metadata.title), features.hidden)
    kind = judge(page, features, roles, settings, "live blog" if live else "stub" if walled.stub else "article")
    roles = walled.roles
    quotes = find_quotes(page, roles)
    roles = quotes.roles if live else with_structure(page, quotes.roles)
    metadata = _complete(page, roles, metadata)
    written = write_text(page, roles, IN_TEXT, quotes, live.cuts if live else {})
    text, blocks = written.text, written.blocks
    opening = next((b for b in blocks if b.role == "body"), blocks[0])
    dateline, credit, evidence = _dateline(text, opening)
    return Article(
        origin=page.origin,
        kind=kind,
        metadata=replace(metadata, evidence=(*metadata.evidence, *evidence)),
        text=text,
        blocks=blocks,
        removed=_removed(page, roles),
        dateline=dateline,
        credit=credit,
        rights=_rights(page, roles),
        comments=_comments(page, roles),
        words=count_words(text),
        entries=written_entries(page, live, written) if live else (),
    )


def _roles(page: Page, features: Features, metadata: Metadata) -> list[Role]:
    if page.plain:
        return find_line_roles(page, features, metadata.title)
    return find_roles(page, features, metadata.title, metadata.standfirst)


def _given_article(page: Page, text: str, metadata: Metadata) -> Article:
    """The article as another tool extracted it: its text character for character."""
    if not text.strip():
        raise ArticleError("its text is empty", page.origin.uri, reason="empty.no_text", status="empty")
    blocks = tuple(
        Block("body", m.start(), m.start() + len(m.group().rstrip()))
        for m in re.finditer(r"\S[^\n]*(?:\n[^\n]*\S[^\n]*)*", text)
    )
    dateline, credit, evidence = _dateline(text, blocks[0])
    return Article(
        origin=page.origin,
        kind="article",
        metadata=replace(metadata, evidence=(*metadata.evidence, *evidence)),
        text=text,
        blocks=blocks,
        dateline=dateline,
        credit=credit,
        words=count_words(text),
    )


def _dateline(text: str, opening: Block) -> tuple[Dateline | None, str | None, tuple[Evidence, ...]]:
    """The dateline and credit that the opening paragraph starts with, and where they stand in the text."""
    dateline, credit, size = find_dateline(text[opening.start : opening.end])
    source = f"text {opening.start}-{opening.start + size}"
    said = text[opening.start : opening.start + size].strip()
    fields = [name for name, value in (("dateline", dateline), ("credit", credit)) if value is not None]
    return dateline, credit, tuple(Evidence(name, source, said) for name in fields)


def _complete(page: Page, roles: list[Role], metadata: Metadata) -> Metadata:
    """Fill the title and the standfirst from the blocks that were taken for them, where the metadata has none."""
    rows = {role: row for row, role in reversed(list(enumerate(roles))) if role in ("headline", "standfirst")}
    found: list[Evidence] = []
    title, standfirst = metadata.title, metadata.standfirst
    if title is None and "headline" in rows:
        row = rows["headline"]
        title = title_of(page, row) if page.plain else page.blocks.text[row].replace("\n", " ")[:500]
        found.append(Evidence("title", f"block {rows['headline']}", title))
    if standfirst is None and "standfirst" in rows:
        standfirst = page.blocks.text[rows["standfirst"]]
        found.append(Evidence("standfirst", f"block {rows['standfirst']}", standfirst))
    return replace(metadata, title=title, standfirst=standfirst, evidence=(*metadata.evidence, *found))


def _removed(page: Page, roles: list[Role]) -> tuple[Removed, ...]:
    """What is not in the text, neighbours of one role together."""
    removed: list[Removed] = []
    texts: list[str] = []
    for row, role in enumerate(roles):
        if role in IN_TEXT or role in ("rights", "headline"):
            continue
        texts.append(page.blocks.text[row])
        if row + 1 == len(roles) or roles[row + 1] != role:
            removed.append(Removed(role, "\n".join(texts)))
            texts = []
    return tuple(removed)


def _rights(page: Page, roles: list[Role]) -> str | None:
    texts = dict.fromkeys(text for role, text in zip(roles, page.blocks.text, strict=True) if role == "rights")
    return "\n".join(texts)[:_RIGHTS_CHARS] or None


def _comments(page: Page, roles: list[Role]) -> int | None:
    """How many comments the page says it has."""
    counted = next((item.comments for item in page.raw.items if item.comments is not None), None)
    if counted is not None:
        return counted
    said = "\n".join(
        text for role, text in zip(roles, page.blocks.text, strict=True) if role == "comments" and len(text) < 120
    )
    if found := _COUNT.search(said):
        return int(found.group(1) or found.group(2))
    return 0 if _NO_COMMENT.search(said) else None
