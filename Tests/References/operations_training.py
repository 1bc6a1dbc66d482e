"""Cases of losses, optimisers and schedules."""

import itertools

import torch
from torch.nn import functional

from operations_cases import case, draw, restart

restart(3)

# Losses: means over all elements, or over the rows whose label is not ignored

labels = torch.tensor([3, 0, 2, 2, 1])
for suffix, these, smoothing in [
    ("", labels, 0.0),
    ("Smoothed", labels, 0.1),
    ("Ignored", torch.tensor([3, -1, 2, 2, -1]), 0.0),
    ("SmoothedIgnored", torch.tensor([3, -1, 2, 2, -1]), 0.1),
]:
    case(
        f"crossEntropy{suffix}",
        lambda logits, labels: {
            "loss": functional.cross_entropy(
                logits, labels, ignore_index=-1, label_smoothing=smoothing
            )
        },
        {"logits": draw(5, 4, scale=2)},
        {"labels": these},
        smoothing=smoothing,
        ignored=-1,
    )
predictions, targets = {"x": draw(4, 3, scale=1.5)}, {"targets": draw(4, 3)}
for name, loss in [
    ("squaredError", functional.mse_loss),
    ("absoluteError", functional.l1_loss),
    ("huber", functional.huber_loss),
]:
    settings = {"delta": 1.0} if name == "huber" else {}
    case(name, lambda x, targets: {"loss": loss(x, targets)}, predictions, targets, **settings)


def ctc(logits, labels, lengths, labelLengths):
    """Graves et al. 2006: -log p(labels) of each item, by logits [batch, time, labels], blank 0."""
    log_probabilities = logits.log_softmax(2).transpose(0, 1)
    losses = functional.ctc_loss(
        log_probabilities, labels, lengths, labelLengths, blank=0, reduction="none"
    )
    return {"losses": losses}


# The second has just the steps that three equal labels need; the third no label; what lies beyond
# the lengths is there to be left alone.
case(
    "ctc",
    ctc,
    {"logits": draw(4, 8, 5, scale=2)},
    {
        "labels": torch.tensor([[1, 2, 2, 4], [3, 3, 3, 1], [2, 2, 2, 2], [4, 1, 1, 1]]),
        "lengths": torch.tensor([8, 5, 3, 6]),
        "labelLengths": torch.tensor([4, 3, 0, 2]),
    },
)


def transducer(logits, labels, lengths, labelLengths):
    """Graves 2012: -log of the sum over all paths, each path written out; blank 0.

    logits [batch, time, labels + 1, vocabulary], one softmax at every (time, labels so far). A
    blank goes on in time, a label to the next label; the last move is the blank that ends the last
    frame.
    """
    log_probabilities, losses = logits.log_softmax(3), []
    for item, frames, count in zip(range(len(labels)), lengths.tolist(), labelLengths.tolist()):
        paths = []
        for places in itertools.combinations(range(frames - 1 + count), count):
            time = emitted = 0
            path = logits.new_zeros(())
            for move in range(frames + count):
                label = int(labels[item, emitted]) if move in places else 0
                path = path + log_probabilities[item, time, emitted, label]
                time, emitted = (time, emitted + 1) if move in places else (time + 1, emitted)
            paths.append(path)
        losses.append(-torch.stack(paths).logsumexp(0))
    return {"losses": torch.stack(losses)}


case(
    "transducer",
    transducer,
    {"logits": draw(4, 4, 4, 4, scale=1.5)},
    {
        "labels": torch.tensor([[1, 2, 2], [3, 1, 1], [2, 2, 2], [3, 2, 1]]),
        "lengths": torch.tensor([4, 3, 2, 1]),
        "labelLengths": torch.tensor([3, 2, 0, 2]),
    },
)


# Optimisers and schedules: "after" has the parameters after each step


def optimised(build):
    def function(start, gradients):
        parameter = torch.nn.Parameter(start.detach().clone())
        optimiser, after = build([parameter]), []
        for gradient in gradients:
            parameter.grad = gradient
            optimiser.step()
            after.append(parameter.detach().clone())
        return {"after": torch.stack(after)}

    return function


steps = {"start": draw(6), "gradients": draw(4, 6)}
for suffix, nesterov, decay in [("", False, 0), ("Nesterov", True, 0), ("Decay", False, 0.1)]:
    case(
        f"sgd{suffix}",
        optimised(
            lambda p: torch.optim.SGD(
                p, lr=0.05, momentum=0.9, nesterov=nesterov, weight_decay=decay
            )
        ),
        {},
        steps,
        rate=0.05,
        momentum=0.9,
        decay=decay,  # added to the gradient, as decay * parameter, before the momentum
    )
case(
    "adamW",
    optimised(
        lambda p: torch.optim.AdamW(p, lr=0.05, betas=(0.9, 0.999), eps=1e-8, weight_decay=0.1)
    ),
    {},
    steps,
    rate=0.05,
    betas=(0.9, 0.999),
    epsilon=1e-8,
    decay=0.1,  # of the parameter itself, times the rate
)


def moving_average(start, weights):
    update = torch.optim.swa_utils.get_ema_avg_fn(0.9)
    average, after = start, []
    for step, each in enumerate(weights):
        average = update(average, each, step)
        after.append(average)
    return {"after": torch.stack(after)}


case("movingAverage", moving_average, {}, {"start": draw(6), "weights": draw(4, 6)}, decay=0.9)


def cosine(peak, warm_up, total, floor):
    """The rates of the steps 0 to total: up in `warm_up` equal parts, down along half a cosine."""
    optimiser = torch.optim.SGD([torch.nn.Parameter(torch.zeros(1))], lr=peak)
    schedulers = torch.optim.lr_scheduler
    rise = schedulers.LinearLR(optimiser, 1 / warm_up, 1, total_iters=warm_up - 1)
    fall = schedulers.CosineAnnealingLR(optimiser, total - warm_up, eta_min=floor)
    both = schedulers.SequentialLR(optimiser, [rise, fall], [warm_up])
    rates = []
    for _ in range(total + 1):
        rates.append(optimiser.param_groups[0]["lr"])
        optimiser.step()
        both.step()
    return torch.tensor(rates, dtype=torch.float64)


at = torch.tensor([0, 1, 3, 4, 5, 7, 12, 17, 19, 20])
case(
    "cosineSchedule",
    lambda steps: {"rates": cosine(0.01, 4, 20, 0.001)[steps]},
    {},
    {"steps": at},
    peak=0.01,
    warmUp=4,
    total=20,
    floor=0.001,
)
