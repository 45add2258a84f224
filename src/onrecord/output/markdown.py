"""An article as Markdown (CommonMark, with footnotes as GitHub, Pandoc and others know them)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from onrecord.model import Article, Block, Entry, Rejected
from onrecord.output import footnotes
from onrecord.output.footnotes import Footnotes
from onrecord.output.plain import Outcome, entry_time, no_article, one_line, standfirst, url

_MARKUP = re.compile(r"[\\`*_{}\[\]<>&#|~$^@!]|:(?=//)|(?<=www)\.", re.IGNORECASE)
_LINE_START = re.compile(r"^(\d{1,12})([.)])(?=\s|$)|^([+=:-])")
_DEEPEST = 8  # list in a list
_PLAIN_URL = re.compile(r"https?://[^\s<>\"'`\\|^{}\[\]()]{1,2000}", re.ASCII)


def as_markdown(outcome: Outcome, *, first_note: int = 1) -> str:
    """Return the article as Markdown in which only our own marks are markup.

    Behind the last words of each statement stands the mark of a footnote that says whose words they are. Footnotes
    are counted from `first_note`, so that articles can follow each other in one document.
    """
    if isinstance(outcome, Rejected):
        return f"*{_escape(no_article(outcome))}*"
    notes = footnotes.of(outcome, first_note)
    return "\n\n".join([*_head(outcome), *_body(outcome, notes), *notes.lines(_escape)])


def _head(article: Article) -> Iterator[str]:
    data = article.metadata
    if data.title:
        yield f"# {_escape(data.title)}"
    if standfirst(article):
        yield _standfirst_line(standfirst(article))
    facts = [_escape(", ".join(data.authors)), _escape(data.site or ""), _escape(data.published or "")]
    facts.append(_link(url(article)))
    if any(facts):
        yield " · ".join(filter(None, facts))


def _link(url: str) -> str:
    return f"<{url}>" if _PLAIN_URL.fullmatch(url) else _escape(url)


def _body(article: Article, notes: Footnotes) -> Iterator[str]:
    """Yield the blocks; neighbours that belong together (a list, a table, a quotation) as one."""
    entries = {entry.start: entry for entry in article.entries}
    run: list[tuple[Block, str]] = []
    lists = 0
    headline: str | None = None  # of the entry that has begun: it has been shown with its time
    for block in article.blocks:
        text = notes.marked(article.text, block.start, block.end)
        entry = entries.get(block.start)
        if run and (block.role != run[0][0].role or block.opens or entry):
            yield footnotes.shown(_run(run, lists))
            lists = lists + 1 if block.role == run[0][0].role == "list" else 0
            run = []
        if entry:
            yield _entry_line(entry, article)
            headline = entry.headline
        if block.role == "subheading" and headline is not None and one_line(text) == one_line(headline):
            headline = None
        elif block.role in ("list", "table", "quote"):
            run.append((block, text))
        else:
            yield footnotes.shown(_single(block, text, inside=bool(entries)))
    if run:
        yield footnotes.shown(_run(run, lists))


def _entry_line(entry: Entry, article: Article) -> str:
    parts = (entry_time(entry, article), entry.headline or "")
    return f"### {_escape(' — '.join(part for part in parts if part)) or '—'}"


def _single(block: Block, text: str, *, inside: bool) -> str:
    if block.role == "subheading":
        least = 4 if inside else 2  # the title is the first level, an entry of a live blog the third
        return f"{'#' * min(6, max(least, block.level))} {_escape(text)}"
    return _FORMS.get(block.role, _paragraph)(text)


def _run(run: list[tuple[Block, str]], lists: int) -> str:
    if run[0][0].role == "list":
        return _list(run, lists)
    texts = [text for _, text in run]
    return _table(texts) if run[0][0].role == "table" else _quote(texts)


def _paragraph(text: str) -> str:
    # Two spaces before a line feed keep it; leading ones could make a code block.
    return "  \n".join(_escape(line) for line in text.splitlines() if line.strip())


def _standfirst_line(text: str) -> str:
    return f"**{_escape(text)}**"


def _caption(text: str) -> str:
    return f"*{_escape(text)}*"


def _quote(texts: list[str]) -> str:
    return "\n>\n".join("\n".join(f"> {line}" for line in _paragraph(text).split("\n")) for text in texts)


def _list(run: list[tuple[Block, str]], lists: int) -> str:
    """Return the items with their numbers, those of inner lists moved in.

    Every other list of those in a row has the other marks (`*`, `1)`), or CommonMark would take them for one. Of items
    whose depth is not known every line is one.
    """
    bullet, point = ("-", ".") if lists % 2 == 0 else ("*", ")")
    widths: list[int] = []  # of the marks of the items around
    lines: list[str] = []
    for block, text in run:
        mark = f"{block.number}{point}" if block.number else bullet
        depth = max(1, min(block.level, len(widths) + 1, _DEEPEST))
        del widths[depth - 1 :]
        indent = " " * sum(widths)
        widths.append(len(mark) + 1)
        said = [_escape(line) for line in text.splitlines() if line.strip()]
        if block.level == 0:
            lines += [f"{mark} {line}" for line in said]
        else:
            lines.append(f"{indent}{mark} " + f"  \n{indent}{' ' * (len(mark) + 1)}".join(said))
    return "\n".join(lines)


def _table(texts: list[str]) -> str:
    """Return the rows as a table: a line each, cells parted by a tab or by " | "."""
    lines = [line for text in texts for line in text.splitlines() if line.strip()]
    table = [[_escape(cell) for cell in re.split(r"\t| \| ", line)] for line in lines]
    width = max(map(len, table), default=0)
    first, *others = [f"| {' | '.join(row + [''] * (width - len(row)))} |" for row in table] or [""]
    return "\n".join([first, "|" + " --- |" * width, *others])


_FORMS: dict[str, Callable[[str], str]] = {"standfirst": _standfirst_line, "caption": _caption}


def _escape(text: str) -> str:
    """Return `text` in one line in which CommonMark and its usual extensions find no markup."""
    marked = _MARKUP.sub(r"\\\g<0>", one_line(text))
    return _LINE_START.sub(lambda m: f"{m[1]}\\{m[2]}" if m[1] else f"\\{m[3]}", marked)
