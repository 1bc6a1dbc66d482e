"""Reference values for optimisers, weight averages, random numbers and diagnostics.

    python3 Tests/References/training.py > Tests/References/training.json

The values in the repository are from PyTorch 2 on a processor, in float64: `torch.optim.SGD`,
`torch.optim.AdamW`, `torch.nn.utils.clip_grad_norm_`, `torch.optim.swa_utils.AveragedModel` and
`torch.distributions.Categorical`. The random numbers are SplitMix64 (Steele, Lea & Flood 2014) in
Python's whole numbers. Inputs are rounded to float32 first, so that both sides start from the same
numbers.
"""

import json
import sys

import numpy as np
import torch
from torch.optim.swa_utils import AveragedModel, get_ema_avg_fn

torch.set_default_dtype(torch.float64)
generator = np.random.default_rng(20240612)


def draw(*shape, scale=1):
    return (scale * generator.normal(size=shape)).astype(np.float32).astype(np.float64)


def flat(a):
    return [float(v) for v in np.asarray(a).reshape(-1)]


weight, bias = draw(3, 2), draw(2)
inputs, factors = draw(6, 3), draw(6, 2)


class Model(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.weight = torch.nn.Parameter(torch.tensor(weight))
        self.bias = torch.nn.Parameter(torch.tensor(bias))

    def loss(self, step):
        """A row through a dense layer, squared, times factors: gradients that depend on the weights."""
        y = torch.tensor(inputs[step]) @ self.weight + self.bias
        return (y * y * torch.tensor(factors[step])).sum()


def trained(make, decay, clip, average=None):
    """Six steps at falling rates, as weights, biases, and norms before clipping."""
    model = Model()
    optimizer = make(
        [
            {"params": [model.weight], "weight_decay": decay},
            {"params": [model.bias], "weight_decay": 0},
        ]
    )
    mean = None if average is None else AveragedModel(model, avg_fn=average)
    if mean is not None:
        mean.update_parameters(model)  # The first update copies.
    norms = []
    for step in range(6):
        for group in optimizer.param_groups:
            group["lr"] = 0.05 / (1 + step)
        optimizer.zero_grad()
        model.loss(step).backward()
        limit = clip if clip is not None else float("inf")
        norms.append(float(torch.nn.utils.clip_grad_norm_(model.parameters(), limit)))
        optimizer.step()
        if mean is not None:
            mean.update_parameters(model)
    model = model if mean is None else mean.module
    return flat(model.weight.detach()) + flat(model.bias.detach()) + norms


def sgd(momentum, nesterov):
    return lambda groups: torch.optim.SGD(groups, lr=1, momentum=momentum, nesterov=nesterov)


def adamw(groups):
    return torch.optim.AdamW(groups, lr=1, betas=(0.9, 0.999), eps=1e-8)


def warming(limit):
    """TensorFlow's ExponentialMovingAverage with num_updates: min(d, (1 + t) / (10 + t))."""

    def average(mean, value, count):
        # The copy at the start counted as one.
        t = float(count) - 1
        d = min(limit, (1 + t) / (10 + t))
        return d * mean + (1 - d) * value

    return average


MASK = 2**64 - 1
GOLDEN = 0x9E3779B97F4A7C15


def mix(z):
    z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & MASK
    z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & MASK
    return z ^ (z >> 31)


def bits(seed, stream, count):
    base = mix((mix((seed + GOLDEN) & MASK) + (stream + 1) * GOLDEN) & MASK)
    halves = []
    for pair in range((count + 1) // 2):
        both = mix((base + (pair + 1) * GOLDEN) & MASK)
        halves += [both & 0xFFFFFFFF, both >> 32]
    return halves[:count]


def uniform(seed, stream, count, limit):
    signed = [b - 2**32 if b >= 2**31 else b for b in bits(seed, stream, count)]
    scale = np.float32(limit) * np.float32(2**-23)
    return [float(np.float32((s >> 8) + 0.5) * scale) for s in signed]


def kept(seed, stream, count, rate):
    return [0 if b < int(float(np.float32(rate)) * 2**32) else 1 for b in bits(seed, stream, count)]


attention = torch.softmax(torch.tensor(draw(2, 3, 4, 5, scale=2)), dim=-1)
causal = torch.tensor(draw(1, 2, 5, 5, scale=2))
causal = causal.masked_fill(torch.ones(5, 5).triu(1) > 0, float("-inf")).softmax(dim=-1)
entropies = torch.distributions.Categorical(probs=attention).entropy()
causal_entropies = -(torch.xlogy(causal, causal)).sum(dim=-1)
sees = torch.arange(2, 6).log()

json.dump(
    {
        "weight": flat(weight),
        "bias": flat(bias),
        "inputs": flat(inputs),
        "factors": flat(factors),
        "sgd": trained(sgd(0, False), 0, None),
        "sgdMomentum": trained(sgd(0.9, False), 0.1, None),
        "sgdNesterov": trained(sgd(0.9, True), 0.1, None),
        "sgdNesterovClipped": trained(sgd(0.9, True), 0.1, 0.5),
        "adamW": trained(adamw, 0.1, None),
        "adamWClipped": trained(adamw, 0.1, 0.5),
        "average": trained(sgd(0.9, False), 0, None, get_ema_avg_fn(0.7)),
        "averageWarming": trained(sgd(0.9, False), 0, None, warming(0.25)),
        "uniform": uniform(7, 0, 37, 0.25),
        "uniformStream": uniform(2**63 + 5, 3, 8, 1),
        "mask": kept(7, 2, 37, 0.3),
        "attention": flat(attention),
        "attentionEntropy": flat(entropies.mean(dim=(0, 2))),
        "attentionNormalised": flat(entropies.mean(dim=(0, 2)) / np.log(5)),
        "causalAttention": flat(causal),
        "causalEntropy": flat(causal_entropies.mean(dim=(0, 2))),
        "causalNormalised": flat((causal_entropies[..., 1:] / sees).mean(dim=(0, 2))),
    },
    sys.stdout,
    indent=1,
)
print()
