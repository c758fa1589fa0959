"""The peers of the paired bootstrap of a difference of two AUC, percentile, B = 2,000: scipy's, and the usual loop."""
import sys

import numpy as np
from sklearn.metrics import roc_auc_score

how, file = sys.argv[1:]
y, a, b = np.fromfile(file).reshape(3, -1)


def difference(y, a, b):
    return roc_auc_score(y, a) - roc_auc_score(y, b)


if how == "scipy":
    from scipy.stats import bootstrap

    found = bootstrap(
        (y, a, b), difference, paired=True, vectorized=False, n_resamples=2000, method="percentile",
        confidence_level=0.9, rng=np.random.default_rng(0),
    ).confidence_interval
    print(difference(y, a, b), found.low, found.high)
else:
    rng = np.random.default_rng(0)
    values = []
    for _ in range(2000):
        rows = rng.integers(0, len(y), len(y))
        values.append(difference(y[rows], a[rows], b[rows]))
    print(difference(y, a, b), *np.quantile(values, [0.05, 0.95]))
