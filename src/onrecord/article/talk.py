"""Blocks known by what they talk of, whatever their markup is called: consent, and readers' comments."""

from __future__ import annotations

import re
from collections.abc import Sequence

from onrecord.model import Page

_CONSENT = re.compile(
    r"\b(?:cookies?|consent\w{0,4}|(?:our|your|ad|third[- ]party|\d+) partners?|partners|privacy|preferences?|personal (?:data|information)"
    r"|purposes?|legitimate interests?|personali[sz]ed|advertising|tracking|devices?|store|process|data|settings|accept|reject|withdraw"
    r"|einwilligung\w{0,3}|zustimm\w{0,6}|daten\w{0,12}|partnern?|zwecken?|endgerät\w{0,3}|werbung|personenbezogene\w?|einstellungen|speicher\w{0,3}"
    r"|verarbeit\w{0,5}|akzeptieren|ablehnen|widerruf\w{0,3}|tracker"
    r"|données|partenaires|finalités?|consentement|traceurs|publicités?|personnalisée?s?|accepter|refuser|paramétrer|vie privée|terminal"
    r"|datos|socios|consentimiento|finalidades|publicidad|personalizad[oa]s?|aceptar|rechazar|privacidad|dispositivo|almacenar"
    r"|dati|consenso|finalità|pubblicità|accettare|rifiutare|toestemming|gegevens|voorkeuren|accepteren|zgod\w{1,3}|plik\w{1,3} cookies|partner\w{1,3})\b",
    re.I,
)
_CORE = re.compile(
    r"cookie|consent\b|consent to|einwillig|personenbezogen|consentement|consentimiento|consenso|toestemming|personal data|personal information"
    r"|partners|partnern|partenaires|socios|legitimate interest|données personnelles|datos personales|traceurs|tracking",
    re.I,
)
_DENSE = 0.14  # of a block's words: consent texts reach 0.2 and more, an article about them half of that
_SUBJECT = re.compile(r"cookie|consent|privacy|gdpr|tracking|datenschutz|einwillig|dsgvo|rgpd|données|privacidad|tracker|banner", re.I)
_REPLY = re.compile(
    r"\W{0,3}(?:reply|report|flag|upvote|like|antworten|melden|répondre|signaler|responder|denunciar|rispondi|segnala|antwoord(?:en)?|rapporteer"
    r"|odpowiedz|zgłoś|svara|svar|ответить|відповісти|yanıtla|返信|답글)(?:\W{1,5}(?:\(?\d{1,5}\)?|share|report|like|dislike|flag|permalink|quote|link"
    r"|melden|teilen|zitieren|signaler|partager|denunciar|me gusta|compartir)){0,5}\W{0,3}",
    re.I,
)
_MOST_WORDS = 8  # of a reply button with its neighbours


def consent_rows(page: Page, words: Sequence[int]) -> frozenset[int]:
    """Return the rows that speak of cookies, partners and consent; none on a page whose subject that is."""
    if _SUBJECT.search(_subject(page)):
        return frozenset()
    return frozenset(row for row, text in enumerate(page.blocks.text) if words[row] >= 8 and _is_consent(text, words[row]))


def _subject(page: Page) -> str:
    heads = [text for text, e in zip(page.blocks.text, page.blocks.element, strict=True) if page.elements.tag[e] == "h1"]
    own = [text for text in heads[:3] if not _is_consent(text, max(8, len(text.split())))]
    return " ".join([page.raw.title or "", *own]) if len(" ".join(own).split()) > 3 else page.raw.title or ""


def _is_consent(text: str, words: int) -> bool:
    if not _CORE.search(text[:1500]):
        return False
    return len(_CONSENT.findall(text[:3000])) >= max(2.0, _DENSE * min(words, 450))


def comment_section(page: Page, ends: Sequence[int]) -> int | None:
    """Return the element that holds a thread of comments, known by its reply buttons; None where there is none.

    `ends` is the first row past each element's descendants.
    """
    rows = [
        e for text, e in zip(page.blocks.text, page.blocks.element, strict=True) if len(text) < 80 and _REPLY.fullmatch(text)
    ]
    if len(rows) < 3:
        return None
    section = _common_ancestor(page.elements.parent, ends, rows)
    heads = [e for e in page.blocks.element if page.elements.tag[e] == "h1"]
    return None if section <= 0 or any(section <= head < ends[section] for head in heads) else section


def _common_ancestor(parents: Sequence[int], ends: Sequence[int], rows: list[int]) -> int:
    ancestor, last = rows[0], max(rows)
    while ancestor > 0 and not ancestor <= min(rows) <= last < ends[ancestor]:
        ancestor = parents[ancestor]
    return ancestor
