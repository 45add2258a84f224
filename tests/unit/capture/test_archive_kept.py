"""A zip archive that stands in no file of its own is kept on disk while it is read, up to a cap."""

from __future__ import annotations

import gzip
import io
import zipfile
from pathlib import Path

import pytest

from onrecord.capture import read_captures
from onrecord.model import Capture, Rejected
from onrecord.settings import CaptureSettings


@pytest.fixture
def packed(tmp_path: Path) -> Path:
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as writer:
        writer.writestr("page.html", "<p>The pier will be rebuilt in oak.</p>")
    path = tmp_path / "pages.zip.gz"
    path.write_bytes(gzip.compress(archive.getvalue()))
    return path


def test_a_packed_archive_is_read(packed: Path) -> None:
    assert [type(found) for found in read_captures([packed], CaptureSettings())] == [Capture]


def test_a_packed_archive_over_the_cap_is_rejected(packed: Path) -> None:
    found = list(read_captures([packed], CaptureSettings(max_kept_bytes=50)))
    assert [result.reason for result in found if isinstance(result, Rejected)] == ["capture.too_large"]
    assert len(found) == 1
