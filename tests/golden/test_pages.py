"""Every golden page comes out as a person says it should (about.toml), and as it last did (article.json)."""

from __future__ import annotations

from pathlib import Path

import pytest

from onrecord.model import Article, Rejected

from .pages import folders, folders_with_statements, outcome, shown, statements, wanted

PAGES = folders()


@pytest.fixture(scope="module", params=PAGES, ids=[page.name for page in PAGES])
def page(request: pytest.FixtureRequest) -> tuple[Path, Article | Rejected]:
    folder: Path = request.param
    return folder, outcome(folder)


def test_there_are_golden_pages() -> None:
    assert len(PAGES) >= 18


def test_a_page_gets_the_verdict_of_a_person(page: tuple[Path, Article | Rejected]) -> None:
    folder, result = page
    want = wanted(folder)
    if want.status == "article":
        assert isinstance(result, Article), result
        assert want.kind in (None, result.kind)
    else:
        assert isinstance(result, Rejected), result
        assert result.status == want.status
        assert result.reason.startswith(want.reason or "")


def test_the_text_holds_what_a_person_would_keep(page: tuple[Path, Article | Rejected]) -> None:
    folder, result = page
    want = wanted(folder)
    text = result.text if isinstance(result, Article) else ""
    assert [s for s in want.must if s not in text] == []
    assert [s for s in want.must_not if s in text] == []
    assert [s for s in want.once if text.count(s) != 1] == []
    if want.paragraphs is not None and isinstance(result, Article):
        assert len(result.blocks) == want.paragraphs


def test_what_was_left_out_is_named(page: tuple[Path, Article | Rejected]) -> None:
    folder, result = page
    removed = result.removed if isinstance(result, Article) else ()
    for role, snippets in wanted(folder).in_removed.items():
        under = "\n".join(part.text for part in removed if part.role == role)
        for snippet in [snippets] if isinstance(snippets, str) else snippets:
            assert snippet in under, f"not removed as {role}"


def test_the_metadata_is_what_the_page_shows(page: tuple[Path, Article | Rejected]) -> None:
    folder, result = page
    want = wanted(folder)
    if not isinstance(result, Article):
        return
    got = result.metadata
    for name in (
        "title",
        "authors",
        "published",
        "modified",
        "standfirst",
        "language",
        "site",
        "section",
        "canonical_url",
    ):
        if (value := getattr(want, name)) is not None:
            assert getattr(got, name) == value, name
    for name in ("credit", "comments"):
        if (value := getattr(want, name)) is not None:
            assert getattr(result, name) == value, name
    if want.rights is not None:
        assert want.rights in (result.rights or "")
    if want.dateline_place or want.dateline_agency:
        assert result.dateline is not None
        assert (result.dateline.place, result.dateline.agency) == (want.dateline_place, want.dateline_agency)


def test_a_page_comes_out_as_it_last_did(page: tuple[Path, Article | Rejected]) -> None:
    folder, result = page
    kept = folder / "article.json"
    assert kept.exists(), "run `make golden` and review what it writes"
    assert shown(result) == kept.read_text("utf-8")


@pytest.mark.parametrize("folder", folders_with_statements(), ids=lambda folder: folder.name)
def test_what_is_said_on_a_page_comes_out_as_it_last_did(folder: Path) -> None:
    assert statements(folder) == (folder / "statements.json").read_text("utf-8")
