"""predict_thinned: dropout while answering."""

import numpy as np

from nncheck.engine import Part, Probe
from nncheck.exhibit import Choice, Detector, Exhibit
from nncheck.specs.museum.benches import Rows
from nncheck.specs.museum.edits import edit, wrong
from nncheck.specs.museum_training.sections import BEND, DROPOUT, MEAN


def predict_thinned(X, W1, b1, W2, b2, rate, seed):
    """The answers of a trained network to new samples, shape (n, k).

    The network was trained with inverted dropout: of the ReLU units the
    share rate was switched off, the others were divided by 1 - rate.
    """
    A = np.maximum(0, X @ W1 + b1)
    rng = np.random.default_rng(seed)
    keep = rng.random(A.shape) >= rate
    A = A * keep / (1 - rate)
    return A @ W2 + b2


THIN = "    A = A * keep / (1 - rate)\n"
right = edit(predict_thinned, "right", (THIN, ""))


# ------------------------------------------------------- other right answers


nothing_dropped = edit(
    predict_thinned,
    "nothing_dropped",
    ("    A = np.maximum", "    rate = 0\n    A = np.maximum"),
)


def with_loops(X, W1, b1, W2, b2, rate, seed):
    rows = []
    for x in X:
        hidden = [max(0.0, x @ W1[:, j] + b1[j]) for j in range(len(b1))]
        rows.append(
            sum(h * row for h, row in zip(hidden, W2, strict=True)) + b2
        )
    return np.array(rows)


def through_nnlib(X, W1, b1, W2, b2, rate, seed):
    from nnlib import Dense, Dropout, ReLU, Sequential

    layers = [Dense(*W1.shape), ReLU(), Dropout(rate), Dense(*W2.shape)]
    model = Sequential(layers, rng=seed)
    model.set_weights([W1, b1, W2, b2])
    return model.forward(X, training=False)


# ------------------------------------------------------------- wrong repairs


def _wrong(name, changes, message, hint, section=DROPOUT):
    return wrong(predict_thinned, name, changes, message, section, hint)


MISCONCEPTIONS = (
    _wrong(
        "untouched",
        [],
        "The bug is still there: units are switched off while the network "
        "answers, so the answer depends on a throw of dice.",
        "Ask twice with different seeds.",
    ),
    _wrong(
        "fixed_seed",
        [("default_rng(seed)", "default_rng(0)")],
        "You always throw the same dice. The answers repeat now, but they "
        "are still those of a part of the network.",
        "How many of the hidden units take part in an answer?",
    ),
    _wrong(
        "not_scaled",
        [(THIN, "    A = A * keep\n")],
        "You took the division away and left the switching off.",
        "Which of the two lines throws dice?",
    ),
    _wrong(
        "still_divided",
        [(THIN, "    A = A / (1 - rate)\n")],
        "All units take part now, but you still divide by 1 − rate. That "
        "makes up for units that are missing; none is.",
        "What is the sum of the hidden outputs on average, in training and "
        "now?",
        MEAN,
    ),
    _wrong(
        "scaled_for_plain_dropout",
        [(THIN, "    A = A * (1 - rate)\n")],
        "You multiply by 1 − rate. That is right for dropout without a "
        "division in training; this network was trained with one.",
        "What does the docstring say was done in training?",
        MEAN,
    ),
    _wrong(
        "average_of_many",
        [
            (
                "keep = rng.random(A.shape) >= rate",
                "keep = (rng.random((100, *A.shape)) >= rate).mean(axis=0)",
            ),
        ],
        "You average over a hundred throws. That comes near to the answer "
        "of the whole network, and costs a hundred times as much to stay "
        "inexact.",
        "What is the average of the mask over all throws?",
        MEAN,
    ),
    _wrong(
        "bend_lost",
        [(THIN, ""), ("np.maximum(0, X @ W1 + b1)", "X @ W1 + b1")],
        "Nothing is dropped now, but the ReLU has gone as well.",
        "What should a hidden unit give for a negative sum?",
        BEND,
    ),
)


# ---------------------------------------------------------------- the symptom


def _changes_its_mind(program, bench):
    X = np.random.default_rng(0).normal(size=(6, bench.columns))
    first, second = (np.asarray(bench.call(program, X, s)) for s in (1, 2))
    return not np.allclose(first, second)


def _weights(rng, hidden):
    shapes = (2, hidden), (hidden,), (hidden, 1), (1,)
    return [rng.normal(size=shape) for shape in shapes]


WEIGHTS = _weights(np.random.default_rng(5), 64)


def _call(program, X, seed):
    return program(X, *WEIGHTS, 0.5, seed)


def measured():
    X = np.array([[1.0, 0.5]])
    answers = [_call(predict_thinned, X, seed)[0, 0] for seed in range(4)]
    words = ", ".join(f"{answer:.2f}" for answer in answers)
    return (
        f"asked four times about the same sample, the program answers "
        f"{words}; the repaired one says {_call(right, X, 0)[0, 0]:.2f} each "
        f"time."
    )


def _probes(rng):
    probes = []
    for n, rate in ((1, 0.5), (2, 0.25), (4, 0.5)):
        X, seed = rng.normal(size=(n, 2)), int(rng.integers(1000))
        W1, b1, W2, b2 = _weights(rng, 12)
        words = f"predict_thinned for {n} samples, rate={rate}, seed={seed}"
        probes.append(
            Probe((X, W1, b1 + 0.5, W2, b2, rate, seed), words=words)
        )
    return probes


EXERCISE = Exhibit(
    page="museum_training",
    name="predict_thinned",
    title="Answers of a thinned network",
    minutes=4,
    section=DROPOUT,
    reference=right,
    alternatives=(nothing_dropped, with_loops, through_nnlib),
    arguments=("X", "W1", "b1", "W2", "b2", "rate", "seed"),
    parts=(Part("the repaired answers", 2, _probes),),
    hints=(
        "Ask the same question with ten different seeds.",
        "On average, what does inverted dropout do to the sum that the next "
        "layer gets? So what has to be done when nothing is dropped?",
    ),
    misconceptions=MISCONCEPTIONS,
    program=predict_thinned,
    bug="dropout at test time",
    symptom="a",
    choices=(
        Choice(
            "The same sample gets another answer every time it is asked.",
            "Other units are switched off each time. The answers scatter "
            "around that of the whole network, and the accuracy suffers.",
        ),
        Choice(
            "All answers are too small by the factor 1 − rate.",
            "The division makes up for the missing units, on average.",
        ),
        Choice(
            "The answer to a sample depends on the others in its batch.",
            "Each row has dice of its own; what depends on the batch is "
            "something else.",
        ),
        Choice(
            "The answers are right, and only take longer.",
            "Half of the network does not take part in them.",
        ),
    ),
    measured=measured,
    detector=Detector("the answer changes by itself", Rows, _changes_its_mind),
    bench=Rows(_call, columns=2),
)
