"""What a statement tells of a happening: its cause, who did it, what two accuse each other of."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from onrecord.grouping.sayings import Saying
from onrecord.grouping.wordlists import WORD, stems, table_of, words_of
from onrecord.model import Span

_READ = 400  # characters of a statement in which its frame stands
_ASSERTING = ("report", "claim", "confirm", "find", "believe", "deny")
_END = (
    r"(?=[,.;:”\"]|$| (?:rather|and not|not|but|while|which|who|that|before|after)\b"
    r"| on (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b)"
)
_WHAT = r"(?P<cause>[^,.;:“”\"]{3,90}?)"
_MADE = (
    r"(?:caused|triggered|sparked|started|set off|ignited|brought down|led to|was to blame for|was responsible for"
    r"|was behind)"
)
_CAUSES = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"\b(?:caused|triggered|sparked|set off|ignited|brought (?:down|about|on)|started) by {_WHAT}{_END}",
        rf"\b(?:because of|due to|as a result of|resulted from|result of|owing to|stemmed from) {_WHAT}{_END}",
        rf"\bbecause {_WHAT}{_END}",
        rf"\bblam(?:e|ed|es|ing) {_WHAT} for\b",
        rf"\bblam(?:e|ed|es|ing) [^,.;:]{{3,60}} on {_WHAT}{_END}",
        rf"\b(?:attribut\w{{1,4}}|put\w{{0,4}}) [^,.;:]{{2,60}} (?:down )?to {_WHAT}{_END}",
        rf"\b(?:started|began|broke out|happened|erupted|occurred) (?:when|after) {_WHAT}{_END}",
        rf"^(?:that )?{_WHAT} (?:had |have |has )?{_MADE}\b",
    )
)
_WHO = r"(?P<who>(?:[\w’'-]{1,30} ){0,4}[\w’'-]{1,30})"
_HAD = r"(?:had |have |has )?"
_ONE = r"(?:the|a|an|this|that|\w{1,30}['’]s) (?:\w{1,30} ){0,4}"
_CRIME = r"(?:attacks?|strikes?|blasts?|explosions?|killings?|murder|bombings?|shelling|shooting|massacre|raid|ambush)"
_TRUCE = r"(?:the|a) (?:truce|ceasefire|cease-fire|agreement|armistice)"
_BEGAN = (
    r"(?:fired first|shot first|opened fire|attacked first|struck first|started (?:it|the \w{1,30})|fired (?:on|at)"
    r"|attacked)"
)
_BROKE = r"(?:breaking|violating|breaching)"
_DEEDS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (deed, re.compile(pattern, re.IGNORECASE))
    for deed, pattern in (
        ("attacked first", rf"^(?:that |it was )?{_WHO} (?:who |that )?{_HAD}{_BEGAN}\b"),
        ("attacked first", rf"\b(?:attacked|provoked|ambushed|fired (?:on|at)|shot at|started) (?:first )?by {_WHO}"),
        ("attacked first", rf"\bunder (?:fire|attack) from {_WHO}"),
        (
            "broke the truce",
            rf"^(?:that |it was )?{_WHO} (?:who |that )?{_HAD}(?:broken?|violated|breached) {_TRUCE}\b",
        ),
        ("broke the truce", rf"\b(?:accus|blam)\w{{1,4}} {_WHO} (?:of|for) {_BROKE} {_TRUCE}\b"),
        ("did it", rf"\bblam\w{{1,4}} {_WHO} for {_ONE}{_CRIME}\b"),
        ("did it", rf"\b{_CRIME} (?:was|were) (?:carried out|committed|staged|ordered) by {_WHO}"),
        (
            "did it",
            rf"^(?:that )?{_WHO} (?:was|were|had been) (?:behind|responsible for|to blame for) {_ONE}{_CRIME}\b",
        ),
    )
)
_NAME = r"(?:the )?[A-Z][\w'’.-]{1,30}(?: [A-Z][\w'’.-]{1,30}){0,3}"
_RECIPROCAL = re.compile(
    rf"(?P<a>{_NAME}) and (?P<b>{_NAME})(?: [a-z]{{2,12}}){{0,3}} (?:accus\w{{1,3}}|blam\w{{1,3}})"
    r" (?:each other|one another) (?:of|for) (?P<deed>[^.;:]{3,120})"
)
_WRONGS = re.compile(
    r"^(?:breaking|violating|breaching|firing|shelling|attacking|starting|killing|shooting|bombing|launching|stealing"
    r"|planting|sabotag\w{1,5}|carrying out|opening fire|provoking|striking|targeting"
    r"|(?:the )?(?:attack|violence|deaths?|clash\w{0,3}|explosion|blast|shelling|shooting|collapse of|failure of))\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Frame:
    """What one statement tells of one happening."""

    saying: Saying
    thing: str  # the kind of happening, or deed
    value: str  # its cause, or who did it, in the statement's words


def cause_of(saying: Saying, before: Saying | None) -> Frame | None:
    """Return the cause that a statement gives of a fire, crash, sinking …; None where it gives none, or one of many."""
    if saying.statement.stance not in _ASSERTING[:5] or _is_partial(saying):
        return None
    text = _said(saying)
    for pattern in _CAUSES:
        found = pattern.search(text)
        if found:
            rest = text[: found.start("cause")] + " " + text[found.end("cause") :]
            event = _event(rest)
            if event is None and found.group()[:7].lower() == "because":
                return None  # what it is the reason for is said in the same words, or unknown
            event = event or _event(saying.bounds.of(saying.text).replace(found["cause"], " "))
            if event is None and before is not None and before.article == saying.article:
                event = _event(before.bounds.of(before.text))
            value = found["cause"].strip()
            return Frame(saying, event, value) if event and stems(value) else None
    return None


def _said(saying: Saying) -> str:
    """Return cue and content in order: of "blamed a fault for the fire" the verb is needed."""
    one = saying.statement
    spans = sorted([*one.content, *([one.cue] if one.cue else [])], key=lambda span: span.start)
    blames = saying.cue.split()[-1:] and saying.cue.split()[-1].startswith(("blam", "attribut", "put", "accus"))
    return " ".join(span.of(saying.text) for span in (spans if blames else one.content))[:_READ]


def _is_partial(saying: Saying) -> bool:
    words = {word.lower() for word in WORD.findall(saying.content[:_READ])}
    return (saying.negated and "rather" not in words) or not words.isdisjoint(words_of("partly"))


def _event(text: str) -> str | None:
    """Return the first kind of happening that a text names."""
    kinds = _kinds()
    for word in WORD.findall(text[:_READ].lower()):
        kind = kinds.get(word)
        if kind:
            return kind
    return None


@cache
def _kinds() -> dict[str, str]:
    return {word: kind for kind, words in table_of("events").items() for word in words}


def blame_of(saying: Saying) -> Frame | None:
    """Return who did a deed, by one statement: fired first, broke the truce, was behind the attack."""
    if saying.statement.stance not in _ASSERTING[:5] or saying.negated:
        return None
    text = _said(saying)
    for deed, pattern in _DEEDS:
        found = pattern.search(text)
        if found and stems(found["who"]):
            return Frame(saying, deed, found["who"])
    return None


def reciprocal_of(saying: Saying) -> tuple[Span, Span, str] | None:
    """Return the two who accuse each other in a statement's sentence, and of what."""
    if "each other" not in saying.content[:20].lower() and "one another" not in saying.content[:20].lower():
        return None
    found = _RECIPROCAL.search(saying.bounds.of(saying.text)[:_READ])
    if not found or not _WRONGS.match(found["deed"]):
        return None
    at = saying.bounds.start
    first = Span(at + found.start("a"), at + found.end("a"))
    return first, Span(at + found.start("b"), at + found.end("b")), found["deed"].strip()
