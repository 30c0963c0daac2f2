"""shuffled: inputs and labels in two different orders."""

from functools import partial

import numpy as np

from nncheck.engine import Part, Probe
from nncheck.exhibit import Choice, Detector, Exhibit
from nncheck.specs.museum.benches import Pairs
from nncheck.specs.museum.edits import edit, wrong
from nncheck.specs.museum_numbers.orders import EXPECTED, finding, judge
from nncheck.specs.museum_numbers.sections import BATCHES, CUTTING


def shuffled(X, y, seed):
    """The samples in a random order: X and y.

    X: shape (n, d). y: labels, shape (n,). seed: draws the order.
    """
    rng = np.random.default_rng(seed)
    X_new = rng.permutation(X)
    y_new = rng.permutation(y)
    return X_new, y_new


X_LINE, Y_LINE = "X_new = rng.permutation(X)", "y_new = rng.permutation(y)"
DRAWN = "order = rng.integers(len(y), size=len(y))"
ORDER = "order = rng.permutation(len(y))"
right = edit(
    shuffled,
    "right",
    (X_LINE, f"{ORDER}\n    X_new = X[order]"),
    (Y_LINE, "y_new = y[order]"),
)


# ------------------------------------------------------- other right answers


same_seed_twice = edit(
    shuffled,
    "same_seed_twice",
    (Y_LINE, "y_new = np.random.default_rng(seed).permutation(y)"),
)


def sorted_by_chance(X, y, seed):
    order = np.argsort(np.random.default_rng(seed).random(len(y)))
    return np.take(X, order, axis=0), np.take(y, order)


def as_one_table(X, y, seed):
    table = np.column_stack([X, y])
    np.random.default_rng(seed).shuffle(table)
    return table[:, :-1], table[:, -1]


def by_swaps(X, y, seed):
    rng = np.random.default_rng(seed)
    X, y = X.copy(), y.copy()
    for i in range(len(y) - 1, 0, -1):
        j = int(rng.integers(i + 1))
        X[[i, j]], y[[i, j]] = X[[j, i]], y[[j, i]]
    return X, y


# ------------------------------------------------------------- wrong repairs


def _wrong(name, changes, message, hint, section=BATCHES):
    return wrong(shuffled, name, changes, message, section, hint)


MISCONCEPTIONS = (
    _wrong(
        "untouched",
        [],
        "The bug is still there: two orders are drawn, one for the inputs "
        "and another one for the labels.",
        "Which label did the first input have before, and which one now?",
    ),
    _wrong(
        "not_shuffled",
        [(X_LINE, "X_new = X.copy()"), (Y_LINE, "y_new = y.copy()")],
        "Inputs and labels belong together now, because nothing is shuffled "
        "any more.",
        "In which order do the samples come out?",
    ),
    _wrong(
        "only_inputs",
        [(Y_LINE, "y_new = y.copy()")],
        "You leave the labels where they were, but the inputs still move.",
        "Which label did the first input have before, and which one now?",
    ),
    _wrong(
        "always_reversed",
        [
            (X_LINE, "X_new = X[::-1].copy()"),
            (Y_LINE, "y_new = y[::-1].copy()"),
        ],
        "Inputs and labels move together, but always into the same order: "
        "the reversed one.",
        "What does the seed change?",
    ),
    _wrong(
        "drawn_with_replacement",
        [
            (
                X_LINE,
                f"{DRAWN}\n    X_new = X[order]",
            ),
            (Y_LINE, "y_new = y[order]"),
        ],
        "The pairs are right, but you draw each place by itself: some "
        "samples come several times, others not at all.",
        "How many different samples come out?",
    ),
    _wrong(
        "columns_shuffled",
        [
            (
                X_LINE,
                f"{ORDER}\n    X_new = rng.permutation(X[order], axis=1)",
            ),
            (Y_LINE, "y_new = y[order]"),
        ],
        "Samples and labels move together, but you shuffle the features of "
        "the samples as well.",
        "Which axis of X counts the samples?",
        CUTTING,
    ),
    _wrong(
        "one_lost",
        [
            (
                X_LINE,
                "order = rng.permutation(len(y) - 1)\n    X_new = X[order]",
            ),
            (Y_LINE, "y_new = y[order]"),
        ],
        "The pairs are right, but a sample is missing: the last one is never "
        "drawn.",
        "Which numbers does `rng.permutation(3)` hold?",
    ),
)


# ---------------------------------------------------------------- the symptom


def _call(program, X, y):
    return program(X, y, 0)


def _wrong_partners(program, bench):
    y = np.repeat(np.arange(3), 20)
    X = np.arange(60.0)[:, None] + [0, 100]
    parts = bench.call(program, X, y)
    labels = dict(zip(X[:, 0], y, strict=True))
    return any(
        labels[row[0]] != label
        for inputs, targets in zip(parts[::2], parts[1::2], strict=True)
        for row, label in zip(inputs, targets, strict=True)
    )


def measured():
    rng = np.random.default_rng(0)
    y = np.repeat(np.arange(10), 100)
    X = 10 * y[:, None] + rng.normal(size=(1000, 1))
    kept = []
    for program in (shuffled, right):
        X_new, y_new = program(X, y, 1)
        kept.append(np.mean(np.round(X_new[:, 0] / 10) == y_new))
    return (
        f"of 1,000 samples of ten classes {100 * kept[0]:.0f} % have their "
        f"own label after the shuffle, about one in ten; with the repaired "
        f"program {100 * kept[1]:.0f} %."
    )


def _probes(rng):
    probes = []
    for n, d in ((12, 2), (13, 2), (14, 3)):
        X = rng.normal(size=(n, d)).round(2)
        y = rng.permutation(n)
        seed = int(rng.integers(1000))
        words = f"shuffled for {n} samples, seed={seed}"
        probes.append(
            Probe(
                (X, y, seed),
                words=words,
                judge=judge(X, y),
                expects=EXPECTED,
                symptom=partial(finding, X, y),
            )
        )
    return probes


EXERCISE = Exhibit(
    page="museum_numbers",
    name="shuffled",
    title="A new order",
    minutes=4,
    section=BATCHES,
    reference=right,
    alternatives=(same_seed_twice, sorted_by_chance, as_one_table, by_swaps),
    arguments=("X", "y", "seed"),
    refuses={
        "float32": "samples are moved, not computed: they come back as they "
        "were",
    },
    parts=(Part("the repaired shuffle", 2, _probes),),
    hints=(
        "Shuffle five samples whose label is their own number, and look at "
        "the pairs.",
        "How many orders does the program draw? How many should it draw?",
    ),
    misconceptions=MISCONCEPTIONS,
    program=shuffled,
    bug="inputs and labels shuffled apart",
    symptom="d",
    choices=(
        Choice(
            "The labels are right, but the features of a sample are mixed.",
            "A permutation of a table moves whole rows.",
        ),
        Choice(
            "The samples stay in their old order.",
            "Both arrays are new and in disorder.",
        ),
        Choice(
            "Training works on the training set and fails on the test set.",
            "It fails on both: the test set has its right labels, and "
            "nothing true was learned. A large network may learn the false "
            "ones by heart.",
        ),
        Choice(
            "A network trained on them does not get beyond guessing.",
            "Almost every input has got the label of another one, so there "
            "is nothing to learn. No shape and no type betrays it.",
        ),
    ),
    measured=measured,
    detector=Detector("inputs have others' labels", Pairs, _wrong_partners),
    bench=Pairs(_call),
)
