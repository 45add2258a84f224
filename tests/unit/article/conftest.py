from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from onrecord.model import Article, Rejected
from onrecord.pipeline import read_clean as read

PARAGRAPHS = (
    "The assembly of Orley voted on Tuesday to rebuild the old ferry pier in oak after four hours of debate.",
    "The county had wanted steel, which lasts longer and costs a third less, but the fishermen would not hear of it.",
    "“Oak sings when the tide comes in,” said harbour master Dorrit Quell, who has kept the pier for nineteen years.",
    "Work is due to begin after the herring season, and until then the boat will land at the salt quay.",
)


@pytest.fixture
def paragraphs() -> tuple[str, ...]:
    """Four paragraphs of an article about a pier."""
    return PARAGRAPHS


@pytest.fixture
def body() -> str:
    """The same as <p> elements."""
    return "".join(f"<p>{text}</p>" for text in PARAGRAPHS)


@pytest.fixture
def extract() -> Callable[..., Article]:
    """Read a page that holds an article."""

    def run(html: str, **options: Any) -> Article:
        result = read(html, **options)
        assert isinstance(result, Article), result
        return result

    return run


@pytest.fixture
def refuse() -> Callable[..., Rejected]:
    """Read a page that holds none."""

    def run(html: str, **options: Any) -> Rejected:
        result = read(html, **options)
        assert isinstance(result, Rejected), result.text
        return result

    return run
