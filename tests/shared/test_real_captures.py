"""On real captures, where they lie beside the checkout. None of their text stands here."""

from __future__ import annotations

import gzip
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from onrecord.capture import read_captures
from onrecord.model import Article, Capture
from onrecord.pipeline import read_article
from onrecord.settings import CaptureSettings, Settings

DATA = Path(__file__).parents[3] / "shared" / "data"
pytestmark = pytest.mark.skipif(not DATA.is_dir(), reason="../shared/data is not here")
SEED = DATA / "seed" / "000_da27c1ae724f0014.txt"


@pytest.fixture(scope="module")
def seed() -> dict[str, Any]:
    command = [sys.executable, "-m", "onrecord", "page", str(SEED), "--captured-at", "2026-01-04T00:00:00Z"]
    result = subprocess.run(
        [*command, "--format", "json"], capture_output=True, check=True, text=True, encoding="utf-8"
    )
    page: dict[str, Any] = json.loads(result.stdout)
    return page


def different_paragraphs() -> list[str]:
    """The lines of the seed between its headline and its legal notice, each once."""
    lines = SEED.read_text("utf-8").splitlines()
    head = next(n for n, line in enumerate(lines) if line.startswith("(")) - 1
    end = next(n for n, line in enumerate(lines) if line.startswith("Legal"))
    return list(dict.fromkeys(line.strip() for line in lines[head + 1 : end]))


def test_the_first_capture_gives_its_fourteen_paragraphs_in_order_each_once(seed: dict[str, Any]) -> None:
    assert len(different_paragraphs()) == 14
    assert seed["text"].split("\n\n") == different_paragraphs()
    assert [seed["text"][b["start"] : b["end"]] for b in seed["blocks"]] == different_paragraphs()


def test_the_first_capture_gives_its_headline_credit_and_empty_comment_box(seed: dict[str, Any]) -> None:
    lines = SEED.read_text("utf-8").splitlines()
    assert seed["status"] == "article"
    assert seed["title"] == next(lines[n - 1] for n, line in enumerate(lines) if line.startswith("("))
    assert seed["credit"] == lines[lines.index(seed["title"]) + 1][1:].split(")")[0]
    assert seed["comments"] == 0
    assert seed["captured_at"] == "2026-01-04T00:00:00Z"


def test_banner_notice_and_comment_box_of_the_first_capture_are_out_of_the_text(seed: dict[str, Any]) -> None:
    left_out = {entry["role"]: entry["text"] for entry in seed["removed"]}
    assert "Sorry!!" in left_out["error banner"]
    assert "without warranty of any kind" in left_out["disclaimer"] + (seed["rights"] or "")
    assert "No comment" in left_out["comments"]
    assert len(left_out["repeat"].splitlines()) == 13


@pytest.mark.parametrize("name", ["events", "incidents"])
def test_the_text_of_another_tool_is_kept_character_for_character(name: str) -> None:
    path = DATA / "stories" / f"{name}.jsonl.gz"
    with gzip.open(path, "rt", encoding="utf-8") as file:
        rows = {row["id"]: row["text"] for row in map(json.loads, file) if row["text"].strip()}
    captures = [c for c in read_captures([path], CaptureSettings()) if isinstance(c, Capture)][:400]
    articles = [read_article(capture, Settings()) for capture in captures]
    assert len(articles) >= 380
    assert [a.text for a in articles if isinstance(a, Article)] == [rows[c.origin.id] for c in captures]


@pytest.mark.slow
def test_no_page_takes_over_two_seconds_or_breaks_its_promises() -> None:
    import time

    for path in sorted(DATA.glob("pages/*/html/*.html.gz")):
        for capture in read_captures([path], CaptureSettings()):
            started = time.process_time()
            result = read_article(capture, Settings())
            assert time.process_time() - started < 2, path.name
            if isinstance(result, Article):
                assert "\n\n".join(result.text[b.start : b.end] for b in result.blocks) == result.text
            else:
                assert not result.reason.startswith("bug."), (path.name, result.detail)
