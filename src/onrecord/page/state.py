"""Articles that stand in a page's scripts, where its markup shows none or little of them."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from onrecord.model import Blocks, LinkedItem, ScriptedText
from onrecord.page.loose_json import Json
from onrecord.page.scripts import read_values

_VISIBLE_CHARS = 1500  # of paragraphs: a page that shows more has its article in its markup
_LINKED_TIMES = 2.0  # … or less than half of what JSON-LD gives
_MOST_VISIBLE = 6000  # characters, past which JSON-LD is not compared
_PARAGRAPH_CHARS = 80
_LEAST_CHARS = 400  # of a text to be an article
_MAX_NODES = 60_000  # of a page: 50 ms
_MAX_LISTED = 10_000  # entries of lists that are looked at as paragraphs
_MAX_DEPTH = 60
_MAX_TEXT_CHARS = 1 << 20
_PARSED = 6  # candidates of a page whose markup is parsed
_KEPT = 4  # candidates that are handed on
_MARKED = re.compile(r"<(?:p|br|h[2-6]|li|div|blockquote)\b", re.IGNORECASE)
_ESCAPED = re.compile(r"&lt;(?:p|br|h[2-6]|li|div)\b", re.IGNORECASE)
_TITLES = ("headline", "title", "name", "headlines")
_TYPES = (
    "type",
    "_type",
    "nodeType",
    "node_type",
    "blockName",
    "__typename",
    "kind",
    "component",
    "tag",
    "name",
    "typ",
    "element",
)
_WORDS = (
    "text", "content", "value", "html", "body", "data", "children", "paragraph", "attributes", "attrs",
    "props", "model", "innerHTML", "rendered",
    "fields", "block", "richText", "document", "nodes", "markup", "copy", "inlines", "spans", "leaves", "elements",
)  # fmt: skip
_WORD_KEYS = frozenset(_WORDS)
_TRIED = 5  # nodes of a list that are looked at first
_LINKS = frozenset(["url", "href", "slug", "link", "canonical_url", "permalink", "uri", "path"])
# kinds of nodes that are no text of the article
_NO_TEXT = re.compile(
    r"image|img|video|audio|gallery|embed|iframe|advert|^ads?$|related|newsletter|promo|interstitial|media|figure|caption|credit"
    r"|oembed|script|divider|button|author|tag$|recommend|teaser|widget|newsletter|paywall|code$|comment|byline|social",
    re.IGNORECASE,
)
_HEADING = re.compile(
    r"^h[2-6]$|head(?:er|ing|line)|sub-?title|cross-?head|unstyled-?title|header-(?:two|three|four)|between",
    re.IGNORECASE,
)
_QUOTE = re.compile(r"quote|pull-?quote", re.IGNORECASE)
_ITEM = re.compile(r"list-?item|^li$|ordered-list-item", re.IGNORECASE)
_TAGS_LEFT_OUT = frozenset(
    [
        "figcaption",
        "figure",
        "aside",
        "button",
        "form",
        "nav",
        "footer",
        "table",
        "td",
        "th",
        "label",
        "option",
        "dialog",
    ]
)


@dataclass(frozen=True, slots=True)
class _Found:
    """A text, before its markup is read."""

    source: str
    title: str | None
    rows: tuple[tuple[str, str], ...]  # tag and text; tag "" where the text may hold markup

    @property
    def chars(self) -> int:
        return sum(len(text) for _, text in self.rows)


def read_scripted(source: bytes, blocks: Blocks, items: Sequence[LinkedItem]) -> tuple[ScriptedText, ...]:
    """Return the texts in a page's scripts that may be its article, the longest first; none where it shows enough.

    A page that shows its text costs a sum over its blocks. Else JSON-LD's articleBody and the state that frameworks
    leave in scripts (__NEXT_DATA__, __INITIAL_STATE__, Nuxt, Apollo, Fusion, server components) are read: strings with
    markup, and lists of paragraphs as editors store them. At most 60,000 nodes 60 deep, and 1 MiB a text.
    """
    visible = sum(
        len(text) for text, links in zip(blocks.text, blocks.link_chars, strict=True)
        if len(text) >= _PARAGRAPH_CHARS and links < len(text) // 2
    )  # fmt: skip
    linked = [
        _linked(item) for item in items if item.syntax == "json-ld" and item.body and len(item.body) >= _LEAST_CHARS
    ]
    if visible >= _VISIBLE_CHARS and not any(
        visible <= _MOST_VISIBLE and found.chars >= _LINKED_TIMES * visible for found in linked
    ):
        return ()
    found = linked
    if visible < _VISIBLE_CHARS:
        text = source.decode("utf-8", "replace")
        found = [*linked, *_found_in(read_values(text)), *_without_script(text)]
    best = sorted(found, key=lambda one: -one.chars)[:_PARSED]
    read = [scripted for one in best if (scripted := _read(one)) is not None]
    return tuple(read[:_KEPT])


def _linked(item: LinkedItem) -> _Found:
    return _Found("json-ld articleBody", item.headline or item.name, (("", (item.body or "")[:_MAX_TEXT_CHARS]),))


def _without_script(source: str) -> list[_Found]:
    """What a page shows to browsers without scripts, where that is long."""
    found = []
    at = 0
    for _ in range(50):
        start = source.find("<noscript", at)
        if start < 0:
            break
        end = source.find("</noscript", start)
        at = len(source) if end < 0 else end
        inner = source[source.find(">", start) + 1 : at][:_MAX_TEXT_CHARS]
        if len(inner) >= _LEAST_CHARS and _MARKED.search(inner):
            found.append(_Found("noscript", None, (("", inner),)))
    return found


def _found_in(values: Sequence[Json]) -> list[_Found]:
    """The candidates in all values: long strings, and lists of paragraphs."""
    found: list[_Found] = []
    waiting: list[tuple[Json, str, str | None, int]] = [(value, "state", None, 0) for value in reversed(values)]
    nodes = listed = 0
    while waiting and nodes < _MAX_NODES:
        nodes += 1
        value, path, title, depth = waiting.pop()
        if isinstance(value, str):
            if _LEAST_CHARS <= len(value) <= _MAX_TEXT_CHARS and _is_prose(value):
                found.append(_Found(path, title, (("", value),)))
        elif depth >= _MAX_DEPTH:
            continue
        elif isinstance(value, list):
            listed += len(value)
            if listed < _MAX_LISTED and (rows := _sequence(value)):
                found.append(_Found(path, title, rows))
            waiting += [(entry, path, title, depth + 1) for entry in reversed(value)]
        elif isinstance(value, dict):
            own = _title(value) or title
            waiting += [(entry, f"{path}.{key}"[-80:], own, depth + 1) for key, entry in reversed(value.items())]
    return found


def _title(node: dict[str, Json]) -> str | None:
    for key in _TITLES:
        value = node.get(key)
        if isinstance(value, dict):
            value = value.get("basic") or value.get("rendered") or value.get("text")
        if isinstance(value, str) and 10 <= len(value) <= 300:
            return html.unescape(value)
    return None


def _is_prose(text: str) -> bool:
    """Whether a long string is words of a language, with markup or without: no code, no data."""
    sample = text[:4000]
    if _MARKED.search(sample) or _ESCAPED.search(sample):
        return True
    spaces = sample.count(" ") / len(sample)
    marks = sum(sample.count(char) for char in "{}=;<>\\|") / len(sample)
    unparted = sum("\u3040" <= char <= "\u9fff" or "\uac00" <= char <= "\ud7af" for char in sample[:400]) > 200
    return marks < 0.01 and (0.08 < spaces < 0.3 or unparted)


# ── lists of paragraphs ──────────────────────────────────────────────────────────────────────────────────


def _sequence(nodes: list[Json]) -> tuple[tuple[str, str], ...]:
    """The paragraphs of a list as editors store them (portable text, blocks, elements); none for other lists."""
    if len(nodes) < 2 or not any(isinstance(node, str) or _has_words(node) for node in nodes[:_TRIED]):
        return ()
    teasers = sum(isinstance(node, dict) and _is_teaser(node) for node in nodes)
    if teasers > 0.3 * len(nodes):
        return ()
    rows: list[tuple[str, str]] = []
    for node in nodes[:3000]:
        rows += _rows_of(node)
    long = [text for _, text in rows if len(text) >= _PARAGRAPH_CHARS]
    chars = sum(map(len, long))
    if len(long) < 2 or chars < _LEAST_CHARS or chars > _MAX_TEXT_CHARS:
        return ()
    return tuple(rows)


def _has_words(node: Json) -> bool:
    """A quick look: whether a node is one that words may hang on."""
    if isinstance(node, dict):
        return not _WORD_KEYS.isdisjoint(node)
    return isinstance(node, list) and len(node) >= 4 and node[0] == "$"


def _is_teaser(node: dict[str, Json]) -> bool:
    return not _LINKS.isdisjoint(node) and any(key in node for key in ("title", "headline", "headlines"))


def _rows_of(node: Json) -> Iterator[tuple[str, str]]:
    if isinstance(node, str):
        if len(node) >= 2:
            yield ("" if _MARKED.search(node) else "p"), node
        return
    if isinstance(node, list) and len(node) >= 4 and node[0] == "$" and isinstance(node[3], dict):
        node = {"type": node[1], **node[3]}  # an element as server components send it
    if not isinstance(node, dict):
        return
    kind = next((str(node[key]) for key in _TYPES if isinstance(node.get(key), str)), "")
    style = node.get("style") or node.get("listItem") or node.get("subtype")
    named = f"{kind} {style}" if isinstance(style, str) else kind
    if _NO_TEXT.search(kind):
        return
    if "list" in kind.lower() and isinstance(items := _items(node), list):
        for item in items[:500]:
            if text := _text_of(item, 0).strip():
                yield "li", text
        return
    text = _text_of(node, 0).strip()
    if text:
        yield _tag_of(named, text), text


def _items(node: dict[str, Json]) -> Json:
    return next(
        (node[key] for key in ("items", "list_items", "children", "content") if isinstance(node.get(key), list)), None
    )


def _tag_of(named: str, text: str) -> str:
    if len(text) <= 200 and any(_HEADING.search(word) for word in named.split()):
        return "h2"
    if _QUOTE.search(named):
        return "blockquote"
    if _ITEM.search(named) or named.endswith((" bullet", " number")):
        return "li"
    return "" if _MARKED.search(text) else "p"


def _text_of(node: Json, depth: int) -> str:
    """The words of one node, those of its parts in a row."""
    if isinstance(node, str):
        return node
    if depth > 8:
        return ""
    if isinstance(node, list):
        if len(node) >= 4 and node[0] == "$" and isinstance(node[3], dict):
            return _text_of(node[3].get("children"), depth + 1)
        return "".join(_text_of(entry, depth + 1) for entry in node[:2000])
    if isinstance(node, dict):
        for key in _WORDS:
            if (value := node.get(key)) and (text := _text_of(value, depth + 1)).strip():
                return text
    return ""


# ── markup inside strings ────────────────────────────────────────────────────────────────────────────────


def _read(found: _Found) -> ScriptedText | None:
    rows: list[tuple[str, str]] = []
    for tag, text in found.rows:
        rows += _read_row(tag, text)
    rows = [(tag, text) for tag, text in rows if text]
    if sum(len(text) for _, text in rows) < _LEAST_CHARS // 2:
        return None
    tags, texts = zip(*rows, strict=True)
    return ScriptedText(found.source, found.title, tags, texts)


def _read_row(tag: str, text: str) -> Iterator[tuple[str, str]]:
    if "<" not in text and _ESCAPED.search(text[:4000]):
        text = html.unescape(text)
    if "<" in text and (tag == "" or "</" in text or _MARKED.search(text)):
        yield from _read_markup(tag, text)
        return
    text = html.unescape(text) if "&" in text else text
    for line in re.split(r"\n\s{0,100}\n|\n", text[:_MAX_TEXT_CHARS]):
        if folded := " ".join(line.split()):
            yield tag or "p", folded


def _read_markup(tag: str, text: str) -> Iterator[tuple[str, str]]:
    from selectolax.lexbor import LexborHTMLParser

    from onrecord.page.tree import read_tree

    elements, blocks, _ = read_tree(LexborHTMLParser(text[:_MAX_TEXT_CHARS]), max_blocks=5000)
    for row, element in enumerate(blocks.element):
        inner, out = elements.tag[element], False
        above = element
        while above > 0:
            out = out or elements.tag[above] in _TAGS_LEFT_OUT
            inner = "blockquote" if elements.tag[above] == "blockquote" else inner
            above = elements.parent[above]
        if out or (blocks.link_chars[row] > 0.9 * len(blocks.text[row]) and len(blocks.text[row]) < 200):
            continue
        known = inner if inner in ("h2", "h3", "h4", "h5", "h6", "li", "blockquote") else "p"
        yield (tag if tag not in ("", "p") else known), blocks.text[row]
