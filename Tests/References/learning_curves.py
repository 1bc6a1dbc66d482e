"""Reference fits of learning curves, by scipy.optimize.curve_fit from many starts.

    python3 Tests/References/learning_curves.py > Tests/References/learning_curves.json

made learning_curves.json with Python 3.11, NumPy 2.4.6 and SciPy 1.17.1. The parameters are those of the field,

    pow4(x) = a - b (x + d)^-c        mmf4(x) = (a b + c x^d) / (b + x^d),

searched within the box of Sources/Statistics/CurveFamily.swift (exponent, shift, half-way size), with
b of pow4 at least 0 and the limit at most 1. A search is trust-region reflective, from 200 starts; the
best is kept. To keep it well scaled the shift, the half-way size and the height are searched on their
logarithms. A file entry holds the points, the standard errors, the deviance of the best fit and its
value at the largest size and at twice that.
"""

import json
import sys
import warnings

import numpy as np
from scipy.optimize import curve_fit

warnings.filterwarnings("ignore")
rng = np.random.default_rng(5)
SIZES = np.round(500 * np.sqrt(2) ** np.arange(9))


def pow4(x, limit, log_b, log_c, log_d):
    return limit - np.exp(log_b) * ((x + np.exp(log_d)) / 1000) ** -np.exp(log_c)


def mmf4(x, limit, start, log_d, log_m):
    d = np.exp(log_d)
    b = np.exp(d * log_m)
    return (start * b + limit * x**d) / (b + x**d)


def fit(family, x, y, s):
    low, high = x[0], x[-1]
    if family == "pow4":
        f, box = pow4, ([-9, -40, np.log(0.02), np.log(low / 1000)], [1, 40, np.log(4), np.log(high * 10)])
        draw = lambda: [rng.uniform(0.5, 1), rng.uniform(-6, 2), rng.uniform(-3, 1), rng.uniform(np.log(low / 1000), np.log(high * 10))]
    else:
        f, box = mmf4, ([-9, -999, np.log(0.02), np.log(low / 1000)], [1, 1, np.log(8), np.log(high * 1000)])
        draw = lambda: [rng.uniform(0.5, 1), rng.uniform(-1, 0.5), rng.uniform(-3, 2), rng.uniform(np.log(low / 1000), np.log(high * 10))]
    best = None
    for _ in range(200):
        try:
            p, _ = curve_fit(f, x, y, p0=draw(), sigma=s, absolute_sigma=True, bounds=box,
                             method="trf", x_scale="jac", max_nfev=4000, ftol=1e-14, xtol=1e-14, gtol=1e-14)
        except (RuntimeError, ValueError):
            continue
        deviance = float((((f(x, *p) - y) / s) ** 2).sum())
        if best is None or deviance < best["deviance"]:
            best = {"deviance": deviance, "atLargest": float(f(high, *p)), "atTwice": float(f(2 * high, *p))}
    return best


truths = {
    "power": lambda x: 0.82 - 1.6 * (x + 120) ** -0.38,
    "mmf": lambda x: (0.55 * 40 + 0.86 * x**0.6) / (40 + x**0.6),
    "slow": lambda x: 0.9 - 0.9 * (x + 30) ** -0.12,
    "saturated": lambda x: 0.78 - 0.2 * np.exp(-x / 600),
}
cases = []
for name, truth in truths.items():
    sigma = 0.004 * (SIZES / 500) ** -0.3
    scores = truth(SIZES) + sigma * rng.standard_normal(len(SIZES))
    cases.append({
        "name": name, "sizes": [int(v) for v in SIZES], "scores": [float(v) for v in scores],
        "standardErrors": [float(v) for v in sigma],
        "fits": {family: fit(family, SIZES, scores, sigma) for family in ("pow4", "mmf4")},
    })
json.dump(cases, sys.stdout, indent=1)
print()
