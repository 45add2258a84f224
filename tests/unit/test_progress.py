from __future__ import annotations

import io
from pathlib import Path

import pytest

from onrecord.model import Origin
from onrecord.pipeline import Summary
from onrecord.progress import Display, Meter, duration, report, status_line


def origin(uri: str, offset: int | None = None) -> Origin:
    return Origin("a", "a", uri, "file", offset)


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(0.42, "0.4 s"), (12.3, "12 s"), (59.9, "1 min 0 s"), (200, "3 min 20 s"), (7500, "2 h 5 min")],
)
def test_a_length_of_time_is_given_in_the_units_that_fit(seconds: float, words: str) -> None:
    assert duration(seconds) == words


def test_the_line_says_how_far_the_run_is_and_how_long_it_takes() -> None:
    summary = Summary(captures=1200, articles=1000, rejected=(("a", 150), ("b", 30), ("c", 15), ("d", 5)), seconds=10)
    line = status_line(summary, 250, 1000)
    assert line == ("1,200 captures · 1,000 articles · 200 rejected · 120/s · 25%, 30 s left · a 150, b 30, c 15, …")


def test_without_a_known_total_no_time_is_promised() -> None:
    assert "left" not in status_line(Summary(captures=10, seconds=10), 250, None)


def test_bytes_count_by_finished_files_and_the_place_in_the_one_at_hand(tmp_path: Path) -> None:
    (tmp_path / "a.warc").write_bytes(b"x" * 100)
    (tmp_path / "b.zip").write_bytes(b"x" * 50)
    meter = Meter([str(tmp_path)])
    assert meter.total == 150
    assert meter.done(origin(f"{tmp_path}/a.warc#40", 40)) == 40
    assert meter.done(origin(f"{tmp_path}/b.zip!/one.html")) == 100
    assert meter.done(origin(f"{tmp_path}/b.zip!/two.html")) == 100
    assert meter.done(origin("/elsewhere")) == 150


@pytest.mark.parametrize("name", ["-", "nowhere/*.html"])
def test_the_total_of_a_stream_or_a_pattern_is_unknown(name: str) -> None:
    assert Meter([name]).total is None


def test_elsewhere_than_on_a_terminal_no_line_is_ever_overwritten(monkeypatch: pytest.MonkeyPatch) -> None:
    now = 0.0
    monkeypatch.setattr("time.monotonic", lambda: now)
    out = io.StringIO()
    display = Display(["-"], out)
    for now in (1.0, 4.0, 6.0, 7.0, 12.0):
        display.show(Summary(captures=int(now)), None)
    display.clear()
    assert out.getvalue().splitlines() == [
        "6 captures · 0 articles · 0 rejected",
        "12 captures · 0 articles · 0 rejected",
    ]


def test_on_a_terminal_there_is_one_live_line_and_it_goes_away(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm")
    out = io.StringIO()
    monkeypatch.setattr(out, "isatty", lambda: True)
    display = Display(["-"], out)
    display.show(Summary(captures=5), None)
    display.clear()
    assert "\n" not in out.getvalue()
    assert out.getvalue().startswith("\r5 captures")
    assert out.getvalue().endswith("\r")


def test_a_report_gives_every_reason_and_what_to_do_next() -> None:
    words = report(Summary(captures=3, articles=1, rejected=(("not_html.pdf", 2),), seconds=1), "my record.db")
    assert "3 captures in 1.0 s: 1 article, 2 rejected" in words
    assert "2  not_html.pdf" in words
    assert "onrecord check 'my record.db'" in words


def test_a_report_on_a_run_without_anything_new_says_so() -> None:
    words = report(Summary(captures=3, known=3), "record.db")
    assert "Nothing new" in words
    assert "3 known" in words
