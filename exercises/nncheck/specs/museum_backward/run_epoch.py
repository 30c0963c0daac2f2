"""run_epoch: the gradients of the last batch are still in the sum."""

import numpy as np

from nncheck.engine import Part, Probe
from nncheck.exhibit import Choice, Detector, Exhibit
from nncheck.specs.museum.benches import Steps, close
from nncheck.specs.museum.edits import edit, wrong
from nncheck.specs.museum_backward.models import line, squares, start_line
from nncheck.specs.museum_backward.sections import BATCHES, BUGS, ROUTES


def run_epoch(X, y, w, b, rate, batch_size):
    """One epoch of mini-batch gradient descent for a line: the new w and b.

    X: shape (n, d). y: shape (n,). The batches are taken in order; the last
    one may be smaller. Cost: the mean squared error of a batch.
    """
    w_gradient, b_gradient = np.zeros(len(w)), 0.0
    for first in range(0, len(y), batch_size):
        X_batch = X[first : first + batch_size]
        y_batch = y[first : first + batch_size]
        error = X_batch @ w + b - y_batch
        w_gradient += 2 * X_batch.T @ error / len(y_batch)
        b_gradient += 2 * error.mean()
        w = w - rate * w_gradient
        b = b - rate * b_gradient
    return w, b


W_SUM, B_SUM = "w_gradient += ", "b_gradient += "
ERROR = "        error = X_batch @ w + b - y_batch"
W_STEP = "        w = w - rate * w_gradient"
B_STEP = "        b = b - rate * b_gradient"
CLEARED = "        w_gradient, b_gradient = np.zeros(len(w)), 0.0"
right = edit(
    run_epoch, "right", (W_SUM, "w_gradient = "), (B_SUM, "b_gradient = ")
)


# ------------------------------------------------------- other right answers


cleared_first = edit(
    run_epoch, "cleared_first", (ERROR, f"{CLEARED}\n{ERROR}")
)
cleared_last = edit(
    run_epoch, "cleared_last", (B_STEP, f"{B_STEP}\n{CLEARED}")
)


def with_loops(X, y, w, b, rate, batch_size):
    w = [float(weight) for weight in w]
    for first in range(0, len(y), batch_size):
        rows = range(first, min(first + batch_size, len(y)))
        errors = [sum(X[i] * w) + b - y[i] for i in rows]
        for j in range(len(w)):
            slopes = [e * X[i][j] for e, i in zip(errors, rows, strict=True)]
            w[j] -= rate * 2 * sum(slopes) / len(rows)
        b -= rate * 2 * sum(errors) / len(rows)
    return np.array(w), b


# ------------------------------------------------------------- wrong repairs


def _wrong(name, changes, message, hint, section=BATCHES):
    return wrong(run_epoch, name, changes, message, section, hint)


MISCONCEPTIONS = (
    _wrong(
        "untouched",
        [],
        "The bug is still there: when the second batch comes, the gradient "
        "of the first one is still in the sum, and is used a second time.",
        "What do the two gradients hold when a batch begins?",
        ROUTES,
    ),
    _wrong(
        "bias_still_sums",
        [(W_SUM, "w_gradient = ")],
        "The weights begin each batch afresh, the bias does not.",
        "How many gradients does the program keep?",
        ROUTES,
    ),
    _wrong(
        "weights_still_sum",
        [(B_SUM, "b_gradient = ")],
        "The bias begins each batch afresh, the weights do not.",
        "How many gradients does the program keep?",
        ROUTES,
    ),
    _wrong(
        "one_step_an_epoch",
        [(W_STEP, W_STEP[4:]), (B_STEP, B_STEP[4:])],
        "You moved the step out of the loop: one step an epoch, by the sum "
        "over all batches. Mini-batches are made for many small steps.",
        "How many steps should an epoch of five batches make?",
    ),
    _wrong(
        "average_of_all_so_far",
        [
            (W_STEP, W_STEP + " / (first // batch_size + 1)"),
            (B_STEP, B_STEP + " / (first // batch_size + 1)"),
        ],
        "You average over all batches so far. The old gradients belong to "
        "old weights; they have had their step.",
        "Where was the line when the first gradient was measured?",
    ),
    _wrong(
        "cleared_too_early",
        [(W_STEP, f"{CLEARED}\n{W_STEP}")],
        "You clear the gradients between computing and using them, so the "
        "line never moves.",
        "Print both gradients just before the step.",
        BUGS,
    ),
    _wrong(
        "last_batch_divided_by_batch_size",
        [
            (W_SUM, "w_gradient = "),
            (B_SUM, "b_gradient = "),
            ("error / len(y_batch)", "error / batch_size"),
            ("2 * error.mean()", "2 * error.sum() / batch_size"),
        ],
        "The sum is cleared, but you divide by `batch_size`, and the last "
        "batch may have fewer samples.",
        "How many samples has the second batch of 5 samples, 3 a batch?",
    ),
    _wrong(
        "all_samples_in_every_step",
        [
            (W_SUM, "w_gradient = "),
            (B_SUM, "b_gradient = "),
            ("X[first : first + batch_size]", "X"),
            ("y[first : first + batch_size]", "y"),
        ],
        "Every step now uses all samples; a mini-batch is only its own part.",
        "How many rows has `X_batch`?",
    ),
)


# ---------------------------------------------------------------- the symptom


def _call(program, X, Y, params, rate):
    return program(X, Y, *params, rate, len(X))


def _two(program, one, two, params, rate):
    X, Y = (np.concatenate(pair) for pair in zip(one, two, strict=True))
    return program(X, Y, *params, rate, len(one[0]))


BENCH = Steps(start_line, line, squares, _call, _two)


def _uses_the_last_batch_again(program, bench):
    rng = np.random.default_rng(0)
    X, Y, params = bench.start(rng, 4)
    other = bench.start(rng, 4)[:2]
    rate = 0.01
    both = bench.after_two(program, (X, Y), other, params, rate)
    middle = bench.step(program, X, Y, params, rate)
    single = bench.step(program, *other, middle, rate)
    left_over = [m - p for m, p in zip(middle, params, strict=True)]
    again = [s + e for s, e in zip(single, left_over, strict=True)]
    return not close(both, single) and close(both, again)


def measured():
    X, y, (w, b) = start_line(np.random.default_rng(3), 400)
    losses = {}
    for program in (run_epoch, right):
        v, c, best = w, b, np.inf
        for k in range(1, 41):
            v, c = program(X[: 10 * k], y[: 10 * k], w, b, 0.05, 10)
            best = min(best, squares(y, line(X, v, c)))
        losses[program] = best, squares(y, line(X, v, c))
    (low, last), (_, good) = losses.values()
    return (
        f"in an epoch of 40 batches the loss comes down to {low:.2f} on its "
        f"way and ends at {last:.2f}; the repaired program ends at "
        f"{good:.2f}. With one batch an epoch there is no difference."
    )


def _probes(rng):
    probes = []
    for n, batch_size in ((2, 2), (2, 1), (3, 1), (5, 3)):
        X, y, (w, b) = start_line(rng, n)
        args = X.round(1), y.round(1), w.round(2), round(float(b), 2)
        probes.append(Probe((*args, 0.1, batch_size)))
    return probes


EXERCISE = Exhibit(
    page="museum_backward",
    name="run_epoch",
    title="An epoch of mini-batches",
    minutes=5,
    section=BATCHES,
    reference=right,
    alternatives=(cleared_first, cleared_last, with_loops),
    arguments=("X", "y", "w", "b", "rate", "batch_size"),
    parts=(Part("the repaired epoch", 2, _probes),),
    hints=(
        "Run it with one batch an epoch, then with two. From which batch on "
        "does something go wrong?",
        "Print `w_gradient` at the beginning of each batch.",
    ),
    misconceptions=MISCONCEPTIONS,
    program=run_epoch,
    bug="summed twice (the gradients were not cleared)",
    symptom="a",
    choices=(
        Choice(
            "The loss swings: it comes down, climbs again, comes down again.",
            "Old gradients go on pushing, so the line rushes past the lowest "
            "place like a ball without friction.",
        ),
        Choice(
            "The loss falls smoothly, only more slowly than it should.",
            "Nothing makes the steps smaller. Every batch adds to the sum.",
        ),
        Choice(
            "The very first step already goes in the wrong direction.",
            "At the first batch the sum is still empty, so the first step is "
            "right.",
        ),
        Choice(
            "The loss stays exactly the same.",
            "That would need a gradient of 0.",
        ),
    ),
    measured=measured,
    detector=Detector(
        "a batch's gradient is used again for the next batch",
        Steps,
        _uses_the_last_batch_again,
    ),
    bench=BENCH,
)
