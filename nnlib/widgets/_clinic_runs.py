"""The patients of the clinic: real training runs with one fault each.

    python -m nnlib.widgets._clinic_runs

trains them all and writes `clinic.json`, from which the explorable shows
them; a test trains them again.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np

from nnlib import datasets
from nnlib._validation import Array
from nnlib.callbacks import LayerStatistics
from nnlib.initializers import Constant, HeNormal, RandomNormal
from nnlib.layers import Dense, Layer, ReLU, Softmax, Tanh
from nnlib.models import Sequential
from nnlib.optimizers import SGD

STORED = Path(__file__).with_name("clinic.json")
HIDDEN, BATCH, EPOCHS, BINS = 32, 25, 12, 24


@dataclass(frozen=True)
class Program:
    """Everything that a run is made of; the defaults are healthy."""

    activation: Callable[[], Layer] = ReLU
    weights: Any = HeNormal()
    biases: Any = "zeros"
    learning_rate: float = 0.1
    shuffle: bool = True
    order: str = "mixed"
    leak: bool = False
    validation_factor: float = 1.0

    def model(self) -> Sequential:
        """784-32-32-10, drawn and compiled."""
        layers: list[Layer] = []
        for d, m in [(784, HIDDEN), (HIDDEN, HIDDEN)]:
            dense = Dense(
                d,
                m,
                weight_initializer=self.weights,
                bias_initializer=self.biases,
            )
            layers += [dense, self.activation()]
        model = Sequential([*layers, Dense(HIDDEN, 10), Softmax()], rng=1)
        model.compile(
            SGD(self.learning_rate),
            "sparse_categorical_crossentropy",
            ["accuracy"],
        )
        return model


HEALTHY = Program()
TANH = Program(activation=Tanh, weights="glorot_uniform")
#: For each patient the program that fails and the one that is cured.
PROGRAMS: dict[str, tuple[Program, Program]] = {
    "rate too high": (replace(HEALTHY, learning_rate=0.5), HEALTHY),
    "rate too low": (replace(HEALTHY, learning_rate=0.001), HEALTHY),
    "dead ReLU": (replace(HEALTHY, biases=Constant(-2.0)), HEALTHY),
    "saturated start": (replace(TANH, weights=RandomNormal(1.0)), TANH),
    "leak": (replace(HEALTHY, leak=True), HEALTHY),
    "sorted": (replace(HEALTHY, order="sorted", shuffle=False), HEALTHY),
    "scaling": (replace(HEALTHY, validation_factor=255.0), HEALTHY),
}


@lru_cache(maxsize=1)
def digits() -> dict[str, tuple[Array, Array]]:
    """1,000 digits to train, 500 to validate, 1,000 that come later.

    All are of the *training* digits: the clinic needs no test set.
    """
    X, y = datasets.load_mnist()[0]
    order = np.random.default_rng(0).permutation(len(X))
    parts = {"train": order[:1000], "validation": order[1000:1500]}
    parts["later"] = order[2000:3000]
    return {name: (X[rows], y[rows]) for name, rows in parts.items()}


def training_digits(program: Program) -> tuple[Array, Array]:
    """The 1,000 digits that the program learns from, in its order."""
    X, y = digits()["train"]
    if program.leak:  # half of them are copies of the validation digits
        copies = digits()["validation"]
        X = np.concatenate([copies[0], X[:500]])
        y = np.concatenate([copies[1], y[:500]])
    if program.order == "sorted":
        rows = np.argsort(y, kind="stable")
        return X[rows], y[rows]
    return X, y


def train(program: Program) -> dict[str, Any]:
    """The log of one run: what a training program can know of itself."""
    X_val, y_val = digits()["validation"]
    X_val = program.validation_factor * X_val
    model, inside = program.model(), LayerStatistics(X_val)
    history = model.fit(
        *training_digits(program),
        epochs=EPOCHS,
        batch_size=BATCH,
        validation_data=(X_val, y_val),
        shuffle=program.shuffle,
        callbacks=[inside],
        rng=2,
        verbose=0,
    ).history
    answers = model.predict(X_val).argmax(axis=1)
    X_later, y_later = digits()["later"]
    later = program.validation_factor * X_later, y_later
    return {
        **{name: _short(values) for name, values in history.items()},
        "gradients": [_short(v) for v in inside.gradient_norms.values()],
        "updates": [_short(v) for v in inside.update_ratios.values()],
        "outputs": [
            _histogram(inside.outputs[name])
            for name in inside.outputs
            if name[:1] in "24"
        ],
        "answers": np.bincount(answers, minlength=10).tolist(),
        "later": _short([model.evaluate(*later)["accuracy"]])[0],
    }


def _histogram(values: Array) -> dict[str, Any]:
    """Counts of a hidden layer's outputs; exact zeros are told apart."""
    shown = values[values != 0]
    low, high = (shown.min(), shown.max()) if shown.size else (0.0, 1.0)
    counts = np.histogram(shown, BINS, (low, high))[0]
    return {
        "low": _short([low])[0],
        "high": _short([high])[0],
        "counts": counts.tolist(),
        "zeros": _short([np.mean(values == 0)])[0],
        "dead": int(np.sum((values == 0).all(axis=0))),
        "ends": _short([np.mean(np.abs(values) > 0.99)])[0],
    }


def _short(values: Any) -> list[float]:
    """Four digits of each number are enough to look at."""
    return [float(f"{value:.4g}") for value in values]


def all_logs() -> dict[str, dict[str, Any]]:
    """For each patient the log before and after the cure."""
    cured = {program: train(program) for program in (HEALTHY, TANH)}
    logs = {"healthy": {"before": cured[HEALTHY], "after": cured[HEALTHY]}}
    for name, (ill, well) in PROGRAMS.items():
        logs[name] = {"before": train(ill), "after": cured[well]}
    return logs


def stored() -> dict[str, dict[str, Any]]:
    """The logs as they were written to the file."""
    return json.loads(STORED.read_text("utf8"))


if __name__ == "__main__":
    text = json.dumps(all_logs(), separators=(",", ":"))
    # one line for each part of a log: changes can be seen in a diff
    STORED.write_text(text.replace('},"', '},\n"') + "\n", "utf8")
