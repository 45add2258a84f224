"""What finding copies needs of one article: some hundred numbers, kept in the record, so that its text is not read."""

from __future__ import annotations

import json
import struct
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from onrecord.grouping.addresses import address_key
from onrecord.grouping.moments import Moment, moment_of
from onrecord.grouping.outlets import outlet_of
from onrecord.grouping.shingles import SHINGLE, is_sampled, run_hashes, shingle_hashes
from onrecord.grouping.text_words import Hashes, Places, Words, words_of
from onrecord.model import Article

_FORM = 1  # of the bytes; a sketch of another form is made anew
_HEAD = struct.Struct("<HIII")
_SENTENCE = 8  # words; shorter ones recur by chance: "He did not say why."
_MAX_SAMPLES = 20_000  # of one text, which are some 160,000 words; what is beyond is not looked for elsewhere


@dataclass(frozen=True, slots=True)
class TextSketch:
    """One article as finding copies sees it. Columns are little-endian bytes, so that two sketches compare."""

    number: int
    outlet: str  # see `outlet_of`
    published: str | None
    captured: str | None
    address: str  # see `address_key`; "" where none
    canonical: str
    credits: tuple[str, ...]  # agencies that the dateline and the credit name
    words: int
    digest: int  # of all words in order: two texts with the same one differ in marks and case at most
    samples: bytes  # uint64: sampled shingles in order, then sentences
    places: bytes  # uint32: the first word of each, then the number of words of each

    @property
    def hashes(self) -> Hashes:
        """The hashes of sampled shingles, and of sentences behind them."""
        return np.frombuffer(self.samples, dtype="<u8")

    @property
    def first_words(self) -> NDArray[np.uint32]:
        """The place of the first word of each hash."""
        return np.frombuffer(self.places, dtype="<u4")[: len(self.samples) // 8]

    @property
    def lengths(self) -> NDArray[np.uint32]:
        """How many words each hash is of: five for a shingle, more for a sentence."""
        return np.frombuffer(self.places, dtype="<u4")[len(self.samples) // 8 :]

    @property
    def moment(self) -> Moment | None:
        """When it was published, else when it was captured."""
        return moment_of(self.published) or moment_of(self.captured)

    def to_bytes(self) -> bytes:
        """Return the sketch as bytes, which `from_bytes` reads back equal on every machine."""
        told = (self.number, self.outlet, self.published, self.captured, self.address, self.canonical, self.credits)
        head = json.dumps((*told, self.words, self.digest)).encode("ascii")
        return _HEAD.pack(_FORM, len(head), len(self.samples), len(self.places)) + head + self.samples + self.places

    @classmethod
    def from_bytes(cls, data: bytes) -> TextSketch:
        """Return the sketch that `to_bytes` wrote.

        Raises:
            ValueError: the bytes are none, or of another form; make the sketch anew from its article.
        """
        try:
            form, head, samples, places = _HEAD.unpack_from(data)
            parts = np.cumsum([_HEAD.size, head, samples, places]).tolist()
            if form != _FORM or parts[-1] != len(data) or samples != places:
                raise ValueError("no sketch of this form")
            told = json.loads(data[parts[0] : parts[1]])
            number, outlet, published, captured, address, canonical, credits, words, digest = told
            known = (number, outlet, published, captured, address, canonical, tuple(credits), words, digest)
            return cls(*known, data[parts[1] : parts[2]], data[parts[2] : parts[3]])
        except (struct.error, TypeError, IndexError) as error:
            raise ValueError("no sketch of an article") from error


def sketch_text(number: int, article: Article) -> TextSketch:
    """Return the sketch of an article, which the record knows by `number`."""
    words = words_of(article.text)
    hashes, first, lengths = _samples(words)
    data, dateline = article.metadata, article.dateline
    named = (dateline.agency if dateline else None, article.credit)
    whole = run_hashes(words.hash, np.array([0]), np.array([len(words)]))
    return TextSketch(
        number,
        outlet_of(article),
        data.published,
        article.origin.captured_at,
        address_key(article.origin.url),
        address_key(data.canonical_url),
        tuple(dict.fromkeys(name for name in named if name)),
        len(words),
        int(whole[0]),
        hashes.astype("<u8").tobytes(),
        np.concatenate([first, lengths]).astype("<u4").tobytes(),
    )


def _samples(words: Words) -> tuple[Hashes, Places, Places]:
    """Return the sampled shingles and the sentences of a text: hash, first word, number of words. None twice."""
    shingles = shingle_hashes(words.hash)
    kept = np.flatnonzero(is_sampled(shingles))
    openers = np.append(np.flatnonzero(words.opens), len(words))
    lengths = np.diff(openers)
    long = lengths >= _SENTENCE
    first, last = openers[:-1][long], openers[1:][long]
    hashes = np.concatenate([shingles[kept], run_hashes(words.hash, first, last)])
    places = np.concatenate([kept, first])
    sizes = np.concatenate([np.full(len(kept), SHINGLE), lengths[long]])
    once = np.sort(np.unique(hashes, return_index=True)[1])[:_MAX_SAMPLES]
    return hashes[once], places[once], sizes[once]
