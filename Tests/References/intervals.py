"""Expected values of StatisticsTests, from SciPy and NumPy."""

import numpy as np
from scipy import stats

values = [1.2, 0.9, 1.5, 1.1, 1.3]
t = stats.t.interval(0.95, 4, np.mean(values), stats.sem(values))
print("t", float(np.mean(values)), float(stats.sem(values)), [float(v) for v in t])
others = [0.8, 0.7, 0.9, 0.9, 0.8]
logs = np.log(np.array(values) / others)
bounds = stats.t.interval(0.95, 4, logs.mean(), stats.sem(logs))
print("ratio", float(np.exp(logs.mean())), [float(np.exp(v)) for v in bounds])
for k, n, level in [(0, 10, 0.95), (7, 10, 0.95), (480, 500, 0.99), (20, 20, 0.9)]:
    ci = stats.binomtest(k, n).proportion_ci(level, "wilson")
    print("wilson", (k, n, level, float(ci.low), float(ci.high)))
katz = stats.contingency.relative_risk(40, 100, 60, 110)
ci = katz.confidence_interval(0.95)
print("katz", float(katz.relative_risk), float(ci.low), float(ci.high))
for n, p, level in [(100, 0.5, 0.95), (1000, 0.9, 0.95), (1000, 0.99, 0.95), (300, 0.99, 0.95)]:
    alpha = (1 - level) / 2
    lower = max((r for r in range(0, n + 1) if stats.binom.cdf(r - 1, n, p) <= alpha), default=0)
    upper = min((r for r in range(1, n + 2) if stats.binom.sf(r - 1, n, p) <= alpha))
    print("ranks", (n, p, level, int(lower), int(upper)), "none above n or below 1")
for p in [0.9, 0.95, 0.99, 0.999]:
    for over in [0, 1, 5]:
        n = over + 1
        while stats.binom.cdf(over, n, 1 - p) > 0.01:
            n += 1
        print("least queries", (p, over, n))
sample = [3.0, 1.0, 4.0, 1.5, 9.0, 2.6]
print("type 7", [float(np.quantile(sample, p)) for p in [0, 0.1, 0.5, 0.77, 1]])
