"""scikit-learn's values for cases on standard input (a JSON list); a JSON list of {metric: value or null} out.

null: scikit-learn raises, or gives NaN. Warnings are its way of saying that it made a value up; they are listed
under `made_up`, so that the test can tell a value from an invention.
"""
import json
import math
import sys
import warnings

import numpy as np
from sklearn import metrics as m


def compute(function, *args, **kwargs):
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        try:
            value = float(function(*args, **kwargs))
        except Exception:
            return None, False
    if not math.isfinite(value):
        return None, False
    return value, any("ill-defined" in str(w.message) or "UndefinedMetric" in w.category.__name__ for w in caught)


def binary(case):
    y, s, w = case["label"], np.array(case["score"], dtype=float), case["weight"]
    p = (s >= 0.5).astype(int)
    kw = {"sample_weight": w}
    yield "accuracy", (m.accuracy_score, y, p), kw
    yield "error_rate", (m.zero_one_loss, y, p), kw
    yield "balanced_accuracy", (m.balanced_accuracy_score, y, p), kw
    yield "precision", (m.precision_score, y, p), kw
    yield "recall", (m.recall_score, y, p), kw
    yield "specificity", (m.recall_score, y, p), {**kw, "pos_label": 0}
    yield "f1", (m.f1_score, y, p), kw
    yield "mcc", (m.matthews_corrcoef, y, p), kw
    yield "roc_auc", (m.roc_auc_score, y, s), kw
    yield "average_precision", (m.average_precision_score, y, s), kw
    yield "log_loss", (m.log_loss, y, s), {**kw, "labels": [0, 1]}
    yield "brier", (m.brier_score_loss, y, s), {**kw, "pos_label": 1}


def multiclass(case):
    y, s, w = case["label"], np.array(case["scores"], dtype=float), case["weight"]
    p = s.argmax(axis=1)
    labels = list(range(s.shape[1]))
    kw = {"sample_weight": w}
    yield "accuracy", (m.accuracy_score, y, p), kw
    yield "balanced_accuracy", (m.balanced_accuracy_score, y, p), kw
    yield "mcc", (m.matthews_corrcoef, y, p), kw
    for name, function in (("precision", m.precision_score), ("recall", m.recall_score), ("f1", m.f1_score)):
        for average in ("macro", "weighted", "micro"):
            yield f"{name}_{average}", (function, y, p), {**kw, "average": average}
    yield "log_loss", (m.log_loss, y, s), {**kw, "labels": labels}
    yield "brier", (m.brier_score_loss, y, s), {**kw, "labels": labels}
    yield "roc_auc_ovr", (m.roc_auc_score, y, s), {**kw, "labels": labels, "multi_class": "ovr"}


def regression(case):
    y, p, w = np.array(case["label"], dtype=float), np.array(case["predicted"], dtype=float), case["weight"]
    kw = {"sample_weight": w}
    yield "mae", (m.mean_absolute_error, y, p), kw
    yield "mse", (m.mean_squared_error, y, p), kw
    yield "rmse", (m.root_mean_squared_error, y, p), kw
    yield "r2", (m.r2_score, y, p), {**kw, "force_finite": False}
    yield "mape", (m.mean_absolute_percentage_error, y, p), kw


TASKS = {"binary": binary, "multiclass": multiclass, "regression": regression}
results = []
for case in json.load(sys.stdin):
    values, made_up = {}, []
    for name, args, kw in TASKS[case["task"]](case):
        values[name], invented = compute(*args, **kw)
        if invented:
            made_up.append(name)
    results.append({"values": values, "made_up": made_up})
json.dump(results, sys.stdout)
