"""The bundled example, and what the record of it holds, in a short table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from textwrap import wrap

from onrecord.errors import InputError
from onrecord.model import Article, Rejected, Statement
from onrecord.output import one_line

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


def table(articles: Iterable[Article], rejections: Iterable[Rejected]) -> Iterator[str]:
    """Yield lines: each article with what was removed; what is claimed and denied; each rejection with its reason."""
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
