from __future__ import annotations

import json
from dataclasses import replace

import pytest

from onrecord.model import Article, Block, Dateline, Entry, Evidence, Metadata, Origin, Rejected, Removed, Role
from onrecord.output import as_json, as_json_line, as_markdown, as_text, one_line, written

ORIGIN = Origin(
    "row-1", "aa11", "/captures/a.warc#120", "warc", 120, url="https://news.example/a", captured_at="2026-01-04",
    digest="sha256:ab",
)  # fmt: skip


def article(
    *paragraphs: tuple[Role, str], title: str | None = "Bridge shut", dateline: Dateline | None = None
) -> Article:
    blocks: list[Block] = []
    text = ""
    for role, words in paragraphs or (("body", "The bridge is shut."),):
        text += "\n\n" if text else ""
        blocks.append(Block(role, len(text), len(text) + len(words)))
        text += words
    metadata = Metadata(
        title=title, authors=("Ana Lind", "Bo Ek"), published="2026-01-03", published_precision="day",
        site="The Example", topics=("bridges",), evidence=(Evidence("title", "h1", "Bridge shut"),),
    )  # fmt: skip
    return Article(
        ORIGIN, "article", metadata, text, tuple(blocks), (Removed("repeat", "The bridge is shut."),), dateline, words=4
    )


REJECTED = Rejected(ORIGIN, "skip", "not_article.error_page", "the page says that it was not found")


def test_an_article_as_json_has_the_promised_keys_in_order() -> None:
    value = json.loads(as_json(article(dateline=Dateline("HARBOURTON", None))))
    assert list(value)[:26] == [
        "id", "status", "reason", "kind", "uri", "url", "canonical_url", "captured_at", "digest", "title", "standfirst",
        "authors", "published", "published_precision", "modified", "language", "site", "section", "dateline", "credit",
        "rights", "comments", "text", "blocks", "removed", "statements",
    ]  # fmt: skip
    assert (value["id"], value["status"], value["reason"]) == ("row-1", "article", None)
    assert value["authors"] == ["Ana Lind", "Bo Ek"]
    assert value["dateline"] == {"place": "HARBOURTON", "agency": None}
    assert value["blocks"] == [{"role": "body", "start": 0, "end": 19}]
    assert value["removed"] == [{"role": "repeat", "text": "The bridge is shut."}]
    assert value["statements"] == []
    assert value["comments"] is None


def test_a_rejection_as_json_gives_the_code_and_then_words() -> None:
    assert json.loads(as_json_line(REJECTED)) == {
        "id": "row-1",
        "status": "skip",
        "reason": "not_article.error_page: the page says that it was not found",
        "uri": "/captures/a.warc#120",
        "url": "https://news.example/a",
        "captured_at": "2026-01-04",
        "digest": "sha256:ab",
    }


def test_json_is_utf_8_without_lone_surrogates() -> None:
    line = as_json_line(article(("body", "caf\u00e9 \ud83d")))
    assert "café" in line
    assert json.loads(line.encode("utf-8"))["text"] == "café ?"


def test_a_line_of_json_is_one_line_whatever_is_in_it() -> None:
    assert "\n" not in as_json_line(article(("body", "a\nb\r\nc")))


@pytest.mark.parametrize(
    ("n", "kind"), [(0, list), (1, dict), (2, list), (3, list)], ids=["none", "one", "two", "three"]
)
def test_one_capture_as_json_is_an_object_and_several_are_an_array(n: int, kind: type[object]) -> None:
    value = json.loads("".join(written([article()] * n, "json")))
    assert isinstance(value, kind)
    assert not isinstance(value, list) or len(value) == n


def test_json_lines_have_a_line_each() -> None:
    lines = "".join(written([article(), REJECTED], "jsonl")).splitlines()
    assert [json.loads(line)["status"] for line in lines] == ["article", "skip"]


def test_markdown_gives_each_kind_of_block_its_form() -> None:
    text = as_markdown(
        article(
            ("body", "First."), ("subheading", "Why"), ("list", "one"), ("list", "two"), ("quote", "It is."),
            ("caption", "The bridge"), ("table", "Year\tTrains"), ("table", "2025\t12"), ("body", "Last."),
        )
    )  # fmt: skip
    assert text.split("\n\n") == [
        "# Bridge shut",
        "Ana Lind, Bo Ek · The Example · 2026-01-03 · <https://news.example/a>",
        "First.",
        "## Why",
        "- one\n- two",
        "> It is.",
        "*The bridge*",
        "| Year | Trains |\n| --- | --- |\n| 2025 | 12 |",
        "Last.",
    ]


@pytest.mark.parametrize(
    ("words", "written"),
    [
        ("<script>alert(1)</script>", r"\<script\>alert(1)\</script\>"),
        ("[here](javascript:alert)", r"\[here\](javascript:alert)"),
        ("![x](https://spy.example/p.gif)", r"\!\[x\](https\://spy.example/p.gif)"),
        ("# not a heading", r"\# not a heading"),
        ("- not a list", r"\- not a list"),
        ("12. not a list", r"12\. not a list"),
        ("2026 was the year", "2026 was the year"),
        ("a *b* _c_ `d`", r"a \*b\* \_c\_ \`d\`"),
        ("&lt;b&gt;", r"\&lt;b\&gt;"),
        ("see www.spy.example", r"see www\.spy.example"),
        ("me@spy.example", r"me\@spy.example"),
        ("    code", "code"),
        ("===", r"\==="),
        ("a | b", r"a \| b"),
        ("\x1b[31mred\u202e", r"\[31mred"),
    ],
)
@pytest.mark.parametrize("place", ["title", "body", "list", "quote", "caption", "table"])
def test_no_words_of_a_page_become_markup(words: str, written: str, place: Role | str) -> None:
    if place == "title":
        assert as_markdown(article(title=words)).startswith(f"# {written}\n")
        return
    last = as_markdown(article((place, words))).split("\n\n")[-1]  # type: ignore[arg-type]
    if place != "table":  # where " | " parts cells
        assert written in last
    assert "<script" not in last.replace(r"\<", "")


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "https://x.example/>\n# spoof", "https://x.example/ a", "http://x.example/<b>"]
)
def test_an_address_that_is_none_is_shown_as_words(url: str) -> None:
    text = as_markdown(replace(article(), origin=replace(ORIGIN, url=url)))
    assert f"<{url}>" not in text
    assert "\n# spoof" not in text


@pytest.mark.parametrize("form", ["md", "text"])
@pytest.mark.parametrize("role", ["standfirst", "body"])
def test_a_standfirst_is_shown_once_whether_or_not_it_is_a_paragraph_of_the_text(form: str, role: Role) -> None:
    standfirst = "Engineers found cracks."
    inside, outside = article((role, standfirst), ("body", "More.")), article(("body", "More."))
    for it in (inside, outside):
        it = replace(it, metadata=replace(it.metadata, standfirst=standfirst))
        assert "".join(written([it], form)).count(standfirst) == 1


def test_a_rejection_as_markdown_and_text_says_why() -> None:
    assert "not\\_article.error\\_page" in as_markdown(REJECTED)
    assert as_text(REJECTED).startswith("no article: not_article.error_page: the page says")


def test_plain_text_steers_no_terminal_and_keeps_paragraphs() -> None:
    text = as_text(article(("body", "a\x1b[2Jb"), ("body", "c"), title="T\u202e\r\nU"))
    assert text.startswith("T U\n\n")
    assert text.endswith("a[2Jb\n\nc")


def test_one_line_is_one_line() -> None:
    assert one_line(" a\r\n\tb\x07\u2066 ") == "a b"


def live_blog() -> Article:
    made = article(
        ("body", "The river rises."), ("subheading", "Peak *reached*"), ("body", "It fell."), ("body", "Night.")
    )
    rises, peak, fell, night = made.blocks
    assert rises.end < peak.start
    entries = (
        Entry(peak.start, fell.end, "2026-01-03T14:32+01:00", "Peak *reached*", "14.32"),
        Entry(night.start, night.end, "2026-01-02T23:10", None, "23.10"),
    )
    return replace(made, kind="live blog", entries=entries)


def test_markdown_heads_each_entry_of_a_live_blog_with_its_time() -> None:
    assert as_markdown(live_blog()).split("\n\n")[2:] == [
        "The river rises.", r"### 14:32 — Peak \*reached\*", "It fell.", "### 2026-01-02 23:10", "Night.",
    ]  # fmt: skip


def test_plain_text_has_the_time_of_an_entry_on_a_line_before_it() -> None:
    assert as_text(live_blog()).endswith(
        "The river rises.\n\n14:32\nPeak *reached*\n\nIt fell.\n\n2026-01-02 23:10\nNight."
    )


@pytest.mark.parametrize(
    ("time", "said", "shown"),
    [
        ("T14:32", "14.32 Uhr", "14:32"),
        (None, "2 hours ago", "2 hours ago"),
        ("2026-01-03", "today", "—"),
        (None, None, "—"),
    ],
    ids=["no day", "no time", "the article's day", "nothing"],
)
def test_an_entry_without_an_exact_time_shows_what_is_known(time: str | None, said: str | None, shown: str) -> None:
    made = live_blog()
    entry = replace(made.entries[1], time=time, said=said)
    assert f"### {shown}\n" in as_markdown(replace(made, entries=(entry,)))


def test_json_gives_entries_and_what_is_known_of_a_block() -> None:
    made = live_blog()
    first = replace(made.blocks[0], role="quote", by="Ana (@ana)", time="2026-01-03", opens=True)
    value = json.loads(as_json(replace(made, blocks=(first, *made.blocks[1:]))))
    assert value["entries"][1] == {
        "start": 44,
        "end": 50,
        "time": "2026-01-02T23:10",
        "headline": None,
        "said": "23.10",
    }
    assert value["blocks"][0] == {
        "role": "quote", "start": 0, "end": 16, "opens": True, "by": "Ana (@ana)", "time": "2026-01-03",
    }  # fmt: skip
    assert json.loads(as_json(article()))["entries"] == []


@pytest.mark.parametrize(
    "entry",
    [Entry(0, 16, None, "# [x](https://spy.example) <b>"), Entry(0, 16, said="# [x](https://spy.example) <b>")],
    ids=["headline", "said"],
)
def test_no_words_of_an_entry_become_markup(entry: Entry) -> None:
    made = live_blog()
    text = as_markdown(replace(made, entries=(entry,)))
    assert r"\[x\](https\://spy.example) \<b\>" in text
