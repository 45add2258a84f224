"""What each block of an HTML page is: the rules name it, a learned model decides where they are unsure."""

from __future__ import annotations

from onrecord.article.features import Features
from onrecord.article.rules import IN_TEXT, apply_rules
from onrecord.model import Page, Role

__all__ = ["IN_TEXT", "find_roles"]


def find_roles(page: Page, features: Features, title: str | None, description: str | None) -> list[Role]:
    """Return the role of every block of the page, in order, given the title and description that it claims."""
    return apply_rules(page, features, title, description).roles
