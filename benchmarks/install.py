"""What starting and installing onrecord costs."""

from __future__ import annotations

import subprocess
import sys
import tempfile
import venv
from pathlib import Path
from statistics import median

import msgspec

from benchmarks.sets import ROOT

_NOT_OURS = ("pip", "setuptools", "wheel")  # come with every environment


class Start(msgspec.Struct, frozen=True):
    """Wall-clock milliseconds, each the median of new processes."""

    import_ms: float  # import onrecord
    import_cli_ms: float  # import onrecord.cli
    version_ms: float  # onrecord --version, with the start of Python
    python_ms: float  # Python that does nothing
    first_page_ms: float  # onrecord.read on a short page, with all that it imports, behind the import


class Install(msgspec.Struct, frozen=True):
    """A new environment with onrecord and what it needs."""

    packages: int  # onrecord among them
    mib: float
    largest: list[tuple[str, float]]  # MiB


def start_times(runs: int = 11) -> Start:
    """Return how long the first things take that a person waits for."""
    timed = "import time; t = time.perf_counter(); {}; print((time.perf_counter() - t) * 1e3)"
    whole = "import subprocess, sys, time; t = time.perf_counter(); subprocess.run([sys.executable, {}], stdout=-3); "
    whole += "print((time.perf_counter() - t) * 1e3)"
    return Start(
        import_ms=_median_ms(timed.format("import onrecord"), runs),
        import_cli_ms=_median_ms(timed.format("import onrecord.cli"), runs),
        version_ms=_median_ms(whole.format("'-m', 'onrecord', '--version'"), runs),
        python_ms=_median_ms(whole.format("'-c', 'pass'"), runs),
        first_page_ms=_median_ms("import onrecord; " + timed.format("onrecord.read('<p>A page.')"), runs),
    )


def _median_ms(code: str, runs: int) -> float:
    outputs = (subprocess.run([sys.executable, "-c", code], capture_output=True, check=True) for _ in range(runs))
    return round(median(float(done.stdout) for done in outputs), 1)


def core_install() -> Install:
    """Return what a core install brings, from the package index that pip is set to.

    Raises:
        subprocess.CalledProcessError: pip failed.
    """
    with tempfile.TemporaryDirectory() as folder:
        venv.create(folder, with_pip=True)
        python = Path(folder, "bin" if sys.platform != "win32" else "Scripts", "python")
        subprocess.run([python, "-m", "pip", "install", "-qq", str(ROOT)], check=True)
        listed = subprocess.run([python, "-m", "pip", "list", "--format=freeze"], capture_output=True, check=True)
        names = [line.partition("==")[0] for line in listed.stdout.decode().splitlines()]
        site = next(Path(folder).glob("[lL]ib*/**/site-packages"))
        sizes = {path.name: _bytes(path) / 2**20 for path in site.iterdir() if not path.name.startswith(_NOT_OURS)}
    return Install(
        packages=sum(name not in _NOT_OURS for name in names),
        mib=round(sum(sizes.values()), 1),
        largest=[(name, round(mib, 1)) for name, mib in sorted(sizes.items(), key=lambda it: -it[1])[:5]],
    )


def _bytes(path: Path) -> int:
    return path.stat().st_size if path.is_file() else sum(it.stat().st_size for it in path.rglob("*") if it.is_file())
