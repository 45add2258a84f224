"""Families, stories and conflicts of a record as JSON values."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from onrecord.export.references import References
from onrecord.model import Conflict, Event, Side, Story
from onrecord.output import Json
from onrecord.record import Record


def family_values(record: Record) -> Iterator[dict[str, Json]]:
    """Yield every family: its original and why, its members, and the passages that each shares with the original."""
    references = References(record)
    for id, family in record.groups.families():
        yield {
            "id": id,
            "kind": family.kind,
            "original": references.value(family.original),
            "reason": family.reason,
            "members": [
                {
                    **references.value(it.article),
                    "relation": it.relation,
                    "share_of_original": round(it.share_of_original, 4),
                    "share_of_copy": round(it.share_of_copy, 4),
                }
                for it in family.members
            ],
            "passages": [
                {
                    "original": references.place(it.a, it.a_start, it.a_end),
                    "copy": references.place(it.b, it.b_start, it.b_end),
                }
                for it in family.passages
            ],
        }


def story_values(record: Record) -> Iterator[dict[str, Json]]:
    """Yield every story with its articles, its timeline and its conflicts; also stories of one article."""
    references = References(record)
    for stored in record.groups.stories():
        story, articles = stored.story, stored.story.articles
        originals = record.groups.originals(articles)
        members: list[Json] = []
        for number in articles:
            original = references.value(originals[number][0])["id"] if number in originals else None
            members.append({**references.value(number), "copy_of": original})
        yield {
            **_story_head(stored.id, story),
            "first_published": story.first_published,
            "last_published": story.last_published,
            "outlets": story.outlets,
            "independent": story.independent,
            "articles": members,
            "timeline": _timeline(stored.timeline, references),
            "conflicts": [_conflict(it, references) for it in stored.conflicts],
        }


def conflict_values(record: Record) -> Iterator[dict[str, Json]]:
    """Yield every conflict with its story and the words that stand for each side."""
    references = References(record)
    for stored in record.groups.stories():
        for conflict in stored.conflicts:
            yield {"story": _story_head(stored.id, stored.story), **_conflict(conflict, references)}


def _story_head(id: int, story: Story) -> dict[str, Json]:
    return {"id": id, "title": story.title}


def _timeline(events: Sequence[Event], references: References) -> list[Json]:
    return [
        {
            "date": it.date,
            "until": it.until,
            "by": it.by,
            "text": it.text,
            "independent": it.independent,
            "mentions": [references.place(at.article, at.start, at.end) for at in it.mentions],
        }
        for it in events
    ]


def _conflict(conflict: Conflict, references: References) -> dict[str, Json]:
    return {
        "kind": conflict.kind,
        "topic": conflict.topic,
        "why": conflict.why,
        "confidence": round(conflict.confidence, 3),
        "sides": [_side(side, references) for side in conflict.sides],
    }


def _side(side: Side, references: References) -> dict[str, Json]:
    mentions: list[Json] = [
        {**references.place(it.article, it.start, it.end), "statement": it.statement, "figure": it.figure}
        for it in side.mentions
    ]
    return {"value": side.value, "speakers": list(side.speakers), "mentions": mentions}
