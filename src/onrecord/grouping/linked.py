"""Whether two statements tell of one thing."""

from __future__ import annotations

from functools import cache

from onrecord.grouping.sayings import Saying
from onrecord.grouping.wordlists import WORD, stem, stems, table_of, words_of

_SHARED = 3  # stems around two statements of two articles that make them one of thing
_NAME = 6  # letters of a name that are compared: a people's are its country's
_SAME_BEGINNING = 5  # letters that "Nemora" and "Nemoran" share


def same_thing(earlier: Saying, later: Saying, answers: frozenset[str]) -> float:
    """Return how likely it is, 0 to 1, that two statements are of one thing.

    Args:
        earlier: the statement that comes first.
        later: the other.
        answers: stems of the words in which they differ; that they share these tells nothing.
    """
    near = earlier.article == later.article
    apart = abs(later.sentence - earlier.sentence) if near else 99
    shared = (earlier.stems & later.stems) - answers
    names = names_in(earlier) & names_in(later)
    if not near:
        return _across(earlier, later, answers)
    points = apart <= 2 and _points(later, earlier)
    contrast = apart <= 1 and contrasts(earlier, later)
    if not (points or contrast or len(shared) >= 2):
        return 0.0
    score = 0.25 + 0.2 * (apart <= 1) + 0.1 * (apart <= 4) + 0.15 * contrast + 0.15 * points
    score += 0.08 * min(len(shared), 3) + 0.08 * min(len(names), 2)
    elsewhere = names_in(earlier, content=True) and names_in(later, content=True) and not names
    return score - 0.25 * bool(elsewhere)


def _across(earlier: Saying, later: Saying, answers: frozenset[str]) -> float:
    """Return how likely it is that statements of two articles of one story are of one thing: by the words around."""
    shared = (earlier.around & later.around) - answers
    names = {name[:_NAME] for name in earlier.names} & {name[:_NAME] for name in later.names}
    said = (earlier.stems & later.stems) - answers
    happenings = _happenings(earlier.around) & _happenings(later.around)
    if not names or (
        len(shared) + len(happenings) < _SHARED - (len(names) > 1) and not _is_enough(shared | names, said)
    ):
        return 0.0
    return 0.38 + 0.05 * min(len(shared), 5) + 0.05 * min(len(names), 3) + 0.08 * min(len(said), 2)


def _is_enough(shared: frozenset[str], said: frozenset[str]) -> bool:
    """Return whether what two contents share, with what stands around them, is enough beside a common name."""
    return len(said) >= 2 or (len(said) == 1 and len(shared) >= 2)


@cache
def _kinds() -> dict[str, str]:
    return {stem(word): kind for kind, words in table_of("events").items() for word in words}


def _happenings(around: frozenset[str]) -> frozenset[str]:
    """Return the kinds of happenings that stems tell of: "burned" and "blaze" of one."""
    return frozenset(_kinds()[one] for one in around if one in _kinds())


def names_in(saying: Saying, *, content: bool = False) -> frozenset[str]:
    """Return the proper names in a statement's sentence, or in its content alone, without those of its speaker."""
    text = saying.content if content else saying.bounds.of(saying.text)[:1500]
    words = WORD.findall(text)[1:]
    found = {_plain(word) for word in words if word[0].isupper() and stem(word)}
    return frozenset(found) - saying.voice.named - words_of("roles")


def _plain(word: str) -> str:
    return word.lower().replace("’", "'").removesuffix("'s").rstrip("'")


def _points(later: Saying, earlier: Saying) -> bool:
    """Return whether the first words of a content point to what was told: "it was …", "the building was …"."""
    words = [word.lower() for word in WORD.findall(later.content[:80])][:5]
    words = words[1:] if words[:1] == ["that"] else words
    if not words:
        return False
    if words[0] in ("it", "this", "they", "he", "she"):
        return True
    if words[0] in ("his", "her", "their") and len(words) > 1 and words[1] in words_of("own_people"):
        return True
    if words[0] not in ("the", "those", "these"):
        return False
    return any(word in words_of("pointing") or stem(word) in earlier.around for word in words[1:4] if stem(word))


def contrasts(earlier: Saying, later: Saying) -> bool:
    """Return whether the later of two neighbours is set against the earlier by a word of contrast or its cue."""
    begin = earlier.hull.end if earlier.sentence == later.sentence else later.bounds.start
    between = later.text[min(begin, later.bounds.start if begin > later.hull.end else begin) : later.hull.end][:300]
    start = later.statement.content[0].start - min(begin, later.statement.content[0].start)
    words = {word.lower() for word in WORD.findall(between[: max(start, 40)])}
    return not words.isdisjoint(words_of("contrast"))


def is_akin(one: str, other: str) -> bool:
    """Return whether a third of a short text's stems are the other's, or one has none: they can be of one kind."""
    a, b = stems(one), stems(other)
    return not a or not b or 3 * len(a & b) >= min(len(a), len(b))


def is_told_in(value: str, saying: Saying) -> bool:
    """Return whether half of a short text's stems stand in a statement, which does not set them aside."""
    wanted = stems(value)
    names = {word for word in WORD.findall(value)[1:] if word[0].isupper()}
    if names & set(WORD.findall(saying.content)):
        return not saying.negated
    return 2 * len(wanted & saying.stems) >= len(wanted) and "rather" not in saying.content and not saying.negated


def is_kin(one: str, other: str) -> bool:
    """Return whether two names begin alike in one of their words: "Nemora", "Nemoran troops"."""
    words = [[word for word in WORD.findall(text) if stem(word)] for text in (one, other)]
    if all(any(word[0].isupper() for word in text) for text in words):  # "Ferrin fans" are none of "Lowmoor fans"
        words = [[word for word in text if word[0].isupper()] for text in words]
    a, b = ({word.lower() for word in text} for text in words)
    return any(x[:_SAME_BEGINNING] == y[:_SAME_BEGINNING] for x in a for y in b)
