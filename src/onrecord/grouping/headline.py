"""Headlines without the name of the outlet that stands behind them."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files

_LONGEST = 1000
_BARS = re.compile(r"\s{0,3}(?:\||::|»|•)\s{0,3}")
_DASH = re.compile(r"\s[-–—]\s")
_WORD = re.compile(r"[^\W_]{1,40}")
_CALL_SIGN = re.compile(r"\b[KW][A-Z]{2,3}(?:-?(?:TV|FM|AM))?\d{0,2}\b")
_ADDRESS = re.compile(r"\b[\w-]{2,40}\.(?:com|org|net|tv|co|news)\b", re.IGNORECASE)


def clean_headline(title: str, outlet: str) -> str:
    """Return a page's title without the outlet's names and slogans behind it; as it is where nothing else is left."""
    title = " ".join(title[:_LONGEST].split())
    head = next((part for part in _BARS.split(title) if len(part.split()) > 2), title)
    parts = _DASH.split(head)
    dashes = _DASH.findall(head)
    end = next((n for n in range(1, len(parts)) if _names_outlet(parts[n], outlet)), len(parts))
    kept = parts[0] + "".join(dash + part for dash, part in zip(dashes[: end - 1], parts[1:end], strict=True))
    return kept.strip(" -–—") if len(kept.split()) > 2 else title


def _names_outlet(words: str, outlet: str) -> bool:
    """Return whether words behind a dash name an outlet: its address, a call sign, what outlets are called."""
    plain = [word.lower() for word in _WORD.findall(words)]
    if not plain or len(plain) > 14:
        return False
    if _ADDRESS.search(words) or _CALL_SIGN.search(words):
        return True
    name = outlet.split(".")[0]
    if len(name) > 2 and ("".join(plain) in name or name in "".join(plain)):
        return True
    return any(word in _names() for word in plain) and words[:1].isupper() and len(plain) < 8


@cache
def _names() -> frozenset[str]:
    read = tomllib.loads(files("onrecord.grouping").joinpath("headline.en.toml").read_text("utf-8"))
    return frozenset(read["outlets"].split())
