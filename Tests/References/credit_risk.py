"""The terms of the default process and the engineered features of one hand-made application.

    python3 Tests/References/credit_risk.py

printed the numbers in Tests/CreditRiskTests/DefaultProcessTests.swift and FeatureTests.swift, with
Python 3.11 and numpy 2.4.6. The formulas are those of docs/workloads/credit-risk.md, written again:
trend and volatility come from numpy.polyfit, not from the sums that the Swift code takes.
"""

import numpy as np

MONTHS = np.arange(24)
income, debt, amount, term, employment, delinquencies = 2500.0, 96000.0, 12000.0, 48.0, 30.0, 2.0
inflow = 2200.0 + 35 * MONTHS + 180 * (MONTHS % 3) - np.where((MONTHS >= 9) & (MONTHS <= 11), 1100, 0)
outflow = 2350.0 + 60 * (MONTHS * 7 % 5) + np.where(MONTHS >= 21, 250.0 * (MONTHS - 20), 0)
balance = 1500.0 + 90 * MONTHS - 40 * (MONTHS % 4)
overdraft = np.where(MONTHS % 5 == 3, 4.0, 0.0)

sigmoid = lambda x: 1 / (1 + np.exp(-x))


def scale(series):
    return max(np.mean(np.abs(series)), 1)


def trend(series):
    return 12 * np.polyfit(MONTHS, series, 1)[0] / scale(series)


def volatility(series):
    rest = series - np.polyval(np.polyfit(MONTHS, series, 1), MONTHS)
    return np.sqrt(np.mean(rest**2)) / scale(series)


buffer = max(np.mean(balance[-6:]) / scale(inflow), 0)
known = {
    "debt over three yearly incomes": 1.5 * sigmoid((debt / (12 * income) - 3) / 0.3),
    "instalment burden": 1.6 * np.tanh(2.5 * amount / term / income),
    "income trend": -np.tanh(trend(inflow) / 0.15),
    "volatility on a thin buffer": 3 * volatility(inflow) * np.exp(-buffer),
    "delinquencies": 0.5 * min(delinquencies, 4),
    "recent overdrafts": np.tanh(np.sum(overdraft[-6:]) / 25),
    "employment": -0.8 * np.tanh(employment / 48),
    "purpose and housing": 0.5 + 0.15,  # business, tenant
}
level = scale(inflow)
acceleration = (np.mean(outflow[21:24]) - 2 * np.mean(outflow[18:21]) + np.mean(outflow[15:18])) / level
deviations = inflow / level - 1
correlation = np.mean(deviations[:-1] * deviations[1:]) / max(np.mean(deviations**2), 1e-4)
unknown = {
    "dip a year ago": 1.6 * np.tanh(np.sum(np.maximum(0.75 - inflow[8:14] / level, 0))),
    "worst month": 1.2 * np.tanh(2 * (np.max((outflow - inflow) / level) - 0.6)),
    "accelerating outflow": 1.2 * np.tanh(3 * acceleration),
    "alternating income": np.tanh(-1.5 * correlation),
    # Business, rents and long are all true: (true ≠ true) ≠ true.
    "purpose × housing × term": 0.5,
}
for name, value in {**known, **unknown}.items():
    print(f"{name}: {value:.12f}")
for name, series in [("inflow", inflow), ("outflow", outflow), ("balance", balance), ("overdraft", overdraft)]:
    print(f"{name}: level {np.mean(series):.12f}, recent {np.mean(series[-6:]):.12f}, "
          f"trend {trend(series):.12f}, volatility {volatility(series):.12f}, lowest {series.min():.1f}")
print(f"buffer {np.mean(balance[-6:]) / scale(inflow):.12f}")
print(f"exposed volatility {volatility(inflow) * np.exp(-buffer):.12f}")
