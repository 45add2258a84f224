"""Unpacks a WARC file for its reader: gzip members, zstandard frames and plain runs in one stream, damaged or not.

The reader sees one buffer of unpacked bytes. Member starts are marked, since they say where a record lies in the
stored file and, when they open with a record head, that no record before them reaches across. Damage ends the
buffer (`fault`); `mend` then looks for the next member or record behind it.
"""

from __future__ import annotations

import re
import zlib
from collections import deque
from collections.abc import Iterator

from onrecord.capture.codings import GZIP_MAGIC, ZSTD_DICTIONARY_MAGIC, ZSTD_MAGIC, CodingError, Decoder, Inflate, Zstd
from onrecord.capture.stream import CHUNK_BYTES, Readable

RECORD_HEAD = re.compile(
    rb"WARC/\d{1,3}\.\d{1,3}[ \t]{0,9}\r?\n(?:[^\n]{0,999}\n){0,3}?(?i:WARC-|Content-)[A-Za-z-]{1,40}[ \t]{0,9}:"
)
_MEMBER_OR_HEAD = re.compile(rb"\x1f\x8b\x08[\x00-\x1f]|\x28\xb5\x2f\xfd|" + RECORD_HEAD.pattern)
_PROBE_BYTES = 1024  # of a member, to see whether a record opens in it
_KEEP_BYTES = 1 << 20  # packed bytes kept to look through after damage; inflate notices within 64 KiB
_MAX_DICTIONARY_BYTES = 16 << 20


class Mark:
    """Where a member (or a plain run) starts: in the unpacked bytes and in the stored file."""

    __slots__ = ("offset", "packed", "position")

    def __init__(self, position: int, offset: int, packed: bool) -> None:
        self.position = position
        self.offset = offset
        self.packed = packed


class Feed:
    """The unpacked bytes of a WARC file, as a buffer that is filled ahead and consumed from the front."""

    def __init__(self, source: Readable) -> None:
        self.buffer = bytearray()
        self.position = 0  # of buffer[0] in the unpacked bytes
        self.marks: deque[Mark] = deque()  # of all members that reach into the buffer, and the last one before it
        self.fault: str | None = None  # why the unpacked bytes stop at the end of the buffer
        self.cut = False  # the fault is only that the file ends in the middle of a member
        self.ended = False
        self._source = source
        self._raw = bytearray()
        self._raw_at = 0
        self._raw_offset = 0  # of _raw[0] in the stored file
        self._member_raw = 0  # stored offset of the member that is being unpacked
        self._decoder: Decoder | None = None
        self._pieces: Iterator[bytes] = iter(())
        self._plain = False
        self._dictionary: bytes | None = None

    def fill(self, size: int) -> bool:
        """Read ahead until the buffer holds `size` bytes; say whether it does."""
        while len(self.buffer) < size and not self.ended and self.fault is None:
            self._step()
        return len(self.buffer) >= size

    def drop(self, size: int) -> None:
        """Consume `size` bytes of the buffer."""
        del self.buffer[:size]
        self.position += size
        while len(self.marks) > 1 and self.marks[1].position <= self.position:
            self.marks.popleft()

    def mark_inside(self, start: int, end: int) -> int | None:
        """Return where in the buffer, within start..end, a member starts that opens with a record head; else None."""
        for mark in self.marks:
            at = mark.position - self.position
            if start <= at < end and self.buffer[at : at + 5].upper() == b"WARC/":
                return at
        return None

    def is_mark(self, at: int) -> bool:
        """Return whether a member starts at this place of the buffer."""
        return any(mark.position - self.position == at for mark in self.marks)

    def place(self, at: int = 0) -> tuple[int, int]:
        """Return where buffer[at] lies: the stored offset of its member (in a plain run: its own), bytes into it."""
        here = self.position + at
        mark = next(mark for mark in reversed(self.marks) if mark.position <= here)
        inside = here - mark.position
        return (mark.offset, inside) if mark.packed else (mark.offset + inside, 0)

    def repack(self, at: int) -> bool:
        """Read buffer[at:] again as the start of a member, if it stands in a plain run; say whether that was so."""
        mark = self.marks[-1] if self.marks else None
        if mark is None or mark.packed or mark.position > self.position + at:
            return False
        tail = bytes(self.buffer[at:])
        self._raw[: self._raw_at] = tail
        self._raw_offset += self._raw_at - len(tail)
        self._raw_at = 0
        del self.buffer[at:]
        if mark.position == self.position + at:
            self.marks.pop()
        self._plain = self.ended = False
        return True

    def mend(self) -> None:
        """Go on behind a fault: at the next member or plain record. The buffer must be consumed."""
        self.fault, self.cut, self._decoder, self._pieces = None, False, None, iter(())
        # the member may have been cut short and the next one read as part of it: so look from its start
        self._raw_at = max(self._member_raw + 1 - self._raw_offset, 0)
        while True:
            found = find_start(self._raw, self._raw_at)
            if found is not None:
                self._raw_at = found
                return
            self._raw_at = max(len(self._raw) - _PROBE_BYTES, self._raw_at)
            if not self._read():
                self.ended = True
                return

    def _step(self) -> None:
        """Append one more piece to the buffer, or open the next member, or end."""
        if self._decoder is not None:
            self._step_packed(self._decoder)
        elif self._plain:
            self._step_plain()
        else:
            self._open()

    def _step_packed(self, decoder: Decoder) -> None:
        try:
            piece = next(self._pieces, None)
        except CodingError as error:
            self.fault = str(error)
            return
        if piece is not None:
            self.buffer += piece
        elif decoder.done:
            self._raw_at -= len(decoder.rest)
            self._decoder = None
        elif self._raw_at < len(self._raw) or self._read():
            chunk = bytes(self._raw[self._raw_at : self._raw_at + CHUNK_BYTES])
            self._raw_at += len(chunk)
            self._pieces = decoder.push(chunk)
        else:
            self.fault, self.cut = "the packed data stops in the middle", True

    def _step_plain(self) -> None:
        if self._raw_at < len(self._raw) or self._read():
            self.buffer += self._raw[self._raw_at :]
            self._raw_at = len(self._raw)
        else:
            self.ended = True

    def _open(self) -> None:
        """Open the next gzip member, zstandard frame or plain run."""
        while len(self._raw) - self._raw_at < 8 and self._read():
            pass
        if self._raw_at >= len(self._raw):
            self.ended = True
            return
        magic = bytes(self._raw[self._raw_at : self._raw_at + 4])
        self._member_raw = self._raw_offset + self._raw_at
        if magic == ZSTD_DICTIONARY_MAGIC and self._take_dictionary():
            return
        if magic.startswith(GZIP_MAGIC):
            self._decoder = Inflate(31)
        elif magic == ZSTD_MAGIC:
            self._decoder = Zstd(self._dictionary)
        else:
            self._plain = True
        self.marks.append(Mark(self.position + len(self.buffer), self._member_raw, packed=not self._plain))

    def _take_dictionary(self) -> bool:
        """Read the dictionary frame (IIPC, "Zstandard compression for WARC"); say whether it was one."""
        size = int.from_bytes(self._raw[self._raw_at + 4 : self._raw_at + 8], "little")
        if size > _MAX_DICTIONARY_BYTES:
            return False
        while len(self._raw) - self._raw_at < 8 + size and self._read():
            pass
        held = bytes(self._raw[self._raw_at + 8 : self._raw_at + 8 + size])
        self._raw_at += 8 + len(held)
        try:
            self._dictionary = _unpack_dictionary(held)
        except CodingError:
            self._dictionary = None
        return True

    def _read(self) -> bool:
        """Read more of the stored file; forget what no longer can be needed."""
        if self._raw_at > 2 * _KEEP_BYTES:
            surplus = self._raw_at - _KEEP_BYTES
            del self._raw[:surplus]
            self._raw_at -= surplus
            self._raw_offset += surplus
        chunk = self._source.read(CHUNK_BYTES)
        self._raw += chunk
        return bool(chunk)


def opens_record(packed: bytes) -> bool:
    """Return whether a gzip member opens here and unpacks to something that starts as a record."""
    try:
        return zlib.decompressobj(31).decompress(packed[:_PROBE_BYTES], 5).upper() == b"WARC/"
    except zlib.error:
        return False


def find_start(data: bytearray, at: int, *, members: bool = True) -> int | None:
    """Return where from `at` on the next record starts, by its head or (with `members`) packed; None when nowhere."""
    pattern = _MEMBER_OR_HEAD if members else RECORD_HEAD
    for found in pattern.finditer(data, at):
        start = found.start()
        if data[start] != GZIP_MAGIC[0] or opens_record(bytes(data[start : start + _PROBE_BYTES])):
            return start
    return None


def _unpack_dictionary(held: bytes) -> bytes:
    if not held.startswith(ZSTD_MAGIC):
        return held
    out = bytearray()
    for piece in Zstd().push(held):
        out += piece
        if len(out) > _MAX_DICTIONARY_BYTES:
            raise CodingError("the dictionary is too large")
    return bytes(out)
