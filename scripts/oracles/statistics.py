"""scipy's, statsmodels' and scikit-learn's numbers for cases on standard input.

In: a JSON list of {"kind": NAME, ...}. Out: a JSON list of lists of numbers, in the same order.
"""
import json
import sys
import warnings

import numpy as np
import statsmodels.api as sm
from scipy import optimize, stats
from scipy.stats._resampling import BootstrapResult
from sklearn.metrics import roc_auc_score
from statsmodels.stats.contingency_tables import mcnemar
from statsmodels.stats.multitest import multipletests
from statsmodels.stats.proportion import confint_proportions_2indep, proportion_confint

warnings.simplefilter("ignore")


def mcnemar_test(case):
    b, c = case["b"], case["c"]
    table = [[7, b], [c, 9]]
    exact = mcnemar(table, exact=True).pvalue
    chi2 = mcnemar(table, exact=False, correction=False)
    pmf = stats.binom.pmf(min(b, c), b + c, 0.5)
    midp = 1 - pmf / 2 if b == c else 2 * stats.binom.cdf(min(b, c), b + c, 0.5) - pmf
    return [exact, midp, chi2.statistic, chi2.pvalue]


def tango_score(b, c, n, delta):
    """By numerical maximisation of the likelihood under the difference, not by the closed form."""

    width = (1 - abs(delta)) / 2

    def slope(t):
        # Derivative in q = t + max(0, −delta) of b·ln(q + delta) + c·ln(q) + (n − b − c)·ln(1 − 2q − delta).
        up, down = t + max(0, delta), t + max(0, -delta)
        return (b / up if b else 0) + (c / down if c else 0) - (n - b - c) / (width - t)

    least, most = width * 1e-18, width * (1 - 1e-15)
    if slope(least) <= 0:
        t = 0
    elif n == b + c:
        t = width
    else:
        t = optimize.brentq(slope, least, most, xtol=1e-300, rtol=8.9e-16, maxiter=1000)
    q = t + max(0, -delta)
    return (b - c - n * delta) / np.sqrt(n * (2 * q + delta - delta * delta))


def tango(case):
    b, c, n, level = case["b"], case["c"], case["n"], case["level"]
    z = stats.norm.ppf((1 + level) / 2)
    estimate = (b - c) / n
    bounds = []
    for target, outer in ((z, -1 + 1e-12), (-z, 1 - 1e-12)):
        def f(d):
            return tango_score(b, c, n, d) - target
        if estimate == np.sign(outer):
            bounds.append(estimate)
            continue
        inner = estimate - np.sign(target) * min(1e-9, abs(estimate - outer) / 2)
        if abs(estimate) == 1:
            inner = estimate * (1 - 1e-12)
        bounds.append(optimize.brentq(f, *sorted((outer, inner)), xtol=1e-15, rtol=8.9e-16, maxiter=1000))
    score = tango_score(b, c, n, -case["margin"])
    return [*bounds, score, stats.norm.sf(score)]


def wilson(case):
    return list(proportion_confint(case["k"], case["n"], alpha=1 - case["level"], method="wilson"))


def newcombe(case):
    (a, n), (b, m) = case["candidate"], case["baseline"]
    return list(confint_proportions_2indep(a, n, b, m, method="newcomb", compare="diff", alpha=1 - case["level"]))


def corrections(case):
    p = case["p"]
    return [*multipletests(p, method="holm")[1], *multipletests(p, method="fdr_bh")[1]]


def mean(case):
    d = np.array(case["differences"])
    w = np.ones(len(d)) if case["weight"] is None else np.array(case["weight"])
    g = np.arange(len(d)) if case["clusters"] is None else np.array(case["clusters"])
    fit = sm.WLS(d, np.ones(len(d)), weights=w).fit(cov_type="cluster", cov_kwds={"groups": g}, use_t=True)
    return [fit.params[0], *fit.conf_int(alpha=1 - case["level"])[0]]


def delong(case):
    """The definition: every positive against every negative."""
    y, w = np.array(case["label"]), np.ones(len(case["label"]))
    if case["weight"] is not None:
        w = np.array(case["weight"])
    parts, areas = [], []
    for name in ("candidate", "baseline"):
        s = np.array(case[name])
        wins = (s[y == 1][:, None] > s[y == 0]) + 0.5 * (s[y == 1][:, None] == s[y == 0])
        areas.append(roc_auc_score(y, s, sample_weight=w))
        parts.append(((wins * w[y == 0]).sum(1) / w[y == 0].sum(), (wins * w[y == 1][:, None]).sum(0) / w[y == 1].sum()))

    def covariance(a, b):
        total = 0
        for k, own in ((0, w[y == 1]), (1, w[y == 0])):
            u, v = parts[a][k] - areas[a], parts[b][k] - areas[b]
            scale = len(own) / (len(own) - 1) if case["weight"] is None else 1
            total += scale * (own * u * own * v).sum() / own.sum() ** 2
        return total

    return [*areas, covariance(0, 0), covariance(1, 1), covariance(0, 1)]


def distribution(case):
    p, x, df, n, k = case["p"], case["x"], case["df"], case["n"], case["k"]
    return [
        stats.norm.ppf(p), stats.norm.sf(x), stats.t.ppf(p, df), stats.t.cdf(x, df),
        stats.binom.cdf(k, n, p), stats.binom.pmf(k, n, p), stats.chi2.sf(abs(x), df),
    ]


def pairs(case):
    discordance, distance = case["discordance"], case["distance"]
    a, b = stats.norm.ppf(0.95), stats.norm.ppf(0.8)
    return [np.ceil((a * np.sqrt(discordance) + b * np.sqrt(discordance - distance**2)) ** 2 / distance**2)]


STATISTICS = {
    "rmse": lambda a, b, axis=-1: np.sqrt((a**2).mean(axis)) - np.sqrt((b**2).mean(axis)),
    "mae": lambda a, b, axis=-1: np.abs(a).mean(axis) - np.abs(b).mean(axis),
}


def bca(case):
    """scipy's bounds for our own bootstrap values: the same distribution, its bias correction and jackknife."""
    statistic = STATISTICS[case["statistic"]]
    drawn = BootstrapResult(confidence_interval=None, bootstrap_distribution=np.array(case["values"]), standard_error=None)
    found = stats.bootstrap(
        (np.array(case["a"]), np.array(case["b"])), statistic, paired=True, n_resamples=0,
        bootstrap_result=drawn, method="BCa", confidence_level=case["level"], vectorized=True,
    ).confidence_interval
    return [found.low, found.high]


def bootstrap(case):
    """Its own resamples; the difference of the areas. Agrees within the error of the simulation."""
    y, a, b = (np.array(case[name]) for name in ("label", "candidate", "baseline"))

    def area(y, s):
        up, down = s[y == 1], s[y == 0]
        return ((up[:, None] > down).mean() + (up[:, None] >= down).mean()) / 2

    def statistic(y, a, b):
        return area(y, a) - area(y, b)

    found = stats.bootstrap(
        (y, a, b), statistic, paired=True, vectorized=False, n_resamples=case["replicates"],
        method=case["method"], confidence_level=case["level"], rng=np.random.default_rng(case["seed"]),
    )
    return [found.confidence_interval.low, found.confidence_interval.high, found.standard_error]


def permutation(case):
    d = np.array(case["differences"])
    found = stats.permutation_test(
        (d,), lambda x, axis=-1: x.mean(axis), permutation_type="samples", vectorized=True,
        alternative=case["alternative"], n_resamples=np.inf,
    )
    return [found.statistic, found.pvalue]


KINDS = {
    "mcnemar": mcnemar_test, "tango": tango, "wilson": wilson, "newcombe": newcombe, "corrections": corrections,
    "mean": mean, "delong": delong, "distribution": distribution, "pairs": pairs, "bca": bca, "bootstrap": bootstrap,
    "permutation": permutation,
}
json.dump([[float(x) for x in KINDS[case["kind"]](case)] for case in json.load(sys.stdin)], sys.stdout)
