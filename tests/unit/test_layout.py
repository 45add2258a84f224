from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from importlib import import_module
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src" / "onrecord"
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
CORE_PACKAGES = 36  # the most that an install may bring with everything that is still to come
TO_COME = 18  # room for the reader and what comes after it
IMPORT_MS = 100


def locked(name: str) -> dict[str, set[str]]:
    """The packages of a lock file, each with its versions."""
    found: dict[str, set[str]] = {}
    for package, version in re.findall(r"^([\w.-]+)==([\w.]+)", (ROOT / name).read_text("utf-8"), re.MULTILINE):
        found.setdefault(package, set()).add(version)
    return found


@pytest.mark.parametrize("layer", ["capture", "page", "article", "statements", "record", "grouping", "export"])
def test_a_layer_shows_what_it_says(layer: str) -> None:
    module = import_module(f"onrecord.{layer}")
    assert 1 <= len(module.__all__) <= 5
    assert all(hasattr(module, name) for name in module.__all__)


def test_no_module_is_a_drawer_for_odds_and_ends() -> None:
    assert not [path for path in SOURCE.glob("**/*.py") if path.stem in ("utils", "util", "helpers", "misc", "common")]


def test_files_stay_short_enough_to_read() -> None:
    sizes = {path.name: len(path.read_text("utf-8").splitlines()) for path in SOURCE.glob("**/*.py")}
    del sizes["model.py"]  # all types that pass between layers, and nothing else: a list to look things up in
    assert not {name: lines for name, lines in sizes.items() if lines > 450}


def test_importing_is_quick() -> None:
    script = "import time; t = time.perf_counter(); import onrecord; print((time.perf_counter() - t) * 1000)"
    runs = [
        float(subprocess.run([sys.executable, "-c", script], capture_output=True, check=True, timeout=60).stdout)
        for _ in range(5)
    ]
    assert min(runs) < IMPORT_MS


def test_the_core_stays_small() -> None:
    build = {"hatchling", "editables", "pathspec", "pluggy", "packaging", "tomlkit", "trove-classifiers", "colorama"}
    core = locked("requirements.lock").keys() - build
    assert {re.split(r"[<>=\[]", it)[0] for it in PROJECT["project"]["dependencies"]} <= core
    assert len(core) + 1 + TO_COME <= CORE_PACKAGES


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-dev.lock", "requirements-peers.lock"])
def test_lock_files_name_hashes_and_no_place(lock: str) -> None:
    text = (ROOT / lock).read_text("utf-8")
    assert not re.search(r"://|--index|--extra-index|--find-links|--trusted-host", text)
    entries = re.split(r"^(?=[a-z])", text, flags=re.MULTILINE)[1:]
    assert all("--hash=sha256:" in entry for entry in entries)


def test_the_lock_files_agree_with_each_other() -> None:
    dev = locked("requirements-dev.lock")
    assert {name: versions for name, versions in locked("requirements.lock").items() if dev[name] != versions} == {}


def test_what_the_tests_need_is_locked() -> None:
    dev = [it for it in PROJECT["dependency-groups"]["dev"] if isinstance(it, str)]
    assert {re.split(r"[<>=\[]", it)[0] for it in dev} <= locked("requirements-dev.lock").keys()
