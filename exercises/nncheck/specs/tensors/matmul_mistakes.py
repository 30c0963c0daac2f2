"""Wrong answers to the exercise naive_matmul."""

import numpy as np

from nncheck.engine import Misconception
from nncheck.specs.tensors.matmul_answers import check_shapes
from nncheck.specs.tensors.sections import DOT, RESHAPE, TYPES


def _loops(X, Y, dtype=float):
    check_shapes(X, Y)
    Z = np.zeros((len(X), Y.shape[1]), dtype=dtype)
    for i, j, k in np.ndindex(len(X), Y.shape[1], len(Y)):
        Z[i, j] += X[i, k] * Y[k, j]
    return Z


def ready_made(X, Y):
    return X @ Y


def sizes_mixed_up(X, Y):
    check_shapes(X, Y)
    p, q = X.shape
    Z = np.zeros((p, q))
    for i in range(p):
        for j in range(q):
            for k in range(q):
                Z[i, j] += X[i, k] * Y[k, j]
    return Z


def no_check(X, Y):
    Z = np.zeros((X.shape[0], Y.shape[1]))
    for i in range(X.shape[0]):
        for j in range(Y.shape[1]):
            for k in range(X.shape[1]):
                Z[i, j] += X[i, k] * Y[k, j]
    return Z


def shorter_side(X, Y):
    Z = np.zeros((X.shape[0], Y.shape[1]))
    for i in range(X.shape[0]):
        for j in range(Y.shape[1]):
            pairs = zip(X[i], Y[:, j], strict=False)
            Z[i, j] = sum(a * b for a, b in pairs)
    return Z


def asserts(X, Y):
    if X.shape[1] != Y.shape[0]:
        raise AssertionError("shapes differ")
    return _loops(X, Y)


def returns_none(X, Y):
    if X.shape[1] != Y.shape[0]:
        return None
    return _loops(X, Y)


def whole_numbers(X, Y):
    return _loops(X, Y, dtype=int)


def type_of_the_first(X, Y):
    return _loops(X, Y, dtype=X.dtype)


def last_product_only(X, Y):
    check_shapes(X, Y)
    Z = np.zeros((X.shape[0], Y.shape[1]))
    for i, j, k in np.ndindex(len(X), Y.shape[1], len(Y)):
        Z[i, j] = X[i, k] * Y[k, j]
    return Z


def sum_goes_on(X, Y):
    check_shapes(X, Y)
    Z, total = np.zeros((X.shape[0], Y.shape[1])), 0.0
    for i, j, k in np.ndindex(len(X), Y.shape[1], len(Y)):
        total += X[i, k] * Y[k, j]
        Z[i, j] = total
    return Z


def one_term_short(X, Y):
    check_shapes(X, Y)
    return _loops(X[:, :-1], Y[:-1])


def transposed(X, Y):
    return _loops(X, Y).T


def factors_exchanged(X, Y):
    if Y.shape[1] != X.shape[0]:
        raise ValueError(f"shapes {X.shape} and {Y.shape}")
    return _loops(Y, X)


def entry_by_entry(X, Y):
    return X * Y


def rows_with_rows(X, Y):
    if X.shape[1] != Y.shape[1]:
        raise ValueError("rows of different length")
    return _loops(X, Y.T)


def outer_product(X, Y):
    return np.multiply.outer(np.asarray(X), np.asarray(Y))


def _wrong(answer, message, hint, section=DOT):
    return Misconception(answer, message, section, hint)


_ZEROS = "`np.zeros((2, 3))` holds floats, `np.zeros((2, 3), dtype=int)` not."

MISCONCEPTIONS = (
    _wrong(
        ready_made,
        "NumPy's product is faster than any loop of yours. Once, though, "
        "write what it does, to know it for the rest of the book.",
        "How many loops does the formula of the section need?",
    ),
    _wrong(
        sizes_mixed_up,
        "The sizes are mixed up. Square matrices forgive that; in general "
        "the result has as many columns as the *second* matrix.",
        "What is the shape of a (2, 3) matrix times a (3, 4) matrix?",
    ),
    _wrong(
        no_check,
        "The product is right, but nothing is checked. With too many rows "
        "in the second matrix you leave some out and say nothing; with too "
        "few you raise an IndexError that explains nothing.",
        "Which two sizes must agree before you begin?",
    ),
    _wrong(
        shorter_side,
        "The product is right, but where the sides differ in length you "
        "quietly stop at the shorter one.",
        "What does `zip` do at the end of the shorter list?",
    ),
    _wrong(
        asserts,
        "You notice the clash, but raise an AssertionError. `assert` is for "
        "what cannot happen; for a wrong argument there is ValueError.",
        "Which word raises an error of your choice?",
    ),
    _wrong(
        returns_none,
        "For shapes that do not fit you give None, and the program fails "
        "later, somewhere else. Raise a ValueError here.",
        "How does one raise an error with a text of one's own?",
    ),
    _wrong(
        whole_numbers,
        "Fractions lose what is behind the point: your result is a table of "
        "integers, and every sum is cut off when it is stored.",
        _ZEROS,
        TYPES,
    ),
    _wrong(
        type_of_the_first,
        "Your result has the dtype of X. If X holds integers and Y "
        "fractions, the sums are cut off.",
        _ZEROS,
        TYPES,
    ),
    _wrong(
        last_product_only,
        "Each product overwrites the one before it, so only the last is "
        "left. An entry is the *sum* of all of them.",
        "Which of your statements adds?",
    ),
    _wrong(
        sum_goes_on,
        "The sum is never set back to 0, so each entry contains all entries "
        "before it.",
        "In which loop must a new sum begin?",
    ),
    _wrong(
        one_term_short,
        "The last product of each sum is missing.",
        "Which numbers does `range(3)` give, and which `range(3 - 1)`?",
    ),
    _wrong(
        transposed,
        "Rows and columns of the result are exchanged.",
        "Row 0 of X with column 1 of Y: in which row, which column does "
        "that stand?",
        RESHAPE,
    ),
    _wrong(
        factors_exchanged,
        "You multiply in the other order, Y with X. Products of matrices "
        "cannot be exchanged.",
        "Whose rows and whose columns meet?",
    ),
    _wrong(
        entry_by_entry,
        "You multiply entry by entry. In the product of matrices nothing is "
        "left that was not summed.",
        "How many products go into one entry of the result?",
    ),
    _wrong(
        rows_with_rows,
        "You let rows of X meet rows of Y. In Y it is the columns.",
        "Draw Y above the result: what meets the row in the entry?",
    ),
    _wrong(
        outer_product,
        "You multiply every entry with every entry. That is the tensor "
        "product, which sums nothing and has four axes here.",
        "Which axis should vanish?",
    ),
)
