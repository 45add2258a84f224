"""The types that pass between the layers. Frozen, typed, picklable; nothing of ours is imported here.

Times are ISO 8601 text, as exact as they are known and no more: "2026", "2026-01", "2026-01-03",
"2026-01-03T09:30" (zone unknown), "2026-01-03T09:30:00+02:00". Offsets are half-open Unicode code points.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

Status = Literal["article", "empty", "error", "skip"]
Container = Literal["file", "stdin", "warc", "wacz", "zip", "jsonl", "csv"]
Precision = Literal["minute", "day", "month", "year"]
ArticleKind = Literal["article", "live blog", "stub"]
Role = Literal[
    # in the text
    "body",
    "subheading",
    "list",
    "quote",
    "caption",
    "table",
    # out of the text, into fields of their own
    "headline",
    "standfirst",
    "byline",
    "dateline",
    "rights",
    # out of the text, into `removed`
    "repeat",
    "related",
    "promotion",
    "newsletter",
    "advertisement",
    "author box",
    "share bar",
    "tags",
    "comments",
    "navigation",
    "consent",
    "error banner",
    "notice",
    "disclaimer",
    "paywall",
    "other",
]
StatementKind = Literal["direct", "indirect", "mixed"]
Stance = Literal["report", "claim", "confirm", "deny", "doubt", "believe", "intend", "urge", "find"]
SpeakerType = Literal["person", "organisation", "place", "group", "document", "unnamed"]
Bound = Literal["exact", "at least", "at most", "about"]
Anchor = Literal["published", "captured", "text"]
FamilyKind = Literal["copies", "versions"]
Relation = Literal["original", "same", "cut", "extended", "excerpt", "edited"]
ConflictKind = Literal["figure", "denial", "account"]


@dataclass(frozen=True, slots=True)
class Span:
    """Where words stand in a text: half-open, in Unicode code points."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """Return the words that this span marks in `text`."""
        return text[self.start : self.end]


# ── capture ──────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Origin:
    """Where one capture came from: enough to find the same bytes again."""

    id: str  # the one that the input row gave, else `key`
    key: str  # made from address and digest; what resuming goes by
    uri: str  # absolute path, "!/" before a member of an archive, "#offset" behind a WARC record or row
    container: Container
    offset: int | None = None  # of the WARC record or row, in bytes of the stored (packed) file
    record_id: str | None = None  # WARC-Record-ID
    url: str | None = None
    captured_at: str | None = None
    media_type: str | None = None  # as declared, lower case, without parameters
    digest: str = ""  # "sha256:…" of the payload as decoded


@dataclass(frozen=True, slots=True)
class Given:
    """What another tool says of the article in a JSONL or CSV row. Taken as it is."""

    text: str | None = None
    title: str | None = None
    authors: tuple[str, ...] = ()
    published: str | None = None
    language: str | None = None
    site: str | None = None


@dataclass(frozen=True, slots=True)
class Capture:
    """One fetch of one URL at one time, its payload decoded."""

    origin: Origin
    body: bytes  # after transfer and content encodings are undone; the charset is the page layer's matter
    charset: str | None = None  # as the transport declared it ("text/html; charset=…")
    plain: bool = False  # the body is plain text, not HTML
    http_status: int | None = None
    given: Given | None = None  # when set with a text, `body` is that text in UTF-8
    damage: str | None = (
        None  # what is wrong with the stored bytes though they could be read: cut short, a false length
    )


@dataclass(frozen=True, slots=True)
class Rejected:
    """One capture (or what should have been one) that gave no article, and why."""

    origin: Origin
    status: Literal["empty", "error", "skip"]
    reason: str  # a stable code, "not_article.error_page"; docs/reference/reasons.md lists them
    detail: str  # words for a person: what, where


# ── page ─────────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Elements:
    """The elements that hold blocks, and their ancestors, as columns in document order. Row 0 is the root."""

    tag: tuple[str, ...]
    parent: tuple[int, ...]  # row of the parent; -1 for the root. Always smaller than the own row
    names: tuple[str, ...]  # class and id words, role, itemprop, aria-label and data-* names in lower case
    hidden: tuple[bool, ...]  # by its own markup: hidden, aria-hidden, display:none; not inherited
    itemprop: tuple[str, ...]  # lower case, "" where none


@dataclass(frozen=True, slots=True)
class Blocks:
    """The text blocks of a page as columns in document order: one row a run of text in one block-level element."""

    text: tuple[str, ...]  # white space folded, never empty; a line feed stands for one <br>, and as it is in <pre>
    element: tuple[int, ...]  # row in Elements of the nearest block-level element
    link_chars: tuple[int, ...]  # how many of the text's characters stand in links
    strong_chars: tuple[int, ...]  # … in b, strong, or an element that only emphasises
    links: tuple[int, ...]  # how many links


@dataclass(frozen=True, slots=True)
class Agent:
    """A person or organisation that metadata names."""

    name: str
    type: str = ""  # "Person", "Organization", "" when not said
    url: str | None = None


@dataclass(frozen=True, slots=True)
class LinkedUpdate:
    """One entry of a live blog as JSON-LD gives it (liveBlogUpdate)."""

    headline: str | None = None
    published: str | None = None
    body: str | None = None


@dataclass(frozen=True, slots=True)
class LinkedItem:
    """One schema.org item of the page, from JSON-LD or microdata, as the page gives it: nothing repaired yet."""

    syntax: Literal["json-ld", "microdata"]
    types: tuple[str, ...]  # "NewsArticle", …: without "http://schema.org/"
    id: str | None = None
    url: str | None = None
    headline: str | None = None
    name: str | None = None
    description: str | None = None
    body: str | None = None  # articleBody or text
    authors: tuple[Agent, ...] = ()
    publisher: str | None = None
    published: str | None = None
    modified: str | None = None
    section: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    language: str | None = None
    free: bool | None = None  # isAccessibleForFree
    comments: int | None = None  # commentCount
    words: int | None = None  # wordCount
    updates: tuple[LinkedUpdate, ...] = ()


@dataclass(frozen=True, slots=True)
class TimeMark:
    """One <time> element, or another with a machine-readable date."""

    value: str  # its datetime attribute, else its text
    text: str
    block: int  # the row in Blocks at or after which it stands
    names: str  # class, id and itemprop words of it and its parent, lower case


@dataclass(frozen=True, slots=True)
class RawMetadata:
    """What the page's markup says of itself, unjudged."""

    title: str | None = None  # <title>
    language: str | None = None  # <html lang>
    base: str | None = None  # <base href>
    refresh: str | None = None  # <meta http-equiv=refresh>
    metas: tuple[tuple[str, str], ...] = ()  # (name, property, itemprop or http-equiv in lower case; content)
    links: tuple[tuple[str, str, str], ...] = ()  # <link>: (rel in lower case, href, hreflang or type)
    items: tuple[LinkedItem, ...] = ()
    times: tuple[TimeMark, ...] = ()
    bylines: tuple[
        tuple[str, str], ...
    ] = ()  # elements that call themselves author or byline: (their names in lower case, text)
    forms: tuple[str, ...] = ()  # kinds of input fields: "password", "email", "search", …


@dataclass(frozen=True, slots=True)
class ScriptedText:
    """A text that stands in a page's scripts rather than in its markup: a row a paragraph."""

    source: str  # "json-ld articleBody", "state body.content_elements": where it stood
    title: str | None  # what the data beside it calls it
    tags: tuple[str, ...]  # "p", "h2", "li", "blockquote": as its markup says
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """A capture as columns. A plain-text capture has one row a line and an `Elements` of one root."""

    origin: Origin
    plain: bool
    charset: str  # the one that decoded it
    elements: Elements
    blocks: Blocks
    raw: RawMetadata
    http_status: int | None = None
    given: Given | None = None
    scripted: tuple[ScriptedText, ...] = ()  # looked for only where little text is visible


# ── article ──────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph of the article's text and what it is."""

    role: Role
    start: int
    end: int
    level: int = 0  # of a subheading 1 to 6; of a list item its depth from 1; of a table's row 1 for its head
    number: int | None = None  # of an item of an ordered list
    opens: bool = False  # the first block of its list, table or quotation
    by: str | None = None  # of a quotation or an embedded post: "Name (@handle)", as the page attributes it
    time: str | None = None  # … and when, as exact as it is given


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a live blog: a span of the article's text, and when it was written."""

    start: int
    end: int
    time: str | None = None  # as exact as known; "T14:32" where the day is not
    headline: str | None = None  # its own, which stands in the text as well
    said: str | None = None  # its time as the page shows it, "14.32 Uhr"; not in the text


@dataclass(frozen=True, slots=True)
class Removed:
    """One block of the page that is not in the article's text, and what it was taken for."""

    role: Role
    text: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where one field's value was taken from: "json-ld NewsArticle.headline", "meta og:title", "h1", "text 0-12"."""

    field: str
    source: str
    value: str  # as it stood there


@dataclass(frozen=True, slots=True)
class Dateline:
    """The "PARIS (AP) —" that opens an article."""

    place: str | None
    agency: str | None


@dataclass(frozen=True, slots=True)
class Metadata:
    """The article's metadata, settled field by field. What is not known is None or empty."""

    title: str | None = None
    standfirst: str | None = None
    authors: tuple[str, ...] = ()
    published: str | None = None
    published_precision: Precision | None = None
    modified: str | None = None
    canonical_url: str | None = None
    language: str | None = None
    site: str | None = None
    section: str | None = None
    topics: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Article:
    """The clean text of one capture with its metadata. `text` never changes once made."""

    origin: Origin
    kind: ArticleKind
    metadata: Metadata
    text: str  # paragraphs, "\n\n" between them
    blocks: tuple[Block, ...]  # every paragraph of the text, in order
    removed: tuple[Removed, ...] = ()
    dateline: Dateline | None = None
    credit: str | None = None  # "MENAFN", "Reuters": who supplied it
    rights: str | None = None
    comments: int | None = None  # how many readers' comments the page says it has; None when it says nothing
    words: int = field(default=0)
    entries: tuple[Entry, ...] = ()  # of a live blog, in the order of the page
    said: Statements | None = None  # None: not looked for
    sketch: Sketch | None = None  # None: not made


# ── statements ───────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Statement:
    """One attributed statement: a source says (cue) something (content). Spans are of the article's text."""

    kind: StatementKind
    stance: Stance
    content: tuple[Span, ...]  # in order; two or more when the cue interrupts it or it runs over paragraphs
    cue: Span | None = None  # "said", "according to"; None for a free-standing quotation
    source: Span | None = None  # None when the article leaves the source unnamed
    speaker: int | None = None  # place in Statements.speakers; None where it is left open
    inside: int | None = None  # place in Statements.statements of the one in whose content this one stands
    chance: float = 1.0  # how sure the tagger is, 0 to 1


@dataclass(frozen=True, slots=True)
class Speaker:
    """Somebody or something that an article gives as a source, under all the names it uses."""

    name: str  # the fullest: "Rustem Umerov"; the words of the mention where there is no name: "officials"
    type: SpeakerType
    description: str | None = None  # "Ukraine's chief negotiator", from a title, an apposition or a copula
    aliases: tuple[str, ...] = ()  # other ways the article writes it: "Umerov"; pronouns are none
    mentions: tuple[Span, ...] = ()  # in the article's text, in order; pronouns that were resolved too


@dataclass(frozen=True, slots=True)
class TimeMention:
    """A time that an article names, and what it comes to."""

    start: int
    end: int
    value: str  # ISO 8601 as exact as known: "2026", "2026-01", "2026-W02", "2026-01-03", "2026-01-03T14:30"
    until: str | None = None  # the last day, month or year of a span of time, inclusive: "2022-02-24/…" has "…"
    anchor: Anchor = "text"  # what a relative time was counted from; "text": the words say it all


@dataclass(frozen=True, slots=True)
class Figure:
    """A number that an article states, with what it counts."""

    start: int
    end: int
    value: float
    unit: str | None = None  # "deaths", "percent", "USD", "km", "years old": what the number is of
    bound: Bound = "exact"
    about: str | None = None  # who or what is counted, in the article's words: "people were killed"
    high: float | None = None  # the upper end of a range, whose lower is `value`


@dataclass(frozen=True, slots=True)
class Statements:
    """What is said in one article: by whom, when and how much."""

    statements: tuple[Statement, ...] = ()  # by where they begin
    speakers: tuple[Speaker, ...] = ()
    times: tuple[TimeMention, ...] = ()  # of the whole article, in order
    figures: tuple[Figure, ...] = ()  # likewise
    unsupported: str | None = None  # the article's language, where statements are not read in it yet


# ── grouping ─────────────────────────────────────────────────────────────────────────────────────────────
# Articles go by their numbers here: the ones that the record gives them.


@dataclass(frozen=True, slots=True)
class Sketch:
    """What grouping keeps of an article, so that its text need not be read again."""

    form: str  # sketches of another form can not be compared with it
    copies: bytes  # hashes of its shingles and sentences
    event: bytes  # what tells the event that it is on


@dataclass(frozen=True, slots=True)
class Passage:
    """Words that two articles share: from where to where in the text of each."""

    a: int  # the original's number
    a_start: int
    a_end: int
    b: int  # the copy's number
    b_start: int
    b_end: int


@dataclass(frozen=True, slots=True)
class FamilyMember:
    """One article of a family."""

    article: int
    relation: Relation
    share_of_original: float  # how much of the original's words stands in this one, 0 to 1
    share_of_copy: float  # how much of this one's words stands in the original, 0 to 1


@dataclass(frozen=True, slots=True)
class Family:
    """Articles that republish one text, or the versions of one address over time."""

    kind: FamilyKind
    original: int
    reason: str  # why it is taken for the original, in words
    members: tuple[FamilyMember, ...]  # the original first, then by time
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class Story:
    """Articles on one real-world event."""

    title: str
    first_published: str | None
    last_published: str | None
    articles: tuple[int, ...]  # in order of time
    outlets: int
    independent: int  # sources: the articles of a family count once


@dataclass(frozen=True, slots=True)
class Told:
    """An article of a story with its number and the one whose text it republishes (its own, where none)."""

    number: int
    article: Article
    original: int
    same: tuple[Passage, ...] = ()  # what it shares with that one: `a` is the original, `b` this article


@dataclass(frozen=True, slots=True)
class Mention:
    """Words of one article that tell of something."""

    article: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened on a day, and the sentences that say so."""

    date: str  # ISO 8601, as exact as known
    until: str | None  # the last day of a span of time, inclusive
    by: Literal["time", "publication"]  # a time in the text, or, where there is none, when it was published
    text: str  # the sentence that tells it best
    mentions: tuple[Mention, ...]  # sentences, in order of publication; those of copies behind the one they repeat
    independent: int  # sources: the articles of a family count once


@dataclass(frozen=True, slots=True)
class SideMention:
    """Words of one article that stand for a side: a statement, a figure, or a plain sentence."""

    article: int
    start: int
    end: int
    statement: int | None = None  # place in the article's Statements.statements
    figure: int | None = None  # place in the article's Statements.figures


@dataclass(frozen=True, slots=True)
class Side:
    """One of the accounts in a conflict."""

    value: str  # what it says, short: "28", "at least 24", "a hotel", "denied"
    speakers: tuple[str, ...]  # who says so; empty where the articles say it on their own word
    mentions: tuple[SideMention, ...]


@dataclass(frozen=True, slots=True)
class Conflict:
    """Where accounts differ. No verdict: who is right is for people to say."""

    kind: ConflictKind
    topic: str  # "how many people were killed"
    why: str  # why it was taken for a conflict, in words
    confidence: float  # 0 to 1
    sides: tuple[Side, ...]  # two or more
