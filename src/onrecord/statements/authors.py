"""Who "I" outside quotations is: the author of the article, where its foot names them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from onrecord.statements.layout import Layout
from onrecord.statements.names import Name
from onrecord.statements.persons import Person, Persons

_LONGEST = 600  # characters of the paragraph at the foot
_MOST_MENTIONS = 3  # of an author: in the byline and at the foot; who is named more often is written about
# "Jane Roe, a former judge, teaches law at Halden."
_IS = re.compile(
    r"(?:, [^.\n]{3,120},)? (?:is|was|has been|served|serves|chairs|directs|runs|leads|heads|edits|writes|covers|"
    r"reports|teaches|hosts|contributes|contributed|represents|lives)\b"
)
_SAID_TO_BE = re.compile(r" is (?:an? |the )?([a-z][^.,;:\n]{3,100})")
_BYLINE = re.compile(r"by $", re.IGNORECASE)


def find_author(layout: Layout, names: Sequence[Name], persons: Persons) -> Person | None:
    """Return the person whom the last paragraph introduces, or a line "By Jane Roe" names; None for none or several."""
    text = layout.text
    lines = frozenset(layout.paragraphs)
    last = next((start for start in reversed(layout.paragraphs) if text[start : start + _LONGEST].strip()), 0)
    if last == 0:
        return None
    found: list[Person] = []
    for name in names:
        person = persons.by_start.get(name.start)
        if person is None or len(name.words) < 2 or len(person.mentions) > _MOST_MENTIONS:
            continue
        at_foot = last <= name.titles_start <= last + 3 and len(text) - last <= _LONGEST and _IS.match(text, name.end)
        begins = name.titles_start - 3 in lines and text[name.end : name.end + 1] in ("\n", "")
        if at_foot or (begins and _BYLINE.search(text, max(0, name.titles_start - 3), name.titles_start)):
            found.append(person)
            said = _SAID_TO_BE.match(text, name.end) if at_foot else None
            if said and not person.described:
                person.described.append(said.group(1))
    return found[0] if len({id(person) for person in found}) == 1 else None
