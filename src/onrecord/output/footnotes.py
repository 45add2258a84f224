"""The statements of an article as footnotes: a mark behind their last words, and below who says it and how."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from onrecord.model import Article, Statement, Statements
from onrecord.output.plain import one_line

# A mark stands between two noncharacters, which Unicode keeps for a program's own use, until all else is escaped.
_OPEN, _CLOSE = "\ufdd0", "\ufdd1"
_FOREIGN = re.compile(f"[{_OPEN}{_CLOSE}]")
_MARKS = re.compile(f"((?:{_OPEN}\\d+{_CLOSE})+)([(:]?)")
_STOPS = re.compile(r"[.,;!?…]{1,3}[”’»\")]{0,2}|[”’»\")]{1,2}[.,;!?]?")
_LONGEST = 80  # characters of a statement that its footnote repeats


@dataclass(frozen=True, slots=True)
class Footnotes:
    """The footnotes of one article."""

    article: Article
    said: Statements
    ends: tuple[tuple[int, int], ...]  # where each statement ends, and its place in `said`; in the order of the text
    first: int  # the number of the first footnote

    def marked(self, text: str, start: int, end: int) -> str:
        """Return a piece of the text with a mark behind the last words of each statement in it."""
        low, high = bisect_right(self.ends, (start, len(self.ends))), bisect_right(self.ends, (end, len(self.ends)))
        parts, at = [], start
        for n in range(low, high):
            stop = self.ends[n][0]
            parts += [_FOREIGN.sub("\ufffd", text[at:stop]), f"{_OPEN}{self.first + n}{_CLOSE}"]
            at = stop
        return "".join([*parts, _FOREIGN.sub("\ufffd", text[at:end])])

    def lines(self, escape: Callable[[str], str]) -> Iterator[str]:
        """Yield each footnote as Markdown, its words made harmless by `escape`."""
        for n, (_, place) in enumerate(self.ends):
            statement = self.said.statements[place]
            name, about = self._named(statement)
            manner = f"{statement.stance}, {statement.kind}"
            if statement.cue is not None:
                manner += f", “{escape(statement.cue.of(self.article.text))}”"
            if statement.inside is not None:
                manner += f", as told by {escape(self._named(self.said.statements[statement.inside])[0])}"
            about = f" ({escape(about)})" if about else ""
            yield f"[^{self.first + n}]: **{escape(name)}**{about} — {manner}: {escape(self._opening(statement))}"

    def _named(self, statement: Statement) -> tuple[str, str]:
        """Return who makes a statement, and their description."""
        if statement.speaker is not None:
            speaker = self.said.speakers[statement.speaker]
            return one_line(speaker.name) or "unnamed", one_line(speaker.description or "")
        return (one_line(statement.source.of(self.article.text)) if statement.source else "") or "no source named", ""

    def _opening(self, statement: Statement) -> str:
        words = one_line(" … ".join(span.of(self.article.text) for span in statement.content))
        if len(words) <= _LONGEST:
            return words
        return words[:_LONGEST].rpartition(" ")[0].rstrip(" ,;:–—") + " …"


def of(article: Article, first: int) -> Footnotes:
    """Return the footnotes of an article, counted from `first`."""
    said = article.said or Statements()
    ends = sorted((_behind_marks(article.text, it.content[-1].end), n) for n, it in enumerate(said.statements))
    return Footnotes(article, said, tuple(ends), first)


def _behind_marks(text: str, end: int) -> int:
    """Return where a footnote's mark stands: behind the comma or full stop, as in print."""
    found = _STOPS.match(text, end)
    return found.end() if found else end


def shown(escaped: str) -> str:
    """Return text in which all else is escaped with its marks as Markdown has them: `[^1]`, two as `[^1] [^2]`."""
    if _OPEN not in escaped:
        return escaped
    return _MARKS.sub(_as_markdown, escaped)


def _as_markdown(found: re.Match[str]) -> str:
    marks = " ".join(f"[^{number}]" for number in found[1].strip(_OPEN + _CLOSE).split(_CLOSE + _OPEN))
    return marks + (f"\\{found[2]}" if found[2] else "")  # "[^1](" would be a link, and "[^1]:" a footnote
