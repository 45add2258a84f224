"""What became of a capture, as JSON, Markdown or plain text for people and programs."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator

from onrecord.model import Article, Origin, Rejected

Json = None | bool | int | str | list["Json"] | dict[str, "Json"]
Outcome = Article | Rejected

_CONTROLS = re.compile("[\0-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")  # would steer a terminal
_MARKUP = re.compile(r"[\\`*_{}\[\]<>&#|~$^@!]|:(?=//)|(?<=www)\.", re.IGNORECASE)
_LINE_START = re.compile(r"^(\d{1,12})([.)])(?=\s|$)|^([+=:-])")
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
        "blocks": [{"role": block.role, "start": block.start, "end": block.end} for block in outcome.blocks],
        "removed": [{"role": removed.role, "text": removed.text} for removed in outcome.removed],
        "statements": [],
        "topics": list(data.topics),
        "words": outcome.words,
        "evidence": [{"field": it.field, "source": it.source, "value": it.value} for it in data.evidence],
    }


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
    return "\n\n".join((*filter(None, head), printable(outcome.text)))


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


def _body(article: Article) -> Iterator[str]:
    """Yield the blocks; neighbours of a kind that belongs together (list, table) as one."""
    run: list[str] = []
    run_role = ""
    for block in article.blocks:
        text = article.text[block.start : block.end]
        if run and block.role != run_role:
            yield _FORMS_OF_RUNS[run_role](run)
            run = []
        if block.role in _FORMS_OF_RUNS:
            run.append(text)
            run_role = block.role
        else:
            yield _FORMS.get(block.role, _paragraph)(text)
    if run:
        yield _FORMS_OF_RUNS[run_role](run)


def _paragraph(text: str) -> str:
    # Two spaces before a line feed keep it; leading ones could make a code block.
    return "  \n".join(_escape(line) for line in text.splitlines() if line.strip())


def _subheading(text: str) -> str:
    return f"## {_escape(text)}"


def _standfirst_line(text: str) -> str:
    return f"**{_escape(text)}**"


def _caption(text: str) -> str:
    return f"*{_escape(text)}*"


def _quote(texts: list[str]) -> str:
    return "\n>\n".join("\n".join(f"> {line}" for line in _paragraph(text).split("\n")) for text in texts)


def _list(texts: list[str]) -> str:
    return "\n".join(f"- {_escape(line)}" for text in texts for line in text.splitlines() if line.strip())


def _table(texts: list[str]) -> str:
    """Return the rows as a table: a line each, cells parted by a tab or by " | "."""
    lines = [line for text in texts for line in text.splitlines() if line.strip()]
    table = [[_escape(cell) for cell in re.split(r"\t| \| ", line)] for line in lines]
    width = max(map(len, table), default=0)
    first, *others = [f"| {' | '.join(row + [''] * (width - len(row)))} |" for row in table] or [""]
    return "\n".join([first, "|" + " --- |" * width, *others])


_FORMS: dict[str, Callable[[str], str]] = {
    "subheading": _subheading,
    "standfirst": _standfirst_line,
    "caption": _caption,
}
_FORMS_OF_RUNS: dict[str, Callable[[list[str]], str]] = {"list": _list, "table": _table, "quote": _quote}


def _escape(text: str) -> str:
    """Return `text` in one line in which CommonMark and its usual extensions find no markup."""
    marked = _MARKUP.sub(r"\\\g<0>", one_line(text))
    return _LINE_START.sub(lambda m: f"{m[1]}\\{m[2]}" if m[1] else f"\\{m[3]}", marked)
