"""Expected values of NumericCoreTests, from mpmath at 40 digits and NumPy."""

import mpmath as mp
import numpy as np

from seeded import Seeded

mp.mp.dps = 40

print("generator", [Seeded(7).next() for _ in range(1)], end=" ")
g = Seeded(7, "train", 3)
print([g.next() for _ in range(3)])

print("log gamma")
for x in ["1e-8", "0.5", "1.5", "3.7", "10", "57.25", "1e6"]:
    print(f"({x}, {mp.nstr(mp.loggamma(mp.mpf(x)), 17)}),")



def beta(x, a, b):
    """The series of mpmath fails on large parameters; whole ones are a binomial tail."""
    if "." in a + b:
        return mp.betainc(mp.mpf(a), mp.mpf(b), 0, x, regularized=True)
    a, n = int(a), int(a) + int(b) - 1
    term = mp.exp(mp.loggamma(n + 1) - mp.loggamma(a + 1) - mp.loggamma(n - a + 1))
    term *= x**a * (1 - x) ** (n - a)
    total = mp.mpf(0)
    for j in range(a, n + 1):
        total += term
        term *= mp.mpf(n - j) / (j + 1) * x / (1 - x)
    return total


print("incomplete beta: x, a, b")
for x, a, b in [
    ("0.5", "0.5", "0.5"), ("0.25", "2", "3"), ("0.9", "44", "1"), ("0.01", "0.5", "200"),
    ("0.999", "6635", "2"), ("0.3", "300", "700"), ("0.45", "5000", "5000"), ("0.9", "90000", "10000"),
]:
    print(f"({x}, {a}, {b}, {mp.nstr(beta(mp.mpf(float(x)), a, b), 17)}),")

print("normal quantile")
for p in ["1e-300", "1e-12", "0.001", "0.025", "0.3", "0.5", "0.8", "0.975", "0.999999"]:
    p_exact = mp.mpf(float(p))
    start = -mp.sqrt(-2 * mp.log(p_exact)) if p_exact < mp.mpf("1e-9") else mp.mpf(0)
    root = mp.findroot(lambda x: mp.log(mp.ncdf(x)) - mp.log(p_exact), start)
    print(f"({p}, {mp.nstr(root, 17)}),")

print("normal cumulative")
for x in ["-37", "-5", "-1.96", "0.3", "2.5"]:
    print(f"({x}, {mp.nstr(mp.ncdf(mp.mpf(float(x))), 17)}),")


def t_cdf(t, nu):
    t, nu = mp.mpf(t), mp.mpf(nu)
    tail = mp.betainc(nu / 2, mp.mpf(1) / 2, 0, nu / (nu + t * t), regularized=True) / 2
    return 1 - tail if t > 0 else tail


print("t cumulative: t, df")
for t, nu in [(-12.7, 1), (-2.5, 3.5), (0.4, 10), (1.96, 1e6), (-30.0, 40)]:
    print(f"({t}, {nu}, {mp.nstr(t_cdf(t, nu), 17)}),")

print("t quantile: p, df")
for p, nu in [(0.975, 1), (0.975, 2), (0.95, 4.3), (0.995, 29), (0.025, 200), (0.75, 1e5), (1e-6, 3)]:
    exact = mp.mpf(p)
    root = mp.findroot(lambda t: t_cdf(t, nu) - exact, (mp.mpf(1.9) if p > 0.5 else mp.mpf(-1.9)))
    if nu == 3:
        root = mp.findroot(lambda t: mp.log(t_cdf(t, nu)) - mp.log(exact), mp.mpf(-100))
    print(f"({p}, {nu}, {mp.nstr(root, 17)}),")

print("binomial: k, n, p")
for k, n, p in [(0, 44, "0.1"), (3, 10, "0.5"), (95, 100, "0.9"), (4, 5000, "0.001")]:
    q = mp.mpf(float(p))
    value = mp.fsum(mp.binomial(n, j) * q**j * (1 - q) ** (n - j) for j in range(k + 1))
    print(f"({k}, {n}, {p}, {mp.nstr(value, 17)}),")

print("weighted least squares")
g = Seeded(7, "least-squares")
X, y, w = [], [], []
for _ in range(30):
    X.append([1.0, g.uniform(-1, 1), g.uniform(-1, 1)])
    y.append(g.uniform(-1, 1))
    w.append(g.uniform())
root = np.sqrt(np.array(w))
print([repr(float(v)) for v in np.linalg.lstsq(np.array(X) * root[:, None], np.array(y) * root, rcond=None)[0]])
