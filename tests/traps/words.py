"""The phrases of one language, and the dice that draw from them."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

import msgspec

KEPT_FROM = 1000  # seeds from here on are kept aside: nobody tunes on them
LANGUAGES = ("en", "de", "fr", "es")


@dataclass(frozen=True, slots=True)
class Phrases:
    """One phrases.*.toml: every list under its name."""

    language: str
    locale: str
    persons: tuple[str, ...]
    towns: tuple[str, ...]
    things: tuple[str, ...]
    boards: tuple[str, ...]
    groups: tuple[str, ...]
    days: tuple[str, ...]
    headlines: tuple[str, ...]
    leads: tuple[str, ...]
    figures: tuple[str, ...]
    quotes: tuple[str, ...]
    denials: tuple[str, ...]
    backgrounds: tuple[str, ...]
    outlooks: tuple[str, ...]
    kickers: tuple[str, ...]
    error_heads: tuple[str, ...]
    errors: tuple[str, ...]
    missing_titles: tuple[str, ...]
    missing: tuple[str, ...]
    disclaimer_heads: tuple[str, ...]
    disclaimers: tuple[str, ...]
    no_comments: tuple[str, ...]
    comment_calls: tuple[str, ...]
    comment_heads: tuple[str, ...]
    comments: tuple[str, ...]
    nicknames: tuple[str, ...]
    ago: tuple[str, ...]
    consent_heads: tuple[str, ...]
    consents: tuple[str, ...]
    consent_buttons: tuple[str, ...]
    purposes: tuple[str, ...]
    next_labels: tuple[str, ...]
    paywall_heads: tuple[str, ...]
    paywalls: tuple[str, ...]
    read_more: tuple[str, ...]
    newsletters: tuple[str, ...]
    promos: tuple[str, ...]
    ads: tuple[str, ...]
    live_heads: tuple[str, ...]
    captions: tuple[str, ...]
    credits: tuple[str, ...]
    bio_heads: tuple[str, ...]
    bios: tuple[str, ...]
    teaser_titles: tuple[str, ...]
    teasers: tuple[str, ...]
    related_heads: tuple[str, ...]
    tags: tuple[str, ...]
    tag_heads: tuple[str, ...]
    legal: tuple[str, ...]
    menu: tuple[str, ...]
    footer: tuple[str, ...]
    share: tuple[str, ...]
    bylines: tuple[str, ...]
    sites: tuple[str, ...]


@cache
def phrases(language: str) -> Phrases:
    """Return the phrases of a language, read from the file beside this one."""
    path = Path(__file__).with_name(f"phrases.{language}.toml")
    return msgspec.toml.decode(path.read_bytes(), type=Phrases)


@dataclass(frozen=True, slots=True)
class Dice:
    """Draws for one page. Two dice of the same name fall alike."""

    random: random.Random
    kept: bool  # the seed is kept aside: draw from phrases that tuning has never seen, too

    def pick(self, items: Sequence[str]) -> str:
        """Return one of the items that this seed may see."""
        return self.random.choice(self.seen(items))

    def some(self, items: Sequence[str], count: int) -> tuple[str, ...]:
        """Return up to `count` different items that this seed may see."""
        pool = self.seen(items)
        return tuple(self.random.sample(pool, min(count, len(pool))))

    def seen(self, items: Sequence[str]) -> Sequence[str]:
        """Return the items less their last quarter when tuning, and the later half when kept aside."""
        return items[len(items) // 2 :] if self.kept else items[: len(items) - len(items) // 4]

    def chance(self, share: float) -> bool:
        """Return true in `share` of all cases."""
        return self.random.random() < share


def facts(words: Phrases, dice: Dice) -> MappingProxyType[str, str]:
    """Return who and what one article is about: the values of the slots that stay the same in all of it."""
    person, other, third, author = dice.random.sample(words.persons, 4)
    drawn = {
        "town": dice.random.choice(words.towns),
        "thing": dice.random.choice(words.things),
        "board": dice.random.choice(words.boards),
        "group": dice.random.choice(words.groups),
        "day": dice.random.choice(words.days),
    }
    people = {"person": person, "other": other, "third": third, "author": author}
    capital = {key.capitalize(): value[:1].upper() + value[1:] for key, value in (drawn | people).items()}
    return MappingProxyType(drawn | people | capital | {"year": "2026"})


def fill(template: str, about: MappingProxyType[str, str], dice: Dice) -> str:
    """Return the template with its slots filled, its numbers anew."""
    number = dice.random.randrange
    return template.format(**about, n=number(11, 90), m=number(120, 990), k=number(3, 10))
