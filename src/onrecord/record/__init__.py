"""One SQLite file that holds every capture and what became of it."""

from onrecord.record.store import Record

__all__ = ["Record"]
