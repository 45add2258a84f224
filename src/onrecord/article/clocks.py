"""The time of day and the zone beside a date, as people write them."""

from __future__ import annotations

import re

Clock = tuple[int, int, int | None]  # hour, minute, and the second where it is given

# Only abbreviations with one meaning worldwide (RFC 822 for the American ones); IST, BST and CST's other readings
# would be guesses, so a time with them keeps its zone unknown.
_ZONES = {
    "Z": 0, "UTC": 0, "GMT": 0, "WET": 0, "WEST": 60, "CET": 60, "CEST": 120, "MEZ": 60, "MESZ": 120,
    "EET": 120, "EEST": 180, "MSK": 180, "МСК": 180, "TRT": 180, "EST": -300, "EDT": -240, "CDT": -300,
    "MST": -420, "MDT": -360, "PST": -480, "PDT": -420, "JST": 540, "KST": 540, "HKT": 480, "WIB": 420,
    "WITA": 480, "WIT": 540, "AEST": 600, "AEDT": 660, "ACST": 570, "AWST": 480, "NZST": 720, "NZDT": 780,
    "SAST": 120,
}  # fmt: skip

_MORNING = frozenset("a 午前 上午 早上 凌晨 清晨 오전 새벽 ص صباحا صباحاً π πμ".split())
_EVENING = frozenset("p 午後 下午 晚上 傍晚 中午 오후 저녁 م مساء مساءً مساءا μ μμ".split())
_HALVES_BEFORE = "午前|午後|上午|下午|早上|凌晨|清晨|晚上|傍晚|中午|오전|오후|새벽|저녁"
# Words that say that a time follows, so that "18.05" is one and no number. ("à" and its kin also make one of "9h".)
_LEADS = r"(?<!\w)(?:kl|klo|ore|alle|om|um|pukul|jam|godz|ob|à|às|las|a las|at)\.?"
_CLOCK = re.compile(
    rf"(?<![\d:.,])(?:({_HALVES_BEFORE})\s?|({_LEADS})\s)?(?<!\d)(\d{{1,2}})"
    r"(?:"
    r"(?::|\s?[hH]\s?)(\d\d)(?::(\d\d)(?:[.,]\d{1,9})?)?"
    r"|\s?[時时點点시]\s?(?:(\d{1,2})\s?[分분]?)?(?:(\d{1,2})\s?[秒초])?"
    r"|[.](\d\d)(?![\d.])"
    r"|\s?h\b"
    r"|(?=\s?(?:[ap]\.?m\b|Uhr\b|uur\b))"
    r")"
    r"\s{0,2}(?:[-+]\s)?((?:[ap]\.?\s?m\b\.?)|[πμ]\.?\s?μ\.?(?!\w)|(?:ص|م|صباحا|صباحاً|مساء|مساءً|مساءا)(?!\w)|Uhr\b|uur\b|h\b)?",
    re.IGNORECASE,
)
_MAY_BE = re.compile(r"\d\s?(?:[:.hH時时點点시]|[apAP]\.?\s?[mM]|Uhr|uur)")  # a quick look: what every time has
_ZONE = re.compile(r"\s{0,2}\(?(?:(?:GMT|UTC)?\s?([+-]\d{1,2}):?(\d\d)?\b|([A-Z]{1,5}|МСК)\b)")


def read_clock(text: str, start: int, end: int) -> tuple[Clock, int | None] | None:
    """Return the time of day that stands right behind a date, or else right before it, and its offset in minutes.

    Args:
        text: a line with a date.
        start: where the date starts in it.
        end: where it ends.
    """
    behind, before = text[end : end + 48], text[max(0, start - 34) : start]
    if _MAY_BE.search(behind):
        for clock in _CLOCK.finditer(behind, 0, 30):
            if found := _read(clock, behind):
                return found
    if _MAY_BE.search(before):
        for clock in reversed(list(_CLOCK.finditer(before))):
            if found := _read(clock, before):
                return found
    return None


def _read(clock: re.Match[str], text: str) -> tuple[Clock, int | None] | None:
    """Return what a match says; None for a number that only looks like a time: "18.05" without a word for it."""
    before, lead, hour, minute, second, cjk_minute, cjk_second, pointed, after = clock.groups()
    zone = read_zone(text, clock.end())
    if (pointed or (after is None and _is_bare(clock))) and not (lead or before or after or zone is not None):
        return None
    minutes, seconds = minute or cjk_minute or pointed, second or cjk_second
    hours = _hours(int(hour), _half(before or after or ""))
    return (hours, int(minutes or 0), int(seconds) if seconds else None), zone


def _is_bare(clock: re.Match[str]) -> bool:
    """Return whether the hour is all there is: "9h"."""
    return not any(clock.group(group) for group in (4, 6, 8)) and clock.group()[-1:] in "hH"


def _half(word: str) -> str:
    bare = word.replace(".", "").replace(" ", "").lower()
    if bare in _MORNING or bare == "am":
        return "morning"
    return "evening" if bare in _EVENING or bare == "pm" else ""


def _hours(hour: int, half: str) -> int:
    if not half or not 1 <= hour <= 12:
        return hour
    return hour % 12 + (12 if half == "evening" else 0)


def read_zone(text: str, at: int) -> int | None:
    """Return the offset in minutes that stands at `at`; None when there is none, or one with several meanings."""
    match = _ZONE.match(text, at)
    if match is None:
        return None
    if match.group(1):
        return read_offset(match.group(1), match.group(2) or "00")
    return _ZONES.get(match.group(3))


def read_offset(hours: str, minutes: str) -> int | None:
    """Return "+02", "30" as minutes; None for what no place on Earth has."""
    size = abs(int(hours)) * 60 + int(minutes)
    if size > 14 * 60 or int(minutes) > 59:
        return None
    return -size if hours.startswith("-") else size
