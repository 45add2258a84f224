"""One invented article: a headline and paragraphs that do not repeat each other."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType

from .words import Dice, Phrases, facts, fill


@dataclass(frozen=True, slots=True)
class Story:
    """An article as its author wrote it, before any page was put around it."""

    headline: str
    paragraphs: tuple[str, ...]
    about: MappingProxyType[str, str]
    templates: frozenset[str]
    date: str  # ISO, a day

    @property
    def author(self) -> str:
        """Return who wrote it."""
        return self.about["author"]


def write_story(words: Phrases, dice: Dice, count: int, avoid: frozenset[str] = frozenset()) -> Story:
    """Return an article of `count` paragraphs from templates that are not in `avoid`."""
    about = facts(words, dice)
    lead = dice.random.choice([item for item in words.leads if item not in avoid])
    groups = (words.figures, words.quotes, words.denials, words.backgrounds, words.outlooks)
    rest = [item for group in groups for item in group if item not in avoid]
    dice.random.shuffle(rest)
    wanted = count - 1
    extra = dice.random.randrange(wanted + 1) if count < 9 else 0  # some paragraphs have two sentences more
    chosen = rest[: wanted + extra]
    texts = [fill(item, about, dice) for item in chosen]
    joined = [" ".join(texts[at::wanted][:2]) for at in range(wanted)]
    headline = fill(dice.pick(words.headlines), about, dice)
    return Story(
        headline=headline[:1].upper() + headline[1:],
        paragraphs=(fill(lead, about, dice), *joined),
        about=about,
        templates=frozenset([lead, *chosen]),
        date=f"2026-{dice.random.randrange(1, 3):02}-{dice.random.randrange(1, 28):02}",
    )
