"""Which words stand inside quotation marks: one of the things that the tagger is told of every word."""

from __future__ import annotations

from onrecord.statements.words import Words

OUTSIDE, INSIDE, MARK = 0, 1, 2
_OPENING = {"“": "”", "„": "“”", "«": "»", "‘": "’", "‹": "›"}
_FAR = 200  # words in which a straight single mark must close; more would be slow on a text made of marks
_CLOSING = frozenset("”»’›")


def quote_states(words: Words) -> list[int]:
    """Return for each word whether it stands outside, inside, or is a quotation mark.

    Within one paragraph: a mark that is never closed there runs to the paragraph's end. Straight double marks
    open and close in turn; a straight or curly single mark counts where it stands before a word after a gap.
    """
    text, starts, paragraphs = words.text, words.starts, words.paragraphs
    states = [OUTSIDE] * len(starts)
    closing = ""  # what would close the quotation that is open
    paragraph = -1
    for at, start in enumerate(starts):
        if paragraphs[at] != paragraph:
            paragraph, closing = paragraphs[at], ""
        mark = text[start] if words.ends[at] - start == 1 else ""
        if closing:
            if mark and mark in closing and not (mark == "’" and text[start + 1 : start + 2].isalnum()):
                states[at], closing = MARK, ""
            else:
                states[at] = INSIDE
        elif mark == '"':
            states[at], closing = MARK, '"'
        elif mark in _OPENING and mark and not (mark == "‘" and not _opens(text, start)):
            states[at], closing = MARK, _OPENING[mark]
        elif mark == "'" and _opens(text, start) and _closes_later(words, at):
            states[at], closing = MARK, "'"
        elif mark in _CLOSING:
            states[at] = MARK
    return states


def _opens(text: str, start: int) -> bool:
    return (start == 0 or not text[start - 1].isalnum()) and text[start + 1 : start + 2].isalnum()


def _closes_later(words: Words, at: int) -> bool:
    """Return whether a straight single mark after a word follows in the same paragraph."""
    text, paragraph = words.text, words.paragraphs[at]
    for later in range(at + 1, min(len(words), at + _FAR)):
        if words.paragraphs[later] != paragraph:
            return False
        start = words.starts[later]
        if text[start] == "'" and words.ends[later] - start == 1 and not text[start - 1].isspace():
            return True
    return False
