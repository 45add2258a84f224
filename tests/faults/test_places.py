"""Where a record can not be, or not any more."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.faults.kill import command, dump, write_captures


@pytest.fixture(scope="module")
def captures(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("places") / "captures"
    write_captures(folder, 120, 11)
    return folder


@pytest.fixture
def tiny_disk() -> Iterator[Path]:
    """A file system of 300 KB, where the system lets us have one."""
    with tempfile.TemporaryDirectory() as folder:
        mount = ["mount", "-t", "tmpfs", "-o", "size=300k", "tmpfs", folder]
        try:
            done = subprocess.run(mount, capture_output=True, check=False, timeout=20)
        except OSError:
            pytest.skip("there is no mount command")
        if done.returncode:
            pytest.skip("a small file system can only be mounted by root")
        try:
            yield Path(folder)
        finally:
            subprocess.run(["umount", folder], check=True, timeout=20)


def test_a_full_disk_ends_in_one_message_and_the_run_goes_on_once_there_is_room(
    captures: Path, tiny_disk: Path
) -> None:
    record_path = tiny_disk / "record.db"
    done = subprocess.run(command(captures, record_path), capture_output=True, text=True, timeout=60, check=False)
    _is_one_clear_message(done, "Make room", "record.db: the disk")
    subprocess.run(["mount", "-o", "remount,size=64m", str(tiny_disk)], check=True, timeout=20)
    subprocess.run(command(captures, record_path), check=True, timeout=60)
    whole = tiny_disk / "whole.db"
    subprocess.run(command(captures, whole), check=True, timeout=60)
    assert dump(record_path) == dump(whole)


@pytest.mark.skipif(sys.platform == "win32", reason="needs limits as on Unix")
def test_a_limit_on_the_size_of_files_ends_in_one_message(captures: Path, tmp_path: Path) -> None:
    limit = "resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, 200_000))"
    script = f"import resource, os, sys; {limit}; os.execv(sys.argv[1], sys.argv[1:])"
    argv = [sys.executable, "-c", script, *command(captures, tmp_path / "record.db")]
    done = subprocess.run(argv, capture_output=True, text=True, timeout=60, check=False)
    _is_one_clear_message(done, "run the same command again", "record.db: the disk")
    subprocess.run(command(captures, tmp_path / "record.db"), check=True, timeout=60)
    assert dump(tmp_path / "record.db")


def test_standard_output_on_a_full_disk_ends_in_one_message(captures: Path) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("needs /dev/full")
    argv = [sys.executable, "-m", "onrecord", "page", str(captures), "--format", "jsonl"]
    with open("/dev/full", "wb") as full:  # noqa: PTH123
        done = subprocess.run(argv, stdout=full, stderr=subprocess.PIPE, text=True, timeout=60, check=False)
    assert done.returncode == 1
    assert done.stderr.startswith("Error: standard output: ")
    assert "Traceback" not in done.stderr


def test_a_second_build_of_the_same_record_ends_in_one_message(captures: Path, tmp_path: Path) -> None:
    from onrecord import Record

    with Record(tmp_path / "record.db"):
        argv = command(captures, tmp_path / "record.db")
        done = subprocess.run(argv, capture_output=True, text=True, timeout=60, check=False)
    _is_one_clear_message(done, "Wait until it is done", "another run is writing")


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_without_the_right_to_write_ends_in_one_message(captures: Path, tmp_path: Path) -> None:
    tmp_path.chmod(0o555)
    argv = command(captures, tmp_path / "record.db")
    done = subprocess.run(argv, capture_output=True, text=True, timeout=60, check=False)
    tmp_path.chmod(0o755)
    _is_one_clear_message(done, "the right to write", "can not be written")


def _is_one_clear_message(done: subprocess.CompletedProcess[str], *words: str) -> None:
    assert done.returncode == 1, done.stderr
    assert done.stderr.startswith("Error: ")
    assert done.stderr.count("\n") <= 2
    assert "Traceback" not in done.stderr
    for word in words:
        assert word in done.stderr
