"""Turns captured news pages into a record: clean articles, what is said in them and by whom.

article = onrecord.read(html, url="https://news.example/a")
onrecord.build(["captures/"], "record.db")
onrecord.Record("record.db").search("bridge")
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:  # for type checkers; at run time `__getattr__` imports what is asked for, so that this costs nothing
    from onrecord.errors import (
        ArticleError,
        CaptureError,
        InputError,
        MissingExtra,
        ModelError,
        OnrecordError,
        PageError,
        RecordError,
        SettingsError,
        WorkerError,
    )
    from onrecord.model import (
        Article,
        Block,
        Capture,
        Conflict,
        Dateline,
        Entry,
        Event,
        Evidence,
        Family,
        FamilyMember,
        Figure,
        Given,
        Mention,
        Metadata,
        Origin,
        Passage,
        Rejected,
        Removed,
        Side,
        SideMention,
        Sketch,
        Span,
        Speaker,
        Statement,
        Statements,
        Story,
        TimeMention,
        Told,
    )
    from onrecord.pipeline import Summary, build, read
    from onrecord.record import Record
    from onrecord.settings import (
        ArticleSettings,
        BuildSettings,
        CaptureSettings,
        GroupingSettings,
        PageSettings,
        Settings,
        StatementSettings,
    )

__version__ = "0.1.0"

_HOMES = {
    "onrecord.errors": (
        "ArticleError", "CaptureError", "InputError", "MissingExtra", "ModelError", "OnrecordError", "PageError",
        "RecordError",
        "SettingsError", "WorkerError",
    ),
    "onrecord.model": (
        "Article", "Block", "Capture", "Conflict", "Dateline", "Entry", "Event", "Evidence", "Family",
        "FamilyMember", "Figure", "Given", "Mention", "Metadata", "Origin", "Passage", "Rejected", "Removed",
        "Side", "SideMention", "Sketch", "Span", "Speaker", "Statement", "Statements", "Story", "TimeMention", "Told",
    ),
    "onrecord.pipeline": ("Summary", "build", "read"),
    "onrecord.record": ("Record",),
    "onrecord.settings": (
        "ArticleSettings", "BuildSettings", "CaptureSettings", "GroupingSettings", "PageSettings", "Settings",
        "StatementSettings",
    ),
}  # fmt: skip
_HOME = {name: home for home, names in _HOMES.items() for name in names}

__all__ = [
    "Article",
    "ArticleError",
    "ArticleSettings",
    "Block",
    "BuildSettings",
    "Capture",
    "CaptureError",
    "CaptureSettings",
    "Conflict",
    "Dateline",
    "Entry",
    "Event",
    "Evidence",
    "Family",
    "FamilyMember",
    "Figure",
    "Given",
    "GroupingSettings",
    "InputError",
    "Mention",
    "Metadata",
    "MissingExtra",
    "ModelError",
    "OnrecordError",
    "Origin",
    "PageError",
    "PageSettings",
    "Passage",
    "Record",
    "RecordError",
    "Rejected",
    "Removed",
    "Settings",
    "SettingsError",
    "Side",
    "SideMention",
    "Sketch",
    "Span",
    "Speaker",
    "Statement",
    "StatementSettings",
    "Statements",
    "Story",
    "Summary",
    "TimeMention",
    "Told",
    "WorkerError",
    "__version__",
    "build",
    "read",
]


def __getattr__(name: str) -> object:
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    value: object = getattr(import_module(_HOME[name]), name)
    globals()[name] = value  # the next look-up does not come here
    return value


def __dir__() -> list[str]:
    return __all__
