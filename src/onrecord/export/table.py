"""The same values as rows of a table: what is a list becomes a row each, with what they have in common repeated."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from onrecord.output import Json

Value = dict[str, Json]
Row = dict[str, Json]


def article_rows(value: Value) -> Iterator[Row]:
    """Yield the row of one article."""
    plain = ("id", "number", "url", "canonical_url", "site", "title", "standfirst")
    row = {name: value[name] for name in plain}
    row["authors"] = _joined(value["authors"])
    for name in ("published", "modified", "captured_at", "language", "section", "credit", "kind", "words"):
        row[name] = value[name]
    row["statements"] = len(_list(value["statements"]))
    row["story"] = value["story"]
    row["copy_of"] = _joined([it["original"] for it in _dicts(value["families"]) if it["relation"] != "original"])
    row["text"] = value["text"]
    yield row


def statement_rows(value: Value) -> Iterator[Row]:
    """Yield the row of one statement."""
    article, speaker = _dict(value["article"]), _dict(value["speaker"])
    source, cue = _dict(value["source"]), _dict(value["cue"])
    contents = _dicts(value["content"])
    yield {
        "id": value["id"],
        "speaker": speaker.get("name"),
        "description": speaker.get("description"),
        "type": speaker.get("type"),
        "stance": value["stance"],
        "kind": value["kind"],
        "source": source.get("text"),
        "cue": cue.get("text"),
        "content": " … ".join(str(it["text"]) for it in contents),
        "start": contents[0]["start"],
        "end": contents[-1]["end"],
        **_article(article),
        "speaker_id": speaker.get("id"),
    }


def family_rows(value: Value) -> Iterator[Row]:
    """Yield a row for each member of a family."""
    for it in _dicts(value["members"]):
        yield {
            "family": value["id"],
            "kind": value["kind"],
            "original": _dict(value["original"])["id"],
            "relation": it["relation"],
            "share_of_original": it["share_of_original"],
            "share_of_copy": it["share_of_copy"],
            **_article(it),
            "reason": value["reason"],
        }


def story_rows(value: Value) -> Iterator[Row]:
    """Yield a row for each article of a story."""
    articles = _dicts(value["articles"])
    for it in articles:
        yield {
            "story": value["id"],
            "story_title": value["title"],
            "articles": len(articles),
            "outlets": value["outlets"],
            "independent": value["independent"],
            "conflicts": len(_list(value["conflicts"])),
            **_article(it),
            "copy_of": it["copy_of"],
        }


def conflict_rows(value: Value) -> Iterator[Row]:
    """Yield a row for each place that stands for a side of a conflict."""
    story = _dict(value["story"])
    for n, side in enumerate(_dicts(value["sides"])):
        for it in _dicts(side["mentions"]):
            yield {
                "story": story["id"],
                "story_title": story["title"],
                "kind": value["kind"],
                "topic": value["topic"],
                "side": n + 1,
                "value": side["value"],
                "speakers": _joined(side["speakers"]),
                "words": it["text"],
                "article": it["article"],
                "start": it["start"],
                "end": it["end"],
                "confidence": value["confidence"],
                "why": value["why"],
            }


ROWS: dict[str, Callable[[Value], Iterator[Row]]] = {
    "articles": article_rows,
    "statements": statement_rows,
    "families": family_rows,
    "stories": story_rows,
    "conflicts": conflict_rows,
}


def _article(value: Value) -> Row:
    names = {"article": "id", "url": "url", "site": "site", "title": "title", "published": "published"}
    return {column: value[name] for column, name in names.items()}


def _joined(value: Json) -> str:
    return "; ".join(str(it) for it in _list(value))


def _list(value: Json) -> list[Json]:
    return value if isinstance(value, list) else []


def _dicts(value: Json) -> list[dict[str, Json]]:
    return [it for it in _list(value) if isinstance(it, dict)]


def _dict(value: Json) -> dict[str, Json]:
    return value if isinstance(value, dict) else {}
