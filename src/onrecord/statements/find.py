"""The order of things in this layer: words, tagger, linking, nesting, speakers, stance, times, figures."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from onrecord.model import Article, Block, Span, Statement, Statements
from onrecord.sentences import find_sentences
from onrecord.settings import StatementSettings
from onrecord.statements.figures import find_figures
from onrecord.statements.found import Places
from onrecord.statements.joined import find_joined
from onrecord.statements.kinds import kind_of
from onrecord.statements.linking import Found, link
from onrecord.statements.nesting import Said, find_nested
from onrecord.statements.quotations import Quotation, find_quotations
from onrecord.statements.speakers import find_speakers
from onrecord.statements.stance import stance_of
from onrecord.statements.tagger import tag_statements
from onrecord.statements.times import Reference, find_times
from onrecord.statements.words import Words, find_words

_NEAR = 40  # statements before and behind one, among which it may stand inside another
_QUOTED_WORDS = 6  # shorter ones are titles and terms as often as anybody's words


def find_statements(article: Article, settings: StatementSettings) -> Statements:
    """Return what is said in an article: statements with their speakers, times and figures.

    In languages other than English only quotations that stand by themselves, and the language is named.

    Raises:
        ModelError: a file of the tagger's is missing or was changed.
    """
    language = (article.metadata.language or "en").lower()
    text = article.text
    if language.partition("-")[0] != "en":
        return _quotations_alone(text, language)
    words = find_words(text)
    if len(words) > settings.max_words:
        text = text[: words.ends[settings.max_words - 1]]
        words = find_words(text)
    sentences, quotations = find_sentences(text), find_quotations(text)
    tagged = tag_statements(words, sentences, settings.min_chance)
    linked = link(tagged, text, sentences, _in_the_body(quotations, article.blocks))
    found = _with_rules(words, linked, sentences)
    speakers, places = find_speakers(text, [one.source for one, _ in found])
    times = find_times(text, _reference(article))
    return Statements(
        tuple(
            Statement(
                kind_of(one.content, quotations, text),
                stance_of(words, one.cue, one.source, one.content),
                one.content, one.cue, one.source, speaker, inside, one.chance,
            )
            for (one, inside), speaker in zip(found, places, strict=True)
        ),
        speakers, times, find_figures(text, [Span(time.start, time.end) for time in times]),
    )  # fmt: skip


def _in_the_body(quotations: Sequence[Quotation], blocks: Sequence[Block]) -> list[Quotation]:
    """Return the quotations that stand in no subheading: those repeat what is said elsewhere, and continue nothing."""
    headings = [block for block in blocks if block.role == "subheading"]
    starts = [block.start for block in headings]

    def is_in_heading(one: Quotation) -> bool:
        before = bisect_right(starts, one.start) - 1
        return before >= 0 and one.start < headings[before].end

    return [one for one in quotations if not is_in_heading(one)]


def _reference(article: Article) -> Reference | None:
    """Return the date that relative times are counted from: of publication, else of capture."""
    if article.metadata.published:
        return Reference(article.metadata.published, "published")
    if article.origin.captured_at:
        return Reference(article.origin.captured_at, "captured")
    return None


def _with_rules(words: Words, found: Sequence[Found], sentences: Sequence[Span]) -> list[tuple[Found, int | None]]:
    """Return the statements with those that rules find, in order, each with the place of the one it stands in.

    Answers to a claim in its own sentence are read better by rule than by the tagger, which rarely saw any: theirs
    replace its own. What stands inside another statement, and "X maintained that …", are added where it has none.
    """
    answers = [Found(one.source, one.cue, one.content) for one in find_joined(words, ())]
    kept = [*_without_cues_of(found, answers), *answers]
    said: list[Said] = [(one.source, one.cue, one.content) for one in kept]
    clear = find_nested(words, [(None, None, (sentence,)) for sentence in sentences])
    for more in (find_nested(words, said), [one for one in clear if _has_that(words.text, one.cue)]):
        kept += _without_cues_of([Found(one.source, one.cue, one.content) for one in more], kept)
    every = sorted(kept, key=_order)
    return [(one, _innermost(at, every)) for at, one in enumerate(every)]


def _without_cues_of(found: Sequence[Found], others: Sequence[Found]) -> list[Found]:
    """Return the statements whose cue is, in no part, that of one of the others."""
    cues = Places(one.cue for one in others if one.cue)
    return [one for one in found if one.cue is None or not cues.touch(one.cue)]


def _has_that(text: str, cue: Span) -> bool:
    return text[cue.end : cue.end + 6].lower() == " that "


def _order(one: Found) -> tuple[int, int]:
    spans = [*one.content, *filter(None, (one.source, one.cue))]
    return min(span.start for span in spans), (one.cue or one.content[0]).start


def _innermost(at: int, every: Sequence[Found]) -> int | None:
    """Return the place of the statement with the shortest content that holds a statement's cue, or its content."""
    mark = every[at].cue or every[at].content[0]
    around = [
        (span.end - span.start, place)
        for place, other in enumerate(every[max(0, at - _NEAR) : at + _NEAR], max(0, at - _NEAR))
        if place != at
        for span in other.content
        if span.start <= mark.start and mark.end <= span.end
    ]
    return min(around)[1] if around else None


def _quotations_alone(text: str, language: str) -> Statements:
    """Return the quotations of a text whose language is not read: what is quoted is known, who says it is not."""
    quotations = [one for one in find_quotations(text) if one.closed and one.depth == 0]
    long = [Span(one.start, one.end) for one in quotations if len(text[one.start : one.end].split()) >= _QUOTED_WORDS]
    return Statements(tuple(Statement("direct", "report", (span,)) for span in long), unsupported=language)
