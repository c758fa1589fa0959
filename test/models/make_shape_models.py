"""Makes models of unusual shapes and types: a fixed number of rows, 16 bits, two matrices.

    pip install onnx numpy && python make_shape_models.py

The files in `engine/` are committed; run it again only to change them.
"""
from pathlib import Path

import onnx
from onnx import TensorProto, helper

HERE = Path(__file__).parent / "engine"
F, H, I = TensorProto.FLOAT, TensorProto.FLOAT16, TensorProto.INT64
tensor = helper.make_tensor_value_info


def save(name, nodes, inputs, outputs, constants=()):
    graph = helper.make_graph(nodes, name, inputs, outputs, list(constants))
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=9)
    onnx.checker.check_model(model)
    (HERE / f"{name}.onnx").write_bytes(model.SerializeToString())


axis = helper.make_tensor("axis", I, [1], [1])
# Sum of three columns, four rows at a time.
save(
    "fixed",
    [helper.make_node("ReduceSum", ["X", "axis"], ["prediction"])],
    [tensor("X", F, [4, 3])],
    [tensor("prediction", F, [4, 1])],
    [axis],
)
# Twice a column, in 16 bits on the way in and out.
save(
    "half",
    [helper.make_node("Add", ["X", "X"], ["prediction"])],
    [tensor("X", H, ["N", 1])],
    [tensor("prediction", H, ["N", 1])],
)
# Sum of the columns of one matrix less the sum of those of another.
save(
    "matrices",
    [
        helper.make_node("ReduceSum", ["A", "axis"], ["a"]),
        helper.make_node("ReduceSum", ["B", "axis"], ["b"]),
        helper.make_node("Sub", ["a", "b"], ["prediction"]),
    ],
    [tensor("A", F, ["N", 2]), tensor("B", F, ["N", 3])],
    [tensor("prediction", F, ["N", 1])],
    [axis],
)
