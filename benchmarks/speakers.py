"""Measures how often a statement is given to the right speaker: people's labels on articles of PolNeAR's dev part.

    python -m benchmarks.speakers

Sources are those of the gold, so that speakers are measured apart from the tagger. benchmarks/speaker_labels.py tells
what the labels say. `--part read` takes the twelve articles whose errors were read while the rules were made, `--part
held` the nine others. `score_stances` does the same for stances. Exit code 1: the articles or the labels are not there.
"""

from __future__ import annotations

import argparse
import re
import sys
import zlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Literal

if not __package__:  # started as a file: what stands beside it is found from the root
    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import msgspec

from benchmarks.machine import Made, as_table, made_here, say
from benchmarks.sets import OUT, SHARED
from benchmarks.speaker_labels import (
    LABELS,
    GoldArticle,
    Label,
    Pair,
    StanceLabel,
    place_of,
    read_articles,
    read_labels,
)
from onrecord.model import Span, Speaker, Stance

Outcome = Literal["right", "wrong", "open"]
Form = Literal["pronoun", "common noun", "surname", "full name", "place", "organisation"]
Finder = Callable[[str, Sequence[Span | None]], tuple[tuple[Speaker, ...], tuple[int | None, ...]]]

_WORD = re.compile(r"[^\W_]+(?:[.’'\-&/][^\W_]+)*")
_PRONOUNS = frozenset("he she it they we i you who which that his her their him them me us one some this these".split())
# What may stand before a name without making it another: articles and the like, titles, ranks, offices.
_BEFORE = frozenset(
    "the a an his her its their my our this that these those some many mr mrs ms miss dr prof professor sir rev "
    "reverend sen senator senators rep representative gov governor president former vice secretary minister prime "
    "judge justice chancellor general gen col colonel capt sgt king queen prince princess pope".split()
)


class Verdict(msgspec.Struct, frozen=True):
    """How one labelled statement went."""

    doc_id: str
    source: Pair
    form: Form
    outcome: Outcome
    resolvable: bool
    type: bool | None = None  # whether the type is one of those labelled; None where no right speaker was given
    description: float | None = (
        None  # Dice of its words with the nearest label; None likewise, or where none is labelled
    )


class Counts(msgspec.Struct, frozen=True):
    """Shares over one form of source, or over all."""

    statements: int
    right: float  # of those that a person could resolve
    wrong: float  # of all: a name was given that is not the speaker's
    open: float  # of all: no speaker, or no more than the source's own words or a part of the name
    type: float | None  # right type, of those resolved right
    description: float | None  # half of the words or more agree, of those resolved right that have a label for it


class Report(msgspec.Struct):
    """All that one run found."""

    made: Made
    articles: int
    figures: dict[str, Counts]
    merged: int  # speakers found that stand for two labelled ones or more
    split: int  # labelled speakers that are given as two or more
    verdicts: tuple[Verdict, ...]


def main(arguments: list[str] | None = None) -> int:
    """Score find_speakers on the labels and return the exit code: 1 where the articles are not there."""
    from onrecord.statements.speakers import find_speakers

    it = argparse.ArgumentParser(prog="speakers.py", description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    it.add_argument("--shared", type=Path, default=SHARED, help="folder of the articles")
    it.add_argument("--labels", type=Path, default=LABELS, help="the labels")
    it.add_argument("--part", choices=("all", "read", "held"), default="all", help="which of the articles")
    it.add_argument("-o", "--output", type=Path, default=OUT / "speakers.json", help="JSON file of this run")
    options = it.parse_args(arguments)
    try:
        labels = [label for label in read_labels(options.labels) if options.part in ("all", part_of(label.doc_id))]
        report = measure(find_speakers, labels, read_articles(options.shared))
    except OSError as error:
        say(f"Error: {error}")
        return 1
    options.output.parent.mkdir(parents=True, exist_ok=True)
    options.output.write_bytes(msgspec.json.format(msgspec.json.encode(report), indent=1))
    print("\n\n".join(_sections(report)))
    say(f"\nall figures: {options.output}")
    return 0


def part_of(doc_id: str) -> Literal["read", "held"]:
    """Return in which part an article is: whether its errors may be read to make the rules better."""
    return "read" if zlib.crc32(doc_id.encode()) % 10 < 6 else "held"


def measure(find: Finder, labels: Sequence[Label], articles: Mapping[str, GoldArticle]) -> Report:
    """Return how a finder of speakers does on the labels, given the sources of all statements as the gold has them."""
    by_article: dict[str, list[Label]] = {}
    for label in labels:
        by_article.setdefault(label.doc_id, []).append(label)
    verdicts: list[Verdict] = []
    merged = split = 0
    for doc_id, own in by_article.items():
        article = articles[doc_id]
        given = _given(find, article, own)
        verdicts += [_verdict(label, speaker, article.text, own) for label, speaker in zip(own, given, strict=True)]
        more = _confusions(own, given, article.text)
        merged, split = merged + more[0], split + more[1]
    return Report(made_here(), len(by_article), figures(verdicts), merged, split, tuple(verdicts))


def _given(find: Finder, article: GoldArticle, labels: Sequence[Label]) -> list[Speaker | None]:
    """Return the speaker found for each labelled statement."""
    sources = [Span(*it.source[0]) if it.source else None for it in article.in_order()]
    speakers, places = find(article.text, sources)
    wanted = [place_of(label, article) for label in labels]
    found = [None if n is None else places[n] for n in wanted]
    return [None if n is None else speakers[n] for n in found]


def figures(verdicts: Sequence[Verdict]) -> dict[str, Counts]:
    """Return the shares over all verdicts and over each form of source."""
    forms: dict[str, list[Verdict]] = {"all": list(verdicts)}
    for verdict in verdicts:
        forms.setdefault(verdict.form, []).append(verdict)
    return {form: _counts(own) for form, own in forms.items()}


def _counts(verdicts: Sequence[Verdict]) -> Counts:
    outcomes = Counter(it.outcome for it in verdicts)
    resolvable = [it for it in verdicts if it.resolvable]
    return Counts(
        statements=len(verdicts),
        right=_share([it.outcome == "right" for it in resolvable]) or 0.0,
        wrong=outcomes["wrong"] / len(verdicts),
        open=outcomes["open"] / len(verdicts),
        type=_share([it.type for it in verdicts if it.type is not None]),
        description=_share([it.description >= 0.5 for it in verdicts if it.description is not None]),
    )


def _share(hits: Sequence[bool]) -> float | None:
    return sum(hits) / len(hits) if hits else None


# ── one statement ────────────────────────────────────────────────────────────────────────────────────────


def _verdict(label: Label, speaker: Speaker | None, text: str, labels: Sequence[Label]) -> Verdict:
    """Return how one statement went, given the other labels of its article."""
    others = [it for it in labels if not _names(it, text) & _names(label, text)]
    outcome = judge(label, speaker, text, others)
    right = speaker if outcome == "right" and label.resolvable else None
    return Verdict(
        label.doc_id,
        label.source,
        form_of(label, text),
        outcome,
        label.resolvable,
        None if right is None else right.type in label.type,
        None if right is None or not label.description else _description(label, right, text),
    )


def judge(label: Label, speaker: Speaker | None, text: str, others: Iterable[Label] = ()) -> Outcome:
    """Return whether the speaker given is the one labelled; `others` are labels of other speakers of the article.

    Right: its name or an alias is the labelled name, or one of its mentions is the labelled one; for what is no person
    also a name that holds the labelled words and nothing from outside the source. Not right, whatever the aliases say,
    when its name is another labelled speaker's: two were merged. Open: no speaker, or one under no better name than
    the source's own words, a part of the right name, or a right name with other words of the source about it.
    """
    if speaker is None:
        return "open"
    source, name = _fold(text[slice(*label.source)]), _fold(speaker.name)
    if not label.resolvable:
        return "open" if name == source else "wrong"
    names = _names(label, text)
    if name not in names | {source} and any(name in _names(other, text) for other in others):
        return "wrong"
    called = {name, *map(_fold, speaker.aliases)}
    if called & names or Span(*label.speaker) in speaker.mentions or _holds_head(label, name, text):
        return "right"
    partial = any(_within(name, whole) or (_within(whole, name) and _within(name, source)) for whole in names)
    return "open" if name == source or ("person" in label.type and partial) else "wrong"


def form_of(label: Label, text: str) -> Form:
    """Return what kind of words the source is."""
    source = text[slice(*label.source)]
    if label.pronoun and source.casefold() in _PRONOUNS:
        return "pronoun"
    if label.pronoun:
        return "common noun"
    if label.type[0] == "place":
        return "place"
    if label.type[0] == "organisation":
        return "organisation"
    name = _fold(text[slice(*label.speaker)])
    words = _fold(source)
    if label.type[0] != "person" or name[-1] not in words or not text[label.speaker[0]].isupper():
        return "common noun"
    return "full name" if len(name) > 1 and _within(name, words) else "surname"


def _names(label: Label, text: str) -> set[tuple[str, ...]]:
    return {_fold(text[slice(*span)]) for span in (label.speaker, *label.also)}


def _holds_head(label: Label, name: tuple[str, ...], text: str) -> bool:
    """Return whether a name of what is no person has its head and comes from one of its labelled mentions."""
    if label.type[0] == "person" and "unnamed" not in label.type:
        return False
    spans = (label.source, label.speaker, *label.also)
    head = _fold(text[slice(*label.speaker)])
    return _within(head, name) and any(_within(name, _fold(text[slice(*span)])) for span in spans)


def _description(label: Label, speaker: Speaker, text: str) -> float:
    """Return the Dice of the words of a description with those of the label that is nearest to it."""
    given = set(_fold(speaker.description or ""))
    right = [set(_fold(text[slice(*span)])) for span in label.description]
    return max(2 * len(given & words) / max(1, len(given) + len(words)) for words in right)


def _fold(words: str) -> tuple[str, ...]:
    """Return the words of a name without case, points, possessive, and what may stand before it."""
    plain = [re.sub(r"[’']s?$", "", word.casefold()).replace(".", "") for word in _WORD.findall(words)]
    first = next((n for n, word in enumerate(plain) if word not in _BEFORE), max(0, len(plain) - 1))
    return tuple(plain[first:])


def _within(part: tuple[str, ...], whole: tuple[str, ...]) -> bool:
    """Return whether the words of one stand in the other, one after another."""
    return bool(part) and any(whole[n : n + len(part)] == part for n in range(len(whole) - len(part) + 1))


def _confusions(labels: Sequence[Label], given: Sequence[Speaker | None], text: str) -> tuple[int, int]:
    """Return how many speakers found stand for several labelled ones, and how many labelled ones are split."""
    found: dict[int, list[set[tuple[str, ...]]]] = {}
    right: dict[Pair, set[int]] = {}
    for label, speaker in zip(labels, given, strict=True):
        if speaker is not None and label.resolvable:
            found.setdefault(id(speaker), []).append(_names(label, text))
            right.setdefault(label.speaker, set()).add(id(speaker))
    merged = sum(any(a.isdisjoint(b) for a, b in pairwise(own)) for own in found.values())
    return merged, sum(len(own) > 1 for own in right.values())


# ── stances ──────────────────────────────────────────────────────────────────────────────────────────────


class StanceScore(msgspec.Struct, frozen=True):
    """How stances went against the labels that have one."""

    statements: int
    right: float  # share that is one of the stances labelled
    by_stance: dict[str, tuple[int, float]]  # best label: how many, share right
    confused: dict[str, int]  # "labelled → given": how often


def score_stances(labels: Sequence[StanceLabel], given: Sequence[Stance | None]) -> StanceScore:
    """Return how stances agree with the labels: one stance given for each label, in order.

    `read_stances(labels=read_labels())` has the labels; the cue's words are `text[slice(*label.cue)]` of the article.

    Raises:
        ValueError: there is not one stance a label.
    """
    both = list(zip(labels, given, strict=True))
    hits = [stance in label.stance for label, stance in both]
    by_stance: dict[str, list[bool]] = {}
    for (label, _), hit in zip(both, hits, strict=True):
        by_stance.setdefault(label.stance[0], []).append(hit)
    confused = Counter(f"{label.stance[0]} → {stance}" for label, stance in both if stance not in label.stance)
    return StanceScore(
        statements=len(both),
        right=_share(hits) or 0.0,
        by_stance={name: (len(own), sum(own) / len(own)) for name, own in sorted(by_stance.items())},
        confused=dict(confused.most_common()),
    )


def _sections(report: Report) -> Iterator[str]:
    made = report.made
    yield f"onrecord {made.onrecord} at {made.commit}, {made.python}, {made.at}: {report.articles} articles"
    head = ["source", "statements", "right, of the resolvable", "wrong name", "left open", "type", "description"]
    yield as_table(head, [[name, *msgspec.structs.astuple(counts)] for name, counts in report.figures.items()])
    yield f"speakers that were merged: {report.merged}; given as two or more: {report.split}"


if __name__ == "__main__":
    sys.exit(main())
