"""What copiers do to a text. Each edit takes paragraphs and gives paragraphs."""

from __future__ import annotations

import re
from collections.abc import Callable

from tests.families.wording import Writer

Paragraphs = list[str]
_SENTENCE = re.compile(r"(?<=[.!?”]) (?=[A-Z“])")
_WORD = re.compile(r"[a-z]+")


def as_is(text: Paragraphs, writer: Writer) -> Paragraphs:
    """The text as it is."""
    return list(text)


def cut_at_end(text: Paragraphs, writer: Writer) -> Paragraphs:
    """The first part: 30 to 70 % of the paragraphs."""
    return text[: max(2, round(len(text) * writer.random.uniform(0.3, 0.7)))]


def cut_in_middle(text: Paragraphs, writer: Writer) -> Paragraphs:
    """All but 30 to 50 % from the middle."""
    gone = max(1, round(len(text) * writer.random.uniform(0.3, 0.5)))
    first = writer.random.randrange(1, max(2, len(text) - gone))
    return text[:first] + text[first + gone :]


def extended(text: Paragraphs, writer: Writer) -> Paragraphs:
    """The text with two to five paragraphs of background behind it or within it."""
    person, place = writer.person(), writer.place()
    at = writer.random.randrange(len(text) // 2, len(text) + 1)
    return text[:at] + own_text(writer, person, place, writer.random.randrange(2, 6)) + text[at:]


def excerpted(text: Paragraphs, writer: Writer) -> Paragraphs:
    """Two or three paragraphs within a text of its own."""
    count = writer.random.randrange(2, 4)
    first = writer.random.randrange(max(1, len(text) - count + 1))
    own = own_text(writer, writer.person(), writer.place(), writer.random.randrange(3, 7))
    at = writer.random.randrange(1, len(own))
    return own[:at] + text[first : first + count] + own[at:]


def lightly_edited(text: Paragraphs, writer: Writer) -> Paragraphs:
    """Three words in a hundred replaced."""
    return [_replaced(paragraph, 0.03, writer) for paragraph in text]


def heavily_edited(text: Paragraphs, writer: Writer) -> Paragraphs:
    """Ten to twelve words in a hundred replaced, sentences in another order, one in eight left out."""
    rate = writer.random.uniform(0.10, 0.12)
    return [" ".join(_moved(_SENTENCE.split(_replaced(paragraph, rate, writer)), writer)) for paragraph in text]


def other_headline(text: Paragraphs, writer: Writer) -> Paragraphs:
    """The text under a headline of its own, which stands in it."""
    return [writer.sentence(writer.person(), writer.place()).rstrip("."), *text]


def other_dateline(text: Paragraphs, writer: Writer) -> Paragraphs:
    """The text with another place and agency before it, and another credit behind it."""
    opening = f"{writer.place().upper()} ({writer.one(['Straitwire', 'Norpress', 'Calvane'])}) — {text[0]}"
    return [opening, *text[1:], f"Edited by {writer.person()}, with reports from {writer.place()}."]


def more_furniture(text: Paragraphs, writer: Writer) -> Paragraphs:
    """The text with calls between its paragraphs that no other article has."""
    dressed = []
    for paragraph in text:
        dressed.append(paragraph)
        if writer.random.random() < 0.4:
            dressed.append(f"Watch: {writer.sentence(writer.person(), writer.place())}")
    return dressed


def own_text(writer: Writer, person: str, place: str, paragraphs: int) -> Paragraphs:
    """Return new paragraphs of two or three sentences."""
    return [
        " ".join(writer.sentence(person, place) for _ in range(writer.random.randrange(2, 4)))
        for _ in range(paragraphs)
    ]


def item_of(text: Paragraphs, writer: Writer) -> Paragraphs:
    """Return what a round-up takes of a text: 45 words and more from its head or its middle."""
    first = 0 if writer.random.random() < 0.6 else writer.random.randrange(max(1, len(text) - 2))
    item: Paragraphs = []
    while first < len(text) and sum(len(paragraph.split()) for paragraph in item) < 45:
        item.append(text[first])
        first += 1
    return item


def _replaced(paragraph: str, rate: float, writer: Writer) -> str:
    """Return a paragraph in which so many of all words are others of their kind."""
    share = rate * 2.2  # not half of the words have others of their kind

    def other(found: re.Match[str]) -> str:
        word = found.group()
        return (writer.other_word(word) or word) if writer.random.random() < share else word

    return _WORD.sub(other, paragraph)


def _moved(sentences: list[str], writer: Writer) -> list[str]:
    kept = [sentence for sentence in sentences if writer.random.random() > 0.125] or sentences
    if len(kept) > 1 and writer.random.random() < 0.5:
        at = writer.random.randrange(len(kept) - 1)
        kept[at], kept[at + 1] = kept[at + 1], kept[at]
    return kept


EDITS: dict[str, Callable[[Paragraphs, Writer], Paragraphs]] = {
    "as is": as_is,
    "cut at end": cut_at_end,
    "cut in middle": cut_in_middle,
    "extended": extended,
    "excerpted": excerpted,
    "lightly edited": lightly_edited,
    "heavily edited": heavily_edited,
    "other headline": other_headline,
    "other dateline": other_dateline,
    "more furniture": more_furniture,
}
ROUND_UP = "in a round-up"
KINDS = (*EDITS, ROUND_UP)
