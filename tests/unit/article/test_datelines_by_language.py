from __future__ import annotations

import pytest

from onrecord.article.dateline import find_dateline
from onrecord.model import Dateline

Row = tuple[str, str, str | None, str | None]  # the opening, what follows, place, agency

TABLE: dict[str, list[Row]] = {
    "English": [
        ("PARIS (AP) — ", "The harbour stays shut.", "PARIS", "AP"),
        ("KYIV, Ukraine (Reuters) – ", "The harbour stays shut.", "KYIV, Ukraine", "Reuters"),
        ("[Xinhua, Beijing, 3 Jan] ", "The harbour stays shut.", "Beijing", "Xinhua"),
        ("NEW DELHI: ", "The harbour stays shut for now.", "NEW DELHI", None),
        ("KUALA LUMPUR, Jan 3 (Bernama) -- ", "The harbour stays shut.", "KUALA LUMPUR", "Bernama"),
        ("NEW DELHI, Jan 3 (PTI) ", "The harbour stays shut.", "NEW DELHI", "PTI"),
        ("London, January 3 (ANI): ", "The harbour stays shut.", "London", "ANI"),
    ],
    "German": [
        ("Berlin (dpa) - ", "Der Hafen bleibt zu.", "Berlin", "dpa"),
        ("Wien (APA) - ", "Der Hafen bleibt zu.", "Wien", "APA"),
        ("Berlin/Kiew (dpa/AFP) – ", "Der Hafen bleibt zu.", "Berlin/Kiew", "dpa/AFP"),
        ("BERLIN taz | ", "Der Hafen bleibt zu.", "BERLIN", "taz"),
        ("KIEW epd | ", "Der Hafen bleibt zu.", "KIEW", "epd"),
        ("Frankfurt a. M. (epd). ", "Der Hafen bleibt zu.", "Frankfurt a. M.", "epd"),
    ],
    "French": [
        ("Paris (AFP) – ", "Le port reste fermé.", "Paris", "AFP"),
        ("PARIS, 3 janv. (AFP) - ", "Le port reste fermé.", "PARIS", "AFP"),
        ("Bruxelles, 3 janvier (Belga) - ", "Le port reste fermé.", "Bruxelles", "Belga"),
        ("(Belga) ", "Le port reste fermé.", None, "Belga"),
    ],
    "Spanish": [
        ("Madrid, 3 ene (EFE).- ", "El puerto sigue cerrado.", "Madrid", "EFE"),
        ("MADRID 3 Ene. (EUROPA PRESS) - ", "El puerto sigue cerrado.", "MADRID", "EUROPA PRESS"),
        ("Buenos Aires, 3 ene (Télam) - ", "El puerto sigue cerrado.", "Buenos Aires", "Télam"),
        ("CIUDAD DE MÉXICO (AP) — ", "El puerto sigue cerrado.", "CIUDAD DE MÉXICO", "AP"),
    ],
    "Italian": [
        ("(ANSA) - ROMA, 03 GEN - ", "Il porto resta chiuso.", "ROMA", "ANSA"),
        ("(AGI) - Roma, 3 gen. - ", "Il porto resta chiuso.", "Roma", "AGI"),
        ("Roma, 3 gen. (Adnkronos) - ", "Il porto resta chiuso.", "Roma", "Adnkronos"),
        ("ROMA (ITALPRESS) - ", "Il porto resta chiuso.", "ROMA", "ITALPRESS"),
    ],
    "Portuguese": [
        ("Lisboa, 03 jan 2031 (Lusa) - ", "O porto continua fechado.", "Lisboa", "Lusa"),
        ("SÃO PAULO, SP (FOLHAPRESS) - ", "O porto continua fechado.", "SÃO PAULO, SP", "FOLHAPRESS"),
        ("BRASÍLIA — ", "O porto continua fechado.", "BRASÍLIA", None),
    ],
    "Dutch": [
        ("AMSTERDAM (ANP) - ", "De haven blijft dicht.", "AMSTERDAM", "ANP"),
        ("DEN HAAG - ", "De haven blijft dicht.", "DEN HAAG", None),
    ],
    "Polish": [("Warszawa (PAP) - ", "Port pozostaje zamknięty.", "Warszawa", "PAP")],
    "Czech": [
        ("Praha 3. ledna (ČTK) - ", "Přístav zůstává zavřený.", "Praha", "ČTK"),
        ("Praha - ", "Přístav zůstává zavřený až do jara.", "Praha", None),
    ],
    "Slovak": [("Bratislava 3. januára (TASR) - ", "Prístav zostáva zatvorený.", "Bratislava", "TASR")],
    "Danish": [("København (Ritzau) - ", "Havnen er lukket.", "København", "Ritzau")],
    "Swedish": [("STOCKHOLM (TT). ", "Hamnen är stängd.", "STOCKHOLM", "TT")],
    "Norwegian": [("OSLO (NTB): ", "Havnen er stengt.", "OSLO", "NTB")],
    "Finnish": [("HELSINKI (STT) - ", "Satama on kiinni.", "HELSINKI", "STT")],
    "Turkish": [
        ("ANKARA (AA) - ", "Liman kapalı.", "ANKARA", "AA"),
        ("ANKARA, (DHA) - ", "Liman kapalı.", "ANKARA", "DHA"),
        ("İSTANBUL - ", "Liman kapalı.", "İSTANBUL", None),
    ],
    "Russian": [
        ("МОСКВА, 3 янв – РИА Новости. ", "Порт закрыт.", "МОСКВА", "РИА Новости"),
        ("МОСКВА, 3 января. /ТАСС/. ", "Порт закрыт.", "МОСКВА", "ТАСС"),
        ("Москва. 3 января. INTERFAX.RU - ", "Порт закрыт.", "Москва", "INTERFAX.RU"),
        ("Москва. 3 января. Интерфакс. ", "Порт закрыт.", "Москва", "Интерфакс"),
    ],
    "Ukrainian": [
        ("КИЇВ. 3 січня. УНН. ", "Порт зачинено.", "КИЇВ", "УНН"),
        ("Київ. Укрінформ. ", "Порт зачинено.", "Київ", "Укрінформ"),
        ("Київ (Інтерфакс-Україна) – ", "Порт зачинено.", "Київ", "Інтерфакс-Україна"),
    ],
    "Greek": [("ΑΘΗΝΑ (ΑΠΕ-ΜΠΕ) - ", "Το λιμάνι μένει κλειστό.", "ΑΘΗΝΑ", "ΑΠΕ-ΜΠΕ")],
    "Romanian": [("BUCUREȘTI, 3 ian (Agerpres) - ", "Portul rămâne închis.", "BUCUREȘTI", "Agerpres")],
    "Hungarian": [
        ("Budapest, 2031. január 3., szombat (MTI) - ", "A kikötő zárva marad.", "Budapest", "MTI"),
        ("Budapest (MTI) - ", "A kikötő zárva marad.", "Budapest", "MTI"),
    ],
    "Serbian": [("BEOGRAD /SRNA/ - ", "Luka ostaje zatvorena.", "BEOGRAD", "SRNA")],
    "Indonesian": [
        ("Jakarta (ANTARA) - ", "Pelabuhan masih tutup.", "Jakarta", "ANTARA"),
        ("JAKARTA, HARIAN.com - ", "Pelabuhan masih tutup.", "JAKARTA", "HARIAN.com"),
        ("Harian6.com, Jakarta - ", "Pelabuhan masih tutup.", "Jakarta", "Harian6.com"),
    ],
    "Arabic": [
        ("القاهرة (رويترز) - ", "الميناء لا يزال مغلقا.", "القاهرة", "رويترز"),
        ("القاهرة 3 يناير (رويترز) - ", "الميناء لا يزال مغلقا.", "القاهرة", "رويترز"),
        ("دبي - رويترز - ", "الميناء لا يزال مغلقا.", "دبي", "رويترز"),
    ],
    "Hindi": [
        ("नई दिल्ली, 3 जनवरी (भाषा) ", "बंदरगाह अब भी बंद है।", "नई दिल्ली", "भाषा"),
        ("नई दिल्ली (एएनआई): ", "बंदरगाह अब भी बंद है।", "नई दिल्ली", "एएनआई"),
    ],
    "Chinese": [
        ("新华社北京1月3日电 ", "港口仍然关闭。", "北京", "新华社"),
        ("新华社北京1月3日电（记者张三）", "港口仍然关闭。", "北京", "新华社"),
        ("中新网北京1月3日电 (记者 张三) ", "港口仍然关闭。", "北京", "中新网"),
        ("（中央社記者王小明台北3日電）", "港口仍然關閉。", "台北", "中央社"),
        ("（中央社台北3日電）", "港口仍然關閉。", "台北", "中央社"),
        ("本报北京1月3日电 ", "港口仍然关闭。", "北京", None),
        ("法新社巴黎3日電 ", "港口仍然關閉。", "巴黎", "法新社"),
    ],
    "Japanese": [
        ("【ワシントン共同】", "港は閉まっている。", "ワシントン", "共同"),
        ("【ソウル時事】", "港は閉まっている。", "ソウル", "時事"),
        ("【ワシントン＝山田太郎】", "港は閉まっている。", "ワシントン", None),
        ("【東京】", "港は閉まっている。", "東京", None),
        ("［東京　３日　ロイター］ - ", "港は閉まっている。", "東京", "ロイター"),
        ("【1月3日 AFP】", "港は閉まっている。", None, "AFP"),
    ],
    "Korean": [
        ("(서울=연합뉴스) 홍길동 기자 = ", "항구가 문을 닫았다.", "서울", "연합뉴스"),
        ("[서울=뉴시스]홍길동 기자 = ", "항구가 문을 닫았다.", "서울", "뉴시스"),
        ("(워싱턴 AP=연합뉴스) ", "항구가 문을 닫았다.", "워싱턴", "연합뉴스"),
    ],
}


@pytest.mark.parametrize(
    ("opening", "after", "place", "agency"),
    [pytest.param(*row, id=f"{language}: {row[0].strip()}") for language, rows in TABLE.items() for row in rows],
)
def test_the_datelines_of_each_language_give_place_and_agency(
    opening: str, after: str, place: str | None, agency: str | None
) -> None:
    dateline = Dateline(place, agency) if place else None
    assert find_dateline(opening + after) == (dateline, agency, len(opening))


@pytest.mark.parametrize(
    "sentence",
    [
        "【関連記事】港は閉まっている。",
        "【写真】港は閉まっている。",
        "REVIEW: The harbour from above, at last.",
        "WATCH: The harbour from above, at last.",
        "Paris - Roubaix",
        "Berlin – das ist ein Hafen ohne Meer.",
        "London – Paris – New York: a journey by ferry.",
        "Der Hafen (Bild) - gestern - war zu.",
        "[Anmerkung der Redaktion, Berlin, 2031] Der Hafen bleibt zu.",
        "Move.com, Inc. - The harbour",
        "항구(港)가 문을 닫았다.",
    ],
)
def test_openings_that_look_like_a_dateline_are_none(sentence: str) -> None:
    assert find_dateline(sentence) == (None, None, 0)
