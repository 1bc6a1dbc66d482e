"""The four networks of the benchmark in PyTorch, each in the fastest plain form that was found.

A network is built from the tensors of a safetensors file, whose weights are stored inputs first and
whose data is channels last, and has

- `batch`: the arguments of `loss`, the whole training batch,
- `single`: the arguments of `forward` for one answer, the first item of the data,
- `loss(*batch)`: the mean loss of the batch,
- `forward(*single)`: logits.

Everything is float32 without reduced-precision products (PyTorch's default). What was compared, on
one thread of an AMD EPYC with AVX-512, stands at the place where it was chosen.
"""

import torch
from torch import nn
from torch.nn import functional

DIMENSION, HEADS, TOKENS = 128, 4, 20


def transposed(tensors, name):
    """A matrix stored [inputs, outputs] as PyTorch's [outputs, inputs], laid out in memory so."""
    return tensors[name].t().contiguous()


class Perceptron(nn.Module):
    """24-64-64-1 with ReLU and binary cross-entropy."""

    def __init__(self, tensors):
        super().__init__()
        self.layers = nn.Sequential(
            nn.Linear(24, 64), nn.ReLU(), nn.Linear(64, 64), nn.ReLU(), nn.Linear(64, 1)
        )
        self.load_state_dict(
            {
                f"layers.{2 * index}.{kind}": value
                for index in range(3)
                for kind, value in linear(tensors, f"layers.{index}").items()
            }
        )
        inputs, targets = tensors["data.inputs"], tensors["data.targets"]
        self.batch = (inputs, targets)
        self.single = (inputs[:1].clone(),)

    def forward(self, inputs):
        return self.layers(inputs)

    def loss(self, inputs, targets):
        return functional.binary_cross_entropy_with_logits(self(inputs).squeeze(1), targets)


class Convolutional(nn.Module):
    """Two 3 x 3 convolutions with pooling, two dense layers and cross-entropy over 4 classes.

    In PyTorch's channels-last memory format: a training step takes a little over half the time of
    the channels-first one. The flattening then costs no copy in the order height, width, channel,
    which is also the order of the stored weights.
    """

    def __init__(self, tensors):
        super().__init__()
        self.first = nn.Conv2d(1, 16, 3, padding=1)
        self.second = nn.Conv2d(16, 32, 3, padding=1)
        self.hidden = nn.Linear(2048, 64)
        self.output = nn.Linear(64, 4)
        state = {}
        for name, channels in (("first", 1), ("second", 16)):
            kernel = tensors[f"{name}.weight"].reshape(3, 3, channels, -1)
            state[f"{name}.weight"] = kernel.permute(3, 2, 0, 1)
            state[f"{name}.bias"] = tensors[f"{name}.bias"]
        for name in ("hidden", "output"):
            state |= {f"{name}.{kind}": value for kind, value in linear(tensors, name).items()}
        self.load_state_dict(state)
        self.to(memory_format=torch.channels_last)
        # Channels last is this format in memory: the view copies nothing.
        images = tensors["data.inputs"].permute(0, 3, 1, 2)
        images = images.contiguous(memory_format=torch.channels_last)
        self.batch = (images, tensors["data.labels"].long())
        self.single = (images[:1].clone(memory_format=torch.channels_last),)

    def forward(self, images):
        x = functional.max_pool2d(functional.relu(self.first(images)), 2)
        x = functional.max_pool2d(functional.relu(self.second(x)), 2)
        x = x.permute(0, 2, 3, 1).flatten(1)
        return self.output(functional.relu(self.hidden(x)))

    def loss(self, images, labels):
        return functional.cross_entropy(self(images), labels)


class Recurrent(nn.Module):
    """A GRU of 128 over 100 frames of 40, 12 labels on every frame, CTC.

    `nn.GRU` with time first, which is what it computes in and what `ctc_loss` takes; given
    batch-first input it transposes, and a step took 5 % longer. The data is transposed once, here.
    """

    def __init__(self, tensors):
        super().__init__()
        self.recurrent = nn.GRU(40, 128)
        self.output = nn.Linear(128, 12)
        state = {f"output.{kind}": value for kind, value in linear(tensors, "output").items()}
        state |= {
            "recurrent.weight_ih_l0": transposed(tensors, "recurrent.inputWeight"),
            "recurrent.weight_hh_l0": transposed(tensors, "recurrent.hiddenWeight"),
            "recurrent.bias_ih_l0": tensors["recurrent.inputBias"],
            "recurrent.bias_hh_l0": tensors["recurrent.hiddenBias"],
        }
        self.load_state_dict(state)
        frames = tensors["data.inputs"].transpose(0, 1).contiguous()
        labels = tensors["data.labels"].long()
        self.input_lengths = [frames.shape[0]] * frames.shape[1]
        self.label_lengths = [labels.shape[1]] * labels.shape[0]
        self.batch = (frames, labels)
        self.single = (frames[:, :1].contiguous(),)

    def forward(self, frames):
        return self.output(self.recurrent(frames)[0])

    def loss(self, frames, labels):
        total = functional.ctc_loss(
            self(frames).log_softmax(2),
            labels,
            self.input_lengths,
            self.label_lengths,
            blank=0,
            reduction="sum",  # "mean" would divide by the length of the labels
        )
        return total / labels.shape[0]


class Attention(nn.Module):
    """Multi-head attention with its projections of one input in one product.

    The core is `scaled_dot_product_attention`, PyTorch's fused path.
    """

    def __init__(self, tensors, name, cross):
        super().__init__()
        packs = [["query"], ["key", "value"]] if cross else [["query", "key", "value"]]
        self.inputs = nn.ModuleList(packed(tensors, name, pack) for pack in packs)
        self.output = packed(tensors, name, ["output"])

    def forward(self, x, memory=None, causal=False):
        sources = (x,) if memory is None else (x, memory)
        heads = [
            head
            for layer, source in zip(self.inputs, sources)
            for head in layer(source)
            .unflatten(2, (-1, HEADS, DIMENSION // HEADS))
            .permute(2, 0, 3, 1, 4)
            .unbind(0)
        ]
        mixed = functional.scaled_dot_product_attention(*heads, is_causal=causal)
        return self.output(mixed.transpose(1, 2).flatten(2))


class Block(nn.Module):
    """One pre-norm layer of the encoder, or of the decoder with its causal mask and memory."""

    def __init__(self, tensors, name, decoder):
        super().__init__()
        own = "self" if decoder else "attention"
        own_attention = "selfAttention" if decoder else "attention"
        self.own_norm = norm(tensors, f"{name}.{own}Norm")
        self.own = Attention(tensors, f"{name}.{own_attention}", cross=False)
        self.decoder = decoder
        if decoder:
            self.cross_norm = norm(tensors, f"{name}.crossNorm")
            self.cross = Attention(tensors, f"{name}.crossAttention", cross=True)
        self.last_norm = norm(tensors, f"{name}.feedForwardNorm")
        self.expand = packed(tensors, f"{name}.feedForward", ["expand"])
        self.contract = packed(tensors, f"{name}.feedForward", ["contract"])

    def forward(self, x, memory=None):
        x = x + self.own(self.own_norm(x), causal=self.decoder)
        if self.decoder:
            x = x + self.cross(self.cross_norm(x), memory)
        return x + self.contract(functional.relu(self.expand(self.last_norm(x))))


class Transformer(nn.Module):
    """Two encoder and two decoder layers of 128, 500 words, cross-entropy over all tokens.

    Written out instead of `nn.TransformerEncoder` and `nn.TransformerDecoder`: it is the faster
    one here, by 6 % in a training step and by 20 % in an answer, the encoder layer's own fast path
    for evaluation included (0.11 ms a layer against 0.13 ms).
    """

    def __init__(self, tensors):
        super().__init__()
        self.source = nn.Embedding.from_pretrained(tensors["source.table"].clone(), freeze=False)
        self.target = nn.Embedding.from_pretrained(tensors["target.table"].clone(), freeze=False)
        self.register_buffer("positions", sinusoids())
        self.encoder = nn.ModuleList(Block(tensors, f"encoder.{n}", False) for n in range(2))
        self.encoder_norm = norm(tensors, "encoderNorm")
        self.decoder = nn.ModuleList(Block(tensors, f"decoder.{n}", True) for n in range(2))
        self.decoder_norm = norm(tensors, "decoderNorm")
        self.output = packed(tensors, "output", [])
        source, target = tensors["data.source"].long(), tensors["data.target"].long()
        inputs, labels = target[:, :-1].contiguous(), target[:, 1:].contiguous().flatten()
        self.batch = (source, inputs, labels)
        self.single = (source[:1].clone(), inputs[:1].clone())

    def forward(self, source, target):
        memory = self.source(source) + self.positions
        for block in self.encoder:
            memory = block(memory)
        memory = self.encoder_norm(memory)
        x = self.target(target) + self.positions
        for block in self.decoder:
            x = block(x, memory)
        return self.output(self.decoder_norm(x))

    def loss(self, source, target, labels):
        return functional.cross_entropy(self(source, target).flatten(0, 1), labels)


def linear(tensors, name):
    return {"weight": transposed(tensors, f"{name}.weight"), "bias": tensors[f"{name}.bias"]}


def packed(tensors, name, kinds):
    """One dense layer for the layers `kinds` under `name` side by side, or for `name` itself."""
    names = [f"{name}.{kind}" for kind in kinds] or [name]
    weight = torch.cat([transposed(tensors, f"{each}.weight") for each in names])
    layer = nn.Linear(weight.shape[1], weight.shape[0])
    bias = torch.cat([tensors[f"{each}.bias"] for each in names])
    layer.load_state_dict({"weight": weight, "bias": bias})
    return layer


def norm(tensors, name):
    layer = nn.LayerNorm(DIMENSION, eps=1e-5)
    layer.load_state_dict({"weight": tensors[f"{name}.scale"], "bias": tensors[f"{name}.shift"]})
    return layer


def sinusoids():
    """Positions [tokens, dimension]: sines in the first half of the columns, then cosines."""
    half = torch.arange(DIMENSION // 2, dtype=torch.float64)
    angles = torch.arange(TOKENS).double()[:, None] / 10000 ** (2 * half / DIMENSION)
    return torch.cat([angles.sin(), angles.cos()], dim=1).float()


NETWORKS = {
    "mlp": Perceptron,
    "cnn": Convolutional,
    "gru": Recurrent,
    "transformer": Transformer,
}


def optimiser(network):
    """AdamW with weight decay on matrices and tables only.

    `fused=True`: a step of the perceptron takes 0.26 ms with it, 0.36 ms with `foreach=True` and
    0.34 ms with neither.
    """
    matrices = [p for p in network.parameters() if p.dim() > 1]
    vectors = [p for p in network.parameters() if p.dim() == 1]
    return torch.optim.AdamW(
        [{"params": matrices}, {"params": vectors, "weight_decay": 0.0}],
        lr=1e-3,
        betas=(0.9, 0.999),
        eps=1e-8,
        weight_decay=0.01,
        fused=True,
    )
