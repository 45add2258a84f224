"""One side of a race: reads a page's path and address a line on standard input, answers with its CPU seconds.

Runs under the Python of either side, so it needs the standard library only, and the extractor that it is told to run.
"""

from __future__ import annotations

import gzip
import json
import sys
import time
from collections.abc import Callable
from pathlib import Path

Run = Callable[[bytes], Callable[[str], object]]  # a page, not on the clock; then what is timed, with its address


def onrecord() -> Run:
    """Text and metadata, from bytes."""
    from onrecord.pipeline import read_clean

    return lambda body: lambda url: read_clean(body, url=url)


def trafilatura() -> Run:
    """Text and metadata, as a pipeline runs it, from decoded text."""
    from trafilatura import bare_extraction  # type: ignore[import-not-found, unused-ignore]

    def prepare(body: bytes) -> Callable[[str], object]:
        html = body.decode("utf-8", "replace")
        return lambda url: bare_extraction(html, url=url, include_comments=False, with_metadata=True)

    return prepare


def trafilatura_fast() -> Run:
    """Text alone, without its fallbacks, from decoded text."""
    from trafilatura import extract

    def prepare(body: bytes) -> Callable[[str], object]:
        html = body.decode("utf-8", "replace")
        return lambda url: extract(html, url=url, include_comments=False, fast=True)

    return prepare


def resiliparse() -> Run:
    """Text alone, from decoded text."""
    from resiliparse.extract.html2text import (  # type: ignore[import-not-found, unused-ignore]
        extract_plain_text,
    )

    def prepare(body: bytes) -> Callable[[str], object]:
        html = body.decode("utf-8", "replace")
        return lambda _: extract_plain_text(html, main_content=True, alt_texts=False, preserve_formatting=True)

    return prepare


SIDES: dict[str, Callable[[], Run]] = {
    side.__name__: side for side in (onrecord, trafilatura, trafilatura_fast, resiliparse)
}


def main(side: str) -> None:
    """Answer every line on standard input with the CPU seconds, or null where the extractor fails."""
    prepare = SIDES[side]()
    for line in sys.stdin:
        path, url = json.loads(line)
        run = prepare(gzip.decompress(Path(path).read_bytes()))
        start = time.process_time()
        try:
            run(url)
            taken: float | None = time.process_time() - start
        except Exception:
            taken = None
        print(json.dumps(taken), flush=True)


if __name__ == "__main__":
    main(sys.argv[1])
