from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from onrecord.model import Article, Block, Capture, Metadata, Origin, Rejected
from onrecord.pipeline import Summary, read_article, run
from onrecord.record import Record
from onrecord.settings import BuildSettings, Settings


def capture(n: int, body: str = "plain words", *, id: str | None = None, captured_at: str | None = None) -> Capture:
    key = f"{n:08x}" * 4
    return Capture(
        Origin(id or key, key, f"/captures/{n}.html", "file", captured_at=captured_at, digest=f"sha256:{n}"),
        body.encode(),
    )


def reader(capture: Capture) -> Article | Rejected:
    """Stands in for the layers: does what the body says."""
    text = capture.body.decode()
    if text == "crash":
        os._exit(3)
    if text == "hang":
        time.sleep(60)
    if text == "listing":
        return Rejected(capture.origin, "skip", "not_article.listing", "links only")
    return Article(capture.origin, "article", Metadata(title=f"On {text[:9]}"), text, (Block("body", 0, len(text)),))


def crash_once(capture: Capture) -> Article | Rejected:
    mark = Path(capture.body.decode())
    if not mark.exists():
        mark.touch()
        os._exit(3)
    return Rejected(capture.origin, "empty", "empty.nothing", "it came out at the second try")


def never_importable() -> None:
    return None


def settings(workers: int = 2, **changes: float) -> Settings:
    build = BuildSettings(workers=workers, batch=int(changes.get("batch", 4)), capture_s=changes.get("capture_s", 20.0))
    return Settings(build=build)


def carry(
    captures: Iterable[Capture | Rejected], path: Path, settings_: Settings | None = None, since: str | None = None
) -> tuple[Summary, tuple[str, ...]]:
    with Record(path) as record:
        summary = run(captures, record, settings_ or settings(), reader=reader, since=since)
        assert record.check() == ()
        return summary, tuple(record.dump())


def rejections(path: Path) -> dict[str, str]:
    with Record.open_read_only(path) as record:
        return {rejected.origin.uri: rejected.reason for rejected in record.rejections()}


def mixed() -> list[Capture | Rejected]:
    bodies = ["about the bridge", "listing", "on the harbour", "news at nine"]
    captures: list[Capture | Rejected] = [
        capture(n, f"{bodies[n % 4]}" if n % 4 == 1 else f"{bodies[n % 4]} {n}") for n in range(60)
    ]
    captures += [capture(100 + n, f"two of one id {n}", id="row-7") for n in range(3)]
    captures.append(Rejected(capture(200).origin, "error", "capture.damaged", "the record stops short"))
    return captures


def test_every_capture_ends_as_an_article_or_a_rejection(tmp_path: Path) -> None:
    summary, _ = carry(mixed(), tmp_path / "a.db")
    assert summary.captures == 64
    assert summary.articles == 48
    assert summary.rejected == (("not_article.listing", 15), ("capture.damaged", 1))
    assert summary.added == 64


@pytest.mark.parametrize("workers", [1, 3])
def test_the_record_is_the_same_whatever_the_number_of_workers_and_the_order_of_inputs(
    tmp_path: Path, workers: int
) -> None:
    _, first = carry(mixed(), tmp_path / "a.db", settings(2))
    shuffled = mixed()
    random.Random(workers).shuffle(shuffled)
    _, second = carry(shuffled, tmp_path / "b.db", settings(workers, batch=workers))
    assert first == second


def test_a_second_run_adds_nothing(tmp_path: Path) -> None:
    _, before = carry(mixed(), tmp_path / "a.db")
    summary, after = carry(mixed(), tmp_path / "a.db")
    assert (summary.added, summary.known) == (0, 64)
    assert before == after


def test_a_capture_that_is_named_twice_is_stored_once(tmp_path: Path) -> None:
    summary, _ = carry([capture(1), capture(1)], tmp_path / "a.db")
    assert (summary.captures, summary.articles, summary.known) == (2, 1, 1)


def test_a_page_that_crashes_its_worker_costs_itself_only(tmp_path: Path) -> None:
    captures = [capture(n, "crash" if n == 2 else f"fine {n}") for n in range(6)]
    summary, _ = carry(captures, tmp_path / "a.db", settings(1))
    assert summary.articles == 5
    assert rejections(tmp_path / "a.db") == {"/captures/2.html": "page.crashed"}


def test_a_page_that_takes_too_long_costs_itself_only(tmp_path: Path) -> None:
    captures = [capture(n, "hang" if n == 1 else f"fine {n}") for n in range(4)]
    summary, _ = carry(captures, tmp_path / "a.db", settings(1, capture_s=0.3))
    assert summary.articles == 3
    assert rejections(tmp_path / "a.db") == {"/captures/1.html": "page.timeout"}


def test_a_worker_that_dies_by_accident_costs_nothing(tmp_path: Path) -> None:
    with Record(tmp_path / "a.db") as record:
        summary = run([capture(1, str(tmp_path / "mark"))], record, settings(1), reader=crash_once)
    assert summary.rejected == (("empty.nothing", 1),)


def test_captures_are_read_on_only_as_workers_come_free(tmp_path: Path) -> None:
    read = done = furthest = 0

    def captures() -> Iterator[Capture]:
        nonlocal read, furthest
        for n in range(400):
            read += 1
            furthest = max(furthest, read - done)
            yield capture(n, f"words {n}")

    def progress(summary: Summary, last: Origin | None) -> None:
        nonlocal done
        done = summary.articles

    with Record(tmp_path / "a.db") as record:
        run(captures(), record, settings(2, batch=4), reader=reader, progress=progress)
    assert furthest <= 2 * 4 + 4 + 32 + 4  # at two workers, the next batch, not yet stored, in the making


def test_captures_of_an_earlier_time_are_left_out_and_those_of_unknown_time_are_not(tmp_path: Path) -> None:
    times = [None, "2025-12-31T23:59:59Z", "2026-01-01T00:00:00Z", "2025", "2026", "2026-01-01T00:30:00+02:00"]
    captures = [capture(n, f"words {n}", captured_at=time) for n, time in enumerate(times)]
    summary, _ = carry(captures, tmp_path / "a.db", since="2026-01-01")
    assert (summary.articles, summary.older) == (3, 3)


def test_workers_that_never_come_up_end_the_run_with_a_message(tmp_path: Path) -> None:
    script = f"""
import onrecord, pathlib
from onrecord.model import Capture, Origin
from onrecord.pipeline import run
def here(capture): ...
with onrecord.Record({str(tmp_path / "a.db")!r}) as record:
    try:
        run([Capture(Origin("a", "a", "/a", "file"), b"")], record, onrecord.Settings(), reader=here)
    except onrecord.WorkerError as error:
        print("told:", error.do)
"""
    # A script on standard input can not be imported by a new process: the fault of somebody's first own script.
    done = subprocess.run([sys.executable, "-"], input=script, capture_output=True, text=True, timeout=60, check=False)
    assert "told: In a script of your own" in done.stdout


def test_an_interrupt_keeps_what_is_done(tmp_path: Path) -> None:
    def captures() -> Iterator[Capture]:
        for n in range(40):
            yield capture(n, f"words {n}")
        raise KeyboardInterrupt

    with Record(tmp_path / "a.db") as record:
        with pytest.raises(KeyboardInterrupt):
            run(captures(), record, settings(1, batch=4), reader=reader)
        assert 4 <= record.counts().articles <= 40
        assert record.check() == ()


def test_a_rejection_by_the_capture_layer_passes_as_it_is() -> None:
    rejected = Rejected(capture(1).origin, "error", "capture.damaged", "the record stops short")
    assert read_article(rejected, Settings()) is rejected


class TestFaultsOfTheLayers:
    def test_an_error_of_a_layer_is_a_rejection_with_its_reason(self, monkeypatch: pytest.MonkeyPatch) -> None:
        from onrecord.errors import PageError

        _break_the_page_layer(monkeypatch, PageError("a PDF", reason="not_html.pdf", status="skip"))
        outcome = read_article(capture(1), Settings())
        assert outcome == Rejected(capture(1).origin, "skip", "not_html.pdf", "a PDF")

    def test_a_rejection_of_damaged_bytes_says_so(self, monkeypatch: pytest.MonkeyPatch) -> None:
        from onrecord.errors import ArticleError

        _break_the_page_layer(monkeypatch, ArticleError("it holds 2 words", reason="empty.no_text", status="empty"))
        outcome = read_article(replace(capture(1), damage="cut short"), Settings())
        assert isinstance(outcome, Rejected)
        assert outcome.detail == "it holds 2 words (cut short)"

    def test_a_bug_is_a_rejection_that_says_where_and_looks_the_same_on_every_run(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        _break_the_page_layer(monkeypatch, ValueError(f"in {object()}"))
        outcome = read_article(capture(1), Settings())
        assert isinstance(outcome, Rejected)
        assert (outcome.status, outcome.reason) == ("error", "bug.ValueError")
        assert "0x…" in outcome.detail
        assert "test_pipeline.py:" in outcome.detail
        assert str(Path(__file__).parent) not in outcome.detail

    def test_want_of_memory_is_no_bug(self, monkeypatch: pytest.MonkeyPatch) -> None:
        _break_the_page_layer(monkeypatch, MemoryError())
        outcome = read_article(capture(1), Settings())
        assert isinstance(outcome, Rejected)
        assert outcome.reason == "page.crashed"


def _break_the_page_layer(monkeypatch: pytest.MonkeyPatch, error: Exception) -> None:
    def fail(*_: object) -> None:
        raise error

    monkeypatch.setattr("onrecord.page.parse_page", fail)
