from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from onrecord import Record
from tests.faults.kill import build_until_killed, command, dump, survive, write_captures

posix_only = pytest.mark.skipif(sys.platform == "win32", reason="needs process groups and signals as on Unix")


@posix_only
def test_a_build_that_is_killed_and_run_again_makes_the_same_record(tmp_path: Path) -> None:
    killed, same = survive(tmp_path, times=5, captures=120, seed=7)
    assert killed == 5
    assert same


@posix_only
def test_ctrl_c_ends_a_build_cleanly_and_it_can_go_on(tmp_path: Path) -> None:
    row = '{{"id": "row-{0}", "url": "https://rows.example/{0}", "html": "<h1>Pier {0}</h1><p>{1}</p>"}}\n'
    text = "The assembly voted on Tuesday to rebuild the old pier in oak, the mayor said. " * 4
    argv = [*command(Path("-"), tmp_path / "record.db"), "--workers", "2"]
    process = subprocess.Popen(
        argv, start_new_session=True, stdin=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8"
    )
    assert process.stdin is not None
    process.stdin.write("".join(row.format(number, text) for number in range(200)))
    process.stdin.flush()  # and left open: the build waits for more, so it can not end before the signal
    _wait_for_captures(tmp_path / "record.db", 20)
    os.killpg(process.pid, signal.SIGINT)  # as a terminal does: to every process of the group
    _, errors = process.communicate(timeout=60)
    assert process.returncode == 130
    assert "Run the same command again" in errors
    assert "Traceback" not in errors
    with Record(tmp_path / "record.db") as record:
        assert 20 <= record.counts().captures <= 200
        assert record.check() == ()
    assert sorted(it.name for it in tmp_path.iterdir()) == ["record.db"]


@posix_only
def test_one_killed_worker_costs_nothing(tmp_path: Path) -> None:
    write_captures(tmp_path / "captures", 160, 5)
    argv = [*command(tmp_path / "captures", tmp_path / "record.db"), "--workers", "2"]
    process = subprocess.Popen(argv, start_new_session=True, stderr=subprocess.PIPE, text=True)
    _wait_for_captures(tmp_path / "record.db", 20)
    workers = _children(process.pid)
    if not workers:
        process.kill()
        pytest.skip("needs /proc, to find the workers")
    os.kill(workers[0], signal.SIGKILL)
    _, errors = process.communicate(timeout=100)
    assert process.returncode == 0, errors
    build_until_killed(command(tmp_path / "captures", tmp_path / "whole.db"), 100, signal.SIGKILL)
    assert dump(tmp_path / "record.db") == dump(tmp_path / "whole.db")


def _wait_for_captures(record_path: Path, least: int) -> None:
    for _ in range(3000):
        time.sleep(0.01)
        try:
            with Record.open_read_only(record_path) as record:
                if record.counts().captures >= least:
                    return
        except Exception:
            continue  # it is only just being made
    raise AssertionError(f"there were never {least} captures in {record_path}")


def _children(pid: int) -> list[int]:
    children = Path(f"/proc/{pid}/task/{pid}/children")
    if not children.exists():
        return []
    pids = [int(word) for word in children.read_text().split()]
    return [it for it in pids if re.search(rb"spawn_main", Path(f"/proc/{it}/cmdline").read_bytes())]
