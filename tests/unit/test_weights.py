from __future__ import annotations

import hashlib
from importlib.resources import files
from pathlib import Path

import numpy as np
import pytest

from onrecord import weights
from onrecord.article.block_model import MODEL
from onrecord.article.matrix import feature_names
from onrecord.errors import ModelError
from onrecord.pipeline import build


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(weights, "files", lambda _: tmp_path)
    return tmp_path


def test_a_model_whose_digest_stands_beside_it_is_read(folder: Path) -> None:
    (folder / "m.onnx").write_bytes(b"trees")
    (folder / "SHA256SUMS").write_text(f"{hashlib.sha256(b'trees').hexdigest()}  m.onnx\n")
    assert weights.sound_bytes("m.onnx") == b"trees"


def test_a_model_that_was_changed_is_refused(folder: Path) -> None:
    (folder / "m.onnx").write_bytes(b"tree5")
    (folder / "SHA256SUMS").write_text(f"{hashlib.sha256(b'trees').hexdigest()}  m.onnx\n")
    with pytest.raises(ModelError, match="SHA-256 differs"):
        weights.sound_bytes("m.onnx")


@pytest.mark.parametrize("missing", ["m.onnx", "SHA256SUMS"])
def test_a_model_that_is_not_there_is_named_with_what_to_do(folder: Path, missing: str) -> None:
    for name in {"m.onnx", "SHA256SUMS"} - {missing}:
        (folder / name).write_text("x")
    with pytest.raises(ModelError) as caught:
        weights.sound_bytes("m.onnx")
    assert "m.onnx" in caught.value.where
    assert "install" in caught.value.do


def test_the_digests_beside_the_models_are_theirs() -> None:
    folder = files("onrecord.models")
    for line in folder.joinpath("SHA256SUMS").read_text("ascii").splitlines():
        digest, name = line.split("  ")
        assert hashlib.sha256(folder.joinpath(name).read_bytes()).hexdigest() == digest


def test_the_block_model_gives_every_row_a_chance() -> None:
    rows = np.zeros((3, len(feature_names())), np.float32)
    chances = weights.run_model(MODEL, rows)
    assert chances.shape == (3, 1)
    assert ((chances > 0) & (chances < 1)).all()


def test_a_changed_model_stops_a_run_and_writes_no_record(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text("<p>words</p>")
    with pytest.raises(ModelError):
        build([tmp_path / "page.html"], tmp_path / "record.db")
    assert not (tmp_path / "record.db").exists()
