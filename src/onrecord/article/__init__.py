"""Page → Article: what the page is, what each of its blocks is, and its metadata with the evidence."""

from __future__ import annotations

from onrecord.article.extract import extract_article

__all__ = ["extract_article"]
