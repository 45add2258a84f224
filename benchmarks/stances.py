"""Scores stances on labelled statements: python -m benchmarks.stances

The labels are those of tests/shared/speakers.json and stances.json, by offsets into PolNeAR's dev part in ../shared.
"""

from __future__ import annotations

import sys
from pathlib import Path

if not __package__:  # started as a file: what stands beside it is found from the root
    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.machine import say
from benchmarks.speaker_labels import GoldArticle, StanceLabel, read_articles, read_labels, read_stances
from benchmarks.speakers import StanceScore, score_stances
from onrecord.model import Span, Stance
from onrecord.statements.stance import stance_of
from onrecord.statements.words import find_words


def main() -> int:
    """Score, print, return the exit code."""
    try:
        score = measure()
    except OSError as error:
        say(f"Error: {error}\nThe articles that the labels point into are not there.")
        return 1
    print(f"{score.statements} statements, {score.right:.1%} right")
    for name, (count, right) in score.by_stance.items():
        print(f"  {name:8s} {count:4d} {right:.1%}")
    print("taken for another:", ", ".join(f"{pair} {count}" for pair, count in score.confused.items()))
    return 0


def measure() -> StanceScore:
    """Return how the stances that cues give agree with the labels.

    Raises:
        OSError: the articles are not there.
    """
    labels, articles = read_stances(labels=read_labels()), read_articles()
    return score_stances(labels, [_given(label, articles[label.doc_id]) for label in labels])


def _given(label: StanceLabel, article: GoldArticle) -> Stance:
    words = find_words(article.text)
    source = Span(*label.source) if label.source else None
    content = next((one.content for one in article.statements if one.cue and one.cue[0][0] == label.cue[0]), ())
    return stance_of(words, Span(*label.cue), source, [Span(*span) for span in content])


if __name__ == "__main__":
    sys.exit(main())
