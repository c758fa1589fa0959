"""Trains the model of this example: will a flight be at least 15 minutes late?

Reads the Parquet files of ASSAY_DATASET_TRAIN (a path or a glob), trains gradient-boosted trees with
scikit-learn and writes them as ONNX, with the encoding of the airports inside, to ASSAY_OUTPUT_DIR/model.onnx.

Parameters: ASSAY_PARAM_TREES (how many trees) and ASSAY_PARAM_ROWS (how many rows to train on; 0 takes all).
The same data, parameters and ASSAY_SEED give the same bytes.
"""

import os
import time

import duckdb
import numpy as np
from skl2onnx import convert_sklearn
from skl2onnx.common.data_types import FloatTensorType, StringTensorType
from sklearn.compose import ColumnTransformer
from sklearn.ensemble import GradientBoostingClassifier
from sklearn.pipeline import Pipeline
from sklearn.preprocessing import OrdinalEncoder

# What is known before departure. `delay`, which gives the answer away, is not among it.
NUMBERS = ["hour", "weekday", "distance"]
AIRPORTS = ["origin", "destination"]
TARGET = "late"


def read(path: str, rows: int, seed: int) -> tuple[np.ndarray, np.ndarray]:
    """Features as an (n, 5) array in the order NUMBERS + AIRPORTS, and the labels 0 and 1."""
    columns = [*NUMBERS, *AIRPORTS, TARGET]
    complete = " AND ".join(f"{name} IS NOT NULL" for name in columns)
    # The order makes the sample depend on the seed alone, not on how the files are read.
    table = duckdb.execute(
        f"SELECT {', '.join(columns)} FROM read_parquet(?) WHERE {complete} ORDER BY flight_id", [path]
    ).fetchnumpy()
    total = len(table[TARGET])
    chosen = np.arange(total)
    if 0 < rows < total:
        chosen = np.sort(np.random.default_rng(seed).choice(total, rows, replace=False))
    features = np.empty((len(chosen), len(NUMBERS) + len(AIRPORTS)), dtype=object)
    for index, name in enumerate(NUMBERS):
        features[:, index] = table[name][chosen].astype(np.float32)
    for index, name in enumerate(AIRPORTS, start=len(NUMBERS)):
        features[:, index] = table[name][chosen].astype(str)
    print(f"{len(chosen)} of {total} rows of {path}")
    return features, table[TARGET][chosen].astype(np.int64)


def build(trees: int, seed: int) -> Pipeline:
    numbers = list(range(len(NUMBERS)))
    airports = list(range(len(NUMBERS), len(NUMBERS) + len(AIRPORTS)))
    # An airport that training has not seen is a category of its own.
    encoder = OrdinalEncoder(handle_unknown="use_encoded_value", unknown_value=-1)
    classifier = GradientBoostingClassifier(
        n_estimators=trees,
        max_depth=6,
        learning_rate=0.1,
        subsample=0.3,
        min_samples_leaf=20,
        random_state=seed,
        verbose=1,
    )
    return Pipeline(
        [
            ("columns", ColumnTransformer([("numbers", "passthrough", numbers), ("airports", encoder, airports)])),
            ("trees", classifier),
        ]
    )


def to_onnx(model: Pipeline) -> bytes:
    """Inputs: each feature by its name, shape (n, 1). Outputs: `label` (n) and `probabilities` (n, 2)."""
    inputs = [(name, FloatTensorType([None, 1])) for name in NUMBERS]
    inputs += [(name, StringTensorType([None, 1])) for name in AIRPORTS]
    graph = convert_sklearn(
        model,
        name="flight-delay",
        initial_types=inputs,
        options={id(model): {"zipmap": False}},
        target_opset={"": 17, "ai.onnx.ml": 3},
    )
    # skl2onnx lists the operator sets in the order of a Python set, which differs from process to process.
    opsets = sorted(graph.opset_import, key=lambda opset: opset.domain)
    del graph.opset_import[:]
    graph.opset_import.extend(opsets)
    return graph.SerializeToString(deterministic=True)


def main() -> None:
    seed = int(os.environ.get("ASSAY_SEED", "0"))
    trees = int(os.environ.get("ASSAY_PARAM_TREES", "100"))
    rows = int(os.environ.get("ASSAY_PARAM_ROWS", "100000"))
    features, labels = read(os.environ["ASSAY_DATASET_TRAIN"], rows, seed)
    model = build(trees, seed)
    began = time.monotonic()
    model.fit(features, labels)
    print(f"{trees} trees in {time.monotonic() - began:.1f} s; {labels.mean():.1%} of the flights were late")
    path = os.path.join(os.environ["ASSAY_OUTPUT_DIR"], "model.onnx")
    with open(path, "wb") as file:
        file.write(to_onnx(model))
    print(f"{path}: {os.path.getsize(path)} bytes")


if __name__ == "__main__":
    main()
