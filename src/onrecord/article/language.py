"""The article's language: what the page declares, checked against its words."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from heapq import nlargest
from importlib.resources import files
from typing import TYPE_CHECKING

from onrecord.model import LinkedItem, Page

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

_SAMPLE_CHARS = 1000
_GLANCE_CHARS = 300  # enough to find that the page is right about itself
_FULL = 0.12  # share of a text's words that are its language's stop words, at least
_AHEAD = 1.4  # times as many as any other language's
_MIN_BLOCK_CHARS = 60  # shorter blocks are menus and labels
_MIN_CHARS = 30  # the same where a character can be a word
_MIN_SAMPLE_CHARS = 120
_SURE = 0.95  # the text's word against the page's
_LIKELY = 0.8  # the text's word alone
# languages that the identifier takes for each other: the page's word stands between them
_KIN = (
    frozenset({"no", "nb", "nn", "da"}),
    frozenset({"id", "ms"}),
    frozenset({"hr", "sr", "bs"}),
    frozenset({"pt", "gl"}),
    frozenset({"cs", "sk"}),
    frozenset({"xh", "zu"}),
)
# scripts that one language alone is written in, and the share of the characters that shows it
_SCRIPTS = (
    ("ja", re.compile("[\u3041-\u30ff]"), 0.15),
    ("ko", re.compile("[\uac00-\ud7a3]"), 0.3),
    ("el", re.compile("[\u0370-\u03ff]"), 0.5),
)
_NO_LANGUAGE = frozenset({"utf", "und", "mul", "zxx", "iso", "all"})
_TAGS = {"jp": "ja", "cz": "cs", "ua": "uk", "gr": "el", "dk": "da", "se": "sv", "iw": "he", "in": "id", "cn": "zh"}


@dataclass(frozen=True, slots=True)
class Spoken:
    """A language, "en", and where it was taken from."""

    code: str
    source: str
    raw: str


def settle_language(page: Page, items: Sequence[LinkedItem], given: str | None) -> Spoken | None:
    """Return the language of the page's longer blocks where they are clear, else the one that the page declares."""
    told = next(_declared(page, items, given), None)
    if told is not None and told.source == "given":
        return told
    sample = _sample(page)
    if len(sample) < _MIN_SAMPLE_CHARS:
        return told
    if told is not None:
        plain = _read_quickly(sample[: 2 * _GLANCE_CHARS])
        if _is_kin(plain or _identify(sample[:_GLANCE_CHARS])[0], told.code):
            return told
    code, probability = _identify(sample)
    if told is not None and _is_kin(code, told.code):
        return told
    if probability >= (_LIKELY if told is None else _SURE):
        return Spoken(code, "text", sample[:80])
    return told


def _is_kin(code: str, other: str) -> bool:
    return code == other or other in _kin().get(code, ())


@cache
def _kin() -> dict[str, frozenset[str]]:
    return {code: kin for kin in _KIN for code in kin}


def _declared(page: Page, items: Sequence[LinkedItem], given: str | None) -> Iterator[Spoken]:
    metas = dict(reversed(page.raw.metas))
    sources = [
        (given, "given"),
        (page.raw.language, "html lang"),
        *((item.language, f"{item.syntax} inLanguage") for item in items),
        (metas.get("og:locale"), "meta og:locale"),
        (metas.get("content-language"), "meta content-language"),
        (metas.get("language"), "meta language"),
    ]
    for raw, source in sources:
        if raw and (code := _primary(raw)):
            yield Spoken(code, source, raw)


def _primary(tag: str) -> str | None:
    """Return the primary subtag of a BCP 47 tag in lower case; country codes that stand in its place are put right."""
    code = tag.strip().replace("_", "-").partition("-")[0].lower()
    code = _TAGS.get(code, code)
    return code if code.isascii() and code.isalpha() and len(code) in (2, 3) and code not in _NO_LANGUAGE else None


def _sample(page: Page) -> str:
    """Return the longest blocks of running text, up to 1,000 characters."""
    blocks = page.blocks
    rows = [
        (len(text), -row)
        for row, (text, links) in enumerate(zip(blocks.text, blocks.link_chars, strict=True))
        if len(text) >= _MIN_CHARS and links * 2 < len(text) and (len(text) >= _MIN_BLOCK_CHARS or not text.isascii())
    ]
    return " ".join(blocks.text[-row][:500] for _, row in nlargest(6, rows))[:_SAMPLE_CHARS]


_WORD = re.compile(r"[^\W\d_]+")


def _read_quickly(sample: str) -> str | None:
    """Return the language whose script or stop words fill a text, and no other's do; None when that is not plain."""
    glance = sample[:_GLANCE_CHARS]
    if not glance.isascii():
        for code, script, share in _SCRIPTS:
            if len(script.findall(glance)) > share * len(glance):
                return code
    words = _WORD.findall(sample.lower())
    languages, counts = _stop_words(), dict[str, int]()
    for word in words:
        for code in languages.get(word, ()):
            counts[code] = counts.get(code, 0) + 1
    if not counts:
        return None
    code = max(counts, key=lambda code: counts[code])
    rival = max((count for other, count in counts.items() if not _is_kin(other, code)), default=0)
    return code if counts[code] >= _FULL * max(20, len(words)) and counts[code] >= _AHEAD * rival else None


@cache
def _stop_words() -> dict[str, tuple[str, ...]]:
    """Return the languages of every word in stopwords.toml."""
    lists = tomllib.loads(files("onrecord.article").joinpath("stopwords.toml").read_text(encoding="utf-8"))
    languages: dict[str, tuple[str, ...]] = {}
    for code, words in lists.items():
        for word in dict.fromkeys(words.split()):
            languages[word] = (*languages.get(word, ()), code)
    return languages


def _identify(sample: str) -> tuple[str, float]:
    code, probability = _identifier().classify(sample)
    return str(code), float(probability)


@cache
def _identifier() -> LanguageIdentifier:
    """Return the identifier; reading its model takes 0.6 s, once a process."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
