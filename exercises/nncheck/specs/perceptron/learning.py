"""Perceptron: the learning rule as a class with fit, predict and score."""

import numpy as np

from nncheck.compare import Complaint, show
from nncheck.engine import Exercise, Part, Probe
from nncheck.specs.perceptron.learning_answers import (
    ALTERNATIVES,
    Perceptron,
)
from nncheck.specs.perceptron.learning_messages import MISCONCEPTIONS
from nncheck.specs.perceptron.sections import RULE

CORNERS = np.array([[0, 0], [0, 1], [1, 0], [1, 1]])


EPOCHS = 50  # the limit in the probes
QUICK = 20  # the rule itself needs no more on any of them


def separable(rng, n=8, margin=0.1):
    """Samples on both sides of a line that misses the origin."""
    angle = rng.uniform(0, 2 * np.pi)
    normal = np.array([np.cos(angle), np.sin(angle)])
    bias = rng.choice([-1, 1]) * rng.uniform(0.3, 0.6)
    while True:
        X = np.round(rng.uniform(-1, 1, size=(n, 2)), 3)
        z = X @ normal + bias
        y = (z > 0).astype(int)
        if abs(z).min() >= margin and 2 <= y.sum() <= n - 2:
            model = Perceptron(max_epochs=QUICK).fit(X, y)
            if model.score(X, y) == 1:
                return X, y


def _predict(rng):
    w = rng.choice([-1, 1], 2) * rng.integers(1, 4, 2)
    tie = np.array([[0.0, 0.0], [float(w[1]), float(-w[0])]])
    X = np.round(rng.normal(size=(5, 2)), 2)
    return [
        Probe((w.astype(float), 0.0, tie), words=_by_hand("predict", w, 0)),
        Probe(
            (w.astype(float), 0.5, np.vstack([X, tie])),
            words=_by_hand("predict", w, 0.5),
        ),
    ]


def _score(rng):
    w = rng.choice([-1, 1], 2) * rng.integers(1, 4, 2)
    X = np.round(rng.normal(size=(5, 2)), 2)
    y = (X @ w + 0.5 > 0).astype(int)
    y[rng.permutation(5)[:2]] ^= 1  # two of five are wrong
    words = _by_hand("score", w, 0.5, ", y")
    return [Probe((w.astype(float), 0.5, X, y), words=words)]


def _by_hand(method, w, b, more=""):
    return (
        f"{method}(X{more}) with weights {show(np.asarray(w))} and bias {b:g}"
    )


def _fit(settings, X, y, **kwargs):
    words = ", ".join(f"{k}={v:g}" for k, v in settings.items())
    data = f"{len(X)} samples"
    if np.size(X) <= 12:
        data = f"X = {show(X)}, y = {show(y)}"
    call = f"Perceptron({words}).fit(X, y) with {data}"
    return Probe((settings, X, y), words=call, **kwargs)


def _one_epoch(rng):
    gate = np.array([0, 0, 0, 1])
    X = rng.integers(-3, 4, size=(5, 2)).astype(float)
    X[0], y = [2, 1], np.array([1, 0, 1, 0, 1])
    rate = float(rng.choice([0.25, 0.5, 2]))
    short = {"learning_rate": 1.0, "max_epochs": 1}
    return [
        _fit(short, np.array([[2.0, -1.0], [1.0, 3.0]]), np.array([1, 0])),
        _fit(short, CORNERS.astype(float), gate),
        _fit({"learning_rate": rate, "max_epochs": 1}, X, y),
    ]


def _mistakes(observation, X, y):
    value = observation.value
    w, b = np.asarray(value["weights"]), value["bias"]
    if w.shape != X.shape[1:] or np.size(b) != 1:
        return None
    return int(np.sum((X @ w + np.reshape(b, ()) > 0) != y))


def _separates(X, y):
    def judge(observation):
        wrong = _mistakes(observation, X, y)
        if wrong is None:
            came = show(observation.value["weights"])
            return Complaint(f"left the weights {came}", "one per feature")
        if wrong == 0:
            return None
        return Complaint(
            f"still makes {wrong} mistakes on its own {len(X)} samples",
            "none, because a line separates the two classes",
        )

    return judge


def _converges(rng):
    settings = {"learning_rate": 1.0, "max_epochs": EPOCHS}
    probes = []
    for _ in range(20):
        X, y = separable(rng)
        judge = _separates(X, y)
        probes.append(_fit(settings, X, y, judge=judge, expects="no mistakes"))
    return probes


def _xor_history(epochs):
    def judge(observation):
        history = observation.value["history"]
        if not isinstance(history, list) or len(history) != epochs:
            return Complaint(
                f"left the history {show(history)}",
                f"one count for each of {epochs} epochs, for XOR never ends",
            )
        return None

    return judge


def _stops(rng):
    epochs = int(rng.integers(8, 13))
    settings = {"learning_rate": 1.0, "max_epochs": epochs}
    xor = np.array([0, 1, 1, 0])
    X, y = separable(rng)
    return [
        _fit(
            settings,
            CORNERS.astype(float),
            xor,
            judge=_xor_history(epochs),
            expects=f"an end after {epochs} epochs",
        ),
        _fit(settings | {"max_epochs": EPOCHS}, X, y, judge=_stops_early),
    ]


def _stops_early(observation):
    history = observation.value["history"]
    if not isinstance(history, list) or not history:
        return Complaint(
            f"left the history {show(history)}", "a list, a count per epoch"
        )
    counts = [float(np.min(count)) for count in history]
    zeros = counts.count(0)
    if zeros == 1 and counts[-1] == 0 and min(counts) == 0:
        return None
    return Complaint(
        f"left a history of {len(counts)} epochs, {zeros} of them without "
        "mistakes",
        "an end after the first epoch without mistakes",
    )


EXERCISE = Exercise(
    page="perceptron",
    name="Perceptron",
    title="The learning rule",
    minutes=12,
    section=RULE,
    reference=Perceptron,
    alternatives=ALTERNATIVES,
    driver="perceptron",
    limit=5.0,
    parts=(
        Part("`predict`", 1, _predict),
        Part("`score`", 1, _score),
        Part("one epoch of learning", 2, _one_epoch),
        Part("it learns what a line can separate", 1, _converges),
        Part("it stops in time and keeps a history", 1, _stops),
    ),
    hints=(
        "Begin with `predict`: z for all rows at once, then the step. The "
        "check gives points for each method by itself.",
        "One sample of one epoch takes three lines: the prediction, the "
        "error (expected minus predicted), the change of weights and bias. "
        "Write them for x = (2, −1), y = 1 by hand first.",
        "The error is −1, 0 or 1. When it is 0, nothing may change; count "
        "the others for the history.",
        "Two loops: epochs outside, samples inside. After the inner loop, "
        "look at the count of mistakes: go on or stop?",
    ),
    misconceptions=MISCONCEPTIONS,
)
