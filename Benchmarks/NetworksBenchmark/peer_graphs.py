"""The forward pass of each network for one answer as an ONNX model, written with onnx.helper.

`torch.onnx.export` needs further packages and writes what its own decompositions leave; by hand the
graphs are what a careful user of ONNX Runtime would ship. Inputs are those of the PyTorch network's
`single`, in their order; weights are the initial ones, by the names of the safetensors file.
"""

import numpy as np
from onnx import TensorProto, helper, numpy_helper

DIMENSION, HEADS, TOKENS = 128, 4, 20
# The first with Attention, which took an answer of the transformer from 0.22 ms to 0.21 ms against
# products and a softmax of its own; the runtime's MultiHeadAttention took 0.24 ms.
OPSET = 23


class Graph:
    """Nodes and constants under way to a model; every method returns the name of what it made."""

    def __init__(self, tensors):
        self.tensors = tensors
        self.nodes, self.constants, self.inputs = [], {}, []

    def input(self, shape, kind=TensorProto.FLOAT):
        name = f"input{len(self.inputs)}"
        self.inputs.append(helper.make_tensor_value_info(name, kind, shape))
        return name

    def constant(self, value):
        name = f"constant{len(self.constants)}"
        self.constants[name] = numpy_helper.from_array(np.ascontiguousarray(value), name)
        return name

    def weight(self, name):
        return self.constant(self.tensors[name])

    def node(self, kind, *inputs, **attributes):
        return self.several(kind, inputs, 1, **attributes)[0]

    def several(self, kind, inputs, count, **attributes):
        names = [f"{kind}{len(self.nodes)}.{index}" for index in range(count)]
        self.nodes.append(helper.make_node(kind, list(inputs), names, **attributes))
        return names

    def dense(self, x, name):
        """Gemm on a matrix [rows, inputs]; the weights are stored as it wants them."""
        return self.node("Gemm", x, self.weight(f"{name}.weight"), self.weight(f"{name}.bias"))

    def norm(self, x, name):
        return self.node(
            "LayerNormalization",
            x,
            self.weight(f"{name}.scale"),
            self.weight(f"{name}.shift"),
            axis=-1,
            epsilon=1e-5,
        )

    def reshape(self, x, *shape):
        return self.node("Reshape", x, self.constant(np.array(shape, np.int64)))

    def model(self, output):
        self.nodes.append(helper.make_node("Identity", [output], ["output"]))
        made = helper.make_tensor_value_info("output", TensorProto.FLOAT, None)
        graph = helper.make_graph(
            self.nodes, "answer", self.inputs, [made], list(self.constants.values())
        )
        opset = [helper.make_opsetid("", OPSET)]
        return helper.make_model(graph, opset_imports=opset, ir_version=11).SerializeToString()


def perceptron(tensors):
    graph = Graph(tensors)
    x = graph.input([1, 24])
    for index in range(2):
        x = graph.node("Relu", graph.dense(x, f"layers.{index}"))
    return graph.model(graph.dense(x, "layers.2"))


def convolutional(tensors):
    graph = Graph(tensors)
    x = graph.input([1, 1, 32, 32])
    for name, channels in (("first", 1), ("second", 16)):
        kernel = tensors[f"{name}.weight"].reshape(3, 3, channels, -1).transpose(3, 2, 0, 1)
        bias = graph.weight(f"{name}.bias")
        x = graph.node("Conv", x, graph.constant(kernel), bias, pads=[1, 1, 1, 1])
        x = graph.node("MaxPool", graph.node("Relu", x), kernel_shape=[2, 2], strides=[2, 2])
    # ONNX flattens channel, height, width: the weights are reordered, so that nothing else is.
    weight = tensors["hidden.weight"].reshape(8, 8, 32, 64).transpose(2, 0, 1, 3).reshape(2048, 64)
    bias = graph.weight("hidden.bias")
    x = graph.node("Gemm", graph.node("Flatten", x, axis=1), graph.constant(weight), bias)
    return graph.model(graph.dense(graph.node("Relu", x), "output"))


def recurrent(tensors):
    graph = Graph(tensors)
    frames = graph.input([100, 1, 40])

    def reordered(name):
        """[1, 3 * 128, …] with the gates in ONNX's order: update, reset, new."""
        reset, update, new = np.split(tensors[name].T, 3)
        return np.concatenate([update, reset, new])[None]

    weights = [reordered(f"recurrent.{kind}Weight") for kind in ("input", "hidden")]
    biases = [reordered(f"recurrent.{kind}Bias") for kind in ("input", "hidden")]
    arguments = [*weights, np.concatenate(biases, axis=1)]
    states = graph.node(
        "GRU",
        frames,
        *(graph.constant(argument) for argument in arguments),
        hidden_size=128,
        linear_before_reset=1,
    )
    logits = graph.dense(graph.reshape(states, 100, 128), "output")
    return graph.model(graph.reshape(logits, 100, 1, 12))


def attention(graph, x, memory, name, causal):
    """On matrices [tokens, dimension], one item; the projections of one source are one product."""

    def projected(source, *kinds):
        weight = np.concatenate([graph.tensors[f"{name}.{kind}.weight"] for kind in kinds], axis=1)
        bias = np.concatenate([graph.tensors[f"{name}.{kind}.bias"] for kind in kinds])
        y = graph.node("Gemm", source, graph.constant(weight), graph.constant(bias))
        count = len(kinds)
        parts = [y] if count == 1 else graph.several("Split", [y], count, axis=1, num_outputs=count)
        return [graph.reshape(part, 1, TOKENS, DIMENSION) for part in parts]

    if memory is None:
        heads = projected(x, "query", "key", "value")
    else:
        heads = projected(x, "query") + projected(memory, "key", "value")
    counts = {"q_num_heads": HEADS, "kv_num_heads": HEADS}
    mixed = graph.node("Attention", *heads, is_causal=int(causal), **counts)
    return graph.dense(graph.reshape(mixed, TOKENS, DIMENSION), f"{name}.output")


def feed_forward(graph, x, name):
    y = graph.node("Relu", graph.dense(graph.norm(x, f"{name}Norm"), f"{name}.expand"))
    return graph.node("Add", x, graph.dense(y, f"{name}.contract"))


def transformer(tensors, positions):
    graph = Graph(tensors)
    where = graph.constant(positions)
    ids = [graph.input([1, TOKENS], TensorProto.INT64) for _ in range(2)]
    flat = graph.constant(np.array([TOKENS], np.int64))

    def embedded(name, tokens):
        tokens = graph.node("Reshape", tokens, flat)
        return graph.node("Add", graph.node("Gather", graph.weight(f"{name}.table"), tokens), where)

    x = embedded("source", ids[0])
    for index in range(2):
        name = f"encoder.{index}"
        y = graph.norm(x, f"{name}.attentionNorm")
        x = graph.node("Add", x, attention(graph, y, None, f"{name}.attention", False))
        x = feed_forward(graph, x, f"{name}.feedForward")
    memory = graph.norm(x, "encoderNorm")
    x = embedded("target", ids[1])
    for index in range(2):
        name = f"decoder.{index}"
        y = graph.norm(x, f"{name}.selfNorm")
        x = graph.node("Add", x, attention(graph, y, None, f"{name}.selfAttention", True))
        y = graph.norm(x, f"{name}.crossNorm")
        x = graph.node("Add", x, attention(graph, y, memory, f"{name}.crossAttention", False))
        x = feed_forward(graph, x, f"{name}.feedForward")
    logits = graph.dense(graph.norm(x, "decoderNorm"), "output")
    return graph.model(graph.reshape(logits, 1, TOKENS, 500))
