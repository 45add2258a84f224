from __future__ import annotations

import time

import pytest

from onrecord.article.talk import faint_share, topic_of


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        (
            "We and our 512 partners store cookies on your device and process personal data with your consent.",
            "consent",
        ),
        ("Gemeinsam mit 612 Partnern speichern wir Cookies und verarbeiten personenbezogene Daten.", "consent"),
        ("You have read 7 free articles this month. To go on, choose one of our subscriptions.", "paywall"),
        (
            "The publisher accepts no liability for the accuracy of this information and gives no warranty.",
            "disclaimer",
        ),
        ("Este texto es de carácter general y no sustituye el consejo legal, médico o financiero.", "disclaimer"),
        (
            "This link has expired. The story was removed from our site or the address has a mistake in it.",
            "error banner",
        ),
        ("The council voted on Tuesday to approve the harbour bridge after four hours of debate.", None),
        ("The minister said the state would not accept responsibility for damage done by private ships.", None),
        ("No guarantee was given that the work would be done by spring, and no liability was accepted.", None),
        ("Members of the guild pay one crown a month and read the minutes for free, the clerk told us.", None),
        ("Cookies were handed out to the children who had waited for the mayor since seven o'clock.", None),
    ],
)
def test_notices_are_known_by_their_words_and_news_is_not(text: str, topic: str | None) -> None:
    assert topic_of(text) == topic


def test_a_notice_speaks_of_its_subject_more_than_news_does() -> None:
    notice = "Members get unlimited access, the evening paper as a file and a seat at our debates."
    news = "Engineers told the committee that the ferry could not carry the traffic expected by then."
    assert faint_share(notice, "paywall") > 0.14 > faint_share(news, "paywall")


@pytest.mark.parametrize("ask", [faint_share, topic_of])
def test_only_the_opening_of_a_huge_block_is_looked_at(ask: object) -> None:
    started = time.process_time()
    ask("a line of a log " * 1_000_000)  # type: ignore[operator]
    assert time.process_time() - started < 0.2
