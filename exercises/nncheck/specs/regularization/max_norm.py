"""max_norm(W, c): no unit's incoming weights are longer than c."""

import numpy as np

from nncheck.compare import show
from nncheck.engine import Exercise, Misconception, Part, Probe
from nncheck.specs.regularization.sections import LIMIT


def max_norm(W, c):
    """W with every column that is longer than c shortened to c."""
    lengths = np.linalg.norm(W, axis=0)
    return W * (c / np.maximum(lengths, c))


# ------------------------------------------------------- other right answers


def column_by_column(W, c):
    limited = np.array(W, dtype=float)
    for j in range(W.shape[1]):
        length = sum(w**2 for w in W[:, j]) ** 0.5
        if length > c:
            limited[:, j] *= c / length
    return limited


def smaller_factor(W, c):
    with np.errstate(divide="ignore"):
        factors = np.minimum(1, c / np.sqrt((W**2).sum(0)))
    return (factors * W).astype(np.float32)


def with_where(W, c):
    square = np.einsum("ij,ij->j", W, W)
    return np.where(square > c**2, W * c * np.maximum(square, c**2) ** -0.5, W)


def by_a_layer(W, c):
    from nnlib import Dense

    layer = Dense(*W.shape, max_norm=float(c))
    layer.build(rng=0)
    layer.params["W"][...] = W
    layer.constrain()
    return layer.params["W"]


# --------------------------------------------------------------- wrong answers


def by_rows(W, c):
    return max_norm(W.T, c).T


def whole_matrix(W, c):
    return W * min(1, c / max(np.linalg.norm(W), 1e-300))


def all_to_the_limit(W, c):
    lengths = np.linalg.norm(W, axis=0)
    return W * c / np.where(lengths == 0, 1, lengths)


def short_ones_too(W, c):
    with np.errstate(all="ignore"):
        return W / np.linalg.norm(W, axis=0) * c


def divides_by_zero(W, c):
    lengths = np.linalg.norm(W, axis=0)
    with np.errstate(all="ignore"):
        return W / lengths * np.minimum(lengths, c)


def each_entry(W, c):
    return np.clip(W, -c, c)


def squared_length(W, c):
    squares = np.sum(W**2, axis=0)
    return W * np.where(squares > c, c / np.maximum(squares, c), 1)


def sum_of_sizes(W, c):
    sizes = np.sum(np.abs(W), axis=0)
    return W * np.where(sizes > c, c / np.maximum(sizes, c), 1)


def largest_entry(W, c):
    sizes = np.max(np.abs(W), axis=0)
    return W * np.where(sizes > c, c / np.maximum(sizes, c), 1)


def to_length_one(W, c):
    lengths = np.linalg.norm(W, axis=0)
    return W / np.where(lengths > c, lengths, 1)


def factor_c(W, c):
    return np.where(np.linalg.norm(W, axis=0) > c, c * W, W)


def long_ones_removed(W, c):
    return np.where(np.linalg.norm(W, axis=0) > c, 0, W)


def in_place(W, c):
    lengths = np.linalg.norm(W, axis=0)
    W *= c / np.maximum(lengths, c)
    return W


# --------------------------------------------------------------------- probes


def _probe(W, c):
    words = f"max_norm(W, {c:g}) with W = {show(W)}"
    return Probe((W, c), words=words)


def _long(rng):
    signs = rng.choice([-1, 1], 2)
    long = np.column_stack([[3.0, 4.0], signs * [6.0, 2.5]])
    c = float(rng.choice([2, 2.5, 4]))
    more = np.round(rng.choice([-1, 1], (3, 2)) * rng.uniform(2, 4, (3, 2)), 1)
    return [_probe(long, c), _probe(more, round(c / 2, 2))]


def _short(rng):
    short = np.round(rng.uniform(0.2, 0.5, (2, 1)), 1)
    mixed = np.column_stack([[3.0, 4.0], [0.1, 0.2], [1.2, -1.2]])
    return [_probe(np.hstack([short, -short]), 2.0), _probe(mixed, 2.0)]


def _silent(rng):
    W = np.column_stack([[3.0, 4.0], [0, 0]])
    return [_probe(W, float(rng.integers(1, 5)))]


def _wrong(answer, message, hint):
    return Misconception(answer, message, LIMIT, hint)


EXERCISE = Exercise(
    page="regularization",
    name="max_norm",
    title="A limit for each unit",
    minutes=4,
    section=LIMIT,
    reference=max_norm,
    alternatives=(column_by_column, smaller_factor, with_where, by_a_layer),
    arguments=("W", "c"),
    parts=(
        Part("columns that are too long", 1, _long),
        Part("columns that are short enough", 0.5, _short),
        Part("a unit without incoming weights", 0.5, _silent),
    ),
    hints=(
        "W has shape (inputs, units). Which axis do you sum along to get one "
        "length per unit?",
        "A long column is multiplied by c over its length. Which factor "
        "belongs to a short one? `np.minimum` and `np.maximum` choose entry "
        "by entry.",
        "A column of zeros has the length 0. Which number do you divide by?",
    ),
    misconceptions=(
        _wrong(
            by_rows,
            "You limit the rows. A row holds what leaves one input; what "
            "arrives at one unit stands in a column.",
            "Which shape has W, and what do its columns belong to?",
        ),
        _wrong(
            whole_matrix,
            "You measure the whole matrix and shrink all units together. "
            "The limit holds for each unit by itself.",
            "How many lengths has a matrix with three columns?",
        ),
        _wrong(
            short_ones_too,
            "You give every column the length c, and a column of zeros "
            "becomes `nan`. Max-norm never lengthens.",
            "What should become of the column (0.1, 0.2) with c = 2?",
        ),
        _wrong(
            all_to_the_limit,
            "You give every column the length c, the short ones as well. "
            "Max-norm never lengthens.",
            "What should become of the column (0.1, 0.2) with c = 2?",
        ),
        _wrong(
            divides_by_zero,
            "A column of zeros has the length 0, and you divide by it.",
            "Print your result for a column of zeros.",
        ),
        _wrong(
            each_entry,
            "You limit each weight to ±c. Asked for is the length of a "
            "unit's weights together; and its direction should stay.",
            "In which direction does your (3, 4) point with c = 2?",
        ),
        _wrong(
            squared_length,
            "You compare and divide with the square of the length.",
            "How long is the column (3, 4)?",
        ),
        _wrong(
            sum_of_sizes,
            "You add up the absolute weights. A ruler measures the root of "
            "the sum of the squares.",
            "How long is the column (3, 4)?",
        ),
        _wrong(
            largest_entry,
            "You look at the largest weight of each unit, not at the length "
            "of them all together.",
            "How long is the column (3, 4)?",
        ),
        _wrong(
            to_length_one,
            "You shorten to the length 1, whatever c is.",
            "How long are your columns?",
        ),
        _wrong(
            factor_c,
            "You multiply long columns by c. The factor depends on how long "
            "they are.",
            "How long are your columns?",
        ),
        _wrong(
            long_ones_removed,
            "You set the long columns to 0. They should only be shortened.",
            "How long should a column be that was too long?",
        ),
        _wrong(
            in_place,
            "Your numbers are right, but you write them over the caller's "
            "weights.",
            "What is the difference between `W *= f` and `W * f`?",
        ),
    ),
)
