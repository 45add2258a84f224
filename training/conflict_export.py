"""Store the trained pair model as ONNX with weights of 8 bits: python -m training.conflict_export IN.pt OUT_FOLDER

The graph is written node by node as the sentence encoder's (training/story_embedding.py) and ends in the chance that
two sentences can not both be so. Writes conflict_pairs.onnx and its line in SHA256SUMS.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper

from training.statement_export import Array, Graph, write_sum
from training.story_embedding import layer

_OPSET = 20
NAME = "conflict_pairs.onnx"


def as_onnx(state: dict[str, Array], *, bits8: bool = True) -> onnx.ModelProto:
    """Return the model: (pieces, mask, segments), each (pairs, pieces) of int64, to `chance` (pairs)."""
    graph = Graph(bits8=bits8)
    e = "encoder.embeddings."
    x = graph.table(state[e + "word_embeddings.weight"], "pieces")
    length = graph.run("Gather", graph.run("Shape", "pieces"), graph.put(np.array([1])), axis=0)
    places = graph.put(state[e + "position_embeddings.weight"])
    here = graph.run("Slice", places, graph.put(np.array([0])), length, graph.put(np.array([0])))
    kind = graph.run("Gather", graph.put(state[e + "token_type_embeddings.weight"]), "segments", axis=0)
    x = graph.run("Add", graph.run("Add", x, here), kind)
    x = graph.norm(x, state[e + "LayerNorm.weight"], state[e + "LayerNorm.bias"])
    real = graph.run("Cast", "mask", to=TensorProto.FLOAT)
    gone = graph.run("Sub", graph.put(np.float32(1)), real)
    bias = graph.run("Mul", graph.run("Unsqueeze", gone, graph.put(np.array([1, 2]))), graph.put(np.float32(-1e4)))
    size, n = state[e + "LayerNorm.weight"].shape[0], 0
    while f"encoder.encoder.layer.{n}.output.dense.weight" in state:
        x = layer(graph, state, f"encoder.encoder.layer.{n}.", x, bias, size)
        n += 1
    over = graph.run("Unsqueeze", real, graph.put(np.array([2])))
    total = graph.run("ReduceSum", graph.run("Mul", x, over), graph.put(np.array([1])), keepdims=0)
    mean = graph.run("Div", total, graph.run("ReduceSum", real, graph.put(np.array([1])), keepdims=1))
    weight, offset = graph.put(state["head.weight"].T.astype(np.float32)), graph.put(state["head.bias"])
    logit = graph.run("Add", graph.run("MatMul", mean, weight), offset)
    chance = graph.run("Sigmoid", graph.run("Squeeze", logit, graph.put(np.array([1]))))
    graph.nodes.append(helper.make_node("Identity", [chance], ["chance"]))
    inputs = [helper.make_tensor_value_info(it, TensorProto.INT64, ["b", "t"]) for it in ("pieces", "mask", "segments")]
    output = helper.make_tensor_value_info("chance", TensorProto.FLOAT, ["b"])
    made = helper.make_graph(graph.nodes, "conflict_pairs", inputs, [output], graph.weights)
    model = helper.make_model(made, opset_imports=[helper.make_opsetid("", _OPSET)], ir_version=10)
    onnx.checker.check_model(model)
    return model


def main() -> None:
    """Read and write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("trained", type=Path)
    parser.add_argument("out", type=Path)
    options = parser.parse_args()
    held = torch.load(options.trained, map_location="cpu", weights_only=True)
    state = {name: np.asarray(values.float().numpy(), np.float32) for name, values in held.items()}
    onnx.save(as_onnx(state), str(options.out / NAME))
    write_sum(options.out / NAME)


if __name__ == "__main__":
    main()
