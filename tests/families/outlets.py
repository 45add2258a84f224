"""Forty invented outlets, each with its furniture: what stands around and within all that it publishes."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from tests.families.wording import STARTS, Writer

COUNT = 40
_NAMES = "courier echo gazette herald ledger mirror monitor observer post sentinel standard tribune".split()
_SIGNS = "Anvil Badger Comet Dolphin Ember Falcon Glacier Heron".split()


@dataclass(frozen=True, slots=True)
class Outlet:
    """One outlet: its host and the lines it puts around texts."""

    host: str
    name: str
    intro: str
    newsletter: str
    disclaimer: str
    bios: tuple[str, ...]
    seed: int

    def dress(self, paragraphs: list[str], week: int, day: int, random: Random) -> list[str]:
        """Return the paragraphs with the outlet's furniture around and within them."""
        text = list(paragraphs)
        if random.random() < 0.6:
            text.insert(min(len(text), 2), self._read_more(random))
        if random.random() < 0.4:
            text.insert(random.randrange(1, len(text) + 1), self.box(week))
        if random.random() < 0.2:
            text.append(self.forecast(day))
        head = [self.intro] if random.random() < 0.5 else []
        tail = [self.newsletter] if random.random() < 0.6 else []
        tail += [random.choice(self.bios)] if random.random() < 0.4 else []
        tail += [self.disclaimer] if random.random() < 0.7 else []
        return [*head, *text, *tail]

    def _read_more(self, random: Random) -> str:
        writer = Writer(random)
        return f"Read more on {self.name}: {writer.sentence(writer.person(), writer.place())}"

    def box(self, week: int) -> str:
        """Return the box of a week: what the outlet puts into its articles until the next one."""
        writer = Writer(Random(self.seed * 1000 + week))
        person, place = writer.person(), writer.place()
        return f"This week at {self.name}: " + " ".join(writer.sentence(person, place) for _ in range(3))

    def forecast(self, day: int) -> str:
        """Return the forecasts of a day, one for each sign."""
        writer = Writer(Random(self.seed * 100_000 + day))
        place = writer.place()
        signs = (f"{sign}: {writer.sentence('a stranger', place)}" for sign in _SIGNS[:4])
        return "Your signs today. " + " ".join(signs)


def make_outlets(seed: int) -> tuple[Outlet, ...]:
    """Return the forty outlets of a seed."""
    writer = Writer(Random(seed))
    return tuple(_outlet(writer, nth) for nth in range(COUNT))


def _outlet(writer: Writer, nth: int) -> Outlet:
    town, kind = STARTS[nth] + "stow", writer.one(_NAMES)
    name = f"The {town} {kind.title()}"
    place = writer.place()
    return Outlet(
        f"www.{town.lower()}{kind}.example",
        name,
        f"{name} brings you the news of {town} and the {writer.one(_NAMES)} coast, every hour of the day and night.",
        f"Sign up for the {kind} letter of {writer.person()} and get {name} to your inbox every "
        + f"{writer.one(_NAMES)} day. By signing up you agree to the terms of {town} House Limited.",
        f"{name} is published by {town} House Limited, registered in {place}. "
        + " ".join(writer.sentence(writer.person(), place) for _ in range(writer.random.randrange(1, 4))),
        tuple(f"{(who := writer.person())} writes for {name}. {writer.sentence(who, place)}" for _ in range(3)),
        nth + 1,
    )
