"""Two pages side by side, for people and programs: `onrecord compare A B`."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from textwrap import wrap
from typing import TYPE_CHECKING

from onrecord.errors import InputError
from onrecord.model import Article, Conflict, Told
from onrecord.output import Json, one_line, printable
from onrecord.settings import Settings

if TYPE_CHECKING:
    from onrecord.grouping.compare import Comparison
    from onrecord.grouping.word_diff import Change

_WIDTH = 100
_NAMES = ("A", "B")
_FEW_WORDS = 5  # kept between two changes: fewer do not read as a passage that was kept
Place = tuple[int, int]


def compared(first: str, second: str, form: str, settings: Settings) -> Iterator[str]:
    """Yield what two files have to do with each other, as "text" or "json".

    Raises:
        InputError: one of them is not there, or holds no article.
        ModelError: a trained model is missing or was changed.
    """
    from onrecord.grouping import compare, tell_story

    articles = _article(first, settings), _article(second, settings)
    found = compare(*articles)
    # Neither is taken for the other's copy here: what a copy changed is just what may differ.
    told = tuple(Told(n, article, n) for n, article in enumerate(articles))
    _, conflicts = tell_story(told)
    if form == "json":
        yield json.dumps(_value(articles, found, conflicts), ensure_ascii=False, indent=2) + "\n"
    else:
        for line in (*_head(articles, found), *_changes(articles, found), *_differences(articles, conflicts)):
            yield printable(line) + "\n"


def _article(name: str, settings: Settings) -> Article:
    """Return the first article of a file."""
    from onrecord.capture import check_inputs, read_captures
    from onrecord.pipeline import read_capture

    check_inputs((name,))
    reason = "there is no capture in it"
    for capture in read_captures((name,), settings.capture):
        outcome = read_capture(capture, settings)
        if isinstance(outcome, Article):
            return outcome
        reason = f"there is no article in it: {outcome.reason}: {outcome.detail}"
    raise InputError(reason, where=name, do="Name a file that holds one article.")


def _head(articles: tuple[Article, Article], found: Comparison) -> Iterator[str]:
    for name, article in zip(_NAMES, articles, strict=True):
        data = article.metadata
        facts = (data.title or "(no title)", data.site, data.published, f"{article.words} words")
        yield one_line(f"{name}  {' · '.join(filter(None, facts))}")
    yield ""
    if found.original is None:
        yield f"Neither is a copy of the other: {found.reason}."
    else:
        original = found.original.upper()
        copy = "B" if original == "A" else "A"
        yield f"{copy} is a copy of {original} ({found.relation}): {found.reason}."
    yield f"{found.share_of_a:.0%} of A stands in B, {found.share_of_b:.0%} of B in A: {found.shared_words} words."


def _changes(articles: tuple[Article, Article], found: Comparison) -> Iterator[str]:
    """Yield what was cut, added and changed, from the original to the copy; of two that are no copies, nothing."""
    if found.original is None:
        return
    before, after = _in_order(articles, found)
    changed = list(_rewritten(found.changes, before.text))
    yield ""
    yield "NOTHING CUT, ADDED OR CHANGED" if not changed else "CUT (-), ADDED (+), CHANGED (~)"
    for sign, a, b in changed:
        words = before.text[a[0] : _behind_marks(before.text, a)], after.text[b[0] : _behind_marks(after.text, b)]
        line = " → ".join(one_line(part) for part in words if part)
        yield from wrap(line, _WIDTH, initial_indent=f"  {sign} ", subsequent_indent="    ")


def _rewritten(changes: Sequence[Change], before: str) -> Iterator[tuple[str, Place, Place]]:
    """Yield what is not kept: its sign, its place in the original and in the copy.

    A few words that are kept in the midst of others are no more than chance, and belong to what was rewritten.
    """
    run: list[Change] = []
    for it in changes:
        if it.kind != "kept" or (run and len(before[it.a_start : it.a_end].split()) < _FEW_WORDS):
            run.append(it)
        elif run:
            yield _joined(run)
            run = []
    if run:
        yield _joined(run)


def _joined(run: list[Change]) -> tuple[str, Place, Place]:
    while run[-1].kind == "kept":
        run.pop()
    a, b = (run[0].a_start, run[-1].a_end), (run[0].b_start, run[-1].b_end)
    return ("+" if a[0] == a[1] else "-" if b[0] == b[1] else "~"), a, b


def _behind_marks(text: str, place: Place) -> int:
    """Return where a place ends with the marks that follow it."""
    end = place[1]
    while place[0] < end < len(text) and not (text[end].isspace() or text[end].isalnum()):
        end += 1
    return end


def _differences(articles: tuple[Article, Article], conflicts: tuple[Conflict, ...]) -> Iterator[str]:
    """Yield where accounts differ, in one of the two or between them."""
    yield ""
    yield "WHERE ACCOUNTS DIFFER" if conflicts else "NO ACCOUNTS FOUND THAT DIFFER"
    for conflict in conflicts:
        yield f"  {one_line(conflict.topic)} ({conflict.kind}, confidence {conflict.confidence:.2f})"
        for side in conflict.sides:
            yield f"    {one_line(side.value)} — {one_line(', '.join(side.speakers)) or 'on its own word'}"
            for it in side.mentions:
                words = one_line(articles[it.article].text[it.start : it.end])
                yield from wrap(
                    f"{_NAMES[it.article]}: “{words}”", _WIDTH, initial_indent=" " * 6, subsequent_indent=" " * 9
                )


def _value(articles: tuple[Article, Article], found: Comparison, conflicts: tuple[Conflict, ...]) -> dict[str, Json]:
    before, after = _in_order(articles, found)
    return {
        "a": _named(articles[0]),
        "b": _named(articles[1]),
        "original": found.original,
        "relation": found.relation,
        "reason": found.reason,
        "shared_words": found.shared_words,
        "share_of_a": round(found.share_of_a, 4),
        "share_of_b": round(found.share_of_b, 4),
        "changes": [_change(it, before.text, after.text) for it in found.changes],
        "conflicts": [_conflict(it, articles) for it in conflicts],
    }


def _in_order(articles: tuple[Article, Article], found: Comparison) -> tuple[Article, Article]:
    return (articles[1], articles[0]) if found.original == "b" else articles


def _named(article: Article) -> dict[str, Json]:
    data = article.metadata
    return {
        "id": article.origin.id, "uri": article.origin.uri, "url": article.origin.url or data.canonical_url,
        "title": data.title, "site": data.site, "published": data.published, "text": article.text,
    }  # fmt: skip


def _change(it: Change, before: str, after: str) -> dict[str, Json]:
    return {
        "kind": it.kind,
        "from": {"start": it.a_start, "end": it.a_end, "text": before[it.a_start : it.a_end]},
        "to": {"start": it.b_start, "end": it.b_end, "text": after[it.b_start : it.b_end]},
    }


def _conflict(it: Conflict, articles: tuple[Article, Article]) -> dict[str, Json]:
    return {
        "kind": it.kind,
        "topic": it.topic,
        "why": it.why,
        "confidence": round(it.confidence, 3),
        "sides": [
            {
                "value": side.value,
                "speakers": list(side.speakers),
                "mentions": [
                    {
                        "in": "ab"[at.article],
                        "start": at.start,
                        "end": at.end,
                        "text": articles[at.article].text[at.start : at.end],
                    }
                    for at in side.mentions
                ],
            }
            for side in it.sides
        ],
    }
