"""Datelines as Chinese, Japanese and Korean papers write them."""

from __future__ import annotations

import re

from onrecord.article.agencies import is_agency, is_town

_CHINESE_WIRES = (
    "新华社|新華社|中新社|中央社|中新网|人民网|法新社|路透社|美联社|美聯社|共同社|韩联社|韓聯社|德新社|塔斯社|本报|本報"
)
_CHINESE = re.compile(  # "新华社北京1月3日电（记者张三）", "（中央社記者王小明台北3日電）"
    rf"\(?({_CHINESE_WIRES})(?:[记記]者[\u4e00-\u9fff]{{2,3}})?([\u4e00-\u9fff]{{2,8}}?)\s?"
    r"(?:\d{1,2}月)?\d{1,2}日(?:[电電讯訊]|综合电|綜合電)?\)?\s?(?:\([记記]者\s?[\u4e00-\u9fff、 ]{2,20}\)\s?)?"
)
_JAPANESE = re.compile(r"【([^】=＝]{1,20}?)(?:[=＝]([^】]{1,20}))?】\s?")
_JAPANESE_WIRE = re.compile(  # "［東京　３日　ロイター］ - …", "【1月3日 AFP】"
    r"[\[【](?:([^\s\d\]】]{2,12})[\s\u3000])?(?:[\d０-９]{1,2}月)?[\d０-９]{1,2}日[\s\u3000]([^\]】]{2,12})[\]】]\s?(?:[-–—―]\s?)?"
)
_KOREAN = re.compile(
    r"[(\[【]([^=()\[\]【】]{1,14})=([^=()\[\]【】]{2,10})[)\]】]\s?(?:[^\W\d_]{2,4}\s?(?:선임|수습|인턴)?(?:기자|특파원)\s?=\s?)?"
)

Found = tuple[str | None, str | None, int]


def find_eastern(text: str) -> Found | None:
    """Return place, agency and length of what "新华社北京1月3日电", "【ワシントン共同】" and "(서울=연합뉴스)" say."""
    if not text or (text[0] not in "([【" and text[0] < "\u3040"):
        return None
    if match := _CHINESE.match(text):
        own = match.group(1) in ("本报", "本報")
        return match.group(2), None if own else match.group(1), match.end()
    if match := _KOREAN.match(text):
        return _korean(match)
    if match := _JAPANESE_WIRE.match(text):
        return (match.group(1), match.group(2), match.end()) if is_agency(match.group(2)) else None
    match = _JAPANESE.match(text)
    return _japanese(match) if match else None


def _korean(match: re.Match[str]) -> Found | None:
    """Return what "(서울=연합뉴스)" says, and "(워싱턴 AP=연합뉴스)", whose copy went through two agencies."""
    first, *others = match.group(1).split()
    if not is_agency(match.group(2)) or not all(map(is_agency, others)):
        return None
    return first, match.group(2), match.end()


def _japanese(match: re.Match[str]) -> Found | None:
    words, reporter = match.groups()
    agency = next((name for name in ("共同", "時事") if words.endswith(name) and words != name), None)
    place = words.removesuffix(agency) if agency else words
    return (place, agency, match.end()) if agency or reporter or is_town(place) else None
