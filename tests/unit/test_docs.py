from __future__ import annotations

import doctest
import re
import sqlite3
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import get_args

import pytest

import onrecord
from onrecord import Article, Record, Rejected, model
from onrecord.article import verdict
from onrecord.output import json_value
from tests.docs import ROOT, Example, commands, examples, matches, pages, prepare, printed

REFERENCE = ROOT / "docs" / "reference"
_LINK = re.compile(r"\]\((?!https?:|mailto:|#)([^)#\s]+)")
_CODE = re.compile(r"[\"'](?:capture|page|empty|not_article)\.[a-z_]+[\"']")


def names(paths: list[Path]) -> list[str]:
    return [path.relative_to(ROOT).as_posix() for path in paths]


def first_cells(page: Path, part: int | None = None) -> Iterator[str]:
    """The names in backquotes in the first column of a page's tables; of one part: 0 before the first "##"."""
    text = page.read_text("utf-8")
    for line in (text if part is None else text.split("\n## ")[part]).splitlines():
        if line.startswith("| `"):
            yield from re.findall(r"`([^`]+)`", line.split(" | ")[0])


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    prepare(tmp_path)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run_python(example: Example, space: dict[str, object]) -> None:
    if example.kind == "python":
        exec(compile(example.text, f"line {example.line}", "exec"), space)
        return
    test = doctest.DocTestParser().get_doctest(example.text, space, "example", None, example.line)
    runner = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE)
    complaints: list[str] = []
    runner.run(test, out=complaints.append, clear_globs=False)
    space.update(test.globs)
    assert not complaints, "".join(complaints)


@pytest.mark.skipif(find_spec("sqlite_utils") is None, reason="sqlite-utils is not installed")
@pytest.mark.parametrize("page", pages(), ids=names(pages()))
def test_the_examples_do_what_the_page_says(page: Path, folder: Path) -> None:
    space: dict[str, object] = {"__name__": "example"}
    for example in examples(page):
        if example.kind != "console":
            run_python(example, space)
            continue
        for command, promised, _ in commands(example):
            output = printed(command, folder)
            assert "Traceback" not in output
            assert matches(promised, output), f"line {example.line}: {command}\n{output}\nmake golden rewrites it"


@pytest.mark.parametrize("page", sorted(ROOT.glob("*.md")) + sorted(ROOT.glob("docs/**/*.md")), ids=lambda p: p.name)
def test_links_lead_somewhere(page: Path) -> None:
    assert not [to for to in _LINK.findall(page.read_text("utf-8")) if not (page.parent / to).exists()]


def test_every_reason_that_the_code_gives_is_explained() -> None:
    sources = [path.read_text("utf-8") for path in (ROOT / "src").glob("**/*.py")]
    given = {code.strip("\"'") for text in sources for code in _CODE.findall(text)}
    given |= {f"not_article.{kind}" for kind in verdict._NAMES}
    assert given == {code for code in first_cells(REFERENCE / "reasons.md") if not code.startswith("bug.")}


def test_every_key_of_the_json_is_explained(folder: Path) -> None:
    outcome = onrecord.read(Path("examples/captures/opr-hospital-counts-nine.html").read_bytes())
    rejected = onrecord.read(Path("examples/captures/halven-courier-soft-404.html").read_bytes())
    assert isinstance(outcome, Article)
    assert isinstance(rejected, Rejected)
    explained = list(first_cells(REFERENCE / "json.md", 0))
    assert list(json_value(outcome)) == explained
    assert set(json_value(rejected)) <= set(explained)


def test_every_role_is_explained() -> None:
    assert set(get_args(model.Role)) == set(first_cells(REFERENCE / "json.md", 1))


def test_every_column_of_the_record_is_explained(tmp_path: Path) -> None:
    Record(tmp_path / "record.db").close()
    connection = sqlite3.connect(tmp_path / "record.db")
    sql = "SELECT m.name, c.name FROM sqlite_master m, pragma_table_info(m.name) c WHERE m.name NOT GLOB '*_fts_*'"
    columns = {f"{table}.{column}" for table, column in connection.execute(sql)}
    connection.close()
    own = {f"{table}_fts.{column}" for table in ("article", "statement") for column in (f"{table}_fts", "rank")}
    columns -= own  # FTS5's
    assert columns == set(first_cells(REFERENCE / "record.md"))


def test_every_public_name_is_explained() -> None:
    assert set(onrecord.__all__) <= set(re.findall(r"`(\w+)", (REFERENCE / "python.md").read_text("utf-8")))


def test_every_promise_of_security_names_tests_that_are_there() -> None:
    named = re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", (ROOT / "SECURITY.md").read_text("utf-8"))
    assert len(named) > 10
    assert not [(path, name) for path, name in named if f"def {name}(" not in (ROOT / path).read_text("utf-8")]


def test_the_changelog_begins_with_what_is_not_released_yet() -> None:
    assert "\n## [Unreleased]\n" in (ROOT / "CHANGELOG.md").read_text("utf-8")


@pytest.mark.parametrize(
    ("promised", "output", "same"),
    [("a\nb\n", "a\nb\n", True), ("a ... c", "a b c", True), ("a\n...\nd", "a\nb\nc\nd", True), ("a", "a b", False)],
    ids=["equal", "gap in a line", "gap of lines", "too much"],
)
def test_three_dots_stand_for_anything(promised: str, output: str, same: bool) -> None:
    assert matches(promised, output) is same
