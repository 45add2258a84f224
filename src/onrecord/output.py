"""What became of a capture, as JSON, Markdown or plain text for people and programs."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator

from onrecord.model import Article, Block, Entry, Origin, Rejected

Json = None | bool | int | str | list["Json"] | dict[str, "Json"]
Outcome = Article | Rejected

_CONTROLS = re.compile("[\0-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")  # would steer a terminal
_MARKUP = re.compile(r"[\\`*_{}\[\]<>&#|~$^@!]|:(?=//)|(?<=www)\.", re.IGNORECASE)
_LINE_START = re.compile(r"^(\d{1,12})([.)])(?=\s|$)|^([+=:-])")
_DEEPEST = 8  # list in a list
_PLAIN_URL = re.compile(r"https?://[^\s<>\"'`\\|^{}\[\]()]{1,2000}", re.ASCII)


def json_value(outcome: Outcome) -> dict[str, Json]:
    """Return the outcome in the form that `onrecord page --format json` promises."""
    origin = outcome.origin
    if isinstance(outcome, Rejected):
        reason = f"{outcome.reason}: {outcome.detail}" if outcome.detail else outcome.reason
        return {"id": origin.id, "status": outcome.status, "reason": reason, **_address(origin)}
    data, place = outcome.metadata, outcome.dateline
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
        "statements": [],
        "topics": list(data.topics),
        "words": outcome.words,
        "evidence": [{"field": it.field, "source": it.source, "value": it.value} for it in data.evidence],
        "entries": [_entry(entry) for entry in outcome.entries],
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


def written(outcomes: Iterable[Outcome], form: str) -> Iterator[str]:
    """Yield the outcomes as one document in the form "json", "jsonl", "md" or "text", piece by piece.

    As "json" one outcome is an object, and several are an array.
    """
    if form == "json":
        yield from _json_document(outcomes)
    elif form == "jsonl":
        yield from (as_json_line(outcome) + "\n" for outcome in outcomes)
    else:
        write, between = (as_markdown, "\n---\n\n") if form == "md" else (as_text, "\n\n\n")
        for n, outcome in enumerate(outcomes):
            yield (between if n else "") + write(outcome) + "\n"


def _json_document(outcomes: Iterable[Outcome]) -> Iterator[str]:
    texts = map(as_json, outcomes)
    first, second = next(texts, None), next(texts, None)
    if second is None:
        yield f"{first or '[]'}\n"
        return
    yield f"[\n{first},\n{second}"
    for text in texts:
        yield f",\n{text}"
    yield "\n]\n"


def as_json_line(outcome: Outcome) -> str:
    """Return the outcome as one line of JSON."""
    return _without_surrogates(json.dumps(json_value(outcome), ensure_ascii=False))


def as_json(outcome: Outcome) -> str:
    """Return the outcome as JSON that is laid out for reading."""
    return _without_surrogates(json.dumps(json_value(outcome), ensure_ascii=False, indent=2))


def as_text(outcome: Outcome) -> str:
    """Return the title, a line of metadata and the text, without anything that would steer a terminal."""
    if isinstance(outcome, Rejected):
        return printable(_no_article(outcome))
    data = outcome.metadata
    facts = (", ".join(data.authors), data.site or "", data.published or "", _url(outcome))
    head = (one_line(data.title or ""), one_line(_standfirst(outcome)), one_line(" · ".join(filter(None, facts))))
    return "\n\n".join((*filter(None, head), printable(_timed_text(outcome))))


def as_markdown(outcome: Outcome) -> str:
    """Return the article as Markdown (CommonMark) in which only our own marks are markup."""
    if isinstance(outcome, Rejected):
        return f"*{_escape(_no_article(outcome))}*"
    return "\n\n".join([*_head(outcome), *_body(outcome)])


def one_line(text: str) -> str:
    """Return `text` in one line that is safe to show on a terminal."""
    return " ".join(printable(text).split())


def printable(text: str) -> str:
    """Return `text` without control characters, changes of direction and lone surrogates; line feeds and tabs stay."""
    return _CONTROLS.sub("", text)


def _without_surrogates(text: str) -> str:
    return text.encode("utf-8", "replace").decode("utf-8")


def _no_article(rejected: Rejected) -> str:
    where = rejected.origin.url or rejected.origin.uri
    return f"no article: {rejected.reason}: {rejected.detail} ({where})"


def _head(article: Article) -> Iterator[str]:
    data = article.metadata
    if data.title:
        yield f"# {_escape(data.title)}"
    if _standfirst(article):
        yield _standfirst_line(_standfirst(article))
    facts = [_escape(", ".join(data.authors)), _escape(data.site or ""), _escape(data.published or "")]
    facts.append(_link(_url(article)))
    if any(facts):
        yield " · ".join(filter(None, facts))


def _standfirst(article: Article) -> str:
    # Where it is a paragraph of the text, it is shown there.
    standfirst = article.metadata.standfirst or ""
    return "" if standfirst in article.text else standfirst


def _url(article: Article) -> str:
    return article.origin.url or article.metadata.canonical_url or ""


def _link(url: str) -> str:
    return f"<{url}>" if _PLAIN_URL.fullmatch(url) else _escape(url)


def _timed_text(article: Article) -> str:
    """The text, with the time of each entry of a live blog on a line before it."""
    text, pieces, position = article.text, [], 0
    for entry in article.entries:
        if when := _when(entry, article):
            pieces.append(f"{text[position : entry.start]}{when}\n")
            position = entry.start
    return "".join([*pieces, text[position:]])


def _when(entry: Entry, article: Article) -> str:
    """The time of an entry for people: "14:32", with the day where that is not the article's; as said where unknown."""
    day, _, clock = (entry.time or "").partition("T")
    if not (day or clock):
        return one_line(entry.said or "")
    own = (article.metadata.published or "")[:10]
    return one_line(" ".join(filter(None, ("" if day == own else day, clock[:5]))))


def _body(article: Article) -> Iterator[str]:
    """Yield the blocks; neighbours that belong together (a list, a table, a quotation) as one."""
    entries = {entry.start: entry for entry in article.entries}
    run: list[tuple[Block, str]] = []
    lists = 0
    headline: str | None = None  # of the entry that has begun: it has been shown with its time
    for block in article.blocks:
        text = article.text[block.start : block.end]
        entry = entries.get(block.start)
        if run and (block.role != run[0][0].role or block.opens or entry):
            yield _run(run, lists)
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
            yield _single(block, text, inside=bool(entries))
    if run:
        yield _run(run, lists)


def _entry_line(entry: Entry, article: Article) -> str:
    parts = (_when(entry, article), entry.headline or "")
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
