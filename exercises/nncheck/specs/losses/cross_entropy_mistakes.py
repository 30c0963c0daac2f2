"""Wrong answers to the exercise cross_entropy."""

import numpy as np

from nncheck.engine import Misconception
from nncheck.specs.losses.cross_entropy_answers import cross_entropy
from nncheck.specs.losses.sections import SURE


def floored(y_pred):
    """The probabilities over a floor."""
    return np.maximum(y_pred, 1e-12)


def one_hot(y_true, y_pred):
    """The targets one-hot, whatever they were."""
    if np.ndim(y_true) == 2:
        return y_true
    return np.eye(y_pred.shape[1])[y_true]


def of_the_truth(y_true, y_pred):
    """The probability that each sample gave to its true class."""
    return (one_hot(y_true, y_pred) * floored(y_pred)).sum(axis=1)


def in_bits(y_true, y_pred):
    return -np.mean(np.log2(of_the_truth(y_true, y_pred)))


def base_ten(y_true, y_pred):
    return -np.mean(np.log10(of_the_truth(y_true, y_pred)))


def over_all_entries(y_true, y_pred):
    return -np.mean(one_hot(y_true, y_pred) * np.log(floored(y_pred)))


def over_the_classes(y_true, y_pred):
    table = one_hot(y_true, y_pred) * np.log(floored(y_pred))
    return np.mean(-table.sum(axis=0))


def one_charge_per_sample(y_true, y_pred):
    return -np.log(of_the_truth(y_true, y_pred))


def charges_added(y_true, y_pred):
    return -np.log(of_the_truth(y_true, y_pred)).sum()


def no_minus(y_true, y_pred):
    return np.log(of_the_truth(y_true, y_pred)).mean()


def log_of_the_mean(y_true, y_pred):
    return -np.log(of_the_truth(y_true, y_pred).mean())


def distance_to_one(y_true, y_pred):
    return 1 - of_the_truth(y_true, y_pred).mean()


def the_surest_class(y_true, y_pred):
    return -np.log(y_pred.max(axis=1)).mean()


def with_binary_terms(y_true, y_pred):
    y = one_hot(y_true, y_pred)
    p, q = floored(y_pred), floored(1 - y_pred)
    return -(y * np.log(p) + (1 - y) * np.log(q)).sum() / len(p)


def one_hot_only(y_true, y_pred):
    return -(y_true * np.log(floored(y_pred))).sum() / len(y_pred)


def width_of_this_batch(y_true, y_pred):
    if y_true.ndim == 1:
        y_true = np.eye(y_true.max() + 1)[y_true]
    return -(y_true * np.log(floored(y_pred))).sum() / len(y_pred)


def labels_only(y_true, y_pred):
    rows = np.arange(len(y_true))
    return -np.log(floored(y_pred)[rows, y_true]).mean()


def log_of_zero_in_the_table(y_true, y_pred):
    table = one_hot(y_true, y_pred) * np.log(y_pred)
    return -table.sum() / len(y_pred)


def log_of_zero(y_true, y_pred):
    p = (one_hot(y_true, y_pred) * y_pred).sum(axis=1)
    return -np.mean(np.log(p))


def zeros_left_out(y_true, y_pred):
    p = (one_hot(y_true, y_pred) * y_pred).sum(axis=1)
    return -np.log(np.where(p > 0, p, 1)).mean()


def floor_too_high(y_true, y_pred):
    p = (one_hot(y_true, y_pred) * y_pred).sum(axis=1)
    return -np.log(np.maximum(p, 1e-3)).mean()


def floor_in_place(y_true, y_pred):
    np.clip(y_pred, 1e-12, 1, out=y_pred)
    return cross_entropy(y_true, y_pred)


def _adds(epsilon, name):
    def answer(y_true, y_pred):
        p = (one_hot(y_true, y_pred) * y_pred).sum(axis=1)
        return -np.log(p + epsilon).mean()

    answer.__name__ = name
    return answer


adds_a_millionth = _adds(1e-6, "adds_a_millionth")
adds_more = _adds(1e-5, "adds_more")

# ------------------------------------------------------------ what to say


def _wrong(answer, message, hint):
    return Misconception(answer, message, SURE, hint)


MISCONCEPTIONS = (
    _wrong(
        in_bits,
        "You took the logarithm of base 2, so your charges are in bits. In "
        "this book `log` is the natural logarithm.",
        "What do `np.log` and `np.log2` give for 4?",
    ),
    _wrong(
        base_ten,
        "You took the logarithm of base 10. In this book `log` is the "
        "natural logarithm.",
        "What do `np.log` and `np.log10` give for 4?",
    ),
    _wrong(
        over_all_entries,
        "You averaged over every entry of the table, the zeros of the "
        "one-hot rows among them. The loss is the mean over the samples.",
        "How many photos are there, and how many entries?",
    ),
    _wrong(
        over_the_classes,
        "You add up the columns and average over the classes. Add up each "
        "row, one sample, and average over the samples.",
        "Which axis counts the samples? The sum runs along the other one.",
    ),
    _wrong(
        one_charge_per_sample,
        "You give one charge per sample. The cost is one number: their mean.",
        "What is still to be done with the n charges?",
    ),
    _wrong(
        charges_added,
        "You add up the charges of the samples. Then twice as many samples "
        "cost twice as much; the loss is their mean.",
        "What should the loss be if every sample occurs twice?",
    ),
    _wrong(
        no_minus,
        "Your loss is negative. The logarithm of a probability is negative "
        "or 0; a charge is positive or 0.",
        "What turns a likelihood that should be large into a loss that "
        "should be small?",
    ),
    _wrong(
        log_of_the_mean,
        "You averaged the probabilities and charged the average. Each "
        "sample is charged by itself.",
        "Which comes first, the logarithm or the mean?",
    ),
    _wrong(
        distance_to_one,
        "You charge what is missing from 1 to the probability. The "
        "cross-entropy charges by the logarithm.",
        "Which of the two makes a certain denial very expensive?",
    ),
    _wrong(
        the_surest_class,
        "You charge the largest probability of each row, whatever the "
        "truth. Being sure of nonsense would be rewarded.",
        "Where in your code does `y_true` choose the class?",
    ),
    _wrong(
        with_binary_terms,
        "You also charge the other classes, through 1 − p. That is the "
        "binary cross-entropy, for several yes-or-no questions; here the "
        "probabilities of a row sum to 1, and the true class alone counts.",
        "How many terms of a row survive the product with one-hot y?",
    ),
    _wrong(
        one_hot_only,
        "One-hot targets work. Integer labels do not: they are places, not "
        "weights, and must not be multiplied with.",
        "What does `y_true.ndim` say for either kind of targets?",
    ),
    _wrong(
        labels_only,
        "Integer labels work, one-hot targets do not.",
        "What does `y_true.ndim` say for either kind of targets?",
    ),
    _wrong(
        width_of_this_batch,
        "You make the labels one-hot with as many columns as the largest "
        "label of this batch needs. A batch without the last class still "
        "has as many classes as `y_pred` has columns.",
        "Photos of two dogs, three classes: which shape do your one-hot "
        "targets have?",
    ),
    _wrong(
        log_of_zero_in_the_table,
        "Your table contains 0 · log 0, which is `nan`, wherever a wrong "
        "class got the probability 0; one such entry spoils the sum.",
        "Evaluate `0 * np.log(0.0)` in a cell of its own.",
    ),
    _wrong(
        log_of_zero,
        "A truth with the probability 0 makes your loss infinite, and from "
        "there no step leads back. Put a tiny floor under p.",
        "What is the loss if p cannot be less than 1e-12?",
    ),
    _wrong(
        zeros_left_out,
        "Where the truth got the probability 0, you charge nothing. That "
        "is the worst mistake of all, and it should be the dearest.",
        "What do you charge for p = 0.001? And for 0?",
    ),
    _wrong(
        floor_too_high,
        "Your floor under the probabilities is so high that a certain "
        "denial of the truth is cheap.",
        "Below which p do two different answers cost the same with you?",
    ),
    _wrong(
        floor_in_place,
        "You put the floor under the caller's own array. The probabilities "
        "that come in belong to the caller.",
        "Print `y_pred` before and after a call.",
    ),
    _wrong(
        adds_a_millionth,
        "You add a small number to p. Then every p is shifted, and a "
        "certain, right answer costs less than nothing.",
        "What is your loss for p = 1? What would a floor do there?",
    ),
    _wrong(
        adds_more,
        "You add a number to p that shows in the fifth digit of every "
        "loss. Only a p of 0 needs help.",
        "What is your loss for p = 1? What would a floor do there?",
    ),
)
