"""The scipy, lime and shap side of the benchmark of evidence: the commands are the methods of `Peer`."""

import logging
import platform
import warnings

import lime.lime_tabular
import numpy as np
import scipy
import shap
import sklearn
from lime.lime_base import LimeBase
from scipy.stats import bootstrap
from sklearn.metrics import pairwise_distances

from peer_lines import serve, timed


def kernel(distances, width):
    """The weights that LimeTabularExplainer gives by default."""
    return np.sqrt(np.exp(-(distances**2) / width**2))


class Peer:
    """What is loaded, and the tasks by name."""

    def versions(self):
        return {
            "python": platform.python_version(),
            "numpy": np.__version__,
            "scipy": scipy.__version__,
            "sklearn": sklearn.__version__,
            "shap": shap.__version__,
            "lime": "0.2.0.1",
        }

    def items(self, first, second, draws):
        """Losses of two candidates on the same items."""
        self.first, self.second = np.array(first), np.array(second)
        self.draws = draws
        return {"loaded": True}

    def network(self, weights, biases, row, background, training, samples, evaluations):
        """A network of dense layers with ReLU between them, in float32, and what is explained."""
        self.layers = [
            (np.array(w, np.float32), np.array(b, np.float32)) for w, b in zip(weights, biases)
        ]
        self.row = np.array(row)
        self.background = np.array(background)
        self.samples, self.evaluations = samples, evaluations
        self.lime_base = LimeBase(lambda d: kernel(d, 0.75 * np.sqrt(len(row))), random_state=1)
        self.tabular = {
            discretised: lime.lime_tabular.LimeTabularExplainer(
                np.array(training),
                mode="regression",
                discretize_continuous=discretised,
                random_state=1,
            )
            for discretised in (False, True)
        }
        self.shap = shap.KernelExplainer(self.forward, self.background)
        return {"loaded": True}

    def forward(self, rows):
        """The network's answers; the caller's float64 is made float32 once."""
        x = np.asarray(rows, np.float32)
        for w, b in self.layers[:-1]:
            x = x @ w
            x += b
            np.maximum(x, 0, out=x)
        w, b = self.layers[-1]
        return (x @ w + b)[:, 0]

    def surrogate(self, present):
        """lime's surrogate of coalitions, the absent units of the first background row."""
        distances = pairwise_distances(present, present[:1], metric="euclidean").ravel()
        scores = self.forward(np.where(present, self.row, self.background[0]))
        constant, contributions, fidelity, _ = self.lime_base.explain_instance_with_data(
            present, scores[:, None], distances, 0, len(self.row), feature_selection="none"
        )
        return [contribution for _, contribution in sorted(contributions)]

    def draw(self):
        present = np.random.randint(0, 2, self.samples * len(self.row)).astype(float)
        present = present.reshape(self.samples, len(self.row))
        present[0] = 1
        return present

    def tasks(self):
        mean = lambda values, axis: np.mean(values, axis=axis)
        gain = lambda a, b, axis: np.mean(a - b, axis=axis)
        settings = {"n_resamples": self.draws, "method": "percentile", "vectorized": True}
        return {
            "bootstrap": lambda: bootstrap((self.first - self.second,), mean, **settings),
            "bootstrap-paired": lambda: bootstrap(
                (self.first, self.second), gain, paired=True, **settings
            ),
            "lime": lambda: self.surrogate(self.draw()),
            "lime-continuous": lambda: self.lime_tabular(False),
            "lime-default": lambda: self.lime_tabular(True),
            "shap": lambda: self.shap_values(),
        }

    def lime_tabular(self, discretised):
        return self.tabular[discretised].explain_instance(
            self.row, self.forward, num_features=len(self.row), num_samples=self.samples
        )

    def shap_values(self):
        return self.shap.shap_values(
            self.row, nsamples=self.evaluations, l1_reg=False, silent=True
        )

    def times(self, task, count):
        action = self.tasks()[task]
        return {"nanoseconds": timed(action, count)}

    def interval(self):
        """The bootstrap's bounds."""
        bounds = self.tasks()["bootstrap"]().confidence_interval
        return {"values": [float(bounds.low), float(bounds.high)]}

    def attributions(self, coalitions):
        """lime's contributions on the coalitions whose bits are given, then shap's values."""
        units = np.arange(len(self.row))
        present = (np.array(coalitions)[:, None] >> units & 1).astype(float)
        np.random.seed(1)
        return {
            "lime": [float(value) for value in self.surrogate(present)],
            "shap": [float(value) for value in self.shap_values()],
        }


def main():
    warnings.filterwarnings("ignore")
    logging.disable(logging.CRITICAL)
    serve(Peer(), {"versions", "items", "network", "times", "interval", "attributions"})


if __name__ == "__main__":
    main()
