"""What a statement answers to the questions on which accounts differ: accident or attack, fighters or farmers."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from onrecord.grouping.sayings import Saying
from onrecord.grouping.wordlists import WORD, answer_phrases, stem, table_of, words_of

_OPEN = ("why", "whether", "how", "who", "what", "if", "where", "when")
_LONG = 400  # characters; a longer content tells of many things
_KEY = 4  # letters of a phrase's first word under which it is looked up
_NEGATED = 8  # words before a phrase in which its negation stands: "not a clinic"
_OF_PEOPLE = ("who the victims were",)
# Before the words for who they were: that they were so, or were hit.
_PEOPLE_ARE = re.compile(r"\b(?:were|was|are|is|as|being|killed|killing)(?: [\w’'-]+){0,4} $", re.IGNORECASE)
_ARE = re.compile(r"\b(?:were|was|are|is|as|being)(?: [\w’'-]+){0,4} $", re.IGNORECASE)
_ASSERTING = ("report", "claim", "confirm", "find", "believe")


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer to one question, as a statement gives it."""

    question: str
    answer: str
    words: frozenset[str]  # the stems of the words that give it
    start: int  # in the content
    says_so: bool = True  # it is said in so many words, "they were farmers", not in passing


def answers_of(saying: Saying) -> list[Answer]:
    """Return what a statement answers, one answer a question; none where it gives two, or says what might be."""
    if saying.statement.stance not in _ASSERTING or len(saying.content) > _LONG or _is_open(saying):
        return []
    found: dict[str, dict[str, Answer]] = defaultdict(dict)
    for answer in _matches(saying.content):
        if answer.question in _OF_PEOPLE and not _PEOPLE_ARE.search(saying.content[: answer.start][-60:]):
            continue
        found[answer.question].setdefault(answer.answer, _weighed(answer, saying.content))
    return [next(iter(answers.values())) for answers in found.values() if len(answers) == 1]


def _weighed(answer: Answer, content: str) -> Answer:
    """Return an answer on people with whether it is what the content says of them."""
    if answer.question not in _OF_PEOPLE:
        return answer
    return replace(answer, says_so=bool(_ARE.search(content[: answer.start][-60:])))


def _is_open(saying: Saying) -> bool:
    """Return whether a content tells of what would or might be, or asks."""
    words = {word.lower() for word in WORD.findall(saying.content[:200].replace("free will", ""))}
    first = WORD.match(saying.content.lstrip("“\"' "))
    if first and first.group().lower() in _OPEN:
        return True
    return saying.content.rstrip("”\"' ").endswith("?") or not words.isdisjoint(words_of("modals") | words_of("open"))


def _matches(content: str) -> Iterator[Answer]:
    lower = content.lower().replace("’", "'")
    words = list(WORD.finditer(lower))
    phrases = _phrases()
    for at, word in enumerate(words):
        for question, answer, phrase, open_end in phrases.get(word.group()[:_KEY], ()):
            end = word.start() + len(phrase)
            if not lower.startswith(phrase, word.start()) or (not open_end and lower[end : end + 1].isalnum()):
                continue
            if open_end and "suicide" in word.group() and "suicide" not in phrase:  # "murder-suicide" is both
                continue
            before = [one.group() for one in words[max(0, at - _NEGATED) : at]]
            if not any(one in words_of("negations") or one.endswith("n't") for one in before):
                yield Answer(question, answer, frozenset(map(stem, WORD.findall(phrase))), word.start())


@cache
def _phrases() -> dict[str, tuple[tuple[str, str, str, bool], ...]]:
    """Return question, answer, phrase and whether its end is open, by the first letters of the phrase."""
    found: dict[str, list[tuple[str, str, str, bool]]] = defaultdict(list)
    for question, answer, phrase in answer_phrases():
        plain = phrase.removesuffix("*")
        found[plain.split()[0][:_KEY]].append((question, answer, plain, phrase.endswith("*")))
    return {key: tuple(rows) for key, rows in found.items()}


def arises(question: str, earlier: Saying, later: Saying) -> bool:
    """Return whether one of two statements tells of what the question is about."""
    needed = _needed().get(question)
    if needed is None:
        return True
    if any(not needed.isdisjoint(WORD.findall(one.bounds.of(one.text)[:1500].lower())) for one in (earlier, later)):
        return True
    return any(not _stems(needed).isdisjoint(one.around) for one in (earlier, later))


@cache
def _stems(words: frozenset[str]) -> frozenset[str]:
    return frozenset(filter(None, map(stem, words)))


@cache
def _needed() -> dict[str, frozenset[str]]:
    return {question: frozenset(words) for question, words in table_of("needs").items()}
