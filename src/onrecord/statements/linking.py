"""What the tagger found, made whole: contents to their marks, quotations that run on, doubles settled."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from onrecord.model import Span
from onrecord.statements.found import Found, Ground, Places, joined, overlap
from onrecord.statements.quotations import Quotation
from onrecord.statements.standing import with_standing

__all__ = ["Found", "link"]

_LOOSE_FIRST = frozenset(",;:.!?)]}”’»›–—-…")  # marks that begin no content
_LOOSE_LAST = frozenset(",;:([{“‘«‹–—-")  # marks that end none
_ABBREVIATION = re.compile(r"(?:\b(?:[^\W\d_]\.){1,3}[^\W\d_]|\b(?:Jr|Sr|Inc|Corp|Co|Cos|Ltd|Bros))$")
_OPENS_NEXT = re.compile(r"[.!?;:]?\s[\"“‘«]$")
_FRONTED = re.compile("according to", re.IGNORECASE)
_FEWEST_WORDS = 3  # of a quotation that is a content by itself; fewer are a scare quote
_SURE = 0.8  # of a cue: then what it reports is looked for where the tagger saw nothing
_CLEAR = re.compile(r"\b(?:said|says|told|tells|reported|reports|added|adds|wrote|according to)$", re.IGNORECASE)
_THAT = re.compile(r"[^\n,;:\"“.]{0,60}?\s(that\b)")
# Behind "told": to whom, and what is no more than about what it was.
_TOLD = re.compile(
    r"\s(?:(?:the )?(?:[A-Z][\w.]{0,30} ){1,4}|(?:reporters|police|investigators|officers|him|her|them|me|us) )"
    r"((?!(?:about|of|in|on|at|during|with|after|before|when|for|from|by|to)\b)[a-z][\w’']{0,30} )"
)
_TAIL = 8  # words behind "Orr said" that tell where and to whom: "in a statement"
_REACH = 3000  # code points from a cue to the quotation of its sentence; more would be slow in endless sentences
_REPORTED = ",?!"  # a quotation ends with one of these before "he said"
_FAR = 1 << 30  # sentences: no cue
_SAME = 0.5  # of the smaller content's letters: two statements that share so much say the same


def link(
    found: Sequence[Found], text: str, sentences: Sequence[Span], quotations: Sequence[Quotation]
) -> tuple[Found, ...]:
    """Return the statements made whole, by where they begin; each has a content, and none crosses a line feed.

    A quotation that stands by itself behind a statement in the same paragraph, or opens the next paragraph, is taken
    into that statement. One that has no neighbour to go with is a statement of its own, without cue and source.

    Args:
        found: what the tagger found, one a cue, in any order; likely ones only.
        text: the article's text.
        sentences: of the whole text, as find_sentences gives them.
        quotations: of the whole text, as find_quotations gives them.
    """
    ground = Ground(text, tuple(sentences), tuple(one for one in quotations if not one.depth))
    tidied = [one for one in (_tidied(one, ground) for one in found) if one.cue or _is_quoted(one.content, ground)]
    kept = with_standing(_settled(_filled(tidied, ground), ground), ground)
    return tuple(sorted(kept, key=lambda one: (min(s.start for s in one.spans), one.content[0].start)))


# ── contents to their marks ──────────────────────────────────────────────────────────────────────────────


def _tidied(one: Found, ground: Ground) -> Found:
    """Return a statement whose spans are trimmed, and whose content goes to its marks; it may be left with none."""
    cue, source = _trimmed(one.cue, ground.text), _within_brackets(_trimmed(one.source, ground.text), ground.text)
    source = _trimmed(next(_less((source,), cue), None), ground.text) if source else None
    source = _without_open_mark(source, ground.text) if source else None
    source = _with_its_stop(source, ground.text) if source else None
    taken = [span for span in (cue, source) if span is not None]
    spans: list[Span] = []
    for part in _paragraphs(_less(_behind_opening(one.content, source, cue, ground), cue), ground.text):
        part = _to_marks(part, taken, ground)
        loose = _without_loose_marks(part, ground)
        if loose is not None:
            spans.append(_with_its_stop(loose, ground.text))
    return Found(source, cue, joined(spans, ground.text), one.chance)


def _less(spans: Iterable[Span], cue: Span | None) -> Iterator[Span]:
    """Yield spans without the words of the cue: the tagger may see one word as both."""
    for span in spans:
        if cue is None or not overlap(span, cue):
            yield span
            continue
        rests = (Span(span.start, max(span.start, cue.start)), Span(min(span.end, cue.end), span.end))
        yield from (rest for rest in rests if rest.start < rest.end)


def _behind_opening(content: Sequence[Span], source: Span | None, cue: Span | None, ground: Ground) -> Sequence[Span]:
    """Return a content without the sentences before its own where that opens with "According to X," or "X said:".

    In PolNeAR what is so opened never has a part before it, where it has one behind (1 of 317).
    """
    if cue is None:
        return content
    first = min(span.start for span in (cue, source) if span is not None)
    last = max(span.end for span in (cue, source) if span is not None)
    text = ground.text
    introduces = _FRONTED.match(text, cue.start) or text[cue.end - 1] == ":" or text[last : last + 1] == ":"
    behind = [span for span in content if span.start >= last] if introduces and ground.is_opening(first) else []
    return behind or content


def _within_brackets(span: Span | None, text: str) -> Span | None:
    """Return a source without what a bracket parts from it: "(AGENCY) The minister" holds one, the minister."""
    if span is None:
        return None
    words = span.of(text)
    closing, opening = words.find(")"), words.rfind("(")
    if closing >= 0 and "(" not in words[:closing]:
        return _trimmed(Span(span.start + closing + 1, span.end), text)
    if opening >= 0 and ")" not in words[opening:]:
        return _trimmed(Span(span.start, span.start + opening), text)
    return span


def _without_open_mark(span: Span, text: str) -> Span:
    """Return a source without the mark of the quotation behind it: `"We go,” said Ann Lee. "We must."`."""
    found = _OPENS_NEXT.search(text, max(span.start, span.end - 4), span.end)
    return Span(span.start, found.start()) if found and found.start() > span.start else span


def _trimmed(span: Span | None, text: str) -> Span | None:
    """Return a span within the text and its first line, without white space around it; None where nothing is left."""
    if span is None:
        return None
    return next(_paragraphs((span,), text), None)


def _with_its_stop(span: Span, text: str) -> Span:
    """Return a span with the full stop of the abbreviation that it ends with: "the U.S.", "Marlow Inc."."""
    if text[span.end : span.end + 1] != "." or not _ABBREVIATION.search(text[max(span.start, span.end - 9) : span.end]):
        return span
    return Span(span.start, span.end + 1)


def _paragraphs(spans: Iterable[Span], text: str) -> Iterator[Span]:
    """Yield the spans, cut at line feeds, without white space around them."""
    for span in spans:
        start, last = max(0, span.start), min(len(text), span.end)
        while start < last:
            end = text.find("\n", start, last)
            end = last if end < 0 else end
            first, behind = start, end
            while first < behind and text[first].isspace():
                first += 1
            while behind > first and text[behind - 1].isspace():
                behind -= 1
            if first < behind:
                yield Span(first, behind)
            start = end + 1


def _to_marks(span: Span, taken: Sequence[Span], ground: Ground) -> Span:
    """Return a span that takes in or leaves out the quotations at its two ends, with their marks.

    Not one that the statement's own source or cue stands in: somebody is quoted who gives a statement himself.
    """
    start, end = span.start, span.end
    quotation = ground.quotation_at(start)
    if quotation is not None and not _is_around(quotation, taken):
        start = min(quotation.end, end) if start >= quotation.inner.end else quotation.start
    quotation = ground.quotation_at(end - 1) if end > start else None
    if quotation is not None and not _is_around(quotation, taken):
        end = max(quotation.start, start) if end <= quotation.inner.start else quotation.end
    wider = Span(start, end)
    return span if any(overlap(one, wider) for one in taken) else wider


def _is_around(quotation: Quotation, spans: Sequence[Span]) -> bool:
    """Return whether any of the spans stands in a quotation."""
    return any(one.start < quotation.end and quotation.start < one.end for one in spans)


def _without_loose_marks(span: Span, ground: Ground) -> Span | None:
    """Return a span without the marks at its ends that are not of it; None where no letter is left."""
    text, start, end = ground.text, span.start, span.end
    while start < end and (text[start].isspace() or (text[start] in _LOOSE_FIRST and not _of_quotation(start, ground))):
        start += 1
    while end > start and (
        text[end - 1].isspace() or (text[end - 1] in _LOOSE_LAST and not _of_quotation(end - 1, ground))
    ):
        end -= 1
    return Span(start, end) if any(map(str.isalnum, text[start:end])) else None


def _of_quotation(place: int, ground: Ground) -> bool:
    """Return whether a mark stands in or around a quotation."""
    return ground.quotation_at(place) is not None


def _is_quoted(content: Sequence[Span], ground: Ground) -> bool:
    """Return whether every part of a content is a quotation: what has no cue and is not quoted is no statement."""
    around = [ground.quotation_at(span.start) for span in content]
    return all(one is not None and one.start == span.start for one, span in zip(around, content, strict=True))


def _filled(found: Sequence[Found], ground: Ground) -> list[Found]:
    """Return the statements that have a content, each with the free quotation of its cue's sentence that it lacks."""
    held = Places(span for one in found for span in one.spans)
    cues = Counter(ground.sentence_at(one.cue.start) for one in found if one.cue)
    out = []
    for one in found:
        at = ground.sentence_at(one.cue.start) if one.cue else -1
        more = None
        if at >= 0 and not any(overlap(span, ground.sentences[at]) for span in one.content):
            more = _lacking(one, ground.sentences[at], held, cues[at] == 1, ground)
        if at >= 0 and more is None and not one.content:
            more = _reported(one, ground.sentences[at], held, ground)
        whole = replace(one, content=joined((*one.content, more), ground.text)) if more else one
        if whole.content:
            out.append(whole)
    return out


def _lacking(one: Found, sentence: Span, held: Places, alone: bool, ground: Ground) -> Span | None:
    """Return what a statement says in its cue's sentence, of which it has no word yet; None where that is open.

    `But "we go," Orr said.`: from the sentence's beginning to the mark before its source and cue. Else, where it has
    no content at all and is alone in its sentence, that sentence's only free quotation.
    """
    near = (one.cue or one.source or sentence).start
    reach = Span(max(sentence.start, near - _REACH), min(sentence.end, near + _REACH))
    free = _free_quotations(reach, held, ground)
    first = min(span.start for span in (one.source, one.cue) if span is not None)
    for quotation in free:
        ends = ground.text[quotation.start : quotation.end].rstrip("\"'”’»")[-1:]
        if quotation.end <= first and ends in _REPORTED and not ground.text[quotation.end : first].strip():
            led = Span(sentence.start, quotation.end)
            return quotation if held.touch(led) or ":" in ground.text[led.start : quotation.start] else led
    fit = alone and len(free) == 1 and not one.content and one.source is not None
    return free[0] if fit and len(free[0].of(ground.text).split()) >= _FEWEST_WORDS else None


def _reported(one: Found, sentence: Span, held: Places, ground: Ground) -> Span | None:
    """Return what a clear cue without a content reports in its sentence; None where that is open, or another's.

    "The pier is sound, Orr said.": what stands before. "According to Orr, the pier is sound.", "Orr said on Monday
    that the pier is sound.": what stands behind.
    """
    text, cue = ground.text, one.cue
    if cue is None or one.source is None or one.chance < _SURE or not _CLEAR.search(cue.of(text)):
        return None
    first, last = min(one.source.start, cue.start), max(one.source.end, cue.end)
    before, behind = text[sentence.start : first].rstrip(), text[last : sentence.end]
    fronted = _FRONTED.match(text, cue.start)
    found = _THAT.match(behind) or (_TOLD.match(behind) if cue.of(text).endswith(("told", "tells")) else None)
    if before.endswith((",", "?")) and len(behind.split()) <= _TAIL:
        span = Span(sentence.start, first)
    elif not before and fronted and behind.startswith(","):
        span = Span(last, sentence.end)
    elif found and not fronted:
        span = Span(last + found.start(1), sentence.end)
    else:
        return None
    loose = _without_loose_marks(Span(span.start, span.start + len(span.of(text).rstrip(" .,"))), ground)
    free = loose is not None and not held.touch(loose) and not any(overlap(loose, s) for s in one.spans)
    return loose if loose is not None and free and len(loose.of(text).split()) >= _FEWEST_WORDS else None


def _free_quotations(sentence: Span, held: Places, ground: Ground) -> list[Span]:
    """Return the quotations in a sentence that are no statement's content."""
    spans = [Span(one.start, one.end) for one in ground.quotations_in(sentence)]
    return [one for one in spans if not held.touch(one)]


# ── doubles ──────────────────────────────────────────────────────────────────────────────────────────────


def _settled(found: Sequence[Found], ground: Ground) -> list[Found]:
    """Return the statements without doubles: one a cue, and what two of them contain goes to the nearer cue's.

    A statement in the content of another stays as it is, as in "Reuters reported that Kyiv denied it", where its cue
    stands in there as well.
    """
    kept = _one_a_cue(found, ground)
    order = sorted(range(len(kept)), key=lambda at: kept[at].content[0].start)
    for place, first in enumerate(order):
        for second in order[place + 1 :]:
            if not kept[first].content:
                break
            if not kept[second].content:
                continue
            if kept[second].content[0].start >= kept[first].content[-1].end:
                break
            _share(kept, first, second, ground)
    return [one for one in kept if one.content]


def _one_a_cue(found: Sequence[Found], ground: Ground) -> list[Found]:
    """Return the statements, of those that share a cue only the surest."""
    kept: list[Found] = []
    cues: dict[int, list[Span]] = {}  # by sentence
    for one in sorted(found, key=lambda one: (-one.chance, one.content[0].start)):
        if one.cue is not None:
            same = cues.setdefault(ground.sentence_at(one.cue.start), [])
            if any(overlap(one.cue, other) for other in same):
                continue
            same.append(one.cue)
        kept.append(one)
    return kept


def _share(kept: list[Found], first: int, second: int, ground: Ground) -> None:
    """Leave every part that is in the contents of two statements in the content of one of them."""
    one, other = kept[first], kept[second]
    if _within(one.cue, other.content) or _within(other.cue, one.content):
        return
    for a in one.content:
        for b in other.content:
            if not overlap(a, b):
                continue
            part = Span(max(a.start, b.start), min(a.end, b.end))
            mine = _nearness(one, part, ground) <= _nearness(other, part, ground)
            loser = second if mine else first
            kept[loser] = replace(kept[loser], content=_without(kept[loser].content, part, ground))


def _nearness(one: Found, part: Span, ground: Ground) -> tuple[int, float]:
    """Return how far a statement's cue stands from a part of its content; the smaller, the likelier it is its own."""
    if one.cue is None:
        return (_FAR, -one.chance)
    cue = ground.sentence_at(one.cue.start)
    first, last = ground.sentence_at(part.start), ground.sentence_at(part.end - 1)
    return (max(0, first - cue, cue - last), -one.chance)


def _without(content: Sequence[Span], part: Span, ground: Ground) -> tuple[Span, ...]:
    """Return a content less a part; of a span that loses half of its letters nothing stays."""
    out: list[Span] = []
    for span in content:
        if not overlap(span, part):
            out.append(span)
            continue
        left = [Span(span.start, max(span.start, part.start)), Span(min(span.end, part.end), span.end)]
        whole = ground.weight(span.start, span.end)
        for rest in left:
            if rest.start < rest.end and ground.weight(rest.start, rest.end) > (1 - _SAME) * whole:
                loose = _without_loose_marks(rest, ground)
                out.extend([loose] if loose is not None else [])
    return tuple(out)


def _within(span: Span | None, content: Sequence[Span]) -> bool:
    return span is not None and any(part.start <= span.start and span.end <= part.end for part in content)
