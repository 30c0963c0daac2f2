"""confusion_matrix(y_true, y_pred, num_classes): what is taken for what."""

import numpy as np

from nncheck.engine import Exercise, Misconception, Part, Probe
from nncheck.specs.mnist.sections import MISTAKES


def confusion_matrix(y_true, y_pred, num_classes):
    """Row i, column j: how often class i was taken for class j."""
    matrix = np.zeros((num_classes, num_classes), dtype=int)
    np.add.at(matrix, (y_true, y_pred), 1)
    return matrix


# ------------------------------------------------------- other right answers


def with_loop(y_true, y_pred, num_classes):
    matrix = np.zeros((num_classes, num_classes))
    for true, predicted in zip(y_true, y_pred, strict=True):
        matrix[true, predicted] += 1
    return matrix


def by_counting(y_true, y_pred, num_classes):
    cells = num_classes * np.asarray(y_true) + np.asarray(y_pred)
    counts = np.bincount(cells, minlength=num_classes**2)
    return counts.reshape(num_classes, num_classes)


def by_one_hot(y_true, y_pred, num_classes):
    identity = np.eye(num_classes, dtype=np.float32)
    return identity[y_true].T @ identity[y_pred]


# --------------------------------------------------------------- wrong answers


def transposed(y_true, y_pred, num_classes):
    return confusion_matrix(y_pred, y_true, num_classes)


def absent_dropped(y_true, y_pred, num_classes):
    classes = np.unique(np.concatenate([y_true, y_pred]))
    places = (
        np.searchsorted(classes, y_true),
        np.searchsorted(classes, y_pred),
    )
    return confusion_matrix(*places, len(classes))


def largest_label(y_true, y_pred, num_classes):
    size = max(np.max(y_true), np.max(y_pred)) + 1
    return confusion_matrix(y_true, y_pred, size)


def counted_once(y_true, y_pred, num_classes):
    matrix = np.zeros((num_classes, num_classes), dtype=int)
    matrix[y_true, y_pred] += 1
    return matrix


def only_right_ones(y_true, y_pred, num_classes):
    right = y_true[y_true == y_pred]
    return np.diag(np.bincount(right, minlength=num_classes))


def only_mistakes(y_true, y_pred, num_classes):
    matrix = confusion_matrix(y_true, y_pred, num_classes)
    return matrix - np.diag(np.diag(matrix))


def shares_of_rows(y_true, y_pred, num_classes):
    matrix = confusion_matrix(y_true, y_pred, num_classes)
    return matrix / np.maximum(matrix.sum(axis=1, keepdims=True), 1)


def shares_of_all(y_true, y_pred, num_classes):
    return confusion_matrix(y_true, y_pred, num_classes) / len(y_true)


def each_pair(y_true, y_pred, num_classes):
    rows = np.bincount(y_true, minlength=num_classes)
    columns = np.bincount(y_pred, minlength=num_classes)
    return np.outer(rows, columns)


def both_ways(y_true, y_pred, num_classes):
    matrix = confusion_matrix(y_true, y_pred, num_classes)
    return matrix + matrix.T


# --------------------------------------------------------------------- probes


def _labels(rng, n, classes):
    """Labels and predictions, about two thirds of them right."""
    y_true = rng.permutation(np.resize(classes, n))
    y_pred = np.where(rng.random(n) < 0.6, y_true, rng.choice(classes, n))
    return y_true, y_pred


def _small(rng):
    # two right, one mistake twice, one of its mirror image
    y_true = np.array([0, 0, 0, 1, 1, 2])
    y_pred = np.array([0, 1, 1, 1, 0, 2])
    names = rng.permutation(3)
    return [Probe((names[y_true], names[y_pred], 3))]


def _absent(rng):
    y_true, y_pred = np.array([0, 3, 3, 0, 3]), np.array([0, 3, 0, 0, 0])
    shift = int(rng.integers(0, 2))
    return [Probe((y_true + shift, y_pred + shift, 6))]


def _digits(rng):
    y_true, y_pred = _labels(rng, 200, np.arange(10))
    return [Probe((y_true, y_pred, 10))]


def _wrong(answer, message, hint):
    return Misconception(answer, message, MISTAKES, hint)


EXERCISE = Exercise(
    page="mnist",
    name="confusion_matrix",
    title="Which digits are mixed up",
    minutes=5,
    section=MISTAKES,
    reference=confusion_matrix,
    alternatives=(with_loop, by_counting, by_one_hot),
    arguments=("y_true", "y_pred", "num_classes"),
    parts=(
        Part("rows are true, columns predicted", 1, _small),
        Part("classes that do not occur keep their places", 1, _absent),
        Part("two hundred digits", 1, _digits),
    ),
    hints=(
        "Take a table of zeros. Go through the samples one by one: which "
        "cell does each of them add to?",
        "The table has `num_classes` rows and columns, whatever labels occur.",
        "A loop is fine. Without a loop beware: indexing with arrays and "
        "adding 1 counts a repeated cell once only; see `np.add.at`.",
    ),
    misconceptions=(
        _wrong(
            transposed,
            "Rows and columns are exchanged: the row is the true class, the "
            "column the prediction.",
            "A 4 that is read as a 9: which cell does it go to?",
        ),
        _wrong(
            absent_dropped,
            "Classes that do not occur have lost their row and column, so "
            "row 3 is no longer about the digit 3.",
            "How large must the matrix be, whatever the labels are?",
        ),
        _wrong(
            largest_label,
            "Your matrix ends at the largest label that occurs. A test "
            "without a 9 still has ten classes.",
            "How large must the matrix be, whatever the labels are?",
        ),
        _wrong(
            counted_once,
            "Each pair counts once, however often it occurs: adding 1 to a "
            "cell that is named twice in one statement adds 1 in all.",
            "What should the sum of all entries be?",
        ),
        _wrong(
            only_right_ones,
            "You count the right answers only. The mistakes are what the "
            "matrix is for.",
            "What should the sum of all entries be?",
        ),
        _wrong(
            only_mistakes,
            "You leave out the right answers. They stand on the diagonal.",
            "What should the sum of all entries be?",
        ),
        _wrong(
            shares_of_rows,
            "You give shares of each row. Asked for are counts.",
            "What should the sum of all entries be?",
        ),
        _wrong(
            shares_of_all,
            "You give shares of all samples. Asked for are counts.",
            "What should the sum of all entries be?",
        ),
        _wrong(
            each_pair,
            "You count the true and the predicted labels apart and multiply. "
            "What matters is which of them belong to the same sample.",
            "Go through the samples one at a time.",
        ),
        _wrong(
            both_ways,
            "You count every sample in both directions. A 4 read as a 9 is "
            "not the same mistake as a 9 read as a 4.",
            "What should the sum of all entries be?",
        ),
    ),
)
