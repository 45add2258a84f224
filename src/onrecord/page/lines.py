"""A plain-text capture as the same columns: one row a line, hard-wrapped lines joined."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from onrecord.model import Blocks, Elements

_WRAP_WIDTH = 110  # no mailer or terminal wraps wider
_ENDS = tuple('.!?:;…"”»)]。！？')


def read_lines(text: str, *, max_blocks: int) -> tuple[Elements, Blocks]:
    """Return the lines of a plain text as blocks under one root element."""
    rows: list[str] = []
    for group in _groups(text):
        for line in _unwrapped(group):
            if len(rows) < max_blocks:
                rows.append(line)
            else:
                rows[-1] = f"{rows[-1]}\n{line}"
    count = len(rows)
    zeros = (0,) * count
    elements = Elements(("text",), (-1,), ("",), (False,), ("",))
    return elements, Blocks(tuple(rows), zeros, zeros, zeros, zeros)


def _groups(text: str) -> Iterator[list[str]]:
    """Lines between blank lines, white space folded."""
    group: list[str] = []
    for line in text.replace("\u2028", "\n").replace("\u2029", "\n\n").split("\n"):
        if folded := " ".join(line.split()):
            group.append(folded)
        elif group:
            yield group
            group = []
    if group:
        yield group


def _unwrapped(group: list[str]) -> Iterator[str]:
    wrapped = _is_wrapped(group)
    current = group[0]
    for previous, line in pairwise(group):
        runs_on = not previous.endswith(_ENDS) and line[0].islower() and 30 <= len(previous) <= _WRAP_WIDTH
        if wrapped or runs_on:
            current = f"{current} {line}"
        else:
            yield current
            current = line
    yield current


def _is_wrapped(group: list[str]) -> bool:
    """Whether the lines are one paragraph cut at a fixed width: all alike in length, but for the last."""
    if len(group) < 3:
        return False
    widest = max(map(len, group))
    body = group[:-1]
    full = sum(len(line) > 0.75 * widest for line in body)
    open_ended = sum(not line.endswith(_ENDS) for line in body)
    return 50 <= widest <= _WRAP_WIDTH and full >= 0.9 * len(body) and open_ended >= 0.5 * len(body)
