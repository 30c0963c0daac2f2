"""The speed benchmark: its contenders, its arithmetic, its result file."""

from __future__ import annotations

import importlib
import json
import platform
import sys
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest

from nnlib import SGD, Dense, Sequential, Sigmoid

FOLDER = Path(__file__).parents[2] / "benchmarks"


def load(name: str) -> ModuleType:
    """A module of `benchmarks/`, which is no package."""
    sys.path.insert(0, str(FOLDER))
    try:
        return importlib.import_module(name)
    finally:
        sys.path.remove(str(FOLDER))


speed = load("speed")
setting = load("_setting")
workloads = load("_peers._workloads")
classic = load("_peers.classic")


def test_the_stored_results_are_complete():
    stored = json.loads(speed.RESULTS.read_text(encoding="utf-8"))
    assert list(stored["workloads"]) == list(workloads.WORKLOADS)
    assert stored["processor"] and stored["cores"] >= 1
    assert set(setting.PACKAGES) <= set(stored["versions"])
    for name, workload in stored["workloads"].items():
        assert workload["title"] == workloads.WORKLOADS[name].title
        results = workload["results"]
        assert list(results) == list(speed.CONTENDERS)
        for result in results.values():
            if "missing" in result:
                continue
            ratio = result["seconds"] / results["nnlib"]["seconds"]
            assert result["ratio"] == pytest.approx(ratio, abs=0.006)
            assert result["fastest"] <= result["seconds"]
    # whatever was left out was left out on purpose
    reasons = {
        result["missing"]
        for workload in stored["workloads"].values()
        for result in workload["results"].values()
        if "missing" in result
    }
    assert reasons <= {
        "it knows sigmoid layers only",
        "left out: it would take a minute a round",
    }


def test_pinned_versions_are_those_that_were_measured():
    stored = json.loads(speed.RESULTS.read_text(encoding="utf-8"))
    text = (FOLDER.parent / "requirements-bench.txt").read_text("utf-8")
    pins = dict(
        line.split("==")
        for line in text.splitlines()
        if "==" in line and not line.startswith("#")
    )
    for package in setting.PACKAGES:
        measured = stored["versions"][package].partition("+")[0]
        assert measured == pins[package], package


def test_ratios_are_relative_to_nnlib():
    results = {
        "nnlib": {"seconds": 0.5},
        "slow": {"seconds": 1.25},
        "absent": {"missing": "not installed"},
    }
    done = speed.with_ratios(results)
    assert [r.get("ratio") for r in done.values()] == [1.0, 2.5, None]
    shown = speed.table(
        {
            k: v | {"megabytes": 1} if "ratio" in v else v
            for k, v in done.items()
        }
    )
    assert "2.50" in shown and "not installed" in shown


@pytest.mark.parametrize("contender", ["nnlib", "floor"])
def test_a_contender_works_when_asked(contender):
    worker = speed.Worker(contender, "W3", threads=1)
    try:
        answer = worker.once()
    finally:
        worker.close()
    assert answer["seconds"] > 0 and answer["megabytes"] > 10


def test_a_contender_that_cannot_do_a_workload_says_why():
    with pytest.raises(speed.Missing, match="sigmoid layers only"):
        speed.Worker("classic script", "W3", threads=1)


def test_the_classic_script_trains_as_nnlib_does():
    rng = np.random.default_rng(0)
    X, Y = rng.random((6, 5)), rng.random((6, 2))
    network = classic.ColumnNetwork((5, 4, 2), rng)
    model = Sequential([Dense(5, 4), Sigmoid(), Dense(4, 2), Sigmoid()])
    model.set_weights(
        [
            array
            for w, b in zip(network.weights, network.biases, strict=True)
            for array in (w.T, b.ravel())
        ]
    )
    model.compile(SGD(3.0), "quadratic_cost")
    model.fit(X, Y, epochs=1, batch_size=6, verbose=0)
    network.update(
        [(x[:, None], y[:, None]) for x, y in zip(X, Y, strict=True)], 3.0
    )
    for layer, w, b in zip(
        model.layers[::2], network.weights, network.biases, strict=True
    ):
        np.testing.assert_allclose(layer.params["W"], w.T, rtol=1e-12)
        np.testing.assert_allclose(layer.params["b"], b.ravel(), rtol=1e-12)


def test_the_processor_is_named_and_no_machine():
    said = setting.setting()
    assert isinstance(said["processor"], str) and said["processor"]
    assert len(said["date"]) == 10 and said["cores"] >= 1
    assert platform.node() not in json.dumps(said)
