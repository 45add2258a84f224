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
    inner = {"Agent", "Blocks", "Elements", "LinkedItem", "Page", "RawMetadata", "TimeMark"}  # of the page layer
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
