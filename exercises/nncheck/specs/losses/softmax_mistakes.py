"""Wrong answers to the exercise softmax_cross_entropy."""

import numpy as np

from nncheck.engine import Misconception
from nncheck.specs.losses.sections import SCORES, SURE
from nncheck.specs.losses.softmax_answers import softmax_cross_entropy
from nnlib.activations import softmax


def naive(y_true, z):
    p = np.exp(z) / np.exp(z).sum(axis=1, keepdims=True)
    loss = -np.sum(y_true * np.log(p)) / len(z)
    return loss, (p - y_true) / len(z)


def naive_sum_of_powers(y_true, z):
    sums = np.exp(z).sum(axis=1, keepdims=True)
    loss = np.mean(np.log(sums[:, 0]) - (y_true * z).sum(axis=1))
    return loss, (np.exp(z) / sums - y_true) / len(z)


def log_of_the_softmax(y_true, z):
    p = softmax(z)
    loss = -np.sum(y_true * np.log(p)) / len(z)
    return loss, (p - y_true) / len(z)


def log_of_the_true_probability(y_true, z):
    p = softmax(z)
    loss = -np.mean(np.log((y_true * p).sum(axis=1)))
    return loss, (p - y_true) / len(z)


def floor_under_the_softmax(y_true, z):
    p = softmax(z)
    loss = -np.sum(y_true * np.log(np.maximum(p, 1e-12))) / len(z)
    return loss, (p - y_true) / len(z)


def largest_of_the_batch(y_true, z):
    s = z - z.max()
    log_p = s - np.log(np.exp(s).sum(axis=1, keepdims=True))
    n = len(z)
    return -np.sum(y_true * log_p) / n, (np.exp(log_p) - y_true) / n


def softmax_down_the_columns(y_true, z):
    p = softmax(z, axis=0)
    floor = np.maximum(p, 1e-300)
    n = len(z)
    return -np.sum(y_true * np.log(floor)) / n, (p - y_true) / n


def row_sums_as_a_row(y_true, z):
    powers = np.exp(z - z.max(axis=1, keepdims=True))
    p = powers / powers.sum(axis=1)
    loss = -np.sum(y_true * np.log(np.maximum(p, 1e-300))) / len(z)
    return loss, (p - y_true) / len(z)


def slopes_of_the_sum(y_true, z):
    loss, gradient = softmax_cross_entropy(y_true, z)
    return loss, len(z) * gradient


def truth_minus_prediction(y_true, z):
    loss, gradient = softmax_cross_entropy(y_true, z)
    return loss, -gradient


def divided_by_all_entries(y_true, z):
    loss, gradient = softmax_cross_entropy(y_true, z)
    return loss, gradient / z.shape[1]


def mean_of_the_table(y_true, z):
    loss, gradient = softmax_cross_entropy(y_true, z)
    return loss / z.shape[1], gradient / z.shape[1]


def charges_added(y_true, z):
    loss, gradient = softmax_cross_entropy(y_true, z)
    return loss * len(z), gradient * len(z)


def slope_by_the_probabilities(y_true, z):
    loss, p = softmax_cross_entropy(y_true, z)[0], softmax(z)
    return loss, -y_true / np.maximum(p, 1e-12) / len(z)


def slope_of_the_sigmoid_again(y_true, z):
    loss, p = softmax_cross_entropy(y_true, z)[0], softmax(z)
    return loss, (p - y_true) * p * (1 - p) / len(z)


def true_class_only(y_true, z):
    loss, gradient = softmax_cross_entropy(y_true, z)
    return loss, gradient * y_true


def truth_forgotten(y_true, z):
    return softmax_cross_entropy(y_true, z)[0], softmax(z) / len(z)


def softmax_forgotten(y_true, z):
    loss = softmax_cross_entropy(y_true, z)[0]
    return loss, (z - y_true) / len(z)


def value_alone(y_true, z):
    return softmax_cross_entropy(y_true, z)[0]


# ------------------------------------------------------------ what to say


def _wrong(answer, message, hint, section=SCORES):
    return Misconception(answer, message, section, hint)


MISCONCEPTIONS = (
    _wrong(
        naive,
        "You take the softmax as its definition reads, and its logarithm. "
        "For a score of 1,000 the exponential overflows, for −1,000 it is "
        "0, and `nan` comes out.",
        "What is `np.exp(1000.0)`? Which number may be subtracted from all "
        "scores of a row without changing the softmax?",
    ),
    _wrong(
        naive_sum_of_powers,
        "You have undone the exponential in one term; in the other one it "
        "still overflows for a score of 1,000 and vanishes for −1,000.",
        "Which number may be subtracted from all scores of a row without "
        "changing any probability?",
    ),
    _wrong(
        log_of_the_softmax,
        "Your softmax is stable, but it rounds small probabilities to 0, "
        "and 0 · log 0 is `nan`. Far out, the loss must be computed from "
        "the scores themselves.",
        "How is log p written with scores alone, before rounding to 0?",
    ),
    _wrong(
        log_of_the_true_probability,
        "Your softmax is stable, but it rounds the probability of the truth "
        "to 0, and its logarithm is infinite. Far out, the loss must be "
        "computed from the scores themselves.",
        "How is log p written with scores alone, before rounding to 0?",
    ),
    _wrong(
        floor_under_the_softmax,
        "A floor under the probabilities hides how wrong the answer is: "
        "whether the scores are 100 or 1,000 apart, you charge the same. "
        "From the scores, the loss is exact without any floor.",
        "What is your loss for scores 100 apart, and for 1,000?",
    ),
    _wrong(
        largest_of_the_batch,
        "You subtract the largest score of the whole batch. In a row far "
        "below it, every exponential becomes 0. Each row needs its own.",
        "What do you get for the rows (900, 901) and (−900, −901) together?",
    ),
    _wrong(
        softmax_down_the_columns,
        "Your softmax runs down the columns, over the samples. The classes "
        "of one sample, a row, share the probability 1.",
        "Which sums of your probabilities are 1?",
    ),
    _wrong(
        row_sums_as_a_row,
        "Your sums (or largest scores) of the rows have the shape (n,), and "
        "NumPy lays them along a row. With n = 1 all goes well, otherwise "
        "the division fails, or takes the sum of another sample.",
        "What is the shape of `z.sum(axis=1)`, and with `keepdims=True`?",
    ),
    _wrong(
        slopes_of_the_sum,
        "Your loss is a mean, but your gradient is that of the sum: the "
        "number of samples is missing.",
        "If every sample occurs twice, what happens to the slope by one "
        "score?",
    ),
    _wrong(
        truth_minus_prediction,
        "Your gradient has the wrong sign: it climbs the likelihood. The "
        "loss is descended.",
        "If the score of the true class rises, does the loss rise or fall?",
    ),
    _wrong(
        divided_by_all_entries,
        "You divide the gradient by the number of entries. The mean runs "
        "over the samples alone.",
        "By what is your loss divided?",
    ),
    _wrong(
        mean_of_the_table,
        "You average loss and gradient over all entries, the zeros of the "
        "one-hot rows among them. The mean runs over the samples.",
        "How many photos are there, and how many entries?",
        SURE,
    ),
    _wrong(
        charges_added,
        "You add up the samples where the loss averages over them.",
        "What should the loss be if every sample occurs twice?",
        SURE,
    ),
    _wrong(
        slope_by_the_probabilities,
        "This is the gradient by the probabilities. Asked is the one by the "
        "scores, which lie before the softmax.",
        "Nudge one *score*: how many probabilities change?",
    ),
    _wrong(
        slope_of_the_sigmoid_again,
        "You multiply by p (1 − p) once more. The logarithm of the loss has "
        "cancelled that factor.",
        "Nudge a score of a very wrong sample: does your slope die where "
        "the loss is steep?",
    ),
    _wrong(
        true_class_only,
        "Your gradient is 0 for the classes that are not true. Their scores "
        "take probability from the truth, so they matter.",
        "If the score of a wrong class rises, what happens to p of the "
        "true one?",
    ),
    _wrong(
        truth_forgotten,
        "Your gradient contains the prediction only. Somewhere the truth "
        "must enter, or every score would be pushed down.",
        "In a row of the gradient, what should the sum be?",
    ),
    _wrong(
        softmax_forgotten,
        "Your gradient compares scores with targets. Compared are "
        "probabilities with targets.",
        "What if all scores of a row grow by 100: should the gradient change?",
    ),
    _wrong(
        value_alone,
        "You return the loss alone; the gradient is missing.",
        "How is a pair returned in Python?",
    ),
)
