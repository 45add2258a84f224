from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import onrecord


def test_all_names_what_the_package_shows() -> None:
    assert dir(onrecord) == onrecord.__all__
    for name in onrecord.__all__:
        assert getattr(onrecord, name) is not None


def test_every_error_and_every_type_that_travels_is_public() -> None:
    from onrecord import errors, model

    public = set(onrecord.__all__)
    assert {name for name in vars(errors) if name.endswith("Error") or name == "MissingExtra"} <= public
    inner = {"Agent", "Blocks", "Elements", "LinkedItem", "LinkedUpdate", "Page", "RawMetadata", "ScriptedText"}
    inner |= {"TimeMark"}  # all of the page layer
    types = {name for name, it in vars(model).items() if isinstance(it, type) and it.__module__ == model.__name__}
    assert types - inner <= public


def test_a_name_that_is_not_there_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'nonsense'"):
        onrecord.nonsense  # noqa: B018


def test_the_version_is_the_one_of_the_package() -> None:
    pyproject = Path(__file__).parents[2] / "pyproject.toml"
    assert f'\nversion = "{onrecord.__version__}"\n' in pyproject.read_text("utf-8")


@pytest.mark.parametrize("module", ["onrecord", "onrecord.cli"])
def test_importing_costs_no_heavy_part(module: str) -> None:
    script = f"import sys, {module}; print(*sorted(sys.modules))"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, timeout=60)
    loaded = set(done.stdout.split())
    assert not loaded & {
        "numpy",
        "selectolax",
        "py3langid",
        "brotli",
        "zstandard",
        "sqlite3",
        "multiprocessing",
        "msgspec",
    }


PARAGRAPHS = [
    "The council of Harbourton shut the old bridge on Friday after an inspection found cracks in two of its piers.",
    "Engineers will measure the piers again next week, said Ana Lind, who leads the city's road office, in a café.",
    "About 12,000 people cross the bridge on a working day, and the tram line over it carries a third of them.",
]
HTML = "<!doctype html><title>Bridge</title><article><h1>Bridge shut</h1><p>" + "<p>".join(PARAGRAPHS) + "</article>"


@pytest.mark.parametrize(
    ("page", "content_type"),
    [
        (HTML, None),
        (HTML, "text/html; charset=latin-1"),
        (HTML.encode(), "text/html; charset=utf-8"),
        (HTML.encode("latin-1"), "text/html; charset=latin-1"),
        ("Bridge shut\n\n" + "\n\n".join(PARAGRAPHS), None),
        ("Bridge shut\n\n" + "\n\n".join(PARAGRAPHS), "text/plain"),
    ],
    ids=["text", "text that says another charset", "bytes", "latin-1", "plain", "declared plain"],
)
def test_a_page_in_memory_is_read(page: str | bytes, content_type: str | None) -> None:
    article = onrecord.read(page, url="https://news.example/a", captured_at="2026-01-04", content_type=content_type)
    assert isinstance(article, onrecord.Article)
    assert (article.origin.url, article.origin.captured_at) == ("https://news.example/a", "2026-01-04")
    assert all(paragraph in article.text for paragraph in PARAGRAPHS)


@pytest.mark.parametrize("page", ["", b"", b"%PDF-1.7\n%", b"\x00\x9c" * 900, "one line", "\ud800"], ids=repr)
def test_what_holds_no_article_is_a_rejection_with_a_reason(page: str | bytes) -> None:
    rejected = onrecord.read(page[:2000])
    assert isinstance(rejected, onrecord.Rejected)
    assert rejected.reason
    assert rejected.detail
