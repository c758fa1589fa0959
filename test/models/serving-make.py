"""Makes the tiny ONNX models of the serving and deployment tests. Run it with the packages of
test/requirements-triton.txt; the files it writes are committed."""
import pathlib

import numpy as np
import onnx
from onnx import TensorProto as T
from onnx import helper as h

HERE = pathlib.Path(__file__).parent


def save(name, nodes, inputs, outputs, initializers=()):
    graph = h.make_graph(nodes, name, inputs, outputs, list(initializers))
    model = h.make_model(graph, opset_imports=[h.make_opsetid("", 17)], producer_name="assay-test")
    model.ir_version = 8
    onnx.checker.check_model(model, full_check=True)
    (HERE / f"{name}.onnx").write_bytes(model.SerializeToString())


def scale(name, factor):
    """y = factor * x, a batch of three floats."""
    weight = onnx.numpy_helper.from_array(np.float32(factor), "factor")
    save(
        name,
        [h.make_node("Mul", ["x", "factor"], ["y"])],
        [h.make_tensor_value_info("x", T.FLOAT, ["batch", 3])],
        [h.make_tensor_value_info("y", T.FLOAT, ["batch", 3])],
        [weight],
    )


scale("serving-times2", 2)
scale("serving-times3", 3)

# Every element type comes back as it went: int64 beyond 2^53, strings, booleans, half floats.
kinds = {
    "i64": T.INT64,
    "u64": T.UINT64,
    "i8": T.INT8,
    "u8": T.UINT8,
    "i32": T.INT32,
    "f16": T.FLOAT16,
    "f64": T.DOUBLE,
    "flag": T.BOOL,
    "text": T.STRING,
}
save(
    "serving-echo",
    [h.make_node("Identity", [f"{k}_in"], [f"{k}_out"]) for k in kinds],
    [h.make_tensor_value_info(f"{k}_in", t, ["n"]) for k, t in kinds.items()],
    [h.make_tensor_value_info(f"{k}_out", t, ["n"]) for k, t in kinds.items()],
)

# NaN for negative numbers, minus infinity for 0.
save(
    "serving-log",
    [h.make_node("Log", ["x"], ["y"])],
    [h.make_tensor_value_info("x", T.FLOAT, ["n"])],
    [h.make_tensor_value_info("y", T.FLOAT, ["n"])],
)

# As long as one likes: `steps` products of two matrices. The time of one inference is under the test's control.
body = h.make_graph(
    [
        h.make_node("Identity", ["go"], ["go_out"]),
        h.make_node("MatMul", ["m", "m"], ["square"]),
        h.make_node("Softmax", ["square"], ["m_out"]),
    ],
    "body",
    [
        h.make_tensor_value_info("i", T.INT64, []),
        h.make_tensor_value_info("go", T.BOOL, []),
        h.make_tensor_value_info("m", T.FLOAT, [128, 128]),
    ],
    [
        h.make_tensor_value_info("go_out", T.BOOL, []),
        h.make_tensor_value_info("m_out", T.FLOAT, [128, 128]),
    ],
)
save(
    "serving-slow",
    [
        h.make_node("ConstantOfShape", ["side"], ["start"], value=h.make_tensor("v", T.FLOAT, [1], [0.01])),
        h.make_node("Squeeze", ["steps"], ["trip"]),
        h.make_node("Loop", ["trip", "true", "start"], ["end"], body=body),
        h.make_node("ReduceSum", ["end"], ["sum"], keepdims=0),
    ],
    [h.make_tensor_value_info("steps", T.INT64, [1])],
    [h.make_tensor_value_info("sum", T.FLOAT, [])],
    [
        onnx.numpy_helper.from_array(np.array([128, 128], dtype=np.int64), "side"),
        onnx.numpy_helper.from_array(np.array(True), "true"),
    ],
)
