"""Quotations that stand by themselves: those that go on from a statement, are signed, or are nobody's."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from onrecord.model import Span
from onrecord.statements.found import Found, Ground, Places, joined
from onrecord.statements.quotations import Quotation

_FEWEST_WORDS = 5  # of a quotation that is nobody's: fewer are a title, a slogan or a scare quote
_TITLED = 0.6  # share of its words with a capital from which it is a title of a work
_SIGNED = re.compile(r"\s{0,3}([—–―-]{1,2})[ \xa0]?(?=[A-Z@])([^\n.;:—–]{2,80})")  # "- Ann Lee, Northport."
_NAME = re.compile(r"[^,(]{2,50}")
_HEADING = 10  # words of the longest heading
_STOPS = ".!?…,—-"  # what speech ends in
_UNSURE = 0.5  # how sure a quotation is a statement that no cue goes with


def with_standing(found: Sequence[Found], ground: Ground) -> list[Found]:
    """Return the statements with the quotations that go on from them; then those signed, and those of nobody known."""
    state = _Standing(found, ground)
    free = [one for one in ground.quotations if state.is_free(one)]
    free = [one for one in free if not state.sign(one)]
    free = [one for one in free if not state.follow(one)]
    free = [one for one in reversed(free) if not state.precede(one)]
    for quotation in reversed(free):
        state.stand(quotation)
    return state.whole()


class _Standing:
    """Statements, and which of them reaches furthest into each sentence."""

    def __init__(self, found: Sequence[Found], ground: Ground) -> None:
        self.found = list(found)
        self.ground = ground
        self.last_of: dict[int, tuple[int, int]] = {}  # sentence → end of the last span in it, number of its statement
        self.first_of: dict[int, tuple[int, int]] = {}  # sentence → start of the first span in it, likewise
        self.held = Places(span for one in found for span in one.content)
        self.begins = [one.content[0].start for one in found]
        self.more: dict[int, list[Span]] = {}  # by number of a statement, what goes on from it
        for number, one in enumerate(found):
            for span in one.spans:
                self._note(span, number)

    def whole(self) -> list[Found]:
        """Return the statements, each with what goes on from it."""
        text = self.ground.text
        return [
            replace(one, content=joined((*one.content, *self.more[number]), text)) if number in self.more else one
            for number, one in enumerate(self.found)
        ]

    def _note(self, span: Span, number: int) -> None:
        """Note a statement for every sentence that a span of it lies in."""
        ground = self.ground
        for at in range(max(0, ground.sentence_at(span.start)), ground.sentence_at(span.end - 1) + 1):
            end, start = min(span.end, ground.sentences[at].end), max(span.start, ground.sentences[at].start)
            self.last_of[at] = max(self.last_of.get(at, (-1, -1)), (end, number))
            self.first_of[at] = min(self.first_of.get(at, (1 << 60, -1)), (start, number))

    def is_free(self, quotation: Quotation) -> bool:
        """Return whether a quotation makes up whole sentences and lies in no content."""
        bare = self.ground.is_bare(Span(quotation.start, quotation.end))
        return bare and not self.held.touch(quotation.inner)

    def _give(self, quotation: Quotation, number: int) -> None:
        span = Span(quotation.start, quotation.end)
        self.more.setdefault(number, []).append(span)
        self.begins[number] = min(self.begins[number], span.start)
        self._note(span, number)

    def follow(self, quotation: Quotation) -> bool:
        """Give a quotation to the statement that ends in the sentence before it; say whether there is one."""
        before = self.ground.sentence_at(quotation.start) - 1
        number = self.last_of.get(before, (0, -1))[1]
        if number < 0 or self._answers(quotation, before) or self._heads(quotation):
            return False
        self._give(quotation, number)
        return True

    def _heads(self, quotation: Quotation) -> bool:
        """Return whether a quotation may be a heading: a paragraph of a few words without a stop."""
        text = self.ground.text
        alone = (
            quotation.closed
            and text[max(0, quotation.start - 1) : quotation.start] in ("", "\n")
            and text[quotation.end : quotation.end + 1] in ("", "\n")
        )
        return alone and text[quotation.inner.end - 1] not in _STOPS and quotation.inner.of(text).count(" ") < _HEADING

    def _answers(self, quotation: Quotation, before: int) -> bool:
        """Return whether a quotation may be somebody else's: a new paragraph, after a question or a bare quotation."""
        ground, span = self.ground, self.ground.sentences[before]
        if quotation.continues or ground.same_paragraph(span.end, quotation.start):
            return False
        near = [one for one in ground.quotations_in(span) if one.closed]
        asked = any(ground.text[one.inner.end - 1] == "?" for one in near)
        return asked or any(one.end >= span.end and ground.is_bare(Span(one.start, one.end)) for one in near)

    def precede(self, quotation: Quotation) -> bool:
        """Give a quotation to the one that goes on from it, next to it or a paragraph on; say whether there is one."""
        ground = self.ground
        at = ground.sentence_at(quotation.end - 1) + 1
        number = self.first_of.get(at, (0, -1))[1]
        if number < 0:
            return False
        start = ground.sentences[at].start
        behind = ground.quotation_at(start)
        if behind is None or behind.start != start or self.begins[number] != start:
            return False
        if not (behind.continues or ground.same_paragraph(quotation.end, start)):
            return False
        self._give(quotation, number)
        return True

    def sign(self, quotation: Quotation) -> bool:
        """Make a statement of a quotation with a name behind a dash below it; say whether it is one."""
        text = self.ground.text
        signed = _SIGNED.match(text, quotation.end)
        name = _NAME.match(signed.group(2)) if signed else None
        if signed is None or name is None or len(name.group().split()) > 5:
            return False
        end = text.find("\n", signed.start(2))
        if len(text[signed.end() : end if end >= 0 else len(text)]) > 80:
            return False
        source = Span(signed.start(2), signed.start(2) + len(name.group().rstrip()))
        cue = Span(signed.start(1), signed.end(1))
        self.found.append(Found(source, cue, (Span(quotation.start, quotation.end),)))
        self.begins.append(quotation.start)
        for span in self.found[-1].spans:
            self._note(span, len(self.found) - 1)
        return True

    def stand(self, quotation: Quotation) -> None:
        """Make a statement without cue of a quotation that reads like speech: no title, sign or slogan."""
        words = quotation.inner.of(self.ground.text).split()
        capitals = sum(word[0].isupper() for word in words)
        ends = self.ground.text[quotation.inner.end - 1] in _STOPS
        if len(words) >= _FEWEST_WORDS and ends and capitals < _TITLED * len(words) and quotation.start:
            self.found.append(Found(None, None, (Span(quotation.start, quotation.end),), _UNSURE))
