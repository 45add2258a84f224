"""Values of metadata as words for people: entities decoded, nothing invisible in them, white space folded."""

from __future__ import annotations

import html
import re
import unicodedata
from functools import lru_cache

# controls, bidi marks, zero-width characters, lone surrogates, noncharacters; the joiners stay, scripts need them
_INVISIBLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\ud800-\udfff\ufff9-\uffff]"
)
_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,300}>")
_KEY = re.compile(r"[\W_]+")


def clean(value: str | None, *, limit: int) -> str:
    """Return `value` in NFC on one line, at most `limit` characters; "" when nothing is left to read.

    Entities are decoded twice, since systems encode what is encoded already; tags are taken out.
    """
    if not value:
        return ""
    text = value[: limit * 8]
    if "&" in text:
        text = html.unescape(html.unescape(text))
    if "</" in text:
        text = _TAG.sub(" ", text)
    text = unicodedata.normalize("NFC", _INVISIBLE.sub(_meant, text))
    text = " ".join(text.split())
    return text if len(text) <= limit else text[:limit].rstrip()


def _meant(found: re.Match[str]) -> str:
    """Return what an unseen character means: U+0080 to U+009F are bytes of windows-1252 that were not decoded."""
    char = found.group()
    return char.encode("latin-1").decode("cp1252", "ignore") if "\x80" <= char <= "\x9f" else ""


def key(text: str) -> str:
    """Return what two writings of one title or name have in common: letters and digits, without case."""
    return _short_key(text) if len(text) <= 500 else _bare(text)


@lru_cache(maxsize=1024)  # a page's few titles and names are compared again and again
def _short_key(text: str) -> str:
    return _bare(text)


def _bare(text: str) -> str:
    return _KEY.sub("", text.lower() if text.isascii() else unicodedata.normalize("NFKC", text).casefold())


_ARTICLE = re.compile(r"(?:the|der|die|das|le|la|el)\s", re.IGNORECASE)


def plain(name: str) -> str:
    """Return a name without accents and without a leading article, as sites write their own in addresses."""
    bare = name.strip()
    if not bare.isascii():
        bare = "".join(char for char in unicodedata.normalize("NFD", bare) if not unicodedata.combining(char))
    article = _ARTICLE.match(bare)
    return bare[article.end() :] if article else bare
