"""The trained models: opened by need, and only as they were trained."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

from onrecord.errors import ModelError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from onnxruntime import InferenceSession

_FOLDER = "onrecord.models"
_MODELS = (
    "block_roles.onnx",
    "statement_tagger.onnx",
    "statement_links.npz",
    "statement_tagger.txt",
    "text_embedding.onnx",
    "story_pairs.onnx",
)
_SUMS = "SHA256SUMS"  # as sha256sum writes it


def run_model(name: str, matrix: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return the first output of a model of this process for the rows of a matrix.

    Raises:
        ModelError: its file is missing, or not the one that was trained.
    """
    output: NDArray[np.float32] = open_model(name).run(None, {"input": matrix})[0]
    return output


def check_models() -> None:
    """Check the models' files: a run that lacks one stops before its first capture.

    Raises:
        ModelError: a file is missing, or not the one that was trained.
    """
    for name in _MODELS:
        sound_bytes(name)


@lru_cache(maxsize=8)
def open_model(name: str) -> InferenceSession:
    """Return the model of a file, ready to run on one thread.

    Raises:
        ModelError: its file is missing, or not the one that was trained.
    """
    from onnxruntime import InferenceSession, SessionOptions

    options = SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1  # builds run a process a core
    options.log_severity_level = 3
    return InferenceSession(sound_bytes(name), options, providers=["CPUExecutionProvider"])


@lru_cache(maxsize=8)
def open_arrays(name: str) -> Mapping[str, NDArray[np.float32]]:
    """Return the arrays of an .npz file by their names.

    Raises:
        ModelError: its file is missing, or not the one that was trained.
    """
    import io

    import numpy as np

    with np.load(io.BytesIO(sound_bytes(name)), allow_pickle=False) as held:
        return {key: held[key] for key in held.files}


def sound_bytes(name: str) -> bytes:
    """Return the bytes of a model's file, once their digest is the one that is written beside it.

    Raises:
        ModelError: it is missing, or not the one that was trained.
    """
    folder = files(_FOLDER)
    where = f"{_FOLDER}/{name}"
    do = "install onrecord again: its files were changed or lost"
    try:
        body = folder.joinpath(name).read_bytes()
        sums = folder.joinpath(_SUMS).read_text("ascii")
    except (OSError, UnicodeDecodeError) as error:
        raise ModelError(f"the model can not be read ({error})", where, do) from error
    if f"{hashlib.sha256(body).hexdigest()}  {name}" not in sums.splitlines():
        raise ModelError("the model is not the one that was trained: its SHA-256 differs", where, do)
    return body
