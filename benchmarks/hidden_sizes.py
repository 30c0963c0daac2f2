"""How many hidden units? Networks of eight sizes on MNIST, three seeds each.

    NNLIB_DATA_DIR=<folder with the four files> \
        python benchmarks/hidden_sizes.py

trains each on the first 50,000 training images and writes, after every
epoch, how many of these and of the other 10,000 are read wrong, into
``benchmarks/results/hidden_sizes.json``. The test images are not touched:
nobody chooses a size by them. It takes some five minutes on one core.
"""

from __future__ import annotations

from importlib.metadata import version
from pathlib import Path

import numpy as np
from mnist_reference import NUM_TRAIN, correct, write

from nnlib import Dense, ReLU, Sequential, Softmax
from nnlib.datasets import load_mnist
from nnlib.optimizers import Adam

RESULTS = Path(__file__).with_name("results") / "hidden_sizes.json"
SIZES = (4, 8, 16, 32, 64, 128, 256, 512)
SEEDS = (0, 1, 2)
EPOCHS = 12
BATCH_SIZE = 128
LEARNING_RATE = 0.001

Data = tuple[np.ndarray, np.ndarray]


def build(size: int, rng: np.random.Generator) -> Sequential:
    """784 pixels, ``size`` hidden units with ReLU, ten probabilities."""
    layers = [
        Dense(784, size, weight_initializer="he_normal"),
        ReLU(),
        Dense(size, 10),
        Softmax(),
    ]
    model = Sequential(layers, rng=rng, dtype=np.float32)
    model.compile(
        optimizer=Adam(LEARNING_RATE), loss="sparse_categorical_crossentropy"
    )
    return model


def run(
    size: int, seed: int, data: Data, *, epochs: int = EPOCHS
) -> dict[str, object]:
    """Train one network; the wrong answers after every epoch."""
    X, y = data
    first, rest = (
        (X[:NUM_TRAIN], y[:NUM_TRAIN]),
        (X[NUM_TRAIN:], y[NUM_TRAIN:]),
    )
    rng = np.random.default_rng(seed)
    model = build(size, rng)
    wrong: dict[str, list[int]] = {"train_wrong": [], "validation_wrong": []}
    for _ in range(epochs):
        model.fit(*first, epochs=1, batch_size=BATCH_SIZE, rng=rng, verbose=0)
        for name, part in zip(wrong, (first, rest), strict=True):
            wrong[name].append(len(part[1]) - correct(model, *part))
    return {"seed": seed} | wrong


def main() -> None:
    """Run every size with every seed and write the result file."""
    (X, y), _ = load_mnist("full")
    data = X.astype(np.float32), y
    sizes = []
    for size in SIZES:
        parameters = build(size, np.random.default_rng(0)).count_params()
        runs = [run(size, seed, data) for seed in SEEDS]
        print(
            size, *(each["validation_wrong"][-1] for each in runs), flush=True
        )
        sizes.append({"size": size, "parameters": parameters, "runs": runs})
    results = {
        "script": "benchmarks/hidden_sizes.py",
        "nnlib": version("nnlib"),
        "numpy": version("numpy"),
        "dtype": "float32",
        "epochs": EPOCHS,
        "batch_size": BATCH_SIZE,
        "learning_rate": LEARNING_RATE,
        "train_images": NUM_TRAIN,
        "validation_images": len(X) - NUM_TRAIN,
        "sizes": sizes,
    }
    write(RESULTS, results)


if __name__ == "__main__":
    main()
