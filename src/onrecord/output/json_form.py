"""What became of a capture as JSON: the form that `onrecord page --format json` promises."""

from __future__ import annotations

import json

from onrecord.model import Block, Entry, Origin, Rejected
from onrecord.output.plain import Outcome
from onrecord.output.said import Json, said_value


def json_value(outcome: Outcome) -> dict[str, Json]:
    """Return the outcome in the form that `onrecord page --format json` promises."""
    origin = outcome.origin
    if isinstance(outcome, Rejected):
        reason = f"{outcome.reason}: {outcome.detail}" if outcome.detail else outcome.reason
        return {"id": origin.id, "status": outcome.status, "reason": reason, **_address(origin)}
    data, place, said = outcome.metadata, outcome.dateline, said_value(outcome)
    return {
        "id": origin.id,
        "status": "article",
        "reason": None,
        "kind": outcome.kind,
        "uri": origin.uri,
        "url": origin.url,
        "canonical_url": data.canonical_url,
        "captured_at": origin.captured_at,
        "digest": origin.digest,
        "title": data.title,
        "standfirst": data.standfirst,
        "authors": list(data.authors),
        "published": data.published,
        "published_precision": data.published_precision,
        "modified": data.modified,
        "language": data.language,
        "site": data.site,
        "section": data.section,
        "dateline": {"place": place.place, "agency": place.agency} if place else None,
        "credit": outcome.credit,
        "rights": outcome.rights,
        "comments": outcome.comments,
        "text": outcome.text,
        "blocks": [_block(block) for block in outcome.blocks],
        "removed": [{"role": removed.role, "text": removed.text} for removed in outcome.removed],
        "statements": said["statements"],
        "topics": list(data.topics),
        "words": outcome.words,
        "evidence": [{"field": it.field, "source": it.source, "value": it.value} for it in data.evidence],
        "entries": [_entry(entry) for entry in outcome.entries],
        "speakers": said["speakers"],
        "times": said["times"],
        "figures": said["figures"],
        "statements_note": said["statements_note"],
    }


def _block(block: Block) -> dict[str, Json]:
    """A block with what is known of it: what says nothing of it is left out."""
    told: dict[str, Json] = {
        "level": block.level, "number": block.number, "opens": block.opens, "by": block.by, "time": block.time
    }  # fmt: skip
    known: dict[str, Json] = {name: value for name, value in told.items() if value}
    return {"role": block.role, "start": block.start, "end": block.end, **known}


def _entry(entry: Entry) -> dict[str, Json]:
    return {
        "start": entry.start, "end": entry.end, "time": entry.time, "headline": entry.headline, "said": entry.said
    }  # fmt: skip


def _address(origin: Origin) -> dict[str, Json]:
    return {"uri": origin.uri, "url": origin.url, "captured_at": origin.captured_at, "digest": origin.digest}


def as_json_line(outcome: Outcome) -> str:
    """Return the outcome as one line of JSON."""
    return _without_surrogates(json.dumps(json_value(outcome), ensure_ascii=False))


def as_json(outcome: Outcome) -> str:
    """Return the outcome as JSON that is laid out for reading."""
    return _without_surrogates(json.dumps(json_value(outcome), ensure_ascii=False, indent=2))


def _without_surrogates(text: str) -> str:
    return text.encode("utf-8", "replace").decode("utf-8")
