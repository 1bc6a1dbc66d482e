"""Cases of recurrent layers and attention."""

import torch
from torch.nn import functional

from operations_cases import case, draw, restart

restart(2)

RECURRENT = {"gru": (torch._VF.gru, 3), "lstm": (torch._VF.lstm, 4)}
WEIGHTS = ("inputWeight", "hiddenWeight", "inputBias", "hiddenBias")


def recurrent(kind, bidirectional):
    """Of x [batch, time, inputs]; the backward direction's names begin with "backward".

    y [batch, time, hidden] or [batch, time, 2 * hidden], forward first. Final states
    [batch, hidden]: after each item's last step, or, going backward, after its first.
    """
    run, _ = RECURRENT[kind]
    directions = ["", "backward"] if bidirectional else [""]

    def function(x, initialState=None, initialCell=None, lengths=None, **weights):
        flat = [
            weight.t() if weight.dim() == 2 else weight
            for direction in directions
            for weight in (weights[prefixed(direction, name)] for name in WEIGHTS)
        ]
        hidden = weights["hiddenWeight"].shape[0]
        zero = x.new_zeros(len(directions), x.shape[0], hidden)
        start = zero if initialState is None else initialState[None]
        if kind == "lstm":
            start = (start, zero if initialCell is None else initialCell[None])
        if lengths is None:
            y, *final = run(x, start, flat, True, 1, 0.0, False, bidirectional, True)
        else:  # in order of falling length, as these are
            packed = torch.nn.utils.rnn.pack_padded_sequence(x, lengths, batch_first=True)
            y, *final = run(
                packed.data, packed.batch_sizes, start, flat, True, 1, 0.0, False, bidirectional
            )
            packed = torch.nn.utils.rnn.PackedSequence(y, packed.batch_sizes)
            y, _ = torch.nn.utils.rnn.pad_packed_sequence(packed, batch_first=True)
        outputs = {"y": y}
        for name, states in zip(("finalState", "finalCell"), final):
            for direction, state in zip(directions, states):
                outputs[prefixed(direction, name)] = state
        return outputs

    return function


def prefixed(direction, name):
    return f"{direction}{name[0].upper()}{name[1:]}" if direction else name


def recurrent_inputs(kind, bidirectional, inputs=2, hidden=3):
    gates = RECURRENT[kind][1] * hidden
    shapes = [(inputs, gates), (hidden, gates), (gates,), (gates,)]
    return {"x": draw(3, 5, inputs)} | {
        prefixed(direction, name): draw(*shape, scale=0.5)
        for direction in (["", "backward"] if bidirectional else [""])
        for name, shape in zip(WEIGHTS, shapes)
    }


for kind in ("gru", "lstm"):
    for bidirectional in (False, True):
        name = f"{kind}{'Bidirectional' if bidirectional else ''}"
        function = recurrent(kind, bidirectional)
        case(name, function, recurrent_inputs(kind, bidirectional))
        lengths = {"lengths": torch.tensor([5, 3, 1])}
        case(f"{name}Lengths", function, recurrent_inputs(kind, bidirectional), lengths)
    states = {"initialState": draw(3, 3)}
    if kind == "lstm":
        states["initialCell"] = draw(3, 3)
    case(f"{kind}InitialState", recurrent(kind, False), recurrent_inputs(kind, False) | states)


PROJECTIONS = ("query", "key", "value", "output")


def attention(heads, causal=False):
    """Of x [batch, queries, dimension] on memory [batch, keys, dimension], x itself without one.

    mask [batch, keys] is 1 where a key may be looked at, 0 where it is padding. Queries that are
    padding are answered like the others.
    """

    def function(x, memory=None, mask=None, **weights):
        queries, keys = x.transpose(0, 1), (x if memory is None else memory).transpose(0, 1)
        length = x.shape[1]
        ahead = torch.ones(length, length, dtype=torch.bool).triu(1) if causal else None
        matrices = [weights[f"{name}Weight"].t() for name in PROJECTIONS]
        y, _ = functional.multi_head_attention_forward(
            queries,
            keys,
            keys,
            x.shape[2],
            heads,
            None,
            torch.cat([weights[f"{name}Bias"] for name in PROJECTIONS[:3]]),
            None,
            None,
            False,
            0.0,
            matrices[3],
            weights["outputBias"],
            training=False,
            key_padding_mask=None if mask is None else mask == 0,
            need_weights=False,
            attn_mask=ahead,
            use_separate_proj_weight=True,
            q_proj_weight=matrices[0],
            k_proj_weight=matrices[1],
            v_proj_weight=matrices[2],
        )
        return {"y": y.transpose(0, 1)}

    return function


def attention_inputs(dimension=6):
    weights = {f"{name}Weight": draw(dimension, dimension, scale=0.5) for name in PROJECTIONS}
    return weights | {f"{name}Bias": draw(dimension) for name in PROJECTIONS}


mask = {"mask": torch.tensor([[1, 1, 1, 1, 1], [1, 1, 1, 0, 0]])}
x = {"x": draw(2, 5, 6)}
case("selfAttention", attention(2), x | attention_inputs(), heads=2)
case("selfAttentionCausal", attention(2, causal=True), x | attention_inputs(), heads=2)
case("selfAttentionPadding", attention(2), x | attention_inputs(), mask, heads=2)
case(
    "selfAttentionCausalPadding", attention(3, causal=True), x | attention_inputs(), mask, heads=3
)
cross = {"x": draw(2, 3, 6), "memory": draw(2, 5, 6)}
case("crossAttention", attention(2), cross | attention_inputs(), heads=2)
case("crossAttentionPadding", attention(2), cross | attention_inputs(), mask, heads=2)
