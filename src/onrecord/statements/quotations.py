"""The quotations of a text: what stands between quotation marks, of every style, with the marks left open."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import islice

from onrecord.model import Span

# Marks that quote, doubled single ones as one mark. The apostrophe is among them: its neighbours tell it apart.
_MARK = re.compile(r"''|``|[\"“”„‟«»‹›「」『』‘’‚'`]")
_CLOSED_BY = {
    "“": "”\"“", "”": "”", "„": "“”‟\"", "‟": "”", "«": "»", "»": "«", "‹": "›", "›": "‹", "「": "」", "『": "』",
    '"': '"”', "''": "''", "``": "''\"", "‘": "’'", "’": "’", "‚": "‘’", "'": "'’", "`": "'",
}  # fmt: skip
_SINGLE = frozenset("‘’‚'`")
_ALWAYS_OPENS = frozenset(("“", "„", "‟", "「", "『", "``"))
_GAP_BEFORE = frozenset("([{<>=/|")  # a mark behind one of these opens
_MAY_GAP_BEFORE = frozenset("—–-…:;,")  # … and behind these, where a word follows: said:"So
_ELISION = re.compile(r"(?:\d0s|\d\d\b|n['’]|(?:em|til|tis|twas|cause|bout|round|nother|ere|neath|cuz)\b)", re.I)
_NEAR_START = 3  # characters of a paragraph before a mark that still opens it
_INTRODUCED = re.compile(r"[,:]\s{0,3}$")  # said: "…
_DEEPEST = 8
_MOST = 20_000  # marks of one paragraph that are looked at; a text made of marks holds no more quotations
_FAR = 3000  # code points in which a single mark must find its other one


@dataclass(frozen=True, slots=True)
class Quotation:
    """One quotation within one paragraph. One that runs over several paragraphs is one a paragraph."""

    start: int  # of its opening mark; of its first word where a paragraph before opened it
    end: int  # behind its closing mark, or the paragraph's end
    inner: Span  # without the marks and the white space inside them
    closed: bool = True  # False: it runs to the paragraph's end without a mark
    continues: bool = False  # it goes on from the quotation that ends the paragraph before
    depth: int = 0  # 1 and more: within another quotation


@dataclass(frozen=True, slots=True)
class _Mark:
    start: int
    end: int
    sign: str
    before: bool  # white space, an opening mark or the paragraph's end stands before it
    after: bool  # likewise behind it

    @property
    def opening(self) -> bool:
        return self.before and not self.after

    @property
    def closing(self) -> bool:
        return self.after and not self.before


_TURN = 4  # characters between two paragraphs


def find_quotations(text: str) -> tuple[Quotation, ...]:
    """Return the quotations of a text by where they begin; none crosses a line feed.

    Apostrophes and marks of feet and inches are none. A mark that is never closed runs to the paragraph's end where
    that is plausible (it opens the paragraph, is curly, or follows a colon or comma), else it is passed over.
    """
    found: list[Quotation] = []
    start = 0
    running = False  # the paragraph before ended within a quotation
    while start < len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        if text[start:end].strip():
            own = _paragraph(text, start, end, running)
            found.extend(own)
            running = any(one.end >= end and not one.closed and not one.depth for one in own[-3:])
        start = end + 1
    return tuple(found)


def _paragraph(text: str, start: int, end: int, running: bool) -> list[Quotation]:
    """Return the quotations of one paragraph, in order."""
    while text[end - 1].isspace():
        end -= 1
    while text[start].isspace():
        start += 1
    marks = _marks(text, start, end)
    pairs, left_open, stray = _paired(text, marks)
    found = [_quotation(text, first.start, last.end, len(first.sign), len(last.sign)) for first, last in pairs]
    last_pair = max((first.start for first, _ in pairs if first.sign not in _SINGLE), default=-1)
    goes_on = text[end : end + _TURN].lstrip()[:1] in ('"', "“")
    for mark in left_open:
        if mark.start > last_pair and _runs_on(text, mark, start, goes_on=goes_on):
            other = next((one for one in marks if one.start > mark.start and _is_other_mark(text, one)), None)
            closing = len(other.sign) if other else 0
            found.append(_quotation(text, mark.start, other.end if other else end, len(mark.sign), closing))
            break
    found = _with_depth(found)
    if running and found and found[0].start == start:
        found[0] = replace(found[0], continues=True)
    elif running and stray is not None and not any(one.start < stray.start for one in found):
        whole = _quotation(text, start, stray.end, 0, len(stray.sign))
        found.insert(0, replace(whole, continues=True))
    return [one for one in found if one.inner.start < one.inner.end]


def _with_depth(found: Sequence[Quotation]) -> list[Quotation]:
    """Return the quotations in order, each with how many others it stands in."""
    around: list[Quotation] = []
    out = []
    for one in sorted(found, key=lambda one: (one.start, -one.end)):
        while around and around[-1].end <= one.start:
            around.pop()
        out.append(replace(one, depth=len(around)))
        around.append(one)
    return out


def _quotation(text: str, start: int, end: int, opening: int, closing: int) -> Quotation:
    """Return the quotation between two places, whose marks are so many characters long."""
    first, last = start + opening, end - closing
    while first < last and text[first].isspace():
        first += 1
    while last > first and text[last - 1].isspace():
        last -= 1
    return Quotation(start, end, Span(first, last), closed=closing > 0)


def _runs_on(text: str, mark: _Mark, start: int, *, goes_on: bool) -> bool:
    """Return whether a mark without a closing one quotes the rest of its paragraph.

    `goes_on`: the next paragraph opens with a mark, as one does that continues a quotation.
    """
    if mark.sign in _SINGLE or not mark.opening:
        return False
    if mark.start - start < _NEAR_START or mark.sign in _ALWAYS_OPENS:
        return True
    if goes_on and text[mark.end].isupper():
        return True
    return bool(_INTRODUCED.search(text[max(start, mark.start - 5) : mark.start])) and text[mark.end].isupper()


def _is_other_mark(text: str, mark: _Mark) -> bool:
    """Return whether a single mark behind a comma or stop closes what a double mark opened: "We go,' he said."""
    return mark.sign in "’'" and mark.after and text[mark.start - 1] in ",.?!"


def _marks(text: str, start: int, end: int) -> list[_Mark]:
    """Return the marks of a paragraph that may quote, with what stands beside each."""
    marks = []
    for found in islice(_MARK.finditer(text, start, end), _MOST):
        after = _is_gap_after(text, found.end(), end)
        before = _is_gap_before(text, found.start(), start, after)
        marks.append(_Mark(found.start(), found.end(), found.group(), before, after))
    return marks


def _is_gap_before(text: str, at: int, start: int, after: bool) -> bool:
    if at <= start:
        return True
    char = text[at - 1]
    if char.isspace() or char in _GAP_BEFORE or (char in _MAY_GAP_BEFORE and not after):
        return True
    return char in "“‘«‹„\"'" and (at - 1 <= start or text[at - 2].isspace())


def _is_gap_after(text: str, at: int, end: int) -> bool:
    if at >= end:
        return True
    char = text[at]
    if char in "\"'":
        return at + 1 >= end or text[at + 1].isspace() or text[at + 1] in ".,;:!?"
    return char.isspace() or not (char.isalnum() or char in "([{$£€#@“‘«‹„¿¡…*_<&")


class _Open:
    """The marks that stand open at one place of a paragraph, the outermost first."""

    def __init__(self) -> None:
        self.stack: list[_Mark] = []
        self.pairs: list[tuple[_Mark, _Mark]] = []
        self.left: list[_Mark] = []
        self.stray: _Mark | None = None  # the first closing mark without an opening one

    def push(self, mark: _Mark) -> None:
        if len(self.stack) < _DEEPEST:
            self.stack.append(mark)

    def close(self, mark: _Mark) -> bool:
        """Pair a mark with the innermost that it can close; what stands open within that is passed over."""
        for depth in range(len(self.stack) - 1, -1, -1):
            if mark.sign in _closers(self.stack[depth].sign):
                self.pairs.append((self.stack[depth], mark))
                del self.stack[depth:]
                return True
        return False

    def drop(self, sign: str) -> None:
        """Pass over the open mark of one sign, and what stands within it."""
        for depth, mark in enumerate(self.stack):
            if mark.sign == sign:
                self.left.append(mark)
                del self.stack[depth:]
                return

    def has(self, *signs: str) -> bool:
        return any(mark.sign in signs for mark in self.stack)


def _closers(sign: str) -> tuple[str, ...]:
    closed_by = _CLOSED_BY[sign]
    return ("''", '"') if sign == "``" else ("''",) if closed_by == "''" else tuple(closed_by)


def _paired(text: str, marks: Sequence[_Mark]) -> tuple[list[tuple[_Mark, _Mark]], list[_Mark], _Mark | None]:
    """Return the pairs of marks, the marks left open, and the first closing mark without a pair."""
    straight = {sign: [at for at, mark in enumerate(marks) if mark.sign == sign] for sign in ('"', "''")}
    single_ends = [
        mark.start for mark in marks if mark.sign in "'’" and mark.closing and not _is_possessive(text, mark)
    ]
    state = _Open()
    for at, mark in enumerate(marks):
        if mark.sign in _SINGLE:
            _take_single(text, mark, state, single_ends)
        elif mark.sign in straight:
            _take_straight(text, marks, at, straight[mark.sign], state)
        elif mark.sign in _ALWAYS_OPENS:
            _take_opening(mark, state)
        else:
            _take_closing(mark, state)
    state.left.extend(state.stack)
    return state.pairs, state.left, state.stray


def _take_opening(mark: _Mark, state: _Open) -> None:
    """Take a mark that opens by its form; "“" closes „, and where it is set by mistake behind a word."""
    if mark.sign == "“" and (state.has("„") or (mark.closing and state.has("“", '"'))) and state.close(mark):
        return
    if mark.after and state.has(mark.sign) and state.close(mark):  # "we go, “ he said
        return
    if mark.closing:  # neither opens nor closes anything
        return
    state.push(mark)


def _take_closing(mark: _Mark, state: _Open) -> None:
    """Take a mark that closes by its form; in »German« and ”Swedish” style the same sign opens."""
    if state.close(mark):
        return
    if mark.sign in "«‹" or (mark.opening and mark.sign in "”»›"):
        state.push(mark)
    elif state.stray is None and not mark.opening:
        state.stray = mark


def _take_straight(text: str, marks: Sequence[_Mark], at: int, same: Sequence[int], state: _Open) -> None:
    """Take a mark whose form does not tell: by its neighbours, and by how many of its kind are to come."""
    mark = marks[at]
    place = bisect_right(same, at)
    to_come = len(same) - place
    if _is_inches(text, mark, state, to_come):
        return
    if not state.has(*(s for s in _CLOSED_BY if mark.sign in _closers(s))):
        if not mark.closing:
            state.push(mark)
        elif state.stray is None:
            state.stray = mark
        return
    if not mark.opening:
        state.close(mark)
        return
    following = [marks[n] for n in same[place : place + 2]]
    if len(following) == 2 and all(one.closing for one in following):
        state.push(mark)  # a quotation in a quotation, with the same marks
    elif to_come % 2 == 0 or not state.has(mark.sign):
        state.close(mark)  # the space stands on the wrong side of it
    else:
        state.drop(mark.sign)
        state.push(mark)


def _is_inches(text: str, mark: _Mark, state: _Open, to_come: int) -> bool:
    """Return whether a straight mark stands for inches or seconds: 5'10", a 6" pipe."""
    if mark.start == 0 or not text[mark.start - 1].isdigit():
        return False
    before = text[max(0, mark.start - 6) : mark.start]
    if re.search(r"\d['’′]\s?\d{1,2}$", before):
        return True
    if not state.has('"', "''", "“"):
        return mark.sign == '"'
    return mark.sign == '"' and to_come % 2 == 1 and text[mark.end : mark.end + 1] in (" ", "-")


def _is_possessive(text: str, mark: _Mark) -> bool:
    """Return whether a mark behind a word may be an apostrophe: the voters' choice."""
    if mark.start == 0 or mark.end >= len(text) or text[mark.start - 1] not in "sSzx":
        return False
    return text[mark.end] == " " and text[mark.end + 1 : mark.end + 2].isalpha()


def _take_single(text: str, mark: _Mark, state: _Open, ends: Sequence[int]) -> None:
    """Take a single mark, unless it is an apostrophe."""
    if not mark.before and not mark.after:  # don't
        return
    open_one = next((one for one in reversed(state.stack) if one.sign in _SINGLE), None)
    if open_one is not None and mark.sign in _closers(open_one.sign) and not mark.opening:
        if not (_is_possessive(text, mark) and _another_end(ends, mark.end, mark.end + _FAR)):
            state.close(mark)
        return
    if mark.sign == "’" or not mark.opening or _ELISION.match(text, mark.end):
        return
    years = text[mark.end].isdigit() and mark.sign == "'"  # '98
    if (not years or _another_end(ends, mark.end, mark.end + 100)) and _closes(text, mark, ends):
        state.push(mark)


def _closes(text: str, mark: _Mark, ends: Sequence[int]) -> bool:
    """Return whether a mark that would close this one stands within reach."""
    if _another_end(ends, mark.end, mark.end + _FAR):
        return True
    behind = text.find("’" if mark.sign in "‘‚" else "'", mark.end, mark.end + _FAR)
    return mark.sign != "'" and behind >= 0


def _another_end(ends: Sequence[int], start: int, end: int) -> bool:
    """Return whether a single mark that surely closes stands between two places."""
    place = bisect_left(ends, start)
    return place < len(ends) and ends[place] < end
