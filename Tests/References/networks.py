"""Reference values for TensorsTests and NetworksTests, in float64 with numpy alone.

    python3 Tests/References/networks.py > Tests/References/networks.json

Written from the papers' formulas, not from the Swift code. Inputs are rounded to float32 first, so
that both sides start from the same numbers.
"""

import json
import sys

import numpy as np

generator = np.random.default_rng(20240117)


def draw(*shape, scale=1):
    return (scale * generator.normal(size=shape)).astype(np.float32).astype(np.float64)


def flat(a):
    return [float(v) for v in np.asarray(a).reshape(-1)]


def gelu(x):
    """Hendrycks & Gimpel 2016, the tanh form."""
    return 0.5 * x * (1 + np.tanh(np.sqrt(2 / np.pi) * (x + 0.044715 * x**3)))


def layer_norm(x, scale, shift, epsilon):
    mean = x.mean(axis=-1, keepdims=True)
    variance = ((x - mean) ** 2).mean(axis=-1, keepdims=True)
    return (x - mean) / np.sqrt(variance + epsilon) * scale + shift


def conv1d(x, weight, bias, stride, padding):
    """x [batch, time, channels], weight [kernel, channels, outputs], by the definition."""
    x = np.pad(x, ((0, 0), (padding, padding), (0, 0)))
    kernel = weight.shape[0]
    steps = (x.shape[1] - kernel) // stride + 1
    windows = [x[:, s * stride : s * stride + kernel, :] for s in range(steps)]
    return np.stack([np.einsum("bkc,kco->bo", w, weight) + bias for w in windows], axis=1)


def adamw(parameter, gradients, rate, beta1, beta2, epsilon, decay):
    """Loshchilov & Hutter 2019, algorithm 2, with the schedule multiplier folded into the rate."""
    first = np.zeros_like(parameter)
    second = np.zeros_like(parameter)
    for step, gradient in enumerate(gradients, start=1):
        first = beta1 * first + (1 - beta1) * gradient
        second = beta2 * second + (1 - beta2) * gradient**2
        corrected = first / (1 - beta1**step)
        scale = np.sqrt(second / (1 - beta2**step)) + epsilon
        parameter = parameter - rate * (corrected / scale + decay * parameter)
    return parameter


points = np.array([-30, -8, -3.5, -1, -0.625, -0.3, -1e-3, 0, 1e-3, 0.5, 0.7, 1, 2.25, 6, 30])
points = points.astype(np.float32).astype(np.float64)

norm_x, norm_scale, norm_shift = draw(3, 19), draw(19), draw(19)
conv_x, conv_weight, conv_bias = draw(2, 7, 3), draw(4, 3, 5), draw(5)
left, right = draw(4, 6), draw(6, 3)
start, steps = draw(21), [draw(21) for _ in range(4)]
logits, labels = draw(5, 4, scale=3), [3, 0, 2, 2, 1]
targets = np.array([0.0, 1.0, 0.25, 1.0, 0.0])
column = logits[:, 0]
shifted = logits - logits.max(axis=1, keepdims=True)
softmax = np.exp(shifted) / np.exp(shifted).sum(axis=1, keepdims=True)

json.dump(
    {
        "points": flat(points),
        "gelu": flat(gelu(points)),
        "sigmoid": flat(1 / (1 + np.exp(-points))),
        "tanh": flat(np.tanh(points)),
        "normInput": flat(norm_x),
        "normScale": flat(norm_scale),
        "normShift": flat(norm_shift),
        "normOutput": flat(layer_norm(norm_x, norm_scale, norm_shift, 1e-5)),
        "convInput": flat(conv_x),
        "convWeight": flat(conv_weight),
        "convBias": flat(conv_bias),
        "convOutput": flat(conv1d(conv_x, conv_weight, conv_bias, stride=2, padding=2)),
        "left": flat(left),
        "right": flat(right),
        "product": flat(left @ right),
        "adamStart": flat(start),
        "adamGradients": flat(steps),
        "adamEnd": flat(adamw(start, steps, 0.05, 0.9, 0.999, 1e-8, 0.1)),
        "logits": flat(logits),
        "labels": labels,
        "softmax": flat(softmax),
        "softmaxCrossEntropy": [float(-np.log(softmax[range(5), labels]).sum())],
        "binaryTargets": flat(targets),
        "binaryCrossEntropy": [
            float((np.logaddexp(0, column) - targets * column).sum())
        ],
    },
    sys.stdout,
    indent=1,
)
print()
