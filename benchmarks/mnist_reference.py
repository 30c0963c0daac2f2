"""The full-MNIST results that the chapter on handwriting reports.

    NNLIB_DATA_DIR=<folder with the four files> \
        python benchmarks/mnist_reference.py

trains every setting of ``SETTINGS`` on the full data set, once per seed, and
writes ``benchmarks/results/mnist_reference.json``: what was run, with which
seeds, and how many digits were right after every epoch. It takes some ten
minutes on one core; with names of settings behind it, only these run again.

Nothing is chosen by looking at test images: where an epoch has to be picked,
the 10,000 validation images pick it.
"""

from __future__ import annotations

import argparse
import dataclasses
import json
import os
import re
from importlib.metadata import version
from pathlib import Path

import numpy as np

from nnlib import Dense, ReLU, Sequential, Sigmoid, Softmax
from nnlib.datasets import load_mnist
from nnlib.initializers import (
    GlorotUniform,
    LecunNormal,
    RandomNormal,
    Zeros,
)
from nnlib.losses import QuadraticCost, SparseCategoricalCrossentropy
from nnlib.optimizers import SGD, RMSprop
from nnlib.preprocessing import one_hot

RESULTS = Path(__file__).with_name("results") / "mnist_reference.json"
NUM_TRAIN = 50_000  # the other 10,000 training images validate

ACTIVATIONS = {"relu": ReLU, "sigmoid": Sigmoid, "softmax": Softmax}
OPTIMIZERS = {"sgd": SGD, "rmsprop": RMSprop}
STARTS = {  # (weights, biases) of every layer before training
    "normal": (RandomNormal(1.0), RandomNormal(1.0)),
    "scaled": (LecunNormal(), RandomNormal(1.0)),
    "lecun": (LecunNormal(), Zeros()),
    "glorot": (GlorotUniform(), Zeros()),
}


@dataclasses.dataclass(frozen=True)
class Setting:
    """One network and the way it is trained.

    ``start`` is a key of ``STARTS``; ``num_train`` counts from the first
    training image.
    """

    name: str
    sizes: tuple[int, ...]
    learning_rate: float
    seeds: tuple[int, ...]
    hidden: str = "sigmoid"
    output: str = "sigmoid"
    loss: str = "quadratic"
    optimizer: str = "sgd"
    start: str = "normal"
    batch_size: int = 10
    epochs: int = 30
    num_train: int = NUM_TRAIN


SOFTMAX = {"output": "softmax", "loss": "crossentropy", "start": "lecun"}
SETTINGS = (
    Setting(
        "512-relu",
        (784, 512, 10),
        0.001,
        (0, 1, 2),
        hidden="relu",
        output="softmax",
        loss="crossentropy",
        optimizer="rmsprop",
        start="glorot",
        batch_size=128,
        epochs=5,
        num_train=60_000,
    ),
    Setting("30-quadratic", (784, 30, 10), 3.0, (0, 1, 2, 3, 4)),
    Setting(
        "30-quadratic-scaled",
        (784, 30, 10),
        3.0,
        (0, 1, 2, 3, 4),
        start="scaled",
    ),
    Setting("100-quadratic", (784, 100, 10), 3.0, (0, 1, 2)),
    Setting("100-quadratic-tiny-steps", (784, 100, 10), 0.001, (0,)),
    Setting("30-quadratic-huge-steps", (784, 30, 10), 100.0, (0,)),
    Setting("no-hidden-quadratic", (784, 10), 3.0, (0, 1)),
    Setting(
        "no-hidden-softmax",
        (784, 10),
        0.1,
        (0, 1, 2),
        batch_size=32,
        epochs=10,
        **SOFTMAX,
    ),
    Setting("30-softmax", (784, 30, 10), 0.5, (0, 1, 2), **SOFTMAX),
)


def build(setting: Setting, rng: np.random.Generator) -> Sequential:
    """The untrained, compiled network of ``setting``."""
    weights, biases = STARTS[setting.start]
    layers = []
    pairs = list(zip(setting.sizes[:-1], setting.sizes[1:], strict=True))
    for number, (d, m) in enumerate(pairs, start=1):
        last = number == len(pairs)
        name = setting.output if last else setting.hidden
        dense = Dense(
            d, m, weight_initializer=weights, bias_initializer=biases
        )
        layers += [dense, ACTIVATIONS[name]()]
    model = Sequential(layers, rng=rng, dtype=np.float32)
    loss = (
        QuadraticCost()
        if setting.loss == "quadratic"
        else SparseCategoricalCrossentropy()
    )
    optimizer = OPTIMIZERS[setting.optimizer](setting.learning_rate)
    model.compile(optimizer=optimizer, loss=loss, metrics=["accuracy"])
    return model


def correct(model: Sequential, X: np.ndarray, y: np.ndarray) -> int:
    """How many digits of ``X`` the model reads right."""
    return int(np.sum(model.predict(X).argmax(axis=1) == y))


def scores(model: Sequential, setting: Setting, data) -> dict[str, int]:
    """Digits read right now; validation only if some were put aside."""
    (X, y), (X_test, y_test) = data
    n = setting.num_train
    counts = {"train_correct": correct(model, X[:n], y[:n])}
    if n == NUM_TRAIN:
        counts["validation_correct"] = correct(model, X[n:], y[n:])
    return counts | {"test_correct": correct(model, X_test, y_test)}


def run(setting: Setting, seed: int, data, *, epochs: int | None = None):
    """Train ``setting`` once and report what happened after each epoch.

    The first epochs of a run do not depend on how many follow, so a short
    run must repeat the beginning of a long one.
    """
    (X, y), (X_test, _) = data
    X_fit, y_fit = X[: setting.num_train], y[: setting.num_train]
    quadratic = setting.loss == "quadratic"
    target = one_hot(y_fit, 10).astype(np.float32) if quadratic else y_fit
    rng = np.random.default_rng(seed)
    model = build(setting, rng)
    report = []
    for epoch in range(1, 1 + (epochs or setting.epochs)):
        history = model.fit(
            X_fit,
            target,
            epochs=1,
            batch_size=setting.batch_size,
            rng=rng,
            verbose=0,
        )
        running = {
            f"running_{name}": round(values[0], 4)
            for name, values in history.history.items()
        }
        report.append(
            {"epoch": epoch} | running | scores(model, setting, data)
        )
    return {"seed": seed, "epochs": report} | outputs(model, X_test)


def outputs(model: Sequential, X_test: np.ndarray) -> dict:
    """How the ten output units behave on the test images, after training."""
    Y = model.predict(X_test)
    counts = np.bincount(Y.argmax(axis=1), minlength=10)
    return {
        "times_predicted": counts.tolist(),
        "largest_output": [round(float(a), 3) for a in Y.max(axis=0)],
    }


def baselines(data) -> dict[str, int]:
    """Test images that three rules without any learning read right."""
    (X, y), (X_test, y_test) = data
    ink, ink_test = X.sum(axis=1), X_test.sum(axis=1)
    darkness = [ink[:NUM_TRAIN][y[:NUM_TRAIN] == c].mean() for c in range(10)]
    nearest = np.abs(ink_test[:, None] - np.array(darkness)).argmin(axis=1)
    means = np.stack([X[y == c].mean(axis=0) for c in range(10)])
    # |x - m|² = |x|² - 2 x·m + |m|², and |x|² is the same for all ten
    closest = ((means**2).sum(axis=1) - 2 * X_test @ means.T).argmin(axis=1)
    return {
        "always_one": int(np.sum(y_test == 1)),
        "darkness": int(np.sum(nearest == y_test)),
        "nearest_mean": int(np.sum(closest == y_test)),
    }


def facts(data) -> dict:
    """What the chapter says about the full data set."""
    (X, y), (X_test, y_test) = data
    return {
        "train_images": len(y),
        "test_images": len(y_test),
        "train_class_counts": np.bincount(y, minlength=10).tolist(),
        "test_class_counts": np.bincount(y_test, minlength=10).tolist(),
        "train_labels_ends": [y[:3].tolist(), y[-3:].tolist()],
        "test_labels_ends": [y_test[:3].tolist(), y_test[-3:].tolist()],
        "mean": round(float(X.mean()), 4),
        "std": round(float(X.std()), 4),
    }


def write(path: Path, results: dict) -> None:
    """Write ``results`` in one piece: a broken run leaves the old file."""
    text = json.dumps(results, indent=1) + "\n"
    # lists of numbers and epochs on one line each
    inner = re.compile(r"[\[{][^\[\]{}]*[\]}]")
    text = inner.sub(lambda found: " ".join(found[0].split()), text)
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_suffix(f".{os.getpid()}.part")
    try:
        part.write_text(text, encoding="utf-8", newline="\n")
        os.replace(part, path)
    finally:
        part.unlink(missing_ok=True)


def stored_runs(path: Path) -> dict[str, list]:
    """The runs of an earlier call, by the name of their setting."""
    if not path.exists():
        return {}
    results = json.loads(path.read_text(encoding="utf-8"))
    return {each["name"]: each["runs"] for each in results["settings"]}


def main() -> None:
    """Run the settings with every seed and write the result file."""
    parser = argparse.ArgumentParser(description=__doc__)
    known = [setting.name for setting in SETTINGS]
    parser.add_argument(
        "names",
        nargs="*",
        metavar="NAME",
        help=f"run only these and keep the rest: {', '.join(known)}",
    )
    parser.add_argument("--output", type=Path, default=RESULTS)
    asked = parser.parse_args()
    if unknown := set(asked.names) - set(known):
        parser.error(f"unknown: {', '.join(sorted(unknown))}; known: {known}")
    old = stored_runs(asked.output) if asked.names else {}
    exact = load_mnist("full")
    data = tuple((X.astype(np.float32), y) for X, y in exact)
    settings = []
    for setting in SETTINGS:
        keep = asked.names and setting.name not in asked.names
        runs = old[setting.name] if keep else run_all(setting, data)
        settings.append(dataclasses.asdict(setting) | {"runs": runs})
    results = {
        "script": "benchmarks/mnist_reference.py",
        "nnlib": version("nnlib"),
        "dtype": "float32",
        "data": facts(exact),
        "baselines": baselines(exact),
        "settings": settings,
    }
    write(asked.output, results)


def run_all(setting: Setting, data) -> list[dict]:
    """One run for each seed, with a word on how it went."""
    runs = []
    for seed in setting.seeds:
        runs.append(run(setting, seed, data))
        last = runs[-1]["epochs"][-1]
        print(setting.name, seed, last["test_correct"], flush=True)
    return runs


if __name__ == "__main__":
    main()
