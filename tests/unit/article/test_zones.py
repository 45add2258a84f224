from __future__ import annotations

import pytest

from onrecord.article.zones import is_body_name, is_hidden_name, zones_of


@pytest.mark.parametrize(
    ("names", "role"),
    [
        ("related-posts", "related"),
        ("c-newsletter__box", "newsletter"),
        ("newsletterteaser gross", "newsletter"),
        ("sp_message_container", "consent"),
        ("ad", "advertisement"),
        ("wp-caption-text", "caption"),
        ("comment-list depth-2", "comments"),
        ("table of contents", "navigation"),
    ],
)
def test_names_announce_a_zone(names: str, role: str) -> None:
    assert zones_of(names)[0][0] == role


@pytest.mark.parametrize(
    "names", ["", "roadmap", "shadow", "header-adjacent", "article", "p-4 flex mt-2", "reader", "nave"]
)
def test_other_names_announce_none(names: str) -> None:
    assert zones_of(names) == ()


@pytest.mark.parametrize(
    ("names", "hidden"),
    [
        ("hidden", True),
        ("d-none", True),
        ("hidden md:block", False),
        ("overflow-hidden", False),
        ("label-hidden x", False),
    ],
)
def test_only_classes_that_hide_everywhere_hide(names: str, hidden: bool) -> None:
    assert is_hidden_name(names) is hidden


@pytest.mark.parametrize(
    ("names", "body"),
    [("article-body", True), ("entry-content clear", True), ("story__body", False), ("sidebar", False)],
)
def test_body_names_are_known(names: str, body: bool) -> None:
    assert is_body_name(names) is body
