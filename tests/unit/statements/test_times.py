from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.model import TimeMention
from onrecord.statements.times import Reference, find_times

_DAY = Reference("2026-01-04", "captured")  # a Sunday


def _values(text: str, reference: Reference | None = _DAY) -> list[tuple[str, str]]:
    """Return the words and the value of every time, "2014/2019" where it has an end."""
    return [
        (text[one.start : one.end], one.value + (f"/{one.until}" if one.until else ""))
        for one in find_times(text, reference)
    ]


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("The mayor died on Jan. 3, 2026, aged 80.", "on Jan. 3, 2026", "2026-01-03"),
        ("The dam broke on 3 January 2026.", "on 3 January 2026", "2026-01-03"),
        ("It opened on the 3rd of January 2025.", "on the 3rd of January 2025", "2025-01-03"),
        ("It opened on the third of January, 2025.", "on the third of January, 2025", "2025-01-03"),
        ("They met on 2026-01-03 in Orrin.", "on 2026-01-03", "2026-01-03"),
        ("Logged at sea 2025-11-30T09:30:00Z by radio.", "2025-11-30T09:30:00Z", "2025-11-30T09:30:00+00:00"),
        ("The form of 13/01/2026 was lost.", "13/01/2026", "2026-01-13"),
        ("The form of 01/13/2026 was lost.", "01/13/2026", "2026-01-13"),
        ("The form of 14.12.2016 was lost.", "14.12.2016", "2016-12-14"),
        ("SATURDAY, JANUARY 3, 2026", "SATURDAY, JANUARY 3, 2026", "2026-01-03"),
        ("It began on Saturday, Jan. 3, 2026.", "on Saturday, Jan. 3, 2026", "2026-01-03"),
        ("It began on Sunday, 4 January 2026.", "on Sunday, 4 January 2026", "2026-01-04"),
        ("Sept. 11, 2001, changed the port.", "Sept. 11, 2001", "2001-09-11"),
        ("Russo took office in February 2022.", "in February 2022", "2022-02"),
        ("Work stopped in Feb. 2022 again.", "in Feb. 2022", "2022-02"),
        ("Work stopped in March of 2022 again.", "in March of 2022", "2022-03"),
        ("In May 2019 the bridge closed.", "In May 2019", "2019-05"),
        ("The firm has grown since 2014.", "since 2014", "2014"),
        ("The firm has grown since at least 2014.", "since at least 2014", "2014"),
        ("In early 2014 it nearly failed.", "In early 2014", "2014"),
        ("Prices fell in mid-2023.", "in mid-2023", "2023"),
        ("It must be done by 2030.", "by 2030", "2030"),
        ("It was done by the end of 2024.", "by the end of 2024", "2024"),
        ("He lost the 2014 election.", "2014", "2014"),
        ("Since its 2022 merger the firm has grown.", "2022", "2022"),
        ("Mills closed in the 1990s.", "in the 1990s", "1990/1999"),
        ("Mills closed in the early 2000s.", "in the early 2000s", "2000/2009"),
        ("The 1980s were kinder.", "The 1980s", "1980/1989"),
        ("Mills closed in the '90s.", "in the '90s", "1990/1999"),
        ("The church is of the 19th century.", "the 19th century", "1801/1900"),
        ("A church of the early twentieth century.", "the early twentieth century", "1901/2000"),
        ("The tower fell in spring 2021.", "in spring 2021", "2021-03/2021-05"),
        ("The tower fell in the summer of 2014.", "in the summer of 2014", "2014-06/2014-08"),
        ("The tower fell in the winter of 2021-22.", "in the winter of 2021-22", "2021-12/2022-02"),
        ("Profit fell in Q3 2025.", "in Q3 2025", "2025-07/2025-09"),
        ("Profit fell in the third quarter of 2025.", "in the third quarter of 2025", "2025-07/2025-09"),
        ("Profit fell in the first half of 2025.", "in the first half of 2025", "2025-01/2025-06"),
        ("Profit fell in the last three months of 2025.", "in the last three months of 2025", "2025-10/2025-12"),
        ("The budget for fiscal 2024 is late.", "fiscal 2024", "2024"),
        ("The budget for FY2024 is late.", "FY2024", "2024"),
        ("The fair is on November 30-December 4, 2026.", "on November 30-December 4, 2026", "2026-11-30/2026-12-04"),
        ("June 29, 2016: a boat sinks.", "June 29, 2016", "2016-06-29"),
        ("Mills closed from the 1960s to the 1980s.", "from the 1960s to the 1980s", "1960/1989"),
        ("Mills of the late 18th and early 19th centuries.", "the late 18th and early 19th centuries", "1701/1900"),
        ("He served from 2014 to 2019.", "from 2014 to 2019", "2014/2019"),
        ("He served between 2014 and 2019.", "between 2014 and 2019", "2014/2019"),
        ("The 2019–2021 drought was long.", "2019–2021", "2019/2021"),
        ("The 2023-24 season was long.", "2023-24", "2023/2024"),
        ("Rain fell from March to May 2024.", "from March to May 2024", "2024-03/2024-05"),
        ("Rain fell from November to May 2024.", "from November to May 2024", "2023-11/2024-05"),
        ("Rain fell on January 3-5, 2025.", "on January 3-5, 2025", "2025-01-03/2025-01-05"),
        ("Rain fell between 1 and 3 April 2024.", "between 1 and 3 April 2024", "2024-04-01/2024-04-03"),
        (
            "It ran from Jan 3, 2024, to Feb 5, 2025.",
            "from Jan 3, 2024, to Feb 5, 2025",
            "2024-01-03/2025-02-05",
        ),
        ("Since 9/11 the gates are shut.", "Since 9/11", "2001-09-11"),
        ("It was founded before the Sept. 11 attacks.", "Sept. 11", "2001-09-11"),
        ("It snowed on Christmas Day 2024.", "on Christmas Day 2024", "2024-12-25"),
        ("It snowed on Easter Monday 2024.", "on Easter Monday 2024", "2024-04-01"),
        ("They met on Thanksgiving 2023.", "on Thanksgiving 2023", "2023-11-23"),
    ],
)
@pytest.mark.parametrize("reference", [_DAY, None], ids=["dated", "undated"])
def test_absolute_times_have_a_value_with_or_without_a_reference(
    text: str, words: str, value: str, reference: Reference | None
) -> None:
    assert _values(text, reference) == [(words, value)]
    assert find_times(text, reference)[0].anchor == "text"


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("The envoys met in Orrin on Saturday.", "on Saturday", "2026-01-03"),
        ("Early Thursday a hotel burned.", "Early Thursday", "2026-01-01"),
        ("Tuesday’s talks failed.", "Tuesday", "2025-12-30"),
        ("The train stopped on Friday night.", "on Friday night", "2026-01-02"),
        ("The train stopped last Tuesday.", "last Tuesday", "2025-12-30"),
        ("It rained on Sunday.", "on Sunday", "2026-01-04"),
        ("It rained last Sunday.", "last Sunday", "2025-12-28"),
        ("He flies home next Monday.", "next Monday", "2026-01-05"),
        ("They were arrested this Wednesday.", "this Wednesday", "2025-12-31"),
        ("The board will sit this Wednesday.", "this Wednesday", "2026-01-07"),
        ("The union has called on the board to publish its accounts by Tuesday.", "by Tuesday", "2026-01-06"),
        ("The council will vote on Tuesday.", "on Tuesday", "2026-01-06"),
        ("Ukraine said a summit would take place in France on Tuesday.", "on Tuesday", "2026-01-06"),
        ("He is due in court on Monday.", "on Monday", "2026-01-05"),
        ("Talks to be held on Friday are in doubt.", "on Friday", "2026-01-09"),
        ("On Wednesday the minister will speak.", "On Wednesday", "2026-01-07"),
        ("The union plans to strike on Thursday.", "on Thursday", "2026-01-08"),
        ("The hearing is scheduled for Friday.", "Friday", "2026-01-09"),
        ("The vote is set for Friday.", "Friday", "2026-01-09"),
        ("The group agreed to meet on Tuesday.", "on Tuesday", "2026-01-06"),
        ("The upcoming Tuesday debate sold out.", "Tuesday", "2026-01-06"),
        ("The hall is closed until Monday.", "until Monday", "2026-01-05"),
        ("He must decide by Friday.", "by Friday", "2026-01-09"),
        ("By Friday, twenty boats had sunk.", "By Friday", "2026-01-02"),
        ("The mayor said on Friday that she would resign.", "on Friday", "2026-01-02"),
        ("He was forced to resign on Friday.", "on Friday", "2026-01-02"),
        ("Residents fled, and on Tuesday the army will enter.", "on Tuesday", "2026-01-06"),
        ("Polls opened ahead of Tuesday’s vote.", "Tuesday", "2026-01-06"),
        ("Friday prayers were held in Orrin.", "Friday", "2026-01-02"),
        ("Police sought a Monday hearing in vain.", "Monday", "2025-12-29"),
        ("He spoke on Tuesday last week.", "on Tuesday last week", "2025-12-23"),
        ("It happened in the early hours of Saturday.", "in the early hours of Saturday", "2026-01-03"),
        ("Today it rained.", "Today", "2026-01-04"),
        ("It rained yesterday.", "yesterday", "2026-01-03"),
        ("Yesterday it rained.", "Yesterday", "2026-01-03"),
        ("The envoy arrives tomorrow morning.", "tomorrow morning", "2026-01-05"),
        ("He speaks tonight.", "tonight", "2026-01-04"),
        ("A fire broke out this morning.", "this morning", "2026-01-04"),
        ("A fire broke out last night.", "last night", "2026-01-03"),
        ("A fire broke out the day before yesterday.", "the day before yesterday", "2026-01-02"),
        ("A fire broke out three days ago.", "three days ago", "2026-01-01"),
        ("A fire broke out two weeks ago.", "two weeks ago", "2025-W51"),
        ("A fire broke out three months ago.", "three months ago", "2025-10"),
        ("A fire broke out a year ago.", "a year ago", "2025"),
        ("A fire broke out about 20 years ago.", "about 20 years ago", "2006"),
        ("A fire broke out a decade ago.", "a decade ago", "2016"),
        ("A fire broke out twenty-five years ago.", "twenty-five years ago", "2001"),
        ("She spoke on Friday morning before the march.", "on Friday morning", "2026-01-02"),
        ("June 29: a boat sank.", "June 29", "2025-06-29"),
        ("He will quit by the end of the year.", "by the end of the year", "2026"),
        ("The trial was to begin on Monday.", "on Monday", "2026-01-05"),
        ("Work was suspended until Monday.", "until Monday", "2026-01-05"),
        ("It closed at 5 p.m. (1600 GMT) on Friday.", "at 5 p.m. (1600 GMT) on Friday", "2026-01-02T17:00"),
        ("He came to Orrin on Dec. 20 and will return.", "on Dec. 20", "2025-12-20"),
        ("“On Monday,” he said, “we will vote.”", "On Monday", "2026-01-05"),
        ("The talks on Tuesday will focus on grain.", "on Tuesday", "2026-01-06"),
        ("It blew up in the early morning of January 2.", "in the early morning of January 2", "2026-01-02"),
        ("Prices rose last week.", "last week", "2025-W52"),
        ("Prices rose earlier this week.", "earlier this week", "2026-W01"),
        ("Prices rose the week before last.", "the week before last", "2025-W51"),
        ("Prices will rise this month.", "this month", "2026-01"),
        ("Prices rose last month.", "last month", "2025-12"),
        ("Prices will rise next year.", "next year", "2027"),
        ("Prices have risen since last year.", "since last year", "2025"),
        ("Prices rose last quarter.", "last quarter", "2025-10/2025-12"),
        ("Prices rose last summer.", "last summer", "2025-06/2025-08"),
        ("Prices will rise this spring.", "this spring", "2026-03/2026-05"),
        ("Shops closed over the weekend.", "over the weekend", "2026-01-03/2026-01-04"),
        ("Shops closed last weekend.", "last weekend", "2025-12-27/2025-12-28"),
        ("Prices rose over the past three weeks.", "over the past three weeks", "2025-12-14/2026-01-04"),
        ("Prices rose in the past two months.", "in the past two months", "2025-11/2026-01"),
        ("Prices rose in the last decade.", "in the last decade", "2016/2026"),
        ("Prices will rise over the next five years.", "over the next five years", "2026/2031"),
        ("They will meet three weeks from now.", "three weeks from now", "2026-W04"),
        ("It was signed on January 3.", "on January 3", "2026-01-03"),
        ("It was signed on 30 December.", "on 30 December", "2025-12-30"),
        ("It will be signed on 10 March.", "on 10 March", "2026-03-10"),
        ("It was signed on 10 March.", "on 10 March", "2025-03-10"),
        ("It was signed on March 10 of last year.", "on March 10 of last year", "2025-03-10"),
        ("It will be signed on Tuesday, March 10.", "on Tuesday, March 10", "2026-03-10"),
        ("It was signed in February.", "in February", "2025-02"),
        ("It will be signed in February.", "in February", "2026-02"),
        ("It was signed in January.", "in January", "2026-01"),
        ("It was signed in late December.", "in late December", "2025-12"),
        ("It was signed in March of last year.", "in March of last year", "2025-03"),
        ("It will be signed next March.", "next March", "2026-03"),
        ("It was signed last January.", "last January", "2025-01"),
        ("The November election was close.", "November", "2025-11"),
        ("It rained between March and May.", "between March and May", "2025-03/2025-05"),
        ("It rained from Monday to Wednesday.", "from Monday to Wednesday", "2025-12-29/2025-12-31"),
        ("They danced on New Year's Eve.", "on New Year's Eve", "2025-12-31"),
        ("They danced on Christmas Day.", "on Christmas Day", "2025-12-25"),
        ("They danced on Thanksgiving.", "on Thanksgiving", "2025-11-27"),
        ("He was shot at 3 p.m. on Saturday.", "at 3 p.m. on Saturday", "2026-01-03T15:00"),
        ("It struck at 02:30 GMT on Jan 3 near Orrin.", "at 02:30 GMT on Jan 3", "2026-01-03T02:30"),
        ("On Saturday at about 3:15 a.m. it struck.", "On Saturday at about 3:15 a.m.", "2026-01-03T03:15"),
        ("It struck at noon on Friday.", "at noon on Friday", "2026-01-02T12:00"),
        ("It will open tomorrow at 7 p.m. sharp.", "tomorrow at 7 p.m.", "2026-01-05T19:00"),
        (
            "It was open from 7 to 9 p.m. Saturday.",
            "from 7 to 9 p.m. Saturday",
            "2026-01-03T19:00/2026-01-03T21:00",
        ),
    ],
)
def test_relative_times_are_told_from_the_reference(text: str, words: str, value: str) -> None:
    assert _values(text) == [(words, value)]
    assert find_times(text, _DAY)[0].anchor == "captured"
    assert find_times(text, Reference("2026-01-04T09:30:00+00:00", "published"))[0].anchor == "published"
    assert find_times(text, None) == ()


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("The bridge fell on Friday. A day earlier it had cracked.", ["2026-01-02", "2026-01-01"]),
        ("The bridge fell on Friday. Cracks were seen the day before.", ["2026-01-02", "2026-01-01"]),
        ("The bridge fell on Friday. The following day it burned.", ["2026-01-02", "2026-01-03"]),
        ("The bridge fell on Friday. The same day she resigned.", ["2026-01-02", "2026-01-02"]),
        ("The bridge fell on Friday. Later that day she resigned.", ["2026-01-02", "2026-01-02"]),
        ("It fell on March 3, 2014. Two days later it burned.", ["2014-03-03", "2014-03-05"]),
        ("It fell on March 3, 2014. A week later it burned.", ["2014-03-03", "2014-W11"]),
        ("It fell on March 3, 2014. A month later it burned.", ["2014-03-03", "2014-04"]),
        ("It fell on March 3, 2014. The following Tuesday it burned.", ["2014-03-03", "2014-03-04"]),
        ("She was hired in 2014. The following year she left.", ["2014", "2015"]),
        ("She was hired in 2014. That same year she left.", ["2014", "2014"]),
        ("She was hired in 2014. Two years earlier she had left.", ["2014", "2012"]),
        ("She was hired in 2014. Two days later she left.", ["2014"]),
        ("She was hired on Friday, the day before the vote.", ["2026-01-02"]),
        ("She was hired on Friday, a day earlier than planned.", ["2026-01-02"]),
        ("Police came on Saturday. At 5 p.m. they left.", ["2026-01-03", "2026-01-03T17:00"]),
        ("Police came on Saturday.\n\nAt 5 p.m. they left.", ["2026-01-03"]),
        ("Police came in 2014. At 5 p.m. they left.", ["2014"]),
    ],
)
def test_times_told_from_the_text_go_by_the_one_named_last(text: str, values: list[str]) -> None:
    assert [value for _, value in _values(text)] == values


def test_a_time_told_from_an_absolute_date_needs_no_reference() -> None:
    found = find_times("It fell on March 3, 2014. Two days later it burned.", None)
    assert [(one.value, one.anchor) for one in found] == [("2014-03-03", "text"), ("2014-03-05", "text")]


def test_a_time_told_from_a_relative_date_has_its_anchor() -> None:
    found = find_times("It fell on Friday. A day later it burned.", Reference("2026-01-04", "published"))
    assert [(one.value, one.anchor) for one in found] == [("2026-01-02", "published"), ("2026-01-03", "published")]


@pytest.mark.parametrize(
    "text",
    [
        "You May go.",
        "Theresa May said so.",
        "They March on the palace.",
        "The Women’s March on Orrin drew crowds.",
        "The Sun reported it.",
        "It took a second.",
        "He was sent to room 2019.",
        "He read “1984” twice.",
        "It failed in 300 cases.",
        "The screen shows 1920×1200 points.",
        "He served two years before he was freed.",
        "Some 2,000 people came.",
        "About 2000 people came.",
        "Call 555-2014 now.",
        "Call (212) 555 2014 now.",
        "It is open 24/7.",
        "Black Friday sales rose.",
        "The Sunday Times said so.",
        "The Saturday Evening Post said so.",
        "April Smith said so.",
        "June Carter sang.",
        "August Wilson wrote it.",
        "She lives at 2014 Elm Street.",
        "Shots were fired in the 1900 block of Orchard Road.",
        "It cost $2014.",
        "It cost 2014 dollars.",
        "It has been worse in recent weeks.",
        "He was jailed for two years.",
        "It happened a few days ago.",
        "It happened more than two years ago.",
        "It happened two or three years ago.",
        "It happened 65 million years ago.",
        "He comes every Friday.",
        "He comes on Fridays.",
        "It is like any day, on a Monday.",
        "It was to be January 45.",
        "It was to be Feb. 30, 2020.",
        "It was to be 2020-02-30.",
        "It was to be 31/02/2020.",
        "It was to be the year 99999.",
        "It may be 03/01/2026.",
        "They put up a Christmas tree.",
        "Prices fall 3 percent.",
        "The score was 10:30.",
        "Version 10.2.15 is out.",
        "The mean was 1436/1633 there.",
        "Monday.com sells software.",
        "The second quarter was lively.",
        "USA Today said so.",
        "The walls were built in 1200 BC.",
        "He saw that day care is dear.",
        "The first Tuesday of each month is free.",
    ],
)
def test_what_is_no_time_is_left_out(text: str) -> None:
    assert _values(text) == []


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The forms of 13/01/2026 and 03/02/2026 were lost.", "2026-02-03"),
        ("The forms of 01/13/2026 and 03/02/2026 were lost.", "2026-03-02"),
    ],
    ids=["day first", "month first"],
)
def test_a_numeric_date_is_read_as_the_others_of_its_text(text: str, value: str) -> None:
    assert _values(text)[1][1] == value


@pytest.mark.parametrize(
    ("text", "of_month", "of_year"),
    [
        ("It rained on Saturday.", None, None),
        ("It rained yesterday.", None, None),
        ("It rained last week.", None, None),
        ("It rained three days ago.", None, None),
        ("It rained this month.", "2026-01", None),
        ("It rained last month.", "2025-12", None),
        ("It rained in February.", "2025-02", None),
        ("It rained on December 30.", "2025-12-30", None),
        ("It rained on New Year’s Eve.", "2025-12-31", None),
        ("It rained last summer.", "2025-06", None),
        ("It rained last year.", "2025", "2025"),
        ("It rained three years ago.", "2023", "2023"),
        ("It rained in 2014.", "2014", "2014"),
    ],
)
def test_the_precision_of_the_reference_is_honoured(text: str, of_month: str | None, of_year: str | None) -> None:
    for reference, value in (("2026-01", of_month), ("2026", of_year)):
        found = find_times(text, Reference(reference, "published"))
        assert [one.value for one in found] == ([value] if value else [])


@pytest.mark.parametrize("value", ["", "soon", "2026-13", "2026-02-30", "0000", "99999", "2026-1-3"])
def test_a_reference_that_is_no_date_counts_as_none(value: str) -> None:
    text = "It rained on Saturday, and in 2014."
    assert [one.value for one in find_times(text, Reference(value, "captured"))] == ["2014"]


def test_a_mention_holds_its_place_value_and_anchor() -> None:
    text = "Crowds met on Saturday."
    assert find_times(text, _DAY) == (TimeMention(11, 22, "2026-01-03", None, "captured"),)


def test_times_come_in_order_and_do_not_overlap() -> None:
    text = (
        "From 2014 to 2019, at 3 p.m. on Friday, on Jan. 3, last week and in the 1990s, two days later, it rained. "
        * 21
    )
    found = find_times(text, _DAY)
    assert len(found) > 100
    assert all(one.end <= after.start for one, after in pairwise(found))


@pytest.mark.parametrize(
    "text",
    [
        "on " * 40_000,
        "a day earlier " * 15_000,
        "by May " * 30_000,
        "20:30 " * 30_000,
        "1 2 3 4 " * 25_000,
        "will " * 40_000 + "on Saturday",
        "on Saturday " + "at 5 " * 40_000,
        "in the early late mid early " * 8_000,
        "1/2/" * 50_000,
        "January " * 25_000,
        "“" * 100_000 + " on Saturday",
    ],
    ids=lambda text: text[:12].strip(),
)
@pytest.mark.timeout(10)
def test_hostile_text_is_read_in_linear_time(text: str) -> None:
    assert all(text[one.start : one.end].strip() for one in find_times(text, _DAY))


_PIECES = (
    "on in at by since until from between the last next this a one two 3 12 2014 99 31 30th Jan. May March Saturday "
    "Sat. day days week year ago later earlier before after and to – - 3 p.m. 19:30 GMT noon Q3 of 1990s 19th century "
    "Christmas Day weekend today end will was said 2019-02-30 03/04/2021 9/11 , . “ ” ’s \n past following same that"
).split(" ")


@given(
    st.lists(st.sampled_from(_PIECES), max_size=40), st.sampled_from(["2026-01-04", "2024-02-29", "2026-01", "1000"])
)
def test_any_words_give_spans_in_order_that_lie_in_the_text(pieces: list[str], reference: str) -> None:
    text = " ".join(pieces)
    found = find_times(text, Reference(reference, "published"))
    assert all(0 <= one.start < one.end <= len(text) for one in found)
    assert all(one.end <= after.start for one, after in pairwise(found))
    assert all(text[one.start : one.end] == text[one.start : one.end].strip() for one in found)


@pytest.mark.parametrize("reference", ["1000-01-01", "9000-12-31", "1000", "9000"])
def test_the_ends_of_the_calendar_raise_nothing(reference: str) -> None:
    text = "300 years ago, 999 days ago, 99 decades ago, last century, next decade, on Easter Sunday, in May, next week"
    assert find_times(text, Reference(reference, "captured")) is not None
