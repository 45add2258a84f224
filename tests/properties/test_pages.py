"""Any bytes give an article or a rejection, and what they give keeps its promises."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.model import Article, Rejected
from onrecord.pipeline import read

_TAGS = [
    "p",
    "div",
    "article",
    "h1",
    "li",
    "ul",
    "td",
    "table",
    "pre",
    "br",
    "b",
    "a href=/x",
    "nav",
    "form",
    "span",
    "font size=6",
]
_PIECES = st.one_of(
    st.sampled_from([f"<{tag}>" for tag in _TAGS] + [f"</{tag.split()[0]}>" for tag in _TAGS]),
    st.sampled_from(
        [
            "The council voted on Tuesday to rebuild the old pier in oak, the mayor said. ",
            "Read more: ",
            "© 2031 ",
            "\n\n",
        ]
    ),
    st.sampled_from(
        [
            '<script type="application/ld+json">{"@type":"NewsArticle","headline":"x","datePublished":"2031-0',
            "]]>",
            "&#x0;",
        ]
    ),
    st.text(max_size=40),
)


def check(result: Article | Rejected) -> None:
    if isinstance(result, Rejected):
        assert not result.reason.startswith("bug."), result.detail
        assert result.reason
        assert result.detail
        return
    assert result.text.strip()
    assert "\n\n".join(result.text[block.start : block.end] for block in result.blocks) == result.text
    assert all(block.start < block.end for block in result.blocks)


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=2000))
def test_any_bytes_give_an_article_or_a_rejection(body: bytes) -> None:
    check(read(body))


@settings(max_examples=150, deadline=None)
@given(st.lists(_PIECES, max_size=60))
def test_any_soup_of_markup_gives_an_article_or_a_rejection(pieces: list[str]) -> None:
    check(read("".join(pieces)))


@settings(max_examples=100, deadline=None)
@given(st.lists(_PIECES, max_size=60))
def test_any_plain_text_gives_an_article_or_a_rejection(pieces: list[str]) -> None:
    check(read("".join(pieces), content_type="text/plain"))
