"""What became of a capture, as JSON, Markdown or plain text for people and programs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from onrecord.model import Article
from onrecord.output.json_form import as_json, as_json_line, json_value
from onrecord.output.markdown import as_markdown
from onrecord.output.plain import Outcome, as_text, one_line, printable
from onrecord.output.said import Json

__all__ = [
    "Json",
    "as_json",
    "as_json_line",
    "as_markdown",
    "as_text",
    "json_value",
    "one_line",
    "printable",
    "written",
]


def written(outcomes: Iterable[Outcome], form: str) -> Iterator[str]:
    """Yield the outcomes as one document in the form "json", "jsonl", "md" or "text", piece by piece.

    As "json" one outcome is an object, and several are an array. As "md" footnotes are counted through.
    """
    if form == "json":
        yield from _json_document(outcomes)
    elif form == "jsonl":
        yield from (as_json_line(outcome) + "\n" for outcome in outcomes)
    elif form == "md":
        yield from _markdown_document(outcomes)
    else:
        for n, outcome in enumerate(outcomes):
            yield ("\n\n\n" if n else "") + as_text(outcome) + "\n"


def _markdown_document(outcomes: Iterable[Outcome]) -> Iterator[str]:
    notes = 0
    for n, outcome in enumerate(outcomes):
        yield ("\n---\n\n" if n else "") + as_markdown(outcome, first_note=notes + 1) + "\n"
        if isinstance(outcome, Article) and outcome.said:
            notes += len(outcome.said.statements)


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
