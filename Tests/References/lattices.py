"""Losses and gradients of CTC and the transducer in float64, with torch (2.x).

    python3 Tests/References/lattices.py > Tests/References/lattices.json

CTC is torch.nn.functional.ctc_loss. The transducer is Graves' forward recursion written node by node, with autograd
through it. The logits are made of whole numbers, which both sides hold exactly. The sizes go beyond one group of eight
states, positions and labels.
"""

import json
import sys

import torch


def logits(*shape):
    count = torch.Size(shape).numel()
    values = [((i * 7919) % 1009 - 504) / 128 for i in range(count)]
    return torch.tensor(values, dtype=torch.float64).reshape(shape).requires_grad_()


def ctc(z, targets, lengths):
    return torch.nn.functional.ctc_loss(
        z.log_softmax(-1).transpose(0, 1),
        torch.tensor([label for target in targets for label in target]),
        torch.tensor(lengths),
        torch.tensor([len(target) for target in targets]),
        reduction="none",
    ).mean()


def transducer(z, targets, lengths):
    losses = []
    for item, target, frames in zip(z.log_softmax(-1), targets, lengths):
        reached = {}
        for t in range(frames):
            for u in range(len(target) + 1):
                ways = []
                if t > 0:
                    ways.append(reached[t - 1, u] + item[t - 1, u, 0])
                if u > 0:
                    ways.append(reached[t, u - 1] + item[t, u - 1, target[u - 1]])
                reached[t, u] = torch.logsumexp(torch.stack(ways), 0) if ways else item.new_zeros(())
        losses.append(-(reached[frames - 1, len(target)] + item[frames - 1, len(target), 0]))
    return torch.stack(losses).mean()


def run(loss, z, targets, lengths):
    value = loss(z, targets, lengths)
    value.backward()
    return {"loss": [value.item()], "gradient": z.grad.reshape(-1).tolist()}


cases = {
    "ctc": run(ctc, logits(3, 16, 11), [[3, 3, 1, 10, 2, 2, 5, 9, 4], [7, 1, 7], []], [16, 9, 4]),
    "transducer": run(transducer, logits(2, 5, 11, 9), [[3, 3, 1, 8, 2, 2, 5, 7, 4, 4], [7, 1, 7]], [5, 3]),
}
json.dump({f"{name}.{key}": value for name, case in cases.items() for key, value in case.items()}, sys.stdout, indent=0)
