from __future__ import annotations

import pytest

from onrecord.statements.quotations import find_quotations


def _inner(text: str) -> list[str]:
    return [one.inner.of(text) for one in find_quotations(text)]


@pytest.mark.parametrize(
    ("text", "inner"),
    [
        pytest.param("“We go,” he said. “Now.”", ["We go,", "Now."], id="curly"),
        pytest.param('"We go," he said. "Now."', ["We go,", "Now."], id="straight"),
        pytest.param("''We go,'' he said. ``Now.''", ["We go,", "Now."], id="doubled"),
        pytest.param("'We can't go to the voters' hall,' he said.", ["We can't go to the voters' hall,"], id="single"),
        pytest.param("‘We don’t,’ he said.", ["We don’t,"], id="curly single"),
        pytest.param("„Ja“, »Nein«, « Oui », ‹Si›, ”Nej”", ["Ja", "Nein", "Oui", "Si", "Nej"], id="other styles"),
        pytest.param("「はい」と『いいえ』", ["はい", "いいえ"], id="corner brackets"),
        pytest.param('“We go," he said. "Now.”', ["We go,", "Now."], id="curly and straight mixed"),
        pytest.param("called it “dire“ today", ["dire"], id="an opening mark that closes"),
        pytest.param("“We go, “ he said. “Now.”", ["We go,", "Now."], id="an opening mark between spaces"),
        pytest.param("“It rains a lot,’ Orr said.", ["It rains a lot,"], id="closed with a single mark"),
        pytest.param('"We go, "he said. "Now."', ["We go,", "Now."], id="space on the wrong side"),
        pytest.param("She is 5'10\" tall. A 6\" pipe and a 12' wall.", [], id="feet and inches"),
        pytest.param('"The 6" pipe burst," he said.', ['The 6" pipe burst,'], id="inches in a quotation"),
        pytest.param("rock ’n’ roll of the ’90s and the '60s, the workers’ song", [], id="apostrophes"),
        pytest.param("“”", [], id="nothing between the marks"),
        pytest.param('it was called "a mess', [], id="a straight mark without another"),
        pytest.param("it was a mess” he said", [], id="a stray closing mark"),
        pytest.param('"We go, he said. "Now."', ["Now."], id="a missing closing mark before another quotation"),
    ],
)
def test_marks_of_every_style_are_read(text: str, inner: list[str]) -> None:
    assert _inner(text) == inner


@pytest.mark.parametrize(
    "text",
    [
        "“Ann said, ‘No,’” he said.",
        "\"Ann said, 'No,'\" he said.",
        '"Ann said "No," twice," he said.',
        "“Ann “No,” so,”",
    ],
    ids=["curly", "straight", "the same straight mark", "the same curly mark"],
)
def test_a_quotation_in_a_quotation_is_deeper(text: str) -> None:
    assert [(one.depth, "No," in one.inner.of(text)) for one in find_quotations(text)] == [(0, True), (1, True)]
    assert find_quotations(text)[1].inner.of(text) == "No,"


def test_a_span_takes_in_its_marks() -> None:
    text = "He said “ we go ” then."
    (one,) = find_quotations(text)
    assert (text[one.start : one.end], one.inner.of(text), one.closed) == ("“ we go ”", "we go", True)


def test_a_quotation_over_paragraphs_goes_on_until_its_closing_mark() -> None:
    text = "“One.\n\n“Two.\n\n“Three,” she said.\n\n“Four.”"
    assert [(one.inner.of(text), one.closed, one.continues) for one in find_quotations(text)] == [
        ("One.", False, False),
        ("Two.", False, True),
        ("Three,", True, True),
        ("Four.", True, False),
    ]


def test_a_paragraph_without_an_opening_mark_closes_the_quotation_before() -> None:
    text = "“One.\n\nTwo,” she said. “Three.”"
    assert [(one.inner.of(text), one.continues) for one in find_quotations(text)] == [
        ("One.", False),
        ("Two,", True),
        ("Three.", False),
    ]


@pytest.mark.parametrize(
    ("text", "inner"),
    [('He said: "We go. Now', ["We go. Now"]), ("it is “a mess, he said", ["a mess, he said"]), ('"We go', ["We go"])],
    ids=["after a colon", "curly", "at the paragraph's start"],
)
def test_a_quotation_that_nothing_closes_runs_to_the_paragraphs_end(text: str, inner: list[str]) -> None:
    assert _inner(text) == inner
    assert not find_quotations(text)[0].closed


def test_a_straight_quotation_goes_on_where_the_next_paragraph_opens_with_its_mark() -> None:
    text = '"I saw it," she said. "It has three names on it.\n\n"One is his."'
    assert [(one.inner.of(text), one.closed, one.continues) for one in find_quotations(text)] == [
        ("I saw it,", True, False),
        ("It has three names on it.", False, False),
        ("One is his.", True, True),
    ]


@pytest.mark.parametrize("text", ["", '"', "'", "“\n”", "''\"'", "‘" * 50, '" ' * 50, "a’" * 50, "\n\n"])
def test_no_text_breaks_it(text: str) -> None:
    assert all(
        0 <= one.start <= one.inner.start < one.inner.end <= one.end <= len(text) for one in find_quotations(text)
    )
