"""The bundled example, and what the record of it holds, in a short table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from textwrap import wrap

from onrecord.errors import InputError
from onrecord.model import Article, Conflict, Family, Rejected, Statement
from onrecord.output import one_line
from onrecord.record import Record, StoredStory

_WIDTH = 100
_CONTESTED = ("claim", "confirm", "deny")


def example_captures() -> str:
    """Return the folder with the bundled captures: in the installed package, else in the source tree.

    Raises:
        InputError: neither has them.
    """
    here = Path(__file__).parent
    for folder in (here / "examples", here.parents[1] / "examples" / "captures"):
        if folder.is_dir() and any(folder.iterdir()):
            return str(folder)
    raise InputError("the bundled example is not there", where=str(here / "examples"), do="Install onrecord anew.")


def table(record: Record) -> Iterator[str]:
    """Yield lines: articles, what is claimed and denied, copies, stories, where accounts differ, rejections."""
    yield from _articles(record.articles())
    yield "COPIES"
    for _, family in record.groups.families():
        yield from _family(record, family)
    stories = [it for it in record.groups.stories() if len(it.story.articles) > 1 or it.conflicts]
    yield "STORIES"
    for stored in stories:
        yield from _story(stored)
    yield "WHERE ACCOUNTS DIFFER"
    for stored in stories:
        for conflict in stored.conflicts:
            yield from _conflict(record, conflict)
    yield from _rejections(record.rejections())


def _articles(articles: Iterable[Article]) -> Iterator[str]:
    yield "ARTICLES"
    in_order = sorted(articles, key=lambda it: (it.metadata.published or "~", it.origin.uri))
    for article in in_order:
        data = article.metadata
        yield _cut(f"  {data.title or '(no title)'}")
        facts = (data.site, data.published, f"{article.words} words", _name(article.origin.uri))
        yield _cut(f"    {' · '.join(filter(None, facts))}")
        yield from wrap(f"removed: {_removed(article)}", _WIDTH, initial_indent="    ", subsequent_indent=" " * 13)
    yield "WHO CLAIMS, CONFIRMS, DENIES"
    for article in in_order:
        yield from _contested(article)


def _family(record: Record, family: Family) -> Iterator[str]:
    """Yield a family: its original and why, and what each of the others took of it."""
    original = record.reference(family.original)
    yield _cut(f"  {original.title or '(no title)'} · {original.site or original.id}: {family.reason}")
    for member in family.members[1:]:
        other = record.reference(member.article)
        shares = f"{member.share_of_original:.0%} of the original, {member.share_of_copy:.0%} of its own text"
        yield _cut(f"    {member.relation}: {other.title or '(no title)'} · {other.site or other.id}: {shares}")


def _story(stored: StoredStory) -> Iterator[str]:
    """Yield a story and its timeline."""
    story = stored.story
    yield _cut(f"  {story.title}")
    counts = f"{len(story.articles)} articles · {story.outlets} outlets · {story.independent} independent"
    yield _cut(f"    {counts} · {story.first_published or '?'} – {story.last_published or '?'}")
    for event in stored.timeline:
        yield _cut(f"    {event.date:<10}  {event.text}")


def _conflict(record: Record, conflict: Conflict) -> Iterator[str]:
    """Yield what accounts differ in, and the words that stand for each side."""
    yield _cut(f"  {conflict.topic} ({conflict.kind}, confidence {conflict.confidence:.2f})")
    for side in conflict.sides:
        first = side.mentions[0]
        words = record.reference(first.article).text[first.start : first.end]
        more = f" (+{len(side.mentions) - 1})" if len(side.mentions) > 1 else ""
        yield _cut(f"    {side.value} — {', '.join(side.speakers) or 'the article itself'}: “{words}”{more}")


def _rejections(rejections: Iterable[Rejected]) -> Iterator[str]:
    yield "REJECTED"
    for rejected in sorted(rejections, key=lambda it: it.origin.uri):
        yield _cut(f"  {_name(rejected.origin.uri)}: {rejected.reason}")
        yield from wrap(one_line(rejected.detail), _WIDTH, initial_indent="    ", subsequent_indent="    ")


def _contested(article: Article) -> Iterator[str]:
    """Yield what is claimed, confirmed or denied in an article: who, with which word, and what."""
    statements = article.said.statements if article.said else ()
    told = [_told(article, one) for one in statements if one.stance in _CONTESTED and one.cue]
    if told:
        yield _cut(f"  {article.metadata.title or '(no title)'}")
        yield from (_cut(f"    {line}") for line in told)


def _told(article: Article, statement: Statement) -> str:
    text, said = article.text, article.said
    who = statement.source.of(text) if statement.source else "(no source)"
    if said and statement.speaker is not None:
        who = said.speakers[statement.speaker].name
    cue = statement.cue.of(text) if statement.cue else ""
    return f"{who} — {cue} — {' … '.join(span.of(text) for span in statement.content)}"


def _removed(article: Article) -> str:
    roles = Counter(removed.role for removed in article.removed)
    return ", ".join(f"{role} {n}" if n > 1 else role for role, n in roles.most_common()) or "nothing"


def _name(uri: str) -> str:
    return uri.replace("\\", "/").rpartition("/")[2]


def _cut(line: str) -> str:
    indent = line[: len(line) - len(line.lstrip())]
    line = indent + one_line(line)
    return line if len(line) <= _WIDTH else line[: _WIDTH - 1] + "…"
