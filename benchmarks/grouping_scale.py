"""How long grouping takes, and how much memory, on many articles: copies, stories, timelines and conflicts.

    onrecord build ../shared/data/stories/*.jsonl.gz -o build/base.db
    python -m benchmarks.grouping_scale build/base.db --articles 100000 --workers 2

The articles are those of the record that is given, with their statements, again and again in other words: each time
with the letters of all words but the commonest exchanged, vowels for vowels and consonants for consonants, so that
offsets hold and no text is like another's, and some months later. Grouping is timed from the articles in a record:
sketches included, reading pages and finding statements not.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import resource
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from onrecord.model import Article, Metadata, Origin, Speaker, Statements
from onrecord.record import Record
from onrecord.regroup import regroup
from onrecord.settings import BuildSettings, Settings

_COMMON = frozenset(
    "the of and to in a is that for on was with as by at from it be are this has have had an were which or not but"
    " his her he she they their its who been will would said says police people after two one more than all about"
    " when there also into out up over no we i you what if so could can did do before during while other first last"
    " new year years day days week month time man men woman women killed dead died injured wounded hurt least monday"
    " tuesday wednesday thursday friday saturday sunday january february march april may june july august september"
    " october november december denied claimed accused three four five six seven eight nine ten".split()
)
_WORD = re.compile(r"[^\W\d_]+")
_VOWELS, _CONSONANTS = "aeiou", "bcdfghjklmnpqrstvwxyz"


def main() -> None:
    """Fill a record, group it, and print what that took."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("base", type=Path)
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--folder", type=Path, help="where the record is made; a temporary folder by default")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        path = (options.folder or Path(temporary)) / f"scale-{options.articles}.db"
        if not path.exists():
            _fill(path, options.base, options.articles)
        print(json.dumps(_measured(path, options.workers)))


def _fill(path: Path, base: Path, count: int) -> None:
    with Record.open_read_only(base) as record:
        articles = tuple(replace(it, sketch=None) for it in record.articles())
    with Record(path) as record:
        many = _many(articles, count)
        while batch := [it for _, it in zip(range(64), many, strict=False)]:
            record.store(batch)


def _many(articles: Sequence[Article], count: int) -> Iterator[Article]:
    for n in range(count):
        turn, place = divmod(n, len(articles))
        yield _in_other_words(articles[place], turn) if turn else articles[place]


def _in_other_words(article: Article, turn: int) -> Article:
    letters = _letters(turn)

    def other(text: str) -> str:
        return _WORD.sub(
            lambda it: it.group() if it.group().lower() in _COMMON else it.group().translate(letters), text
        )

    data, said = article.metadata, article.said or Statements()
    url = f"https://{turn}.example/{article.origin.key}"
    origin = replace(article.origin, id=f"{article.origin.id}-{turn}", key=f"{article.origin.key}{turn:04x}", url=url)
    metadata = Metadata(
        title=other(data.title or ""), published=_later(data.published, turn), published_precision="day",
        language=data.language,
    )  # fmt: skip
    speakers = tuple(Speaker(other(it.name), it.type, None, (), it.mentions) for it in said.speakers)
    return replace(
        article, origin=_checked(origin), metadata=metadata, text=other(article.text),
        said=replace(said, speakers=speakers),
    )  # fmt: skip


def _checked(origin: Origin) -> Origin:
    return replace(origin, uri=f"{origin.uri}?{origin.key}")


def _letters(turn: int) -> dict[int, str]:
    dice = random.Random(turn)
    table: dict[str, str] = {}
    for kind in (_VOWELS, _CONSONANTS):
        exchanged = dice.sample(kind, len(kind))
        table |= dict(zip(kind, exchanged, strict=True))
        table |= dict(zip(kind.upper(), "".join(exchanged).upper(), strict=True))
    return str.maketrans(table)


def _later(published: str | None, turn: int) -> str | None:
    try:
        return (date.fromisoformat((published or "")[:10]) + timedelta(days=97 * turn)).isoformat()
    except ValueError:
        return None


def _measured(path: Path, workers: int) -> dict[str, float | int | str]:
    stages: list[tuple[str, float]] = []

    def stage(what: str, done: int, total: int) -> None:
        if not stages or stages[-1][0] != what:
            stages.append((what, time.monotonic()))

    settings = Settings(build=BuildSettings(workers=workers))
    peak = _Peak()
    with Record(path) as record:
        count = record.counts().articles
        started, cpu = time.monotonic(), _cpu_s()
        with peak:
            untold = regroup(record, settings, stage)
        wall, cpu = time.monotonic() - started, _cpu_s() - cpu
        found = record.groups.counts()
    marks = [*stages, ("", started + wall)]
    times = {f"{what}_s": round(marks[n + 1][1] - begun, 1) for n, (what, begun) in enumerate(stages)}
    return {
        "articles": count, "workers": workers, "wall_s": round(wall, 1), "cpu_s": round(cpu, 1),
        "cpu_ms_an_article": round(1000 * cpu / count, 2), "peak_mib": peak.mib, **times, "families": found.families,
        "stories": found.stories, "conflicts": found.conflicts, "faults": untold,
    }  # fmt: skip


def _cpu_s() -> float:
    used = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(it.ru_utime + it.ru_stime for it in used)


class _Peak:
    """The most memory that this process and its children held at one moment, as far as a look a second sees it."""

    def __init__(self) -> None:
        self.mib = 0
        self._end = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)

    def __enter__(self) -> None:
        self._thread.start()

    def __exit__(self, *_: object) -> None:
        self._end.set()
        self._thread.join()

    def _watch(self) -> None:
        while not self._end.wait(0.5):
            self.mib = max(self.mib, sum(map(_resident_mib, _family())))


def _family() -> list[int]:
    own = Path("/proc/self").resolve().name
    children = Path(f"/proc/{own}/task/{own}/children").read_text().split()
    return [int(own), *map(int, children)]


def _resident_mib(pid: int) -> int:
    try:
        return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * resource.getpagesize() >> 20
    except OSError:
        return 0


if __name__ == "__main__":
    main()
