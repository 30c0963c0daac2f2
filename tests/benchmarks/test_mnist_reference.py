"""The full-MNIST results: complete, up to date, and repeatable.

A run is repeated for its first epochs only. These do not depend on how many
follow, so they must give the beginning of the stored run, up to the rounding
of another processor (float32), which training then magnifies.
"""

from __future__ import annotations

import dataclasses
import importlib.util
import json
import os
import sys
from pathlib import Path

import numpy as np
import pytest

from nnlib.datasets import load_mnist

ROOT = Path(__file__).parents[2]
SCRIPT = ROOT / "benchmarks" / "mnist_reference.py"


def load_script():
    """The benchmark as a module; `benchmarks/` is no package."""
    spec = importlib.util.spec_from_file_location("mnist_reference", SCRIPT)
    module = importlib.util.module_from_spec(spec)
    sys.modules["mnist_reference"] = module  # dataclasses look it up there
    spec.loader.exec_module(module)
    return module


reference = load_script()
STORED = json.loads(reference.RESULTS.read_text(encoding="utf-8"))
BY_NAME = {each["name"]: each for each in STORED["settings"]}


@pytest.fixture(scope="module")
def mnist():
    """The full data set, or a skip that says what is missing."""
    if not os.environ.get("NNLIB_DATA_DIR"):
        pytest.skip("NNLIB_DATA_DIR does not name a folder with full MNIST")
    exact = load_mnist("full")
    return exact, tuple((X.astype(np.float32), y) for X, y in exact)


def toy_data(rng, n=200):
    """Ten spots of light on dark images: learned in an instant."""
    y = np.tile(np.arange(10), n // 10)
    X = 0.1 * rng.random((n, 784)).astype(np.float32)
    X[np.arange(n), 70 * y + 35] = 1
    return (X, y), (X, y)


def test_results_belong_to_the_settings_of_the_script():
    assert list(BY_NAME) == [s.name for s in reference.SETTINGS]
    for setting in reference.SETTINGS:
        stored = dict(BY_NAME[setting.name])
        runs = stored.pop("runs")
        asked = json.loads(json.dumps(dataclasses.asdict(setting)))
        assert stored == asked, f"run benchmarks/{SCRIPT.name} again"
        assert tuple(run["seed"] for run in runs) == setting.seeds
        for run in runs:
            numbers = [epoch["epoch"] for epoch in run["epochs"]]
            assert numbers == list(range(1, setting.epochs + 1))
            assert sum(run["times_predicted"]) == 10_000


def test_results_name_no_folder():
    text = reference.RESULTS.read_text(encoding="utf-8")
    assert STORED["script"] == f"benchmarks/{SCRIPT.name}"
    assert str(ROOT) not in text
    assert "/" not in text.replace(STORED["script"], "")


def test_short_run_is_the_beginning_of_a_long_one():
    data = toy_data(np.random.default_rng(0))
    setting = reference.Setting("toy", (784, 8, 10), 0.5, (0,), num_train=200)
    short = reference.run(setting, 0, data, epochs=1)
    long = reference.run(setting, 0, data, epochs=3)
    assert short["epochs"] == long["epochs"][:1]
    other = reference.run(setting, 1, data, epochs=1)
    assert other["epochs"] != short["epochs"]


def test_validation_images_are_not_trained_on():
    data = toy_data(np.random.default_rng(0), n=300)
    setting = reference.Setting("toy", (784, 8, 10), 0.5, (0,), num_train=200)
    first = reference.run(setting, 0, data, epochs=2)
    data[0][0][200:] = np.random.default_rng(1).random((100, 784))
    second = reference.run(setting, 0, data, epochs=2)
    trained = [
        [e["running_loss"] for e in r["epochs"]] for r in (first, second)
    ]
    assert trained[0] == trained[1]


def test_broken_run_leaves_the_old_file(tmp_path):
    path = tmp_path / "results.json"
    reference.write(path, {"good": 1})
    with pytest.raises(TypeError):
        reference.write(path, {"bad": object()})
    assert json.loads(path.read_text(encoding="utf-8")) == {"good": 1}
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.mnist
def test_baselines_and_facts(mnist):
    exact, _ = mnist
    assert reference.baselines(exact) == STORED["baselines"]
    assert STORED["baselines"]["always_one"] == 1135
    assert STORED["baselines"]["darkness"] == 2225
    assert STORED["baselines"]["nearest_mean"] == 8203
    assert reference.facts(exact) == STORED["data"]
    assert STORED["data"]["train_labels_ends"] == [[5, 0, 4], [5, 6, 8]]
    assert STORED["data"]["test_labels_ends"] == [[7, 2, 1], [4, 5, 6]]
    assert (STORED["data"]["mean"], STORED["data"]["std"]) == (0.1307, 0.3081)


@pytest.mark.mnist
@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "epochs", "tolerance"),
    [  # tolerance: images out of 10,000 test images
        ("512-relu", 1, 60),
        ("30-quadratic", 2, 60),
        ("30-quadratic-scaled", 2, 60),
        ("100-quadratic", 1, 60),
        ("100-quadratic-tiny-steps", 1, 60),
        ("30-quadratic-huge-steps", 1, 250),
        ("no-hidden-quadratic", 2, 60),
        ("no-hidden-softmax", 2, 60),
        ("30-softmax", 2, 60),
    ],
)
def test_first_epochs_again(mnist, name, epochs, tolerance):
    _, data = mnist
    setting = next(s for s in reference.SETTINGS if s.name == name)
    seed = setting.seeds[0]
    again = reference.run(setting, seed, data, epochs=epochs)
    stored = BY_NAME[name]["runs"][0]
    for now, then in zip(again["epochs"], stored["epochs"], strict=False):
        gap = abs(now["test_correct"] - then["test_correct"])
        assert gap <= tolerance, (now, then)
        assert now["running_loss"] == pytest.approx(
            then["running_loss"], rel=0.03
        )
