from __future__ import annotations

import pytest

from onrecord.grouping.casualties import casualties
from tests.unit.grouping.told_figures import article


def read(text: str, title: str = "") -> tuple[float, float]:
    found = casualties(article((text, None, []), title=title))
    return (found.killed.value if found.killed else 0, found.injured.value if found.injured else 0)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Two men were killed and three others were wounded in a shooting in Ostrel on Friday, police said.", (2, 3)),
        ("A man was shot and killed in Ostrel on Friday night, police said.", (1, 0)),
        ("Four people were injured in a shooting in Ostrel, police said.", (0, 4)),
        ("The council of Ostrel met on Friday to talk about its budget.", (0, 0)),
    ],
    ids=["both", "one man", "injured alone", "none"],
)
def test_an_article_tells_of_its_own_event_s_killed_and_injured(text: str, expected: tuple[float, float]) -> None:
    assert read(text) == expected


def test_those_of_earlier_years_are_left_out() -> None:
    text = "A man was shot and killed in Ostrel on Friday, police said. In 2019, nine people were killed in the town."

    assert read(text)[0] == 1


def test_what_is_returned_points_at_words_of_the_article() -> None:
    one = article(("Two men were killed in a shooting in Ostrel on Friday, police said.", None, []))
    killed = casualties(one).killed

    assert killed is not None
    assert all(0 <= span.start < span.end <= len(one.text) for span in killed.spans)
    assert 0 <= killed.chance <= 1


@pytest.mark.parametrize(
    "text", ["", "killed " * 4000, "two " * 5000, "\x00\u202ethree dead", "9" * 9000], ids=list("abcde")
)
def test_no_text_breaks_it(text: str) -> None:
    casualties(article((text, None, []), title=text[:200]))
