"""A plain-text capture as the same columns: one row a line, hard-wrapped lines joined."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from onrecord.model import Blocks, Elements

_WRAP_WIDTH = 110  # no mailer or terminal wraps wider
_LEAST_WIDTH = 50
_WRAPPED_LINES = 8  # of a text, at least, that reach near to one width
_LONG_LINE = 40  # characters; shorter lines are menus and ends of paragraphs
_BAND = 14  # characters that a wrapped line may fall short of the width: a long word did not fit
_FITTING = 0.6  # share of the long lines that reach near the width
_BEYOND = 0.03  # share of all lines that may be wider: addresses can not be broken
_ENDS = tuple('.!?:;…"”»)]。！？')
_BULLET = re.compile(r"(?:[-*•–·▪●+]|\[\d{1,4}\]|\d{1,2}[.)]|#{1,6}|>)\s?(?=\S)")


_FIELD = re.compile(r"(?:[^\W\d_][\w-]{1,20}(?: [\w-]{1,20})?:\s|by\s|von\s|par\s|por\s|di\s|door\s)", re.I)
_HEADER_LINES = 10  # at a text's beginning that may be "Title: …", "By …"


class _Line(NamedTuple):
    text: str  # white space folded
    size: int  # characters as it stood, less white space at its end


def read_lines(text: str, *, max_blocks: int) -> tuple[Elements, Blocks]:
    """Return the lines of a plain text as blocks under one root element."""
    lines = [
        _Line(" ".join(line.split()), len(line.expandtabs(4).rstrip()))
        for line in text.replace("\u2028", "\n").replace("\u2029", "\n\n").split("\n")
    ]
    width = _width_of([line.size for line in lines if line.text])
    rows: list[str] = []
    for number, group in enumerate(_groups(lines)):
        fields = _count_fields(group) if number == 0 else 0
        for row in (*(line.text for line in group[:fields]), *_unwrapped(group[fields:], width)):
            if len(rows) < max_blocks:
                rows.append(row)
            else:
                rows[-1] = f"{rows[-1]}\n{row}"
    count = len(rows)
    zeros = (0,) * count
    elements = Elements(("text",), (-1,), ("",), (False,), ("",))
    return elements, Blocks(tuple(rows), zeros, zeros, zeros, zeros)


def _width_of(sizes: Sequence[int]) -> int | None:
    """The width that a whole text was wrapped at; None where its lines are as long as their paragraphs."""
    long = [size for size in sizes if size >= _LONG_LINE]
    if len(long) < _WRAPPED_LINES:
        return None
    width = sorted(sizes)[min(len(sizes) - 1, int(len(sizes) * (1 - _BEYOND)))]
    near = sum(width - _BAND < size <= width for size in long)
    return width if _LEAST_WIDTH <= width <= _WRAP_WIDTH and near >= _FITTING * len(long) else None


def _groups(lines: Sequence[_Line]) -> Iterator[list[_Line]]:
    """Lines between blank lines."""
    group: list[_Line] = []
    for line in lines:
        if line.text:
            group.append(line)
        elif group:
            yield group
            group = []
    if group:
        yield group


def _count_fields(group: list[_Line]) -> int:
    """How many lines of the text's first are a header: a title, perhaps, then fields such as "By …", each on a line."""
    head = group[:_HEADER_LINES]
    fields = [bool(_FIELD.match(line.text)) for line in head]
    count = next((n for n in range(1, len(head)) if not fields[n]), len(head))
    return count if count > 1 else 0


def _unwrapped(group: list[_Line], width: int | None) -> Iterator[str]:
    wrapped = width is None and _is_wrapped([line.text for line in group])
    if not group:
        return
    current = group[0].text
    for previous, line in pairwise(group):
        if _BULLET.match(line.text):
            joins = False
        elif width is not None:  # the line was broken because its next word did not fit
            joins = previous.size + 1 + len(line.text.partition(" ")[0]) > width and previous.size >= _LONG_LINE
        else:
            joins = wrapped or _runs_on(previous.text, line.text)
        if joins:
            current = f"{current} {line.text}"
        else:
            yield current
            current = line.text
    yield current


def _runs_on(previous: str, line: str) -> bool:
    return not previous.endswith(_ENDS) and line[0].islower() and 30 <= len(previous) <= _WRAP_WIDTH


def _is_wrapped(group: list[str]) -> bool:
    """Whether the lines are one paragraph cut at a fixed width: all alike in length, but for the last."""
    if len(group) < 3:
        return False
    widest = max(map(len, group))
    body = group[:-1]
    full = sum(len(line) > 0.75 * widest for line in body)
    open_ended = sum(not line.endswith(_ENDS) for line in body)
    return _LEAST_WIDTH <= widest <= _WRAP_WIDTH and full >= 0.9 * len(body) and open_ended >= 0.5 * len(body)
