"""From bytes to text: the HTML standard's rules for the charset, then a repair where the declaration is false."""

from __future__ import annotations

import codecs
import re

# WHATWG Encoding, §4.2: labels whose Python codec of the same name is another, or is no text encoding at all
_LABELS = {
    "ascii": "cp1252", "us-ascii": "cp1252", "ansi_x3.4-1968": "cp1252", "latin1": "cp1252", "l1": "cp1252",
    "iso-8859-1": "cp1252", "iso8859-1": "cp1252", "iso_8859-1": "cp1252", "cp819": "cp1252", "x-cp1252": "cp1252",
    "windows-1252": "cp1252", "iso-8859-9": "cp1254", "latin5": "cp1254", "windows-1254": "cp1254",
    "iso-8859-11": "cp874", "tis-620": "cp874", "windows-874": "cp874", "dos-874": "cp874",
    "gb2312": "gb18030", "gbk": "gb18030", "x-gbk": "gb18030", "gb_2312-80": "gb18030", "chinese": "gb18030",
    "shift_jis": "cp932", "shift-jis": "cp932", "sjis": "cp932",
    "x-sjis": "cp932", "ms_kanji": "cp932", "windows-31j": "cp932",
    "euc-kr": "cp949", "ks_c_5601-1987": "cp949", "ksc5601": "cp949", "korean": "cp949", "windows-949": "cp949",
    "big5": "big5hkscs", "big5-hkscs": "big5hkscs", "x-x-big5": "big5hkscs",
    "x-mac-roman": "mac_roman", "macintosh": "mac_roman", "x-mac-cyrillic": "mac_cyrillic",
    "iso-8859-8-i": "iso8859_8", "iso-8859-6-i": "iso8859_6", "unicode": "utf-16", "utf-16": "utf-16-le",
    "utf8": "utf-8",
}  # fmt: skip
_TEXT_CODECS = re.compile(
    r"(utf_8|utf_16(_[lb]e)?|cp\d{3,4}|iso8859_\d+|koi8_[rut]|mac_\w+|gb\w+|big5\w*|euc_\w+|shift_jis\w*|iso2022_jp\w*|hz"
    r"|ptcp154|ascii)"
)
_META = re.compile(rb"""<meta\s[^>]{0,500}?charset\s{0,5}=\s{0,5}["']?\s{0,5}([\w.:-]{2,40})""", re.I)
_XML = re.compile(rb"""^\s{0,20}<\?xml\s[^>]{0,200}?encoding\s{0,5}=\s{0,5}["']([\w.:-]{2,40})""", re.I)
_CP1252 = "".join(
    bytes([i]).decode("cp1252", "ignore") or chr(i) for i in range(256)
)  # undefined bytes as the standard has them
_MOJIBAKE = re.compile(
    "[\u00c2-\u00f4][\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u2022\u2026"
    "\u2030\u2039\u203a\u20ac\u2122]{1,3}"
)
_ISO_2022_JP = re.compile(rb"\x1b\$[@B]")
_CONTROLS = bytes([*range(0, 9), 11, *range(14, 32), 127])  # no text has them; form feed is white space


def decode(body: bytes, declared: str | None = None) -> tuple[str, str]:
    """Return the text of `body`, its line ends folded, and the name of the codec that decoded it. Never fails."""
    text, name = _decode(body, declared)
    text = text if isinstance(text, str) else text.decode("utf-8")
    return (text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text), name


def as_utf8(body: bytes, declared: str | None = None) -> tuple[bytes, str]:
    """Return `body` in UTF-8, its line ends as they are, and the name of the codec that it was in. Never fails.

    For an HTML parser, which folds line ends itself (HTML §13.2.3.5). Bytes that are sound UTF-8 already, those of
    nearly all pages, are not written anew: 0.2 ms a page.
    """
    text, name = _decode(body, declared)
    return (text.encode("utf-8", "replace") if isinstance(text, str) else text), name


def _decode(body: bytes, declared: str | None) -> tuple[str | bytes, str]:
    """The text of `body`, as bytes where they are sound UTF-8; and the codec.

    Order: byte order mark, the transport's charset, the page's own (WHATWG HTML §13.2.3.2); then the bytes
    have the last word: valid multi-byte UTF-8 is UTF-8 whatever was declared, and what is declared UTF-8 but
    is not gets each bad byte read as windows-1252.
    """
    for mark, name in (
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
    ):
        if body.startswith(mark):
            return _decode_wide(body[len(mark) :], name), name
    if wide := _wide(body):
        return _decode_wide(body, wide), wide
    found = codec_of(declared) or _declared_inside(body)
    if (
        found in (None, "utf-8") and 0x1B in body and _ISO_2022_JP.search(body[:65536])
    ):  # shifts of tables that no other charset has
        found = "iso2022_jp"
    if found is None or not found.startswith(("iso2022", "hz")):  # those switch tables by control characters
        body = body.translate(None, _CONTROLS)
    if found in (None, "utf-8") or not found.startswith(("utf", "iso2022", "hz")):
        if body.isascii():
            return body, found or "utf-8"
        try:
            text = body.decode("utf-8")
        except UnicodeDecodeError:
            pass
        else:
            mended = _mended_text(text)
            return (body if mended is text else mended), "utf-8"
    text, name = _decode_as(body, found)
    return (_mended_text(text) if name == "utf-8" else text.replace("\ufeff", "")), name


def _mended_text(text: str) -> str:
    """The text of UTF-8, without the marks of byte order that stand inside; the same object where nothing is wrong."""
    if _may_be_mojibake(text):
        text = _undo_mojibake(text)
    return text.replace("\ufeff", "") if "\ufeff" in text else text


def _decode_wide(body: bytes, name: str) -> str:
    return body.decode(name, "replace").translate(dict.fromkeys([*_CONTROLS, 0xFEFF]))


def codec_of(label: str | None) -> str | None:
    """Return the Python codec for a charset label as the web uses it, None for one that names no text encoding."""
    label = (label or "").strip().strip("\"'").lower()
    if not label:
        return None
    if label in _LABELS:
        return _LABELS[label]
    try:
        name = codecs.lookup(label).name.replace("-", "_")
    except (LookupError, ValueError):
        return None
    return {"utf_8": "utf-8"}.get(name, name) if _TEXT_CODECS.fullmatch(name) else None


def _declared_inside(body: bytes) -> str | None:
    """The charset of <meta> or the XML declaration; UTF-16 there can not be true (§13.2.3.2, step 15)."""
    head = body[:4096]
    found = _META.search(head) or _XML.search(head)
    if found is None and b"charset" in body[4096:65536].lower():
        found = _META.search(body[4096:65536])
    name = codec_of(found.group(1).decode("ascii", "replace")) if found else None
    return "utf-8" if (name and name.startswith("utf_16")) or name in ("utf-16", "utf-16-le") else name


def _wide(body: bytes) -> str | None:
    """UTF-16 without a mark: every other byte of an opening that is mostly ASCII is zero."""
    head = body[:400]
    if len(head) < 8 or head.count(0) < len(head) // 3:
        return None
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if odd > 4 * even and odd > len(head) // 4:
        return "utf-16-le"
    if even > 4 * odd and even > len(head) // 4:
        return "utf-16-be"
    return None


def _decode_as(body: bytes, name: str | None) -> tuple[str, str]:
    """The text of bytes that are not sound UTF-8."""
    if name == "cp1252":
        return codecs.charmap_decode(body, "strict", _CP1252)[0], name
    if name in (None, "utf-8"):
        return _broken_utf8(body, undeclared=name is None)
    text = body.decode(name or "utf-8", "replace")
    if text.count("\ufffd") * 50 > len(text):  # a fiftieth unreadable: the declaration is false
        return _broken_utf8(body, undeclared=True)
    return text, name or "utf-8"


def _broken_utf8(body: bytes, *, undeclared: bool) -> tuple[str, str]:
    """Text of bytes that are not all UTF-8: mostly UTF-8 with stray bytes, or another charset altogether."""
    text = body.decode("utf-8", "surrogateescape")
    bad = len(_STRAY.findall(text))
    good = sum(c > "\x7f" for c in text) - bad
    if good > bad or (bad <= 3 and not undeclared):
        return _STRAY.sub(lambda m: _CP1252[ord(m.group()) - 0xDC00], text), "utf-8"
    guess = _guess(body)
    if guess and guess not in ("utf-8", "ascii"):
        decoded = body.decode(guess, "replace")
        if decoded.count("\ufffd") * 200 <= len(decoded):
            return decoded, guess
    return codecs.charmap_decode(body, "strict", _CP1252)[0], "cp1252"


_STRAY = re.compile("[\udc80-\udcff]")


# single-byte Latin charsets differ in a few letters, too few to guess by: the page's language decides
_LATIN = dict.fromkeys(("pl", "cs", "sk", "hu", "sl", "hr", "ro", "sq"), "cp1250") | {"tr": "cp1254", "az": "cp1254"}
_LATIN |= dict.fromkeys(("lt", "lv", "et"), "cp1257") | {"vi": "cp1258"}
_ASCII_LETTERS = [bytes([c]) for c in b"etaoinsrhldcumfpgwybvkxjqzETAOINSRHLDCUMFPGWYBVKXJQZ"]
_HIGH = bytes(range(0x80, 0x100))
_LATIN_ACCENTS = 0.3  # of the letters; Vietnamese, the most accented of Latin scripts, stays below
_JAPANESE = ("cp932", "euc_jp")
_KANA = 0.15  # of the high bytes: two make a kana, and a third of Japanese text is kana
_LANGUAGE = re.compile(rb"""<html[^>]{0,300}?\slang\s{0,3}=\s{0,3}["']?([a-z]{2})""", re.I)


def _language(body: bytes) -> str:
    found = _LANGUAGE.search(body[:4096])
    return found.group(1).decode("ascii").lower() if found else ""


def _is_latin(codec: str | None) -> bool:
    """Whether a codec is one of the single-byte charsets of Latin letters: é or its like in the upper half."""
    if codec is None or codec in ("utf-8", "ascii"):
        return False
    upper = bytes(range(0xC0, 0x100)).decode(codec, "ignore")
    return len(upper) > 50 and "é" in upper


def _guess(body: bytes) -> str | None:
    """The charset that the bytes look like, over the part with the words."""
    words = re.sub(rb"<[^>]{0,2000}>", b" ", body[:200_000])[:30_000]
    letters = sum(map(words.count, _ASCII_LETTERS)) or 1
    high = len(words) - len(words.translate(None, _HIGH))
    if high < _LATIN_ACCENTS * letters:  # letters with accents among plain ones
        return _LATIN.get(_language(body), "cp1252")
    for codec in _JAPANESE:
        if sum("\u3040" <= c <= "\u30ff" for c in words.decode(codec, "ignore")) > _KANA * high:
            return codec
    from charset_normalizer import from_bytes  # heavy, and only for pages that declare nothing true

    best = from_bytes(words, cp_exclusion=["utf_7", "cp037", "cp500"], steps=5, chunk_size=512).best()
    guess = codec_of(best.encoding) if best else None
    return _LATIN.get(_language(body), "cp1252") if _is_latin(guess) else guess


def _may_be_mojibake(text: str) -> bool:
    """A quick look: single letters are found many times faster than pairs."""
    return "Ã" in text or "Ð" in text or ("\x80" in text and "â\x80" in text) or ("€" in text and "â€" in text)


def _undo_mojibake(text: str) -> str:
    """Mend UTF-8 that was once read as windows-1252 or ISO 8859-1 ("â€™" for "’"), run by run, if it is a habit.

    One run with a control character in it is enough of a habit: no text has those.
    """
    found = _MOJIBAKE.findall(text)
    mended = [m for m in found if _mended(m) is not None]
    habit = len(mended) >= 3 or any("\x80" <= char <= "\x9f" for run in mended for char in run)
    if not habit or len(mended) * 10 < 9 * len(found):
        return text
    return _MOJIBAKE.sub(lambda m: _mended(m.group()) or m.group(), text)


def _mended(run: str) -> str | None:
    try:
        text = bytes(_TO_1252[c] for c in run).decode("utf-8")
    except (KeyError, UnicodeDecodeError):
        return None
    return text


# a reader of ISO 8859-1 left the control characters of bytes 80 to 9F as they are ("â\x80\x99")
_TO_1252 = {chr(i): i for i in range(0x80, 0xA0)} | {c: i for i, c in enumerate(_CP1252)}
