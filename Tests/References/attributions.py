"""Attributions of a small network's answers in float64, with shap (0.51) and lime (0.2).

    python3 Tests/References/attributions.py > Tests/References/attributions.json

The network is tanh(x·W + b)·v with 16 inputs and 8 hidden units; its numbers, the input and the four background rows are
whole numbers over 256, which both sides hold exactly. `exact` is shap's exact explainer over all 65,536 coalitions,
`kernel` its KernelExplainer with as many samples as stated, from numpy's seed 1. `surrogate` is lime's
LimeBase on the coalitions of `perturbations`, whose bits are the present units; the absent ones have the values of the
first background row. Kernel, width, distance and ridge are those of LimeTabularExplainer.
"""

import json
import sys

import numpy as np
import shap
from lime.lime_base import LimeBase

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


def kernel_of(distances, width=0.75 * np.sqrt(UNITS)):
    return np.sqrt(np.exp(-(distances**2) / width**2))


perturbations = np.random.default_rng(1).integers(0, 2**UNITS, 300)
perturbations[0] = 2**UNITS - 1
present = perturbations[:, None] >> np.arange(UNITS) & 1
constant, contributions, fidelity, _ = LimeBase(kernel_of).explain_instance_with_data(
    present.astype(float),
    network(np.where(present, x, background[0]))[:, None],
    np.sqrt((1 - present).sum(axis=1)),
    label=0,
    num_features=UNITS,
    feature_selection="none",
)

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
        "perturbations": perturbations.tolist(),
        "surrogate": {
            "constant": constant,
            "contributions": [contribution for _, contribution in sorted(contributions)],
            "fidelity": fidelity,
        },
    },
    sys.stdout,
    indent=0,
)
