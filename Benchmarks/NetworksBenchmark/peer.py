"""The PyTorch and ONNX Runtime side of the benchmark of networks: the commands are the methods of `Peer`."""

import copy
import ctypes
import platform
import time

import numpy as np
import onnxruntime
import torch
from safetensors.numpy import load_file

import peer_graphs
from peer_lines import describe, serve, timed
from peer_networks import NETWORKS, optimiser

GRAPHS = {
    "mlp": peer_graphs.perceptron,
    "cnn": peer_graphs.convolutional,
    "gru": peer_graphs.recurrent,
    "transformer": peer_graphs.transformer,
}
WARM_UP = {"train": 3, "answer": 20, "sgemm": 3}
LARGEST_ONNX_ERROR = 1e-4


class Training:
    """A network on its way from the initial weights, with its optimiser."""

    def __init__(self, initial):
        self.network = copy.deepcopy(initial).train().requires_grad_()
        self.loss = self.network.loss
        self.restart(initial)

    def restart(self, initial):
        """Goes back to the initial weights; what is compiled for the network stays valid."""
        self.network.load_state_dict(initial.state_dict())
        self.optimiser = optimiser(self.network)

    def step(self):
        self.optimiser.zero_grad(set_to_none=True)
        loss = self.loss(*self.network.batch)
        loss.backward()
        self.optimiser.step()
        return loss


class Peer:
    """What is loaded. Answers are always those of the initial weights; training has copies."""

    def __init__(self):
        self.initial = self.training = self.compiled_training = self.compiled_forward = None
        self.warm = set()

    def versions(self):
        return {
            "torch": torch.__version__,
            "onnxruntime": onnxruntime.__version__,
            "python": platform.python_version(),
            "mkl": torch.backends.mkl.is_available(),
            "threads": torch.get_num_threads(),
        }

    def load(self, net, file):
        """Builds the network and its ONNX model from `file`; the two must agree."""
        torch._dynamo.reset()  # or, after a few loads, compiling would silently stop
        self.initial = self.training = self.compiled_training = self.compiled_forward = None
        self.warm.clear()
        arrays = {name: np.asarray(a, np.float32) for name, a in load_file(file).items()}
        tensors = {name: torch.from_numpy(array) for name, array in arrays.items()}
        self.initial = NETWORKS[net](tensors).eval().requires_grad_(False)
        parameters = sum(parameter.numel() for parameter in self.initial.parameters())
        extra = [self.initial.positions.numpy()] if net == "transformer" else []
        self.session = session(GRAPHS[net](arrays, *extra))
        self.binding = self.session.io_binding()
        for node, argument in zip(self.session.get_inputs(), self.initial.single):
            self.binding.bind_cpu_input(node.name, argument.numpy())
        self.binding.bind_output("output")
        self.session.run_with_iobinding(self.binding)
        with torch.inference_mode():
            expected = self.initial(*self.initial.single).numpy()
        error = float(np.abs(self.binding.copy_outputs_to_cpu()[0] - expected).max())
        if not error <= LARGEST_ONNX_ERROR:
            raise ValueError(f"ONNX Runtime's answer is off PyTorch's by {error}")
        return {"loaded": True, "parameters": parameters, "onnx_error": error}

    def losses(self, steps, nudge=0):
        """The loss before each of `steps` steps of a training from the initial weights.

        With a `nudge`, the seed of a draw, every weight starts at the next Float32 above or below:
        how far the losses then part is what rounding alone does to this training.
        """
        training = Training(self.loaded())
        if nudge:
            generator = torch.Generator().manual_seed(nudge)
            with torch.no_grad():
                for weights in training.network.parameters():
                    ups = torch.rand(weights.shape, generator=generator) < 0.5
                    weights.copy_(weights.nextafter(torch.where(ups, torch.inf, -torch.inf)))
        return {"losses": [training.step().item() for _ in range(steps)]}

    def train(self, steps, compiled=False):
        """Times of `steps` steps: gradients away, forward, loss, backward, optimiser.

        Every block starts from the initial weights, so that all blocks do the same work, and its
        first steps, which make the optimiser's state, are not timed.
        """
        if compiled:
            training = self.compiled(self.compiled_training)
        else:
            self.training = training = self.training or Training(self.loaded())
        training.restart(self.loaded())
        for _ in range(WARM_UP["train"]):
            training.step()
        return {"nanoseconds": timed(training.step, steps)}

    def answer(self, runtime, count, compiled=False):
        """Times of `count` answers to the first item."""
        action, _ = self.answering(runtime, compiled)
        with torch.inference_mode():
            self.warm_up(runtime, compiled, action)
            return {"nanoseconds": timed(action, count)}

    def output(self, runtime, compiled=False):
        """The whole answer to the first item."""
        action, result = self.answering(runtime, compiled)
        with torch.inference_mode():
            action()
            return {"output": np.asarray(result()).reshape(-1).tolist()}

    def answering(self, runtime, compiled):
        """What answers the first item, and what gives that answer."""
        single = self.loaded().single
        if runtime == "onnxruntime":
            # With an io_binding: 2.6 µs for the perceptron, where a plain run takes 4.1 µs.
            return (
                lambda: self.session.run_with_iobinding(self.binding),
                lambda: self.binding.copy_outputs_to_cpu()[0],
            )
        if runtime == "torch":
            forward = self.compiled(self.compiled_forward) if compiled else self.initial
            return (lambda: forward(*single),) * 2
        raise ValueError(f"no runtime '{runtime}'; there are torch and onnxruntime")

    def compile(self):
        """Compiles forward and loss, and the answer; nothing of it is in later times.

        With the default options: neither autotuned products nor frozen weights were faster. The
        generated pooling makes the convolutional network slower than uncompiled, and `nn.GRU` is
        left as it is: compare with the faster of the two, compiled and not.
        """
        start = time.perf_counter()
        try:
            training = Training(self.loaded())
            training.loss = torch.compile(training.loss)
            forward = torch.compile(self.initial)
            for _ in range(WARM_UP["train"]):
                training.step()
            with torch.inference_mode():
                for _ in range(WARM_UP["answer"]):
                    forward(*self.initial.single)
        except Exception as error:  # a missing compiler, headers, an operation it cannot take
            return {"unavailable": describe(error)}
        self.compiled_training, self.compiled_forward = training, forward
        return {"compiled": True, "seconds": time.perf_counter() - start}

    def sgemm(self, size, count):
        """Times of `count` square products into memory that is there already."""
        left, right = torch.randn(size, size), torch.randn(size, size)
        product = torch.empty(size, size)
        action = lambda: torch.mm(left, right, out=product)
        for _ in range(WARM_UP["sgemm"]):
            action()
        return {"nanoseconds": timed(action, count)}

    def loaded(self):
        if self.initial is None:
            raise ValueError("nothing is loaded")
        return self.initial

    def compiled(self, thing):
        self.loaded()
        if thing is None:
            raise ValueError("nothing is compiled")
        return thing

    def warm_up(self, runtime, compiled, action):
        """Runs `action` untimed where it is the first of its kind since loading."""
        if (runtime, compiled) not in self.warm:
            for _ in range(WARM_UP["answer"]):
                action()
        self.warm.add((runtime, compiled))


def session(model):
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.execution_mode = onnxruntime.ExecutionMode.ORT_SEQUENTIAL
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_ALL
    return onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])


def keep_memory():
    """Makes glibc keep freed memory instead of giving it back and faulting it in again.

    PyTorch's tuning guide advises another allocator for the same reason. It took a training step of
    the convolutional network from 9.3 ms to 6.5 ms.
    """
    try:
        mallopt = ctypes.CDLL(None).mallopt
    except AttributeError:
        return  # another C library
    trim_threshold, mmap_threshold = -1, -3
    for parameter in (mmap_threshold, trim_threshold):
        mallopt(parameter, 1 << 30)


def main():
    keep_memory()
    torch.set_num_threads(1)
    torch.set_num_interop_threads(1)
    torch._inductor.config.compile_threads = 1  # no pool of compiling processes beside the timing
    serve(Peer(), {"versions", "load", "losses", "train", "answer", "output", "compile", "sgemm"})


if __name__ == "__main__":
    main()
