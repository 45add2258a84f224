from __future__ import annotations

import json
from pathlib import Path

import pytest

from onrecord.cli import run

pytestmark = pytest.mark.slow

_HEAD = (
    "BRASK (Harbour News) — A fire broke out on the ferry Aurelia Star on Tuesday evening while it was on its way to"
    " the island of Holm with 120 passengers, the coast guard said."
)
_MIDDLE = (
    "The harbour master of Brask, Ilse Torvald, said that the fire began in a lorry on the car deck. Crews from three"
    " towns fought it until the early hours of the morning, and two tugs held the ship off the rocks."
)
_END = (
    "The ferry was built in the shipyard of Lodenby in 1998 and had passed its last inspection in spring. The line"
    " runs four ferries to the islands, and the next one was to sail on Thursday."
)
_NEW = "A woman who was on board with two children said that nobody had told the passengers what to do."


def _page(folder: Path, name: str, title: str, day: str, *paragraphs: str) -> str:
    path = folder / name
    body = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    path.write_text(
        f'<html lang="en"><head><title>{title}</title><meta property="article:published_time" content="{day}">'
        f'<link rel="canonical" href="https://{path.stem}.example/fire"></head><body><nav><a href="/">Home</a></nav>'
        f"<article><h1>{title}</h1>{body}</article></body></html>",
        "utf-8",
    )
    return str(path)


@pytest.fixture
def pages(tmp_path: Path) -> tuple[str, str]:
    first = _page(tmp_path, "harbour.html", "Ferry burns off Brask", "2031-03-05T08:00:00Z", _HEAD, _MIDDLE, _END)
    second = _page(tmp_path, "post.html", "Fire on the Aurelia Star", "2031-03-05T12:00:00Z", _HEAD, _MIDDLE, _NEW)
    return first, second


def test_the_copy_is_named_with_what_was_cut_and_added(
    pages: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["compare", *pages]) == 0
    out = capsys.readouterr().out
    assert "B is a copy of A" in out
    assert "ferry was built in the shipyard" in out
    assert "woman who was on board" in out
    assert "harbour master" not in out


def test_the_order_in_which_they_are_given_changes_nothing(
    pages: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["compare", *reversed(pages), "--format", "json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["original"] == "b"
    assert found["b"]["title"] == "Ferry burns off Brask"
    for change in found["changes"]:
        assert found["b"]["text"][change["from"]["start"] : change["from"]["end"]] == change["from"]["text"]
        assert found["a"]["text"][change["to"]["start"] : change["to"]["end"]] == change["to"]["text"]


def test_two_texts_of_their_own_are_no_copies(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    first = _page(tmp_path, "a.html", "Ferry burns off Brask", "2031-03-05T08:00:00Z", _HEAD, _MIDDLE)
    second = _page(tmp_path, "b.html", "The line and its ships", "2031-03-06T08:00:00Z", _END, _NEW)
    assert run(["compare", first, second]) == 0
    assert "Neither is a copy of the other" in capsys.readouterr().out


def test_where_the_two_differ_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    claim = "The prosecutor, Dag Orm, said on Wednesday that 17 people were killed in the fire on the Aurelia Star."
    other = "The coast guard said on Wednesday that 12 people were killed in the fire on the Aurelia Star."
    first = _page(tmp_path, "a.html", "Ferry burns off Brask", "2031-03-05T08:00:00Z", _HEAD, claim, _MIDDLE)
    second = _page(tmp_path, "b.html", "Fire on a ferry", "2031-03-05T09:00:00Z", _END, other, _NEW)
    assert run(["compare", first, second]) == 0
    out = capsys.readouterr().out
    assert "WHERE ACCOUNTS DIFFER\n" in out
    assert "17" in out.partition("WHERE ACCOUNTS DIFFER")[2]
    assert "12" in out.partition("WHERE ACCOUNTS DIFFER")[2]


@pytest.mark.parametrize(
    ("content", "words"),
    [(None, "no such file"), ("<html><title>404</title><h1>Page not found</h1></html>", "there is no article in it")],
    ids=["missing", "no article"],
)
def test_a_file_without_an_article_is_named(
    pages: tuple[str, str], tmp_path: Path, capsys: pytest.CaptureFixture[str], content: str | None, words: str
) -> None:
    path = tmp_path / "other.html"
    if content is not None:
        path.write_text(content)
    assert run(["compare", pages[0], str(path)]) == 1
    message = capsys.readouterr().err
    assert "other.html" in message
    assert words in message
    assert "Traceback" not in message
