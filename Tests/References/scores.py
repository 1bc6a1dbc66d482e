"""Expected values of ScoresTests, from scikit-learn, SciPy and a naive DeLong."""

import numpy as np
from scipy.stats import ks_2samp
from sklearn.metrics import brier_score_loss, log_loss, roc_auc_score

from seeded import Seeded

g = Seeded(7, "scores")
p, y, fold = [], [], []
for index in range(200):
    probability = int(g.uniform() * 50) / 50  # Ties on purpose, and some exact zeros.
    p.append(probability)
    y.append(1 if g.uniform() < 0.1 + 0.7 * probability else 0)
    fold.append(index % 3)
p, y, fold = np.array(p), np.array(y), np.array(fold)
print("positives", y.sum(), "zeros", (p == 0).sum())
print("auc", repr(float(roc_auc_score(y, p))))
pairs = [(y[fold == f].sum() * (1 - y[fold == f]).sum(), roc_auc_score(y[fold == f], p[fold == f])) for f in range(3)]
print("auc by fold", repr(float(sum(n * a for n, a in pairs) / sum(n for n, _ in pairs))))
ks = [ks_2samp(p[(fold == f) & (y == 1)], p[(fold == f) & (y == 0)]).statistic for f in range(3)]
print("ks", repr(float(ks_2samp(p[y == 1], p[y == 0]).statistic)))
print("ks by fold", repr(float(sum(n * k for (n, _), k in zip(pairs, ks)) / sum(n for n, _ in pairs))))
print("brier", repr(float(brier_score_loss(y, p))))
print("log-loss", repr(float(log_loss(y, p))))
print("accuracy", repr(float(((p >= 0.5) == (y == 1)).mean())))
edges = np.linspace(0, 1, 16)
bins = np.clip(np.digitize(p, edges, right=True) - 1, 0, 14)
ece = sum(abs(p[bins == b].sum() - y[bins == b].sum()) for b in range(15)) / len(p)
print("ece", repr(float(ece)))

# DeLong, DeLong & Clarke-Pearson 1988, over all pairs.
positive, negative = p[y == 1], p[y == 0]
psi = (positive[:, None] > negative[None, :]) + 0.5 * (positive[:, None] == negative[None, :])
variance = psi.mean(1).var(ddof=1) / len(positive) + psi.mean(0).var(ddof=1) / len(negative)
print("delong standard error", repr(float(np.sqrt(variance))))
