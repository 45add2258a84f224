from __future__ import annotations

import pytest

from onrecord.article import language
from onrecord.article.language import settle_language
from onrecord.model import Blocks, Elements, Origin, Page, RawMetadata

TEXTS = {
    "en": "The council of the harbour town has put off its vote on the pier until the tide tables have been checked.",
    "de": "Der Rat der Hafenstadt hat die Abstimmung über den Steg verschoben, bis die Gezeiten geprüft worden sind.",
    "fr": "Le conseil de la ville a reporté le vote sur la jetée, et les tables des marées ne sont pas encore prêtes.",
    "es": "El consejo de la ciudad ha aplazado la votación sobre el muelle hasta que se revisen las tablas de mareas.",
    "pt": "O conselho da cidade adiou a votação sobre o cais até que as tábuas das marés sejam revistas por todos.",
    "ja": "港町の議会は、潮見表の確認が終わるまで、新しい桟橋についての採決を見送ることを決めた。" * 3,
    "ko": "항구 도시 의회는 조석표 확인이 끝날 때까지 새 부두에 대한 표결을 미루기로 했다. " * 3,
    "ru": "Совет не стал голосовать о новом причале, и это не удивило тех, кто был там: на это нужно время.",
}


def page_of(text: str, declared: str | None) -> Page:
    return Page(
        origin=Origin("a", "a", "a", "file"),
        plain=False,
        charset="utf-8",
        elements=Elements(("p",), (-1,), ("",), (False,), ("",)),
        blocks=Blocks((text, text), (0, 0), (0, 0), (0, 0), (0, 0)),
        raw=RawMetadata(language=declared),
    )


def code_of(text: str, declared: str | None) -> str | None:
    found = settle_language(page_of(text, declared), (), None)
    return found.code if found else None


def refuse(sample: str) -> tuple[str, float]:
    raise AssertionError(f"identified: {sample}")


@pytest.mark.parametrize("code", TEXTS)
def test_a_page_that_reads_as_it_declares_needs_no_identification(code: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(language, "_identify", refuse)
    assert code_of(TEXTS[code], code) == code


@pytest.mark.parametrize("code", TEXTS)
def test_a_page_that_declares_another_language_has_that_of_its_text(code: str) -> None:
    assert code_of(TEXTS[code], "fi") == code


def test_a_page_that_declares_none_has_that_of_its_text() -> None:
    assert code_of(TEXTS["de"], None) == "de"


def test_kin_languages_are_left_to_the_page() -> None:
    text = "Kommunen har utsatt saken om den nye brygga i havnen til tabellene er sjekket, og det er ikke klart. " * 2
    assert code_of(text, "no") == "no"
    assert code_of(text, "nb") == "nb"


def test_a_handful_of_words_says_nothing() -> None:
    assert code_of("Oui.", "en") == "en"
    assert code_of("Oui.", None) is None
