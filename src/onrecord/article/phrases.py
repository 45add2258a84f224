"""What blocks say that are not the article: the phrases of banners, boxes and notices."""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from importlib.resources import files
from typing import cast

from onrecord.model import Role

_LONGEST = 400  # characters of a block that are looked at
_FIRST_WORD = re.compile(r"\W{0,6}")


@lru_cache(maxsize=1)
def _table() -> tuple[tuple[Role, int, re.Pattern[str]], ...]:
    data = tomllib.loads(files("onrecord.article").joinpath("phrases.toml").read_text("utf-8"))
    return tuple(
        (cast(Role, role), section["max_words"], re.compile("|".join(f"(?:{p})" for p in section["patterns"]), re.I))
        for role, section in data.items()
    )


@lru_cache(maxsize=8192)
def role_by_phrase(text: str, words: int) -> Role | None:
    """Return the role that the opening words of a block give away, None for none."""
    if words > 150:
        return None
    head = text[:_LONGEST].replace("’", "'").replace("\u00a0", " ")
    start = _FIRST_WORD.match(head)
    head = head[start.end() :] if start and head[:1] not in "(©" else head
    for role, max_words, pattern in _table():
        if words <= max_words and pattern.match(head):
            return role
    return None
