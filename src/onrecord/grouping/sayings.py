"""The statements of a story, ready to be compared: who says what, in stems, and where it stands."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from onrecord.grouping.wordlists import WORD, stem, stems, words_of
from onrecord.identity import is_same
from onrecord.model import SideMention, Span, Speaker, Statement, Told
from onrecord.sentences import find_sentences

_NAMED = ("person", "organisation", "place")
_FIRST = re.compile(r"[.!?\n:“\"‘(—–]\s*$|^\s*$")
_PLACED = re.compile(r" (?:of|near|at|in|from|around|outside) ")
_MOST = 400  # statements of one article that are compared; longer ones are books
_FIRST_PART = 20_000  # characters of an article in which a name is looked for
_LOOKED = 20  # places of a word that are looked at
_SENTENCE = 800  # … of a sentence
_CONTENT = 1200  # characters of a content that are compared


@dataclass(frozen=True, slots=True)
class Voice:
    """Somebody who says something."""

    name: str  # "" where the article leaves it open
    type: str
    description: str | None
    named: frozenset[str]  # the proper names in it, in lower case
    words: frozenset[str]  # all its words that tell it from others, and those of its description


@dataclass(frozen=True, slots=True)
class Saying:
    """One statement with what is needed to compare it."""

    article: int  # the number
    day: str  # of publication; "" where unknown
    at: int  # place in the article's statements
    statement: Statement
    text: str  # of the article
    sentence: int  # which one, counted over the article: where its cue stands, else its content
    bounds: Span  # of that sentence
    voice: Voice
    content: str
    stems: frozenset[str]
    negated: bool
    around: frozenset[str]  # the stems of its sentence and the one before
    names: frozenset[str]  # the proper names among these words, in lower case

    @property
    def cue(self) -> str:
        """The words of its cue in lower case; "" where it has none."""
        return self.statement.cue.of(self.text).lower() if self.statement.cue else ""

    @property
    def hull(self) -> Span:
        """From the first to the last character of source, cue and content."""
        one = self.statement
        spans = [*one.content, *filter(None, (one.source, one.cue))]
        return Span(min(span.start for span in spans), max(span.end for span in spans))

    def mention(self, span: Span | None = None) -> SideMention:
        """Return words of this statement as the mention of a side: its content, where nothing else is given."""
        if span is None:
            span = Span(self.statement.content[0].start, self.statement.content[-1].end)
        return SideMention(self.article, span.start, span.end, statement=self.at)


def in_order(told: Sequence[Told]) -> list[Told]:
    """Return the articles by when they were published, those of one time by number."""
    return sorted(told, key=lambda one: (one.article.metadata.published or "9999", one.number))


def find_sayings(told: Sequence[Told]) -> list[Saying]:
    """Return the statements of a story in order of publication, without those that a copy only repeats."""
    return [saying for one in in_order(told) for saying in _of_article(one)]


def _of_article(told: Told) -> Iterator[Saying]:
    said, text = told.article.said, told.article.text
    if said is None or said.unsupported:
        return
    sentences = find_sentences(text)
    starts = [span.start for span in sentences]
    voices = [_voice(text, speaker) for speaker in said.speakers]
    day = (told.article.metadata.published or "")[:10]
    for at, one in enumerate(said.statements[:_MOST]):
        mark = one.cue or one.content[0]
        if _is_repeated(told, mark):
            continue
        voice = voices[one.speaker] if one.speaker is not None else _unknown(text, one.source)
        content = " ".join(span.of(text) for span in one.content)[:_CONTENT]
        sentence = max(bisect_right(starts, mark.start) - 1, 0)
        yield Saying(
            told.number, day, at, one, text, sentence, sentences[sentence], voice, content, stems(content),
            is_negated(content), *_surroundings(text, sentences, sentence),
        )  # fmt: skip


def _surroundings(text: str, sentences: Sequence[Span], at: int) -> tuple[frozenset[str], frozenset[str]]:
    """Return the stems, and the proper names, of a sentence and the one before it."""
    pair = [span.of(text)[:_SENTENCE] for span in sentences[max(0, at - 1) : at + 1]]
    words = [word for sentence in pair for word in WORD.findall(sentence)]
    names = {_plain(word) for word in words if word[0].isupper() and stem(word)}
    return stems(" ".join(pair)), frozenset(names) - words_of("roles") - words_of("bodies")


def _is_repeated(told: Told, mark: Span) -> bool:
    """Return whether words stand in a passage that this article has from another one."""
    if told.original == told.number:
        return False
    shared = [one for one in told.same if one.b == told.number]
    return not shared or any(one.b_start <= mark.start and mark.end <= one.b_end for one in shared)


def is_negated(content: str) -> bool:
    """Return whether the first clause of a content says that something is not so."""
    words = [word.lower().replace("’", "'") for word in WORD.findall(content[:300])[:30]]
    return any(word in words_of("negations") or word.endswith("n't") for word in words)


# ── voices ───────────────────────────────────────────────────────────────────────────────────────────────


def _voice(text: str, speaker: Speaker) -> Voice:
    first = speaker.mentions[0] if speaker.mentions else None
    opens = first is None or bool(_FIRST.search(text[max(0, first.start - 3) : first.start]))
    if speaker.name.lower() in ("he", "she", "it", "they", "i", "we", "who"):
        return _unknown(text, None)
    name = speaker.name
    if speaker.type in ("group", "unnamed"):  # residents of a town are not the town
        name = (
            _PLACED.split(name, maxsplit=1)[0] if name.split(" ")[0].lower() not in words_of("speakers_for") else name
        )
    named = _names(name, speaker.type in _NAMED or not opens or _is_name_elsewhere(text, name))
    return Voice(
        speaker.name,
        speaker.type,
        speaker.description,
        named,
        named | voice_words(name) | _spoken_for(speaker),
    )


def _is_name_elsewhere(text: str, name: str) -> bool:
    """Return whether the first word of a speaker's words stands with its capital within a sentence: it is a name."""
    first = name.split(" ", 1)[0]
    at = -1
    for _ in range(_LOOKED):
        at = text.find(f" {first}", at + 1, _FIRST_PART)
        if at < 0:
            return False
        if at and text[at - 1].islower():
            return first[:1].isupper()
    return False


def _spoken_for(speaker: Speaker) -> frozenset[str]:
    """Return the words for those whom a speaker speaks for: of a "police spokesman" the police."""
    description = speaker.description or ""
    if words_of("speakers_for").isdisjoint(word.lower() for word in WORD.findall(description[:200])):
        return frozenset()
    return voice_words(description)


def _unknown(text: str, source: Span | None) -> Voice:
    name = source.of(text) if source else ""
    return Voice(name, "unnamed", None, _names(name, False), voice_words(name))


def _names(name: str, first_too: bool) -> frozenset[str]:
    words = WORD.findall(name[:200])
    if len(words) == 1 and words[0].lower() in words_of("bodies"):
        return frozenset()
    found = [word for n, word in enumerate(words) if word[0].isupper() and (n or first_too)]
    return frozenset(_plain(word) for word in found if _plain(word) not in words_of("roles"))


def voice_words(name: str) -> frozenset[str]:
    """Return the stems of the words that tell one speaker from another: "spokesman" does not."""
    words = [word for word in WORD.findall(name[:200]) if _plain(word) not in words_of("roles")]
    return frozenset(filter(None, (stem(word) for word in words)))


def _plain(word: str) -> str:
    return word.lower().replace("’", "'").removesuffix("'s").rstrip("'")


def is_other(one: Saying, other: Saying) -> bool:
    """Return whether two statements have different speakers for sure: one who is left open is nobody's other."""
    if not one.voice.name or not other.voice.name:
        return False
    if one.article == other.article and one.statement.speaker == other.statement.speaker:
        return False
    if (_speaks_for_somebody(one.voice) and other.voice.type == "person") or (
        _speaks_for_somebody(other.voice) and one.voice.type == "person"
    ):
        return False
    return not same_voice(one.voice, other.voice)


def _speaks_for_somebody(voice: Voice) -> bool:
    """Return whether a voice is "his spokesman", "her lawyer", which may be any person's."""
    words = voice.name[:200].lower().split()
    return len(words) > 1 and words[0] in ("his", "her", "their", "its") and words[-1] in words_of("speakers_for")


def is_of_one_side(one: Saying, other: Saying) -> bool:
    """Return whether both speak for the police or the prosecution, which tell of a crime as one."""
    return _is_of_state(one.voice) and _is_of_state(other.voice)


def _is_of_state(voice: Voice) -> bool:
    words = WORD.findall(f"{voice.name[:200]} {(voice.description or '')[:200]}".lower())
    if "attorney" in words or "attorneys" in words:
        return any(word in ("district", "state", "state's", "states", "assistant", "county") for word in words)
    return any(word in words_of("of_state") for word in words)


def same_voice(a: Voice, b: Voice) -> bool:
    """Return whether two voices may be one, or one may speak for the other."""
    if is_same(a.name, a.type, a.description, b.name, b.type, b.description):
        return True
    if a.name.lower() == b.name.lower():
        return True
    if a.type == b.type == "person" and a.named and b.named:
        return _last(a) == _last(b) or bool(a.named & b.named)
    if a.named and b.named and a.type != "person" and b.type != "person":
        return bool(a.named & b.named)
    return bool(a.words & b.words)


def _last(voice: Voice) -> str:
    words = WORD.findall(voice.name)
    return _plain(words[-1]) if words else ""
