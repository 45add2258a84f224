from __future__ import annotations

import pytest

from onrecord.model import Span
from onrecord.statements.kinds import kind_of
from onrecord.statements.quotations import find_quotations


@pytest.mark.parametrize(
    ("text", "contents", "kind"),
    [
        pytest.param("“We go,” he said.", ["“We go,”"], "direct", id="in marks"),
        pytest.param("“We go,” he said, “now.”", ["“We go,”", "“now.”"], "direct", id="interrupted"),
        pytest.param("'We go,' he said.", ["'We go,'"], "direct", id="single marks"),
        pytest.param("He said they went.", ["they went"], "indirect", id="reported"),
        pytest.param("He said it was “dire” there.", ["it was “dire” there"], "mixed", id="a scare quote"),
        pytest.param("“Ann said ‘no,’” he said.", ["“Ann said ‘no,’”"], "direct", id="marks within marks"),
        pytest.param("He said —.", ["—"], "indirect", id="no letter"),
        pytest.param("“A.” Then “we go,” he said they went.", ["they went"], "indirect", id="marks elsewhere"),
        pytest.param("He said that “all the people of the town have gone to it.”", None, "direct", id="nearly all"),
    ],
)
def test_kind_goes_by_the_share_in_quotation_marks(text: str, contents: list[str] | None, kind: str) -> None:
    wanted = contents or [text[text.index("“") - 2 : -1]]
    spans = [Span(text.index(part), text.index(part) + len(part)) for part in wanted]
    assert kind_of(spans, find_quotations(text), text) == kind
