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
        argv,
        start_new_session=True,
        stdin=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        preexec_fn=_hear_ctrl_c,
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


@posix_only
def test_processes_that_group_end_with_the_run_that_is_killed(tmp_path: Path) -> None:
    script = (
        "import time\nfrom onrecord import Record, regroup\nfrom onrecord.settings import Settings, BuildSettings\n"
        "from tests.faults.test_kill import sleep\n"
        'if __name__ == "__main__":\n'
        "    record = Record('record.db')\n"
        "    settings = Settings(build=BuildSettings(workers=2))\n"
        "    list(regroup._spread(sleep, record, range(500), settings))\n"
    )
    (tmp_path / "run.py").write_text(script)
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    process = subprocess.Popen([sys.executable, "run.py"], cwd=tmp_path, env=environment, start_new_session=True)
    workers: list[int] = []
    for _ in range(400):
        time.sleep(0.05)
        workers = _children(process.pid)
        if len(workers) == 2:
            break
    if not workers:
        process.kill()
        pytest.skip("needs /proc, to find the workers")
    process.kill()
    process.wait()
    for _ in range(200):
        if not any(Path(f"/proc/{pid}").exists() for pid in workers):
            return
        time.sleep(0.05)
    os.killpg(process.pid, signal.SIGKILL)
    raise AssertionError("a process went on without its parent")


def sleep(record: object, numbers: object, settings: object) -> None:
    """Work that takes its time."""
    time.sleep(60)


def _hear_ctrl_c() -> None:
    # Where the tests themselves run in the background of a shell, what they start would not hear it.
    signal.signal(signal.SIGINT, signal.SIG_DFL)


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
