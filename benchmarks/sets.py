"""The page sets that are scored: gold articles beside their pages, in a folder outside this repository."""

from __future__ import annotations

import gzip
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import msgspec

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"
OUT = ROOT / "out" / "benchmarks"  # ignored by git: results, predictions of peers, generated pages


class Gold(msgspec.Struct, frozen=True):
    """What people say is right for one page. What they do not say is None."""

    id: str
    text: str
    url: str | None = None
    page_type: str = "article"
    title: str | None = None
    authors: list[str] | None = None
    author: str | None = None
    published: str | None = None


@dataclass(frozen=True)
class PageSet:
    """A folder with gold.jsonl.gz and html/ID.html.gz; `every` takes one page of so many, in the order of the gold."""

    name: str
    folder: Path
    every: int = 1

    @cached_property
    def gold(self) -> tuple[Gold, ...]:
        """The gold of all its pages."""
        with gzip.open(self.folder / "gold.jsonl.gz", "rb") as file:
            rows = [msgspec.json.decode(line, type=Gold) for line in file]
        return tuple(rows[:: self.every])

    @cached_property
    def articles(self) -> tuple[Gold, ...]:
        """The gold of the pages that are articles."""
        return tuple(row for row in self.gold if row.page_type == "article")

    def page_path(self, page_id: str) -> Path:
        """Return where a page lies, packed with gzip."""
        return self.folder / "html" / f"{page_id}.html.gz"

    def page(self, page_id: str) -> bytes:
        """Return a page as it was fetched."""
        return gzip.decompress(self.page_path(page_id).read_bytes())

    @cached_property
    def digest(self) -> str:
        """The first 12 hexadecimal digits of the SHA-256 of the gold and all pages."""
        sum_ = hashlib.sha256()
        for path in self._files():
            sum_.update(path.name.encode() + b"\0")
            sum_.update(hashlib.sha256(path.read_bytes()).digest())
        return sum_.hexdigest()[:12]

    def _files(self) -> Iterator[Path]:
        yield self.folder / "gold.jsonl.gz"
        yield from sorted((self.folder / "html").iterdir())


def public_sets(shared: Path = SHARED, *, every: int = 1) -> tuple[PageSet, ...]:
    """Return the Fundus and the WCXB pages.

    Raises:
        FileNotFoundError: they are not there.
    """
    sets = tuple(PageSet(name, shared / "data" / "pages" / name, every) for name in ("fundus", "wcxb"))
    for pages in sets:
        if not (pages.folder / "gold.jsonl.gz").exists():
            raise FileNotFoundError(f"{pages.folder}: the page set is not there; name the folder with --shared")
    return sets
