"""Boosted trees of LightGBM as an ONNX model: "input" (rows × numbers) → "output" (rows × 1)."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING, Any

from onnx import ModelProto, TensorProto, helper

if TYPE_CHECKING:
    from lightgbm import Booster


def as_onnx(booster: Booster, columns: int) -> ModelProto:
    """Return the probability that a booster of binary logistic loss gives, as an ONNX model."""
    nodes: dict[str, list[Any]] = {name: [] for name in ("tree", "node", "feature", "mode", "value", "yes", "no")}
    leaves: dict[str, list[Any]] = {name: [] for name in ("tree", "node", "value")}
    for number, tree in enumerate(booster.dump_model()["tree_info"]):
        _add(tree["tree_structure"], number, nodes, leaves)
    trees = helper.make_node(
        "TreeEnsembleRegressor",
        ["input"],
        ["score"],
        domain="ai.onnx.ml",
        nodes_treeids=nodes["tree"],
        nodes_nodeids=nodes["node"],
        nodes_featureids=nodes["feature"],
        nodes_modes=nodes["mode"],
        nodes_values=nodes["value"],
        nodes_truenodeids=nodes["yes"],
        nodes_falsenodeids=nodes["no"],
        target_treeids=leaves["tree"],
        target_nodeids=leaves["node"],
        target_ids=[0] * len(leaves["tree"]),
        target_weights=leaves["value"],
        n_targets=1,
        post_transform="NONE",
    )
    graph = helper.make_graph(
        [trees, helper.make_node("Sigmoid", ["score"], ["output"])],
        "trees",
        [helper.make_tensor_value_info("input", TensorProto.FLOAT, [None, columns])],
        [helper.make_tensor_value_info("output", TensorProto.FLOAT, [None, 1])],
    )
    opsets = [helper.make_opsetid("", 17), helper.make_opsetid("ai.onnx.ml", 3)]
    return helper.make_model(graph, opset_imports=opsets, ir_version=8)


def _add(part: dict[str, Any], tree: int, nodes: dict[str, list[Any]], leaves: dict[str, list[Any]]) -> int:
    """Add a node with all below it; returns its number in its tree."""
    own = sum(1 for t in reversed(nodes["tree"]) if t == tree) if nodes["tree"] and nodes["tree"][-1] == tree else 0
    at = len(nodes["tree"])
    nodes["tree"].append(tree)
    nodes["node"].append(own)
    leaf = "split_feature" not in part
    nodes["mode"].append("LEAF" if leaf else "BRANCH_LEQ")
    nodes["feature"].append(0 if leaf else part["split_feature"])
    nodes["value"].append(0.0 if leaf else part["threshold"])
    nodes["yes"].append(0)
    nodes["no"].append(0)
    if leaf:
        leaves["tree"].append(tree)
        leaves["node"].append(own)
        leaves["value"].append(part["leaf_value"])
    else:
        nodes["yes"][at] = _add(part["left_child"], tree, nodes, leaves)
        nodes["no"][at] = _add(part["right_child"], tree, nodes, leaves)
    return own


def store(model: ModelProto, path: Path) -> str:
    """Write a model and its line in SHA256SUMS; returns the digest."""
    path.write_bytes(model.SerializeToString())
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    sums = path.with_name("SHA256SUMS")
    lines = sums.read_text("ascii").splitlines() if sums.exists() else []
    kept = [line for line in lines if not line.endswith(f"  {path.name}")]
    sums.write_text(
        "".join(f"{line}\n" for line in sorted([*kept, f"{digest}  {path.name}"], key=lambda line: line[66:])), "ascii"
    )
    return digest
