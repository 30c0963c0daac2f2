"""Right and wrong answers to the exercise prepare."""

import numpy as np

from nncheck.engine import Misconception
from nncheck.specs.mnist.sections import PREPARE


def prepare(X, y):
    """Pixels from 0 to 1 in rows, labels one-hot."""
    return X.reshape(len(X), 784) / 255, np.eye(10)[y]


# ------------------------------------------------------- other right answers


def by_assignment(X, y):
    rows = X.astype(np.float32).reshape(-1, 28 * 28)
    rows /= 255
    targets = np.zeros((len(y), 10), dtype=np.float32)
    targets[np.arange(len(y)), y] = 1
    return rows, targets


def with_loops(X, y):
    rows, targets = [], []
    for image, label in zip(X, y, strict=True):
        rows.append([float(p) / 255 for line in image for p in line])
        targets.append([1 if label == k else 0 for k in range(10)])
    return np.array(rows), np.array(targets)


def by_comparison(X, y):
    rows = np.divide(X, 255.0).reshape(X.shape[0], -1)
    return [rows, (y[:, None] == np.arange(10)).astype(int)]


# --------------------------------------------------------------- wrong answers


def floor_division(X, y):
    return prepare(X, y)[0].astype(np.uint8), np.eye(10)[y]


def in_place(X, y):
    np.floor_divide(X, 255, out=X)
    return X.reshape(len(X), 784), np.eye(10)[y]


def scaled_per_image(X, y):
    rows = X.reshape(len(X), 784)
    return rows / rows.max(axis=1, keepdims=True), np.eye(10)[y]


def scaled_by_batch(X, y):
    return X.reshape(len(X), 784) / X.max(), np.eye(10)[y]


def width_of_this_batch(X, y):
    return X.reshape(len(X), 784) / 255, np.eye(y.max() + 1)[y]


def columns_of_pixels(X, y):
    return X.reshape(784, len(X)) / 255, np.eye(10)[y]


def transposed(X, y):
    return X.reshape(len(X), 784).T / 255, np.eye(10)[y]


def column_by_column(X, y):
    return X.transpose(0, 2, 1).reshape(len(X), 784) / 255, np.eye(10)[y]


def not_scaled(X, y):
    return X.reshape(len(X), 784).astype(float), np.eye(10)[y]


def divided_by_256(X, y):
    return X.reshape(len(X), 784) / 256, np.eye(10)[y]


def not_flattened(X, y):
    return X / 255, np.eye(10)[y]


def labels_left(X, y):
    return X.reshape(len(X), 784) / 255, y


def counted_from_one(X, y):
    return X.reshape(len(X), 784) / 255, np.eye(10)[y - 1]


def one_hot_in_columns(X, y):
    return X.reshape(len(X), 784) / 255, np.eye(10)[y].T


def ink_reversed(X, y):
    return 1 - X.reshape(len(X), 784) / 255, np.eye(10)[y]


def inputs_alone(X, y):
    return X.reshape(len(X), 784) / 255


# ------------------------------------------------------------ what to say


def _wrong(answer, message, hint):
    return Misconception(answer, message, PREPARE, hint)


ALTERNATIVES = (by_assignment, with_loops, by_comparison)

MISCONCEPTIONS = (
    _wrong(
        floor_division,
        "Your inputs are whole numbers: a byte cannot hold a fraction, so "
        "all gray is lost.",
        "Which type must the pixels have before or after the division?",
    ),
    _wrong(
        in_place,
        "You divide the bytes where they stand. They stay bytes, so all "
        "gray is lost, and the caller's images are lost as well.",
        "Make a new array of floats instead of changing X.",
    ),
    _wrong(
        scaled_per_image,
        "Each image is scaled by its own darkest pixel, so a faint digit "
        "becomes as black as a strong one.",
        "What is the largest value a pixel can have at all?",
    ),
    _wrong(
        scaled_by_batch,
        "You scale by the largest pixel that happens to be in this "
        "batch: the same image would get other numbers in another batch.",
        "What is the largest value a pixel can have at all?",
    ),
    _wrong(
        width_of_this_batch,
        "Your targets are as wide as the largest label in this batch. A "
        "batch without a 9 still needs ten columns.",
        "How many outputs has the network?",
    ),
    _wrong(
        columns_of_pixels,
        "Your inputs have 784 rows. Samples are rows; and `reshape` only "
        "counts on, it does not turn the table, so the images are mixed "
        "up.",
        "Which of the two axes of the result counts the images?",
    ),
    _wrong(
        transposed,
        "Your inputs have one image per column. In this book samples are "
        "rows.",
        "Which of the two axes of the result counts the images?",
    ),
    _wrong(
        column_by_column,
        "The pixels come column by column. The pixel in row r and column "
        "c belongs to place 28·r + c.",
        "In which order does `reshape` read a table?",
    ),
    _wrong(
        not_scaled,
        "Your inputs still run from 0 to 255.",
        "What should full ink be?",
    ),
    _wrong(
        divided_by_256,
        "You divide by 256, so that full ink is a little less than 1. A "
        "byte has 256 values, but the largest is 255.",
        "What should full ink be?",
    ),
    _wrong(
        not_flattened,
        "Your inputs are still pictures of 28 by 28. The network takes "
        "one row of 784 numbers per image.",
        "Which method changes the shape of an array?",
    ),
    _wrong(
        labels_left,
        "Your targets are still the labels. A label is a name, not a "
        "quantity; the network has ten outputs.",
        "What is the target of a 6?",
    ),
    _wrong(
        counted_from_one,
        "Your ones stand one place too early: digits begin with 0, and "
        "so do indices.",
        "At which index stands the 1 of the digit 0?",
    ),
    _wrong(
        one_hot_in_columns,
        "Your targets have one sample per column. In this book samples "
        "are rows.",
        "Which axis of the targets counts the images?",
    ),
    _wrong(
        ink_reversed,
        "Your paper is 1 and your ink 0. In this book ink is 1, as in "
        "the bytes, where 255 is black.",
        "What does an empty image give?",
    ),
    _wrong(
        inputs_alone,
        "You return the inputs alone; the targets are missing.",
        "How is a pair returned in Python?",
    ),
)
