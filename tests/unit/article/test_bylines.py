from __future__ import annotations

import pytest

from onrecord.article.names import read_names

# one table a language: what papers print where the author stands, and the people and agencies in it
BYLINES: dict[str, list[tuple[str, tuple[str, ...]]]] = {
    "English": [
        ("By ADA EXAMPLE and BEN SAMPLE, Associated Press", ("ADA EXAMPLE", "BEN SAMPLE", "Associated Press")),
        ("Ada Example, Senior Correspondent", ("Ada Example",)),
        ("Ada Example ⋅ Review Editor", ("Ada Example",)),
        ("Ada Example - Product marketer", ("Ada Example",)),
        ("By Ada Example, CEO of Harbour House", ("Ada Example",)),
        ("Ada Example (she/her)", ("Ada Example",)),
        ("Ada Example she/her", ("Ada Example",)),
        ("Ada Example Executive Digital Editor", ("Ada Example",)),
        ("Political correspondent Ada Example", ("Ada Example",)),
        ("By Ada Example Friday, May 6, 2031", ("Ada Example",)),
        ("By Ada Example 12th May 2031", ("Ada Example",)),
        ("By Ada Example, New York", ("Ada Example",)),
        ("Ada Example, edited by Ben Sample", ("Ada Example",)),
        ("Words: Ada Example; Photos: Ben Sample", ("Ada Example",)),
        ("By Ada Example in Kyiv and Ben Sample in Paris", ("Ada Example", "Ben Sample")),
        ("Human in the Loop", ("Human in the Loop",)),
        ("Example, Ada", ("Ada Example",)),
        ("Compiled by Ada Example", ("Ada Example",)),
        ("Dr. Ada Example", ("Dr. Ada Example",)),
        ("A. B. Example", ("A. B. Example",)),
    ],
    "German": [
        ("Von Ada Beispiel und Ben Muster, Berlin", ("Ada Beispiel", "Ben Muster")),
        ("Ein Gastbeitrag von Ada Beispiel", ("Ada Beispiel",)),
        ("Kommentar von Ada Beispiel", ("Ada Beispiel",)),
        ("Eine Analyse von Ada Beispiel aus Kiew", ("Ada Beispiel",)),
        ("Ada Beispiel (Text) und Ben Muster (Fotos)", ("Ada Beispiel", "Ben Muster")),
        ("Text: Ada Beispiel; Fotos: Ben Muster", ("Ada Beispiel",)),
        ("Ada Beispiel Redakteurin", ("Ada Beispiel",)),
        ("André MusterRedakteur", ("André Muster",)),
        ("Beispiel, Sabine", ("Sabine Beispiel",)),
        ("Von Ada Beispiel, dpa", ("Ada Beispiel", "dpa")),
        ("dpa", ("dpa",)),
        ("Das Gespräch führte Ada Beispiel", ("Ada Beispiel",)),
    ],
    "French": [
        ("Par Ada Exemple et Benoît Modèle", ("Ada Exemple", "Benoît Modèle")),
        ("Par Ada Exemple avec AFP", ("Ada Exemple", "AFP")),
        ("Propos recueillis par Ada Exemple", ("Ada Exemple",)),
        ("Par Ada Exemple, envoyée spéciale à Kiev", ("Ada Exemple",)),
        ("Ada Exemple, journaliste", ("Ada Exemple",)),
        ("Publié par Ada Exemple le 6 mai 2031 à 10h30", ("Ada Exemple",)),
    ],
    "Spanish": [
        ("Por Ada Ejemplo y Benito Muestra", ("Ada Ejemplo", "Benito Muestra")),
        ("Ada Ejemplo, corresponsal en Madrid", ("Ada Ejemplo",)),
        ("Ada Ejemplo | EFE", ("Ada Ejemplo", "EFE")),
        ("Texto: Ada Ejemplo / Fotografía: Benito Muestra", ("Ada Ejemplo",)),
        ("Escrito por Ada Ejemplo", ("Ada Ejemplo",)),
    ],
    "Italian": [
        ("di Ada Esempio e Dario Prova", ("Ada Esempio", "Dario Prova")),
        ("a cura di Ada Esempio", ("Ada Esempio",)),
        ("dal nostro inviato Dario Prova", ("Dario Prova",)),
        ("Ada Esempio, Roma", ("Ada Esempio",)),
    ],
    "Portuguese": [
        ("Por Ada Exemplo e Bruno Amostra", ("Ada Exemplo", "Bruno Amostra")),
        ("Ada Exemplo com Lusa", ("Ada Exemplo", "Lusa")),
        ("Ada Exemplo, jornalista", ("Ada Exemplo",)),
    ],
    "Dutch": [
        ("Door Ada Voorbeeld en Bram van der Proef", ("Ada Voorbeeld", "Bram van der Proef")),
        ("Tekst: Ada Voorbeeld, Beeld: Bram Proef", ("Ada Voorbeeld",)),
        ("Door onze correspondent Ada Voorbeeld", ("Ada Voorbeeld",)),
    ],
    "Polish": [
        ("Oprac. Ada Przykład", ("Ada Przykład",)),
        ("Rozmawiała Ada Przykład", ("Ada Przykład",)),
        ("Autor: Ada Przykład, PAP", ("Ada Przykład", "PAP")),
        ("Ada Przykład i Jan Próbny", ("Ada Przykład", "Jan Próbny")),
    ],
    "Czech": [
        ("Autor: Ada Příkladová, ČTK", ("Ada Příkladová", "ČTK")),
        ("Ada Příkladová a Pavel Vzor", ("Ada Příkladová", "Pavel Vzor")),
        ("Připravila Ada Příkladová", ("Ada Příkladová",)),
    ],
    "Danish": [
        ("Af Ada Eksempel og Bo Prøve", ("Ada Eksempel", "Bo Prøve")),
        ("Ada Eksempel, journalist", ("Ada Eksempel",)),
        ("Skrevet af Ada Eksempel, Ritzau", ("Ada Eksempel", "Ritzau")),
    ],
    "Swedish": [
        ("Av Ada Exempel och Bengt Prov", ("Ada Exempel", "Bengt Prov")),
        ("Text: Ada Exempel Foto: Bengt Prov", ("Ada Exempel",)),
        ("Ada Exempel/TT", ("Ada Exempel", "TT")),
    ],
    "Norwegian": [
        ("Av Ada Eksempel og Odd Prøve", ("Ada Eksempel", "Odd Prøve")),
        ("Skrevet av Ada Eksempel, NTB", ("Ada Eksempel", "NTB")),
        ("Ada Eksempel Journalist", ("Ada Eksempel",)),
        ("Per Olav Eksempel", ("Per Olav Eksempel",)),
    ],
    "Finnish": [
        ("Teksti: Ada Esimerkki", ("Ada Esimerkki",)),
        ("Ada Esimerkki ja Matti Koe", ("Ada Esimerkki", "Matti Koe")),
        ("Ada Esimerkki, toimittaja", ("Ada Esimerkki",)),
        ("STT", ("STT",)),
    ],
    "Turkish": [
        ("Haber: Ada Örnek", ("Ada Örnek",)),
        ("Yazan: Ada Örnek ve Burak Deneme", ("Ada Örnek", "Burak Deneme")),
        ("Ada Örnek - Anadolu Ajansı", ("Ada Örnek", "Anadolu Ajansı")),
        ("Muhabir: Ada Örnek", ("Ada Örnek",)),
    ],
    "Russian": [
        ("Автор: Ада Примерова", ("Ада Примерова",)),
        ("Подготовила Ада Примерова", ("Ада Примерова",)),
        ("Ада Примерова, корреспондент", ("Ада Примерова",)),
        ("Ада Примерова и Борис Образцов", ("Ада Примерова", "Борис Образцов")),
        ("Текст: Ада Примерова, фото: Борис Образцов", ("Ада Примерова",)),
        ("ТАСС", ("ТАСС",)),
    ],
    "Ukrainian": [
        ("Авторка: Ада Зразкова", ("Ада Зразкова",)),
        ("Ада Зразкова та Богдан Приклад", ("Ада Зразкова", "Богдан Приклад")),
        ("Ада Зразкова, журналістка", ("Ада Зразкова",)),
    ],
    "Greek": [
        ("Γράφει η Άννα Δείγμα", ("Άννα Δείγμα",)),
        ("Συντάκτης: Νίκος Δείγμα", ("Νίκος Δείγμα",)),
        ("Άννα Δείγμα και Νίκος Παράδειγμα", ("Άννα Δείγμα", "Νίκος Παράδειγμα")),
    ],
    "Romanian": [
        ("Scris de Ada Exemplu", ("Ada Exemplu",)),
        ("Ada Exemplu și Bogdan Model", ("Ada Exemplu", "Bogdan Model")),
        ("Autor: Ada Exemplu | Agerpres", ("Ada Exemplu", "Agerpres")),
    ],
    "Hungarian": [
        ("Írta: Példa Ada", ("Példa Ada",)),
        ("Szerző: Példa Ada", ("Példa Ada",)),
        ("Példa Ada és Minta Béla", ("Példa Ada", "Minta Béla")),
        ("MTI", ("MTI",)),
    ],
    "Indonesian": [
        ("Oleh: Ada Contoh", ("Ada Contoh",)),
        ("Penulis: Ada Contoh", ("Ada Contoh",)),
        ("Penulis: Ada Contoh | Editor: Budi Uji", ("Ada Contoh",)),
        ("Ada Contoh dan Budi Uji", ("Ada Contoh", "Budi Uji")),
    ],
    "Arabic": [
        ("بقلم: أحمد مثال", ("أحمد مثال",)),
        ("كتب - أحمد مثال", ("أحمد مثال",)),
        ("أحمد علي مثال ومنى سالم", ("أحمد علي مثال", "منى سالم")),
        ("أحمد وليد مثال", ("أحمد وليد مثال",)),
        ("أحمد مثال، القاهرة", ("أحمد مثال",)),
        ("إعداد: منى سالم - رويترز", ("منى سالم", "رويترز")),
    ],
    "Hebrew": [
        ("מאת: דנה דוגמה", ("דנה דוגמה",)),
        ("דנה דוגמה ויוסי ניסיון", ("דנה דוגמה", "יוסי ניסיון")),
        ("מאת דנה דוגמה, צילום: יוסי ניסיון", ("דנה דוגמה",)),
    ],
    "Hindi": [
        ("लेखक: अदा उदाहरण", ("अदा उदाहरण",)),
        ("अदा उदाहरण और मोहन नमूना", ("अदा उदाहरण", "मोहन नमूना")),
        ("अदा उदाहरण, नई दिल्ली", ("अदा उदाहरण",)),
        ("पीटीआई", ("पीटीआई",)),
    ],
    "Chinese": [
        ("记者张三 李四", ("张三", "李四")),
        ("本报记者 张三", ("张三",)),
        ("作者：张三、李四", ("张三", "李四")),
        ("記者王小明／台北報導", ("王小明",)),
        ("〔記者王小明／台北報導〕", ("王小明",)),
        ("責任編輯：王小明", ("王小明",)),
        ("文／王小明", ("王小明",)),
        ("文在例", ("文在例",)),
        ("撰文：王小明 攝影：李大同", ("王小明",)),
        ("新华社", ("新华社",)),
    ],
    "Japanese": [
        ("【ワシントン＝山田太郎】", ("山田太郎",)),
        ("山田太郎記者", ("山田太郎",)),
        ("記者・山田太郎", ("山田太郎",)),
        ("文・山田太郎", ("山田太郎",)),
        ("山田 太郎", ("山田 太郎",)),
        ("編集委員 山田太郎", ("山田太郎",)),
    ],
    "Korean": [
        ("홍길동 기자", ("홍길동",)),
        ("홍길동 선임기자", ("홍길동",)),
        ("홍길동·김철수 기자", ("홍길동", "김철수")),
        ("(서울=연합뉴스) 홍길동 기자 =", ("홍길동",)),
        ("홍길동 기자 hong@paper.example", ("홍길동",)),
        ("워싱턴=홍길동 특파원", ("홍길동",)),
    ],
}


@pytest.mark.parametrize(
    ("byline", "names"),
    [
        pytest.param(byline, names, id=f"{language}: {byline}")
        for language, table in BYLINES.items()
        for byline, names in table
    ],
)
def test_the_bylines_of_each_language_give_people_and_agencies(byline: str, names: tuple[str, ...]) -> None:
    assert read_names(byline) == names
