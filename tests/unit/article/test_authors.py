"""Where authors stand on a page when no field names them, and what looks like them."""

from __future__ import annotations

import pytest

from onrecord.article.metadata import find_metadata
from onrecord.model import Capture, Origin
from onrecord.page import parse_page
from onrecord.settings import Settings

PARAGRAPHS = (
    "The assembly of Orley voted on Tuesday to rebuild the old ferry pier in oak after four hours of debate.",
    "The county had wanted steel, which lasts longer and costs a third less, but the fishermen would not hear of it.",
    "“Oak sings when the tide comes in,” said the harbour master, who has kept the pier for nineteen years.",
    "Work is due to begin after the herring season, and until then the boat will land at the salt quay.",
)
ADA = ("Ada Example",)
BOTH = ("Ada Example", "Ben Sample")


def authors(
    above: str = "", below: str = "", *, head: str = "", host: str = "paper.test", site: str = "The Orley Paper"
) -> tuple[str, ...]:
    body = "".join(f"<p>{text}</p>" for text in PARAGRAPHS)
    html = (
        f"<html><head><title>Pier vote in Orley - The Orley Paper</title>{head}"
        f'<meta property="og:site_name" content="{site}"></head><body><article>'
        f"<h1>Pier vote in Orley</h1>{above}{body}{below}</article>"
        "<footer><p>© 2031 The Orley Paper</p></footer></body></html>"
    )
    origin = Origin(id="x", key="x", uri="f", container="file", url=f"https://{host}/a/pier")
    settings = Settings()
    return find_metadata(parse_page(Capture(origin, html.encode()), settings.page), settings.article).authors


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("<p>3 May 2031 by Ada Example</p>", ADA),
        ("<p>Posted on May 3, 2031 by Ada Example</p>", ADA),
        ("<p>Posted by Ada Example on May 3, 2031</p>", ADA),
        ("<p>Ada Example / May 3, 2031</p>", ADA),
        ("<p>Ada Example, May 3, 2031</p>", ADA),
        ("<p>Ada Example and Ben Sample | May 3, 2031</p>", BOTH),
        ("<p>Ada Example, Ben Sample</p><p>May 3, 2031</p>", BOTH),
        ("<p>Ada Example · 2 hours ago</p>", ADA),
        ("<p>Ada Example</p><p>2 hours ago</p>", ADA),
        ("<p>Ada Example · 5 min read</p>", ADA),
        ("<p>Ada Example<br>Political editor</p>", ADA),
        ("<p>Ada Example</p><p>Staff writer</p>", ADA),
        ("<p>Ada Example, Staff writer</p>", ADA),
        ("<ul><li>News</li><li>3 May 2031</li><li>Ada Example</li></ul>", ADA),
        ('<p><a rel="author" href="/x">Ada Example</a></p>', ADA),
        ('<p>Story: <a href="/author/ada-example">Ada Example</a></p>', ADA),
        ("<p>Reuters</p>", ("Reuters",)),
        ("<p>AFP, MANILA</p>", ("AFP",)),
        ("<p>AFP - 3 May 2031</p>", ("AFP",)),
        ("<p>Orley Team</p><p>3 May 2031</p>", ("Orley Team",)),
        ("<p>Von Ada Example, 3. Mai 2031</p>", ADA),
        ("<p>03.05.2031, 10:15 Uhr | Ada Example</p>", ADA),
        ("<p>Publié le 3 mai 2031 à 10h15 par Ada Example</p>", ADA),
        ("<p>Par Ada Example Publié le 3 mai 2031 à 10h15</p>", ADA),
        ("<p>Por Ada Example 3 de mayo de 2031</p>", ADA),
        ("<p>di Ada Example 3 maggio 2031</p>", ADA),
        ("<p>Ada Example</p><p>3 maja 2031, 10:15</p>", ADA),
        ("<p>Анна Примерова</p><p>3 мая 2031</p>", ("Анна Примерова",)),
        ("<p>Άννα Δείγμα</p><p>3 Μαΐου 2031</p>", ("Άννα Δείγμα",)),
        ("<p>2031-05-03 来源：新华社 作者：张三</p>", ("张三",)),
        ("<p>입력 2031.05.03 10:15 홍길동 기자</p>", ("홍길동",)),
    ],
)
def test_authors_are_read_off_the_line_under_the_headline(line: str, names: tuple[str, ...]) -> None:
    assert authors(line) == names


@pytest.mark.parametrize(
    "end",
    [
        "<p>Ada Example</p>",
        "<p>— Ada Example</p>",
        "<p>(Ada Example)</p>",
        "<p>(Reporting by Ada Example; Editing by Ben Sample)</p>",
        "<p><em>Ada Example is a freelance writer who has lived beside the piers of Orley for twenty years.</em></p>",
        "<h3>About the author</h3><p>Ada Example is a reporter who covers the piers of Orley.</p>",
        "<h4>Ada Example</h4><p>Ada has written about piers and ferries for twenty years.</p>",
        "<h4>Author</h4><p>AE</p><p>Ada Example</p><p>Staff Engineer</p>",
        "<p>Written by Ada Example</p>",
    ],
)
def test_authors_who_sign_or_are_introduced_at_the_end_are_found(end: str) -> None:
    assert authors(below=end) == ADA


@pytest.mark.parametrize(
    "part",
    [
        "<p>Photo: Ada Example</p>",
        "<figure><img><figcaption>Ada Example / Reuters</figcaption></figure>",
        '<ul class="tags"><li>Ada Example</li></ul>',
        '<div class="comments"><p>Ada Example</p><p>3 May 2031</p></div>',
        "<p>Ada Example is the mayor of Orley and she has been that for a long, long time.</p>",
        "<p>Real Estate</p><p>3 May 2031</p>",
        "<p>Translated by Ada Example</p>",
    ],
)
@pytest.mark.parametrize("place", ["above", "below"])
def test_people_who_did_something_else_are_no_authors(part: str, place: str) -> None:
    assert authors(**{place: part}) == ()


def test_bylines_of_several_teasers_name_nobody() -> None:
    teasers = "".join(f"<div><h3>A story</h3><p>By {name}</p></div>" for name in BOTH)
    assert authors(below="<p>x</p>" * 12 + teasers) == ()


@pytest.mark.parametrize(
    ("host", "names"), [("ada-dornberg.test", ("Ada Dornberg",)), ("paper.test", ())], ids=["owner", "somebody"]
)
def test_a_site_that_is_named_for_a_person_is_theirs(host: str, names: tuple[str, ...]) -> None:
    assert authors(below="<p>© 2031 Ada Dornberg</p>", host=host) == names


def test_a_weblog_that_bears_a_persons_name_is_theirs() -> None:
    assert authors(site="Ada Dornberg") == ("Ada Dornberg",)
    assert authors("<p>By Ben Sample</p>", site="Ada Dornberg") == ("Ben Sample",)


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("articleAuthor", "Ada Example", ADA),
        ("mrf:authors", "Ada Example;Ben Sample", BOTH),
        ("page-author-name", "Ada Example", ADA),
        ("twitter:author", "Ada Example", ()),
        ("author-image", "Ada Example", ()),
    ],
)
def test_publishers_own_names_for_the_author_are_known(name: str, value: str, expected: tuple[str, ...]) -> None:
    assert authors(head=f'<meta name="{name}" content="{value}">') == expected


def item(*names: str, syntax: str = "json-ld") -> str:
    if syntax == "json-ld":
        listed = ", ".join(f'{{"@type": "Person", "name": "{name}"}}' for name in names)
        return f'<script type="application/ld+json">{{"@type": "NewsArticle", "author": [{listed}]}}</script>'
    marks = "".join(f'<span itemprop="author">{name}</span>' for name in names)
    return f'<div itemscope itemtype="http://schema.org/Article">{marks}</div>'


@pytest.mark.parametrize(
    ("told", "seen", "expected"),
    [
        pytest.param(item("Cleo Test"), "<p>By Ada Example</p>", ADA, id="readers see somebody else"),
        pytest.param(item("Ada Example"), "<p>By Ada Example and Ben Sample</p>", BOTH, id="readers see one more"),
        pytest.param(item("Ada T. Example"), "<p>By Ada Example</p>", ("Ada T. Example",), id="readers see the same"),
        pytest.param(item("The Orley Paper"), "<p>Reuters</p>", ("Reuters",), id="an agency for the house"),
        pytest.param(item("Example, Ada"), "", ADA, id="family name first"),
    ],
)
def test_conflicts_are_settled_for_what_readers_see(told: str, seen: str, expected: tuple[str, ...]) -> None:
    assert authors(seen, head=told) == expected


def test_whom_the_page_calls_its_editor_is_no_author() -> None:
    seen = '<p class="author-name">Ada Example</p><p class="info-author">Editor : Cleo Test</p>'
    assert authors(seen, head=item("Cleo Test")) == ADA


def test_many_authors_of_microdata_give_way_to_the_line_that_names_one() -> None:
    crowd = item("Ada Example", "Ben Sample", "Cleo Test", syntax="microdata")
    assert authors("<p>By Ada Example</p>", crowd) == ADA


def linked(name: str) -> str:
    return f'<p><a href="/author/x">{name}</a></p>'


def test_links_to_several_authors_count_only_around_the_headline() -> None:
    teasers = "<p>x</p>" * 12 + linked("Ben Sample") + linked("Cleo Test")
    assert authors(linked("Ada Example"), teasers) == ADA
    assert authors(below=teasers) == ()
