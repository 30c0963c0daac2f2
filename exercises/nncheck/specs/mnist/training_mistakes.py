"""Wrong answers to the exercise training, and what is said about them."""

import contextlib

import numpy as np

from nncheck.engine import Misconception
from nncheck.specs.mnist.sections import (
    LIBRARY,
    STEP_SIZE,
    TRAINING,
)
from nncheck.specs.mnist.training_answers import descend, train


def test_set_included(x_train, y_train, x_test, y_test, seed):
    X, y = np.vstack([x_train, x_test]), np.concatenate([y_train, y_test])
    return train(X, y, x_test, y_test, seed)


def test_set_alone(x_train, y_train, x_test, y_test, seed):
    return train(x_test, y_test, x_test, y_test, seed)


def accuracy_of_training(x_train, y_train, x_test, y_test, seed):
    predict, _ = train(x_train, y_train, x_test, y_test, seed)
    return predict, np.mean(predict(x_train) == y_train)


def accuracy_in_percent(x_train, y_train, x_test, y_test, seed):
    predict, accuracy = train(x_train, y_train, x_test, y_test, seed)
    return predict, 100 * accuracy


def error_rate(x_train, y_train, x_test, y_test, seed):
    predict, accuracy = train(x_train, y_train, x_test, y_test, seed)
    return predict, 1 - accuracy


def not_shuffled(x_train, y_train, x_test, y_test, seed):
    predict = descend(x_train, y_train, seed, rate=0.3, shuffle=False)
    return predict, np.mean(predict(x_test) == y_test)


def scores_for_labels(x_train, y_train, x_test, y_test, seed):
    predict, accuracy = train(x_train, y_train, x_test, y_test, seed)
    return lambda X: np.eye(10)[predict(X)], accuracy


def step_too_small(x_train, y_train, x_test, y_test, seed):
    predict = descend(x_train, y_train, seed, rate=1e-4, epochs=10, batch=50)
    return predict, np.mean(predict(x_test) == y_test)


def step_too_large(x_train, y_train, x_test, y_test, seed):
    from nnlib import SGD, Dense, ReLU, Sequential, Softmax

    layers = [Dense(784, 16), ReLU(), Dense(16, 10), Softmax()]
    model = Sequential(layers, rng=seed)
    model.compile(SGD(learning_rate=300), "sparse_categorical_crossentropy")
    # the numbers may leave the range of floats
    with contextlib.suppress(FloatingPointError):
        model.fit(x_train, y_train, epochs=2, rng=seed, verbose=0)

    def predict(X):
        return model.predict(X).argmax(axis=1)

    return predict, np.mean(predict(x_test) == y_test)


def never_fitted(x_train, y_train, x_test, y_test, seed):
    rng = np.random.default_rng(seed)
    W = rng.normal(size=(784, 10))

    def predict(X):
        return (X @ W).argmax(axis=1)

    return predict, np.mean(predict(x_test) == y_test)


def _wrong(answer, symptoms, message, hint, section=TRAINING):
    return Misconception(answer, message, section, hint, symptoms)


# the symptoms of the four runs, as `training.Trial` names them: training takes
# seconds, so an answer is compared with these words, and the tests train
_GOOD = "good, test"
_UPSIDE = "upside down, test"
_SAME = "always the same, test"

MISCONCEPTIONS = (
    _wrong(
        test_set_included,
        (_GOOD, _GOOD, "tricked", _GOOD),
        "Your network has been trained on the test digits too: when the test "
        "labels are false, it learns the false ones. Its accuracy there says "
        "nothing about new digits.",
        "Which two of the four arguments may `fit` see?",
    ),
    _wrong(
        test_set_alone,
        (_UPSIDE, _UPSIDE, "tricked", _UPSIDE),
        "Your network is trained on the test digits in place of the training "
        "digits.",
        "Which two of the four arguments may `fit` see?",
    ),
    _wrong(
        accuracy_of_training,
        ("good, train", "good, train", "good", "good, train"),
        "The accuracy you report is that of the training digits. A network "
        "is always better on what it has seen.",
        "On which digits does your `evaluate` run?",
        LIBRARY,
    ),
    _wrong(
        accuracy_in_percent,
        ("good, percent", "good, percent", "good", "good, percent"),
        "The accuracy you report is in percent. Here it is a share, from 0 "
        "to 1.",
        "What is the largest accuracy there can be?",
        LIBRARY,
    ),
    _wrong(
        error_rate,
        ("good, errors", "good, errors", "good", "good, errors"),
        "You report the share of mistakes, which is the error rate. Asked "
        "for is the share of right answers.",
        "What should a perfect network report?",
        LIBRARY,
    ),
    _wrong(
        not_shuffled,
        (_GOOD, _GOOD, "good", "poor, test"),
        "Your network sees the digits in the order in which they come. Here "
        "they come sorted by class, and at the end of an epoch it has "
        "forgotten the first ones.",
        "What does `rng.permutation` give, and when should it be drawn?",
    ),
    _wrong(
        scores_for_labels,
        ("no labels", "no labels", "no labels", "no labels"),
        "`predict` gives ten numbers per digit. Asked for is the label, one "
        "number per digit.",
        "Which of the ten numbers names the answer?",
        LIBRARY,
    ),
    _wrong(
        step_too_small,
        ("poor, test", "poor, test", "good", "poor, test"),
        "Your network learns in the right direction, but is not there after "
        "its epochs: the steps are too small or too few.",
        "Go up by factors of ten until something moves.",
        STEP_SIZE,
    ),
    _wrong(
        step_too_large,
        (_SAME, _SAME, "good", _SAME),
        "Your network gives the same answer for every digit. Most often the "
        "first steps were so large that they threw it out of range.",
        "Go down with the learning rate by factors of ten.",
        STEP_SIZE,
    ),
    _wrong(
        never_fitted,
        ("chance, test", "chance, test", "good", "chance, test"),
        "Your network guesses: it seems never to have seen a training digit, "
        "or the labels do not belong to the images.",
        "Does the function that you return use the trained weights?",
    ),
)
