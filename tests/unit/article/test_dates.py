from __future__ import annotations

import pytest

from onrecord.article.dates import moment_in_url, month_numbers, parse_moment


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2031-05-06", "2031-05-06"),
        ("2031-05-06T07:08:09Z", "2031-05-06T07:08:09+00:00"),
        ("2031-05-06T07:08:09.123456+02:00", "2031-05-06T07:08:09+02:00"),
        ("2031-05-06T07:08+0530", "2031-05-06T07:08+05:30"),
        ("2031-05-06 07:08", "2031-05-06T07:08"),
        ("20310506T0708Z", "2031-05-06T07:08+00:00"),
        ("1935817689", "2031-05-06T07:08:09+00:00"),
        ("1935817689000", "2031-05-06T07:08:09+00:00"),
        ("Tue, 06 May 2031 07:08:09 GMT", "2031-05-06T07:08:09+00:00"),
        ("Tue May 06 07:08:09 CEST 2031", "2031-05-06T07:08:09+02:00"),
        ("Tue May 06 2031 07:08:09 GMT+0200 (CEST)", "2031-05-06T07:08:09+02:00"),
        ("Updated 7:08 PM EDT, Tue May 6, 2031", "2031-05-06T19:08-04:00"),
        ("May 6, 2031 at 12:05 a.m.", "2031-05-06T00:05"),
        ("6th of May 2031", "2031-05-06"),
        ("6. Mai 2031, 07.08 Uhr", "2031-05-06T07:08"),
        ("06.05.2031, 07:08 Uhr", "2031-05-06T07:08"),
        ("1er août 2031 à 7h08", "2031-08-01T07:08"),
        ("6 de mayo de 2031", "2031-05-06"),
        ("6 maggio 2031", "2031-05-06"),
        ("6 de março de 2031 às 7h08", "2031-03-06T07:08"),
        ("6 mei 2031", "2031-05-06"),
        ("6 maja 2031", "2031-05-06"),
        ("6. května 2031", "2031-05-06"),
        ("6. maj 2031 kl. 07:08", "2031-05-06T07:08"),
        ("6. toukokuuta 2031", "2031-05-06"),
        ("6 Mayıs 2031 07:08", "2031-05-06T07:08"),
        ("07:08, 6 мая 2031", "2031-05-06T07:08"),
        ("6 травня 2031", "2031-05-06"),
        ("٦ مايو ٢٠٣١", "2031-05-06"),
        ("6 كانون الثاني 2031", "2031-01-06"),
        ("6 במאי 2031", "2031-05-06"),
        ("6 מאי 2031", "2031-05-06"),
        ("6 मई 2031", "2031-05-06"),
        ("2031年5月6日 07:08", "2031-05-06T07:08"),
        ("2031년 5월 6일", "2031-05-06"),
        ("2031. május 6. 7:08", "2031-05-06T07:08"),
        ("25/12/2031", "2031-12-25"),
        ("12/25/2031", "2031-12-25"),
        ("May 2031", "2031-05"),
        ("2031-05", "2031-05"),
        ("2031", "2031"),
        ("30 February 2031", None),
        ("2031-13-01", None),
        ("two hours ago", None),
        ("3 hours ago", None),
        ("", None),
    ],
)
def test_a_date_is_read_as_exactly_as_it_is_written(text: str, value: str | None) -> None:
    moment = parse_moment(text)
    assert (moment.value if moment else None) == value


@pytest.mark.parametrize(
    ("text", "precision"),
    [("2031-05-06T07:08Z", "minute"), ("2031-05-06", "day"), ("May 2031", "month"), ("2031", "year")],
)
def test_the_precision_is_that_of_the_writing(text: str, precision: str) -> None:
    moment = parse_moment(text)
    assert moment is not None
    assert moment.precision == precision


def test_midnight_sharp_is_a_day_whose_time_is_unknown() -> None:
    moment = parse_moment("2031-05-06T00:00:00+02:00")
    assert moment is not None
    assert (moment.value, moment.precision) == ("2031-05-06", "day")


@pytest.mark.parametrize("zone", ["IST", "BST", "ET"])
def test_a_zone_with_several_meanings_stays_unknown(zone: str) -> None:
    moment = parse_moment(f"May 6, 2031, 7:08 {zone}")
    assert moment is not None
    assert moment.value == "2031-05-06T07:08"


@pytest.mark.parametrize(("month_first", "value"), [(None, None), (True, "2031-05-06"), (False, "2031-06-05")])
def test_a_date_with_strokes_is_read_only_when_the_order_is_known(month_first: bool | None, value: str | None) -> None:
    moment = parse_moment("5/6/2031", month_first=month_first)
    assert (moment.value if moment else None) == value


@pytest.mark.parametrize(
    ("url", "value"),
    [
        ("https://paper.example/2031/05/06/tide", "2031-05-06"),
        ("https://paper.example/news/2031-05-06-tide.html", "2031-05-06"),
        ("https://paper.example/2031/may/06/tide", "2031-05-06"),
        ("https://paper.example/2031/october/06/tide", "2031-10-06"),
        ("https://paper.example/31310506/tide", None),
        ("https://paper.example/20210506/tide", "2021-05-06"),
        ("https://paper.example/2031/05/tide", "2031-05"),
        ("https://paper.example/tide?date=2031/05/06", None),
        ("https://paper.example/2031/99/06/tide", None),
        (None, None),
    ],
)
def test_the_path_of_a_url_can_name_the_day(url: str | None, value: str | None) -> None:
    moment = moment_in_url(url)
    assert (moment.value if moment else None) == value


def test_every_language_has_twelve_months_and_no_word_two_meanings() -> None:
    numbers = month_numbers()
    assert set(numbers.values()) == set(range(1, 13))
    assert numbers["mai"] == 5
    assert numbers["listopad"] == 11


def test_months_in_capitals_need_no_accents() -> None:
    numbers = month_numbers()
    assert [numbers[word] for word in ("fevrier", "ιανουαριου", "kasim", "brezna")] == [2, 1, 11, 3]


@pytest.mark.timeout(5)
@pytest.mark.parametrize(
    "text",
    [
        "1" * 100_000,
        "may " * 50_000,
        "1/" * 50_000,
        "1 may " * 50_000,
        "午後" * 50_000,
        "ธ.ค." * 50_000,
        "kl. " * 50_000,
    ],
    ids=["1", "m", "s", "d", "pm", "thai", "kl"],
)
def test_long_texts_are_read_in_no_time(text: str) -> None:
    parse_moment(text)
