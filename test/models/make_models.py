"""Makes the small ONNX models of the tests, their data (CSV) and the predictions that scikit-learn gives.

    pip install -r requirements.txt && python make_models.py

The files in `fixtures/` are committed; run it again only to change them.
"""
import csv
import json
from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper
from skl2onnx import to_onnx
from skl2onnx.common.data_types import (
    BooleanTensorType,
    FloatTensorType,
    Int64TensorType,
    StringTensorType,
)
from sklearn.compose import ColumnTransformer
from sklearn.linear_model import LinearRegression, LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import OneHotEncoder
from sklearn.tree import DecisionTreeClassifier

HERE = Path(__file__).parent / "fixtures"
HERE.mkdir(exist_ok=True)
OPSET = 17
rng = np.random.default_rng(7)
N = 200

age = rng.integers(18, 80, N)
income = np.round(rng.normal(50, 15, N), 3)
member = rng.random(N) < 0.4
city = rng.choice(["Aachen", "Bonn", "Cork's", "Łódź"], N)
late = (0.05 * (age - 45) + 0.04 * (income - 50) + 1.2 * member + (city == "Bonn") + rng.normal(0, 1, N)) > 0.6
kind = np.where(income > 58, "gold", np.where(age > 45, "silver", "bronze"))
spend = np.round(3 * income - age + rng.normal(0, 8, N), 2)


def save(name, model):
    (HERE / f"{name}.onnx").write_bytes(model.SerializeToString())


matrix = np.column_stack([age, income, member]).astype(np.float32)
expected = {}

binary = LogisticRegression(max_iter=1000).fit(matrix, late.astype(int))
save("binary_matrix", to_onnx(binary, matrix[:1], target_opset=OPSET, options={"zipmap": False}))
save("binary_zipmap", to_onnx(binary, matrix[:1], target_opset=OPSET))
expected["binary_matrix"] = binary.predict_proba(matrix)[:, 1].tolist()

multi = DecisionTreeClassifier(max_depth=4, random_state=0).fit(matrix, kind)
save("multiclass", to_onnx(multi, matrix[:1], target_opset=OPSET, options={"zipmap": False}))
expected["multiclass"] = {"classes": multi.classes_.tolist(), "p": multi.predict_proba(matrix).tolist()}

linear = LinearRegression().fit(matrix, spend)
save("regression", to_onnx(linear, matrix[:1], target_opset=OPSET))
expected["regression"] = linear.predict(matrix).tolist()

import pandas as pd  # noqa: E402  (only here: the mixed model takes a frame)

frame = pd.DataFrame({"age": age, "income": income.astype(np.float32), "member": member, "city": city})
mixed = make_pipeline(
    ColumnTransformer(
        [("city", OneHotEncoder(handle_unknown="ignore"), ["city"]), ("rest", "passthrough", ["age", "income"])]
    ),
    LogisticRegression(max_iter=2000),
).fit(frame, late.astype(int))
save(
    "binary_mixed",
    to_onnx(
        mixed,
        initial_types=[
            ("age", Int64TensorType([None, 1])),
            ("income", FloatTensorType([None, 1])),
            ("member", BooleanTensorType([None, 1])),
            ("city", StringTensorType([None, 1])),
        ],
        target_opset=OPSET,
        options={"zipmap": False},
    ),
)
expected["binary_mixed"] = mixed.predict_proba(frame)[:, 1].tolist()

# One probability an example, inputs of shape [N] and of four number types, none of them a matrix.
nodes = [
    helper.make_node("Cast", ["age"], ["a"], to=TensorProto.DOUBLE),
    helper.make_node("Cast", ["member"], ["m"], to=TensorProto.DOUBLE),
    helper.make_node("Sub", ["income", "middle"], ["i"]),
    helper.make_node("Mul", ["i", "slope"], ["is"]),
    helper.make_node("Mul", ["a", "slope"], ["as"]),
    helper.make_node("Add", ["is", "m"], ["x"]),
    helper.make_node("Sub", ["x", "as"], ["y"]),
    helper.make_node("Sigmoid", ["y"], ["probability"]),
]
graph = helper.make_graph(
    nodes,
    "plain",
    [
        helper.make_tensor_value_info("age", TensorProto.INT32, ["N"]),
        helper.make_tensor_value_info("income", TensorProto.DOUBLE, ["N"]),
        helper.make_tensor_value_info("member", TensorProto.BOOL, ["N"]),
    ],
    [helper.make_tensor_value_info("probability", TensorProto.DOUBLE, ["N"])],
    [
        helper.make_tensor("middle", TensorProto.DOUBLE, [1], [50.0]),
        helper.make_tensor("slope", TensorProto.DOUBLE, [1], [0.03]),
    ],
)
plain = helper.make_model(graph, opset_imports=[helper.make_opsetid("", OPSET)], ir_version=8)
onnx.checker.check_model(plain)
save("binary_plain", plain)
z = (income - 50) * 0.03 + member - age * 0.03
expected["binary_plain"] = (1 / (1 + np.exp(-z))).tolist()

with open(HERE / "people.csv", "w", newline="", encoding="utf-8") as file:
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(["person", "age", "income", "member", "city", "late", "kind", "spend"])
    for i in range(N):
        writer.writerow(
            [f"p{(i * 37) % N:03d}", age[i], f"{income[i]:.3f}", str(bool(member[i])).lower(), city[i], int(late[i]), kind[i], f"{spend[i]:.2f}"]
        )
(HERE / "expected.json").write_text(json.dumps(expected))
