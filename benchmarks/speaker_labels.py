"""Labels by people for articles of PolNeAR's dev part: who speaks in a statement, and in which stance.

They are tests/shared/speakers.json, one object a line; the texts are ../shared/data/polnear/dev.jsonl.gz. Every offset
is a half-open code point of the article's text, and no text stands in the labels:

    doc_id       the article
    source, cue  the spans of one statement of the gold, which together name it (cue null where it has none)
    speaker      a mention of who speaks under the fullest name that the article uses, without title; of a speaker
                 without a name (a group, a document, "officials") the words that may not be missing from the name
    also         further names that are as good: the same name with an initial, the acronym, "the report" of a study
    type         the types of model.SpeakerType that can be argued for, the best first
    resolvable   whether a person could tell the speaker from this article alone
    pronoun      whether the source is a pronoun, or a common noun that points back ("the president", "the report")
    description  titles, appositions and predicates that describe the speaker, any of them
    stance       the stances that can be argued for, the best first, as model.Stance has them; none: not labelled

How they came about: 21 articles of seven publishers (three each, of 300 to 1,300 words with twelve sources or more,
drawn at random); of each eleven statements at random, eight of them with a source that is a pronoun, a single word or a
common noun where there are so many; then most other pronouns and definite descriptions of the same articles, and some
surnames and places. So four in ten sources point back to a name, where in all of the dev part it is fewer than three.
One person read each article whole, labelled, read every label a second time, and looked again where CoreNLP's chains
said otherwise. Labels that stayed unsure were left out, and so were sources whose span is a slip of the gold.

To add an article, add its lines; `check_labels` tells which do not fit the gold.

tests/shared/stances.json has further labels of stances alone, from all articles: a hundred statements at random whose
cue is none of the commonest and is not there yet, and some fifty more whose cue negates, denies, confirms or vows.
"""

from __future__ import annotations

import gzip
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import msgspec

from benchmarks.sets import ROOT, SHARED
from onrecord.model import SpeakerType, Stance

LABELS = ROOT / "tests" / "shared" / "speakers.json"
STANCES = ROOT / "tests" / "shared" / "stances.json"
Pair = tuple[int, int]


class Label(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a person says of the speaker and the stance of one statement. The module tells what the fields mean."""

    doc_id: str
    source: Pair
    cue: Pair | None
    speaker: Pair
    also: tuple[Pair, ...]
    type: tuple[SpeakerType, ...]
    resolvable: bool
    pronoun: bool
    description: tuple[Pair, ...]
    stance: tuple[Stance, ...]


class StanceLabel(msgspec.Struct, frozen=True):
    """What a person says of the stance of one statement that has a cue. Fields as those of `Label`."""

    doc_id: str
    source: Pair | None
    cue: Pair
    stance: tuple[Stance, ...]


class GoldStatement(msgspec.Struct, frozen=True):
    """One statement of the gold: each role as spans, none where it is absent."""

    source: tuple[Pair, ...]
    cue: tuple[Pair, ...]
    content: tuple[Pair, ...]

    @property
    def start(self) -> int:
        """Where its first word stands."""
        return min(a for role in (self.source, self.cue, self.content) for a, _ in role)


class GoldArticle(msgspec.Struct, frozen=True):
    """One article of the gold."""

    doc_id: str
    text: str
    statements: tuple[GoldStatement, ...]

    def in_order(self) -> tuple[GoldStatement, ...]:
        """Return its statements by where they begin, as onrecord has them."""
        return tuple(sorted(self.statements, key=lambda it: it.start))


def read_labels(path: Path = LABELS) -> tuple[Label, ...]:
    """Return the labels of a file, in its order.

    Raises:
        OSError: the file is not there.
        msgspec.ValidationError: a label lacks a field, or has one too many or of another type.
    """
    return msgspec.json.decode(path.read_bytes(), type=tuple[Label, ...])


def read_stances(path: Path = STANCES, labels: Iterable[Label] = ()) -> tuple[StanceLabel, ...]:
    """Return the labels of stances of a file, after those of `labels` that say a stance and have a cue.

    Raises:
        OSError: the file is not there.
    """
    with_cue = [StanceLabel(it.doc_id, it.source, it.cue, it.stance) for it in labels if it.cue and it.stance]
    return (*with_cue, *msgspec.json.decode(path.read_bytes(), type=tuple[StanceLabel, ...]))


def read_articles(shared: Path = SHARED) -> dict[str, GoldArticle]:
    """Return the articles of PolNeAR's dev part by their id.

    Raises:
        OSError: they are not there.
    """
    with gzip.open(shared / "data" / "polnear" / "dev.jsonl.gz", "rb") as lines:
        rows = [msgspec.json.decode(line, type=GoldArticle) for line in lines]
    return {row.doc_id: row for row in rows}


def check_labels(labels: Iterable[Label | StanceLabel], articles: Mapping[str, GoldArticle]) -> Iterator[str]:
    """Yield in words what is wrong with a label: no such article or statement, one labelled twice, a span off words."""
    seen: set[tuple[str, Pair | None, Pair | None]] = set()
    for label in labels:
        key = (label.doc_id, label.source, label.cue)
        where = f"{label.doc_id} {label.source} {label.cue}"
        if key in seen:
            yield f"{where}: labelled twice"
        seen.add(key)
        article = articles.get(label.doc_id)
        if article is None or place_of(label, article) is None:
            yield f"{where}: no such statement"
            continue
        spans = (label.speaker, *label.also, *label.description) if isinstance(label, Label) else ()
        for start, end in spans:
            words = article.text[start:end]
            if not words or words != words.strip():
                yield f"{where}: {(start, end)} does not mark whole words"


def place_of(label: Label | StanceLabel, article: GoldArticle) -> int | None:
    """Return which of the article's statements, in order, is labelled; None where there is no such statement."""
    wanted = tuple((span,) if span else () for span in (label.source, label.cue))
    places = (n for n, it in enumerate(article.in_order()) if (it.source, it.cue) == wanted)
    return next(places, None)
