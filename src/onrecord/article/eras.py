"""Years that are not counted from 1 CE, and dates without digits, put into the years and digits of ISO 8601."""

from __future__ import annotations

import re

# The first year of each era, less one: Japan's by the Cabinet Office's table, the Republic of China's from 1912.
_ERAS = {"令和": 2018, "平成": 1988, "昭和": 1925, "中華民國": 1911, "民國": 1911, "民国": 1911}
_ERA = re.compile(rf"({'|'.join(_ERAS)})\s?(元|\d{{1,3}})\s?年")
_BUDDHIST = 543  # years that Thailand counts more
_BUDDHIST_YEAR = re.compile(r"(?:พ\.?\s?ศ\.?\s?)?(?<!\d)(2[45]\d\d)(?!\d)")
_THAI = re.compile("[\u0e01-\u0e4e]")
_THAI_MONTHS = {
    "ม.ค.": "มกราคม", "ก.พ.": "กุมภาพันธ์", "มี.ค.": "มีนาคม", "เม.ย.": "เมษายน", "พ.ค.": "พฤษภาคม", "มิ.ย.": "มิถุนายน",
    "ก.ค.": "กรกฎาคม", "ส.ค.": "สิงหาคม", "ก.ย.": "กันยายน", "ต.ค.": "ตุลาคม", "พ.ย.": "พฤศจิกายน", "ธ.ค.": "ธันวาคม",
}  # fmt: skip
_THAI_SHORT = re.compile("|".join(re.escape(month) for month in sorted(_THAI_MONTHS, key=len, reverse=True)))
_NUMERALS = {char: digit for digit, char in enumerate("〇一二三四五六七八九")} | {"零": 0}
_CHINESE = re.compile(
    r"([一二][〇零一二三四五六七八九]{3})年([一二三四五六七八九十]{1,2})月([一二三四五六七八九十]{1,3})日"
)


def with_common_years(text: str) -> str:
    """Return a line with Japanese eras, years of the Republic of China and Thai years as years of the Common Era.

    Chinese numerals of whole dates become digits, and abbreviated Thai months are written out. Lunar Hijri and Solar
    Hijri years stay as they are: their months are not ours.
    """
    if text.isascii():
        return text
    text = _ERA.sub(_era, text)
    text = _CHINESE.sub(_digits, text)
    if _THAI.search(text):
        text = _THAI_SHORT.sub(lambda month: _THAI_MONTHS[month.group()], text)
        text = _BUDDHIST_YEAR.sub(lambda year: str(int(year.group(1)) - _BUDDHIST), text)
    return text


def _era(match: re.Match[str]) -> str:
    year = 1 if match.group(2) == "元" else int(match.group(2))
    return f"{_ERAS[match.group(1)] + year}年"


def _digits(match: re.Match[str]) -> str:
    year, month, day = match.groups()
    return f"{''.join(str(_NUMERALS[char]) for char in year)}年{_number(month)}月{_number(day)}日"


def _number(numeral: str) -> int:
    """Return 1 to 99 for what "十二" and "三十一" say."""
    tens, ten, ones = numeral.rpartition("十")
    if not ten:
        return _NUMERALS[numeral[-1]]
    return 10 * (_NUMERALS[tens[-1]] if tens else 1) + (_NUMERALS[ones[0]] if ones else 0)
