"""Expected values of ClassicsTests, from scikit-learn and SciPy."""

import math

import numpy as np
from scipy.optimize import minimize
from sklearn.isotonic import IsotonicRegression
from sklearn.linear_model import LogisticRegression

from seeded import Seeded

g = Seeded(7, "classics")
X, y, w = [], [], []
for _ in range(150):
    row = [g.uniform(-2, 2), g.uniform(-2, 2), g.uniform(-2, 2)]
    logit = 0.4 + 1.2 * row[0] - 0.7 * row[1]
    X.append(row)
    y.append(1 if g.uniform() < 1 / (1 + math.exp(-logit)) else 0)
    w.append(g.uniform(0.5, 2))
X, y, w = np.array(X), np.array(y), np.array(w)


def fit(penalty, weights=None, columns=(0, 1, 2)):
    C = np.inf if penalty == 0 else 1 / penalty
    model = LogisticRegression(C=C, solver="newton-cholesky", tol=1e-12, max_iter=1000)
    model.fit(X[:, columns], y, sample_weight=weights)
    return [float(v) for v in [model.intercept_[0], *model.coef_[0]]]


print("events", y.sum())
for penalty in [0, 1, 10]:
    print("logistic", penalty, fit(penalty))
print("logistic weighted", fit(1, w))
print("logistic without the negative column", fit(1, columns=(0, 2)), "third", fit(1, columns=(0,)))

scores = X[:, 0]
isotonic = IsotonicRegression(out_of_bounds="clip").fit(np.round(scores, 1), y)
print("isotonic", [(q, float(isotonic.predict([q])[0])) for q in [-5, -1.73, -0.5, 0.05, 0.81, 1.5, 5]])
positives = y.sum()
targets = np.where(y == 1, (positives + 1) / (positives + 2), 1 / (len(y) - positives + 2))


def objective(ab):
    z = ab[0] * scores + ab[1]
    return np.sum(targets * z + np.logaddexp(0, -z))


def gradient(ab):
    d = targets - 1 / (1 + np.exp(ab[0] * scores + ab[1]))
    return np.array([np.sum(scores * d), np.sum(d)])


platt = minimize(objective, [0, 0], jac=gradient, method="BFGS", options={"gtol": 1e-10})
print("platt", [float(v) for v in platt.x])
