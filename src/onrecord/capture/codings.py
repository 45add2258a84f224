"""Unpacks gzip, deflate, brotli and zstandard piece by piece, so that the caller can stop a bomb at its cap."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from typing import Protocol

PIECE_BYTES = 1 << 20  # most that one step unpacks
GZIP_MAGIC = b"\x1f\x8b\x08"
ZSTD_MAGIC = b"\x28\xb5\x2f\xfd"
ZSTD_DICTIONARY_MAGIC = b"\x5d\x2a\x4d\x18"  # the skippable frame that opens a .warc.zst with a dictionary of its own
_ZSTD_INPUT_BYTES = 512  # four bytes can stand for a 128 KiB block, so this unpacks to 16 MiB at most
_ZSTD_WINDOW_BYTES = 1 << 27  # what `zstd --long=27` needs; the format allows up to 3.75 TiB


class CodingError(Exception):
    """The packed bytes are damaged or were never packed this way."""


class Decoder(Protocol):
    """Unpacks one stream. `push` yields pieces; after it `done` says whether the stream ended, `rest` what followed."""

    done: bool
    rest: bytes
    exact: bool  # everything before a damaged byte comes out

    def push(self, data: bytes) -> Iterator[bytes]:
        """Yield what `data` unpacks to, in pieces of bounded size.

        Raises:
            CodingError: the bytes are damaged; everything before the damage was yielded.
        """
        ...


class Inflate:
    """One gzip member (window_bits 31), zlib stream (15) or raw deflate stream (-15)."""

    def __init__(self, window_bits: int = 31) -> None:
        self._engine = zlib.decompressobj(window_bits)
        self.exact = True
        self.done = False
        self.rest = b""

    def push(self, data: bytes) -> Iterator[bytes]:
        """Yield what `data` unpacks to, in pieces of at most PIECE_BYTES."""
        while data or self._engine.unconsumed_tail:
            # zlib drops what a failing call had already unpacked: the copy lets us get at it
            spare = self._engine.copy()
            try:
                piece = self._engine.decompress(data, PIECE_BYTES)
            except zlib.error as error:
                yield from _up_to_damage(spare, data)
                raise CodingError(str(error)) from error
            data = self._engine.unconsumed_tail
            if piece:
                yield piece
            if self._engine.eof:
                self.done, self.rest = True, self._engine.unused_data
                return
            if not piece and not data:
                return


def _up_to_damage(engine: zlib._Decompress, data: bytes) -> Iterator[bytes]:
    """Yield what can be unpacked before the byte that fails: by steps of 1 KiB, then byte by byte."""
    for step in (1024, 1):
        at = 0
        while at < len(data):
            spare = engine.copy()
            try:
                piece = engine.decompress(data[at : at + step], PIECE_BYTES)
            except zlib.error:
                engine = spare
                break
            if engine.unconsumed_tail:  # a piece was full: rare, and what follows is lost with the damage
                piece += engine.decompress(engine.unconsumed_tail, PIECE_BYTES)
            if piece:
                yield piece
            at += step
        data = data[at : at + step]


class Zstd:
    """One zstandard frame."""

    def __init__(self, dictionary: bytes | None = None) -> None:
        import zstandard

        self._error = zstandard.ZstdError
        shared = zstandard.ZstdCompressionDict(dictionary) if dictionary else None
        self.exact = True
        self._engine = zstandard.ZstdDecompressor(dict_data=shared, max_window_size=_ZSTD_WINDOW_BYTES).decompressobj()
        self.done = False
        self.rest = b""

    def push(self, data: bytes) -> Iterator[bytes]:
        """Yield what `data` unpacks to, in pieces of at most 16 MiB."""
        for at in range(0, len(data), _ZSTD_INPUT_BYTES):
            try:
                piece = self._engine.decompress(data[at : at + _ZSTD_INPUT_BYTES])
            except self._error as error:
                raise CodingError(str(error)) from error
            if piece:
                yield piece
            if self._engine.eof:
                self.done = True
                self.rest = self._engine.unused_data + data[at + _ZSTD_INPUT_BYTES :]
                return


class Brotli:
    """One brotli stream. With `step` 1 everything before a damaged byte comes out, at a hundredth of the speed."""

    def __init__(self, step: int = 1 << 20) -> None:
        import brotli  # type: ignore[import-untyped]

        self._error = brotli.error
        self._engine = brotli.Decompressor()
        self._step = step
        self.exact = step <= 4096
        self.done = False
        self.rest = b""

    def push(self, data: bytes) -> Iterator[bytes]:
        """Yield what `data` unpacks to, in pieces of about PIECE_BYTES."""
        for at in range(0, len(data), self._step):
            yield from self._push_step(data[at : at + self._step])
            if self._engine.is_finished():
                self.done, self.rest = True, data[at + self._step :]
                return

    def _push_step(self, data: bytes) -> Iterator[bytes]:
        while True:
            try:
                piece = self._engine.process(data, output_buffer_limit=PIECE_BYTES)
            except self._error as error:
                raise CodingError("the brotli stream is damaged") from error
            data = b""
            if piece:
                yield piece
            if self._engine.is_finished() or self._engine.can_accept_more_data():
                return
