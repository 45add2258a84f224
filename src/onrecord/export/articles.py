"""Articles and statements of a record as JSON values."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.export.references import References
from onrecord.output import Json, json_value
from onrecord.record import Record


def article_values(record: Record) -> Iterator[dict[str, Json]]:
    """Yield every article as `onrecord page` gives it, with its number, its story and the families it is in."""
    story_of, families_of = _stories(record), _families(record)
    for number in record.numbers():
        article = record.article(number)
        assert article is not None
        families: list[Json] = [dict(it) for it in families_of.get(number, ())]
        yield {**json_value(article), "number": number, "story": story_of.get(number), "families": families}


def statement_values(record: Record) -> Iterator[dict[str, Json]]:
    """Yield every statement as `onrecord page` gives it, with its number, its article and the speaker's number."""
    references = References(record)
    for number in record.numbers():
        article = record.article(number)
        assert article is not None
        statements = json_value(article)["statements"]
        assert isinstance(statements, list)
        keys = record.statement_keys(number)
        for value, (id, speaker_id) in zip(statements, keys, strict=True):
            assert isinstance(value, dict)
            speaker, inside = value["speaker"], value["inside"]
            if isinstance(speaker, dict):
                value["speaker"] = {**speaker, "id": speaker_id}
            if isinstance(inside, int):
                value["inside"] = keys[inside][0]
            yield {"id": id, "article": references.value(number), **value}


def _stories(record: Record) -> dict[int, int]:
    return {number: stored.id for stored in record.groups.stories() for number in stored.story.articles}


def _families(record: Record) -> dict[int, list[dict[str, Json]]]:
    found: dict[int, list[dict[str, Json]]] = {}
    for id, family in record.groups.families():
        for member in family.members:
            fact: dict[str, Json] = {"id": id, "kind": family.kind, "relation": member.relation}
            found.setdefault(member.article, []).append({**fact, "original": family.original})
    return found
