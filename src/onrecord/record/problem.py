"""What a check of a record finds."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong with a record."""

    where: str  # the table, and the row where there is one
    what: str
