"""What the whole layer makes of an article: the order of its parts, and its limits."""

from __future__ import annotations

from onrecord.model import Article, Metadata, Origin, Statements
from onrecord.settings import StatementSettings
from onrecord.statements import find_statements

_SAID = "Mayor Ann Orr said that 12 boats were lost on Monday. "


def _find(text: str, *, most: int = 50_000, language: str | None = "en") -> Statements:
    metadata = Metadata(language=language, published="2031-05-08")
    origin = Origin("x", "x", "memory", "file")
    return find_statements(Article(origin, "article", metadata, text, ()), StatementSettings(max_words=most))


def test_what_stands_behind_the_most_words_is_not_read() -> None:
    within = _find(_SAID * 3, most=12)
    assert within == _find(_SAID.strip())
    assert len(_find(_SAID * 3).figures) == 3
    assert (len(within.figures), len(within.times)) == (1, 1)


def test_a_text_without_words_has_no_statements() -> None:
    assert _find("") == _find(" \n\n ") == Statements()


def test_a_cue_is_of_one_statement() -> None:
    said = _find("Lorne News reported that Kest maintained that the depot was safe. Kest maintained that it was empty.")
    cues = [one.cue for one in said.statements]
    assert len(set(cues)) == len(cues)
