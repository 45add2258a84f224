from __future__ import annotations

from onrecord.grouping.compare import compare
from tests.unit.grouping.texts import article, prose


def test_the_later_of_two_that_share_their_text_is_the_copy() -> None:
    text, more = prose(1), prose(2, 3)
    first = article(text, "https://a.example/1", "2026-03-02T08:00:00Z")
    later = article(f"{text} {more}", "https://b.example/1", "2026-03-02T12:00:00Z")
    told, turned = compare(first, later), compare(later, first)
    assert (told.original, told.relation, turned.original, turned.relation) == ("a", "extended", "b", "extended")
    assert told.reason == "published first, 2026-03-02T08:00:00Z"
    assert (told.share_of_a, turned.share_of_b) == (1.0, 1.0)
    assert [it.kind for it in told.changes] == ["kept", "added"]
    assert told.changes == turned.changes


def test_two_texts_of_their_own_are_no_copies() -> None:
    told = compare(article(prose(1)), article(prose(2)))
    assert (told.original, told.relation) == (None, None)
    assert told.reason.endswith("too few for a copy")


def test_empty_articles_are_no_copies() -> None:
    assert compare(article(""), article("")).original is None
