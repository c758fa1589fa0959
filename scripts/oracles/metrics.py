"""Values of scikit-learn, scipy and statsmodels for cases on standard input (a JSON list); a JSON list of {metric: value or null} out.

null: scikit-learn raises, or gives NaN. Warnings are its way of saying that it made a value up; they are listed
under `made_up`, so that the test can tell a value from an invention.
"""
import collections
import itertools
import json
import math
import re
import string
import sys
import warnings

import fairlearn.metrics as fair
import numpy as np
import sklearn
import statsmodels.api as sm
from scipy import optimize, special, stats
from sklearn import metrics as m

sklearn.set_config(skip_parameter_validation=True)
EPSILON = 2.0**-52


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


def logistic(y, s, w, fixed):
    """Slope, or intercept with the slope fixed to 1, of the logistic regression of y on logit(s)."""
    p = np.clip(s, EPSILON, 1 - EPSILON)
    x = np.log(p) - np.log1p(-p)
    w = np.ones(len(y)) if w is None else np.asarray(w, dtype=float)
    y = np.asarray(y, dtype=float)
    if min(y) == max(y):
        raise ValueError("one class")
    if fixed:
        span = 800 + np.abs(x).max()

        def score(a):  # sum of w (y - mu), exactly rounded, because 1 - mu may be 1e-16
            up = a + x > 0
            return math.fsum([*(w * (y - up)), *(w * np.where(up, special.expit(-a - x), -special.expit(a + x)))])

        return optimize.brentq(score, -span, span, xtol=1e-14)
    zero, one = x[y == 0], x[y == 1]
    if zero.max() <= one.min() or one.max() <= zero.min():
        raise ValueError("separated")
    model = sm.GLM(y, sm.add_constant(x, has_constant="add"), family=sm.families.Binomial(), var_weights=w)
    return model.fit(tol=1e-14, maxiter=500).params[1]


def at_precision(y, s, w, precision):
    if sum(y) == 0:
        raise ValueError("no positives")
    p, r, _ = m.precision_recall_curve(y, s, sample_weight=w)
    # The last point is a convention (precision 1, recall 0) and no threshold.
    return max([0.0, *r[:-1][p[:-1] >= precision - 1e-12]])


def at_recall(y, s, w, recall):
    if sum(y) == 0:
        raise ValueError("no positives")
    p, r, _ = m.precision_recall_curve(y, s, sample_weight=w)
    return max(p[:-1][r[:-1] >= recall - 1e-12])


def ks(y, s, w):
    s, y = np.asarray(s), np.asarray(y)
    if w is None:
        return stats.ks_2samp(s[y == 1], s[y == 0], method="asymp").statistic
    fpr, tpr, _ = m.roc_curve(y, s, sample_weight=w, drop_intermediate=False)
    return np.abs(tpr - fpr).max()


def calibration(outcome, confidence, w, bins, norm):
    """By numpy.histogram, whose bins are closed on the left and the last one on both sides."""
    w = np.ones(len(outcome)) if w is None else np.asarray(w, dtype=float)
    edges = np.arange(bins + 1) / bins
    place = np.minimum(np.floor(confidence * bins), bins - 1).astype(int)
    assert edges[0] == 0
    total = np.bincount(place, w, minlength=bins)
    gap = np.abs(np.bincount(place, w * (outcome - confidence), minlength=bins))
    held = total > 0
    return (gap.sum() / total.sum()) if norm == "sum" else (gap[held] / total[held]).max()


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
    yield "npv", (m.precision_score, y, p), {**kw, "pos_label": 0}
    yield "fpr", (lambda: 1 - m.recall_score(y, p, pos_label=0, zero_division=np.nan, **kw),), {}
    yield "fnr", (lambda: 1 - m.recall_score(y, p, zero_division=np.nan, **kw),), {}
    yield "selection_rate", (lambda: np.average(p, weights=w),), {}
    yield "f1", (m.f1_score, y, p), kw
    yield "f2", (m.fbeta_score, y, p), {**kw, "beta": 2}
    yield "f0.5", (m.fbeta_score, y, p), {**kw, "beta": 0.5}
    yield "jaccard", (m.jaccard_score, y, p), kw
    yield "mcc", (m.matthews_corrcoef, y, p), kw
    yield "cohen_kappa", (m.cohen_kappa_score, y, p), kw
    yield "roc_auc", (m.roc_auc_score, y, s), kw
    yield "gini", (lambda: 2 * m.roc_auc_score(y, s, **kw) - 1,), {}
    yield "ks", (ks, y, s, w), {}
    yield "average_precision", (m.average_precision_score, y, s), kw
    yield "recall_at_precision_0.6", (at_precision, y, s, w, 0.6), {}
    yield "precision_at_recall_0.5", (at_recall, y, s, w, 0.5), {}
    yield "log_loss", (m.log_loss, y, s), {**kw, "labels": [0, 1]}
    yield "brier", (m.brier_score_loss, y, s), {**kw, "pos_label": 1}
    for name, bins in (("ece", 15), ("ece_7_bins", 7)):
        yield name, (calibration, np.array(y), s, w, bins, "sum"), {}
        yield name.replace("ece", "mce"), (calibration, np.array(y), s, w, bins, "max"), {}
    yield "calibration_slope", (logistic, y, s, w, False), {}
    yield "calibration_intercept", (logistic, y, s, w, True), {}


def one_against_one(y, s, w, average):
    """scikit-learn knows no weights here: the same mean over its own areas of two classes."""
    y, sums, shares = np.array(y), [], []
    for a in range(s.shape[1]):
        for b in range(a + 1, s.shape[1]):
            both = (y == a) | (y == b)
            weights = np.asarray(w, dtype=float)[both]
            first = m.roc_auc_score(y[both] == a, s[both, a], sample_weight=weights)
            second = m.roc_auc_score(y[both] == b, s[both, b], sample_weight=weights)
            sums.append((first + second) / 2)
            shares.append(weights.sum())
    return np.average(sums, weights=shares if average == "weighted" else None)


def multiclass(case):
    y, s, w = case["label"], np.array(case["scores"], dtype=float), case["weight"]
    p = s.argmax(axis=1)
    labels = list(range(s.shape[1]))
    kw = {"sample_weight": w}
    yield "accuracy", (m.accuracy_score, y, p), kw
    yield "error_rate", (m.zero_one_loss, y, p), kw
    yield "balanced_accuracy", (m.balanced_accuracy_score, y, p), kw
    yield "mcc", (m.matthews_corrcoef, y, p), kw
    yield "cohen_kappa", (m.cohen_kappa_score, y, p), kw
    for name, function in (("precision", m.precision_score), ("recall", m.recall_score), ("f1", m.f1_score)):
        for average in ("macro", "weighted", "micro"):
            yield f"{name}_{average}", (function, y, p), {**kw, "average": average}
    for average in ("macro", "weighted", "micro"):
        yield f"f2_{average}", (m.fbeta_score, y, p), {**kw, "beta": 2, "average": average}
    # With the classes turned round, because of equal scores it takes the last one and Assay the first.
    turned = [len(labels) - 1 - k for k in y]
    yield "top_2_accuracy", (m.top_k_accuracy_score, turned, s[:, ::-1]), {**kw, "k": 2, "labels": labels}
    yield "log_loss", (m.log_loss, y, s), {**kw, "labels": labels}
    yield "brier", (m.brier_score_loss, y, s), {**kw, "labels": labels}
    for norm, name in (("sum", "ece"), ("max", "mce")):
        yield name, (calibration, np.array(y) == p, s.max(axis=1), w, 15, norm), {}
    for average, name in (("macro", "roc_auc_ovr"), ("weighted", "roc_auc_ovr_weighted")):
        yield name, (m.roc_auc_score, y, s), {**kw, "labels": labels, "multi_class": "ovr", "average": average}
    for average, name in (("macro", "roc_auc_ovo"), ("weighted", "roc_auc_ovo_weighted")):
        if w is None:
            yield name, (m.roc_auc_score, y, s), {"labels": labels, "multi_class": "ovo", "average": average}
        else:
            yield name, (one_against_one, y, s, w, average), {}


def regression(case):
    y, p, w = np.array(case["label"], dtype=float), np.array(case["predicted"], dtype=float), case["weight"]
    kw = {"sample_weight": w}
    yield "mae", (m.mean_absolute_error, y, p), kw
    yield "mse", (m.mean_squared_error, y, p), kw
    yield "rmse", (m.root_mean_squared_error, y, p), kw
    yield "r2", (m.r2_score, y, p), {**kw, "force_finite": False}
    yield "explained_variance", (m.explained_variance_score, y, p), {**kw, "force_finite": False}
    yield "mape", (m.mean_absolute_percentage_error, y, p), kw
    yield "median_absolute_error", (m.median_absolute_error, y, p), kw
    yield "max_error", (m.max_error, y, p), {}
    yield "rmsle", (m.root_mean_squared_log_error, y, p), kw
    yield "pinball_0.9", (m.mean_pinball_loss, y, p), {**kw, "alpha": 0.9}
    with np.errstate(all="ignore"):
        terms = np.where(y == p, 0.0, 2 * np.abs(p - y) / (np.abs(y) + np.abs(p)))
    yield "smape", (lambda: np.average(terms, weights=w),), {}


def orders(scores):
    """Every order of the rows from high to low; equal scores in all their orders."""
    groups = [
        [i for i, s in enumerate(scores) if s == score] for score in sorted(set(scores), reverse=True)
    ]
    for parts in itertools.product(*(itertools.permutations(group) for group in groups)):
        yield list(itertools.chain.from_iterable(parts))


def query_values(label, scores, k):
    """trec_eval's definitions on each order, and the mean over the orders."""
    relevant = [value > 0 for value in label]
    total, found = sum(relevant), []
    for order in orders(scores):
        hits = [relevant[i] for i in order]
        precisions = [sum(hits[: r + 1]) / (r + 1) if hit else 0.0 for r, hit in enumerate(hits)]
        first = hits.index(True)
        found.append(
            {
                "mrr": 1 / (first + 1),
                f"mrr_at_{k}": 1 / (first + 1) if first < k else 0.0,
                "map": sum(precisions) / total,
                f"map_at_{k}": sum(precisions[:k]) / total,
                f"recall_at_{k}": sum(hits[:k]) / total,
                f"precision_at_{k}": sum(hits[:k]) / k,
                f"hit_rate_at_{k}": float(any(hits[:k])),
            }
        )
    values = {name: float(np.mean([one[name] for one in found])) for name in found[0]}
    if len(label) == 1:  # scikit-learn has no NDCG of one row; the only order is the best one
        return {**values, "ndcg": 1.0, f"ndcg_at_{k}": 1.0}
    values["ndcg"] = m.ndcg_score([label], [scores])
    values[f"ndcg_at_{k}"] = m.ndcg_score([label], [scores], k=k)
    return values


def ranking(case):
    k = 3
    queries, weights = [], []
    for query, label in enumerate(case["labels"]):
        if max(label) > 0:
            queries.append(query_values(label, case["rankings"][query], k))
            weights.append(1.0 if case["weight"] is None else case["weight"][query])
    if not queries:
        return
    for name in queries[0]:
        yield name, (lambda: np.average([query[name] for query in queries], weights=weights),), {}


def fairness(case):
    y, p, g = np.array(case["label"]), (np.array(case["score"]) >= 0.5).astype(int), np.array(case["groups"])
    kw = {"y_true": y, "y_pred": p, "sensitive_features": g}
    w = {"sample_weight": case["weight"]}
    yield "demographic_parity_difference", (lambda: fair.demographic_parity_difference(**kw, **w),), {}
    yield "demographic_parity_ratio", (lambda: fair.demographic_parity_ratio(**kw, **w),), {}
    yield "equalized_odds_difference", (lambda: fair.equalized_odds_difference(**kw, **w),), {}
    yield "equal_opportunity_difference", (lambda: fair.equal_opportunity_difference(**kw, **w),), {}
    params = {"sample_params": w} if case["weight"] is not None else {}
    frame = fair.MetricFrame(metrics=m.precision_score, **kw, **params)
    yield "predictive_parity_difference", (frame.difference,), {}


def normalized(text):
    """normalize_answer of SQuAD's evaluate-v2.0.py."""
    text = "".join(c for c in text.lower() if c not in set(string.punctuation))
    return " ".join(re.sub(r"\b(a|an|the)\b", " ", text).split())


def token_f1(answer, reference):
    ours, theirs = normalized(answer).split(), normalized(reference).split()
    if not ours or not theirs:
        return float(ours == theirs)
    same = sum((collections.Counter(ours) & collections.Counter(theirs)).values())
    return 0.0 if same == 0 else 2 * (same / len(ours)) * (same / len(theirs)) / (same / len(ours) + same / len(theirs))


def rouge_l(answer, reference):
    """rouge_scorer of Google's rouge_score, rougeL without stemming."""
    ours, theirs = (re.findall("[a-z0-9]+", text.lower()) for text in (answer, reference))
    table = [[0] * (len(theirs) + 1) for _ in range(len(ours) + 1)]
    for i, a in enumerate(ours):
        for j, b in enumerate(theirs):
            table[i + 1][j + 1] = table[i][j] + 1 if a == b else max(table[i][j + 1], table[i + 1][j])
    common = table[-1][-1]
    return 0.0 if common == 0 else 2 * common / (len(ours) + len(theirs))


def text(case):
    """Each example is a list of samples: [answer, references, correct]."""

    def over(of):
        return lambda: np.average([np.mean([of(*sample) for sample in one]) for one in case["samples"]], weights=case["weight"])

    def best(of):
        return over(lambda answer, references, _: max(of(answer, reference) for reference in references))

    def passes(of, k):
        counts = [(len(one), sum(sample[2] for sample in one)) for one in case["samples"]]
        if any(n < k for n, _ in counts):
            raise ValueError("too few samples")
        return np.average([of(n, c) for n, c in counts], weights=case["weight"])

    yield "exact_match", (best(lambda a, b: float(normalized(a) == normalized(b))),), {}
    yield "exact_match_strict", (best(lambda a, b: float(a == b)),), {}
    yield "token_f1", (best(token_f1),), {}
    yield "rouge_l", (best(rouge_l),), {}
    for k in (1, 2):
        yield f"pass_at_{k}", (passes, lambda n, c: 1 - math.comb(n - c, k) / math.comb(n, k), k), {}
        yield f"pass_hat_{k}", (passes, lambda n, c: math.comb(c, k) / math.comb(n, k), k), {}


TASKS = {"binary": binary, "multiclass": multiclass, "regression": regression, "ranking": ranking, "fairness": fairness, "text": text}
results = []
for case in json.load(sys.stdin):
    values, made_up = {}, []
    for name, args, kw in TASKS[case["task"]](case):
        values[name], invented = compute(*args, **kw)
        if invented:
            made_up.append(name)
    results.append({"values": values, "made_up": made_up})
json.dump(results, sys.stdout)
