"""Sets of articles with gold: who copied from whom, and how."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from onrecord.model import Article, Dateline, Metadata, Origin
from tests.families.edits import EDITS, KINDS, ROUND_UP, Paragraphs, item_of, own_text
from tests.families.outlets import Outlet, make_outlets
from tests.families.wording import Writer

_WEEKS = 26
_START = datetime(2026, 1, 5)
_IN_FAMILIES = 0.35  # of all articles are copies; about as many as news sets hold
_ITEMS = (4, 7)  # texts that a round-up takes from


@dataclass(frozen=True, slots=True)
class GoldPair:
    """A copy and the article that it took from, by their places in the set."""

    copy: int
    original: int
    kind: str


@dataclass(frozen=True, slots=True)
class MadeSet:
    """Articles and what is true of them."""

    articles: tuple[Article, ...]
    pairs: tuple[GoldPair, ...]
    sources: tuple[frozenset[int], ...]  # of each article: the originals whose text it holds, its own number for one

    def is_right(self, one: int, other: int) -> bool:
        """Return whether two articles hold words of one text."""
        return not self.sources[one].isdisjoint(self.sources[other])


@dataclass(frozen=True, slots=True)
class _Text:
    """One original as it was written."""

    number: int
    paragraphs: Paragraphs
    dressed: Paragraphs
    outlet: int
    time: datetime


class _Maker:
    def __init__(self, seed: int) -> None:
        self.random = Random(seed)
        self.writer = Writer(self.random)
        self.outlets = make_outlets(seed)
        self.articles: list[Article] = []
        self.pairs: list[GoldPair] = []
        self.sources: list[frozenset[int]] = []
        self.weeks: dict[int, list[_Text]] = {}

    def event(self) -> list[_Text]:
        """Write the originals on one event: each in its own words, with the event's quotations in them."""
        person, place = self.writer.person(), self.writer.place()
        sayings = [self.writer.quotation(place) for _ in range(2)]
        time = _START + timedelta(minutes=self.random.randrange(_WEEKS * 7 * 24 * 60 - 8000))
        return [
            self._original(person, place, sayings, time + timedelta(minutes=self.random.randrange(900)))
            for _ in range(self.random.choice((1, 1, 2, 3)))
        ]

    def _original(self, person: str, place: str, sayings: list[str], time: datetime) -> _Text:
        text = own_text(self.writer, person, place, self.random.randrange(5, 13))
        for saying in sayings[: self.random.randrange(3)]:
            text.insert(self.random.randrange(1, len(text)), f"“{saying},” said {person} {self._manner()}.")
        outlet = self.random.randrange(len(self.outlets))
        dressed = self._publish(text, outlet, time, None)
        number = len(self.articles) - 1
        self.sources.append(frozenset({number}))
        made = _Text(number, text, dressed, outlet, time)
        self.weeks.setdefault((time - _START).days // 7, []).append(made)
        return made

    def _manner(self) -> str:
        return f"after {self.writer.one(['the vote', 'lunch', 'dark', 'the march', 'a walk', 'midnight'])}"

    def copy(self, text: _Text, kind: str) -> None:
        """Publish a copy of a text at another outlet, or now and then at the same one."""
        edited = EDITS[kind](text.dressed if self.random.random() < 0.15 else text.paragraphs, self.writer)
        outlet = text.outlet if self.random.random() < 0.03 else self.random.randrange(len(self.outlets))
        time = text.time + timedelta(minutes=1 + int(self.random.random() ** 3 * 6 * 24 * 60))
        self._publish(edited, outlet, time, "Straitwire" if self.random.random() < 0.1 else None)
        number = len(self.articles) - 1
        self.sources.append(frozenset({text.number}))
        self.pairs.append(GoldPair(number, text.number, kind))

    def round_up(self, week: int) -> None:
        """Publish a round-up of a week's texts."""
        texts = self.weeks.get(week, [])
        taken = self.random.sample(texts, min(len(texts), self.random.randrange(*_ITEMS)))
        if len(taken) < 2:
            return
        body = own_text(self.writer, self.writer.person(), self.writer.place(), 1)
        for text in taken:
            body += [
                self.writer.sentence(self.writer.person(), self.writer.place()),
                *item_of(text.paragraphs, self.writer),
            ]
        time = _START + timedelta(days=7 * week + 8, minutes=self.random.randrange(600))
        self._publish(body, self.random.randrange(len(self.outlets)), time, None)
        number = len(self.articles) - 1
        self.sources.append(frozenset(text.number for text in taken))
        self.pairs += [GoldPair(number, text.number, ROUND_UP) for text in taken]

    def _publish(self, text: Paragraphs, outlet: int, time: datetime, agency: str | None) -> Paragraphs:
        at: Outlet = self.outlets[outlet]
        day = (time - _START).days
        dressed = at.dress(text, day // 7, day, self.random)
        number = len(self.articles)
        exact = self.random.random() < 0.85
        published = time.strftime("%Y-%m-%dT%H:%M:00+00:00" if exact else "%Y-%m-%d")
        origin = Origin(f"a{number}", f"a{number}", f"a{number}.txt", "file", url=f"https://{at.host}/{day}/{number}")
        data = Metadata(title=f"Article {number}", published=published, language="en", site=at.name)
        dateline = Dateline(None, agency) if agency else None
        self.articles.append(Article(origin, "article", data, "\n\n".join(dressed), (), dateline=dateline))
        return dressed


def make_set(articles: int, seed: int = 1) -> MadeSet:
    """Return about so many articles, in order of making; the same for the same arguments."""
    maker = _Maker(seed)
    kinds = [kind for kind in KINDS if kind != ROUND_UP]
    nth = 0
    while len(maker.articles) < articles * (1 - 1 / 30):
        for text in maker.event():
            while maker.random.random() < _IN_FAMILIES:
                maker.copy(text, kinds[nth % len(kinds)])
                nth += 1
    while len(maker.articles) < articles:
        maker.round_up(maker.random.randrange(_WEEKS))
    return MadeSet(tuple(maker.articles), tuple(maker.pairs), tuple(maker.sources))
