"""The network of *draw a digit*: trained on MNIST, small enough for a page.

    NNLIB_DATA_DIR=<folder with the four files> \
        python benchmarks/digit_pad.py --validate [NAME ...]

trains the recipes of ``RECIPES`` on the first 50,000 training images, rounds
the weights to 31 steps and counts how many of the other 10,000 the rounded
network reads right. ``BEST`` is the best that is light enough. Then

    python benchmarks/digit_pad.py

trains it on all 60,000, rounds, looks at the test images once, and writes the
network into ``nnlib/widgets/digit_pad.json`` (at most 500 kB, with the mean
of each digit) and what happened into ``benchmarks/results/digit_pad.json``.
"""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path

import numpy as np
from _recipe_runs import names_to_validate, record
from best_mnist import (
    MEDIUM,
    MILD,
    NUM_TRAIN,
    Clock,
    Data,
    Recipe,
    build,
    correct,
    distorted,
)

import nnlib.widgets
from nnlib import Sequential
from nnlib.datasets import load_mnist
from nnlib.widgets._digit_network import FILE, forward, pack, unpack

RESULTS = Path(__file__).with_name("results") / "digit_pad.json"
WEIGHTS = Path(nnlib.widgets.__file__).with_name(FILE)
MOST_BYTES = 500_000
CHOICE = (
    "The recipes were compared by the digits read right among the last 10,000 "
    "training images, after training on the first 50,000. 'deep' was best, "
    "but the page would have grown to 960 kB, compressed; 'slim' has half of "
    "its weights. Only the rounding of 'slim' has 31 steps, that of the "
    "others 255. The test images were looked at after the final runs of "
    "'deep' (9,928 right) and of 'slim'; nothing was chosen by them"
)
FACTS = {
    "script": "benchmarks/digit_pad.py",
    "dtype": "float32, then the weights rounded to 31 steps",
    "choice": CHOICE,
}

SMALL = Recipe("medium", MEDIUM, hidden=(256,), epochs=24)
RECIPES = {
    recipe.name: recipe
    for recipe in [
        SMALL,
        dataclasses.replace(SMALL, name="mild", distortion=MILD),
        dataclasses.replace(SMALL, name="dropout", dropout=0.1),
        dataclasses.replace(SMALL, name="long", epochs=72),
        dataclasses.replace(SMALL, name="deep", epochs=72, hidden=(256, 64)),
        dataclasses.replace(SMALL, name="slim", epochs=40, hidden=(128, 64)),
    ]
}
BEST = RECIPES["slim"]


def train(
    recipe: Recipe, data: Data, *, epochs: int | None = None
) -> tuple[Sequential, dict]:
    """Train on ``data``; the model, and what happened in each epoch."""
    X, y = data
    seeds = np.random.SeedSequence(recipe.seed).spawn(3)
    weights, order, pictures = map(np.random.default_rng, seeds)
    model, clock, report = build(recipe, len(X), weights), Clock(), []
    epochs = epochs or recipe.epochs
    for epoch, X_new in enumerate(distorted(X, recipe, pictures, epochs), 1):
        history = model.fit(
            X_new,
            y,
            epochs=1,
            batch_size=recipe.batch_size,
            rng=order,
            verbose=0,
        )
        loss, accuracy = (history.history[k][0] for k in ("loss", "accuracy"))
        report.append([epoch, round(loss, 4), round(accuracy, 4)])
        print(recipe.name, *report[-1], clock.read(), flush=True)
    done = dataclasses.asdict(recipe) | clock.read()
    return model, done | {"epoch_loss_accuracy": report}


def rounded_correct(packed: dict, data: Data) -> int:
    """How many digits the network with rounded weights reads right."""
    X, y = data
    answers = forward(unpack(packed), X)[-1]
    return int(np.sum(answers.argmax(axis=1) == y))


def validate(recipe: Recipe, data: Data, *, epochs: int | None = None) -> dict:
    """Train on the first 50,000, count on the other 10,000."""
    X, y = data
    rest = X[NUM_TRAIN:], y[NUM_TRAIN:]
    model, done = train(recipe, (X[:NUM_TRAIN], y[:NUM_TRAIN]), epochs=epochs)
    return done | {
        "validation_correct": correct(model, rest),
        "validation_correct_rounded": rounded_correct(pack(model), rest),
    }


def final(recipe: Recipe, data: Data, test: Data) -> tuple[dict, dict]:
    """Train on all images; the network for the page, and its test result."""
    model, done = train(recipe, data)
    X, y = data
    means = np.stack([X[y == digit].mean(axis=0) for digit in range(10)])
    packed = pack(model, means=means)
    counts = {
        "test_correct": correct(model, test),
        "test_correct_rounded": rounded_correct(packed, test),
    }
    return packed, done | counts


def main() -> None:
    """Validate the named recipes, or make the network of the page."""
    names = names_to_validate(__doc__, RECIPES)
    data, test = ((X.astype(np.float32), y) for X, y in load_mnist("full"))
    if names is None:
        packed, done = final(BEST, data, test)
        write_network(packed)
        done["bytes"] = WEIGHTS.stat().st_size
        record(RESULTS, FACTS, final=done)
        return
    for name in names:
        done = validate(RECIPES[name], data)
        record(RESULTS, FACTS, validation={name: done})


def write_network(packed: dict) -> None:
    """The file of the page, if it is small enough."""
    text = json.dumps(packed, indent=1) + "\n"
    if len(text) > MOST_BYTES:
        raise ValueError(
            f"the network needs {len(text):,} bytes, more than the page's "
            f"{MOST_BYTES:,}. Train one with fewer hidden units."
        )
    WEIGHTS.write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
