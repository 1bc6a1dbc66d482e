"""Expected values of ComparisonTests, from SciPy and statsmodels, and DeLong's method as it is defined."""

import itertools

import numpy as np
from scipy import optimize, stats
from statsmodels.stats.contingency_tables import mcnemar
from statsmodels.stats.multitest import multipletests

# McNemar: b and c, exact, with and without the correction for continuity.
for b, c in [(0, 0), (5, 15), (10, 10), (40, 60), (1, 0), (121, 59)]:
    table = [[0, b], [c, 0]]
    exact = mcnemar(table, exact=True).pvalue if b + c else 1.0
    corrected = mcnemar(table, exact=False, correction=True).pvalue if b + c else 1.0
    plain = mcnemar(table, exact=False, correction=False).pvalue if b + c else 1.0
    print("mcnemar", (b, c, float(exact), float(corrected), float(plain)))

# Wilcoxon: exact without ties; with ties by all patterns of signs; beyond 50 by the normal distribution.
for d in [[1.5, 2.0, -0.5, 3.0, 2.5, 1.0], [0.3, -0.1, 0.7, 1.2, -0.9, 0.5, 0.4, 1.1, -0.2, 0.8]]:
    r = stats.wilcoxon(d, method="exact")
    ranks = stats.rankdata(np.abs(d))
    print("wilcoxon", d, float(ranks[np.array(d) > 0].sum()), float(r.pvalue))
tied = [1.0, 1.0, -1.0, 2.0, 2.0, 0.0, 3.0, -2.0]
kept = np.array([d for d in tied if d != 0])
ranks = stats.rankdata(np.abs(kept))
sums = np.array([ranks[np.array(signs)].sum() for signs in itertools.product([False, True], repeat=len(kept))])
w = ranks[kept > 0].sum()
print("wilcoxon ties", float(w), float(min(1, 2 * min((sums <= w).mean(), (sums >= w).mean()))))
many = [((k * 37) % 101 - 40) / 10 for k in range(60)]
r = stats.wilcoxon(many, correction=True, method="approx", zero_method="wilcox")
kept = np.array([d for d in many if d != 0])
print("wilcoxon many", len(kept), float(stats.rankdata(np.abs(kept))[kept > 0].sum()), float(r.pvalue))
coarse = [((k * 37) % 11 - 4) / 1 for k in range(80)]
r = stats.wilcoxon(coarse, correction=True, method="approx", zero_method="wilcox")
kept = np.array([d for d in coarse if d != 0])
print("wilcoxon coarse", len(kept), float(stats.rankdata(np.abs(kept))[kept > 0].sum()), float(r.pvalue))

# DeLong: the kernel of every pair, as Definition and Theorem of the 1988 paper have it.
positives = {"one": np.array([0.9, 0.8, 0.7, 0.55, 0.3]), "other": np.array([0.7, 0.9, 0.4, 0.6, 0.5])}
negatives = {"one": np.array([0.1, 0.4, 0.35, 0.55]), "other": np.array([0.2, 0.5, 0.6, 0.3])}
V, W = {}, {}
for name in positives:
    kernel = np.where(positives[name][:, None] > negatives[name], 1.0, 0) + np.where(positives[name][:, None] == negatives[name], 0.5, 0)
    V[name], W[name] = kernel.mean(1), kernel.mean(0)
    print("placements", name, V[name].tolist(), W[name].tolist())
S10 = np.cov(np.array([V["one"], V["other"]]))
S01 = np.cov(np.array([W["one"], W["other"]]))
S = S10 / 5 + S01 / 4
z = stats.norm.ppf(0.975)
auc = V["one"].mean()
print("delong", float(auc), float(np.sqrt(S[0, 0])), float(auc - z * np.sqrt(S[0, 0])), float(auc + z * np.sqrt(S[0, 0])))
difference = V["one"].mean() - V["other"].mean()
se = float(np.sqrt(S[0, 0] + S[1, 1] - 2 * S[0, 1]))
print("delong difference", float(difference), se, float(2 * stats.norm.sf(abs(difference) / se)))

# The least difference a t-test finds with a power of 0.8, in standard errors.
# (statsmodels' TTestPower agrees to the five digits that its search stops at.)
for df, power in [(1, 0.8), (2, 0.8), (4, 0.8), (7.5, 0.8), (9, 0.9), (50, 0.8), (1000, 0.8)]:
    t = stats.t.ppf(0.975, df)
    found = optimize.brentq(lambda d: stats.nct.sf(t, df, d) + np.nan_to_num(stats.nct.cdf(-t, df, d)) - power, 1, 25 if df < 2 else 6, xtol=1e-13)
    print("detectable", (df, power, float(found)))
print("detectable, normal", float(optimize.brentq(lambda d: stats.norm.sf(1.959963984540054 - d) + stats.norm.cdf(-1.959963984540054 - d) - 0.8, 1, 5)))

# Holm's adjusted p values.
print("holm", multipletests([0.01, 0.04, 0.03, 0.005], method="holm")[1].tolist())

# Crossed design: 2 seeds × 3 items by hand, V = 6.5/6, v_seed = 1.5/6; each factor with its own t.
seed, whole = 1.5 / 6, 6.5 / 6
half = np.sqrt(stats.t.ppf(0.975, 1) ** 2 * seed + stats.t.ppf(0.975, 2) ** 2 * (whole - seed))
print("crossed half width", float(half))
print("crossed df", float(optimize.brentq(lambda f: stats.t.ppf(0.975, f) - half / np.sqrt(whole), 1, 2)))
width = lambda p: np.sqrt(stats.t.isf(p / 2, 1) ** 2 * seed + stats.t.isf(p / 2, 2) ** 2 * (whole - seed))
print("crossed p of 3.5", float(optimize.brentq(lambda p: width(p) - 3.5, 1e-6, 1)))
