"""Reads forward through a file or standard input, with a look ahead; and through what it unpacks to."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Protocol

from onrecord.capture.codings import CodingError, Decoder

CHUNK_BYTES = 1 << 16
PEEK_BYTES = 1 << 16  # what a decision on the kind of a file may look at


class Readable(Protocol):
    """Anything with `read`: a file, standard input, a member of an archive."""

    def read(self, size: int, /) -> bytes:
        """Return at most `size` bytes, none at the end."""
        ...


class Stream:
    """A forward reader that can look ahead without consuming."""

    def __init__(self, source: Readable) -> None:
        self.source = source
        self._ahead = b""

    def peek(self, size: int = PEEK_BYTES) -> bytes:
        """Return the next `size` bytes without consuming them; fewer only before the end."""
        parts = [self._ahead]
        held = len(self._ahead)
        while held < size and (chunk := self.source.read(max(CHUNK_BYTES, size - held))):
            parts.append(chunk)
            held += len(chunk)
        self._ahead = b"".join(parts)
        return self._ahead[:size]

    def read(self, size: int = CHUNK_BYTES, /) -> bytes:
        """Return at most `size` of the next bytes, none at the end."""
        if not self._ahead:
            return self.source.read(size)
        chunk, self._ahead = self._ahead[:size], self._ahead[size:]
        return chunk

    def read_all(self, limit: int) -> bytes | None:
        """Return everything up to the end, or None when it is more than `limit` bytes."""
        data = self.peek(limit + 1)
        if len(data) > limit:
            return None
        self._ahead = b""
        return data


class Unpacked:
    """What a packed stream unpacks to, through one packed stream after the other. `fault` says why it stopped early."""

    def __init__(self, source: Readable, opens: Callable[[], Decoder], magic: bytes) -> None:
        self.source = Stream(source)
        self._opens = opens
        self._magic = magic
        self._decoder = opens()
        self._pieces: Iterator[bytes] = iter(())
        self._piece = b""
        self._packed = b""
        self.fault: str | None = None

    def read(self, size: int, /) -> bytes:
        """Return at most `size` of the next unpacked bytes, none at the end or at a fault."""
        while not self._piece and self.fault is None:
            if not self._next_piece():
                break
        chunk, self._piece = self._piece[:size], self._piece[size:]
        return chunk

    def _next_piece(self) -> bool:
        try:
            self._piece = next(self._pieces, b"")
        except CodingError as error:
            self.fault = f"the packed data is damaged ({error})"
            return False
        return bool(self._piece) or self._feed()

    def _feed(self) -> bool:
        """Give the decoder more packed bytes; say whether there were any."""
        if self._decoder.done:
            self._packed = self._decoder.rest
            self._packed += self.source.read(CHUNK_BYTES) if len(self._packed) < len(self._magic) else b""
            if not self._packed.startswith(self._magic):  # padding or junk behind the last member says nothing
                return False
            self._decoder = self._opens()
        else:
            self._packed = self.source.read(CHUNK_BYTES)
            if not self._packed:
                self.fault = "the packed data stops in the middle"
                return False
        self._pieces = self._decoder.push(self._packed)
        return True
