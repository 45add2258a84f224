"""One SQLite file that holds every capture and what became of it."""

from onrecord.record.groups import StoredStory
from onrecord.record.store import Record, Reference

__all__ = ["Record", "Reference", "StoredStory"]
