from __future__ import annotations

import pytest

from onrecord.statements.marks import quote_states
from onrecord.statements.words import find_words


def shown(text: str) -> str:
    """The words that stand inside quotation marks."""
    words = find_words(text)
    return " ".join(words.of(at) for at, state in enumerate(quote_states(words)) if state == 1)


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        pytest.param("“Go,” she said.", "Go ,", id="curly"),
        pytest.param('"Go," she said. "Now."', "Go , Now .", id="straight"),
        pytest.param("«Go», she said, „now“.", "Go now", id="other styles"),
        pytest.param("'Go now,' she said; the men's hall.", "Go now ,", id="single"),
        pytest.param("The men's hall, the boys' room.", "", id="apostrophes"),
        pytest.param("“It goes on.\n\n“And ends.” Then", "It goes on . And ends .", id="over paragraphs"),
        pytest.param("‘It’s late,’ he said.", "It ’s late ,", id="an apostrophe inside single marks"),
        pytest.param("nothing” here", "", id="only a closing mark"),
    ],
)
def test_words_in_quotation_marks_are_seen(text: str, inside: str) -> None:
    assert shown(text) == inside


def test_a_text_made_of_marks_takes_linear_time() -> None:
    assert set(quote_states(find_words(" 'a" * 20_000))) <= {0, 1, 2}
