"""Store a trained tagger as ONNX with weights of 8 bits: python -m training.statement_export IN.pt ENCODER OUT_FOLDER

The graph is written node by node, so that it holds what is run and nothing else. Linear layers: weights int8,
symmetric, a scale a column; inputs uint8, quantised as they come (DynamicQuantizeLinear). Embeddings: int8 with a
scale a row. The rest is float32. Writes statement_tagger.onnx, statement_links.npz (what is left to do for each cue
outside the graph) and statement_tagger.txt (the vocabulary), and their lines in SHA256SUMS.
"""

from __future__ import annotations

import argparse
import hashlib
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

_OPSET = 20
_HEADS = 12
_EPSILON = 1e-12  # BERT's, of layer normalisation
Array = NDArray[np.float32]


class Graph:
    """Nodes and weights as they are added."""

    def __init__(self, *, bits8: bool) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.weights: list[onnx.TensorProto] = []
        self.bits8 = bits8
        self._count = 0

    def put(self, values: object, name: str = "") -> str:
        """Add a constant and return its name."""
        self._count += 1
        name = name or f"c{self._count}"
        self.weights.append(numpy_helper.from_array(np.ascontiguousarray(values), name))
        return name

    def run(self, kind: str, *inputs: str, outputs: int = 1, domain: str = "", **attributes: object) -> str:
        """Add a node and return the name of its output (the first, then name + ".1" …)."""
        self._count += 1
        name = f"{kind}{self._count}"
        names = [name] + [f"{name}.{n}" for n in range(1, outputs)]
        self.nodes.append(helper.make_node(kind, inputs, names, domain=domain, **attributes))
        return name

    def linear(self, x: str, weight: Array, bias: Array) -> str:
        """x · weight + bias, where weight is (in, out)."""
        if not self.bits8:
            return self.run("Add", self.run("MatMul", x, self.put(weight)), self.put(bias))
        scale = np.maximum(np.abs(weight).max(axis=0), 1e-8) / 127
        whole = np.clip(np.rint(weight / scale), -127, 127).astype(np.int8)
        rounded = self.run("DynamicQuantizeLinear", x, outputs=3)
        product = self.run("MatMulInteger", rounded, self.put(whole), f"{rounded}.2", self.put(np.zeros((), np.int8)))
        both = self.run("Mul", f"{rounded}.1", self.put(scale.astype(np.float32)))
        real = self.run("Mul", self.run("Cast", product, to=TensorProto.FLOAT), both)
        return self.run("Add", real, self.put(bias))

    def table(self, rows: Array, at: str) -> str:
        """The rows of an embedding at some places."""
        if not self.bits8:
            return self.run("Gather", self.put(rows), at)
        scale = np.maximum(np.abs(rows).max(axis=1, keepdims=True), 1e-8) / 127
        whole = np.clip(np.rint(rows / scale), -127, 127).astype(np.int8)
        real = self.run("Cast", self.run("Gather", self.put(whole), at), to=TensorProto.FLOAT)
        return self.run("Mul", real, self.run("Gather", self.put(scale.astype(np.float32)), at))

    def norm(self, x: str, weight: Array, bias: Array) -> str:
        """Layer normalisation."""
        return self.run("LayerNormalization", x, self.put(weight), self.put(bias), axis=-1, epsilon=_EPSILON)


def as_onnx(state: dict[str, Array], *, bits8: bool = True) -> onnx.ModelProto:
    """Return the model that a trained state describes."""
    graph = Graph(bits8=bits8)
    own = {name.removeprefix("encoder."): values for name, values in state.items()}
    e = "embeddings."
    size = own[e + "word_embeddings.weight"].shape[1]
    width = size // _HEADS
    x = graph.table(own[e + "word_embeddings.weight"], "pieces")
    for name in ("shape", "quote"):
        x = graph.run("Add", x, graph.run("Gather", graph.put(own[f"{name}.weight"]), f"{name}s"))
    places = own[e + "position_embeddings.weight"] + own[e + "token_type_embeddings.weight"][0]
    length = graph.run("Gather", graph.run("Shape", "pieces"), graph.put(np.array([1])), axis=0)
    here = graph.run("Slice", graph.put(places), graph.put(np.array([0])), length, graph.put(np.array([0])))
    x = graph.norm(graph.run("Add", x, here), own[e + "LayerNorm.weight"], own[e + "LayerNorm.bias"])
    gone = graph.run("Sub", graph.put(np.float32(1)), graph.run("Cast", "mask", to=TensorProto.FLOAT))
    bias = graph.run("Mul", graph.run("Unsqueeze", gone, graph.put(np.array([1, 2]))), graph.put(np.float32(-1e4)))
    apart = graph.put(np.array([0, 0, 3 * _HEADS, width]))
    together = graph.put(np.array([0, 0, size]))
    layer = 0
    while f"encoder.layer.{layer}.output.dense.weight" in own or f"layer.{layer}.output.dense.weight" in own:
        start = f"encoder.layer.{layer}." if f"encoder.layer.{layer}.output.dense.weight" in own else f"layer.{layer}."
        parts = [start + f"attention.self.{p}." for p in ("query", "key", "value")]
        weight = np.concatenate([own[p + "weight"].T for p in parts], axis=1)
        offset = np.concatenate([own[p + "bias"] for p in parts])
        weight[:, :size] /= np.sqrt(width)
        offset[:size] /= np.sqrt(width)
        heads = graph.run("Reshape", graph.linear(x, weight, offset), apart)
        heads = graph.run("Transpose", heads, perm=[0, 2, 1, 3])
        split = graph.run("Split", heads, outputs=3, axis=1, num_outputs=3)
        keys = graph.run("Transpose", f"{split}.1", perm=[0, 1, 3, 2])
        scores = graph.run("Softmax", graph.run("Add", graph.run("MatMul", split, keys), bias), axis=-1)
        mixed = graph.run("Transpose", graph.run("MatMul", scores, f"{split}.2"), perm=[0, 2, 1, 3])
        mixed = graph.run("Reshape", mixed, together)
        out = graph.linear(
            mixed, own[start + "attention.output.dense.weight"].T, own[start + "attention.output.dense.bias"]
        )
        a = start + "attention.output.LayerNorm."
        x = graph.norm(graph.run("Add", x, out), own[a + "weight"], own[a + "bias"])
        inner = graph.linear(x, own[start + "intermediate.dense.weight"].T, own[start + "intermediate.dense.bias"])
        inner = graph.run("Gelu", inner)
        out = graph.linear(inner, own[start + "output.dense.weight"].T, own[start + "output.dense.bias"])
        x = graph.norm(
            graph.run("Add", x, out), own[start + "output.LayerNorm.weight"], own[start + "output.LayerNorm.bias"]
        )
        layer += 1
    spread = graph.run("Unsqueeze", "firsts", graph.put(np.array([2])))
    target = graph.run("Concat", graph.run("Shape", "firsts"), graph.put(np.array([size])), axis=0)
    words = graph.run("GatherElements", x, graph.run("Expand", spread, target), axis=1)
    outputs = []
    for name in ("cue", "word", "anchor", "gate"):
        value = graph.run(
            "Add", graph.run("MatMul", words, graph.put(own[f"{name}.weight"].T)), graph.put(own[f"{name}.bias"])
        )
        graph.nodes.append(helper.make_node("Identity", [value], [name]))
        outputs.append(
            helper.make_tensor_value_info(name, TensorProto.FLOAT, ["b", "w", own[f"{name}.weight"].shape[0]])
        )
    inputs = [
        helper.make_tensor_value_info(name, TensorProto.INT64, ["b", "t"])
        for name in ("pieces", "mask", "shapes", "quotes")
    ] + [helper.make_tensor_value_info("firsts", TensorProto.INT64, ["b", "w"])]
    made = helper.make_graph(graph.nodes, "statement_tagger", inputs, outputs, graph.weights)
    model = helper.make_model(made, opset_imports=[helper.make_opsetid("", _OPSET)], ir_version=10)
    onnx.checker.check_model(model)
    return model


def links(state: dict[str, Array]) -> dict[str, Array]:
    """Return the weights of what is done for each cue."""
    moves = state["moves"] + state["allowed"]
    first = state["first"] + state["opening"]
    names = ("distance.weight", "turn.weight", "tag.weight", "tag.bias")
    return {"moves": moves, "first": first, **{name.replace(".", "_"): state[name] for name in names}}


def main(arguments: Sequence[str] | None = None) -> None:
    """Read, write."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("state", type=Path)
    options.add_argument("encoder", type=Path)
    options.add_argument("out", type=Path)
    options.add_argument("--exact", action="store_true", help="float32 weights, to compare")
    chosen = options.parse_args(arguments)
    state = {name: values.float().numpy() for name, values in torch.load(chosen.state, weights_only=True).items()}
    onnx.save(as_onnx(state, bits8=not chosen.exact), str(chosen.out / "statement_tagger.onnx"))
    np.savez_compressed(chosen.out / "statement_links.npz", **links(state))
    (chosen.out / "statement_tagger.txt").write_bytes((chosen.encoder / "vocab.txt").read_bytes())
    for name in ("statement_tagger.onnx", "statement_links.npz", "statement_tagger.txt"):
        write_sum(chosen.out / name)


def write_sum(path: Path) -> None:
    """Write a file's digest into SHA256SUMS beside it, in place of an earlier one."""
    sums = path.with_name("SHA256SUMS")
    lines = sums.read_text("ascii").splitlines() if sums.exists() else []
    kept = [line for line in lines if line.split("  ")[1] != path.name]
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    sums.write_text("\n".join(sorted([*kept, f"{digest}  {path.name}"], key=lambda line: line[66:])) + "\n", "ascii")


if __name__ == "__main__":
    main()
