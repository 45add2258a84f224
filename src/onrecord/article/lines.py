"""What each line of a plain-text capture is: the same roles as blocks have, from words and neighbours alone."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import cast

import numpy as np
import numpy.typing as npt

from onrecord.article.features import Features
from onrecord.article.line_choice import Choice, Mask, choose_lines
from onrecord.article.line_features import LineColumns, bare_line, line_columns
from onrecord.article.line_model import Floats, LineModel, line_model
from onrecord.article.site_names import site_keys, strip_site
from onrecord.article.talk import topic_of
from onrecord.article.words import clean, key
from onrecord.model import Page, Role

IN_TEXT: frozenset[Role] = frozenset(["standfirst", "body", "subheading", "list", "quote", "table"])
_HEADLINE = 0.25  # chance of a line to be the headline, from which on the likeliest is
_SURE_HEADLINE = 0.75  # … of a line that is kept as the article's text, or ends as a sentence does
_LONGEST_TITLE = 40  # words
_FEWEST_OF_TITLE = 3  # words of a line that <title> holds
_LABELLED_ROWS = 8  # at a text's beginning, where "Title:" stands
_SHORTEST_BODY = 8  # words of a line behind the headline that may be the body's first
_ABOVE = 12  # lines above the body among which an unlikely headline is looked for
_SAID_AGAIN = 0.3  # share of such a headline's words that the body says, too
_SURE = 0.6  # chance of a role from which on a line keeps it against both of its neighbours
_TOLD: frozenset[Role | None] = frozenset(["rights", "disclaimer", "comments", "consent", "error banner", "paywall"])
_TOPIC_WORDS = 6  # of a line that is asked what it speaks of
_HEADING_WORDS = 4  # "Legal notice:"
_PERIODS = (".", ".”", '."', ".)", "。")
_TITLE_END = (".", "…", ":", ",", ";", "!")
_LABEL = re.compile(
    r"(?:title|headline|subject|titel|schlagzeile|überschrift|betreff|titre|objet|título|asunto|titolo|oggetto"
    r"|assunto|tytuł|rubrik|заголовок|тема)\s{0,2}:\s{0,4}(?=\S)",
    re.I,
)
_NEAR_ROWS = 60  # at a text's beginning, where <title> and headline stand
_TITLE_CHARS = 500


def find_line_roles(page: Page, features: Features, title: str | None) -> list[Role]:
    """Return the role of every line. The headline is the likeliest line above the body, unless it is given."""
    return roles_by(line_model(), page.blocks.text, features.words, features.repeat_of, title)


def title_of(page: Page, row: int) -> str:
    """Return the headline in a line: without "Title:" or "#" before it and the site's name around it."""
    texts = page.blocks.text
    text = clean(_unlabelled(texts[row]), limit=_TITLE_CHARS)
    others = (key(bare_line(other)) for n, other in enumerate(texts[:_NEAR_ROWS]) if n != row)
    known = frozenset(other for other in others if len(other) >= 0.5 * len(key(text)))  # a kicker is no title
    return strip_site(text, site_keys((), page.origin.url), known - {""})


def _unlabelled(text: str) -> str:
    bare = bare_line(text)
    label = _LABEL.match(bare)
    return bare[label.end() :] if label else bare


def roles_by(
    model: LineModel, texts: tuple[str, ...], words: Sequence[int], repeat_of: Sequence[int], title: str | None
) -> list[Role]:
    """Return the role of every line as a model judges it.

    Args:
        model: the network.
        texts: the lines.
        words: how many words each has.
        repeat_of: the row of its first full copy, -1 for none.
        title: the headline, where it is known.
    """
    columns = line_columns(texts, words, repeat_of, model.vocabulary)
    chance, chances = model.score(columns, words)
    choice = choose_lines(chance, columns, words, repeat_of)
    roles = _likeliest(model, choice, chances)
    _name_notices(texts, words, columns, roles)
    _drop_repeats(repeat_of, roles)
    head = _given_headline(texts, title)
    if head is None and not title:
        first = _first_of_body(roles, words)
        head = _likeliest_headline(model, texts, words, chances, first, columns.ends & choice.kept)
        head = _nearest_headline(texts, words, roles, columns, first) if head is None else head
    if head is not None:
        roles[head] = "headline"
    return roles


def _likeliest(model: LineModel, choice: Choice, chances: Floats) -> list[Role]:
    """The likeliest of the roles that a line can have when it is kept, and when it is not."""
    inside = np.array([role in IN_TEXT for role in model.roles])
    within = np.where(inside, chances, -1.0).argmax(axis=1)
    within[choice.between] = model.roles.index("subheading")
    out = np.where(inside, -1.0, chances)
    out[:, model.roles.index("headline")] = -1.0  # there is one at most
    beside = out.argmax(axis=1)
    _settle(beside, out.max(axis=1), ~choice.kept)
    rows = np.where(choice.kept, within, beside)
    return [cast(Role, model.roles[row]) for row in rows]


def _settle(beside: npt.NDArray[np.int64], chance: Floats, dropped: Mask) -> None:
    """A line that is out of the text takes the role on which both of its neighbours agree, unless it is sure."""
    around = beside[:-2] == beside[2:]
    unsure = dropped[:-2] & dropped[1:-1] & dropped[2:] & (chance[1:-1] < _SURE)
    beside[1:-1] = np.where(around & unsure, beside[:-2], beside[1:-1])


def _name_notices(texts: Sequence[str], words: Sequence[int], columns: LineColumns, roles: list[Role]) -> None:
    """Lines that are out of the text are what their phrases or their words say, and a heading's is what follows it."""
    heading: Role | None = None
    for row, said in enumerate(columns.phrases):
        if roles[row] in IN_TEXT:
            heading = None
            continue
        told = said if said in _TOLD else topic_of(texts[row]) if words[row] >= _TOPIC_WORDS else None
        if told:
            roles[row] = told
        elif heading and not said:
            roles[row] = heading
        if said:
            heading = said if said == "disclaimer" and words[row] <= _HEADING_WORDS else None


def _drop_repeats(repeat_of: Sequence[int], roles: list[Role]) -> None:
    for row, seen in enumerate(repeat_of):
        if seen >= 0 and roles[seen] in IN_TEXT:
            roles[row] = "repeat"


def _first_of_body(roles: Sequence[Role], words: Sequence[int]) -> int:
    rows = (row for row, role in enumerate(roles) if role in IN_TEXT and words[row] >= _SHORTEST_BODY)
    return next(rows, len(roles))


def _given_headline(texts: Sequence[str], title: str | None) -> int | None:
    folded = " ".join((title or "").casefold().split())
    return next((row for row, text in enumerate(texts) if bare_line(text).casefold() == folded), None)


def _likeliest_headline(
    model: LineModel, texts: Sequence[str], words: Sequence[int], chances: Floats, first: int, sentence: Mask
) -> int | None:
    """The likeliest line of those above the body and in its first lines; None where none is likely.

    A line that calls itself the title is one, and one that the text's first line, its <title>, holds is likelier.
    """
    likely = chances[: first + 3, model.roles.index("headline")].copy()
    whole = key(texts[0])
    for row in range(len(likely)):
        if words[row] > _LONGEST_TITLE or not any(char.isalpha() for char in texts[row][:_TITLE_CHARS]):
            likely[row] = 0.0
        elif row < _LABELLED_ROWS and _LABEL.match(texts[row]):
            return row
        elif row and words[row] >= _FEWEST_OF_TITLE and _is_most_of(key(texts[row]), whole):
            likely[row] += 1.0
        elif likely[row] < _SURE_HEADLINE and (sentence[row] or texts[row].endswith(_PERIODS)):
            likely[row] = 0.0
    return int(likely.argmax()) if len(likely) and likely.max() >= _HEADLINE else None


def _is_most_of(part: str, whole: str) -> bool:
    return len(part) >= 0.5 * len(whole) > 0 and part in whole


def _nearest_headline(
    texts: Sequence[str], words: Sequence[int], roles: Sequence[Role], columns: LineColumns, first: int
) -> int | None:
    """The nearest line above the body that reads like a title and speaks of what the body does."""
    for row in range(min(first, len(texts)) - 1, max(-1, first - _ABOVE), -1):
        reads = 3 <= words[row] <= _LONGEST_TITLE and not texts[row].endswith(_TITLE_END)
        if reads and columns.said_again[row] >= _SAID_AGAIN and roles[row] not in ("byline", "caption", "repeat"):
            return row
    return None
