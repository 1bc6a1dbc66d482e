"""Cases of convolution, pooling, normalisation, and of moving, combining and reducing elements."""

import numpy as np
import torch
from torch.nn import functional

from operations_cases import case, chosen, draw, restart, rounded, uniform

restart(1)


def channels_first(x):
    return x.movedim(-1, 1)


def channels_last(x):
    return x.movedim(1, -1)


def convolution(kernel, stride, padding, dilation, groups):
    apply = functional.conv1d if len(kernel) == 1 else functional.conv2d

    def function(x, weight, bias):
        shaped = weight.reshape(*kernel, -1, weight.shape[-1])
        shaped = shaped.movedim((-1, -2), (0, 1))
        return {
            "y": channels_last(
                apply(channels_first(x), shaped, bias, stride, padding, dilation, groups)
            )
        }

    return function


def convolution_case(name, size, channels, outputs, kernel, stride, padding, dilation, groups):
    inputs = {
        "x": draw(2, *size, channels),
        "weight": draw(int(np.prod(kernel)) * channels // groups, outputs, scale=0.5),
        "bias": draw(outputs),
    }
    case(
        name,
        convolution(kernel, stride, padding, dilation, groups),
        inputs,
        kernel=kernel,
        stride=stride,
        padding=padding,
        dilation=dilation,
        groups=groups,
    )


for name, *arguments in [
    ("conv2d", (5, 6), 3, 4, (3, 2), (1, 1), (0, 0), (1, 1), 1),
    ("conv2dStridePadding", (6, 7), 3, 4, (3, 3), (2, 2), (1, 1), (1, 1), 1),
    ("conv2dDilation", (6, 7), 2, 3, (3, 3), (1, 1), (0, 0), (2, 2), 1),
    ("conv2dGroups", (5, 4), 4, 6, (3, 3), (1, 1), (1, 1), (1, 1), 2),
    ("conv2dDepthwise", (5, 4), 4, 4, (3, 3), (1, 1), (1, 1), (1, 1), 4),
    ("conv2dUneven", (6, 7), 2, 3, (3, 2), (2, 1), (1, 0), (1, 1), 1),
    ("conv1d", (7,), 3, 4, (3,), (2,), (1,), (1,), 1),
    ("conv1dDilationGroups", (9,), 4, 6, (3,), (1,), (2,), (2,), 2),
    ("conv1dDepthwise", (7,), 4, 4, (5,), (1,), (2,), (1,), 4),
]:
    convolution_case(name, *arguments)


def max_pool(kernel, stride, padding):
    return lambda x: {
        "y": channels_last(functional.max_pool2d(channels_first(x), kernel, stride, padding))
    }


def average_pool(kernel, stride, padding):
    """Padding counts in no average."""

    def function(x):
        first = channels_first(x)
        y = functional.avg_pool2d(first, kernel, stride, padding, count_include_pad=False)
        return {"y": channels_last(y)}

    return function


for suffix, size, kernel, stride, padding in [
    ("", (4, 6), (2, 2), (2, 2), (0, 0)),
    ("Overlapping", (6, 7), (3, 2), (2, 1), (0, 0)),
    ("Padding", (5, 6), (3, 2), (2, 3), (1, 1)),
]:
    for kind, pool in (("max", max_pool), ("average", average_pool)):
        case(
            f"{kind}Pool2d{suffix}",
            pool(kernel, stride, padding),
            {"x": draw(2, *size, 3)},
            kernel=kernel,
            stride=stride,
            padding=padding,
        )


def batch_norm_training(first, second, scale, shift, runningMean, runningVariance):
    """Two batches after one another; the running variance takes the unbiased one."""
    mean, variance, outputs = runningMean.clone(), runningVariance.clone(), {}
    for name, x in (("first", first), ("second", second)):
        y = functional.batch_norm(channels_first(x), mean, variance, scale, shift, True, 0.1, 1e-5)
        outputs[name] = channels_last(y)
        outputs[f"{name}RunningMean"] = mean.clone()
        outputs[f"{name}RunningVariance"] = variance.clone()
    return outputs


def batch_norm_evaluation(x, scale, shift, runningMean, runningVariance):
    first = channels_first(x)
    y = functional.batch_norm(first, runningMean, runningVariance, scale, shift, False, 0.1, 1e-5)
    return {"y": channels_last(y)}


statistics = {"runningMean": draw(5), "runningVariance": uniform(0.5, 2, 5)}
affine = {"scale": draw(5), "shift": draw(5)}
case(
    "batchNormTraining",
    batch_norm_training,
    {"first": draw(2, 3, 2, 5), "second": draw(2, 3, 2, 5, scale=2)} | affine,
    statistics,
    momentum=0.1,
    epsilon=1e-5,
)
case(
    "batchNormEvaluation",
    batch_norm_evaluation,
    {"x": draw(2, 3, 2, 5)} | affine,
    statistics,
    epsilon=1e-5,
)
case(
    "layerNorm",
    lambda x, scale, shift: {"y": functional.layer_norm(x, (6,), scale, shift, 1e-5)},
    {"x": draw(2, 3, 6), "scale": draw(6), "shift": draw(6)},
    epsilon=1e-5,
)
points = rounded([-30, -8, -3.5, -1, -0.3, -1e-3, 0, 1e-3, 0.5, 1, 2.25, 6, 30])
case("silu", lambda x: {"y": functional.silu(x)}, {"x": points})
case("logSoftmax", lambda x: {"y": x.log_softmax(-1)}, {"x": draw(2, 3, 5, scale=3)})

case(
    "embedding",
    lambda table, ids: {"y": table[ids]},
    {"table": draw(7, 4)},
    {"ids": torch.tensor([[3, 0, 3], [6, 3, 1]])},
)
for operation in ("add", "subtract", "multiply", "divide"):
    for suffix, shape in (("Column", (3, 1)), ("Row", (4,))):
        case(
            f"{operation}{suffix}",
            lambda left, right: {"y": getattr(torch, operation)(left, right)},
            {"left": draw(2, 3, 4), "right": draw(*shape)},
        )
for name, left, right in [("matmul", (3, 4), (4, 5)), ("batchedMatmul", (2, 3, 4), (2, 4, 5))]:
    case(
        name,
        lambda left, right: {"y": left @ right},
        {"left": draw(*left), "right": draw(*right)},
    )

# y[i, j, k] = x[i, ids[i, j, k], k], and along the other axes alike.
case(
    "gather",
    lambda x, ids: {"y": x.gather(1, ids)},
    {"x": draw(2, 4, 3)},
    {"ids": chosen(4, 2, 5, 3)},
    axis=1,
)
case(
    "gatherLastAxis",
    lambda x, ids: {"y": x.gather(1, ids)},
    {"x": draw(3, 4)},
    {"ids": torch.tensor([[0, 0], [3, 1], [2, 3]])},
    axis=1,
)
# Whole slices: y[:, j] = x[:, ids[j]].
case(
    "take",
    lambda x, ids: {"y": x.index_select(1, ids)},
    {"x": draw(2, 4, 3)},
    {"ids": torch.tensor([2, 0, 2, 3, 2])},
    axis=1,
)
# y is base, with y[i, ids[i, j, k], k] += source[i, j, k]; a place may be named more than once.
case(
    "scatterAdd",
    lambda base, source, ids: {"y": base.scatter_add(1, ids, source)},
    {"base": draw(2, 4, 3), "source": draw(2, 5, 3)},
    {"ids": chosen(4, 2, 5, 3)},
    axis=1,
)
# y is base, with y[i, ids[i, j]] = source[i, j]; no place is named twice.
case(
    "scatter",
    lambda base, source, ids: {"y": base.scatter(1, ids, source)},
    {"base": draw(3, 4), "source": draw(3, 2)},
    {"ids": torch.tensor([[0, 2], [3, 1], [2, 3]])},
    axis=1,
)
for operation in ("sum", "mean", "amax"):
    for axis in range(3):
        case(
            f"{operation.removeprefix('a')}Axis{axis}",
            lambda x: {"y": getattr(x, operation)(axis)},
            {"x": draw(2, 3, 4)},
            axis=axis,
        )
