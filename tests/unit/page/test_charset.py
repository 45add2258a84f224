from __future__ import annotations

import pytest

from onrecord.page.charset import as_utf8, codec_of, decode

FRENCH = "L’écluse du Vieux-Cœur coûte 740 000 €, dit la maire d’Orley."
RUSSIAN = "Мэр города сообщил, что новый мост через пролив откроют в марте."
JAPANESE = "市議会は火曜日、新しい橋の建設を承認した。漁業者は反発している。"


@pytest.mark.parametrize(
    ("body", "declared", "codec"),
    [
        pytest.param(FRENCH.encode(), "utf-8", "utf-8", id="true-utf-8"),
        pytest.param(FRENCH.encode(), "iso-8859-1", "utf-8", id="utf-8-declared-latin-1"),
        pytest.param(b"\xef\xbb\xbf" + FRENCH.encode(), "windows-1252", "utf-8", id="byte-order-mark-wins"),
        pytest.param(FRENCH.encode("cp1252"), "iso-8859-1", "cp1252", id="latin-1-is-windows-1252"),
        pytest.param(FRENCH.encode("cp1252"), None, "cp1252", id="undeclared-windows-1252"),
        pytest.param(
            b'<html lang="fr">' + FRENCH.encode("cp1252") * 3, "utf-8", "cp1252", id="windows-1252-declared-utf-8"
        ),
        pytest.param(FRENCH.encode("utf-16-le"), None, "utf-16-le", id="utf-16-without-mark"),
        pytest.param(FRENCH.encode("utf-16-be"), None, "utf-16-be", id="utf-16-be-without-mark"),
    ],
)
def test_text_is_read_whatever_was_declared(body: bytes, declared: str | None, codec: str) -> None:
    text, name = decode(body, declared)
    assert FRENCH in text
    assert name == codec


@pytest.mark.parametrize("codec", ["cp1251", "koi8-r", "iso8859-5"])
def test_undeclared_cyrillic_is_recognised(codec: str) -> None:
    assert decode((RUSSIAN * 4).encode(codec))[0] == RUSSIAN * 4


@pytest.mark.parametrize("codec", ["cp932", "euc_jp", "iso2022_jp"])
def test_undeclared_japanese_is_recognised(codec: str) -> None:
    assert decode((JAPANESE * 4).encode(codec))[0] == JAPANESE * 4


def test_the_declaration_inside_the_page_counts() -> None:
    body = b'<head><meta http-equiv="Content-Type" content="text/html; charset=windows-1251">' + RUSSIAN.encode(
        "cp1251"
    )
    assert RUSSIAN in decode(body)[0]


def test_a_stray_byte_in_utf_8_is_read_as_windows_1252() -> None:
    assert decode(FRENCH.encode() + b" caf\xe9", "utf-8")[0] == FRENCH + " café"


def test_utf_8_that_was_read_as_windows_1252_before_is_mended() -> None:
    spoilt = "It’s a “test”, she said — “twice”.".encode().decode("cp1252", "replace")
    assert "\ufffd" in spoilt or decode(spoilt.encode())[0] == "It’s a “test”, she said — “twice”."
    assert decode("Itâ€™s Janeâ€™s, she saidâ€¦".encode())[0] == "It’s Jane’s, she said…"


def test_text_that_was_once_read_as_latin_1_is_mended() -> None:
    assert decode("Itâ\x80\x99s Janeâ\x80\x99s Â®, she saidâ\x80¦".encode())[0] == "It’s Jane’s ®, she said…"
    assert decode("It was â\x80\x94 late".encode())[0] == "It was — late"


def test_french_capitals_are_no_mojibake() -> None:
    assert decode("À LA UNE : Ãgora, Âge, Ñandú".encode())[0] == "À LA UNE : Ãgora, Âge, Ñandú"


def test_control_characters_are_dropped_and_line_ends_folded() -> None:
    assert decode(b"a\x00b\x0bc\r\nd\re\x7f")[0] == "abc\nd\ne"


@pytest.mark.parametrize(
    "label", ["rot13", "zlib", "idna", "utf-7", "unicode_escape", "nonsense", "", None, "utf-8\0x"]
)
def test_a_label_that_names_no_text_encoding_is_refused(label: str | None) -> None:
    assert codec_of(label) is None


@pytest.mark.parametrize("codec", ["utf-8", "cp1252", "utf-16-le", "utf-8-sig"])
def test_for_a_parser_every_page_is_utf_8_and_its_line_ends_are_left(codec: str) -> None:
    body = f"<p>\r\n{FRENCH}".encode(codec)
    assert as_utf8(body, "cp1252" if codec == "cp1252" else None)[0] == f"<p>\r\n{FRENCH}".encode()


def test_sound_utf_8_is_handed_on_without_a_mark_of_byte_order_inside() -> None:
    assert as_utf8(f"<p>\ufeff{FRENCH}".encode())[0] == f"<p>{FRENCH}".encode()
