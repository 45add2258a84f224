from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
MODULES = sorted((ROOT / "src").glob("**/*.py"))
_RUNNERS = {"eval", "exec", "compile", "system", "popen", "Popen"}
_UNWANTED = {
    "code", "ftplib", "http", "marshal", "pickle", "requests", "runpy", "shelve", "smtplib", "socket", "ssl",
    "subprocess", "urllib.request", "xml", "yaml",
}  # fmt: skip

WATCHED = """
import sys
from pathlib import Path
import onrecord
from onrecord.capture import read_captures
from onrecord.pipeline import read_article
from onrecord.settings import Settings

def read_all():
    captures = read_captures(sys.argv[1:], Settings().capture)
    return sum(isinstance(read_article(capture, Settings()), onrecord.Article) for capture in captures)

seen = []

def watch(event, args):  # notes rather than raises: a fault in reading one page is a rejection
    if event.startswith(("socket.", "subprocess.", "os.system", "os.exec", "os.posix_spawn", "urllib.")):
        seen.append((event, args))
    elif event == "open" and isinstance(args[1], str) and set(args[1]) & set("wax+"):
        seen.append((event, args))
    elif event in ("os.remove", "os.rename", "os.mkdir", "os.symlink", "os.chmod"):
        seen.append((event, args))

sys.dont_write_bytecode = True
read_all()  # so that all parts are loaded: the language model goes through a temporary file
sys.addaudithook(watch)
articles = read_all()
sys.exit(f"{seen}" if seen else articles < 7)
"""


def imported(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module


def called(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            yield node.func.id
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr != "compile":
            yield node.func.attr  # re.compile and its like are meant by the exception


@pytest.mark.parametrize("module", MODULES, ids=[path.relative_to(ROOT / "src").as_posix() for path in MODULES])
def test_no_part_runs_what_it_reads(module: Path) -> None:
    tree = ast.parse(module.read_text("utf-8"))
    assert not {name for name in imported(tree) if name in _UNWANTED or name.partition(".")[0] in _UNWANTED}
    assert not _RUNNERS & set(called(tree))


def test_reading_opens_no_connection_starts_no_program_and_writes_no_file() -> None:
    page = ROOT / "tests" / "golden" / "table-layout"
    argv = [sys.executable, "-c", WATCHED, str(ROOT / "examples" / "captures"), str(page)]
    done = subprocess.run(argv, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr
