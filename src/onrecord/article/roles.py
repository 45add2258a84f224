"""What each block of an HTML page is: rules name it, and a learned model has the last word where they can be wrong."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from onrecord.article.block_model import text_chances
from onrecord.article.boxes import MOST_WORDS, role_of_box
from onrecord.article.features import Features
from onrecord.article.phrases import role_by_phrase
from onrecord.article.rules import IN_TEXT, apply_rules, drop_empty_headings, drop_repeats, role_by_tag
from onrecord.model import Page, Role

__all__ = ["IN_TEXT", "find_roles"]


@dataclass(frozen=True, slots=True)
class _Choice:
    """The chances that count, all chosen on sites that the model was not trained on: decision 8.

    `unsure` and `sure` are of the page's text as a whole: below the one the model's word counts for nothing, since
    pages unlike those that it has seen are left to the rules; above the other in full.
    """

    stays: MappingProxyType[Role, float]  # the least at which a block stays in the text, by the role of the rules
    returns: float  # the least at which a block that they took out comes back
    unsure: float
    sure: float


_ELSEWHERE = _Choice(
    MappingProxyType({"body": 0.25, "standfirst": 0.1, "list": 0.1, "table": 0.1, "subheading": 0.3, "quote": 0.3}),
    returns=0.4,
    unsure=0.5,
    sure=0.9,
)
_IN_NEWS = _Choice(
    MappingProxyType({"body": 0.7, "standfirst": 0.0, "list": 0.7, "table": 0.2, "subheading": 0.4, "quote": 0.3}),
    returns=0.8,
    unsure=0.5,
    sure=0.9,
)
# what may come back: roles that are guessed from a place or a name. Those known by what a block says do not
_GUESSED: frozenset[Role] = frozenset(
    ["related", "navigation", "other", "caption", "promotion", "advertisement", "byline"]
)
# what may be a box between paragraphs; tables and quotes hold their words together
_BOXED: frozenset[Role] = frozenset(["body", "subheading", "list", "standfirst"])
_LABEL_CHARS, _LINK_CHARS = 40, 20  # of "Read also:", and of the headline after it
_RUNNING = 15  # words of a paragraph


_LABEL, _LABEL_WORDS = 0.2, 6  # of a date, a label, a button: how much surer the model must be to bring one back
_MENU_LINKS = 0.7  # of a block's characters: such navigation is hardly ever the article's


def find_roles(page: Page, features: Features, title: str | None, description: str | None) -> list[Role]:
    """Return the role of every block of the page, in order, given the title and description that it claims."""
    setting = apply_rules(page, features, title, description)
    roles = setting.roles
    news = _is_news(page)
    boxes = _find_boxes(page, features, roles, news=news)
    choice = _IN_NEWS if news else _ELSEWHERE
    chances = text_chances(page, features, setting, _open_questions(features, roles))
    say = _say(features, chances, choice)
    chances = _together(page, features, roles, chances)
    stays = {role: chance * say for role, chance in choice.stays.items()}
    decided = _decide(page, features, roles, chances, stays, 1.0 - (1.0 - choice.returns) * say)
    if _keeps_nothing(features, decided) and not _keeps_nothing(features, roles):
        return roles
    for row, role in boxes.items():
        decided[row] = role
    _restore_headings(roles, decided)
    drop_empty_headings(decided)
    drop_repeats(features, decided)
    return decided


def _find_boxes(page: Page, features: Features, roles: list[Role], *, news: bool) -> dict[int, Role]:
    """Take what the outlet says to its readers between its paragraphs out of the rules' text; return it by row."""
    boxes: dict[int, Role] = {}
    for row, role in enumerate(roles):
        if role in _BOXED and features.words[row] <= MOST_WORDS:
            text, links = page.blocks.text[row], page.blocks.link_chars[row]
            labelled = news and role == "body" and not features.ends_sentence[row] and _is_labelled_link(text, links)
            box: Role | None = "related" if labelled else None
            if box is None and (box := role_of_box(text, features.words[row], apart=True)):  # few: then look closer
                apart = _stands_apart(page, features, roles, row)
                box = box if apart else role_of_box(text, features.words[row])
            if box:
                boxes[row] = roles[row] = box
    return boxes


def _is_labelled_link(text: str, link_chars: int) -> bool:
    """Whether a block is a few words and a colon, and a link: "Background: How the ferry got its name"."""
    colon = max(text.find(":", 0, _LABEL_CHARS), text.find("：", 0, _LABEL_CHARS))
    rest = len(text) - colon - 1
    return colon > 0 and link_chars > 0 and rest >= _LINK_CHARS and 0.9 * rest <= link_chars <= len(text)


def _stands_apart(page: Page, features: Features, roles: list[Role], row: int) -> bool:
    """Whether a block's markup is unlike that of the running paragraphs before and after it."""
    own = _markup(page, row)
    for step in (-1, 1):
        near = row + step
        while 0 <= near < len(roles) and not (roles[near] in IN_TEXT and features.words[near] >= _RUNNING):
            near += step
        if 0 <= near < len(roles) and _markup(page, near) == own:
            return False
    return True


def _markup(page: Page, row: int) -> tuple[str, str, int]:
    element = page.blocks.element[row]
    return page.elements.tag[element], page.elements.names[element], page.elements.parent[element]


def _is_news(page: Page) -> bool:
    """Whether the page calls itself news: there, boxes and lists beside the paragraphs are seldom the article's."""
    return any("NewsArticle" in kind for item in page.raw.items for kind in item.types)


def _open_questions(features: Features, roles: list[Role]) -> list[bool]:
    """Which blocks the model is asked about: those whose role it can change, menus of links apart; half of all."""
    return [
        role in IN_TEXT or (role in _GUESSED and not (role == "navigation" and links > _MENU_LINKS))
        for role, links in zip(roles, features.link_share, strict=True)
    ]


def _together(page: Page, features: Features, roles: list[Role], chances: list[float]) -> list[float]:
    """The chances, each drawn to those of its siblings of one tag and of its kind in the rules' text.

    A kind is a tag and what it and its parent call themselves. Alone, a last paragraph or a lone label is lost easily.
    """
    tags, parents, names = page.elements.tag, page.elements.parent, page.elements.names
    siblings = [
        (_table_around(page, element) if tag in ("td", "th") else parents[element], tag)
        for element, tag in zip(page.blocks.element, features.tag, strict=True)
    ]
    kinds = [
        (tag, names[element], tags[max(0, above)], names[max(0, above)]) if role in IN_TEXT else None
        for element, (above, tag), role in zip(page.blocks.element, siblings, roles, strict=True)
    ]
    beside, alike = _means(siblings, chances, features.chars), _means(kinds, chances, features.chars)
    return [
        (own + near) / 2 if kind is None else (own + near + far) / 3
        for own, near, far, kind in zip(chances, beside, alike, kinds, strict=True)
    ]


def _table_around(page: Page, cell: int) -> int:
    """The table of a cell: its rows share a fate too. The cell's parent where there is none near."""
    row = cell
    for _ in range(4):
        row = max(0, page.elements.parent[row])
        if page.elements.tag[row] == "table":
            return row
    return page.elements.parent[cell]


def _means(keys: Sequence[Hashable], chances: Sequence[float], chars: Sequence[int]) -> list[float]:
    """For each block the mean chance of the characters under its key."""
    sums: dict[Hashable, float] = {}
    sizes: dict[Hashable, int] = {}
    for key, chance, size in zip(keys, chances, chars, strict=True):
        sums[key] = sums.get(key, 0.0) + chance * size
        sizes[key] = sizes.get(key, 0) + size
    return [sums[key] / sizes[key] for key in keys]


def _restore_headings(roles: list[Role], decided: list[Role]) -> None:
    """A subheading stays with what it heads: the rules' next block of the text, where that stays."""
    follows = False
    for row in range(len(roles) - 1, -1, -1):
        if roles[row] == "subheading":
            if follows:
                decided[row] = "subheading"
        elif roles[row] in IN_TEXT:
            follows = decided[row] in IN_TEXT


def _say(features: Features, chances: list[float], choice: _Choice) -> float:
    """How much the model's word counts on this page, 0 to 1: by the chance of what it takes for the text."""
    texts = [chance * chars for chance, chars in zip(chances, features.chars, strict=True)]
    sure = sum(chance * text for chance, text in zip(chances, texts, strict=True)) / max(sum(texts), 1e-9)
    return min(1.0, max(0.0, (sure - choice.unsure) / (choice.sure - choice.unsure)))


def _decide(
    page: Page,
    features: Features,
    roles: list[Role],
    chances: list[float],
    stays: Mapping[Role, float],
    returns: float,
) -> list[Role]:
    decided: list[Role] = []
    for row, (role, chance) in enumerate(zip(roles, chances, strict=True)):
        if role in stays and chance < stays[role]:
            role = "related" if features.words[row] >= 12 or features.link_share[row] > 0.5 else "other"
        elif role in _GUESSED and chance >= (returns + _LABEL if _is_label(features, row) else returns):
            said = role_by_phrase(page.blocks.text[row], features.words[row])
            role = said or role_by_tag(page, features, row)
        decided.append(role)
    return decided


def _is_label(features: Features, row: int) -> bool:
    return features.words[row] <= _LABEL_WORDS and not features.ends_sentence[row]


def _keeps_nothing(features: Features, roles: list[Role]) -> bool:
    return not any(role in IN_TEXT and features.words[row] >= 5 for row, role in enumerate(roles))
