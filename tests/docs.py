"""The examples in the documentation: found, run, compared with what they promise, and written anew.

    python -m tests.docs      puts what the commands print now into the pages; review that diff as you would code

In a block marked `console`, lines that begin with "$ " are commands, and what follows is what they print; "..." stands
for anything. A block marked `python` is run, one marked `pycon` is a doctest. Blocks marked `sh` are not run. The
examples of a page run in their order, in an empty folder with a copy of `examples`.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]
_BLOCK = re.compile(r"^```(console|python|pycon)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_COMMAND = re.compile(r"^\$ (.+)\n((?:(?!\$ ).*\n)*)", re.MULTILINE)
_SECONDS = re.compile(r"\bin \d+\.\d s\b")


@dataclass(frozen=True, slots=True)
class Example:
    """One block of a page that can be run."""

    kind: str  # "console", "python", "pycon"
    text: str
    start: int  # of the text, in characters of the page
    line: int


def pages() -> list[Path]:
    """Return the pages of the documentation. Decisions and the changelog tell of their day, and are not run."""
    found = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / "SECURITY.md", *ROOT.glob("docs/**/*.md")]
    return sorted(page for page in found if page.parent.name != "decisions")


def examples(page: Path) -> Iterator[Example]:
    """Yield the blocks of a page that can be run, in their order."""
    text = page.read_text("utf-8")
    for found in _BLOCK.finditer(text):
        yield Example(found[1], found[2], found.start(2), text.count("\n", 0, found.start(2)) + 1)


def commands(example: Example) -> Iterator[tuple[str, str, int]]:
    """Yield each command of a console block, what it is to print, and where in the block that begins."""
    for found in _COMMAND.finditer(example.text):
        yield found[1], found[2], found.start(2)


def prepare(folder: Path) -> None:
    """Put what the examples read into the folder that they run in."""
    shutil.copytree(ROOT / "examples", folder / "examples")


def printed(command: str, folder: Path) -> str:
    """Return what a command prints in that folder, messages included."""
    path = os.pathsep.join((str(Path(sys.executable).parent), os.environ["PATH"]))
    env = os.environ | {"PATH": path, "COLUMNS": "100", "PYTHONIOENCODING": "utf-8", "HOME": str(folder)}
    done = subprocess.run(
        ["bash", "-c", command], cwd=folder, env=env, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT, timeout=60, check=False,
    )  # fmt: skip
    return "".join(f"{line.rstrip()}\n" for line in done.stdout.decode().splitlines())


def matches(promised: str, output: str) -> bool:
    """Tell whether a command printed what the page promises."""
    pattern = re.escape(promised.strip()).replace(r"\.\.\.", ".*?")
    return re.fullmatch(pattern, output.strip(), re.DOTALL) is not None


def rewritten(page: Path, folder: Path) -> str:
    """Return the text of a page with what its commands print now, where that is not what it promises."""
    text, at, parts = page.read_text("utf-8"), 0, []
    for example in examples(page):
        for command, promised, start in commands(example) if example.kind == "console" else ():
            output = printed(command, folder)
            if not matches(promised, output):
                begin = example.start + start
                parts += [text[at:begin], _steady(output, folder)]
                at = begin + len(promised)
    return "".join(parts) + text[at:]


def _steady(output: str, folder: Path) -> str:
    """Return the output without what differs from one machine or run to the next."""
    for place in (str(folder), str(ROOT)):
        output = output.replace(place, "...")
    return _SECONDS.sub("in ... s", output)


if __name__ == "__main__":
    for each in pages():
        with tempfile.TemporaryDirectory() as name:
            place = Path(name).resolve()
            prepare(place)
            each.write_text(rewritten(each, place), "utf-8")
