"""One MinHash peer: PEER BANDS ROWS TEXTS ANSWER. Reads a JSON string a line, writes pairs of places and CPU seconds.

Runs under the Python of the peers, so it needs the standard library only, and the peer that it is told to run. Texts
are sets of five words in a row, in lower case. An article goes with all that its bands bring up, unchecked, as large
pipelines take them: a check behind them could only lose copies.
"""

from __future__ import annotations

import json
import re
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path

Pairs = list[tuple[int, int]]
_WORD = re.compile(r"\w+")
_SHINGLE = 5


def shingles_of(text: str) -> list[str]:
    """Return the different runs of five words of a text."""
    words = _WORD.findall(text.lower())
    return list({" ".join(words[at : at + _SHINGLE]) for at in range(max(1, len(words) - _SHINGLE + 1))})


def rensa(texts: Iterable[str], bands: int, rows: int) -> Pairs:
    """Return pairs by rensa's R-MinHash and its LSH."""
    from rensa import RMinHash, RMinHashLSH  # type: ignore[import-not-found, unused-ignore]

    index = RMinHashLSH(threshold=0.5, num_perm=bands * rows, num_bands=bands)
    hashes = []
    for nth, text in enumerate(texts):
        hashes.append(RMinHash(num_perm=bands * rows, seed=1))
        hashes[-1].update(shingles_of(text))
        index.insert(nth, hashes[-1])
    return [(other, nth) for nth, own in enumerate(hashes) for other in index.query(own) if other < nth]


def datasketch(texts: Iterable[str], bands: int, rows: int) -> Pairs:
    """Return pairs by datasketch's MinHash and its LSH."""
    from datasketch import MinHash, MinHashLSH  # type: ignore[import-not-found, unused-ignore]

    index = MinHashLSH(num_perm=bands * rows, params=(bands, rows))
    hashes = []
    for nth, text in enumerate(texts):
        hashes.append(MinHash(num_perm=bands * rows, seed=1))
        hashes[-1].update_batch([it.encode() for it in shingles_of(text)])
        index.insert(nth, hashes[-1])
    return [(other, nth) for nth, own in enumerate(hashes) for other in index.query(own) if other < nth]


_RUN: dict[str, Callable[[Iterable[str], int, int], Pairs]] = {"rensa": rensa, "datasketch": datasketch}


def main(peer: str, bands: str, rows: str, texts: str, answer: str) -> None:
    """Find pairs and write them."""
    lines = [json.loads(line) for line in Path(texts).read_text(encoding="utf-8").splitlines()]
    _RUN[peer](lines[:2], int(bands), int(rows))  # so that what it needs is loaded
    began = time.process_time()
    pairs = _RUN[peer](lines, int(bands), int(rows))
    seconds = time.process_time() - began
    Path(answer).write_text(json.dumps({"pairs": pairs, "seconds": seconds}), encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
