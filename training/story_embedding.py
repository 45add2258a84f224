"""Store the sentence encoder as ONNX with weights of 8 bits: python -m training.story_embedding ENCODER OUT_FOLDER

The encoder is all-MiniLM-L6-v2 as it is: nothing is trained. The graph is written node by node as the statement
tagger's (training/statement_export.py says how its weights are stored) and ends in what sentence-transformers does
behind the encoder: the mean over the pieces, brought to unit length. Writes text_embedding.onnx and its line in
SHA256SUMS. With --check TEXTS.jsonl.gz it compares the file with the float encoder on the first 200 texts of rows
that hold `title` and `text`.
"""

from __future__ import annotations

import argparse
import gzip
import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper
from safetensors.numpy import load_file

from training.statement_export import Array, Graph, write_sum

_OPSET = 20
_HEADS = 12
NAME = "text_embedding.onnx"


def as_onnx(state: dict[str, Array], *, bits8: bool = True) -> onnx.ModelProto:
    """Return the model: (pieces, mask), both (texts, pieces) of int64, to `embedding` (texts, 384) of unit length."""
    graph = Graph(bits8=bits8)
    x = _embedded(graph, state)
    size = state["embeddings.LayerNorm.weight"].shape[0]
    real = graph.run("Cast", "mask", to=TensorProto.FLOAT)
    gone = graph.run("Sub", graph.put(np.float32(1)), real)
    bias = graph.run("Mul", graph.run("Unsqueeze", gone, graph.put(np.array([1, 2]))), graph.put(np.float32(-1e4)))
    layer = 0
    while f"encoder.layer.{layer}.output.dense.weight" in state:
        x = layer(graph, state, f"encoder.layer.{layer}.", x, bias, size)
        layer += 1
    _pooled(graph, x, real)
    inputs = [helper.make_tensor_value_info(name, TensorProto.INT64, ["b", "t"]) for name in ("pieces", "mask")]
    output = helper.make_tensor_value_info("embedding", TensorProto.FLOAT, ["b", size])
    made = helper.make_graph(graph.nodes, "text_embedding", inputs, [output], graph.weights)
    model = helper.make_model(made, opset_imports=[helper.make_opsetid("", _OPSET)], ir_version=10)
    onnx.checker.check_model(model)
    return model


def _embedded(graph: Graph, state: dict[str, Array]) -> str:
    e = "embeddings."
    x = graph.table(state[e + "word_embeddings.weight"], "pieces")
    places = state[e + "position_embeddings.weight"] + state[e + "token_type_embeddings.weight"][0]
    length = graph.run("Gather", graph.run("Shape", "pieces"), graph.put(np.array([1])), axis=0)
    here = graph.run("Slice", graph.put(places), graph.put(np.array([0])), length, graph.put(np.array([0])))
    return graph.norm(graph.run("Add", x, here), state[e + "LayerNorm.weight"], state[e + "LayerNorm.bias"])


def layer(graph: Graph, state: dict[str, Array], start: str, x: str, bias: str, size: int) -> str:
    """Add one layer of the encoder and return what comes out of it."""
    width = size // _HEADS
    parts = [f"{start}attention.self.{part}." for part in ("query", "key", "value")]
    weight = np.concatenate([state[part + "weight"].T for part in parts], axis=1)
    offset = np.concatenate([state[part + "bias"] for part in parts])
    weight[:, :size] /= np.sqrt(width)
    offset[:size] /= np.sqrt(width)
    heads = graph.run("Reshape", graph.linear(x, weight, offset), graph.put(np.array([0, 0, 3 * _HEADS, width])))
    heads = graph.run("Transpose", heads, perm=[0, 2, 1, 3])
    split = graph.run("Split", heads, outputs=3, axis=1, num_outputs=3)
    keys = graph.run("Transpose", f"{split}.1", perm=[0, 1, 3, 2])
    scores = graph.run("Softmax", graph.run("Add", graph.run("MatMul", split, keys), bias), axis=-1)
    mixed = graph.run("Transpose", graph.run("MatMul", scores, f"{split}.2"), perm=[0, 2, 1, 3])
    mixed = graph.run("Reshape", mixed, graph.put(np.array([0, 0, size])))
    x = _added(graph, state, start + "attention.output.", x, mixed)
    first = start + "intermediate.dense."
    inner = graph.run("Gelu", graph.linear(x, state[first + "weight"].T, state[first + "bias"]))
    return _added(graph, state, start + "output.", x, inner)


def _added(graph: Graph, state: dict[str, Array], part: str, x: str, inner: str) -> str:
    out = graph.linear(inner, state[part + "dense.weight"].T, state[part + "dense.bias"])
    return graph.norm(graph.run("Add", x, out), state[part + "LayerNorm.weight"], state[part + "LayerNorm.bias"])


def _pooled(graph: Graph, x: str, real: str) -> None:
    """Add the mean over the pieces, at unit length, as the output."""
    over = graph.run("Unsqueeze", real, graph.put(np.array([2])))
    total = graph.run("ReduceSum", graph.run("Mul", x, over), graph.put(np.array([1])), keepdims=0)
    length = graph.run("ReduceL2", total, graph.put(np.array([1])), keepdims=1)
    graph.nodes.append(helper.make_node("Div", [total, length], ["embedding"]))


def compare(encoder: Path, rows: Path) -> tuple[float, float]:
    """Return the mean and the least cosine of the stored model's embeddings to the float encoder's, on 200 texts."""
    import torch
    from transformers import AutoModel, AutoTokenizer

    from onrecord.grouping.embedding import PIECES, embed

    with gzip.open(rows, "rt", encoding="utf-8") as lines:
        read = [json.loads(line) for _, line in zip(range(200), lines, strict=False)]
    texts = [f"{row['title']}\n{row['text']}" for row in read]
    tokenizer, model = AutoTokenizer.from_pretrained(encoder), AutoModel.from_pretrained(encoder)
    cosines = []
    for text, ours in zip(texts, embed(texts), strict=True):
        taken = tokenizer(text, truncation=True, max_length=PIECES, return_tensors="pt")
        with torch.inference_mode():
            mean: NDArray[np.float32] = model(**taken).last_hidden_state[0].mean(axis=0).numpy()
        cosines.append(float(mean @ ours / np.linalg.norm(mean)))
    return float(np.mean(cosines)), min(cosines)


def main(arguments: Sequence[str] | None = None) -> None:
    """Read, write, compare."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("encoder", type=Path, help="folder with model.safetensors and vocab.txt")
    options.add_argument("out", type=Path)
    options.add_argument("--check", type=Path)
    chosen = options.parse_args(arguments)
    state = {
        name: np.asarray(values, np.float32)
        for name, values in load_file(chosen.encoder / "model.safetensors").items()
        if values.dtype.kind == "f"
    }
    onnx.save(as_onnx(state), str(chosen.out / NAME))
    write_sum(chosen.out / NAME)
    if chosen.check:
        mean, least = compare(chosen.encoder, chosen.check)
        print(f"cosine to the float encoder: mean {mean:.4f}, least {least:.4f}")


if __name__ == "__main__":
    main()
