"""A random forest of 100 trees over 20 features as ONNX, and a million rows: as Parquet, and as the raw batches."""

import sys
from pathlib import Path

import numpy as np
import pyarrow
import pyarrow.parquet
from skl2onnx import to_onnx
from sklearn.ensemble import RandomForestClassifier

folder = Path(sys.argv[1])
rows = int(sys.argv[2])
rng = np.random.default_rng(0)
features = rng.normal(size=(rows, 20)).astype(np.float32)
score = features[:, :5] @ np.array([1, -1, 0.5, 0.5, -0.5]) + features[:, 5] * features[:, 6]
label = (score + rng.normal(size=rows) > 0).astype(np.int64)
forest = RandomForestClassifier(100, max_depth=8, random_state=0, n_jobs=-1).fit(features[:20000], label[:20000])
model = to_onnx(forest, features[:1], target_opset=17, options={"zipmap": False})
(folder / "model.onnx").write_bytes(model.SerializeToString())
(folder / "features.f32").write_bytes(features.tobytes())
columns = {f"f{k}": features[:, k] for k in range(20)}
pyarrow.parquet.write_table(pyarrow.table({**columns, "label": label}), folder / "rows.parquet")
