"""The numbers in the text of the exercises on gradient descent."""

import numpy as np
import pytest

import exercises as tool
from nncheck import catalog

PAGE = "gradient_descent"
REFERENCE = {e.name: e.reference for e in catalog.exercises(PAGE)}


@pytest.fixture(scope="module")
def text():
    return (tool.ROOT / PAGE / f"{PAGE}.md").read_text()


@pytest.mark.parametrize(
    ("name", "settings", "stops"),
    [
        ("Momentum", (0.1, 0.5), "to 0.8 and to 0.6"),
        ("Momentum", (0.1, 0.5, True), "to 0.7 and to 0.5"),
        ("Adagrad", (0.5,), "to 0.5 and to 0.276"),
        ("RMSprop", (0.2, 0.75), "to 0.6 and to 0.4"),
        ("Adam", (0.1, 0.5, 0.75), "to 0.9 and to 0.812"),
    ],
)
def test_two_steps_by_hand(name, settings, stops, text):
    w, rule, found = np.array([1.0]), REFERENCE[name](*settings), []
    for slope in (2.0, 1.0):
        rule.step([w], [np.array([slope])])
        found.append(f"to {w.item():.3g}")
    assert " and ".join(found) == stops
    assert stops in text


def test_numbers_of_the_paths(text):
    def slope(x):
        return 2 * (x - 3)

    path = REFERENCE["gradient_descent"](slope, 1.0, 0.25, 3)
    assert path.tolist() == [1, 2, 2.5, 2.75]
    one = np.ones((1, 1))
    rng = np.random.default_rng(0)
    path = REFERENCE["sgd"](one, 2 * one[0], 0 * one[0], 0.25, 1, 3, rng)
    assert path.ravel().tolist() == [0, 1, 1.5, 1.75]
    assert "1, 2, 2.5, 2.75" in text and "0, 1, 1.5, 1.75" in text


def test_limit_and_updates(text):
    assert REFERENCE["max_stable_eta"](np.diag([1, 100])) == 0.02
    assert "the limit is 0.02" in text
    assert REFERENCE["updates_per_run"](60_000, 128, 5) == 2345
    assert "for 5 epochs: 2345 updates" in text


@pytest.mark.parametrize("curvature", [0.02, 9000])
def test_the_flattest_and_the_steepest_valley_can_be_tuned(curvature, text):
    runs = []

    def loss_after(eta):
        runs.append(eta)
        with np.errstate(over="ignore"):
            return np.float64(1 - curvature * eta) ** 100

    eta = REFERENCE["find_learning_rate"](loss_after)
    assert len(runs) <= 40
    assert loss_after(eta) <= 1e-3
    assert "from 0.02 to 9000" in text
