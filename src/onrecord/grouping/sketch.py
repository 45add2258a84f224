"""The sketch of an article: all that finding its copies and its story needs of it."""

from __future__ import annotations

from onrecord.grouping.event_sketch import sketch_event
from onrecord.grouping.text_sketch import sketch_text
from onrecord.model import Article, Sketch

FORM = "1"  # raised when sketches change, so that older ones are made anew


def sketch_article(article: Article) -> Sketch:
    """Return what grouping keeps of an article. Its statements should have been found: dates and figures help."""
    return Sketch(FORM, sketch_text(0, article).to_bytes(), sketch_event(0, article).to_bytes())
