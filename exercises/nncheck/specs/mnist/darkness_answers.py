"""Right and wrong answers to the exercise darkness_classifier."""

import numpy as np

from nncheck.engine import Misconception
from nncheck.specs.mnist.sections import BASELINES


def darkness_classifier(x_train, y_train, x_test, y_test):
    """The answers for x_test and the share of them that is right."""
    means = np.array(
        [x_train[y_train == d].sum(axis=1).mean() for d in range(10)]
    )
    gaps = np.abs(x_test.sum(axis=1)[:, None] - means)
    answers = gaps.argmin(axis=1)
    return answers, np.mean(answers == y_test)


# ------------------------------------------------------- other right answers


def with_averages(x_train, y_train, x_test, y_test):
    totals = np.bincount(y_train, weights=x_train.mean(axis=1), minlength=10)
    means = totals / np.bincount(y_train, minlength=10)
    answers = np.argmin((x_test.mean(axis=1, keepdims=True) - means) ** 2, 1)
    return [
        answers.astype(float),
        float((answers == y_test).sum() / len(x_test)),
    ]


def with_loops(x_train, y_train, x_test, y_test):
    ink: dict[int, list] = {d: [] for d in range(10)}
    for image, label in zip(x_train, y_train, strict=True):
        ink[int(label)].append(float(image.sum()))
    means = {
        d: sum(all_of_it) / len(all_of_it) for d, all_of_it in ink.items()
    }
    answers, right = [], 0
    for image, label in zip(x_test, y_test, strict=True):
        own = image.sum()
        best = min(means, key=lambda d: abs(means[d] - own))
        answers.append(best)
        right += best == label
    return np.array(answers), right / len(answers)


def by_edges(x_train, y_train, x_test, y_test):
    means = np.stack([x_train[y_train == d].mean() for d in range(10)])
    order = np.argsort(means)
    edges = (means[order][1:] + means[order][:-1]) / 2
    answers = order[np.searchsorted(edges, x_test.mean(axis=1))]
    return answers, (answers == y_test).mean()


# --------------------------------------------------------------- wrong answers


def _nearest(own, means, y_test):
    answers = np.abs(own[:, None] - means).argmin(axis=1)
    return answers, np.mean(answers == y_test)


def _means(X, y, ink=np.sum):
    return np.array([ink(X[y == d], axis=1).mean() for d in range(10)])


def means_of_the_test(x_train, y_train, x_test, y_test):
    return _nearest(x_test.sum(axis=1), _means(x_test, y_test), y_test)


def sums_against_averages(x_train, y_train, x_test, y_test):
    means = _means(x_train, y_train, np.mean)
    return _nearest(x_test.sum(axis=1), means, y_test)


def averages_against_sums(x_train, y_train, x_test, y_test):
    means = _means(x_train, y_train)
    return _nearest(x_test.mean(axis=1), means, y_test)


def bytes_against_fractions(x_train, y_train, x_test, y_test):
    means = 255 * _means(x_train, y_train)
    return _nearest(x_test.sum(axis=1), means, y_test)


def totals_of_classes(x_train, y_train, x_test, y_test):
    means = np.array([x_train[y_train == d].sum() for d in range(10)])
    return _nearest(x_test.sum(axis=1), means, y_test)


def farthest(x_train, y_train, x_test, y_test):
    gaps = np.abs(x_test.sum(axis=1)[:, None] - _means(x_train, y_train))
    answers = gaps.argmax(axis=1)
    return answers, np.mean(answers == y_test)


def without_absolute_value(x_train, y_train, x_test, y_test):
    gaps = x_test.sum(axis=1)[:, None] - _means(x_train, y_train)
    answers = gaps.argmin(axis=1)
    return answers, np.mean(answers == y_test)


def nearest_mean_image(x_train, y_train, x_test, y_test):
    means = np.stack([x_train[y_train == d].mean(axis=0) for d in range(10)])
    gaps = ((x_test[:, None, :] - means) ** 2).sum(axis=2)
    answers = gaps.argmin(axis=1)
    return answers, np.mean(answers == y_test)


def nearest_single_image(x_train, y_train, x_test, y_test):
    gaps = np.abs(x_test.sum(axis=1)[:, None] - x_train.sum(axis=1))
    answers = y_train[gaps.argmin(axis=1)]
    return answers, np.mean(answers == y_test)


def counts_dark_pixels(x_train, y_train, x_test, y_test):
    dark_train, dark_test = x_train > 0.5, x_test > 0.5
    means = _means(dark_train, y_train)
    return _nearest(dark_test.sum(axis=1), means, y_test)


def accuracy_of_training(x_train, y_train, x_test, y_test):
    means = _means(x_train, y_train)
    answers = _nearest(x_test.sum(axis=1), means, y_test)[0]
    return answers, _nearest(x_train.sum(axis=1), means, y_train)[1]


def counts_right_answers(x_train, y_train, x_test, y_test):
    answers = darkness_classifier(x_train, y_train, x_test, y_test)[0]
    return answers, np.sum(answers == y_test)


def answers_alone(x_train, y_train, x_test, y_test):
    return darkness_classifier(x_train, y_train, x_test, y_test)[0]


# ------------------------------------------------------------ what to say


def _wrong(answer, message, hint):
    return Misconception(answer, message, BASELINES, hint)


ALTERNATIVES = (with_averages, with_loops, by_edges)

MISCONCEPTIONS = (
    _wrong(
        means_of_the_test,
        "You take the averages from the test images. A classifier may "
        "not look at the answers of the test before it is tested.",
        "Which two of the four arguments may be used for learning?",
    ),
    _wrong(
        sums_against_averages,
        "You compare sums over the pixels of a test image with averages "
        "over the pixels of the training images: two different units.",
        "Measure both in the same way.",
    ),
    _wrong(
        averages_against_sums,
        "You compare the average pixel of a test image with sums over "
        "the pixels of training images: two different units.",
        "Measure both in the same way.",
    ),
    _wrong(
        bytes_against_fractions,
        "Your averages are on the scale from 0 to 255, the test images "
        "run from 0 to 1.",
        "Measure both in the same way.",
    ),
    _wrong(
        totals_of_classes,
        "You compare the ink of one image with the ink of all images of "
        "a class together.",
        "What is missing between the sum over a class and its average?",
    ),
    _wrong(
        farthest,
        "You answer with the digit whose average is farthest away.",
        "Which of the ten distances should win?",
    ),
    _wrong(
        without_absolute_value,
        "Your differences keep their sign, so the most negative one "
        "wins: always the darkest digit.",
        "Is a difference of −50 a smaller distance than one of 2?",
    ),
    _wrong(
        nearest_mean_image,
        "You compare with the mean *images*, pixel by pixel. That is the "
        "next baseline, and a better one; here only the total ink counts.",
        "How many numbers describe an image in this exercise?",
    ),
    _wrong(
        nearest_single_image,
        "You look for the single training image with the most similar "
        "ink. Asked for is the nearest of the ten averages.",
        "How many numbers should the training leave behind?",
    ),
    _wrong(
        counts_dark_pixels,
        "You count the pixels that are more black than white. The ink "
        "is the sum of all gray values.",
        "What does a pixel of 0.4 contribute?",
    ),
    _wrong(
        accuracy_of_training,
        "Your answers are right, but the accuracy is measured on the "
        "training images.",
        "Which labels do your answers have to be compared with?",
    ),
    _wrong(
        counts_right_answers,
        "Your answers are right, but you give the number of right ones "
        "in place of their share.",
        "Between which two values does an accuracy lie?",
    ),
    _wrong(
        answers_alone,
        "You return the answers alone; the accuracy is missing.",
        "How is a pair returned in Python?",
    ),
)
