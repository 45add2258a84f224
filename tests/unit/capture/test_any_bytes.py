from __future__ import annotations

import gzip
import io
import sys

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.capture import read_captures

from .made_captures import PAGE, SETTINGS, page, record, response

PIECES = (
    record(response()),
    gzip.compress(record(response())),
    record(response(), length="9999"),
    b"WARC/1.0\r\n",
    b"\r\n\r\n",
    b"\x1f\x8b\x08\x00",
    b"\x28\xb5\x2f\xfd",
    b'{"text": "One."}\n',
    b'"a,b\n',
    b"PK\x03\x04",
    PAGE,
)
DIRT = st.lists(st.one_of(st.sampled_from(PIECES), st.binary(max_size=60)), max_size=8).map(b"".join)


def outcomes_of(data: bytes, monkeypatch: pytest.MonkeyPatch) -> list[object]:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
    return list(read_captures(["-"], SETTINGS))


@given(DIRT)
@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_bytes_give_a_capture_or_a_reason(monkeypatch: pytest.MonkeyPatch, data: bytes) -> None:
    assert outcomes_of(data, monkeypatch)


@given(st.binary(max_size=400), st.booleans())
@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_junk_between_records_costs_no_record(monkeypatch: pytest.MonkeyPatch, junk: bytes, packed: bool) -> None:
    before, after = record(response(page("one"))), record(response(page("two")))
    if packed:
        before, after = gzip.compress(before), gzip.compress(after)
    bodies = [getattr(outcome, "body", None) for outcome in outcomes_of(before + junk + after, monkeypatch)]
    assert bodies[0] == page("one")
    assert bodies[-1] == page("two")
