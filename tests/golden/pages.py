"""The golden pages: each a folder with a page, what it is there to show, and what comes out of it.

python -m tests.golden.pages      rewrites every article.json and statements.json; review that diff as you would code
"""

from __future__ import annotations

import json
import tomllib
from dataclasses import dataclass, field
from pathlib import Path

import msgspec

from onrecord.model import Article, Rejected
from onrecord.output import as_json
from onrecord.pipeline import read, read_clean

FOLDER = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a person says is right for one page (about.toml). What is not set is not checked."""

    licence: str
    shows: str
    status: str
    url: str | None = None
    captured_at: str | None = None
    content_type: str | None = None
    reason: str | None = None
    kind: str | None = None
    title: str | None = None
    authors: tuple[str, ...] | None = None
    published: str | None = None
    modified: str | None = None
    standfirst: str | None = None
    language: str | None = None
    site: str | None = None
    section: str | None = None
    canonical_url: str | None = None
    must: tuple[str, ...] = ()
    must_not: tuple[str, ...] = ()
    once: tuple[str, ...] = ()
    in_removed: dict[str, str | list[str]] = field(default_factory=dict)
    credit: str | None = None
    rights: str | None = None
    dateline_place: str | None = None
    dateline_agency: str | None = None
    comments: int | None = None
    paragraphs: int | None = None


def folders() -> list[Path]:
    """Return the folders of all golden pages."""
    return sorted(path.parent for path in FOLDER.glob("*/about.toml"))


def wanted(folder: Path) -> Wanted:
    """Return what a person wants of the page in a folder."""
    about = tomllib.loads((folder / "about.toml").read_text("utf-8"))
    for name in ("published", "modified"):  # "Z" and "+00:00" are one zone
        about |= {name: about[name].replace("Z", "+00:00")} if name in about else {}
    return msgspec.convert(about, Wanted, strict=True)


def outcome(folder: Path) -> Article | Rejected:
    """Return what comes out of the page in a folder, its statements not looked for."""
    about = wanted(folder)
    body = next(folder.glob("page.*")).read_bytes()
    return read_clean(body, url=about.url, captured_at=about.captured_at, content_type=about.content_type)


def folders_with_statements() -> list[Path]:
    """Return the folders whose statements are kept as well."""
    return [folder for folder in folders() if (folder / "statements.json").exists()]


def statements(folder: Path) -> str:
    """Return the statements in the page of a folder as statements.json has them: one a line."""
    about = wanted(folder)
    body = next(folder.glob("page.*")).read_bytes()
    article = read(body, url=about.url, captured_at=about.captured_at, content_type=about.content_type)
    assert isinstance(article, Article)
    assert article.said is not None
    text, said = article.text, article.said
    rows = [
        {
            "kind": one.kind,
            "stance": one.stance,
            "speaker": said.speakers[one.speaker].name if one.speaker is not None else None,
            "source": one.source.of(text) if one.source else None,
            "cue": one.cue.of(text) if one.cue else None,
            "content": [span.of(text) for span in one.content],
        }
        for one in said.statements
    ]
    return "[\n" + ",\n".join(json.dumps(row, ensure_ascii=False) for row in rows) + "\n]\n"


def shown(result: Article | Rejected) -> str:
    """Return an outcome as article.json has it."""
    return as_json(result).rstrip() + "\n"


if __name__ == "__main__":
    for page in folders():
        (page / "article.json").write_text(shown(outcome(page)), "utf-8")
    for page in folders_with_statements():
        (page / "statements.json").write_text(statements(page), "utf-8")
