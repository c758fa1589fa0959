"""Makes the models of the tests of the engine: what hangs, what eats memory, images, texts, LightGBM.

    pip install -r requirements-engine.txt && python make_engine_models.py

The files in `engine/` are committed; run it again only to change them. `make_torch_model.py` makes the one of PyTorch.
"""
import json
from pathlib import Path

import lightgbm
import numpy as np
import onnx
from onnx import TensorProto, helper
from onnxmltools import convert_lightgbm
from onnxmltools.convert.common.data_types import FloatTensorType as LightFloat
from skl2onnx import to_onnx
from skl2onnx.common.data_types import StringTensorType
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline

HERE = Path(__file__).parent / "engine"
HERE.mkdir(exist_ok=True)
F, I, B = TensorProto.FLOAT, TensorProto.INT64, TensorProto.BOOL
rng = np.random.default_rng(11)
expected = {}


def save(name, nodes, inputs, outputs, constants=()):
    graph = helper.make_graph(nodes, name, inputs, outputs, list(constants))
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=9)
    onnx.checker.check_model(model)
    (HERE / f"{name}.onnx").write_bytes(model.SerializeToString())


def number(name, value, kind=I):
    return helper.make_tensor(name, kind, [len(value)] if isinstance(value, list) else [], value if isinstance(value, list) else [value])


tensor = helper.make_tensor_value_info
node = helper.make_node

# Adds 0 to its input for as many rounds as an integer can count.
body = helper.make_graph(
    [node("Identity", ["going"], ["goes_on"]), node("Add", ["so_far", "zero"], ["then"])],
    "body",
    [tensor("round", I, []), tensor("going", B, []), tensor("so_far", F, None)],
    [tensor("goes_on", B, []), tensor("then", F, None)],
    [number("zero", [0.0], F)],
)
save(
    "hangs",
    [node("Loop", ["rounds", "", "X"], ["score"], body=body)],
    [tensor("X", F, ["N", 1])],
    [tensor("score", F, ["N", 1])],
    [number("rounds", 2**62)],
)
# As many numbers as its first row says, asked for at once.
save(
    "huge",
    [
        node("Gather", ["X", "first"], ["row"], axis=0),
        node("Cast", ["row"], ["size"], to=I),
        node("ConstantOfShape", ["size"], ["wide"]),
        node("ReduceSum", ["wide"], ["sum"], keepdims=0),
        node("Add", ["X", "sum"], ["score"]),
    ],
    [tensor("X", F, ["N", 1])],
    [tensor("score", F, ["N", 1])],
    [number("first", 0)],
)
# Three gigabytes, summed up again.
save(
    "eats",
    [
        node("Expand", ["X", "shape"], ["wide"]),
        node("Exp", ["wide"], ["full"]),
        node("ReduceMean", ["full"], ["score"], axes=[1], keepdims=1),
    ],
    [tensor("X", F, ["N", 1])],
    [tensor("score", F, ["N", 1])],
    [number("shape", [1, 30_000_000])],
)
# Mean of an image times a factor: an image, and a column.
save(
    "image",
    [node("ReduceMean", ["image"], ["mean"], axes=[1, 2, 3], keepdims=0), node("Mul", ["mean", "factor"], ["value"])],
    [tensor("image", F, ["N", 1, 4, 4]), tensor("factor", F, ["N"])],
    [tensor("value", F, ["N"])],
)
# Fails where a row is above a bound: the place is outside of what is gathered from.
save(
    "fails",
    [
        node("Cast", ["X"], ["place"], to=I),
        node("Gather", ["table", "place"], ["score"], axis=0),
    ],
    [tensor("X", F, ["N"])],
    [tensor("score", F, ["N"])],
    [number("table", [0.1, 0.9], F)],
)

words = {
    1: ["refund now please", "this is broken", "angry about the delay", "money back, please"],
    0: ["thanks a lot", "works great", "lovely service", "very happy with it"],
}
texts = [f"{rng.choice(words[k])} {rng.choice(['today', 'again', 'Łódź', 'ok'])}" for k in (0, 1) for _ in range(60)]
labels = [k for k in (0, 1) for _ in range(60)]
# A plain pattern: the runtime's regular expressions have no classes of Unicode. Without lower case: the runtime would
# need the locale en_US.UTF-8 of the machine for it.
classifier = make_pipeline(TfidfVectorizer(token_pattern="[a-zA-Z]+", lowercase=False), LogisticRegression()).fit(texts, labels)
model = to_onnx(
    classifier, initial_types=[("text", StringTensorType([None, 1]))], target_opset=17, options={"zipmap": False}
)
(HERE / "text.onnx").write_bytes(model.SerializeToString())
expected["text"] = {"texts": texts, "labels": labels, "p": classifier.predict_proba(texts)[:, 1].tolist()}

rows = rng.normal(size=(300, 4)).astype(np.float32).round(3)
kind = np.where(rows[:, 0] + rows[:, 1] > 1, "high", np.where(rows[:, 0] > 0, "mid", "low"))
booster = lightgbm.LGBMClassifier(n_estimators=10, num_leaves=5, verbose=-1, min_child_samples=5).fit(rows, kind)
# With its ZipMap, as the library writes it where nothing is said.
light = convert_lightgbm(booster, initial_types=[("X", LightFloat([None, 4]))], target_opset=15, zipmap=True)
(HERE / "lightgbm.onnx").write_bytes(light.SerializeToString())
expected["lightgbm"] = {
    "rows": [[float(str(value)) for value in row] for row in rows],
    "labels": kind.tolist(),
    "classes": [str(each) for each in booster.classes_],
    "p": booster.predict_proba(rows).tolist(),
}
(HERE / "expected.json").write_text(json.dumps(expected) + "\n")
