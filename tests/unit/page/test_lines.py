from __future__ import annotations

import pytest

from onrecord.page.lines import read_lines


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        pytest.param("One.\nTwo.\n\nThree.", ("One.", "Two.", "Three."), id="a-row-a-line"),
        pytest.param("  a   b \n\n\n c", ("a b", "c"), id="white-space"),
        pytest.param("A line that was cut by a mailer at\nfifty characters goes on.", None, id="cut-line-joined"),
        pytest.param("Headline of the day\nThe first sentence stands alone.", None, id="headline-stays-apart"),
    ],
)
def test_lines_become_rows(text: str, rows: tuple[str, ...] | None) -> None:
    got = read_lines(text, max_blocks=100)[1].text
    if rows is None:
        rows = (text.replace("\n", " "),) if text[text.index("\n") + 1].islower() else tuple(text.split("\n"))
    assert got == rows


def test_a_paragraph_wrapped_at_a_fixed_width_is_one_row() -> None:
    words = "The assembly of Orley voted on Tuesday to rebuild the old pier in oak and not in steel as planned".split()
    lines = [" ".join(words[n : n + 11]) for n in range(0, len(words), 11)]
    assert read_lines("\n".join(lines), max_blocks=100)[1].text == (" ".join(words),)


def test_past_the_limit_lines_join_the_last() -> None:
    assert read_lines("A.\nB.\nC.\nD.", max_blocks=2)[1].text == ("A.", "B.\nC.\nD.")


def test_lines_broken_at_one_width_are_joined_and_items_stay_apart() -> None:
    import textwrap

    story = "The assembly of Orley voted on Tuesday to rebuild the old ferry pier in oak and not in steel as planned. "
    paragraphs = [story * 3, "Oak and tar", story * 2, story * 4]
    items = ["* herring boats and all the smaller craft at the old salt quay", "* ferries"]
    text = "\n\n".join(textwrap.fill(part, 72, initial_indent="   ", subsequent_indent="   ") for part in paragraphs)
    rows = read_lines(text + "\n\n" + "\n".join("   " + item for item in items), max_blocks=100)[1].text
    assert rows == (*(part.strip() for part in paragraphs), *items)


@pytest.mark.parametrize("sign", ["* ", "- ", "• ", "1. ", "## "])
def test_a_line_with_a_sign_before_it_starts_a_row(sign: str) -> None:
    lines = ("This is a line of a text that goes on and on without an end", f"{sign}so this is another")
    assert read_lines("\n".join(lines), max_blocks=9)[1].text == lines


def test_the_fields_of_a_header_stay_apart_however_long_its_title_is() -> None:
    story = "The assembly of Orley voted on Tuesday to rebuild the old pier in oak and not in steel, as was planned."
    head = (
        "Assembly of Orley votes to rebuild the old pier in oak, not in steel",
        "By Dorrit Quell",
        "Date: 3 January",
    )
    body = [story[n : n + 52] for n in (0, 52)] * 5
    assert read_lines("\n".join((*head, "", *body)), max_blocks=100)[1].text[:3] == head
