"""Articles and rejections as rows, and back."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from onrecord.model import (
    Article,
    Block,
    Dateline,
    Entry,
    Evidence,
    Metadata,
    Origin,
    Rejected,
    Removed,
    Span,
    Statements,
)

CAPTURE_COLUMNS = (
    "id", "key", "uri", "container", "offset", "record_id", "url", "captured_at", "media_type", "digest",
    "status", "reason", "detail",
)  # fmt: skip
ARTICLE_COLUMNS = (
    "id", "capture_id", "kind", "url", "canonical_url", "site", "title", "standfirst", "authors", "published",
    "published_precision", "modified", "language", "section", "topics", "dateline_place", "agency", "credit", "rights",
    "comments", "words", "text", "blocks", "evidence",
)  # fmt: skip
Value = str | int | float | None
_UNSTORABLE = re.compile("[\0\ud800-\udfff]")  # SQLite's own tools cut a text at NUL; UTF-8 has no surrogates


def article_id(key: str) -> int:
    """Return the article's number: the first 53 bits of sha256 of the capture's key, exact in JavaScript too."""
    return int(hashlib.sha256(_utf8(key)).hexdigest()[:14], 16) >> 3


def capture_row(outcome: Article | Rejected, id: str) -> tuple[Value, ...]:
    """Return the row of the capture that `outcome` came from, in the order of CAPTURE_COLUMNS."""
    origin = outcome.origin
    verdict: tuple[Value, ...] = ("article", None, None)
    if isinstance(outcome, Rejected):
        verdict = (outcome.status, outcome.reason, outcome.detail)
    return storable(
        (
            id, origin.key, origin.uri, origin.container, origin.offset, origin.record_id, origin.url,
            origin.captured_at, origin.media_type, origin.digest, *verdict,
        )
    )  # fmt: skip


def article_row(article: Article, id: int, capture_id: str) -> tuple[Value, ...]:
    """Return the row of an article, in the order of ARTICLE_COLUMNS."""
    data, dateline = article.metadata, article.dateline or Dateline(None, None)
    blocks = [_block(block) for block in article.blocks]
    evidence = [{"field": proof.field, "source": proof.source, "value": proof.value} for proof in data.evidence]
    return storable(
        (
            id, capture_id, article.kind, article.origin.url, data.canonical_url, data.site, data.title,
            data.standfirst, as_json(data.authors), data.published, data.published_precision, data.modified,
            data.language, data.section, as_json(data.topics), dateline.place, dateline.agency, article.credit,
            article.rights, article.comments, article.words, article.text, as_json(blocks), as_json(evidence),
        )
    )  # fmt: skip


def _block(block: Block) -> dict[str, Value | bool]:
    told = {"level": block.level, "number": block.number, "opens": block.opens, "by": block.by, "time": block.time}
    known = {name: value for name, value in told.items() if value}  # most blocks have none of these
    return {"role": block.role, "start": block.start, "end": block.end, **known}


def entry_rows(article: Article, id: int) -> Iterator[tuple[Value, ...]]:
    """Yield a row for each entry of a live blog."""
    for n, entry in enumerate(article.entries):
        yield storable((id, n, entry.start, entry.end, entry.time, entry.headline, entry.said))


def removed_rows(article: Article, id: int) -> Iterator[tuple[Value, ...]]:
    """Yield a row for each block that is not in the article's text."""
    for n, removed in enumerate(article.removed):
        yield storable((id, n, removed.role, removed.text))


# SQLite hands its values back untyped; the STRICT schema is what vouches for them here.
def origin_of(capture: Sequence[Any]) -> Origin:
    """Return the origin that a row of CAPTURE_COLUMNS holds."""
    return Origin(*capture[:10])


def rejected_of(capture: Sequence[Any]) -> Rejected:
    """Return the rejection that a row of CAPTURE_COLUMNS holds."""
    return Rejected(origin_of(capture), *capture[10:13])


def article_of(
    capture: Sequence[Any],
    article: Sequence[Any],
    removed: Iterable[Sequence[Any]],
    entries: Iterable[Sequence[Any]] = (),
    said: Statements | None = None,
) -> Article:
    """Return the article that the rows hold."""
    row = dict(zip(ARTICLE_COLUMNS, article, strict=True))
    metadata = Metadata(
        authors=tuple(json.loads(row["authors"])),
        topics=tuple(json.loads(row["topics"])),
        evidence=tuple(Evidence(**proof) for proof in json.loads(row["evidence"])),
        **{name: row[name] for name in _PLAIN_METADATA},
    )
    place, agency = row["dateline_place"], row["agency"]
    return Article(
        origin=origin_of(capture),
        metadata=metadata,
        blocks=tuple(Block(**block) for block in json.loads(row["blocks"])),
        removed=tuple(Removed(role, text) for role, text in removed),
        entries=tuple(Entry(*entry) for entry in entries),
        dateline=None if place is None and agency is None else Dateline(place, agency),
        said=said,
        **{name: row[name] for name in ("kind", "text", "credit", "rights", "comments", "words")},
    )


_PLAIN_METADATA = (
    "title", "standfirst", "published", "published_precision", "modified", "canonical_url", "language", "site",
    "section",
)  # fmt: skip


def as_json(value: object) -> str:
    """Return `value` as compact JSON text, letters as they are."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def spans_json(spans: Iterable[Span]) -> str:
    """Return spans as JSON text: `[{"start": 0, "end": 6}]`."""
    return as_json([{"start": span.start, "end": span.end} for span in spans])


def storable(values: tuple[Value, ...]) -> tuple[Value, ...]:
    """Return the same values, with U+FFFD for each character that SQLite can not keep. Offsets stay true."""
    return tuple(_clean(value) if isinstance(value, str) else value for value in values)


def _clean(text: str) -> str:
    if text.isascii() and "\0" not in text:  # most of them; no copy is made
        return text
    return _UNSTORABLE.sub("\ufffd", text)


def _utf8(text: str) -> bytes:
    return text.encode("utf-8", "replace")
