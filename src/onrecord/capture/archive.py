"""Reads zip and WACZ archives member by member, never to disk: a member's name is only ever shown."""

from __future__ import annotations

import posixpath
import re
import stat
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import replace
from typing import IO, Literal

from onrecord.capture.found import Found, reject
from onrecord.model import Capture, Rejected
from onrecord.settings import CaptureSettings

_OFFICE = ("[Content_Types].xml", "mimetype", "META-INF/MANIFEST.MF")  # docx and kin, odt and epub, jar
_DRIVE = re.compile(r"[A-Za-z]:")
_SMALL_BYTES = 8 << 20  # any ratio is harmless up to here
_SYSTEM = ("__MACOSX/", ".DS_Store")  # what a file manager adds, not what somebody captured


def read_archive(source: IO[bytes], found: Found, settings: CaptureSettings) -> Iterator[Capture | Rejected]:
    """Yield what the members of a zip file hold, in its order; of a WACZ file, what its WARC files hold."""
    try:
        with zipfile.ZipFile(source) as archive:
            yield from _members(archive, found, settings)
    except (zipfile.BadZipFile, ValueError, NotImplementedError, EOFError, RecursionError, OverflowError) as error:
        yield reject(found, settings, "error", "capture.damaged", f"the archive cannot be read ({error})")


def _members(archive: zipfile.ZipFile, found: Found, settings: CaptureSettings) -> Iterator[Capture | Rejected]:
    members = archive.infolist()
    names = {member.filename for member in members}
    if names & set(_OFFICE):
        yield reject(found, settings, "skip", "not_article.media_type", "it is an office file or a program")
        return
    is_wacz = "datapackage.json" in names and any(_is_warc_of_wacz(name) for name in names)
    found = replace(found, container="wacz" if is_wacz or found.name.lower().endswith(".wacz") else "zip")
    any_outcome = False
    for number, member in enumerate(members):
        if member.is_dir() or member.filename.startswith(_SYSTEM):
            continue
        if found.container == "wacz" and not _is_warc_of_wacz(member.filename):
            continue
        any_outcome = True
        if number >= settings.max_members:
            words = f"it has more than {settings.max_members:,} members"
            yield reject(found, settings, "error", "capture.too_large", words)
            return
        yield from _read_member(archive, member, found, settings)
    if not any_outcome:
        yield reject(found, settings, "empty", "capture.no_records", "there is no file in the archive")


def _is_warc_of_wacz(name: str) -> bool:
    return name.startswith("archive/") and (".warc" in name or ".wet" in name)


def _read_member(
    archive: zipfile.ZipFile, member: zipfile.ZipInfo, found: Found, settings: CaptureSettings
) -> Iterator[Capture | Rejected]:
    from onrecord.capture.containers import read_stored

    shown = "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in member.filename)
    inside = replace(found, uri=f"{found.uri}!/{shown}", name=posixpath.basename(member.filename))
    if obstacle := _obstacle(member):
        yield reject(inside, settings, *obstacle)
        return
    try:
        with archive.open(member) as source:
            yield from read_stored(_Capped(source, member, settings), inside, settings)
    except NotImplementedError as error:
        yield reject(inside, settings, "error", "capture.unsupported", str(error).lower())
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, OverflowError, RuntimeError) as error:
        yield reject(inside, settings, "error", "capture.damaged", f"the member is damaged ({error})")


def _obstacle(member: zipfile.ZipInfo) -> tuple[Literal["error", "skip"], str, str] | None:
    """Return status, reason and words for a member that is not read, else None."""
    name = member.filename.replace("\\", "/")
    if name.startswith("/") or _DRIVE.match(name) or ".." in name.split("/"):
        return "skip", "capture.unsafe_path", "its name leads out of the archive"
    mode = member.external_attr >> 16
    if stat.S_ISLNK(mode):
        return "skip", "capture.link", "it is a link, and links are not followed"
    if mode and stat.S_IFMT(mode) not in (0, stat.S_IFREG):
        return "skip", "capture.not_a_file", "it is a device, a pipe or a socket"
    if member.flag_bits & 0x1:
        return "error", "capture.encrypted", "it is encrypted: unpack it with its password first"
    return None


class _Capped:
    """The unpacked bytes of a member, which stop when they are more than its packed size can honestly hold."""

    def __init__(self, source: IO[bytes], member: zipfile.ZipInfo, settings: CaptureSettings) -> None:
        self._source = source
        self._left = max(member.compress_size * settings.max_ratio, _SMALL_BYTES)

    def read(self, size: int, /) -> bytes:
        """Return at most `size` of the next bytes, none at the end.

        Raises:
            zipfile.BadZipFile: the ratio is past the cap, or the member is damaged.
        """
        chunk = self._source.read(size)
        self._left -= len(chunk)
        if self._left < 0:
            raise zipfile.BadZipFile("it unpacks to far more than its size")
        return chunk
