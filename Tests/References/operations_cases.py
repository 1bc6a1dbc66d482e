"""The cases of operations.py: how they are drawn, differentiated and written."""

import json

import numpy as np
import torch

cases = {}
generator = np.random.default_rng(0)


def restart(seed):
    """Draws from here on come from `seed`, whatever was drawn before."""
    global generator
    generator = np.random.default_rng(seed)


def uniform(low, high, *shape):
    return rounded(generator.uniform(low, high, shape))


def chosen(below, *shape):
    """Ids from 0 up to `below`, which is not one of them."""
    return torch.tensor(generator.integers(0, below, shape))


def rounded(a):
    return torch.tensor(np.asarray(a, np.float32).astype(np.float64))


def draw(*shape, scale=1.0):
    return rounded(scale * generator.normal(size=shape))


def array(tensor):
    values = tensor.detach().double().reshape(-1).tolist()
    # What is below 1e-15 is rounding of a zero, and differs by machine.
    values = [float(f"{v:.9g}") if abs(v) >= 1e-15 else 0.0 for v in values]
    values = [int(v) if v.is_integer() else v for v in values]
    return {"shape": list(tensor.shape), "values": values}


def case(name, function, inputs, fixed=None, **settings):
    """Runs `function(**inputs, **fixed)`, which returns outputs by name, and differentiates it.

    Outputs that depend on no differentiated input get no cotangent.
    """
    fixed = fixed or {}
    leaves = {key: value.clone().requires_grad_() for key, value in inputs.items()}
    outputs = function(**leaves, **fixed)
    differentiated = {key: value for key, value in outputs.items() if value.requires_grad}
    cotangents = {
        key: draw(*value.shape) if value.dim() else torch.tensor(1.0)
        for key, value in differentiated.items()
    }
    gradients = {}
    if differentiated:
        sum((differentiated[key] * cotangents[key]).sum() for key in differentiated).backward()
        gradients = {key: leaf.grad for key, leaf in leaves.items()}
    groups = {
        "inputs": leaves | fixed,
        "outputs": outputs,
        "cotangents": cotangents,
        "gradients": gradients,
    }
    listed = {
        key: list(value) if isinstance(value, (list, tuple)) else [value]
        for key, value in settings.items()
    }
    cases[name] = {"settings": listed} | {
        group: {key: array(value) for key, value in values.items()}
        for group, values in groups.items()
    }


def written(value, depth=0):
    """JSON with one array a line, so that a change of one shows as one."""
    if not isinstance(value, dict) or "values" in value or not value:
        return json.dumps(value, separators=(",", ":"), allow_nan=False)
    indent = " " * (depth + 1)
    lines = [f'{indent}"{key}": {written(item, depth + 1)}' for key, item in value.items()]
    return "{\n" + ",\n".join(lines) + "\n" + " " * depth + "}"
