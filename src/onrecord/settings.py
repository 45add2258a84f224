"""All settings, a section per layer. Read once, by the command line or the caller; a function takes its own section."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class CaptureSettings:
    """How bytes become captures."""

    max_body_bytes: int = 32 << 20  # of one capture once unpacked; the largest page of WCXB has 5.3 MB
    max_ratio: int = 1000  # unpacked to packed; deflate can not go past 1032
    max_members: int = 1_000_000  # of one archive
    max_kept_bytes: int = 1 << 30  # of a zip archive on standard input or inside another file, kept on disk meanwhile
    max_row_bytes: int = 64 << 20  # of one JSONL or CSV row
    url: str | None = None  # given for all captures that have none of their own
    content_type: str | None = None  # likewise
    captured_at: str | None = None  # likewise


@dataclass(frozen=True, slots=True)
class PageSettings:
    """How bytes become columns."""

    max_depth: int = 400  # of nested elements; deeper tags are dropped, their text is kept
    max_attributes: int = 200  # of one tag; further ones are dropped
    max_elements: int = 400_000  # tags in the source; past that the rest is read as text
    max_blocks: int = 100_000


@dataclass(frozen=True, slots=True)
class ArticleSettings:
    """How columns become an article."""

    min_words: int = 25  # a body shorter than this makes no article by itself


@dataclass(frozen=True, slots=True)
class StatementSettings:
    """How an article's statements are found."""

    min_chance: float = 0.5  # of a cue; where precision and recall meet on held-out articles
    max_words: int = 50_000  # of one article; what is said behind them is not read, which takes 6 s and more


@dataclass(frozen=True, slots=True)
class GroupingSettings:
    """How articles are grouped."""

    max_told: int = 600  # articles of a story that are laid side by side for its timeline and conflicts


@dataclass(frozen=True, slots=True)
class BuildSettings:
    """How a run over many captures goes."""

    workers: int = 0  # processes; 0 takes one a core
    batch: int = 16  # captures that travel to a worker together
    batch_bytes: int = 4 << 20  # of their bodies, likewise; a larger one travels alone
    capture_s: float = 20.0  # for one capture; past that its worker is ended and it is rejected


@dataclass(frozen=True, slots=True)
class Settings:
    """One section per layer."""

    capture: CaptureSettings = field(default_factory=CaptureSettings)
    page: PageSettings = field(default_factory=PageSettings)
    article: ArticleSettings = field(default_factory=ArticleSettings)
    statements: StatementSettings = field(default_factory=StatementSettings)
    grouping: GroupingSettings = field(default_factory=GroupingSettings)
    build: BuildSettings = field(default_factory=BuildSettings)
