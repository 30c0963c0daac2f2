"""row_softmax: probabilities that sum to 1 down the columns."""

import numpy as np

from nncheck.engine import Part, Probe
from nncheck.exhibit import Choice, Detector, Exhibit
from nncheck.specs.museum.benches import Rows
from nncheck.specs.museum.edits import edit, wrong
from nncheck.specs.museum_numbers.sections import BROADCAST, SOFTMAX


def row_softmax(Z):
    """The softmax of each row: probabilities, shape (n, k).

    Z: the scores of n samples for k classes, shape (n, k).
    """
    largest = Z.max(axis=1, keepdims=True)
    powers = np.exp(Z - largest)
    total = powers.sum(axis=0, keepdims=True)
    return powers / total


LARGEST = "Z.max(axis=1, keepdims=True)"
TOTAL = "powers.sum(axis=0, keepdims=True)"
right = edit(
    row_softmax, "right", (TOTAL, "powers.sum(axis=1, keepdims=True)")
)


# ------------------------------------------------------- other right answers


transposed = edit(
    row_softmax,
    "transposed",
    ("powers / total", "(powers.T / total).T"),
    (TOTAL, "powers.sum(axis=1)"),
)


def with_loops(Z):
    rows = []
    for row in Z:
        powers = [np.exp(z - max(row)) for z in row]
        rows.append([power / sum(powers) for power in powers])
    return np.array(rows)


def through_nnlib(Z):
    from nnlib import Softmax

    return Softmax().forward(np.asarray(Z, dtype=np.float32))


# ------------------------------------------------------------- wrong repairs


def _wrong(name, changes, message, hint, section=SOFTMAX):
    return wrong(row_softmax, name, changes, message, section, hint)


MISCONCEPTIONS = (
    _wrong(
        "untouched",
        [],
        "The bug is still there: you divide by the sum of each column, so "
        "the samples of a batch share one probability among them.",
        "Take a batch of one sample. What comes out, whatever the scores?",
    ),
    _wrong(
        "axis_gone",
        [(TOTAL, "powers.sum(axis=1)")],
        "The sum runs along the right axis now, but it has lost that axis: "
        "n sums are divided into rows of k, and the shapes do not meet as "
        "you mean.",
        "What are the shapes of the sum and of the powers?",
        BROADCAST,
    ),
    _wrong(
        "sum_of_everything",
        [(TOTAL, "powers.sum()")],
        "You divide by the sum of the whole table: all samples together now "
        "have one probability to share.",
        "What should the sum of each row be?",
    ),
    _wrong(
        "columns_throughout",
        [(LARGEST, "Z.max(axis=0, keepdims=True)")],
        "Now both steps go down the columns. They agree, but with the wrong "
        "axis.",
        "Which axis counts the classes?",
    ),
    _wrong(
        "largest_is_one",
        [(TOTAL, "powers.max(axis=1, keepdims=True)")],
        "You divide by the largest entry of each row: the favorite gets 1, "
        "but the row does not sum to 1.",
        "What should the sum of each row be?",
    ),
    _wrong(
        "shares_of_the_scores",
        [
            ("np.exp(Z - largest)", "Z - Z.min(axis=1, keepdims=True)"),
            (TOTAL, "powers.sum(axis=1, keepdims=True)"),
        ],
        "The rows sum to 1, but the exponential is gone: the lowest score "
        "gets the probability 0.",
        "Which ratio should two probabilities have whose scores differ by 1?",
    ),
    _wrong(
        "decisions",
        [
            ("np.exp(Z - largest)", "(Z == largest) * 1.0"),
            (TOTAL, "powers.sum(axis=1, keepdims=True)"),
        ],
        "You give 1 to the highest score and 0 to the others. A softmax is "
        "softer: every class keeps a share.",
        "How sure should it be when two scores are almost equal?",
    ),
)


# ---------------------------------------------------------------- the symptom


def _columns_sum_to_one(program, bench):
    X = np.random.default_rng(0).normal(size=(5, bench.columns))
    answers = np.asarray(bench.call(program, X, 0)).reshape(5, -1)
    down, across = answers.sum(axis=0), answers.sum(axis=1)
    return np.allclose(down, 1) and not np.allclose(across, 1)


def measured():
    Z = np.array([[2.0, 1.0, 0.0], [0.0, 1.0, 3.0]])
    P, alone = row_softmax(Z), row_softmax(Z[:1])
    sums = ", ".join(f"{s:.2f}" for s in P.sum(axis=1))
    one = ", ".join(f"{p:.0f}" for p in alone[0])
    share = right(Z)[0]
    return (
        f"the rows sum to {sums}. The scores (2, 1, 0), alone in their "
        f"batch, get the probabilities ({one}); the repaired program gives "
        f"({share[0]:.2f}, {share[1]:.2f}, {share[2]:.2f})."
    )


def _probes(rng):
    probes = []
    for n, k in ((1, 3), (2, 2), (2, 3), (3, 3), (4, 2)):
        probes.append(Probe((rng.normal(size=(n, k)).round(1) * 2,)))
    large = rng.normal(size=(2, 3)).round(1) * 2
    large[1] += 2000
    return [*probes, Probe((large,))]


def _call(program, X, seed):
    return program(X)


EXERCISE = Exhibit(
    page="museum_numbers",
    name="row_softmax",
    title="From scores to probabilities",
    minutes=4,
    section=SOFTMAX,
    reference=right,
    alternatives=(transposed, with_loops, through_nnlib),
    arguments=("Z",),
    parts=(Part("the repaired softmax", 2, _probes),),
    hints=(
        "Give it a batch of one sample.",
        "Print the sums of the rows and the sums of the columns of what "
        "comes out.",
    ),
    misconceptions=MISCONCEPTIONS,
    program=row_softmax,
    bug="the wrong axis in the softmax",
    symptom="a",
    choices=(
        Choice(
            "A sample that is alone in its batch gets the probability 1 for "
            "every class.",
            "Each column is divided by its own sum. With one row that is the "
            "entry itself.",
        ),
        Choice(
            "An overflow: large scores give `inf` or `nan`.",
            "The largest score of each row is subtracted first; that part is "
            "as it should be.",
        ),
        Choice(
            "An error: the shapes do not fit.",
            "Row sums and column sums both broadcast when the axis is kept.",
        ),
        Choice(
            "The most likely class of a sample is never the one with the "
            "highest score.",
            "Often it is still the one, which is why such a network may "
            "even learn a little.",
        ),
    ),
    measured=measured,
    detector=Detector(
        "columns sum to 1, rows do not", Rows, _columns_sum_to_one
    ),
    bench=Rows(_call, columns=3),
)
