"""What a statement denies, read from its own words: a proposition, a claim of somebody's, or something said before."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal

from onrecord.grouping.negation import is_share
from onrecord.grouping.sayings import Saying, voice_words
from onrecord.grouping.wordlists import WORD, stem, stems, words_of
from onrecord.model import Span

_TAIL = 400  # characters behind the cue in which a claim is named
_PRONOUN = re.compile(
    r"(?:that|this|it|them|those|these|all of it|all of them|any of it|so)\b\s*(?:[.,;”\"]|$|as\b)", re.I
)
_INNOCENT = re.compile(
    r"\b(?:not guilty|innocen(?:t|ce)|did nothing wrong|done nothing wrong|any wrongdoing|no wrongdoing|wrongdoing)\b",
    re.I,
)
_FLAT = re.compile(
    r"^\W{0,3}(?:(?:no|well|but|and)\b,? )?(?:that|this|it|they|these|those|all of (?:it|this|that))"
    r"(?:['’]s| is| are| was| were) (?:(?:just|simply|absolutely|completely|totally|entirely|all|categorically|a|an"
    r"|such|total|complete|absolute|pure|outright|blatant|damned|not|n['’]t) ){0,4}"
    r"(?:true|lies?|false|untrue|nonsense|fabricat\w{1,6}|fiction|baseless)"
    r"(?=\s{0,3}[.,;:!?”\"'’]|\s{0,3}$| (?:and|to|that)\b)"
    r"|^\W{0,3}(?:that|this|it) (?:never|did not|didn['’]t) happen",
    re.I,
)
_TRUE = re.compile(r"\b(?:true)\b", re.I)
_NOT = re.compile(r"\b(?:not|n['’]t|never)\b|n['’]t\b", re.I)
_BY = re.compile(
    r"^\s{1,3}(?:(?:made|levell?ed|put forward|brought|raised) )?(?:by|from) "
    r"(?P<who>[^,.;:“”\"]{2,80}?)(?=,|\.|;|$| that\b| who\b| of\b| in which\b)",
    re.I,
)
_OF_WHAT = re.compile(r"^(?P<between>[^,.;:“”\"]{0,80}?)\b(?P<link>that|of) (?P<what>.{3,})", re.I | re.S)
_GOES_ON = re.compile(
    r"\b(?:by|after|when|before) \w{2,20}ing$|\b(?:by|after) \w{2,20}ing |\band [\w-]{2,20}ed\b", re.I
)
_OWNER = re.compile(r"(?P<who>(?:[\w.&-]+ ){0,5}[\w.&-]+)(?:['’]s|(?<=s)['’]) (?:[\w-]+ ){0,3}$")
_PEOPLE = re.compile(r"\b(?P<who>[A-Z]\w{2,30}(?:an|ian|ean|ese|ish|i|ch|sh|k)) $")
_VERSIONS = ("version", "versions", "account", "accounts", "story", "stories", "narrative")
_CASES = frozenset("charge charges complaint complaints".split())
_CHARGES = frozenset("charge charges accusation accusations".split())
# A charge told with nobody's word for it: "arrested and charged with fraud".
CHARGED = re.compile(
    r"\b(?:charged with|accused of|indicted (?:on|for)|arrested (?:on|for)|suspected of|on trial (?:for|on)|sued for)"
    r" (?P<what>[^.;,“”\"\n]{3,120})",
    re.I,
)
# A denial told in passing beside the claim: "despite denials from the palace".
ASIDE = re.compile(
    r"\b(?:despite|amid|after|notwithstanding|in spite of) (?:[\w-]+ ){0,3}(?:denials?|protestations) (?:from|by|of) "
    r"(?P<who>[^,.;:“”\"\n]{2,60})|\bdespite (?P<whose>[^,.;:“”\"\n]{2,60})['’]s? (?:[\w-]+ ){0,3}denials?\b",
    re.I,
)
# What is granted or not: to deny it is no denial.
_GRANTED = re.compile(
    r"^(?:[\w’'-]+ ){0,4}(?:access|entry|status|bail|visas?|permits?|parole|asylum|leave|photograph|chance|opportunity"
    r"|rights?|services?|coverage|care|treatment|benefits|refuge|admission|permission|funding|aid|help|requests?|appeal"
    r"|motion|petition|bid|application|offers?|proposals?)\b",
    re.I,
)
_HAPPENED = re.compile(
    r"^(?:that )?(?:it|this|that|the incident) (?:had )?(?:happened|took place|occurred|was true|were true|was so)"
    r"|^(?:doing|having done) (?:so|it|that)\b",
    re.I,
)
_PART_IN = re.compile(
    r"^(?:any |all |having (?:had )?(?:any |a )?|playing any "
    r"|(?:that )?(?:it|he|she|they) (?:had|was|were) (?:any |in any way )?)?"
    r"(?:involvement|involved|role|responsibility|responsible|part|hand|connection|links?|knowledge|blame|behind)\b",
    re.I,
)
_MINE = re.compile(
    r"^\W{0,3}(?:that )?(?:i|we|he|she|they|it|his client|her client|my client|[A-Z][\w’'-]{0,30})\b.{0,25}?"
    r"\b(?:not guilty|innocent|nothing wrong|no wrongdoing|not done anything wrong)\b"
    r"|^(?:his|her|their|my|our) innocence\b",
    re.I,
)
_WITHHELD = frozenset(
    "declined declines decline declining refused refuses refuse refusing not nor neither never cannot".split()
)
_COURTS = frozenset("court courts judge judges tribunal jury magistrate appeals".split())
# What is said without its being a claim to answer: these are dismissed, and nobody says that they are not so.
_SAID = frozenset("comment comments remark remarks statement statements narrative story stories".split())
_PRONOUNS = frozenset("his her their its my our your he she it they".split())


@dataclass(frozen=True, slots=True)
class Denial:
    """A statement that denies, taken apart."""

    saying: Saying
    what: str  # what is said not to be so; "" where it only points back
    span: Span | None  # where that stands
    claimant: str = ""  # who says so, where the denial itself names somebody
    claimant_span: Span | None = None
    accusation: bool = False  # it stands as an accusation, charge, allegation or claim
    back: Literal["", "claim", "charge"] = ""  # what is denied was said before: "the claims", "that"; "any wrongdoing"
    noun: str = ""  # by which it names the claim: "reports"
    sure: bool = True  # by a verb that denies, or words for falsehood


def read_denial(saying: Saying) -> Denial | None:
    """Return what a statement denies, None where it denies nothing: a plan turned down, a visit not granted."""
    cue = set(WORD.findall(saying.cue))
    content = saying.content
    if cue & _WITHHELD or any(word.endswith("n't") or word.endswith("n’t") for word in cue):
        return None
    if cue & {"plead", "pleaded", "pleads", "pleading", "pled"}:
        return (
            Denial(saying, "", None, accusation=True, back="charge") if "not guilty" in content[:40].lower() else None
        )
    if saying.statement.stance == "deny":
        return _of_cue(saying, cue)
    if saying.statement.stance in ("report", "claim", "confirm"):
        return _of_content(saying)
    return None


def _of_cue(saying: Saying, cue: set[str]) -> Denial | None:
    strong = bool(cue & words_of("denies"))
    false = (cue | set(WORD.findall(saying.content.lower()))) & words_of("false")
    calls = bool(cue & words_of("calls")) and bool(false - words_of("weakly_false"))
    if not strong and not calls and not cue & words_of("turns_down"):
        return None
    named = _named_after(saying)
    if named:
        first = saying.statement.content[0]
        return Denial(saying, _clean(first.of(saying.text)), first, accusation=named in words_of("accusations"))
    begin = saying.statement.content[0].start
    end = max(saying.statement.content[-1].end, min(saying.bounds.end, begin + _TAIL))
    return _of_words(saying, begin, end, strong=strong)


def _named_after(saying: Saying) -> str:
    """Return the noun for a claim that stands behind what it names: "…, a charge that he denied"; "" for none."""
    if len(saying.statement.content) < 2:
        return ""
    last = WORD.findall(saying.statement.content[-1].of(saying.text).lower()[:60])
    noun = next((word for word in last[:4] if word in words_of("claims")), "")
    return noun if len(last) <= 5 else ""


def _of_words(saying: Saying, begin: int, end: int, *, strong: bool) -> Denial | None:
    """Return the denial of what stands from `begin`, where what is denied begins."""
    text = saying.text[begin:end]
    if _PRONOUN.match(text):
        return Denial(saying, "", None, back="claim", sure=strong) if strong else None
    noun = _claim_noun(text)
    if noun is not None:
        if not strong and (noun.group().lower() in _SAID or _is_court(saying, begin)):
            return None
        if noun.group().lower() in _CASES and " as " not in text and "dismiss" in saying.cue:
            return None  # a charge that is dropped, or a complaint that is thrown out, is an outcome
        return _of_noun(saying, begin, text, noun, strong=strong)
    if not strong or _is_request(text) or _GRANTED.match(text):
        return None
    if _PART_IN.match(text):
        return Denial(saying, "", None, accusation=True, back="charge")
    if _HAPPENED.match(text):
        return Denial(saying, "", None, back="claim")
    if _INNOCENT.match(text.removeprefix("any ").removeprefix("all ")) or _INNOCENT.match(text):
        return Denial(saying, "", None, accusation=True, back="charge")
    first = saying.statement.content[0]
    what = _clean(first.of(saying.text))
    return Denial(saying, what, first) if stems(what) else None


@cache
def _noun_pattern() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(sorted(words_of('claims'), key=len, reverse=True))})\b", re.I)


def _claim_noun(text: str) -> re.Match[str] | None:
    """Return the noun for a claim that heads what is denied: "the union's claim that …", not "that the claim …"."""
    if re.match(r"(?:that|this|these|those) \w+\b", text, re.I) and (
        pointed := _noun_pattern().match(text, text.index(" ") + 1)
    ):
        return pointed
    if re.match(r"(?:that|having|being|he|she|they|it|any role|taking|making)\b", text, re.I):
        return None
    found = _noun_pattern().search(text[:140])
    if found is None or len(text[: found.start()].split()) > 9:
        return None
    before = text[: found.start()]
    return None if re.search(r"\b(?:of|in|that|to|for|by|with|on|about|from)\b|[,;:“”\"]", before) else found


def _is_court(saying: Saying, begin: int) -> bool:
    """Return whether a speaker is a court, by its name or the words before the cue: what it dismisses is a suit."""
    before = saying.text[max(saying.bounds.start, begin - 100) : begin]
    return any(word.lower() in _COURTS for word in WORD.findall(f"{saying.voice.name} {before}"))


def _is_request(text: str) -> bool:
    return any(word.lower() in words_of("requests") for word in WORD.findall(text[:80])[:5])


def _of_noun(saying: Saying, begin: int, text: str, noun: re.Match[str], *, strong: bool) -> Denial:
    """Return the denial of a claim named by a noun, with who makes it and what it says where these words tell."""
    after = text[noun.end() :]
    who, who_span = _owner(text[: noun.start()], begin)
    by = _BY.match(after)
    if not who and by:
        who, who_span = by["who"], Span(begin + noun.end() + by.start("who"), begin + noun.end() + by.end("who"))
    what, span = _what(saying, begin + noun.end(), after)
    heavy = noun.group().lower() in words_of("accusations")
    if who_span is not None and who_span.end <= begin + noun.start():
        who_span = Span(who_span.start, begin + noun.end())
    back: Literal["", "claim", "charge"] = "" if what else "charge" if noun.group().lower() in _CHARGES else "claim"
    if who.lower() in _PRONOUNS or (who and voice_words(who) & saying.voice.words):
        who, who_span = "", None
    return Denial(
        saying, what, span, who, who_span, accusation=heavy, back=back, noun=noun.group().lower(), sure=strong
    )


def _owner(before: str, begin: int) -> tuple[str, Span | None]:
    """Return who makes a claim by the words before its noun: "the union's", "Velmarian"."""
    found = _OWNER.search(before) or _PEOPLE.search(before)
    if not found:
        return "", None
    return found["who"], Span(begin + found.start("who"), begin + found.end("who"))


def _what(saying: Saying, begin: int, after: str) -> tuple[str, Span | None]:
    """Return what a claim says by the words behind its noun: "that …", "of …"."""
    found = _OF_WHAT.match(after)
    if found and found["link"].lower() == "of" and saying.text[:begin].endswith(_VERSIONS):
        return "", None  # "its version of the fire" says nothing of what it holds
    if not found or len(found["between"].split()) > 12 or _GOES_ON.search(found["between"]):
        return "", None
    start = begin + found.start("what")
    end = saying.statement.content[-1].end
    if end <= start + 3:  # the content ends before it: go on to where the clause does
        stop = re.search(r"[,;.”\"](?:\s|$)| (?:but|and said|saying|while)\b", saying.text[start : saying.bounds.end])
        end = start + stop.start() if stop else saying.bounds.end
    what = saying.text[start:end].strip()
    return (_clean(what), Span(start, start + len(what))) if stems(what) else ("", None)


def _of_content(saying: Saying) -> Denial | None:
    """Return the denial in what somebody says: "the allegations were false", “That is a lie”, "he is innocent"."""
    content = saying.content[:300]
    flat = _FLAT.search(content)
    if flat:
        negated = bool(_NOT.search(flat.group()))
        is_true = bool(_TRUE.search(flat.group()))
        happens = "happen" in flat.group().lower()
        return Denial(saying, "", None, back="claim") if happens or negated == is_true else None
    false = _false_claim(content)
    if false:
        begin = saying.statement.content[0].start
        return _of_words(saying, begin + false[0], begin + false[1], strong=True)
    if _is_medium(saying.voice.name) and _MINE.search(content[:120]):
        return None  # a newspaper's "the teen pleaded not guilty" is the teen's
    if _MINE.search(content[:120]) and not is_share(saying.voice.name) and saying.statement.inside is None:
        return Denial(saying, "", None, accusation=True, back="charge", sure=False)
    return None


def _is_medium(name: str) -> bool:
    return any(word.lower() in words_of("media") for word in WORD.findall(name))


def _false_claim(content: str) -> tuple[int, int] | None:
    """Return where the words of a claim stand that a content says is false."""
    noun = _noun_pattern().search(content[:140])
    if not noun or len(content[: noun.start()].split()) > 6:
        return None
    rest = content[noun.end() : noun.end() + 200]
    verb = re.search(r"\b(?:is|are|was|were|as)\b(?P<then>(?: [\w-]+){1,4})", rest)
    if not verb:
        return None
    words = [word.lower() for word in WORD.findall(verb["then"])]
    falsehood = any(word in words_of("false") and word not in words_of("weakly_false") for word in words)
    denied = "not" in words and ("true" in words or "correct" in words)
    if not (falsehood and "not" not in words) and not denied:
        return None
    start = re.match(r"(?:that )?", content)
    return (start.end() if start else 0), noun.end() + verb.start()


def _clean(what: str) -> str:
    """Return what is claimed without the words that join it to the sentence."""
    return re.sub(r"^(?:that|of|having|any)\s+", "", what.strip(" ,.;:“”\"'"), flags=re.I)


def is_about(denial: Saying, claim: Saying) -> bool:
    """Return whether a claim names the one who denies: "accuse Mayor Rask of …" is about Rask."""
    hull = claim.hull.of(claim.text)[:1500]
    words = denial.voice.named or denial.voice.words
    return any(
        stem(word) in words or word.lower().removesuffix("'s").removesuffix("’s") in words
        for word in WORD.findall(hull)
    )
