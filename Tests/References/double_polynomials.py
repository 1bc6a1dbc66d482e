"""Makes the coefficients of Sources/CKernels/scalar_double.h.

Each is the polynomial that interpolates its function at the Chebyshev nodes of the reduced range, which comes within a
factor of a few of the best polynomial of its degree. Computed with 60 digits, printed highest power first, with the
largest relative error that the rounded coefficients leave.

    python3 Tests/References/double_polynomials.py        (mpmath 1.3)
"""

from mpmath import atanh, chop, cos, exp, lu_solve, matrix, mp, mpf, pi, polyval, sqrt, log

mp.dps = 60


def interpolate(function, low, high, count):
    nodes = [(low + high) / 2 + (high - low) / 2 * cos(pi * (2 * i + 1) / (2 * count)) for i in range(count)]
    system = matrix(count, count)
    for i, node in enumerate(nodes):
        for j in range(count):
            system[i, j] = node**j
    solution = lu_solve(system, matrix([function(node) for node in nodes]))
    return [float(chop(c)) for c in reversed(list(solution))]


def show(name, coefficients, error, points):
    print(name)
    for c in coefficients:
        print(f"  {c!r}  {c.hex()}")
    print(f"  relative error {float(max(abs(error(p)) for p in points)):.2e}")


half = log(2) / 2
q = interpolate(lambda r: (exp(r) - 1 - r) / r**2, -half, half, 10)
show(
    "e^r = 1 + r + r²·q(r), |r| <= ln 2 / 2",
    q,
    lambda r: (1 + r + r**2 * polyval(q, r)) / exp(r) - 1,
    [half * mpf(i) / 1000 for i in range(-1000, 1001) if i],
)

edge = (sqrt(2) - 1) / (sqrt(2) + 1)
t = interpolate(lambda z: (atanh(sqrt(z)) / sqrt(z) - 1) / z, mpf(0), edge**2, 7)
show(
    "atanh s = s + s³·t(s²), |s| <= (√2 − 1)/(√2 + 1)",
    t,
    lambda s: (s + s**3 * polyval(t, s**2)) / atanh(s) - 1,
    [edge * mpf(i) / 1000 for i in range(1, 1001)],
)
