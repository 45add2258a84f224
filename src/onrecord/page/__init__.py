"""Capture → Page: the decoded page as columns of blocks, and its raw metadata."""

from __future__ import annotations

from onrecord.errors import PageError
from onrecord.model import Blocks, Capture, Elements, Page, RawMetadata, ScriptedText
from onrecord.page.charset import as_utf8, decode
from onrecord.page.floods import tame
from onrecord.page.lines import read_lines
from onrecord.page.state import read_scripted
from onrecord.settings import PageSettings

__all__ = ["parse_page"]


def parse_page(capture: Capture, settings: PageSettings) -> Page:
    """Return the page in a capture.

    Raises:
        PageError: the capture holds no character of text.
    """
    plain = capture.plain or (capture.given is not None and capture.given.text is not None)
    scripted: tuple[ScriptedText, ...] = ()
    if plain:
        text, charset = decode(capture.body, capture.charset)
        _refuse_blank(text, capture)
        elements, blocks = read_lines(text, max_blocks=settings.max_blocks)
        raw = RawMetadata()
    else:
        source, charset = as_utf8(capture.body, capture.charset)
        _refuse_blank(source if source.strip()[:1].isascii() else source.decode(), capture)
        elements, blocks, raw = _read_html(source, settings)
        scripted = read_scripted(source, blocks, raw.items)
    return Page(
        origin=capture.origin,
        plain=plain,
        charset=charset,
        elements=elements,
        blocks=blocks,
        raw=raw,
        http_status=capture.http_status,
        given=capture.given,
        scripted=scripted,
    )


def _refuse_blank(source: str | bytes, capture: Capture) -> None:
    if not source.strip():
        raise PageError("there is nothing in it", capture.origin.uri, reason="empty.no_bytes", status="empty")


def _read_html(source: bytes, settings: PageSettings) -> tuple[Elements, Blocks, RawMetadata]:
    from selectolax.lexbor import LexborHTMLParser

    from onrecord.page.tree import read_tree

    return read_tree(LexborHTMLParser(tame(source, settings)), max_blocks=settings.max_blocks)
