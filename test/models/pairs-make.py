"""Makes the ONNX models that the tests of paired comparison run on rows of the same law.

    pip install -r requirements.txt && python pairs-make.py

`good` and `equal` are logistic regressions of two other samples of one law; `worse` does not see the first column.
"""
from pathlib import Path

import numpy as np
from skl2onnx import to_onnx
from sklearn.linear_model import LogisticRegression

HERE = Path(__file__).parent


def sample(seed, n=4000):
    rng = np.random.default_rng(seed)
    x = rng.uniform(-2, 2, (n, 3)).astype(np.float32)
    p = 1 / (1 + np.exp(-(1.2 * x[:, 0] - 0.8 * x[:, 1] + 0.5 * x[:, 2])))
    return x, (rng.random(n) < p).astype(int)


for name, seed in [("good", 1), ("equal", 2), ("worse", 3)]:
    x, y = sample(seed)
    if name == "worse":
        x[:, 0] = 0
    model = LogisticRegression().fit(x, y)
    onnx = to_onnx(model, x[:1], target_opset=17, options={"zipmap": False})
    (HERE / f"pairs-{name}.onnx").write_bytes(onnx.SerializeToString())
