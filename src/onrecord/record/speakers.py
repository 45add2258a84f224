"""Speakers over all articles: the same one wherever name and description say so, in whatever order articles come."""

from __future__ import annotations

import hashlib
import sqlite3
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from onrecord.identity import is_same, speaker_key
from onrecord.model import Speaker
from onrecord.record.rows import as_json, spans_json, storable

Apart = dict[int, set[int]]  # for each form of one key, those that can not be the same speaker as it

_MOST_KEYS = 4096  # that are kept in memory, each with the forms that are apart: some MB
_NEARLY_ALL = 0.9  # of the forms that tell speakers apart: then a form that does not tell is theirs, too
_FORMS = "SELECT id, speaker_id, name, type, description FROM speaker_form WHERE key = ?"
_INSERT_FORM = "INSERT INTO speaker_form VALUES (?, ?, ?, ?, ?, ?, 0, 0)"
_COUNT = "UPDATE speaker_form SET articles = articles + 1, statements = statements + ? WHERE id = ?"
_MOVE_STATEMENTS = """
UPDATE statement SET speaker_id = ? WHERE id IN (
  SELECT s.id FROM article_speaker a JOIN statement s ON s.article_id = a.article_id AND s.speaker_n = a.n
  WHERE a.form_id = ?)
"""
# What most articles call a speaker; of those that are as frequent, the longer name and the shorter description.
_NAME = """
SELECT name, type FROM speaker_form WHERE speaker_id = ?
GROUP BY name, type ORDER BY sum(articles) DESC, length(name) DESC, name, type LIMIT 1
"""
_DESCRIPTION = """
SELECT description FROM speaker_form WHERE speaker_id = ? AND description IS NOT NULL
GROUP BY description ORDER BY sum(articles) DESC, length(description), description LIMIT 1
"""
_TOTALS = "SELECT sum(statements), sum(articles) FROM speaker_form WHERE speaker_id = ?"
_PUT_SPEAKER = """
INSERT INTO speaker VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET
  name = excluded.name, type = excluded.type, description = excluded.description,
  statements = excluded.statements, articles = excluded.articles
"""
_ADD_ALIASES = """
INSERT OR IGNORE INTO speaker_alias
  SELECT ?1, name FROM speaker_form WHERE speaker_id = ?1
  UNION
  SELECT ?1, alias.value
  FROM speaker_form f JOIN article_speaker a ON a.form_id = f.id JOIN json_each(a.aliases) alias
  WHERE f.speaker_id = ?1
"""


@dataclass(frozen=True, slots=True)
class Form:
    """A name with a description, as one or more articles give a speaker."""

    id: int
    speaker_id: int
    name: str
    type: str
    description: str | None


class Comparisons:
    """Which forms can not be the same speaker, of the keys that were asked for last. Each two are compared once."""

    def __init__(self) -> None:
        self._known: OrderedDict[str, Apart] = OrderedDict()

    def of(self, key: str, forms: Sequence[Form]) -> Apart:
        """Return for each of all forms with one key which of them are apart from it."""
        apart = self._known.setdefault(key, {})
        for form in forms:
            if form.id not in apart:
                others = [it for it in forms if it.id in apart and not _same(form, it)]
                apart[form.id] = {it.id for it in others}
                for other in others:
                    apart[other.id].add(form.id)
        self._known.move_to_end(key)
        if len(self._known) > _MOST_KEYS:
            self._known.popitem(last=False)
        return apart

    def forget(self) -> None:
        """Forget everything: what was compared is not in the record after all."""
        self._known.clear()


class Speakers:
    """The speakers of a record, kept true as articles are added, within the transaction that adds them.

    `parted` looks at nothing but the set of forms with one key, so the order of articles does not show. Only an
    article that brings a new form sets it to work.
    """

    def __init__(self, connection: sqlite3.Connection, comparisons: Comparisons) -> None:
        self._connection = connection
        self._comparisons = comparisons
        self._touched: set[int] = set()  # speakers whose row is to be derived anew
        self._moved: set[int] = set()  # … and their aliases too: forms came or went

    def add(self, speaker: Speaker, article_id: int, n: int, statements: int) -> int:
        """Store the `n`th speaker of an article, who makes so many statements there; return the id of the form."""
        form = self._form(speaker, article_id, n)
        self._connection.execute(_COUNT, (statements, form))
        aliases, mentions = as_json(speaker.aliases), spans_json(speaker.mentions)
        row = storable((article_id, n, form, aliases, mentions))
        self._connection.execute("INSERT INTO article_speaker VALUES (?, ?, ?, ?, ?)", row)
        home = self.of(form)
        self._touched.add(home)
        names = [storable((home, alias)) for alias in (speaker.name, *speaker.aliases)]
        self._connection.executemany("INSERT OR IGNORE INTO speaker_alias VALUES (?, ?)", names)
        return form

    def of(self, form_id: int) -> int:
        """Return the id of the speaker that a form belongs to so far."""
        found = self._connection.execute("SELECT speaker_id FROM speaker_form WHERE id = ?", (form_id,)).fetchone()
        return int(found[0])

    def settle(self) -> None:
        """Derive the rows of the speakers that changed. Needed before the transaction ends."""
        for id in sorted(self._touched | self._moved):
            if id in self._moved:
                self._connection.execute("DELETE FROM speaker_alias WHERE speaker_id = ?", (id,))
                self._connection.execute(_ADD_ALIASES, (id,))
            self._put(id)
        self._touched.clear()
        self._moved.clear()

    def _put(self, id: int) -> None:
        named = self._connection.execute(_NAME, (id,)).fetchone()
        if named is None:  # all its forms are another speaker's now
            self._connection.execute("DELETE FROM speaker WHERE id = ?", (id,))
            return
        name, type = named
        (description,) = self._connection.execute(_DESCRIPTION, (id,)).fetchone() or (None,)
        statements, articles = self._connection.execute(_TOTALS, (id,)).fetchone()
        self._connection.execute(_PUT_SPEAKER, (id, name, type, description, statements, articles))

    def _form(self, speaker: Speaker, article_id: int, n: int) -> int:
        """Return the id of the form that an article gives a speaker in, made if it is new."""
        name, type, description = (str(it or "") for it in storable((speaker.name, speaker.type, speaker.description)))
        about = None if speaker.description is None else description
        key = speaker_key(name, type)
        if key is not None and not is_same(name, type, about, name, type, about):
            key = None  # "John Smith": not even the very same words in another article are sure to be the same person
        content = (key, name, type, about)
        id = _form_id(content if key is not None else (article_id, n))
        while found := self._content(id):
            if found == content and key is not None:
                return id
            id += 1  # two forms of one number: once in ten thousand records of a million forms
        home = id if key is None else self._place(key, Form(id, id, name, type, about))
        self._connection.execute(_INSERT_FORM, (id, home, *content))
        return id

    def _content(self, id: int) -> tuple[str | None, ...] | None:
        row = self._connection.execute("SELECT key, name, type, description FROM speaker_form WHERE id = ?", (id,))
        found: tuple[str | None, ...] | None = row.fetchone()
        return found

    def _place(self, key: str, new: Form) -> int:
        """Return the id of the speaker that a new form belongs to, and part the others of its key anew."""
        forms = [Form(*row) for row in self._connection.execute(_FORMS, (key,))]
        homes = parted(self._comparisons.of(key, [*forms, new]))
        for form in forms:
            if form.speaker_id != homes[form.id]:
                self._move(form, homes[form.id])
        return homes[new.id]

    def _move(self, form: Form, to: int) -> None:
        self._connection.execute("UPDATE speaker_form SET speaker_id = ? WHERE id = ?", (to, form.id))
        self._connection.execute(_MOVE_STATEMENTS, (to, form.id))
        self._moved |= {form.speaker_id, to}


def parted(apart: Mapping[int, set[int]]) -> dict[int, int]:
    """Return for each form of one key the id of its speaker: the smallest of the forms that the speaker has.

    No two forms of one speaker are apart. Of the forms that are apart from some other, those that are from most come
    first, and each goes to the speaker with the most forms that it can be. Those that are apart from none ("Orla
    Fenn", without a description) go with nearly all the others, if these are one speaker, and else stand by
    themselves: a wrong merge is worse than a missed one.
    """
    telling = sorted((id for id in apart if apart[id]), key=lambda id: (-len(apart[id]), id))
    speakers: list[set[int]] = []
    for id in telling:
        possible = [forms for forms in speakers if apart[id].isdisjoint(forms)]
        if possible:
            max(possible, key=len).add(id)
        else:
            speakers.append({id})
    homes = {id: min(forms) for forms in speakers for id in forms}
    rest = [id for id in apart if not apart[id]]
    largest = max(speakers, key=len, default=set(rest))
    home = min(largest if len(largest) >= _NEARLY_ALL * len(telling) else rest, default=0)
    return homes | dict.fromkeys(rest, home)


def _same(one: Form, other: Form) -> bool:
    one, other = sorted((one, other), key=lambda form: form.id)
    return is_same(one.name, one.type, one.description, other.name, other.type, other.description)


def _form_id(content: tuple[str | int | None, ...]) -> int:
    """Return the first 53 bits of the content's sha256: exact in JavaScript too."""
    return int(hashlib.sha256(as_json(content).encode()).hexdigest()[:14], 16) >> 3
