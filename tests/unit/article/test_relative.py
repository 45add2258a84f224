from __future__ import annotations

import pytest

from onrecord.article.dates import Moment, parse_moment
from onrecord.article.relative import relative_moment

CAPTURED = Moment("2031-01-20T18:30:00+00:00", "minute")

THREE_HOURS = [
    "3 hours ago",
    "Posted 3h ago",
    "vor 3 Stunden",
    "il y a 3 heures",
    "hace 3 horas",
    "há 3 horas",
    "3 horas atrás",
    "3 ore fa",
    "3 uur geleden",
    "3 godziny temu",
    "před 3 hodinami",
    "pred 3 hodinami",
    "for 3 timer siden",
    "3 timmar sedan",
    "3 tuntia sitten",
    "3 saat önce",
    "3 часа назад",
    "3 години тому",
    "منذ 3 ساعات",
    "منذ ٣ ساعات",
    "לפני 3 שעות",
    "3 घंटे पहले",
    "3小时前",
    "3小時前",
    "3時間前",
    "3시간 전",
    "πριν από 3 ώρες",
    "acum 3 ore",
    "3 órával ezelőtt",
    "3 jam yang lalu",
    "3 giờ trước",
]


def read(text: str, captured: Moment | None = CAPTURED, *, labelled: bool = False) -> str | None:
    moment = relative_moment(text, captured, labelled=labelled)
    return moment.value if moment else None


@pytest.mark.parametrize("text", THREE_HOURS)
def test_hours_ago_are_the_day_of_the_capture_less_these_hours(text: str) -> None:
    assert read(text) == "2031-01-20"
    assert read(text, parse_moment("2031-01-20T02:30:00+00:00")) == "2031-01-19"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("5 min ago", "2031-01-20T18:25+00:00"),
        ("vor einer Minute", "2031-01-20T18:29+00:00"),
        ("an hour ago", "2031-01-20"),
        ("2 days ago", "2031-01-18"),
        ("2 days 3 hours ago", "2031-01-18"),
        ("2 days and 3 hours ago", "2031-01-18"),
        ("hace un día", "2031-01-19"),
        ("3 weeks ago", "2030-12"),
        ("2 weeks ago", None),  # either side of New Year
        ("4 months ago", "2030"),
        ("Yesterday at 14:05", "2031-01-19T14:05"),
        ("gestern, 14.05 Uhr", "2031-01-19T14:05"),
        ("hier à 14h05", "2031-01-19T14:05"),
        ("вчера, 14:05", "2031-01-19T14:05"),
        ("today, 9:05 am", "2031-01-20T09:05"),
        ("오늘 오후 2:05", "2031-01-20T14:05"),
    ],
)
def test_a_distance_is_as_exact_as_its_words(text: str, value: str | None) -> None:
    assert read(text) == value


@pytest.mark.parametrize(
    "text",
    ["USA Today", "yesterday", "5 minutes to read", "24 hours", "in 3 days", "500 days ago", "1 d", "לפני", "", "ago"],
)
def test_what_is_no_distance_is_not_read(text: str) -> None:
    assert read(text) is None


def test_yesterday_alone_needs_a_label() -> None:
    assert read("Published yesterday", labelled=True) == "2031-01-19"


@pytest.mark.parametrize("captured", [None, Moment("2031-01", "month")])
def test_without_a_day_of_capture_nothing_is_read(captured: Moment | None) -> None:
    assert read("3 hours ago", captured) is None


def test_hours_before_a_capture_whose_time_is_unknown_are_not_read() -> None:
    captured = Moment("2031-01-20", "day")
    assert (read("3 hours ago", captured), read("2 days ago", captured)) == (None, "2031-01-18")


@pytest.mark.timeout(5)
@pytest.mark.parametrize("text", ["3 hours " * 20_000, "vor " * 50_000, "1" * 100_000], ids=["h", "v", "1"])
def test_long_lines_are_read_in_no_time(text: str) -> None:
    read(text)
