"""Articles in which something is said, built by hand."""

from __future__ import annotations

from onrecord.model import (
    Article,
    Block,
    Figure,
    Metadata,
    Origin,
    Span,
    Speaker,
    SpeakerType,
    Statement,
    Statements,
    TimeMention,
)

BRIDGE = (
    "“The bridge is shut,” Ana Lind, the mayor, said on Friday. “It stays shut.”\n\n"
    "The Courier reported that Harbourton denied that at least 40 ferries would stop."
)


def at(words: str, text: str) -> Span:
    """The only place where the words stand in the text."""
    assert text.count(words) == 1, words
    return Span(text.index(words), text.index(words) + len(words))


def bridge(key: str = "aa11") -> Article:
    """One interrupted quotation, one statement inside another, a speaker each, a time and a figure."""

    def here(words: str) -> Span:
        return at(words, BRIDGE)

    friday, ferries = here("Friday"), here("at least 40 ferries")
    statements = (
        Statement(
            "direct", "report", (here("“The bridge is shut,”"), here("“It stays shut.”")), here("said"),
            here("Ana Lind, the mayor"), 0, chance=0.9,
        ),
        Statement(
            "indirect", "report", (here("Harbourton denied that at least 40 ferries would stop"),), here("reported"),
            here("The Courier"), 1,
        ),
        Statement("indirect", "deny", (here("that at least 40 ferries would stop"),), here("denied"),
                  here("Harbourton"), 2, inside=1),
    )  # fmt: skip
    speakers = (
        Speaker("Ana Lind", "person", "mayor", ("Lind",), (here("Ana Lind"),)),
        Speaker("The Courier", "organisation", None, (), (here("The Courier"),)),
        Speaker("Harbourton", "place", None, (), (here("Harbourton"),)),
    )
    said = Statements(
        statements,
        speakers,
        (TimeMention(friday.start, friday.end, "2026-01-02", None, "published"),),
        (Figure(ferries.start, ferries.end, 40.0, "ferries", "at least", "ferries"),),
    )
    return article(BRIDGE, said, key)


def article(text: str, said: Statements | None, key: str) -> Article:
    blocks: list[Block] = []
    for paragraph in text.split("\n\n"):
        start = blocks[-1].end + 2 if blocks else 0
        blocks.append(Block("body", start, start + len(paragraph)))
    data = Metadata(title="Bridge", language="en", published="2026-01-03")
    return Article(Origin(key, key, f"/{key}", "file"), "article", data, text, tuple(blocks), said=said)


def one_speaker(
    key: str,
    name: str,
    description: str | None = None,
    type: SpeakerType = "person",
    *,
    statements: int = 1,
    aliases: tuple[str, ...] = (),
) -> Article:
    """An article in which one speaker says so many things."""
    text = "\n\n".join(f"{name} said that it is {n} o’clock." for n in range(statements))
    found = tuple(
        Statement(
            "indirect", "report", (at(f"that it is {n} o’clock", text),), None,
            Span(start := at(f"{name} said that it is {n} o", text).start, start + len(name)), 0,
        )
        for n in range(statements)
    )  # fmt: skip
    return article(text, Statements(found, (Speaker(name, type, description, aliases),)), key)
