"""A generator of articles that copy each other, with what is true of them. All texts are invented.

`make_set(articles, seed)` gives articles of forty outlets over half a year: originals, others that tell of the same
event in their own words and share its quotations, and copies of eleven kinds (`KINDS`). Each outlet puts its own
furniture around every text: intro lines, "read more", disclaimers, newsletter lines, boxes that change every week
and forecasts that change every day.

What counts as a copy: an article that holds at least 45 words in a row of running text that was written for another
article, words replaced here and there or not, and no quotation alone. Quotations that two reporters took down at one
event, stock phrases and furniture do not make a copy. A gold pair is a copy and the original that it took from; a
round-up has one with each article it took from. Two articles that took from the same text are rightly in one family.
"""

from tests.families.edits import KINDS
from tests.families.generate import GoldPair, MadeSet, make_set

__all__ = ["KINDS", "GoldPair", "MadeSet", "make_set"]
