"""decay_step: the bias is pulled to zero, too."""

import numpy as np

from nncheck.engine import Part, Probe
from nncheck.exhibit import Choice, Detector, Exhibit
from nncheck.specs.museum.benches import Steps
from nncheck.specs.museum.edits import edit, wrong
from nncheck.specs.museum_backward.models import line, start_line
from nncheck.specs.museum_backward.sections import DOWN, SMALL


def decay_step(X, y, w, b, rate, decay):
    """One step for a line with weight decay: the new w and b.

    X: shape (n, d). y: shape (n,). w: shape (d,). b: a number.
    Cost: half of the mean squared error, plus decay / 2 times the sum of
    the squared weights.
    """
    error = X @ w + b - y
    w_gradient = X.T @ error / len(y) + decay * w
    b_gradient = error.mean() + decay * b
    w_new = w - rate * w_gradient
    b_new = b - rate * b_gradient
    return w_new, b_new


W_DECAY, B_DECAY = " + decay * w\n", " + decay * b\n"
right = edit(decay_step, "right", (B_DECAY, "\n"))


# ------------------------------------------------------- other right answers


shrinks_first = edit(
    decay_step,
    "shrinks_first",
    (W_DECAY, "\n"),
    (B_DECAY, "\n"),
    ("w_new = w -", "w_new = (1 - rate * decay) * w -"),
)


def with_loops(X, y, w, b, rate, decay):
    n, d = len(X), len(X[0])
    errors = [
        sum(X[i][j] * w[j] for j in range(d)) + b - y[i] for i in range(n)
    ]
    w_new = np.zeros(d)
    for j in range(d):
        data = sum(errors[i] * X[i][j] for i in range(n)) / n
        w_new[j] = w[j] - rate * (data + decay * w[j])
    return w_new, b - rate * sum(errors) / n


def masked(X, y, w, b, rate, decay):
    X = np.column_stack([np.ones(len(X)), X])
    v = np.append(b, w)
    decays = np.full(len(v), decay)
    decays[0] = 0
    v = v - rate * (np.mean((X @ v - y)[:, None] * X, axis=0) + decays * v)
    return v[1:], v[0]


# ------------------------------------------------------------- wrong repairs


def _wrong(name, changes, message, hint, section=SMALL):
    return wrong(decay_step, name, changes, message, section, hint)


MISCONCEPTIONS = (
    _wrong(
        "untouched",
        [],
        "The bug is still there: the decay pulls the bias to zero as well, "
        "and with it the mean of all predictions.",
        "Weights 0 and the best bias: should the step change anything?",
    ),
    _wrong(
        "no_decay_at_all",
        [(W_DECAY, "\n"), (B_DECAY, "\n")],
        "Now nothing decays: you removed the pull on the weights as well.",
        "What does the docstring say about the weights?",
    ),
    _wrong(
        "only_the_bias_decays",
        [(W_DECAY, "\n")],
        "You removed the decay of the weights and left that of the bias.",
        "Which of the two is in the penalty: weights or bias?",
    ),
    _wrong(
        "weights_grow",
        [(W_DECAY, " - decay * w\n"), (B_DECAY, "\n")],
        "The bias is left alone, but now the penalty pushes the weights away "
        "from zero.",
        "With the data fitted perfectly, should a large weight grow or "
        "shrink?",
    ),
    _wrong(
        "decay_without_rate",
        [
            (W_DECAY, "\n"),
            (B_DECAY, "\n"),
            ("w_new = w", "w_new = (1 - decay) * w"),
        ],
        "The weights shrink by the whole decay at each step, whatever the "
        "rate is. The penalty is a part of the cost, so the rate applies to "
        "it, too.",
        "What should happen at the rate 0?",
        DOWN,
    ),
    _wrong(
        "twice_the_decay",
        [(W_DECAY, " + 2 * decay * w\n"), (B_DECAY, "\n")],
        "The weights decay twice as fast as the cost says. The half in the "
        "penalty is there to cancel the 2 of the square.",
        "What is the derivative of decay / 2 times w²?",
    ),
    _wrong(
        "decay_divided_by_samples",
        [(W_DECAY, " + decay * w / len(y)\n"), (B_DECAY, "\n")],
        "You divide the decay by the number of samples. The penalty is added "
        "to the mean; it is not part of it.",
        "With twice as many samples, should the pull become half as strong?",
    ),
    _wrong(
        "decay_of_the_same_size",
        [(W_DECAY, " + decay * np.sign(w)\n"), (B_DECAY, "\n")],
        "Every weight shrinks by the same amount: that is the penalty on "
        "absolute values. Here the penalty is on squares.",
        "Which weight should shrink faster, 10 or 0.1?",
    ),
)


# ---------------------------------------------------------------- the symptom


def _call(program, X, Y, params, rate):
    return program(X, Y, *params, rate, 0.1)


def _two(program, one, two, params, rate):
    for X, Y in (one, two):
        params = _call(program, X, Y, params, rate)
    return params


def _half_squares(y, outputs):
    return np.mean((outputs - y) ** 2) / 2


BENCH = Steps(start_line, line, _half_squares, _call, _two)


def _bias_leaves_a_perfect_fit(program, bench):
    X, _, params = bench.start(np.random.default_rng(0), 5)
    Y = bench.forward(X, *params)
    new = bench.step(program, X, Y, params, 0.1)
    return np.abs(new[1] - params[1]).max() > 1e-6


def measured():
    rng = np.random.default_rng(0)
    X = rng.normal(size=(50, 2))
    y = 100 + X @ [1.0, -1.0]
    means = []
    for program in (decay_step, right):
        w, b = np.zeros(2), 0.0
        for _ in range(500):
            w, b = program(X, y, w, b, 0.1, 0.1)
        means.append(line(X, w, b).mean())
    return (
        f"targets around {y.mean():.0f}, decay 0.1: after 500 steps the "
        f"predictions have the mean {means[0]:.1f}; those of the repaired "
        f"program have {means[1]:.1f}."
    )


def _probes(rng):
    probes = []
    for n in (1, 2, 4):
        X, y, (w, b) = start_line(rng, n)
        args = X.round(1), y.round(1), w.round(2), round(float(b), 2)
        probes.append(Probe((*args, 0.1, 0.3)))
    return probes


EXERCISE = Exhibit(
    page="museum_backward",
    name="decay_step",
    title="A line with weight decay",
    minutes=4,
    section=DOWN,
    reference=right,
    alternatives=(shrinks_first, with_loops, masked),
    arguments=("X", "y", "w", "b", "rate", "decay"),
    parts=(Part("the repaired step", 2, _probes),),
    hints=(
        "Let all targets be 100 and all inputs 0. Which bias is best, and "
        "where does the program end?",
        "Write down the cost as the docstring says it and take the "
        "derivative by w and by b.",
    ),
    misconceptions=MISCONCEPTIONS,
    program=decay_step,
    bug="weight decay on the biases",
    symptom="c",
    choices=(
        Choice(
            "The weights grow without bound.",
            "The decay shrinks them, as it should.",
        ),
        Choice(
            "Nothing: a bias is a weight like any other.",
            "A large weight makes the outputs jump with the inputs, and that "
            "is what decay is for. A large bias only shifts them.",
        ),
        Choice(
            "When the targets lie far from zero, all predictions are too "
            "near to zero.",
            "The bias has to carry the mean of the targets, and the decay "
            "makes that expensive.",
        ),
        Choice(
            "The loss rises from the first step.",
            "At first the error pushes the bias far harder than the decay "
            "pulls it back.",
        ),
    ),
    measured=measured,
    detector=Detector(
        "the bias moves although the fit is perfect",
        Steps,
        _bias_leaves_a_perfect_fit,
    ),
    bench=BENCH,
)
