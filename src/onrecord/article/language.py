"""The article's language: what the page declares, checked against its words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from onrecord.model import LinkedItem, Page

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

_SAMPLE_CHARS = 1000
_GLANCE_CHARS = 300  # enough to find that the page is right about itself
_MIN_BLOCK_CHARS = 60  # shorter blocks are menus and labels
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
    if told is not None and _is_kin(_identify(sample[:_GLANCE_CHARS])[0], told.code):
        return told
    code, probability = _identify(sample)
    if told is not None and _is_kin(code, told.code):
        return told
    if probability >= (_LIKELY if told is None else _SURE):
        return Spoken(code, "text", sample[:80])
    return told


def _is_kin(code: str, other: str) -> bool:
    return code == other or any({code, other} <= kin for kin in _KIN)


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
        row
        for row, text in enumerate(blocks.text)
        if len(text) >= (_MIN_BLOCK_CHARS if text.isascii() else 30) and blocks.link_chars[row] * 2 < len(text)
    ]
    rows.sort(key=lambda row: -len(blocks.text[row]))
    return " ".join(blocks.text[row][:500] for row in rows[:6])[:_SAMPLE_CHARS]


def _identify(sample: str) -> tuple[str, float]:
    code, probability = _identifier().classify(sample)
    return str(code), float(probability)


@cache
def _identifier() -> LanguageIdentifier:
    """Return the identifier; reading its model takes 0.6 s, once a process."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
