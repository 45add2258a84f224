"""Kills a build at random moments until it comes through, and compares the record with that of an undisturbed one.

    python tests/faults/kill.py [--times 20] [--captures 1500] [--seed 1] [--signal KILL|INT|TERM]

Exit code 0 when both records hold the same.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from onrecord import Record

_VERBS = ("opened", "closed", "repaired", "inspected", "sold", "flooded", "painted", "measured")
_THINGS = ("the bridge", "a school", "the old mill", "the harbour", "a tram line", "the market", "a museum", "the dam")
_PLACES = ("Harbourton", "Vellin", "Ostmark", "Little Arden", "Port Imra", "Sankt Olm")


def write_captures(folder: Path, count: int, seed: int) -> None:
    """Write invented pages: articles as HTML and as plain text, listings, empty and broken ones, some in JSONL."""
    rng = random.Random(seed)
    folder.mkdir(parents=True, exist_ok=True)
    rows = []
    for n in range(count):
        match n % 10:
            case 7:
                (folder / f"{n:05}.html").write_text(_listing(rng), "utf-8")
            case 8:
                (folder / f"{n:05}.html").write_bytes(b"" if n % 20 == 8 else rng.randbytes(2000))
            case 9:
                rows.append(f'{{"id": "row-{n % 50}", "url": "https://rows.example/{n}", "text": "{_prose(rng, 60)}"}}')
            case 5:
                (folder / f"{n:05}.txt").write_text("\n\n".join(_prose(rng, 50) for _ in range(6)), "utf-8")
            case _:
                (folder / f"{n:05}.html").write_text(_page(rng, n), "utf-8")
    (folder / "rows.jsonl").write_text("\n".join(rows) + "\n", "utf-8")


def _prose(rng: random.Random, words: int) -> str:
    sentences: list[str] = []
    while sum(len(sentence.split()) for sentence in sentences) < words:
        who, where = rng.choice(_PLACES), rng.choice(_PLACES)
        sentences.append(
            f"On day {rng.randrange(999)} the council of {who} {rng.choice(_VERBS)} {rng.choice(_THINGS)} near {where},"
            f" as {rng.randrange(2, 900)} people looked on and {rng.choice(_THINGS)} stayed as it was."
        )
    return " ".join(sentences)


def _page(rng: random.Random, n: int) -> str:
    title = f"{rng.choice(_PLACES)} {rng.choice(_VERBS)} {rng.choice(_THINGS)} for the {n}th time"
    body = "".join(f"<p>{_prose(rng, 60)}</p>" for _ in range(rng.randrange(5, 12)))
    return (
        f'<!doctype html><html lang="en"><head><title>{title} - The Example</title>'
        f'<meta property="article:published_time" content="2026-01-{n % 28 + 1:02}T09:30:00Z"></head><body>'
        '<nav><a href="/">Home</a> <a href="/local">Local</a> <a href="/sport">Sport</a></nav>'
        f"<article><h1>{title}</h1>{body}</article><footer>© The Example</footer></body></html>"
    )


def _listing(rng: random.Random) -> str:
    links = "".join(f'<li><a href="/{i}">{rng.choice(_PLACES)} {rng.choice(_VERBS)}</a></li>' for i in range(40))
    return f"<!doctype html><title>Local</title><ul>{links}</ul>"


def command(inputs: Path, record_path: Path) -> list[str]:
    """Return the command line that builds the record."""
    return [sys.executable, "-m", "onrecord", "build", str(inputs), "-o", str(record_path), "--quiet"]


def build_until_killed(argv: list[str], after_s: float, with_signal: int) -> bool:
    """Run a build, killing its whole process group after so many seconds. Tell whether it came through before."""
    process = subprocess.Popen(argv, start_new_session=True, stderr=subprocess.PIPE)
    try:
        _, errors = process.communicate(timeout=after_s)
        if process.returncode != 0:
            raise SystemExit(f"the build ended with {process.returncode}: {errors.decode()}")
        return True
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, with_signal)
        process.communicate()
        return False


def dump(record_path: Path) -> list[str]:
    """Return the content of a record, once it is found sound."""
    with Record(record_path) as record:
        problems = record.check()
        if problems:
            raise SystemExit(f"{record_path}: {problems}")
        return list(record.dump())


def survive(
    folder: Path, *, times: int, captures: int, seed: int, with_signal: int = signal.SIGKILL
) -> tuple[int, bool]:
    """Return how often a build was killed on its way, and whether its record equals that of an undisturbed one."""
    rng = random.Random(seed)
    inputs = folder / "captures"
    write_captures(inputs, captures, seed)
    begin = time.monotonic()
    build_until_killed(command(inputs, folder / "whole.db"), 600, with_signal)
    whole_s = time.monotonic() - begin
    killed = 0
    argv = command(inputs, folder / "killed.db")
    while killed < times:
        # Half of the kills come early, where the record is made; the others anywhere in the time that is needed.
        after_s = rng.uniform(0.05, 0.5 if killed % 2 else whole_s)
        if build_until_killed(argv, after_s, with_signal):
            (folder / "killed.db").unlink()  # it came through: begin anew, as more kills are to come
        else:
            killed += 1
    build_until_killed(argv, 600, with_signal)
    return killed, dump(folder / "killed.db") == dump(folder / "whole.db")


def main() -> None:
    """Run it as the command line says."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=20)
    parser.add_argument("--captures", type=int, default=1500)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--signal", choices=["KILL", "INT", "TERM"], default="KILL")
    options = parser.parse_args()
    with_signal = signal.Signals[f"SIG{options.signal}"]
    with tempfile.TemporaryDirectory() as folder:
        killed, same = survive(
            Path(folder), times=options.times, captures=options.captures, seed=options.seed, with_signal=with_signal
        )
    print(f"killed {killed} times, the record is {'the same' if same else 'NOT the same'} as of an undisturbed run")
    sys.exit(not same)


if __name__ == "__main__":
    main()
