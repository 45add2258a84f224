from __future__ import annotations

import json

import pytest

from onrecord.model import Agent, LinkedItem
from onrecord.page.linked import read_json_ld, read_microdata

ARTICLE = {
    "@context": "https://schema.org",
    "@type": "NewsArticle",
    "headline": "Harbour vote delayed",
    "datePublished": "2031-05-06T07:08:09Z",
    "author": {"@type": "Person", "name": "Ada Example", "url": "https://paper.example/ada"},
    "publisher": {"@type": "Organization", "name": "The Example Paper"},
    "articleSection": ["Local"],
    "keywords": "harbour, vote",
    "isAccessibleForFree": "False",
    "commentCount": 3,
}


def read_one(text: str) -> LinkedItem:
    items = read_json_ld([text])
    assert len(items) == 1
    return items[0]


def test_every_field_of_a_sound_article_is_read() -> None:
    assert read_one(json.dumps(ARTICLE)) == LinkedItem(
        syntax="json-ld",
        types=("NewsArticle",),
        headline="Harbour vote delayed",
        authors=(Agent("Ada Example", "Person", "https://paper.example/ada"),),
        publisher="The Example Paper",
        published="2031-05-06T07:08:09Z",
        section=("Local",),
        keywords=("harbour, vote",),
        free=False,
        comments=3,
    )


@pytest.mark.parametrize(
    "text",
    [
        pytest.param('<!-- {"@type": "Article", "headline": "Tide"} -->', id="inside a comment"),
        pytest.param('/*<![CDATA[*/{"@type": "Article", "headline": "Tide"}/*]]>*/', id="inside CDATA marks"),
        pytest.param('{"@type": "Article", "headline": "Tide",}', id="trailing comma"),
        pytest.param('{"@type": "Article", "description": "two\nlines\t", "headline": "Tide"}', id="raw line feed"),
        pytest.param('{"@type": "Article", "description": "a "big" one", "headline": "Tide"}', id="open quotes"),
        pytest.param('{"@type": "Article", "wordCount": NaN, "headline": "Tide"}', id="NaN"),
        pytest.param('{"@type": "Article", "headline": "Tide"', id="cut off"),
        pytest.param('{"@type": "Article", "headline": "Tide"}};', id="one brace too many"),
        pytest.param("{'@type': 'Article', 'headline': 'Tide'}", id="single quotes"),
        pytest.param("{&quot;@type&quot;: &quot;Article&quot;, &quot;headline&quot;: &quot;Tide&quot;}", id="entities"),
        pytest.param('{"@type": "Article", // who\n "headline": "Tide"}', id="line comment"),
        pytest.param('{"@type": "Article"\n "headline": "Tide"}', id="comma forgotten"),
        pytest.param('{"headline": "Low", "@type": "Article", "headline": "Tide"}', id="key given twice"),
        pytest.param('\ufeff{"@type": "http://schema.org/Article", "schema:headline": "Tide"}', id="full names"),
    ],
)
def test_faulty_json_gives_what_can_be_read_of_it(text: str) -> None:
    item = read_one(text)
    assert item.headline == "Tide"
    assert item.types == ("Article",)


def test_several_objects_in_a_row_are_all_read() -> None:
    items = read_json_ld(['{"@type": "WebSite", "name": "A"}\n{"@type": "Article", "headline": "B"}'])
    assert [item.types for item in items] == [("WebSite",), ("Article",)]


def test_a_reference_to_an_author_is_resolved_within_the_page() -> None:
    graph = {
        "@graph": [
            {"@type": "Article", "headline": "Tide", "author": [{"@id": "#ada"}], "publisher": {"@id": "#paper"}},
            {"@type": "Person", "@id": "#ada", "name": "Ada Example"},
            {"@type": "Organization", "@id": "#paper", "name": "The Example Paper"},
        ]
    }
    article = read_json_ld([json.dumps(graph)])[0]
    assert article.authors == (Agent("Ada Example", "Person"),)
    assert article.publisher == "The Example Paper"


@pytest.mark.parametrize(
    ("author", "names"),
    [
        pytest.param("Ada Example", ["Ada Example"], id="text"),
        pytest.param(["Ada Example", "Ben Sample"], ["Ada Example", "Ben Sample"], id="list of texts"),
        pytest.param(
            {"@type": "Person", "name": ["Ada Example", "Ben Sample"]}, ["Ada Example", "Ben Sample"], id="names"
        ),
        pytest.param({"author": {"name": "Ada Example"}}, ["Ada Example"], id="nested"),
        pytest.param({"givenName": "Ada", "familyName": "Example"}, ["Ada Example"], id="in parts"),
        pytest.param({"@id": "#nobody"}, [], id="reference to nothing"),
        pytest.param({"name": ""}, [], id="empty"),
        pytest.param(7, [], id="number"),
    ],
)
def test_authors_are_found_in_every_form(author: object, names: list[str]) -> None:
    item = read_one(json.dumps({"@type": "Article", "author": author}))
    assert [agent.name for agent in item.authors] == names


def test_articles_that_the_page_only_lists_are_not_its_own() -> None:
    listing = {"@type": "ItemList", "itemListElement": [{"@type": "ListItem", "item": ARTICLE}]}
    assert [item.types for item in read_json_ld([json.dumps(listing)])] == [("ItemList",)]


def test_the_main_entity_of_a_page_is_its_own() -> None:
    page = {"@type": "WebPage", "mainEntity": ARTICLE}
    assert [item.types for item in read_json_ld([json.dumps(page)])] == [("WebPage",), ("NewsArticle",)]


def test_references_that_go_in_a_circle_end() -> None:
    graph = [{"@type": "Article", "@id": "#a", "author": {"@id": "#b"}}, {"@id": "#b", "author": {"@id": "#a"}}]
    assert read_json_ld([json.dumps(graph)])[0].authors == ()


@pytest.mark.timeout(20)
@pytest.mark.parametrize(
    "text",
    [
        pytest.param("[" * 300_000, id="lists in lists"),
        pytest.param('{"a":' * 200_000, id="objects in objects"),
        pytest.param('"' * 500_000, id="quotes"),
        pytest.param(('"' + "\n" * 200) * 5_000, id="quotes and line feeds"),
        pytest.param('{"a":"' + "\\" * 500_000, id="backslashes"),
        pytest.param('{"@type":"Article","author":' * 30_000 + '"x"', id="authors of authors"),
        pytest.param('{"a": 1e999999, "b": ' + "9" * 10_000 + "}", id="numbers without end"),
        pytest.param('{"@type": "Article", "headline": "\\ud800"}', id="half a surrogate pair"),
        pytest.param("\x00\x01", id="controls"),
    ],
)
def test_hostile_json_neither_raises_nor_hangs(text: str) -> None:
    for item in read_json_ld([text]):
        assert (item.headline or "").encode("utf-8") is not None


def test_surrogate_pairs_become_their_character() -> None:
    assert read_one('{"@type": "Article", "headline": "\\ud83c\\udf0a tide",}').headline == "\U0001f30a tide"


ITEM = "https://schema.org/NewsArticle"
PERSON = "https://schema.org/Person"


def test_microdata_becomes_one_item() -> None:
    properties = [
        ("headline", ITEM, "Tide"),
        ("datePublished", ITEM, "2031-05-06"),
        ("articleSection", ITEM, "Local"),
        ("keywords", ITEM, "harbour"),
        ("url", "https://schema.org/ImageObject", "https://paper.example/tide.jpg"),
    ]
    assert read_microdata(properties) == (
        LinkedItem(
            syntax="microdata",
            types=("NewsArticle",),
            headline="Tide",
            published="2031-05-06",
            section=("Local",),
            keywords=("harbour",),
        ),
    )


@pytest.mark.parametrize("holder_first", [True, False], ids=["holder first", "name first"])
def test_the_name_of_a_person_stands_for_the_text_that_holds_it(holder_first: bool) -> None:
    author, name = ("author", ITEM, "By Ada Example, reporter"), ("name", PERSON, "Ada Example")
    properties = [("headline", ITEM, "Tide"), *((author, name) if holder_first else (name, author))]
    assert read_microdata(properties)[0].authors == (Agent("Ada Example", "Person"),)


def test_a_second_headline_starts_a_second_item() -> None:
    properties = [("headline", ITEM, "Tide"), ("headline", ITEM, "Ebb")]
    assert [item.headline for item in read_microdata(properties)] == ["Tide", "Ebb"]
