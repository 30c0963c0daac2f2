"""Wrong answers to the exercise cross_entropy."""

import numpy as np

from nncheck.specs.losses.cross_entropy_answers import cross_entropy


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
