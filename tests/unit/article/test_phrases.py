from __future__ import annotations

import re
from collections.abc import Sequence

import pytest

from onrecord.article.phrases import _index, _Phrase, role_by_phrase

TEXTS = [
    "Read more about the harbour",
    "À lire aussi : le port rouvre",
    "Sign up for our weekly letter",
    "We send the best stories to our readers' newsletter",
    "E-mail",
    "© Reuters",
    "(Photo by Ada Lund)",
    "A crane at dawn / Getty Images",
    "The Daily Lamp. All rights reserved",
    "Legal disclaimer",
    "12 Kommentare",
    "We and our 40 partners may use cookies",
    "The page you were looking for has moved",
    "This clip failed to load",
    "Tags: harbour, crane",
    "3 min read",
    "2 hours ago",
    "Updated March 3, 2025",
    "Ada Lund is a reporter with the Lamp",
    "Already have an account?",
    "Nur für Abonnenten",
    "The crane fell into the harbour on Monday.",
]


@pytest.mark.parametrize("text", TEXTS)
def test_what_is_skipped_by_its_letters_or_words_would_not_have_matched(text: str) -> None:
    index = _index()
    listed: list[Sequence[_Phrase]] = [
        *index.starts.values(),
        index.digits,
        *(phrases for _, _, phrases in index.needles),
        index.rest,
    ]
    listed.append([phrase for phrase, _, _ in index.guarded])
    fitting = {p for phrases in listed for p in phrases if re.compile(p.pattern, re.I).match(text.lstrip())}
    words = len(text.split())
    ranked = sorted((p.rank, p.role) for p in fitting if words <= p.max_words)
    assert role_by_phrase(text, words) == (ranked[0][1] if ranked else None)


def test_most_phrases_are_found_by_how_they_begin() -> None:
    assert len(_index().rest) <= 5
