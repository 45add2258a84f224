"""Whose verb it is and where a clause ends, by closed classes of words: enough for statements within sentences."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.model import Span
from onrecord.statements.cues import Hit, Lexicon, lower_words
from onrecord.statements.words import Words

_LONGEST = 12  # words of a noun phrase; a longer stretch before a verb is seldom only one
_FURTHEST = 60  # words that a sentence is followed in either direction
_GROUP = 5  # words of a verb group before its verb: "has since repeatedly denied"
_VERB_WITHIN = 12  # words behind a clause's first in which its verb must stand
DASHES = frozenset(("—", "–", "-"))
OPENING = frozenset("“\"‘'«")
_STOPS = frozenset(".?!;")
_TITLES = frozenset("mr mrs ms dr sen rep gov gen lt col sgt prof rev st jr sr u.s u.n u.k no vs capt maj".split())
SUBORDINATING = frozenset("when while although though because since as after before even".split())
_PLURAL_HEADS = frozenset("police people staff troops media both".split())


@dataclass(frozen=True, slots=True)
class Clauses:
    """The words of a text with what is needed to read clauses in it. Runs of places are half-open."""

    words: Words
    lower: list[str]
    known: Lexicon

    def is_in(self, at: int, name: str) -> bool:
        """Return whether the word at a place stands in a list of the lexicon."""
        return 0 <= at < len(self.lower) and self.lower[at] in self.known.lists[name]

    def is_name(self, at: int) -> bool:
        """Return whether a word is written as a name: with a capital, and none that any sentence may begin with."""
        first = self.words.text[self.words.starts[at]]
        if not first.isupper() or self.lower[at] == "i":
            return False
        return not any(self.is_in(at, name) for name in ("determiners", "prepositions", "pronouns", "openers", "days"))

    def ends_sentence(self, at: int) -> bool:
        """Return whether the word at a place is the last of its sentence: a full stop, not the point of "Mr."."""
        if self.lower[at] not in _STOPS:
            return False
        if self.lower[at] != "." or at == 0 or self.words.starts[at] != self.words.ends[at - 1]:
            return True
        return self.lower[at - 1] not in _TITLES and (len(self.lower[at - 1]) > 1 or not self.lower[at - 1].isalpha())

    def sentence(self, at: int) -> tuple[int, int]:
        """Return the run of places of the sentence around a place, without its full stop; cut where it is very long."""
        paragraphs, start, end = self.words.paragraphs, at, at
        while start > max(0, at - _FURTHEST):
            if paragraphs[start - 1] != paragraphs[at] or self.ends_sentence(start - 1):
                break
            start -= 1
        while end < min(len(self.lower), at + _FURTHEST):
            if paragraphs[end] != paragraphs[at] or self.ends_sentence(end):
                break
            end += 1
        return start, end

    def span(self, start: int, end: int) -> Span:
        """Return where a run of words stands in the text."""
        return Span(self.words.starts[start], self.words.ends[end - 1])


def clauses_of(words: Words, known: Lexicon) -> Clauses:
    """Return a text's words made ready for reading clauses."""
    return Clauses(words, lower_words(words), known)


def verb_group(clauses: Clauses, hit: Hit, floor: int) -> int | None:
    """Return where the finite verb group of a verb begins ("has repeatedly | denied"); None where it is none."""
    start = hit.at
    while start > max(floor, hit.at - _GROUP) and (
        clauses.is_in(start - 1, "helpers") or (clauses.lower[start - 1].endswith("ly") and start - 1 > floor)
    ):
        if clauses.lower[start - 1] in ("family", "early", "assembly", "july", "italy", "ally"):
            break
        start -= 1
    if clauses.is_in(start - 1, "modals") and start > floor:
        return None
    group = clauses.lower[start : hit.at]
    helped = any(word in ("has", "have", "had", "'ve", "hasn't", "haven't", "hadn't") for word in group)
    done = any(word in ("did", "does", "do", "didn't", "doesn't", "don't") for word in group)
    if hit.form == "base":
        return start if done or _is_plural(clauses, start - 1) else None
    if (
        hit.form == "s"
        and _is_plural(clauses, start - 1)
        and clauses.lower[start - 1] != "staff"
        and clauses.words.of(start - 1).islower()
    ):
        return None  # "police reports" are no reporting
    if hit.form in ("past or participle", "s"):
        return None if done or (helped and hit.form == "s") else start
    return start if (hit.form == "participle") == helped and not done and hit.form != "ing" else None


def _is_plural(clauses: Clauses, at: int) -> bool:
    """Return whether a noun may have a verb without -s."""
    if at < 0:
        return False
    word = clauses.lower[at]
    if word == "news":
        return False
    return (word.endswith("s") and not word.endswith(("'s", "ss"))) or word in _PLURAL_HEADS or word in ("they", "we")


def subject_before(clauses: Clauses, end: int, floor: int, *, pronouns: bool = False) -> tuple[int, int] | None:
    """Return the run of the noun phrase that ends before a verb group; None where none stands there for certain.

    It must begin where a clause can: at `floor`, behind "that", another opener or a mark.
    """
    end = _without_day(clauses, end, floor)
    if end <= floor:
        return None
    if clauses.lower[end - 1] == ",":
        return _with_apposition(clauses, end - 1, floor)
    if clauses.is_in(end - 1, "subjects"):
        return (end - 1, end) if pronouns else None
    return _bounded(clauses, _phrase_start(clauses, end, floor), end, floor)


def _bounded(clauses: Clauses, start: int | None, end: int, floor: int) -> tuple[int, int] | None:
    """Return a noun phrase's run when a clause can begin there and it is one phrase, not two side by side."""
    if start is None or (start > floor and not _may_precede(clauses, start - 1, floor)):
        return None
    if clauses.lower[start].endswith("ly") and end - start > 1:
        return None  # "how deeply Oran believes"
    if start > floor and clauses.lower[start - 1] in ("if", "whether", "unless"):
        return None  # not said, only supposed
    if start > floor and clauses.lower[start - 1] == "as" and clauses.lower[start] in ("many", "much", "few", "most"):
        return None  # "three times as many farmers said"
    for at in range(start + 1, end):
        before = clauses.lower[at - 1]
        if clauses.is_in(at, "determiners") and not (
            clauses.is_in(at - 1, "prepositions") or clauses.is_in(at - 1, "determiners") or before in (",", "and")
        ):
            return None  # "nothing the president said"
        if (
            clauses.lower[at].endswith("ing")
            and clauses.words.of(at).islower()
            and clauses.is_name(at + 1 if at + 1 < end else at)
        ):
            return None  # "a crowd chanting Oran"
        if (
            clauses.is_name(at)
            and clauses.words.of(at - 1).islower()
            and before[0].isalpha()
            and not (
                any(clauses.is_in(at - 1, name) for name in ("speakers", "determiners", "prepositions"))
                or at == start + 1
                or before.endswith(
                    ("-general", "elect", "er", "or", "man", "woman", "ist", "ian", "former", "ive", "al", "ic", "an")
                )
            )
        ):
            return None  # "the lawsuit Lind announced"
    return start, end


def _without_day(clauses: Clauses, end: int, floor: int) -> int:
    """Return the end of what stands before "on Friday" or "Friday"."""
    if end - 1 > floor and clauses.is_in(end - 1, "days") and clauses.words.of(end - 1)[0].isupper():
        end -= 1
        if end - 1 > floor and clauses.lower[end - 1] == "on":
            end -= 1
    return end


def _phrase_start(clauses: Clauses, end: int, floor: int) -> int | None:
    """Return where the noun phrase that ends at a place begins."""
    start = end
    while start > max(floor, end - _LONGEST) and _in_phrase(clauses, start - 1):
        start -= 1
    while start < end and (
        clauses.is_in(start, "prepositions") or clauses.lower[start] in (".", "that") or clauses.is_in(start, "openers")
    ):
        if clauses.lower[start] not in ("that", ".", *SUBORDINATING):
            return None
        start += 1
    return start if start < end and end - start < _LONGEST else None


def _in_phrase(clauses: Clauses, at: int) -> bool:
    word = clauses.lower[at]
    if word == "'":  # of a plural's possessive, not a quotation mark
        return at > 0 and clauses.lower[at - 1].endswith("s") and clauses.words.ends[at - 1] == clauses.words.starts[at]
    if word in ("'s", "&") or (word == "." and not clauses.ends_sentence(at)):
        return True
    if not word[0].isalnum():
        return False
    if clauses.is_in(at, "joining") or (clauses.is_in(at, "determiners") and word != "that"):
        return True
    return not any(clauses.is_in(at, name) for name in ("finite", "pronouns", "prepositions", "openers", "helpers"))


def _may_precede(clauses: Clauses, at: int, floor: int) -> bool:
    word = clauses.lower[at]
    if word == "that":  # behind a noun it opens a relative clause: "tricks that Lind accused"
        return (
            at == floor
            or clauses.lower[at - 1] in (",", "—", "–", "“", "(")
            or at - 1 == floor
            or _opens_clause(clauses, at - 1)
        )
    if word == "and":  # "police and the ministry": only part of the subject
        return at > 0 and not clauses.lower[at - 1][0].isalnum()
    return word in DASHES or word in OPENING or word in (",", ";", ":", "(", "”") or clauses.is_in(at, "openers")


def _opens_clause(clauses: Clauses, at: int) -> bool:
    """Return whether a word before "that" is one that has a clause: a listed verb or adjective, "and"."""
    if clauses.lower[at] in ("and", "but", "is", "was", "him", "her", "them", "me", "us", "reporters"):
        return True
    ways = clauses.known.ways.get(clauses.lower[at], ())
    return any(way.entry.kind in ("verb", "adjective") and not way.rest for way in ways)


def _with_apposition(clauses: Clauses, comma: int, floor: int) -> tuple[int, int] | None:
    """Return a noun phrase with what stands between its commas: "Ms Aldana, the finance minister"."""
    other = comma - 1
    while other > max(floor, comma - _LONGEST) and clauses.lower[other] != ",":
        if clauses.is_in(other, "finite") or clauses.ends_sentence(other):
            return None
        other -= 1
    if other <= floor or clauses.lower[other] != "," or not (
        clauses.is_in(other + 1, "determiners") or clauses.is_name(other + 1) or clauses.is_in(comma - 1, "speakers")
    ):  # fmt: skip
        return None
    found = _bounded(clauses, _phrase_start(clauses, other, floor), other, floor)
    return (found[0], comma) if found else None


def head_of(clauses: Clauses, start: int, end: int) -> int:
    """Return the place of a noun phrase's head: its last word before a comma or a preposition."""
    for at in range(start + 1, end):
        if clauses.lower[at] == "," or (clauses.is_in(at, "prepositions")):
            return at - 1
    return end - 1


def is_speaker(clauses: Clauses, start: int, end: int) -> bool:
    """Return whether a noun phrase names somebody who can speak: a name, or a noun that is listed as such."""
    head = head_of(clauses, start, end)
    if clauses.lower[head] in ("'s", "'"):
        return False
    return clauses.is_in(head, "speakers") or (clauses.is_name(head) and not clauses.lower[head].endswith("ing"))


def is_clause(clauses: Clauses, start: int, end: int) -> bool:
    """Return whether a clause of its own begins at a place: "that …", or a subject with a finite verb behind it."""
    if start >= end:
        return False
    if clauses.lower[start] == "that":
        return start + 2 < end
    if clauses.is_in(start, "subject_pronouns") and clauses.lower[start] != "no":
        return start + 1 < end and _has_verb(clauses, start + 1, min(end, start + 6))
    if not clauses.lower[start][0].isalnum() or clauses.is_in(start, "prepositions") or clauses.is_in(start, "openers"):
        return False
    if any(clauses.is_in(start, name) for name in ("finite", "pronouns")) and not clauses.is_in(start, "determiners"):
        return False
    return _has_verb(clauses, start + 1, min(end, start + _VERB_WITHIN))


def _has_verb(clauses: Clauses, start: int, end: int) -> bool:
    for at in range(start, end):
        word = clauses.lower[at]
        if clauses.is_in(at, "finite"):
            return True
        if not (word[0].isalnum() or word[0] in "'.") or word in ("and", "but", "that", "who", "which"):
            return False
        if word.endswith("ed") and at > start - 1 and clauses.lower[at - 1] not in clauses.known.lists["determiners"]:
            return True
    return start < end and clauses.is_in(start - 1, "subject_pronouns") and _may_be_verb(clauses, start)


def _may_be_verb(clauses: Clauses, at: int) -> bool:
    closed = ("prepositions", "determiners", "pronouns", "openers", "days")
    return clauses.lower[at][0].isalpha() and not any(clauses.is_in(at, name) for name in closed)


def clause_end(clauses: Clauses, start: int, end: int, *, subordinate: bool = False) -> int:
    """Return where what begins at a place ends: at `end`, a full stop, or a comma that goes on with something else.

    `subordinate`: its sentence goes on behind any comma ("When Oran said it would help, nobody …").
    """
    opened = clauses.lower[start] in OPENING
    within = 0  # quotations that have begun: "it was the “work of one man” alone"
    for at in range(start + 1, end):
        word = clauses.lower[at]
        if not opened and (word == "“" or (word == "”" and within)):
            within += 1 if word == "“" else -1
            continue
        if opened:
            if (
                word in ("”", '"', "’", "»")
                and not clauses.words.text[clauses.words.ends[at] : clauses.words.ends[at] + 1].isalnum()
            ):
                return at + 1
            continue
        if clauses.ends_sentence(at) or word in ("—", "–", "”", "("):
            return at
        if word == "," and (
            subordinate or at + 1 >= end or clauses.is_in(at + 1, "closers") or clauses.lower[at + 1] in OPENING
        ):
            return at
    return end


def trimmed(clauses: Clauses, start: int, end: int) -> int:
    """Return the end of a run without the marks that it ends in, but with a quotation mark that closes in it."""
    while end > start and clauses.lower[end - 1] in (",", ";", ":", ".", "—", "–", "-", "(", "?", "!"):
        end -= 1
    return end
