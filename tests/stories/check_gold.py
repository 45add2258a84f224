"""Checks the gold of the invented stories against their pages: `python -m tests.stories.check_gold [FOLDER…]`.

Each quote must stand within one paragraph of the article that its page gives, white space folded.
"""

from __future__ import annotations

import re
import sys
import tomllib
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from onrecord.model import Article
from onrecord.pipeline import read_clean

HERE = Path(__file__).parent
KINDS = ("figure", "denial", "account")


def folders() -> list[Path]:
    """Return the folders of all stories."""
    return sorted(path.parent for path in HERE.glob("*/gold.toml"))


def folded(text: str) -> str:
    """Return a text with each run of white space as one space."""
    return " ".join(text.split())


def paragraphs(page: Path) -> list[str]:
    """Return the paragraphs of the article in a page, none where it gives no article."""
    article = read_clean(page.read_bytes())
    return [folded(part) for part in article.text.split("\n\n")] if isinstance(article, Article) else []


def quoted(gold: dict[str, Any]) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield every quote of a gold file with the place where it stands."""
    for n, conflict in enumerate(gold.get("conflict", []), 1):
        for side in conflict["side"]:
            yield from ((f"conflict {n}, {side['value']}", quote) for quote in side["quotes"])
    for kind in ("no_conflict", "event"):
        for n, one in enumerate(gold.get(kind, []), 1):
            yield from ((f"{kind} {n}", quote) for quote in one["quotes"])


def is_date(text: str) -> bool:
    """Say whether a text is a year, a month or a day as ISO 8601 writes them."""
    if not re.fullmatch(r"\d{4}(-\d{2}){0,2}", text):
        return False
    try:
        datetime.fromisoformat(text + "-01-01"[len(text) - 4 :])
    except ValueError:
        return False
    return True


def is_moment(text: str) -> bool:
    """Say whether a text is a moment with its zone."""
    try:
        return datetime.fromisoformat(text).tzinfo is not None
    except ValueError:
        return False


def faults(folder: Path) -> Iterator[str]:
    """Yield what is wrong with the gold of one story."""
    gold = tomllib.loads((folder / "gold.toml").read_text("utf-8"))
    pages = {page["file"]: page for page in gold["page"]}
    on_disk = {path.name for path in folder.glob("*.html")}
    yield from (f"{name}: no such file" for name in sorted(set(pages) - on_disk))
    yield from (f"{name}: not in gold.toml" for name in sorted(on_disk - set(pages)))
    for name, page in pages.items():
        if not is_moment(page["published"]):
            yield f"{name}: published is no moment with a zone: {page['published']}"
        if page["copy_of"] not in ("", *pages) or page["copy_of"] == name:
            yield f"{name}: copy of an unknown page: {page['copy_of']}"
    for date in (gold["event_date"], *(event["date"] for event in gold.get("event", []))):
        if not is_date(date):
            yield f"no ISO date: {date}"
    for conflict in gold.get("conflict", []):
        if conflict["kind"] not in KINDS:
            yield f"no kind of conflict: {conflict['kind']}"
        if len(conflict["side"]) < 2 or not all(side["quotes"] for side in conflict["side"]):
            yield f"a conflict needs two sides with quotes: {conflict['topic']}"
    texts = {name: paragraphs(folder / name) for name in sorted(set(pages) & on_disk)}
    yield from (f"{name}: gives no article" for name, text in texts.items() if not text)
    for where, quote in quoted(gold):
        if quote["file"] not in texts:
            yield f"{where}: unknown file {quote['file']}"
        elif not any(folded(quote["text"]) in text for text in texts[quote["file"]]):
            yield f"{where}: not in a paragraph of {quote['file']}: {quote['text']!r}"


def main(names: list[str]) -> int:
    """Print the faults of the named stories, or of all, and return 1 where there are any."""
    found = 0
    for folder in [Path(name) for name in names] or folders():
        gold = tomllib.loads((folder / "gold.toml").read_text("utf-8"))
        counts = {key: len(gold.get(key, [])) for key in ("page", "conflict", "no_conflict", "event")}
        print(folder.name, ", ".join(f"{count} {key}" for key, count in counts.items()))
        for fault in faults(folder):
            found += 1
            print("  " + fault)
    print(f"{found} faults")
    return int(found > 0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
