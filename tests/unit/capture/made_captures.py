"""Builds small captures and WARC records by hand."""

from __future__ import annotations

from pathlib import Path

from onrecord.capture import read_captures
from onrecord.model import Capture, Rejected
from onrecord.settings import CaptureSettings

PAGE = b"<!doctype html><html><body><p>The ferry sails at nine.</p></body></html>"
SETTINGS = CaptureSettings()
Outcome = Capture | Rejected


def page(mark: str) -> bytes:
    return PAGE.replace(b"nine", mark.encode())


def response(body: bytes = PAGE, head: bytes = b"Content-Type: text/html\r\n", status: bytes = b"200 OK") -> bytes:
    return b"HTTP/1.1 " + status + b"\r\n" + head + b"\r\n" + body


def record(
    block: bytes,
    *,
    kind: str = "response",
    length: str | None = "",
    url: str = "https://a.example/",
    more: bytes = b"",
) -> bytes:
    """One WARC record; `length` is the Content-Length it claims, the true one when empty, none at all when None."""
    said = f"Content-Length: {length or len(block)}\r\n" if length is not None else ""
    head = f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2026-01-04T10:00:00Z\r\n{said}"
    return head.encode() + more + b"\r\n" + block + b"\r\n\r\n"


def bodies(outcomes: list[Outcome]) -> list[bytes]:
    return [outcome.body for outcome in outcomes if isinstance(outcome, Capture)]


def reasons(outcomes: list[Outcome]) -> list[str]:
    return [outcome.reason if isinstance(outcome, Rejected) else "" for outcome in outcomes]


def read(folder: Path, data: bytes, name: str, settings: CaptureSettings = SETTINGS) -> list[Outcome]:
    """What is read from a file of this name and content."""
    path = folder / name
    path.write_bytes(data)
    return list(read_captures([path], settings))


def only_capture(outcomes: list[Outcome]) -> Capture:
    (outcome,) = outcomes
    assert isinstance(outcome, Capture), outcome
    return outcome
