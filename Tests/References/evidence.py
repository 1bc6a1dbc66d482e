"""Expected values of EvidencingTests, from NumPy and SciPy, over pairs and mean squares as they are defined."""

import numpy as np
from scipy import optimize, stats

from seeded import Seeded

ITEMS, REPETITIONS = 60, 3
g = Seeded(7, "evidence")
y = np.array([1 if g.uniform() < 0.35 else 0 for _ in range(ITEMS)])
p = {}
for architecture, base in [("end-to-end", 0.3), ("hybrid", 0.2)]:
    for repetition in range(1, REPETITIONS + 1):
        shift = base + 0.03 * repetition
        p[architecture, repetition] = np.array([0.5 * g.uniform() + shift * y[i] for i in range(ITEMS)])
fold = np.arange(ITEMS) % 2


def placements(scores, folds):
    """DeLong's placement values within folds, linearised about the AUC that counts pairs within folds."""
    wins = pairs = 0.0
    value = np.zeros(ITEMS)
    weight = np.zeros(ITEMS)
    m, n = y.sum(), ITEMS - y.sum()
    for f in np.unique(folds):
        pos = np.where((folds == f) & (y == 1))[0]
        neg = np.where((folds == f) & (y == 0))[0]
        psi = (scores[pos][:, None] > scores[neg][None, :]) + 0.5 * (scores[pos][:, None] == scores[neg][None, :])
        wins += psi.sum()
        pairs += psi.size
        value[pos], value[neg] = psi.mean(1), psi.mean(0)
        weight[pos], weight[neg] = len(neg) * m, len(pos) * n
    auc = wins / pairs
    v = auc + (value - auc) * weight / pairs
    return [v[y == 1], v[y == 0]]


def width(seed, seed_df, whole, item_df, alpha):
    """The half width of a sum of two parts, each with the t of its own degrees of freedom."""
    t = [stats.t.isf(alpha / 2, df) for df in (seed_df, item_df)]
    return np.sqrt(t[0] ** 2 * seed + t[1] ** 2 * (whole - seed))


def crossed(strata):
    """strata[k] is seeds × items; mean squares by definition, seeds and items each with a t of their own."""
    terms, item, rest, scores = [], 0.0, 0.0, []
    for x in strata:
        s, i = x.shape
        e = x - x.mean(1, keepdims=True) - x.mean(0, keepdims=True) + x.mean()
        v_item = x.mean(0).var(ddof=1) / i
        v_rest = (e**2).sum() / ((s - 1) * (i - 1)) / (s * i)
        item, rest = item + v_item, rest + v_rest
        terms.append(v_item**2 / (i - 1))
        scores.append(x.mean(1))
    scores = np.mean(scores, axis=0)
    s = len(scores)
    seed = scores.var(ddof=1) / s
    v = max(seed + item - rest, seed, item)
    half = width(seed, s - 1, v, item**2 / sum(terms), 0.05)
    return [repr(float(q)) for q in (scores.mean(), scores.mean() - half, scores.mean() + half)]


def logit(estimate):
    """The same interval on the scale of the log-odds."""
    value, lower, upper = map(float, estimate)
    half = (upper - lower) / 2 / (value * (1 - value))
    centre = np.log(value / (1 - value))
    return [repr(value)] + [repr(float(1 / (1 + np.exp(-(centre + h))))) for h in (-half, half)]


for name, folds in [("one fold", np.zeros(ITEMS)), ("two folds", fold)]:
    tables = {
        a: [np.array(k) for k in zip(*[placements(p[a, r], folds) for r in range(1, REPETITIONS + 1)])]
        for a in ("end-to-end", "hybrid")
    }
    for a in tables:
        print("auc", name, a, logit(crossed(tables[a])))
    print("auc", name, "difference", crossed([a - b for a, b in zip(tables["end-to-end"], tables["hybrid"])]))

brier = {a: np.array([(p[a, r] - y) ** 2 for r in range(1, REPETITIONS + 1)]) for a in ("end-to-end", "hybrid")}
print("brier difference", crossed([brier["end-to-end"] - brier["hybrid"]]))

# A mean over cells of which many are empty, clustered by repetition and item.
cells = [(1, "a", 0.9), (1, "b", 0.7), (1, "c", 0.8), (2, "a", 0.6), (2, "c", 0.9), (2, "d", 0.5), (3, "b", 0.4), (3, "e", 0.7)]
x = np.array([c[2] for c in cells])
residual = x - x.mean()


def term(groups):
    sums = [residual[[k for k, c in enumerate(groups) if c == name]].sum() for name in sorted(set(groups))]
    return len(sums) / (len(sums) - 1) * float(np.square(sums).sum()) / len(x) ** 2, len(sums)


seed, s = term([c[0] for c in cells])
item, i = term([c[1] for c in cells])
value, _ = term(list(range(len(cells))))
v = max(seed + item - value, seed, item)
half = width(seed, s - 1, v, i - 1, 0.05)
print("clustered", [repr(float(q)) for q in (x.mean(), x.mean() - half, x.mean() + half)])
print("clustered one-sided p", repr(optimize.brentq(lambda p: width(seed, s - 1, v, i - 1, 2 * p) - x.mean(), 1e-9, 0.5)))

# Disparate impact: geometric mean of 0.75 and 0.8; Katz averaged, repetitions added.
counts = [((60, 100), (160, 200)), ((64, 100), (160, 200))]
logs = np.array([np.log(a[0] / a[1] / (b[0] / b[1])) for a, b in counts])
katz = np.mean([1 / a[0] - 1 / a[1] + 1 / b[0] - 1 / b[1] for a, b in counts])
seed = logs.var(ddof=1) / 2
v = max(seed + katz, seed, katz)
bounds = np.exp(logs.mean() + np.array([-1, 1]) * width(seed, 1, v, 99, 0.05))
print("disparate impact", repr(float(np.exp(logs.mean()))), [repr(float(b)) for b in bounds])

# Three sessions: geometric means, and the ratio paired by session.
one, other = np.array([120.0, 150.0, 135.0]), np.array([60.0, 80.0, 66.0])
for name, sample in [("end-to-end", one), ("hybrid", other), ("ratio", one / other)]:
    logs = np.log(sample)
    bounds = stats.t.interval(0.95, 2, logs.mean(), stats.sem(logs))
    print("sessions", name, repr(float(np.exp(logs.mean()))), [repr(float(np.exp(b))) for b in bounds])

# Welch, from 0.8 ± 0.03 (3 degrees of freedom) and 0.6 ± 0.04 (5).
v = 0.03**2 + 0.04**2
df = v**2 / (0.03**4 / 3 + 0.04**4 / 5)
half = stats.t.ppf(0.975, df) * np.sqrt(v)
print("welch", repr(float(0.2 - half)), repr(float(0.2 + half)), repr(float(df)))

# A tail under load: 1 … 600 µs dealt to three sessions in turn, hybrid half of each. Pooled order statistics,
# the sessions' own quantiles, and their hull; the ratio by MOVER and by the paired log ratios, which are all 2.
n, q = 600, 0.99
pooled = np.arange(1, n + 1, dtype=float)
k = np.arange(n + 1)
low = max(r for r in k[1:] if stats.binom.cdf(r - 1, n, q) <= 0.025)
high = min(r for r in k[1:] if stats.binom.sf(r - 1, n, q) <= 0.025)
value = np.quantile(pooled, q)
own = np.log([np.quantile(pooled[s::3], q) for s in range(3)])
print("tail", repr(float(value)), low, high, [repr(float(np.exp(b))) for b in stats.t.interval(0.95, 2, own.mean(), stats.sem(own))])
below, above = np.log(value / low), np.log(high / value)
print("tail standard error", repr(float(value * max(below, above) / stats.t.ppf(0.975, 2))))
reach = np.hypot(below, above)
print("tail ratio", [repr(float(2 * np.exp(b))) for b in (-reach, reach)])
