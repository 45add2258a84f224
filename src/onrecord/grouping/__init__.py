"""Grouping: which articles are one text, which tell of one event, in what order, and where accounts differ."""

from onrecord.grouping.compare import compare
from onrecord.grouping.group import group_articles
from onrecord.grouping.sketch import FORM, sketch_article
from onrecord.grouping.tell import tell_story

__all__ = ["FORM", "compare", "group_articles", "sketch_article", "tell_story"]
