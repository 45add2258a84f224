"""Capture → Page: the decoded page as columns of blocks, and its raw metadata."""

from __future__ import annotations

from onrecord.errors import PageError
from onrecord.model import Blocks, Capture, Elements, Page, RawMetadata, ScriptedText
from onrecord.page.charset import decode
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
    source, charset = decode(capture.body, capture.charset, fold=plain)
    if not source.strip():
        raise PageError("there is nothing in it", capture.origin.uri, reason="empty.no_bytes", status="empty")
    scripted: tuple[ScriptedText, ...] = ()
    if plain:
        elements, blocks = read_lines(source, max_blocks=settings.max_blocks)
        raw = RawMetadata()
    else:
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


def _read_html(source: str, settings: PageSettings) -> tuple[Elements, Blocks, RawMetadata]:
    from selectolax.lexbor import LexborHTMLParser

    from onrecord.page.tree import read_tree

    return read_tree(LexborHTMLParser(tame(source, settings)), max_blocks=settings.max_blocks)
