"""Dropout: a layer that switches entries off in training."""

import numpy as np

from nncheck.compare import Complaint, compare, show
from nncheck.engine import Exercise, Part, Probe
from nncheck.specs.regularization.dropout_answers import (
    ALTERNATIVES,
    Dropout,
)
from nncheck.specs.regularization.dropout_mistakes import MISCONCEPTIONS
from nncheck.specs.regularization.sections import DROPOUT

CLOSE = 0.1  # how far the dropped share of 600 entries may be from the rate


def describe(output, X, rate):
    """What became of the entries of X: share, factor, pattern."""
    if np.shape(output) != X.shape:
        return {"form": "other"}
    ratio = np.asarray(output, dtype=float) / X
    if not np.isfinite(ratio).all():
        return {"form": "not finite"}
    dropped = np.abs(ratio) < 1e-6
    kept = ratio[~dropped]
    one = kept.size and np.allclose(kept, kept[0], rtol=1e-4)
    rows, columns = dropped.mean(axis=1), dropped.mean(axis=0)
    pattern = "entries"
    if 0 < dropped.mean() < 1:
        for name, shares in (("examples", rows), ("columns", columns)):
            if np.isin(shares, (0, 1)).all():
                pattern = name
    return {
        "form": "right",
        "dropped": _share(dropped.mean(), rate),
        "factor": float(f"{kept[0]:.4g}") if one else "various",
        "pattern": pattern,
    }


def _share(share, rate):
    names = {"nothing": 0, "rate": rate, "1 - rate": 1 - rate, "all": 1}
    near = {name: abs(share - value) for name, value in names.items()}
    best = min(near, key=lambda name: near[name])
    return best if near[best] < CLOSE else round(float(share), 1)


def _judge_step(output, X, rate):
    """The complaint about one output of training, or None."""
    found = describe(output, X, rate)
    if found["form"] != "right":
        numbers = f"finite numbers of shape {X.shape}"
        return Complaint(f"gave {show(output)}", numbers)
    if found["dropped"] != "rate":
        share = np.mean(np.abs(output) < 1e-6)
        came = f"set {100 * share:.0f} % of {X.size} entries to 0"
        return Complaint(came, f"about {100 * rate:.0f} %")
    factor = 1 / (1 - rate)
    if compare(round(factor, 3), found["factor"], 2e-3):
        words = found["factor"]
        if words != "various":
            words = f"by {words:g}"
        came = f"multiplied the entries that stay {words}"
        return Complaint(came, f"all of them by {factor:.4g}")
    if found["pattern"] != "entries":
        came = f"dropped whole {found['pattern']} of the batch"
        return Complaint(came, "each entry dropped by itself")
    return None


def _train(X, rate):
    def judge(observation):
        outputs = [observation.value[key] for key in ("first", "second")]
        for output in outputs:
            complaint = _judge_step(output, X, rate)
            if complaint:
                return complaint
        if np.array_equal(*(np.abs(out) < 1e-6 for out in outputs)):
            came = "dropped the same entries in two steps"
            return Complaint(came, "a new mask in each step")
        return None

    def symptom(value):
        first, second = (np.asarray(value[k]) for k in ("first", "second"))
        found = describe(first, X, rate)
        return [found, bool(np.array_equal(first != 0, second != 0))]

    return judge, symptom


def _backward(X, grad, rate):
    def judge(observation):
        output, gradient = (
            observation.value[k] for k in ("first", "gradient")
        )
        if np.shape(output) != X.shape or np.shape(gradient) != X.shape:
            came = f"gave {show(gradient)}"
            return Complaint(came, f"a gradient of shape {X.shape}")
        wrong = compare(grad * (output / X), gradient, 1e-4)
        if wrong is None:
            return None
        came = f"gave a gradient that is {wrong.came.removeprefix('gave ')}"
        return Complaint(came, f"{wrong.expected}, by the mask on the way up")

    def symptom(value):
        up = describe(value["first"], X, rate)
        down = describe(value["gradient"], grad, rate)
        zero = [np.asarray(value[k]) == 0 for k in ("first", "gradient")]
        return [up, down, bool(np.array_equal(*zero))]

    return judge, symptom


def _use(X, grad):
    def judge(observation):
        for key, want in (("first", X), ("gradient", grad)):
            wrong = compare(want, observation.value[key])
            if wrong:
                name = "the gradient" if key == "gradient" else "the output"
                return Complaint(f"{wrong.came} for {name}", wrong.expected)
        return None

    def symptom(value):
        pairs = (("first", X), ("gradient", grad))
        return [describe(value[k], given, 0.25) for k, given in pairs]

    return judge, symptom


WORDS = {
    "train": "forward(X, training=True), twice,",
    "backward": "forward(X, training=True), then backward",
    "use": "forward(X, training=True), forward(X), then backward,",
}


def _probe(rng, what, rate, shape=(30, 20)):
    X, grad = (
        np.round(rng.choice([-1, 1], shape) * rng.uniform(0.5, 2, shape), 2)
        for _ in range(2)
    )
    judge, symptom = {
        "train": lambda: _train(X, rate),
        "backward": lambda: _backward(X, grad, rate),
        "use": lambda: _use(X, grad),
    }[what]()
    return Probe(
        (what, rate, X, grad, int(rng.integers(1_000_000))),
        words=f"Dropout({rate:g}): {WORDS[what]} with X of shape {shape}",
        judge=judge,
        expects=f"an array of shape {shape}",
        symptom=symptom,
    )


def _rates(rng):
    low, high = rng.choice([0.2, 0.25, 0.3]), rng.choice([0.7, 0.75, 0.8])
    return float(low), float(high)


def _training(rng):
    return [_probe(rng, "train", rate) for rate in _rates(rng)]


def _down(rng):
    return [_probe(rng, "backward", rate) for rate in _rates(rng)]


def _in_use(rng):
    low, high = _rates(rng)
    none = _probe(rng, "use", 0.0, (2, 3))
    return [none, _probe(rng, "use", low), _probe(rng, "use", high)]


EXERCISE = Exercise(
    page="regularization",
    name="Dropout",
    title="Dropout, forward and backward",
    minutes=9,
    section=DROPOUT,
    reference=Dropout,
    alternatives=ALTERNATIVES,
    arguments=("what", "rate", "X", "grad_output"),
    driver="dropout",
    parts=(
        Part("forward in training", 2, _training),
        Part("backward after it", 1.5, _down),
        Part("the network in use", 1.5, _in_use),
    ),
    hints=(
        "Draw one number from 0 to 1 for every entry. Which of them mean "
        "that the entry is kept, if the fraction `rate` is to go?",
        "For an input of ones the mean of the output should be 1. Which "
        "factor must the entries that stay have?",
        "`backward` needs what `forward` multiplied by: keep it as "
        "`self.mask`. What is it after a pass in use?",
    ),
    misconceptions=MISCONCEPTIONS,
)
