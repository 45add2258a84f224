"""What one article is to another that shares text with it: a copy or not, and of which kind."""

from __future__ import annotations

from onrecord.grouping.overlaps import Overlap
from onrecord.model import Relation

_FEW = 20  # shared words below which nothing is a copy, however short the texts are
_SOME_TOLD = 10  # … outside of quotations: a short text may hold little but what somebody said
_MOST_OF = 0.5  # of the words of either text: then quotations count as other words do
_SENTENCES = 40  # shared words that make a copy of a small part: two sentences and more
_TOLD = 25  # … of these, outside of quotations: one sentence and more
_FROM_ONE_MOUTH = 100  # shared words: what the police or a court gives out is shorter, as a rule
_OF_ONE_OUTLET = 0.3  # of one of the texts: less is how an outlet repeats its own background from article to article
_WHOLE = 0.9  # of a text: all but a dateline and some words
_SAME = 0.97  # … all but a dateline
_MAINLY = 0.35  # of a text, at least, for it to be an extended version of another and not a text that quotes from it


def is_copy(shared: Overlap, *, one_outlet: bool) -> bool:
    """Return whether two articles share so much that one is a copy, at least of a part, of the other.

    Half of the words of one of them, or some sentences outside of quotations: two reporters who quote the same
    person are no copies of each other. Between articles of one outlet more is asked.
    """
    most = max(shared.share_a, shared.share_b)
    if shared.words < _FEW:
        return False
    if most >= _MOST_OF and (shared.told >= _SOME_TOLD or min(shared.share_a, shared.share_b) >= _MOST_OF):
        return True
    if shared.words < _SENTENCES or shared.told < _TOLD or max(it.words for it in shared.passages) < _FEW:
        return False
    return not one_outlet or most >= _OF_ONE_OUTLET


def is_small(shared: Overlap) -> bool:
    """Return whether two articles share so few sentences that both may have them from one who spoke to both."""
    return shared.words < _FROM_ONE_MOUTH and max(shared.share_a, shared.share_b) < _MOST_OF


def relation_of(share_of_original: float, share_of_copy: float) -> Relation:
    """Return what a copy is to its original, by how much of each stands in the other."""
    if share_of_original >= _WHOLE and share_of_copy >= _WHOLE:
        return _nearly_whole(share_of_original >= _SAME, share_of_copy >= _SAME)
    if share_of_copy >= _WHOLE:
        return "cut"
    if share_of_original >= _WHOLE and share_of_copy >= _MAINLY:
        return "extended"
    return "edited" if min(share_of_original, share_of_copy) >= _MOST_OF else "excerpt"


def _nearly_whole(all_of_original: bool, all_of_copy: bool) -> Relation:
    """Return the relation of two texts that share nearly all, by whether each stands in the other as a whole."""
    if all_of_original:
        return "same" if all_of_copy else "extended"
    return "cut" if all_of_copy else "edited"


def is_version_of_text(earlier: float, later: float, *, sure: bool, from_start: bool) -> bool:
    """Return whether two articles that share text are versions of one text, and not one with an excerpt of the other.

    Args:
        earlier: share of the earlier article's words that stand in the later one.
        later: the other way round.
        sure: whether it is known which of them is the earlier.
        from_start: whether the opening of both is shared: a cut text opens as its original does, an item of a
            round-up does not.
    """
    if later >= _MOST_OF or (earlier >= _WHOLE - 0.1 and later >= _MAINLY):
        return True
    return not sure and earlier >= _MOST_OF and (from_start or later >= _MAINLY)
