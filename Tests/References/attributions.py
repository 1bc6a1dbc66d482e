"""Attributions of a small network's answers in float64, with shap (0.51).

    python3 Tests/References/attributions.py > Tests/References/attributions.json

The network is tanh(x·W + b)·v with 16 inputs and 8 hidden units; its numbers, the input and the four background rows are
whole numbers over 256, which both sides hold exactly. `exact` is shap's exact explainer over all 65,536 coalitions,
`kernel` its KernelExplainer with as many samples as stated, from numpy's seed 1.
"""

import json
import sys

import numpy as np
import shap

UNITS, HIDDEN, ROWS, SAMPLES = 16, 8, 4, 4096


def numbers(start, *shape):
    count = int(np.prod(shape))
    return np.array([((start + i) * 7919 % 509 - 254) / 256 for i in range(count)]).reshape(shape)


w, b, v = numbers(1, UNITS, HIDDEN), numbers(1001, HIDDEN), numbers(2001, HIDDEN)
x, background = numbers(3001, 1, UNITS), numbers(4001, ROWS, UNITS)


def network(rows):
    return np.tanh(rows @ w + b) @ v


exact = shap.explainers.Exact(network, shap.maskers.Independent(background, max_samples=ROWS))
kernel = shap.KernelExplainer(network, background)
np.random.seed(1)
json.dump(
    {
        "input": x[0].tolist(),
        "background": background.tolist(),
        "weights": w.tolist(),
        "biases": b.tolist(),
        "output": v.tolist(),
        "score": network(x).item(),
        "base": network(background).mean(),
        "exact": exact(x, max_evals=2**UNITS + 1).values[0].tolist(),
        "samples": SAMPLES,
        "kernel": kernel.shap_values(x[0], nsamples=SAMPLES, silent=True, l1_reg=False).tolist(),
    },
    sys.stdout,
    indent=0,
)
