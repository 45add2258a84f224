from __future__ import annotations

import pytest

from onrecord.article.dateline import find_dateline
from onrecord.model import Dateline

AFTER = "The harbour stays shut."


@pytest.mark.parametrize(
    ("opening", "place", "agency"),
    [
        ("KYIV (Reuters) — ", "KYIV", "Reuters"),
        ("PARIS, Jan 3 (AFP) - ", "PARIS", "AFP"),
        ("BEIJING, March 3 (Xinhua) -- ", "BEIJING", "Xinhua"),
        ("NEW YORK (AP) — ", "NEW YORK", "AP"),
        ("KYIV, Ukraine (AP) — ", "KYIV, Ukraine", "AP"),
        ("WASHINGTON, D.C. — ", "WASHINGTON, D.C.", None),
        ("LONDON — ", "LONDON", None),
        ("LONDON, Jan 3 – ", "LONDON", None),
        ("Berlin (dpa) - ", "Berlin", "dpa"),
        ("Berlin/München (dpa/lby) – ", "Berlin/München", "dpa"),
        ("KYJIW, 3. Januar (Reuters) – ", "KYJIW", "Reuters"),
        ("MADRID, 3 Ene. (EUROPA PRESS) - ", "MADRID", "EUROPA PRESS"),
        ("ROMA (ANSA) - ", "ROMA", "ANSA"),
        ("STOCKHOLM (TT). ", "STOCKHOLM", "TT"),
        ("МОСКВА, 3 янв — РИА Новости. ", "МОСКВА", "РИА Новости"),
        ("SAO PAULO, Brazil, March 3, 2031 /PRNewswire/ -- ", "SAO PAULO, Brazil", "PRNewswire"),
        ("PORT HALVEN (Meridian Press) — ", "PORT HALVEN", "Meridian Press"),
        ("BELMARCH, Feb. 11, 2026 (Quarry & Coin) — ", "BELMARCH", "Quarry & Coin"),
        ("LODENBY (Straitwire24) – ", "LODENBY", "Straitwire24"),
        ("LODENBY, Wexhire (WLDB) - ", "LODENBY, Wexhire", "WLDB"),
        ("BELMARCH, 12 February — ", "BELMARCH", None),
        ("新华社北京1月3日电 ", "北京", "新华社"),
        ("【ワシントン共同】", "ワシントン", "共同"),
        ("(서울=연합뉴스) ", "서울", "연합뉴스"),
    ],
)
def test_a_dateline_gives_place_and_agency(opening: str, place: str, agency: str | None) -> None:
    assert find_dateline(opening + AFTER) == (Dateline(place, agency), agency, len(opening))


@pytest.mark.parametrize(
    ("opening", "credit"),
    [
        ("(MENAFN) ", "MENAFN"),
        ("(Reuters) - ", "Reuters"),
        ("(CNN)", "CNN"),
        ("AFP - ", "AFP"),
        ("（Reuters）", "Reuters"),
        ("(CANVEX) ", "CANVEX"),
        ("(Meridian Press) ", "Meridian Press"),
    ],
)
def test_a_credit_without_a_place_is_no_dateline(opening: str, credit: str) -> None:
    assert find_dateline(opening + AFTER) == (None, credit, len(opening))


@pytest.mark.parametrize(
    "sentence",
    [
        "(Applause) Thank you all for coming.",
        "(WATCH) The harbour from above.",
        "Trump - who had said so before - left.",
        "The mayor (Labour) - said she would go.",
        "Ada Example (CDU) - seit Mai im Amt - geht.",
        "(Photo) The harbour as it was in spring.",
        "(APPLAUSE) Thank you all for coming.",
        "(CNN-style) The running text goes on.",
        "(AI) is everywhere in the harbour now.",
        "(CANVEX) is everywhere in the harbour now.",
        "(L-R) Ada Example and Ben Sample in May.",
        "(1973) The harbour was dug in a year.",
        "(CANVEX) The pier",
        "FILE - The harbour master in spring.",
        "PARIS (France) — The harbour stays shut.",
        "VANCOUVER (British Columbia) — The harbour stays shut.",
        "Ada Example (Harbour News) – The presenter said so.",
        "THE COUNCIL HAS LOOKED INTO IT — The harbour stays shut.",
        "HOW SURE IS IT? — The harbour stays shut.",
        "NATO — The alliance met on Monday.",
        "BREAKING — The harbour is shut.",
        "U.S. - China talks stall.",
        "COVID - a disease - spread.",
        "Kyiv — the city on the river.",
        "In 2031 (AP) — said so.",
        "A (B) c",
        "",
    ],
)
def test_an_ordinary_sentence_has_no_dateline(sentence: str) -> None:
    assert find_dateline(sentence) == (None, None, 0)


@pytest.mark.timeout(5)
@pytest.mark.parametrize(
    "text", ["A " * 50_000, "(" * 100_000, "A, " * 50_000, "-" * 100_000], ids=["a", "p", "c", "d"]
)
def test_long_paragraphs_are_looked_at_in_no_time(text: str) -> None:
    find_dateline(text)
