from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from onrecord.model import Article

Extract = Callable[..., Article]
ENTRIES = (
    (
        "21:05",
        "Gates closed for the night",
        ("The harbour master has closed both gates, and nobody gets in before six tomorrow."),
    ),
    (
        "18:40",
        "Tide falls at last",
        ("Water at the salt quay is going down, by four centimetres in the last hour alone."),
    ),
    (
        "16:12",
        "First boats return",
        ("Three of the seven boats that put out this morning are back, all with broken nets."),
    ),
    (
        "13:30",
        "Minister on her way",
        ("Interior minister Hedda Brask has left the capital and is due in Orley before dark."),
    ),
    (
        "11:07",
        "School sends pupils home",
        ("The lower school has sent all pupils home, since the footbridge can not be used."),
    ),
)
TITLE = "Orley flood: water falls at the salt quay – live"


def page(inside: str, *, title: str = TITLE, head: str = "") -> str:
    return (
        f'<html lang=en><head><title>{title} | Orley Echo</title>{head}</head><body><nav><a href="/">Home</a></nav>'
        f"<main><h1>{title}</h1>{inside}</main><footer><a href=/imprint>Imprint</a></footer></body></html>"
    )


PUBLISHED = '<meta property="article:published_time" content="2026-02-14T07:00:00+01:00">'


def boxes(tag: str, time: str, words: str = "<h3>{head}</h3><p>{text}</p>") -> str:
    made = [time.format(clock=clock) + words.format(head=head, text=text) for clock, head, text in ENTRIES]
    return "".join(f'<{tag} class="entry">{one}</{tag}>' for one in made)


FORMS = {
    "articles with time elements": boxes("article", "<time>{clock}</time>"),
    "divs with spans": boxes("div", '<div class="when"><span>{clock}</span></div>'),
    "list items": f"<ul>{boxes('li', '<div>{clock} GMT</div>')}</ul>",
    "headings before the time": "".join(
        f"<section><h3>{head}</h3><div>{clock}</div><p>{text}</p></section>" for clock, head, text in ENTRIES
    ),
    "the clock in the heading": "".join(f"<h3>{clock} Uhr: {head}</h3><p>{text}</p>" for clock, head, text in ENTRIES),
    "the clock with a point": "".join(
        f"<h3>{clock.replace(':', '.')} Uhr – {head}</h3><p>{text}</p>" for clock, head, text in ENTRIES
    ),
    "the French clock": "".join(
        f"<h4>{clock.replace(':', 'h')} - {head}</h4><p>{text}</p>" for clock, head, text in ENTRIES
    ),
    "bold before the words": "".join(f"<h3>{head}</h3><p><b>{clock}</b> {text}</p>" for clock, head, text in ENTRIES),
    "flat with lines of their own": "".join(
        f"<p>{clock}</p><h3>{head}</h3><p>{text}</p>" for clock, head, text in ENTRIES
    ),
    "how long ago, and who": "".join(
        f"<div><p>{n} hours ago{clock} Ada Lindqvist</p><h3>{head}</h3><p>{text}</p></div>"
        for n, (clock, head, text) in enumerate(ENTRIES, start=1)
    ),
    "twelve hours": "".join(
        (
            f"<div><p>{int(clock[:2]) % 12 or 12}:{clock[3:]} {'pm' if clock >= '12' else 'am'} ET</p><h3>{head}</h3>"
            f"<p>{text}</p></div>"
        )
        for clock, head, text in ENTRIES
    ),
}


@pytest.mark.parametrize("inside", FORMS.values(), ids=FORMS.keys())
def test_a_live_blog_has_its_entries_in_the_order_of_the_page_with_their_times(extract: Extract, inside: str) -> None:
    article = extract(page(inside, head=PUBLISHED))
    assert article.kind == "live blog"
    assert [(e.time or "")[:16] for e in article.entries] == [f"2026-02-14T{clock}" for clock, _, _ in ENTRIES]
    for entry, (_, head, text) in zip(article.entries, ENTRIES, strict=True):
        assert text in article.text[entry.start : entry.end]
        assert entry.headline == head


@pytest.mark.parametrize("inside", FORMS.values(), ids=FORMS.keys())
def test_the_times_of_entries_are_no_part_of_the_text(extract: Extract, inside: str) -> None:
    article = extract(page(inside, head=PUBLISHED))
    for clock, _, _ in ENTRIES:
        assert clock not in article.text
        assert clock.replace(":", ".") not in article.text
        assert clock.replace(":", "h") not in article.text
    assert all(entry.said for entry in article.entries)


@pytest.mark.parametrize(
    "title",
    [
        "Orley flood: live updates",
        "LIVE: Orley flood",
        "Hochwasser in Orley im Liveticker",
        "Newsblog: Orley unter Wasser",
        "EN DIRECT - Crue à Orley",
        "Inundación en Orley, en directo",
        "Alluvione a Orley, la diretta",
        "Cheia em Orley ao vivo",
        "Powódź w Orley. Relacja na żywo",
        "Orley sel felaketi: canlı anlatım",
        "Наводнение в Орли: онлайн-трансляция",
        "فيضان أورلي: تغطية مباشرة",
        "オーリー洪水 ライブ",
        "오를리 홍수 실시간",
    ],
)
def test_a_title_may_say_live_in_many_languages(extract: Extract, title: str) -> None:
    inside = "".join(f"<p>{clock}</p><p>{text}</p>" for clock, _, text in reversed(ENTRIES[:3]))
    assert len(extract(page(inside, title=title)).entries) == 3


def test_json_ld_gives_entries_their_exact_times(extract: Extract) -> None:
    updates = [
        {"@type": "BlogPosting", "headline": head, "datePublished": f"2026-02-14T{clock}:30+01:00", "articleBody": text}
        for clock, head, text in ENTRIES
    ]
    data = json.dumps({"@type": "LiveBlogPosting", "headline": TITLE, "liveBlogUpdate": updates})
    article = extract(page(boxes("div", "<p>{clock}</p>"), head=f'<script type="application/ld+json">{data}</script>'))
    assert [entry.time for entry in article.entries] == [f"2026-02-14T{clock}:30+01:00" for clock, _, _ in ENTRIES]


def test_the_datetime_of_an_entry_goes_before_its_words(extract: Extract) -> None:
    inside = "".join(
        f'<article><time datetime="2026-02-1{n}T{clock}:00Z">{n} hours ago</time><h3>{head}</h3><p>{text}</p></article>'
        for n, (clock, head, text) in enumerate(ENTRIES, 1)
    )
    times = [entry.time for entry in extract(page(inside)).entries]
    assert times == [f"2026-02-1{n}T{clock}:00+00:00" for n, (clock, _, _) in enumerate(ENTRIES, 1)]


def test_a_clock_that_jumps_over_midnight_has_the_day_before(extract: Extract) -> None:
    clocks = ["01:15", "00:20", "23:50", "22:05"]
    inside = "".join(
        f"<div class=post><p>{clock}</p><p>{text}</p></div>"
        for clock, (_, _, text) in zip(clocks, ENTRIES, strict=False)
    )
    head = PUBLISHED.replace("14T07", "14T01")
    assert [(e.time or "")[:16] for e in extract(page(inside, head=head)).entries] == [
        "2026-02-14T01:15",
        "2026-02-14T00:20",
        "2026-02-13T23:50",
        "2026-02-13T22:05",
    ]


def test_a_line_with_a_day_dates_the_entries_below_it(extract: Extract) -> None:
    first, second = ENTRIES[:2], ENTRIES[2:]
    inside = "<h2>15 February 2026</h2>" + "".join(f"<p>{c}</p><p>{t}</p>" for c, _, t in first)
    inside += "<h2>14 February 2026</h2>" + "".join(f"<p>{c}</p><p>{t}</p>" for c, _, t in second)
    days = [(entry.time or "")[:10] for entry in extract(page(inside)).entries]
    assert days == ["2026-02-15"] * 2 + ["2026-02-14"] * 3


def test_where_no_day_is_known_the_clock_stands_alone(extract: Extract) -> None:
    article = extract(page("".join(f"<p>{clock}</p><p>{text}</p>" for clock, _, text in ENTRIES)))
    assert [entry.time for entry in article.entries] == [f"T{clock}" for clock, _, _ in ENTRIES]


def test_clocks_that_agree_with_the_last_change_share_its_zone(extract: Extract) -> None:
    head = PUBLISHED + '<meta property="article:modified_time" content="2026-02-14T21:12:00+01:00">'
    entries = extract(page(boxes("div", "<p>{clock}</p>"), head=head)).entries
    assert entries[0].time == "2026-02-14T21:05+01:00"


@pytest.mark.parametrize(
    "inside",
    [
        pytest.param(
            "<table><tr><th>Time<th>Talk</tr>"
            + "".join(f"<tr><td>{10 + n}:00<td>Talk number {n}</tr>" for n in range(6))
            + "</table>",
            id="a timetable",
        ),
        pytest.param(
            "<ul>" + "".join(f"<li>{10 + n}:30 Boat to Salt Quay</li>" for n in range(6)) + "</ul>", id="departures"
        ),
        pytest.param(
            ("<p>09:00 – 10:30 Opening of the oak pier, with the choir of the school and a word of thanks.</p>"),
            id="one span",
        ),
    ],
)
def test_an_article_with_clocks_in_it_is_no_live_blog(extract: Extract, body: str, inside: str) -> None:
    article = extract(page(body + inside, title="Orley rebuilds its pier in oak"))
    assert (article.kind, article.entries) == ("article", ())
