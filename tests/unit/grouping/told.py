"""Invented articles on invented events, as sketches, for the tests of stories."""

from __future__ import annotations

from onrecord.grouping.event_sketch import EventSketch, sketch_event
from onrecord.model import Article, Metadata, Origin, Statements, TimeMention

FERRY_FIRE = (
    (
        "Fire guts ferry terminal in Port Averil, three hurt",
        "2031-04-12",
        "A fire destroyed the ferry terminal in Port Averil early Saturday and injured three people, fire chief Orla"
        " Denvik said. The blaze broke out at the ticket hall of the Harbour Line terminal on Quay Street shortly after"
        " 2 a.m. and spread to the waiting rooms.\n\nDenvik said 60 firefighters fought the flames until dawn. Two"
        " night watchmen and a cleaner were taken to St Brannoc Hospital with burns.",
    ),
    (
        "Port Averil ferries halted after blaze at terminal",
        "2031-04-12",
        "Harbour Line cancelled all its ferries from Port Averil on Saturday after a blaze ripped through its terminal"
        " on Quay Street overnight. Three workers were hurt.\n\nThe company's director, Tomas Wexl, said the ticket"
        " hall was lost. Fire chief Orla Denvik said the cause was not yet known.",
    ),
    (
        "Faulty heater blamed for Port Averil terminal fire",
        "2031-04-15",
        "Investigators believe that a faulty heater in the ticket hall started the fire that destroyed the Port Averil"
        " ferry terminal on Saturday. Fire chief Orla Denvik told reporters on Tuesday that the heater had been"
        " recalled two years ago.\n\nHarbour Line denied that it had known of the recall. Ferries are to run from a"
        " pier on Mole Lane from Thursday.",
    ),
)
MILL_FIRE = (
    (
        "Two hurt as fire destroys paper mill in Gorsham",
        "2031-04-13",
        "A fire destroyed a paper mill in Gorsham on Sunday morning and injured two people, county fire marshal Ed"
        " Tallis said. The blaze began in a drying shed of the Lutton & Sons mill on Weir Road at about 6 a.m.\n\n"
        "Forty firefighters were called. Two workers were treated for smoke at Gorsham General Hospital.",
    ),
    (
        "Gorsham paper mill burns down",
        "2031-04-13",
        "The Lutton & Sons paper mill in Gorsham, which employs 180 people, burned down on Sunday. Two workers breathed"
        " in smoke.\n\nFire marshal Ed Tallis said the fire started in a drying shed on the Weir Road side. The"
        " owner, Grace Lutton, said the family would rebuild.",
    ),
)
MARCH_TALKS = (
    (
        "Veldran and Osmark open water talks in Lindmar",
        "2031-03-03",
        "Negotiators from Veldran and Osmark met in Lindmar on Monday to discuss how to share the water of the river"
        " Sarn. Veldran's minister Ilse Brandt and Osmark's envoy Pavel Ruzh shook hands before the first session.\n\n"
        "Brandt asked for a quota of 40 percent in dry months. Ruzh rejected that.",
    ),
    (
        "Sarn water talks end in Lindmar without agreement on quota",
        "2031-03-04",
        "Talks between Veldran and Osmark on the water of the Sarn ended in Lindmar on Tuesday without agreement."
        " Osmark's envoy Pavel Ruzh said a quota of 40 percent was out of the question.\n\nVeldran's minister Ilse"
        " Brandt said the door stayed open.",
    ),
)
MAY_TALKS = (
    (
        "Veldran and Osmark sign prisoner exchange in Lindmar",
        "2031-05-19",
        "Veldran and Osmark agreed in Lindmar on Monday to exchange 120 prisoners held since the border clashes at"
        " Tarn Pass. The Red Cross will supervise the handover at the Kessel bridge on Friday.\n\nGeneral Marit Oye"
        " signed for Veldran and deputy minister Anton Krell for Osmark.",
    ),
    (
        "120 prisoners to go home under Lindmar deal",
        "2031-05-20",
        "Families waited at the Kessel bridge on Tuesday after Veldran and Osmark agreed to exchange 120 prisoners"
        " taken in the clashes at Tarn Pass. The Red Cross said the handover would begin on Friday.\n\nAnton Krell,"
        " who signed for Osmark, called the deal a first step. General Marit Oye signed for Veldran.",
    ),
)
ALL = (FERRY_FIRE, MILL_FIRE, MARCH_TALKS, MAY_TALKS)
_TOWNS = "Aldmoor Birkenfell Corrin Dunhaven Elswick Farnley Gressing Holt".split()
_STREETS = "Anchor Birch Castle Dove Elm Fuller Grove Harbour".split()


def robberies() -> list[EventSketch]:
    """Look-alikes: a robbery a town within ten days, told in the same words, each by two outlets. Numbered from 100."""
    found = []
    for n, (town, street) in enumerate(zip(_TOWNS, _STREETS, strict=True)):
        day, age, taken = f"2031-06-{2 + n:02}", 23 + 4 * n, 400 + 170 * n
        found.append(
            sketch(
                100 + 2 * n,
                f"Man robbed at gunpoint outside {town} bank",
                day,
                f"Police in {town} are looking for two men who robbed a {age}-year-old at gunpoint outside a bank on"
                f" {street} Street.\n\nThe robbers took {taken} crowns and fled in a white van, police said. Nobody was"
                " hurt. Anyone with information is asked to call the police.",
            )
        )
        found.append(
            sketch(
                101 + 2 * n,
                f"Two sought after robbery on {street} Street",
                day,
                f"Two armed men robbed a customer of {taken} crowns as he left a bank on {street} Street in {town},"
                f" police said. The victim, {age}, was not hurt.\n\nThe robbers fled in a white van.",
            )
        )
    return found


_HOSTS = ("averilpost.example", "dailysarn.example", "newswire.example", "coastradio.example")


def article(
    title: str,
    published: str | None,
    text: str,
    *,
    url: str = "https://averilpost.example/1",
    days: tuple[str, ...] = (),
) -> Article:
    times = tuple(TimeMention(0, min(4, len(text)), day) for day in days)
    origin = Origin(id=url, key=url, uri=url, container="file", url=url)
    return Article(
        origin, "article", Metadata(title=title, published=published), text, (), said=Statements(times=times)
    )


def sketch(number: int, title: str, published: str | None, text: str) -> EventSketch:
    url = f"https://www.{_HOSTS[number % len(_HOSTS)]}/{number}"
    days = (published,) if published else ()
    return sketch_event(number, article(title, published, text, url=url, days=days))


def sketches(*events: tuple[tuple[str, str, str], ...]) -> list[EventSketch]:
    """Numbered from 10, event by event."""
    told = [it for event in events for it in event]
    return [sketch(10 + n, *it) for n, it in enumerate(told)]
