"""The network of the page: chosen on validation data, and the sizes' runs."""

from __future__ import annotations

import importlib
import json
import sys
from pathlib import Path

import numpy as np
import pytest

from nnlib.datasets import load_mnist
from nnlib.widgets._digit_network import pack

FOLDER = Path(__file__).parents[2] / "benchmarks"


def load_scripts():
    """The two scripts; `benchmarks/` is no package."""
    sys.path.insert(0, str(FOLDER))
    try:
        names = "digit_pad", "hidden_sizes"
        return [importlib.import_module(name) for name in names]
    finally:
        sys.path.remove(str(FOLDER))


pad = load_scripts()[0]
STORED = json.loads(pad.RESULTS.read_text(encoding="utf-8"))


def weights(recipe):
    """How many weights the network of a recipe has."""
    sizes = [784, *recipe.hidden, 10]
    return sum(d * m for d, m in zip(sizes[:-1], sizes[1:], strict=True))


def test_the_best_recipe_was_chosen_on_validation_data():
    runs = STORED["validation"]
    assert set(runs) == set(pad.RECIPES)
    light = [name for name in runs if weights(pad.RECIPES[name]) < 150_000]
    best = max(light, key=lambda n: runs[n]["validation_correct_rounded"])
    assert pad.BEST.name == STORED["final"]["name"] == best
    for name, run in runs.items():
        recipe = pad.RECIPES[name]
        assert run["epochs"] == recipe.epochs and run["seed"] == recipe.seed
        assert tuple(run["hidden"]) == recipe.hidden
        assert len(run["epoch_loss_accuracy"]) == recipe.epochs
        assert "test_correct" not in run


def test_the_shipped_file_is_the_one_of_the_final_run():
    final = STORED["final"]
    assert pad.WEIGHTS.stat().st_size == final["bytes"] <= pad.MOST_BYTES
    assert final["test_correct_rounded"] >= 9850
    packed = json.loads(pad.WEIGHTS.read_text(encoding="utf-8"))
    shapes = [layer["shape"] for layer in packed["layers"]]
    assert [m for _, m in shapes[:-1]] == final["hidden"]


def test_a_network_that_is_too_large_is_not_written(monkeypatch):
    monkeypatch.setattr(pad, "MOST_BYTES", 1000)
    model = pad.build(pad.BEST, 100, np.random.default_rng(0))
    with pytest.raises(ValueError, match="Train one with fewer hidden units"):
        pad.write_network(pack(model))


@pytest.mark.mnist
@pytest.mark.slow
def test_the_first_epoch_again():
    (X, y), _ = load_mnist("full")
    data = X.astype(np.float32), y
    done = pad.train(pad.BEST, data, epochs=1)[1]
    _, loss, accuracy = done["epoch_loss_accuracy"][0]
    _, old_loss, old_accuracy = STORED["final"]["epoch_loss_accuracy"][0]
    assert loss == pytest.approx(old_loss, rel=0.01)
    assert accuracy == pytest.approx(old_accuracy, abs=0.003)
