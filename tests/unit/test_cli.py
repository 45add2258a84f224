from __future__ import annotations

import json
from pathlib import Path

import pytest

from onrecord.cli import run
from onrecord.errors import RecordError
from onrecord.pipeline import Summary

PAGE = "<!doctype html><title>Bridge</title><p>" + "The council shut the old bridge on Friday, said Ana Lind. " * 9


@pytest.fixture
def page(tmp_path: Path) -> str:
    (tmp_path / "page.html").write_text(PAGE, "utf-8")
    return str(tmp_path / "page.html")


def fail_with(monkeypatch: pytest.MonkeyPatch, name: str, error: BaseException) -> None:
    def fail(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr(name, fail)


@pytest.mark.parametrize(
    ("error", "code", "words"),
    [
        (
            RecordError("the disk is full", "record.db", "Make room."),
            1,
            "Error: record.db: the disk is full\nMake room.\n",
        ),
        (OSError(28, "No space left on device"), 1, "Error: standard output: No space left on device\n"),
        (PermissionError(13, "Permission denied", "a.html"), 1, "Error: a.html: Permission denied\n"),
        (MemoryError(), 1, "Error: there is not enough memory\nUse fewer --workers."),
        (KeyboardInterrupt(), 130, "\n\nStopped. Run the same command again"),
        (ZeroDivisionError("by zero"), 1, "Error: a fault of onrecord: ZeroDivisionError: by zero\nPlease report it"),
    ],
    ids=lambda it: type(it).__name__ if isinstance(it, BaseException) else "",
)
def test_whatever_goes_wrong_ends_in_one_message_and_its_exit_code(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], error: BaseException, code: int, words: str
) -> None:
    fail_with(monkeypatch, "onrecord.pipeline.build", error)
    assert run(["build", "x"]) == code
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith(words)
    assert "Traceback" not in err


def test_verbose_shows_where_a_fault_happened(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    fail_with(monkeypatch, "onrecord.pipeline.build", ZeroDivisionError("by zero"))
    assert run(["build", "x", "-v"]) == 1
    assert "Traceback" in capsys.readouterr().err


def test_a_fault_on_a_page_is_an_error_record_and_a_message(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], page: str
) -> None:
    fail_with(monkeypatch, "onrecord.page.parse_page", ZeroDivisionError("by zero"))
    assert run(["page", page]) == 1
    out, err = capsys.readouterr()
    value = json.loads(out)
    assert (value["status"], value["reason"].partition(":")[0]) == ("error", "bug.ZeroDivisionError")
    assert "page.html: a fault of onrecord" in err
    assert "Traceback" not in err


def test_a_build_that_met_faults_ends_with_1_after_all_else_is_done(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    summary = Summary(captures=5, articles=3, rejected=(("bug.KeyError", 2),), bugs=2)
    monkeypatch.setattr("onrecord.pipeline.build", lambda *_, **__: summary)
    assert run(["build", "x", "-o", "r.db"]) == 1
    err = capsys.readouterr().err
    assert "5 captures in 0.0 s: 3 articles, 2 rejected" in err
    assert "Error: 2 captures lost to faults of onrecord" in err


def test_options_become_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[object] = []

    def build(inputs: tuple[str, ...], path: str, **options: object) -> Summary:
        seen.extend([inputs, path, options["settings"], options["since"]])
        return Summary()

    monkeypatch.setattr("onrecord.pipeline.build", build)
    assert (
        run(["build", "a", "b", "-o", "r.db", "--workers", "3", "--since", "2026-01", "--engine", "local", "-q"]) == 0
    )
    assert seen[:2] == [("a", "b"), "r.db"]
    assert getattr(seen[2], "build").workers == 3  # noqa: B009
    assert seen[3] == "2026-01"


def test_words_that_would_steer_a_terminal_are_taken_out_of_messages(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    fail_with(monkeypatch, "onrecord.pipeline.build", RecordError("no\x1b[2J\u202e good"))
    run(["build", "x"])
    assert capsys.readouterr().err == "Error: no[2J good\n"


def test_a_demo_without_its_example_says_so(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.setattr("onrecord.demo.__file__", str(tmp_path / "src" / "onrecord" / "demo.py"))
    assert run(["demo", "-o", str(tmp_path / "r.db")]) == 1
    assert "the bundled example is not there" in capsys.readouterr().err
